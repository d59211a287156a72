//! A file of JSON that is checked in beside the program.

use std::path::{Path, PathBuf};

use smenv_shared::regular_file::{self, MAX_MIB, ReadError};

use crate::model::schema_json::SchemaJson;

/// Set to build the program that prints the file anew, although the struct differs from it.
pub(crate) const IGNORE: &str = "SMENV_IGNORE_SCHEMA";

/// Returns whether this build does not check schema files.
pub(crate) fn is_ignored() -> bool {
    std::env::var_os(IGNORE).is_some_and(|value| !value.is_empty())
}

/// Returns the path of a file that is relative to the crate.
pub(crate) fn path_of(file: &str) -> Result<PathBuf, String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("`schema` is relative to the crate: CARGO_MANIFEST_DIR is not set")?;
    Ok(Path::new(&root).join(file))
}

/// Returns the path and the JSON of a file, or why it cannot be read.
pub(crate) fn parsed(file: &str) -> Result<(PathBuf, SchemaJson), String> {
    let path = path_of(file)?;
    let text = read(&path).map_err(|reason| format!("{file:?} {reason} ({})", path.display()))?;
    let json = SchemaJson::parse(&text).map_err(|fault| format!("{file:?}: {fault}"))?;
    Ok((path, json))
}

/// Returns the text of the file, or what to report after its name.
fn read(path: &Path) -> Result<String, String> {
    let bytes = match regular_file::read(path) {
        Some(Ok(bytes)) => bytes,
        Some(Err(error)) => return Err(unreadable(error)),
        None => return Err("does not exist".to_owned()),
    };
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
}

fn unreadable(error: ReadError) -> String {
    match error {
        ReadError::NotRegular(kind) => format!("is {kind}, not a regular file"),
        ReadError::DanglingLink { .. } => "is a link to a file that does not exist".to_owned(),
        ReadError::NotADirectory(path) => {
            format!("is below {}, which is not a directory", path.display())
        }
        ReadError::TooLarge => format!("is larger than {MAX_MIB} MiB"),
        ReadError::Io(error) => format!("cannot be read: {error}"),
    }
}
