//! Python's JSON, split into tokens that borrow from the text.
//!
//! The grammar is RFC 8259 plus what `json.dumps` writes and `json.loads` accepts: `NaN`,
//! `Infinity` and `-Infinity`, lone surrogates, integers of any length. The scanner accepts only
//! what Python accepts. It is iterative: nesting takes one bit per level and no stack.

use crate::json::escape::hexadecimal;
use crate::json::token::{ExpectedToken, Kind, SyntaxError, Token, Visitor};

/// Returns whether a text is a list or an object that contains only strings, whose spelling every
/// producer keeps.
#[must_use]
pub fn has_only_strings(text: &str) -> bool {
    #[derive(Default)]
    struct Contents {
        lists: usize,
        others: usize,
    }
    impl Visitor for Contents {
        fn open(&mut self, _: Kind) {
            self.lists += 1;
        }

        fn scalar(&mut self, token: Token<'_>) {
            self.others += usize::from(!token.kind.is_string());
        }
    }
    let mut found = Contents::default();
    walk(text, &mut found).is_some() && found.lists == 1 && found.others == 0
}

/// Ignores the parts of a value, to find its end.
struct Skip;
impl Visitor for Skip {}

/// Removes the byte order mark that some editors write.
#[must_use]
#[inline]
pub fn without_bom(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Parses a text like `json.loads`; `None` if it is not JSON.
#[must_use]
pub fn parse(text: &str) -> Option<Token<'_>> {
    let start = space(text, 0);
    let kind = match peek(text, start) {
        Some(b'[') => Kind::List,
        Some(b'{') => Kind::Object,
        _ => {
            let (token, at) = any_scalar(text, start).ok()?;
            return end(text, at).ok().map(|()| token);
        }
    };
    let at = walk_from(text, start, &mut Skip).ok()?;
    end(text, at).ok()?;
    Some(Token {
        text: &text[start..at],
        kind,
    })
}

/// Returns the position at which a text stops being a list or an object; `None` if it is one.
#[must_use]
#[cold]
pub fn syntax_error(text: &str) -> Option<SyntaxError> {
    walk_from(text, space(text, 0), &mut Skip)
        .and_then(|at| end(text, at))
        .err()
}

/// Passes the parts of a value to a visitor; `None` if the text is not JSON.
pub fn walk(text: &str, visitor: &mut dyn Visitor) -> Option<()> {
    let at = walk_from(text, space(text, 0), visitor).ok()?;
    end(text, at).ok()
}

/// Splits an object into its names and values.
///
/// # Errors
/// If the text is not an object. The entries before the error have been passed to `entry`, except a
/// value directly before it, which can be incomplete.
#[inline]
pub fn entries<'a>(
    text: &'a str,
    mut entry: impl FnMut(Token<'a>, Token<'a>),
) -> Result<(), SyntaxError> {
    let mut at = space(text, 0);
    if peek(text, at) != Some(b'{') {
        return unexpected(at, ExpectedToken::Object);
    }
    at = space(text, at + 1);
    if peek(text, at) == Some(b'}') {
        return end(text, at + 1);
    }
    loop {
        let (name, after) = key(text, at)?;
        let (value, after) = value(text, after)?;
        at = space(text, after);
        let next = peek(text, at);
        if !matches!(next, Some(b',' | b'}')) {
            // What follows can be the rest of the value: `3` in `03`, `10` in `""10""`. A closed
            // list or object is complete, and so is a string at the end of the text.
            if matches!(value.kind, Kind::List | Kind::Object)
                || value.kind.is_string() && next.is_none()
            {
                entry(name, value);
            }
            return unexpected(at, ExpectedToken::CommaOr(Kind::Object));
        }
        entry(name, value);
        if next == Some(b'}') {
            return end(text, at + 1);
        }
        at = space(text, at + 1);
    }
}

/// Splits a list into its items.
///
/// # Errors
/// If the text is not a list. The items before the error have been passed to `item`.
#[inline]
pub fn items<'a>(text: &'a str, mut item: impl FnMut(Token<'a>)) -> Result<(), SyntaxError> {
    let mut at = space(text, 0);
    if peek(text, at) != Some(b'[') {
        return unexpected(at, ExpectedToken::List);
    }
    at = space(text, at + 1);
    if peek(text, at) == Some(b']') {
        return end(text, at + 1);
    }
    loop {
        let (value, after) = value(text, at)?;
        item(value);
        at = space(text, after);
        match peek(text, at) {
            Some(b',') => at = space(text, at + 1),
            Some(b']') => return end(text, at + 1),
            _ => return unexpected(at, ExpectedToken::CommaOr(Kind::List)),
        }
    }
}

// Each of these functions reads from `at` and returns where it stopped.

#[cold]
fn unexpected<T>(at: usize, expected: ExpectedToken) -> Result<T, SyntaxError> {
    Err(SyntaxError { at, expected })
}

