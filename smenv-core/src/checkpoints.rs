//! Checkpoints: each complete, or not there.

use std::cmp::Reverse;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::leftovers::{self, remove_dir};
use crate::training_env::TrainingEnv;
use crate::uploads::{is_ignored, is_marker};
use crate::write_atomic::{Unfinished, at, beside, sync_dir};

/// What a checkpoint's folder is called, before its step.
const PREFIX: &str = "step-";

/// The list of a checkpoint's files, by which a checkpoint that came back from S3 in part is told: `123 weights` of a file of 123 bytes,
/// and at the end `= 1`, how many they are.
const LIST: &str = ".complete";

/// The checkpoints of a job, a folder each: `step-0000000042` in [`checkpoint_dir`](TrainingEnv::checkpoint_dir).
///
/// SageMaker copies the directory to S3 while the job runs, and back when the job is started anew, after an interruption of a spot
/// instance say. So that training never goes on from half a checkpoint, one that is not complete is passed over: one that was being
/// written when the job was killed, and one that was copied in part. In a job with several processes one of them saves, in one
/// thread: [`is_leader`](TrainingEnv::is_leader).
///
/// While SageMaker uploads a file, it keeps a marker beside it: `weights.sagemaker-uploading`, later `weights.sagemaker-uploaded`. These
/// come and go at any moment, and come back with a checkpoint that is restored. They are not part of a checkpoint, whenever they are there;
/// [`Checkpoint::files`] lists its files without them. A checkpoint that is being written has a name that ends in `.sagemaker-ignore`, so
/// that no half of it is uploaded.
///
/// ```
/// # use smenv_core as smenv;
/// use std::fs;
/// use smenv::Checkpoints;
///
/// # let dir = std::env::temp_dir().join(format!("smenv-doc-checkpoints-{}", std::process::id()));
/// // In a job: `env.checkpoints()`.
/// let checkpoints = Checkpoints::new(&dir).keep(2);
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

/// A checkpoint that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    step: u64,
    /// How often the step had been saved before.
    again: u64,
    dir: PathBuf,
}

impl Checkpoint {
    /// The step, or epoch, that it was saved under.
    #[must_use]
    #[inline]
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The folder with its files. SageMaker keeps markers of its own among them while it uploads them: see [`files`](Self::files).
    #[must_use]
    #[inline]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the files that were saved, those in folders too, sorted by path. Unlike a listing of [`dir`](Self::dir), this has neither
    /// SageMaker's markers (`weights.sagemaker-uploading`, `weights.sagemaker-uploaded`) nor the list by which a checkpoint is known to
    /// be complete.
    ///
    /// # Errors
    /// If the checkpoint is no longer complete: it was removed, or a file of it was.
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
            return Err(at(&self.dir, io::Error::new(io::ErrorKind::NotFound, "the checkpoint is not complete")));
        };
        let mut files: Vec<PathBuf> = names.iter().map(|name| self.dir.join(name)).collect();
        files.sort_unstable();
        Ok(files)
    }
}

