//! Files that are there as a whole or not at all.
use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use smenv_shared::regular_file::kind;

use crate::files::leftovers::{self, WriterProcess};
use crate::files::uploads::IGNORED;

/// Writes a file so that it is never there in half: after a crash at any moment there is the former
/// one, or the whole new one. Directories that lack are made.
///
/// It is written beside its place, flushed to the disk, and then renamed. What is killed on the way
/// leaves a hidden folder behind, `.NAME.….sagemaker-ignore`: SageMaker does not upload a folder of
/// such a name from the directory of checkpoints. A later call for a file in the same directory
/// removes it: at once where it can tell that the process has ended, which is on Linux, in the same
/// container; otherwise when nothing in it has been written for a day.
///
/// # What is replaced
/// A file that is replaced keeps its permissions, and its owner and group as far as this process
/// may give them; while it is written nobody else can read it. A new file has the permissions of
/// any new file. Where `path` is a link, what it leads to is replaced, and the link stays; a link
/// to what does not exist gets its file, if the directory for it is there. Other hard links to a
/// former file keep the former content.
///
/// Anything but a regular file is refused, since it cannot be replaced: a directory, a FIFO, a
/// socket, or a device such as `/dev/null` or the terminal behind `/dev/stdout`. [`std::fs::write`]
/// writes to those.
///
/// # Errors
/// The file cannot be written, or something else is in its place; the message names it. Nothing is
/// left behind, and a former file stays.
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

/// The same for what writes a file itself: `write` is told where to. The place has the file's own
/// name, with its extension, in a hidden folder of its own; other files that `write` puts into that
/// folder are removed with it.
///
/// # Errors
/// Those of `write`, and those of [`write_atomic`]; `write` has put no regular file there.
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
    let target = Target::of(path)?;
    let place = &*target.place;
    let unfinished = Unfinished::create(place, &private())?;
    leftovers::remove_at_times(directory(place));
    let written = unfinished
        .path()
        .join(place.file_name().unwrap_or_default());
    write(&written)?;
    let finished = target.finish(&written).and_then(|()| {
        fs::rename(&written, place)?;
        drop(unfinished);
        sync_dir(place)
    });
    Ok(finished.map_err(|error| at(path, error))?)
}

/// What is to be replaced.
struct Target<'p> {
    /// Where a path leads.
    place: Cow<'p, Path>,
    former: Option<Metadata>,
}

impl<'p> Target<'p> {
    #[inline]
    fn of(path: &'p Path) -> io::Result<Self> {
        /// As many as Linux follows; what leads in a circle is an error before.
        const LINKS: usize = 40;
        if path.file_name().is_none() {
            return Err(at(
                path,
                io::Error::new(io::ErrorKind::InvalidInput, "it is not the name of a file"),
            ));
        }
        let former = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Some(metadata),
            Ok(metadata) => {
                let why = format!(
                    "it is {}, and only a regular file can be replaced",
                    kind(metadata.file_type())
                );
                return Err(at(path, io::Error::new(io::ErrorKind::InvalidInput, why)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(at(path, error)),
        };
        let mut place = Cow::Borrowed(path);
        for _ in 0..LINKS {
            let Ok(next) = fs::read_link(&place) else {
                break;
            };
            place = directory(&place).join(next).into();
        }
        if matches!(place, Cow::Owned(_)) && !directory(&place).is_dir() {
            let why = format!(
                "it is a link to {}, whose directory does not exist",
                place.display()
            );
            return Err(at(path, io::Error::new(io::ErrorKind::NotFound, why)));
        }
        Ok(Target { place, former })
    }

    /// Flushes the new file, which is to be the former in all but its content.
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
        // Windows flushes only what may be written to.
        let file = OpenOptions::new()
            .read(true)
            .write(cfg!(windows))
            .open(written)?;
        if let Some(former) = &self.former {
            keep_access(&file, former)?;
        }
        file.sync_all()
    }
}

/// Gives a file the owner, the group and the permissions of the former one.
#[cfg(unix)]
#[inline]
fn keep_access(file: &fs::File, former: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mut now = file.metadata()?;
    if (now.uid(), now.gid()) != (former.uid(), former.gid()) {
        // Only the superuser gives files away; a group may be one of this process's.
        let _ = fchown(file, Some(former.uid()), Some(former.gid()))
            .or_else(|_| fchown(file, None, Some(former.gid())));
        now = file.metadata()?;
    }
    let mut mode = former.mode() & 0o777;
    if now.gid() != former.gid() {
        // What the former group could read is not for another: that has what everybody has.
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
fn keep_access(file: &fs::File, former: &Metadata) -> io::Result<()> {
    file.set_permissions(former.permissions())
}

/// Makes folders that nobody else can look into.
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

/// A folder beside a path, for what is put there when it is finished. It is removed when it is
/// dropped.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    #[inline]
    pub(crate) fn create(path: &Path, builder: &DirBuilder) -> io::Result<Self> {
        let folder = beside(path)?;
        builder.create(&folder).map_err(|error| at(path, error))?;
        Ok(Unfinished(folder))
    }

    #[inline]
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Unfinished {
    #[inline]
    fn drop(&mut self) {
        // The program may have put something else in its place.
        let _ = match fs::symlink_metadata(&self.0) {
            Ok(metadata) if metadata.is_dir() => leftovers::remove_dir(&self.0),
            Ok(_) => fs::remove_file(&self.0),
            Err(_) => Ok(()),
        };
    }
}

/// A place beside `path` that nothing else uses, in a directory that is there.
#[inline]
pub(crate) fn beside(path: &Path) -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(name) = path.file_name() else {
        return Err(at(
            path,
            io::Error::new(io::ErrorKind::InvalidInput, "it is not the name of a file"),
        ));
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
    hidden.push(format!(
        ".{}-{}{IGNORED}",
        this_process(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    ));
    Ok(path.with_file_name(hidden))
}

/// What tells this process from all others, those before it too: in a container each has the same
/// number.
#[inline]
pub(crate) fn this_process() -> String {
    WriterProcess::this().to_string()
}

/// The directory that a path is in.
#[inline]
fn directory(path: &Path) -> &Path {
    path.parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Flushes what a directory lists, where systems let a program do so.
#[inline]
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(directory(path))?.sync_all()
    } else {
        Ok(())
    }
}

/// The same error, with the path that it is about.
#[inline]
pub(crate) fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
