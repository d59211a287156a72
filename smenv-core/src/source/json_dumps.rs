//! Python's `json.dumps`, of a value that Python has read with `json.loads`.

use std::fmt::Write;

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, Token, Visitor};

/// Returns `json.dumps(json.loads(json))`, with Python's default separators `, ` and `: `; `None`
/// if `json` is not JSON.
pub(crate) fn dumps(json: &str) -> Option<String> {
    let mut dumps = Dumps {
        out: String::with_capacity(json.len()),
        is_first: true,
        is_value: false,
    };
    scanner::walk(json, &mut dumps)?;
    Some(dumps.out)
}

struct Dumps {
    out: String,
    /// Whether the next item or key is the first after an opening bracket.
    is_first: bool,
    /// Whether the next item is the value of a key.
    is_value: bool,
}

impl Dumps {
    fn separate(&mut self) {
        let is_first = std::mem::replace(&mut self.is_first, false);
        if !std::mem::replace(&mut self.is_value, false) && !is_first {
            self.out.push_str(", ");
        }
    }
}

impl Visitor for Dumps {
    fn open(&mut self, kind: Kind) {
        self.separate();
        self.out.push(if kind == Kind::Object { '{' } else { '[' });
        self.is_first = true;
    }

    fn key(&mut self, key: Token<'_>) {
        self.separate();
        quote(key.text, &mut self.out);
        self.out.push_str(": ");
        self.is_value = true;
    }

    fn scalar(&mut self, token: Token<'_>) {
        self.separate();
        match token.kind {
            Kind::Text | Kind::Escaped => quote(token.text, &mut self.out),
            Kind::Number => self.out.push_str(&number(token.text)),
            _ => self.out.push_str(token.text),
        }
    }

    fn close(&mut self, kind: Kind) {
        self.out.push(if kind == Kind::Object { '}' } else { ']' });
        self.is_first = false;
    }
}

/// Writes a JSON string in ASCII, with escapes as Python writes them; `content` is the source text
/// between its quotes. A lone surrogate is kept.
fn quote(content: &str, out: &mut String) {
    out.push('"');
    let mut rest = content;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        let unit = match character {
            '\\' => {
                let (unit, after) = escape(rest);
                rest = after;
                unit
            }
            other => u32::from(other),
        };
        let _ = match unit {
            0x22 => out.write_str("\\\""),
            0x5C => out.write_str("\\\\"),
            0x08 => out.write_str("\\b"),
            0x0C => out.write_str("\\f"),
            0x0A => out.write_str("\\n"),
            0x0D => out.write_str("\\r"),
            0x09 => out.write_str("\\t"),
            0x20..=0x7E => out.write_char(unit as u8 as char),
            0x1_0000.. => {
                let (high, low) = (0xD800 + ((unit - 0x1_0000) >> 10), 0xDC00 + (unit & 0x3FF));
                write!(out, "\\u{high:04x}\\u{low:04x}")
            }
            _ => write!(out, "\\u{unit:04x}"),
        };
    }
    out.push('"');
}

/// Returns the UTF-16 code unit of the escape that `escape` starts with, and the text after it. The
/// scanner has already rejected all other escapes.
fn escape(escape: &str) -> (u32, &str) {
    let mut rest = escape.chars();
    let unit = match rest.next() {
        Some('b') => 0x08,
        Some('f') => 0x0C,
        Some('n') => 0x0A,
        Some('r') => 0x0D,
        Some('t') => 0x09,
        Some('u') => {
            let digits = escape.get(1..5).unwrap_or_default();
            return (
                u32::from_str_radix(digits, 16).unwrap_or_default(),
                escape.get(5..).unwrap_or_default(),
            );
        }
        Some(other) => u32::from(other),
        None => u32::from('\\'),
    };
    (unit, rest.as_str())
}

/// Returns a number as Python writes it: an integer unchanged, a float with the fewest digits that
/// parse as the same value.
fn number(text: &str) -> String {
    match text {
        "-0" => "0".to_owned(),
        _ if !text.contains(['.', 'e', 'E']) => text.to_owned(),
        _ => match text.parse::<f64>() {
            Ok(f64::INFINITY) => "Infinity".to_owned(),
            Ok(f64::NEG_INFINITY) => "-Infinity".to_owned(),
            Ok(value) => float(value),
            Err(_) => text.to_owned(),
        },
    }
}

/// Returns the fewest digits of a finite number that parse as the same value. Unlike Rust, Python
/// writes the exponent with a sign and two digits, and the even one of two texts that are equally
/// near.
pub(crate) fn float(value: f64) -> String {
    let text = format!("{value:?}");
    if let Some((mantissa, exponent)) = text.split_once('e') {
        return format!("{mantissa}e{:+03}", exponent.parse::<i32>().unwrap_or(0));
    }
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let even = format!("{value:.decimals$}");
    if even.parse() == Ok(value) {
        even
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_read_is_written_as_python_writes_it() {
        for (json, text) in [
            ("[1,2]", "[1, 2]"),
            (
                r#"{"a":{"b":[],"c":{}},"d":[{"e":null},true]}"#,
                r#"{"a": {"b": [], "c": {}}, "d": [{"e": null}, true]}"#,
            ),
            (
                r#"["é\u00e9\/\n\"🚀\ud83d\ude80"]"#,
                r#"["\u00e9\u00e9/\n\"\ud83d\ude80\ud83d\ude80"]"#,
            ),
            (
                r#"["\b\f\r\t\\ \u0008\u000c\u000d\u0009\u005c\u0001"]"#,
                r#"["\b\f\r\t\\ \b\f\r\t\\\u0001"]"#,
            ),
            (r#"["\ud800", "\udc00"]"#, r#"["\ud800", "\udc00"]"#),
            (" 1e5 ", "100000.0"),
            ("1.50", "1.5"),
            ("1e16", "1e+16"),
            ("1E-5", "1e-05"),
            ("4e71062", "Infinity"),
            ("Infinity", "Infinity"),
            ("-0", "0"),
            ("-0.0", "-0.0"),
            ("[NaN, -1e999]", "[NaN, -Infinity]"),
            // Two texts are equally near to each of these.
            ("1125899906842624.25", "1125899906842624.2"),
            ("1125899906842624.75", "1125899906842624.8"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
        ] {
            assert_eq!(dumps(json).as_deref(), Some(text), "{json}");
        }
        assert_eq!(dumps("[1,"), None);
    }
}
