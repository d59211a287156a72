//! Rules across the items of a field.

use proc_macro2::Span;
use syn::LitStr;

use crate::check::range::check_range;
use crate::check::spelling::{NameKind, fault};
use crate::errors::Errors;
use crate::model::field::{FieldModel, FieldRole, ValueFormat};

pub(crate) fn check_field(field: &FieldModel, errors: &mut Errors) {
    check_role(field, errors);
    if let Some(delimiter) = &field.delimiter {
        check_delimiter(field, delimiter, errors);
    }
    if let FieldRole::Rest { format, .. } = &field.role {
        // With the native format the compiler reports this itself, and only once.
        if !matches!(format, ValueFormat::Native) && field.ty.is_not_a_map() {
            let message = "`rest` takes a map of names to values: write `BTreeMap<String, T>` or `HashMap<String, T>`";
            errors.on(&field.ty, message);
        }
    }
    check_json(field, errors);
    check_tuning(field, errors);
    if let Some(range) = &field.range {
        check_range(field, range, errors);
    }
    if let FieldRole::Flatten { prefix } = &field.role {
        check_flattened(field, prefix, errors);
    }
}

/// Reports items that have no meaning for the role of the field.
fn check_role(field: &FieldModel, errors: &mut Errors) {
    if let Some(role) = field.role.key() {
        for key in [
            "name",
            "alias",
            "range",
            "validate",
            "secret",
            "tunable",
            "scale",
            "default",
            "delimiter",
        ] {
            // A skipped field may have a default other than that of its type.
            let is_allowed = role == "skip" && key == "default";
            if let (Some(span), false) = (field.items.flag(key), is_allowed) {
                let hint = match role {
                    "flatten" => "put it on the fields of the flattened struct",
                    "rest" => "the map holds what no field describes",
                    _ => "the field is not a hyperparameter",
                };
                errors.at(
                    span,
                    format!("`{key}` has no meaning with `{role}`: {hint}"),
                );
            }
        }
    }
    let can_have_prefix = matches!(
        field.role,
        FieldRole::Flatten { .. } | FieldRole::Rest { .. }
    );
    if let (Some(span), false) = (field.items.flag("prefix"), can_have_prefix) {
        errors.at(span, "`prefix` requires `flatten` or `rest`");
    }
}

fn check_delimiter(field: &FieldModel, delimiter: &LitStr, errors: &mut Errors) {
    let text = delimiter.value();
    if text.is_empty() {
        errors.on(
            delimiter,
            "a delimiter cannot be empty: write `delimiter = \" \"` for items that are separated by blanks",
        );
    } else if text.contains(['[', ']', '(', ')', '{', '}', '"', '\'', '\\']) {
        errors.on(
            delimiter,
            "a delimiter cannot contain brackets, quotes or a backslash: `[…]` and `\"…\"` are read as JSON",
        );
    }
    let span = field.items.flag("delimiter");
    let span = span.unwrap_or_else(Span::call_site);
    match field.format() {
        Some(ValueFormat::Json(_)) => errors.at(
            span,
            "`delimiter` cannot be combined with `json`, which reads JSON lists: remove one of them",
        ),
        Some(ValueFormat::With(_)) => errors.at(
            span,
            "`delimiter` cannot be combined with `with`: let the module's `from_text` split the text",
        ),
        _ => {}
    }
}

fn check_json(field: &FieldModel, errors: &mut Errors) {
    let format = match &field.role {
        FieldRole::Value(format) | FieldRole::Rest { format, .. } => Some(format),
        FieldRole::Flatten { .. } | FieldRole::Skip => None,
    };
    // The unit tests expand `json` without a runtime.
    if let (Some(ValueFormat::Json(key)), false) = (format, cfg!(any(feature = "serde", test))) {
        let message =
            "`json` needs the feature `serde` of smenv: add it to smenv's features in Cargo.toml";
        errors.at(*key, message);
    }
    let Some(ValueFormat::Json(_)) = field.format() else {
        return;
    };
    if let Some(span) = field.items.flag("range") {
        let message = "`range` cannot be combined with `json`: use `validate = function`";
        errors.at(span, message);
    }
    if let Some(span) = field.tunable {
        let message = "`tunable` cannot be combined with `json`: a tuner needs a range of numbers or a closed set of values";
        errors.at(span, message);
    }
}

fn check_tuning(field: &FieldModel, errors: &mut Errors) {
    if let Some((_, span)) = field.scale {
        if field.tunable.is_none() {
            let message = "`scale` sets how a tuner searches the range: add `tunable`";
            errors.at(span, message);
        } else if field.items.find("range").is_none() {
            let message = "`scale` sets how a tuner searches a range: add `range = min..=max`, or remove `scale`";
            errors.at(span, message);
        }
    }
    if let (Some(span), Some(range)) = (field.tunable, &field.range) {
        if range.min.is_none() || range.max.is_none() {
            let message = "a tuner needs both bounds of the range: write `range = min..=max`";
            errors.at(span, message);
        }
    }
}

/// Reports flattened types that the compiler would only report by the trait that they do not
/// implement.
fn check_flattened(field: &FieldModel, prefix: &str, errors: &mut Errors) {
    if let Some(fault) = fault(prefix, NameKind::Prefix) {
        errors.on(field.items.value("prefix"), fault);
    }
    let message = if field.ty.inside_option().is_some() {
        "`flatten` takes a struct, not an `Option`: make its fields `Option`s instead"
    } else if field.ty.is_map() && field.ty.is_plain_value() {
        "`flatten` takes a struct, not a map: write `rest` for a map of the hyperparameters that no field takes"
    } else if field.ty.is_plain_value() {
        "`flatten` takes a struct that derives `SmHyperparameters`; this type is a value: remove `flatten`"
    } else {
        return;
    };
    errors.on(&field.ty, message);
}
