//! The settings of channels: content types, input modes and the like.

use std::borrow::Cow;
use std::str::FromStr;

use smenv_shared::json::scanner;
use smenv_shared::{names, suggest};

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::channels::problems::{invalid_setting, one_of};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::problem::{Origin, Problem};
use crate::facts::facts::Facts;
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::config_file;
use crate::values::value_error::ValueError;

pub(crate) const CONFIG_FILE: &str = "inputdataconfig.json";

/// The settings in `SM_INPUT_DATA_CONFIG`, else `SM_TRAINING_ENV`, else `inputdataconfig.json`.
pub(crate) struct Settings {
    pub(crate) origin: Origin,
    pub(crate) channels: Vec<ChannelSettings>,
    pub(crate) fault: Option<Problem>,
    /// Whether any of these places has settings.
    pub(crate) is_there: bool,
}

/// The settings of one channel.
#[derive(Clone, Default)]
pub(crate) struct ChannelSettings {
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) input_mode: Option<InputMode>,
    pub(crate) distribution: Option<DataDistribution>,
    pub(crate) record_wrapper: Option<RecordWrapper>,
    /// The problems of the settings.
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
        let (origin, text, in_folder) = if let Some(text) = variable {
            (
                Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned()),
                Some(text),
                String::new(),
            )
        } else if let Some(statement) = facts.in_training_env("input_data_config") {
            (
                statement.origin.clone(),
                Some(Ok(statement.source_text())),
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
        settings.fault = fault
            .map(|fault| Problem::unreadable(settings.origin.clone(), fault.within(&in_folder)));
        settings
    }

    /// Reads the settings of each channel. Those before a syntax error are kept.
    #[inline]
    fn read(&mut self, text: &str, spec: &ChannelsSpec) -> Result<(), Fault> {
        let mut channels = Vec::new();
        let outcome = scanner::entries(text, |name, value| {
            channels.extend(name.decoded().map(|name| (name.into_owned(), value.text)));
        });
        let setting = |(name, config): (String, &str)| {
            let modes = input_modes(spec, &name);
            ChannelSettings::read(name, config, &self.origin, &modes)
        };
        self.channels = channels.into_iter().map(setting).collect();
        outcome.map_err(|error| invalid_json::fault(error, text, &self.origin.to_string()))
    }
}

impl ChannelSettings {
    /// Reads the settings of a channel; null and empty texts count as absent. `modes` are the input
    /// modes that the program takes.
    #[inline]
    fn read(name: String, config: &str, origin: &Origin, modes: &[&'static str]) -> Self {
        // Each setting, and whether it is a string.
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
        let mut reader = SettingReader {
            channel: &name,
            origin,
            faults: Vec::new(),
        };
        if is_object.is_err() && !matches!(config.trim(), "" | "null") {
            reader.reject(config, "an object of settings");
        }
        if let Some((given, _)) = texts[0].take_if(|(_, is_text)| !*is_text) {
            reader.reject(&given, "a content type, such as text/csv");
        }
        // Values other than strings are rejected as unknown words.
        let [content_type, input_mode, distribution, record_wrapper] =
            texts.map(|text| text.map(|(text, _)| text));
        let (distributions, wrappers) = (DataDistribution::WORDS, RecordWrapper::WORDS);
        ChannelSettings {
            content_type,
            input_mode: reader.word(input_mode, "input mode", InputMode::WORDS, modes),
            distribution: reader.word(distribution, "distribution", distributions, distributions),
            record_wrapper: reader.word(record_wrapper, "record wrapper", wrappers, wrappers),
            faults: reader.faults,
            name,
        }
    }
}

/// Parses the settings of a channel, and collects their problems.
struct SettingReader<'a> {
    channel: &'a str,
    origin: &'a Origin,
    faults: Vec<Problem>,
}

impl SettingReader<'_> {
    #[inline]
    fn reject(&mut self, given: &str, expected: &str) {
        self.faults
            .push(invalid_setting(self.channel, self.origin, given, expected));
    }

    /// Parses one of SageMaker's words. `words` are all words for the setting, and `taken` those
    /// that the program takes.
    #[inline]
    fn word<T: FromStr<Err = ValueError>>(
        &mut self,
        text: Option<String>,
        what: &str,
        words: &[&'static str],
        taken: &[&'static str],
    ) -> Option<T> {
        let text = text?;
        let value = text.parse().ok();
        if value.is_none() {
            let near = suggest::nearest(&text, words).filter(|near| taken.contains(near));
            let suggestion = near.map(str::to_owned);
            self.faults.push(Problem {
                suggestion,
                ..invalid_setting(self.channel, self.origin, &text, one_of(what, taken))
            });
        }
        value
    }
}

/// Returns the input modes that the program takes for a channel. It takes any if it has no such
/// channel, or does not restrict them.
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

/// The keys of a channel's settings, in the order of their use.
const KEYS: [&str; 4] = [
    "ContentType",
    "TrainingInputMode",
    "S3DistributionType",
    "RecordWrapperType",
];
