//! Checkpoints that are complete, or do not exist.

use std::cmp::Reverse;
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};

use crate::files::checkpoint_list::{DirListing, LIST, complete, invalid, is_complete};
use crate::files::flush::{flush_dir, open_to_flush};
use crate::files::leftovers::{self, remove_dir};
use crate::files::sibling::{Unfinished, at, sibling};

/// The prefix of a checkpoint's folder, before its step.
const PREFIX: &str = "step-";

/// The checkpoints of a job: folders such as `step-0000000042` in
/// [`checkpoint_dir`](crate::TrainingEnv::checkpoint_dir).
///
/// SageMaker copies the directory to S3 while the job runs, and restores it when the job is
/// restarted, for example after the interruption of a spot instance. Incomplete checkpoints are
/// ignored, both those that were being written when the job was killed and those that were copied
/// only in part, so training never resumes from half a checkpoint. In a job with several processes,
/// only one of them may save checkpoints, on a single thread: see
/// [`is_leader`](crate::TrainingEnv::is_leader).
///
/// While SageMaker uploads a file, it keeps a marker next to it: `weights.sagemaker-uploading`,
/// later `weights.sagemaker-uploaded`. Markers appear and disappear at any moment, and are restored
/// together with a checkpoint. They are never part of a checkpoint; [`Checkpoint::files`] leaves
/// them out. While a checkpoint is being written, its name ends in `.sagemaker-ignore`, so SageMaker
/// does not upload half of it.
///
/// ```
/// # use smenv_core as smenv;
/// use std::fs;
/// use smenv::Checkpoints;
///
/// # let dir = std::env::temp_dir().join(format!("smenv-doc-checkpoints-{}", std::process::id()));
/// // In a job: `env.checkpoints()`.
/// let checkpoints = Checkpoints::new(&dir).keep_last(2);
/// let first = match checkpoints.latest()? {
///     Some(checkpoint) => checkpoint.step() + 1,
///     None => 0,
/// };
/// for step in first..5 {
///     checkpoints.save(step, |dir| fs::write(dir.join("weights"), step.to_string()))?;
/// }
///
/// let latest = checkpoints.latest()?.expect("it was just saved");
/// assert_eq!((latest.step(), fs::read_to_string(latest.dir().join("weights"))?), (4, "4".to_owned()));
/// assert_eq!(checkpoints.all()?.len(), 2);
/// # fs::remove_dir_all(dir)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoints {
    dir: PathBuf,
    keep: usize,
}

/// A complete checkpoint: a folder of files, saved at a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    step: u64,
    /// How often the step was saved before.
    again: u64,
    dir: PathBuf,
}

impl Checkpoint {
    /// Returns the step, or epoch, at which it was saved.
    #[must_use]
    #[inline]
    pub fn step(&self) -> u64 {
        self.step
    }

    /// Returns the folder with its files. While SageMaker uploads them, its markers are among them:
    /// see [`files`](Self::files).
    #[must_use]
    #[inline]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the saved files, including those in subfolders, sorted by path. Unlike a listing of
    /// [`dir`](Self::dir), this has neither SageMaker's markers (`weights.sagemaker-uploading`,
    /// `weights.sagemaker-uploaded`) nor `.complete`, the list of the files.
    ///
    /// # Errors
    /// If the checkpoint is no longer complete: it, or one of its files, has been removed.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # let dir = std::env::temp_dir().join(format!("smenv-doc-checkpoint-files-{}", std::process::id()));
    /// let saved = smenv::Checkpoints::new(&dir).save(1, |dir| std::fs::write(dir.join("weights"), "[0.5, 2.0]"))?;
    /// assert_eq!(saved.files()?, [saved.dir().join("weights")]);
    /// # std::fs::remove_dir_all(dir)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[inline]
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let Some(names) = complete(&self.dir) else {
            return Err(at(
                &self.dir,
                io::Error::new(io::ErrorKind::NotFound, "the checkpoint is not complete"),
            ));
        };
        let mut files: Vec<PathBuf> = names.iter().map(|name| self.dir.join(name)).collect();
        files.sort_unstable();
        Ok(files)
    }
}

