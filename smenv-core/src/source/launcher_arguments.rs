//! Arguments that nobody typed: those that a launcher generates from the hyperparameters, and the
//! word `train` with which SageMaker starts a container.

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

/// An argument that a person typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypedWord<'a> {
    /// Its index among all arguments.
    pub(crate) at: usize,
    pub(crate) word: &'a OsString,
}

/// Returns the arguments without those that a launcher generated, in any position and any number of
/// times, and without `train` as the first one.
pub(crate) fn typed(source: &Source) -> Vec<TypedWord<'_>> {
    let arguments = source.arguments();
    if arguments.is_empty() {
        return Vec::new();
    }
    let rendered = rendered(source).unwrap_or_default();
    let pairs: Vec<&[Option<String>]> = rendered.chunks(2).collect();
    // A script forwards them as `"$@"`, or without quotes, and then the shell splits them.
    let is_splittable =
        |text: &String| text.is_empty() || text.contains(|c: char| c.is_ascii_whitespace());
    let is_any_splittable = rendered.iter().flatten().any(is_splittable);
    let split: Vec<RenderedWords> = pairs
        .iter()
        .filter(|_| is_any_splittable)
        .map(|pair| split_at_whitespace(pair))
        .collect();
    let split = split.iter().map(Vec::as_slice).collect();
    let originals = OriginalTexts {
        source,
        texts: OnceCell::new(),
    };
    let renderings = [
        Rendering::of(pairs, &originals),
        Rendering::of(split, &originals),
    ];
    let mut typed = Vec::with_capacity(arguments.len());
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        let length = renderings
            .iter()
            .filter_map(|rendering| rendering.matching_length(&arguments[at..]))
            .max();
        match length {
            Some(length) => at += length,
            None => {
                typed.push(TypedWord { at, word });
                at += 1;
            }
        }
    }
    if typed.first().is_some_and(|first| is_train(first.word)) {
        typed.remove(0);
    }
    typed
}

/// Arguments that a launcher generates. One that has a lone surrogate is `None` and matches any
/// argument, since the launcher's encoding of it is unknown.
type RenderedWords = Vec<Option<String>>;

/// The number of pairs with the same first word to try. A launcher writes each name once, but if a
/// shell splits names, several may start with the same word.
const MAX_CANDIDATES: usize = 8;

/// The arguments that a launcher generates: a name and a value for each hyperparameter.
struct Rendering<'r> {
    pairs: Vec<&'r [Option<String>]>,
    /// The pairs by their first words.
    by_word: Index<&'r str>,
    originals: &'r OriginalTexts<'r>,
}

impl<'r> Rendering<'r> {
    fn of(pairs: Vec<&'r [Option<String>]>, originals: &'r OriginalTexts<'r>) -> Self {
        let first_words = pairs
            .iter()
            .zip(0..)
            .filter_map(|(pair, number)| Some((pair.first()?.as_deref()?, number)));
        Rendering {
            by_word: first_words.collect(),
            pairs,
            originals,
        }
    }

    /// Returns how many of the first arguments are the rendering, or a part of it.
    fn matching_length(&self, arguments: &[OsString]) -> Option<usize> {
        let word = arguments.first()?.to_str();
        let candidates = word
            .map(|word| self.by_word.get(word).take(MAX_CANDIDATES))
            .into_iter()
            .flatten();
        // A pair whose name has a lone surrogate is not indexed. It can only start the whole
        // rendering.
        let is_first_unnamed = self
            .pairs
            .first()
            .is_some_and(|pair| pair.first().is_none_or(Option::is_none));
        let whole = is_first_unnamed.then_some(0);
        whole
            .into_iter()
            .chain(candidates)
            .filter_map(|first| self.length_from(first, arguments))
            .max()
    }

