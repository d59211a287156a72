//! Reads values of a schema file as the type of a field, if the macro knows the type.

use std::borrow::Cow;

use proc_macro2::{Ident, Span};

use crate::model::field::FieldModel;
use crate::model::schema_file::FileValue;
use crate::parse::number::Number;
use crate::shared_copies::json::Json;
use crate::syntax::types::Type;

/// A value of the file, read as the type of a field.
pub(crate) enum Reading {
    /// The macro cannot tell.
    Unknown,
    /// Null, though the field is required.
    Missing,
    Invalid,
    /// With the number, if it is one.
    Valid(Option<Number>),
}

pub(crate) fn read(field: &FieldModel, value: &FileValue) -> Reading {
    if !field.is_native() {
        return Reading::Unknown;
    }
    let is_option = field.ty.inside_option().is_some();
    let ty = field.value_type();
    let value = match value {
        FileValue::Null if field.is_required() && is_of_std(ty) => return Reading::Missing,
        FileValue::Null => return Reading::Unknown,
        // No primitive type takes it, whatever its items are.
        FileValue::List | FileValue::Object => return read_as(ty, "[]", "[]"),
        FileValue::Text(value) => value,
    };
    let text = bare(value);
    // A `char`, like every text type, takes these as text.
    let is_absent = text == "null" || !ty.is_char() && matches!(&*text, "" | "None");
    if is_option && is_absent {
        return Reading::Unknown;
    }
    read_as(ty, &text, value)
}

/// Returns whether the type is a primitive one, or one of std's for text or several values.
fn is_of_std(ty: &Type) -> bool {
    ty.is_named(&[
        "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "String", "PathBuf",
        "OsString",
    ]) || !matches!(read_as(ty, "null", "null"), Reading::Unknown)
}

/// Reads `text`, which is `source` without quotes and the white space around it.
fn read_as(ty: &Type, text: &str, source: &str) -> Reading {
    let Some(name) = ty.name().map(|last| last.ident.to_string()) else {
        return Reading::Unknown;
    };
    if let Some(number) = inside_nonzero(ty) {
        return match read_as(&number, text, source) {
            Reading::Valid(Some(Number::Integer(0))) => Reading::Invalid,
            read => read,
        };
    }
    let integer = |least: i128, most: u128| match whole(text) {
        Some((true, magnitude)) => match 0i128.checked_sub_unsigned(magnitude) {
            Some(number) if number >= least => Reading::Valid(Some(Number::Integer(number))),
            _ => Reading::Invalid,
        },
        // A number that needs a `u128` cannot be compared here.
        Some((false, number)) if number <= most => {
            Reading::Valid(i128::try_from(number).ok().map(Number::Integer))
        }
        _ => Reading::Invalid,
    };
    match name.as_str() {
        "u8" => integer(0, u8::MAX.into()),
        "u16" => integer(0, u16::MAX.into()),
        "u32" => integer(0, u32::MAX.into()),
        "u64" | "usize" => integer(0, u64::MAX.into()),
        "i8" => integer(i8::MIN.into(), i8::MAX as u128),
        "i16" => integer(i16::MIN.into(), i16::MAX as u128),
        "i32" => integer(i32::MIN.into(), i32::MAX as u128),
        "i64" | "isize" => integer(i64::MIN.into(), i64::MAX as u128),
        "i128" => integer(i128::MIN, i128::MAX as u128),
        "u128" => integer(0, u128::MAX),
        "f32" => float(
            text,
            without_underscores(text)
                .and_then(|text| text.parse::<f32>().ok())
                .map(f64::from),
        ),
        "f64" => float(
            text,
            without_underscores(text).and_then(|text| text.parse().ok()),
        ),
        "bool" => {
            const WORDS: [&str; 13] = [
                "true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0", "-0",
            ];
            if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
                Reading::Valid(None)
            } else {
                Reading::Invalid
            }
        }
        "char" if source.chars().count() == 1 && source != "\0" => {
            Reading::Valid(source.chars().next().map(Number::Char))
        }
        "char" => Reading::Invalid,
        _ => Reading::Unknown,
    }
}

/// Returns `u8` of `NonZero<u8>` and of `NonZeroU8`.
fn inside_nonzero(ty: &Type) -> Option<Type> {
    let last = ty.name()?;
    match last.ident.to_string().strip_prefix("NonZero")? {
        "" => last.inside().cloned(),
        number => Some(Type::of([Ident::new(
            &number.to_lowercase(),
            Span::call_site(),
        )
        .into()])),
    }
}

/// Rejects a number that is too large for its type: it was parsed as infinity.
fn float(text: &str, float: Option<f64>) -> Reading {
    match float {
        Some(float) if float.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => {
            Reading::Invalid
        }
        Some(float) => Reading::Valid(Some(Number::Float(float))),
        None => Reading::Invalid,
    }
}

/// Removes the white space around a text, and one layer of JSON quotes.
fn bare(text: &str) -> String {
    let text = text.trim();
    match Json::parse(text) {
        Ok(Json::Text(inner)) => inner.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// Removes the underscores; `None` if one is not between two digits.
fn without_underscores(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let is_between_digits = |at: usize| is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
    text.match_indices('_')
        .all(|(at, _)| is_between_digits(at))
        .then(|| Cow::Owned(text.replace('_', "")))
}

/// Parses a whole number exactly, as a sign and a magnitude. It may be written as a float: `256.0`,
/// `1e18`.
fn whole(text: &str) -> Option<(bool, u128)> {
    let text = without_underscores(text)?;
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.contains(|digit: char| !digit.is_ascii_digit()) {
        return None;
    }
    let exponent: i64 = exponent.parse().ok()?;
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, 0));
    }
    let zeros = digits.len() as i64 - significant.len() as i64;
    let shift = exponent.checked_add(zeros - fraction.len() as i64)?;
    let factor = 10u128.checked_pow(u32::try_from(shift).ok()?)?;
    Some((
        is_negative,
        significant.parse::<u128>().ok()?.checked_mul(factor)?,
    ))
}
