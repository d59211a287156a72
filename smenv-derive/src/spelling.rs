//! How the name of a hyperparameter or a channel may be spelt, and a prefix of such names.

/// What is spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelt {
    Name,
    Prefix,
    ChannelName,
}

/// Says what keeps a text from being a name that a launcher or a person gives, and what to write
/// instead. Blanks, dots and letters beyond ASCII within a name do not: `SM_HPS` and the config
/// file have them.
pub(crate) fn fault(text: &str, spelt: Spelt) -> Option<String> {
    let (what, example) = match spelt {
        Spelt::Name => ("a name", "learning-rate"),
        Spelt::Prefix => ("a prefix", "aug-"),
        Spelt::ChannelName => ("a channel's name", "train"),
    };
    let has_space = if spelt == Spelt::Prefix {
        text.trim_start() != text
    } else {
        text.trim() != text
    };
    let reason = if text.is_empty() {
        // It is as good as none.
        if spelt == Spelt::Prefix {
            return None;
        }
        format!("{what} cannot be empty")
    } else if text.chars().all(is_dash) {
        format!("{what} cannot consist of dashes")
    } else if let Some(unfit) = text.chars().find(|c| is_never_sent(*c)) {
        format!("{what} cannot contain the character {unfit:?}")
    } else if has_space {
        format!("{what} cannot have white space around it")
    } else if text.starts_with(is_dash) {
        format!("{what} cannot start with a dash")
    } else if text.contains('=') {
        format!("{what} cannot contain `=`, which ends the name in an argument and in a variable")
    } else {
        return None;
    };
    Some(match without_faults(text) {
        Some(right) => format!("{reason}: write `{right}`"),
        None => format!("{reason}: write one such as `{example}`"),
    })
}

/// What is left without what a name cannot have, up to the first `=` that has something before it.
fn without_faults(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(is_never_sent)
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join("-");
    let is_before = |c: char| is_dash(c) || c.is_whitespace();
    let mut parts = text
        .split('=')
        .map(|part| part.trim_start_matches(is_before).trim_end());
    parts.find(|part| !part.is_empty()).map(str::to_owned)
}

/// A hyphen, and what word processors make of one or of two.
fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Control characters, and the line breaks that SageMaker's pattern for names, `.*`, does not take.
fn is_never_sent(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}
