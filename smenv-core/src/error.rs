//! Problems: every one that was found, each on a line that makes sense alone.

use std::borrow::Cow;
#[cfg(feature = "run")]
use std::collections::HashSet;
use std::fmt::{self, Write as _};

use crate::RawValue;
use crate::fault::Fault;
use crate::secrets;
use crate::value::{Remedy, shows_end};

/// Everything that is wrong with a job's settings.
///
/// `Display` is for people: how many problems there are, then one a line. `Debug` is the same text,
/// so that it reads well when `main` returns it. For code there is [`problems`](Self::problems).
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{ProblemKind, Source};
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "ten"}"#)]);
/// let error = source.hyperparameter::<u32>("epochs").unwrap_err();
///
/// assert_eq!(error.problems()[0].kind(), ProblemKind::Invalid);
/// assert_eq!(error.problems()[0].name(), Some("epochs"));
/// assert_eq!(
///     error.to_string(),
///     "1 problem in the settings of this job:\n- epochs (SM_HPS): got \"ten\"; expected an integer from 0 to 4294967295",
/// );
/// ```
#[derive(Clone)]
pub struct Error(Box<(Vec<Problem>, Option<String>)>);

impl Error {
    #[cold]
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Error(Box::new((problems, None)))
    }

    /// All that is wrong of several; what two of them say is said once.
    #[cfg(feature = "run")]
    pub(crate) fn all(errors: impl Iterator<Item = Error>) -> Self {
        let (mut all, mut known, mut notes) = (Vec::new(), HashSet::new(), Vec::new());
        for Error(parts) in errors {
            let (problems, note) = *parts;
            for problem in problems {
                if known.insert(problem.clone()) {
                    all.push(problem);
                }
            }
            notes.extend(note);
        }
        Error::new(all).with_note((!notes.is_empty()).then(|| notes.join("; ")))
    }

    /// Suggests these words for arguments that are near no hyperparameter: `--help` for `--hlep`. A
    /// channel that is then missing under nearly such a name is no second problem.
    #[cfg(feature = "run")]
    pub(crate) fn suggesting(mut self, words: &[&str]) -> Self {
        let is_unknown = |problem: &Problem| {
            matches!(problem.origin, Some(Origin::Argument(_)))
                && problem.kind == ProblemKind::Unknown
        };
        let remedies = self
            .0
            .0
            .iter()
            .filter(|problem| is_unknown(problem))
            .filter_map(|problem| problem.remedy.as_deref());
        // `pass the data as --train DIR, --test DIR`
        let lists = |word: &&&str| {
            remedies
                .clone()
                .any(|remedy| remedy.contains(&format!("`--{word} DIR`")))
        };
        let mut suggested: Vec<&str> = words.iter().filter(lists).copied().collect();
        for problem in &mut self.0.0 {
            let is_argument = is_unknown(problem);
            // A remedy that lists names knows no better one.
            let is_open = problem
                .remedy
                .as_deref()
                .is_none_or(|remedy| remedy.starts_with("use "));
            if let (true, None, Some(name)) =
                (is_argument && is_open, &problem.suggestion, &problem.name)
            {
                let typed = crate::arguments::without_dashes(name);
                let mut begun = words
                    .iter()
                    .copied()
                    .filter(|word| typed.len() >= 3 && word.starts_with(typed));
                let begun = begun.next().filter(|_| begun.next().is_none());
                let near = crate::names::nearest(typed, words)
                    .or(begun)
                    .filter(|near| *near != typed || !name.starts_with("--"));
                let Some(near) = near else { continue };
                problem.suggestion = Some(format!("--{near}"));
                problem.remedy = None;
                suggested.push(near);
            }
        }
        self.0.0.retain(|problem| {
            let is_missing =
                problem.kind == ProblemKind::Missing && problem.subject == Subject::Channel;
            !is_missing
                || problem
                    .name
                    .as_deref()
                    .is_none_or(|name| !suggested.contains(&name))
        });
        self
    }

    /// Refers to `--help` at the first name of a hyperparameter that is near nothing, unless the
    /// known names are listed there.
    #[cfg(feature = "run")]
    pub(crate) fn referring_to_help(mut self) -> Self {
        let is_near_nothing = |problem: &&mut Problem| {
            problem.kind == ProblemKind::Unknown
                && problem.subject == Subject::Hyperparameter
                && problem.name.is_some()
                && problem.suggestion.is_none()
        };
        if let Some(first) = self.0.0.iter_mut().find(is_near_nothing) {
            first
                .remedy
                .get_or_insert_with(|| "see `--help` for the known names".to_owned());
        }
        self
    }

    /// With a last line about the whole.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Self {
        self.0.1 = note;
        self
    }

    /// Every problem, in the order of the struct's fields; then the names that no field has. There
    /// is at least one.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (problems, note) = &*self.0;
        let count = problems.len();
        write!(
            f,
            "{count} problem{} in the settings of this job:",
            if count == 1 { "" } else { "s" }
        )?;
        problems
            .iter()
            .try_for_each(|problem| write!(f, "\n- {problem}"))?;
        note.as_ref().map_or(Ok(()), |note| write!(f, "\n({note})"))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A required hyperparameter or channel that nothing gives.
    Missing,
    /// A value that is none of the field's type.
    Invalid,
    /// A value of the type, but beyond the field's range or the type's.
    OutOfRange,
    /// A value that a `validate` function refused.
    Rejected,
    /// A name that no field has.
    Unknown,
    /// One field given twice, with different values, or facts of the job that cannot all be true.
    Conflict,
    /// A value that is not UTF-8.
    NotUnicode,
    /// A source that cannot be read at all: `SM_HPS` that is no JSON, a file that cannot be opened.
    Unreadable,
    /// A directory that the program cannot use: one of a channel that does not exist or has no
    /// files, or one that cannot be written to.
    Unusable,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// An argument, as it was typed: `--lr`.
    Argument(String),
    /// A variable: `SM_HPS`, `SM_HP_LR`.
    Variable(String),
    /// A file of `input/config`, such as `hyperparameters.json`.
    ConfigFile(String),
    /// The struct's default.
    Default,
    /// Nowhere: an `Option` without a value.
    Absent,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Argument(name) | Origin::Variable(name) | Origin::ConfigFile(name) => {
                f.write_str(name)
            }
            Origin::Default => f.write_str("default"),
            Origin::Absent => f.write_str("not given"),
        }
    }
}

