//! The channels of a job: which there are, where their data is, and what the job says of them.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::HyperparameterValue;
use crate::channel::{Channel, InputMode};
use crate::config_file;
use crate::error::{Invalid, Origin, Plain, Problem, ProblemKind, Shown, Subject};
use crate::names;
use crate::python_json;
use crate::source::Source;

const CONFIG_FILE: &str = "inputdataconfig.json";

/// The channels of a job, by name.
pub(crate) struct JobChannels {
    pub(crate) channels: Vec<Said>,
    pub(crate) how_named: HowNamed,
    /// Where their settings are from.
    pub(crate) origin: Origin,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// Whether there may be more of them, since a list could not be read.
    pub(crate) is_incomplete: bool,
}

/// A channel, and what is wrong with what the job says of it.
pub(crate) struct Said {
    pub(crate) channel: Channel,
    pub(crate) fault: Option<Problem>,
}

/// What a channel's name is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HowNamed {
    /// It is in the job's spelling.
    Truly,
    /// It was made of a variable's, which has lost its case and maybe its dashes.
    ByVariable,
}

impl HowNamed {
    /// Whether the job's channel `name` may be the one that is `called` so.
    #[inline]
    pub(crate) fn is(self, name: &str, called: &str) -> bool {
        match self {
            HowNamed::Truly => names::same(name, called),
            HowNamed::ByVariable => names::folded(name) == names::folded(called),
        }
    }
}

impl JobChannels {
    /// Reads them: the true names where something lists them, else as the variables spell them, in lower case.
    #[inline]
    pub(crate) fn of(source: &Source) -> Self {
        let settings = Settings::of(source);
        let (listed, fault) = match listed(source) {
            Some(Ok(names)) => (Some(names), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        let is_incomplete = fault.is_some() || listed.is_none() && settings.fault.is_some();
        let dirs = Dirs::of(source);
        let of_settings = || {
            let names = settings.channels.iter().map(|channel| channel.name.clone());
            Some(names.collect()).filter(|names: &Vec<String>| !names.is_empty())
        };
        let (mut names, how_named) = match listed.or_else(of_settings) {
            Some(names) => (names, HowNamed::Truly),
            None => (dirs.names().collect(), HowNamed::ByVariable),
        };
        names.sort_unstable();
        names.dedup();
        let channel = |name: &String| {
            let dir = dirs.dir(name, &names);
            // Of a name that is repeated the last counts.
            let setting = settings.channels.iter().rfind(|setting| setting.name == *name).cloned();
            let Setting { content_type, input_mode, fault, .. } = setting.unwrap_or_default();
            Said { channel: Channel { name: name.clone(), dir, content_type, input_mode }, fault }
        };
        let channels = names.iter().map(channel).collect();
        let problems = settings.fault.into_iter().chain(fault).collect();
        JobChannels { channels, how_named, origin: settings.origin, problems, is_incomplete }
    }
}

/// A problem with a channel.
#[inline]
pub(crate) fn problem(kind: ProblemKind, channel: &str) -> Problem {
    Problem { subject: Subject::Channel, name: Some(channel.to_owned()), ..Problem::new(kind) }
}

/// The problem of a channel that the job lacks, which has these.
#[inline]
pub(crate) fn missing(name: &str, names: &[&str]) -> Problem {
    let plain: Vec<String> = names.iter().map(|name| Plain(name).to_string()).collect();
    let reason = match &plain[..] {
        [] => "this job has no channels".to_owned(),
        [only] => format!("this job has the channel {only} alone"),
        _ => format!("this job has the channels {}", plain.join(", ")),
    };
    Problem {
        reason: Some(reason),
        suggestion: names::nearest(name, names.iter().copied()).map(str::to_owned),
        ..problem(ProblemKind::Missing, name)
    }
}

/// `the input mode Pipe`, `one of the input modes File, Pipe`.
#[inline]
pub(crate) fn one_of(what: &str, choices: &[&str]) -> String {
    let one_of = if choices.len() == 1 { ("", "") } else { ("one of ", "s") };
    format!("{}the {what}{} {}", one_of.0, one_of.1, choices.join(", "))
}

/// The directories of the channels.
struct Dirs<'s> {
    /// `SM_CHANNEL_*`, as far as they say anything.
    variables: Vec<(&'s str, &'s OsStr)>,
    /// What they are under otherwise.
    data: PathBuf,
}

impl<'s> Dirs<'s> {
    #[inline]
    fn of(source: &'s Source) -> Self {
        let variables = match source.given_base() {
            Some(_) => Vec::new(),
            None => source.variables_with("SM_CHANNEL_").filter(|(_, dir)| !dir.is_empty()).collect(),
        };
        Dirs { variables, data: source.base().join("input/data") }
    }

