//! What nobody typed: the arguments that a launcher makes of the hyperparameters, and the word
//! `train` with which SageMaker starts a container.
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Token, Visitor};

use crate::index::Index;
use crate::source::config_file;
use crate::source::dashes::is_number;
use crate::source::json_dumps::dumps;
use crate::source::source::Source;

/// A word that somebody typed, and where it stands among the arguments.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed<'a> {
    pub(crate) at: usize,
    pub(crate) word: &'a OsString,
}

/// Returns what is left of the arguments without a launcher's rendering of the hyperparameters, or
/// parts of it, wherever they stand and however often, and without the word `train` before it all.
pub(crate) fn typed(source: &Source) -> Vec<Typed<'_>> {
    let arguments = source.arguments();
    if arguments.is_empty() {
        return Vec::new();
    }
    let rendered = rendered(source).unwrap_or_default();
    let pairs: Vec<&[Option<String>]> = rendered.chunks(2).collect();
    // A script hands it on as `"$@"`, or without quotes, so that the shell splits it.
    let is_split =
        |text: &String| text.is_empty() || text.contains(|c: char| c.is_ascii_whitespace());
    let is_any_split = rendered.iter().flatten().any(is_split);
    let split: Vec<Words> = pairs
        .iter()
        .filter(|_| is_any_split)
        .map(|pair| split_at_blanks(pair))
        .collect();
    let split = split.iter().map(Vec::as_slice).collect();
    let file = ConfigFile {
        source,
        texts: OnceCell::new(),
    };
    let renderings = [Rendering::of(pairs, &file), Rendering::of(split, &file)];
    let mut typed = Vec::with_capacity(arguments.len());
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        let length = renderings
            .iter()
            .filter_map(|rendering| rendering.length_before(&arguments[at..]))
            .max();
        match length {
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

/// Arguments that a launcher makes, each `None` if it has a lone surrogate: nobody knows how this
/// arrives.
type Words = Vec<Option<String>>;

/// A launcher gives each name once, but where a shell splits names several may begin with one word.
const MOST_ALIKE: usize = 8;

/// What a launcher makes of the hyperparameters: of each its name and its value.
struct Rendering<'r> {
    pairs: Vec<&'r [Option<String>]>,
    /// The pairs by their first words.
    by_word: Index<&'r str>,
    file: &'r ConfigFile<'r>,
}

impl<'r> Rendering<'r> {
    fn of(pairs: Vec<&'r [Option<String>]>, file: &'r ConfigFile<'r>) -> Self {
        let first_words = pairs
            .iter()
            .zip(0..)
            .filter_map(|(pair, number)| Some((pair.first()?.as_deref()?, number)));
        Rendering {
            by_word: first_words.collect(),
            pairs,
            file,
        }
    }

    /// Returns how many of the first arguments are the rendering, or a part of it.
    fn length_before(&self, arguments: &[OsString]) -> Option<usize> {
        let word = arguments.first()?.to_str();
        let beginning = word
            .map(|word| self.by_word.get(word).take(MOST_ALIKE))
            .into_iter()
            .flatten();
        // With a name that nobody knows there is no part, but the whole may begin with one.
        let may_begin = self
            .pairs
            .first()
            .is_some_and(|pair| pair.first().is_none_or(Option::is_none));
        let first = may_begin.then_some(0);
        first
            .into_iter()
            .chain(beginning)
            .filter_map(|first| self.length_from(first, arguments))
            .max()
    }

    /// Returns the length of the longest part that begins with this pair. A person may type one
    /// pair as well, unless it is spelt as only a launcher spells it.
    fn length_from(&self, first: usize, arguments: &[OsString]) -> Option<usize> {
        let (mut length, mut is_named) = (0, true);
        let mut longest = None;
        for (count, pair) in (1..).zip(&self.pairs[first..]) {
            let Some(here) = arguments.get(length..length + pair.len()) else {
                break;
            };
            if !here
                .iter()
                .zip(*pair)
                .all(|(argument, text)| is_same(argument, text.as_deref()))
            {
                break;
            }
            length += pair.len();
            is_named &= pair.first().is_some_and(Option::is_some);
            let is_whole = count == self.pairs.len();
            let is_part = || {
                is_named
                    && ends_before(&arguments[length..])
                    && (count > 1 || self.file.is_respelt(pair))
            };
            if length > 0 && (is_whole || is_part()) {
                longest = Some(length);
            }
        }
        longest
    }
}

