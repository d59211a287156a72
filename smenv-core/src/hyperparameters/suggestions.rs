//! What to do about hyperparameters that are unknown or missing.
use std::cell::OnceCell;
use std::collections::BTreeSet;

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
use crate::spec::spec::{FieldKind, FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// A name that no field has.
pub(crate) struct Unknown<'u> {
    pub(crate) name: &'u str,
    pub(crate) origin: Origin,
    pub(crate) found: Option<Candidate<'u>>,
}

impl Unknown<'_> {
    /// Returns the problem, and the canonical name of the field that was likely meant.
    #[cold]
    pub(crate) fn problem(
        self,
        spec: &Spec,
        channels: &KnownChannels<'_>,
    ) -> (Problem, Option<String>) {
        let Unknown {
            name,
            origin,
            found,
        } = self;
        let given = match &origin {
            Origin::Variable(variable) if variable == name => name.trim_start_matches("SM_HP_"),
            Origin::Argument(_) => without_dashes(name),
            _ => name,
        };
        let spelt = |near: &str| match &origin {
            Origin::Variable(variable) if variable == name => names::variable_name(near),
            Origin::Argument(_) => format!("--{near}"),
            _ => near.to_owned(),
        };
        let of_rest = spec.nearest_of_rest(given);
        let near = if of_rest.is_none() {
            nearest(spec, given)
        } else {
            None
        };
        let is_secret = spec.hides(given)
            || near.as_ref().is_some_and(|near| near.is_secret)
            || found.as_ref().is_some_and(|found| {
                spec.may_hold_secret(given, &found.raw().text().unwrap_or_default())
            });
        let value = found
            .as_ref()
            .filter(|found| !is_secret && !found.by.hides())
            .map(|found| &*found.text);
        let place = match origin {
            Origin::Argument(_) => of_place(given, value.unwrap_or_default(), channels),
            _ => None,
        };
        let (suggestion, remedy, meant) = match near {
            _ if place.is_some() => (None, place, None),
            Some(Near {
                name,
                canonical,
                field,
                ..
            }) => match of_opposite(given, &name, &spelt(&name), &origin, field) {
                None => (Some(spelt(&name)), None, Some(canonical)),
                opposite => (None, opposite, Some(canonical)),
            },
            None => (of_rest.map(|name| spelt(&name)), None, None),
        };
        let problem = Problem {
            name: Some(name.to_owned()),
            given: found.map(|found| found.shown(is_secret)),
            suggestion,
            remedy,
            origin: Some(origin),
            ..Problem::new(ProblemKind::Unknown)
        };
        (problem, meant)
    }
}

/// A name that was likely meant.
struct Near {
    name: String,
    canonical: String,
    field: &'static FieldSpec,
    is_secret: bool,
}

