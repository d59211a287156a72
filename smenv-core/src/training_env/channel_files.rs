//! The files of a channel, and this process's share of them.
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::channels::channel::{Channel, DataDistribution, InputMode};
use crate::files::write_atomic::at;
use crate::training_env::training_env::TrainingEnv;

/// Files.
impl Channel {
    /// Returns every file of the channel, including those in folders, in an order that is the same
    /// on every machine: by path. Links are followed, but no folder is visited twice. Folders are
    /// listed, and only links are looked at one by one: each look is a request over the network in
    /// the input mode [`FastFile`](InputMode::FastFile).
    ///
    /// # Errors
    /// If the channel is a [`Pipe`](InputMode::Pipe), which has no files: see [`fifo`](Self::fifo).
    /// If a directory cannot be read. The message names the channel and the directory.
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
                "channel {}: its input mode is Pipe, so it has no files but a FIFO an epoch",
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

    /// Whether there is a file; looks no further than to the first.
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

    /// The files that are for this process, so that all processes of the job together take each
    /// file once: every [`world_size`](TrainingEnv::world_size)-th of [`files`](Self::files). Where
    /// S3 has given each host a share of its own
    /// ([`ShardedByS3Key`](DataDistribution::ShardedByS3Key)), only the processes of this host
    /// divide them; a process that is alone on its host then takes all that are there.
    ///
    /// # Errors
    /// Those of [`files`](Self::files). If nothing says which host this is, or it is none of the
    /// job's. If S3 has given each host a share of its own, which several processes divide, and the
    /// launcher does not say which of them this is, or how many they are.
    #[inline]
    pub fn shard(&self, env: &TrainingEnv) -> io::Result<Vec<PathBuf>> {
        let place = match self.distribution() {
            Some(DataDistribution::ShardedByS3Key) => env.cluster.place_on_host().map_err(|variable| {
                format!(
                    "channel {}: each host has files of its own, which its processes divide, and without {variable} nothing says \
                     which of them are this one's",
                    self.name()
                )
            }),
            _ => env.rank().map(|rank| (rank, env.world_size())).ok_or_else(|| no_rank(env)),
        };
        let (rank, size) = place.map_err(io::Error::other)?;
        Ok(self
            .files()?
            .into_iter()
            .skip(rank)
            .step_by(size.max(1))
            .collect())
    }

    /// Where the data of an epoch, from 0, comes through when the input mode is
    /// [`Pipe`](InputMode::Pipe): `train_0`, `train_1`, … beside the directory of a channel
    /// `train`. Each is a FIFO, to be opened and read to its end once, one after the other; opening
    /// it waits for SageMaker.
    #[must_use]
    #[inline]
    pub fn fifo(&self, epoch: usize) -> PathBuf {
        let mut name = self.dir().file_name().unwrap_or_default().to_owned();
        name.push(format!("_{epoch}"));
        self.dir().with_file_name(name)
    }
}

/// Says why this process has no place among all.
#[inline]
fn no_rank(env: &TrainingEnv) -> String {
    match env.current_host().filter(|_| !env.hosts().is_empty()) {
        Some(host) => format!(
            "this host, {host:?}, is none of the job's: {}",
            env.hosts().join(", ")
        ),
        None => format!(
            "nothing says which of the {} hosts this is; set SM_CURRENT_HOST_RANK to its number, counted from 0",
            env.host_count()
        ),
    }
}

/// A walk through a directory, and where links lead, that visits each folder once.
#[derive(Default)]
struct Walk {
    /// The directories that have been walked as a whole, by their true paths.
    walked: HashSet<PathBuf>,
    /// Those that have been seen and not followed.
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
            // Of two links to one folder the first by path is followed: the order of a listing
            // differs from machine to machine.
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

    /// Those in a directory and in the folders in it, but for what has been walked. `real` is its
    /// true path, where links have been followed; without it nothing has been walked.
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
