//! What a refused text looks like, and what to write instead.
//!
//! Each rule looks at the text alone and proposes texts; only one that the field takes is shown. So a rule may guess: a wrong guess is
//! never shown.

use std::borrow::Cow;

use super::Expected;

/// What the field that refused a text takes.
pub(crate) struct Wanted<'w> {
    pub(crate) expected: &'w Expected,
    /// What separates the items of a list, if not a comma.
    pub(crate) delimiter: Option<&'static str>,
    pub(crate) has_default: bool,
    /// Whether the field takes this text.
    pub(crate) takes: &'w dyn Fn(&str) -> bool,
}

/// What is wrong with a text, and what to do about it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Remedy {
    /// A clause about the text, such as "it has a decimal comma".
    pub(crate) looks: Option<Cow<'static, str>>,
    /// An imperative clause, such as "write `0.1`".
    pub(crate) instead: Option<String>,
    /// Whether that clause has a text which the field takes.
    pub(crate) is_sure: bool,
}

/// What a rule makes of a text.
struct Look {
    is: Cow<'static, str>,
    /// What may have been meant.
    meant: Vec<String>,
    /// What to do where none of these is shown.
    hint: &'static str,
}

impl Look {
    fn new(is: impl Into<Cow<'static, str>>, meant: impl IntoIterator<Item = String>) -> Option<Self> {
        Some(Look { is: is.into(), meant: meant.into_iter().collect(), hint: "" })
    }

    fn hint(is: impl Into<Cow<'static, str>>, hint: &'static str) -> Option<Self> {
        Some(Look { is: is.into(), meant: Vec::new(), hint })
    }
}

const WRITE_VALUE: &str = "write a value";

type Rule = fn(&str) -> Option<Look>;

/// For every type but texts, which take what is given.
const ANY: &[Rule] = &[not_expanded, no_value, quoted, lookalike, commented, assigned, with_stray_punctuation];

const SINGLE: &[Rule] = &[in_brackets];

const NUMBERS: &[Rule] = &[
    other_base,
    percentage,
    grouped,
    decimal_comma,
    with_underscores,
    with_space,
    with_tail,
    several,
    expression,
    boolean,
];

const INTEGERS: &[Rule] = &[fraction];

const BOOLS: &[Rule] = &[number_for_bool, word_for_bool];

const LISTS: &[Rule] = &[unclosed];

const MAPS: &[Rule] = &[colons, unclosed];

/// A text that is longer was not mistyped.
const LONGEST: usize = 200;

/// What to do about a text that the field refuses.
#[cold]
pub(crate) fn remedy(text: &str, wanted: &Wanted<'_>) -> Remedy {
    let text = text.trim();
    let rules: &[&[Rule]] = match wanted.expected {
        Expected::Text | Expected::Char => return Remedy::default(),
        Expected::Integer { .. } => &[ANY, SINGLE, INTEGERS, NUMBERS],
        Expected::Float => &[ANY, SINGLE, NUMBERS],
        Expected::Bool => &[ANY, SINGLE, BOOLS],
        Expected::List(_) | Expected::Array(..) | Expected::Tuple(_) => &[ANY, LISTS],
        Expected::Map(_) => &[ANY, MAPS],
        Expected::Choice(_) | Expected::Other(_) => &[ANY, SINGLE],
    };
    let is_list = matches!(wanted.expected, Expected::List(_) | Expected::Array(..) | Expected::Tuple(_));
    let form = || form(wanted);
    if text.is_empty() || text.len() > LONGEST {
        return Remedy { looks: None, instead: form(), is_sure: false };
    }
    let mut first = None;
    let looks = rules.iter().copied().flatten().filter_map(|rule| rule(text));
    let of_delimiter = if is_list { other_delimiter(text, wanted.delimiter.unwrap_or(",")) } else { None };
    for look in looks.chain(of_delimiter) {
        let meant: Vec<String> = look.meant.iter().filter(|meant| (wanted.takes)(meant)).map(|m| code(m)).collect();
        if !meant.is_empty() {
            let instead = Some(format!("write {}", meant.join(" or ")));
            return Remedy { looks: Some(look.is), instead, is_sure: true };
        }
        first = first.or(Some(look));
    }
    let hint = match &first {
        Some(Look { hint: WRITE_VALUE, .. }) if wanted.has_default => {
            "write a value, or leave it out to use the default"
        }
        Some(look) => look.hint,
        None => "",
    };
    let instead = if hint.is_empty() { form() } else { Some(hint.to_owned()) };
    Remedy { looks: first.map(|look| look.is), instead, is_sure: false }
}

