//! Finds what may be a secret among the arguments: several options may be one argument, as
//! `./train "$*"` gives them.
use smenv_shared::names;
use smenv_shared::secret_names::looks_secret;

use crate::layers::arguments::problems::first_word;
use crate::layers::arguments::words::is_name;
use crate::source::dashes::without_dashes;
use crate::spec::spec::Spec;

/// Whether a word of the argument names a secret, wherever the word stands in it.
pub(crate) fn names_secret(argument: &str, spec: &Spec) -> bool {
    let option = argument.split('=').next().unwrap_or_default();
    option.starts_with('-') && looks_secret(option)
        || argument
            .split(is_separator)
            .any(|word| is_name_of_secret(word, spec))
        || spec.may_hold_secret(without_dashes(option), argument)
}

/// Whether the argument has a second option in it: `5 --lr 0.1`.
pub(crate) fn holds_options(argument: &str) -> bool {
    let is_option = |word: &str| {
        word.strip_prefix("--")
            .is_some_and(|name| is_name(name.split('=').next().unwrap_or(name)))
    };
    argument.split_whitespace().skip(1).any(is_option)
}

/// Whether a directory that was typed has the name of a secret in it, and what is behind the name:
/// `tr --api-key x`, `api_key=x`.
#[cfg(feature = "run")]
pub(crate) fn holds_secret(directory: &str, spec: &Spec) -> bool {
    let mut words = directory.split_whitespace();
    let is_assignment = |word: &str| {
        let name = word.split(['=', ':']).next().unwrap_or(word);
        name.len() < word.len() && is_name(without_dashes(name)) && is_name_of_secret(name, spec)
    };
    let is_of_secret = |word: &str| {
        is_assignment(word)
            || word.starts_with('-') && names_secret(word, spec)
            || is_declared(first_word(word), spec)
    };
    words.next().is_some_and(is_assignment) || words.any(is_of_secret)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '=' | ':')
}

fn is_name_of_secret(word: &str, spec: &Spec) -> bool {
    // Most values are numbers.
    if !word.contains(char::is_alphabetic) {
        return false;
    }
    let name = first_word(word);
    looks_secret(word)
        || if without_dashes(word).len() < word.len() {
            spec.hides(name)
        } else {
            is_declared(name, spec)
        }
}

fn is_declared(name: &str, spec: &Spec) -> bool {
    !name.is_empty()
        && spec
            .secret(|secret| names::are_equivalent(secret, name))
            .is_some()
}
