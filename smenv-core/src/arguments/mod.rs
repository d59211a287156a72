//! Arguments that a person typed: `--name value`, `--name=value`.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

use crate::error::{Origin, Problem, ProblemKind, Shown};
use crate::found::{By, Found, not_unicode};
use crate::given::Sought;
use crate::names;
use crate::python_json::{self, Token, Visitor};
use crate::raw::Form;
use crate::source::Source;
use crate::spec::Spec;

#[derive(Debug)]
pub(crate) struct Argument<'a> {
    /// As typed, with its dashes.
    pub(crate) spelt: Cow<'a, str>,
    /// Or, where it is not UTF-8, what a message can show of it.
    pub(crate) value: Option<Result<&'a str, String>>,
    /// The field that it is for.
    pub(crate) field: Option<usize>,
}

impl<'a> Argument<'a> {
    pub(crate) fn is_for(&self, sought: Sought<'_>) -> bool {
        match sought {
            Sought::Field(field) => self.field == Some(field),
            Sought::Name(name) => self.field.is_none() && self.has_its_dashes() && names::same(name, self.name()),
        }
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.field.is_none() && !names::is_reserved(self.name())
    }

    /// Whether a `rest` map takes it.
    pub(crate) fn is_for_rest(&self) -> bool {
        self.is_unknown() && self.has_its_dashes()
    }

    /// Whether it is right, though no field's.
    fn is_taken(&self, spec: &Spec) -> bool {
        let is_of_rest = || spec.rest_for(self.name()).is_some() && self.is_for_rest();
        spec.allows_unknown() || self.value.is_some() && is_of_rest()
    }

    pub(crate) fn found(&self) -> Result<Found<'a>, Box<Problem>> {
        let origin = || Origin::Argument(self.spelt.clone().into_owned());
        match &self.value {
            Some(Ok(text)) => {
                let by = match self.spelt {
                    Cow::Borrowed(spelt) => By::Argument(spelt),
                    Cow::Owned(_) => By::Argument("arguments"),
                };
                Ok(Found { text: Cow::Borrowed(text), form: Form::Text, by })
            }
            Some(Err(value)) => Err(Box::new(not_unicode(value, origin()))),
            None => {
                let reason = Some("its value is missing".to_owned());
                Err(Box::new(Problem { origin: Some(origin()), reason, ..Problem::new(ProblemKind::Invalid) }))
            }
        }
    }

    pub(crate) fn name(&self) -> &str {
        self.spelt.trim_start_matches('-')
    }

    /// A name of one letter takes one dash, as under the launcher.
    fn has_its_dashes(&self) -> bool {
        self.spelt.starts_with("--") || self.name().chars().count() == 1
    }
}

/// What was typed, each with its field, and what is wrong with it.
pub(crate) fn read<'a>(source: &'a Source, spec: &Spec) -> (Vec<Argument<'a>>, Vec<Problem>) {
    let (of_launcher, typed) = typed(source);
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    // Where a secret is among the arguments, a word that is nobody's may be a part of it.
    let names_secret = |argument: &OsString| {
        let (spelt, _) = split_at_equals_sign(argument);
        spelt.starts_with('-') && (spec.hides(first_word(&spelt)) || names::looks_secret(&spelt))
    };
    let has_secret = || of_launcher.iter().chain(typed).any(names_secret);
    let mut rest = typed.iter().peekable();
    // Of what stands behind a secret's name no part is shown, however it was broken.
    let mut behind_secret = false;
    let mut wants_value = false;
    while let Some(argument) = rest.next() {
        let (spelt, value) = split_at_equals_sign(argument);
        let word = match spec.rest_for(spelt.trim_start_matches('-')) {
            // What begins with the prefix of a map is a name, whatever characters it has.
            Some(prefix) if !prefix.is_empty() && !spelt.contains(char::is_whitespace) => spelt.trim_start_matches('-'),
            _ => first_word(&spelt),
        };
        let field = spec.find(word).and_then(|field| spec.hyperparameter(field));
        let is_nobodys = field.is_none() && !names::is_reserved(word);
        let joined_to = if is_nobodys { spec.secret(|secret| begins_with(word, secret)) } else { None };
        let may_be_of_secret = joined_to.is_some() || is_nobodys && behind_secret;
        let is_secret = match field {
            Some((_, field)) => field.is_secret(),
            // Its words may have more between them than a name may.
            None => spec.hides(word) || names::looks_secret(&spelt),
        };
        let is_name = spelt.starts_with('-') && word.len() == spelt.trim_start_matches('-').len() && !word.is_empty();
        if !is_name {
            behind_secret |= is_secret || may_be_of_secret;
            problems.push(stray(argument, spelt.starts_with("--") && word.len() > 1, behind_secret || has_secret()));
            continue;
        }
        let is_value = |next: &&OsString| !next.as_encoded_bytes().starts_with(b"--");
        let value = value.or_else(|| rest.next_if(is_value).map(|value| text_of(value)));
        let mut argument = Argument { spelt, value, field: None };
        if may_be_of_secret && (behind_secret && wants_value || !argument.is_taken(spec)) {
            behind_secret = true;
            problems.push(of_secret(joined_to));
            continue;
        }
        (behind_secret, wants_value) = (is_secret, argument.value.is_none());
        if argument.has_its_dashes() {
            argument.field = spec.find(argument.name());
        }
        read.push(argument);
    }
    (read, problems)
}

