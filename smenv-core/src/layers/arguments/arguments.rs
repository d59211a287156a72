//! Arguments that a person typed: `--name value`, `--name=value`, `--flag`, `--no-flag`,
//! `--list a b c`.
use std::borrow::Cow;

use smenv_shared::json::scanner;
use smenv_shared::json::token::Kind;
use smenv_shared::secret_names::looks_secret;
use smenv_shared::{names, reserved};

use crate::error::problem::{Origin, Problem};
use crate::layers::arguments::words::{self, Meaning, NamedArgument, Options, Piece, WordText};
use crate::layers::arguments::{problems, secrets};
use crate::layers::candidate::{Candidate, Layer, not_unicode};
use crate::render::display::DisplayValue;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::{self, typed};
use crate::source::source::Source;
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::quote::write_json_string;
use crate::values::raw_value::RawKind;
use crate::values::value_type::ValueType;

#[derive(Debug)]
pub(crate) struct Argument<'a> {
    /// As typed, with its dashes.
    pub(crate) spelt: Cow<'a, str>,
    value: ArgumentValue<'a>,
    /// The field that it is for.
    pub(crate) field: Option<usize>,
    /// Whether a word of it names a secret, which the value may have in it.
    hides: bool,
}

#[derive(Debug)]
enum ArgumentValue<'a> {
    Text(Cow<'a, str>),
    /// What a message can show of it.
    NotUnicode(String),
    /// A problem that lacks the field's name.
    Wrong(Box<Problem>),
    /// The words behind a name that is no field's, until somebody asks for it.
    Words(Vec<WordText<'a>>),
}

impl<'a> Argument<'a> {
    /// Whether it is for what has its name, and for no field.
    pub(crate) fn may_be_for_a_name(&self) -> bool {
        self.field.is_none() && self.has_its_dashes()
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.field.is_none() && !reserved::is_reserved(self.name())
    }

    /// Whether a `rest` map takes it.
    pub(crate) fn is_for_rest(&self) -> bool {
        self.is_unknown() && self.has_its_dashes()
    }

    /// Whether it is right, though no field's.
    fn is_taken(&self, spec: &Spec) -> bool {
        let is_of_rest = || spec.rest_for(self.name()).is_some() && self.is_for_rest();
        spec.allows_unknown() || is_of_rest() && !self.is_without_value()
    }

    /// Returns the value of a type that is expected.
    pub(crate) fn found(&self, expected: &ValueType) -> Result<Candidate<'a>, Box<Problem>> {
        let origin = || Origin::Argument(self.spelt.clone().into_owned());
        let of_words;
        let value = match &self.value {
            ArgumentValue::Words(words) => {
                of_words = value_of(words, &self.spelt, expected);
                &of_words
            }
            value => value,
        };
        match value {
            ArgumentValue::Text(text) => {
                let name = match self.spelt {
                    Cow::Borrowed(spelt) => spelt,
                    Cow::Owned(_) => "arguments",
                };
                let by = if self.hides {
                    Layer::HiddenArgument(name)
                } else {
                    Layer::Argument(name)
                };
                Ok(Candidate {
                    text: text.clone(),
                    kind: RawKind::Text,
                    by,
                })
            }
            ArgumentValue::NotUnicode(shown) => {
                let problem = not_unicode(shown, origin());
                let given = if self.hides {
                    Some(DisplayValue::Redacted)
                } else {
                    problem.given
                };
                Err(Box::new(Problem { given, ..problem }))
            }
            ArgumentValue::Wrong(problem) => Err(problem.clone()),
            ArgumentValue::Words(_) => Err(Box::new(problems::several(&self.spelt))),
        }
    }

    fn is_without_value(&self) -> bool {
        matches!(&self.value, ArgumentValue::Words(words) if words.is_empty())
    }

    /// Returns what a message can show of the value.
    pub(crate) fn shown(&self) -> Option<&str> {
        match &self.value {
            ArgumentValue::Text(text) => Some(text),
            ArgumentValue::NotUnicode(shown) => Some(shown),
            ArgumentValue::Words(words) => words.first().map(|word| match word {
                Ok(text) => *text,
                Err(shown) => shown,
            }),
            ArgumentValue::Wrong(_) => None,
        }
    }

    /// Who gives the value, for a problem that names the argument itself.
    pub(crate) fn by(&self) -> Layer<'static> {
        if self.hides {
            Layer::HiddenArgument("")
        } else {
            Layer::Argument("")
        }
    }

    pub(crate) fn name(&self) -> &str {
        without_dashes(&self.spelt)
    }

    /// A name of one letter takes one dash, as under the launcher.
    fn has_its_dashes(&self) -> bool {
        self.spelt.starts_with("--")
            || self.spelt.starts_with('-') && self.name().chars().count() == 1
    }
}

