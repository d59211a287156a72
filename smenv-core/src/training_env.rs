//! The rest of the job: where the data is, and where results go. All is `#[inline]`, so that a program that does not ask does not
//! build it.

use std::path::{Path, PathBuf};

use crate::channel::Channel;
use crate::channels::{self, HowNamed, JobChannels};
use crate::error::Error;
use crate::source::Source;

/// The job around a training program: its channels and directories.
///
/// Each fact is that of its own variable (`SM_MODEL_DIR`, `SM_CHANNELS` and `SM_CHANNEL_*`, …), else of the config files and the
/// container's layout under `/opt/ml` (or `SAGEMAKER_BASE_DIR`). Under [`Source::base_dir`] the layout is that folder's, whatever the
/// variables say.
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{Source, TrainingEnv};
///
/// let source = Source::from_vars([("SM_CHANNELS", r#"["train"]"#), ("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train")]);
/// let env = TrainingEnv::from_source(&source)?;
///
/// assert_eq!(env.channel("train")?.dir(), "/opt/ml/input/data/train");
/// assert_eq!(env.model_dir(), "/opt/ml/model");
/// # Ok::<(), smenv::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TrainingEnv {
    channels: Vec<Channel>,
    how_named: HowNamed,
    model_dir: PathBuf,
    output_data_dir: PathBuf,
}

impl TrainingEnv {
    /// The environment of the process.
    ///
    /// # Errors
    /// Everything that is wrong with it, all at once.
    #[inline]
    pub fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process())
    }

    /// The environment that `source` gives.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    #[inline]
    pub fn from_source(source: &Source) -> Result<Self, Error> {
        let JobChannels { channels: said, how_named, mut problems, .. } = JobChannels::of(source);
        let mut channels = Vec::new();
        for said in said {
            problems.extend(said.fault);
            channels.push(said.channel);
        }
        if !problems.is_empty() {
            return Err(Error::new(problems));
        }
        Ok(TrainingEnv {
            channels,
            how_named,
            model_dir: dir(source, "SM_MODEL_DIR", "model"),
            output_data_dir: dir(source, "SM_OUTPUT_DATA_DIR", "output/data"),
        })
    }

    /// The job's channels, by name.
    #[must_use]
    #[inline]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The channel `name`, in the job's spelling, or with `-` for `_` and the other way round where only one channel is called so.
    ///
    /// # Errors
    /// The job has no such channel; the message names those it has.
    #[inline]
    pub fn channel(&self, name: &str) -> Result<&Channel, Error> {
        let mut alike = self.channels.iter().filter(|channel| self.how_named.is(&channel.name, name));
        let found = match self.channels.iter().find(|channel| channel.name == name) {
            None => alike.next().filter(|_| alike.next().is_none()),
            exact => exact,
        };
        found.ok_or_else(|| {
            let names: Vec<&str> = self.channels.iter().map(Channel::name).collect();
            Error::new(vec![channels::missing(name, &names)])
        })
    }

    /// Where the model goes, which is uploaded at the end: `/opt/ml/model`.
    #[must_use]
    #[inline]
    pub fn model_dir(&self) -> &Path {
        &self.model_dir
    }

    /// Where other results go, which are uploaded at the end: `/opt/ml/output/data`.
    #[must_use]
    #[inline]
    pub fn output_data_dir(&self) -> &Path {
        &self.output_data_dir
    }
}

#[inline]
fn dir(source: &Source, variable: &str, under_base: &str) -> PathBuf {
    match (source.given_base(), source.variable(variable)) {
        (None, Some(dir)) => dir.into(),
        _ => source.base().join(under_base),
    }
}
