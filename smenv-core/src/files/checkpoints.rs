//! Checkpoints: each complete, or not there.
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use smenv_shared::regular_file::kind;

use crate::files::leftovers::{self, remove_dir};
use crate::files::uploads::{is_ignored, is_marker};
use crate::files::write_atomic::{Unfinished, at, beside, sync_dir};
use crate::training_env::training_env::TrainingEnv;

/// What a checkpoint's folder is called, before its step.
const PREFIX: &str = "step-";

/// The list of a checkpoint's files, by which a checkpoint that came back from S3 in part is told:
/// `123 weights` of a file of 123 bytes, and at the end `= 1`, how many they are.
const LIST: &str = ".complete";

/// How long the list may be: a million files, with paths of 60 bytes.
const MOST_BYTES: u64 = 64 << 20;

/// The checkpoints of a job, a folder each: `step-0000000042` in
/// [`checkpoint_dir`](TrainingEnv::checkpoint_dir).
///
/// SageMaker copies the directory to S3 while the job runs, and back when the job is started anew,
/// after an interruption of a spot instance say. So that training never goes on from half a
/// checkpoint, one that is not complete is passed over: one that was being written when the job was
/// killed, and one that was copied in part. In a job with several processes one of them saves, in
/// one thread: [`is_leader`](TrainingEnv::is_leader).
///
/// While SageMaker uploads a file, it keeps a marker beside it: `weights.sagemaker-uploading`,
/// later `weights.sagemaker-uploaded`. These come and go at any moment, and come back with a
/// checkpoint that is restored. They are not part of a checkpoint, whenever they are there;
/// [`Checkpoint::files`] lists its files without them. A checkpoint that is being written has a
/// name that ends in `.sagemaker-ignore`, so that no half of it is uploaded.
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

    /// The folder with its files. SageMaker keeps markers of its own among them while it uploads
    /// them: see [`files`](Self::files).
    #[must_use]
    #[inline]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the files that were saved, those in folders too, sorted by path. Unlike a listing of
    /// [`dir`](Self::dir), this has neither SageMaker's markers (`weights.sagemaker-uploading`,
    /// `weights.sagemaker-uploaded`) nor the list by which a checkpoint is known to be complete.
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
    /// The checkpoints in a directory, which need not be there yet. All are kept.
    #[must_use]
    #[inline]
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Checkpoints {
            dir: dir.into(),
            keep: usize::MAX,
        }
    }

    /// Keeps the newest `count`, at least one: older ones are removed when one is saved, here and
    /// in S3, and so are older folders that are no longer complete. One that cannot be removed
    /// stays.
    #[must_use]
    #[inline]
    pub fn keep_last(self, count: usize) -> Self {
        Checkpoints {
            keep: count.max(1),
            ..self
        }
    }

    /// Saves a checkpoint: `write` puts its files into the folder that it is given. Only when all
    /// of them are on the disk does the folder get its name. One of the same step is removed then:
    /// this has another name, `step-0000000042-1`.
    ///
    /// What a process that was killed has left unfinished is removed first: at once where this
    /// process can tell that the other has ended, which is on Linux, in the same container;
    /// otherwise when nothing in it has been written for a day.
    ///
    /// # Errors
    /// If `write` fails; if a file cannot be written, which the message names; or if the checkpoint
    /// would not be complete, since
    /// - something in it is neither a regular file nor a folder, but a FIFO, a socket, a device, or
    ///   a link that leads nowhere,
    /// - a link in it is absolute and leads into it, or leads to a folder that it is in,
    /// - a file's name is not UTF-8, has a line break, or is `.complete`, which is the list of the
    ///   files,
    /// - its files are so many that the list is longer than 64 MiB, or
    /// - the name of a file or a folder ends in `.sagemaker-ignore`: SageMaker does not upload it,
    ///   so that it would be missing from a checkpoint that is restored.
    ///
    /// Then there is no such checkpoint, and the others stay. A link to a file of another
    /// checkpoint is not followed: it ends with that one. A folder that several links lead to is
    /// part of the checkpoint once.
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
                let why = "the step has been saved too often: remove what has this name";
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
        // Of a step that was saved again the newer counts: what was killed may not have removed the
        // other.
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

    /// Removes what [`keep_last`](Self::keep_last) leaves out, and others of the same step, as far as it can
    /// be removed. The one just saved stays, also where others are of later steps.
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
    /// The checkpoint that a folder is called as.
    #[inline]
    fn named(dir: PathBuf) -> Option<Self> {
        let (step, again) = numbers(dir.file_name()?.to_str()?)?;
        Some(Checkpoint { step, again, dir })
    }
}

