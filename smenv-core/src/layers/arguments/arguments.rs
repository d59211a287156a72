//! Reads the arguments that a person typed: `--name value`, `--name=value`, `--flag`, `--no-flag`,
//! `--list a b c`.

use std::borrow::Cow;

use smenv_shared::json::scanner;
use smenv_shared::json::token::Kind;
use smenv_shared::json::write::write_json_string;
use smenv_shared::secret_names::looks_secret;
use smenv_shared::{names, reserved};

use crate::error::problem::{Origin, Problem};
use crate::layers::arguments::syntax::{contains_option, leading_name};
use crate::layers::arguments::words::{
    self, Meaning, NamedArgument, Options, Piece, WordText, lossy,
};
use crate::layers::arguments::{problems, secrets};
use crate::layers::candidate::{Candidate, Layer, not_unicode};
use crate::render::display::DisplayValue;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::{TypedWord, is_train, typed};
use crate::source::source::Source;
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::raw_value::RawKind;
use crate::values::value_type::ValueType;

/// A name, its value, and the field it belongs to.
#[derive(Debug)]
pub(crate) struct Argument<'a> {
    /// The name as typed, with its dashes.
    pub(crate) as_typed: Cow<'a, str>,
    value: ArgumentValue<'a>,
    /// The number of its field.
    pub(crate) field: Option<usize>,
    /// Whether the value may contain a secret, since one of its words is the name of one.
    hides: bool,
}

#[derive(Debug)]
enum ArgumentValue<'a> {
    Text(Cow<'a, str>),
    /// A lossy copy, to show in a message.
    NotUnicode(String),
    /// A problem, without the name of the field.
    Invalid(Box<Problem>),
    /// The words after a name that no field has. Their type is not yet known.
    Words(Vec<WordText<'a>>),
}

impl<'a> Argument<'a> {
    /// Returns whether it may be the value of a name that no field has.
    pub(crate) fn can_be_for_name(&self) -> bool {
        self.field.is_none() && self.has_right_dashes()
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.field.is_none() && !reserved::is_reserved(self.name())
    }

    /// Returns whether it can be an entry of a `rest` map.
    pub(crate) fn is_for_rest(&self) -> bool {
        self.is_unknown() && self.has_right_dashes()
    }

    /// Returns whether it is accepted although no field has its name.
    fn is_accepted(&self, spec: &Spec) -> bool {
        let is_of_rest = || spec.rest_for(self.name()).is_some() && self.is_for_rest();
        spec.allows_unknown() || is_of_rest() && !self.is_without_value()
    }

    /// Returns the value; several words are combined if the expected type is a list.
    pub(crate) fn candidate(&self, expected: &ValueType) -> Result<Candidate<'a>, Box<Problem>> {
        let origin = || Origin::Argument(self.as_typed.clone().into_owned());
        let of_words;
        let value = match &self.value {
            ArgumentValue::Words(words) => {
                of_words = value_of(words, &self.as_typed, expected);
                &of_words
            }
            value => value,
        };
        match value {
            ArgumentValue::Text(text) => {
                let name = match self.as_typed {
                    Cow::Borrowed(name) => name,
                    Cow::Owned(_) => "arguments",
                };
                Ok(Candidate {
                    text: text.clone(),
                    kind: RawKind::Text,
                    layer: self.layer_with_name(name),
                })
            }
            ArgumentValue::NotUnicode(lossy) => {
                let problem = not_unicode(lossy, origin());
                let given = if self.hides {
                    Some(DisplayValue::Redacted)
                } else {
                    problem.given
                };
                Err(Box::new(Problem { given, ..problem }))
            }
            ArgumentValue::Invalid(problem) => Err(problem.clone()),
            ArgumentValue::Words(_) => Err(Box::new(problems::several(&self.as_typed))),
        }
    }

    fn is_without_value(&self) -> bool {
        matches!(&self.value, ArgumentValue::Words(words) if words.is_empty())
    }

    /// Returns the value, or its first word, to show in a message.
    pub(crate) fn shown(&self) -> Option<&str> {
        match &self.value {
            ArgumentValue::Text(text) => Some(text),
            ArgumentValue::NotUnicode(lossy) => Some(lossy),
            ArgumentValue::Words(words) => words.first().map(lossy),
            ArgumentValue::Invalid(_) => None,
        }
    }

    /// Returns the layer of the value, without the argument's name.
    pub(crate) fn layer(&self) -> Layer<'static> {
        self.layer_with_name("")
    }

    fn layer_with_name<'n>(&self, name: &'n str) -> Layer<'n> {
        if self.hides {
            Layer::HiddenArgument(name)
        } else {
            Layer::Argument(name)
        }
    }

    pub(crate) fn name(&self) -> &str {
        without_dashes(&self.as_typed)
    }

    /// Returns whether the name has two dashes, or is one letter with one dash, as launchers write
    /// it.
    fn has_right_dashes(&self) -> bool {
        self.as_typed.starts_with("--")
            || self.as_typed.starts_with('-') && self.name().chars().count() == 1
    }
}

