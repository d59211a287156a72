//! Files that are written completely or not at all.

use std::borrow::Cow;
use std::fs::{self, DirBuilder, Metadata};
use std::io;
use std::path::Path;

use smenv_shared::regular_file::kind;

use crate::files::flush::{flush_dir, open_to_flush};
use crate::files::leftovers;
use crate::files::sibling::{Unfinished, at, directory};

/// Writes a file so that it is never incomplete: after a crash at any moment, either the previous
/// file or the complete new one is there. Creates missing parent directories.
///
/// The file is written next to its destination, flushed to disk, and then renamed. A process that
/// is killed while it writes leaves a hidden folder, `.NAME.….sagemaker-ignore`. SageMaker does not
/// upload folders with such a name from the directory of checkpoints. A later call for a file in
/// the same directory removes it: immediately if it can tell that the process has ended, which it
/// can on Linux within the same container; otherwise when nothing in it has been written for a day.
///
/// # Replacing a file
/// The new file keeps the permissions of the previous one, and its owner and group if this process
/// may set them; until it is complete, no other user can read it. Without a previous file it has the
/// default permissions. If `path` is a symbolic link, its target is replaced and the link stays; if
/// the target does not exist but its directory does, it is created. Other hard links to the previous
/// file keep the previous content.
///
/// Only regular files can be replaced. A directory, a FIFO, a socket, or a device such as
/// `/dev/null` or the terminal behind `/dev/stdout` is an error; [`std::fs::write`] writes to those.
///
/// # Errors
/// If the file cannot be written, or `path` is not a regular file; the message names it. Nothing is
/// left behind, and a previous file is unchanged.
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
    write_atomic_with(path, |place| {
        fs::write(place, contents).map_err(|error| at(path, error))
    })
}

/// Writes a file like [`write_atomic`], for a function that writes to a path by itself. `write` gets
/// a path with the file's name and extension in a hidden folder; other files that it puts into that
/// folder are removed.
///
/// # Errors
/// If `write` fails or does not write a regular file to that path, and as [`write_atomic`].
///
/// ```
/// # use smenv_core as smenv;
/// # let dir = std::env::temp_dir().join(format!("smenv-doc-with-{}", std::process::id()));
/// smenv::write_atomic_with(dir.join("model.bin"), |path| std::fs::write(path, [1, 2, 3]))?;
/// # std::fs::remove_dir_all(dir)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[inline]
pub fn write_atomic_with<E: From<io::Error>>(
    path: impl AsRef<Path>,
    write: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let path = path.as_ref();
    let target = AtomicTarget::of(path)?;
    let destination = &*target.path;
    let unfinished = Unfinished::create(destination, &private())?;
    leftovers::remove_at_times(directory(destination));
    let written = unfinished
        .path()
        .join(destination.file_name().unwrap_or_default());
    write(&written)?;
    let finished = target.finish(&written).and_then(|()| {
        fs::rename(&written, destination)?;
        drop(unfinished);
        flush_dir(destination)
    });
    Ok(finished.map_err(|error| at(path, error))?)
}

/// The file to write.
struct AtomicTarget<'p> {
    /// The path, with links followed.
    path: Cow<'p, Path>,
    /// The file that is replaced.
    previous: Option<Metadata>,
}

impl<'p> AtomicTarget<'p> {
    #[inline]
    fn of(path: &'p Path) -> io::Result<Self> {
        /// As many as Linux follows; a cycle has already been an error.
        const LINKS: usize = 40;
        if path.file_name().is_none() {
            return Err(at(
                path,
                io::Error::new(io::ErrorKind::InvalidInput, "it has no file name"),
            ));
        }
        let previous = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Some(metadata),
            Ok(metadata) => {
                let why = format!(
                    "it is {}; only regular files can be replaced",
                    kind(metadata.file_type())
                );
                return Err(at(path, io::Error::new(io::ErrorKind::InvalidInput, why)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(at(path, error)),
        };
        let mut target = Cow::Borrowed(path);
        for _ in 0..LINKS {
            let Ok(next) = fs::read_link(&target) else {
                break;
            };
            target = directory(&target).join(next).into();
        }
        if matches!(target, Cow::Owned(_)) && !directory(&target).is_dir() {
            let why = format!(
                "it is a link to {}, whose directory does not exist",
                target.display()
            );
            return Err(at(path, io::Error::new(io::ErrorKind::NotFound, why)));
        }
        Ok(AtomicTarget {
            path: target,
            previous,
        })
    }

    /// Flushes the new file, and gives it the owner and permissions of the previous one.
    #[inline]
    fn finish(&self, written: &Path) -> io::Result<()> {
        let invalid = |why| io::Error::new(io::ErrorKind::InvalidInput, why);
        match fs::symlink_metadata(written) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(metadata) => {
                return Err(invalid(format!(
                    "{} was written, not a regular file",
                    kind(metadata.file_type())
                )));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(invalid(format!(
                    "no file was written to {}",
                    written.display()
                )));
            }
            Err(error) => return Err(error),
        }
        let file = open_to_flush(written)?;
        if let Some(previous) = &self.previous {
            keep_access(&file, previous)?;
        }
        file.sync_all()
    }
}

/// Gives a file the owner, group and permissions of the previous one.
#[cfg(unix)]
#[inline]
fn keep_access(file: &fs::File, previous: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mut now = file.metadata()?;
    if (now.uid(), now.gid()) != (previous.uid(), previous.gid()) {
        // Only the superuser can change the owner; the group may be one of this process's.
        let _ = fchown(file, Some(previous.uid()), Some(previous.gid()))
            .or_else(|_| fchown(file, None, Some(previous.gid())));
        now = file.metadata()?;
    }
    let mut mode = previous.mode() & 0o777;
    if now.gid() != previous.gid() {
        // A new group must not inherit the permissions of the old one: it gets those of "others".
        mode = mode & 0o707 | (mode & 0o007) << 3;
    }
    if now.mode() & 0o777 == mode {
        Ok(())
    } else {
        file.set_permissions(fs::Permissions::from_mode(mode))
    }
}

#[cfg(not(unix))]
#[inline]
fn keep_access(file: &fs::File, previous: &Metadata) -> io::Result<()> {
    file.set_permissions(previous.permissions())
}

/// Returns a builder of folders that no other user can read.
#[inline]
fn private() -> DirBuilder {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = DirBuilder::new();
        builder.mode(0o700);
        builder
    }
    #[cfg(not(unix))]
    DirBuilder::new()
}
