//! Reads the fields of a struct of channels.

use smenv_shared::{mime, suggest};

use crate::channels::channel::Channel;
use crate::channels::job_channels::{ChannelReading, JobChannels};
use crate::channels::problems::{
    ChannelListing, invalid_setting, missing, one_of, problem, unknown,
};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::problem::{Origin, Problem, ProblemKind};

/// Channels that the SageMaker Python SDK v3 adds for its own use.
const OF_THE_DRIVER: [&str; 3] = ["code", "recipe", "sm_drivers"];

/// Reads the fields of a struct of channels in their order, and collects the problems.
pub struct ChannelReader {
    spec: &'static ChannelsSpec,
    /// The job's channels, each with the number of the field that takes it.
    given: Vec<(Option<usize>, ChannelReading)>,
    is_incomplete: bool,
    searched: Option<String>,
    listing: ChannelListing,
    /// The origin of the channels' settings.
    origin: Origin,
    /// The number of the next field.
    number: usize,
    /// The fields whose channels the job does not have, each with the number of problems before it.
    missing: Vec<(usize, &'static ChannelSpec)>,
    problems: Vec<Problem>,
}

impl ChannelReader {
    #[inline]
    pub(crate) fn new(spec: &'static ChannelsSpec, job_channels: JobChannels) -> Self {
        let JobChannels {
            channels,
            name_origin,
            listing,
            origin,
            problems,
            is_incomplete,
            searched,
        } = job_channels;
        let field = |reading: &ChannelReading| {
            spec.channels()
                .iter()
                .position(|field| name_origin.matches(reading.channel.name(), field.name()))
        };
        let given = channels
            .into_iter()
            .map(|reading| (field(&reading), reading))
            .collect();
        ChannelReader {
            spec,
            given,
            is_incomplete,
            searched,
            listing,
            origin,
            number: 0,
            missing: Vec::new(),
            problems,
        }
    }

    /// Returns the job's channel for the next field, if it has one. Returns `None` after adding a
    /// problem.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Option<Channel>> {
        let number = self.number;
        self.number += 1;
        let spec = &self.spec.channels()[number];
        let mut taken = self
            .given
            .iter()
            .filter(|(field, _)| *field == Some(number))
            .map(|(_, reading)| reading);
        let problems = match (taken.next(), taken.next()) {
            (None, _) if !spec.is_required() => return Some(None),
            // It may be in the list that cannot be read.
            (None, _) if self.is_incomplete => return None,
            (None, _) => {
                self.missing.push((self.problems.len(), spec));
                return None;
            }
            (Some(a), Some(b)) => {
                let (a, b) = (a.channel.name(), b.channel.name());
                vec![Problem {
                    reason: Some(format!("the job's channels {a} and {b} both match it")),
                    remedy: Some("remove or rename one of them".to_owned()),
                    ..problem(ProblemKind::Conflict, spec.name())
                }]
            }
            (Some(reading), None) => match rejections(reading, spec, &self.origin) {
                rejections if rejections.is_empty() => return Some(Some(reading.channel.clone())),
                rejections => rejections,
            },
        };
        self.problems.extend(problems);
        None
    }

    /// Returns all problems of the struct, and where channels were looked for if there are none.
    #[inline]
    pub(crate) fn finish(
        mut self,
        is_argument: &dyn Fn(&str) -> bool,
    ) -> (Vec<Problem>, Option<String>) {
        self.report_missing_and_unknown(is_argument);
        (self.problems, self.searched)
    }

    /// Adds the problems of channels that are missing, and of those that the program does not take.
    /// Two such channels are one problem, a wrong name, if the names are near or there are no
    /// others.
    #[inline]
    fn report_missing_and_unknown(&mut self, is_argument: &dyn Fn(&str) -> bool) {
        let given = &self.given;
        let is_unknown =
            |reading: &&ChannelReading| !OF_THE_DRIVER.contains(&reading.channel.name());
        let unknown_ones = given
            .iter()
            .filter(|(field, _)| field.is_none())
            .map(|(_, reading)| reading)
            .filter(is_unknown);
        let unknown_ones: Vec<&ChannelReading> = unknown_ones
            .filter(|_| !self.spec.allows_unknown())
            .collect();
        let missing_names: Vec<&str> = self.missing.iter().map(|(_, field)| field.name()).collect();
        let wanted = |name: &str| match (&missing_names[..], unknown_ones.len()) {
            ([only], 1) => Some(*only),
            _ => suggest::nearest(name, &missing_names),
        };
        // A channel that has its default may be the one that was meant.
        let is_given = |reading: &ChannelReading| reading.origin != Some(Origin::Default);
        let is_taken = |field: usize| {
            given
                .iter()
                .any(|(taken, reading)| *taken == Some(field) && is_given(reading))
        };
        let known: Vec<&str> = self.spec.channels().iter().map(ChannelSpec::name).collect();
        let free: Vec<&str> = (0..known.len())
            .filter(|field| !is_taken(*field))
            .map(|field| known[field])
            .collect();
        let mut misnamed = Vec::new();
        let unknown_ones = unknown_ones.iter().map(|reading| {
            let name = reading.channel.name();
            let wanted = wanted(name);
            misnamed.extend(wanted);
            unknown(
                name,
                reading.origin.as_ref(),
                wanted,
                &known,
                &free,
                &self.listing,
            )
        });
        self.problems.extend(unknown_ones);
        let of_job = given
            .iter()
            .map(|(_, reading)| reading)
            .filter(|reading| is_given(reading));
        let names: Vec<&str> = of_job.map(|reading| reading.channel.name()).collect();
        // From the last on, so that the positions of the others stay valid.
        for (position, field) in self
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
                    ", and its default, {dir}, is only used outside a job"
                ));
            }
            self.problems.insert(*position, problem);
        }
    }
}

/// Returns all problems of a channel for a field. Settings that the job does not report are valid.
#[inline]
fn rejections(reading: &ChannelReading, spec: &ChannelSpec, origin: &Origin) -> Vec<Problem> {
    let channel = &reading.channel;
    let reject = |given: &str, expected| invalid_setting(&channel.name, origin, given, expected);
    let (types, modes) = (spec.content_types(), spec.input_modes());
    let takes = |given: &&str| types.iter().any(|known| is_content_type(given, known));
    let content_type = channel
        .content_type()
        .filter(|given| !types.is_empty() && !takes(given));
    let input_mode = channel
        .input_mode()
        .filter(|given| !modes.is_empty() && !modes.contains(given));
    let of_type = content_type.map(|given| reject(given, one_of("content type", types)));
    let of_mode = input_mode.map(|given| {
        let modes: Vec<&str> = modes.iter().map(|mode| mode.as_str()).collect();
        reject(given.as_str(), one_of("input mode", &modes))
    });
    of_type
        .into_iter()
        .chain(of_mode)
        .chain(reading.faults.iter().cloned())
        .collect()
}

/// Returns whether a MIME type is the known one: case and spaces do not matter, nor parameters
/// (`text/csv; label_size=0`) if the known one has none.
#[inline]
fn is_content_type(given: &str, known: &str) -> bool {
    let (given, known) = (mime::parts(given), mime::parts(known));
    given == known || known.len() == 1 && given.first() == known.first()
}
