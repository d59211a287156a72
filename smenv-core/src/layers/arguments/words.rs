//! Splits the arguments that a person typed into names and the words after each. A word that is
//! nearly a name (`–epochs`, `epochs=5`) is one, with its misspelling.

use std::borrow::Cow;
use std::ffi::OsStr;

use smenv_shared::names;

use crate::layers::arguments::syntax::is_name;
use crate::source::dashes::{is_number, without_dashes};
use crate::source::launcher_arguments::{TypedWord, is_train};
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// The options that a program accepts.
#[derive(Clone, Copy)]
pub(crate) struct Options<'o> {
    pub(crate) spec: &'o Spec,
    /// The names of channels and directories.
    pub(crate) dirs: &'o [&'static str],
}

/// The option that a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The field with this number.
    Field(usize),
    /// `--no-flag`: the opposite of the `bool` field with this number.
    Negation(usize),
    /// The channel or directory with this number.
    Dir(usize),
    Unknown,
}

/// A mistake in how a name is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misspelling {
    /// The name starts with this character, which only looks like a hyphen.
    Dash(char),
    NoDashes,
    Colon,
    /// The value is in the same argument, after a space.
    Space,
}

/// The text of a word; if it is not UTF-8, a lossy copy to show in a message.
pub(crate) type WordText<'a> = Result<&'a str, String>;

/// A name and the words up to the next name.
#[derive(Debug)]
pub(crate) struct NamedArgument<'a> {
    /// The name as typed, with its dashes.
    pub(crate) as_typed: Cow<'a, str>,
    pub(crate) meaning: Meaning,
    pub(crate) misspelling: Option<Misspelling>,
    /// The value after its `=`.
    pub(crate) joined: Option<WordText<'a>>,
    pub(crate) words: Vec<TypedWord<'a>>,
    /// The index of the name among the arguments.
    #[cfg_attr(
        not(feature = "run"),
        expect(dead_code, reason = "only `run` reads directories")
    )]
    pub(crate) at: usize,
}

#[derive(Debug)]
pub(crate) enum Piece<'a> {
    Named(NamedArgument<'a>),
    /// Words without a name before them.
    Unnamed(Vec<TypedWord<'a>>),
}

/// Splits arguments, without a `train` at their end that SageMaker has appended.
pub(crate) fn split<'a>(typed: &[TypedWord<'a>], options: Options<'_>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for typed in typed {
        let last = match pieces.last() {
            Some(Piece::Named(named)) => Some(named),
            _ => None,
        };
        let is_value = last.is_some_and(|named| options.accepts(named, typed.word));
        match options.name(*typed).filter(|_| !is_value) {
            Some(named) => pieces.push(Piece::Named(named)),
            None if typed.word.as_encoded_bytes().starts_with(b"--") => {
                pieces.push(Piece::Unnamed(vec![*typed]))
            }
            None => match pieces.last_mut() {
                Some(Piece::Named(NamedArgument { words, .. }) | Piece::Unnamed(words)) => {
                    words.push(*typed)
                }
                None => pieces.push(Piece::Unnamed(vec![*typed])),
            },
        }
    }
    options.remove_train(&mut pieces);
    pieces
}

#[cfg(feature = "run")]
impl Piece<'_> {
    /// Returns the index of its first argument.
    pub(crate) fn at(&self) -> usize {
        match self {
            Piece::Named(named) => named.at,
            Piece::Unnamed(words) => words.first().map_or(0, |first| first.at),
        }
    }
}

impl<'a> NamedArgument<'a> {
    /// Returns all words that may be values: the one after `=`, then those after the name.
    pub(crate) fn values(&self) -> Vec<WordText<'a>> {
        let words = self.words.iter().map(|typed| text_of(typed.word));
        self.joined.clone().into_iter().chain(words).collect()
    }
}