/// The job's config file, as far as a launcher may spell it differently.
struct ConfigFile<'s> {
    source: &'s Source,
    /// Its strings by their names, each `None` if it has a lone surrogate; none where it cannot be
    /// read.
    texts: OnceCell<BTreeMap<String, Option<String>>>,
}

impl ConfigFile<'_> {
    /// Whether the launcher spells a value differently.
    fn is_respelt(&self, pair: &[Option<String>]) -> bool {
        let [Some(name), value @ ..] = pair else {
            return false;
        };
        let Some(Some(given)) = self.texts().get(name.trim_start_matches('-')) else {
            return false;
        };
        let value: Option<Vec<&str>> = value.iter().map(Option::as_deref).collect();
        value.is_some_and(|value| value.join(" ") != *given)
    }

    fn texts(&self) -> &BTreeMap<String, Option<String>> {
        self.texts.get_or_init(|| {
            let Some(Ok(file)) = config_file::read(self.source, config_file::NAME) else {
                return BTreeMap::new();
            };
            let mut texts = BTreeMap::new();
            let entry = |key: Token<'_>, given: Token<'_>| {
                if let (Ok(key), true) = (key.decoded(), given.kind.is_string()) {
                    texts.insert(key.into_owned(), given.decoded().ok().map(Cow::into_owned));
                }
            };
            if scanner::entries(&file, entry).is_ok() {
                texts
            } else {
                BTreeMap::new()
            }
        })
    }
}

fn is_same(argument: &OsStr, text: Option<&str>) -> bool {
    text.is_none_or(|text| argument == text)
}

/// Whether the words before these are a value and no part of a longer list.
fn ends_before(arguments: &[OsString]) -> bool {
    match arguments {
        [] => true,
        [last] if is_train(last) => true,
        [next, ..] => match next.to_string_lossy().strip_prefix('-') {
            Some(name) => !is_number(name),
            None => false,
        },
    }
}

/// Returns what a shell makes of arguments without quotes.
fn split_at_blanks(arguments: &[Option<String>]) -> Words {
    let words = |argument: &Option<String>| match argument {
        Some(text) => text
            .split_ascii_whitespace()
            .map(|word| Some(word.to_owned()))
            .collect(),
        None => vec![None],
    };
    arguments.iter().flat_map(words).collect()
}

/// Returns the arguments that the launcher gives the program, each `None` where it has a lone
/// surrogate: the toolkit lists them; else SDK v3's driver may have made them of `SM_HPS`.
fn rendered(source: &Source) -> Option<Vec<Option<String>>> {
    match source.variable("SM_USER_ARGS") {
        Some(list) => texts(list.to_str()?),
        None => rendered_by_driver(source.variable("SM_HPS")?.to_str()?),
    }
}

/// Returns what the driver gives a `.sh` entry script: for each hyperparameter its name behind
/// `--`, and its value. A value that is text is read as JSON once more. What is text then is
/// written as it is, the rest as JSON.
fn rendered_by_driver(sm_hps: &str) -> Option<Vec<Option<String>>> {
    let mut rendered = Vec::new();
    let entry = |name: Token<'_>, value| {
        rendered.push(name.decoded().ok().map(|name| format!("--{name}")));
        rendered.push(written(value));
    };
    scanner::entries(sm_hps, entry).ok()?;
    Some(rendered)
}

fn written(value: Token<'_>) -> Option<String> {
    if !value.kind.is_string() {
        return dumps(value.text);
    }
    let text = value.decoded().ok()?;
    match scanner::parse(&text) {
        None => Some(text.into_owned()),
        Some(again) if again.kind.is_string() => again.decoded().ok().map(Cow::into_owned),
        Some(again) => dumps(again.text),
    }
}

/// Returns the texts of a JSON list, each `None` where it has a lone surrogate; `None` if it is not
/// a list of scalars.
pub(crate) fn texts(list: &str) -> Option<Vec<Option<String>>> {
    #[derive(Default)]
    struct Texts(Vec<Option<String>>);

    impl Visitor for Texts {
        fn scalar(&mut self, token: Token<'_>) {
            self.0.push(token.decoded().ok().map(Cow::into_owned));
        }
    }

    let mut texts = Texts::default();
    scanner::walk(list, &mut texts).map(|()| texts.0)
}

/// Whether the word is the one with which SageMaker starts a container.
pub(crate) fn is_train(word: &OsStr) -> bool {
    word == "train"
}
