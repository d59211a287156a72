//! A struct that is filled from the job's channels: `#[derive(SmChannels)]`.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.

use crate::channel::{Channel, InputMode};
use crate::channels::{JobChannels, Said, missing, one_of, problem, refused};
use crate::error::{Error, Origin, Problem, ProblemKind};
use crate::facts::Facts;
use crate::names;
use crate::source::Source;

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
        fill(JobChannels::of(&mut Facts::of(source)))
    }

    #[doc(hidden)]
    fn __read(fields: &mut ChannelFields) -> Option<Self>;
}

/// Fills a struct with the channels of a job.
#[inline]
pub(crate) fn fill<C: SmChannels>(channels: JobChannels) -> Result<C, Error> {
    let mut fields = ChannelFields::new(C::SPEC, channels);
    let filled = C::__read(&mut fields);
    fields.report_unknown();
    match filled {
        Some(filled) if fields.problems.is_empty() => Ok(filled),
        _ => Err(Error::new(fields.problems).with_note(fields.looked_in_vain)),
    }
}

/// Any channels, for a program that does not say which it takes.
impl SmChannels for () {
    const SPEC: &'static ChannelsSpec = &ChannelsSpec::new("()", "", &[], true);

    #[inline]
    fn __read(_: &mut ChannelFields) -> Option<Self> {
        Some(())
    }
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
    #[inline]
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
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The channels, in the order of the fields.
    #[must_use]
    #[inline]
    pub const fn channels(&self) -> &'static [ChannelSpec] {
        self.channels
    }

    /// Whether a channel that no field has is no problem.
    #[must_use]
    #[inline]
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
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Whether the job must have it.
    #[must_use]
    #[inline]
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// The types of content that the program takes; any where there are none.
    #[must_use]
    #[inline]
    pub const fn content_types(&self) -> &'static [&'static str] {
        self.content_types
    }

    /// The input modes that the program takes; any where there are none.
    #[must_use]
    #[inline]
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
    #[inline]
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
    #[inline]
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

/// Reads the fields of a struct of channels, in their order, and keeps what is wrong with them.
pub struct ChannelFields {
    spec: &'static ChannelsSpec,
    /// The job's channels, each behind the number of the field that takes it.
    given: Vec<(Option<usize>, Said)>,
    is_incomplete: bool,
    looked_in_vain: Option<String>,
    /// Where the channels' settings are from.
    origin: Origin,
    number: usize,
    problems: Vec<Problem>,
}

impl ChannelFields {
    #[inline]
    fn new(spec: &'static ChannelsSpec, job_channels: JobChannels) -> Self {
        let JobChannels { channels, how_named, origin, problems, is_incomplete, looked_in_vain } = job_channels;
        let field = |said: &Said| spec.channels.iter().position(|field| how_named.is(&said.channel.name, field.name));
        let given = channels.into_iter().map(|said| (field(&said), said)).collect();
        ChannelFields { spec, given, is_incomplete, looked_in_vain, origin, number: 0, problems }
    }

    /// What the job has for the next field, or `None` after its problem has been kept.
    #[inline]
    fn next(&mut self) -> Option<Option<Channel>> {
        let number = self.number;
        self.number += 1;
        let spec = &self.spec.channels[number];
        let mut taken = self.given.iter().filter(|(field, _)| *field == Some(number)).map(|(_, said)| said);
        let problems = match (taken.next(), taken.next()) {
            (None, _) if !spec.is_required => return Some(None),
            // It may be in the list that could not be read.
            (None, _) if self.is_incomplete => return None,
            (None, _) => vec![missing(spec.name, &self.names())],
            (Some(a), Some(b)) => vec![Problem {
                reason: Some(format!("this job has it twice, as {} and as {}", a.channel.name, b.channel.name)),
                ..problem(ProblemKind::Conflict, spec.name)
            }],
            (Some(said), None) => match refusals(said, spec, &self.origin) {
                refusals if refusals.is_empty() => return Some(Some(said.channel.clone())),
                refusals => refusals,
            },
        };
        self.problems.extend(problems);
        None
    }

    #[inline]
    fn names(&self) -> Vec<&str> {
        self.given.iter().map(|(_, said)| said.channel.name()).collect()
    }

    #[inline]
    fn report_unknown(&mut self) {
        if self.spec.allow_unknown {
            return;
        }
        for (_, Said { channel, .. }) in self.given.iter().filter(|(field, _)| field.is_none()) {
            if !OF_THE_DRIVER.contains(&channel.name()) {
                let known: Vec<&str> = self.spec.channels.iter().map(|known| known.name).collect();
                self.problems.push(Problem {
                    suggestion: names::nearest(channel.name(), &known).map(str::to_owned),
                    ..problem(ProblemKind::Unknown, channel.name())
                });
            }
        }
    }
}

/// All that is wrong with a channel for this field. What the job does not say is not wrong.
#[inline]
fn refusals(said: &Said, spec: &ChannelSpec, origin: &Origin) -> Vec<Problem> {
    let channel = &said.channel;
    let refusal = |given: &str, expected: String| refused(&channel.name, origin, given, expected);
    let takes = |given: &&str| spec.content_types.iter().any(|known| is_content_type(given, known));
    let content_type = channel.content_type().filter(|given| !spec.content_types.is_empty() && !takes(given));
    let takes = |given: &InputMode| spec.input_modes.contains(given);
    let input_mode = channel.input_mode().filter(|given| !spec.input_modes.is_empty() && !takes(given));
    let refused_type = content_type.map(|given| refusal(given, one_of("content type", spec.content_types)));
    let refused_mode = input_mode.map(|given| {
        let modes: Vec<&str> = spec.input_modes.iter().map(|mode| mode.as_str()).collect();
        refusal(given.as_str(), one_of("input mode", &modes))
    });
    refused_type.into_iter().chain(refused_mode).chain(said.faults.iter().cloned()).collect()
}

/// Whether a MIME type is the known one: in any case, however it is spaced, and with parameters (`text/csv; label_size=0`) where the
/// known one has none.
#[inline]
fn is_content_type(given: &str, known: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (given, known) = (parts(given), parts(known));
    given == known || known.len() == 1 && given.first() == known.first()
}
