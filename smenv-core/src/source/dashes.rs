//! Dashes before the names of arguments, and before numbers.

use smenv_shared::names::is_dash;

pub(crate) fn without_dashes(argument: &str) -> &str {
    argument.trim_start_matches(is_dash)
}

/// Returns whether a `-` before `text` is a minus sign.
pub(crate) fn is_number(text: &str) -> bool {
    let is_word = |word: &str| text.eq_ignore_ascii_case(word);
    text.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        || ["inf", "infinity", "nan"].into_iter().any(is_word)
}
