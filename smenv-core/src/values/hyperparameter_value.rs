//! The types of hyperparameters.

use crate::values::quote;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// A type that can be parsed from a hyperparameter.
///
/// It is implemented for integers, floats, `bool`, `char`, strings, paths, the types of `std::net`,
/// and for `Option`s, lists, sets, arrays, tuples and maps of these. `#[derive(SmCategorical)]`
/// implements it for an enum. Implement it for your own type if `#[sm(from_str)]`, `#[sm(json)]`
/// and `#[sm(with = module)]` are not enough:
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
    label = "does not implement `HyperparameterValue`",
    note = "for an enum of unit variants, add `#[derive(SmCategorical)]`; for other types, use `#[sm(from_str)]`, `#[sm(json)]` or `#[sm(with = module)]`",
    note = "for a struct of hyperparameters, use `#[sm(flatten)]`"
)]
pub trait HyperparameterValue: Sized {
    /// What this type accepts, for messages.
    const EXPECTED: ValueType;

    /// Parses a value. The text is trimmed and has lost one layer of JSON quotes, unless
    /// [`EXPECTED`](Self::EXPECTED) is [`ValueType::Text`] or [`ValueType::Char`].
    ///
    /// # Errors
    /// If the text is not a valid value of this type.
    fn from_text(text: &str) -> Result<Self, ValueError>;

    /// Writes the value as a text that [`from_text`](Self::from_text) parses to an equal value, as
    /// far as the type allows: for what cannot be read back, see
    /// [`to_hyperparameters`](crate::SmHyperparameters::to_hyperparameters).
    fn to_text(&self) -> String;

    /// Returns the value of a hyperparameter that is absent or `null`; `None` if it is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    // The items with `__` are not part of the API: only this crate's own types override them.

    /// Whether [`to_text`](Self::to_text) writes JSON, as for a number, which needs no quotes.
    #[doc(hidden)]
    const __IS_JSON: bool = false;

    /// Whether absence is an error; `None` if only [`absent`](Self::absent) knows.
    #[doc(hidden)]
    const __IS_REQUIRED: Option<bool> = None;

    /// Parses a value as it was given.
    #[doc(hidden)]
    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        if Self::EXPECTED.is_text() {
            Self::from_text(&raw.text()?)
        } else {
            Self::from_text(&raw.trimmed_unquoted()?)
        }
    }

    /// Writes the value for `CreateTrainingJob`; `None` if omitting it has the same meaning.
    #[doc(hidden)]
    fn __to_outgoing(&self) -> Option<String> {
        let text = self.to_text();
        Some(if Self::__IS_JSON {
            text
        } else {
            quote::quoted_if_python_would_change_it(text)
        })
    }

    /// Returns the greatest value below this one: the last value of a range that excludes it.
    #[doc(hidden)]
    fn __greatest_below(&self) -> Option<Self> {
        None
    }

    /// Appends the value as an element of a JSON list or object.
    #[doc(hidden)]
    fn __write_json(&self, out: &mut String) {
        quote::write_json(&self.to_text(), Self::__IS_JSON, out);
    }
}
