//! Files and directories that are flushed to the disk.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use crate::files::sibling::directory;

/// Opens a file to flush it. Windows flushes only files that are open for writing.
#[inline]
pub(crate) fn open_to_flush(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(cfg!(windows))
        .open(path)
}

/// Flushes the directory that a path is in, on systems that allow it.
#[inline]
pub(crate) fn flush_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(directory(path))?.sync_all()
    } else {
        Ok(())
    }
}
