//! Floats: Rust's grammar, with `_` between digits.
use std::str::FromStr;

use smenv_shared::numbers::without_underscores;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// A text that Rust itself does not take.
#[cold]
fn unusual<T: FromStr>(text: &str) -> Result<T, ValueError> {
    if text.is_empty() {
        return Err(ValueError::new("it is empty"));
    }
    without_underscores(text)
        .and_then(|text| text.parse().ok())
        .ok_or_else(ValueError::default)
}

/// A float whose every whole number below ten to the `DIGITS` is exact, as are the powers of ten up
/// to there.
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

/// A number of few digits, as nearly all are: its digits divided by a power of ten. Both are exact,
/// so that the quotient is the float nearest to the number, the same that Rust's own reading gives.
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
    ($($type:ty)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Float;
            const IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::read(RawValue::from_text(text))
            }

            #[inline]
            fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let text = raw.source_text();
                if let Some(value) = few_digits(text.as_bytes()) {
                    return Ok(value);
                }
                let value: $type = match text.parse() {
                    Ok(value) => value,
                    Err(_) => unusual(&raw.trimmed_unquoted()?)?,
                };
                // Digits that make infinity are too much for the type; infinity itself has none.
                if value.is_infinite() && raw.trimmed_unquoted()?.bytes().any(|byte| byte.is_ascii_digit()) {
                    return Err(ValueError::overflow());
                }
                Ok(value)
            }

            /// `nan` and `inf`, not Python's `NaN` and `Infinity`, so that no producer writes them
            /// bare into `SM_HPS`.
            fn to_text(&self) -> String {
                if self.is_nan() { "nan".to_owned() } else { format!("{self:?}") }
            }
        }
    )*};
}

floats!(f32 f64);
