//! The container's directories.

use std::path::PathBuf;

use smenv_shared::json::scanner;
use smenv_shared::json::token::Token;
use smenv_shared::json::value::Json;

use crate::error::problem::{Origin, Problem};
use crate::facts::facts::Facts;
use crate::facts::places::Places;
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::config_file;

pub(crate) const CHECKPOINTS: &str = "checkpointconfig.json";

/// The directories of a job.
#[derive(Clone, Debug)]
pub(crate) struct Directories {
    pub(crate) input: PathBuf,
    pub(crate) input_config: PathBuf,
    pub(crate) input_data: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) output_data: PathBuf,
    pub(crate) output_intermediate: PathBuf,
    pub(crate) failure: PathBuf,
    pub(crate) model: PathBuf,
    pub(crate) checkpoints: PathBuf,
}

impl Directories {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, InputDirs { input, data }: InputDirs) -> Self {
        let base = facts.source.base();
        let output = dir(facts, "SM_OUTPUT_DIR", "output_dir", || base.join("output"));
        Directories {
            input_config: dir(facts, "SM_INPUT_CONFIG_DIR", "input_config_dir", || {
                input.join("config")
            }),
            input_data: data,
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

/// Returns the directory of the argument `name`, and records its origin under `key`.
#[inline]
fn typed(facts: &mut Facts<'_>, name: &str, key: &str) -> Option<PathBuf> {
    let typed_dir = facts
        .source
        .typed_dirs()
        .iter()
        .rfind(|typed_dir| typed_dir.is(false, name))?;
    facts.origins.push((key.to_owned(), typed_dir.origin()));
    Some(typed_dir.path.clone())
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

/// The directories of a job's input.
pub(crate) struct InputDirs {
    input: PathBuf,
    /// The directory that contains those of the channels.
    pub(crate) data: PathBuf,
}

impl InputDirs {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let base = facts.source.base();
        let input = dir(facts, "SM_INPUT_DIR", "input_dir", || base.join("input"));
        let data = dir(facts, "SM_INPUT_DATA_DIR", "input_data_dir", || {
            input.join("data")
        });
        InputDirs { input, data }
    }
}

/// Finds `LocalPath` in `checkpointconfig.json`, the job's `CheckpointConfig`. In a given base
/// directory it is a path of another container, and ignored.
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
        .map_err(|error| invalid_json::fault(error, config, CHECKPOINTS))?;
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
