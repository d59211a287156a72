//! What the arguments of a program ask for: training, `--help`, `--explain`, `--describe` or
//! `--check`.

use std::ffi::OsString;

use smenv_shared::names;

use crate::channels::spec::ChannelsSpec;
use crate::source::launcher_arguments;
#[cfg(feature = "serde")]
use crate::source::launcher_arguments::TypedWord;
use crate::source::source::Source;
use crate::spec::spec::Spec;
use crate::values::value_type::ValueType;

/// The arguments that [`run`](crate::run()) takes for itself, without dashes.
pub(crate) const OWN_WORDS: &[&str] = if cfg!(feature = "serde") {
    &["help", "explain", "describe", "check"]
} else {
    &["help", "explain"]
};

/// What the typed arguments ask for.
pub(crate) enum Invocation {
    Help,
    /// With the other arguments.
    Explain(Source),
    /// In this form.
    #[cfg(feature = "serde")]
    Describe(OwnWord),
    /// The request in this file.
    #[cfg(feature = "serde")]
    Check(OwnWord),
    Train,
}

impl Invocation {
    /// Reads the arguments. A hyperparameter or a channel of the same name takes precedence.
    pub(crate) fn of(source: &Source, spec: &Spec, channels: &ChannelsSpec) -> Self {
        let is_taken = |word: &str| {
            let mut channels = channels.channels().iter();
            spec.find(word).is_some() || channels.any(|channel| channel.name() == word)
        };
        let typed = launcher_arguments::typed(source);
        // `-h` may be a value, but not that of a flag.
        let is_flag = |name: &str| {
            let number = spec
                .find(name)
                .or_else(|| names::without_prefix(name, "no-").and_then(|name| spec.find(name)));
            let field = number
                .and_then(|number| spec.hyperparameter(number))
                .map(|(_, field)| field);
            field.is_some_and(|field| matches!(field.expected(), ValueType::Bool))
        };
        let is_value = |at: usize| {
            let before = at
                .checked_sub(1)
                .and_then(|before| typed.get(before))
                .map(|name| name.word.as_encoded_bytes());
            let before = before.and_then(|name| std::str::from_utf8(name).ok()?.strip_prefix("--"));
            before.is_some_and(|name| !name.contains('=') && !is_flag(name))
        };
        let is_short =
            |at: usize| typed[at].word == "-h" && spec.find("h").is_none() && !is_value(at);
        let is_own = |word: &OsString, name: &str| *word == *format!("--{name}") && !is_taken(name);
        if (0..typed.len()).any(|at| is_own(typed[at].word, "help") || is_short(at)) {
            return Invocation::Help;
        }
        #[cfg(feature = "serde")]
        {
            let is_free = |word: &str| !is_taken(word);
            let after = |word| word_after(word, &typed).filter(|_| is_free(word));
            if let Some(form) = after("describe") {
                return Invocation::Describe(form);
            }
            if let Some(file) = after("check") {
                return Invocation::Check(file);
            }
        }
        let explain: Vec<usize> = typed
            .iter()
            .filter(|typed| is_own(typed.word, "explain"))
            .map(|typed| typed.at)
            .collect();
        if explain.is_empty() {
            return Invocation::Train;
        }
        let mut source = source.clone();
        source.remove_arguments(&explain);
        Invocation::Explain(source)
    }
}

/// Returns the word after `--NAME`, if that is among the arguments.
#[cfg(feature = "serde")]
fn word_after(name: &str, typed: &[TypedWord<'_>]) -> Option<OwnWord> {
    typed.iter().enumerate().find_map(|(at, typed_word)| {
        let word = typed_word.word.to_string_lossy();
        let after = word.strip_prefix("--")?.strip_prefix(name)?;
        let (word, used) = if after.is_empty() {
            (typed.get(at + 1).map(|next| next.word.clone()), at + 2)
        } else {
            (Some(after.strip_prefix('=')?.into()), at + 1)
        };
        let extra = typed.get(used).map(|extra| extra.word.to_string_lossy());
        // `--check *.json` names several files.
        let extra = extra.filter(|extra| !extra.starts_with('-'));
        Some(OwnWord {
            word,
            extra: extra.map(|extra| extra.into_owned()),
        })
    })
}

/// The word after `--describe` or `--check`.
#[cfg(feature = "serde")]
pub(crate) struct OwnWord {
    pub(crate) word: Option<OsString>,
    /// Another word after it, which is a mistake.
    pub(crate) extra: Option<String>,
}
