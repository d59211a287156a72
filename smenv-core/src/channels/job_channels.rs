//! All channels of a job: which there are, and what the job reports about each.

use std::collections::BTreeSet;
use std::path::Path;

use crate::channels::channel::Channel;
use crate::channels::dirs::{ChannelDirs, DirLookup};
use crate::channels::listed::{LIST, listed};
use crate::channels::name_origin::NameOrigin;
use crate::channels::problems::ChannelListing;
use crate::channels::searched::searched;
use crate::channels::settings::{ChannelSettings, Settings};
use crate::channels::spec::ChannelsSpec;
use crate::error::problem::{Origin, Problem};
use crate::facts::directories::InputDirs;
use crate::facts::facts::Facts;
use crate::index::Index;
use crate::source::source::Source;
use crate::source::typed_dir::TypedDir;

/// The channels of a job, sorted by name.
pub(crate) struct JobChannels {
    pub(crate) channels: Vec<ChannelReading>,
    pub(crate) name_origin: NameOrigin,
    pub(crate) listing: ChannelListing,
    /// The origin of the channels' settings.
    pub(crate) origin: Origin,
    /// Why a list or the settings cannot be read.
    pub(crate) problems: Vec<Problem>,
    /// Whether the job may have more channels, since a list cannot be read.
    pub(crate) is_incomplete: bool,
    /// Where channels were looked for, if there are none.
    pub(crate) searched: Option<String>,
}

/// A channel, and the problems with what the job reports about it.
pub(crate) struct ChannelReading {
    pub(crate) channel: Channel,
    /// The origin of its directory, unless that is the layout.
    pub(crate) origin: Option<Origin>,
    pub(crate) faults: Vec<Problem>,
}

impl JobChannels {
    /// Reads the channels. Their names are those of a list, if there is one; else those of
    /// `SM_CHANNEL_*` in lower case, and of folders. Outside a job, the channels of `spec` that have
    /// a default are added.
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, spec: &ChannelsSpec, input: &InputDirs) -> Self {
        let source = facts.source;
        let settings = Settings::of(facts, spec);
        let (listed, fault) = match listed(source) {
            Some(Ok(names)) => (Some(names), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        let is_reported = listed.is_some() || fault.is_some() || settings.is_there;
        let is_incomplete = fault.is_some() || listed.is_none() && settings.fault.is_some();
        let dirs = ChannelDirs::of(facts, input);
        let of_settings = || {
            let names = settings.channels.iter().map(|channel| channel.name.clone());
            Some(names.collect()).filter(|names: &Vec<String>| !names.is_empty())
        };
        let (mut names, name_origin, list) = if let Some(names) = listed {
            (
                names,
                NameOrigin::Listed,
                Some(Origin::Variable(LIST.to_owned())),
            )
        } else if let Some(names) = of_settings() {
            (names, NameOrigin::Listed, Some(settings.origin.clone()))
        } else {
            dirs.names(source.has_files() && !is_reported)
        };
        // A channel that was typed exists, even if the job does not have it.
        let mut known = BTreeSet::new();
        let is_first =
            |typed_dir: &&TypedDir| typed_dir.is_channel() && known.insert(typed_dir.name());
        let typed: Vec<&TypedDir> = source.typed_dirs().iter().filter(is_first).collect();
        for typed_dir in &typed {
            if !names
                .iter()
                .any(|name| name_origin.matches(name, typed_dir.name()))
            {
                names.push(typed_dir.name().to_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        let list = list.or_else(|| settings.is_there.then(|| settings.origin.clone()));
        let listing = ChannelListing {
            list,
            is_hosted: source.variable("TRAINING_JOB_NAME").is_some(),
            reads_variables: source.given_base().is_none(),
            empty: dirs
                .empty
                .iter()
                .map(|&variable| variable.to_owned())
                .collect(),
            data: source.has_files().then(|| dirs.data.clone()),
        };
        let setting_by_name: Index<&str> = settings
            .channels
            .iter()
            .map(|setting| &*setting.name)
            .zip(0..)
            .collect();
        let lookup = DirLookup::of(&dirs, &names, name_origin);
        let channel = |name: &String| {
            if let Some(typed_dir) = typed
                .iter()
                .find(|typed_dir| name_origin.matches(name, typed_dir.name()))
            {
                let channel = Channel::of_dir(name, &typed_dir.path);
                return ChannelReading {
                    channel,
                    origin: Some(typed_dir.origin()),
                    faults: Vec::new(),
                };
            }
            let (dir, origin) = lookup.find(name);
            // The last of a repeated name counts.
            let setting = setting_by_name
                .get(&**name)
                .next_back()
                .map(|at| settings.channels[at].clone());
            let ChannelSettings {
                content_type,
                input_mode,
                distribution,
                record_wrapper,
                faults,
                ..
            } = setting.unwrap_or_default();
            let name = name.clone();
            let channel = Channel {
                name,
                dir,
                content_type,
                input_mode,
                distribution,
                record_wrapper,
            };
            ChannelReading {
                channel,
                origin,
                faults,
            }
        };
        let mut channels: Vec<ChannelReading> = names.iter().map(channel).collect();
        channels.extend(defaults(spec, source, &names, name_origin));
        channels.sort_by(|a, b| a.channel.name.cmp(&b.channel.name));
        let origin = |reading: &ChannelReading| {
            Some((
                format!("channel {}", reading.channel.name),
                reading.origin.clone()?,
            ))
        };
        facts.origins.extend(channels.iter().filter_map(origin));
        let searched = (names.is_empty() && !is_reported)
            .then(|| searched(source, &dirs.data))
            .flatten();
        let problems = settings.fault.into_iter().chain(fault).collect();
        let origin = settings.origin;
        JobChannels {
            channels,
            name_origin,
            listing,
            origin,
            problems,
            is_incomplete,
            searched,
        }
    }
}

/// Returns the program's channels that have a default and that no source provides; none within a
/// job. An optional channel is left out if its default directory does not exist.
#[inline]
fn defaults(
    spec: &ChannelsSpec,
    source: &Source,
    names: &[String],
    name_origin: NameOrigin,
) -> Vec<ChannelReading> {
    // A folder laid out as a container's counts as a job, whatever it contains.
    let is_job = source.is_job() || source.has_files() && source.base().join("input").is_dir();
    let mut defaults = Vec::new();
    for field in spec.channels() {
        let Some(dir) = field.default_dir() else {
            continue;
        };
        let is_given = names
            .iter()
            .any(|name| name_origin.matches(name, field.name()));
        let is_there = field.is_required() || !source.has_files() || Path::new(dir).is_dir();
        if !is_given && is_there && !is_job {
            let channel = Channel::of_dir(field.name(), dir);
            defaults.push(ChannelReading {
                channel,
                origin: Some(Origin::Default),
                faults: Vec::new(),
            });
        }
    }
    defaults
}
