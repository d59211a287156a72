//! The fields that the entries of a schema file are for, and what messages say about both.

use smenv_shared::names::are_equivalent;
use smenv_shared::suggest::nearest;

use crate::model::field::{FieldModel, FieldRole};
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::schema_file::{FileValue, SchemaEntry, SchemaValue};
use crate::parse::range::RangeExpr;

/// Returns whether the entry has a name of the field.
pub(crate) fn is_of(entry: &SchemaEntry, field: &FieldModel) -> bool {
    field
        .names
        .iter()
        .any(|name| are_equivalent(&name.text, &entry.name))
}

/// Returns the name of a field that was probably meant.
pub(crate) fn suggestion<'m>(name: &str, model: &'m HyperparametersModel) -> Option<&'m str> {
    let names = model.values().flat_map(|field| &field.names);
    let names: Vec<&str> = names.map(|name| name.text.as_str()).collect();
    nearest(name, &names)
}

/// Returns what to do about a name that nothing has: write the nearest one, or else `otherwise`.
pub(crate) fn nearest_or(name: &str, names: &[&str], otherwise: &str) -> String {
    match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}

/// Returns whether something other than a field with this name may take it.
pub(crate) fn is_taken_elsewhere(name: &str, model: &HyperparametersModel) -> bool {
    model.allow_unknown || model.has_flattened() || is_of_rest(name, model)
}

/// Returns whether a `rest` map takes the name.
pub(crate) fn is_of_rest(name: &str, model: &HyperparametersModel) -> bool {
    let takes = |prefix: &str| match name.split_at_checked(prefix.len()) {
        Some((start, rest)) => {
            are_equivalent(start, prefix) && (prefix.is_empty() || !rest.is_empty())
        }
        None => false,
    };
    model
        .fields
        .iter()
        .any(|field| matches!(&field.role, FieldRole::Rest { prefix, .. } if takes(prefix)))
}

/// Returns the message for a name that no field has.
pub(crate) fn unknown(name: &str, file: &str, model: &HyperparametersModel) -> String {
    let hint = suggestion(name, model)
        .map(|near| format!(": did you mean `{near}`?"))
        .unwrap_or_default();
    format!("{file:?} has `{name}`, but no field takes it{hint}")
}

/// Returns the message for a value that the field cannot take. The value of a secret is not shown.
pub(crate) fn refusal(
    field: &FieldModel,
    entry: &SchemaEntry,
    SchemaValue { label, value, .. }: &SchemaValue,
    file: &str,
    reason: &str,
) -> String {
    let name = &entry.name;
    match value {
        FileValue::Text(text) if !field.is_secret => {
            format!("{label} {text:?} of `{name}` in {file:?} {reason}")
        }
        FileValue::List => format!("{label} of `{name}` in {file:?} is a list, which {reason}"),
        FileValue::Object => {
            format!("{label} of `{name}` in {file:?} is an object, which {reason}")
        }
        FileValue::Text(_) | FileValue::Null => {
            format!("{label} of `{name}` in {file:?} {reason}")
        }
    }
}

/// Returns the reason why a value outside the range is refused.
pub(crate) fn outside(range: &RangeExpr) -> String {
    format!("is outside the range `{}`", range.text())
}

/// How to renew a file that the program printed.
pub(crate) const ANEW: &str = "regenerate the file with `SMENV_IGNORE_SCHEMA=1 cargo run -- --describe training-specification`, \
                               or change the field";

/// How to renew a file that has something without a field.
pub(crate) const ANEW_WITHOUT_FIELD: &str = "regenerate the file with `SMENV_IGNORE_SCHEMA=1 cargo run -- --describe training-specification`";

/// Returns the reason why a bound that is not that of the range is refused.
pub(crate) fn differs_from(range: &RangeExpr) -> String {
    format!("differs from the range `{}`: {ANEW}", range.text())
}
