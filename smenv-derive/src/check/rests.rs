//! The `rest` maps of a struct: each name belongs to one of them.

use smenv_shared::limits::MAX_NAME_LENGTH;
use smenv_shared::names::to_variable_case;
use smenv_shared::reserved::is_reserved_ignore_case;

use crate::check::spelling::{NameKind, fault};
use crate::errors::Errors;
use crate::model::field::FieldRole;
use crate::model::hyperparameters::HyperparametersModel;
use crate::parse::value::AttrValue;

pub(crate) fn check_rests(model: &HyperparametersModel, errors: &mut Errors) {
    let mut seen: Vec<(&str, String)> = Vec::new();
    for field in &model.fields {
        let FieldRole::Rest { prefix, .. } = &field.role else {
            continue;
        };
        let folded = to_variable_case(prefix);
        let value = field.items.value("prefix");
        match (value, seen.iter().find(|(_, known)| *known == folded)) {
            (None, Some(_)) => {
                let message = "only one field can take the rest: give the others a `prefix`, such as `prefix = \"rl.\"`";
                errors.on(&field.ident, message);
            }
            (Some(value), Some((first, _))) if !prefix.is_empty() => {
                let message = format!(
                    "the prefixes {first:?} and {prefix:?} are equal (`-`, `_` and case do not count): each map needs its own"
                );
                errors.on(value, message);
            }
            _ => {}
        }
        seen.push((prefix, folded));
        // A value that is not a string is reported already.
        if let Some(value) = value.filter(|value| value.text().is_some()) {
            check_prefix(model, prefix, value, errors);
        }
    }
}

fn check_prefix(
    model: &HyperparametersModel,
    prefix: &str,
    value: &AttrValue,
    errors: &mut Errors,
) {
    if prefix.is_empty() {
        let message = "every name begins with an empty prefix: remove `prefix`";
        errors.on(value, message);
    } else if let Some(fault) = fault(prefix, NameKind::Prefix) {
        errors.on(value, fault);
    } else if prefix.chars().count() >= MAX_NAME_LENGTH {
        let message = format!(
            "SageMaker accepts names of at most {MAX_NAME_LENGTH} characters: shorten the prefix"
        );
        errors.on(value, message);
    } else if is_reserved_ignore_case(prefix.as_bytes()) {
        let message = format!(
            "names with the prefix `{prefix}` are reserved by SageMaker, and never reach the program: choose another prefix"
        );
        errors.on(value, message);
    } else {
        check_other_names(model, prefix, errors);
    }
}

/// Reports fields whose name begins with the prefix of a map: they would take it out of the map.
fn check_other_names(model: &HyperparametersModel, prefix: &str, errors: &mut Errors) {
    let folded = to_variable_case(prefix);
    for name in model.values().flat_map(|field| &field.names) {
        if to_variable_case(&name.text).starts_with(&folded) {
            let message = format!(
                "`{}` begins with {prefix:?}, the prefix of a `rest` map (`-`, `_` and case do not count): rename the field, or give the map another prefix",
                name.text
            );
            errors.at(name.span, message);
        }
    }
}
