//! The files of a channel, and this process's share of them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::channels::channel::{Channel, DataDistribution, InputMode};
use crate::files::sibling::at;
use crate::training_env::training_env::TrainingEnv;

/// Files.
impl Channel {
    /// Returns every file of the channel, including those in subfolders, sorted by path, so that
    /// every machine has the same order.
    ///
    /// Links are followed, but no folder is visited twice. Only links are looked up one by one,
    /// since in the input mode [`FastFile`](InputMode::FastFile) each look-up is a request over the
    /// network.
    ///
    /// # Errors
    /// If the channel is a [`Pipe`](InputMode::Pipe), which has no files: see [`fifo`](Self::fifo).
    /// If a directory cannot be read; the message names the channel and the directory.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// let env = smenv::TrainingEnv::from_env()?;
    /// for path in env.channel("train")?.files()? {
    ///     println!("{}", path.display());
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        if self.input_mode() == Some(InputMode::Pipe) {
            let message = format!(
                "channel {}: its input mode is Pipe, so it has one FIFO per epoch instead of files",
                self.name()
            );
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        let mut files = Vec::new();
        self.each_file(|file| {
            files.push(file);
            true
        })?;
        files.sort_unstable();
        Ok(files)
    }

    /// Returns whether the channel has a file. The search ends at the first.
    #[cfg(feature = "run")]
    #[inline]
    pub(crate) fn has_file(&self) -> io::Result<bool> {
        let mut has_file = false;
        self.each_file(|_| {
            has_file = true;
            false
        })?;
        Ok(has_file)
    }

    #[inline]
    fn each_file(&self, mut found: impl FnMut(PathBuf) -> bool) -> io::Result<()> {
        let walked = Walk::default().each_file(self.dir(), &mut found);
        walked.map_err(|error| {
            io::Error::new(error.kind(), format!("channel {}: {error}", self.name()))
        })
    }

    /// Returns this process's share of the files, so that each file goes to exactly one process of
    /// the job: every [`world_size`](TrainingEnv::world_size)-th of [`files`](Self::files).
    ///
    /// If S3 gives each host a share of its own
    /// ([`ShardedByS3Key`](DataDistribution::ShardedByS3Key)), only the processes of this host
    /// divide its files; the only process of a host takes all of them.
    ///
    /// # Errors
    /// As [`files`](Self::files). If this process's [`rank`](TrainingEnv::rank) is unknown. If each
    /// host has a share of its own, which several processes divide, and their launcher does not
    /// report this process's rank on the host or their number.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// let env = smenv::TrainingEnv::from_env()?;
    /// for path in env.channel("train")?.shard(&env)? {
    ///     println!("{}", path.display());
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn shard(&self, env: &TrainingEnv) -> io::Result<Vec<PathBuf>> {
        let ranked = match self.distribution() {
            Some(DataDistribution::ShardedByS3Key) => env.cluster.rank_on_host().map_err(|variable| {
                format!(
                    "channel {}: each host has files of its own, which its processes divide; without {variable}, it is unknown \
                     which are for this one",
                    self.name()
                )
            }),
            _ => env.rank().map(|rank| (rank, env.world_size())).ok_or_else(|| no_rank(env)),
        };
        let (rank, size) = ranked.map_err(io::Error::other)?;
        Ok(self
            .files()?
            .into_iter()
            .skip(rank)
            .step_by(size.max(1))
            .collect())
    }

    /// Returns the FIFO that has the data of an epoch, counted from 0, in the input mode
    /// [`Pipe`](InputMode::Pipe): `train_0`, `train_1`, … next to the directory of a channel `train`.
    ///
    /// A program opens each FIFO once and reads it to its end, one after the other. Opening it blocks
    /// until SageMaker sends the data.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use std::path::Path;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train")]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!(env.channel("train")?.fifo(0), Path::new("/opt/ml/input/data/train_0"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn fifo(&self, epoch: usize) -> PathBuf {
        let mut name = self.dir().file_name().unwrap_or_default().to_owned();
        name.push(format!("_{epoch}"));
        self.dir().with_file_name(name)
    }
}

/// Describes why the rank of this process is unknown.
#[inline]
fn no_rank(env: &TrainingEnv) -> String {
    match env.current_host().filter(|_| !env.hosts().is_empty()) {
        Some(host) => format!(
            "this host, {host:?}, is not one of the job's hosts: {}",
            env.hosts().join(", ")
        ),
        None => format!(
            "it is unknown which of the {} hosts this is; set SM_CURRENT_HOST_RANK to its number, counted from 0",
            env.host_count()
        ),
    }
}

/// A walk through a directory and the targets of its links that visits each folder once.
#[derive(Default)]
struct Walk {
    /// The real paths of the directories that have been walked completely.
    walked: HashSet<PathBuf>,
    /// The links that have not been followed yet.
    links: Vec<PathBuf>,
}

impl Walk {
    /// Calls `found` with each file until it returns false.
    #[inline]
    fn each_file(&mut self, root: &Path, found: &mut dyn FnMut(PathBuf) -> bool) -> io::Result<()> {
        if !self.each_in(root, None, found)? {
            return Ok(());
        }
        while !self.links.is_empty() {
            // The first by path of two links to the same folder is followed, since the order of a
            // listing differs from machine to machine.
            let mut links = std::mem::take(&mut self.links);
            links.sort_unstable();
            for link in links {
                if !self.follow(root, link, found)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn follow(
        &mut self,
        root: &Path,
        link: PathBuf,
        found: &mut dyn FnMut(PathBuf) -> bool,
    ) -> io::Result<bool> {
        if !fs::metadata(&link)
            .map_err(|error| at(&link, error))?
            .is_dir()
        {
            return Ok(found(link));
        }
        let true_path = |path: &Path| fs::canonicalize(path).map_err(|error| at(path, error));
        if self.walked.is_empty() {
            self.walked.insert(true_path(root)?);
        }
        let real = true_path(&link)?;
        if real.ancestors().any(|above| self.walked.contains(above)) {
            return Ok(true);
        }
        let goes_on = self.each_in(&link, Some(real.clone()), found)?;
        self.walked.insert(real);
        Ok(goes_on)
    }

    /// Calls `found` with each file in a directory and its subfolders, except those that have been
    /// walked. `real` is the real path of the directory; `None` means that nothing has been walked.
    #[inline]
    fn each_in(
        &mut self,
        dir: &Path,
        real: Option<PathBuf>,
        found: &mut dyn FnMut(PathBuf) -> bool,
    ) -> io::Result<bool> {
        let mut folders = vec![(dir.to_owned(), real)];
        while let Some((dir, real)) = folders.pop() {
            for entry in fs::read_dir(&dir).map_err(|error| at(&dir, error))? {
                let entry = entry.map_err(|error| at(&dir, error))?;
                let path = entry.path();
                let kind = entry.file_type().map_err(|error| at(&path, error))?;
                if kind.is_symlink() {
                    self.links.push(path);
                } else if kind.is_dir() {
                    let real = real.as_ref().map(|real| real.join(entry.file_name()));
                    if real.as_ref().is_none_or(|real| !self.walked.contains(real)) {
                        folders.push((path, real));
                    }
                } else if !found(path) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
