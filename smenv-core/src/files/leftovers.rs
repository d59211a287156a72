//! Unfinished folders of processes that were killed, and when they may be removed.
//!
//! A folder whose content is not finished is called `.NAME.PROCESS-COUNT.sagemaker-ignore`, where
//! `PROCESS` identifies its writer. No other process may remove it while the writer lives. A
//! directory may be shared by machines, and by containers, whose processes have the same numbers. So
//! a process is looked up by its number only if it runs in the same container or on the same
//! machine; any other folder is removed when nothing in it has been written for a day.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};
use std::{fmt, io, thread};

use crate::files::uploads::IGNORED;

/// How long a folder stays if it is unknown whether its process lives. No write pauses for so long.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A process, distinct from all others: earlier ones, and those of other containers and machines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct WriterProcess {
    id: u32,
    /// A hash of the container or machine in which process numbers are unique; 0 if unknown.
    space: u64,
    /// The start of the process, or shortly after, in nanoseconds since the Unix epoch.
    start: u128,
}

impl WriterProcess {
    #[inline]
    pub(crate) fn this() -> Self {
        static REST: OnceLock<(u64, u128)> = OnceLock::new();
        let (space, start) = *REST.get_or_init(|| {
            let now = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            (this_space().unwrap_or(0), now.as_nanos())
        });
        // After a fork the child has another number.
        WriterProcess {
            id: std::process::id(),
            space,
            start,
        }
    }

    /// Parses the writer from the name of an unfinished folder.
    #[inline]
    fn of(name: &str) -> Option<Self> {
        let name = name.strip_prefix('.')?.strip_suffix(IGNORED)?;
        let (_, process) = name.rsplit_once('.').unwrap_or(("", name));
        let is_numbers = process
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        let numbers: Vec<&str> = process.split('-').filter(|_| is_numbers).collect();
        let (&[id, space, start] | &[id, space, start, _]) = &*numbers else {
            return None;
        };
        Some(WriterProcess {
            id: id.parse().ok()?,
            space: space.parse().ok()?,
            start: start.parse().ok()?,
        })
    }

    /// Returns whether the process has ended, if this process can tell.
    #[inline]
    fn has_ended(self) -> Option<bool> {
        let this = WriterProcess::this();
        if self.space != this.space || this.space == 0 {
            None
        } else if self.id == this.id {
            Some(self.start != this.start)
        } else {
            let looked_up = fs::metadata(format!("/proc/{}", self.id));
            Some(looked_up.is_err_and(|error| error.kind() == io::ErrorKind::NotFound))
        }
    }
}

impl fmt::Display for WriterProcess {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.id, self.space, self.start)
    }
}

/// Returns a hash that identifies the container or machine of this process: on Linux, of the PID
/// namespace and the boot of its kernel.
#[inline]
fn this_space() -> Option<u64> {
    // /proc may belong to another namespace.
    let is_own = fs::read_link("/proc/self").ok()? == Path::new(&std::process::id().to_string());
    let kernel = fs::read("/proc/sys/kernel/random/boot_id").ok()?;
    let namespace = fs::read_link("/proc/self/ns/pid").ok()?;
    let mut hasher = DefaultHasher::new();
    (kernel, namespace).hash(&mut hasher);
    is_own.then(|| hasher.finish())
}

/// Removes the folders in a directory that no process will finish any more, if they can be removed.
/// Returns the number of entries in the directory.
#[inline]
pub(crate) fn remove(dir: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        count += 1;
        let process = entry.file_name().to_str().and_then(WriterProcess::of);
        let is_folder = || entry.file_type().is_ok_and(|kind| kind.is_dir());
        if process.is_some_and(|process| {
            is_folder() && process.has_ended().unwrap_or_else(|| is_old(&entry.path()))
        }) {
            let _ = remove_dir(&entry.path());
        }
    }
    count
}

/// Removes such folders on some calls only: on fewer in a larger directory, which keeps the cost per
/// call independent of its size.
#[inline]
pub(crate) fn remove_at_times(dir: &Path) {
    /// The cost of so many entries is small compared with a write.
    const ENTRIES_PER_CALL: usize = 64;
    const DIRECTORIES: usize = 1024;
    /// The number of calls for which each directory is skipped.
    static WAITING: Mutex<BTreeMap<PathBuf, usize>> = Mutex::new(BTreeMap::new());
    let waiting = || WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(calls) = waiting().get_mut(dir).filter(|calls| **calls > 0) {
        *calls -= 1;
        return;
    }
    let calls = remove(dir) / ENTRIES_PER_CALL;
    let mut waiting = waiting();
    waiting.remove(dir);
    if calls > 0 {
        // Most of these directories are no longer written to.
        if waiting.len() >= DIRECTORIES {
            waiting.clear();
        }
        waiting.insert(dir.to_owned(), calls);
    }
}

/// Returns whether nothing in a folder has been written for a day.
#[inline]
fn is_old(folder: &Path) -> bool {
    let now = SystemTime::now();
    let has_rested = |metadata: &Metadata| {
        let age = metadata
            .modified()
            .ok()
            .and_then(|time| now.duration_since(time).ok());
        age.is_some_and(|age| age > DAY)
    };
    let mut paths = vec![folder.to_owned()];
    while let Some(path) = paths.pop() {
        let Some(metadata) = fs::symlink_metadata(&path).ok().filter(has_rested) else {
            return false;
        };
        if metadata.is_dir() {
            let Ok(entries) = fs::read_dir(&path) else {
                return false;
            };
            paths.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    true
}

/// Removes a folder, even if SageMaker adds or removes a marker in it at the same time.
#[inline]
pub(crate) fn remove_dir(dir: &Path) -> io::Result<()> {
    const TRIES: u32 = 10;
    for _ in 1..TRIES {
        match fs::remove_dir_all(dir) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound
                ) =>
            {
                thread::sleep(Duration::from_millis(1));
            }
            outcome => return outcome,
        }
    }
    fs::remove_dir_all(dir)
}
