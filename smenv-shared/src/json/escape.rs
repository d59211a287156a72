//! Escape sequences in strings.

use std::borrow::Cow;

use crate::json::token::{Kind, Token};

/// Decodes the content of a string with escapes, including those of Python's `repr`: `\x41`, `\'`.
///
/// # Errors
/// If the content has a lone surrogate, which a `str` cannot contain.
pub fn unescape(content: &str) -> Result<String, LoneSurrogate> {
    unescape_with(content, &mut |_, _| Err(LoneSurrogate))
}

/// Decodes for a comparison: a lone surrogate becomes a text that nothing else becomes.
#[must_use]
pub fn unescape_losslessly(content: &str) -> String {
    let mut keep = |unit, text: &mut String| {
        // A noncharacter, which no text should contain, and the number of the surrogate.
        *text += &format!("\u{10FFFF}{unit:08x}");
        Ok(())
    };
    unescape_with(content, &mut keep).unwrap_or_default()
}

fn unescape_with(
    content: &str,
    lone: &mut dyn FnMut(u32, &mut String) -> Result<(), LoneSurrogate>,
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

/// The error of half a surrogate pair without its other half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoneSurrogate;

pub(crate) fn hexadecimal(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(..digits)?;
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        u32::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

impl<'a> Token<'a> {
    /// Decodes a string; returns the text of any other token.
    ///
    /// # Errors
    /// If the string has a lone surrogate.
    pub fn decoded(self) -> Result<Cow<'a, str>, LoneSurrogate> {
        match self.kind {
            Kind::Escaped => unescape(self.text).map(Cow::Owned),
            _ => Ok(Cow::Borrowed(self.text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_their_characters() {
        assert_eq!(
            unescape(r#"a\u00e9\ud83d\ude80\n\/\"\\"#).as_deref(),
            Ok("aé🚀\n/\"\\")
        );
        assert_eq!(unescape(r"\x41\'\q").as_deref(), Ok("A'\\q"));
        for lone in [
            r"\ud800",
            r"\udc00",
            r"\ud800\ud800",
            r"\ud800x",
            r"\ud800\u0041",
            r"\udc00\udc00",
        ] {
            assert_eq!(unescape(lone), Err(LoneSurrogate), "{lone}");
        }
    }
}
