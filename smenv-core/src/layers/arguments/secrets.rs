//! Finds secrets among the arguments. A single argument may contain several options, as
//! `./train "$*"` passes them.

use smenv_shared::names;
use smenv_shared::secret_names::looks_secret;

use crate::layers::arguments::syntax;
use crate::source::dashes::without_dashes;
use crate::spec::spec::Spec;

/// Returns whether any word of an argument is the name of a secret.
pub(crate) fn names_secret(argument: &str, spec: &Spec) -> bool {
    let option = argument.split('=').next().unwrap_or_default();
    option.starts_with('-') && looks_secret(option)
        || argument
            .split(is_separator)
            .any(|word| is_name_of_secret(word, spec))
        || spec.may_hold_secret(without_dashes(option), argument)
}

/// Returns whether a typed directory contains the name of a secret and its value: `tr --api-key x`,
/// `api_key=x`.
#[cfg(feature = "run")]
pub(crate) fn holds_secret(directory: &str, spec: &Spec) -> bool {
    let mut words = directory.split_whitespace();
    let is_assignment = |word: &str| {
        let name = word.split(['=', ':']).next().unwrap_or(word);
        name.len() < word.len()
            && syntax::is_name(without_dashes(name))
            && is_name_of_secret(name, spec)
    };
    let is_secret = |word: &str| {
        is_assignment(word)
            || word.starts_with('-') && names_secret(word, spec)
            || is_declared(syntax::leading_name(word), spec)
    };
    words.next().is_some_and(is_assignment) || words.any(is_secret)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '=' | ':')
}

fn is_name_of_secret(word: &str, spec: &Spec) -> bool {
    // Most values are numbers.
    if !word.contains(char::is_alphabetic) {
        return false;
    }
    let name = syntax::leading_name(word);
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
