//! Rules for numbers.

use crate::values::remedy::appearance::Appearance;

pub(super) fn other_base(text: &str) -> Option<Appearance> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (base, is) = match digits.get(..2)? {
        "0x" | "0X" => (16, "it is hexadecimal"),
        "0o" | "0O" => (8, "it is octal"),
        "0b" | "0B" => (2, "it is binary"),
        _ => return None,
    };
    if base == 16 && is_hexadecimal_float(&digits[2..]) {
        return Appearance::hint(is, "write it in decimal");
    }
    let number = i128::from_str_radix(&digits[2..].replace('_', ""), base)
        .ok()
        .filter(|number| *number >= 0)?;
    Appearance::new(is, [format!("{sign}{number}")])
}

/// `1p3`, `1.8p-1`: the part after `0x` of a hexadecimal float in C.
fn is_hexadecimal_float(text: &str) -> bool {
    let is_number =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_hexdigit() || c == '.');
    let parts = text.split_once(['p', 'P']);
    parts.is_some_and(|(mantissa, power)| is_number(mantissa) && power.parse::<i32>().is_ok())
}

/// `1d3`, as Fortran writes `1e3`.
pub(super) fn fortran(text: &str) -> Option<Appearance> {
    let (mantissa, power) = text.split_once(['d', 'D'])?;
    let is_exponent = power.parse::<i32>().is_ok() && mantissa.parse::<f64>().is_ok();
    if is_exponent {
        Appearance::new(
            "its exponent has a `d` instead of an `e`",
            [format!("{mantissa}e{power}")],
        )
    } else {
        None
    }
}

pub(super) fn percentage(text: &str) -> Option<Appearance> {
    let text = text.replace(',', ".");
    let (number, tail) = number_and_tail(&text)?;
    let is_percent = ["%", "percent", "pct", "％"]
        .iter()
        .any(|sign| tail.eq_ignore_ascii_case(sign));
    if !is_percent {
        return None;
    }
    let share = scaled(&number, -2);
    Appearance::new("it is a percentage", share.into_iter().chain([number]))
}

/// `1 000`, `1,000`, `1.000.000`, `1.000,5`: digits in groups of three.
pub(super) fn grouped(text: &str) -> Option<Appearance> {
    let is_separator = |c: char| matches!(c, ',' | '.' | '\'' | '’' | '_') || c.is_whitespace();
    let unsigned = text.trim_start_matches(['+', '-']);
    let separator = unsigned.chars().find(|c| is_separator(*c))?;
    // If the last separator differs from the others, it is the decimal point.
    let last = unsigned
        .chars()
        .rev()
        .find(|c| matches!(c, ',' | '.'))
        .filter(|last| *last != separator);
    let (whole, part) = match last {
        Some(point) => unsigned.split_once(point)?,
        None => (unsigned, ""),
    };
    let mut groups = whole.split(separator);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && is_digits(first));
    let are_groups = groups.all(|group| group.len() == 3 && is_digits(group));
    // A single point is a decimal point.
    let is_point = separator == '.' && whole.matches('.').count() == 1 && last.is_none();
    if !is_first || !are_groups || is_point || !is_digits(part) {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = whole.replace(separator, "");
    let number = if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    };
    // `1,000` can be 1 or 1000; `0,001` cannot be a thousand.
    let is_one_comma = separator == ',' && text.matches(',').count() == 1 && last.is_none();
    let with_point = is_one_comma.then(|| text.replace(',', "."));
    if is_one_comma && whole.starts_with('0') {
        return None;
    }
    let is = match separator {
        ',' if is_one_comma => "it has a comma".to_owned(),
        '.' if last == Some(',') => "it has a decimal comma".to_owned(),
        space if space.is_whitespace() => "it has a space between its digits".to_owned(),
        other => format!("it has `{other}` between its digits"),
    };
    Appearance::new(is, std::iter::once(number).chain(with_point))
}

pub(super) fn decimal_comma(text: &str) -> Option<Appearance> {
    let (whole, part) = text.split_once(',')?;
    let is_number = part.starts_with(|c: char| c.is_ascii_digit()) && !whole.contains('.');
    if is_number {
        Appearance::new("it has a decimal comma", [format!("{whole}.{part}")])
    } else {
        None
    }
}

pub(super) fn with_underscores(text: &str) -> Option<Appearance> {
    if !text.contains('_') {
        return None;
    }
    Appearance::new(
        "it has a `_` that is not between two digits",
        [text.replace('_', "")],
    )
}

/// `- 5`, `1 e-3`: a space that is not between two digits.
pub(super) fn with_space(text: &str) -> Option<Appearance> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let are_apart = parts
        .windows(2)
        .all(|pair| !(pair[0].ends_with(is_digit) && pair[1].starts_with(is_digit)));
    if parts.len() < 2 || !are_apart {
        None
    } else {
        Appearance::new("it contains a space", [parts.concat()])
    }
}

