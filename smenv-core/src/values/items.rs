//! Splits the text of a list or a map into its items.
//!
//! It accepts JSON, Python's `repr`, what the driver leaves of a `repr` (unquoted words in
//! brackets), and lists without brackets. It splits one level, without recursion: a nested list is
//! one item, which its own type parses.

use std::borrow::Cow;

use crate::values::raw_value::{self, RawKind, RawValue};
use crate::values::value_error::ValueError;

/// Calls `item` with every item of a list.
pub(super) fn list(
    text: &str,
    item: &mut dyn FnMut(RawValue<'_>) -> Result<(), ValueError>,
) -> Result<(), ValueError> {
    let text = raw_value::trimmed(text);
    let close = match text.bytes().next() {
        None => return Ok(()),
        Some(b'[') => b']',
        Some(b'(') => b')',
        Some(b'{') => return Err(ValueError::new("it is an object, not a list")),
        Some(_) => {
            return text
                .split(',')
                .try_for_each(|part| item(RawValue::from_text(part.trim())));
        }
    };
    let mut at = space(text, 1);
    while peek(text, at) != Some(close) {
        let (value, end) = value(text, at, close)?;
        item(value)?;
        at = next(text, end, close)?;
    }
    end(text, at + 1, close)
}

/// Calls `item` with every item of a list that has no commas: `64 32`, `[64 32]`, `[[1 2] [3 4]]`.
#[cold]
pub(super) fn separated_by_blanks(
    text: &str,
    item: &mut dyn FnMut(RawValue<'_>) -> Result<(), ValueError>,
) -> Result<(), ValueError> {
    let text = raw_value::trimmed(text);
    let inside = match text.as_bytes() {
        [b'[', .., b']'] | [b'(', .., b')'] => &text[1..text.len() - 1],
        // `list` reports what is wrong with it.
        [b'[' | b'(' | b'{', ..] => return list(text, item),
        _ => text,
    };
    if inside.contains(['"', '\'']) {
        return list(text, item);
    }
    // Skips the white space that ends a word.
    let next = |at: usize| inside.len() - inside[at..].trim_start().len();
    let mut at = next(0);
    while let Some(byte) = peek(inside, at) {
        let (value, end) = match byte {
            b'[' | b'(' => nested(inside, at)?,
            _ => {
                let rest = &inside[at..];
                let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
                let kind = if matches!(word, "null" | "None") {
                    RawKind::Null
                } else {
                    RawKind::Json
                };
                (RawValue::new(word, kind), at + word.len())
            }
        };
        item(value)?;
        at = next(end);
    }
    Ok(())
}

/// Calls `entry` with every key and value of a map.
pub(super) fn map(
    text: &str,
    entry: &mut dyn FnMut(&str, RawValue<'_>, Repeats) -> Result<(), ValueError>,
) -> Result<(), ValueError> {
    let text = raw_value::trimmed(text);
    match text.bytes().next() {
        None => return Ok(()),
        Some(b'{') => {}
        Some(b'[' | b'(') => return Err(ValueError::new("it is a list, not a map")),
        Some(_) => {
            return text
                .split(',')
                .try_for_each(|part| match part.split_once('=') {
                    Some((key, value)) => entry(
                        key.trim(),
                        RawValue::from_text(value.trim()),
                        Repeats::Rejected,
                    ),
                    None => Err(ValueError::new("an entry has no `=`")),
                });
        }
    }
    let mut at = space(text, 1);
    while peek(text, at) != Some(b'}') {
        let (key, end) = key(text, at)?;
        let (value, end) = value(text, end, b'}')?;
        entry(&key, value, Repeats::LastWins)?;
        at = next(text, end, b'}')?;
    }
    end(text, at + 1, b'}')
}

/// The meaning of a repeated key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeats {
    /// The last value counts, as in Python.
    LastWins,
    /// It is an error.
    Rejected,
}

// Each of these functions reads from `at` and returns where it stopped. `close` is the bracket that
// closes the whole list or map.

#[inline]
fn peek(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

#[inline]
fn space(text: &str, mut at: usize) -> usize {
    while peek(text, at).is_some_and(|byte| byte <= b' ' && byte.is_ascii_whitespace()) {
        at += 1;
    }
    at
}

#[cold]
fn unclosed<T>(close: u8) -> Result<T, ValueError> {
    Err(ValueError::new(format!(
        "its `{}` is missing",
        char::from(close)
    )))
}

/// Skips to the next item or to the closing bracket, which can follow a comma.
#[inline]
fn next(text: &str, at: usize, close: u8) -> Result<usize, ValueError> {
    let at = space(text, at);
    match peek(text, at) {
        Some(b',') => Ok(space(text, at + 1)),
        Some(byte) if byte == close => Ok(at),
        None => unclosed(close),
        Some(_) => Err(ValueError::new("a `,` is missing between two items")),
    }
}

fn end(text: &str, at: usize, close: u8) -> Result<(), ValueError> {
    if space(text, at) == text.len() {
        Ok(())
    } else {
        Err(ValueError::new(format!(
            "there is text after its `{}`",
            char::from(close)
        )))
    }
}

#[inline(always)]
fn value(text: &str, at: usize, close: u8) -> Result<(RawValue<'_>, usize), ValueError> {
    match peek(text, at) {
        Some(b'"' | b'\'') => string(text, at),
        Some(b'[' | b'(' | b'{') => nested(text, at),
        _ => {
            let (word, at) = word(text, at, close, close)?;
            let kind = if matches!(word, "null" | "None") {
                RawKind::Null
            } else {
                RawKind::Json
            };
            Ok((RawValue::new(word, kind), at))
        }
    }
}

/// Reads the key of an entry and its colon.
fn key(text: &str, at: usize) -> Result<(Cow<'_, str>, usize), ValueError> {
    let (key, at) = match peek(text, at) {
        Some(b'"' | b'\'') => {
            let (key, at) = string(text, at)?;
            (key.text()?, at)
        }
        _ => {
            let (key, at) = word(text, at, b':', b'}')?;
            (Cow::Borrowed(key), at)
        }
    };
    let at = space(text, at);
    if peek(text, at) != Some(b':') {
        return Err(ValueError::new("an entry has no `:`"));
    }
    Ok((key, space(text, at + 1)))
}

/// Reads a word, which ends before a comma, `stop` or the closing bracket.
#[inline(always)]
fn word(text: &str, start: usize, stop: u8, close: u8) -> Result<(&str, usize), ValueError> {
    let mut at = start;
    loop {
        match peek(text, at) {
            None => return unclosed(close),
            Some(byte) if byte == b',' || byte == stop || byte == close => break,
            Some(_) => at += 1,
        }
    }
    Ok((raw_value::trimmed(&text[start..at]), at))
}

/// Reads a string from its opening quote.
fn string(text: &str, quote: usize) -> Result<(RawValue<'_>, usize), ValueError> {
    let (end, escaped) = string_end(text.as_bytes(), quote)
        .ok_or_else(|| ValueError::new("a string is not closed"))?;
    let kind = if escaped {
        RawKind::Escaped
    } else {
        RawKind::Text
    };
    Ok((RawValue::new(&text[quote + 1..end], kind), end + 1))
}

/// Reads a nested list or map from its opening bracket. It only counts the brackets: the type of
/// the item checks that they match.
fn nested(text: &str, start: usize) -> Result<(RawValue<'_>, usize), ValueError> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = start;
    // A quote opens a string only at the start of a value: elsewhere it can be an apostrophe.
    let mut at_start = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' if at_start => {
                at = string_end(bytes, at)
                    .ok_or_else(|| ValueError::new("a string is not closed"))?
                    .0;
                at_start = false;
            }
            b'[' | b'(' | b'{' => {
                depth += 1;
                at_start = true;
            }
            b']' | b')' | b'}' => {
                depth -= 1;
                at_start = false;
            }
            b',' | b':' => at_start = true,
            _ => at_start &= byte.is_ascii_whitespace(),
        }
        at += 1;
        if depth == 0 {
            return Ok((RawValue::new(&text[start..at], RawKind::Json), at));
        }
    }
    Err(ValueError::new("a bracket is not closed"))
}

