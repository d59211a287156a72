//! The results of the rules.

use std::borrow::Cow;

/// What an invalid text appears to be.
pub(super) struct Appearance {
    /// A clause about the text.
    pub(super) is: Cow<'static, str>,
    /// The texts that may have been meant.
    pub(super) meant: Vec<String>,
    /// The remedy if the field rejects all of these texts.
    pub(super) hint: &'static str,
}

impl Appearance {
    pub(super) fn new(
        is: impl Into<Cow<'static, str>>,
        meant: impl IntoIterator<Item = String>,
    ) -> Option<Self> {
        Some(Appearance {
            is: is.into(),
            meant: meant.into_iter().collect(),
            hint: "",
        })
    }

    pub(super) fn hint(is: impl Into<Cow<'static, str>>, hint: &'static str) -> Option<Self> {
        Some(Appearance {
            is: is.into(),
            meant: Vec::new(),
            hint,
        })
    }
}

pub(super) const WRITE_VALUE: &str = "write a value";
