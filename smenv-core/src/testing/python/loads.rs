//! `json.loads`.

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, Token, Visitor};

use crate::testing::python::value::{Dict, PyText, PyValue, text};

/// Python raises a `RecursionError` at about this depth.
const DEEPEST: usize = 900;

/// Python converts no longer text to an `int`.
const MOST_DIGITS: usize = 4300;

/// Reads a value like `json.loads`. Returns `None` if that raises an error.
pub(crate) fn loads(json: &str) -> Option<PyValue> {
    let mut builder = Builder::default();
    scanner::walk(json, &mut builder)?;
    builder.value.filter(|_| !builder.raises)
}

/// Reads each text like `json.loads`, or takes it as it is if that raises an error.
pub(crate) fn loaded(texts: &[(String, String)]) -> Vec<(String, PyValue)> {
    let mut dict = Dict::new();
    for (name, value) in texts {
        dict.set(
            name.clone(),
            loads(value).unwrap_or_else(|| PyValue::Str(text(value))),
        );
    }
    dict.into_entries()
}

/// Builds a value of the scanner's tokens.
#[derive(Default)]
struct Builder {
    /// The lists and dicts that are open, outermost first.
    open: Vec<Container>,
    value: Option<PyValue>,
    /// Whether Python would raise an error although the text is JSON.
    raises: bool,
}

enum Container {
    List(Vec<PyValue>),
    /// With the key of the next entry.
    Dict(Dict<PyText, PyValue>, PyText),
}

impl Builder {
    fn add(&mut self, value: PyValue) {
        match self.open.last_mut() {
            Some(Container::List(items)) => items.push(value),
            Some(Container::Dict(dict, key)) => dict.set(std::mem::take(key), value),
            None => self.value = Some(value),
        }
    }
}

impl Visitor for Builder {
    fn open(&mut self, kind: Kind) {
        self.raises |= self.open.len() == DEEPEST;
        if !self.raises {
            self.open.push(match kind {
                Kind::List => Container::List(Vec::new()),
                _ => Container::Dict(Dict::new(), PyText::new()),
            });
        }
    }

    fn key(&mut self, token: Token<'_>) {
        if let Some(Container::Dict(_, key)) = self.open.last_mut() {
            *key = string(token);
        }
    }

    fn scalar(&mut self, token: Token<'_>) {
        let value = match token.kind {
            Kind::Number => number(token.text),
            Kind::Bool => Some(PyValue::Bool(token.text == "true")),
            Kind::Null => Some(PyValue::None),
            _ => Some(PyValue::Str(string(token))),
        };
        match value {
            Some(value) if !self.raises => self.add(value),
            _ => self.raises = true,
        }
    }

    fn close(&mut self, _: Kind) {
        if self.raises {
            return;
        }
        let value = match self.open.pop() {
            Some(Container::List(items)) => PyValue::List(items),
            Some(Container::Dict(dict, _)) => PyValue::Dict(dict.into_entries()),
            None => return,
        };
        self.add(value);
    }
}

fn number(text: &str) -> Option<PyValue> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // `NaN` and the infinities parse as they are spelled.
        return text.parse().ok().map(PyValue::Float);
    }
    let number = if text == "-0" { digits } else { text };
    (digits.len() <= MOST_DIGITS).then(|| PyValue::Int(number.to_owned()))
}

/// Decodes a string, whose escapes the scanner has checked. Unlike a `String`, a `str` may have lone
/// surrogates.
fn string(token: Token<'_>) -> PyText {
    if token.kind == Kind::Text {
        return text(token.text);
    }
    let mut chars = token.text.chars();
    let mut string = PyText::new();
    while let Some(char) = chars.next() {
        if char != '\\' {
            string.push(char.into());
            continue;
        }
        let point = match chars.next() {
            Some('b') => 8,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some('u') => code_unit(&mut chars),
            Some(other) => other.into(),
            None => break,
        };
        match (string.last_mut(), point) {
            // The second half of a pair.
            (Some(high @ 0xD800..0xDC00), 0xDC00..0xE000) => {
                *high = 0x10000 + (((*high - 0xD800) << 10) | (point - 0xDC00));
            }
            _ => string.push(point),
        }
    }
    string
}

/// Reads the four hexadecimal digits of an escape.
fn code_unit(chars: &mut std::str::Chars<'_>) -> u32 {
    chars
        .by_ref()
        .take(4)
        .filter_map(|digit| digit.to_digit(16))
        .fold(0, |unit, digit| unit * 16 + digit)
}

#[cfg(test)]
mod tests {
    use super::loads;
    use crate::testing::python::dumps::{SPACED, dumps};

    fn read(json: &str) -> Option<String> {
        loads(json).map(|value| dumps(&value, SPACED))
    }

    #[test]
    fn values_are_read_as_python_reads_them() {
        for (json, value) in [
            (
                r#" {"b": [], "a": {}, "b": [1, "x"]} "#,
                r#"{"b": [1, "x"], "a": {}}"#,
            ),
            ("[true, false, null]", "[true, false, null]"),
            (
                "[-0, 1E2, -0.0, NaN, Infinity, -Infinity]",
                "[0, 100.0, -0.0, NaN, Infinity, -Infinity]",
            ),
            (
                r#""\ud83d\ude80 \ud83d \ude80 \u00e9\b\f\n\r\t\/\"\\""#,
                r#""\ud83d\ude80 \ud83d \ude80 \u00e9\b\f\n\r\t/\"\\""#,
            ),
            (
                r#""\ud83d\ud83d\ude80\ude80""#,
                r#""\ud83d\ud83d\ude80\ude80""#,
            ),
        ] {
            assert_eq!(read(json).as_deref(), Some(value), "{json}");
        }
        for not_json in [
            "",
            "[1,]",
            "01",
            "1.",
            "'a'",
            "\"\n\"",
            "\u{feff}1",
            "{1: 2}",
            "nul",
        ] {
            assert_eq!(read(not_json), None, "{not_json}");
        }
    }

    #[test]
    fn values_beyond_pythons_limits_are_errors() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(900)).is_some());
        assert!(read(&nested(901)).is_none());
        assert!(read(&format!("-{}", "9".repeat(4300))).is_some());
        assert!(read(&format!("[{}]", "9".repeat(4301))).is_none());
        assert!(read(&nested(1_000_000)).is_none());
    }
}
