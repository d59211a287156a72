//! What a hyperparameter can be.
use crate::values::quote;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// The type of a field that a hyperparameter fills.
///
/// Implemented for integers, floats, `bool`, `char`, texts and paths, the types of `std::net`,
/// `Option`, lists, sets, arrays, tuples and maps of these, and by `#[derive(SmCategorical)]`.
/// Implement it for a type of your own where `#[sm(from_str)]`, `#[sm(json)]` and
/// `#[sm(with = module)]` do not serve:
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{ValueType, HyperparameterValue, ValueError};
///
/// #[derive(Debug, PartialEq)]
/// struct Percent(f64);
///
/// impl HyperparameterValue for Percent {
///     const EXPECTED: ValueType = ValueType::Other("a percentage, such as `12.5%`");
///
///     fn from_text(text: &str) -> Result<Self, ValueError> {
///         let number = text.strip_suffix('%').ok_or_else(|| ValueError::new("it does not end in `%`"))?;
///         number.parse().map(Percent).map_err(|error| ValueError::new(error.to_string()))
///     }
///
///     fn to_text(&self) -> String {
///         format!("{}%", self.0)
///     }
/// }
///
/// assert_eq!(Percent::from_text("12.5%"), Ok(Percent(12.5)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a hyperparameter",
    label = "no `HyperparameterValue`",
    note = "an enum of unit variants derives `SmCategorical`; other types take `#[sm(from_str)]`, `#[sm(json)]` or `#[sm(with = module)]`",
    note = "a struct of hyperparameters takes `#[sm(flatten)]`"
)]
pub trait HyperparameterValue: Sized {
    /// What a text must be to become this type; shown in messages.
    const EXPECTED: ValueType;

    /// Reads a value. The text comes trimmed and without an extra layer of JSON quotes, unless
    /// [`EXPECTED`](Self::EXPECTED) is [`ValueType::Text`].
    ///
    /// # Errors
    /// ValueErrorInner the text is none of this type's.
    fn from_text(text: &str) -> Result<Self, ValueError>;

    /// The text from which [`from_text`](Self::from_text) makes an equal value.
    fn to_text(&self) -> String;

    /// What absence (or `null`) means: a value, or `None` where the hyperparameter is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Whether its text is no string but JSON of its own, as a number's is, and so needs no quotes
    /// anywhere.
    #[doc(hidden)]
    const IS_JSON: bool = false;

    /// Reads a value as it was given; [`from_text`](Self::from_text) for all but this crate's own
    /// types.
    #[doc(hidden)]
    fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        if Self::EXPECTED.is_text() {
            Self::from_text(&raw.text()?)
        } else {
            Self::from_text(&raw.trimmed_unquoted()?)
        }
    }

    /// The text that leaves, as `CreateTrainingJob` takes it; `None` where leaving it out says the
    /// same.
    #[doc(hidden)]
    fn outgoing(&self) -> Option<String> {
        let text = self.to_text();
        Some(if Self::IS_JSON {
            text
        } else {
            quote::quoted_where_python_would_change_it(text)
        })
    }

    /// Appends the value as it stands in a JSON list or object.
    #[doc(hidden)]
    fn write_json(&self, out: &mut String) {
        quote::write_json(&self.to_text(), Self::IS_JSON, out);
    }
}
