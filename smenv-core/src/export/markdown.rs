//! Tables of a program in Markdown.

use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelSpec;
use crate::export::program::ProgramDescription;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::metrics::spec::{MetricSpec, Objective};
use crate::render::secrets::HIDDEN;
use crate::spec::spec::Spec;
use crate::values::quote::unquoted;

/// Returns tables of the hyperparameters, channels and metrics of a program, for a README.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::export::markdown;
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     /// Passes over the data.
///     #[sm(default = 10, range = 1..=100)]
///     epochs: u32,
/// }
///
/// assert_eq!(
///     markdown::<Hyperparameters, (), ()>(),
///     "\
/// | hyperparameter | type | default | description |
/// |---|---|---|---|
/// | `epochs` | an integer from 1 to 100 | `10` | Passes over the data. |
/// ",
/// );
/// ```
#[must_use]
pub fn markdown<H: SmHyperparameters, C: SmChannels, M: SmMetrics>() -> String {
    of_program(&ProgramDescription::of::<H, C, M>())
}

pub(crate) fn of_program(program: &ProgramDescription) -> String {
    let mut tables = Vec::new();
    let mut rows: Vec<Vec<String>> = program
        .hyperparameters
        .iter()
        .map(|described| row(program.spec, described))
        .collect();
    rows.extend(program.spec.rests().map(|rest| {
        let values = format!("any, each {}", rest.expected());
        let names = code(&format!("{}*", rest.prefix()));
        vec![names, values, String::new(), text(rest.docs())]
    }));
    tables.extend(table(
        ["hyperparameter", "type", "default", "description"],
        rows,
    ));
    let channels = program.channels.channels().iter().map(row_of_channel);
    tables.extend(table(
        ["channel", "content", "required", "description"],
        channels.collect(),
    ));
    let metrics = program.metrics.metrics().iter().map(row_of_metric);
    tables.extend(table(
        ["metric", "objective", "description"],
        metrics.collect(),
    ));
    tables.join("\n")
}

fn row(spec: &Spec, described: &Description) -> Vec<String> {
    let field = &described.field;
    let names: Vec<String> = described.names().iter().map(|name| code(name)).collect();
    let mut accepts = described.accepts();
    if let Some(delimiter) = field.delimiter() {
        accepts.push_str(&format!(", separated by {delimiter:?}"));
    }
    if field.is_tunable() {
        accepts.push_str(", tunable");
    }
    let default = match &described.absence {
        Absence::Required => "required".to_owned(),
        Absence::Nothing => "none".to_owned(),
        Absence::Default(text) if spec.hides_value(&described.name, text) => code(HIDDEN),
        Absence::Default(text) => code(&unquoted(text.clone())),
    };
    vec![
        names.join(", "),
        text(&accepts),
        default,
        text(field.docs()),
    ]
}

fn row_of_channel(channel: &ChannelSpec) -> Vec<String> {
    let types = channel.content_types().iter().copied();
    let modes = channel.input_modes().iter().map(|mode| mode.as_str());
    let content: Vec<String> = types.chain(modes).map(code).collect();
    let required = if channel.is_required() { "yes" } else { "no" };
    let content = if content.is_empty() {
        "any".to_owned()
    } else {
        content.join(", ")
    };
    vec![
        code(channel.name()),
        content,
        required.to_owned(),
        text(channel.docs()),
    ]
}

fn row_of_metric(metric: &MetricSpec) -> Vec<String> {
    let objective = match metric.objective() {
        Some(Objective::Minimize) => "minimize",
        Some(Objective::Maximize) => "maximize",
        None => "",
    };
    vec![
        code(metric.name()),
        objective.to_owned(),
        text(metric.docs()),
    ]
}

/// Returns a table; `None` if it has no rows.
fn table<const N: usize>(head: [&str; N], rows: Vec<Vec<String>>) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let mut table = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(N));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| format!(" {cell} |")).collect();
        let cells = cells.concat().replace("  |", " |");
        table.push_str(&format!("|{cells}\n"));
    }
    Some(table)
}

/// Returns prose for a cell: in one line, with what Markdown would read as the end of a cell or as
/// HTML escaped.
fn text(prose: &str) -> String {
    let words: Vec<&str> = prose.split_whitespace().collect();
    let line = words.join(" ").replace('|', "\\|");
    // What is in backticks is code.
    let escaped = line.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.replace('<', "\\<"),
        _ => part.to_owned(),
    });
    escaped.collect::<Vec<_>>().join("`")
}

/// Returns code for a cell.
fn code(code: &str) -> String {
    let line: String = code
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = line.replace('|', "\\|");
    let fence = if line.contains('`') { "``" } else { "`" };
    match line.is_empty() || line.contains('`') {
        true => format!("{fence} {line} {fence}"),
        false => format!("{fence}{line}{fence}"),
    }
}