/// One thing that is wrong. `Display` says it in a line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    pub(crate) kind: ProblemKind,
    pub(crate) subject: Subject,
    pub(crate) name: Option<String>,
    pub(crate) origin: Option<Origin>,
    pub(crate) given: Option<Shown>,
    pub(crate) reason: Option<String>,
    pub(crate) expected: Option<String>,
    pub(crate) suggestion: Option<String>,
    pub(crate) remedy: Option<String>,
}

impl Problem {
    #[cold]
    pub(crate) fn new(kind: ProblemKind) -> Self {
        Problem {
            kind,
            subject: Subject::Hyperparameter,
            name: None,
            origin: None,
            given: None,
            reason: None,
            expected: None,
            suggestion: None,
            remedy: None,
        }
    }

    /// The problem of a source that cannot be read.
    #[cold]
    pub(crate) fn unreadable(
        origin: Origin,
        Fault {
            reason,
            expected,
            remedy,
        }: Fault,
    ) -> Self {
        Problem {
            origin: Some(origin),
            reason: Some(reason.into_owned()),
            expected: expected.map(Cow::into_owned),
            remedy: Some(remedy.into_owned()),
            ..Problem::new(ProblemKind::Unreadable)
        }
    }

    /// Which kind of problem it is.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The canonical name of the hyperparameter, or the channel's; for an unknown one the name that
    /// was given; for the rule of a flattened struct its prefix and `*`; for a directory to write
    /// to `model-dir`, `output-data-dir` or `checkpoint-dir`.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where the value or the name comes from.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// What was given, cut at 80 characters; `None` for what is secret.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        match &self.given {
            Some(Shown::Text { text, .. } | Shown::Json { text, .. }) => Some(text),
            Some(Shown::Secret) | None => None,
        }
    }

    /// What is expected, in words: the type, its range or choices.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// The nearest name or choice, where one is near.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// What to do about it, where `expected` and `suggestion` do not already show it: ``write
    /// `--layers 64,32` ``.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

/// What a problem is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Hyperparameter,
    Channel,
    #[cfg(feature = "run")]
    Directory,
}

/// A given value as a message shows it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Shown {
    Text {
        text: String,
        cut: bool,
    },
    /// A JSON value that is not a string: `1`, which is "the number".
    Json {
        noun: &'static str,
        text: String,
        cut: bool,
    },
    Secret,
}

impl Shown {
    /// The first 80 characters, or none where the value is secret, or may have one in it by the
    /// names that are in it.
    pub(crate) fn new(text: &str, secret: bool) -> Self {
        const MOST: usize = 80;
        /// As long as SageMaker lets a value be. A name stands before its value, so that what comes
        /// later is of no secret that is shown.
        const LOOKED_THROUGH: usize = 2500;
        let up_to = |most| {
            text.char_indices()
                .nth(most)
                .map_or(text, |(end, _)| &text[..end])
        };
        if secret || secrets::looks_held(up_to(LOOKED_THROUGH)) {
            return Shown::Secret;
        }
        let shown = up_to(MOST);
        Shown::Text {
            text: shown.to_owned(),
            cut: shown.len() < text.len(),
        }
    }
}

