//! What one place reports about a fact, and how such a value is read.

use smenv_shared::json::token::{Kind, Token};
use smenv_shared::json::value::Json;

use crate::error::problem::Origin;

/// A value that was found for a fact, and its origin.
pub(crate) struct Statement {
    pub(crate) value: OwnedJson,
    pub(crate) origin: Origin,
    /// The key of the value, if it was found in an object.
    pub(crate) key: Option<&'static str>,
}

impl Statement {
    #[inline]
    pub(crate) fn json(&self) -> Json<'_> {
        self.value.json()
    }

    /// Returns the value as it is written in its JSON text.
    #[inline]
    pub(crate) fn source_text(&self) -> String {
        let text = &self.value.text;
        if self.value.kind.is_string() {
            format!("\"{text}\"")
        } else {
            text.clone()
        }
    }
}

/// A JSON value that owns its text.
#[derive(Clone)]
pub(crate) struct OwnedJson {
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

impl OwnedJson {
    #[inline]
    pub(crate) fn of(token: Token<'_>) -> Self {
        OwnedJson {
            text: token.text.to_owned(),
            kind: token.kind,
        }
    }

    #[inline]
    pub(crate) fn json(&self) -> Json<'_> {
        Json::of(Token {
            text: &self.text,
            kind: self.kind,
        })
    }
}

/// Reads a variable as JSON; a text that is not JSON becomes a string.
#[inline]
pub(crate) fn json_or_text(text: &str) -> Json<'_> {
    Json::parse(text).unwrap_or_else(|| Json::string(text))
}

/// Reads a variable as a string; `null` is null.
#[inline]
pub(crate) fn text_or_null(text: &str) -> Json<'_> {
    if text == "null" {
        Json::of(Token {
            text,
            kind: Kind::Null,
        })
    } else {
        Json::string(text)
    }
}

/// Applies `read` to a value, or to the JSON in a string: the driver writes some numbers as
/// strings.
#[inline]
pub(crate) fn read_or_in_text<T>(value: Json<'_>, read: fn(Json<'_>) -> Option<T>) -> Option<T> {
    read(value).or_else(|| read(json_or_text(&value.as_str()?)))
}

/// Reads a whole number.
#[inline]
pub(crate) fn whole(value: Json<'_>) -> Option<usize> {
    value.as_u64()?.try_into().ok()
}

/// Reads a list of names.
#[inline]
pub(crate) fn names(value: Json<'_>) -> Option<Vec<String>> {
    value.items()?.into_iter().map(Json::as_string).collect()
}
