//! Reads files written by others, if they are regular files of a reasonable size.
//!
//! Opening a FIFO would block, `/dev/zero` never ends, and a dangling link is not a missing file.

use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The maximum size of a file, in MiB. SageMaker's own limits are far lower.
pub const MAX_MIB: u64 = 8;

const MAX_BYTES: u64 = MAX_MIB << 20;

/// The reason why a file cannot be read.
#[derive(Debug)]
pub enum ReadError {
    /// It is not a regular file. The text is what it is, such as `a FIFO`.
    NotRegular(&'static str),
    /// The link at `path`, which is the file or one of its parents, is dangling.
    DanglingLink {
        /// The path of the link.
        path: PathBuf,
        /// The target of the link.
        target: PathBuf,
    },
    /// This part of its path is not a directory.
    NotADirectory(PathBuf),
    /// It is larger than [`MAX_MIB`].
    TooLarge,
    /// An I/O error.
    Io(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        ReadError::Io(error)
    }
}

/// Reads a regular file; `None` if nothing exists at the path.
///
/// It inspects the path before opening it, because opening a FIFO blocks and opening a device can
/// have effects, and inspects the open file again. A FIFO that replaces the file between the two
/// inspections still blocks.
#[must_use]
pub fn read(path: &Path) -> Option<Result<Vec<u8>, ReadError>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Some(open(path)),
        Ok(metadata) => Some(Err(ReadError::NotRegular(kind(metadata.file_type())))),
        Err(error) => unreachable_path(path, error).map(Err),
    }
}

/// Returns whether anything exists at the path, even a dangling link.
#[must_use]
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn open(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ReadError::NotRegular(kind(metadata.file_type())));
    }
    if metadata.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // The length can be wrong: files grow, and those in `/proc` report 0.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// Returns why a path cannot be reached; `None` if nothing exists there.
fn unreachable_path(path: &Path, error: io::Error) -> Option<ReadError> {
    if let Some(target) = dangling_link(path) {
        let path = path.to_owned();
        return Some(ReadError::DanglingLink { path, target });
    }
    let mut folders = path.ancestors().skip(1);
    match error.kind() {
        ErrorKind::NotFound => folders.find_map(|folder| {
            let (path, target) = (folder.to_owned(), dangling_link(folder)?);
            Some(ReadError::DanglingLink { path, target })
        }),
        ErrorKind::NotADirectory => {
            let is_other =
                |folder: &&Path| fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir());
            let folder = folders.find(is_other).unwrap_or(path);
            Some(ReadError::NotADirectory(folder.to_owned()))
        }
        _ => Some(ReadError::Io(error)),
    }
}

/// Returns the target of a dangling link; `None` if `path` is not one.
#[must_use]
pub fn dangling_link(path: &Path) -> Option<PathBuf> {
    let target = fs::read_link(path).ok()?;
    let leads_nowhere = fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    leads_nowhere.then_some(target)
}

/// Describes a file that is not regular, with an article.
#[must_use]
pub fn kind(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a FIFO";
        } else if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        } else if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() {
        "a directory"
    } else if kind.is_symlink() {
        "a link"
    } else {
        "not a regular file"
    }
}