fn code(text: &str) -> String {
    if text.contains('`') { format!("{text:?}") } else { format!("`{text}`") }
}

fn not_expanded(text: &str) -> Option<Look> {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    let inside = |open: &str, close: &str| text.strip_prefix(open)?.strip_suffix(close).map(str::trim);
    let is_shells = text.contains("${") && text.contains('}')
        || text.starts_with("$(")
        || text.strip_prefix('$').is_some_and(|name| is_name(name) && !name.starts_with(|c: char| c.is_ascii_digit()));
    let is_windows = inside("%", "%").is_some_and(is_name);
    if is_shells || is_windows {
        return Look::hint("it looks like a variable that was not expanded", "write its value");
    }
    let is_filled_in = inside("{{", "}}").is_some() || inside("<", ">").is_some_and(is_name);
    if is_filled_in {
        Look::hint("it looks like a placeholder that was not filled in", "write its value")
    } else {
        None
    }
}

fn no_value(text: &str) -> Option<Look> {
    const WORDS: [&str; 6] = ["none", "null", "nil", "undefined", "n/a", "na"];
    let is_none = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_none { Look::hint("it means no value", WRITE_VALUE) } else { None }
}

fn quoted(text: &str) -> Option<Look> {
    const MARKS: [char; 14] = ['"', '\'', '`', '´', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '\\'];
    let inside = text.trim_matches(MARKS).trim();
    let first = text.chars().find(|character| MARKS.contains(character))?;
    let is = match inside.len() < text.len() {
        true if text.starts_with(first) && text.ends_with(first) && text.len() > 1 => {
            format!("it is in quotes ({first})")
        }
        true => format!("it has a stray quotation mark ({first})"),
        false => return None,
    };
    Look::new(is, [inside.to_owned()])
}

/// Characters that look like those of ASCII, or like nothing.
fn lookalike(text: &str) -> Option<Look> {
    let plain = |character: char| match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        _ => None,
    };
    let is_invisible =
        |character: char| matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let odd = text.chars().find(|character| plain(*character).is_some() || is_invisible(*character))?;
    let number = u32::from(odd);
    let is = match plain(odd) {
        Some(' ') => format!("it has a special space (U+{number:04X})"),
        Some(plain) => format!("it has `{odd}` (U+{number:04X}) for `{plain}`"),
        None => format!("it has an invisible character (U+{number:04X})"),
    };
    let text: String = text.chars().filter(|c| !is_invisible(*c)).map(|c| plain(c).unwrap_or(c)).collect();
    // A thin space stands between groups of digits.
    let joined = grouped(&text).map(|look| look.meant).unwrap_or_default();
    Look::new(is, std::iter::once(text).chain(joined))
}

fn commented(text: &str) -> Option<Look> {
    let (before, _) = text.split_once('#').or_else(|| text.split_once("//"))?;
    if before.trim().is_empty() { None } else { Look::new("it has a comment", [before.trim().to_owned()]) }
}

/// `lr=0.1`: the name stands before the value.
fn assigned(text: &str) -> Option<Look> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim().trim_start_matches('-');
    if !name.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c)) {
        return None;
    }
    Look::new("it has an `=`, and only the value belongs here", [value.trim_start_matches('=').trim().to_owned()])
}

fn in_brackets(text: &str) -> Option<Look> {
    let inside = text.strip_prefix(['[', '(', '{'])?.strip_suffix([']', ')', '}'])?.trim();
    let is = match text.starts_with('{') {
        true => "it is in braces",
        false if inside.is_empty() || inside.contains([',', '[', '(']) => "it is a list",
        false => "it is in brackets",
    };
    Look::new(is, [inside.trim_matches(['"', '\'']).to_owned()])
}

fn with_stray_punctuation(text: &str) -> Option<Look> {
    const STRAY: [char; 6] = [',', ';', ':', '.', '!', '?'];
    let inside = text.trim_matches(STRAY).trim();
    let stray = match text.chars().last() {
        Some(last) if STRAY.contains(&last) => last,
        _ => text.chars().next().filter(|first| STRAY.contains(first))?,
    };
    if inside.is_empty() { None } else { Look::new(format!("it has a stray `{stray}`"), [inside.to_owned()]) }
}

fn other_base(text: &str) -> Option<Look> {
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
    let number = i128::from_str_radix(&digits[2..].replace('_', ""), base).ok().filter(|number| *number >= 0)?;
    Look::new(is, [format!("{sign}{number}")])
}

