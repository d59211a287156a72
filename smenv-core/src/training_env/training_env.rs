//! [`TrainingEnv`]: what it holds, and how it is read.

use crate::channels::channel::Channel;
use crate::channels::job_channels::JobChannels;
use crate::channels::name_origin::NameOrigin;
use crate::channels::problems::{self, ChannelListing};
use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelsSpec;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem};
use crate::facts::cluster::Cluster;
use crate::facts::directories::{Directories, InputDirs};
use crate::facts::facts::Facts;
use crate::facts::log_level::LogLevel;
use crate::facts::places::Places;
use crate::facts::processors::ProcessorCount;
use crate::facts::program::{Program, log_level};
use crate::source::source::Source;

/// The job around a training program: its channels, hosts, processors and directories.
///
/// Each fact comes from the first of these that has it: its own variable (such as `SM_MODEL_DIR`),
/// `SM_TRAINING_ENV`, the config files (`resourceconfig.json`, `inputdataconfig.json`,
/// `checkpointconfig.json`), the container's layout under `/opt/ml` (or `SAGEMAKER_BASE_DIR`), and
/// the default that SageMaker documents. The facts are therefore the same under every launcher, and
/// in a bare container without any `SM_*` variable. Facts that no source provides are `None`; empty
/// and `null` variables count as unset.
///
/// With [`Source::base_dir`], channels, hosts and directories come from that folder and not from
/// variables.
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
    name_origin: NameOrigin,
    listing: ChannelListing,
    /// Where channels were looked for, if there are none.
    searched: Option<String>,
    pub(crate) directories: Directories,
    pub(crate) cluster: Cluster,
    pub(crate) num_cpus: ProcessorCount,
    pub(crate) num_gpus: ProcessorCount,
    pub(crate) num_neurons: ProcessorCount,
    log_level: LogLevel,
    pub(crate) program: Program,
    /// The origins of the facts: see [`Facts::origins`].
    pub(crate) origins: Vec<(String, Origin)>,
}

impl TrainingEnv {
    /// Reads the environment of the process.
    ///
    /// # Errors
    /// If a fact is invalid, or facts contradict each other; the error lists every problem.
    #[inline]
    pub fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process())
    }

    /// Reads the environment from `source`.
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

    /// Reads what is valid, for a program that takes the channels of `spec`. Also returns the
    /// channels with all that the job reports about them, and the problems.
    #[inline]
    pub(crate) fn read(source: &Source, spec: &ChannelsSpec) -> (Self, JobChannels, Vec<Problem>) {
        let mut facts = Facts::of(source);
        let input = InputDirs::of(&mut facts);
        let job_channels = JobChannels::of(&mut facts, spec, &input);
        facts.problems.extend(job_channels.problems.iter().cloned());
        facts.problems.extend(
            job_channels
                .channels
                .iter()
                .flat_map(|reading| reading.faults.iter().cloned()),
        );
        let env = TrainingEnv {
            job_name: facts.text(Places::of_machine("TRAINING_JOB_NAME", "job_name")),
            job_arn: facts.text(Places::of_machine("TRAINING_JOB_ARN", "")),
            channels: job_channels
                .channels
                .iter()
                .map(|reading| reading.channel.clone())
                .collect(),
            name_origin: job_channels.name_origin,
            listing: job_channels.listing.clone(),
            searched: job_channels.searched.clone(),
            directories: Directories::of(&mut facts, input),
            cluster: Cluster::of(&mut facts),
            num_cpus: ProcessorCount::of(
                facts.positive(Places::of_machine("SM_NUM_CPUS", "num_cpus")),
            ),
            num_gpus: ProcessorCount::of(
                facts.count(Places::of_machine("SM_NUM_GPUS", "num_gpus")),
            ),
            num_neurons: ProcessorCount::of(
                facts.count(Places::of_machine("SM_NUM_NEURONS", "num_neurons")),
            ),
            log_level: log_level(&mut facts),
            program: Program::of(&mut facts),
            origins: Vec::new(),
        };
        (
            TrainingEnv {
                origins: facts.origins,
                ..env
            },
            job_channels,
            facts.problems,
        )
    }

    /// Returns the origin of the fact that a variable sets, if any source has it.
    #[cfg(feature = "run")]
    #[inline]
    pub(crate) fn origin(&self, variable: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .find(|(known, _)| known == variable)
            .map(|(_, origin)| origin)
    }

    /// Returns the job's name: `TRAINING_JOB_NAME`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("TRAINING_JOB_NAME", "digits-7")]);
    /// assert_eq!(TrainingEnv::from_source(&source)?.job_name(), Some("digits-7"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn job_name(&self) -> Option<&str> {
        self.job_name.as_deref()
    }

    /// Returns the job's ARN: `TRAINING_JOB_ARN`.
    #[must_use]
    #[inline]
    pub fn job_arn(&self) -> Option<&str> {
        self.job_arn.as_deref()
    }

    /// Returns the job's channels, sorted by name.
    ///
    /// They are those that the first of these lists: `SM_CHANNELS`, `SM_INPUT_DATA_CONFIG` or
    /// `inputdataconfig.json`, `SM_TRAINING_ENV`. If nothing lists them, they are those of
    /// `SM_CHANNEL_*` and the folders in `input/data` that are not hidden. Their settings are those
    /// in `SM_INPUT_DATA_CONFIG`, else `inputdataconfig.json`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_CHANNELS", r#"["train", "test"]"#)]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// let names: Vec<&str> = env.channels().iter().map(|channel| channel.name()).collect();
    /// assert_eq!(names, ["test", "train"]);
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// Returns the channel `name`, in the job's spelling, or with `-` for `_` and vice versa if only
    /// one channel matches.
    ///
    /// # Errors
    /// If the job has no such channel, or several match; the message lists those that it has.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_CHANNELS", r#"["train-set"]"#)]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!(env.channel("train_set")?.name(), "train-set");
    /// let error = env.channel("test").unwrap_err();
    /// assert!(error.to_string().contains("the only channel of this job is train-set"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[inline]
    pub fn channel(&self, name: &str) -> Result<&Channel, Error> {
        let mut alike = self
            .channels
            .iter()
            .filter(|channel| self.name_origin.matches(channel.name(), name));
        let found = match self.channels.iter().find(|channel| channel.name() == name) {
            None => alike.next().filter(|_| alike.next().is_none()),
            exact => exact,
        };
        found.ok_or_else(|| {
            let names: Vec<&str> = self.channels.iter().map(Channel::name).collect();
            Error::new(vec![problems::missing(name, &names, &self.listing, false)])
                .with_note(self.searched.clone())
        })
    }

    /// Returns how much to log: `SM_LOG_LEVEL`, else the hyperparameter
    /// `sagemaker_container_log_level`, as Python's number or name, else [`LogLevel::INFO`].
    ///
    /// The driver of SDK v3 sets `SM_LOG_LEVEL` in every job, so the hyperparameter has no effect
    /// there; set `SM_LOG_LEVEL` in the job's environment instead.
    #[must_use]
    #[inline]
    pub fn log_level(&self) -> LogLevel {
        self.log_level
    }
}
