//! The job's channels, and a struct that is filled from them: `#[derive(SmChannels)]`.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.

use std::borrow::Cow;
use std::ffi::OsStr;

use crate::HyperparameterValue;
use crate::channel::{Channel, InputMode};
use crate::config_file;
use crate::error::{Error, Invalid, Origin, Problem, ProblemKind, Shown, Subject};
use crate::names;
use crate::python_json;
use crate::source::Source;

const CONFIG_FILE: &str = "inputdataconfig.json";

/// Channels that the SageMaker Python SDK v3 adds for its own use.
const OF_THE_DRIVER: [&str; 2] = ["code", "sm_drivers"];

/// A struct of channels: `#[derive(SmChannels)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of channels",
    label = "does not derive `SmChannels`",
    note = "put `#[derive(SmChannels)]` on it"
)]
pub trait SmChannels: Sized {
    /// The struct's channels: names, types of content, docs.
    const SPEC: &'static ChannelsSpec;

    /// Fills the struct with the channels of the process's job.
    ///
    /// # Errors
    /// Everything that is wrong with the job's channels, all at once.
    #[inline]
    fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process())
    }

    /// Fills the struct with the channels of the job that `source` is.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    #[inline]
    fn from_source(source: &Source) -> Result<Self, Error> {
        let (channels, problems) = channels(source);
        let mut fields =
            ChannelFields { spec: Self::SPEC, given: Given::new(channels, Self::SPEC), number: 0, problems };
        let filled = Self::__read(&mut fields);
        fields.report_unknown();
        match filled {
            Some(filled) if fields.problems.is_empty() => Ok(filled),
            _ => Err(Error::new(fields.problems)),
        }
    }

    #[doc(hidden)]
    fn __read(fields: &mut ChannelFields) -> Option<Self>;
}

/// The table of a struct's channels: [`SmChannels::SPEC`].
#[derive(Clone, Copy, Debug)]
pub struct ChannelsSpec {
    name: &'static str,
    docs: &'static str,
    channels: &'static [ChannelSpec],
    allow_unknown: bool,
}

impl ChannelsSpec {
    /// A table of these channels.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        channels: &'static [ChannelSpec],
        allow_unknown: bool,
    ) -> Self {
        ChannelsSpec { name, docs, channels, allow_unknown }
    }

    /// The struct's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The channels, in the order of the fields.
    #[must_use]
    pub const fn channels(&self) -> &'static [ChannelSpec] {
        self.channels
    }

    /// Whether a channel that no field has is no problem.
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }
}

/// A channel of the table.
#[derive(Clone, Copy, Debug)]
pub struct ChannelSpec {
    name: &'static str,
    docs: &'static str,
    is_required: bool,
    content_types: &'static [&'static str],
    input_modes: &'static [InputMode],
}

impl ChannelSpec {
    /// The channel's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Whether the job must have it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// The types of content that the program takes; any where there are none.
    #[must_use]
    pub const fn content_types(&self) -> &'static [&'static str] {
        self.content_types
    }

    /// The input modes that the program takes; any where there are none.
    #[must_use]
    pub const fn input_modes(&self) -> &'static [InputMode] {
        self.input_modes
    }
}

/// A field of type `T`: its channel, and how it holds it.
pub struct InField<T> {
    channel: ChannelSpec,
    hold: fn(Option<Channel>) -> Option<T>,
}

impl<T> InField<T> {
    /// The channel `name`.
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        content_types: &'static [&'static str],
        input_modes: &'static [InputMode],
    ) -> Self
    where
        T: HoldsChannel,
    {
        let channel = ChannelSpec { name, docs, is_required: T::IS_REQUIRED, content_types, input_modes };
        InField { channel, hold: T::hold }
    }

    /// The row of the table.
    #[must_use]
    pub const fn channel(&self) -> ChannelSpec {
        self.channel
    }

    /// The field, or `None` after its problem has been kept.
    #[inline]
    pub fn read(&self, fields: &mut ChannelFields) -> Option<T> {
        (self.hold)(fields.next()?)
    }
}

/// The type of a field that holds a channel.
#[diagnostic::on_unimplemented(
    message = "a field of `{Self}` holds no channel",
    label = "neither `Channel` nor `Option<Channel>`",
    note = "write `smenv::Channel`, or `Option<smenv::Channel>` for a channel that a job may lack"
)]
pub trait HoldsChannel: Sized {
    /// Whether there must be one.
    const IS_REQUIRED: bool;
    /// The field with this channel, or without one.
    fn hold(channel: Option<Channel>) -> Option<Self>;
}

impl HoldsChannel for Channel {
    const IS_REQUIRED: bool = true;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        channel
    }
}

impl HoldsChannel for Option<Channel> {
    const IS_REQUIRED: bool = false;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        Some(channel)
    }
}

/// The job's channels, each with the number of the field that takes it.
struct Given {
    channels: Vec<(Channel, Option<usize>)>,
}

