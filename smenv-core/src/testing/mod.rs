//! Jobs on this machine, for tests and for trying a program out: a folder laid out as a container's
//! `/opt/ml` for each host, and the environment that a launcher would make of it.
//!
//! ```
//! # use smenv_core as smenv;
//! # use smenv_derive::SmHyperparameters;
//! use smenv::SmHyperparameters;
//! use smenv::testing::{Launcher, LocalJob};
//!
//! #[derive(SmHyperparameters)]
//! # #[sm(crate = smenv_core)]
//! struct Hyperparameters {
//!     epochs: u32,
//! }
//!
//! for launcher in [Launcher::Bare, Launcher::Toolkit, Launcher::Driver] {
//!     let job = LocalJob::builder()
//!         .hyperparameter("epochs", "3")
//!         .file("train", "digits.csv", "0,1,0\n")
//!         .launcher(launcher)
//!         .create()?;
//!     let source = job.source();
//!     assert_eq!(Hyperparameters::from_source(&source)?.epochs, 3);
//!     let env = smenv::TrainingEnv::from_source(&source)?;
//!     assert_eq!(env.channel("train")?.files()?.len(), 1);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod environment;
#[doc(hidden)]
pub mod producers;
mod python;
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{fmt, fs, io};

use smenv_shared::limits::is_channel_name;

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::faults::files;
use crate::files::write_atomic::{at, this_process};
use crate::source::source::Source;
use crate::source::variables::concerns_job;
use crate::testing::python::{COMPACT, PyValue, dumps};

/// Who starts the program, and so what environment it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Launcher {
    /// Nobody: the program is the container's own, and has config files alone.
    #[default]
    Bare,
    /// The Python package sagemaker-training, through a shell: `SM_*`, and the hyperparameters as
    /// arguments.
    Toolkit,
    /// The driver of the SageMaker Python SDK v3.
    Driver,
}

/// What a job is to have: see [`LocalJob::builder`].
#[derive(Clone, Default)]
#[must_use = "nothing is made before `create`"]
pub struct LocalJobBuilder {
    hyperparameters: Vec<(String, String)>,
    channels: BTreeMap<String, ChannelToBe>,
    hosts: usize,
    instance_type: Option<String>,
    groups: Vec<Group>,
    name: Option<String>,
    launcher: Launcher,
    processes_per_host: Option<usize>,
    script_arguments: bool,
}

/// A group of instances, with the names of its hosts.
#[derive(Clone)]
struct Group {
    name: String,
    instance_type: String,
    hosts: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct ChannelToBe {
    files: BTreeMap<PathBuf, Vec<u8>>,
    content_type: Option<String>,
    input_mode: Option<InputMode>,
    distribution: Option<DataDistribution>,
    record_wrapper: Option<RecordWrapper>,
}

/// Without the hyperparameters' values, of which any may be a secret.
impl fmt::Debug for LocalJobBuilder {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self
            .last_of_each()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        f.debug_struct("LocalJobBuilder")
            .field("hyperparameters", &names)
            .field("channels", &self.channels.keys())
            .field("hosts", &self.hosts)
            .field("launcher", &self.launcher)
            .finish_non_exhaustive()
    }
}

impl LocalJobBuilder {
    /// A hyperparameter, as `CreateTrainingJob` takes it: its text.
    #[inline]
    pub fn hyperparameter(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.hyperparameters.push((name.into(), text.into()));
        self
    }

    /// Several of them: what [`to_hyperparameters`](crate::SmHyperparameters::to_hyperparameters)
    /// gives.
    #[inline]
    pub fn hyperparameters<N: Into<String>, T: Into<String>>(
        self,
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        texts
            .into_iter()
            .fold(self, |job, (name, text)| job.hyperparameter(name, text))
    }

    /// A channel, which may be without files.
    #[inline]
    pub fn channel(mut self, name: impl Into<String>) -> Self {
        self.of(name);
        self
    }

    /// A file of a channel, by its path in the channel's directory.
    #[inline]
    pub fn file(
        mut self,
        channel: impl Into<String>,
        path: impl Into<PathBuf>,
        contents: impl Into<Vec<u8>>,
    ) -> Self {
        self.of(channel).files.insert(path.into(), contents.into());
        self
    }

