//! The rest of the job: what is around the hyperparameters. All is `#[inline]`, so that a program
//! that does not ask does not build it.
use std::fmt;
use std::sync::OnceLock;

use smenv_shared::json::value::Json;

use crate::channels::channel::Channel;
use crate::channels::job_channels::{JobChannels, NameOrigin};
use crate::channels::problems::{self, ChannelNames};
use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelsSpec;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, Subject};
use crate::facts::accelerators;
use crate::facts::cluster::Cluster;
use crate::facts::directories::{CHECKPOINTS, Directories};
use crate::facts::facts::{Facts, Places};
use crate::facts::log_level::LogLevel;
use crate::faults::fault::Fault;
use crate::index::Index;
use crate::render::table::{line, table};
use crate::source::launcher_arguments;
use crate::source::source::Source;

/// The job around a training program: its channels, hosts, processors and directories.
///
/// Each fact is that of its own variable (`SM_MODEL_DIR`), else of `SM_TRAINING_ENV`, else of the
/// config files (`resourceconfig.json`, `inputdataconfig.json`, `checkpointconfig.json`) and the
/// container's layout under `/opt/ml` (or `SAGEMAKER_BASE_DIR`), else what SageMaker documents as
/// its default; so it is the same whoever started the program, and in a bare container that has no
/// `SM_*` at all. What nothing says is `None`. Variables that are empty or `null` say nothing.
///
/// Under [`Source::base_dir`] channels, hosts and directories are that folder's, whatever the
/// variables say.
///
/// `Display` draws a table of the facts; with the feature `serde`, `Serialize` writes them as JSON.
///
/// ```
/// # use smenv_core as smenv;
/// use std::path::Path;
///
/// use smenv::{Source, TrainingEnv};
///
/// let source = Source::from_vars([
///     ("SM_CHANNELS", r#"["train"]"#),
///     ("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train"),
///     ("SM_HOSTS", r#"["algo-1","algo-2"]"#),
///     ("SM_CURRENT_HOST", "algo-2"),
///     ("SM_NUM_GPUS", "8"),
/// ]);
/// let env = TrainingEnv::from_source(&source)?; // in a job: TrainingEnv::from_env()?
///
/// assert_eq!(env.channel("train")?.dir(), Path::new("/opt/ml/input/data/train"));
/// assert_eq!((env.host_rank(), env.host_count(), env.num_gpus()), (Some(1), 2, 8));
/// assert_eq!(env.model_dir(), Path::new("/opt/ml/model"));
/// # Ok::<(), smenv::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TrainingEnv {
    job_name: Option<String>,
    job_arn: Option<String>,
    channels: Vec<Channel>,
    how_named: NameOrigin,
    listing: ChannelNames,
    /// Where channels were looked for in vain.
    no_channels_in: Option<String>,
    pub(crate) directories: Directories,
    pub(crate) cluster: Cluster,
    num_cpus: Count,
    num_gpus: Count,
    num_neurons: Count,
    log_level: LogLevel,
    program: Program,
    /// Where facts were found: see [`Facts::origins`].
    origins: Vec<(String, Origin)>,
}

/// A number of processors that something says, or that is counted when it is first asked for.
#[derive(Clone, Debug)]
struct Count(OnceLock<usize>);

