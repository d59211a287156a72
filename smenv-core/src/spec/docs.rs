//! Doc comments with macros, such as `#[doc = include_str!("batch_size.md")]`, which the compiler
//! joins.

/// Joins expressions to a doc comment, one line each.
#[doc(hidden)]
#[macro_export]
macro_rules! __smenv_docs {
    ($whole:expr) => {
        $crate::__private0::trimmed($whole)
    };
    ($($line:expr),+) => {{
        const LINES: &[&::core::primitive::str] = &[$($line),+];
        const JOINED: &[::core::primitive::u8] = &$crate::__private0::joined::<{ $crate::__private0::joined_len(LINES) }>(LINES);
        $crate::__private0::trimmed($crate::__private0::text_of(JOINED))
    }};
}

/// Trims a text.
#[must_use]
#[inline]
pub const fn trimmed(text: &'static str) -> &'static str {
    text.trim_ascii()
}

/// Returns the length of [`joined`] in bytes.
#[must_use]
#[inline]
pub const fn joined_len(lines: &[&str]) -> usize {
    let (mut lines, mut length) = (lines, 0);
    while let [line, others @ ..] = lines {
        length += content(line).len() + 1;
        lines = others;
    }
    length
}

/// Joins lines, each without the space after its `///` and with a line break.
#[must_use]
#[inline]
pub const fn joined<const LENGTH: usize>(lines: &[&str]) -> [u8; LENGTH] {
    let (mut lines, mut at) = (lines, 0);
    let mut joined = [b'\n'; LENGTH];
    while let [line, others @ ..] = lines {
        let mut bytes = content(line);
        while let [byte, rest @ ..] = bytes {
            joined[at] = *byte;
            at += 1;
            bytes = rest;
        }
        at += 1;
        lines = others;
    }
    joined
}

/// Returns the joined bytes as text.
#[must_use]
#[inline]
pub const fn text_of(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

const fn content(line: &str) -> &[u8] {
    match line.as_bytes() {
        [b' ', content @ ..] => content.trim_ascii_end(),
        content => content.trim_ascii_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_as_rustdoc_joins_them() {
        const LINES: &[&str] = &[" First. ", "", "   indented", "no space", " \t"];
        const JOINED: &[u8] = &joined::<{ joined_len(LINES) }>(LINES);
        let text = "First.\n\n  indented\nno space\n\n";
        assert_eq!(text_of(JOINED), text);
        // As the compiler joins them, so does a program.
        assert_eq!(joined_len(LINES), text.len());
        assert_eq!(joined::<{ joined_len(LINES) }>(LINES), JOINED);
        assert_eq!(trimmed(text_of(JOINED)), text.trim());
        assert_eq!(text_of(b"\xFF"), "");
    }
}
