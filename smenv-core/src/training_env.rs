//! The rest of the job: where the data is, and where results go.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::HyperparameterValue;
use crate::channel::Channel;
use crate::error::{Error, Origin, Problem, ProblemKind};
use crate::names;
use crate::python_json;
use crate::source::Source;

/// The job around a training program: its channels and directories.
///
/// Each fact is that of its own variable (`SM_MODEL_DIR`, `SM_CHANNELS` and `SM_CHANNEL_*`, …), else of the config files and the
/// container's layout under `/opt/ml` (or `SAGEMAKER_BASE_DIR`). Under [`Source::base_dir`] the layout is that folder's, whatever the
/// variables say.
///
/// ```
/// use smenv_core::{Source, TrainingEnv};
///
/// let source = Source::from_vars([("SM_CHANNELS", r#"["train"]"#), ("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train")]);
/// let env = TrainingEnv::from_source(&source)?;
///
/// assert_eq!(env.channel("train")?.dir(), "/opt/ml/input/data/train");
/// assert_eq!(env.model_dir(), "/opt/ml/model");
/// # Ok::<(), smenv_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TrainingEnv {
    channels: Vec<Channel>,
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
        let (channels, problems) = channels(source);
        if !problems.is_empty() {
            return Err(Error::new(problems));
        }
        Ok(TrainingEnv {
            channels,
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

    /// The channel `name`.
    ///
    /// # Errors
    /// The job has no such channel; the message names those it has.
    #[inline]
    pub fn channel(&self, name: &str) -> Result<&Channel, Error> {
        self.channels.iter().find(|channel| channel.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.channels.iter().map(Channel::name).collect();
            let reason = match names.is_empty() {
                true => "this job has no channels".to_owned(),
                false => format!("this job has the channels {}", names.join(", ")),
            };
            Error::new(vec![Problem {
                name: Some(format!("channel {name}")),
                reason: Some(reason),
                suggestion: names::nearest(name, names).map(str::to_owned),
                ..Problem::new(ProblemKind::Missing)
            }])
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

/// The channels by name: the true names where something lists them, else as the variables spell them, in lower case.
#[inline]
fn channels(source: &Source) -> (Vec<Channel>, Vec<Problem>) {
    let mut problems = Vec::new();
    let variables: Vec<(&str, &OsStr)> = match source.given_base() {
        Some(_) => Vec::new(),
        None => source.variables_with("SM_CHANNEL_").collect(),
    };
    let listed = listed(source).unwrap_or_else(|problem| {
        problems.push(*problem);
        None
    });
    let mut names = listed.unwrap_or_else(|| variables.iter().map(|(name, _)| name.to_lowercase()).collect());
    names.sort_unstable();
    names.dedup();
    let data = source.base().join("input/data");
    // Names that differ in case alone share a variable, which then is the directory of only one of them.
    let shared = |name: &str| names.iter().filter(|other| other.eq_ignore_ascii_case(name)).count() > 1;
    let dir = |name: &str| {
        let variable = variables.iter().find(|(variable, _)| !shared(name) && names::stands_for(variable, name));
        variable.map_or_else(|| data.join(name), |(_, dir)| dir.into())
    };
    let channels = names.iter().map(|name| Channel { name: name.clone(), dir: dir(name) }).collect();
    (channels, problems)
}

/// The names that `SM_CHANNELS`, else `inputdataconfig.json`, lists.
#[inline]
fn listed(source: &Source) -> Result<Option<Vec<String>>, Box<Problem>> {
    const CONFIG_FILE: &str = "inputdataconfig.json";
    let unreadable = |origin: Origin, reason: String| {
        let problem = Problem::new(ProblemKind::Unreadable);
        Box::new(Problem { origin: Some(origin), reason: Some(reason), ..problem })
    };
    if let (None, Some(variable)) = (source.given_base(), source.variable("SM_CHANNELS")) {
        let origin = Origin::Variable("SM_CHANNELS".to_owned());
        let text = variable.to_str().ok_or_else(|| unreadable(origin.clone(), "it is not UTF-8".to_owned()))?;
        return Vec::from_text(text)
            .map(Some)
            .map_err(|invalid| unreadable(origin, format!("it is no list of names: {invalid}")));
    }
    let Some(path) = source.config_dir().map(|dir| dir.join(CONFIG_FILE)) else { return Ok(None) };
    let fault = match std::fs::read(&path).map(String::from_utf8) {
        Ok(Ok(text)) => {
            let mut names = Vec::new();
            let outcome = python_json::entries(&text, |name, _| names.extend(name.decoded().map(Cow::into_owned)));
            match outcome {
                Ok(()) => return Ok(Some(names)),
                Err(fault) => fault.to_string(),
            }
        }
        Ok(Err(_)) => "it is not UTF-8".to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => error.to_string(),
    };
    Err(unreadable(Origin::ConfigFile(CONFIG_FILE.to_owned()), format!("{}: {fault}", path.display())))
}
