//! Floats: Rust's grammar, plus `_` between digits.

use std::str::FromStr;

use smenv_shared::floats::{below_f32, below_f64};
use smenv_shared::numbers::without_underscores;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Parses what Rust itself does not accept.
#[cold]
fn parse_unusual<T: FromStr>(text: &str) -> Result<T, ValueError> {
    if text.is_empty() {
        return Err(ValueError::new("it is empty"));
    }
    without_underscores(text)
        .and_then(|text| text.parse().ok())
        .ok_or_else(ValueError::default)
}

/// A float that represents whole numbers of up to `DIGITS` digits, and the powers of ten up to
/// 10^`DIGITS`, exactly.
trait Exact: Sized {
    const DIGITS: usize;
    fn quotient(whole: u64, power: usize) -> Self;
}

macro_rules! exact {
    ($($type:ty: $digits:literal, [$($power:literal)*];)*) => {$(
        impl Exact for $type {
            const DIGITS: usize = $digits;

            #[inline]
            fn quotient(whole: u64, power: usize) -> Self {
                const POWERS: [$type; $digits + 1] = [$($power),*];
                whole as $type / POWERS[power]
            }
        }
    )*};
}

exact! {
    f32: 7, [1e0 1e1 1e2 1e3 1e4 1e5 1e6 1e7];
    f64: 15, [1e0 1e1 1e2 1e3 1e4 1e5 1e6 1e7 1e8 1e9 1e10 1e11 1e12 1e13 1e14 1e15];
}

/// Parses a number of few digits, as most are: its digits divided by a power of ten. Both are
/// exact, so the quotient is the nearest float, the result of `str::parse`.
#[inline]
fn few_digits<T: Exact>(text: &[u8]) -> Option<T> {
    let (mut whole, mut digits, mut point) = (0, 0, None);
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            whole = whole * 10 + u64::from(digit);
            digits += 1;
        } else if *byte == b'.' && point.is_none() {
            point = Some(digits);
        } else {
            return None;
        }
        if digits > T::DIGITS {
            return None;
        }
    }
    (digits > 0).then(|| T::quotient(whole, point.map_or(0, |point| digits - point)))
}

macro_rules! floats {
    ($($type:ty: $below:ident),*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Float;
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            #[inline]
            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let text = raw.source_text();
                if let Some(value) = few_digits(text.as_bytes()) {
                    return Ok(value);
                }
                let value: $type = match text.parse() {
                    Ok(value) => value,
                    Err(_) => parse_unusual(&raw.trimmed_unquoted()?)?,
                };
                // A number in digits that becomes infinite overflows the type; `inf` has no digits.
                if value.is_infinite() && raw.trimmed_unquoted()?.bytes().any(|byte| byte.is_ascii_digit()) {
                    return Err(ValueError::overflow());
                }
                Ok(value)
            }

            /// Writes `nan` and `inf` instead of Python's `NaN` and `Infinity`, which producers
            /// would write without quotes into `SM_HPS`.
            fn to_text(&self) -> String {
                if self.is_nan() { "nan".to_owned() } else { format!("{self:?}") }
            }

            fn __greatest_below(&self) -> Option<Self> {
                let below = $below(*self);
                (below < *self).then_some(below)
            }
        }
    )*};
}

floats!(f32: below_f32, f64: below_f64);
