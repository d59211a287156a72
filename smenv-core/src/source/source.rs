//! The snapshot that all settings are read from.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use smenv_shared::json::scanner;
use smenv_shared::json::write::write_json_string;
use smenv_shared::regular_file::exists;

use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::locations::{GivenFiles, HYPERPARAMETERS, Locations, RESOURCE_CONFIG};
use crate::source::typed_dir::TypedDir;
use crate::source::variables::Variables;

/// The source of a job's settings: environment variables, a folder of config files, and arguments.
///
/// Only [`Source::process`] reads the process's environment; a test builds its own source.
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
    variables: Variables,
    /// `None` unless the program takes arguments.
    arguments: Option<Vec<OsString>>,
    /// The channels and directories that were among the arguments.
    typed_dirs: Vec<TypedDir>,
    /// The names of the program's channels.
    channels: Vec<&'static str>,
    files: Locations,
}

/// Shows the names of the variables and the number of arguments; their values may be secret.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&OsStr> = self.variables.names().collect();
        f.debug_struct("Source")
            .field("variables", &names)
            .field("arguments", &self.arguments().len())
            .field("files", &self.files)
            .finish()
    }
}

impl Source {
    /// Creates a source from the process's environment variables, and the config files in the
    /// folder that they name or under `/opt/ml`.
    ///
    /// The variables are read once, here; files are read when they are needed. The process's
    /// arguments are ignored unless they are added by [`args`](Self::args).
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::Source;
    ///
    /// let source = Source::process().var("SM_HP_EPOCHS", "3");
    /// assert_eq!(source.hyperparameter::<u32>("epochs").unwrap(), 3);
    /// ```
    #[must_use]
    pub fn process() -> Self {
        Source::as_process(std::env::vars_os())
    }

    /// Creates a source like [`process`](Self::process), but keeps only what hyperparameters are
    /// read from.
    pub(crate) fn process_for_hyperparameters() -> Self {
        Source {
            variables: Variables::of_hyperparameters(std::env::vars_os()),
            files: Locations::Process,
            ..Source::default()
        }
    }

    /// Creates a source as [`process`](Self::process) would in a process with these variables.
    pub(crate) fn as_process(variables: impl Iterator<Item = (OsString, OsString)>) -> Self {
        Source {
            files: Locations::Process,
            ..Source::from_vars(variables)
        }
    }