#[inline]
fn peek(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

#[inline]
fn space(text: &str, mut at: usize) -> usize {
    while peek(text, at)
        .is_some_and(|byte| byte <= b' ' && matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
    {
        at += 1;
    }
    at
}

fn end(text: &str, at: usize) -> Result<(), SyntaxError> {
    let at = space(text, at);
    if at == text.len() {
        Ok(())
    } else {
        unexpected(at, ExpectedToken::End)
    }
}

/// Reads a name and its colon.
#[inline(always)]
fn key(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    if peek(text, at) != Some(b'"') {
        return unexpected(at, ExpectedToken::Name);
    }
    let (key, at) = string(text, at)?;
    let at = space(text, at);
    if peek(text, at) != Some(b':') {
        return unexpected(at, ExpectedToken::Colon);
    }
    Ok((key, space(text, at + 1)))
}

#[inline(always)]
fn value(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    match peek(text, at) {
        Some(b'[') => nested(text, at, Kind::List),
        Some(b'{') => nested(text, at, Kind::Object),
        _ => scalar(text, at),
    }
}

/// Reads a list or an object from its opening bracket.
#[inline(never)]
fn nested(text: &str, start: usize, kind: Kind) -> Result<(Token<'_>, usize), SyntaxError> {
    let end = match flat_list(text, start) {
        Some(end) => end,
        None => walk_from(text, start, &mut Skip)?,
    };
    Ok((
        Token {
            text: &text[start..end],
            kind,
        },
        end,
    ))
}

/// Returns the end of a list without nested lists or objects, the most common kind; `None` for
/// anything else.
fn flat_list(text: &str, start: usize) -> Option<usize> {
    if peek(text, start) != Some(b'[') {
        return None;
    }
    let mut at = space(text, start + 1);
    loop {
        let (_, after) = scalar(text, at).ok()?;
        at = space(text, after);
        match peek(text, at)? {
            b',' => at = space(text, at + 1),
            b']' => return Some(at + 1),
            _ => return None,
        }
    }
}

#[inline(never)]
fn any_key(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    key(text, at)
}

#[inline(never)]
fn any_scalar(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    scalar(text, at)
}

fn walk_from(text: &str, mut at: usize, visitor: &mut dyn Visitor) -> Result<usize, SyntaxError> {
    let mut nest = Nest::default();
    loop {
        match peek(text, at) {
            Some(open @ (b'[' | b'{')) => {
                let kind = if open == b'[' {
                    Kind::List
                } else {
                    Kind::Object
                };
                at = space(text, at + 1);
                visitor.open(kind);
                if peek(text, at) != Some(closing(kind)) {
                    nest.push(kind);
                    if kind == Kind::Object {
                        let (name, after) = any_key(text, at)?;
                        visitor.key(name);
                        at = after;
                    }
                    continue;
                }
                at += 1;
                visitor.close(kind);
            }
            _ => {
                let (token, after) = any_scalar(text, at)?;
                visitor.scalar(token);
                at = after;
            }
        }
        // After a value: close what ends here, or continue with the next value.
        loop {
            let Some(kind) = nest.top() else {
                return Ok(at);
            };
            at = space(text, at);
            if peek(text, at) == Some(b',') {
                at = space(text, at + 1);
                if kind == Kind::Object {
                    let (name, after) = any_key(text, at)?;
                    visitor.key(name);
                    at = after;
                }
                break;
            }
            if peek(text, at) != Some(closing(kind)) {
                return unexpected(at, ExpectedToken::CommaOr(kind));
            }
            at += 1;
            visitor.close(kind);
            nest.pop();
        }
    }
}

fn closing(kind: Kind) -> u8 {
    if kind == Kind::List { b']' } else { b'}' }
}

#[inline(always)]
fn scalar(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    match peek(text, at) {
        Some(b'"') => string(text, at),
        Some(b'0'..=b'9') => number(text, at, at),
        _ => word(text, at),
    }
}

#[inline(never)]
fn word(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    const WORDS: [(&str, Kind); 6] = [
        ("true", Kind::Bool),
        ("false", Kind::Bool),
        ("null", Kind::Null),
        ("NaN", Kind::Number),
        ("Infinity", Kind::Number),
        ("-Infinity", Kind::Number),
    ];
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    if let Some((word, kind)) = WORDS
        .iter()
        .find(|(word, _)| rest.starts_with(word.as_bytes()))
    {
        return Ok((
            Token {
                text: word,
                kind: *kind,
            },
            at + word.len(),
        ));
    }
    if rest.first() == Some(&b'-') {
        number(text, at, at + 1)
    } else {
        unexpected(at, ExpectedToken::Value)
    }
}

/// Reads a number from its first digit; `start` is the position of its sign, if it has one.
#[inline(always)]
fn number(text: &str, start: usize, first: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    let mut at = if peek(text, first) == Some(b'0') {
        first + 1
    } else {
        digits(text, first)?
    };
    if peek(text, at) == Some(b'.') {
        at = digits(text, at + 1)?;
    }
    if matches!(peek(text, at), Some(b'e' | b'E')) {
        let has_sign = matches!(peek(text, at + 1), Some(b'+' | b'-'));
        at = digits(text, at + 1 + usize::from(has_sign))?;
    }
    Ok((
        Token {
            text: &text[start..at],
            kind: Kind::Number,
        },
        at,
    ))
}

/// Reads one or more digits.
#[inline]
fn digits(text: &str, first: usize) -> Result<usize, SyntaxError> {
    let mut at = first;
    while peek(text, at).is_some_and(|byte| byte.is_ascii_digit()) {
        at += 1;
    }
    if at == first {
        unexpected(at, ExpectedToken::Digit)
    } else {
        Ok(at)
    }
}

/// Reads a string from its opening quote.
#[inline(always)]
fn string(text: &str, quote: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    let start = quote + 1;
    let end = plain(text, start);
    if peek(text, end) != Some(b'"') {
        return escaped(text, start, end);
    }
    Ok((
        Token {
            text: &text[start..end],
            kind: Kind::Text,
        },
        end + 1,
    ))
}

/// Reads a string that starts at `start` from its first escape.
#[cold]
fn escaped(text: &str, start: usize, mut at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    while peek(text, at) != Some(b'"') {
        match peek(text, at) {
            Some(b'\\') => at += 1,
            Some(_) => return unexpected(at, ExpectedToken::EscapedControl),
            None => return unexpected(at, ExpectedToken::ClosingQuote),
        }
        at += match peek(text, at) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 1,
            Some(b'u') if hexadecimal(text.get(at + 1..).unwrap_or(""), 4).is_some() => 5,
            _ => return unexpected(at, ExpectedToken::Escape),
        };
        at = plain(text, at);
    }
    Ok((
        Token {
            text: &text[start..at],
            kind: Kind::Escaped,
        },
        at + 1,
    ))
}

/// Skips to the first quote, backslash or control character, or to the end, eight bytes at a time.
#[inline(always)]
fn plain(text: &str, mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let mut rest = text.as_bytes().get(at..).unwrap_or_default();
    while let Some((word, others)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*word);
        // A byte that is less than its subtrahend borrows, which sets its top bit.
        let quote = (word ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
        let backslash = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        let control = word.wrapping_sub(ONES * 0x20);
        let special = (quote | backslash | control) & !word & (ONES << 7);
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
        rest = others;
    }
    at + rest
        .iter()
        .take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20))
        .count()
}

