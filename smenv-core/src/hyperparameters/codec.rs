//! A field as data: its names, and the functions that decode, check and encode its value.

#[cfg(feature = "serde")]
use serde_core::{Deserialize, Serialize};
use smenv_shared::scale::Scale;

use crate::hyperparameters::check::{RangeCheck, Rejection, Rule};
use crate::spec::spec::FieldSpec;
use crate::values::adapters::delimited::{Delimited, as_list};
use crate::values::adapters::from_str::FromText;
#[cfg(feature = "serde")]
use crate::values::adapters::json;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::interval::Interval;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::remedy::requirement::Requirement;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// A field of type `T`. Generated code has one for each field.
#[derive(Clone, Copy)]
pub struct FieldCodec<T> {
    pub(crate) field: FieldSpec,
    decode: fn(RawValue<'_>) -> Result<T, ValueError>,
    pub(crate) absent: fn() -> Option<T>,
    pub(crate) encode: fn(&T) -> Option<String>,
    pub(crate) default: Option<fn() -> T>,
    range: Option<RangeCheck<T>>,
    rule: Option<(Rule<T>, &'static str)>,
}

impl<T> FieldCodec<T> {
    /// Creates a codec from functions.
    #[must_use]
    pub const fn new(
        names: &'static [&'static str],
        expected: &'static str,
        decode: fn(RawValue<'_>) -> Result<T, ValueError>,
        absent: fn() -> Option<T>,
        encode: fn(&T) -> Option<String>,
    ) -> Self {
        FieldCodec {
            field: FieldSpec::new(names, ValueType::Other(expected)),
            decode,
            absent,
            encode,
            default: None,
            range: None,
            rule: None,
        }
    }

    /// Creates the codec of a type that implements [`HyperparameterValue`].
    #[must_use]
    pub const fn native(names: &'static [&'static str]) -> Self
    where
        T: HyperparameterValue,
    {
        FieldCodec {
            field: FieldSpec::new(names, T::EXPECTED).with_requirement(T::__IS_REQUIRED),
            ..FieldCodec::new(names, "", T::__read, T::absent, T::__to_outgoing)
        }
    }

    /// Creates the codec of a type that implements `FromStr` and `Display`.
    #[must_use]
    pub const fn from_str<V>(names: &'static [&'static str], expected: &'static str) -> Self
    where
        T: FromText<V>,
    {
        let codec = FieldCodec::new(names, expected, T::read_str, T::absent_str, T::write_str);
        FieldCodec {
            field: codec
                .field
                .with_list(T::IS_LIST)
                .with_requirement(Some(T::IS_REQUIRED)),
            ..codec
        }
    }

    /// Makes the codec of a type that serde reads and writes as JSON. `is_option` is
    /// [`JsonField`](json::JsonField)'s.
    #[cfg(feature = "serde")]
    #[must_use]
    pub const fn json(
        names: &'static [&'static str],
        expected: &'static str,
        is_option: bool,
    ) -> Self
    where
        // Not `DeserializeOwned`, whose error does not suggest `#[derive(Deserialize)]`.
        T: for<'de> Deserialize<'de> + Serialize,
    {
        let codec = match is_option {
            true => FieldCodec::new(
                names,
                expected,
                json::decode_option,
                json::absent_option,
                json::encode,
            ),
            false => FieldCodec::new(names, expected, json::decode, json::absent, json::encode),
        };
        FieldCodec {
            // Any other type may read null.
            field: codec
                .field
                .with_requirement(if is_option { Some(false) } else { None }),
            ..codec
        }
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn docs(mut self, docs: &'static str) -> Self {
        self.field = self.field.with_docs(docs);
        self
    }

    /// Sets the default and its source text.
    #[must_use]
    pub const fn default(mut self, text: &'static str, default: fn() -> T) -> Self {
        self.field = self.field.with_default(text);
        self.default = Some(default);
        self
    }

    /// Marks an `Option` without a default: absence is a value.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.field = self.field.as_optional();
        self
    }

