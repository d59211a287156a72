//! The notation of numbers and Booleans.

use std::borrow::Cow;

/// The words for `true`, in lower case.
pub const TRUE_WORDS: [&str; 6] = ["true", "1", "yes", "on", "t", "y"];
/// The words for `false`, in lower case. Producers turn `-0` into 0, so only the config file can
/// contain it.
pub const FALSE_WORDS: [&str; 7] = ["false", "0", "no", "off", "f", "n", "-0"];

/// Parses a Boolean, in any case.
#[must_use]
pub fn parse_bool(text: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(&TRUE_WORDS) {
        Some(true)
    } else {
        is_one_of(&FALSE_WORDS).then_some(false)
    }
}

/// Removes the underscores between digits; `None` if one of them is anywhere else.
#[must_use]
pub fn without_underscores(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let is_between_digits = |at: usize| is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
    text.match_indices('_')
        .all(|(at, _)| is_between_digits(at))
        .then(|| Cow::Owned(text.replace('_', "")))
}

/// A whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Whether it is less than 0.
    pub is_negative: bool,
    /// Its absolute value.
    pub magnitude: u128,
}

/// Why a text is not a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholeError {
    /// The text is empty.
    Empty,
    /// The text is not a number.
    Invalid,
    /// The text is a NaN or an infinity.
    NotFinite,
    /// The number has a fraction.
    NotWhole,
    /// The magnitude exceeds [`u128::MAX`].
    Overflow,
}

/// Parses a whole number exactly, even in the notation of a float: `256.0`, `1e18`, `1_000`.
///
/// # Errors
/// If the text is not a whole number of at most 128 bits.
pub fn parse_whole(text: &str) -> Result<Whole, WholeError> {
    if text.is_empty() {
        return Err(WholeError::Empty);
    }
    let text = without_underscores(text).ok_or(WholeError::Invalid)?;
    let (is_negative, unsigned) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, &*text),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.is_empty() && fraction.is_empty() {
        return Err(match text.parse::<f64>() {
            Ok(_) => WholeError::NotFinite,
            Err(_) => WholeError::Invalid,
        });
    }
    let exponent = exponent.map_or(Some(0), parse_exponent);
    let exponent = exponent.ok_or(WholeError::Invalid)?;
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        let (is_negative, magnitude) = (false, 0);
        return Ok(Whole {
            is_negative,
            magnitude,
        });
    }
    let zeros = (digits.len() - digits.trim_end_matches('0').len()) as i64;
    let shift = exponent - fraction.len() as i64 + zeros;
    if shift < 0 {
        return Err(WholeError::NotWhole);
    }
    let magnitude = significant.parse::<u128>().ok().and_then(|value| {
        let factor = 10u128.checked_pow(u32::try_from(shift).ok()?)?;
        value.checked_mul(factor)
    });
    // `u128::MAX` does not end in a zero, so trimming zeros cannot hide an overflow.
    magnitude
        .map(|magnitude| Whole {
            is_negative,
            magnitude,
        })
        .ok_or(WholeError::Overflow)
}

/// Parses an exponent. One that exceeds the length of any text is clamped.
fn parse_exponent(exponent: &str) -> Option<i64> {
    const LIMIT: i64 = i64::MAX / 4;
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if digits.is_empty() || digits.contains(|digit: char| !digit.is_ascii_digit()) {
        return None;
    }
    let clamped = if exponent.starts_with('-') {
        -LIMIT
    } else {
        LIMIT
    };
    Some(exponent.parse().unwrap_or(clamped).clamp(-LIMIT, LIMIT))
}
