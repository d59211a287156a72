//! [`LocalJobBuilder`]: the settings of a local job.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{fmt, fs, io};

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::files::sibling::{at, this_process};
use crate::testing::job_files::write_job;
use crate::testing::launcher::Launcher;
use crate::testing::local_job::LocalJob;
use crate::testing::plan::{ChannelPlan, JobPlan};

/// A builder of a [`LocalJob`].
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until `create` is called"]
pub struct LocalJobBuilder(JobPlan);

impl LocalJob {
    /// Creates a builder of a job without hyperparameters and channels, on one host, without a
    /// launcher: a bare container.
    pub fn builder() -> LocalJobBuilder {
        LocalJobBuilder::default()
    }
}

/// Omits the hyperparameters' values, since any may be a secret.
impl fmt::Debug for LocalJobBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LocalJobBuilder(plan) = self;
        let names: Vec<String> = plan
            .last_of_each()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        f.debug_struct("LocalJobBuilder")
            .field("hyperparameters", &names)
            .field("channels", &plan.channels.keys())
            .field("hosts", &plan.hosts)
            .field("launcher", &plan.launcher)
            .finish_non_exhaustive()
    }
}

impl LocalJobBuilder {
    /// Sets a hyperparameter to a text, as `CreateTrainingJob` takes it.
    pub fn hyperparameter(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.hyperparameters.push((name.into(), text.into()));
        self
    }

