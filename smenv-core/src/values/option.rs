use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// `None` where the hyperparameter is absent, null, or (but for text types) empty or spelt `None`
/// or `null`.
impl<T: HyperparameterValue> HyperparameterValue for Option<T> {
    const EXPECTED: ValueType = T::EXPECTED;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::read(RawValue::from_text(text))
    }

    fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        if raw.form() == RawKind::Null {
            return Ok(None);
        }
        // What starts with a digit is spelt like something.
        if !T::EXPECTED.is_text()
            && !raw
                .source_text()
                .starts_with(|first: char| first.is_ascii_digit())
        {
            let text = raw.trimmed_unquoted()?;
            // A choice may be called `None`: then that is what is meant.
            let is_choice =
                || matches!(T::EXPECTED, ValueType::Choice(choices) if choices.contains(&&*text));
            if matches!(&*text, "" | "None" | "null") && !is_choice() {
                return Ok(None);
            }
        }
        T::read(raw).map(Some)
    }

    fn to_text(&self) -> String {
        self.as_ref().map_or_else(|| "None".to_owned(), T::to_text)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn outgoing(&self) -> Option<String> {
        self.as_ref().and_then(T::outgoing)
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Some(value) => value.write_json(out),
            None => out.push_str("null"),
        }
    }
}
