//! `#[sm(json)]`: anything that serde knows.

use std::borrow::Cow;

use serde_core::de::value::Error as ValueError;
use serde_core::de::{DeserializeOwned, Deserializer, Visitor};
use serde_core::{Serialize, forward_to_deserialize_any};

use super::text::write_json_string;
use crate::Raw;
use crate::error::Invalid;
use crate::python_json;

/// What `#[sm(json)]` reads and writes.
#[diagnostic::on_unimplemented(
    message = "`#[sm(json)]` needs serde's `Deserialize` and `Serialize` on `{Self}`",
    label = "reads by `Deserialize`, without borrowing, and writes by `Serialize`",
    note = "for a type of your own add `#[derive(serde::Deserialize, serde::Serialize)]`"
)]
pub trait JsonValue: DeserializeOwned + Serialize {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Serialize> JsonValue for T {}

/// Reads JSON; where the text is none, a JSON string that lost its quotes on the way. What is spelt like nothing is absence.
pub(crate) fn json_from_raw<T: DeserializeOwned>(raw: Raw<'_>) -> Result<T, Invalid> {
    let text = raw.text()?;
    if matches!(text.trim(), "" | "None" | "null") {
        if let Some(absent) = json_absent() {
            return Ok(absent);
        }
    }
    serde_json::from_str(&text).or_else(|error| {
        // One extra layer of quotes comes off.
        let string = python_json::loads(&text).filter(|token| token.kind.is_string());
        if let Some(Ok(content)) = string.map(|token| token.decoded()) {
            if let Ok(value) = serde_json::from_str(&content) {
                return Ok(value);
            }
        }
        let mut string = String::with_capacity(text.len() + 2);
        write_json_string(&text, &mut string);
        // Of the two errors, that of what the text is tells more.
        let is_json = !error.is_syntax() && !error.is_eof() || text.trim_start().starts_with(['{', '[']);
        serde_json::from_str(&string)
            .map_err(|as_string| Invalid::new(reason(if is_json { &error } else { &as_string })))
    })
}

/// What serde_json says, without the place: a value is one line, and is shown.
fn reason(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    error.to_string().replace(&place, "")
}

/// The JSON that leaves; `None` for null. Producers take one layer of quotes off a string: one that would then be read as
/// something else has two.
pub(crate) fn json_to_text<T: Serialize>(value: &T) -> Option<String> {
    // Serde fails where a map's keys are no strings; such a value cannot have come from a hyperparameter either.
    let text = serde_json::to_string(value).ok().filter(|text| text != "null")?;
    let content = python_json::loads(&text).filter(|token| token.kind.is_string());
    let reads_as_something_else = |content: Cow<'_, str>| {
        python_json::loads(&content).is_some() || matches!(content.trim(), "" | "None" | "null")
    };
    match content.and_then(|token| token.decoded().ok()) {
        Some(content) if reads_as_something_else(content.clone()) => {
            let mut quoted = String::with_capacity(text.len() + 4);
            write_json_string(&text, &mut quoted);
            Some(quoted)
        }
        _ => Some(text),
    }
}

/// What absence means: what serde takes a missing field for, which is `None` for an `Option`.
pub(crate) fn json_absent<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(MissingField).ok()
}

struct MissingField;

impl<'de> Deserializer<'de> for MissingField {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ValueError> {
        Err(serde_core::de::Error::custom("missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