impl Checkpoints {
    /// Creates a handle to the checkpoints in a directory, which need not exist yet. All are kept.
    #[must_use]
    #[inline]
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Checkpoints {
            dir: dir.into(),
            keep: usize::MAX,
        }
    }

    /// Keeps the newest `count` checkpoints, at least one. Saving a checkpoint then removes older
    /// ones, here and in S3, and older folders that are no longer complete. Those that cannot be
    /// removed stay.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # let dir = std::env::temp_dir().join(format!("smenv-doc-keep-last-{}", std::process::id()));
    /// let checkpoints = smenv::Checkpoints::new(&dir).keep_last(1);
    /// for step in [1, 2] {
    ///     checkpoints.save(step, |dir| std::fs::write(dir.join("weights"), "[0.5]"))?;
    /// }
    /// assert_eq!(checkpoints.all()?.len(), 1);
    /// # std::fs::remove_dir_all(dir)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn keep_last(self, count: usize) -> Self {
        Checkpoints {
            keep: count.max(1),
            ..self
        }
    }

    /// Saves a checkpoint: `write` puts its files into the folder that it is given. The folder gets
    /// its name only when all of them are on disk. If the step was saved before, the new folder is
    /// called `step-0000000042-1`, and the previous one is removed.
    ///
    /// Unfinished checkpoints of processes that were killed are removed first: immediately if this
    /// process can tell that the other has ended, which it can on Linux within the same container;
    /// otherwise when nothing in them has been written for a day.
    ///
    /// A folder that several links lead to is part of the checkpoint once. A link to a file of
    /// another checkpoint breaks when that one is removed.
    ///
    /// # Errors
    /// If `write` fails, if a file cannot be written (the message names it), or if the checkpoint
    /// would not be complete:
    /// - something in it is neither a regular file nor a folder, but a FIFO, a socket, a device or a
    ///   broken link;
    /// - a link in it is absolute and leads into it, or leads to a folder that contains it;
    /// - a file's name is not UTF-8, has a line break, or is `.complete`, the name of the list of
    ///   files;
    /// - it has so many files that the list is longer than 64 MiB;
    /// - the name of a file or a folder ends in `.sagemaker-ignore`, so SageMaker would not upload
    ///   it.
    ///
    /// There is then no such checkpoint, and the others are unchanged.
    #[inline]
    pub fn save<E: From<io::Error>>(
        &self,
        step: u64,
        write: impl FnOnce(&Path) -> Result<(), E>,
    ) -> Result<Checkpoint, E> {
        leftovers::remove(&self.dir);
        let before = self
            .folders()?
            .into_iter()
            .filter(|other| other.step == step)
            .map(|other| other.again)
            .max();
        let again = before
            .map_or(Some(0), |again| again.checked_add(1))
            .ok_or_else(|| {
                let why = "the step has been saved too often; remove this folder";
                at(&self.dir.join(name(step, u64::MAX)), io::Error::other(why))
            })?;
        let saved = Checkpoint {
            step,
            again,
            dir: self.dir.join(name(step, again)),
        };
        let unfinished = Unfinished::create(&saved.dir, &DirBuilder::new())?;
        write(unfinished.path())?;
        finish(unfinished.path(), &saved.dir)?;
        self.remove_old(&saved);
        Ok(saved)
    }

    /// Returns the newest complete checkpoint, from which training resumes.
    ///
    /// # Errors
    /// If the directory cannot be read. A missing directory is not an error.
    #[inline]
    pub fn latest(&self) -> io::Result<Option<Checkpoint>> {
        Ok(self.all()?.pop())
    }

    /// Returns all complete checkpoints, oldest first.
    ///
    /// # Errors
    /// As [`latest`](Self::latest).
    #[inline]
    pub fn all(&self) -> io::Result<Vec<Checkpoint>> {
        let mut checkpoints = self.folders()?;
        checkpoints.retain(|checkpoint| is_complete(&checkpoint.dir));
        // The newer of two with the same step counts: a killed process may not have removed the
        // other.
        checkpoints.sort_unstable_by_key(|checkpoint| (checkpoint.step, Reverse(checkpoint.again)));
        checkpoints.dedup_by_key(|checkpoint| checkpoint.step);
        Ok(checkpoints)
    }

    /// Returns all folders with a checkpoint's name, complete or not.
    #[inline]
    fn folders(&self) -> io::Result<Vec<Checkpoint>> {
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(at(&self.dir, error)),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let dir = entry.map_err(|error| at(&self.dir, error))?.path();
            folders.extend(Checkpoint::named(dir));
        }
        Ok(folders)
    }

    /// Removes what [`keep_last`](Self::keep_last) does not keep, and others with the same step, if
    /// they can be removed. The one just saved stays, even if others have later steps.
    #[inline]
    fn remove_old(&self, saved: &Checkpoint) {
        let mut old = self.all().unwrap_or_default();
        old.retain(|checkpoint| checkpoint.step != saved.step);
        old.truncate((old.len() + 1).saturating_sub(self.keep));
        let is_other = |other: &Checkpoint| match other.step == saved.step {
            true => other.dir != saved.dir,
            false => self.keep < usize::MAX && other.step < saved.step && !is_complete(&other.dir),
        };
        old.extend(
            self.folders()
                .unwrap_or_default()
                .into_iter()
                .filter(is_other),
        );
        old.iter().for_each(|checkpoint| remove(&checkpoint.dir));
    }
}

