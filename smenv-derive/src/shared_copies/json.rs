//! JSON as a schema file has it, Python's words for what is not finite included. Small, because a
//! macro's dependencies are built for everyone; a fault says its line and column.

/// A JSON value; a number as it is spelt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            at: 0,
        };
        let value = parser.value(0)?;
        parser.space();
        if parser.at < parser.text.len() {
            Err(parser.fault("the end of the text"))
        } else {
            Ok(value)
        }
    }

    /// The value of `key`, of the last where it is there more than once.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries
                .iter()
                .rfind(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// More than any schema needs, and little enough for the stack.
const DEEPEST: usize = 64;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at = self.text.len()
            - self
                .rest()
                .trim_start_matches([' ', '\n', '\r', '\t'])
                .len();
    }

    /// What is wrong, with its place; `wanted` is expected there.
    fn fault(&self, wanted: &str) -> String {
        let rest = self.rest();
        let before = self.text[..self.at].trim_end();
        let (at, what) = if self.text.trim().is_empty() {
            return "it is empty; expected a JSON object".to_owned();
        } else if rest.trim().is_empty() {
            (
                self.at,
                format!("the text ends too early (cut off?); expected {wanted}"),
            )
        } else if rest.starts_with(['}', ']']) && before.ends_with(',') {
            (
                before.len() - 1,
                "trailing comma; remove the comma".to_owned(),
            )
        } else if ["//", "/*", "#"]
            .iter()
            .any(|comment| rest.starts_with(comment))
        {
            (
                self.at,
                "JSON has no comments; remove the comment".to_owned(),
            )
        } else if rest.starts_with('\'') {
            (self.at, "single quotes; write double quotes".to_owned())
        } else {
            (self.at, format!("expected {wanted}"))
        };
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count())
            + 1;
        format!("invalid JSON at line {line}, column {column}: {what}")
    }

    fn take(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token);
        self.at += if is_there { token.len() } else { 0 };
        is_there
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > DEEPEST {
            return Err(self.fault("less nesting"));
        }
        self.space();
        const WORDS: [(&str, Json); 3] = [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
        ];
        if let Some((word, value)) = WORDS.iter().find(|(word, _)| self.rest().starts_with(word)) {
            self.at += word.len();
            return Ok(value.clone());
        }
        if self.take("[") {
            return self
                .items("]", "`,` or `]`", |parser| parser.value(depth + 1))
                .map(Json::List);
        }
        if self.take("{") {
            let entry = |parser: &mut Self| {
                parser.space();
                let name = parser.string()?;
                parser.space();
                if !parser.take(":") {
                    return Err(parser.fault("`:`"));
                }
                Ok((name, parser.value(depth + 1)?))
            };
            return self.items("}", "`,` or `}`", entry).map(Json::Object);
        }
        if self.rest().starts_with('"') {
            return self.string().map(Json::Text);
        }
        let is_of_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let length = self
            .rest()
            .find(|c| !is_of_number(c))
            .unwrap_or(self.rest().len());
        let number = &self.rest()[..length];
        if !is_number(number) && !matches!(number, "NaN" | "Infinity" | "-Infinity") {
            let is_like_one =
                number.starts_with(|c: char| matches!(c, '+' | '-' | '.') || c.is_ascii_digit());
            return Err(self.fault(if is_like_one {
                "a number as JSON has it, such as `-0.5`"
            } else {
                "a value"
            }));
        }
        self.at += length;
        Ok(Json::Number(number.to_owned()))
    }

    fn items<T>(
        &mut self,
        close: &str,
        wanted: &str,
        mut item: impl FnMut(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let mut items = Vec::new();
        self.space();
        if self.take(close) {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            self.space();
            if self.take(close) {
                return Ok(items);
            }
            if !self.take(",") {
                return Err(self.fault(wanted));
            }
        }
    }

    fn string(&mut self) -> Result<String, String> {
        if !self.take("\"") {
            return Err(self.fault("a name in double quotes"));
        }
        let mut text = String::new();
        loop {
            let mut chars = self.rest().chars();
            let Some(character) = chars.next() else {
                return Err(self.fault("the closing `\"` of a string"));
            };
            let escape = chars.next();
            if matches!(character, '\n' | '\r') {
                return Err(self.fault("the closing `\"` of a string before the end of the line"));
            }
            if character < ' ' {
                return Err(self.fault("an escape, such as `\\t`, in place of a control character"));
            }
            self.at += character.len_utf8();
            match (character, escape) {
                ('"', _) => return Ok(text),
                ('\\', Some(escape)) => {
                    self.at += escape.len_utf8();
                    match escape {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        'b' => text.push('\u{8}'),
                        'f' => text.push('\u{c}'),
                        'u' => text.push(self.unicode()?),
                        '"' | '\\' | '/' => text.push(escape),
                        _ => return Err(self.fault("an escape")),
                    }
                }
                (character, _) => text.push(character),
            }
        }
    }

    /// Behind `\u`. Half of a surrogate pair alone is no character: it becomes the sign for that.
    fn unicode(&mut self) -> Result<char, String> {
        let high = self.hexadecimal()?;
        let behind = self.at;
        if (0xD800..0xDC00).contains(&high) && self.take("\\u") {
            let low = self.hexadecimal()?;
            if (0xDC00..0xE000).contains(&low) {
                let scalar = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // It is a character of its own.
            self.at = behind;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += if number.is_some() { 4 } else { 0 };
        number.ok_or_else(|| self.fault("four hexadecimal digits"))
    }
}

/// Whether it is a number of JSON: without a plus, leading zeros, or a point that lacks digits on
/// one side.
fn is_number(text: &str) -> bool {
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let has_no_leading_zero = whole == "0" || !whole.starts_with('0');
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    has_no_leading_zero && [whole, fraction, exponent].into_iter().all(are_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_and_a_fault_has_its_place() {
        let json =
            Json::parse("\u{feff}{\"a\": [1, -2.5e3, true, null], \"b\\u00e9\\ud83d\\ude80\": {\"c\": \"x\\n\"}}\n")
                .unwrap();
        assert_eq!(
            json.get("bé🚀")
                .and_then(|b| b.get("c"))
                .and_then(Json::text),
            Some("x\n")
        );
        let Some(Json::List(items)) = json.get("a") else {
            panic!("{json:?}")
        };
        assert_eq!(items[1], Json::Number("-2.5e3".to_owned()));
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
                "line 1, column 4: expected four hexadecimal digits",
            ),
            ("[x1]", "line 1, column 2: expected a value"),
            (
                "\"a\tb\"",
                "line 1, column 3: expected an escape, such as `\\t`, in place of a control character",
            ),
        ] {
            assert_eq!(
                Json::parse(text),
                Err(format!("invalid JSON at {fault}")),
                "{text}"
            );
        }
        assert_eq!(
            Json::parse(" \n"),
            Err("it is empty; expected a JSON object".to_owned())
        );
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
        for number in "01 01x - -inf -nan -infinity 1. .5 -.5 +1 1e 1e+ 1e1.5 0x10 --1".split(' ') {
            let fault = "invalid JSON at line 1, column 2: expected a number as JSON has it, such as `-0.5`";
            assert_eq!(
                Json::parse(&format!("[{number}]")),
                Err(fault.to_owned()),
                "{number}"
            );
        }
        for number in "0 -0 0.5 10 1e5 1E+5 -1.25e-400 1e400 NaN Infinity -Infinity".split(' ') {
            assert_eq!(Json::parse(number), Ok(Json::Number(number.to_owned())));
        }
        for (text, read) in [
            ("\\ud800\\u0041", "\u{fffd}A"),
            ("\\ud800\\ud83d\\ude80", "\u{fffd}🚀"),
            ("\\ude80", "\u{fffd}"),
        ] {
            assert_eq!(
                Json::parse(&format!("\"{text}\"")),
                Ok(Json::Text(read.to_owned())),
                "{text}"
            );
        }
    }
}
