//! Rules for lists and maps.

use super::look::Look;
use super::numbers::decimal_comma;

/// `1;2`, `1|2`, `1:2`: another delimiter than the field's.
pub(super) fn other_delimiter(text: &str, delimiter: &str) -> Option<Look> {
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

pub(super) fn unclosed(text: &str) -> Option<Look> {
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
pub(super) fn colons(text: &str) -> Option<Look> {
    if text.starts_with('{') || !text.contains(':') {
        return None;
    }
    let entries: Vec<String> = text.split(',').map(|entry| entry.trim().replacen(':', "=", 1)).collect();
    Look::new("its keys are followed by `:`", [entries.join(",")])
}
