//! Where settings come from: a snapshot that is taken once.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::launchers;

/// Where settings come from: variables, a folder with config files, arguments.
///
/// Nothing in smenv reads the process but [`Source::process`]; tests make a source of their own.
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::Source;
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "10"}"#)]).args(["--epochs", "2"]);
/// assert_eq!(source.hyperparameter::<u32>("epochs").unwrap(), 2);
/// ```
#[derive(Clone, Default)]
pub struct Source {
    /// `SM_HP_*`.
    hyperparameters: Vec<(String, OsString)>,
    /// The other variables that concern a job.
    variables: Vec<(OsString, OsString)>,
    arguments: Vec<OsString>,
    files: Files,
}

/// What the hosts of a job are listed in.
pub(crate) const RESOURCE_CONFIG: &str = "resourceconfig.json";

/// What the variable of one hyperparameter starts with.
const HYPERPARAMETER: &str = "SM_HP_";

/// Whether it is a variable of SageMaker's, or of what starts a job's processes.
pub(crate) fn concerns_a_job(name: &[u8]) -> bool {
    ["SM_", "SAGEMAKER_", "TRAINING_JOB_"].iter().any(|start| name.starts_with(start.as_bytes()))
        || matches!(name, b"MASTER_ADDR" | b"MASTER_PORT")
        || launchers::is_variable(name)
}

/// Whether it is one of those that hyperparameters are read from where there are no arguments, beside `SM_HP_*`.
fn concerns_hyperparameters(name: &[u8]) -> bool {
    matches!(name, b"SAGEMAKER_BASE_DIR" | b"SM_HPS" | b"SM_INPUT_CONFIG_DIR")
}

/// Which config files there are.
#[derive(Clone, Debug, Default)]
enum Files {
    /// None: the source is made of given variables alone.
    #[default]
    None,
    /// Where the variables say, else under `/opt/ml`.
    Process,
    /// Under this folder.
    Base(PathBuf),
}

/// The names of the variables and how many arguments there are: the values may be secret.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hyperparameters = self.hyperparameters.iter().map(|(name, _)| OsStr::new(name));
        let names: Vec<&OsStr> =
            hyperparameters.chain(self.variables.iter().map(|(name, _)| name.as_os_str())).collect();
        f.debug_struct("Source")
            .field("variables", &names)
            .field("arguments", &self.arguments.len())
            .field("files", &self.files)
            .finish()
    }
}

impl Source {
    /// The process's variables and the config files where they say, else under `/opt/ml`. One pass over the variables; files
    /// are read when something is asked of them. Arguments are not looked at: see [`args`](Self::args).
    #[must_use]
    pub fn process() -> Self {
        Source::as_process(std::env::vars_os())
    }

    /// The same for a program that asks for nothing but hyperparameters, by a source that nobody else sees: less to keep.
    pub(crate) fn process_for_hyperparameters() -> Self {
        Source { files: Files::Process, ..Source::keeping(concerns_hyperparameters, 4, std::env::vars_os()) }
    }

    /// Given variables, and the config files where they say: as if these were the process's.
    pub(crate) fn as_process(variables: impl Iterator<Item = (OsString, OsString)>) -> Self {
        Source { files: Files::Process, ..Source::from_vars(variables) }
    }

    /// Given variables, without any file: for tests.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::from_vars([("SM_HP_LEARNING_RATE", "0.1")]);
    /// assert_eq!(source.hyperparameter::<f64>("learning-rate").unwrap(), 0.1);
    /// ```
    #[must_use]
    pub fn from_vars<N, V>(variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        // Room for what the toolkit makes of a job.
        Source::keeping(concerns_a_job, 64, variables)
    }

    /// Of the variables `SM_HP_*`, and those that concern what is asked; with room for so many of these.
    fn keeping<N, V>(concerns: fn(&[u8]) -> bool, room: usize, variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        // A handful of hyperparameters.
        let hyperparameters = Vec::with_capacity(16);
        let mut source = Source { hyperparameters, variables: Vec::with_capacity(room), ..Source::default() };
        for (name, value) in variables {
            let name: OsString = name.into();
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(HYPERPARAMETER.as_bytes()) {
                // A name that is not UTF-8 is nobody's, but must not be lost.
                let name = name.into_string().unwrap_or_else(|name| name.to_string_lossy().into_owned());
                source.hyperparameters.push((name, value.into()));
            } else if concerns(bytes) {
                source.variables.push((name, value.into()));
            }
        }
        source
    }

