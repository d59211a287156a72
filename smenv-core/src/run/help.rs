//! The text of `--help`: the hyperparameters and channels that a program takes.

use smenv_shared::names;

use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelsSpec;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::fill::describe;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::render::secrets::HIDDEN;
use crate::render::table::{MOST, cut, line, table};
#[cfg(feature = "serde")]
use crate::run::describe;
use crate::run::typed_dirs::DIRECTORIES;
use crate::spec::spec::Spec;
use crate::values::quote::unquoted;

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
    text.push_str(&format!("\n{}", own_words()));
    text
}

fn hyperparameters<H: SmHyperparameters>() -> String {
    let mut rows = vec![["hyperparameter", "type", "default", "description"].map(str::to_owned)];
    for described in describe(H::SPEC, H::__CODEC) {
        let field = &described.field;
        let accepts = match field.delimiter() {
            Some(delimiter) => format!("{}, separated by {delimiter:?}", described.accepts()),
            None => described.accepts(),
        };
        rows.push([
            described.names().join(", "),
            accepts,
            default(H::SPEC, &described),
            summary(field.docs()),
        ]);
    }
    for rest in H::SPEC.rests() {
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
fn default(spec: &Spec, described: &Description) -> String {
    let text = match &described.absence {
        Absence::Required => return "required".to_owned(),
        Absence::Nothing => return NOTHING.to_owned(),
        Absence::Default(text) => unquoted(text.clone()),
    };
    if spec.hides_value(&described.name, &text) {
        HIDDEN.to_owned()
    } else if text == NOTHING && described.field.expected().is_text() {
        // A text in quotes differs from the default of an `Option`.
        format!("{text:?}")
    } else {
        cut(&line(&text), MOST)
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

/// Describes what the program prints instead of training.
fn own_words() -> String {
    let mut text =
        "--help prints this help; --explain prints the job, and where each value comes from"
            .to_owned();
    #[cfg(feature = "serde")]
    text.push_str(&format!(
        "; --describe FORM describes the program as {}; --check FILE checks a request to start a job",
        describe::FORMS.join(" or ")
    ));
    text.push('.');
    text
}

/// Returns the first paragraph of a doc comment as one line.
fn summary(docs: &str) -> String {
    let paragraph = docs
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ")
}