    /// The names of the channels, as far as the variables tell.
    #[inline]
    fn names(&self) -> impl Iterator<Item = String> {
        self.variables.iter().map(|(name, _)| name.to_lowercase())
    }

    /// The directory of one of `names`. A variable that several of them share is that of only one, and nobody knows of which.
    #[inline]
    fn dir(&self, name: &str, names: &[String]) -> PathBuf {
        let is_only_of = |(variable, _): &&(&str, &OsStr)| {
            names::stands_for(variable, name)
                && names.iter().filter(|name| names::stands_for(variable, name)).count() == 1
        };
        self.variables.iter().rfind(is_only_of).map_or_else(|| self.data.join(name), |(_, dir)| dir.into())
    }
}

/// The names that `SM_CHANNELS` lists, or why they cannot be read; `None` where it is not there.
#[inline]
fn listed(source: &Source) -> Option<Result<Vec<String>, Problem>> {
    if source.given_base().is_some() {
        return None;
    }
    let variable = source.variable("SM_CHANNELS")?;
    let fault = match variable.to_str() {
        Some(text) if text.trim() == "null" => return None,
        Some(text) => match Vec::from_text(text) {
            Ok(names) => return Some(Ok(names)),
            Err(invalid) => format!("it is not a list of names: {invalid}"),
        },
        None => "it is not UTF-8".to_owned(),
    };
    Some(Err(unreadable(Origin::Variable("SM_CHANNELS".to_owned()), fault)))
}

#[inline]
fn unreadable(origin: Origin, reason: String) -> Problem {
    Problem { origin: Some(origin), reason: Some(reason), ..Problem::new(ProblemKind::Unreadable) }
}

/// What `SM_INPUT_DATA_CONFIG`, else `inputdataconfig.json`, says.
struct Settings {
    origin: Origin,
    channels: Vec<Setting>,
    fault: Option<Problem>,
}

/// What is said of one channel.
#[derive(Clone, Default)]
struct Setting {
    name: String,
    content_type: Option<String>,
    input_mode: Option<InputMode>,
    /// What is wrong with it.
    fault: Option<Problem>,
}

impl Settings {
    #[inline]
    fn of(source: &Source) -> Self {
        let variable = match source.given_base() {
            None => source.variable("SM_INPUT_DATA_CONFIG"),
            Some(_) => None,
        };
        let mut settings = Settings { origin: origin(variable), channels: Vec::new(), fault: None };
        let (text, place) = match variable {
            Some(variable) => {
                let text = variable.to_str().map(str::to_owned);
                (Some(text.ok_or_else(|| "it is not UTF-8".to_owned())), String::new())
            }
            None => (config_file::read(source, CONFIG_FILE), config_file::place(source)),
        };
        let fault = match text {
            Some(Ok(text)) => settings.read(&text).err(),
            Some(Err(fault)) => Some(fault),
            None => None,
        };
        settings.fault = fault.map(|fault| unreadable(settings.origin.clone(), fault + &place));
        settings
    }

    /// What stands before a fault is read.
    #[inline]
    fn read(&mut self, text: &str) -> Result<(), String> {
        let mut channels = Vec::new();
        let outcome = python_json::entries(text, |name, value| {
            channels.extend(name.decoded().map(|name| (name.into_owned(), value.text)));
        });
        self.channels = channels.into_iter().map(|(name, config)| Setting::read(name, config, &self.origin)).collect();
        outcome.map_err(|fault| fault.within(text))
    }
}

#[inline]
fn origin(variable: Option<&OsStr>) -> Origin {
    match variable {
        Some(_) => Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned()),
        None => Origin::ConfigFile(CONFIG_FILE.to_owned()),
    }
}

impl Setting {
    /// What is no object, such as null, says nothing; nor does an empty text.
    #[inline]
    fn read(name: String, config: &str, origin: &Origin) -> Self {
        let mut setting = Setting { name, ..Setting::default() };
        let mut mode = None;
        let _ = python_json::entries(config, |key, value| {
            let text = value.decoded().ok().filter(|text| value.kind.is_string() && !text.trim().is_empty());
            match (key.text, text) {
                ("ContentType", text) => setting.content_type = text.map(Into::into),
                ("TrainingInputMode", text) => mode = text,
                _ => {}
            }
        });
        match mode.map(|text| (text.parse(), text)) {
            Some((Ok(mode), _)) => setting.input_mode = Some(mode),
            Some((Err(Invalid(why)), text)) => {
                setting.fault = Some(Problem {
                    origin: Some(origin.clone()),
                    given: Some(Shown::new(&text, false)),
                    expected: Some(one_of("input mode", &InputMode::ALL.map(InputMode::as_str))),
                    suggestion: why.near.map(str::to_owned),
                    ..problem(ProblemKind::Invalid, &setting.name)
                });
            }
            None => {}
        }
        setting
    }
}
