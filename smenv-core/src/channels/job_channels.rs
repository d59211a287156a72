//! The channels of a job: which there are, and where their data is.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use smenv_shared::json::value::Json;
use smenv_shared::limits::is_channel_name;
use smenv_shared::names;

use crate::channels::channel::Channel;
use crate::channels::problems::{ChannelNames, either};
use crate::channels::settings::{CONFIG_FILE, Setting, Settings};
use crate::channels::spec::ChannelsSpec;
use crate::error::problem::{Origin, Problem};
use crate::facts::directories;
use crate::facts::facts::Facts;
use crate::faults::fault::Fault;
use crate::index::Index;
use crate::source::source::Source;
use crate::source::typed_dir::TypedDir;
use crate::values::hyperparameter_value::HyperparameterValue;

/// The channels of a job, by name.
pub(crate) struct JobChannels {
    pub(crate) channels: Vec<ChannelReading>,
    pub(crate) how_named: NameOrigin,
    pub(crate) listing: ChannelNames,
    /// Where their settings are from.
    pub(crate) origin: Origin,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// Whether there may be more of them, since a list could not be read.
    pub(crate) is_incomplete: bool,
    /// Where channels were looked for and nothing said anything of them.
    pub(crate) searched: Option<String>,
}

/// A channel, and what is wrong with what the job says of it.
pub(crate) struct ChannelReading {
    pub(crate) channel: Channel,
    /// What gives its directory; `None` where that is the layout.
    pub(crate) origin: Option<Origin>,
    pub(crate) faults: Vec<Problem>,
}

/// What a channel's name is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameOrigin {
    /// It is in the job's spelling.
    Listed,
    /// It was made of a variable's, which has lost its case and maybe its dashes.
    FromVariable,
}

impl NameOrigin {
    /// Whether the job's channel `name` may be the one that is `called` so.
    #[inline]
    pub(crate) fn is(self, name: &str, called: &str) -> bool {
        match self {
            NameOrigin::Listed => names::are_equivalent(name, called),
            NameOrigin::FromVariable => {
                names::to_variable_case(name) == names::to_variable_case(called)
            }
        }
    }
}