impl Checkpoint {
    /// Returns the checkpoint that a folder's name describes.
    #[inline]
    fn named(dir: PathBuf) -> Option<Self> {
        let (step, again) = numbers(dir.file_name()?.to_str()?)?;
        Some(Checkpoint { step, again, dir })
    }
}

/// Returns the name of a checkpoint's folder.
#[inline]
fn name(step: u64, again: u64) -> String {
    match again {
        0 => format!("{PREFIX}{step:010}"),
        _ => format!("{PREFIX}{step:010}-{again}"),
    }
}

/// Parses the name of a checkpoint's folder: its step, and how often that was saved before.
#[inline]
fn numbers(text: &str) -> Option<(u64, u64)> {
    let (step, again) = text
        .strip_prefix(PREFIX)
        .map(|text| text.split_once('-').unwrap_or((text, "0")))?;
    // Numbers have several spellings, but a checkpoint has one name.
    Some((step.parse().ok()?, again.parse().ok()?))
        .filter(|&(step, again)| name(step, again) == text)
}

/// Removes a folder after renaming it, so that a process that is killed while it removes the files
/// leaves nothing with a checkpoint's name.
#[inline]
fn remove(dir: &Path) {
    if dir.is_dir() {
        let doomed = sibling(dir).and_then(|doomed| fs::rename(dir, &doomed).map(|()| doomed));
        let _ = doomed.and_then(|doomed| remove_dir(&doomed));
    }
}

/// Flushes and lists every file, and gives the folder its name.
#[inline]
fn finish(unfinished: &Path, dir: &Path) -> io::Result<()> {
    let listing = DirListing::of(unfinished)?;
    let list = unfinished.join(LIST);
    fs::write(&list, listing.list)
        .and_then(|()| open_to_flush(&list)?.sync_all())
        .map_err(|error| at(&list, error))?;
    flush_dir(&list).map_err(|error| at(unfinished, error))?;
    fs::rename(unfinished, dir)
        .and_then(|()| flush_dir(dir))
        .map_err(|error| at(dir, error))?;
    // Another thread may already have removed it as an old one.
    let has_links = || {
        listing
            .inner_links
            .iter()
            .all(|name| dir.join(name).is_dir())
    };
    if is_complete(dir) && has_links() || !dir.exists() {
        return Ok(());
    }
    let _ = remove_dir(dir);
    Err(invalid(
        dir,
        "it is not complete after it was renamed; is there an absolute link into it?",
    ))
}
