//! Python's JSON, split into tokens that borrow from the text.
//!
//! It is RFC 8259 plus what `json.dumps` writes and `json.loads` takes: bare `NaN`, `Infinity` and `-Infinity`,
//! escapes of lone surrogates, integers of any length. The scanner is strict (what it takes, Python takes), flat and
//! iterative: nesting costs a bit a level, never stack.

use std::borrow::Cow;

/// What a token is. `escaped`: the string has a backslash, so its content is not yet its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String { escaped: bool },
    Number,
    Bool,
    Null,
    List,
    Object,
}

/// One value and where it stands: for a string what is between its quotes, else all of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: Kind,
}

/// Where a text stops to be JSON, in bytes, and what should have been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) at: usize,
    pub(crate) wanted: &'static str,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "it is no JSON: at byte {} there should be {}", self.at, self.wanted)
    }
}

/// What a walk through a value reports, in the order of the text.
pub(crate) trait Visitor {
    fn open(&mut self, _kind: Kind) {}
    fn key(&mut self, _key: Token<'_>) {}
    /// A string, number, bool or null.
    fn scalar(&mut self, _token: Token<'_>) {}
    fn close(&mut self, _kind: Kind) {}
}

/// Reports nothing: for finding where a value ends.
struct Skip;
impl Visitor for Skip {}

/// The value that `json.loads` would read from `text`, if it would.
pub(crate) fn loads(text: &str) -> Option<Token<'_>> {
    let mut scanner = Scanner::new(text);
    scanner.space();
    let token = scanner.value()?;
    scanner.end()?;
    Some(token)
}

/// Walks through the value that `text` is; `None` where it is no JSON.
pub(crate) fn walk(text: &str, visitor: &mut impl Visitor) -> Option<()> {
    let mut scanner = Scanner::new(text);
    scanner.space();
    scanner.walk(visitor)?;
    scanner.end()
}

/// Splits an object into its names and values. What was split before a fault has been reported to `entry`.
pub(crate) fn entries<'a>(text: &'a str, entry: impl FnMut(Token<'a>, Token<'a>)) -> Result<(), Broken> {
    let mut scanner = Scanner::new(text);
    scanner.entries(entry).ok_or(Broken { at: scanner.at, wanted: scanner.wanted })
}

/// The text of a string whose content has escapes. Python's own (`\x41`, `\'`) are known too, for its `repr`.
///
/// # Errors
/// A lone surrogate, which no Rust text can hold.
pub(crate) fn unescape(content: &str) -> Result<String, LoneSurrogate> {
    unescape_with(content, |_, _| Err(LoneSurrogate))
}

/// The same for comparing: a lone surrogate becomes something that no other content becomes.
pub(crate) fn unescape_losslessly(content: &str) -> String {
    let keep = |unit, text: &mut String| {
        // A noncharacter, which no text is expected to have, and then the surrogate's number.
        text.push('\u{10FFFF}');
        text.extend(char::from_u32(unit - 0xD800));
        Ok(())
    };
    unescape_with(content, keep).unwrap_or_default()
}

fn unescape_with(
    content: &str,
    mut lone: impl FnMut(u32, &mut String) -> Result<(), LoneSurrogate>,
) -> Result<String, LoneSurrogate> {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let mut chars = escape.chars();
        let Some(letter) = chars.next() else {
            rest = &rest[at..];
            break;
        };
        rest = chars.as_str();
        match letter {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            '"' | '\'' | '\\' | '/' => text.push(letter),
            'u' | 'U' | 'x' => {
                let digits = match letter {
                    'u' => 4,
                    'U' => 8,
                    _ => 2,
                };
                let Some(unit) = hexadecimal(rest, digits) else {
                    text.push('\\');
                    text.push(letter);
                    continue;
                };
                rest = &rest[digits..];
                match char::from_u32(unit) {
                    Some(character) => text.push(character),
                    None => {
                        let low = rest.strip_prefix("\\u").and_then(|low| hexadecimal(low, 4));
                        match low {
                            Some(low @ 0xDC00..=0xDFFF) if unit < 0xDC00 => {
                                let scalar = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                                text.extend(char::from_u32(scalar));
                                rest = &rest[6..];
                            }
                            _ => lone(unit, &mut text)?,
                        }
                    }
                }
            }
            other => {
                text.push('\\');
                text.push(other);
            }
        }
    }
    text.push_str(rest);
    Ok(text)
}

/// Half of a surrogate pair without its other half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LoneSurrogate;

fn hexadecimal(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(..digits)?;
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
}

impl<'a> Token<'a> {
    /// The text of a string token; of any other, the token as it is spelt.
    pub(crate) fn decoded(self) -> Result<Cow<'a, str>, LoneSurrogate> {
        match self.kind {
            Kind::String { escaped: true } => unescape(self.text).map(Cow::Owned),
            _ => Ok(Cow::Borrowed(self.text)),
        }
    }
}

