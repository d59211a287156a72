//! Texts that the compiler builds.

/// A text built in `const` evaluation, truncated to its capacity.
#[derive(Clone, Copy)]
pub(crate) struct ConstStr<const MOST: usize = 1024> {
    bytes: [u8; MOST],
    len: usize,
}

impl<const MOST: usize> ConstStr<MOST> {
    /// Concatenates the parts.
    #[inline]
    pub(crate) const fn of(parts: &[&str]) -> Self {
        let mut text = ConstStr {
            bytes: [0; MOST],
            len: 0,
        };
        let mut parts = parts;
        while let [part, others @ ..] = parts {
            let mut bytes = part.as_bytes();
            while let ([byte, rest @ ..], true) = (bytes, text.len < MOST) {
                text.bytes[text.len] = *byte;
                text.len += 1;
                bytes = rest;
            }
            parts = others;
        }
        text
    }

    /// Formats a number.
    #[inline]
    pub(crate) const fn number(mut number: usize) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let mut text = Self::of(&[DIGITS[number % 10]]);
        while number >= 10 {
            number /= 10;
            text = Self::of(&[DIGITS[number % 10], text.as_str()]);
        }
        text
    }

    /// Returns the text.
    #[inline]
    pub(crate) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            // The last character is incomplete.
            Err(error) => match std::str::from_utf8(text.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_together() {
        assert_eq!(<ConstStr>::of(&[]).as_str(), "");
        assert_eq!(<ConstStr>::of(&["a", "", "bc", "é"]).as_str(), "abcé");
    }

    #[test]
    fn what_is_too_long_is_cut_off_between_two_characters() {
        assert_eq!(ConstStr::<4>::of(&["abc", "de"]).as_str(), "abcd");
        assert_eq!(ConstStr::<4>::of(&["abc", "é"]).as_str(), "abc");
        assert_eq!(ConstStr::<1>::of(&["é"]).as_str(), "");
    }

    #[test]
    fn a_number_has_its_digits() {
        for number in [0, 1, 9, 10, 11, 99, 100, 101, 120, 1024, usize::MAX] {
            assert_eq!(<ConstStr>::number(number).as_str(), number.to_string());
        }
    }
}
