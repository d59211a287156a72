//! Files that are there as a whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use crate::uploads::IGNORED;

/// Writes a file so that it is never there in half: after a crash at any moment there is the former one, or the whole new one.
/// Directories that lack are made.
///
/// It is written beside its place, flushed to the disk, and then renamed. What is killed on the way leaves that hidden file behind,
/// `.NAME.….sagemaker-ignore`: SageMaker does not upload a file of such a name from the directory of checkpoints.
///
/// # Errors
/// The file cannot be written; the message names it. Nothing is left behind, and a former file stays.
///
/// ```
/// # use smenv_core as smenv;
/// let dir = std::env::temp_dir().join(format!("smenv-doc-{}", std::process::id()));
/// smenv::write_atomic(dir.join("model/weights.json"), "[0.5, 2.0]")?;
/// assert_eq!(std::fs::read_to_string(dir.join("model/weights.json"))?, "[0.5, 2.0]");
/// # std::fs::remove_dir_all(dir)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[inline]
pub fn write_atomic(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> io::Result<()> {
    let path = path.as_ref();
    write_atomic_with(path, |place| fs::write(place, contents).map_err(|error| at(path, error)))
}

/// The same for what writes a file itself: `write` is told where to.
///
/// # Errors
/// Those of `write`, and those of [`write_atomic`].
///
/// ```
/// # use smenv_core as smenv;
/// # let dir = std::env::temp_dir().join(format!("smenv-doc-with-{}", std::process::id()));
/// smenv::write_atomic_with(dir.join("model.bin"), |place| std::fs::write(place, [1, 2, 3]))?;
/// # std::fs::remove_dir_all(dir)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[inline]
pub fn write_atomic_with<E: From<io::Error>>(
    path: impl AsRef<Path>,
    write: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let path = path.as_ref();
    let beside = beside(path)?;
    let written = write(&beside).and_then(|()| {
        File::open(&beside).and_then(|file| file.sync_all()).map_err(|error| at(&beside, error))?;
        fs::rename(&beside, path).map_err(|error| at(path, error))?;
        Ok(sync_dir(path).map_err(|error| at(path, error))?)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A place beside `path` that nothing else uses, in a directory that is there.
#[inline]
pub(crate) fn beside(path: &Path) -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(name) = path.file_name() else {
        return Err(at(path, io::Error::new(io::ErrorKind::InvalidInput, "it is not the name of a file")));
    };
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
    }
    // With more of a long name it would be too long for a name itself.
    let mut hidden = OsString::from(".");
    match name.len() > 128 {
        true => hidden.push(name.to_string_lossy().chars().take(32).collect::<String>()),
        false => hidden.push(name),
    }
    hidden.push(format!(".{}-{}{IGNORED}", this_process(), COUNT.fetch_add(1, Ordering::Relaxed)));
    Ok(path.with_file_name(hidden))
}

/// What tells this process from all others, those before it too: in a container each has the same number.
#[inline]
pub(crate) fn this_process() -> &'static str {
    static PROCESS: OnceLock<String> = OnceLock::new();
    PROCESS.get_or_init(|| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        format!("{}-{}", std::process::id(), now.as_nanos())
    })
}

/// Flushes what a directory lists, where systems let a program do so.
#[inline]
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// The same error, with the path that it is about.
#[inline]
pub(crate) fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