/// What the launcher says of the program that it started.
#[derive(Clone)]
struct Program {
    user_args: Vec<String>,
    user_entry_point: Option<String>,
    module_name: Option<String>,
    module_dir: Option<String>,
    framework_module: Option<String>,
    framework_params: Option<String>,
    source_dir: Option<String>,
    entry_script: Option<String>,
    distributed_config: Option<String>,
    distributed_driver_dir: Option<String>,
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
        let (env, _, problems) = Self::read(source, <()>::SPEC);
        if problems.is_empty() {
            Ok(env)
        } else {
            Err(Error::new(problems))
        }
    }

    /// What can be read for a program that takes the channels of `spec`, the channels once more
    /// with all that the job says of them, and what is wrong with the rest.
    #[inline]
    pub(crate) fn read(source: &Source, spec: &ChannelsSpec) -> (Self, JobChannels, Vec<Problem>) {
        let mut facts = Facts::of(source);
        let job_channels = JobChannels::of(&mut facts, spec);
        facts.problems.extend(job_channels.problems.iter().cloned());
        facts.problems.extend(
            job_channels
                .channels
                .iter()
                .flat_map(|said| said.faults.iter().cloned()),
        );
        let env = TrainingEnv {
            job_name: facts.text(Places::of_machine("TRAINING_JOB_NAME", "job_name")),
            job_arn: facts.text(Places::of_machine("TRAINING_JOB_ARN", "")),
            channels: job_channels
                .channels
                .iter()
                .map(|said| said.channel.clone())
                .collect(),
            how_named: job_channels.how_named,
            listing: job_channels.listing.clone(),
            no_channels_in: job_channels.searched.clone(),
            directories: Directories::of(&mut facts),
            cluster: Cluster::of(&mut facts),
            num_cpus: Count::of(facts.positive(Places::of_machine("SM_NUM_CPUS", "num_cpus"))),
            num_gpus: Count::of(facts.count(Places::of_machine("SM_NUM_GPUS", "num_gpus"))),
            num_neurons: Count::of(
                facts.count(Places::of_machine("SM_NUM_NEURONS", "num_neurons")),
            ),
            log_level: log_level(&mut facts),
            program: Program::of(&mut facts),
            origins: Vec::new(),
        };
        for problem in &mut facts.problems {
            if problem.subject == Subject::Hyperparameter {
                problem.subject = Subject::TrainingEnv;
            }
        }
        (
            TrainingEnv {
                origins: facts.origins,
                ..env
            },
            job_channels,
            facts.problems,
        )
    }

    /// Where the fact of this variable was found; `None` where nothing says it.
    #[cfg(feature = "run")]
    #[inline]
    pub(crate) fn origin(&self, variable: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .find(|(known, _)| known == variable)
            .map(|(_, origin)| origin)
    }

    /// The job's name: `TRAINING_JOB_NAME`.
    #[must_use]
    #[inline]
    pub fn job_name(&self) -> Option<&str> {
        self.job_name.as_deref()
    }

    /// The job's ARN: `TRAINING_JOB_ARN`.
    #[must_use]
    #[inline]
    pub fn job_arn(&self) -> Option<&str> {
        self.job_arn.as_deref()
    }

    /// The job's channels, by name: `SM_CHANNELS` and `SM_CHANNEL_*`, their settings in
    /// `SM_INPUT_DATA_CONFIG`, else `inputdataconfig.json`; where nothing lists them,
    /// `SM_CHANNEL_*` and the folders of `input/data` that are not hidden.
    #[must_use]
    #[inline]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The channel `name`, in the job's spelling, or with `-` for `_` and the other way round where
    /// only one channel is called so.
    ///
    /// # Errors
    /// The job has no such channel; the message names those it has.
    #[inline]
    pub fn channel(&self, name: &str) -> Result<&Channel, Error> {
        let mut alike = self
            .channels
            .iter()
            .filter(|channel| self.how_named.is(&channel.name, name));
        let found = match self.channels.iter().find(|channel| channel.name == name) {
            None => alike.next().filter(|_| alike.next().is_none()),
            exact => exact,
        };
        found.ok_or_else(|| {
            let names: Vec<&str> = self.channels.iter().map(Channel::name).collect();
            Error::new(vec![problems::missing(name, &names, &self.listing, false)])
                .with_note(self.no_channels_in.clone())
        })
    }

    /// How many CPUs this host has: `SM_NUM_CPUS`, else what
    /// [`available_parallelism`](std::thread::available_parallelism) says.
    #[must_use]
    #[inline]
    pub fn num_cpus(&self) -> usize {
        self.num_cpus.or_counted(accelerators::cpus)
    }

    /// How many GPUs this host has: `SM_NUM_GPUS`, else the lines of `nvidia-smi --list-gpus`, as
    /// SageMaker's own launchers count them. That program is asked once. There are 0 GPUs where it
    /// is missing, fails, takes more than 10 s (a driver may hang) or prints more than 1 MiB.
    /// `CUDA_VISIBLE_DEVICES` and MIG slices are not looked at.
    #[must_use]
    #[inline]
    pub fn num_gpus(&self) -> usize {
        self.num_gpus.or_counted(accelerators::gpus)
    }

    /// How many Neuron cores this host has: `SM_NUM_NEURONS`, else what `neuron-ls -j` lists, which
    /// is asked as `nvidia-smi` is by [`num_gpus`](Self::num_gpus).
    #[must_use]
    #[inline]
    pub fn num_neurons(&self) -> usize {
        self.num_neurons
            .or_counted(|| accelerators::neurons(self.current_instance_type()))
    }

    /// How much to log: `SM_LOG_LEVEL`, else the hyperparameter `sagemaker_container_log_level`,
    /// Python's number or name; [`LogLevel::INFO`] where nothing says it. Under the driver of SDK
    /// v3, which sets `SM_LOG_LEVEL` in every job, the hyperparameter has no effect: there the
    /// job's own variable `SM_LOG_LEVEL` says it.
    #[must_use]
    #[inline]
    pub fn log_level(&self) -> LogLevel {
        self.log_level
    }

    /// The arguments that the toolkit made of the hyperparameters: `SM_USER_ARGS`.
    #[must_use]
    #[inline]
    pub fn user_args(&self) -> &[String] {
        &self.program.user_args
    }

    /// The program that the toolkit was told to start: `SM_USER_ENTRY_POINT`.
    #[must_use]
    #[inline]
    pub fn user_entry_point(&self) -> Option<&str> {
        self.program.user_entry_point.as_deref()
    }

    /// The same without its ending: `SM_MODULE_NAME`.
    #[must_use]
    #[inline]
    pub fn module_name(&self) -> Option<&str> {
        self.program.module_name.as_deref()
    }

    /// Where it is, a folder or an S3 address: `SM_MODULE_DIR`.
    #[must_use]
    #[inline]
    pub fn module_dir(&self) -> Option<&str> {
        self.program.module_dir.as_deref()
    }

    /// The framework's Python module: `SM_FRAMEWORK_MODULE`.
    #[must_use]
    #[inline]
    pub fn framework_module(&self) -> Option<&str> {
        self.program.framework_module.as_deref()
    }

    /// The hyperparameters for the framework, a JSON object: `SM_FRAMEWORK_PARAMS`.
    #[must_use]
    #[inline]
    pub fn framework_params(&self) -> Option<&str> {
        self.program.framework_params.as_deref()
    }

    /// Where SDK v3's driver put the sources: `SM_SOURCE_DIR`.
    #[must_use]
    #[inline]
    pub fn source_dir(&self) -> Option<&str> {
        self.program.source_dir.as_deref()
    }

    /// The script that SDK v3's driver was told to start: `SM_ENTRY_SCRIPT`.
    #[must_use]
    #[inline]
    pub fn entry_script(&self) -> Option<&str> {
        self.program.entry_script.as_deref()
    }

    /// How SDK v3's driver starts processes, a JSON object: `SM_DISTRIBUTED_CONFIG`.
    #[must_use]
    #[inline]
    pub fn distributed_config(&self) -> Option<&str> {
        self.program.distributed_config.as_deref()
    }

    /// Where the driver's own scripts for that are: `SM_DISTRIBUTED_DRIVER_DIR`.
    #[must_use]
    #[inline]
    pub fn distributed_driver_dir(&self) -> Option<&str> {
        self.program.distributed_driver_dir.as_deref()
    }
}

