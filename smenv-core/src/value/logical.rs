use super::{Expected, HyperparameterValue};
use crate::Raw;
use crate::error::Invalid;
use crate::names;

#[cold]
fn refused(text: &str) -> Invalid {
    if text.is_empty() {
        return Invalid::new("it is empty");
    }
    Invalid::no_choice(names::nearest(text, &["true", "false"]))
}

impl HyperparameterValue for bool {
    const EXPECTED: Expected = Expected::Bool;
    const IS_JSON: bool = true;

    fn from_text(text: &str) -> Result<Self, Invalid> {
        Self::read(Raw::from_text(text))
    }

    fn read(raw: Raw<'_>) -> Result<Self, Invalid> {
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