fn percentage(text: &str) -> Option<Look> {
    let text = text.replace(',', ".");
    let (number, tail) = number_and_tail(&text)?;
    let is_percent = ["%", "percent", "pct", "％"].iter().any(|sign| tail.eq_ignore_ascii_case(sign));
    if !is_percent {
        return None;
    }
    let share = scaled(&number, -2);
    Look::new("it is a percentage", share.into_iter().chain([number]))
}

/// `1 000`, `1,000`, `1.000.000`, `1.000,5`: digits in groups of three.
fn grouped(text: &str) -> Option<Look> {
    let is_separator = |c: char| matches!(c, ',' | '.' | '\'' | '’' | '_') || c.is_whitespace();
    let unsigned = text.trim_start_matches(['+', '-']);
    let separator = unsigned.chars().find(|c| is_separator(*c))?;
    // The last separator, where it is another one, is the point.
    let last = unsigned.chars().rev().find(|c| matches!(c, ',' | '.')).filter(|last| *last != separator);
    let (whole, part) = match last {
        Some(point) => unsigned.split_once(point)?,
        None => (unsigned, ""),
    };
    let mut groups = whole.split(separator);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && is_digits(first));
    let are_groups = groups.all(|group| group.len() == 3 && is_digits(group));
    // One point alone is a decimal one.
    let is_point = separator == '.' && whole.matches('.').count() == 1 && last.is_none();
    if !is_first || !are_groups || is_point || !is_digits(part) {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = whole.replace(separator, "");
    let number = if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
    // `1,000` may be one as well as a thousand, `0,001` not.
    let is_one_comma = separator == ',' && whole.len() < 7 && text.matches(',').count() == 1 && last.is_none();
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
    Look::new(is, std::iter::once(number).chain(with_point))
}

fn decimal_comma(text: &str) -> Option<Look> {
    let (whole, part) = text.split_once(',')?;
    let is_number = part.starts_with(|c: char| c.is_ascii_digit()) && !whole.contains('.');
    if is_number { Look::new("it has a decimal comma", [format!("{whole}.{part}")]) } else { None }
}

fn with_underscores(text: &str) -> Option<Look> {
    if !text.contains('_') {
        return None;
    }
    Look::new("it has a `_` that is not between two digits", [text.replace('_', "")])
}

/// `- 5`, `1 e-3`: a space that does not stand between two digits.
fn with_space(text: &str) -> Option<Look> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let are_apart = parts.windows(2).all(|pair| !(pair[0].ends_with(is_digit) && pair[1].starts_with(is_digit)));
    if parts.len() < 2 || !are_apart { None } else { Look::new("it has a space in it", [parts.concat()]) }
}

/// `5.0f`, `10k`, `30s`, `5 epochs`.
fn with_tail(text: &str) -> Option<Look> {
    const SUFFIXES: [&str; 24] = [
        "f", "F", "d", "D", "l", "L", "u", "U", "ul", "UL", "f16", "f32", "f64", "i8", "i16", "i32", "i64", "u8",
        "u16", "u32", "u64", "usize", "isize", "bf16",
    ];
    let (number, tail) = number_and_tail(text)?;
    let power = match tail {
        "k" | "K" => Some(3),
        "M" => Some(6),
        _ => None,
    };
    if let Some(power) = power {
        return Look::new(format!("it has the suffix `{tail}`"), scaled(&number, power));
    }
    if SUFFIXES.contains(&tail) {
        return Look::new(format!("it has the suffix `{tail}`"), [number]);
    }
    let is_unit = tail.starts_with(|c: char| c.is_alphabetic() || "€$£°".contains(c))
        && tail.chars().all(|c| c.is_alphanumeric() || "/ €$£°²³-".contains(c));
    if is_unit { Look::new(format!("it has a unit ({tail})"), [number]) } else { None }
}

fn several(text: &str) -> Option<Look> {
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ",;|[]()".contains(c)).filter(|part| !part.is_empty()).collect();
    let are_numbers = parts.iter().all(|part| part.parse::<f64>().is_ok());
    if parts.len() < 2 || !are_numbers {
        return None;
    }
    Look::hint(format!("it has {} numbers", parts.len()), "write one number")
}

fn expression(text: &str) -> Option<Look> {
    let is_operator = |c: char| matches!(c, '*' | '/' | '^' | '×' | '+' | '-');
    let has_digits = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit());
    let is_expression = text.chars().all(|c| c.is_ascii_digit() || is_operator(c) || ". e".contains(c));
    if !has_digits || !is_expression || !text.contains(is_operator) {
        return None;
    }
    Look::hint("it is an expression, which is not evaluated", "write its result")
}

