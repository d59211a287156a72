//! Ranges in words.

/// The words of a range with these ends, each with whether the range has it.
pub(super) fn in_words(min: Option<(String, bool)>, max: Option<(String, bool)>) -> String {
    match (min, max) {
        (Some((min, _)), Some((max, true))) => format!("from {min} to {max}"),
        (Some((min, _)), Some((max, false))) => format!("from {min} to below {max}"),
        (Some((min, _)), None) => format!("of {min} or more"),
        (None, Some((max, true))) => format!("of {max} or less"),
        (None, Some((max, false))) => format!("below {max}"),
        (None, None) => String::new(),
    }
}

/// Whether the words of a range show its lower end, or its upper one.
pub(crate) fn shows_end(words: &str, is_lower: bool) -> bool {
    match is_lower {
        true => words.starts_with("from ") || words.ends_with(" or more"),
        false => {
            words.contains(" to ") || words.ends_with(" or less") || words.starts_with("below ")
        }
    }
}
