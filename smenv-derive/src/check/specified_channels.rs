//! `#[sm(schema = "specification.json")]` of a struct of channels: its fields against the channels of
//! the file.

use smenv_shared::limits::MAX_CHANNEL_SPECIFICATIONS;
use syn::LitStr;

use crate::errors::Errors;
use crate::model::channels::{ChannelModel, ChannelsModel};
use crate::model::schema_fields::{ANEW, nearest_or};
use crate::model::specification_file::SpecificationFile;
use crate::model::specified_channels::{SpecifiedChannel, SpecifiedChannels};

/// The input modes of a channel that does not set any.
const DEFAULT_MODES: [&str; 2] = ["File", "FastFile"];

pub(crate) fn check_specified_channels(
    file: &SpecificationFile<SpecifiedChannels>,
    model: &ChannelsModel,
    errors: &mut Errors,
) {
    let Some(SpecifiedChannels {
        channels,
        is_printed,
    }) = &file.part
    else {
        return;
    };
    let path = file.literal.value();
    let is_field = |name: &str| model.channels.iter().any(|field| field.name.text == name);
    let names: Vec<&str> = model
        .channels
        .iter()
        .map(|field| field.name.text.as_str())
        .collect();
    let unknown = channels.iter().filter(|channel| !is_field(&channel.name));
    for channel in unknown.filter(|_| *is_printed || !model.allow_unknown) {
        let name = &channel.name;
        let hint = nearest_or(name, &names, ANEW);
        let message = format!("{path:?} has the channel `{name}`, but no field takes it: {hint}");
        errors.on(&file.literal, message);
    }
    for field in &model.channels {
        match channels
            .iter()
            .find(|channel| channel.name == field.name.text)
        {
            Some(channel) => check_channel(field, channel, &path, errors),
            // The specification has no more than eight.
            None if channels.len() >= MAX_CHANNEL_SPECIFICATIONS => {}
            None => {
                let name = &field.name.text;
                let message = format!("the channel `{name}` is not in {path:?}: {ANEW}");
                errors.on(&field.ident, message);
            }
        }
    }
}

fn check_channel(
    field: &ChannelModel,
    channel: &SpecifiedChannel,
    path: &str,
    errors: &mut Errors,
) {
    let name = &field.name.text;
    let values = |literals: &[LitStr]| literals.iter().map(LitStr::value).collect::<Vec<_>>();
    let mut modes = values(&field.input_modes);
    if modes.is_empty() {
        modes = DEFAULT_MODES.map(str::to_owned).to_vec();
    }
    for (what, here, there) in [
        (
            "content types",
            values(&field.content_types),
            &channel.content_types,
        ),
        ("input modes", modes, &channel.input_modes),
    ] {
        let Some(there) = there else { continue };
        let is_same = here.len() == there.len() && here.iter().all(|value| there.contains(value));
        if !is_same {
            let message = format!(
                "the channel `{name}` has the {what} {} here, but {} in {path:?}: {ANEW}",
                listed(&here),
                listed(there)
            );
            errors.on(&field.ident, message);
        }
    }
}

fn listed(values: &[String]) -> String {
    match values {
        [] => "(any)".to_owned(),
        values => values.join(", "),
    }
}
