//! Integers: the grammar of floats, for whole numbers in range, parsed exactly.

use std::num::NonZero;

use smenv_shared::numbers::{Whole, WholeError, parse_whole};

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Parses up to 18 digits, which always fit a `u64`.
#[inline]
fn few_digits(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| value * 10 + u64::from(digit))
    })
}

/// Parses any other whole number.
#[cold]
fn parse(text: &str) -> Result<Whole, ValueError> {
    parse_whole(text).map_err(|error| match error {
        WholeError::Empty => ValueError::new("it is empty"),
        WholeError::Invalid => ValueError::default(),
        WholeError::NotFinite => ValueError::new("it is not a finite number"),
        WholeError::NotWhole => ValueError::new("it is not a whole number"),
        WholeError::Overflow => ValueError::overflow(),
    })
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Integer { min: <$type>::MIN as i128, max: <$type>::MAX as u128, nonzero: false };
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            #[inline]
            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                // Most integers have few digits.
                if let Some(Ok(value)) = few_digits(raw.source_text().as_bytes()).map(Self::try_from) {
                    return Ok(value);
                }
                let Whole { is_negative, magnitude } = parse(&raw.trimmed_unquoted()?)?;
                if is_negative {
                    // The magnitude of the minimum exceeds the maximum by one.
                    0i128.checked_sub_unsigned(magnitude).and_then(|value| Self::try_from(value).ok())
                } else {
                    Self::try_from(magnitude).ok()
                }
                .ok_or_else(|| ValueError::integer_overflow(is_negative, <$type>::MIN as i128, <$type>::MAX as u128))
            }

            #[inline]
            fn to_text(&self) -> String {
                self.to_string()
            }

            #[inline]
            fn __greatest_below(&self) -> Option<Self> {
                self.checked_sub(1)
            }
        }

        impl HyperparameterValue for NonZero<$type> {
            const EXPECTED: ValueType = ValueType::Integer { min: <$type>::MIN as i128, max: <$type>::MAX as u128, nonzero: true };
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            #[inline]
            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                NonZero::new(<$type>::__read(raw)?).ok_or_else(ValueError::out_of_range)
            }

            #[inline]
            fn to_text(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
