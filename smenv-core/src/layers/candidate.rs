//! A given value and who gives it.
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

/// A given value and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) kind: RawKind,
    pub(crate) by: Layer<'a>,
}

/// Who gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer<'a> {
    Argument(&'a str),
    /// An argument whose value may have a secret in it, and is not shown.
    HiddenArgument(&'a str),
    /// `SM_HP_` and this.
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

    /// Whether the value is not shown, whatever it is for.
    pub(crate) fn hides(self) -> bool {
        matches!(self, Layer::HiddenArgument(_))
    }
}

impl<'a> Candidate<'a> {
    pub(crate) fn raw(&self) -> RawValue<'_> {
        RawValue::new(&self.text, self.kind)
    }

    /// The text as a message shows it.
    pub(crate) fn shown(&self, secret: bool) -> DisplayValue {
        let secret = secret || self.by.hides();
        if self.is_null() && self.text.is_empty() {
            DisplayValue::new("null", secret)
        } else {
            self.raw().shown(secret)
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.kind == RawKind::Null
    }

    /// Whether a text of the config file spells null, as `"null"` does, and not null itself stands
    /// there.
    pub(crate) fn spells_null(&self) -> bool {
        self.is_null() && self.by == Layer::ConfigFile && !self.text.is_empty()
    }

    pub(crate) fn of_variable(variable: Variable<'a>) -> Result<Self, Box<Problem>> {
        let by = Layer::Variable(variable.name);
        match variable.value.to_str() {
            Some(text) => Ok(Candidate {
                text: Cow::Borrowed(text),
                kind: RawKind::Text,
                by,
            }),
            None => Err(Box::new(not_unicode(
                &variable.value.to_string_lossy(),
                by.origin(),
            ))),
        }
    }

    /// A text of the config file, read as the producers read it.
    #[cold]
    pub(crate) fn of_config_file(entry: &Entry<'a>) -> Self {
        let found = |text, kind| Candidate {
            text,
            kind,
            by: Layer::ConfigFile,
        };
        let raw = entry.value;
        let Ok(text) = raw.text() else {
            return found(Cow::Borrowed(raw.parts().0), RawKind::Escaped);
        };
        match raw.kind() {
            // Not a text but a value, as people write such files by hand.
            RawKind::Json => return found(text, RawKind::Json),
            // Without a text: see `spells_null`.
            RawKind::Null => return found(Cow::Borrowed(""), RawKind::Null),
            RawKind::Text | RawKind::Escaped => {}
        }
        match scanner::parse(&text) {
            None => found(text, RawKind::Text),
            Some(Token {
                kind: Kind::Null, ..
            }) => found(text, RawKind::Null),
            Some(token) if token.kind.is_string() => match token.decoded() {
                Ok(string) => found(Cow::Owned(string.into_owned()), RawKind::Text),
                Err(_) => found(Cow::Owned(token.text.to_owned()), RawKind::Escaped),
            },
            Some(_) => found(text, RawKind::Json),
        }
    }

    /// Whether a variable says no more than this: it is the launcher's rendering, not an override.
    pub(crate) fn is_rendered_as(&self, variable: &OsStr) -> bool {
        let Some(variable) = variable.to_str() else {
            // A lone surrogate leaves bytes that are not UTF-8.
            return self.raw().text().is_err();
        };
        match self.kind {
            RawKind::Null => variable.is_empty() || variable == "null",
            RawKind::Json => self.text == variable || json_eq(&self.text, variable, NumberEq::Textual),
            RawKind::Text | RawKind::Escaped => self.raw().text().is_ok_and(|text| {
                text == variable
                    // A variable cannot hold a NUL, and the driver's shell leaves it out.
                    || text.contains('\0') && text.replace('\0', "") == variable
                    || variable.starts_with('"')
                        && scanner::parse(variable).is_some_and(|token| {
                            token.kind.is_string() && token.decoded().is_ok_and(|string| string == text)
                        })
            }),
        }
    }

    /// Whether both give one value: the same text, or equal JSON.
    pub(crate) fn agrees_with(&self, other: &Candidate<'_>) -> bool {
        match (self.raw().text(), other.raw().text()) {
            (Ok(a), Ok(b)) => a == b || json_eq(&a, &b, NumberEq::Numeric),
            _ => self.text == other.text,
        }
    }
}

#[cold]
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
