//! Errors of a part of a value: an item of a list, a key or a value of a map.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::render::display::DisplayValue;
use crate::values::raw_value::RawValue;
use crate::values::remedy::remedy::{Remedy, remedy};
use crate::values::remedy::requirement::Requirement;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Returns the error of a list or a map with an invalid part, and the remedy for that part. A part
/// with invalid escapes is shown as it is spelled.
pub(super) fn invalid(
    error: ValueError,
    part: fmt::Arguments<'_>,
    raw: RawValue<'_>,
    expected: &ValueType,
    accepts: &dyn Fn(&str) -> bool,
) -> ValueError {
    let shown = if raw.text().is_ok() {
        raw
    } else {
        RawValue::from_text(raw.source_text())
    };
    let mut of_part = match raw.text() {
        Ok(text) if expected.is_single() => remedy(
            &text,
            &Requirement {
                expected,
                delimiter: None,
                has_default: false,
                is_optional: false,
                accepts,
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
    /// Turns the error of a key into that of its map.
    pub(super) fn of_key(self, key: &str, expected: &ValueType) -> Self {
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

    /// Converts the error of a part into an error of the whole value, which names and quotes the part.
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
