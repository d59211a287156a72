//! The JSON of a schema file, as a tree. smenv-shared scans it, so that the compiler accepts what a
//! job accepts.

use smenv_shared::json::scanner::{self, without_bom};
use smenv_shared::json::token::{ExpectedToken, Kind, SyntaxError, Token};

/// A JSON value; a number as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SchemaJson {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<SchemaJson>),
    Object(Vec<(String, SchemaJson)>),
}

/// More than any schema needs, and few enough for the stack.
const MAX_DEPTH: usize = 64;

impl SchemaJson {
    /// Parses a text.
    ///
    /// # Errors
    /// If the text is not JSON: why not, with the line and the column.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = without_bom(text);
        if text.trim().is_empty() {
            return Err("it is empty; expected a JSON object".to_owned());
        }
        match scanner::parse(text) {
            Some(token) => SchemaJson::of(token, MAX_DEPTH)
                .ok_or_else(|| format!("it is nested more than {MAX_DEPTH} levels deep")),
            None => Err(explain(text)),
        }
    }

    /// Returns the last value of a key in an object.
    pub(crate) fn get(&self, key: &str) -> Option<&SchemaJson> {
        match self {
            SchemaJson::Object(entries) => entries
                .iter()
                .rfind(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Returns the text of a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            SchemaJson::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the tree of a value; `None` if it is deeper than `depth`.
    fn of(token: Token<'_>, depth: usize) -> Option<Self> {
        let depth_below = depth.checked_sub(1);
        Some(match token.kind {
            Kind::Null => SchemaJson::Null,
            Kind::Bool => SchemaJson::Bool(token.text == "true"),
            Kind::Number => SchemaJson::Number(token.text.to_owned()),
            Kind::Text | Kind::Escaped => SchemaJson::Text(decoded(token)),
            Kind::List => {
                let (depth, mut items) = (depth_below?, Vec::new());
                scanner::items(token.text, |item| items.push(SchemaJson::of(item, depth))).ok()?;
                SchemaJson::List(items.into_iter().collect::<Option<_>>()?)
            }
            Kind::Object => {
                let (depth, mut entries) = (depth_below?, Vec::new());
                let entry = |key, value| {
                    entries.push(SchemaJson::of(value, depth).map(|value| (decoded(key), value)));
                };
                scanner::entries(token.text, entry).ok()?;
                SchemaJson::Object(entries.into_iter().collect::<Option<_>>()?)
            }
        })
    }
}

/// Returns the text of a string. A lone surrogate, which Rust cannot represent, keeps its escape.
fn decoded(token: Token<'_>) -> String {
    match token.decoded() {
        Ok(text) => text.into_owned(),
        Err(_) => token.text.to_owned(),
    }
}

/// Explains why a text is not JSON.
fn explain(text: &str) -> String {
    let Some(SyntaxError { at, expected }) = scanner::syntax_error(text) else {
        return "expected a JSON object".to_owned();
    };
    let (rest, before) = (&text[at..], text[..at].trim_end());
    let is_comment = || ["//", "/*", "#"].iter().any(|sign| rest.starts_with(sign));
    let (at, reason) = if rest.starts_with(['}', ']']) && before.ends_with(',') {
        let comma = before.len() - 1;
        (comma, "trailing comma; remove the comma".to_owned())
    } else if is_comment() {
        (at, "JSON has no comments; remove the comment".to_owned())
    } else if rest.starts_with('\'') {
        (at, "single quotes; write double quotes".to_owned())
    } else if expected == ExpectedToken::EscapedControl && rest.starts_with(['\n', '\r']) {
        let reason = "expected the closing `\"` of a string before the end of the line";
        (at, reason.to_owned())
    } else if rest.trim().is_empty() {
        let expected = words(expected);
        (
            at,
            format!("the text ends too early (cut off?); expected {expected}"),
        )
    } else {
        (at, format!("expected {}", words(expected)))
    };
    let line = text[..at].matches('\n').count() + 1;
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let column = text[start..at].chars().count() + 1;
    format!("invalid JSON at line {line}, column {column}: {reason}")
}

fn words(expected: ExpectedToken) -> &'static str {
    match expected {
        ExpectedToken::Object => "an object",
        ExpectedToken::List => "a list",
        ExpectedToken::Name => "a name in double quotes",
        ExpectedToken::Colon => "`:`",
        ExpectedToken::Value => "a value",
        ExpectedToken::Digit => "a digit",
        ExpectedToken::CommaOr(Kind::List) => "`,` or `]`",
        ExpectedToken::CommaOr(_) => "`,` or `}`",
        ExpectedToken::ClosingQuote => "the closing `\"` of a string",
        ExpectedToken::Escape => "a valid escape sequence",
        ExpectedToken::EscapedControl => {
            "an escape, such as `\\t`, in place of a control character"
        }
        ExpectedToken::End => "the end of the text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_and_a_fault_has_its_place() {
        let json =
            SchemaJson::parse("\u{feff}{\"a\": [1, -2.5e3, true, null], \"b\\u00e9\\ud83d\\ude80\": {\"c\": \"x\\n\"}}\n")
                .unwrap();
        assert_eq!(
            json.get("bé🚀")
                .and_then(|b| b.get("c"))
                .and_then(SchemaJson::text),
            Some("x\n")
        );
        let Some(SchemaJson::List(items)) = json.get("a") else {
            panic!("{json:?}")
        };
        assert_eq!(items[1], SchemaJson::Number("-2.5e3".to_owned()));
        for (text, fault) in [
            ("{\n  \"a\": }", "line 2, column 8: expected a value"),
            (
                "{\"a\": 1 ,}",
                "line 1, column 9: trailing comma; remove the comma",
            ),
            (
                "[1,\n]",
                "line 1, column 3: trailing comma; remove the comma",
            ),
            (
                "{\"a\": 1, // one\n}",
                "line 1, column 10: JSON has no comments; remove the comment",
            ),
            (
                "{'a': 1}",
                "line 1, column 2: single quotes; write double quotes",
            ),
            (
                "{\"a\": 1",
                "line 1, column 8: the text ends too early (cut off?); expected `,` or `}`",
            ),
            ("[1 2]", "line 1, column 4: expected `,` or `]`"),
            ("[1] 2", "line 1, column 5: expected the end of the text"),
            (
                "\"abc",
                "line 1, column 5: the text ends too early (cut off?); expected the closing `\"` of a string",
            ),
            (
                "[\"abc\n]",
                "line 1, column 6: expected the closing `\"` of a string before the end of the line",
            ),
            (
                "\"\\u12\"",
                "line 1, column 3: expected a valid escape sequence",
            ),
            ("[x1]", "line 1, column 2: expected a value"),
            (
                "\"a\tb\"",
                "line 1, column 3: expected an escape, such as `\\t`, in place of a control character",
            ),
        ] {
            assert_eq!(
                SchemaJson::parse(text),
                Err(format!("invalid JSON at {fault}")),
                "{text}"
            );
        }
        assert_eq!(
            SchemaJson::parse(" \n"),
            Err("it is empty; expected a JSON object".to_owned())
        );
        assert!(SchemaJson::parse(&"[".repeat(100_000)).is_err());
        for number in "01 01x - -inf -nan -infinity 1. .5 -.5 +1 1e 1e+ 1e1.5 0x10 --1".split(' ') {
            let error = SchemaJson::parse(&format!("[{number}]")).unwrap_err();
            assert!(
                error.starts_with("invalid JSON at line 1, column "),
                "{number}: {error}"
            );
        }
        for number in "0 -0 0.5 10 1e5 1E+5 -1.25e-400 1e400 NaN Infinity -Infinity".split(' ') {
            assert_eq!(
                SchemaJson::parse(number),
                Ok(SchemaJson::Number(number.to_owned()))
            );
        }
        // A lone surrogate is not text.
        for text in ["\\ud800\\u0041", "\\ude80"] {
            assert_eq!(
                SchemaJson::parse(&format!("\"{text}\"")),
                Ok(SchemaJson::Text(text.to_owned()))
            );
        }
    }
}
