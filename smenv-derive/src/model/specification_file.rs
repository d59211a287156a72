//! A specification that is checked in, for a struct of channels or metrics.

use std::path::PathBuf;

use syn::LitStr;

use crate::errors::Errors;
use crate::model::checked_in::{is_ignored, parsed, path_of};
use crate::model::schema_json::SchemaJson;

pub(crate) struct SpecificationFile<T> {
    /// The path as the user wrote it.
    pub(crate) literal: LitStr,
    pub(crate) path: PathBuf,
    /// The part that the struct is compared with; `None` if this build does not compare it.
    pub(crate) part: Option<T>,
}

impl<T> SpecificationFile<T> {
    /// Reads the file, whose path is relative to the crate, and a part of its specification.
    pub(crate) fn read(
        literal: LitStr,
        part: impl Fn(&SchemaJson, &str) -> Result<T, String>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let file = literal.value();
        let read = if is_ignored() {
            path_of(&file).map(|path| (path, None))
        } else {
            parsed(&file)
                .and_then(|(path, json)| Ok((path, Some(part(specification(&json), &file)?))))
        };
        match read {
            Ok((path, part)) => Some(SpecificationFile {
                literal,
                path,
                part,
            }),
            Err(reason) => {
                errors.on(&literal, reason);
                None
            }
        }
    }
}

/// Returns the specification in a request, or the JSON itself.
pub(crate) fn specification(json: &SchemaJson) -> &SchemaJson {
    json.get("TrainingSpecification").unwrap_or(json)
}

/// Returns a list of a specification.
pub(crate) fn list<'j>(
    specification: &'j SchemaJson,
    key: &str,
    file: &str,
) -> Result<&'j [SchemaJson], String> {
    match specification.get(key) {
        Some(SchemaJson::List(items)) => Ok(items),
        _ => Err(format!(
            "{file:?} has no list \"{key}\"; expected what `--describe training-specification` prints"
        )),
    }
}

/// Returns the name of an item of a list.
pub(crate) fn name_of(
    item: &SchemaJson,
    key: &str,
    what: &str,
    at: usize,
    file: &str,
) -> Result<String, String> {
    match item.get(key).and_then(SchemaJson::text) {
        Some(name) => Ok(name.to_owned()),
        None => Err(format!(
            "{file:?} has {what} without a \"{key}\", at index {at}"
        )),
    }
}
