//! How values and names are shown in messages.

use std::fmt;

use smenv_shared::limits::{MAX_NAME_LENGTH, MAX_VALUE_LENGTH};

use crate::render::secrets;

/// A value in the form that a message shows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum DisplayValue {
    Text {
        text: String,
        cut: bool,
    },
    /// A JSON value that is not a string, and its kind: `1` is "the number 1".
    Json {
        noun: &'static str,
        text: String,
        cut: bool,
    },
    Redacted,
}

impl DisplayValue {
    /// Keeps the first 80 characters, or nothing if the value is secret or appears to contain a
    /// secret.
    pub(crate) fn new(text: &str, secret: bool) -> Self {
        const MOST: usize = 80;
        // A name precedes its value, so the names after this point cannot belong to a secret among
        // the first characters.
        const SEARCHED: usize = MAX_VALUE_LENGTH;
        let up_to = |most| {
            text.char_indices()
                .nth(most)
                .map_or(text, |(end, _)| &text[..end])
        };
        if secret || secrets::may_contain_secret(up_to(SEARCHED)) {
            return DisplayValue::Redacted;
        }
        let shown = up_to(MOST);
        DisplayValue::Text {
            text: shown.to_owned(),
            cut: shown.len() < text.len(),
        }
    }

    /// Returns whether only the beginning of the value is shown.
    pub(crate) fn is_truncated(&self) -> bool {
        match self {
            DisplayValue::Text { cut, .. } | DisplayValue::Json { cut, .. } => *cut,
            DisplayValue::Redacted => false,
        }
    }

    /// Returns the part of the value that is shown.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            DisplayValue::Text { text, .. } | DisplayValue::Json { text, .. } => Some(text),
            DisplayValue::Redacted => None,
        }
    }

    /// Creates the form of a JSON value that is not a string, cut and redacted like a string.
    pub(crate) fn json(noun: &'static str, text: &str) -> Self {
        match DisplayValue::new(text, false) {
            DisplayValue::Text { text, cut } => DisplayValue::Json { noun, text, cut },
            other => other,
        }
    }
}

impl fmt::Display for DisplayValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DisplayValue::Text { text, cut } => {
                write!(f, "{text:?}{}", if *cut { "…" } else { "" })
            }
            DisplayValue::Json { noun, text, cut } => {
                write!(f, "{noun} {text}{}", if *cut { "…" } else { "" })
            }
            DisplayValue::Redacted => f.write_str("[redacted]"),
        }
    }
}

/// Shows the value as `Display` does, so that no secret appears in debug output either.
impl fmt::Debug for DisplayValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A writer that replaces control characters, such as line breaks, with a space. The reason of a
/// rule or the name of a variable can contain them.
pub(crate) struct OneLine<'f, 'o> {
    pub(crate) out: &'f mut fmt::Formatter<'o>,
    pub(crate) was_control: bool,
}

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| {
            let is_control = character.is_control();
            match (
                is_control,
                std::mem::replace(&mut self.was_control, is_control),
            ) {
                (false, _) => self.out.write_char(character),
                (true, false) => self.out.write_char(' '),
                (true, true) => Ok(()),
            }
        })
    }
}

/// A name as it is, or quoted if it would not read as a name.
pub(crate) struct DisplayName<'a>(pub(crate) &'a str);

impl DisplayName<'_> {
    fn reads_as_a_name(&self) -> bool {
        let readable = |c: char| c.is_alphanumeric() || "-_.$/:*".contains(c);
        !self.0.is_empty() && self.0.len() <= MAX_NAME_LENGTH && self.0.chars().all(readable)
    }

    /// Returns the part of the name that is shown; `None` if it may hold a secret.
    #[cfg(feature = "serde")]
    pub(crate) fn text(&self) -> Option<String> {
        if self.reads_as_a_name() {
            return Some(self.0.to_owned());
        }
        DisplayValue::new(self.0, false).text().map(str::to_owned)
    }
}

impl fmt::Display for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.reads_as_a_name() {
            f.write_str(self.0)
        } else {
            DisplayValue::new(self.0, false).fmt(f)
        }
    }
}