    /// The MIME type of a channel's data.
    #[inline]
    pub fn content_type(
        mut self,
        channel: impl Into<String>,
        content_type: impl Into<String>,
    ) -> Self {
        self.of(channel).content_type = Some(content_type.into());
        self
    }

    /// How a channel's data comes, [`File`](InputMode::File) where this is not called. FIFOs are
    /// not made.
    #[inline]
    pub fn input_mode(mut self, channel: impl Into<String>, mode: InputMode) -> Self {
        self.of(channel).input_mode = Some(mode);
        self
    }

    /// Which hosts have which of a channel's files: all of them, where this is not called.
    #[inline]
    pub fn distribution(
        mut self,
        channel: impl Into<String>,
        distribution: DataDistribution,
    ) -> Self {
        self.of(channel).distribution = Some(distribution);
        self
    }

    /// How a channel's objects are wrapped.
    #[inline]
    pub fn record_wrapper(mut self, channel: impl Into<String>, wrapper: RecordWrapper) -> Self {
        self.of(channel).record_wrapper = Some(wrapper);
        self
    }

    /// How many hosts the job has, `algo-1`, `algo-2`, …: one, where this is not called. Their
    /// ranks go by their names, as in a real job: `algo-10` comes before `algo-2`.
    #[inline]
    pub fn hosts(self, count: usize) -> Self {
        LocalJobBuilder {
            hosts: count,
            ..self
        }
    }

    /// The hosts' kind: `ml.m5.large`, where this is not called.
    #[inline]
    pub fn instance_type(self, instance_type: impl Into<String>) -> Self {
        LocalJobBuilder {
            instance_type: Some(instance_type.into()),
            ..self
        }
    }

    /// A group of so many hosts of one kind, behind those of the groups before it: a heterogeneous
    /// cluster, where there are several. Then [`hosts`](Self::hosts) and
    /// [`instance_type`](Self::instance_type) say nothing.
    #[inline]
    pub fn instance_group(
        mut self,
        name: impl Into<String>,
        instance_type: impl Into<String>,
        hosts: usize,
    ) -> Self {
        let before: usize = self.groups.iter().map(|group| group.hosts.len()).sum();
        let hosts = host_names(before, hosts);
        self.groups.push(Group {
            name: name.into(),
            instance_type: instance_type.into(),
            hosts,
        });
        self
    }

    /// The job's name: `local-job`, where this is not called.
    #[inline]
    pub fn name(self, name: impl Into<String>) -> Self {
        LocalJobBuilder {
            name: Some(name.into()),
            ..self
        }
    }

    /// Who starts the program: nobody, where this is not called.
    #[inline]
    pub fn launcher(self, launcher: Launcher) -> Self {
        LocalJobBuilder { launcher, ..self }
    }

    /// Starts so many processes on each host, as `torchrun` would in the launcher's place: one,
    /// without any variable of `torchrun`'s, if this is not called. Each learns its place from
    /// `RANK`, `WORLD_SIZE`, `LOCAL_RANK` and `LOCAL_WORLD_SIZE`; `MASTER_ADDR` is this machine.
    /// Processes of the same host share its folder.
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
    #[inline]
    pub fn processes_per_host(self, count: usize) -> Self {
        LocalJobBuilder {
            processes_per_host: Some(count.max(1)),
            ..self
        }
    }

    /// Gives the program the arguments that SDK v3's driver gives a `.sh` entry script: the
    /// hyperparameters once more, `--name value`. That is how a script starts it that ends in
    /// `./train "$@"`. Other launchers than [`Launcher::Driver`] do as without this.
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
    #[inline]
    pub fn script_arguments(self) -> Self {
        LocalJobBuilder {
            script_arguments: true,
            ..self
        }
    }