/// Reads what was typed: each name with its field, and what is wrong with the rest.
pub(crate) fn read<'a>(source: &'a Source, spec: &Spec) -> (Vec<Argument<'a>>, Vec<Problem>) {
    let pieces = words::split(&typed(source), Options { spec, places: &[] });
    // If a secret is among the arguments, a word that is nobody's may be a part of it.
    let is_in_place = source.typed_dirs().iter().any(|place| place.names_secret);
    let has_secret = is_in_place
        || source
            .arguments()
            .iter()
            .any(|word| secrets::names_secret(&word.to_string_lossy(), spec));
    let mut reader = ArgumentReader {
        spec,
        has_secret,
        is_in_place,
        read: Vec::new(),
        problems: Vec::new(),
        behind: Behind::default(),
    };
    for piece in pieces {
        match piece {
            Piece::Named(named) => reader.named(named),
            Piece::Stray(words) => reader.stray(&words),
        }
    }
    (reader.read, reader.problems)
}

/// Reads pieces in their order.
struct ArgumentReader<'a, 's> {
    spec: &'s Spec,
    has_secret: bool,
    /// Whether one is named behind a channel or directory, of which no word is left here.
    is_in_place: bool,
    read: Vec<Argument<'a>>,
    problems: Vec<Problem>,
    behind: Behind,
}

/// What stands before a piece. Of what stands behind a secret's name no part is shown, however it
/// was broken.
#[derive(Default)]
struct Behind {
    secret: bool,
    wants_value: bool,
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
        let secret = hides || self.spec.is_secret(number);
        let value = self.value(&named, &name, field, secret);
        let wants_value = named.joined.is_none() && named.words.is_empty();
        self.behind = Behind {
            secret,
            wants_value,
        };
        self.read.push(Argument {
            spelt: named.spelt,
            value,
            field: Some(number),
            hides,
        });
    }

    /// Whether a word behind the name is the name of a secret, so that this secret may be behind
    /// it.
    fn hides(&self, named: &NamedArgument<'a>) -> bool {
        self.has_secret
            && named
                .values()
                .iter()
                .any(|value| secrets::names_secret(problems::shown(value), self.spec))
    }

    /// Reads the value of a field, which is not shown if it is `secret`.
    fn value(
        &self,
        named: &NamedArgument<'a>,
        name: &str,
        field: &FieldSpec,
        secret: bool,
    ) -> ArgumentValue<'a> {
        let wrong = |problem| ArgumentValue::Wrong(Box::new(problem));
        let values = named.values();
        let count = values
            .iter()
            .filter(|value| !matches!(value, Ok("" | "=")))
            .count();
        // A word that may be a part of a secret: a second one, or one behind a secret that only
        // looks like a name.
        let may_be_secret =
            self.has_secret && count > 1 || self.behind.secret && named.fault.is_some();
        let usage = problems::Usage {
            named,
            name,
            field,
            hides: secret || may_be_secret,
        };
        let is_several = |value: &WordText<'_>| {
            value
                .as_ref()
                .is_ok_and(|text| secrets::holds_options(text))
        };
        let is_any_text = named.fault.is_none() && takes_any_text(field.expected());
        if !is_any_text && values.iter().any(is_several) {
            return wrong(usage.several_options());
        }
        if named.fault.is_some() {
            return wrong(usage.fault());
        }
        if let Meaning::Negation(_) = named.meaning {
            return if values.is_empty() {
                ArgumentValue::Text("false".into())
            } else {
                wrong(usage.negation_with_value())
            };
        }
        let is_equals_sign = |value: &WordText<'_>| matches!(value, Ok("="));
        let is_cut = named
            .joined
            .as_ref()
            .is_some_and(|joined| matches!(joined, Ok("")))
            && values.len() > 1;
        if is_cut || values.len() > 1 && is_equals_sign(&values[0]) {
            return wrong(usage.blank_at_equals_sign());
        }
        if !field.expected().is_text() && values.len() == 1 {
            if let Ok(text) = values[0] {
                if text.starts_with('=') && text.len() > 1 || problems::has_smart_quotes(text) {
                    return wrong(usage.spelling(text));
                }
            }
        }
        let is_train = named
            .words
            .last()
            .is_some_and(|last| launcher_arguments::is_train(last.word));
        let takes_none = values.len() == 1
            && named.joined.is_none()
            && matches!(field.expected(), ValueType::Bool);
        if is_train && (takes_none || values.len() == 2 && !field.is_list()) {
            return wrong(usage.train());
        }
        match &values[..] {
            // An item's type may be beyond what is known of the field.
            several @ [_, _, ..] if field.is_list() => list_of(several),
            [_, _, ..] => wrong(usage.several()),
            values => value_of(values, &named.spelt, field.expected()),
        }
    }

    fn unknown(&mut self, named: NamedArgument<'a>) {
        let word = match self.spec.rest_for(without_dashes(&named.spelt)) {
            Some(prefix) if !prefix.is_empty() => without_dashes(&named.spelt),
            _ => problems::first_word(&named.spelt),
        };
        let is_nobodys = !reserved::is_reserved(word);
        let joined_to = if is_nobodys {
            self.spec.secret(|secret| begins_with(word, secret))
        } else {
            None
        };
        let may_be_of_secret =
            joined_to.is_some() || is_nobodys && (self.behind.secret || self.is_in_place);
        // Its words may have more between them than a name may.
        let is_secret = self.spec.hides(word) || looks_secret(&named.spelt);
        let values = named.values();
        let wants_value = values.is_empty();
        let hides = values
            .iter()
            .any(|value| secrets::names_secret(problems::shown(value), self.spec));
        let argument = Argument {
            spelt: named.spelt,
            value: ArgumentValue::Words(values),
            field: None,
            hides,
        };
        if may_be_of_secret
            && (self.behind.secret && self.behind.wants_value || !argument.is_taken(self.spec))
        {
            self.behind.secret = true;
            self.problems.push(problems::of_secret(joined_to));
            return;
        }
        self.behind = Behind {
            secret: is_secret || hides,
            wants_value,
        };
        self.read.push(argument);
    }

    fn stray(&mut self, words: &[launcher_arguments::TypedWord<'a>]) {
        for typed in words {
            let (spelt, _) = words::split_at(typed.word, '=');
            let word = problems::first_word(&spelt);
            let is_nobodys = !reserved::is_reserved(word);
            let is_joined = is_nobodys
                && self
                    .spec
                    .secret(|secret| begins_with(word, secret))
                    .is_some();
            let is_secret = || secrets::names_secret(&typed.word.to_string_lossy(), self.spec);
            self.behind.secret |=
                is_joined || self.spec.hides(word) || looks_secret(&spelt) || is_secret();
        }
        self.problems.push(problems::stray(
            words,
            self.behind.secret || self.has_secret,
        ));
    }
}

