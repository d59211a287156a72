//! How values and names are shown in messages.
use std::fmt;

use crate::render::secrets;

/// A given value as a message shows it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum DisplayValue {
    Text {
        text: String,
        cut: bool,
    },
    /// A JSON value that is not a string: `1`, which is "the number".
    Json {
        noun: &'static str,
        text: String,
        cut: bool,
    },
    Secret,
}

impl DisplayValue {
    /// The first 80 characters, or none where the value is secret, or may have one in it by the
    /// names that are in it.
    pub(crate) fn new(text: &str, secret: bool) -> Self {
        const MOST: usize = 80;
        /// As long as SageMaker lets a value be. A name stands before its value, so that what comes
        /// later is of no secret that is shown.
        const LOOKED_THROUGH: usize = 2500;
        let up_to = |most| {
            text.char_indices()
                .nth(most)
                .map_or(text, |(end, _)| &text[..end])
        };
        if secret || secrets::looks_held(up_to(LOOKED_THROUGH)) {
            return DisplayValue::Secret;
        }
        let shown = up_to(MOST);
        DisplayValue::Text {
            text: shown.to_owned(),
            cut: shown.len() < text.len(),
        }
    }
}

impl DisplayValue {
    /// What is shown of the value.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            DisplayValue::Text { text, .. } | DisplayValue::Json { text, .. } => Some(text),
            DisplayValue::Secret => None,
        }
    }

    /// The same of a value that is not a string.
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
            DisplayValue::Secret => f.write_str("a value that is not shown"),
        }
    }
}

/// Writes a blank for line breaks and other control characters, as a rule's reason or a variable's
/// name may have.
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

/// A name as it is, or quoted where it would not read as one.
pub(crate) struct DisplayName<'a>(pub(crate) &'a str);

impl fmt::Display for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let readable = |c: char| c.is_alphanumeric() || "-_.$/:*".contains(c);
        if !self.0.is_empty() && self.0.len() <= 256 && self.0.chars().all(readable) {
            f.write_str(self.0)
        } else {
            DisplayValue::new(self.0, false).fmt(f)
        }
    }
}
