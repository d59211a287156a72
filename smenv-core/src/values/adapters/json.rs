//! `#[sm(json)]`: anything that serde can read and write.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, Token};
use smenv_shared::json::write::write_json_string;

use crate::faults::invalid_json;
use crate::values::literal;
use crate::values::quote::in_one_line;
use crate::values::raw_value::RawValue;
use crate::values::remedy::remedy::Remedy;
use crate::values::value_error::ValueError;

/// A field of type `T`. For an `Option` its `IS_OPTION` is the inherent constant, for any other
/// type that of [`NotOption`].
#[derive(Debug)]
pub struct JsonField<T>(PhantomData<T>);

impl<T> JsonField<Option<T>> {
    /// Whether the type is an `Option`.
    pub const IS_OPTION: bool = true;
}

/// A field that is not an `Option` itself.
pub trait NotOption {
    /// Whether the type is an `Option`.
    const IS_OPTION: bool = false;
}

impl<T> NotOption for JsonField<T> {}

/// Returns the value of an absent `Option`.
pub(crate) fn absent_option<T: DeserializeOwned>() -> Option<T> {
    serde_json::from_str("null").ok()
}

/// Returns the value of any other absent type, if it has one. A type may contain an `Option`, as
/// `Box<Option<_>>` does: then null is absence. For serde_json's `Value` null is a value like others.
pub(crate) fn absent<T: DeserializeOwned>() -> Option<T> {
    let absent = serde_json::from_str("null").ok()?;
    let is_any = ["{}", "[]", "\"\"", "true", "0"]
        .into_iter()
        .all(reads::<T>);
    if is_any { None } else { Some(absent) }
}

/// Decodes an `Option`.
pub(crate) fn decode_option<T: DeserializeOwned>(raw: RawValue<'_>) -> Result<T, ValueError> {
    decode_or(raw, absent_option)
}

/// Decodes any other type.
pub(crate) fn decode<T: DeserializeOwned>(raw: RawValue<'_>) -> Result<T, ValueError> {
    decode_or(raw, absent)
}

/// Decodes JSON; if the text is not JSON, Python's `repr` of a dict or a list, or a JSON string that
/// lost its quotes on the way. An empty text, `None` and `null` are absence.
fn decode_or<T: DeserializeOwned>(
    raw: RawValue<'_>,
    absent: fn() -> Option<T>,
) -> Result<T, ValueError> {
    let from_str = |json: &str| serde_json::from_str::<T>(json);
    let text = raw.text()?;
    if matches!(text.trim(), "" | "None" | "null") {
        if let Some(absent) = absent() {
            return Ok(absent);
        }
    }
    from_str(&text).or_else(|mut error| {
        // One extra layer of quotes comes off.
        let token = scanner::parse(&text);
        let is_number = token.is_some_and(|token| token.kind == Kind::Number);
        let content = token
            .filter(|token| token.kind.is_string())
            .and_then(|token| token.decoded().ok());
        if let Some(Ok(value)) = content.as_deref().map(from_str) {
            return Ok(value);
        }
        // What the SDK's plain estimator sends for a dict or a list is not JSON, but Python's.
        let literal = content.as_deref().unwrap_or(&text);
        let mut of_python = literal::to_json(literal).map(|json| from_str(&json));
        let is_nested = of_python.is_some() && literal.trim_start().starts_with(['{', '[', '(']);
        if is_nested {
            match of_python.take() {
                Some(Err(of_nested)) => error = of_nested,
                Some(Ok(value)) => return Ok(value),
                None => {}
            }
        }
        let looks_nested = literal.trim_start().starts_with(['{', '[']);
        // What somebody wrote as a list, an object or a number is a text only to what takes nothing
        // else.
        let as_string = match (looks_nested || is_nested) && takes_nested::<T>() {
            true => None,
            false => Some(from_str(&quoted(&text)))
                .filter(|read| !(read.is_ok() && is_number && takes_number::<T>())),
        };
        let is_no_text = as_string.is_none();
        match (as_string, of_python) {
            // And `True`, where texts are not taken.
            (Some(Ok(value)), _) | (_, Some(Ok(value))) => Ok(value),
            (as_string, _) => {
                let is_broken = looks_nested && !is_nested || is_number && is_no_text;
                let error = without_place(error.to_string());
                let known = Some(literal).filter(|_| is_broken).and_then(broken);
                if let Some((reason, remedy)) =
                    known.or_else(|| beyond_limit(&error).filter(|_| is_no_text))
                {
                    let instead = Some(remedy.to_owned());
                    return Err(ValueError::new(reason).with_remedy(Remedy {
                        instead,
                        ..Remedy::default()
                    }));
                }
                // The error of parsing the text as JSON is usually the more useful of the two.
                let of_string = as_string
                    .and_then(Result::err)
                    .filter(|_| !is_nested && !tells_more(&error, &text));
                Err(ValueError::new(
                    of_string.map_or(error, |error| without_place(error.to_string())),
                ))
            }
        }
    })
}