    /// Reads config files under `path`, a folder laid out as a container's `/opt/ml`, wherever the variables point.
    #[must_use]
    pub fn base_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.files = Files::Base(path.into());
        self
    }

    /// Opts in to arguments, `--batch-size 32` or `--batch-size=32`, without the program's name. They win over everything else.
    /// Those that a launcher made of the hyperparameters (`SM_USER_ARGS`) are skipped, and so is a first `train`, the word with which
    /// SageMaker starts a container.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::process().args(std::env::args_os().skip(1));
    /// ```
    #[must_use]
    pub fn args<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments = arguments.into_iter().map(Into::into).collect();
        self
    }

    /// Whether this looks like a SageMaker job: a producer's variables are there, or the container's config files, those of a processing
    /// job included.
    #[must_use]
    pub fn is_job(&self) -> bool {
        ["SM_HPS", "SM_TRAINING_ENV", "TRAINING_JOB_NAME"].iter().any(|name| self.variable(name).is_some())
            || self.config_dir().is_some_and(|dir| dir.join("hyperparameters.json").exists())
            || self.config_file(RESOURCE_CONFIG).is_some_and(|file| file.exists())
    }

    /// A variable that is there and not empty.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsStr> {
        let (_, value) = self.variables.iter().rfind(|(known, _)| known == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// The text of a variable that is there and not empty, or why it is none.
    pub(crate) fn text_of(&self, name: &str) -> Option<Result<String, String>> {
        let text = self.variable(name)?.to_str();
        Some(text.map(str::to_owned).ok_or_else(|| "it is not UTF-8".to_owned()))
    }

    /// The variables of single hyperparameters, without their `SM_HP_`.
    pub(crate) fn hyperparameters(&self) -> impl Iterator<Item = (&str, &OsStr)> {
        self.hyperparameters.iter().map(|(name, value)| (&name[HYPERPARAMETER.len()..], value.as_os_str()))
    }

    /// The names and values of the variables that start with `prefix`.
    pub(crate) fn variables_with<'s>(&'s self, prefix: &'static str) -> impl Iterator<Item = (&'s str, &'s OsStr)> {
        self.variables
            .iter()
            .filter_map(move |(name, value)| Some((name.to_str()?.strip_prefix(prefix)?, value.as_os_str())))
    }

    pub(crate) fn arguments(&self) -> &[OsString] {
        &self.arguments
    }

    /// The folder given with [`base_dir`](Self::base_dir), which goes before all variables.
    pub(crate) fn given_base(&self) -> Option<&Path> {
        match &self.files {
            Files::Base(base) => Some(base),
            _ => None,
        }
    }

    /// Whether somebody says where the container's layout starts.
    #[cfg(feature = "run")]
    pub(crate) fn names_base(&self) -> bool {
        self.given_base().is_some() || self.variable("SAGEMAKER_BASE_DIR").is_some()
    }

    /// The folder that the container's layout starts at.
    pub(crate) fn base(&self) -> PathBuf {
        match (&self.files, self.variable("SAGEMAKER_BASE_DIR")) {
            (Files::Base(base), _) => base.clone(),
            (_, Some(base)) => base.into(),
            _ => "/opt/ml".into(),
        }
    }

    /// Returns where a config file is, or would be, if this source has any. A processing job has that of its hosts in another folder.
    pub(crate) fn config_file(&self, name: &str) -> Option<PathBuf> {
        let file = self.config_dir()?.join(name);
        let of_processing = (name == RESOURCE_CONFIG && !file.exists()).then(|| self.base().join("config").join(name));
        Some(of_processing.filter(|file| file.exists()).unwrap_or(file))
    }

    /// Where the config files are, if this source has any.
    pub(crate) fn config_dir(&self) -> Option<PathBuf> {
        match (&self.files, self.variable("SM_INPUT_CONFIG_DIR")) {
            (Files::None, _) => None,
            (Files::Process, Some(dir)) => Some(dir.into()),
            _ => Some(self.base().join("input/config")),
        }
    }
}