impl Checkpoints {
    /// The checkpoints in a directory, which need not be there yet. All are kept.
    #[must_use]
    #[inline]
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Checkpoints { dir: dir.into(), keep: usize::MAX }
    }

    /// Keeps the newest `count`, at least one: older ones are removed when one is saved, here and in S3, and so are older folders that are
    /// no longer complete. One that cannot be removed stays.
    #[must_use]
    #[inline]
    pub fn keep(self, count: usize) -> Self {
        Checkpoints { keep: count.max(1), ..self }
    }

    /// Saves a checkpoint: `write` puts its files into the folder that it is given. Only when all of them are on the disk does the folder
    /// get its name. One of the same step is removed then: this has another name, `step-0000000042-1`.
    ///
    /// What a process that was killed has left unfinished is removed first: at once where this process can tell that the other has ended,
    /// which is on Linux, in the same container; otherwise when nothing in it has been written for a day.
    ///
    /// # Errors
    /// If `write` fails; if a file cannot be written, which the message names; or if the checkpoint would not be complete, since
    /// - a link in it is absolute and leads into it,
    /// - a file's name is not UTF-8, has a line break, or is `.complete`, which is the list of the files, or
    /// - the name of a file or a folder ends in `.sagemaker-ignore`: SageMaker does not upload it, so that it would be missing from a
    ///   checkpoint that is restored.
    ///
    /// Then there is no such checkpoint, and the others stay. A link to a file of another checkpoint is not followed: it ends with that
    /// one.
    #[inline]
    pub fn save<E: From<io::Error>>(
        &self,
        step: u64,
        write: impl FnOnce(&Path) -> Result<(), E>,
    ) -> Result<Checkpoint, E> {
        leftovers::remove(&self.dir);
        let again = self.folders()?.into_iter().filter(|other| other.step == step).map(|other| other.again + 1).max();
        let name = again.map_or_else(|| format!("{PREFIX}{step:010}"), |again| format!("{PREFIX}{step:010}-{again}"));
        let saved = Checkpoint { step, again: again.unwrap_or(0), dir: self.dir.join(name) };
        let unfinished = Unfinished::create(&saved.dir, &DirBuilder::new())?;
        write(unfinished.path())?;
        finish(unfinished.path(), &saved.dir)?;
        self.remove_old(&saved);
        Ok(saved)
    }

    /// The newest that is complete, to go on from.
    ///
    /// # Errors
    /// The directory cannot be read; that it is not there is none.
    #[inline]
    pub fn latest(&self) -> io::Result<Option<Checkpoint>> {
        Ok(self.all()?.pop())
    }

    /// All that are complete, the oldest first.
    ///
    /// # Errors
    /// As [`latest`](Self::latest).
    #[inline]
    pub fn all(&self) -> io::Result<Vec<Checkpoint>> {
        let mut checkpoints = self.folders()?;
        checkpoints.retain(|checkpoint| is_complete(&checkpoint.dir));
        // Of a step that was saved again the newer counts: what was killed may not have removed the other.
        checkpoints.sort_unstable_by_key(|checkpoint| (checkpoint.step, Reverse(checkpoint.again)));
        checkpoints.dedup_by_key(|checkpoint| checkpoint.step);
        Ok(checkpoints)
    }

    /// All that are called as one, complete or not.
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

    /// Removes what [`keep`](Self::keep) leaves out, and others of the same step, as far as it can be removed. The one just saved stays,
    /// also where others are of later steps.
    #[inline]
    fn remove_old(&self, saved: &Checkpoint) {
        let mut old = self.all().unwrap_or_default();
        old.retain(|checkpoint| checkpoint.step != saved.step);
        old.truncate((old.len() + 1).saturating_sub(self.keep));
        let is_other = |other: &Checkpoint| match other.step == saved.step {
            true => other.dir != saved.dir,
            false => self.keep < usize::MAX && other.step < saved.step && !is_complete(&other.dir),
        };
        old.extend(self.folders().unwrap_or_default().into_iter().filter(is_other));
        old.iter().for_each(|checkpoint| remove(&checkpoint.dir));
    }
}

impl Checkpoint {
    /// The checkpoint that a folder is called as.
    #[inline]
    fn named(dir: PathBuf) -> Option<Self> {
        let (step, again) = numbers(dir.file_name()?.to_str()?)?;
        Some(Checkpoint { step, again, dir })
    }
}

/// The step that a checkpoint's name tells, and how often it had been saved before.
#[inline]
fn numbers(name: &str) -> Option<(u64, u64)> {
    let name = name.strip_prefix(PREFIX)?;
    let (step, again) = name.split_once('-').unwrap_or((name, "0"));
    Some((step.parse().ok()?, again.parse().ok()?))
}