fn boolean(text: &str) -> Option<Look> {
    let number = match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "1",
        "false" | "no" | "off" => "0",
        _ => return None,
    };
    Look::new("it is a boolean, not a number", [number.to_owned()])
}

/// `1.5` where whole numbers are wanted: those around it.
fn fraction(text: &str) -> Option<Look> {
    let number = text.parse::<f64>().ok().filter(|number| number.fract() != 0.0 && number.abs() < 1e15)?;
    Look::new("it is not whole", [number.floor(), number.ceil()].map(|whole| format!("{}", whole as i64)))
}

fn number_for_bool(text: &str) -> Option<Look> {
    let number = text.parse::<f64>().ok()?;
    let meant = [(1.0, "true"), (0.0, "false")].into_iter().find(|(value, _)| *value == number);
    Look::new("it is a number", meant.map(|(_, word)| word.to_owned()))
}

fn word_for_bool(text: &str) -> Option<Look> {
    let word = text.to_ascii_lowercase();
    let meant = match word.as_str() {
        "enable" | "enabled" | "ok" | "ja" | "oui" | "si" => "true",
        "disable" | "disabled" | "never" | "nein" | "non" => "false",
        _ => return None,
    };
    Look::new("it is not a boolean", [meant.to_owned()])
}

/// `1;2`, `1|2`, `1:2`: another delimiter than the field's.
fn other_delimiter(text: &str, delimiter: &str) -> Option<Look> {
    let is_there = |other: &&str| text.contains(other) && *other != delimiter;
    let other = [";", "|", ",", "/", ":", " "].into_iter().find(is_there)?;
    let items = |text: &str| -> Vec<String> {
        text.split(other).map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
    };
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let with_points = || -> Option<Vec<String>> {
        items(inside).iter().map(|item| decimal_comma(item)?.meant.into_iter().next()).collect()
    };
    match with_points().filter(|_| other != ",") {
        // The commas are in the numbers, and something else is between them.
        Some(numbers) => Look::new("its numbers have a decimal comma", [numbers.join(delimiter)]),
        None => Look::new(format!("its items are separated by `{other}`"), [items(text).join(delimiter)]),
    }
}

fn unclosed(text: &str) -> Option<Look> {
    let close = match text.chars().next()? {
        '[' => "]",
        '(' => ")",
        '{' => "}",
        _ => return None,
    };
    if text.ends_with([']', ')', '}']) {
        None
    } else {
        Look::new(format!("its `{close}` is missing"), [format!("{text}{close}")])
    }
}

/// `a:1,b:2`
fn colons(text: &str) -> Option<Look> {
    if text.starts_with('{') || !text.contains(':') {
        return None;
    }
    let entries: Vec<String> = text.split(',').map(|entry| entry.trim().replacen(':', "=", 1)).collect();
    Look::new("its keys are followed by `:`", [entries.join(",")])
}

/// How a list or a map is written, by an example that the field takes.
fn form(wanted: &Wanted<'_>) -> Option<String> {
    if wanted.expected.is_one_text() {
        return None;
    }
    let Example { bare, json } = example(wanted.expected, 0, wanted.delimiter.unwrap_or(","))?;
    let forms: Vec<String> =
        bare.into_iter().chain([json]).filter(|form| (wanted.takes)(form)).map(|f| code(&f)).collect();
    if forms.is_empty() { None } else { Some(format!("write it as {}", forms.join(" or "))) }
}

/// A value in an example.
struct Example {
    /// Without brackets, braces and quotes, where it can do without.
    bare: Option<String>,
    json: String,
}

/// The value of this number in an example.
fn example(expected: &Expected, number: usize, delimiter: &str) -> Option<Example> {
    let plain = |text: String| Some(Example { bare: Some(text.clone()), json: text });
    let text = |text: String| Some(Example { json: format!("{text:?}"), bare: Some(text) });
    let letter = || char::from(b"abcdef"[number % 6]).to_string();
    match expected {
        Expected::Integer { nonzero, .. } => plain((number + usize::from(*nonzero)).to_string()),
        Expected::Float => plain(format!("0.{}", number % 9 + 1)),
        Expected::Bool => plain((number % 2 == 0).to_string()),
        Expected::Text | Expected::Char => text(letter()),
        Expected::Choice(choices) => text((*choices.get(number % choices.len().max(1))?).to_owned()),
        Expected::List(item) => list_of(&[*item; 3][..if number == 0 { 3 } else { 2 }], delimiter),
        Expected::Array(item, length @ 1..=6) => list_of(&vec![*item; *length], delimiter),
        Expected::Tuple(items) => list_of(&items.iter().collect::<Vec<_>>(), delimiter),
        Expected::Map(value) => {
            let (a, b) = match value {
                Expected::Text | Expected::Char => (text("x".to_owned())?, text("y".to_owned())?),
                _ => (example(value, 1, ",")?, example(value, 2, ",")?),
            };
            let bare = a.bare.zip(b.bare).map(|(a, b)| format!("a={a},b={b}"));
            Some(Example { bare, json: format!("{{\"a\": {}, \"b\": {}}}", a.json, b.json) })
        }
        Expected::Array(..) | Expected::Other(_) => None,
    }
}

