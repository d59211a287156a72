//! What nobody typed: the arguments that a launcher makes of the hyperparameters, and the word `train` with which SageMaker starts a
//! container.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

use super::python_text::dumps;
use crate::python_json::{self, Token, Visitor};
use crate::source::Source;

/// A word that somebody typed, and where it stands among the arguments.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed<'a> {
    pub(crate) at: usize,
    pub(crate) word: &'a OsString,
}

/// Returns what is left of the arguments without a launcher's rendering of the hyperparameters, wherever it stands and however often, and
/// without the word `train` before it all.
pub(crate) fn typed(source: &Source) -> Vec<Typed<'_>> {
    let arguments = source.arguments();
    if arguments.is_empty() {
        return Vec::new();
    }
    let rendered = rendered(source).unwrap_or_default();
    // A script hands it on as `"$@"`, or without quotes, so that the shell splits it.
    let renderings = [split_at_blanks(&rendered), rendered];
    let length_at = |at: usize| {
        let here = &arguments[at..];
        // Nobody knows how a lone surrogate arrives.
        let is_same = |(argument, text): (&OsString, &Option<String>)| {
            text.as_ref().is_none_or(|text| argument.as_os_str() == text.as_str())
        };
        let is_here = |rendering: &&Vec<Option<String>>| {
            !rendering.is_empty() && rendering.len() <= here.len() && here.iter().zip(*rendering).all(is_same)
        };
        renderings.iter().filter(is_here).map(Vec::len).max()
    };
    let mut typed = Vec::with_capacity(arguments.len());
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        match length_at(at) {
            Some(length) => at += length,
            None => {
                typed.push(Typed { at, word });
                at += 1;
            }
        }
    }
    if typed.first().is_some_and(|first| is_train(first.word)) {
        typed.remove(0);
    }
    typed
}

/// Returns what a shell makes of arguments without quotes.
fn split_at_blanks(arguments: &[Option<String>]) -> Vec<Option<String>> {
    let words = |argument: &Option<String>| match argument {
        Some(text) => text.split_ascii_whitespace().map(|word| Some(word.to_owned())).collect(),
        None => vec![None],
    };
    arguments.iter().flat_map(words).collect()
}

/// Returns the arguments that the launcher gives the program, each `None` where it has a lone surrogate: the toolkit lists them; else
/// SDK v3's driver may have made them of `SM_HPS`.
fn rendered(source: &Source) -> Option<Vec<Option<String>>> {
    match source.variable("SM_USER_ARGS") {
        Some(list) => texts(list.to_str()?),
        None => rendered_by_driver(source.variable("SM_HPS")?.to_str()?),
    }
}

/// Returns what the driver gives a `.sh` entry script: for each hyperparameter its name behind `--`, and its value. A value that is text is
/// read as JSON once more. What is text then is written as it is, the rest as JSON.
fn rendered_by_driver(sm_hps: &str) -> Option<Vec<Option<String>>> {
    let mut rendered = Vec::new();
    let entry = |name: Token<'_>, value| {
        rendered.push(name.decoded().ok().map(|name| format!("--{name}")));
        rendered.push(written(value));
    };
    python_json::entries(sm_hps, entry).ok()?;
    Some(rendered)
}

fn written(value: Token<'_>) -> Option<String> {
    if !value.kind.is_string() {
        return dumps(value.text);
    }
    let text = value.decoded().ok()?;
    match python_json::loads(&text) {
        None => Some(text.into_owned()),
        Some(again) if again.kind.is_string() => again.decoded().ok().map(Cow::into_owned),
        Some(again) => dumps(again.text),
    }
}

/// Returns the texts of a JSON list, each `None` where it has a lone surrogate; `None` if it is no list of scalars.
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

/// Whether the word is the one with which SageMaker starts a container.
pub(crate) fn is_train(word: &OsStr) -> bool {
    word == "train"
}
