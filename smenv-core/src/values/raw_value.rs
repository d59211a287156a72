//! A given value before it has a type.
use std::borrow::Cow;

use smenv_shared::json::token::Kind;
use smenv_shared::json::{escape, scanner};

use crate::render::display::DisplayValue;
use crate::values::value_error::ValueError;

/// A given value, as it was spelt: what [`HyperparameterValue`](crate::HyperparameterValue) makes a
/// value of.
///
/// A JSON string and its text are one thing here, so that `"32"`, `32` and a variable that holds
/// `32` read alike.
#[derive(Clone, Copy, Debug)]
pub struct RawValue<'a> {
    text: &'a str,
    form: RawKind,
}

/// How a value is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawKind {
    /// A text: of a variable, an argument, or a JSON string without escapes.
    Text,
    /// What is between the quotes of a JSON string, escapes and all.
    Escaped,
    /// JSON that is no string: a number, `true`, a list, an object.
    Json,
    /// `null`.
    Null,
}

impl<'a> RawValue<'a> {
    /// A plain text.
    #[must_use]
    pub const fn from_text(text: &'a str) -> Self {
        RawValue {
            text,
            form: RawKind::Text,
        }
    }

    pub(crate) const fn new(text: &'a str, form: RawKind) -> Self {
        RawValue { text, form }
    }

    pub(crate) const fn parts(self) -> (&'a str, RawKind) {
        (self.text, self.form)
    }

    pub(crate) const fn form(&self) -> RawKind {
        self.form
    }

    /// The text as it is spelt, escapes and all: what has no escape, no quote and no blank is its
    /// own meaning.
    #[inline]
    pub(crate) const fn source_text(&self) -> &'a str {
        self.text
    }

    /// The text as a message shows it.
    pub(crate) fn shown(self, secret: bool) -> DisplayValue {
        match self.text() {
            Ok(text) => DisplayValue::new(&text, secret),
            Err(_) => DisplayValue::new(self.text, secret),
        }
    }

    /// The text, borrowed unless it was spelt with escapes.
    ///
    /// # Errors
    /// The text has a lone surrogate (`\ud800`), which no Rust text can hold.
    pub fn text(self) -> Result<Cow<'a, str>, ValueError> {
        if self.form != RawKind::Escaped {
            return Ok(Cow::Borrowed(self.text));
        }
        match escape::unescape(self.text) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(escape::LoneSurrogate) => Err(ValueError::new(
                "it has a lone surrogate, half of a character",
            )),
        }
    }

    /// The text as all but text types see it: trimmed, and without one extra layer of JSON quotes.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    #[inline]
    pub fn trimmed_unquoted(self) -> Result<Cow<'a, str>, ValueError> {
        let bytes = self.text.as_bytes();
        let is_bare =
            |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_graphic() && byte != b'"');
        // Nearly every value: nothing to trim, nothing to unquote.
        if self.form != RawKind::Escaped && is_bare(bytes.first()) && is_bare(bytes.last()) {
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

/// The text without white space around it; most have none.
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

/// Trims, and takes one layer of JSON quotes off.
fn trimmed_unquoted(text: &str) -> Result<Cow<'_, str>, ValueError> {
    let text = text.trim();
    if !text.starts_with('"') {
        return Ok(Cow::Borrowed(text));
    }
    match scanner::parse(text) {
        Some(token) => {
            let form = if token.kind == Kind::Escaped {
                RawKind::Escaped
            } else {
                RawKind::Text
            };
            Ok(match RawValue::new(token.text, form).text()? {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            })
        }
        None => Ok(Cow::Borrowed(text)),
    }
}