impl Shown {
    /// What is shown of the value.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Shown::Text { text, .. } | Shown::Json { text, .. } => Some(text),
            Shown::Secret => None,
        }
    }

    /// The same of a value that is not a string.
    pub(crate) fn json(noun: &'static str, text: &str) -> Self {
        match Shown::new(text, false) {
            Shown::Text { text, cut } => Shown::Json { noun, text, cut },
            other => other,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Text { text, cut } => write!(f, "{text:?}{}", if *cut { "…" } else { "" }),
            Shown::Json { noun, text, cut } => {
                write!(f, "{noun} {text}{}", if *cut { "…" } else { "" })
            }
            Shown::Secret => f.write_str("a value that is not shown"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine {
            out: f,
            was_control: false,
        };
        let noun = match self.subject {
            Subject::Hyperparameter => "hyperparameter",
            Subject::Channel => {
                f.write_str("channel ")?;
                "channel of this program"
            }
            #[cfg(feature = "run")]
            Subject::Directory => "directory",
        };
        match (&self.name, &self.origin) {
            // An unknown variable or argument is its own origin.
            (Some(name), Some(Origin::Variable(origin) | Origin::Argument(origin)))
                if name == origin =>
            {
                write!(f, "{}: ", Plain(name))?
            }
            (Some(name), Some(origin)) => write!(f, "{} ({origin}): ", Plain(name))?,
            (Some(name), None) => write!(f, "{}: ", Plain(name))?,
            (None, Some(origin)) => write!(f, "{origin}: ")?,
            (None, None) => {}
        }
        let mut separator = "";
        let mut part = |f: &mut OneLine<'_, '_>, text: fmt::Arguments<'_>| {
            write!(f, "{separator}{text}")?;
            separator = "; ";
            Ok(())
        };
        match self.kind {
            ProblemKind::Missing => part(f, format_args!("missing"))?,
            ProblemKind::Unknown => part(f, format_args!("no {noun} has this name"))?,
            _ => {}
        }
        match (&self.given, &self.reason) {
            (Some(given), Some(reason)) if !reason.trim().is_empty() => {
                part(f, format_args!("got {given}, but {reason}"))?
            }
            (Some(given), _) => part(f, format_args!("got {given}"))?,
            (None, Some(reason)) => part(f, format_args!("{reason}"))?,
            (None, None) => {}
        }
        if let Some(expected) = &self.expected {
            part(f, format_args!("expected {expected}"))?;
        }
        if let Some(suggestion) = &self.suggestion {
            part(f, format_args!("did you mean {}?", Plain(suggestion)))?;
        }
        if let Some(remedy) = &self.remedy {
            part(f, format_args!("{remedy}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Writes a blank for line breaks and other control characters, as a rule's reason or a variable's
/// name may have.
struct OneLine<'f, 'o> {
    out: &'f mut fmt::Formatter<'o>,
    was_control: bool,
}

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| {
            let is_control = character.is_control();
            match (
                is_control,
                std::mem::replace(&mut self.was_control, is_control),
            ) {
                (false, _) => self.out.write_char(character),
                (true, false) => self.out.write_char(' '),
                (true, true) => Ok(()),
            }
        })
    }
}

/// A name as it is, or quoted where it would not read as one.
pub(crate) struct Plain<'a>(pub(crate) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let readable = |c: char| c.is_alphanumeric() || "-_.$/:*".contains(c);
        if !self.0.is_empty() && self.0.len() <= 256 && self.0.chars().all(readable) {
            f.write_str(self.0)
        } else {
            Shown::new(self.0, false).fmt(f)
        }
    }
}

/// Why a text is no value of a type: what
/// [`HyperparameterValue::from_text`](crate::HyperparameterValue::from_text) says.
///
/// What was given, where it came from and what is expected need not be said: the [`Problem`] has
/// them.
///
/// ```
/// # use smenv_core as smenv;
/// let why = smenv::ValueError::new("it is not a power of two");
/// assert_eq!(why.to_string(), "it is not a power of two");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(pub(crate) Box<Why>);

/// In a box, so that the way of a value that is right stays short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Why {
    pub(crate) kind: ProblemKind,
    pub(crate) reason: Option<Cow<'static, str>>,
    pub(crate) near: Option<&'static str>,
    pub(crate) remedy: Option<String>,
    /// Whether this is said of a part of the value, such as an item.
    is_of_part: bool,
}

