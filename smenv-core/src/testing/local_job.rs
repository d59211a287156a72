//! [`LocalJob`]: a job on this machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use crate::files::sibling::at;
use crate::source::source::Source;
use crate::source::variables::concerns_job;
use crate::testing::process::LocalProcess;

/// A job on this machine: see [`LocalJob::builder`].
#[derive(Debug)]
pub struct LocalJob {
    pub(crate) dir: PathBuf,
    /// Those of the first host first.
    pub(crate) processes: Vec<LocalProcess>,
    pub(crate) is_temporary: bool,
}

impl LocalJob {
    /// Returns the source of the first process on the first host.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// let job = smenv::testing::LocalJob::builder().hyperparameter("epochs", "3").create()?;
    /// assert_eq!(job.source().hyperparameter::<u32>("epochs")?, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> Source {
        self.processes
            .first()
            .map_or_else(Source::default, LocalProcess::source)
    }

    /// Returns the source of each process, those of the first host first: one per host, unless
    /// [`LocalJobBuilder::processes_per_host`](crate::testing::LocalJobBuilder::processes_per_host)
    /// sets another number.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::testing::LocalJob;
    /// let job = LocalJob::builder().hosts(2).create()?;
    /// assert_eq!((job.sources().len(), job.dirs().len()), (2, 2));
    /// assert!(job.dirs()[1].ends_with("algo-2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sources(&self) -> Vec<Source> {
        self.processes.iter().map(LocalProcess::source).collect()
    }

    /// Returns the folder of each host, which corresponds to `/opt/ml`.
    #[must_use]
    pub fn dirs(&self) -> Vec<&Path> {
        let mut dirs: Vec<&Path> = self
            .processes
            .iter()
            .map(|process| &*process.base)
            .collect();
        dirs.dedup();
        dirs
    }

    /// Returns the variables of each process, in the order of [`sources`](Self::sources).
    #[must_use]
    pub fn variables(&self) -> Vec<&[(OsString, OsString)]> {
        self.processes
            .iter()
            .map(|process| &*process.variables)
            .collect()
    }

    /// Runs a program as this job, all processes in parallel, and returns their outputs in the order
    /// of [`sources`](Self::sources).
    ///
    /// `command` returns the command of a process, by its position in that order, counted from 0.
    /// The command inherits the environment of this process without the variables that concern a
    /// job. The job's variables are added unless the command sets them itself, and the launcher's
    /// arguments come after its own.
    ///
    /// # Errors
    /// If a process cannot be started; the message names its program. The processes that were started
    /// are waited for.
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
    pub fn run(&self, command: impl Fn(usize) -> Command) -> io::Result<Vec<Output>> {
        let start = |(number, process): (usize, &LocalProcess)| {
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
        // A thread reads the output of each process, so that none blocks on a full pipe.
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
    fn drop(&mut self) {
        if self.is_temporary {
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}