/// Reads the arguments that were typed: each name with its field, and the problems of the rest.
pub(crate) fn read<'a>(source: &'a Source, spec: &Spec) -> (Vec<Argument<'a>>, Vec<Problem>) {
    let pieces = words::split(&typed(source), Options { spec, dirs: &[] });
    // If there is a secret among the arguments, a word that belongs to no name may be a part of it.
    let is_secret_in_dir = source.typed_dirs().iter().any(|dir| dir.names_secret);
    let has_secret = is_secret_in_dir
        || source
            .arguments()
            .iter()
            .any(|word| secrets::names_secret(&word.to_string_lossy(), spec));
    let mut reader = ArgumentReader {
        spec,
        has_secret,
        is_secret_in_dir,
        arguments: Vec::new(),
        problems: Vec::new(),
        previous: Previous::default(),
    };
    for piece in pieces {
        match piece {
            Piece::Named(named) => reader.named(named),
            Piece::Unnamed(words) => reader.unnamed(&words),
        }
    }
    (reader.arguments, reader.problems)
}

/// Reads pieces in order.
struct ArgumentReader<'a, 's> {
    spec: &'s Spec,
    has_secret: bool,
    /// Whether a secret is named after a channel or directory, whose words are already removed.
    is_secret_in_dir: bool,
    arguments: Vec<Argument<'a>>,
    problems: Vec<Problem>,
    previous: Previous,
}

/// The piece before the current one. No part of what follows the name of a secret is shown, even if
/// the value was split.
#[derive(Default)]
struct Previous {
    is_secret: bool,
    needs_value: bool,
}

