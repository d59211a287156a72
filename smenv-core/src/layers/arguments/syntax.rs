//! What the name of an argument looks like.

/// Returns whether a text consists of the characters of a name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphanumeric() || first == '_')
        && text.chars().all(is_name_char)
}

/// Returns the name at the start of an argument, without anything before its first letter or digit:
/// dashes, or characters that were meant to be dashes.
pub(crate) fn leading_name(argument: &str) -> &str {
    let name = argument.trim_start_matches(|c: char| !c.is_alphanumeric());
    &name[..name.find(|c| !is_name_char(c)).unwrap_or(name.len())]
}

/// Returns whether an argument contains an option after its first word: `5 --lr 0.1`.
pub(crate) fn contains_option(argument: &str) -> bool {
    let is_option = |word: &str| {
        word.strip_prefix("--")
            .is_some_and(|name| is_name(name.split('=').next().unwrap_or(name)))
    };
    argument.split_whitespace().skip(1).any(is_option)
}

fn is_name_char(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.')
}
