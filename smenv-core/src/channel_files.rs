//! The files of a channel, and this process's share of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::channel::{Channel, DataDistribution, InputMode};
use crate::training_env::TrainingEnv;
use crate::write_atomic::at;

/// Files.
impl Channel {
    /// Every file of the channel, those in its folders too, in an order that is the same on every machine: by path. Links are followed.
    ///
    /// # Errors
    /// The channel is a [`Pipe`](InputMode::Pipe), which has no files: see [`fifo`](Self::fifo). A directory cannot be read; the
    /// message names it.
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
            let message =
                format!("channel {}: its input mode is Pipe, so it has no files but a FIFO an epoch", self.name());
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        let mut files = Vec::new();
        walk(self.dir(), &mut Vec::new(), &mut files)?;
        files.sort_unstable();
        Ok(files)
    }

    /// The files that are for this process, so that all processes of the job together take each file once: every
    /// [`world_size`](TrainingEnv::world_size)-th of [`files`](Self::files). Where S3 has given each host a share of its own
    /// ([`ShardedByS3Key`](DataDistribution::ShardedByS3Key)), only the processes of this host divide them; a process that is alone on its
    /// host then takes all that are there.
    ///
    /// # Errors
    /// Those of [`files`](Self::files); this host is none of the job's, so that nobody can say which part is its own.
    #[inline]
    pub fn share(&self, env: &TrainingEnv) -> io::Result<Vec<PathBuf>> {
        let (rank, size) = match self.distribution() {
            Some(DataDistribution::ShardedByS3Key) => (Some(env.local_rank()), env.local_world_size()),
            _ => (env.rank(), env.world_size()),
        };
        let Some(rank) = rank else {
            let host = env.current_host().unwrap_or_default();
            let message = format!("this host, {host:?}, is none of the job's: {}", env.hosts().join(", "));
            return Err(io::Error::other(message));
        };
        Ok(self.files()?.into_iter().skip(rank).step_by(size.max(1)).collect())
    }

    /// Where the data of an epoch, from 0, comes through when the input mode is [`Pipe`](InputMode::Pipe): `train_0`, `train_1`, … beside
    /// the directory of a channel `train`. Each is a FIFO, to be opened and read to its end once, one after the other; opening it
    /// waits for SageMaker.
    #[must_use]
    #[inline]
    pub fn fifo(&self, epoch: usize) -> PathBuf {
        let mut name = self.dir().file_name().unwrap_or_default().to_owned();
        name.push(format!("_{epoch}"));
        self.dir().with_file_name(name)
    }
}

/// Adds the files under a directory; `above` are the directories that it is in, lest a link leads back into one.
#[inline]
fn walk(dir: &Path, above: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let real = fs::canonicalize(dir).map_err(|error| at(dir, error))?;
    if above.contains(&real) {
        return Ok(());
    }
    above.push(real);
    for entry in fs::read_dir(dir).map_err(|error| at(dir, error))? {
        let path = entry.map_err(|error| at(dir, error))?.path();
        let kind = fs::metadata(&path).map_err(|error| at(&path, error))?;
        if kind.is_dir() { walk(&path, above, files)? } else { files.push(path) }
    }
    above.pop();
    Ok(())
}