/// Takes its name from a folder first: what is killed while it removes the files leaves nothing that is called as a checkpoint.
#[inline]
fn remove(dir: &Path) {
    if dir.is_dir() {
        let doomed = beside(dir).and_then(|doomed| fs::rename(dir, &doomed).map(|()| doomed));
        let _ = doomed.and_then(|doomed| remove_dir(&doomed));
    }
}

impl TrainingEnv {
    /// The checkpoints in [`checkpoint_dir`](Self::checkpoint_dir).
    #[must_use]
    #[inline]
    pub fn checkpoints(&self) -> Checkpoints {
        Checkpoints::new(self.checkpoint_dir())
    }
}

/// Flushes every file, lists them, and gives the folder its name.
#[inline]
fn finish(unfinished: &Path, dir: &Path) -> io::Result<()> {
    let mut list = String::new();
    sync(unfinished, Path::new(""), &mut list)?;
    list.push_str(&format!("= {}\n", list.lines().count()));
    let place = unfinished.join(LIST);
    fs::write(&place, list).and_then(|()| File::open(&place)?.sync_all()).map_err(|error| at(&place, error))?;
    sync_dir(&place).map_err(|error| at(unfinished, error))?;
    fs::rename(unfinished, dir).and_then(|()| sync_dir(dir)).map_err(|error| at(dir, error))?;
    // Another thread may have removed it already, as an old one.
    if is_complete(dir) || !dir.exists() {
        return Ok(());
    }
    let _ = remove_dir(dir);
    let why = "it is not complete under its own name: is there an absolute link into it?";
    Err(at(dir, io::Error::new(io::ErrorKind::InvalidInput, why)))
}

/// Flushes what is in a folder, and lists its files: their lengths, and their names in the checkpoint.
#[inline]
fn sync(dir: &Path, name: &Path, list: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(dir).map_err(|error| at(dir, error))? {
        let entry = entry.map_err(|error| at(dir, error))?;
        // It may be gone before it is opened.
        if is_marker(&entry.file_name()) {
            continue;
        }
        let (path, name) = (entry.path(), name.join(entry.file_name()));
        let refused = |why: &str| at(&path, io::Error::new(io::ErrorKind::InvalidInput, why));
        if is_ignored(&entry.file_name()) {
            return Err(refused(
                "SageMaker does not upload what has a name that ends in `.sagemaker-ignore`; give it another name, or remove it \
                 before `save` returns",
            ));
        }
        let flushed = File::open(&path).and_then(|file| file.sync_all().and_then(|()| file.metadata()));
        let metadata = flushed.map_err(|error| at(&path, error))?;
        if metadata.is_dir() {
            sync(&path, &name, list)?;
        } else {
            let name = name.to_str().filter(|name| !name.contains(['\n', '\r']));
            let name = name.ok_or_else(|| refused("a file of a checkpoint has a name of UTF-8, in one line"))?;
            if name == LIST {
                return Err(refused("this is the name of the list of a checkpoint's files"));
            }
            list.push_str(&format!("{} {name}\n", metadata.len()));
        }
    }
    Ok(())
}

/// Whether all files are there that the list has, as long as it says.
#[inline]
fn is_complete(dir: &Path) -> bool {
    complete(dir).is_some()
}

/// The names of the files that the list has, if all are there, as long as it says.
#[inline]
fn complete(dir: &Path) -> Option<Vec<String>> {
    let list = fs::read_to_string(dir.join(LIST)).ok()?;
    let mut lines = list.lines();
    // In part it would end elsewhere.
    let end = lines.next_back().filter(|_| list.ends_with('\n'))?;
    let listed = |line: &str| {
        let (length, name) = line.split_once(' ')?;
        let metadata = fs::metadata(dir.join(name)).ok()?;
        (metadata.len() == length.parse::<u64>().ok()?).then(|| name.to_owned())
    };
    let names = lines.map(listed).collect::<Option<Vec<String>>>()?;
    (end == format!("= {}", names.len())).then_some(names)
}
