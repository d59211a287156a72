//! Splits what a person typed into names and the words behind them. What is nearly a name
//! (`–epochs`, `epochs=5`) is one too, with what is wrong with it.
use std::borrow::Cow;
use std::ffi::OsStr;

use smenv_shared::names;

use crate::source::dashes::{is_number, without_dashes};
use crate::source::launcher_arguments::{TypedWord, is_train};
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// What a program takes as arguments.
#[derive(Clone, Copy)]
pub(crate) struct Options<'o> {
    pub(crate) spec: &'o Spec,
    /// The names of channels and directories.
    pub(crate) places: &'o [&'static str],
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The field of this number.
    Field(usize),
    /// `--no-flag`: the opposite of the `bool` of this number.
    Negation(usize),
    /// The place of this number.
    Place(usize),
    /// Nothing that the program takes.
    Unknown,
}

/// What is wrong with how a name is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misspelling {
    /// It starts with this character, which only looks like a hyphen.
    Dash(char),
    NoDashes,
    Colon,
    /// The value is in the same argument, behind a blank.
    Blank,
}

/// A text; or, if it is not UTF-8, what a message can show of it.
pub(crate) type WordText<'a> = Result<&'a str, String>;

/// A name, and the words up to the next one.
#[derive(Debug)]
pub(crate) struct NamedArgument<'a> {
    /// As typed, with its dashes.
    pub(crate) spelt: Cow<'a, str>,
    pub(crate) meaning: Meaning,
    pub(crate) fault: Option<Misspelling>,
    /// What stands behind its `=`.
    pub(crate) joined: Option<WordText<'a>>,
    pub(crate) words: Vec<TypedWord<'a>>,
    /// Where the name stands among the arguments.
    #[cfg_attr(
        not(feature = "run"),
        expect(dead_code, reason = "places are for `run`")
    )]
    pub(crate) at: usize,
}

#[derive(Debug)]
pub(crate) enum Piece<'a> {
    Named(NamedArgument<'a>),
    /// Words before the first name.
    Stray(Vec<TypedWord<'a>>),
}

/// Splits what was typed, without a last `train` that nothing could take.
pub(crate) fn split<'a>(typed: &[TypedWord<'a>], options: Options<'_>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for typed in typed {
        let before = match pieces.last() {
            Some(Piece::Named(named)) => Some(named),
            _ => None,
        };
        let is_value = before.is_some_and(|named| options.takes(named, typed.word));
        match options.name(*typed).filter(|_| !is_value) {
            Some(named) => pieces.push(Piece::Named(named)),
            None if typed.word.as_encoded_bytes().starts_with(b"--") => {
                pieces.push(Piece::Stray(vec![*typed]))
            }
            None => match pieces.last_mut() {
                Some(Piece::Named(NamedArgument { words, .. }) | Piece::Stray(words)) => {
                    words.push(*typed)
                }
                None => pieces.push(Piece::Stray(vec![*typed])),
            },
        }
    }
    options.leave_out_train(&mut pieces);
    pieces
}

#[cfg(feature = "run")]
impl Piece<'_> {
    /// Where it begins among the arguments.
    pub(crate) fn at(&self) -> usize {
        match self {
            Piece::Named(named) => named.at,
            Piece::Stray(words) => words.first().map_or(0, |first| first.at),
        }
    }
}

impl<'a> NamedArgument<'a> {
    /// Returns all that may be values: what stands behind `=`, then the words.
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
            .places
            .iter()
            .position(|place| names::are_equivalent(place, name))
        {
            return Meaning::Place(number);
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
        let (spelt, joined) = split_at(typed.word, '=');
        let name = without_dashes(&spelt);
        let dashes = &spelt[..spelt.len() - name.len()];
        let meaning = self.meaning(name);
        let is_known = meaning != Meaning::Unknown;
        let named = |spelt, meaning, joined, fault| NamedArgument {
            spelt,
            meaning,
            fault,
            joined,
            words: Vec::new(),
            at: typed.at,
        };
        let dash = dashes.chars().find(|dash| *dash != '-');
        match dashes {
            "" if is_known && (joined.is_some() || matches!(meaning, Meaning::Field(_))) => {
                Some(named(spelt, meaning, joined, Some(Misspelling::NoDashes)))
            }
            "" if joined.is_some() && self.is_misspelt(name) => {
                Some(named(spelt, Meaning::Unknown, joined, None))
            }
            "-" if is_number(name) => None,
            // A name of one letter takes one dash, as under the launcher; a longer one is not known
            // under one.
            "-" if is_name(name) && name.chars().count() > 1 => {
                Some(named(spelt, Meaning::Unknown, joined, None))
            }
            _ if dashes.is_empty() || name.is_empty() => self.with_separator(typed),
            _ if dash.is_some() && is_known => {
                Some(named(spelt, meaning, joined, dash.map(Misspelling::Dash)))
            }
            _ if is_known || is_name(name) || self.is_of_prefix(name) => {
                Some(named(spelt, meaning, joined, None))
            }
            _ => self.with_separator(typed),
        }
    }

