//! The channels of a job: which there are, where their data is, and what the job says of them.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr;

use crate::HyperparameterValue;
use crate::channel::{Channel, DataDistribution, InputMode, RecordWrapper};
use crate::config_file;
use crate::directories;
use crate::error::{Invalid, Origin, Plain, Problem, ProblemKind, Shown, Subject};
use crate::facts::Facts;
use crate::json::Json;
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
    /// Where channels were looked for and nothing said anything of them.
    pub(crate) looked_in_vain: Option<String>,
}

/// A channel, and what is wrong with what the job says of it.
pub(crate) struct Said {
    pub(crate) channel: Channel,
    pub(crate) faults: Vec<Problem>,
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
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let source = facts.source;
        let settings = Settings::of(facts);
        let (listed, fault) = match listed(source) {
            Some(Ok(names)) => (Some(names), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        let is_said = listed.is_some() || fault.is_some() || settings.is_there;
        let is_incomplete = fault.is_some() || listed.is_none() && settings.fault.is_some();
        let dirs = Dirs::of(facts);
        let of_settings = || {
            let names = settings.channels.iter().map(|channel| channel.name.clone());
            Some(names.collect()).filter(|names: &Vec<String>| !names.is_empty())
        };
        let (mut names, how_named) = match listed.or_else(of_settings) {
            Some(names) => (names, HowNamed::Truly),
            None => dirs.names(),
        };
        // One that was typed exists, even if the job lacks it.
        for place in source.places().iter().filter(|place| place.is_channel()) {
            if !names.iter().any(|name| how_named.is(name, place.name())) {
                names.push(place.name().to_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        let mut origins = Vec::new();
        let mut channel = |name: &String| {
            if let Some(place) =
                source.places().iter().find(|place| place.is_channel() && how_named.is(name, place.name()))
            {
                origins.push((format!("channel {name}"), place.origin()));
                return Said { channel: Channel::at(name, &place.path), faults: Vec::new() };
            }
            let (dir, origin) = dirs.dir(name, &names, how_named);
            origins.extend(origin.map(|origin| (format!("channel {name}"), origin)));
            // Of a name that is repeated the last counts.
            let setting = settings.channels.iter().rfind(|setting| setting.name == *name).cloned();
            let Setting { content_type, input_mode, distribution, record_wrapper, faults, .. } =
                setting.unwrap_or_default();
            let name = name.clone();
            Said { channel: Channel { name, dir, content_type, input_mode, distribution, record_wrapper }, faults }
        };
        let channels = names.iter().map(&mut channel).collect();
        facts.origins.extend(origins);
        let looked_in = source.config_dir().filter(|_| names.is_empty() && !is_said);
        let looked_in_vain =
            looked_in.map(|dir| format!("there is no SM_CHANNELS, and no {}", dir.join(CONFIG_FILE).display()));
        let problems = settings.fault.into_iter().chain(fault).collect();
        JobChannels { channels, how_named, origin: settings.origin, problems, is_incomplete, looked_in_vain }
    }
}

/// A problem with a channel.
#[inline]
pub(crate) fn problem(kind: ProblemKind, channel: &str) -> Problem {
    Problem { subject: Subject::Channel, name: Some(channel.to_owned()), ..Problem::new(kind) }
}

/// The problem of what is said of a channel that is not as it should be.
#[inline]
pub(crate) fn refused(channel: &str, origin: &Origin, given: &str, expected: impl Into<String>) -> Problem {
    Problem {
        origin: Some(origin.clone()),
        given: Some(Shown::new(given, false)),
        expected: Some(expected.into()),
        ..problem(ProblemKind::Invalid, channel)
    }
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
        suggestion: names::nearest(name, names).map(str::to_owned),
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
    /// `channel_input_dirs` of `SM_TRAINING_ENV`.
    training_env: Vec<(String, String)>,
    /// What they are under otherwise.
    data: PathBuf,
}

impl<'s> Dirs<'s> {
    #[inline]
    fn of(facts: &mut Facts<'s>) -> Self {
        let variables = match facts.source.given_base() {
            Some(_) => Vec::new(),
            None => facts.source.variables_with("SM_CHANNEL_").filter(|(_, dir)| !dir.is_empty()).collect(),
        };
        let mut training_env = Vec::new();
        if let Some(saying) = facts.in_training_env("channel_input_dirs") {
            let dir = |(name, dir): (Cow<'_, str>, Json<'_>)| Some((name.into_owned(), dir.as_string()?));
            match saying.json().entries().map(|dirs| dirs.into_iter().map(dir).collect()) {
                Some(Some(dirs)) => training_env = dirs,
                _ => facts.refuse(saying, "the directories of channels by their names"),
            }
        }
        Dirs { variables, training_env, data: directories::input_data(facts) }
    }

    /// The names of the channels, as far as the directories tell.
    #[inline]
    fn names(&self) -> (Vec<String>, HowNamed) {
        if self.training_env.is_empty() {
            let names = self.variables.iter().map(|(name, _)| name.to_lowercase());
            return (names.collect(), HowNamed::ByVariable);
        }
        (self.training_env.iter().map(|(name, _)| name.clone()).collect(), HowNamed::Truly)
    }

    /// The directory of one of `names`. A variable that several of them share is that of only one, and nobody knows of which; the driver
    /// then mistakes them in `SM_TRAINING_ENV` too.
    #[inline]
    fn dir(&self, name: &str, names: &[String], how_named: HowNamed) -> (PathBuf, Option<Origin>) {
        let stands_for = |variable: &str, name: &str| match how_named {
            HowNamed::Truly => names::stands_for(variable, name),
            HowNamed::ByVariable => variable.to_lowercase() == name,
        };
        let own = self.variables.iter().filter(|(variable, _)| stands_for(variable, name));
        let is_only_of =
            |(variable, _): &&(&str, &OsStr)| names.iter().filter(|name| stands_for(variable, name)).count() == 1;
        if let Some((variable, dir)) = own.clone().rfind(is_only_of) {
            return (dir.into(), Some(Origin::Variable(format!("SM_CHANNEL_{variable}"))));
        }
        match self.training_env.iter().find(|(of, _)| of == name).filter(|_| own.count() == 0) {
            Some((_, dir)) => (dir.into(), Some(Origin::Variable("SM_TRAINING_ENV".to_owned()))),
            None => (self.data.join(name), None),
        }
    }
}

/// The names that `SM_CHANNELS` lists, or why they cannot be read; `None` where it is not there.
#[inline]
fn listed(source: &Source) -> Option<Result<Vec<String>, Problem>> {
    if source.given_base().is_some() {
        return None;
    }
    let fault = match source.text_of("SM_CHANNELS")? {
        Ok(text) if text.trim() == "null" => return None,
        Ok(text) => match Vec::from_text(&text) {
            Ok(names) => return Some(Ok(names)),
            Err(invalid) => format!("it is not a list of names: {invalid}"),
        },
        Err(fault) => fault,
    };
    Some(Err(Problem::unreadable(Origin::Variable("SM_CHANNELS".to_owned()), fault)))
}

/// What `SM_INPUT_DATA_CONFIG`, else `SM_TRAINING_ENV`, else `inputdataconfig.json`, says.
struct Settings {
    origin: Origin,
    channels: Vec<Setting>,
    fault: Option<Problem>,
    /// Whether there are any.
    is_there: bool,
}

/// What is said of one channel.
#[derive(Clone, Default)]
struct Setting {
    name: String,
    content_type: Option<String>,
    input_mode: Option<InputMode>,
    distribution: Option<DataDistribution>,
    record_wrapper: Option<RecordWrapper>,
    /// What is wrong with it.
    faults: Vec<Problem>,
}

impl Settings {
    #[inline]
    fn of(facts: &mut Facts<'_>) -> Self {
        let source = facts.source;
        let variable = match source.given_base() {
            None => source.text_of("SM_INPUT_DATA_CONFIG"),
            Some(_) => None,
        };
        let (origin, text, place) = if let Some(text) = variable {
            (Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned()), Some(text), String::new())
        } else if let Some(saying) = facts.in_training_env("input_data_config") {
            (saying.origin.clone(), Some(Ok(saying.spelt())), String::new())
        } else {
            let origin = Origin::ConfigFile(CONFIG_FILE.to_owned());
            (origin, config_file::read(source, CONFIG_FILE), config_file::place(source))
        };
        let mut settings = Settings { origin, channels: Vec::new(), fault: None, is_there: text.is_some() };
        let fault = match text {
            Some(Ok(text)) => settings.read(&text).err(),
            Some(Err(fault)) => Some(fault),
            None => None,
        };
        settings.fault = fault.map(|fault| Problem::unreadable(settings.origin.clone(), fault + &place));
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

impl Setting {
    /// Null says nothing; nor does an empty text.
    #[inline]
    fn read(name: String, config: &str, origin: &Origin) -> Self {
        // Each setting, and whether it is a text.
        let mut texts = [None, None, None, None];
        let is_object = python_json::entries(config, |key, value| {
            let Ok(key) = key.decoded() else { return };
            let Some(index) = KEYS.iter().position(|known| *known == key) else { return };
            let text = value.decoded().ok().filter(|text| !text.trim().is_empty());
            let text = text.filter(|text| value.kind.is_string() || text != "null").map(Cow::into_owned);
            texts[index] = text.map(|text| (text, value.kind.is_string()));
        });
        let mut faults = Vec::new();
        if is_object.is_err() && !matches!(config.trim(), "" | "null") {
            faults.push(refused(&name, origin, config, "an object of settings"));
        }
        if let Some((given, _)) = texts[0].take_if(|(_, is_text)| !*is_text) {
            faults.push(refused(&name, origin, &given, "a content type, such as text/csv"));
        }
        // What is no text is none of SageMaker's words either.
        let [content_type, input_mode, distribution, record_wrapper] = texts.map(|text| text.map(|(text, _)| text));
        Setting {
            content_type,
            input_mode: word(input_mode, "input mode", InputMode::WORDS, &name, origin, &mut faults),
            distribution: word(distribution, "distribution", DataDistribution::WORDS, &name, origin, &mut faults),
            record_wrapper: word(record_wrapper, "record wrapper", RecordWrapper::WORDS, &name, origin, &mut faults),
            name,
            faults,
        }
    }
}

/// What is read of a channel's settings, in this order.
const KEYS: [&str; 4] = ["ContentType", "TrainingInputMode", "S3DistributionType", "RecordWrapperType"];

/// One of SageMaker's words, or nothing and a fault.
#[inline]
fn word<T: FromStr<Err = Invalid>>(
    text: Option<String>,
    what: &str,
    words: &[&str],
    channel: &str,
    origin: &Origin,
    faults: &mut Vec<Problem>,
) -> Option<T> {
    let text = text?;
    match text.parse() {
        Ok(value) => Some(value),
        Err(Invalid(why)) => {
            let suggestion = why.near.map(str::to_owned);
            faults.push(Problem { suggestion, ..refused(channel, origin, &text, one_of(what, words)) });
            None
        }
    }
}
