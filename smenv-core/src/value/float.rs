//! Floats: Rust's grammar, with `_` between digits.

use std::borrow::Cow;
use std::str::FromStr;

use super::{Expected, HyperparameterValue};
use crate::Raw;
use crate::error::Invalid;

/// The text without its underscores; `None` where one is not between two digits.
pub(super) fn without_underscores(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let between_digits = |at: usize| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    text.match_indices('_').all(|(at, _)| between_digits(at)).then(|| Cow::Owned(text.replace('_', "")))
}

/// A text that Rust itself does not take.
#[cold]
fn unusual<T: FromStr>(text: &str) -> Result<T, Invalid> {
    if text.is_empty() {
        return Err(Invalid::new("it is empty"));
    }
    without_underscores(text).and_then(|text| text.parse().ok()).ok_or_else(Invalid::default)
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: Expected = Expected::Float;
            const IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, Invalid> {
                Self::read(Raw::from_text(text))
            }

            #[inline]
            fn read(raw: Raw<'_>) -> Result<Self, Invalid> {
                let text = raw.spelt();
                let value: $type = match text.parse() {
                    Ok(value) => value,
                    Err(_) => unusual(&raw.bare()?)?,
                };
                // Digits that make infinity are too much for the type; infinity itself has none.
                if value.is_infinite() && text.bytes().any(|byte| byte.is_ascii_digit()) {
                    return Err(Invalid::overflow());
                }
                Ok(value)
            }

            /// `nan` and `inf`, not Python's `NaN` and `Infinity`, so that no producer writes them bare into `SM_HPS`.
            fn to_text(&self) -> String {
                if self.is_nan() { "nan".to_owned() } else { format!("{self:?}") }
            }
        }
    )*};
}

floats!(f32 f64);
