//! Files that somebody else made: only a regular file is read, and only one of a size that makes
//! sense.
//!
//! A FIFO would be waited for, `/dev/zero` read until the memory ends, and what is behind a link
//! that leads nowhere taken for absent.

use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::fault::Fault;

/// How long a file may be, in MiB. The service's own limits are far below.
const MOST_MIB: u64 = 8;

const MOST: u64 = MOST_MIB << 20;

/// Returns what a file holds, or why it cannot be read; `None` if nothing is there.
///
/// What is there is looked at before it is opened, since opening a FIFO waits, and opening a device
/// may do something. Then the open file is looked at, and not the path again. Between the two looks
/// somebody may put a FIFO in the place of the file; only that is not guarded against.
pub(crate) fn read(path: &Path) -> Option<Result<Vec<u8>, Fault>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Some(open(path)),
        Ok(metadata) => {
            let reason = format!("it is {}", kind(metadata.file_type()));
            Some(Err(Fault::new(
                reason,
                "a regular file",
                "put the file itself there",
            )))
        }
        Err(error) => unreached(path, &error).map(Err),
    }
}

/// Returns whether there is something, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Returns what is in the place of a file, as a clause; `None` if it is a regular file, or nothing.
pub(crate) fn in_place_of(path: &Path) -> Option<String> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => None,
        Ok(metadata) => Some(format!("it is {}", kind(metadata.file_type()))),
        Err(_) => dangling_link(path).map(|link| format!("it is {link}")),
    }
}

fn open(path: &Path) -> Result<Vec<u8>, Fault> {
    let too_long = || {
        let reason = format!("it is larger than {MOST_MIB} MiB");
        Fault::new(reason, "a JSON file of a few KiB", "check what wrote it")
    };
    let read = || -> io::Result<Result<Vec<u8>, Fault>> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(
                ErrorKind::InvalidInput,
                "it is not a regular file",
            ));
        }
        if metadata.len() > MOST {
            return Ok(Err(too_long()));
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        // The length may be wrong: a file grows, and one of the kernel's has none.
        file.take(MOST + 1).read_to_end(&mut bytes)?;
        Ok(if bytes.len() as u64 > MOST {
            Err(too_long())
        } else {
            Ok(bytes)
        })
    };
    read().unwrap_or_else(|error| Err(Fault::of_file(&error)))
}

/// Explains why a path cannot be reached; `None` if nothing is there.
#[cold]
fn unreached(path: &Path, error: &io::Error) -> Option<Fault> {
    const ONE: &str = "a regular file";
    if let Some(link) = dangling_link(path) {
        return Some(Fault::new(
            format!("it is {link}"),
            ONE,
            "put the file there, or remove the link",
        ));
    }
    let link = path
        .ancestors()
        .skip(1)
        .find_map(|folder| Some((folder, dangling_link(folder)?)));
    match (error.kind(), link) {
        (ErrorKind::NotFound, Some((folder, link))) => {
            let reason = format!("{} is {link}", folder.display());
            Some(Fault::new(
                reason,
                ONE,
                "make that folder, or remove the link",
            ))
        }
        (ErrorKind::NotFound, None) => None,
        (ErrorKind::NotADirectory, _) => {
            let is_other =
                |folder: &&Path| fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir());
            let folder = path.ancestors().skip(1).find(is_other).unwrap_or(path);
            let reason = format!("{} is not a directory", folder.display());
            Some(Fault::new(
                reason,
                ONE,
                "make it a directory, with the file in it",
            ))
        }
        _ => Some(Fault::of_file(error)),
    }
}

/// Returns what a link is that leads to nothing, with its article; `None` if it is not one.
#[cold]
fn dangling_link(path: &Path) -> Option<String> {
    let target = fs::read_link(path).ok()?;
    let is_nowhere = fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    is_nowhere.then(|| format!("a link to {}, which does not exist", target.display()))
}

/// Returns what is not a regular file, with its article.
#[cold]
pub(crate) fn kind(kind: FileType) -> &'static str {
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