impl Given {
    #[inline]
    fn new(channels: Vec<Channel>, spec: &ChannelsSpec) -> Self {
        let number = |channel: &Channel| spec.channels.iter().position(|known| names::same(known.name, &channel.name));
        Given { channels: channels.into_iter().map(|channel| (channel.clone(), number(&channel))).collect() }
    }

    #[inline]
    fn names(&self) -> Vec<&str> {
        self.channels.iter().map(|(channel, _)| channel.name.as_str()).collect()
    }
}

/// Reads the fields of a struct of channels, in their order, and keeps what is wrong with them.
pub struct ChannelFields {
    spec: &'static ChannelsSpec,
    given: Given,
    number: usize,
    problems: Vec<Problem>,
}

impl ChannelFields {
    /// What the job has for the next field, or `None` after its problem has been kept.
    #[inline]
    fn next(&mut self) -> Option<Option<Channel>> {
        let number = self.number;
        self.number += 1;
        self.find(number, &self.spec.channels[number])
    }

    /// The channel of a field, none where the job may lack it.
    #[inline]
    fn find(&mut self, number: usize, spec: &ChannelSpec) -> Option<Option<Channel>> {
        let mut named = self.given.channels.iter().filter(|(_, of)| *of == Some(number)).map(|(channel, _)| channel);
        let problem = match (named.next(), named.next()) {
            (None, _) if !spec.is_required => return Some(None),
            (None, _) => missing(spec.name, &self.given.names()),
            (Some(a), Some(b)) => Problem {
                reason: Some(format!("this job has it twice, as {} and as {}", a.name, b.name)),
                ..problem(ProblemKind::Conflict, spec.name)
            },
            (Some(channel), None) => match refusal(channel, spec) {
                Some(refusal) => refusal,
                None => return Some(Some(channel.clone())),
            },
        };
        self.problems.push(problem);
        None
    }

    #[inline]
    fn report_unknown(&mut self) {
        let spec = self.spec;
        let is_unknown = |(channel, of): &&(Channel, Option<usize>)| {
            of.is_none() && !OF_THE_DRIVER.contains(&channel.name.as_str()) && !spec.allow_unknown
        };
        for (channel, _) in self.given.channels.iter().filter(is_unknown) {
            let known = spec.channels.iter().map(|known| known.name);
            self.problems.push(Problem {
                suggestion: names::nearest(&channel.name, known).map(str::to_owned),
                ..problem(ProblemKind::Unknown, &channel.name)
            });
        }
    }
}

#[inline]
fn problem(kind: ProblemKind, channel: &str) -> Problem {
    Problem { subject: Subject::Channel, name: Some(channel.to_owned()), ..Problem::new(kind) }
}

/// The problem of a channel that the job lacks, which has these.
#[inline]
pub(crate) fn missing(name: &str, names: &[&str]) -> Problem {
    let reason = match names {
        [] => "this job has no channels".to_owned(),
        [only] => format!("this job has the channel {only} alone"),
        _ => format!("this job has the channels {}", names.join(", ")),
    };
    Problem {
        reason: Some(reason),
        suggestion: names::nearest(name, names.iter().copied()).map(str::to_owned),
        ..problem(ProblemKind::Missing, name)
    }
}

/// What is wrong with a channel for this field, if anything is. What the job does not say is not wrong.
#[inline]
fn refusal(channel: &Channel, spec: &ChannelSpec) -> Option<Problem> {
    let refuse = |what: &str, given: &str, expected: String| Problem {
        given: Some(Shown::new(given, false)),
        reason: Some(format!("that is its {what}")),
        expected: Some(expected),
        ..problem(ProblemKind::Invalid, &channel.name)
    };
    if let Some(given) = channel.content_type() {
        let takes = |known: &&str| is_content_type(given, known);
        if !spec.content_types.is_empty() && !spec.content_types.iter().any(takes) {
            return Some(refuse("content type", given, one_of(spec.content_types)));
        }
    }
    if let Some(given) = channel.input_mode() {
        if !spec.input_modes.is_empty() && !spec.input_modes.contains(&given) {
            let modes: Vec<&str> = spec.input_modes.iter().map(|mode| mode.as_str()).collect();
            return Some(refuse("input mode", given.as_str(), one_of(&modes)));
        }
    }
    None
}

#[inline]
fn one_of(choices: &[&str]) -> String {
    if choices.len() == 1 { choices[0].to_owned() } else { format!("one of {}", choices.join(", ")) }
}

/// Whether a MIME type is the known one: in any case, and with parameters (`text/csv; label_size=0`) that the known one has not.
#[inline]
fn is_content_type(given: &str, known: &str) -> bool {
    let essence = given.split(';').next().unwrap_or_default().trim();
    given.eq_ignore_ascii_case(known) || essence.eq_ignore_ascii_case(known)
}

