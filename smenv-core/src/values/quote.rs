//! Text as it leaves for a job, written so that no producer changes it.
use std::borrow::Cow;

use smenv_shared::json::scanner;

/// The text as it leaves: in JSON quotes where Python's `json.loads` would not leave it alone, or
/// where SageMaker would refuse it.
pub(crate) fn quoted_where_python_would_change_it(text: String) -> String {
    if scanner::parse(&text).is_none() && !text.contains(is_line_break) {
        return text;
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    write_json_string(&text, &mut quoted);
    quoted
}

/// Writes JSON as it is, and anything else as a string.
pub(super) fn write_json(text: &str, is_json: bool, out: &mut String) {
    // Not every float is JSON: `nan` is none.
    if is_json && scanner::parse(text).is_some() {
        out.push_str(text)
    } else {
        write_json_string(text, out)
    }
}

/// Whether the character is one that `.` does not stand for in SageMaker's pattern for values,
/// `.*`, as Java has it.
fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// JSON on one line. Outside of its strings a line break is white space.
pub(super) fn in_one_line(json: String) -> String {
    use std::fmt::Write;
    if !json.contains(is_line_break) {
        return json;
    }
    let mut line = String::with_capacity(json.len() + 8);
    for character in json.chars() {
        match character {
            '\n' | '\r' => line.push(' '),
            other if is_line_break(other) => {
                let _ = write!(line, "\\u{:04x}", u32::from(other));
            }
            other => line.push(other),
        }
    }
    line
}

pub(crate) fn write_json_string(text: &str, out: &mut String) {
    use std::fmt::Write;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other if other < ' ' || is_line_break(other) => {
                let _ = write!(out, "\\u{:04x}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A text that leaves in quotes, so that no producer changes it, without them.
#[inline]
pub(crate) fn unquoted(text: String) -> String {
    match scanner::parse(&text) {
        Some(token) if token.kind.is_string() => token
            .decoded()
            .map_or_else(|_| text.clone(), Cow::into_owned),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::values::quote::in_one_line;

    #[test]
    fn json_over_several_lines_is_put_on_one() {
        let json = "{\n  \"a\": \"\\n\u{2028}\",\r\n  \"b\": 1\n}";
        assert_eq!(
            in_one_line(json.to_owned()),
            r#"{   "a": "\n\u2028",    "b": 1 }"#
        );
        assert_eq!(in_one_line("[1]".to_owned()), "[1]");
    }
}
