//! The text of `--help`: the hyperparameters and channels that a program takes.

use smenv_shared::names;

use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelsSpec;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::fill::describe;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::render::secrets::HIDDEN;
use crate::render::table::{MOST, cut, line, table};
use crate::run::typed_dirs::DIRECTORIES;
use crate::spec::spec::{FieldKind, FieldSpec, Spec};

/// The default of an `Option`.
const NOTHING: &str = "none";

/// The maximum width of a column.
const WIDEST: usize = 44;

/// Returns the help of a program with these hyperparameters and channels.
pub(crate) fn help<H: SmHyperparameters, C: SmChannels>() -> String {
    let mut text = String::new();
    if !H::SPEC.docs().is_empty() {
        text.push_str(&format!("{}\n\n", H::SPEC.docs()));
    }
    if !H::SPEC.is_empty() || H::SPEC.has_rest() {
        text.push_str(&format!("{}\n", hyperparameters::<H>()));
    }
    if !H::SPEC.is_empty() {
        text.push_str(&format!("\n{}\n", how_to_set(H::SPEC)));
    }
    if !C::SPEC.channels().is_empty() {
        text.push_str(&format!(
            "\n{}\n\n{}\n",
            channels(C::SPEC),
            how_to_set_channels(H::SPEC, C::SPEC)
        ));
    }
    text.push_str(&format!("\n{}\n", directories(H::SPEC)));
    text.push_str(
        "\n--help prints this help; --explain prints the job, and where each value comes from.",
    );
    text
}

fn hyperparameters<H: SmHyperparameters>() -> String {
    let described = describe(H::SPEC, H::__CODEC);
    let mut rows = vec![["hyperparameter", "type", "default", "description"].map(str::to_owned)];
    H::SPEC.for_each("", &mut |prefix, field| {
        let names: Vec<String> = field
            .names()
            .iter()
            .map(|name| format!("{prefix}{name}"))
            .collect();
        if let Some(Description {
            accepts: takes,
            absence,
            ..
        }) = described
            .iter()
            .find(|described| described.name == names[0])
        {
            let takes = match field.delimiter() {
                Some(delimiter) => format!("{takes}, separated by {delimiter:?}"),
                None => takes.clone(),
            };
            rows.push([
                names.join(", "),
                takes,
                default(H::SPEC, &names[0], field, absence),
                summary(field.docs()),
            ]);
        }
    });
    for rest in H::SPEC
        .fields()
        .iter()
        .filter(|field| matches!(field.kind(), FieldKind::Rest))
    {
        let values = format!("any, each {}", rest.expected());
        rows.push([
            format!("{}*", rest.prefix()),
            values,
            "-".to_owned(),
            summary(rest.docs()),
        ]);
    }
    table(&rows, WIDEST)
}

/// Returns the cell for the default of a hyperparameter.
fn default(spec: &Spec, name: &str, field: &FieldSpec, absence: &Absence) -> String {
    match absence {
        Absence::Required => "required".to_owned(),
        Absence::Default(text) if spec.hides_value(name, text) => HIDDEN.to_owned(),
        Absence::Nothing => NOTHING.to_owned(),
        // A text in quotes differs from the default of an `Option`.
        Absence::Default(text) if text == NOTHING && field.expected().is_text() => {
            format!("{text:?}")
        }
        Absence::Default(text) => cut(&line(text), MOST),
    }
}

/// Describes how to set a hyperparameter, with the first that is not secret as an example: other
/// users can see arguments in the list of processes.
fn how_to_set(spec: &Spec) -> String {
    let all = spec.hyperparameters();
    let name = all
        .iter()
        .find(|(_, field)| !field.is_secret())
        .or(all.first())
        .map_or("", |(name, _)| name);
    format!(
        "Each is read from the first of these that has it: an argument (--{name} VALUE), its variable ({}), SM_HPS, hyperparameters.json.",
        names::variable_name(name)
    )
}

fn channels(spec: &ChannelsSpec) -> String {
    let mut rows = vec![["channel", "content", "default", "description"].map(str::to_owned)];
    for channel in spec.channels() {
        let modes = channel.input_modes().iter().map(|mode| mode.as_str());
        let non_empty = channel.is_non_empty().then_some("not empty");
        let content: Vec<&str> = channel
            .content_types()
            .iter()
            .copied()
            .chain(modes)
            .chain(non_empty)
            .collect();
        let content = if content.is_empty() {
            "any".to_owned()
        } else {
            content.join(", ")
        };
        let otherwise = if channel.is_required() {
            "required"
        } else {
            NOTHING
        };
        let default = channel
            .default_dir()
            .map_or_else(|| otherwise.to_owned(), line);
        rows.push([
            channel.name().to_owned(),
            content,
            default,
            summary(channel.docs()),
        ]);
    }
    table(&rows, WIDEST)
}

/// Describes how to set the directory of a channel, with the first as an example.
fn how_to_set_channels(spec: &Spec, channels: &ChannelsSpec) -> String {
    let names = || channels.channels().iter().map(|channel| channel.name());
    // A hyperparameter of the same name takes precedence.
    let typed = names().find(|name| spec.find(name).is_none());
    let argument = typed.map_or_else(String::new, |name| format!("an argument (--{name} DIR), "));
    let name = typed.or_else(|| names().next()).unwrap_or_default();
    format!(
        "The directory of each is read from {argument}its variable (SM_CHANNEL_{}), or the job.",
        names::to_variable_case(name)
    )
}

/// Lists the arguments for the directories of results.
fn directories(spec: &Spec) -> String {
    let names = DIRECTORIES
        .iter()
        .filter(|name| spec.find(name).is_none())
        .map(|name| format!("--{name} DIR"));
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("Directories for results: {}.", names.join(", "))
    }
}

/// Returns the first paragraph of a doc comment as one line.
fn summary(docs: &str) -> String {
    let paragraph = docs
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ")
}
