//! `--describe`: the program for those who start it.

use std::ffi::OsStr;

use smenv_shared::suggest::nearest;

use crate::channels::sm_channels::SmChannels;
use crate::export::json_schema::JsonSchema;
use crate::export::markdown;
use crate::export::program::ProgramDescription;
use crate::export::template::Template;
use crate::export::training_specification::TrainingSpecification;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::render::display::DisplayValue;

/// The forms of a description.
pub(crate) const FORMS: [&str; 5] = [
    "training-specification",
    "parameter-ranges",
    "json-schema",
    "markdown",
    "template",
];

/// A description, and what it cannot contain.
pub(crate) struct Described {
    pub(crate) text: String,
    pub(crate) notes: Vec<String>,
}

/// Describes a program in a form.
///
/// # Errors
/// If the form is missing or unknown.
pub(crate) fn describe<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(
    form: Option<&OsStr>,
) -> Result<Described, String> {
    let form = form.map(OsStr::to_string_lossy);
    let form = form.as_deref();
    let program = ProgramDescription::of::<H, C, M>();
    let (text, notes) = match form {
        Some("training-specification") => {
            let notes = program.left_out();
            (json(&TrainingSpecification::from(program)), notes)
        }
        Some("parameter-ranges") => {
            let notes = program.too_many_ranges().into_iter().collect();
            (json(&H::parameter_ranges()), notes)
        }
        Some("json-schema") => (json(&JsonSchema::from(&program)), Vec::new()),
        Some("markdown") => {
            let text = markdown::of_program(&program);
            (text.trim_end().to_owned(), Vec::new())
        }
        Some("template") => (json(&Template::from(&program)), Vec::new()),
        other => return Err(invalid(other)),
    };
    Ok(Described { text, notes })
}

fn json(value: &impl serde_core::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
}

fn invalid(form: Option<&str>) -> String {
    let given = match form {
        None => "missing form".to_owned(),
        Some(form) => format!("unknown form {}", DisplayValue::new(form, false)),
    };
    let suggestion = form.and_then(|form| nearest(form, &FORMS));
    let suggestion = suggestion.map(|near| format!("; did you mean {near}?"));
    format!(
        "--describe: {given}; expected one of {}{}",
        FORMS.join(", "),
        suggestion.unwrap_or_default()
    )
}