/// Returns the nearest name; or the only one that the given name abbreviates: by its first letter,
/// or by those of its words.
fn nearest(spec: &Spec, given: &str) -> Option<Near> {
    let name = spec.nearest(given).or_else(|| {
        let mut abbreviated = Vec::new();
        spec.for_each("", &mut |prefix, field| {
            let name = format!("{prefix}{}", field.name());
            if suggest::abbreviates(given, &name) {
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

/// Returns what to do where the opposite of the nearest name was meant: of a flag, or `--no-`
/// before what is none.
fn of_opposite(
    given: &str,
    near: &str,
    spelt: &str,
    origin: &Origin,
    field: &FieldSpec,
) -> Option<String> {
    let is_flag = matches!(field.expected(), ValueType::Bool);
    if !suggest::are_opposite(given, near)
        || !is_flag && names::without_prefix(given, "no-").is_none()
    {
        return None;
    }
    match origin {
        Origin::Argument(_) if is_flag && suggest::is_negation(near) => {
            Some(format!("write `{spelt}=false`"))
        }
        Origin::Argument(_) if is_flag => Some(format!("write `--no-{near}`")),
        Origin::Argument(_) => Some(format!(
            "leave it out, or write `{spelt} {}`",
            placeholder(field.expected())
        )),
        _ if is_flag => Some(format!("set {spelt} to the opposite instead")),
        _ => None,
    }
}

/// Returns what to do with a typed name that is a channel of the job or a directory, and none that
/// the program names.
fn of_place(name: &str, value: &str, channels: &KnownChannels<'_>) -> Option<String> {
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
    // `-train`: this very one is meant, with its dashes.
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
            base.join("input/data").join(name).display()
        )),
        None => Some(format!(
            "set SM_CHANNEL_{}={value}",
            names::to_variable_case(name)
        )),
    }
}

/// The channels that a job seems to have. They are looked for once, however many names there are.
pub(crate) struct KnownChannels<'s> {
    source: &'s Source,
    /// What `SM_CHANNELS` lists, with underscores.
    listed: OnceCell<BTreeSet<String>>,
    /// What `SM_CHANNEL_*` are called, with underscores.
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

    /// Whether the job has a channel of this name; or it is one that many jobs have, and the value
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

/// Whether a value looks like the path of a directory, which a shell takes as it is.
fn is_path(value: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,/~+@".contains(c);
    let looks_like_one = || value.len() <= 80 && value.contains(['/', '.', '~']);
    value.chars().all(is_plain) && (looks_like_one() || std::path::Path::new(value).is_dir())
}

/// Leaves out what is missing where a name that is nearly it is unknown: this is one mistake.
pub(crate) fn merge(problems: &mut Vec<Problem>, meant: &[String]) {
    problems.retain(|problem| {
        !is_missing(problem)
            || problem
                .name
                .as_ref()
                .is_none_or(|name| !meant.contains(name))
    });
}

/// Says of the first name that is near nothing which names there are, if they are few.
pub(crate) fn name_known(problems: &mut [Problem], spec: &Spec) {
    /// As many names, and as many characters, as one reads in an error message.
    const MOST: (usize, usize) = (10, 120);
    let is_near_nothing = |problem: &&mut Problem| {
        problem.kind == ProblemKind::Unknown
            && problem.subject == Subject::Hyperparameter
            && problem.name.is_some()
            && problem.suggestion.is_none()
            && problem.remedy.is_none()
    };
    let Some(first) = problems.iter_mut().find(is_near_nothing) else {
        return;
    };
    if spec.is_empty() && !spec.has_rest() {
        first.remedy = Some("remove it: this program takes no hyperparameters".to_owned());
        return;
    }
    if spec.len() > MOST.0 {
        return;
    }
    let mut names: Vec<String> = spec
        .hyperparameters()
        .into_iter()
        .map(|(name, _)| DisplayName(&name).to_string())
        .collect();
    // A `rest` map takes any name that begins with its prefix.
    let maps = spec
        .fields()
        .iter()
        .filter(|field| matches!(field.kind(), FieldKind::Rest));
    names.extend(maps.map(|map| format!("{}*", map.prefix())));
    let is_one = names.len() == 1;
    let names = names.join(", ");
    if names.chars().count() <= MOST.1 {
        let one_of = if is_one { "" } else { "one of " };
        first.remedy = Some(format!("use {one_of}{names}"));
    }
}

/// Says what to do about what is missing: of the first in full, of a few others in short. SageMaker
/// shows 1,024 characters in all.
pub(crate) fn supply(problems: &mut [Problem], spec: &Spec, source: &Source, found_in: FoundIn) {
    /// Of so many each says what to do.
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
        // What is typed is in the list of processes.
        let is_typed = source.takes_arguments()
            && number_of_field.is_some_and(|number| !spec.is_secret(number));
        let value = field.map_or("VALUE", |field| placeholder(field.expected()));
        let typed = is_typed.then(|| format!("pass `--{name} {value}`"));
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
                let others: Vec<String> = typed.into_iter().chain(variable).collect();
                Some(if others.is_empty() {
                    file.to_owned()
                } else {
                    format!("{}, or {file}", others.join(", "))
                })
            }
            _ if are_few => typed.or(variable),
            _ => None,
        };
    }
}

fn is_missing(problem: &Problem) -> bool {
    problem.kind == ProblemKind::Missing
        && problem.origin.is_none()
        && problem.subject == Subject::Hyperparameter
}
