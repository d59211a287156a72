//! What a job says of its channels beside their directories: types of content, input modes.
//!
//! All is `#[inline]`, so that a program that asks for no channels does not build it.
use std::borrow::Cow;
use std::str::FromStr;

use smenv_shared::json::scanner;
use smenv_shared::{names, suggest};

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::channels::problems::{one_of, refused};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::problem::{Origin, Problem};
use crate::facts::facts::Facts;
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::config_file;
use crate::values::value_error::ValueError;

pub(crate) const CONFIG_FILE: &str = "inputdataconfig.json";

/// What `SM_INPUT_DATA_CONFIG`, else `SM_TRAINING_ENV`, else `inputdataconfig.json`, says.
pub(crate) struct Settings {
    pub(crate) origin: Origin,
    pub(crate) channels: Vec<Setting>,
    pub(crate) fault: Option<Problem>,
    /// Whether there are any.
    pub(crate) is_there: bool,
}

/// What is said of one channel.
#[derive(Clone, Default)]
pub(crate) struct Setting {
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) input_mode: Option<InputMode>,
    pub(crate) distribution: Option<DataDistribution>,
    pub(crate) record_wrapper: Option<RecordWrapper>,
    /// What is wrong with it.
    pub(crate) faults: Vec<Problem>,
}

impl Settings {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, spec: &ChannelsSpec) -> Self {
        let source = facts.source;
        let variable = match source.given_base() {
            None => source.text_of("SM_INPUT_DATA_CONFIG"),
            Some(_) => None,
        };
        let (origin, text, place) = if let Some(text) = variable {
            (
                Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned()),
                Some(text),
                String::new(),
            )
        } else if let Some(saying) = facts.in_training_env("input_data_config") {
            (
                saying.origin.clone(),
                Some(Ok(saying.source_text())),
                String::new(),
            )
        } else {
            let origin = Origin::ConfigFile(CONFIG_FILE.to_owned());
            (
                origin,
                config_file::read(source, CONFIG_FILE),
                config_file::in_config_dir(source),
            )
        };
        let mut settings = Settings {
            origin,
            channels: Vec::new(),
            fault: None,
            is_there: text.is_some(),
        };
        let fault = match text {
            Some(Ok(text)) => settings.read(&text, spec).err(),
            Some(Err(fault)) => Some(fault),
            None => None,
        };
        settings.fault =
            fault.map(|fault| Problem::unreadable(settings.origin.clone(), fault.within(&place)));
        settings
    }

    /// What stands before a fault is read.
    #[inline]
    fn read(&mut self, text: &str, spec: &ChannelsSpec) -> Result<(), Fault> {
        let mut channels = Vec::new();
        let outcome = scanner::entries(text, |name, value| {
            channels.extend(name.decoded().map(|name| (name.into_owned(), value.text)));
        });
        let setting = |(name, config): (String, &str)| {
            let modes = input_modes(spec, &name);
            Setting::read(name, config, &self.origin, &modes)
        };
        self.channels = channels.into_iter().map(setting).collect();
        outcome.map_err(|broken| invalid_json::fault(broken, text, &self.origin.to_string()))
    }
}

impl Setting {
    /// Reads the settings; null and empty texts count as absent. `modes` are the input modes that
    /// the program takes.
    #[inline]
    fn read(name: String, config: &str, origin: &Origin, modes: &[&'static str]) -> Self {
        // Each setting, and whether it is a text.
        let mut texts = [None, None, None, None];
        let is_object = scanner::entries(config, |key, value| {
            let Ok(key) = key.decoded() else { return };
            let Some(index) = KEYS.iter().position(|known| *known == key) else {
                return;
            };
            let text = value.decoded().ok().filter(|text| !text.trim().is_empty());
            let text = text
                .filter(|text| value.kind.is_string() || text != "null")
                .map(Cow::into_owned);
            texts[index] = text.map(|text| (text, value.kind.is_string()));
        });
        let mut faults = Vec::new();
        if is_object.is_err() && !matches!(config.trim(), "" | "null") {
            faults.push(refused(&name, origin, config, "an object of settings"));
        }
        if let Some((given, _)) = texts[0].take_if(|(_, is_text)| !*is_text) {
            faults.push(refused(
                &name,
                origin,
                &given,
                "a content type, such as text/csv",
            ));
        }
        // What is no text is none of SageMaker's words either.
        let [content_type, input_mode, distribution, record_wrapper] =
            texts.map(|text| text.map(|(text, _)| text));
        Setting {
            content_type,
            input_mode: word(
                input_mode,
                "input mode",
                InputMode::WORDS,
                modes,
                &name,
                origin,
                &mut faults,
            ),
            distribution: word(
                distribution,
                "distribution",
                DataDistribution::WORDS,
                DataDistribution::WORDS,
                &name,
                origin,
                &mut faults,
            ),
            record_wrapper: word(
                record_wrapper,
                "record wrapper",
                RecordWrapper::WORDS,
                RecordWrapper::WORDS,
                &name,
                origin,
                &mut faults,
            ),
            name,
            faults,
        }
    }
}

/// The input modes that the program takes of a channel: any where it has no such channel, or does
/// not say.
#[inline]
fn input_modes(spec: &ChannelsSpec, channel: &str) -> Vec<&'static str> {
    let field = spec
        .channels()
        .iter()
        .find(|field| names::are_equivalent(field.name(), channel));
    match field.map(ChannelSpec::input_modes) {
        None | Some([]) => InputMode::WORDS.to_vec(),
        Some(modes) => modes.iter().map(|mode| mode.as_str()).collect(),
    }
}

/// What is read of a channel's settings, in this order.
const KEYS: [&str; 4] = [
    "ContentType",
    "TrainingInputMode",
    "S3DistributionType",
    "RecordWrapperType",
];

/// One of SageMaker's words, or nothing and a fault; `taken` are those that the program takes.
#[inline]
fn word<T: FromStr<Err = ValueError>>(
    text: Option<String>,
    what: &str,
    words: &[&'static str],
    taken: &[&'static str],
    channel: &str,
    origin: &Origin,
    faults: &mut Vec<Problem>,
) -> Option<T> {
    let text = text?;
    match text.parse() {
        Ok(value) => Some(value),
        Err(_) => {
            let near = suggest::nearest(&text, words).filter(|near| taken.contains(near));
            let suggestion = near.map(str::to_owned);
            faults.push(Problem {
                suggestion,
                ..refused(channel, origin, &text, one_of(what, taken))
            });
            None
        }
    }
}
