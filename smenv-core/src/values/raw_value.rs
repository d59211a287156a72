//! Values before they are parsed.

use std::borrow::Cow;

use smenv_shared::json::token::Kind;
use smenv_shared::json::{escape, scanner};

use crate::render::display::DisplayValue;
use crate::values::value_error::ValueError;

/// A value as it was given, before [`HyperparameterValue`](crate::HyperparameterValue) parses it.
///
/// A JSON string is equivalent to its text: `"32"`, `32` and a variable with the text `32` are
/// parsed alike.
#[derive(Clone, Copy, Debug)]
pub struct RawValue<'a> {
    text: &'a str,
    kind: RawKind,
}

/// The notation of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawKind {
    /// A text: a variable, an argument, or a JSON string without escapes.
    Text,
    /// The content of a JSON string, with its escapes.
    Escaped,
    /// JSON other than a string or null: a number, `true`, a list, an object.
    Json,
    /// `null`.
    Null,
}

impl<'a> RawValue<'a> {
    /// Wraps a text.
    #[must_use]
    pub const fn from_text(text: &'a str) -> Self {
        RawValue {
            text,
            kind: RawKind::Text,
        }
    }

    pub(crate) const fn new(text: &'a str, kind: RawKind) -> Self {
        RawValue { text, kind }
    }

    pub(crate) const fn parts(self) -> (&'a str, RawKind) {
        (self.text, self.kind)
    }

    pub(crate) const fn kind(&self) -> RawKind {
        self.kind
    }

    /// Returns the text as it is spelled, with its escapes.
    #[inline]
    pub(crate) const fn source_text(&self) -> &'a str {
        self.text
    }

    /// Returns the value in the form that a message shows.
    pub(crate) fn shown(self, secret: bool) -> DisplayValue {
        match self.text() {
            Ok(text) => DisplayValue::new(&text, secret),
            Err(_) => DisplayValue::new(self.text, secret),
        }
    }

    /// Returns the text, which is borrowed unless it has escapes.
    ///
    /// # Errors
    /// If the text has a lone surrogate (`\ud800`), which a `str` cannot contain.
    pub fn text(self) -> Result<Cow<'a, str>, ValueError> {
        if self.kind != RawKind::Escaped {
            return Ok(Cow::Borrowed(self.text));
        }
        match escape::unescape(self.text) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(escape::LoneSurrogate) => Err(ValueError::new(
                "it contains a lone surrogate (half of a character)",
            )),
        }
    }

    /// Returns the text as types other than text types parse it: trimmed and without one layer of
    /// JSON quotes.
    ///
    /// # Errors
    /// The same as [`text`](Self::text).
    #[inline]
    pub fn trimmed_unquoted(self) -> Result<Cow<'a, str>, ValueError> {
        let bytes = self.text.as_bytes();
        let is_bare =
            |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_graphic() && byte != b'"');
        // Most values need neither trimming nor unquoting.
        if self.kind != RawKind::Escaped && is_bare(bytes.first()) && is_bare(bytes.last()) {
            return Ok(Cow::Borrowed(self.text));
        }
        self.trimmed()
    }

    #[cold]
    fn trimmed(self) -> Result<Cow<'a, str>, ValueError> {
        match self.text()? {
            Cow::Borrowed(text) => trimmed_unquoted(text),
            Cow::Owned(text) => Ok(Cow::Owned(trimmed_unquoted(&text)?.into_owned())),
        }
    }
}

/// Trims a text, with a fast path for most texts, which have no white space around them.
#[inline]
pub(crate) fn trimmed(text: &str) -> &str {
    let is_graphic = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_graphic(bytes.first()) && is_graphic(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

/// Trims a text and removes one layer of JSON quotes.
fn trimmed_unquoted(text: &str) -> Result<Cow<'_, str>, ValueError> {
    let text = text.trim();
    if !text.starts_with('"') {
        return Ok(Cow::Borrowed(text));
    }
    match scanner::parse(text) {
        Some(token) => {
            let kind = if token.kind == Kind::Escaped {
                RawKind::Escaped
            } else {
                RawKind::Text
            };
            Ok(match RawValue::new(token.text, kind).text()? {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            })
        }
        None => Ok(Cow::Borrowed(text)),
    }
}
