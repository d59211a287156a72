//! Rules for a struct of channels.

use smenv_shared::limits::{INPUT_MODES, MAX_CHANNEL_NAME_LENGTH, MAX_CHANNELS, is_channel_name};
use smenv_shared::mime;
use smenv_shared::suggest::nearest;
use syn::LitStr;

use crate::check::names::check_unique;
use crate::check::specified_channels::check_specified_channels;
use crate::check::spelling::{NameKind, fault};
use crate::errors::Errors;
use crate::model::channels::{ChannelModel, ChannelsModel};
use crate::model::names::SpannedName;

pub(crate) fn check_channels(model: &ChannelsModel, errors: &mut Errors) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for channel in &model.channels {
        check_channel(channel, errors);
        let SpannedName { text, span } = &channel.name;
        check_unique("SM_CHANNEL_", (text, *span), &mut seen, errors);
    }
    if let Some(file) = &model.file {
        check_specified_channels(file, model, errors);
    }
    if let Some(extra) = model.channels.get(MAX_CHANNELS) {
        let message =
            format!("a SageMaker job has at most {MAX_CHANNELS} channels; this is one too many");
        errors.on(&extra.ident, message);
    }
}

fn check_channel(channel: &ChannelModel, errors: &mut Errors) {
    check_name(channel, errors);
    for content_type in &channel.content_types {
        check_content_type(content_type, errors);
    }
    for input_mode in &channel.input_modes {
        let text = input_mode.value();
        if !INPUT_MODES.contains(&text.as_str()) {
            let hint = match nearest(&text, &INPUT_MODES) {
                Some(near) => format!("did you mean {near:?}?"),
                None => "write \"File\", \"Pipe\" or \"FastFile\"".to_owned(),
            };
            errors.on(input_mode, format!("unknown input mode {text:?}: {hint}"));
        }
    }
    check_repeated(&channel.content_types, mime::parts, errors);
    check_repeated(&channel.input_modes, str::to_owned, errors);
}

fn check_name(channel: &ChannelModel, errors: &mut Errors) {
    let SpannedName { text, span } = &channel.name;
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let fault =
        fault(text, NameKind::ChannelName).filter(|_| channel.is_name_set || text.is_empty());
    if let Some(fault) = fault {
        errors.at(*span, fault);
    } else if let Some(unfit) = text.chars().find(|c| !is_allowed(*c)) {
        let message = format!(
            "a channel's name consists of ASCII letters, digits, `.`, `_` and `-`; it cannot contain {unfit:?}"
        );
        errors.at(*span, message);
    } else if text.len() > MAX_CHANNEL_NAME_LENGTH {
        let message = format!(
            "SageMaker accepts channel names of at most {MAX_CHANNEL_NAME_LENGTH} characters; this has {}",
            text.len()
        );
        errors.at(*span, message);
    } else if !is_channel_name(text) {
        let message =
            format!("no channel can be named `{text}`, which is a directory of every directory");
        errors.at(*span, message);
    }
}

fn check_content_type(content_type: &LitStr, errors: &mut Errors) {
    let text = content_type.value();
    let hint = if mime::essence(&text).contains('*') {
        "wildcards are not supported; name each type, `content_type` can be repeated"
    } else if !mime::is_valid(&text) {
        "write one such as \"text/csv\""
    } else {
        return;
    };
    errors.on(content_type, format!("invalid MIME type {text:?}: {hint}"));
}

/// Reports values that are equal to an earlier one by their `meaning`.
fn check_repeated<T: PartialEq>(
    values: &[LitStr],
    meaning: impl Fn(&str) -> T,
    errors: &mut Errors,
) {
    let mut seen: Vec<T> = Vec::new();
    for value in values {
        let text = value.value();
        let meaning = meaning(&text);
        if seen.contains(&meaning) {
            errors.on(value, format!("duplicate value {text:?}"));
        }
        seen.push(meaning);
    }
}
