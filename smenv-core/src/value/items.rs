//! Splits the text of a list or a map into its items: JSON, Python's `repr`, what the driver leaves of a `repr` (bare
//! words in brackets), and lists without brackets. One level at a time and without recursion: a nested list is one item,
//! which its own type reads.

use std::borrow::Cow;

use crate::error::Invalid;
use crate::raw::{self, Form, Raw};

/// Calls `item` with every item of the list that `text` is.
pub(super) fn list(text: &str, item: &mut dyn FnMut(Raw<'_>) -> Result<(), Invalid>) -> Result<(), Invalid> {
    let text = raw::trimmed(text);
    let close = match text.bytes().next() {
        None => return Ok(()),
        Some(b'[') => b']',
        Some(b'(') => b')',
        Some(b'{') => return Err(Invalid::new("it is an object, not a list")),
        Some(_) => return text.split(',').try_for_each(|part| item(Raw::from_text(part.trim()))),
    };
    let mut cursor = Cursor { text, at: 1, close };
    while !cursor.closes()? {
        item(cursor.value()?)?;
        cursor.separator()?;
    }
    cursor.end()
}

/// Calls `entry` with every key and value of the map that `text` is.
pub(super) fn map(
    text: &str,
    entry: &mut dyn FnMut(&str, Raw<'_>, Repeats) -> Result<(), Invalid>,
) -> Result<(), Invalid> {
    let text = raw::trimmed(text);
    match text.bytes().next() {
        None => return Ok(()),
        Some(b'{') => {}
        Some(b'[' | b'(') => return Err(Invalid::new("it is a list, not a map")),
        Some(_) => {
            return text.split(',').try_for_each(|part| match part.split_once('=') {
                Some((key, value)) => entry(key.trim(), Raw::from_text(value.trim()), Repeats::Refused),
                None => Err(Invalid::new("an entry has no `=`")),
            });
        }
    }
    let mut cursor = Cursor { text, at: 1, close: b'}' };
    while !cursor.closes()? {
        let key = cursor.key()?;
        cursor.space();
        let value = cursor.value()?;
        entry(&key, value, Repeats::LastWins)?;
        cursor.separator()?;
    }
    cursor.end()
}

/// What a key means that comes again: in JSON the later one counts, as in Python.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeats {
    LastWins,
    Refused,
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    close: u8,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte <= b' ' && byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    #[cold]
    fn unclosed<T>(&self) -> Result<T, Invalid> {
        Err(Invalid::new(format!("its `{}` is missing", char::from(self.close))))
    }

    /// Whether the closing bracket comes next, which it also may after a comma.
    #[inline]
    fn closes(&mut self) -> Result<bool, Invalid> {
        self.space();
        match self.peek() {
            None => self.unclosed(),
            Some(byte) => Ok(byte == self.close),
        }
    }

    /// The comma behind an item; the closing bracket is left for [`closes`](Self::closes).
    #[inline]
    fn separator(&mut self) -> Result<(), Invalid> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(byte) if byte == self.close => Ok(()),
            None => self.unclosed(),
            Some(_) => Err(Invalid::new("a `,` is missing between two items")),
        }
    }

    fn end(mut self) -> Result<(), Invalid> {
        self.at += 1;
        self.space();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(Invalid::new(format!("there is more behind its `{}`", char::from(self.close))))
        }
    }

    #[inline(always)]
    fn value(&mut self) -> Result<Raw<'a>, Invalid> {
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote),
            Some(b'[' | b'(' | b'{') => self.nested(),
            _ => {
                let word = self.word(self.close)?;
                let form = if matches!(word, "null" | "None") { Form::Null } else { Form::Json };
                Ok(Raw::new(word, form))
            }
        }
    }

    /// The key of an entry and its colon.
    fn key(&mut self) -> Result<Cow<'a, str>, Invalid> {
        let key = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote)?.text()?,
            _ => Cow::Borrowed(self.word(b':')?),
        };
        self.space();
        if self.peek() != Some(b':') {
            return Err(Invalid::new("an entry has no `:`"));
        }
        self.at += 1;
        Ok(key)
    }

    /// Up to a comma, a closing bracket or `stop`.
    #[inline(always)]
    fn word(&mut self, stop: u8) -> Result<&'a str, Invalid> {
        let start = self.at;
        loop {
            match self.peek() {
                None => return self.unclosed(),
                Some(byte) if byte == b',' || byte == stop || byte == self.close => break,
                Some(_) => self.at += 1,
            }
        }
        Ok(raw::trimmed(&self.text[start..self.at]))
    }

    /// From a quote to its pair.
    #[inline]
    fn string(&mut self, quote: u8) -> Result<Raw<'a>, Invalid> {
        let start = self.at + 1;
        let (end, escaped) =
            string_end(self.text.as_bytes(), self.at, quote).ok_or_else(|| Invalid::new("a string has no end"))?;
        self.at = end + 1;
        let form = if escaped { Form::Escaped } else { Form::Text };
        Ok(Raw::new(&self.text[start..end], form))
    }

    /// From a bracket to its pair. Only their number is counted: which closes which is for the item's own type to see.
    fn nested(&mut self) -> Result<Raw<'a>, Invalid> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut depth = 0usize;
        // A quote opens a string only where a value may start: an apostrophe inside a bare word is none.
        let mut at_start = true;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' | b'\'' if at_start => {
                    let (end, _) =
                        string_end(bytes, self.at, byte).ok_or_else(|| Invalid::new("a string has no end"))?;
                    self.at = end;
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
            self.at += 1;
            if depth == 0 {
                return Ok(Raw::new(&self.text[start..self.at], Form::Json));
            }
        }
        Err(Invalid::new("a bracket is not closed"))
    }
}

/// Where the string that opens at `open` closes, and whether it has a backslash.
fn string_end(bytes: &[u8], open: usize, quote: u8) -> Option<(usize, bool)> {
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

    fn items(text: &str) -> Result<Vec<String>, Invalid> {
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
            ("['a', 'b c', \"it's\", 'it\\'s']", &["a", "b c", "it's", "it's"]),
            ("(1, 2)", &["1", "2"]),
            ("(1,)", &["1"]),
            ("[a, b c]", &["a", "b c"]),
            ("a, b,c", &["a", "b", "c"]),
            ("a", &["a"]),
            ("a,", &["a", ""]),
            ("[a,]", &["a"]),
            ("[a,,b]", &["a", "", "b"]),
            ("[,]", &[""]),
            ("[[1, 2], (3), {'a': ']'}]", &["[1, 2]", "(3)", "{'a': ']'}"]),
            ("[don't, x]", &["don't", "x"]),
            ("[[don't, x], y]", &["[don't, x]", "y"]),
        ] {
            assert_eq!(
                items(text).as_deref(),
                Ok(&expected.iter().map(|&item| item.to_owned()).collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["[", "[1", "[1,", "(1]", "[1] 2", "['a' 'b']", "['a", "{\"a\": 1}", "[[1]", "[\"a\\"] {
            assert!(items(text).is_err(), "{text}");
        }
    }
}
