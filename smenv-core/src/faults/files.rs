//! Config files, and why one cannot be read.

use std::path::Path;

use smenv_shared::regular_file::{self, MAX_MIB, ReadError};

use crate::faults::fault::Fault;

/// Reads a regular file; `None` if nothing is at its path.
pub(crate) fn read(path: &Path) -> Option<Result<Vec<u8>, Fault>> {
    Some(regular_file::read(path)?.map_err(|error| fault(path, error)))
}

/// Returns what is in the place of a file, as a clause; `None` for a regular file or nothing.
#[cfg(any(feature = "run", feature = "testing"))]
pub(crate) fn in_place_of(path: &Path) -> Option<String> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => None,
        Ok(metadata) => Some(format!(
            "it is {}",
            regular_file::kind(metadata.file_type())
        )),
        Err(_) => {
            regular_file::dangling_link(path).map(|target| format!("it is {}", link_to(&target)))
        }
    }
}

fn link_to(target: &Path) -> String {
    format!("a link to {}, which does not exist", target.display())
}

fn fault(file: &Path, error: ReadError) -> Fault {
    const FILE: &str = "a regular file";
    match error {
        ReadError::NotRegular(kind) => {
            Fault::new(format!("it is {kind}"), FILE, "put the file itself there")
        }
        ReadError::DanglingLink { path, target } if path == file => {
            let reason = format!("it is {}", link_to(&target));
            Fault::new(reason, FILE, "put the file there, or remove the link")
        }
        ReadError::DanglingLink { path, target } => {
            let reason = format!("{} is {}", path.display(), link_to(&target));
            Fault::new(reason, FILE, "create that directory, or remove the link")
        }
        ReadError::NotADirectory(path) => {
            let reason = format!("{} is not a directory", path.display());
            Fault::new(reason, FILE, "make it a directory that contains the file")
        }
        ReadError::TooLarge => {
            let reason = format!("it is larger than {MAX_MIB} MiB");
            Fault::new(reason, "a JSON file of a few KiB", "check what wrote it")
        }
        ReadError::Io(error) => Fault::of_file(&error),
    }
}