const BEYOND_TYPE: &str = "it is out of the type's range";

impl ValueError {
    /// A text that is no value, and why: a clause such as "it is not whole".
    #[must_use]
    #[cold]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        ValueError::of_kind(ProblemKind::Invalid, Some(reason.into()), None)
    }

    /// A value of the type, but beyond what the field takes.
    #[must_use]
    #[cold]
    pub fn out_of_range() -> Self {
        ValueError::of_kind(ProblemKind::OutOfRange, None, None)
    }

    /// A number that the type is too small for.
    #[cold]
    pub(crate) fn overflow() -> Self {
        ValueError::of_kind(
            ProblemKind::OutOfRange,
            Some(Cow::Borrowed(BEYOND_TYPE)),
            None,
        )
    }

    /// An integer beyond an end of its type, which for a small type is told with what is expected.
    #[cold]
    pub(crate) fn beyond(is_negative: bool, min: i128, max: u128) -> Self {
        if max <= u128::from(u32::MAX) || is_negative && min == 0 {
            return ValueError::overflow();
        }
        let reason = match is_negative {
            true => format!("{BEYOND_TYPE}, which starts at {min}"),
            false => format!("{BEYOND_TYPE}, which ends at {max}"),
        };
        ValueError::of_kind(ProblemKind::OutOfRange, Some(Cow::Owned(reason)), None)
    }

    /// A key that is none of its type's.
    pub(crate) fn no_key(self, key: &str, expected: &crate::ValueType) -> Self {
        let why = self
            .0
            .reason
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        let reason = format!("the key {} is not {expected}{why}", Shown::new(key, false));
        ValueError::of_kind(self.0.kind, Some(Cow::Owned(reason)), None)
    }

    /// None of the choices; `near` is the one that may have been meant.
    pub(crate) fn no_choice(near: Option<&'static str>) -> Self {
        ValueError::of_kind(ProblemKind::Invalid, None, near)
    }

    fn of_kind(
        kind: ProblemKind,
        reason: Option<Cow<'static, str>>,
        near: Option<&'static str>,
    ) -> Self {
        ValueError(Box::new(Why {
            kind,
            reason,
            near,
            remedy: None,
            is_of_part: false,
        }))
    }

    /// The same where what is expected has this range in words: the type's range does not matter
    /// where the field's own shows the end that the value is beyond, and NaN is in no range.
    #[cold]
    pub(crate) fn beside(mut self, text: &str, range: Option<&str>) -> Self {
        let why = &mut *self.0;
        let Some(range) = range.filter(|_| why.kind == ProblemKind::OutOfRange) else {
            return self;
        };
        let is_of_type = why
            .reason
            .as_ref()
            .is_some_and(|reason| reason.starts_with(BEYOND_TYPE));
        if is_of_type && shows_end(range, text.trim_start_matches(['"', ' ']).starts_with('-')) {
            why.reason = None;
        }
        if why.reason.is_none() && text.parse().is_ok_and(f64::is_nan) {
            why.reason = Some(Cow::Borrowed("NaN is in no range"));
        }
        self
    }

    pub(crate) fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// With what the value looks like, where no other reason is known, and what to write instead.
    /// What is said of a part of a list gives way to what makes the whole right.
    #[cold]
    pub(crate) fn with_remedy(mut self, remedy: Remedy) -> Self {
        let why = &mut *self.0;
        if remedy.is_sure && why.is_of_part {
            (why.reason, why.remedy) = (None, None);
        }
        why.reason = why.reason.take().or(remedy.looks);
        why.remedy = why.remedy.take().or(remedy.instead);
        self
    }

    /// The same of a part of the value: names it, quotes it, and says what is wrong with it.
    pub(crate) fn of(mut self, part: fmt::Arguments<'_>, raw: RawValue<'_>) -> Self {
        let mut reason = format!("{part} is ");
        let text = raw.text().unwrap_or_default();
        let _ = write!(reason, "{}", Shown::new(&text, false));
        if let Some(why) = &self.0.reason {
            let _ = write!(reason, ": {why}");
        }
        self.0.reason = Some(Cow::Owned(reason));
        self.0.is_of_part = true;
        self
    }
}

/// A text that is no value, without a reason beyond that.
impl Default for ValueError {
    #[cold]
    fn default() -> Self {
        ValueError::of_kind(ProblemKind::Invalid, None, None)
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (&self.0.reason, self.0.kind) {
            (Some(reason), _) => reason,
            (None, ProblemKind::OutOfRange) => "it is out of range",
            (None, _) => "it is no value of this type",
        })
    }
}

impl std::error::Error for ValueError {}
