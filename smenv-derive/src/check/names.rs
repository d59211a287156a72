//! The names of a struct's hyperparameters: valid, and all different.

use proc_macro2::Span;
use smenv_shared::limits::MAX_NAME_LENGTH;
use smenv_shared::names::to_variable_case;
use smenv_shared::reserved::is_kept_by_launcher;

use crate::check::spelling::{NameKind, fault};
use crate::errors::Errors;
use crate::model::hyperparameters::HyperparametersModel;

pub(crate) fn check_names(model: &HyperparametersModel, errors: &mut Errors) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for field in model.values() {
        for (index, name) in field.names.iter().enumerate() {
            let (text, span) = (name.text.as_str(), name.span);
            // A field `_seed` may become `-seed`, which is the same name.
            let is_of_field = index == 0 && field.items.find("name").is_none();
            match fault(text, NameKind::Name).filter(|_| !is_of_field || text.is_empty()) {
                Some(fault) => errors.at(span, fault),
                None => check_name(text, span, errors),
            }
            check_unique("SM_HP_", (text, span), &mut seen, errors);
        }
    }
}

fn check_name(name: &str, span: Span, errors: &mut Errors) {
    let length = name.chars().count();
    if length > MAX_NAME_LENGTH {
        let message = format!(
            "SageMaker accepts names of at most {MAX_NAME_LENGTH} characters; this has {length}"
        );
        errors.at(span, message);
    } else if is_kept_by_launcher(name.as_bytes()) {
        let message = format!(
            "`{name}` is reserved by SageMaker, and never reaches the program: choose another name"
        );
        errors.at(span, message);
    }
}

/// Reports a name that is equal to one that was seen before, or has the same variable.
pub(crate) fn check_unique<'n>(
    variable_prefix: &str,
    (name, span): (&'n str, Span),
    seen: &mut Vec<(String, &'n str)>,
    errors: &mut Errors,
) {
    let folded = to_variable_case(name);
    match seen.iter().find(|(known, _)| *known == folded) {
        Some((_, first)) if *first == name => {
            errors.at(span, format!("duplicate name `{name}`"));
        }
        Some((_, first)) => {
            let message =
                format!("`{name}` collides with `{first}`: both map to {variable_prefix}{folded}");
            errors.at(span, message);
        }
        None => seen.push((folded, name)),
    }
}
