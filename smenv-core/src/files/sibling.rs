//! Places next to a file, for content that is not finished yet.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::files::leftovers::{self, WriterProcess};
use crate::files::uploads::IGNORED;

/// A folder next to a path, for content that is moved there when it is finished. Dropping it removes
/// the folder.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    #[inline]
    pub(crate) fn create(path: &Path, builder: &DirBuilder) -> io::Result<Self> {
        let folder = sibling(path)?;
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
        // The program may have replaced the folder by something else.
        let _ = match fs::symlink_metadata(&self.0) {
            Ok(metadata) if metadata.is_dir() => leftovers::remove_dir(&self.0),
            Ok(_) => fs::remove_file(&self.0),
            Err(_) => Ok(()),
        };
    }
}

/// Returns an unused path next to `path`, and creates the directory that both are in.
#[inline]
pub(crate) fn sibling(path: &Path) -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(name) = path.file_name() else {
        return Err(at(
            path,
            io::Error::new(io::ErrorKind::InvalidInput, "it has no file name"),
        ));
    };
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
    }
    // More of a long name would exceed the length of a file name.
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

/// Returns a text that differs from that of every other process, earlier ones included: in a
/// container each has the same number.
#[inline]
pub(crate) fn this_process() -> String {
    WriterProcess::this().to_string()
}

/// Returns the directory that a path is in.
#[inline]
pub(crate) fn directory(path: &Path) -> &Path {
    path.parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Adds the path that an error is about.
#[inline]
pub(crate) fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