/// Its methods give `None` at a fault, and `at` stays there.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// What should have been at the fault.
    wanted: &'static str,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Scanner { text, at: 0, wanted: "" }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    #[cold]
    fn broken<T>(&mut self, wanted: &'static str) -> Option<T> {
        self.wanted = wanted;
        None
    }

    fn expect(&mut self, byte: u8, wanted: &'static str) -> Option<()> {
        if self.take(byte) { Some(()) } else { self.broken(wanted) }
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn end(&mut self) -> Option<()> {
        self.space();
        if self.at == self.text.len() { Some(()) } else { self.broken("nothing more") }
    }

    fn entries(&mut self, mut entry: impl FnMut(Token<'a>, Token<'a>)) -> Option<()> {
        self.space();
        self.expect(b'{', "an object, `{`")?;
        self.space();
        if !self.take(b'}') {
            loop {
                let name = self.key()?;
                let value = self.value()?;
                entry(name, value);
                self.space();
                if self.take(b'}') {
                    break;
                }
                self.expect(b',', "`,` or `}`")?;
                self.space();
            }
        }
        self.end()
    }

    /// A name and its colon, up to the value.
    fn key(&mut self) -> Option<Token<'a>> {
        if self.peek() != Some(b'"') {
            return self.broken("a name in double quotes");
        }
        let key = self.string()?;
        self.space();
        self.expect(b':', "`:`")?;
        self.space();
        Some(key)
    }

    #[inline]
    fn value(&mut self) -> Option<Token<'a>> {
        match self.peek() {
            Some(b'[') => self.nested(Kind::List),
            Some(b'{') => self.nested(Kind::Object),
            _ => self.scalar(),
        }
    }

    fn nested(&mut self, kind: Kind) -> Option<Token<'a>> {
        let start = self.at;
        self.walk(&mut Skip)?;
        Some(Token { text: &self.text[start..self.at], kind })
    }

    fn walk(&mut self, visitor: &mut impl Visitor) -> Option<()> {
        let mut nest = Nest::default();
        loop {
            match self.peek() {
                Some(b'[') => {
                    self.at += 1;
                    self.space();
                    visitor.open(Kind::List);
                    if !self.take(b']') {
                        nest.push(Kind::List);
                        continue;
                    }
                    visitor.close(Kind::List);
                }
                Some(b'{') => {
                    self.at += 1;
                    self.space();
                    visitor.open(Kind::Object);
                    if !self.take(b'}') {
                        nest.push(Kind::Object);
                        visitor.key(self.key()?);
                        continue;
                    }
                    visitor.close(Kind::Object);
                }
                _ => visitor.scalar(self.scalar()?),
            }
            // A value has ended: close what ends with it, or go on to its neighbour.
            loop {
                let Some(kind) = nest.top() else { return Some(()) };
                self.space();
                let (close, wanted) = match kind {
                    Kind::Object => (b'}', "`,` or `}`"),
                    _ => (b']', "`,` or `]`"),
                };
                if self.take(b',') {
                    self.space();
                    if kind == Kind::Object {
                        visitor.key(self.key()?);
                    }
                    break;
                }
                self.expect(close, wanted)?;
                visitor.close(kind);
                nest.pop();
            }
        }
    }

    #[inline]
    fn scalar(&mut self) -> Option<Token<'a>> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'0'..=b'9') => self.number(self.at),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Token<'a>> {
        const WORDS: [(&str, Kind); 6] = [
            ("true", Kind::Bool),
            ("false", Kind::Bool),
            ("null", Kind::Null),
            ("NaN", Kind::Number),
            ("Infinity", Kind::Number),
            ("-Infinity", Kind::Number),
        ];
        let start = self.at;
        if let Some((word, kind)) = WORDS.iter().find(|(word, _)| self.rest().starts_with(word)) {
            self.at += word.len();
            return Some(Token { text: word, kind: *kind });
        }
        if self.take(b'-') { self.number(start) } else { self.broken("a value") }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// From the first digit; `start` is where its sign is, if it has one.
    #[inline]
    fn number(&mut self, start: usize) -> Option<Token<'a>> {
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(Token { text: &self.text[start..self.at], kind: Kind::Number })
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start { self.broken("a digit") } else { Some(()) }
    }

    /// From the opening quote.
    #[inline]
    fn string(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        self.plain();
        while self.peek() != Some(b'"') {
            self.escape()?;
            escaped = true;
            self.plain();
        }
        let text = &self.text[start..self.at];
        self.at += 1;
        Some(Token { text, kind: Kind::String { escaped } })
    }

    fn escape(&mut self) -> Option<()> {
        match self.peek() {
            Some(b'\\') => self.at += 1,
            Some(_) => return self.broken("an escape for a control character"),
            None => return self.broken("the closing `\"` of a string"),
        }
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') if hexadecimal(self.text.get(self.at + 1..).unwrap_or(""), 4).is_some() => self.at += 5,
            _ => return self.broken("an escape"),
        }
        Some(())
    }

    /// Up to the first quote, backslash or control character; eight bytes are looked at in one step.
    #[inline]
    fn plain(&mut self) {
        const ONES: u64 = u64::from_ne_bytes([1; 8]);
        let bytes = self.text.as_bytes();
        while let Some(word) = bytes[self.at..].first_chunk::<8>() {
            let word = u64::from_le_bytes(*word);
            // Where a byte is less than what is taken from it, it borrows and so gets its top bit.
            let quote = (word ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
            let backslash = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
            let control = word.wrapping_sub(ONES * 0x20);
            let special = (quote | backslash | control) & !word & (ONES << 7);
            if special != 0 {
                self.at += special.trailing_zeros() as usize / 8;
                return;
            }
            self.at += 8;
        }
        while bytes.get(self.at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
            self.at += 1;
        }
    }
}

