//! `json.dumps` and `str`.

use crate::source::json_dumps::float;
use crate::testing::python::value::{PyText, PyValue, sorted, text};

/// The arguments of `json.dumps`.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    item: &'static str,
    key: &'static str,
    sort_keys: bool,
}

/// The toolkit: `sort_keys=True, separators=(",", ":")`.
pub(crate) const COMPACT: Style = Style {
    item: ",",
    key: ":",
    sort_keys: true,
};
/// The driver: the defaults.
pub(crate) const SPACED: Style = Style {
    item: ", ",
    key: ": ",
    sort_keys: false,
};

/// Writes a value like `json.dumps`.
pub(crate) fn dumps(value: &PyValue, style: Style) -> String {
    match value {
        PyValue::None => "null".to_owned(),
        PyValue::Bool(value) => value.to_string(),
        PyValue::Int(digits) => digits.clone(),
        PyValue::Float(value) if value.is_nan() => "NaN".to_owned(),
        PyValue::Float(value) if value.is_infinite() => if *value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned(),
        PyValue::Float(value) => float(*value),
        PyValue::Str(text) => quoted(text),
        PyValue::List(items) => {
            let items: Vec<_> = items.iter().map(|item| dumps(item, style)).collect();
            format!("[{}]", items.join(style.item))
        }
        PyValue::Dict(entries) => {
            let entries = if style.sort_keys {
                sorted(entries)
            } else {
                entries.iter().collect()
            };
            let entry =
                |(key, value): &(PyText, PyValue)| quoted(key) + style.key + &dumps(value, style);
            format!(
                "{{{}}}",
                entries
                    .into_iter()
                    .map(entry)
                    .collect::<Vec<_>>()
                    .join(style.item)
            )
        }
    }
}

/// Writes a string in double quotes, in ASCII.
fn quoted(text: &PyText) -> String {
    let mut json = String::from('"');
    for &unit in text {
        match unit {
            0x22 => json.push_str("\\\""),
            0x5C => json.push_str("\\\\"),
            0x08 => json.push_str("\\b"),
            0x0C => json.push_str("\\f"),
            0x0A => json.push_str("\\n"),
            0x0D => json.push_str("\\r"),
            0x09 => json.push_str("\\t"),
            0x20..=0x7E => json.push(unit as u8 as char),
            0x10000.. => {
                let unit = unit - 0x10000;
                json.push_str(&format!(
                    "\\u{:04x}\\u{:04x}",
                    0xD800 + (unit >> 10),
                    0xDC00 + (unit & 0x3FF)
                ));
            }
            _ => json.push_str(&format!("\\u{unit:04x}")),
        }
    }
    json + "\""
}

/// Converts a value like `str()`.
pub(crate) fn str(value: &PyValue) -> PyText {
    if let PyValue::Str(text) = value {
        text.clone()
    } else {
        repr(value)
    }
}

fn repr(value: &PyValue) -> PyText {
    let join = |items: Vec<PyText>| items.join(&text(", ")[..]);
    match value {
        PyValue::None => text("None"),
        PyValue::Bool(value) => text(if *value { "True" } else { "False" }),
        PyValue::Int(digits) => text(digits),
        PyValue::Float(value) if !value.is_finite() => text(&value.to_string().to_lowercase()),
        PyValue::Float(value) => text(&float(*value)),
        PyValue::Str(string) => string_repr(string),
        PyValue::List(items) => {
            [text("["), join(items.iter().map(repr).collect()), text("]")].concat()
        }
        PyValue::Dict(entries) => {
            let entry = |(key, value): &(PyText, PyValue)| {
                [string_repr(key), text(": "), repr(value)].concat()
            };
            [
                text("{"),
                join(entries.iter().map(entry).collect()),
                text("}"),
            ]
            .concat()
        }
    }
}

fn string_repr(string: &PyText) -> PyText {
    let has = |quote: char| string.contains(&quote.into());
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut repr = vec![u32::from(quote)];
    for &unit in string {
        match char::from_u32(unit) {
            Some('\n') => repr.extend(text("\\n")),
            Some('\r') => repr.extend(text("\\r")),
            Some('\t') => repr.extend(text("\\t")),
            Some(c) if c == quote || c == '\\' => repr.extend([u32::from('\\'), unit]),
            Some(c) if is_printable(c) => repr.push(unit),
            _ if unit < 0x100 => repr.extend(text(&format!("\\x{unit:02x}"))),
            _ if unit < 0x10000 => repr.extend(text(&format!("\\u{unit:04x}"))),
            _ => repr.extend(text(&format!("\\U{unit:08x}"))),
        }
    }
    repr.push(quote.into());
    repr
}

/// Returns whether a character is printable, like `str.isprintable`, which has the same categories as
/// Rust's escapes. After another character Rust shows a combining one unescaped, as Python does.
fn is_printable(character: char) -> bool {
    let escaped = format!("a{character}").escape_debug().to_string();
    !escaped.starts_with("a\\u") && !escaped.starts_with("a\\0")
}