/// The arguments that the launcher made of the hyperparameters, and those that a person typed.
pub(crate) fn typed(source: &Source) -> (&[OsString], &[OsString]) {
    let arguments = source.arguments();
    arguments.split_at(made_by_launcher(arguments, source.variable("SM_USER_ARGS")))
}

/// The text, or what a message can show of what is none.
fn text_of(value: &OsStr) -> Result<&str, String> {
    value.to_str().ok_or_else(|| value.to_string_lossy().into_owned())
}

/// What a name may be, without what stands before it: dashes, or what was meant to be some.
fn first_word(argument: &str) -> &str {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let word = argument.trim_start_matches(|c: char| !c.is_alphanumeric());
    &word[..word.find(|c| !is_of_name(c)).unwrap_or(word.len())]
}

/// The problem of an argument that is neither a name nor a value.
#[cold]
fn stray(argument: &OsStr, is_joined: bool, secret: bool) -> Problem {
    let reason = match is_joined {
        true => "it is one argument: write `--name=value`, or the name and the value as two arguments",
        false => "it is not `--name value`",
    };
    Problem {
        origin: Some(Origin::Argument("arguments".to_owned())),
        given: Some(Shown::new(&argument.to_string_lossy(), secret)),
        reason: Some(reason.to_owned()),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Whether the word is the name and something more.
fn begins_with(word: &str, name: &str) -> bool {
    let name = names::plain(name);
    !name.is_empty() && names::plain(word).starts_with(&name)
}

/// The problem of a name that no field has, and that may be none: a part of the value of the secret before it, or joined to the
/// name of this secret.
#[cold]
fn of_secret(joined_to: Option<String>) -> Problem {
    Problem {
        origin: Some(Origin::Argument("arguments".to_owned())),
        reason: Some("it is not shown, since it may have a secret in it".to_owned()),
        suggestion: joined_to.map(|secret| format!("--{secret}")),
        ..Problem::new(ProblemKind::Unknown)
    }
}

/// `--name=value`: the name with its dashes, and the value where there is one.
fn split_at_equals_sign(argument: &OsStr) -> (Cow<'_, str>, Option<Result<&str, String>>) {
    match text_of(argument) {
        Ok(text) => match text.split_once('=') {
            Some((name, value)) => (Cow::Borrowed(name), Some(Ok(value))),
            None => (Cow::Borrowed(text), None),
        },
        Err(text) => match text.split_once('=') {
            Some((name, value)) => (Cow::Owned(name.to_owned()), Some(Err(value.to_owned()))),
            None => (Cow::Owned(text), None),
        },
    }
}

/// How many of the arguments nobody typed: all of `SM_USER_ARGS`, which the launcher made of the hyperparameters; else SageMaker's own.
fn made_by_launcher(arguments: &[OsString], launchers: Option<&OsStr>) -> usize {
    let texts = launchers.and_then(OsStr::to_str).and_then(texts);
    // Any argument may be the text with a lone surrogate.
    let same =
        |(argument, text): (&OsString, &Option<String>)| text.as_ref().is_none_or(|text| argument == text.as_str());
    match texts {
        Some(texts) if texts.len() <= arguments.len() && arguments.iter().zip(&texts).all(same) => texts.len(),
        // SageMaker starts every container with this word; a program that is its entry point has it as an argument.
        _ => usize::from(arguments.first().is_some_and(|first| first == "train")),
    }
}

/// The texts of a JSON list; `None` for one with a lone surrogate.
pub(crate) fn texts(list: &str) -> Option<Vec<Option<String>>> {
    #[derive(Default)]
    struct Texts(Vec<Option<String>>);

    impl Visitor for Texts {
        fn scalar(&mut self, token: Token<'_>) {
            self.0.push(token.decoded().ok().map(Cow::into_owned));
        }
    }

    let mut texts = Texts::default();
    python_json::walk(list, &mut texts).map(|()| texts.0)
}
