//! Rules for single values of any type.

use smenv_shared::names::is_dash;

use crate::values::remedy::appearance::{Appearance, WRITE_VALUE};
use crate::values::remedy::numbers::grouped;

pub(super) fn not_expanded(text: &str) -> Option<Appearance> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "_-. ".contains(c))
    };
    let inside =
        |open: &str, close: &str| text.strip_prefix(open)?.strip_suffix(close).map(str::trim);
    let is_shells = text.contains("${") && text.contains('}')
        || text.starts_with("$(")
        || text
            .strip_prefix('$')
            .is_some_and(|name| is_name(name) && !name.starts_with(|c: char| c.is_ascii_digit()));
    let is_windows = inside("%", "%").is_some_and(is_name);
    if is_shells || is_windows {
        return Appearance::hint(
            "it looks like a variable that was not expanded",
            "write its value",
        );
    }
    let is_filled_in = inside("{{", "}}").is_some() || inside("<", ">").is_some_and(is_name);
    if is_filled_in {
        Appearance::hint(
            "it looks like a placeholder that was not filled in",
            "write its value",
        )
    } else {
        None
    }
}

pub(super) fn no_value(text: &str) -> Option<Appearance> {
    const WORDS: [&str; 6] = ["none", "null", "nil", "undefined", "n/a", "na"];
    let is_none = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_none {
        Appearance::hint("it means no value", WRITE_VALUE)
    } else {
        None
    }
}

pub(super) fn quoted(text: &str) -> Option<Appearance> {
    const MARKS: [char; 14] = [
        '"', '\'', '`', '´', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '\\',
    ];
    let inside = text.trim_matches(MARKS).trim();
    let first = text.chars().find(|character| MARKS.contains(character))?;
    let is = match inside.len() < text.len() {
        true if text.starts_with(first) && text.ends_with(first) && text.len() > 1 => {
            format!("it is in quotes ({first})")
        }
        true => format!("it has a stray quotation mark ({first})"),
        false => return None,
    };
    Appearance::new(is, [inside.to_owned()])
}

/// Characters that look like ASCII ones, or are invisible.
pub(super) fn lookalike(text: &str) -> Option<Appearance> {
    let plain = |character: char| match character {
        dash if dash != '-' && is_dash(dash) => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        _ => None,
    };
    let is_invisible = |character: char| {
        matches!(
            character,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
    };
    let odd = text
        .chars()
        .find(|character| plain(*character).is_some() || is_invisible(*character))?;
    let number = u32::from(odd);
    let is = match plain(odd) {
        Some(' ') => format!("it has a special space (U+{number:04X})"),
        Some(plain) => format!("it has `{odd}` (U+{number:04X}) instead of `{plain}`"),
        None => format!("it has an invisible character (U+{number:04X})"),
    };
    let text: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| plain(c).unwrap_or(c))
        .collect();
    // Thin spaces separate groups of digits.
    let joined = grouped(&text).map(|look| look.meant).unwrap_or_default();
    Appearance::new(is, std::iter::once(text).chain(joined))
}

pub(super) fn commented(text: &str) -> Option<Appearance> {
    let (before, _) = text.split_once('#').or_else(|| text.split_once("//"))?;
    if before.trim().is_empty() {
        None
    } else {
        Appearance::new("it contains a comment", [before.trim().to_owned()])
    }
}

/// `lr=0.1`: the name precedes the value.
pub(super) fn assigned(text: &str) -> Option<Appearance> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim().trim_start_matches('-');
    if !name
        .chars()
        .all(|c| c.is_alphanumeric() || "_-.:".contains(c))
    {
        return None;
    }
    Appearance::new(
        "it has an `=`, and only the value belongs here",
        [value.trim_start_matches('=').trim().to_owned()],
    )
}

pub(super) fn in_brackets(text: &str) -> Option<Appearance> {
    let inside = text
        .strip_prefix(['[', '(', '{'])?
        .strip_suffix([']', ')', '}'])?
        .trim();
    let is = match text.starts_with('{') {
        true => "it is in braces",
        false if inside.is_empty() || inside.contains([',', '[', '(']) => "it is a list",
        false => "it is in brackets",
    };
    Appearance::new(is, [inside.trim_matches(['"', '\'']).to_owned()])
}

pub(super) fn with_stray_punctuation(text: &str) -> Option<Appearance> {
    const STRAY: [char; 6] = [',', ';', ':', '.', '!', '?'];
    let inside = text.trim_matches(STRAY).trim();
    let stray = match text.chars().last() {
        Some(last) if STRAY.contains(&last) => last,
        _ => text.chars().next().filter(|first| STRAY.contains(first))?,
    };
    if inside.is_empty() {
        return None;
    }
    // A point before the first digit is part of the number, and a comma can be.
    let (before, _) = text.split_once(inside)?;
    let point = before.ends_with(['.', ',']) && inside.starts_with(|c: char| c.is_ascii_digit());
    let with_point = point.then(|| format!("0.{inside}"));
    let without = if point && before.ends_with('.') {
        None
    } else {
        Some(inside.to_owned())
    };
    Appearance::new(
        format!("it has a stray `{stray}`"),
        with_point.into_iter().chain(without),
    )
}

pub(super) fn number_for_bool(text: &str) -> Option<Appearance> {
    let number = text.parse::<f64>().ok()?;
    let meant = [(1.0, "true"), (0.0, "false")]
        .into_iter()
        .find(|(value, _)| *value == number);
    Appearance::new("it is a number", meant.map(|(_, word)| word.to_owned()))
}

pub(super) fn word_for_bool(text: &str) -> Option<Appearance> {
    let word = text.to_ascii_lowercase();
    let meant = match word.as_str() {
        "enable" | "enabled" | "ok" | "ja" | "oui" | "si" => "true",
        "disable" | "disabled" | "never" | "nein" | "non" => "false",
        _ => return None,
    };
    Appearance::new("it is not a boolean", [meant.to_owned()])
}
