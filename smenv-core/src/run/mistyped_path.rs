//! Values that were meant as the path of a directory, but need something else to expand them.

use std::path::Path;

/// Returns what to do about a value that is unlikely to be the path of a directory.
pub(crate) fn remedy_for(dir: &Path) -> Option<&'static str> {
    let dir = dir.to_str()?;
    if dir.contains("://") {
        Some("write the path of a directory on this machine: an address is not one")
    } else if dir.starts_with('~') {
        Some("write the whole path: only a shell knows `~`")
    } else if dir.contains('$') {
        Some("write the whole path: the variable in it has not been expanded")
    } else {
        None
    }
}
