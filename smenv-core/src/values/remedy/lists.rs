//! Rules for lists and maps.

use crate::values::remedy::appearance::Appearance;
use crate::values::remedy::numbers::decimal_comma;

/// `1;2`, `1|2`, `1:2`: not the delimiter of the field.
pub(super) fn other_delimiter(text: &str, delimiter: &str) -> Option<Appearance> {
    let is_there = |other: &&str| text.contains(other) && *other != delimiter;
    let other = [";", "|", ",", "/", ":", " "].into_iter().find(is_there)?;
    let items = |text: &str| -> Vec<String> {
        text.split(other)
            .map(|item| item.trim().to_owned())
            .filter(|item| !item.is_empty())
            .collect()
    };
    let inside = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    let with_points = || -> Option<Vec<String>> {
        items(inside)
            .iter()
            .map(|item| decimal_comma(item)?.meant.into_iter().next())
            .collect()
    };
    match with_points().filter(|_| other != ",") {
        // The commas are decimal ones.
        Some(numbers) => Appearance::new(
            "its numbers have a decimal comma",
            [numbers.join(delimiter)],
        ),
        None => Appearance::new(
            format!("its items are separated by `{other}`"),
            [items(text).join(delimiter)],
        ),
    }
}

/// `1,5;2` with the delimiter `;`.
pub(super) fn commas_for_points(text: &str, delimiter: &str) -> Option<Appearance> {
    if delimiter == "," || !text.contains(delimiter) || !text.contains(',') {
        return None;
    }
    let with_point =
        |item: &str| decimal_comma(item).and_then(|look| look.meant.into_iter().next());
    let numbers: Vec<String> = text
        .split(delimiter)
        .map(str::trim)
        .map(|item| with_point(item).unwrap_or_else(|| item.to_owned()))
        .collect();
    Appearance::new(
        "its numbers have a decimal comma",
        [numbers.join(delimiter)],
    )
}

/// `64x32`, `64*32`: numbers with a multiplication sign between them.
pub(super) fn times(text: &str, delimiter: &str) -> Option<Appearance> {
    let sign = text.chars().find(|c| matches!(c, 'x' | 'X' | '×' | '*'))?;
    let items: Vec<&str> = text.split(sign).map(str::trim).collect();
    let is_number =
        |item: &&str| !item.is_empty() && item.chars().all(|c| c.is_ascii_digit() || c == '.');
    // `0x20` is a single number.
    if !items.iter().all(is_number) || items.first() == Some(&"0") {
        return None;
    }
    Appearance::new(
        format!("its items are separated by `{sign}`"),
        [items.join(delimiter)],
    )
}

pub(super) fn unclosed(text: &str) -> Option<Appearance> {
    let close = match text.chars().next()? {
        '[' => "]",
        '(' => ")",
        '{' => "}",
        _ => return None,
    };
    if text.ends_with([']', ')', '}']) {
        None
    } else {
        Appearance::new(
            format!("its `{close}` is missing"),
            [format!("{text}{close}")],
        )
    }
}

/// `a:1,b:2`
pub(super) fn colons(text: &str) -> Option<Appearance> {
    if text.starts_with('{') || !text.contains(':') {
        return None;
    }
    let entries: Vec<String> = text
        .split(',')
        .map(|entry| entry.trim().replacen(':', "=", 1))
        .collect();
    Appearance::new("its keys are followed by `:`", [entries.join(",")])
}
