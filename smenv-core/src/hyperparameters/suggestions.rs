//! Suggestions and remedies for hyperparameters that are unknown or missing.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path};

use smenv_shared::limits::is_channel_name;
use smenv_shared::{names, suggest};

use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::layers::arguments::problems::placeholder;
use crate::layers::candidate::Candidate;
use crate::layers::found_in::FoundIn;
use crate::render::display::DisplayName;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::texts;
use crate::source::source::Source;
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// A name that no field has, and its value.
pub(crate) struct Unknown<'u> {
    pub(crate) name: &'u str,
    pub(crate) origin: Origin,
    pub(crate) value: Option<Candidate<'u>>,
}

impl Unknown<'_> {
    /// Returns the problem, and the canonical name of the field that was probably meant.
    pub(crate) fn problem(
        self,
        spec: &Spec,
        channels: &KnownChannels<'_>,
    ) -> (Problem, Option<String>) {
        let Unknown {
            name,
            origin,
            value,
        } = self;
        let plain_name = match &origin {
            Origin::Variable(variable) if variable == name => name.trim_start_matches("SM_HP_"),
            Origin::Argument(_) => without_dashes(name),
            _ => name,
        };
        let in_its_spelling = |near: &str| match &origin {
            Origin::Variable(variable) if variable == name => names::variable_name(near),
            Origin::Argument(_) => format!("--{near}"),
            _ => near.to_owned(),
        };
        let of_rest = spec.nearest_of_rest(plain_name);
        let near = if of_rest.is_none() {
            nearest(spec, plain_name)
        } else {
            None
        };
        let is_secret = spec.hides(plain_name)
            || near.as_ref().is_some_and(|near| near.is_secret)
            || value.as_ref().is_some_and(|value| {
                spec.may_hold_secret(plain_name, &value.raw().text().unwrap_or_default())
            });
        let text = value
            .as_ref()
            .filter(|value| !is_secret && !value.layer.hides())
            .map(|value| &*value.text);
        let dir_remedy = match origin {
            Origin::Argument(_) => dir_remedy(plain_name, text.unwrap_or_default(), channels),
            _ => None,
        };
        let (suggestion, remedy, meant) = match near {
            _ if dir_remedy.is_some() => (None, dir_remedy, None),
            Some(Near {
                name,
                canonical,
                field,
                ..
            }) => {
                let suggestion = in_its_spelling(&name);
                match opposite_remedy(plain_name, &name, &suggestion, &origin, field) {
                    None => (Some(suggestion), None, Some(canonical)),
                    remedy => (None, remedy, Some(canonical)),
                }
            }
            None => (of_rest.map(|name| in_its_spelling(&name)), None, None),
        };
        let problem = Problem {
            name: Some(name.to_owned()),
            given: value.map(|value| value.shown(is_secret)),
            suggestion,
            remedy,
            origin: Some(origin),
            ..Problem::new(ProblemKind::Unknown)
        };
        (problem, meant)
    }
}

/// A field that was probably meant.
struct Near {
    name: String,
    canonical: String,
    field: &'static FieldSpec,
    is_secret: bool,
}

/// Returns the field with the nearest name, or the only one that `unknown` abbreviates: by its
/// first letter, or the first letters of its words.
fn nearest(spec: &Spec, unknown: &str) -> Option<Near> {
    let name = spec.nearest(unknown).or_else(|| {
        let mut abbreviated = Vec::new();
        spec.for_each("", &mut |prefix, field| {
            let name = format!("{prefix}{}", field.name());
            if suggest::abbreviates(unknown, &name) {
                abbreviated.push(name);
            }
        });
        abbreviated.pop().filter(|_| abbreviated.is_empty())
    })?;
    let number = spec.find(&name)?;
    let (canonical, field) = spec.hyperparameter(number)?;
    Some(Near {
        name,
        canonical,
        field,
        is_secret: spec.is_secret(number),
    })
}

