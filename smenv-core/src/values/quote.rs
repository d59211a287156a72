//! Quotes texts so that no producer changes them on the way into a job.

use std::borrow::Cow;

use smenv_shared::json::scanner;
use smenv_shared::json::write::{is_line_break, write_json_string};

/// Puts a text in JSON quotes if Python's `json.loads` would parse it, or if SageMaker would reject
/// it.
pub(crate) fn quoted_if_python_would_change_it(text: String) -> String {
    if scanner::parse(&text).is_none() && !text.contains(is_line_break) {
        return text;
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    write_json_string(&text, &mut quoted);
    quoted
}

/// Appends JSON as it is, and other texts as a JSON string.
pub(super) fn write_json(text: &str, is_json: bool, out: &mut String) {
    // `nan` is a float, but not JSON.
    if is_json && scanner::parse(text).is_some() {
        out.push_str(text)
    } else {
        write_json_string(text, out)
    }
}

/// Puts JSON on one line. Outside of strings, line breaks are white space.
#[cfg(feature = "serde")]
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

/// Removes the quotes that protect a text from producers.
pub(crate) fn unquoted(text: String) -> String {
    match scanner::parse(&text) {
        Some(token) if token.kind.is_string() => token
            .decoded()
            .map_or_else(|_| text.clone(), Cow::into_owned),
        _ => text,
    }
}

#[cfg(all(test, feature = "serde"))]
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
