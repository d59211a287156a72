//! Converts Python literals, as `repr` and `str` write them, to JSON. It is strict and without
//! recursion.

use smenv_shared::json::token::Kind;
use smenv_shared::json::write::write_json_string;
use smenv_shared::json::{escape, scanner};

/// Converts a Python literal to JSON; `None` if the text is not one, or has no equivalent in JSON:
/// `nan`, a set, bytes.
///
/// Keys become strings, as in `json.dumps`, and tuples become lists.
pub(super) fn to_json(text: &str) -> Option<String> {
    let mut reader = LiteralReader {
        text,
        at: 0,
        json: String::with_capacity(text.len() + 8),
        groups: Vec::new(),
    };
    reader.space();
    reader.value()?;
    reader.space();
    (reader.at == text.len()).then(|| reader.without_groups())
}

struct LiteralReader<'a> {
    text: &'a str,
    at: usize,
    json: String,
    /// The positions of brackets that only group, which are removed at the end.
    groups: Vec<usize>,
}

/// An open bracket.
struct Open {
    close: u8,
    /// Whether it contains a comma: `(` without a comma only groups.
    has_comma: bool,
    /// The position of the bracket in the JSON.
    start: usize,
}

impl LiteralReader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Converts a value with everything nested in it.
    fn value(&mut self) -> Option<()> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            // A value, or a closing bracket after an opening one or after a comma.
            self.space();
            let byte = self.peek()?;
            let is_at_end = open.last().is_some_and(|open| open.close == byte);
            if !is_at_end {
                if open.last().is_some_and(|open| open.close == b'}') {
                    self.key()?;
                    self.space();
                }
                let close = match self.peek()? {
                    b'[' => Some(b']'),
                    b'(' => Some(b')'),
                    b'{' => Some(b'}'),
                    _ => None,
                };
                if let Some(close) = close {
                    open.push(Open {
                        close,
                        has_comma: false,
                        start: self.json.len(),
                    });
                    self.json.push(if close == b'}' { '{' } else { '[' });
                    self.at += 1;
                    continue;
                }
                let scalar = self.scalar()?;
                self.json.push_str(&scalar);
            }
            // After a value: closing brackets, then a comma or the end.
            loop {
                let Some(innermost) = open.last_mut() else {
                    return Some(());
                };
                self.space();
                match self.peek()? {
                    b',' => {
                        innermost.has_comma = true;
                        self.at += 1;
                        self.json.push(',');
                        break;
                    }
                    byte if byte == innermost.close => {
                        self.at += 1;
                        self.close(innermost.close, innermost.has_comma, innermost.start);
                        open.pop();
                    }
                    _ => return None,
                }
            }
        }
    }

    fn close(&mut self, close: u8, has_comma: bool, start: usize) {
        if self.json.ends_with(',') {
            self.json.pop();
        }
        let is_empty = self.json.len() == start + 1;
        match close {
            b'}' => self.json.push('}'),
            b')' if !has_comma && !is_empty => self.groups.push(start),
            _ => self.json.push(']'),
        }
    }

    fn without_groups(mut self) -> String {
        if self.groups.is_empty() {
            return self.json;
        }
        self.groups.sort_unstable();
        let mut json = String::with_capacity(self.json.len());
        let mut start = 0;
        for group in self.groups {
            json.push_str(&self.json[start..group]);
            start = group + 1;
        }
        json + &self.json[start..]
    }

    /// Converts a key and its colon.
    fn key(&mut self) -> Option<()> {
        let key = self.scalar()?;
        self.space();
        if self.peek() != Some(b':') {
            return None;
        }
        self.at += 1;
        match key.starts_with('"') {
            true => self.json.push_str(&key),
            false => self.json.push_str(&format!("\"{key}\"")),
        }
        self.json.push(':');
        Some(())
    }

    /// Converts a string, a number, `True`, `False` or `None`.
    fn scalar(&mut self) -> Option<String> {
        if let Some(quote @ (b'"' | b'\'')) = self.peek() {
            return self.string(quote);
        }
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        self.at += length;
        match word {
            "True" => Some("true".to_owned()),
            "False" => Some("false".to_owned()),
            "None" => Some("null".to_owned()),
            _ => number(word),
        }
    }

    fn string(&mut self, quote: u8) -> Option<String> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut end = start;
        while *bytes.get(end)? != quote {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.at = end + 1;
        let content = self.text.get(start..end)?;
        if content.contains('\n') {
            return None;
        }
        let text = escape::unescape(content).ok()?;
        let mut json = String::with_capacity(text.len() + 2);
        write_json_string(&text, &mut json);
        Some(json)
    }
}

/// Returns a finite number as Python writes it, which is JSON.
fn number(word: &str) -> Option<String> {
    let is_number = scanner::parse(word).is_some_and(|token| token.kind == Kind::Number);
    (is_number && word.ends_with(|last: char| last.is_ascii_digit())).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_writes_is_json() {
        for (literal, json) in [
            (
                "{'kind': 'cosine', 'warm': True, 'x': None}",
                r#"{"kind":"cosine","warm":true,"x":null}"#,
            ),
            ("[1, -2.5, 1e-05, 'a']", r#"[1,-2.5,1e-05,"a"]"#),
            ("(1, 2)", "[1,2]"),
            ("(1,)", "[1]"),
            ("(1)", "1"),
            ("('a')", "\"a\""),
            ("()", "[]"),
            ("{}", "{}"),
            ("[[], {}, ((1, 2), [3])]", "[[],{},[[1,2],[3]]]"),
            (
                "{'a': {'b': (1, {'c': []})}}",
                r#"{"a":{"b":[1,{"c":[]}]}}"#,
            ),
            (
                r#"{"it's": 'say "hi"', 'b': 'it\'s \x41\u00e9\n\\'}"#,
                r#"{"it's":"say \"hi\"","b":"it's Aé\n\\"}"#,
            ),
            (
                "{1: 'a', 2.5: 'b', True: 'c', None: 'd'}",
                r#"{"1":"a","2.5":"b","true":"c","null":"d"}"#,
            ),
            (" [ 1 , 2 , ] ", "[1,2]"),
            ("True", "true"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
        ] {
            assert_eq!(to_json(literal).as_deref(), Some(json), "{literal}");
        }
        for broken in [
            "[,]",
            "[,1]",
            "(1,,2)",
            "[1,,]",
            "{,}",
            "{'a': 1,, 'b': 2}",
            "(,)",
        ] {
            assert_eq!(to_json(broken), None, "{broken}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(to_json(&deep), Some(deep));
    }

    #[test]
    fn what_python_does_not_write_is_refused() {
        for text in [
            "",
            "[",
            "]",
            "[1",
            "{'a'}",
            "{'a': }",
            "{'a' 1}",
            "{a: 1}",
            "[a]",
            "[nan]",
            "[inf]",
            "{1, 2}",
            "[1 2]",
            "[,]",
            "[1,,2]",
            "{,}",
            "b'x'",
            "['a",
            "['a\\",
            "[1] 2",
            "(1]",
            "[1)",
            "{'a': 1]",
            "[true]",
            "[null]",
            "['\\ud800']",
            "['a\nb']",
            "[01]",
            "[0x1]",
            "{[1]: 2}",
        ] {
            assert_eq!(to_json(text), None, "{text}");
        }
    }
}