impl<'a> ArgumentReader<'a, '_> {
    fn named(&mut self, named: NamedArgument<'a>) {
        let (Meaning::Field(number) | Meaning::Negation(number)) = named.meaning else {
            return self.unknown(named);
        };
        let Some((name, field)) = self.spec.hyperparameter(number) else {
            return self.unknown(named);
        };
        let hides = self.hides(&named);
        let is_secret = hides || self.spec.is_secret(number);
        let value = self.value(&named, &name, field, is_secret);
        let needs_value = named.joined.is_none() && named.words.is_empty();
        self.previous = Previous {
            is_secret,
            needs_value,
        };
        self.arguments.push(Argument {
            as_typed: named.as_typed,
            value,
            field: Some(number),
            hides,
        });
    }

    /// Returns whether a word after the name is the name of a secret, whose value may follow.
    fn hides(&self, named: &NamedArgument<'a>) -> bool {
        self.has_secret
            && named
                .values()
                .iter()
                .any(|value| secrets::names_secret(lossy(value), self.spec))
    }

    /// Reads the value of a field.
    fn value(
        &self,
        named: &NamedArgument<'a>,
        name: &str,
        field: &FieldSpec,
        is_secret: bool,
    ) -> ArgumentValue<'a> {
        let invalid = |problem| ArgumentValue::Invalid(Box::new(problem));
        let values = named.values();
        let count = values
            .iter()
            .filter(|value| !matches!(value, Ok("" | "=")))
            .count();
        // A second word may be a part of a secret, and so may a word after a secret that only looks
        // like a name.
        let may_be_secret =
            self.has_secret && count > 1 || self.previous.is_secret && named.misspelling.is_some();
        let usage = problems::Usage {
            named,
            name,
            field,
            hides: is_secret || may_be_secret,
        };
        let has_option =
            |value: &WordText<'_>| value.as_ref().is_ok_and(|text| contains_option(text));
        let is_any_text = named.misspelling.is_none() && accepts_any_text(field.expected());
        if !is_any_text && values.iter().any(has_option) {
            return invalid(usage.several_options());
        }
        if named.misspelling.is_some() {
            return invalid(usage.misspelling());
        }
        if let Meaning::Negation(_) = named.meaning {
            return if values.is_empty() {
                ArgumentValue::Text("false".into())
            } else {
                invalid(usage.negation_with_value())
            };
        }
        let is_equals_sign = |value: &WordText<'_>| matches!(value, Ok("="));
        let is_joined_empty = named
            .joined
            .as_ref()
            .is_some_and(|joined| matches!(joined, Ok("")))
            && values.len() > 1;
        if is_joined_empty || values.len() > 1 && is_equals_sign(&values[0]) {
            return invalid(usage.space_at_equals_sign());
        }
        if !field.expected().is_text() && values.len() == 1 {
            if let Ok(text) = values[0] {
                if text.starts_with('=') && text.len() > 1
                    || problems::starts_with_typographic_quote(text)
                {
                    return invalid(usage.extra_characters(text));
                }
            }
        }
        let is_train = named.words.last().is_some_and(|last| is_train(last.word));
        let takes_none = values.len() == 1
            && named.joined.is_none()
            && matches!(field.expected(), ValueType::Bool);
        if is_train && (takes_none || values.len() == 2 && !field.is_list()) {
            return invalid(usage.train());
        }
        match &values[..] {
            // A field may be a list even if its type is `ValueType::Other`.
            several @ [_, _, ..] if field.is_list() => list_of(several),
            [_, _, ..] => invalid(usage.several()),
            values => value_of(values, &named.as_typed, field.expected()),
        }
    }

    fn unknown(&mut self, named: NamedArgument<'a>) {
        let name = match self.spec.rest_for(without_dashes(&named.as_typed)) {
            Some(prefix) if !prefix.is_empty() => without_dashes(&named.as_typed),
            _ => leading_name(&named.as_typed),
        };
        let joined_to = self.secret_joined_to(name);
        let may_be_part_of_secret = joined_to.is_some()
            || !reserved::is_reserved(name) && (self.previous.is_secret || self.is_secret_in_dir);
        // The whole name may contain characters that `leading_name` ends at.
        let is_secret = self.spec.hides(name) || looks_secret(&named.as_typed);
        let values = named.values();
        let needs_value = values.is_empty();
        let hides = values
            .iter()
            .any(|value| secrets::names_secret(lossy(value), self.spec));
        let argument = Argument {
            as_typed: named.as_typed,
            value: ArgumentValue::Words(values),
            field: None,
            hides,
        };
        if may_be_part_of_secret
            && (self.previous.is_secret && self.previous.needs_value
                || !argument.is_accepted(self.spec))
        {
            self.previous.is_secret = true;
            self.problems.push(problems::part_of_secret(joined_to));
            return;
        }
        self.previous = Previous {
            is_secret: is_secret || hides,
            needs_value,
        };
        self.arguments.push(argument);
    }

    fn unnamed(&mut self, words: &[TypedWord<'a>]) {
        for typed in words {
            let (as_typed, _) = words::split_at(typed.word, '=');
            let name = leading_name(&as_typed);
            let names_secret = || secrets::names_secret(&typed.word.to_string_lossy(), self.spec);
            self.previous.is_secret |= self.secret_joined_to(name).is_some()
                || self.spec.hides(name)
                || looks_secret(&as_typed)
                || names_secret();
        }
        self.problems.push(problems::unnamed(
            words,
            self.previous.is_secret || self.has_secret,
        ));
    }

    /// Returns the secret whose name a word starts with: `--api-keyx` may be `--api-key` and its
    /// value.
    fn secret_joined_to(&self, word: &str) -> Option<String> {
        if reserved::is_reserved(word) {
            return None;
        }
        self.spec.secret(|secret| starts_with(word, secret))
    }
}

