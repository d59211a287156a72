//! How names and prefixes may be spelled, so that a launcher or a person can send them.

use smenv_shared::names::is_dash;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Name,
    Prefix,
    ChannelName,
    MetricName,
}

/// Returns what is wrong with a name, and what to write instead. Blanks, dots and letters outside
/// ASCII are fine within a name: `SM_HPS` and the config file can have them.
pub(crate) fn fault(text: &str, kind: NameKind) -> Option<String> {
    let (what, example) = match kind {
        NameKind::Name => ("a name", "learning-rate"),
        NameKind::Prefix => ("a prefix", "aug-"),
        NameKind::ChannelName => ("a channel's name", "train"),
        NameKind::MetricName => ("a metric's name", "train:loss"),
    };
    let has_space = if kind == NameKind::Prefix {
        text.trim_start() != text
    } else {
        text.trim() != text
    };
    let reason = if text.is_empty() {
        // The same as no prefix.
        if kind == NameKind::Prefix {
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
    Some(match corrected(text) {
        Some(right) => format!("{reason}: write `{right}`"),
        None => format!("{reason}: write one such as `{example}`"),
    })
}

/// Removes what a name cannot contain, and what follows the first `=` that has something before it.
fn corrected(text: &str) -> Option<String> {
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

/// Returns whether this is a control character, or a line break that SageMaker's pattern for names,
/// `.*`, does not match.
fn is_never_sent(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}