impl Options<'_> {
    fn meaning(&self, name: &str) -> Meaning {
        let is_flag = |number: usize| {
            self.field(number)
                .is_some_and(|field| matches!(field.expected(), ValueType::Bool))
        };
        if let Some(number) = self.spec.find(name) {
            return Meaning::Field(number);
        }
        if let Some(number) = self
            .dirs
            .iter()
            .position(|dir| names::are_equivalent(dir, name))
        {
            return Meaning::Dir(number);
        }
        let negated = names::without_prefix(name, "no-").and_then(|rest| self.spec.find(rest));
        negated
            .filter(|number| is_flag(*number))
            .map_or(Meaning::Unknown, Meaning::Negation)
    }

    fn field(&self, number: usize) -> Option<&'static FieldSpec> {
        self.spec.hyperparameter(number).map(|(_, field)| field)
    }

    /// Reads a word as a name, if it is one or nearly one.
    fn name<'a>(&self, typed: TypedWord<'a>) -> Option<NamedArgument<'a>> {
        let (as_typed, joined) = split_at(typed.word, '=');
        let name = without_dashes(&as_typed);
        let dashes = &as_typed[..as_typed.len() - name.len()];
        let meaning = self.meaning(name);
        let is_known = meaning != Meaning::Unknown;
        let named = |as_typed, meaning, joined, misspelling| NamedArgument {
            as_typed,
            meaning,
            misspelling,
            joined,
            words: Vec::new(),
            at: typed.at,
        };
        let dash = dashes.chars().find(|dash| *dash != '-');
        match dashes {
            "" if is_known && (joined.is_some() || matches!(meaning, Meaning::Field(_))) => Some(
                named(as_typed, meaning, joined, Some(Misspelling::NoDashes)),
            ),
            "" if joined.is_some() && self.is_nearly_known(name) => {
                Some(named(as_typed, Meaning::Unknown, joined, None))
            }
            "-" if is_number(name) => None,
            // A name of one letter takes one dash, as launchers write it; a longer one takes two.
            "-" if is_name(name) && name.chars().count() > 1 => {
                Some(named(as_typed, Meaning::Unknown, joined, None))
            }
            _ if dashes.is_empty() || name.is_empty() => self.with_separator(typed),
            _ if dash.is_some() && is_known => Some(named(
                as_typed,
                meaning,
                joined,
                dash.map(Misspelling::Dash),
            )),
            _ if is_known || is_name(name) || self.has_rest_prefix(name) => {
                Some(named(as_typed, meaning, joined, None))
            }
            _ => self.with_separator(typed),
        }
    }

    /// Reads `--epochs:5`, `epochs: 5` and `--epochs 5` in one argument, if `epochs` is a field.
    fn with_separator<'a>(&self, typed: TypedWord<'a>) -> Option<NamedArgument<'a>> {
        [(':', Misspelling::Colon), (' ', Misspelling::Space)]
            .into_iter()
            .find_map(|(separator, misspelling)| {
                let (as_typed, joined) = split_at(typed.word, separator);
                let meaning = self.meaning(without_dashes(&as_typed));
                // If there is nothing after the separator, the value is the next word.
                let joined = joined?;
                let joined = Some(joined)
                    .filter(|joined| joined.as_ref().is_ok_and(|text| !text.is_empty()));
                let is_known = meaning != Meaning::Unknown;
                is_known.then(|| NamedArgument {
                    as_typed,
                    meaning,
                    misspelling: Some(misspelling),
                    joined,
                    words: Vec::new(),
                    at: typed.at,
                })
            })
    }

    /// Returns whether a name starts with the prefix of a `rest` map. The rest of it may contain
    /// any characters.
    fn has_rest_prefix(&self, name: &str) -> bool {
        let is_prefixed = self
            .spec
            .rest_for(name)
            .is_some_and(|prefix| !prefix.is_empty());
        is_prefixed && !name.contains(char::is_whitespace)
    }

    /// Returns whether a name is close to one that the program accepts, and not a secret's.
    fn is_nearly_known(&self, name: &str) -> bool {
        is_name(name) && !self.spec.hides(name) && self.spec.nearest(name).is_some()
    }

    /// Returns whether a word is a value of the name before it, even if it looks like a name: the
    /// first word after a name that needs a value; in a list, a word without dashes; in a text, a
    /// word that is exactly the name of a field.
    fn accepts(&self, named: &NamedArgument<'_>, word: &OsStr) -> bool {
        let field = match named.meaning {
            Meaning::Field(number) => self.field(number),
            Meaning::Negation(_) => return false,
            Meaning::Dir(_) | Meaning::Unknown => None,
        };
        let is_first_value = named.joined.is_none() && named.words.is_empty();
        let word = word.as_encoded_bytes();
        match field {
            _ if word.starts_with(b"--") => false,
            Some(field) if field.is_list() => is_first_value || !word.starts_with(b"-"),
            Some(field) if matches!(field.expected(), ValueType::Bool) => false,
            Some(field) if field.expected().is_text() => {
                is_first_value || !word.iter().any(|byte| b"-=:".contains(byte))
            }
            _ => is_first_value,
        }
    }

    /// Removes the last word if it is the `train` that SageMaker appends: no name needs it as its
    /// value, and none accepts it as one.
    fn remove_train(&self, pieces: &mut Vec<Piece<'_>>) {
        let is_appended = match pieces.last() {
            Some(Piece::Unnamed(words)) => words.last().is_some_and(|last| is_train(last.word)),
            // A field may have this name, but not without dashes.
            Some(Piece::Named(named))
                if named.misspelling == Some(Misspelling::NoDashes) && named.words.is_empty() =>
            {
                named.as_typed == "train" && named.joined.is_none()
            }
            Some(Piece::Named(named)) => {
                named.words.last().is_some_and(|last| is_train(last.word))
                    && !self.accepts_train(named)
            }
            None => false,
        };
        match pieces.last_mut().filter(|_| is_appended) {
            Some(Piece::Unnamed(words)) if words.len() == 1 => _ = pieces.pop(),
            Some(Piece::Named(named)) if named.words.is_empty() => _ = pieces.pop(),
            Some(Piece::Named(NamedArgument { words, .. }) | Piece::Unnamed(words)) => {
                _ = words.pop()
            }
            None => {}
        }
    }

    /// Returns whether `train` may be a value of this argument.
    fn accepts_train(&self, named: &NamedArgument<'_>) -> bool {
        let is_only = named.joined.is_none() && named.words.len() == 1;
        let field = match named.meaning {
            Meaning::Field(number) => self.field(number),
            Meaning::Negation(_) => return false,
            Meaning::Dir(_) | Meaning::Unknown => None,
        };
        match field {
            Some(field) if matches!(field.expected(), ValueType::Bool) => false,
            Some(field) if field.is_list() => is_only || has_item(field.expected(), "train"),
            _ => is_only,
        }
    }
}