/// Returns the remedy if the opposite of the nearest name was meant: of a flag, or by a `--no-`
/// that only a flag accepts. `suggestion` is the nearest name in the spelling of its origin.
fn opposite_remedy(
    unknown: &str,
    near: &str,
    suggestion: &str,
    origin: &Origin,
    field: &FieldSpec,
) -> Option<String> {
    let is_flag = matches!(field.expected(), ValueType::Bool);
    if !suggest::are_opposite(unknown, near)
        || !is_flag && names::without_prefix(unknown, "no-").is_none()
    {
        return None;
    }
    match origin {
        Origin::Argument(_) if is_flag && suggest::is_negation(near) => {
            Some(format!("write `{suggestion}=false`"))
        }
        Origin::Argument(_) if is_flag => Some(format!("write `--no-{near}`")),
        Origin::Argument(_) => Some(format!(
            "leave it out, or write `{suggestion} {}`",
            placeholder(field.expected())
        )),
        _ if is_flag => Some(format!("set {suggestion} to the opposite instead")),
        _ => None,
    }
}

/// Returns the remedy for an argument that is a channel of the job or a directory, if the program
/// does not accept it as an argument.
fn dir_remedy(name: &str, value: &str, channels: &KnownChannels<'_>) -> Option<String> {
    let source = channels.source;
    let value = if is_path(value) { value } else { "DIR" };
    match name.replace('_', "-").as_str() {
        "model-dir" => return Some(format!("set SM_MODEL_DIR={value}")),
        "output-data-dir" => return Some(format!("set SM_OUTPUT_DATA_DIR={value}")),
        _ => {}
    }
    if !channels.has(name, value) {
        return None;
    }
    // `-train`: the program accepts this channel, but with two dashes.
    if source
        .channel_names()
        .iter()
        .any(|channel| names::are_equivalent(channel, name))
    {
        return None;
    }
    if !source.channel_names().is_empty() {
        let channels: Vec<String> = source
            .channel_names()
            .iter()
            .map(|name| format!("`--{name} DIR`"))
            .collect();
        return Some(format!("pass the data as {}", channels.join(", ")));
    }
    match source.given_base() {
        Some(base) => Some(format!(
            "put the data of this channel into {}",
            base.join("input").join("data").join(name).display()
        )),
        None => Some(format!(
            "set SM_CHANNEL_{}={value}",
            names::to_variable_case(name)
        )),
    }
}

/// The channels that a job seems to have. They are looked up once for all names.
pub(crate) struct KnownChannels<'s> {
    source: &'s Source,
    /// The names in `SM_CHANNELS`, with underscores.
    listed: OnceCell<BTreeSet<String>>,
    /// The names of the variables `SM_CHANNEL_*`, with underscores.
    variables: OnceCell<BTreeSet<String>>,
}

impl<'s> KnownChannels<'s> {
    pub(crate) fn of(source: &'s Source) -> Self {
        KnownChannels {
            source,
            listed: OnceCell::new(),
            variables: OnceCell::new(),
        }
    }

    fn listed(&self) -> &BTreeSet<String> {
        self.listed.get_or_init(|| {
            let list = self
                .source
                .variable("SM_CHANNELS")
                .and_then(|list| list.to_str())
                .and_then(texts);
            list.unwrap_or_default()
                .iter()
                .flatten()
                .map(|name| names::with_underscores(name))
                .collect()
        })
    }

    fn variables(&self) -> &BTreeSet<String> {
        self.variables.get_or_init(|| {
            let variables = self.source.variables_with("SM_CHANNEL_");
            variables
                .map(|(variable, _)| names::with_underscores(variable))
                .collect()
        })
    }

    /// Returns whether the job has a channel with this name, or many jobs have one and the value
    /// looks like its directory.
    fn has(&self, name: &str, value: &str) -> bool {
        const USUAL: [&str; 12] = [
            "train",
            "training",
            "validation",
            "valid",
            "val",
            "test",
            "testing",
            "eval",
            "data",
            "data-dir",
            "dataset",
            "input",
        ];
        let source = self.source;
        self.listed().contains(&names::with_underscores(name))
            || self.variables().contains(&names::to_variable_case(name))
            || source.config_dir().is_some()
                && is_channel_name(name)
                && source.base().join("input/data").join(name).is_dir()
            || USUAL.iter().any(|usual| names::are_equivalent(usual, name)) && value != "DIR"
    }
}