/// Returns the position of the quote that closes a string, and whether the string has a backslash.
fn string_end(bytes: &[u8], open: usize) -> Option<(usize, bool)> {
    let quote = *bytes.get(open)?;
    let mut escaped = false;
    let mut at = open + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' => {
                escaped = true;
                at += 2;
            }
            byte if byte == quote => return Some((at, escaped)),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Result<Vec<String>, ValueError> {
        let mut items = Vec::new();
        list(text, &mut |raw| {
            items.push(raw.text()?.into_owned());
            Ok(())
        })?;
        Ok(items)
    }

    #[test]
    fn every_spelling_of_a_list_splits() {
        for (text, expected) in [
            ("", &[][..]),
            ("  ", &[]),
            ("[]", &[]),
            ("( )", &[]),
            ("[1, 2.50,true]", &["1", "2.50", "true"]),
            (r#"["a","b\n","é\u00e9"]"#, &["a", "b\n", "éé"]),
            (
                "['a', 'b c', \"it's\", 'it\\'s']",
                &["a", "b c", "it's", "it's"],
            ),
            ("(1, 2)", &["1", "2"]),
            ("(1,)", &["1"]),
            ("[a, b c]", &["a", "b c"]),
            ("a, b,c", &["a", "b", "c"]),
            ("a", &["a"]),
            ("a,", &["a", ""]),
            ("[a,]", &["a"]),
            ("[a,,b]", &["a", "", "b"]),
            ("[,]", &[""]),
            (
                "[[1, 2], (3), {'a': ']'}]",
                &["[1, 2]", "(3)", "{'a': ']'}"],
            ),
            ("[don't, x]", &["don't", "x"]),
            ("[[don't, x], y]", &["[don't, x]", "y"]),
        ] {
            assert_eq!(
                items(text).as_deref(),
                Ok(&expected
                    .iter()
                    .map(|&item| item.to_owned())
                    .collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in [
            "[",
            "[1",
            "[1,",
            "(1]",
            "[1] 2",
            "['a' 'b']",
            "['a",
            "{\"a\": 1}",
            "[[1]",
            "[\"a\\",
        ] {
            assert!(items(text).is_err(), "{text}");
        }
    }
}