/// Returns whether a list may have this word as an item.
fn has_item(list: &ValueType, word: &str) -> bool {
    match list {
        ValueType::List(item) | ValueType::Array(item, _) => has_item(item, word),
        ValueType::Tuple(items) => items.iter().any(|item| has_item(item, word)),
        ValueType::Integer { .. }
        | ValueType::Float
        | ValueType::Bool
        | ValueType::Char
        | ValueType::Map(_) => false,
        ValueType::Choice(choices) => choices.contains(&word),
        ValueType::Text | ValueType::Other(_) => true,
    }
}

/// Returns the text of a word.
pub(crate) fn text_of(word: &OsStr) -> WordText<'_> {
    word.to_str()
        .ok_or_else(|| word.to_string_lossy().into_owned())
}

/// Returns a word's text before and after its first separator.
pub(crate) fn split_at(word: &OsStr, separator: char) -> (Cow<'_, str>, Option<WordText<'_>>) {
    match text_of(word) {
        Ok(text) => match text.split_once(separator) {
            Some((name, value)) => (Cow::Borrowed(name), Some(Ok(value))),
            None => (Cow::Borrowed(text), None),
        },
        Err(text) => match text.split_once(separator) {
            Some((name, value)) => (Cow::Owned(name.to_owned()), Some(Err(value.to_owned()))),
            None => (Cow::Owned(text), None),
        },
    }
}

/// Returns the text of a word, or its lossy copy.
pub(crate) fn lossy<'v>(text: &'v WordText<'_>) -> &'v str {
    match text {
        Ok(text) => text,
        Err(lossy) => lossy,
    }
}
