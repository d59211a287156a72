//! Ranges in words.

/// Describes a range with these bounds, each with whether it is inclusive.
pub(super) fn in_words(min: Option<(String, bool)>, max: Option<(String, bool)>) -> String {
    match (min, max) {
        (Some((min, _)), Some((max, true))) => format!("from {min} to {max}"),
        (Some((min, _)), Some((max, false))) => format!("of at least {min} and less than {max}"),
        (Some((min, _)), None) => format!("of at least {min}"),
        (None, Some((max, true))) => format!("of at most {max}"),
        (None, Some((max, false))) => format!("less than {max}"),
        (None, None) => String::new(),
    }
}

/// Returns whether the description of a range states its lower or its upper bound.
pub(super) fn states_bound(words: &str, is_lower: bool) -> bool {
    if is_lower {
        words.starts_with("from ") || words.starts_with("of at least ")
    } else {
        words.starts_with("from ") || words.contains("less than ") || words.contains("at most ")
    }
}
