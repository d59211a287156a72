//! Errors of a part of a value: an item of a list, a key or a value of a map.
use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::render::display::DisplayValue;
use crate::values::raw_value::RawValue;
use crate::values::remedy::remedy::{Remedy, remedy};
use crate::values::remedy::requirement::Requirement;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// What is wrong with a part of a list or a map, and what to write for that part. The part is shown
/// as it is spelt where that is no text.
#[cold]
pub(super) fn invalid(
    error: ValueError,
    part: fmt::Arguments<'_>,
    raw: RawValue<'_>,
    expected: &ValueType,
    takes: &dyn Fn(&str) -> bool,
) -> ValueError {
    let shown = if raw.text().is_ok() {
        raw
    } else {
        RawValue::from_text(raw.source_text())
    };
    let mut of_part = match raw.text() {
        Ok(text) if expected.is_one_text() => remedy(
            &text,
            &Requirement {
                expected,
                delimiter: None,
                has_default: false,
                is_optional: false,
                takes,
            },
        ),
        _ => Remedy::default(),
    };
    if of_part.is_sure {
        of_part.instead = of_part
            .instead
            .map(|instead| instead.replacen("write", &format!("write {part} as"), 1));
    }
    error.with_remedy(of_part).of_part(part, shown)
}

impl ValueError {
    /// A key that is none of its type's.
    pub(crate) fn no_key(self, key: &str, expected: &ValueType) -> Self {
        let why = self
            .0
            .reason
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        let reason = format!(
            "the key {} is not {expected}{why}",
            DisplayValue::new(key, false)
        );
        ValueError::of_kind(self.0.kind, Some(Cow::Owned(reason)), None)
    }

    /// The same of a part of the value: names it, quotes it, and says what is wrong with it.
    fn of_part(mut self, part: fmt::Arguments<'_>, raw: RawValue<'_>) -> Self {
        let mut reason = format!("{part} is ");
        let text = raw.text().unwrap_or_default();
        let _ = write!(reason, "{}", DisplayValue::new(&text, false));
        if let Some(why) = &self.0.reason {
            let _ = write!(reason, ": {why}");
        }
        self.0.reason = Some(Cow::Owned(reason));
        self.0.is_of_part = true;
        self
    }
}
