//! Optional values.

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// `None` if the hyperparameter is absent or null; except for text types, also if it is empty,
/// `None` or `null`.
impl<T: HyperparameterValue> HyperparameterValue for Option<T> {
    const EXPECTED: ValueType = T::EXPECTED;
    const __IS_REQUIRED: Option<bool> = Some(false);

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::__read(RawValue::from_text(text))
    }

    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        if raw.kind() == RawKind::Null {
            return Ok(None);
        }
        // A text that starts with a digit is not one of these words.
        if !T::EXPECTED.is_text()
            && !raw
                .source_text()
                .starts_with(|first: char| first.is_ascii_digit())
        {
            let text = raw.trimmed_unquoted()?;
            // `None` can also be a choice.
            let is_choice =
                || matches!(T::EXPECTED, ValueType::Choice(choices) if choices.contains(&&*text));
            if matches!(&*text, "" | "None" | "null") && !is_choice() {
                return Ok(None);
            }
        }
        T::__read(raw).map(Some)
    }

    fn to_text(&self) -> String {
        self.as_ref().map_or_else(|| "None".to_owned(), T::to_text)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn __to_outgoing(&self) -> Option<String> {
        self.as_ref().and_then(T::__to_outgoing)
    }

    fn __write_json(&self, out: &mut String) {
        match self {
            Some(value) => value.__write_json(out),
            None => out.push_str("null"),
        }
    }
}