/// Returns whether a value looks like a path of a directory that needs no quotes in a shell.
fn is_path(value: &str) -> bool {
    let of_windows = |c: char| cfg!(windows) && matches!(c, '\\' | ':');
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,/~+@".contains(c) || of_windows(c);
    let looks_like_one = || value.len() <= 80 && value.contains(['/', '.', '~', MAIN_SEPARATOR]);
    value.chars().all(is_plain) && (looks_like_one() || Path::new(value).is_dir())
}

/// Removes the problems of missing fields that an unknown name probably meant: this is one mistake.
pub(crate) fn drop_missing(problems: &mut Vec<Problem>, meant: &[String]) {
    problems.retain(|problem| {
        !is_missing(problem)
            || problem
                .name
                .as_ref()
                .is_none_or(|name| !meant.contains(name))
    });
}

/// Lists the known names in the problem of the first unknown name without a suggestion, if they are
/// few.
pub(crate) fn list_known_names(problems: &mut [Problem], spec: &Spec) {
    const MAX_NAMES: usize = 10;
    const MAX_CHARACTERS: usize = 120;
    let is_open = |problem: &&mut Problem| problem.is_unlike_any_name() && problem.remedy.is_none();
    let Some(first) = problems.iter_mut().find(is_open) else {
        return;
    };
    if spec.is_empty() && !spec.has_rest() {
        first.remedy = Some("remove it: this program has no hyperparameters".to_owned());
        return;
    }
    if spec.len() > MAX_NAMES {
        return;
    }
    let mut names: Vec<String> = spec
        .hyperparameters()
        .into_iter()
        .map(|(name, _)| DisplayName(&name).to_string())
        .collect();
    // A `rest` map accepts any name with its prefix.
    names.extend(spec.rests().map(|map| format!("{}*", map.prefix())));
    let is_one = names.len() == 1;
    let names = names.join(", ");
    if names.chars().count() <= MAX_CHARACTERS {
        let one_of = if is_one { "" } else { "one of " };
        first.remedy = Some(format!("use {one_of}{names}"));
    }
}

/// Adds remedies to the problems of missing fields: a full one to the first, and short ones to the
/// others if they are few. SageMaker shows only 1,024 characters of an error.
pub(crate) fn add_remedies(
    problems: &mut [Problem],
    spec: &Spec,
    source: &Source,
    found_in: FoundIn,
) {
    const FEW: usize = 5;
    let missing: Vec<&mut Problem> = problems
        .iter_mut()
        .filter(|problem| is_missing(problem))
        .collect();
    let are_few = missing.len() <= FEW;
    for (number, problem) in missing.into_iter().enumerate() {
        let Some(name) = problem.name.clone() else {
            continue;
        };
        let number_of_field = spec.find(&name);
        let field = number_of_field
            .and_then(|number| spec.hyperparameter(number))
            .map(|(_, field)| field);
        // Other users can see arguments in the list of processes.
        let can_be_typed = source.takes_arguments()
            && number_of_field.is_some_and(|number| !spec.is_secret(number));
        let value = field.map_or("VALUE", |field| placeholder(field.expected()));
        let argument = can_be_typed.then(|| format!("pass `--{name} {value}`"));
        let variable = names::variable_name(&name);
        let is_settable = variable
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let variable = is_settable.then(|| format!("set {variable}"));
        problem.remedy = match number {
            0 => {
                let file = match found_in {
                    FoundIn::SmHps => "add it to the job's hyperparameters",
                    FoundIn::ConfigFile => {
                        "add it to the job's hyperparameters (hyperparameters.json)"
                    }
                    FoundIn::Nowhere if source.config_dir().is_some() => {
                        "add it to hyperparameters.json"
                    }
                    FoundIn::Nowhere => "add it to SM_HPS",
                };
                let alternatives: Vec<String> = argument.into_iter().chain(variable).collect();
                Some(if alternatives.is_empty() {
                    file.to_owned()
                } else {
                    format!("{}, or {file}", alternatives.join(", "))
                })
            }
            _ if are_few => argument.or(variable),
            _ => None,
        };
    }
}

fn is_missing(problem: &Problem) -> bool {
    problem.kind == ProblemKind::Missing
        && problem.origin.is_none()
        && problem.subject == Subject::Hyperparameter
}