/// The job's channels by name: the true names where something lists them, else as the variables spell them, in lower case.
#[inline]
pub(crate) fn channels(source: &Source) -> (Vec<Channel>, Vec<Problem>) {
    let mut problems = Vec::new();
    let variables: Vec<(&str, &OsStr)> = match source.given_base() {
        Some(_) => Vec::new(),
        None => source.variables_with("SM_CHANNEL_").collect(),
    };
    let settings = settings(source, &mut problems);
    let listed = listed(source, &mut problems);
    let of_settings = || (!settings.is_empty()).then(|| settings.iter().map(|(name, ..)| name.clone()).collect());
    let mut names: Vec<String> =
        listed.or_else(of_settings).unwrap_or_else(|| variables.iter().map(|(name, _)| name.to_lowercase()).collect());
    names.sort_unstable();
    names.dedup();
    let data = source.base().join("input/data");
    // Names that differ in case alone share a variable, which then is the directory of only one of them.
    let shared = |name: &str| names.iter().filter(|other| other.eq_ignore_ascii_case(name)).count() > 1;
    let dir = |name: &str| {
        let variable = variables.iter().find(|(variable, _)| !shared(name) && names::stands_for(variable, name));
        variable.map_or_else(|| data.join(name), |(_, dir)| dir.into())
    };
    let channel = |name: &String| {
        let (content_type, input_mode) = settings
            .iter()
            .find(|(of, ..)| of == name)
            .map_or((None, None), |(_, content, mode)| (content.clone(), *mode));
        Channel { name: name.clone(), dir: dir(name), content_type, input_mode }
    };
    (names.iter().map(channel).collect(), problems)
}

/// The names that `SM_CHANNELS` lists, if it is there.
#[inline]
fn listed(source: &Source, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    if source.given_base().is_some() {
        return None;
    }
    let variable = source.variable("SM_CHANNELS")?;
    let fault = match variable.to_str().map(Vec::from_text) {
        Some(Ok(names)) => return Some(names),
        Some(Err(invalid)) => format!("it is not a list of names: {invalid}"),
        None => "it is not UTF-8".to_owned(),
    };
    problems.push(unreadable(Origin::Variable("SM_CHANNELS".to_owned()), fault));
    None
}

#[inline]
fn unreadable(origin: Origin, reason: String) -> Problem {
    Problem { origin: Some(origin), reason: Some(reason), ..Problem::new(ProblemKind::Unreadable) }
}

/// A channel's name, and what `SM_INPUT_DATA_CONFIG`, else `inputdataconfig.json`, says of it.
type Settings = (String, Option<String>, Option<InputMode>);

#[inline]
fn settings(source: &Source, problems: &mut Vec<Problem>) -> Vec<Settings> {
    let variable = match source.given_base() {
        None => source.variable("SM_INPUT_DATA_CONFIG"),
        Some(_) => None,
    };
    if let Some(variable) = variable {
        let origin = Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned());
        return match variable.to_str() {
            Some(text) => parse(text, &origin, "", problems),
            None => {
                problems.push(unreadable(origin, "it is not UTF-8".to_owned()));
                Vec::new()
            }
        };
    }
    let origin = Origin::ConfigFile(CONFIG_FILE.to_owned());
    let place = config_file::place(source);
    match config_file::read(source, CONFIG_FILE) {
        None => Vec::new(),
        Some(Ok(text)) => parse(&text, &origin, &place, problems),
        Some(Err(fault)) => {
            problems.push(unreadable(origin, fault + &place));
            Vec::new()
        }
    }
}

#[inline]
fn parse(text: &str, origin: &Origin, place: &str, problems: &mut Vec<Problem>) -> Vec<Settings> {
    let mut settings = Vec::new();
    let mut of_channels = Vec::new();
    let outcome = python_json::entries(text, |name, value| {
        of_channels.extend(name.decoded().map(|name| (name.into_owned(), value.text)));
    });
    if let Err(fault) = outcome {
        problems.push(unreadable(origin.clone(), format!("{}{place}", fault.within(text))));
    }
    for (name, config) in of_channels {
        let (mut content_type, mut input_mode) = (None, None);
        // What is no object, such as null, says nothing.
        let _ = python_json::entries(config, |key, value| {
            let text = value.decoded().ok().filter(|_| value.kind.is_string());
            match (key.text, text) {
                ("ContentType", Some(text)) => content_type = Some(text.into_owned()),
                ("TrainingInputMode", Some(text)) => input_mode = Some(text),
                _ => {}
            }
        });
        let input_mode = input_mode.and_then(|text: Cow<'_, str>| match text.parse() {
            Ok(mode) => Some(mode),
            Err(Invalid(why)) => {
                problems.push(Problem {
                    origin: Some(origin.clone()),
                    given: Some(Shown::new(&text, false)),
                    reason: Some("that is no input mode".to_owned()),
                    expected: Some(one_of(&InputMode::ALL.map(InputMode::as_str))),
                    suggestion: why.near.map(str::to_owned),
                    ..problem(ProblemKind::Invalid, &name)
                });
                None
            }
        });
        settings.push((name, content_type, input_mode));
    }
    settings
}