/// `5.0f`, `10k`, `30s`, `5 epochs`.
pub(super) fn with_tail(text: &str) -> Option<Appearance> {
    const SUFFIXES: [&str; 24] = [
        "f", "F", "d", "D", "l", "L", "u", "U", "ul", "UL", "f16", "f32", "f64", "i8", "i16",
        "i32", "i64", "u8", "u16", "u32", "u64", "usize", "isize", "bf16",
    ];
    let (number, tail) = number_and_tail(text)?;
    let power = match tail {
        "k" | "K" => Some(3),
        "M" => Some(6),
        _ => None,
    };
    if let Some(power) = power {
        return Appearance::new(
            format!("it has the suffix `{tail}`"),
            scaled(&number, power),
        );
    }
    if SUFFIXES.contains(&tail) {
        return Appearance::new(format!("it has the suffix `{tail}`"), [number]);
    }
    // `0x`, `0b` and `0o` are prefixes of numbers, and units have no digits, unlike `64x32` or
    // `1q3`.
    let is_prefix = matches!(text.get(..2), Some("0x" | "0X" | "0b" | "0B" | "0o" | "0O"));
    let is_in_number = tail
        .chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '-'));
    if is_prefix || is_in_number {
        return None;
    }
    let is_unit = tail.starts_with(|c: char| c.is_alphabetic() || "€$£°".contains(c))
        && tail
            .chars()
            .all(|c| c.is_alphanumeric() || "/ €$£°²³-".contains(c));
    if is_unit {
        Appearance::new(format!("it has a unit ({tail})"), [number])
    } else {
        None
    }
}

pub(super) fn several(text: &str) -> Option<Appearance> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || ",;|[]()".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let are_numbers = parts.iter().all(|part| part.parse::<f64>().is_ok());
    if parts.len() < 2 || !are_numbers {
        return None;
    }
    Appearance::hint(
        format!("it contains {} numbers", parts.len()),
        "write one number",
    )
}

pub(super) fn expression(text: &str) -> Option<Appearance> {
    let is_operator = |c: char| matches!(c, '*' | '/' | '^' | '×' | '+' | '-');
    let has_digits = text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    let is_expression = text
        .chars()
        .all(|c| c.is_ascii_digit() || is_operator(c) || ". e".contains(c));
    if !has_digits || !is_expression || !text.contains(is_operator) {
        return None;
    }
    Appearance::hint(
        "it is an expression, which is not evaluated",
        "write its result",
    )
}

pub(super) fn boolean(text: &str) -> Option<Appearance> {
    let number = match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "1",
        "false" | "no" | "off" => "0",
        _ => return None,
    };
    Appearance::new("it is a boolean, not a number", [number.to_owned()])
}

/// `1.5` for an integer: proposes the nearest whole numbers.
pub(super) fn fraction(text: &str) -> Option<Appearance> {
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|number| number.fract().abs() > 0.0)?;
    Appearance::new(
        "it is not a whole number",
        [number.floor(), number.ceil()].map(|whole| format!("{}", whole as i64)),
    )
}

/// Splits a text into the number at its start and the rest.
fn number_and_tail(text: &str) -> Option<(String, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let sign = text.len() - text.trim_start_matches(['+', '-']).len();
    let unsigned = &text[sign..];
    let mantissa = unsigned
        .find(|c| !is_digit(c) && c != '.')
        .unwrap_or(unsigned.len());
    let exponent = unsigned[mantissa..]
        .strip_prefix(['e', 'E'])
        .map_or(0, |exponent| {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            let length = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
            if length == 0 {
                0
            } else {
                1 + exponent.len() - digits.len() + length
            }
        });
    let (number, tail) = text.split_at(sign + mantissa + exponent);
    let is_number = sign <= 1 && number.parse::<f64>().is_ok();
    (is_number && !tail.is_empty()).then(|| (number.to_owned(), tail.trim()))
}

/// Multiplies a number without an exponent by ten to the `power`.
fn scaled(number: &str, power: i32) -> Option<String> {
    let unsigned = number.trim_start_matches(['+', '-']);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if [whole, part]
        .concat()
        .bytes()
        .any(|byte| !byte.is_ascii_digit())
    {
        return None;
    }
    // Enough zeros on both sides to move the point.
    let zeros = "0".repeat(power.unsigned_abs() as usize);
    let digits = format!("{zeros}{whole}{part}{zeros}");
    let point = usize::try_from((zeros.len() + whole.len()) as i32 + power).ok()?;
    let (whole, part) = digits.split_at_checked(point)?;
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let sign = if number.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_moves() {
        for (number, power, scaled_number) in [
            ("10", -2, "0.1"),
            ("1", -2, "0.01"),
            ("12.5", -2, "0.125"),
            ("-100", -2, "-1"),
            ("0", -2, "0"),
            ("1.5", 3, "1500"),
            ("10", 6, "10000000"),
            (".5", 3, "500"),
        ] {
            assert_eq!(
                scaled(number, power).as_deref(),
                Some(scaled_number),
                "{number}"
            );
        }
        assert_eq!(scaled("1e5", 3), None);
    }
}
