//! What a text of a schema file is to a field's type, where the type is one that the macro knows.

use std::borrow::Cow;

use proc_macro2::{Ident, Span};

use super::file::Says;
use crate::consts::{inside, inside_option, last_segment};
use crate::json::Json;
use crate::model::{Field, Takes};
use crate::number::Number;
use crate::types::Type;

/// What reading a text as a type gives, where the type is one that the macro knows.
pub(super) enum Read {
    Unknown,
    /// Nothing, and the field is required.
    Missing,
    Refused,
    /// With the number, where it is one.
    Value(Option<Number>),
}

pub(super) fn read(field: &Field, says: &Says) -> Read {
    let Takes::Native = &field.takes else {
        return Read::Unknown;
    };
    let inner = inside_option(&field.ty);
    let ty = inner.unwrap_or(&field.ty);
    let value = match says {
        // Null itself is no text either.
        Says::Null if field.is_required() && is_of_std(ty) => return Read::Missing,
        Says::Null => return Read::Unknown,
        // Whatever is in it, no primitive type takes it.
        Says::List | Says::Object => return read_as(ty, "[]", "[]"),
        Says::Text(value) => value,
    };
    let text = bare(value);
    // To a `char`, as to every text type, these are texts too.
    let is_spelt = last_segment(ty).is_some_and(|last| last.ident == "char");
    if inner.is_some() && (!is_spelt && matches!(&*text, "" | "None") || text == "null") {
        return Read::Unknown;
    }
    read_as(ty, &text, value)
}

/// Whether the type is a primitive one, or one of std's for texts or many values.
fn is_of_std(ty: &Type) -> bool {
    const NAMES: [&str; 9] = [
        "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "String", "PathBuf",
        "OsString",
    ];
    let is_named = last_segment(ty).is_some_and(|last| NAMES.iter().any(|name| last.ident == name));
    is_named || !matches!(read_as(ty, "null", "null"), Read::Unknown)
}

fn read_as(ty: &Type, text: &str, spelt: &str) -> Read {
    let Some(name) = last_segment(ty).map(|last| last.ident.to_string()) else {
        return Read::Unknown;
    };
    if let Some(number) = inside_nonzero(ty) {
        return match read_as(&number, text, spelt) {
            Read::Value(Some(Number::Integer(0))) => Read::Refused,
            read => read,
        };
    }
    let integer = |least: i128, most: u128| match whole(text) {
        Some((true, magnitude)) => match 0i128.checked_sub_unsigned(magnitude) {
            Some(number) if number >= least => Read::Value(Some(Number::Integer(number))),
            _ => Read::Refused,
        },
        // What only a `u128` holds is beyond what can be compared here.
        Some((false, number)) if number <= most => {
            Read::Value(i128::try_from(number).ok().map(Number::Integer))
        }
        _ => Read::Refused,
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
                Read::Value(None)
            } else {
                Read::Refused
            }
        }
        "char" if spelt.chars().count() == 1 && spelt != "\0" => {
            Read::Value(spelt.chars().next().map(Number::Char))
        }
        "char" => Read::Refused,
        _ => Read::Unknown,
    }
}

/// `u8` of `NonZero<u8>` and of `NonZeroU8`.
fn inside_nonzero(ty: &Type) -> Option<Type> {
    let last = last_segment(ty)?;
    match last.ident.to_string().strip_prefix("NonZero")? {
        "" => inside(last).cloned(),
        number => Some(Type::of([Ident::new(
            &number.to_lowercase(),
            Span::call_site(),
        )
        .into()])),
    }
}

/// A number that is too large for its type has become infinite.
fn float(text: &str, float: Option<f64>) -> Read {
    match float {
        Some(float) if float.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => {
            Read::Refused
        }
        Some(float) => Read::Value(Some(Number::Float(float))),
        None => Read::Refused,
    }
}

/// A text without white space around it and one layer of JSON quotes.
fn bare(text: &str) -> String {
    let text = text.trim();
    match Json::parse(text) {
        Ok(Json::Text(inner)) => inner.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// The text without its underscores; `None` where one is not between two digits.
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

/// A whole number as a sign and a magnitude, exactly, also as a float spells it: `256.0`, `1e18`.
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