fn list_of(items: &[&Expected], delimiter: &str) -> Option<Example> {
    let items: Option<Vec<Example>> = (0..).zip(items).map(|(number, item)| example(item, number, ",")).collect();
    let items = items?;
    let json: Vec<&str> = items.iter().map(|item| item.json.as_str()).collect();
    let is_flat = |item: &&Example| !item.json.starts_with(['[', '{']);
    let bare: Option<Vec<&str>> = items.iter().map(|item| Some(item).filter(is_flat)?.bare.as_deref()).collect();
    Some(Example { bare: bare.map(|bare| bare.join(delimiter)), json: format!("[{}]", json.join(",")) })
}

/// A number in digits at the start of a text, and what follows it.
fn number_and_tail(text: &str) -> Option<(String, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let sign = text.len() - text.trim_start_matches(['+', '-']).len();
    let unsigned = &text[sign..];
    let mantissa = unsigned.find(|c| !is_digit(c) && c != '.').unwrap_or(unsigned.len());
    let exponent = unsigned[mantissa..].strip_prefix(['e', 'E']).map_or(0, |exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let length = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
        if length == 0 { 0 } else { 1 + exponent.len() - digits.len() + length }
    });
    let (number, tail) = text.split_at(sign + mantissa + exponent);
    let is_number = sign <= 1 && number.parse::<f64>().is_ok();
    (is_number && !tail.is_empty()).then(|| (number.to_owned(), tail.trim()))
}

/// A number without an exponent, times ten to the `power`.
fn scaled(number: &str, power: i32) -> Option<String> {
    let unsigned = number.trim_start_matches(['+', '-']);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if [whole, part].concat().bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    // Enough zeros on both sides for the point to move among the digits.
    let zeros = "0".repeat(power.unsigned_abs() as usize);
    let digits = format!("{zeros}{whole}{part}{zeros}");
    let point = usize::try_from((zeros.len() + whole.len()) as i32 + power).ok()?;
    let (whole, part) = digits.split_at_checked(point)?;
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let sign = if number.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HyperparameterValue;

    fn told<T: HyperparameterValue>(text: &str) -> (String, String) {
        let takes = |text: &str| T::from_text(text).is_ok();
        let remedy =
            remedy(text, &Wanted { expected: &T::EXPECTED, delimiter: None, has_default: false, takes: &takes });
        (remedy.looks.unwrap_or_default().into_owned(), remedy.instead.unwrap_or_default())
    }

    #[test]
    fn no_text_makes_a_rule_panic() {
        let parts = [
            "", "-", "+", ".", ",", "e", "0x", "1", "000", " ", "%", "é", "−", "“", "=", "#", "[", "}", "${",
            "\u{feff}", "k",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    let text = [a, b, c].concat();
                    for told in [told::<f64>, told::<u8>, told::<bool>, told::<Vec<u8>>] {
                        told(&text);
                    }
                }
            }
        }
    }

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
            assert_eq!(scaled(number, power).as_deref(), Some(scaled_number), "{number}");
        }
        assert_eq!(scaled("1e5", 3), None);
    }

    #[test]
    fn a_list_or_a_map_has_the_form_that_its_type_takes() {
        fn is_right<T: HyperparameterValue>(words: &str) {
            assert_eq!(told::<T>("").1, words);
        }
        is_right::<Vec<u8>>("write it as `0,1,2` or `[0,1,2]`");
        is_right::<Vec<std::num::NonZeroU8>>("write it as `1,2,3` or `[1,2,3]`");
        is_right::<[f64; 2]>("write it as `0.1,0.2` or `[0.1,0.2]`");
        is_right::<(u8, String, bool)>("write it as `0,b,true` or `[0,\"b\",true]`");
        is_right::<Vec<Vec<u8>>>("write it as `[[0,1,2],[0,1],[0,1]]`");
        is_right::<std::collections::BTreeMap<String, u8>>("write it as `a=1,b=2` or `{\"a\": 1, \"b\": 2}`");
        is_right::<std::collections::BTreeMap<u8, u8>>("");
    }
}
