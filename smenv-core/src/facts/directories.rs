//! Where things are: the container's directories.
use std::path::{Path, PathBuf};

use smenv_shared::json::scanner;
use smenv_shared::json::token::Token;
use smenv_shared::json::value::Json;

use crate::error::problem::{Origin, Problem};
use crate::facts::facts::{Facts, Places};
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::files::write_atomic::at;
use crate::source::config_file;
use crate::training_env::training_env::TrainingEnv;

pub(crate) const CHECKPOINTS: &str = "checkpointconfig.json";

/// The directories of a job.
#[derive(Clone, Debug)]
pub(crate) struct Directories {
    input: PathBuf,
    input_config: PathBuf,
    pub(crate) input_data: PathBuf,
    output: PathBuf,
    output_data: PathBuf,
    output_intermediate: PathBuf,
    failure: PathBuf,
    model: PathBuf,
    checkpoints: PathBuf,
}

impl Directories {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let base = facts.source.base();
        let input = input(facts);
        let output = dir(facts, "SM_OUTPUT_DIR", "output_dir", || base.join("output"));
        Directories {
            input_config: dir(facts, "SM_INPUT_CONFIG_DIR", "input_config_dir", || {
                input.join("config")
            }),
            input_data: input_data(facts),
            output_data: typed(facts, "output-data-dir", "SM_OUTPUT_DATA_DIR").unwrap_or_else(
                || {
                    dir(facts, "SM_OUTPUT_DATA_DIR", "output_data_dir", || {
                        output.join("data")
                    })
                },
            ),
            output_intermediate: dir(
                facts,
                "SM_OUTPUT_INTERMEDIATE_DIR",
                "output_intermediate_dir",
                || output.join("intermediate"),
            ),
            failure: dir(facts, "SM_OUTPUT_FAILURE", "", || output.join("failure")),
            model: typed(facts, "model-dir", "SM_MODEL_DIR")
                .unwrap_or_else(|| dir(facts, "SM_MODEL_DIR", "model_dir", || base.join("model"))),
            checkpoints: typed(facts, "checkpoint-dir", CHECKPOINTS)
                .or_else(|| checkpoints(facts))
                .unwrap_or_else(|| base.join("checkpoints")),
            input,
            output,
        }
    }
}

/// Returns a directory that a person typed as an argument of this name; `key` is what the fact is
/// known by.
#[inline]
fn typed(facts: &mut Facts<'_>, name: &str, key: &str) -> Option<PathBuf> {
    let place = facts
        .source
        .typed_dirs()
        .iter()
        .rfind(|place| place.is(false, name))?;
    facts.origins.push((key.to_owned(), place.origin()));
    Some(place.path.clone())
}

#[inline]
fn dir(
    facts: &mut Facts<'_>,
    variable: &'static str,
    key: &'static str,
    layout: impl FnOnce() -> PathBuf,
) -> PathBuf {
    facts
        .path(Places::new(variable, key))
        .unwrap_or_else(layout)
}

#[inline]
fn input(facts: &mut Facts<'_>) -> PathBuf {
    let base = facts.source.base();
    dir(facts, "SM_INPUT_DIR", "input_dir", || base.join("input"))
}

/// What the directories of channels are under.
#[inline]
pub(crate) fn input_data(facts: &mut Facts<'_>) -> PathBuf {
    let input = input(facts);
    dir(facts, "SM_INPUT_DATA_DIR", "input_data_dir", || {
        input.join("data")
    })
}

/// `LocalPath` of `checkpointconfig.json`, the `CheckpointConfig` of the job. In a given folder it
/// is of a container that is not here.
#[inline]
fn checkpoints(facts: &mut Facts<'_>) -> Option<PathBuf> {
    let text = config_file::read(facts.source, CHECKPOINTS)?;
    match text.and_then(|text| local_path(&text)) {
        Ok(path) => {
            let path = path.filter(|_| facts.source.given_base().is_none())?;
            facts.origins.push((
                CHECKPOINTS.to_owned(),
                Origin::ConfigFile(CHECKPOINTS.to_owned()),
            ));
            Some(path)
        }
        Err(fault) => {
            let origin = Origin::ConfigFile(CHECKPOINTS.to_owned());
            facts.problems.push(Problem::unreadable(
                origin,
                fault.within(&config_file::in_config_dir(facts.source)),
            ));
            None
        }
    }
}