/// Makes a value of all words behind a name.
fn value_of<'a>(words: &[WordText<'a>], spelt: &str, expected: &ValueType) -> ArgumentValue<'a> {
    match words {
        [] if matches!(expected, ValueType::Bool) => ArgumentValue::Text(Cow::Borrowed("true")),
        [] => ArgumentValue::Wrong(Box::new(problems::without_value(spelt, expected))),
        [Ok(text)] => ArgumentValue::Text(Cow::Borrowed(text)),
        [Err(shown)] => ArgumentValue::NotUnicode(shown.clone()),
        several if expected.is_list() => list_of(several),
        _ => ArgumentValue::Wrong(Box::new(problems::several(spelt))),
    }
}

/// Makes one text of the words of a list: a JSON list, which every list takes, whatever parts its
/// items otherwise.
fn list_of<'a>(words: &[WordText<'_>]) -> ArgumentValue<'a> {
    let is_cut = |word: &WordText<'_>| {
        word.as_ref()
            .is_ok_and(|text| text.ends_with(',') || text.starts_with(['[', '(']))
    };
    let is_list = |word: &WordText<'_>| word.as_ref().is_ok_and(|text| is_json_list(text));
    let are_lists = words.iter().all(is_list);
    if !are_lists
        && words
            .split_last()
            .is_some_and(|(_, before)| before.first().is_some_and(is_cut))
    {
        // A shell has split `[64, 32]` or `64, 32` at its blanks.
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
            Err(shown) => return ArgumentValue::NotUnicode(shown.clone()),
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

/// Whether a value may have blanks and dashes in it.
fn takes_any_text(expected: &ValueType) -> bool {
    match expected {
        ValueType::List(item) | ValueType::Array(item, _) => takes_any_text(item),
        ValueType::Tuple(items) => items.iter().any(takes_any_text),
        ValueType::Integer { .. }
        | ValueType::Float
        | ValueType::Bool
        | ValueType::Char
        | ValueType::Choice(_) => false,
        ValueType::Text | ValueType::Map(_) | ValueType::Other(_) => true,
    }
}

/// Whether the word is the name and something more.
fn begins_with(word: &str, name: &str) -> bool {
    let name = names::normalized(name);
    !name.is_empty() && names::normalized(word).starts_with(&name)
}