    /// Sets the range, with the source text of each bound and whether the upper one is inclusive.
    #[must_use]
    pub const fn range(
        mut self,
        min: Option<&'static str>,
        max: Option<(&'static str, bool)>,
        range: RangeCheck<T>,
    ) -> Self {
        self.field = self.field.with_range(min, max);
        self.range = Some(range);
        self
    }

    /// Sets the rule and its name.
    #[must_use]
    pub const fn validate(mut self, rule: Rule<T>, name: &'static str) -> Self {
        self.rule = Some((rule, name));
        self
    }

    /// Sets the delimiter of the items of a list.
    #[must_use]
    pub const fn delimiter(mut self, delimiter: &'static str) -> Self
    where
        T: Delimited,
    {
        self.field = self.field.with_delimiter(delimiter);
        self
    }

    /// Marks a secret: its value is never shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.field = self.field.as_secret();
        self
    }

    /// Marks a value that may be shown, although its name looks like that of a secret.
    #[must_use]
    pub const fn not_secret(mut self) -> Self {
        self.field = self.field.as_not_secret();
        self
    }

    /// Marks a value that a tuner may set.
    #[must_use]
    pub const fn tunable(mut self, scale: Scale) -> Self {
        self.field = self.field.with_tunable(scale);
        self
    }

    /// Returns the row of the struct's [`Spec`](crate::Spec).
    #[must_use]
    pub const fn field(&self) -> FieldSpec {
        self.field
    }

    /// Decodes a value and checks it.
    #[inline]
    pub(crate) fn decode(&self, raw: RawValue<'_>) -> Result<T, Box<Rejection>> {
        match self.decode_unchecked(raw) {
            Ok(value) => match self.rejection(&value) {
                None => Ok(value),
                Some(rejection) => Err(rejection),
            },
            Err(error) => Err(self.invalid(error)),
        }
    }

    /// Checks a value. Returns `None` if the field accepts it.
    #[inline]
    pub(crate) fn rejection(&self, value: &T) -> Option<Box<Rejection>> {
        if self.range.is_some_and(|range| range(Some(value)).is_err()) {
            return Some(self.invalid(ValueError::out_of_range()));
        }
        let (rule, name) = self.rule?;
        rule(value)
            .err()
            .map(|reason| Box::new(Rejection::Rule(reason, name)))
    }

    /// Returns the requirements that a remedy must satisfy; `accepts` calls
    /// [`accepts`](Self::accepts).
    pub(crate) fn requirement<'r>(&'r self, accepts: &'r dyn Fn(&str) -> bool) -> Requirement<'r> {
        Requirement {
            expected: self.field.expected(),
            delimiter: self.field.delimiter(),
            has_default: self.default.is_some(),
            is_optional: (self.absent)().is_some(),
            accepts,
        }
    }

    /// Returns whether a text is a valid value in range. The rule is not called: it is a function
    /// of the program, which expects only values that were given.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        let is_in_range = |value| self.range.is_none_or(|range| range(Some(&value)).is_ok());
        self.decode_unchecked(RawValue::from_text(text))
            .is_ok_and(is_in_range)
    }

    /// Returns the range.
    #[cold]
    pub(crate) fn interval(&self) -> Option<Box<Interval>> {
        let interval = self.range.and_then(|range| range(None).err())?;
        Some(match self.field.expected() {
            ValueType::Integer { nonzero: true, .. } => Box::new(interval.without_zero()),
            _ => interval,
        })
    }

    #[inline]
    fn decode_unchecked(&self, raw: RawValue<'_>) -> Result<T, ValueError> {
        match self.field.delimiter() {
            None => (self.decode)(raw),
            Some(delimiter) => self.decode_delimited(raw, delimiter),
        }
    }

    #[cold]
    fn decode_delimited(&self, raw: RawValue<'_>, delimiter: &str) -> Result<T, ValueError> {
        match as_list(raw, delimiter)? {
            Some(list) => (self.decode)(RawValue::new(&list, RawKind::Json)),
            None => (self.decode)(raw),
        }
    }

    #[cold]
    fn invalid(&self, error: ValueError) -> Box<Rejection> {
        Box::new(Rejection::Invalid(error, self.interval()))
    }
}
