//! Where settings come from: a snapshot that is taken once.
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use smenv_shared::json::scanner;
use smenv_shared::regular_file::exists;

use crate::facts::launchers;
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::typed_dir::TypedDir;

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
    /// Where the program opts in to them.
    arguments: Option<Vec<OsString>>,
    /// Channels and directories that were among them.
    places: Vec<TypedDir>,
    /// The channels that the program names.
    channels: Vec<&'static str>,
    files: Files,
}

/// What the hosts of a job are listed in.
pub(crate) const RESOURCE_CONFIG: &str = "resourceconfig.json";

/// What the variable of one hyperparameter starts with.
const HYPERPARAMETER: &str = "SM_HP_";

/// Whether it is a variable of SageMaker's, or of what starts a job's processes.
pub(crate) fn concerns_a_job(name: &[u8]) -> bool {
    ["SM_", "SAGEMAKER_", "TRAINING_JOB_"]
        .iter()
        .any(|start| name.starts_with(start.as_bytes()))
        || matches!(name, b"MASTER_ADDR" | b"MASTER_PORT")
        || launchers::is_variable(name)
}

/// Whether it is one of those that hyperparameters are read from where there are no arguments,
/// beside `SM_HP_*`.
fn concerns_hyperparameters(name: &[u8]) -> bool {
    matches!(
        name,
        b"SAGEMAKER_BASE_DIR" | b"SM_HPS" | b"SM_INPUT_CONFIG_DIR"
    )
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
        let hyperparameters = self
            .hyperparameters
            .iter()
            .map(|(name, _)| OsStr::new(name));
        let names: Vec<&OsStr> = hyperparameters
            .chain(self.variables.iter().map(|(name, _)| name.as_os_str()))
            .collect();
        f.debug_struct("Source")
            .field("variables", &names)
            .field("arguments", &self.arguments().len())
            .field("files", &self.files)
            .finish()
    }
}

impl Source {
    /// The process's variables and the config files where they say, else under `/opt/ml`. One pass
    /// over the variables; files are read when something is asked of them. Arguments are not looked
    /// at: see [`args`](Self::args).
    #[must_use]
    pub fn process() -> Self {
        Source::as_process(std::env::vars_os())
    }

    /// The same for a program that asks for nothing but hyperparameters, by a source that nobody
    /// else sees: less to keep.
    pub(crate) fn process_for_hyperparameters() -> Self {
        Source {
            files: Files::Process,
            ..Source::keeping(concerns_hyperparameters, 4, std::env::vars_os())
        }
    }

    /// Given variables, and the config files where they say: as if these were the process's.
    pub(crate) fn as_process(variables: impl Iterator<Item = (OsString, OsString)>) -> Self {
        Source {
            files: Files::Process,
            ..Source::from_vars(variables)
        }
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

    /// Of the variables `SM_HP_*`, and those that concern what is asked; with room for so many of
    /// these.
    fn keeping<N, V>(
        concerns: fn(&[u8]) -> bool,
        room: usize,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        // A handful of hyperparameters.
        let hyperparameters = Vec::with_capacity(16);
        let mut source = Source {
            hyperparameters,
            variables: Vec::with_capacity(room),
            ..Source::default()
        };
        for (name, value) in variables {
            let name: OsString = name.into();
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(HYPERPARAMETER.as_bytes()) {
                // A name that is not UTF-8 is nobody's, but must not be lost.
                let name = name
                    .into_string()
                    .unwrap_or_else(|name| name.to_string_lossy().into_owned());
                source.hyperparameters.push((name, value.into()));
            } else if concerns(bytes) {
                source.variables.push((name, value.into()));
            }
        }
        source
    }

    /// Reads config files under `path`, a folder laid out as a container's `/opt/ml`, wherever the
    /// variables point. The job's channels, hosts and directories are then those of the folder,
    /// whatever variables say of them.
    #[must_use]
    pub fn base_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.files = Files::Base(path.into());
        self
    }