/// What a checkpoint is called.
#[inline]
fn name(step: u64, again: u64) -> String {
    match again {
        0 => format!("{PREFIX}{step:010}"),
        _ => format!("{PREFIX}{step:010}-{again}"),
    }
}

/// The step that a checkpoint's name tells, and how often it had been saved before.
#[inline]
fn numbers(text: &str) -> Option<(u64, u64)> {
    let (step, again) = text
        .strip_prefix(PREFIX)
        .map(|text| text.split_once('-').unwrap_or((text, "0")))?;
    // A number can be written in several ways; a checkpoint has one name.
    Some((step.parse().ok()?, again.parse().ok()?))
        .filter(|&(step, again)| name(step, again) == text)
}

/// Takes its name from a folder first: what is killed while it removes the files leaves nothing
/// that is called as a checkpoint.
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
    let listing = DirListing::of(unfinished)?;
    let place = unfinished.join(LIST);
    fs::write(&place, listing.list)
        .and_then(|()| File::open(&place)?.sync_all())
        .map_err(|error| at(&place, error))?;
    sync_dir(&place).map_err(|error| at(unfinished, error))?;
    fs::rename(unfinished, dir)
        .and_then(|()| sync_dir(dir))
        .map_err(|error| at(dir, error))?;
    // Another thread may have removed it already, as an old one.
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
        "it is not complete under its own name: is there an absolute link into it?",
    ))
}

#[inline]
fn invalid(path: &Path, why: impl Into<String>) -> io::Error {
    at(
        path,
        io::Error::new(io::ErrorKind::InvalidInput, why.into()),
    )
}

/// A folder of a checkpoint.
struct Folder {
    path: PathBuf,
    /// In the checkpoint.
    name: PathBuf,
    /// Where links lead.
    real: PathBuf,
}

/// A walk through a checkpoint that flushes its files and lists them: their lengths, and their
/// names in the checkpoint.
struct DirListing {
    list: String,
    files: usize,
    /// The checkpoint itself, where links lead.
    root: PathBuf,
    folders: Vec<Folder>,
    /// Those behind links. They come last, so that a folder of the checkpoint is listed under its
    /// own name.
    linked: Vec<Folder>,
    /// The links to folders of the checkpoint.
    inner_links: Vec<PathBuf>,
    /// By their true paths: links may lead in a circle, and to one folder in many ways.
    visited: HashSet<PathBuf>,
}

impl DirListing {
    #[inline]
    fn of(root: &Path) -> io::Result<Self> {
        let (metadata, real) = fs::symlink_metadata(root)
            .and_then(|metadata| Ok((metadata, fs::canonicalize(root)?)))
            .map_err(|error| at(root, error))?;
        // What is behind a link is somebody else's.
        if !metadata.is_dir() {
            return Err(invalid(root, "it is no longer the folder that was made"));
        }
        let first = Folder {
            path: root.to_owned(),
            name: PathBuf::new(),
            real: real.clone(),
        };
        let mut listing = DirListing {
            list: String::new(),
            files: 0,
            root: real,
            folders: vec![first],
            linked: Vec::new(),
            inner_links: Vec::new(),
            visited: HashSet::new(),
        };
        while let Some(folder) = listing.folders.pop().or_else(|| listing.linked.pop()) {
            if listing.visited.insert(folder.real.clone()) {
                listing.visit(&folder)?;
            }
        }
        listing.list.push_str(&format!("= {}\n", listing.files));
        if listing.list.len() as u64 > MOST_BYTES {
            return Err(invalid(
                root,
                format!("{} files are too many for a checkpoint", listing.files),
            ));
        }
        Ok(listing)
    }