    /// Sets several hyperparameters, such as those of
    /// [`to_hyperparameters`](crate::SmHyperparameters::to_hyperparameters).
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::testing::LocalJob;
    ///
    /// let job = LocalJob::builder().hyperparameters([("epochs", "3"), ("lr", "0.1")]).create()?;
    /// assert_eq!(job.source().hyperparameter::<f64>("lr")?, 0.1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn hyperparameters<N: Into<String>, T: Into<String>>(
        self,
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        texts
            .into_iter()
            .fold(self, |job, (name, text)| job.hyperparameter(name, text))
    }

    /// Adds a channel, which need not have files.
    pub fn channel(mut self, name: impl Into<String>) -> Self {
        self.of(name);
        self
    }

    /// Adds a file to a channel, by its path within the channel's directory.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{TrainingEnv, testing::LocalJob};
    /// let job = LocalJob::builder().file("train", "digits.csv", "0,1,0\n").create()?;
    /// let env = TrainingEnv::from_source(&job.source())?;
    /// assert_eq!(env.channel("train")?.files()?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn file(
        mut self,
        channel: impl Into<String>,
        path: impl Into<PathBuf>,
        contents: impl Into<Vec<u8>>,
    ) -> Self {
        self.of(channel).files.insert(path.into(), contents.into());
        self
    }

    /// Sets the MIME type of a channel's data.
    pub fn content_type(
        mut self,
        channel: impl Into<String>,
        content_type: impl Into<String>,
    ) -> Self {
        self.of(channel).content_type = Some(content_type.into());
        self
    }

    /// Sets the input mode of a channel, by default [`File`](InputMode::File). FIFOs are not created.
    pub fn input_mode(mut self, channel: impl Into<String>, mode: InputMode) -> Self {
        self.of(channel).input_mode = Some(mode);
        self
    }

    /// Sets how a channel's files are distributed over the hosts. By default every host has all.
    pub fn distribution(
        mut self,
        channel: impl Into<String>,
        distribution: DataDistribution,
    ) -> Self {
        self.of(channel).distribution = Some(distribution);
        self
    }

    /// Sets how a channel's objects are wrapped, by default [`None`](RecordWrapper::None).
    pub fn record_wrapper(mut self, channel: impl Into<String>, wrapper: RecordWrapper) -> Self {
        self.of(channel).record_wrapper = Some(wrapper);
        self
    }

    /// Sets the number of hosts, by default 1. They are called `algo-1`, `algo-2`, …, and ranked by
    /// their names as in a real job: `algo-10` comes before `algo-2`.
    pub fn hosts(mut self, count: usize) -> Self {
        self.0.hosts = count;
        self
    }

    /// Sets the instance type of the hosts, by default `ml.m5.large`.
    pub fn instance_type(mut self, instance_type: impl Into<String>) -> Self {
        self.0.instance_type = Some(instance_type.into());
        self
    }

    /// Adds an instance group of `hosts` hosts after the others. Several groups are a heterogeneous
    /// cluster. With groups, [`hosts`](Self::hosts) and [`instance_type`](Self::instance_type) have
    /// no effect.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{TrainingEnv, testing::LocalJob};
    /// let job = LocalJob::builder()
    ///     .instance_group("gpus", "ml.g5.xlarge", 1)
    ///     .instance_group("cpus", "ml.m5.large", 2)
    ///     .create()?;
    /// let env = TrainingEnv::from_source(&job.source())?;
    /// assert_eq!((env.host_count(), env.is_hetero()), (3, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn instance_group(
        mut self,
        name: impl Into<String>,
        instance_type: impl Into<String>,
        hosts: usize,
    ) -> Self {
        self.0.add_group(name.into(), instance_type.into(), hosts);
        self
    }

    /// Sets the job's name, by default `local-job`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.0.name = Some(name.into());
        self
    }

    /// Sets the launcher, by default [`Launcher::Bare`].
    pub fn launcher(mut self, launcher: Launcher) -> Self {
        self.0.launcher = launcher;
        self
    }

    /// Starts `count` processes on each host, as `torchrun` would: each gets `RANK`, `WORLD_SIZE`,
    /// `LOCAL_RANK` and `LOCAL_WORLD_SIZE`, and a `MASTER_ADDR` that is this machine. By default each
    /// host has one process without these variables. The processes of a host share its folder.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::TrainingEnv;
    /// use smenv::testing::LocalJob;
    ///
    /// let job = LocalJob::builder().hosts(2).processes_per_host(4).create()?;
    /// let last = TrainingEnv::from_source(&job.sources()[7])?;
    /// assert_eq!((last.rank(), last.world_size()), (Some(7), 8));
    /// assert_eq!((last.local_rank(), last.current_host()), (3, Some("algo-2")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn processes_per_host(mut self, count: usize) -> Self {
        self.0.processes_per_host = Some(count.max(1));
        self
    }

    /// Passes the hyperparameters as arguments too, `--name value`, as the driver of SDK v3 passes
    /// them to a `.sh` entry script that ends in `./train "$@"`. Launchers other than
    /// [`Launcher::Driver`] ignore this.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::testing::{Launcher, LocalJob};
    ///
    /// let job = LocalJob::builder().hyperparameter("version", "1.10").launcher(Launcher::Driver).script_arguments();
    /// // The driver has made `--version 1.1` of it, but nobody typed that.
    /// assert_eq!(job.create()?.source().hyperparameter::<String>("version")?, "1.10");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn script_arguments(mut self) -> Self {
        self.0.script_arguments = true;
        self
    }

    /// Creates the job in a temporary folder, which is removed together with the [`LocalJob`].
    ///
    /// # Errors
    /// As [`create_in`](Self::create_in).
    pub fn create(self) -> io::Result<LocalJob> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let unique = format!(
            "smenv-job-{}-{}",
            this_process(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let dir = std::env::temp_dir().join(unique);
        fs::create_dir(&dir).map_err(|error| at(&dir, error))?;
        let mut job = LocalJob {
            dir,
            processes: Vec::new(),
            is_temporary: true,
        };
        job.processes = write_job(&self.0, &job.dir)?;
        Ok(job)
    }

    /// Creates the job in a folder, where it stays: each host is a subfolder with its name, laid out
    /// as `/opt/ml`. In the folder of an earlier job, the data of these hosts (`input/data`) is
    /// removed first; what that job has written stays.
    ///
    /// # Errors
    /// If a file cannot be written; the message names it. If SageMaker does not accept the name of a
    /// channel, which must be 1 to 64 letters, digits, `.`, `_` and `-`. If the path of a channel's
    /// file is absolute or contains `..`. If the launcher cannot pass a hyperparameter on, for
    /// example the driver if its value has an apostrophe, or its name is not valid for a shell
    /// variable.
    pub fn create_in(self, dir: impl Into<PathBuf>) -> io::Result<LocalJob> {
        // A program with another working directory must find it too.
        let dir = std::path::absolute(dir.into())?;
        let processes = write_job(&self.0, &dir)?;
        Ok(LocalJob {
            dir,
            processes,
            is_temporary: false,
        })
    }

    fn of(&mut self, channel: impl Into<String>) -> &mut ChannelPlan {
        self.0.channels.entry(channel.into()).or_default()
    }
}
