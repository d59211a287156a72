use smenv_shared::suggest;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

#[cold]
fn refused(text: &str) -> ValueError {
    if text.is_empty() {
        return ValueError::new("it is empty");
    }
    ValueError::no_choice(suggest::nearest(text, &["true", "false"]))
}

impl HyperparameterValue for bool {
    const EXPECTED: ValueType = ValueType::Bool;
    const IS_JSON: bool = true;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::read(RawValue::from_text(text))
    }

    fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        // As JSON and Rust spell it.
        if let Ok(value) = raw.spelt().parse() {
            return Ok(value);
        }
        let text = raw.bare()?;
        let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is_one_of(&["true", "1", "yes", "on", "t", "y"]) {
            Ok(true)
        } else if is_one_of(&["false", "0", "no", "off", "f", "n", "-0"]) {
            // Producers make 0 of `-0`, so that only the config file still has it.
            Ok(false)
        } else {
            Err(refused(&text))
        }
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}