/// Which of list and object is open at each level: a bit a level, on the heap only below the 64th.
#[derive(Default)]
struct Nest {
    depth: usize,
    bits: u64,
    outer: Vec<u64>,
}

impl Nest {
    fn push(&mut self, kind: Kind) {
        if self.depth != 0 && self.depth % 64 == 0 {
            self.outer.push(self.bits);
        }
        self.bits = (self.bits << 1) | u64::from(kind == Kind::Object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth -= 1;
        self.bits = if self.depth % 64 == 0 { self.outer.pop().unwrap_or(0) } else { self.bits >> 1 };
    }

    fn top(&self) -> Option<Kind> {
        match (self.depth, self.bits & 1) {
            (0, _) => None,
            (_, 1) => Some(Kind::Object),
            _ => Some(Kind::List),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<Kind> {
        loads(text).map(|token| token.kind)
    }

    #[test]
    fn takes_what_python_takes() {
        for text in ["0", "-0", "1.5", "1e5", "-1E-3", "NaN", "Infinity", "-Infinity", "1e400"] {
            assert_eq!(kind(text), Some(Kind::Number), "{text}");
        }
        for text in ["[]", "[1,[2,{\"a\":[]}],3]", " [ ] "] {
            assert_eq!(kind(text), Some(Kind::List), "{text}");
        }
        assert_eq!(kind("\"\\ud800\""), Some(Kind::String { escaped: true }));
        assert_eq!(kind("\t null\n"), Some(Kind::Null));
    }

    #[test]
    fn refuses_what_python_refuses() {
        for text in [
            "",
            " ",
            "01",
            "1.",
            ".5",
            "+1",
            "0x10",
            "1_0",
            "nan",
            "inf",
            "-",
            "--1",
            "1e",
            "[1,]",
            "[,]",
            "[1}",
            "{\"a\":1,}",
            "{a:1}",
            "'a'",
            "\"a",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"a\nb\"",
            "tru",
            "true false",
            "[1] 2",
            "\u{feff}3",
            "-Inf",
        ] {
            assert!(loads(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn nesting_costs_no_stack_and_brackets_must_match_at_every_depth() {
        let mut text = String::new();
        let mut closing = Vec::new();
        for level in 0..100_000 {
            if level % 3 == 0 {
                text.push_str("{\"k\":");
                closing.push('}');
            } else {
                text.push('[');
                closing.push(']');
            }
        }
        text.push('1');
        let open = text.clone();
        text.extend(closing.iter().rev());
        assert!(loads(&text).is_some());
        assert!(loads(&open).is_none());
        for flip in [0, 63, 64, 65, 128, 99_999] {
            let wrong: String = closing
                .iter()
                .enumerate()
                .map(|(level, &c)| if level == flip { if c == ']' { '}' } else { ']' } } else { c })
                .rev()
                .collect();
            assert!(loads(&format!("{open}{wrong}")).is_none(), "level {flip}");
        }
    }

    #[test]
    fn escapes_become_their_characters() {
        assert_eq!(unescape(r#"a\u00e9\ud83d\ude80\n\/\"\\"#).as_deref(), Ok("aé🚀\n/\"\\"));
        assert_eq!(unescape(r"\x41\'\q").as_deref(), Ok("A'\\q"));
        for lone in [r"\ud800", r"\udc00", r"\ud800\ud800", r"\ud800x", r"\ud800\u0041"] {
            assert_eq!(unescape(lone), Err(LoneSurrogate), "{lone}");
        }
    }

    #[test]
    fn entries_before_a_fault_are_reported() {
        let mut names = Vec::new();
        let fault = entries(r#"{"a": 1, "b": "x"#, |name, _| names.push(name.text)).unwrap_err();
        assert_eq!(names, ["a"]);
        assert_eq!(fault, Broken { at: 16, wanted: "the closing `\"` of a string" });
    }
}
