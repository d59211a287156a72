//! The channels of a specification that is checked in.

use crate::model::schema_json::SchemaJson;
use crate::model::specification_file::{list, name_of};
use crate::model::specified_hyperparameters::printed;

/// The channels of a specification.
pub(crate) struct SpecifiedChannels {
    pub(crate) channels: Vec<SpecifiedChannel>,
    /// Whether the program printed it, so that it has no channel that the struct does not declare.
    pub(crate) is_printed: bool,
}

/// A channel of a specification. What the file does not have is not compared.
pub(crate) struct SpecifiedChannel {
    pub(crate) name: String,
    pub(crate) is_required: Option<bool>,
    pub(crate) content_types: Option<Vec<String>>,
    pub(crate) input_modes: Option<Vec<String>>,
}

impl SpecifiedChannels {
    /// Reads the channels of a specification.
    pub(crate) fn of(specification: &SchemaJson, file: &str) -> Result<Self, String> {
        let channel = |(at, channel): (usize, &SchemaJson)| {
            Ok(SpecifiedChannel {
                name: name_of(channel, "Name", "a channel", at, file)?,
                is_required: match channel.get("IsRequired") {
                    Some(SchemaJson::Bool(is_required)) => Some(*is_required),
                    _ => None,
                },
                content_types: texts(channel.get("SupportedContentTypes")),
                input_modes: texts(channel.get("SupportedInputModes")),
            })
        };
        let channels = list(specification, "TrainingChannels", file)?;
        Ok(SpecifiedChannels {
            channels: channels
                .iter()
                .enumerate()
                .map(channel)
                .collect::<Result<_, String>>()?,
            is_printed: printed(specification).is_some(),
        })
    }
}

fn texts(list: Option<&SchemaJson>) -> Option<Vec<String>> {
    let Some(SchemaJson::List(items)) = list else {
        return None;
    };
    let texts = items.iter().filter_map(SchemaJson::text);
    Some(texts.map(str::to_owned).collect())
}