/// Returns whether a type reads lists or objects, even if it refuses empty ones.
#[cold]
fn takes_nested<T: DeserializeOwned>() -> bool {
    // serde's message for a value of the wrong kind starts like this.
    let is_other_kind = |error: serde_json::Error| error.to_string().starts_with("invalid type: ");
    ["{}", "[]"].into_iter().any(|json| {
        !serde_json::from_str::<T>(json)
            .err()
            .is_some_and(is_other_kind)
    })
}

/// Returns whether a type reads numbers.
#[cold]
fn takes_number<T: DeserializeOwned>() -> bool {
    ["0", "1", "0.5"].into_iter().any(reads::<T>)
}

fn reads<T: DeserializeOwned>(json: &str) -> bool {
    serde_json::from_str::<T>(json).is_ok()
}

const NO_NUMBER: &str = "write a finite number, or `null`";

/// Explains serde_json's error for JSON beyond its limits, and what to write instead.
#[cold]
fn beyond_limit(error: &str) -> Option<(String, &'static str)> {
    let (reason, remedy) = match error {
        "number out of range" => (
            "a number is out of range",
            "write a number that a 64-bit float can hold",
        ),
        "recursion limit exceeded" => (
            "it is nested too deeply",
            "nest lists and objects at most 127 deep",
        ),
        _ => return None,
    };
    Some((reason.to_owned(), remedy))
}

/// Explains why a text is not a list, an object or a number, and what to write instead.
#[cold]
fn broken(text: &str) -> Option<(String, &'static str)> {
    if let Some(name) = invalid_json::number_of_python(text) {
        return Some((format!("JSON has no `{name}`"), NO_NUMBER));
    }
    let (reason, remedy) = invalid_json::of_value(text)?;
    // Single quotes are valid in Python's literals, so they are not the mistake.
    if text.contains('\'') {
        return Some((
            "it is neither JSON nor a Python literal".to_owned(),
            "write it as JSON, with double quotes",
        ));
    }
    let remedy = match remedy {
        "write `NaN`" | "write `Infinity`" => NO_NUMBER,
        "write the name in double quotes" | "write the text in double quotes"
            if !text.contains('"') =>
        {
            "write it as JSON, with double quotes (the shell of SDK v3's driver removes single ones)"
        }
        remedy => remedy,
    };
    Some((reason, remedy))
}

/// Returns whether the error of the JSON value is more useful than that of the same text as a
/// string: somebody meant more than a string.
#[inline]
fn tells_more(error: &str, text: &str) -> bool {
    // Not what only Python reads: `NaN`, `Infinity`, half a character.
    let is_json = |token: Token<'_>| match token.kind {
        Kind::Number => token.text.ends_with(|last: char| last.is_ascii_digit()),
        _ => token.decoded().is_ok(),
    };
    // The whole error for a number in place of the name of a variant.
    let says_little = error == "expected value";
    text.trim_start().starts_with(['{', '['])
        || !says_little && scanner::parse(text).is_some_and(is_json)
}

/// Removes the position from an error of serde_json: the message shows the value, which is one line.
#[inline]
fn without_place(error: String) -> String {
    let is_place = |place: &str| {
        let numbers = place.split_once(" column ");
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        numbers.is_some_and(|(line, column)| is_number(line) && is_number(column))
    };
    match error.rsplit_once(" at line ") {
        Some((reason, place)) if is_place(place) => reason.to_owned(),
        _ => error,
    }
}

/// Encodes a value as the JSON to send; `None` for null.
pub(crate) fn encode<T: Serialize>(value: &T) -> Option<String> {
    // serde_json fails on a map whose keys are not strings, which cannot have come from a
    // hyperparameter either.
    let text = serde_json::to_string(value).ok();
    text.filter(|text| text != "null").map(quoted_if_ambiguous)
}

/// Adds a second layer of quotes to a string that would be read as something else without the first,
/// which producers remove.
fn quoted_if_ambiguous(text: String) -> String {
    let content = scanner::parse(&text).filter(|token| token.kind.is_string());
    let reads_as_something_else = |content: Cow<'_, str>| {
        let trimmed = content.trim();
        scanner::parse(&content).is_some()
            || matches!(trimmed, "" | "None" | "null")
            || trimmed.starts_with(['{', '['])
            || trimmed.starts_with('(') && literal::to_json(trimmed).is_some()
    };
    match content.and_then(|token| token.decoded().ok()) {
        Some(content) if reads_as_something_else(content.clone()) => quoted(&text),
        _ => in_one_line(text),
    }
}

#[inline]
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 4);
    write_json_string(text, &mut quoted);
    quoted
}
