//! Integers: what a float takes when it is whole and in range, exactly.

use std::num::NonZero;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// The value of up to 18 digits, which no `u64` is too small for.
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

/// The value of `text` as a sign and a magnitude.
#[cold]
fn decimal(text: &str) -> Result<(bool, u128), ValueError> {
    if text.is_empty() {
        return Err(ValueError::new("it is empty"));
    }
    let Some(text) = super::float::without_underscores(text) else {
        return Err(ValueError::default());
    };
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, &*text),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits_only(whole) || !digits_only(fraction) || whole.is_empty() && fraction.is_empty() {
        return Err(match text.parse::<f64>() {
            Ok(_) => ValueError::new("it is not a finite number"),
            Err(_) => ValueError::default(),
        });
    }
    let exponent = match exponent {
        None => 0,
        Some(exponent) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !digits_only(digits) {
                return Err(ValueError::default());
            }
            // An exponent beyond any length of text is as good as endless.
            let limit = if exponent.starts_with('-') {
                i64::MIN / 4
            } else {
                i64::MAX / 4
            };
            exponent
                .parse()
                .unwrap_or(limit)
                .clamp(i64::MIN / 4, i64::MAX / 4)
        }
    };
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Ok((false, 0));
    }
    let zeros = (digits.len() - digits.trim_end_matches('0').len()) as i64;
    let shift = exponent - fraction.len() as i64 + zeros;
    if shift < 0 {
        return Err(ValueError::new("it is not whole"));
    }
    let magnitude = significant.parse::<u128>().ok().and_then(|value| {
        let factor = 10u128.checked_pow(u32::try_from(shift).ok()?)?;
        value.checked_mul(factor)
    });
    // `u128::MAX` itself has no zero at its end that would hide an overflow here: beyond it is
    // beyond every type.
    magnitude
        .map(|magnitude| (negative, magnitude))
        .ok_or_else(ValueError::overflow)
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Integer { min: <$type>::MIN as i128, max: <$type>::MAX as u128, nonzero: false };
            const IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::read(RawValue::from_text(text))
            }

            #[inline]
            fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                // Nearly every integer is a few digits: no need for more than this.
                if let Some(Ok(value)) = few_digits(raw.spelt().as_bytes()).map(Self::try_from) {
                    return Ok(value);
                }
                let (negative, magnitude) = decimal(&raw.bare()?)?;
                if negative {
                    // The least value's magnitude is one more than the greatest value's.
                    0i128.checked_sub_unsigned(magnitude).and_then(|value| Self::try_from(value).ok())
                } else {
                    Self::try_from(magnitude).ok()
                }
                .ok_or_else(|| ValueError::beyond(negative, <$type>::MIN as i128, <$type>::MAX as u128))
            }

            #[inline]
            fn to_text(&self) -> String {
                self.to_string()
            }
        }

        impl HyperparameterValue for NonZero<$type> {
            const EXPECTED: ValueType = ValueType::Integer { min: <$type>::MIN as i128, max: <$type>::MAX as u128, nonzero: true };
            const IS_JSON: bool = true;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::read(RawValue::from_text(text))
            }

            #[inline]
            fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                NonZero::new(<$type>::read(raw)?).ok_or_else(ValueError::out_of_range)
            }

            #[inline]
            fn to_text(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