    /// Reads `--epochs:5`, `epochs: 5` and `--epochs 5` in one argument, where `epochs` is a field.
    fn with_separator<'a>(&self, typed: TypedWord<'a>) -> Option<NamedArgument<'a>> {
        [(':', Misspelling::Colon), (' ', Misspelling::Blank)]
            .into_iter()
            .find_map(|(separator, fault)| {
                let (spelt, joined) = split_at(typed.word, separator);
                let meaning = self.meaning(without_dashes(&spelt));
                // An empty value is in the next word.
                let joined = joined?;
                let joined = Some(joined)
                    .filter(|joined| joined.as_ref().is_ok_and(|text| !text.is_empty()));
                let is_known = meaning != Meaning::Unknown;
                is_known.then(|| NamedArgument {
                    spelt,
                    meaning,
                    fault: Some(fault),
                    joined,
                    words: Vec::new(),
                    at: typed.at,
                })
            })
    }

    /// Whether a name begins with the prefix of a `rest` map, behind which it may have any
    /// characters.
    fn is_of_prefix(&self, name: &str) -> bool {
        let is_prefixed = self
            .spec
            .rest_for(name)
            .is_some_and(|prefix| !prefix.is_empty());
        is_prefixed && !name.contains(char::is_whitespace)
    }

    /// Whether a name is near one that the program takes, and no secret's.
    fn is_misspelt(&self, name: &str) -> bool {
        is_name(name) && !self.spec.hides(name) && self.spec.nearest(name).is_some()
    }

    /// Whether a word is a value of the name before it, even if it looks like a name: the first one
    /// behind a name that needs a value; in a list, one without dashes; in a text, one that is
    /// nothing but a field's name.
    fn takes(&self, named: &NamedArgument<'_>, word: &OsStr) -> bool {
        let field = match named.meaning {
            Meaning::Field(number) => self.field(number),
            Meaning::Negation(_) => return false,
            Meaning::Place(_) | Meaning::Unknown => None,
        };
        let is_first = named.joined.is_none() && named.words.is_empty();
        let word = word.as_encoded_bytes();
        match field {
            _ if word.starts_with(b"--") => false,
            Some(field) if field.is_list() => is_first || !word.starts_with(b"-"),
            Some(field) if matches!(field.expected(), ValueType::Bool) => false,
            Some(field) if field.expected().is_text() => {
                is_first || !word.iter().any(|byte| b"-=:".contains(byte))
            }
            _ => is_first,
        }
    }

    /// Takes the last word away where SageMaker has appended it: where no name needs it, and none
    /// could take it.
    fn leave_out_train(&self, pieces: &mut Vec<Piece<'_>>) {
        let is_appended = match pieces.last() {
            Some(Piece::Stray(words)) => words.last().is_some_and(|last| is_train(last.word)),
            // A field may have this name, but not without dashes.
            Some(Piece::Named(named))
                if named.fault == Some(Misspelling::NoDashes) && named.words.is_empty() =>
            {
                named.spelt == "train" && named.joined.is_none()
            }
            Some(Piece::Named(named)) => {
                named.words.last().is_some_and(|last| is_train(last.word))
                    && !self.could_take_train(named)
            }
            None => false,
        };
        match pieces.last_mut().filter(|_| is_appended) {
            Some(Piece::Stray(words)) if words.len() == 1 => _ = pieces.pop(),
            Some(Piece::Named(named)) if named.words.is_empty() => _ = pieces.pop(),
            Some(Piece::Named(NamedArgument { words, .. }) | Piece::Stray(words)) => {
                _ = words.pop()
            }
            None => {}
        }
    }

    /// Whether `train` may be the value, or one of the values.
    fn could_take_train(&self, named: &NamedArgument<'_>) -> bool {
        let is_only = named.joined.is_none() && named.words.len() == 1;
        let field = match named.meaning {
            Meaning::Field(number) => self.field(number),
            Meaning::Negation(_) => return false,
            Meaning::Place(_) | Meaning::Unknown => None,
        };
        match field {
            Some(field) if matches!(field.expected(), ValueType::Bool) => false,
            Some(field) if field.is_list() => is_only || takes(field.expected(), "train"),
            _ => is_only,
        }
    }
}

/// Whether a list may have this word as an item.
fn takes(list: &ValueType, word: &str) -> bool {
    match list {
        ValueType::List(item) | ValueType::Array(item, _) => takes(item, word),
        ValueType::Tuple(items) => items.iter().any(|item| takes(item, word)),
        ValueType::Integer { .. }
        | ValueType::Float
        | ValueType::Bool
        | ValueType::Char
        | ValueType::Map(_) => false,
        ValueType::Choice(choices) => choices.contains(&word),
        ValueType::Text | ValueType::Other(_) => true,
    }
}

/// Whether a name has the characters of one.
pub(crate) fn is_name(name: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.starts_with(|first: char| first.is_alphanumeric() || first == '_')
        && name.chars().all(is_of_name)
}

/// Returns the text, or what a message can show of what is none.
pub(crate) fn text_of(word: &OsStr) -> WordText<'_> {
    word.to_str()
        .ok_or_else(|| word.to_string_lossy().into_owned())
}

/// Returns what stands before the first separator, and what stands behind it if there is one.
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