/// The open lists and objects: one bit per level, on the heap only from the 65th level on.
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
        self.bits = if self.depth % 64 == 0 {
            self.outer.pop().unwrap_or(0)
        } else {
            self.bits >> 1
        };
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
        parse(text).map(|token| token.kind)
    }

    #[test]
    fn takes_what_python_takes() {
        for text in [
            "0",
            "-0",
            "1.5",
            "1e5",
            "-1E-3",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
        ] {
            assert_eq!(kind(text), Some(Kind::Number), "{text}");
        }
        for text in ["[]", "[1,[2,{\"a\":[]}],3]", " [ ] "] {
            assert_eq!(kind(text), Some(Kind::List), "{text}");
        }
        assert_eq!(kind("\"\\ud800\""), Some(Kind::Escaped));
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
            "\"\\u12xy\"",
            "\"\\uwxyz\"",
            "\u{b}1",
            "1\u{c}",
            "[1,\0 2]",
            "\"a\nb\"",
            "tru",
            "true false",
            "[1] 2",
            "\u{feff}3",
            "-Inf",
        ] {
            assert!(parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_string_of_any_length_has_no_bare_control_character() {
        for length in 0..40 {
            let mut text = format!("\"{}\"", "é~".repeat(length));
            assert_eq!(kind(&text), Some(Kind::Text), "{text:?}");
            for at in (1..text.len())
                .filter(|at| text.is_char_boundary(*at))
                .collect::<Vec<_>>()
            {
                for control in ['\0', '\n', '\u{1f}', '"', '\\'] {
                    text.insert(at, control);
                    assert_ne!(kind(&text), Some(Kind::Text), "{text:?}");
                    text.remove(at);
                }
            }
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
        assert!(parse(&text).is_some());
        assert!(parse(&open).is_none());
        for flip in [0, 63, 64, 65, 128, 99_999] {
            let wrong: String = closing
                .iter()
                .enumerate()
                .map(|(level, &c)| {
                    if level == flip {
                        if c == ']' { '}' } else { ']' }
                    } else {
                        c
                    }
                })
                .rev()
                .collect();
            assert!(parse(&format!("{open}{wrong}")).is_none(), "level {flip}");
        }
    }

    #[test]
    fn entries_before_a_fault_are_reported() {
        let mut names = Vec::new();
        let fault = entries(r#"{"a": 1, "b": "x"#, |name, _| names.push(name.text)).unwrap_err();
        assert_eq!(names, ["a"]);
        assert_eq!(
            fault,
            SyntaxError {
                at: 16,
                expected: ExpectedToken::ClosingQuote
            }
        );
    }
}
