//! The problems of channels, and their remedies.

use std::path::PathBuf;

use smenv_shared::secret_names::looks_secret;
use smenv_shared::{names, suggest};

use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::render::display::{DisplayName, DisplayValue};

/// What lists the channels of the job, on which remedies depend.
#[derive(Clone, Debug)]
pub(crate) struct ChannelListing {
    /// The list, if there is one; else each variable and each folder is a channel.
    pub(crate) list: Option<Origin>,
    /// Whether SageMaker runs the job, so that its `InputDataConfig` defines the channels.
    pub(crate) is_hosted: bool,
    /// Whether `SM_CHANNEL_*` are read.
    pub(crate) reads_variables: bool,
    /// The `SM_CHANNEL_*` that are empty, without that prefix.
    pub(crate) empty: Vec<String>,
    /// The directory of the channels' folders, if folders are looked at.
    pub(crate) data: Option<PathBuf>,
}

impl ChannelListing {
    /// Describes how to give the job a channel. `is_argument` is whether the program takes
    /// `--NAME DIR`.
    #[inline]
    pub(crate) fn how_to_add(&self, name: &str, is_argument: bool) -> String {
        let mut ways = Vec::new();
        if is_argument {
            ways.push(format!("pass `--{name} DIR`"));
        }
        match &self.list {
            _ if self.is_hosted => {
                ways.push("add a channel with this name to the job's InputDataConfig".to_owned())
            }
            Some(list) => ways.push(format!("add \"{name}\" to {list}")),
            None => {
                if self.reads_variables {
                    ways.push(format!("set {} to its directory", variable_for(name)));
                }
                ways.extend(
                    self.data
                        .as_ref()
                        .map(|data| format!("create the folder {}", data.join(name).display())),
                );
            }
        }
        either(&ways)
    }

    /// Describes how to rename a channel, or to remove it if `to` is `None`. `variable` is the
    /// origin of its name.
    #[inline]
    fn how_to_change(&self, name: &str, to: Option<&str>, variable: Option<&Origin>) -> String {
        match (&self.list, variable, to) {
            (Some(_), _, Some(to)) if self.is_hosted => {
                format!("rename it to {to} in the job's InputDataConfig")
            }
            (Some(_), _, None) if self.is_hosted => {
                "remove it from the job's InputDataConfig".to_owned()
            }
            (Some(list), _, Some(to)) => format!("write \"{to}\" in {list}"),
            (Some(list), _, None) => format!("remove it from {list}"),
            (None, Some(Origin::Variable(_)), Some(to)) => {
                format!("set {} instead", variable_for(to))
            }
            (None, Some(variable), None) => format!("unset {variable}"),
            (None, _, to) => {
                let folder = self.data.clone().unwrap_or_default().join(name);
                let verb = to.map_or_else(
                    || "move it away".to_owned(),
                    |to| format!("rename it to {to}"),
                );
                format!("it is the folder {}: {verb}", folder.display())
            }
        }
    }
}

/// Returns the variable that a person sets for a channel.
#[inline]
pub(crate) fn variable_for(channel: &str) -> String {
    format!("SM_CHANNEL_{}", names::to_variable_case(channel))
}

/// Joins alternatives: `a`, `a or b`, `a, b or c`.
#[inline]
pub(crate) fn either(ways: &[String]) -> String {
    match ways {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

/// Creates a problem of a channel.
#[inline]
pub(crate) fn problem(kind: ProblemKind, channel: &str) -> Problem {
    Problem {
        subject: Subject::Channel,
        name: Some(channel.to_owned()),
        ..Problem::new(kind)
    }
}

/// Returns the problem of an invalid setting of a channel.
#[inline]
pub(crate) fn invalid_setting(
    channel: &str,
    origin: &Origin,
    given: &str,
    expected: impl Into<String>,
) -> Problem {
    Problem {
        origin: Some(origin.clone()),
        given: Some(DisplayValue::new(given, looks_secret(channel))),
        expected: Some(expected.into()),
        ..problem(ProblemKind::Invalid, channel)
    }
}

/// Returns the problem of a channel that the job does not have; `names` are those that it has.
#[inline]
pub(crate) fn missing(
    name: &str,
    names: &[&str],
    listing: &ChannelListing,
    is_argument: bool,
) -> Problem {
    let plain: Vec<String> = names
        .iter()
        .map(|name| DisplayName(name).to_string())
        .collect();
    let mut reason = match &plain[..] {
        [] => "this job has no channels".to_owned(),
        [only] => format!("the only channel of this job is {only}"),
        _ => format!("the channels of this job are {}", plain.join(", ")),
    };
    if let Some(empty) = listing
        .empty
        .iter()
        .find(|variable| names::to_variable_case(variable) == names::to_variable_case(name))
    {
        reason = format!("SM_CHANNEL_{empty} is empty, and {reason}");
    }
    let suggestion = suggest::nearest(name, names).map(str::to_owned);
    let remedy = suggestion
        .is_none()
        .then(|| listing.how_to_add(name, is_argument));
    let remedy = remedy.filter(|remedy| !remedy.is_empty());
    Problem {
        reason: Some(reason),
        suggestion,
        remedy,
        ..problem(ProblemKind::Missing, name)
    }
}

/// Returns the problem of the job's channel `name`, which the program does not take. `variable` is
/// the origin of the name; `wanted` is a missing required channel that was probably meant; `known`
/// are all channels of the program, and `free` those that the job does not have.
#[inline]
pub(crate) fn unknown(
    name: &str,
    variable: Option<&Origin>,
    wanted: Option<&str>,
    known: &[&str],
    free: &[&str],
    listing: &ChannelListing,
) -> Problem {
    let suggestion = match wanted {
        Some(wanted) => suggest::nearest(name, &[wanted]),
        None => suggest::nearest(name, free).or_else(|| {
            // A person sets a variable, perhaps for a channel that already has a folder.
            let is_set = listing.list.is_none() && matches!(variable, Some(Origin::Variable(_)));
            suggest::nearest(name, known).filter(|_| is_set)
        }),
    };
    let expected = match known {
        [] => Some("no channels".to_owned()),
        known => suggestion.is_none().then(|| {
            one_of(
                "channel",
                wanted.as_ref().map_or(known, std::slice::from_ref),
            )
        }),
    };
    Problem {
        origin: listing.list.as_ref().or(variable).cloned(),
        reason: wanted.map(|wanted| format!("the required channel {wanted} is missing")),
        expected,
        suggestion: suggestion.map(str::to_owned),
        remedy: Some(listing.how_to_change(name, wanted.or(suggestion), variable)),
        ..problem(ProblemKind::Unknown, name)
    }
}

/// Lists choices: `the input mode Pipe`, `one of the input modes File, Pipe`.
#[inline]
pub(crate) fn one_of(what: &str, choices: &[&str]) -> String {
    let one_of = if choices.len() == 1 {
        ("", "")
    } else {
        ("one of ", "s")
    };
    format!("{}the {what}{} {}", one_of.0, one_of.1, choices.join(", "))
}
