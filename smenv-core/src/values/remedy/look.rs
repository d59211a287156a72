//! What a rule sees in a text.
use std::borrow::Cow;

/// What a rule makes of a text.
pub(super) struct Appearance {
    pub(super) is: Cow<'static, str>,
    /// What may have been meant.
    pub(super) meant: Vec<String>,
    /// What to do if no proposal is shown.
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
