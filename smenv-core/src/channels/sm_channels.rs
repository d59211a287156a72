//! A struct that is filled from the job's channels: `#[derive(SmChannels)]`.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.
use smenv_shared::{mime, suggest};

use crate::channels::channel::{Channel, InputMode};
use crate::channels::job_channels::{ChannelReading, JobChannels};
use crate::channels::problems::{ChannelNames, missing, one_of, problem, refused, unknown};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::Facts;
use crate::source::source::Source;

/// Channels that the SageMaker Python SDK v3 adds for its own use.
const OF_THE_DRIVER: [&str; 3] = ["code", "recipe", "sm_drivers"];

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
        fill(JobChannels::of(&mut Facts::of(source), Self::SPEC), &|_| {
            false
        })
    }

    #[doc(hidden)]
    fn __read(fields: &mut ChannelReader) -> Option<Self>;
}

/// Fills a struct with the channels of a job; `is_argument` is whether the program takes
/// `--NAME DIR` for a channel.
#[inline]
pub(crate) fn fill<C: SmChannels>(
    channels: JobChannels,
    is_argument: &dyn Fn(&str) -> bool,
) -> Result<C, Error> {
    let mut fields = ChannelReader::new(C::SPEC, channels);
    let filled = C::__read(&mut fields);
    fields.report_missing_and_unknown(is_argument);
    match filled {
        Some(filled) if fields.problems.is_empty() => Ok(filled),
        _ => Err(Error::new(fields.problems).with_note(fields.searched)),
    }
}

/// Any channels, for a program that does not say which it takes.
impl SmChannels for () {
    const SPEC: &'static ChannelsSpec = &ChannelsSpec::new("()", "", &[], true);

    #[inline]
    fn __read(_: &mut ChannelReader) -> Option<Self> {
        Some(())
    }
}

/// A field of type `T`: its channel, and how it holds it.
pub struct ChannelCodec<T> {
    channel: ChannelSpec,
    hold: fn(Option<Channel>) -> Option<T>,
}

impl<T> ChannelCodec<T> {
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
        T: ChannelField,
    {
        let channel = ChannelSpec::new(name, docs, T::IS_REQUIRED, content_types, input_modes);
        ChannelCodec {
            channel,
            hold: T::hold,
        }
    }

    /// With a directory to read outside a job.
    #[must_use]
    #[inline]
    pub const fn or_default(self, dir: &'static str) -> Self {
        ChannelCodec {
            channel: self.channel.with_default(dir),
            hold: self.hold,
        }
    }

    /// With the demand that there is a file.
    #[must_use]
    #[inline]
    pub const fn non_empty(self) -> Self {
        ChannelCodec {
            channel: self.channel.with_files(),
            hold: self.hold,
        }
    }

    /// The row of the table.
    #[must_use]
    #[inline]
    pub const fn channel(&self) -> ChannelSpec {
        self.channel
    }

    /// The field, or `None` after its problem has been kept.
    #[inline]
    pub fn read(&self, fields: &mut ChannelReader) -> Option<T> {
        (self.hold)(fields.next()?)
    }
}

/// The type of a field that holds a channel.
#[diagnostic::on_unimplemented(
    message = "a field of `{Self}` holds no channel",
    label = "neither `Channel` nor `Option<Channel>`",
    note = "write `smenv::Channel`, or `Option<smenv::Channel>` for a channel that a job may lack"
)]
pub trait ChannelField: Sized {
    /// Whether there must be one.
    const IS_REQUIRED: bool;
    /// The field with this channel, or without one.
    fn hold(channel: Option<Channel>) -> Option<Self>;
}

impl ChannelField for Channel {
    const IS_REQUIRED: bool = true;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        channel
    }
}

impl ChannelField for Option<Channel> {
    const IS_REQUIRED: bool = false;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        Some(channel)
    }
}

/// Reads the fields of a struct of channels, in their order, and keeps what is wrong with them.
pub struct ChannelReader {
    spec: &'static ChannelsSpec,
    /// The job's channels, each behind the number of the field that takes it.
    given: Vec<(Option<usize>, ChannelReading)>,
    is_incomplete: bool,
    searched: Option<String>,
    listing: ChannelNames,
    /// Where the channels' settings are from.
    origin: Origin,
    number: usize,
    /// The fields whose channels the job lacks, each with the number of problems before it.
    missing: Vec<(usize, &'static ChannelSpec)>,
    problems: Vec<Problem>,
}

impl ChannelReader {
    #[inline]
    fn new(spec: &'static ChannelsSpec, job_channels: JobChannels) -> Self {
        let JobChannels {
            channels,
            how_named,
            listing,
            origin,
            problems,
            is_incomplete,
            searched,
        } = job_channels;
        let field = |said: &ChannelReading| {
            spec.channels()
                .iter()
                .position(|field| how_named.is(said.channel.name(), field.name()))
        };
        let given = channels
            .into_iter()
            .map(|said| (field(&said), said))
            .collect();
        let (number, missing) = (0, Vec::new());
        ChannelReader {
            spec,
            given,
            is_incomplete,
            searched,
            listing,
            origin,
            number,
            missing,
            problems,
        }
    }

