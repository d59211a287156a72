//! Booleans.

use smenv_shared::{numbers, suggest};

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

#[cold]
fn invalid(text: &str) -> ValueError {
    if text.is_empty() {
        return ValueError::new("it is empty");
    }
    ValueError::invalid_choice(suggest::nearest(text, &["true", "false"]))
}

impl HyperparameterValue for bool {
    const EXPECTED: ValueType = ValueType::Bool;
    const __IS_REQUIRED: Option<bool> = Some(true);
    const __IS_JSON: bool = true;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::__read(RawValue::from_text(text))
    }

    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        // The spelling of JSON and Rust.
        if let Ok(value) = raw.source_text().parse() {
            return Ok(value);
        }
        let text = raw.trimmed_unquoted()?;
        numbers::parse_bool(&text).ok_or_else(|| invalid(&text))
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}
