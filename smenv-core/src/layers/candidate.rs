//! A value and the layer that it comes from.

use std::borrow::Cow;
use std::ffi::OsStr;

use smenv_shared::json::equality::{NumberEq, json_eq};
use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, Token};

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::layers::entries::Entry;
use crate::layers::variable::Variable;
use crate::render::display::DisplayValue;
use crate::source::config_file;
use crate::values::raw_value::{RawKind, RawValue};

/// A value and the layer that it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) kind: RawKind,
    pub(crate) layer: Layer<'a>,
}

/// A layer that has values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer<'a> {
    /// The argument with this name.
    Argument(&'a str),
    /// The argument with this name, whose value is not shown because it may contain a secret.
    HiddenArgument(&'a str),
    /// The variable `SM_HP_` + this name.
    Variable(&'a str),
    SmHps,
    ConfigFile,
}

impl Layer<'_> {
    pub(crate) fn origin(self) -> Origin {
        match self {
            Layer::Argument(name) | Layer::HiddenArgument(name) => {
                Origin::Argument(name.to_owned())
            }
            Layer::Variable(name) => Origin::Variable(format!("SM_HP_{name}")),
            Layer::SmHps => Origin::Variable("SM_HPS".to_owned()),
            Layer::ConfigFile => Origin::ConfigFile(config_file::NAME.to_owned()),
        }
    }

    /// Returns whether no value of it may be shown.
    pub(crate) fn hides(self) -> bool {
        matches!(self, Layer::HiddenArgument(_))
    }
}

impl<'a> Candidate<'a> {
    pub(crate) fn raw(&self) -> RawValue<'_> {
        RawValue::new(&self.text, self.kind)
    }

    /// Returns the value as a message shows it.
    pub(crate) fn shown(&self, secret: bool) -> DisplayValue {
        let secret = secret || self.layer.hides();
        if self.is_null() && self.text.is_empty() {
            DisplayValue::new("null", secret)
        } else {
            self.raw().shown(secret)
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.kind == RawKind::Null
    }

    /// Returns whether it is a string of the config file that decodes to null, as `"null"` does.
    pub(crate) fn is_null_text(&self) -> bool {
        self.is_null() && self.layer == Layer::ConfigFile && !self.text.is_empty()
    }

    /// Creates the candidate of a variable.
    ///
    /// # Errors
    /// If the variable is not UTF-8.
    pub(crate) fn of_variable(variable: Variable<'a>) -> Result<Self, Box<Problem>> {
        let layer = Layer::Variable(variable.name);
        match variable.value.to_str() {
            Some(text) => Ok(Candidate {
                text: Cow::Borrowed(text),
                kind: RawKind::Text,
                layer,
            }),
            None => Err(Box::new(not_unicode(
                &variable.value.to_string_lossy(),
                layer.origin(),
            ))),
        }
    }

    /// Creates the candidate of an entry of the config file, whose string is parsed as JSON, as
    /// producers parse it.
    pub(crate) fn of_config_file(entry: &Entry<'a>) -> Self {
        let candidate = |text, kind| Candidate {
            text,
            kind,
            layer: Layer::ConfigFile,
        };
        let raw = entry.value;
        let Ok(text) = raw.text() else {
            return candidate(Cow::Borrowed(raw.parts().0), RawKind::Escaped);
        };
        match raw.kind() {
            // People write such files by hand, with values that are not strings.
            RawKind::Json => return candidate(text, RawKind::Json),
            // An empty text distinguishes it from `"null"`.
            RawKind::Null => return candidate(Cow::Borrowed(""), RawKind::Null),
            RawKind::Text | RawKind::Escaped => {}
        }
        match scanner::parse(&text) {
            None => candidate(text, RawKind::Text),
            Some(Token {
                kind: Kind::Null, ..
            }) => candidate(text, RawKind::Null),
            Some(token) if token.kind.is_string() => match token.decoded() {
                Ok(string) => candidate(Cow::Owned(string.into_owned()), RawKind::Text),
                Err(_) => candidate(Cow::Owned(token.text.to_owned()), RawKind::Escaped),
            },
            Some(_) => candidate(text, RawKind::Json),
        }
    }

    /// Returns whether a launcher would set a variable to `variable` for this value. Any other
    /// variable overrides it.
    pub(crate) fn is_rendered_as(&self, variable: &OsStr) -> bool {
        let Some(variable) = variable.to_str() else {
            // A lone surrogate leaves bytes that are not UTF-8.
            return self.raw().text().is_err();
        };
        match self.kind {
            RawKind::Null => variable.is_empty() || variable == "null",
            RawKind::Json => {
                self.text == variable || json_eq(&self.text, variable, NumberEq::Textual)
            }
            RawKind::Text | RawKind::Escaped => {
                let is_rendered = |text: Cow<'_, str>| is_text_rendered_as(&text, variable);
                self.raw().text().is_ok_and(is_rendered)
            }
        }
    }

    /// Returns whether both are the same value: the same text, or equal JSON.
    pub(crate) fn agrees_with(&self, other: &Candidate<'_>) -> bool {
        match (self.raw().text(), other.raw().text()) {
            (Ok(a), Ok(b)) => a == b || json_eq(&a, &b, NumberEq::Numeric),
            _ => self.text == other.text,
        }
    }
}

fn is_text_rendered_as(text: &str, variable: &str) -> bool {
    let is_quoted = || {
        scanner::parse(variable).is_some_and(|token| {
            token.kind.is_string() && token.decoded().is_ok_and(|string| string == text)
        })
    };
    text == variable
        // A variable cannot contain a NUL, which the driver's shell drops.
        || text.contains('\0') && text.replace('\0', "") == variable
        || variable.starts_with('"') && is_quoted()
}

/// Returns the problem of a value that is not UTF-8; `value` is a lossy copy.
pub(crate) fn not_unicode(value: &str, origin: Origin) -> Problem {
    Problem {
        origin: Some(origin),
        given: Some(DisplayValue::new(value, false)),
        reason: Some(match value.find(char::REPLACEMENT_CHARACTER) {
            Some(byte) => format!("it is not UTF-8 at byte {}", byte + 1),
            None => "it is not UTF-8".to_owned(),
        }),
        remedy: Some("write it in UTF-8".to_owned()),
        ..Problem::new(ProblemKind::NotUnicode)
    }
}