    /// Creates a source from the given variables, without any files.
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
        Source {
            variables: Variables::of_job(variables),
            ..Source::default()
        }
    }

    /// Creates a source from the hyperparameters of a job, as `CreateTrainingJob` takes them and
    /// [`to_hyperparameters`](crate::SmHyperparameters::to_hyperparameters) returns them. They are
    /// read as a container reads its `hyperparameters.json`. The source has no other files, and
    /// [`is_job`](Self::is_job) is false; [`base_dir`](Self::base_dir) replaces it.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::SmHyperparameters;
    /// # use smenv::{SmHyperparameters, Source};
    /// #[derive(Debug, PartialEq, SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     epochs: u32,
    ///     version: String,
    /// }
    ///
    /// let hp = Hyperparameters { epochs: 3, version: "1.10".to_owned() };
    /// let source = Source::from_hyperparameters(hp.to_hyperparameters());
    /// assert_eq!(Hyperparameters::from_source(&source)?, hp);
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    pub fn from_hyperparameters<N, V>(hyperparameters: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut json = String::from("{");
        for (name, value) in hyperparameters {
            if json.len() > 1 {
                json.push(',');
            }
            write_json_string(name.as_ref(), &mut json);
            json.push(':');
            write_json_string(value.as_ref(), &mut json);
        }
        json.push('}');
        Source::default().with_file(HYPERPARAMETERS, json)
    }

    /// Adds a config file with this text. No other files are read.
    pub(crate) fn with_file(mut self, name: &'static str, text: String) -> Self {
        let mut files = match self.files {
            Locations::Given(files) => files,
            _ => GivenFiles::default(),
        };
        files.insert(name, text);
        self.files = Locations::Given(files);
        self
    }

    /// Returns the config files whose texts were given.
    pub(crate) fn given_files(&self) -> Option<&GivenFiles> {
        match &self.files {
            Locations::Given(files) => Some(files),
            _ => None,
        }
    }

    /// Sets the folder that config files are read from, laid out like a container's `/opt/ml`.
    ///
    /// It takes precedence over all variables: the job's channels, hosts and directories are those
    /// of the folder.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let folder = std::env::temp_dir().join("smenv-base-dir");
    /// std::fs::create_dir_all(folder.join("input/config"))?;
    /// std::fs::write(folder.join("input/config/hyperparameters.json"), r#"{"epochs": "10"}"#)?;
    ///
    /// let source = Source::default().base_dir(&folder);
    /// assert_eq!(source.hyperparameter::<u32>("epochs")?, 10);
    /// # std::fs::remove_dir_all(folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn base_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.files = Locations::Base(path.into());
        self
    }

    /// Sets a variable, replacing its earlier value. A variable that does not concern a job is
    /// ignored.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::{Source, TrainingEnv};
    ///
    /// let source = Source::process().var("SM_CHANNEL_TRAIN", "data/penguins").var("SM_HP_EPOCHS", "3");
    /// assert_eq!(source.hyperparameter::<u32>("epochs")?, 3);
    /// assert_eq!(TrainingEnv::from_source(&source)?.channel("train")?.dir().to_str(), Some("data/penguins"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    pub fn var(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.set(name.into(), value.into());
        self
    }

    /// Sets the arguments, without the program's name. They take precedence over everything else.
    ///
    /// | argument | meaning |
    /// |---|---|
    /// | `--batch-size 32`, `--batch-size=32` | a value; a name of one letter takes one or two dashes: `-s 32` |
    /// | `--verbose`, `--no-verbose` | true and false for a `bool` or an `Option<bool>`, as are `--verbose true` and `--verbose=false` |
    /// | `--layers 64 32`, `--layers 64,32` | a list, a set, an array or a tuple: all words up to the next name. A negative number is a value |
    ///
    /// Some arguments were not typed by anyone, and are ignored:
    ///
    /// - the hyperparameters that a launcher appends, in any position. The toolkit lists its
    ///   arguments in `SM_USER_ARGS`; those that the driver of SDK v3 passes to a `.sh` script,
    ///   which forwards them as `"$@"`, follow from `SM_HPS`;
    /// - the word `train`, with which SageMaker starts a container, if it is the first argument; or
    ///   if it is the last one, no name needs it as its value and none accepts it as one.
    ///   `--splits test train` are two splits if these are texts.
    ///
    /// `run` and `Job::from_source` also accept channels and directories as arguments.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::process().args(std::env::args_os().skip(1));
    /// ```
    ///
    /// A list takes several words, a flag none:
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::SmHyperparameters;
    /// # use smenv::{SmHyperparameters, Source};
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     layers: Vec<u32>,
    ///     #[sm(default = true)]
    ///     shuffle: bool,
    /// }
    ///
    /// let source = Source::default().args(["--layers", "64", "32", "--no-shuffle"]);
    /// let hp = Hyperparameters::from_source(&source)?;
    /// assert_eq!((hp.layers, hp.shuffle), (vec![64, 32], false));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    pub fn args<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments = Some(arguments.into_iter().map(Into::into).collect());
        self
    }

    /// Returns whether this looks like a SageMaker job: it has variables that only a job has, or a
    /// container's config files, those of a processing job included.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// assert!(Source::from_vars([("SM_HPS", "{}")]).is_job());
    /// assert!(!Source::from_vars([("SM_HP_EPOCHS", "3")]).is_job());
    /// ```
    #[must_use]
    pub fn is_job(&self) -> bool {
        ["SM_HPS", "SM_TRAINING_ENV", "TRAINING_JOB_NAME"]
            .iter()
            .any(|name| self.variable(name).is_some())
            || self
                .config_dir()
                .is_some_and(|dir| exists(&dir.join(HYPERPARAMETERS)))
            || self
                .config_file(RESOURCE_CONFIG)
                .is_some_and(|file| exists(&file))
    }

    /// Returns the value of a variable that is not an `SM_HP_*`, unless it is empty.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(name)
    }

    /// Returns whether a variable that is not an `SM_HP_*` is set, even if it is empty.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.variables.is_set(name)
    }

    /// Returns the text of a variable, or why it is unreadable; `None` if it is unset or empty.
    pub(crate) fn text_of(&self, name: &str) -> Option<Result<String, Fault>> {
        let value = self.variable(name)?;
        let text = value
            .to_str()
            .map(|text| scanner::without_bom(text).to_owned());
        Some(text.ok_or_else(|| invalid_json::not_utf_8(value.as_encoded_bytes())))
    }

    /// Returns the variables of single hyperparameters, without the prefix `SM_HP_`.
    pub(crate) fn hyperparameters(&self) -> impl Iterator<Item = (&str, &OsStr)> {
        self.variables.hyperparameters()
    }

    /// Returns the other variables whose names start with `prefix`, without the prefix.
    pub(crate) fn variables_with<'s>(
        &'s self,
        prefix: &'static str,
    ) -> impl Iterator<Item = (&'s str, &'s OsStr)> {
        self.variables.with_prefix(prefix)
    }

    pub(crate) fn arguments(&self) -> &[OsString] {
        self.arguments.as_deref().unwrap_or_default()
    }

    /// Returns whether the program takes arguments.
    pub(crate) fn takes_arguments(&self) -> bool {
        self.arguments.is_some()
    }

    /// Removes the arguments with these numbers, which must be in ascending order.
    #[cfg(feature = "run")]
    pub(crate) fn remove_arguments(&mut self, numbers: &[usize]) {
        let mut number = 0..;
        if let Some(arguments) = &mut self.arguments {
            arguments.retain(|_| {
                number
                    .next()
                    .is_none_or(|number| numbers.binary_search(&number).is_err())
            });
        }
    }

    /// Adds channels and directories that were among the arguments.
    #[cfg(feature = "run")]
    pub(crate) fn add_typed_dirs(&mut self, dirs: Vec<TypedDir>) {
        self.typed_dirs.extend(dirs);
    }

    /// Returns the channels and directories that were among the arguments.
    pub(crate) fn typed_dirs(&self) -> &[TypedDir] {
        &self.typed_dirs
    }

    /// Sets the names of the program's channels, which may be arguments.
    #[cfg(feature = "run")]
    pub(crate) fn set_channel_names(&mut self, channels: Vec<&'static str>) {
        self.channels = channels;
    }

    /// Returns the names of the program's channels, if they may be arguments.
    pub(crate) fn channel_names(&self) -> &[&'static str] {
        &self.channels
    }

    /// Returns whether files are read, not only variables and arguments.
    pub(crate) fn has_files(&self) -> bool {
        !matches!(self.files, Locations::None | Locations::Given(_))
    }

    /// Returns the folder that was set by [`base_dir`](Self::base_dir).
    pub(crate) fn given_base(&self) -> Option<&Path> {
        self.files.given_base()
    }

    /// Returns whether the base of the container's layout was set, by [`base_dir`](Self::base_dir)
    /// or a variable.
    #[cfg(feature = "run")]
    pub(crate) fn has_given_base(&self) -> bool {
        self.given_base().is_some() || self.variable("SAGEMAKER_BASE_DIR").is_some()
    }

    /// Returns the folder that the container's layout starts at.
    pub(crate) fn base(&self) -> PathBuf {
        self.files.base(&self.variables)
    }

    /// Returns the folder of the config files, if files are read.
    pub(crate) fn config_dir(&self) -> Option<PathBuf> {
        self.files.config_dir(&self.variables)
    }

    /// Returns the path of a config file, whether or not it exists, if files are read.
    pub(crate) fn config_file(&self, name: &str) -> Option<PathBuf> {
        self.files.config_file(&self.variables, name)
    }
}
