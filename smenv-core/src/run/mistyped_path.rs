//! Values that were meant as the path of a directory, but need something else to expand them.

use std::path::Path;

/// Returns what to do about a value that is unlikely to be the path of a directory.
pub(crate) fn remedy_for(dir: &Path) -> Option<&'static str> {
    let dir = dir.to_str()?;
    if dir.contains("://") {
        Some("write the path of a directory on this machine, not a URL")
    } else if dir.starts_with('~') {
        Some("write the full path: only a shell expands `~`")
    } else if dir.contains('$') {
        Some("write the full path: the variable in it was not expanded")
    } else {
        None
    }
}
