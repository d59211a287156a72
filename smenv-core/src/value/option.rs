use super::{Expected, HyperparameterValue};
use crate::error::Invalid;
use crate::raw::{Form, Raw};

/// `None` where the hyperparameter is absent, null, or (but for text types) empty or spelt `None` or `null`.
impl<T: HyperparameterValue> HyperparameterValue for Option<T> {
    const EXPECTED: Expected = T::EXPECTED;

    fn from_text(text: &str) -> Result<Self, Invalid> {
        Self::read(Raw::from_text(text))
    }

    fn read(raw: Raw<'_>) -> Result<Self, Invalid> {
        if raw.form() == Form::Null {
            return Ok(None);
        }
        let is_text = T::EXPECTED.is_text();
        if !is_text && matches!(&*raw.bare()?, "" | "None" | "null") {
            return Ok(None);
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