    #[inline]
    fn visit(&mut self, folder: &Folder) -> io::Result<()> {
        let dir = &folder.path;
        for entry in fs::read_dir(dir).map_err(|error| at(dir, error))? {
            let entry = entry.map_err(|error| at(dir, error))?;
            // It may be gone before it is opened.
            if is_marker(&entry.file_name()) {
                continue;
            }
            let (path, name) = (entry.path(), folder.name.join(entry.file_name()));
            if is_ignored(&entry.file_name()) {
                return Err(invalid(
                    &path,
                    "SageMaker does not upload what has a name that ends in `.sagemaker-ignore`; give it another name, or remove it \
                     before `save` returns",
                ));
            }
            if name == Path::new(LIST) {
                return Err(invalid(
                    &path,
                    "this is the name of the list of a checkpoint's files",
                ));
            }
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let metadata = match fs::metadata(&path) {
                Err(error) if is_link && error.kind() == io::ErrorKind::NotFound => {
                    return Err(invalid(&path, "it is a link to what does not exist"));
                }
                metadata => metadata.map_err(|error| at(&path, error))?,
            };
            if metadata.is_dir() {
                self.folder(
                    Folder {
                        real: folder.real.join(entry.file_name()),
                        path,
                        name,
                    },
                    is_link,
                )?;
            } else if metadata.is_file() {
                self.file(&path, &name)?;
            } else {
                let why = format!(
                    "it is {}; a checkpoint has regular files and folders only",
                    kind(metadata.file_type())
                );
                return Err(invalid(&path, why));
            }
        }
        Ok(())
    }

    #[inline]
    fn folder(&mut self, mut folder: Folder, is_link: bool) -> io::Result<()> {
        if !is_link {
            self.folders.push(folder);
            return Ok(());
        }
        folder.real = fs::canonicalize(&folder.path).map_err(|error| at(&folder.path, error))?;
        if self.root != folder.real && self.root.starts_with(&folder.real) {
            return Err(invalid(
                &folder.path,
                "it is a link to a folder that the checkpoint is in",
            ));
        }
        if folder.real.starts_with(&self.root) {
            self.inner_links.push(folder.name.clone());
        }
        self.linked.push(folder);
        Ok(())
    }

    #[inline]
    fn file(&mut self, path: &Path, name: &Path) -> io::Result<()> {
        let flushed =
            File::open(path).and_then(|file| file.sync_all().and_then(|()| file.metadata()));
        let length = flushed.map_err(|error| at(path, error))?.len();
        let name = name.to_str().filter(|name| !name.contains(['\n', '\r']));
        let name = name.ok_or_else(|| {
            invalid(
                path,
                "a file of a checkpoint has a name of UTF-8, in one line",
            )
        })?;
        self.list.push_str(&format!("{length} {name}\n"));
        self.files += 1;
        Ok(())
    }
}

/// Whether all files are there that the list has, as long as it says.
#[inline]
fn is_complete(dir: &Path) -> bool {
    complete(dir).is_some()
}

/// The names of the files that the list has, if all are there, as long as it says.
#[inline]
fn complete(dir: &Path) -> Option<Vec<String>> {
    let list = list(&dir.join(LIST))?;
    let mut lines = list.lines();
    // In part it would end elsewhere.
    let end = lines.next_back().filter(|_| list.ends_with('\n'))?;
    let listed = |line: &str| {
        let (length, name) = line.split_once(' ')?;
        // Nothing outside the checkpoint is of it, whoever wrote the list.
        let is_inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let metadata = fs::metadata(dir.join(name))
            .ok()
            .filter(|metadata| is_inside && metadata.is_file())?;
        (metadata.len() == length.parse::<u64>().ok()?).then(|| name.to_owned())
    };
    let names = lines.map(listed).collect::<Option<Vec<String>>>()?;
    (end == format!("= {}", names.len())).then_some(names)
}

/// The text of a list. What is no regular file is not opened: a FIFO waits for ever, and a device
/// has no end.
#[inline]
fn list(path: &Path) -> Option<String> {
    let is_sound =
        fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MOST_BYTES);
    let mut list = String::new();
    is_sound
        .then(|| File::open(path).ok())??
        .take(MOST_BYTES)
        .read_to_string(&mut list)
        .ok()?;
    Some(list)
}