    /// Makes the job in a folder for temporary files, which is removed with the [`LocalJob`].
    ///
    /// # Errors
    /// As [`create_in`](Self::create_in).
    #[inline]
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
        job.processes = self.write(&job.dir)?;
        Ok(job)
    }

    /// Makes the job in a folder, where it stays: for each host a folder of its name, laid out as
    /// `/opt/ml`. Where there is a job already, its data on these hosts, `input/data`, is removed
    /// first; what it has written stays.
    ///
    /// # Errors
    /// A file cannot be written, and the message names it. A channel's name is none to SageMaker:
    /// it has other characters than letters, digits, `.`, `_` and `-`, or more than 64. A channel's
    /// file is not in the channel: its path is absolute, or has `..`. The launcher cannot pass a
    /// hyperparameter on: one with an apostrophe or with a name that is no shell variable's under
    /// the driver, say.
    #[inline]
    pub fn create_in(self, dir: impl Into<PathBuf>) -> io::Result<LocalJob> {
        // A program that runs elsewhere finds it too.
        let dir = std::path::absolute(dir.into())?;
        let processes = self.write(&dir)?;
        Ok(LocalJob {
            dir,
            processes,
            is_temporary: false,
        })
    }

    /// The hyperparameters; one that is given again has its last text and place.
    #[inline]
    fn last_of_each(&self) -> Vec<(String, String)> {
        let mut known = HashSet::new();
        let mut last: Vec<_> = self
            .hyperparameters
            .iter()
            .rev()
            .filter(|(name, _)| known.insert(name))
            .cloned()
            .collect();
        last.reverse();
        last
    }

    #[inline]
    fn of(&mut self, channel: impl Into<String>) -> &mut ChannelToBe {
        self.channels.entry(channel.into()).or_default()
    }

    #[inline]
    fn write(&self, dir: &Path) -> io::Result<Vec<Process>> {
        let groups = self.groups_or_one();
        let names: Vec<&String> = groups.iter().flat_map(|group| &group.hosts).collect();
        if let Some(name) = self.channels.keys().find(|name| !is_channel_name(name)) {
            let why = "a channel's name is of 1 to 64 letters, digits, `.`, `_` and `-`";
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{name:?}: {why}"),
            ));
        }
        let hyperparameters = self.last_of_each();
        let produced =
            environment::produced(self.launcher, self.script_arguments, &hyperparameters)?;
        let host = |(number, name): (usize, &&String)| {
            let base = dir.join(name);
            let (resources, channels) = (resource_config(name, &groups), self.input_data_config());
            let texts = PyValue::dict(
                hyperparameters
                    .iter()
                    .map(|(name, text)| (name, PyValue::str(text))),
            );
            for (file, config) in [
                ("hyperparameters.json", &texts),
                ("resourceconfig.json", &resources),
                ("inputdataconfig.json", &channels),
            ] {
                write(
                    &base.join("input/config").join(file),
                    dumps(config, COMPACT).as_bytes(),
                )?;
            }
            remove_dir(&base.join("input/data"))?;
            for (channel, files) in &self.channels {
                self.write_files(
                    files,
                    number,
                    names.len(),
                    &base.join("input/data").join(channel),
                )?;
            }
            for output in ["model", "output/data", "checkpoints"] {
                let output = base.join(output);
                fs::create_dir_all(&output).map_err(|error| at(&output, error))?;
            }
            let job = environment::Job {
                base: &base,
                hyperparameters: &hyperparameters,
                produced: &produced,
                resource_config: &resources,
                input_data_config: &channels,
                name: self.name.as_deref().unwrap_or("local-job"),
            };
            let (variables, arguments) = job.environment(self.launcher);
            // By its name, as hosts have their ranks.
            let rank = names.iter().filter(|other| other < &name).count();
            Ok(self.processes(
                &Process {
                    base,
                    variables,
                    arguments,
                },
                rank,
                names.len(),
            ))
        };
        let hosts: io::Result<Vec<Vec<Process>>> = names.iter().enumerate().map(host).collect();
        Ok(hosts?.into_iter().flatten().collect())
    }

    /// The processes of the host of a rank, of so many hosts, each with the environment of the
    /// host.
    #[inline]
    fn processes(&self, host: &Process, rank: usize, hosts: usize) -> Vec<Process> {
        let Some(count) = self.processes_per_host else {
            return vec![host.clone()];
        };
        let process = |local_rank: usize| {
            let numbers = [
                ("RANK", rank * count + local_rank),
                ("WORLD_SIZE", hosts * count),
                ("LOCAL_RANK", local_rank),
                ("LOCAL_WORLD_SIZE", count),
            ];
            let mut process = host.clone();
            process
                .variables
                .extend(numbers.map(|(name, number)| (name.into(), number.to_string().into())));
            process
                .variables
                .push(("MASTER_ADDR".into(), "127.0.0.1".into()));
            process
        };
        (0..count).map(process).collect()
    }

    /// The files that S3 would give to a host.
    #[inline]
    fn write_files(
        &self,
        channel: &ChannelToBe,
        host: usize,
        hosts: usize,
        dir: &Path,
    ) -> io::Result<()> {
        fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
        let is_sharded = channel.distribution == Some(DataDistribution::ShardedByS3Key);
        let is_here = |number: usize| !is_sharded || number % hosts == host;
        let is_inside = |path: &&PathBuf| {
            path.components()
                .all(|part| matches!(part, Component::Normal(_)))
        };
        if let Some(path) = channel.files.keys().find(|path| !is_inside(path)) {
            let why = "a channel's file has a path within the channel";
            return Err(at(path, io::Error::new(io::ErrorKind::InvalidInput, why)));
        }
        for (_, (path, contents)) in channel
            .files
            .iter()
            .enumerate()
            .filter(|(number, _)| is_here(*number))
        {
            write(&dir.join(path), contents)?;
        }
        Ok(())
    }

    /// The groups of the job; SageMaker's own name for the only one, where none is given.
    #[inline]
    fn groups_or_one(&self) -> Vec<Group> {
        let only = || Group {
            name: "homogeneousCluster".to_owned(),
            instance_type: self
                .instance_type
                .clone()
                .unwrap_or_else(|| "ml.m5.large".to_owned()),
            hosts: host_names(0, self.hosts.max(1)),
        };
        let with_hosts = self.groups.iter().filter(|group| !group.hosts.is_empty());
        let groups: Vec<Group> = with_hosts.cloned().collect();
        if groups.is_empty() {
            vec![only()]
        } else {
            groups
        }
    }

    #[inline]
    fn input_data_config(&self) -> PyValue {
        let config = |channel: &ChannelToBe| {
            let mode = channel.input_mode.unwrap_or(InputMode::File);
            let distribution = channel
                .distribution
                .unwrap_or(DataDistribution::FullyReplicated);
            let wrapper = channel.record_wrapper.unwrap_or(RecordWrapper::None);
            let settings = [
                ("TrainingInputMode", Some(mode.as_str())),
                ("S3DistributionType", Some(distribution.as_str())),
                ("RecordWrapperType", Some(wrapper.as_str())),
                ("ContentType", channel.content_type.as_deref()),
            ];
            PyValue::dict(
                settings
                    .into_iter()
                    .filter_map(|(key, setting)| Some((key, PyValue::str(setting?)))),
            )
        };
        PyValue::dict(
            self.channels
                .iter()
                .map(|(name, channel)| (name, config(channel))),
        )
    }
}