/// A table of the job's facts and where each comes from; what nothing says is left out, or is a
/// default.
impl fmt::Display for TrainingEnv {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&table(&self.rows(), usize::MAX))
    }
}

impl TrainingEnv {
    /// Each fact's name, value and origin.
    #[inline]
    fn rows(&self) -> Vec<[String; 3]> {
        const DEFAULT: &str = "default";
        const COUNTED: &str = "counted";
        let by_key: Index<&str> = self
            .origins
            .iter()
            .map(|(key, _)| &**key)
            .zip(0..)
            .collect();
        // The first of these keys that the fact was found under.
        let from = |keys: &[&str], otherwise: &str| {
            let found = keys.iter().find_map(|key| by_key.get(*key).next());
            found.map_or_else(|| otherwise.to_owned(), |at| self.origins[at].1.to_string())
        };
        let place = |rank: Option<usize>, size: usize| {
            format!(
                "{} of {size}",
                rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string())
            )
        };
        let mut rows = vec![["job", "value", "from"].map(str::to_owned)];
        let mut row = |name: &str, value: String, origin: String| {
            rows.push([line(name), line(&value), line(&origin)])
        };
        if let Some(name) = self.job_name() {
            row(
                "name",
                name.to_owned(),
                from(&["TRAINING_JOB_NAME"], DEFAULT),
            );
        }
        for channel in self.channels() {
            let settings = [
                channel.content_type().map(str::to_owned),
                channel.input_mode().map(|mode| mode.to_string()),
                channel
                    .distribution()
                    .map(|distribution| distribution.to_string()),
            ];
            let settings: Vec<String> = settings.into_iter().flatten().collect();
            let settings = if settings.is_empty() {
                String::new()
            } else {
                format!(" ({})", settings.join(", "))
            };
            let name = format!("channel {}", channel.name());
            row(
                &name,
                format!("{}{settings}", channel.dir().display()),
                from(&[&name], DEFAULT),
            );
        }
        let host = self.current_host().unwrap_or("this one");
        let of_hosts = ["SM_CURRENT_HOST_RANK", "SM_CURRENT_HOST", "SM_HOSTS"];
        row(
            "host",
            format!("{host}, {}", place(self.host_rank(), self.host_count())),
            from(&of_hosts, DEFAULT),
        );
        let of_process: Vec<&str> = self
            .cluster
            .rank_variable()
            .into_iter()
            .chain(of_hosts)
            .collect();
        row(
            "process",
            place(self.rank(), self.world_size()),
            from(&of_process, DEFAULT),
        );
        let kind = self.current_instance_type().to_owned();
        row(
            "instance type",
            kind,
            from(&["SM_CURRENT_INSTANCE_TYPE"], DEFAULT),
        );
        row(
            "CPUs",
            self.num_cpus().to_string(),
            from(&["SM_NUM_CPUS"], COUNTED),
        );
        row(
            "GPUs",
            self.num_gpus().to_string(),
            from(&["SM_NUM_GPUS"], COUNTED),
        );
        row(
            "Neuron cores",
            self.num_neurons().to_string(),
            from(&["SM_NUM_NEURONS"], COUNTED),
        );
        for (name, dir, key) in [
            ("model", self.model_dir(), "SM_MODEL_DIR"),
            ("output", self.output_data_dir(), "SM_OUTPUT_DATA_DIR"),
            ("checkpoints", self.checkpoint_dir(), CHECKPOINTS),
        ] {
            row(name, dir.display().to_string(), from(&[key], DEFAULT));
        }
        row(
            "log level",
            self.log_level().to_string(),
            from(&["SM_LOG_LEVEL"], DEFAULT),
        );
        rows
    }
}