    /// Sets one variable on top of the others, in place of an earlier value. A variable that does
    /// not concern a job changes nothing.
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
        let one = Source::keeping(concerns_a_job, 1, [(name, value)]);
        self.hyperparameters
            .retain(|(name, _)| one.hyperparameters.iter().all(|(new, _)| new != name));
        self.variables
            .retain(|(name, _)| one.variables.iter().all(|(new, _)| new != name));
        self.hyperparameters.extend(one.hyperparameters);
        self.variables.extend(one.variables);
        self
    }

    /// Opts in to arguments, without the program's name. They win over everything else.
    ///
    /// | argument | meaning |
    /// |---|---|
    /// | `--batch-size 32`, `--batch-size=32` | a value; a name of one letter takes one dash or two, `-s 32` |
    /// | `--verbose`, `--no-verbose` | true and false for a `bool` or an `Option<bool>`; so are `--verbose true` and `--verbose=false` |
    /// | `--layers 64 32`, `--layers 64,32` | a list, a set, an array or a tuple: all words up to the next name. A negative number is a value |
    ///
    /// These are passed over: what a launcher made of the hyperparameters, wherever it stands (the
    /// arguments of the toolkit are in `SM_USER_ARGS`; those that the driver of SDK v3 gives a
    /// `.sh` script, which hands them on as `"$@"`, follow from `SM_HPS`); and the word `train`,
    /// with which SageMaker starts a container, as the first argument, or as the last one where no
    /// name needs it and nothing could take it as a value. `--splits test train` are two splits, if
    /// these are texts.
    ///
    /// [`run`] and [`Job::from_source`] take channels and directories too: see there.
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
    #[cfg_attr(
        feature = "run",
        doc = "\n[`run`]: crate::run()\n[`Job::from_source`]: crate::Job::from_source"
    )]
    #[cfg_attr(
        not(feature = "run"),
        doc = "\n[`run`]: #method.args\n[`Job::from_source`]: #method.args"
    )]
    #[must_use]
    pub fn args<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments = Some(arguments.into_iter().map(Into::into).collect());
        self
    }

    /// Whether this looks like a SageMaker job: a producer's variables are there, or the
    /// container's config files, those of a processing job included.
    #[must_use]
    pub fn is_job(&self) -> bool {
        ["SM_HPS", "SM_TRAINING_ENV", "TRAINING_JOB_NAME"]
            .iter()
            .any(|name| self.variable(name).is_some())
            || self
                .config_dir()
                .is_some_and(|dir| exists(&dir.join("hyperparameters.json")))
            || self
                .config_file(RESOURCE_CONFIG)
                .is_some_and(|file| exists(&file))
    }

    /// A variable that is there and not empty.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsStr> {
        let (_, value) = self.variables.iter().rfind(|(known, _)| known == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// Whether a variable is there, be it empty.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.variables.iter().any(|(known, _)| known == name)
    }

    /// The text of a variable that is there and not empty, or why it cannot be read.
    pub(crate) fn text_of(&self, name: &str) -> Option<Result<String, Fault>> {
        let value = self.variable(name)?;
        let text = value
            .to_str()
            .map(|text| scanner::without_bom(text).to_owned());
        Some(text.ok_or_else(|| invalid_json::not_utf_8(value.as_encoded_bytes())))
    }

    /// The variables of single hyperparameters, without their `SM_HP_`.
    pub(crate) fn hyperparameters(&self) -> impl Iterator<Item = (&str, &OsStr)> {
        self.hyperparameters
            .iter()
            .map(|(name, value)| (&name[HYPERPARAMETER.len()..], value.as_os_str()))
    }

    /// The names and values of the variables that start with `prefix`.
    pub(crate) fn variables_with<'s>(
        &'s self,
        prefix: &'static str,
    ) -> impl Iterator<Item = (&'s str, &'s OsStr)> {
        self.variables.iter().filter_map(move |(name, value)| {
            Some((name.to_str()?.strip_prefix(prefix)?, value.as_os_str()))
        })
    }

    pub(crate) fn arguments(&self) -> &[OsString] {
        self.arguments.as_deref().unwrap_or_default()
    }

    /// Whether the program opts in to arguments.
    pub(crate) fn takes_arguments(&self) -> bool {
        self.arguments.is_some()
    }

    /// Keeps these channels and directories, and leaves out the arguments that they were, by their
    /// numbers in ascending order.
    #[cfg(feature = "run")]
    pub(crate) fn take_places(&mut self, places: Vec<TypedDir>, taken: &[usize]) {
        let mut number = 0..;
        if let Some(arguments) = &mut self.arguments {
            arguments.retain(|_| {
                number
                    .next()
                    .is_none_or(|number| taken.binary_search(&number).is_err())
            });
        }
        self.places.extend(places);
    }

    /// Keeps the names of the program's channels, which may be typed.
    #[cfg(feature = "run")]
    pub(crate) fn name_channels(&mut self, channels: Vec<&'static str>) {
        self.channels = channels;
    }

    /// The names of the program's channels, if it names some and takes them as arguments.
    pub(crate) fn named_channels(&self) -> &[&'static str] {
        &self.channels
    }

    /// The channels and directories that were typed.
    pub(crate) fn places(&self) -> &[TypedDir] {
        &self.places
    }

    /// Whether it reads files; without them it is made of given variables alone.
    pub(crate) fn has_files(&self) -> bool {
        !matches!(self.files, Files::None)
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

    /// Returns where a config file is, or would be, if this source has any. A processing job has
    /// that of its hosts in another folder.
    pub(crate) fn config_file(&self, name: &str) -> Option<PathBuf> {
        let file = self.config_dir()?.join(name);
        let of_processing = (name == RESOURCE_CONFIG && !exists(&file))
            .then(|| self.base().join("config").join(name));
        Some(of_processing.filter(|file| exists(file)).unwrap_or(file))
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