/// Combines the words after a name into a value.
fn value_of<'a>(words: &[WordText<'a>], name: &str, expected: &ValueType) -> ArgumentValue<'a> {
    match words {
        [] if matches!(expected, ValueType::Bool) => ArgumentValue::Text(Cow::Borrowed("true")),
        [] => ArgumentValue::Invalid(Box::new(problems::without_value(name, expected))),
        [Ok(text)] => ArgumentValue::Text(Cow::Borrowed(text)),
        [Err(lossy)] => ArgumentValue::NotUnicode(lossy.clone()),
        several if expected.is_list() => list_of(several),
        _ => ArgumentValue::Invalid(Box::new(problems::several(name))),
    }
}

/// Joins the words of a list to a JSON list, which every list accepts, whatever its delimiter.
fn list_of<'a>(words: &[WordText<'_>]) -> ArgumentValue<'a> {
    let is_start_of_list = |word: &WordText<'_>| {
        word.as_ref()
            .is_ok_and(|text| text.ends_with(',') || text.starts_with(['[', '(']))
    };
    let is_list = |word: &WordText<'_>| word.as_ref().is_ok_and(|text| is_json_list(text));
    let are_lists = words.iter().all(is_list);
    if !are_lists
        && words
            .split_last()
            .is_some_and(|(_, before)| before.first().is_some_and(is_start_of_list))
    {
        // A shell has split `[64, 32]` or `64, 32` at its spaces.
        let texts: Option<Vec<&str>> = words
            .iter()
            .map(|word| word.as_ref().ok().copied())
            .collect();
        if let Some(texts) = texts {
            return ArgumentValue::Text(Cow::Owned(texts.join(" ")));
        }
    }
    let mut list = String::from("[");
    for word in words {
        let text = match word {
            Ok(text) => *text,
            Err(lossy) => return ArgumentValue::NotUnicode(lossy.clone()),
        };
        if list.len() > 1 {
            list.push(',');
        }
        match scanner::parse(text) {
            Some(token) if token.kind == Kind::Number && token.text == text => list.push_str(text),
            _ if are_lists => list.push_str(text),
            _ => write_json_string(text, &mut list),
        }
    }
    ArgumentValue::Text(Cow::Owned(list + "]"))
}

fn is_json_list(text: &str) -> bool {
    text.starts_with('[') && scanner::parse(text).is_some()
}

/// Returns whether a value may contain spaces and dashes.
fn accepts_any_text(expected: &ValueType) -> bool {
    match expected {
        ValueType::List(item) | ValueType::Array(item, _) => accepts_any_text(item),
        ValueType::Tuple(items) => items.iter().any(accepts_any_text),
        ValueType::Integer { .. }
        | ValueType::Float
        | ValueType::Bool
        | ValueType::Char
        | ValueType::Choice(_) => false,
        ValueType::Text | ValueType::Map(_) | ValueType::Other(_) => true,
    }
}

/// Returns whether a word starts with a name.
fn starts_with(word: &str, name: &str) -> bool {
    let name = names::normalized(name);
    !name.is_empty() && names::normalized(word).starts_with(&name)
}
