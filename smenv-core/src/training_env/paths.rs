//! The directories of [`TrainingEnv`].

use std::path::Path;
use std::{fs, io};

use crate::files::checkpoints::Checkpoints;
use crate::files::sibling::at;
use crate::training_env::training_env::TrainingEnv;

/// Directories, which need not exist: see [`create_dirs`](TrainingEnv::create_dirs).
impl TrainingEnv {
    /// Creates the directories that a program writes to, if they do not exist: for the model, the
    /// output data and checkpoints. [`write_atomic`](crate::write_atomic) and [`Checkpoints`] create
    /// theirs by themselves.
    ///
    /// # Errors
    /// If a directory cannot be created; the message names it.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// let env = smenv::TrainingEnv::from_env()?;
    /// env.create_dirs()?;
    /// std::fs::write(env.model_dir().join("model.json"), "{}")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn create_dirs(&self) -> io::Result<()> {
        for dir in [
            self.model_dir(),
            self.output_data_dir(),
            self.checkpoint_dir(),
        ] {
            fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
        }
        Ok(())
    }

    /// Returns the directory of the job's input, `/opt/ml/input`: `SM_INPUT_DIR`.
    #[must_use]
    #[inline]
    pub fn input_dir(&self) -> &Path {
        &self.directories.input
    }

    /// Returns the directory of the config files, `/opt/ml/input/config`: `SM_INPUT_CONFIG_DIR`.
    #[must_use]
    #[inline]
    pub fn input_config_dir(&self) -> &Path {
        &self.directories.input_config
    }

    /// Returns the directory that contains those of the channels, `/opt/ml/input/data`:
    /// `SM_INPUT_DATA_DIR`.
    #[must_use]
    #[inline]
    pub fn input_data_dir(&self) -> &Path {
        &self.directories.input_data
    }

    /// Returns the directory of the job's output, `/opt/ml/output`: `SM_OUTPUT_DIR`.
    #[must_use]
    #[inline]
    pub fn output_dir(&self) -> &Path {
        &self.directories.output
    }

    /// Returns the directory for results other than the model, `/opt/ml/output/data`, which
    /// SageMaker uploads when the job ends: `SM_OUTPUT_DATA_DIR`.
    #[must_use]
    #[inline]
    pub fn output_data_dir(&self) -> &Path {
        &self.directories.output_data
    }

    /// Returns the directory for results that SageMaker uploads while the job runs,
    /// `/opt/ml/output/intermediate`: `SM_OUTPUT_INTERMEDIATE_DIR`.
    #[must_use]
    #[inline]
    pub fn output_intermediate_dir(&self) -> &Path {
        &self.directories.output_intermediate
    }

    /// Returns the file whose first 1,024 characters SageMaker shows as the reason why the job
    /// failed, `/opt/ml/output/failure`: `SM_OUTPUT_FAILURE`.
    #[must_use]
    #[inline]
    pub fn failure_file(&self) -> &Path {
        &self.directories.failure
    }

    /// Returns the directory for the model, `/opt/ml/model`, which SageMaker uploads when the job
    /// ends: `SM_MODEL_DIR`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// use std::path::Path;
    ///
    /// assert_eq!(TrainingEnv::from_source(&Source::default())?.model_dir(), Path::new("/opt/ml/model"));
    /// let source = Source::from_vars([("SM_MODEL_DIR", "out")]);
    /// assert_eq!(TrainingEnv::from_source(&source)?.model_dir(), Path::new("out"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn model_dir(&self) -> &Path {
        &self.directories.model
    }

    /// Returns the directory for checkpoints: `LocalPath` in `checkpointconfig.json`, else
    /// `/opt/ml/checkpoints`. SageMaker keeps a copy in S3 while the job runs, and restores it when
    /// the job is restarted. A file that is deleted here is deleted there too.
    #[must_use]
    #[inline]
    pub fn checkpoint_dir(&self) -> &Path {
        &self.directories.checkpoints
    }

    /// Returns the checkpoints in [`checkpoint_dir`](Self::checkpoint_dir).
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// # use smenv::TrainingEnv;
    /// let env = TrainingEnv::from_env()?;
    /// let first = match env.checkpoints().latest()? {
    ///     Some(checkpoint) => checkpoint.step() + 1,
    ///     None => 0,
    /// };
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn checkpoints(&self) -> Checkpoints {
        Checkpoints::new(self.checkpoint_dir())
    }
}