    /// Returns the length of the longest part that starts with this pair. A single pair may have
    /// been typed by a person, unless only a launcher would write it like this.
    fn length_from(&self, first: usize, arguments: &[OsString]) -> Option<usize> {
        let (mut length, mut is_named) = (0, true);
        let mut longest = None;
        for (count, pair) in (1..).zip(&self.pairs[first..]) {
            let Some(words) = arguments.get(length..length + pair.len()) else {
                break;
            };
            if !words
                .iter()
                .zip(*pair)
                .all(|(argument, text)| matches(argument, text.as_deref()))
            {
                break;
            }
            length += pair.len();
            is_named &= pair.first().is_some_and(Option::is_some);
            let is_whole = count == self.pairs.len();
            let is_part = || {
                is_named
                    && ends_before(&arguments[length..])
                    && (count > 1 || self.originals.differ_from(pair))
            };
            if length > 0 && (is_whole || is_part()) {
                longest = Some(length);
            }
        }
        longest
    }
}

/// The texts of the config file, whose spelling a launcher may have changed.
struct OriginalTexts<'s> {
    source: &'s Source,
    /// The strings by their names; one that has a lone surrogate is `None`. Empty if the file is
    /// unreadable.
    texts: OnceCell<BTreeMap<String, Option<String>>>,
}

impl OriginalTexts<'_> {
    /// Returns whether the config file has another text for the name of this pair.
    fn differ_from(&self, pair: &[Option<String>]) -> bool {
        let [Some(name), value @ ..] = pair else {
            return false;
        };
        let Some(Some(original)) = self.texts().get(name.trim_start_matches('-')) else {
            return false;
        };
        let value: Option<Vec<&str>> = value.iter().map(Option::as_deref).collect();
        value.is_some_and(|value| value.join(" ") != *original)
    }

    fn texts(&self) -> &BTreeMap<String, Option<String>> {
        self.texts.get_or_init(|| {
            let Some(Ok(file)) = config_file::read(self.source, config_file::NAME) else {
                return BTreeMap::new();
            };
            let mut texts = BTreeMap::new();
            let entry = |key: Token<'_>, value: Token<'_>| {
                if let (Ok(key), true) = (key.decoded(), value.kind.is_string()) {
                    texts.insert(key.into_owned(), value.decoded().ok().map(Cow::into_owned));
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

fn matches(argument: &OsStr, text: Option<&str>) -> bool {
    text.is_none_or(|text| argument == text)
}

/// Returns whether the value before these arguments is complete, not the start of a longer list.
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

/// Splits arguments as a shell does if they are not quoted.
fn split_at_whitespace(arguments: &[Option<String>]) -> RenderedWords {
    let words = |argument: &Option<String>| match argument {
        Some(text) => text
            .split_ascii_whitespace()
            .map(|word| Some(word.to_owned()))
            .collect(),
        None => vec![None],
    };
    arguments.iter().flat_map(words).collect()
}

/// Returns the arguments that the launcher generates. The toolkit lists its own; SDK v3's driver
/// generates them from `SM_HPS`.
fn rendered(source: &Source) -> Option<RenderedWords> {
    match source.variable("SM_USER_ARGS") {
        Some(list) => texts(list.to_str()?),
        None => rendered_by_driver(source.variable("SM_HPS")?.to_str()?),
    }
}

/// Returns the arguments that the driver passes to a `.sh` entry script: `--` and the name of each
/// hyperparameter, and its value. The driver parses a string as JSON a second time; if the result
/// is a string, it is passed unchanged, anything else as JSON.
fn rendered_by_driver(sm_hps: &str) -> Option<RenderedWords> {
    let mut rendered = Vec::new();
    let entry = |name: Token<'_>, value| {
        rendered.push(name.decoded().ok().map(|name| format!("--{name}")));
        rendered.push(rendered_value(value));
    };
    scanner::entries(sm_hps, entry).ok()?;
    Some(rendered)
}

fn rendered_value(value: Token<'_>) -> Option<String> {
    if !value.kind.is_string() {
        return dumps(value.text);
    }
    let text = value.decoded().ok()?;
    match scanner::parse(&text) {
        None => Some(text.into_owned()),
        Some(inner) if inner.kind.is_string() => inner.decoded().ok().map(Cow::into_owned),
        Some(inner) => dumps(inner.text),
    }
}

/// Returns the texts of a JSON list of scalars, `None` for each one that has a lone surrogate;
/// `None` if it is not such a list.
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

/// Returns whether an argument is the word with which SageMaker starts a container.
pub(crate) fn is_train(word: &OsStr) -> bool {
    word == "train"
}