    /// What the job has for the next field, or `None` after its problem has been kept.
    #[inline]
    fn next(&mut self) -> Option<Option<Channel>> {
        let number = self.number;
        self.number += 1;
        let spec = &self.spec.channels()[number];
        let mut taken = self
            .given
            .iter()
            .filter(|(field, _)| *field == Some(number))
            .map(|(_, said)| said);
        let problems = match (taken.next(), taken.next()) {
            (None, _) if !spec.is_required() => return Some(None),
            // It may be in the list that could not be read.
            (None, _) if self.is_incomplete => return None,
            (None, _) => {
                self.missing.push((self.problems.len(), spec));
                return None;
            }
            (Some(a), Some(b)) => {
                let (a, b) = (a.channel.name(), b.channel.name());
                vec![Problem {
                    reason: Some(format!(
                        "the channels {a} and {b} of this job are both this one"
                    )),
                    remedy: Some("remove or rename one of them".to_owned()),
                    ..problem(ProblemKind::Conflict, spec.name())
                }]
            }
            (Some(said), None) => match refusals(said, spec, &self.origin) {
                refusals if refusals.is_empty() => return Some(Some(said.channel.clone())),
                refusals => refusals,
            },
        };
        self.problems.extend(problems);
        None
    }

    /// A channel that the program lacks and one that it does not take are one mistake where the
    /// names are near, or where there are no others: a channel by a wrong name.
    #[inline]
    fn report_missing_and_unknown(&mut self, is_argument: &dyn Fn(&str) -> bool) {
        let given = &self.given;
        let is_unknown = |said: &&ChannelReading| !OF_THE_DRIVER.contains(&said.channel.name());
        let unknown_ones = given
            .iter()
            .filter(|(field, _)| field.is_none())
            .map(|(_, said)| said)
            .filter(is_unknown);
        let unknown_ones: Vec<&ChannelReading> = unknown_ones
            .filter(|_| !self.spec.allows_unknown())
            .collect();
        let lacking: Vec<&str> = self.missing.iter().map(|(_, field)| field.name()).collect();
        let wanted = |name: &str| match (&lacking[..], unknown_ones.len()) {
            ([only], 1) => Some(*only),
            _ => suggest::nearest(name, &lacking),
        };
        // One that has its default may be what was meant.
        let is_given = |said: &ChannelReading| said.origin != Some(Origin::Default);
        let is_taken = |field: usize| {
            given
                .iter()
                .any(|(taken, said)| *taken == Some(field) && is_given(said))
        };
        let known: Vec<&str> = self.spec.channels().iter().map(ChannelSpec::name).collect();
        let free: Vec<&str> = (0..known.len())
            .filter(|field| !is_taken(*field))
            .map(|field| known[field])
            .collect();
        let mut misnamed = Vec::new();
        let unknown_ones = unknown_ones.iter().map(|said| {
            let name = said.channel.name();
            let wanted = wanted(name);
            misnamed.extend(wanted);
            unknown(
                name,
                said.origin.as_ref(),
                wanted,
                &known,
                &free,
                &self.listing,
            )
        });
        self.problems.extend(unknown_ones);
        let of_job = given
            .iter()
            .map(|(_, said)| said)
            .filter(|said| is_given(said));
        let names: Vec<&str> = of_job.map(|said| said.channel.name()).collect();
        // From the last on, so that the places of the others stay.
        for (place, field) in self
            .missing
            .iter()
            .rev()
            .filter(|(_, field)| !misnamed.contains(&field.name()))
        {
            let mut problem = missing(
                field.name(),
                &names,
                &self.listing,
                is_argument(field.name()),
            );
            if let (Some(dir), Some(reason)) = (field.default_dir(), &mut problem.reason) {
                reason.push_str(&format!(
                    ", and its default, {dir}, is for use outside a job"
                ));
            }
            self.problems.insert(*place, problem);
        }
    }
}

/// All that is wrong with a channel for this field. What the job does not say is not wrong.
#[inline]
fn refusals(said: &ChannelReading, spec: &ChannelSpec, origin: &Origin) -> Vec<Problem> {
    let channel = &said.channel;
    let refusal = |given: &str, expected: String| refused(&channel.name, origin, given, expected);
    let (types, modes) = (spec.content_types(), spec.input_modes());
    let takes = |given: &&str| types.iter().any(|known| is_content_type(given, known));
    let content_type = channel
        .content_type()
        .filter(|given| !types.is_empty() && !takes(given));
    let input_mode = channel
        .input_mode()
        .filter(|given| !modes.is_empty() && !modes.contains(given));
    let refused_type = content_type.map(|given| refusal(given, one_of("content type", types)));
    let refused_mode = input_mode.map(|given| {
        let modes: Vec<&str> = modes.iter().map(|mode| mode.as_str()).collect();
        refusal(given.as_str(), one_of("input mode", &modes))
    });
    refused_type
        .into_iter()
        .chain(refused_mode)
        .chain(said.faults.iter().cloned())
        .collect()
}

/// Whether a MIME type is the known one: in any case, however it is spaced, and with parameters
/// (`text/csv; label_size=0`) where the known one has none.
#[inline]
fn is_content_type(given: &str, known: &str) -> bool {
    let (given, known) = (mime::parts(given), mime::parts(known));
    given == known || known.len() == 1 && given.first() == known.first()
}
