//! A specification that is checked in: its channels.

use std::path::PathBuf;

use syn::LitStr;

use crate::errors::Errors;
use crate::model::schema_file::{is_ignored, parsed, path_of};
use crate::model::schema_json::SchemaJson;

pub(crate) struct ChannelsFile {
    /// The path as the user wrote it.
    pub(crate) literal: LitStr,
    pub(crate) path: PathBuf,
    /// `None` if this build does not check them.
    pub(crate) channels: Option<Vec<SpecifiedChannel>>,
}

/// A channel of a specification. What the file does not have is not compared.
pub(crate) struct SpecifiedChannel {
    pub(crate) name: String,
    pub(crate) is_required: Option<bool>,
    pub(crate) content_types: Option<Vec<String>>,
    pub(crate) input_modes: Option<Vec<String>>,
}

impl ChannelsFile {
    /// Reads the file, whose path is relative to the crate.
    pub(crate) fn read(literal: LitStr, errors: &mut Errors) -> Option<Self> {
        let file = literal.value();
        let read = if is_ignored() {
            path_of(&file).map(|path| (path, None))
        } else {
            parsed(&file).and_then(|(path, json)| Ok((path, Some(channels_of(&json, &file)?))))
        };
        match read {
            Ok((path, channels)) => Some(ChannelsFile {
                literal,
                path,
                channels,
            }),
            Err(reason) => {
                errors.on(&literal, reason);
                None
            }
        }
    }
}

fn channels_of(json: &SchemaJson, file: &str) -> Result<Vec<SpecifiedChannel>, String> {
    let specification = json.get("TrainingSpecification").unwrap_or(json);
    let Some(SchemaJson::List(channels)) = specification.get("TrainingChannels") else {
        return Err(format!(
            "{file:?} has no list \"TrainingChannels\"; expected what `--describe training-specification` prints"
        ));
    };
    let channel = |(at, channel): (usize, &SchemaJson)| {
        let name = channel.get("Name").and_then(SchemaJson::text);
        let name = name
            .ok_or_else(|| format!("{file:?} has a channel without a \"Name\", at index {at}"))?;
        Ok(SpecifiedChannel {
            name: name.to_owned(),
            is_required: match channel.get("IsRequired") {
                Some(SchemaJson::Bool(is_required)) => Some(*is_required),
                _ => None,
            },
            content_types: texts(channel.get("SupportedContentTypes")),
            input_modes: texts(channel.get("SupportedInputModes")),
        })
    };
    channels.iter().enumerate().map(channel).collect()
}

fn texts(list: Option<&SchemaJson>) -> Option<Vec<String>> {
    let Some(SchemaJson::List(items)) = list else {
        return None;
    };
    let texts = items.iter().filter_map(SchemaJson::text);
    Some(texts.map(str::to_owned).collect())
}