#[inline]
fn remove_dir(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(dir, error)),
        _ => Ok(()),
    }
}

#[inline]
fn host_names(before: usize, count: usize) -> Vec<String> {
    (before + 1..=before + count)
        .map(|number| format!("algo-{number}"))
        .collect()
}

/// What `resourceconfig.json` says on a host.
#[inline]
fn resource_config(host: &String, groups: &[Group]) -> PyValue {
    let hosts: Vec<&String> = groups.iter().flat_map(|group| &group.hosts).collect();
    let current = groups.iter().find(|group| group.hosts.contains(host));
    let listed = |group: &Group| {
        PyValue::dict([
            ("instance_group_name", PyValue::str(&group.name)),
            ("instance_type", PyValue::str(&group.instance_type)),
            ("hosts", PyValue::strs(&group.hosts)),
        ])
    };
    let of_current =
        |of: fn(&Group) -> &String| current.map_or(PyValue::None, |group| PyValue::str(of(group)));
    PyValue::dict([
        ("current_host", PyValue::str(host)),
        (
            "current_instance_type",
            of_current(|group| &group.instance_type),
        ),
        ("current_group_name", of_current(|group| &group.name)),
        ("hosts", PyValue::strs(hosts)),
        (
            "instance_groups",
            PyValue::List(groups.iter().map(listed).collect()),
        ),
        ("network_interface_name", PyValue::str("eth0")),
    ])
}

/// A job on this machine.
#[derive(Debug)]
pub struct LocalJob {
    dir: PathBuf,
    /// Those of the first host first.
    processes: Vec<Process>,
    is_temporary: bool,
}