/// Without the arguments' values, of which any may be a secret.
impl fmt::Debug for Program {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("user_args", &self.user_args.len())
            .field("user_entry_point", &self.user_entry_point)
            .field("module_name", &self.module_name)
            .field("module_dir", &self.module_dir)
            .field("source_dir", &self.source_dir)
            .field("entry_script", &self.entry_script)
            .finish_non_exhaustive()
    }
}

impl Count {
    #[inline]
    fn of(said: Option<usize>) -> Self {
        Count(said.map_or_else(OnceLock::new, OnceLock::from))
    }

    #[inline]
    fn or_counted(&self, count: impl FnOnce() -> usize) -> usize {
        *self.0.get_or_init(count)
    }
}

impl Program {
    #[inline]
    fn of(facts: &mut Facts<'_>) -> Self {
        let mut text = |variable, key| facts.text(Places::of_machine(variable, key));
        Program {
            user_entry_point: text("SM_USER_ENTRY_POINT", "user_entry_point"),
            // Python's `None`, which the toolkit writes where there is none.
            module_name: text("SM_MODULE_NAME", "module_name").filter(|name| name != "None"),
            module_dir: text("SM_MODULE_DIR", "module_dir"),
            framework_module: text("SM_FRAMEWORK_MODULE", "framework_module"),
            framework_params: json(
                facts,
                "SM_FRAMEWORK_PARAMS",
                "additional_framework_parameters",
            ),
            source_dir: facts.text(Places::of_machine("SM_SOURCE_DIR", "")),
            entry_script: facts.text(Places::of_machine("SM_ENTRY_SCRIPT", "")),
            distributed_config: json(facts, "SM_DISTRIBUTED_CONFIG", ""),
            distributed_driver_dir: facts.text(Places::of_machine("SM_DISTRIBUTED_DRIVER_DIR", "")),
            user_args: user_args(facts),
        }
    }
}

/// A JSON object, as it stands there.
#[inline]
fn json(facts: &mut Facts<'_>, variable: &'static str, key: &'static str) -> Option<String> {
    let own = facts.text(Places::of_machine(variable, ""));
    own.or_else(|| {
        facts
            .in_training_env(key)
            .map(|saying| saying.source_text())
    })
}

/// Where an argument cannot be a text, that is marked.
#[inline]
fn user_args(facts: &mut Facts<'_>) -> Vec<String> {
    let Some(list) = facts.text(Places::of_machine("SM_USER_ARGS", "")) else {
        return Vec::new();
    };
    let marked =
        |text: Option<String>| text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
    match launcher_arguments::texts(&list) {
        Some(texts) => texts.into_iter().map(marked).collect(),
        None => {
            let origin = Origin::Variable("SM_USER_ARGS".to_owned());
            let expected = r#"a JSON list of strings such as `["--epochs", "3"]`"#;
            let fault = Fault::new(
                "it is not a list of strings",
                expected,
                "write such a list, or unset SM_USER_ARGS",
            );
            facts.problems.push(Problem::unreadable(origin, fault));
            Vec::new()
        }
    }
}

#[inline]
fn log_level(facts: &mut Facts<'_>) -> LogLevel {
    let places =
        Places::of_machine("SM_LOG_LEVEL", "log_level").or_hyperparameter(LogLevel::HYPERPARAMETER);
    let read = |value: Json<'_>| match value.as_str() {
        Some(name) => LogLevel::from_name(&name)
            .or_else(|| name.trim().parse().ok().map(LogLevel::from_number)),
        None => value
            .as_u64()
            .and_then(|number| number.try_into().ok())
            .map(LogLevel::from_number),
    };
    facts
        .json(
            places,
            "one of Python's log levels, such as 20 or INFO",
            read,
        )
        .unwrap_or_default()
}
