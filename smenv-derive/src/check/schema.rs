//! `#[sm(schema = "hyperparameters.json")]`: the struct against a file that is checked in. Names of
//! flattened structs and ranges with constants are left to the compiler, see `expand/schema.rs`.

use std::cmp::Ordering;

use smenv_shared::floats::{below_f32, below_f64};
use smenv_shared::reserved::is_reserved_ignore_case;

use crate::errors::Errors;
use crate::model::field::FieldModel;
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::range_constants::RangeConstants;
use crate::model::schema_fields::{
    ANEW, differs_from, is_of, is_taken_elsewhere, outside, refusal, suggestion, unknown,
};
use crate::model::schema_file::{SchemaBound, SchemaEntry, SchemaFile, SchemaValue};
use crate::model::schema_reading::{Reading, read};
use crate::parse::number::Number;
use crate::parse::range::RangeExpr;
use crate::parse::value::AttrValue;
use crate::syntax::text::source_text;

pub(crate) fn check_schema(schema: &SchemaFile, model: &HyperparametersModel, errors: &mut Errors) {
    for entries in &schema.jobs {
        check_repeated(entries, schema, model, errors);
        // The compiler compares all of a printed specification: it knows more than the macro.
        if schema.printed.is_some() {
            continue;
        }
        check_entries(entries, schema, model, errors);
        check_missing(entries, schema, model, errors);
    }
}

/// Reports entries that are the same, or names of the same field.
fn check_repeated(
    entries: &[SchemaEntry],
    schema: &SchemaFile,
    model: &HyperparametersModel,
    errors: &mut Errors,
) {
    let file = schema.name();
    for (index, entry) in entries.iter().enumerate() {
        let field = model.values().find(|field| is_of(entry, field));
        let is_same = |other: &&SchemaEntry| {
            other.name == entry.name || field.is_some_and(|field| is_of(other, field))
        };
        let Some(other) = entries[..index].iter().find(is_same) else {
            continue;
        };
        let (a, b) = (&other.name, &entry.name);
        match field {
            _ if a == b => errors.on(&schema.literal, format!("duplicate `{a}` in {file:?}")),
            // A job may give one value under two names.
            Some(field) if entry.text().is_none() || other.text() != entry.text() => {
                let message = format!(
                    "{file:?} has both `{a}` and `{b}`, which are names of one field: `{}`",
                    field.name()
                );
                errors.on(&schema.literal, message);
            }
            _ => {}
        }
    }
}

/// Reports entries that no field takes, and values that a field cannot take.
fn check_entries(
    entries: &[SchemaEntry],
    schema: &SchemaFile,
    model: &HyperparametersModel,
    errors: &mut Errors,
) {
    let file = schema.name();
    for entry in entries {
        match model.values().find(|field| is_of(entry, field)) {
            Some(field) => {
                check_values(field, entry, &file, errors);
                check_required(field, entry, &file, errors);
            }
            None if is_taken_elsewhere(&entry.name, model)
                || is_reserved_ignore_case(entry.name.as_bytes()) => {}
            None => errors.on(&schema.literal, unknown(&entry.name, &file, model)),
        }
    }
}

/// Reports required fields that have no entry.
fn check_missing(
    entries: &[SchemaEntry],
    schema: &SchemaFile,
    model: &HyperparametersModel,
    errors: &mut Errors,
) {
    let file = schema.name();
    let is_unknown = |entry: &&SchemaEntry| {
        !model.values().any(|field| is_of(entry, field)) && !is_taken_elsewhere(&entry.name, model)
    };
    let suggested: Vec<&str> = entries
        .iter()
        .filter(is_unknown)
        .filter_map(|entry| suggestion(&entry.name, model))
        .collect();
    for field in model.values() {
        let is_there = entries.iter().any(|entry| is_of(entry, field));
        // The unknown name is reported already, with this one as its correction.
        let is_misspelled = field
            .names
            .iter()
            .any(|name| suggested.contains(&name.text.as_str()));
        if field.is_required() && !is_there && !is_misspelled {
            let message = format!(
                "`{}` is required, but missing from {file:?}: add it there, or give it a `default` here",
                field.name()
            );
            errors.on(&field.ident, message);
        }
    }
}

/// Reports a required field whose hyperparameter SageMaker does not require.
fn check_required(field: &FieldModel, entry: &SchemaEntry, file: &str, errors: &mut Errors) {
    if entry.is_optional && field.is_required() {
        let message = format!(
            "`{}` is required here, but {file:?} gives it `\"IsRequired\": false` and no `DefaultValue`: make \
             the field an `Option`, or give it a `default`",
            entry.name
        );
        errors.on(&field.ident, message);
    }
}