#[inline]
fn local_path(config: &str) -> Result<Option<PathBuf>, Fault> {
    if config.trim() == "null" {
        return Ok(None);
    }
    let mut path = None;
    let entry = |key: Token<'_>, value| {
        if key.decoded().is_ok_and(|key| key == "LocalPath") {
            path = Some(Json::of(value)).filter(|path| !path.is_null());
        }
    };
    scanner::entries(config, entry)
        .map_err(|broken| invalid_json::fault(broken, config, CHECKPOINTS))?;
    match path.map(Json::as_string) {
        None => Ok(None),
        Some(None) => Err(Fault::new(
            "LocalPath is not a string",
            "a directory",
            r#"write `"LocalPath": "/opt/ml/checkpoints"`"#,
        )),
        Some(Some(path)) => Ok(Some(path)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)),
    }
}

/// Directories. They need not be there: see [`create_dirs`](TrainingEnv::create_dirs).
impl TrainingEnv {
    /// Makes the directories that a program writes to, as far as they are not there: for the model,
    /// the output data and checkpoints. [`write_atomic`](crate::write_atomic) and
    /// [`Checkpoints`](crate::Checkpoints) make their own.
    ///
    /// # Errors
    /// One cannot be made; the message names it.
    #[inline]
    pub fn create_dirs(&self) -> std::io::Result<()> {
        for dir in [
            self.model_dir(),
            self.output_data_dir(),
            self.checkpoint_dir(),
        ] {
            std::fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
        }
        Ok(())
    }

    /// `/opt/ml/input`: `SM_INPUT_DIR`.
    #[must_use]
    #[inline]
    pub fn input_dir(&self) -> &Path {
        &self.directories.input
    }

    /// Where the config files are, `/opt/ml/input/config`: `SM_INPUT_CONFIG_DIR`.
    #[must_use]
    #[inline]
    pub fn input_config_dir(&self) -> &Path {
        &self.directories.input_config
    }

    /// What the channels' directories are in, `/opt/ml/input/data`: `SM_INPUT_DATA_DIR`.
    #[must_use]
    #[inline]
    pub fn input_data_dir(&self) -> &Path {
        &self.directories.input_data
    }

    /// `/opt/ml/output`: `SM_OUTPUT_DIR`.
    #[must_use]
    #[inline]
    pub fn output_dir(&self) -> &Path {
        &self.directories.output
    }

    /// Where other results than the model go, which are uploaded at the end, `/opt/ml/output/data`:
    /// `SM_OUTPUT_DATA_DIR`.
    #[must_use]
    #[inline]
    pub fn output_data_dir(&self) -> &Path {
        &self.directories.output_data
    }

    /// Where results go that are uploaded while the job runs, `/opt/ml/output/intermediate`:
    /// `SM_OUTPUT_INTERMEDIATE_DIR`.
    #[must_use]
    #[inline]
    pub fn output_intermediate_dir(&self) -> &Path {
        &self.directories.output_intermediate
    }

    /// The file whose first 1,024 characters tell why the job failed, `/opt/ml/output/failure`:
    /// `SM_OUTPUT_FAILURE`.
    #[must_use]
    #[inline]
    pub fn failure_file(&self) -> &Path {
        &self.directories.failure
    }

    /// Where the model goes, which is uploaded at the end, `/opt/ml/model`: `SM_MODEL_DIR`.
    #[must_use]
    #[inline]
    pub fn model_dir(&self) -> &Path {
        &self.directories.model
    }

    /// What is kept in S3 while the job runs and is there again when it is started anew:
    /// `LocalPath` of `checkpointconfig.json`, else `/opt/ml/checkpoints`. What is deleted here is
    /// deleted there.
    #[must_use]
    #[inline]
    pub fn checkpoint_dir(&self) -> &Path {
        &self.directories.checkpoints
    }
}