impl JobChannels {
    /// Reads them: the true names where something lists them, else as the variables spell them, in
    /// lower case, and as the folders are called. What `spec` has a default for is there too,
    /// outside a job.
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, spec: &ChannelsSpec) -> Self {
        let source = facts.source;
        let settings = Settings::of(facts, spec);
        let (listed, fault) = match listed(source) {
            Some(Ok(names)) => (Some(names), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        let is_said = listed.is_some() || fault.is_some() || settings.is_there;
        let is_incomplete = fault.is_some() || listed.is_none() && settings.fault.is_some();
        let dirs = Dirs::of(facts);
        let of_training_envs = || {
            let names = settings.channels.iter().map(|channel| channel.name.clone());
            Some(names.collect()).filter(|names: &Vec<String>| !names.is_empty())
        };
        let (mut names, how_named, list) = if let Some(names) = listed {
            (
                names,
                NameOrigin::Listed,
                Some(Origin::Variable(LIST.to_owned())),
            )
        } else if let Some(names) = of_training_envs() {
            (names, NameOrigin::Listed, Some(settings.origin.clone()))
        } else {
            dirs.names(source.has_files() && !is_said)
        };
        // One that was typed exists, even if the job lacks it.
        let mut known = BTreeSet::new();
        let is_first = |place: &&TypedDir| place.is_channel() && known.insert(place.name());
        let typed: Vec<&TypedDir> = source.typed_dirs().iter().filter(is_first).collect();
        for place in &typed {
            if !names.iter().any(|name| how_named.is(name, place.name())) {
                names.push(place.name().to_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        let list = list.or_else(|| settings.is_there.then(|| settings.origin.clone()));
        let listing = ChannelNames {
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
        let setting_of: Index<&str> = settings
            .channels
            .iter()
            .map(|setting| &*setting.name)
            .zip(0..)
            .collect();
        let dir_of = DirOf::of(&dirs, &names, how_named);
        let channel = |name: &String| {
            if let Some(place) = typed.iter().find(|place| how_named.is(name, place.name())) {
                let channel = Channel::of_dir(name, &place.path);
                return ChannelReading {
                    channel,
                    origin: Some(place.origin()),
                    faults: Vec::new(),
                };
            }
            let (dir, origin) = dir_of.find(name);
            // Of a name that is repeated the last counts.
            let setting = setting_of
                .get(&**name)
                .next_back()
                .map(|at| settings.channels[at].clone());
            let Setting {
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
        channels.extend(defaults(spec, source, &names, how_named));
        channels.sort_by(|a, b| a.channel.name.cmp(&b.channel.name));
        let origin = |said: &ChannelReading| {
            Some((
                format!("channel {}", said.channel.name),
                said.origin.clone()?,
            ))
        };
        facts.origins.extend(channels.iter().filter_map(origin));
        let searched = (names.is_empty() && !is_said)
            .then(|| looked_in(source, &dirs.data))
            .flatten();
        let problems = settings.fault.into_iter().chain(fault).collect();
        let origin = settings.origin;
        JobChannels {
            channels,
            how_named,
            listing,
            origin,
            problems,
            is_incomplete,
            searched,
        }
    }
}

/// Outside a job the channels of the program that have a default, and that nothing gives. One that
/// a program can do without is not there where its default directory is not.
#[inline]
fn defaults(
    spec: &ChannelsSpec,
    source: &Source,
    names: &[String],
    how_named: NameOrigin,
) -> Vec<ChannelReading> {
    // A folder laid out as a container's is a job too, whatever is in it.
    let is_job = source.is_job() || source.has_files() && source.base().join("input").is_dir();
    let mut defaults = Vec::new();
    for field in spec.channels() {
        let Some(dir) = field.default_dir() else {
            continue;
        };
        let is_given = names.iter().any(|name| how_named.is(name, field.name()));
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

/// Where there are no channels, and which variables are not looked at although they are set.
#[inline]
fn looked_in(source: &Source, data: &Path) -> Option<String> {
    let (file, data) = (source.config_dir()?.join(CONFIG_FILE), data.display());
    let list = source.is_set(LIST).then(|| LIST.to_owned());
    let mut dirs: Vec<String> = source
        .variables_with(DIR)
        .map(|(name, _)| format!("{DIR}{name}"))
        .collect();
    dirs.sort_unstable();
    if source.given_base().is_some() {
        let others = ["SM_INPUT_DATA_CONFIG", "SM_TRAINING_ENV"]
            .into_iter()
            .filter(|name| source.is_set(name));
        let unread: Vec<String> = list
            .into_iter()
            .chain(dirs)
            .chain(others.map(str::to_owned))
            .collect();
        let unread = match &unread[..] {
            [] => String::new(),
            [only] => format!("; {only} is not read beside a base directory"),
            [all @ .., last] => format!(
                "; {} and {last} are not read beside a base directory",
                all.join(", ")
            ),
        };
        return Some(format!(
            "there is no {}, and no folder in {data}{unread}",
            file.display()
        ));
    }
    // What is set and says nothing is empty, or null.
    let variables = match (list, &dirs[..]) {
        (None, []) => format!("no {LIST} or {DIR}*"),
        (Some(list), []) => format!("nothing in {list}, no {DIR}*"),
        (None, dirs) => format!("no {LIST}, nothing in {}", either(dirs)),
        (Some(list), dirs) => format!("nothing in {list}, {}", either(dirs)),
    };
    Some(format!(
        "there is {variables}, no {}, and no folder in {data}",
        file.display()
    ))
}

/// The directories of the channels.
struct Dirs<'s> {
    /// `SM_CHANNEL_*`, as far as they say anything.
    variables: Vec<(&'s str, &'s OsStr)>,
    /// Those that are empty.
    empty: Vec<&'s str>,
    /// `channel_input_dirs` of `SM_TRAINING_ENV`.
    training_env: Vec<(String, String)>,
    /// What they are under otherwise.
    data: PathBuf,
}

impl<'s> Dirs<'s> {
    #[inline]
    fn of(facts: &mut Facts<'s>) -> Self {
        let source = facts.source;
        let variables = || {
            source
                .variables_with(DIR)
                .filter(|_| source.given_base().is_none())
        };
        let empty = variables()
            .filter(|(_, dir)| dir.is_empty())
            .map(|(name, _)| name)
            .collect();
        let variables = variables().filter(|(_, dir)| !dir.is_empty()).collect();
        let mut training_env = Vec::new();
        if let Some(saying) = facts.in_training_env("channel_input_dirs") {
            let dir =
                |(name, dir): (Cow<'_, str>, Json<'_>)| Some((name.into_owned(), dir.as_string()?));
            match saying
                .json()
                .entries()
                .map(|dirs| dirs.into_iter().map(dir).collect())
            {
                Some(Some(dirs)) => training_env = dirs,
                _ => facts.refuse(saying, "the directories of channels by their names"),
            }
        }
        Dirs {
            variables,
            empty,
            training_env,
            data: directories::input_data(facts),
        }
    }

    /// Returns the names of the channels that have a directory, and what lists them; those of
    /// folders only if asked for.
    #[inline]
    fn names(&self, with_folders: bool) -> (Vec<String>, NameOrigin, Option<Origin>) {
        if !self.training_env.is_empty() {
            let names = self.training_env.iter().map(|(name, _)| name.clone());
            return (
                names.collect(),
                NameOrigin::Listed,
                Some(Origin::Variable("SM_TRAINING_ENV".to_owned())),
            );
        }
        let mut names: Vec<String> = self
            .variables
            .iter()
            .map(|(name, _)| name.to_lowercase())
            .collect();
        let how_named = if names.is_empty() {
            NameOrigin::Listed
        } else {
            NameOrigin::FromVariable
        };
        if with_folders {
            let known: BTreeSet<String> = names
                .iter()
                .map(|name| names::to_variable_case(name))
                .collect();
            let is_new = |folder: &String| !known.contains(&names::to_variable_case(folder));
            names.extend(folders(&self.data).into_iter().filter(is_new));
        }
        (names, how_named, None)
    }
}

/// The directory of each of a job's channels.
struct DirOf<'d, 's> {
    dirs: &'d Dirs<'s>,
    how_named: NameOrigin,
    names: &'d [String],
    by_name: Index<String>,
    variables: Index<String>,
    training_env: Index<&'d str>,
}

impl<'d, 's> DirOf<'d, 's> {
    #[inline]
    fn of(dirs: &'d Dirs<'s>, names: &'d [String], how_named: NameOrigin) -> Self {
        let key = |name: &str| DirOf::key(name, how_named);
        DirOf {
            dirs,
            how_named,
            names,
            by_name: names.iter().map(|name| key(name)).zip(0..).collect(),
            variables: dirs
                .variables
                .iter()
                .map(|(variable, _)| key(variable))
                .zip(0..)
                .collect(),
            training_env: dirs
                .training_env
                .iter()
                .map(|(name, _)| &**name)
                .zip(0..)
                .collect(),
        }
    }

    /// Equal for a name and each variable that may stand for it.
    #[inline]
    fn key(name: &str, how_named: NameOrigin) -> String {
        match how_named {
            NameOrigin::Listed => names::to_variable_case(name),
            NameOrigin::FromVariable => name.to_lowercase(),
        }
    }

    #[inline]
    fn stands_for(&self, variable: &str, name: &str) -> bool {
        match self.how_named {
            NameOrigin::Listed => names::is_exact_variable_of(name, variable),
            NameOrigin::FromVariable => variable.to_lowercase() == name,
        }
    }

    /// The directory of one of the names. A variable that several of them share is that of only
    /// one, and nobody knows of which; the driver then mistakes them in `SM_TRAINING_ENV` too.
    #[inline]
    fn find(&self, name: &str) -> (PathBuf, Option<Origin>) {
        let alike = self
            .variables
            .get(&DirOf::key(name, self.how_named))
            .map(|at| self.dirs.variables[at]);
        let mut own = alike.filter(|(variable, _)| self.stands_for(variable, name));
        let is_only_of = |(variable, _): &(&str, &OsStr)| {
            let alike = self.by_name.get(&DirOf::key(variable, self.how_named));
            alike
                .filter(|at| self.stands_for(variable, &self.names[*at]))
                .take(2)
                .count()
                == 1
        };
        if let Some((variable, dir)) = own.clone().rfind(is_only_of) {
            return (
                dir.into(),
                Some(Origin::Variable(format!("{DIR}{variable}"))),
            );
        }
        match self
            .training_env
            .get(name)
            .next()
            .filter(|_| own.next().is_none())
        {
            Some(at) => (
                self.dirs.training_env[at].1.clone().into(),
                Some(Origin::Variable("SM_TRAINING_ENV".to_owned())),
            ),
            None => (self.dirs.data.join(name), None),
        }
    }
}

/// The folders in a directory that may be channels: none that is hidden, since what tools keep
/// there is no data.
#[inline]
fn folders(data: &Path) -> Vec<String> {
    let mut folders = Vec::new();
    for entry in data.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().ok();
        let name = name.filter(|name| !name.starts_with('.') && is_channel_name(name));
        let kind = entry.file_type();
        let is_dir =
            kind.is_ok_and(|kind| kind.is_dir() || kind.is_symlink() && entry.path().is_dir());
        folders.extend(name.filter(|_| is_dir));
    }
    folders
}

const LIST: &str = "SM_CHANNELS";

/// What the variable of one channel's directory starts with.
const DIR: &str = "SM_CHANNEL_";

/// The names that `SM_CHANNELS` lists, or why they cannot be read; `None` where it is not there.
#[inline]
fn listed(source: &Source) -> Option<Result<Vec<String>, Problem>> {
    if source.given_base().is_some() {
        return None;
    }
    let fault = match source.text_of(LIST)? {
        Ok(text) if text.trim() == "null" => return None,
        Ok(text) => match Vec::from_text(&text) {
            Ok(names) => return Some(Ok(names)),
            Err(invalid) => Fault::new(
                format!("it is not a list of names: {invalid}"),
                "a JSON list of names",
                r#"write a list such as `["train", "test"]`"#,
            ),
        },
        Err(fault) => fault,
    };
    Some(Err(Problem::unreadable(
        Origin::Variable(LIST.to_owned()),
        fault,
    )))
}