/// Reports values of the entry that the field cannot take.
fn check_values(field: &FieldModel, entry: &SchemaEntry, file: &str, errors: &mut Errors) {
    let ty = field.value_type();
    if field.tunable.is_some() && entry.is_tunable == Some(false) {
        let message = format!(
            "`{}` is tunable here, but {file:?} gives it `\"IsTunable\": false`; {ANEW}",
            entry.name
        );
        errors.on(&field.ident, message);
    }
    if entry.is_continuous && field.is_native() && ty.is_integral() {
        let (has, remedy) = match entry.is_tunable {
            Some(_) => ("gives it `\"Type\": \"Continuous\"`", ANEW),
            None => (
                "has a continuous range for it",
                "move it to \"IntegerParameterRanges\"",
            ),
        };
        let message = format!(
            "`{}` is a `{}`, but {file:?} {has}: {remedy}",
            entry.name,
            source_text(ty)
        );
        return errors.on(&field.ident, message);
    }
    if entry.is_integer && field.is_native() && ty.is_float() {
        let message = format!(
            "`{}` is a `{}`, but {file:?} gives it `\"Type\": \"Integer\"`: {ANEW}",
            entry.name,
            source_text(ty)
        );
        return errors.on(&field.ident, message);
    }
    for value in &entry.values {
        if let Some(reason) = reason_to_refuse(field, value) {
            errors.on(&field.ident, refusal(field, entry, value, file, &reason));
        }
    }
}

/// Returns why the field cannot take the value, if the macro can tell: it knows primitive types,
/// and literals as bounds.
fn reason_to_refuse(field: &FieldModel, value: &SchemaValue) -> Option<String> {
    let number = match read(field, &value.value) {
        Reading::Unknown => return None,
        Reading::Missing => return Some("is null, but the field is required".to_owned()),
        Reading::Invalid => {
            let ty = source_text(field.value_type());
            return Some(format!("is not a valid `{ty}`"));
        }
        Reading::Valid(number) => number?,
    };
    let range = field.range.as_ref()?;
    if RangeConstants::of(field).is_some() {
        return None;
    }
    let is_f32 = field.value_type().is_f32();
    let is_bound = |bound| is_bound(number, bound, range, is_f32);
    match value.bound.map(is_bound) {
        Some(true) => None,
        _ if is_outside(number, range, is_f32) => Some(outside(range)),
        Some(false) => Some(differs_from(range)),
        None => None,
    }
}

/// Returns whether the number is that bound of the range, or the range has no such bound. The
/// greatest value below an upper bound that is excluded is one, too.
fn is_bound(number: Number, bound: SchemaBound, range: &RangeExpr, is_f32: bool) -> bool {
    let end = match bound {
        SchemaBound::Min => &range.min,
        SchemaBound::Max => &range.max,
    };
    let Some(end) = end.as_ref().and_then(AttrValue::number) else {
        return true;
    };
    let end = if is_f32 { as_f32(end) } else { end };
    if compare(number, end) == Some(Ordering::Equal) {
        return true;
    }
    let is_excluded = bound == SchemaBound::Max && !range.is_closed();
    is_excluded
        && match (number, end) {
            (Number::Integer(number), Number::Integer(end)) => number.checked_add(1) == Some(end),
            (Number::Float(number), Number::Float(end)) if is_f32 => {
                below_f32(end as f32) == number as f32
            }
            (Number::Float(number), Number::Float(end)) => below_f64(end) == number,
            _ => false,
        }
}

/// Returns whether the number is outside the range. Nothing is outside an empty range, which is a
/// mistake that is reported already.
fn is_outside(number: Number, range: &RangeExpr, is_f32: bool) -> bool {
    let bound = |bound: &Option<AttrValue>| {
        let number = bound.as_ref()?.number()?;
        Some(if is_f32 { as_f32(number) } else { number })
    };
    let (min, max) = (bound(&range.min), bound(&range.max));
    let is_above = |number: Number, max: Number| match compare(number, max) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => !range.is_closed(),
        _ => false,
    };
    let is_empty = min.zip(max).is_some_and(|(min, max)| is_above(min, max));
    let is_nan = matches!(number, Number::Float(float) if float.is_nan());
    let is_below = min.is_some_and(|min| compare(number, min) == Some(Ordering::Less));
    !is_empty && (is_nan || is_below || max.is_some_and(|max| is_above(number, max)))
}

/// Compares a value with a bound; that of a float may be written as a whole number.
fn compare(value: Number, bound: Number) -> Option<Ordering> {
    match (value, bound) {
        (Number::Float(value), Number::Integer(bound)) => value.partial_cmp(&(bound as f64)),
        _ => value.compare(bound),
    }
}

/// Rounds a bound to the nearest `f32`.
fn as_f32(bound: Number) -> Number {
    match bound {
        Number::Float(bound) => Number::Float((bound as f32).into()),
        Number::Integer(bound) => Number::Float((bound as f32).into()),
        bound @ Number::Char(_) => bound,
    }
}