/// A process of the job. Its host is a folder.
#[derive(Clone)]
struct Process {
    base: PathBuf,
    variables: Vec<(OsString, OsString)>,
    arguments: Vec<OsString>,
}

impl fmt::Debug for Process {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)
    }
}

impl Process {
    #[inline]
    fn source(&self) -> Source {
        Source::as_process(self.variables.iter().cloned()).args(self.arguments.iter().cloned())
    }
}

impl LocalJob {
    /// A job without hyperparameters and channels, on one host, that nobody starts: a bare
    /// container's.
    #[inline]
    pub fn builder() -> LocalJobBuilder {
        LocalJobBuilder::default()
    }

    /// What the program of the first host finds, in its first process.
    #[must_use]
    #[inline]
    pub fn source(&self) -> Source {
        self.processes
            .first()
            .map_or_else(Source::default, Process::source)
    }

    /// What the program finds in each process: one on each host, or as many as
    /// [`LocalJobBuilder::processes_per_host`] says, those of the first host first.
    #[must_use]
    #[inline]
    pub fn sources(&self) -> Vec<Source> {
        self.processes.iter().map(Process::source).collect()
    }

    /// The folder that stands for `/opt/ml` on each host.
    #[must_use]
    #[inline]
    pub fn dirs(&self) -> Vec<&Path> {
        let mut dirs: Vec<&Path> = self
            .processes
            .iter()
            .map(|process| &*process.base)
            .collect();
        dirs.dedup();
        dirs
    }

    /// The variables of each process, in the order of [`sources`](Self::sources).
    #[must_use]
    #[inline]
    pub fn variables(&self) -> Vec<&[(OsString, OsString)]> {
        self.processes
            .iter()
            .map(|process| &*process.variables)
            .collect()
    }

    /// Runs a program as this job, all processes at once. `command` makes that of a process, by its
    /// number in the order of [`sources`](Self::sources), counted from 0; it gets the process's
    /// variables but for those that it sets itself, none of this process's own that concern a job,
    /// and the launcher's arguments behind its own. What the processes print is in the [`Output`]s,
    /// in the same order.
    ///
    /// # Errors
    /// A process cannot be started, and the message names its program; those that were are waited
    /// for.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// use std::process::Command;
    /// use smenv::testing::LocalJob;
    ///
    /// let job = LocalJob::builder().hyperparameter("epochs", "3").hosts(2).create()?;
    /// for output in job.run(|_number| Command::new("target/release/train"))? {
    ///     assert!(output.status.success());
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[inline]
    pub fn run(&self, command: impl Fn(usize) -> Command) -> io::Result<Vec<Output>> {
        let start = |(number, process): (usize, &Process)| {
            let mut command = command(number);
            let own: Vec<OsString> = command
                .get_envs()
                .map(|(name, _)| name.to_owned())
                .collect();
            for (name, _) in std::env::vars_os() {
                if concerns_job(name.as_encoded_bytes()) && !own.contains(&name) {
                    command.env_remove(name);
                }
            }
            let variables = process
                .variables
                .iter()
                .filter(|(name, _)| !own.contains(name));
            command
                .args(&process.arguments)
                .envs(variables.map(|(name, value)| (name, value)));
            let started = command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            started.map_err(|error| at(Path::new(command.get_program()), error))
        };
        let started: Vec<_> = self.processes.iter().enumerate().map(start).collect();
        // Each is waited for by a thread, so that none waits for another to read what it prints.
        let waiting = started
            .into_iter()
            .map(|child| std::thread::spawn(move || child?.wait_with_output()));
        let waiting: Vec<_> = waiting.collect();
        let outputs = waiting.into_iter().map(|thread| match thread.join() {
            Ok(output) => output,
            Err(_) => Err(io::Error::other("the thread that waited for it panicked")),
        });
        outputs.collect::<Vec<_>>().into_iter().collect()
    }
}

impl Drop for LocalJob {
    #[inline]
    fn drop(&mut self) {
        if self.is_temporary {
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

#[inline]
fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    if let Some(what) = files::in_place_of(path) {
        // Such as a FIFO, which would be waited for.
        return Err(at(path, io::Error::new(io::ErrorKind::AlreadyExists, what)));
    }
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, contents));
    written.map_err(|error| at(path, error))
}
