//! The job's hosts, and which of them this is. Several places tell it, and must agree.
//!
//! All is `#[inline]`, so that a program that does not ask does not build it.
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::{Facts, Places, list};
use crate::render::display::DisplayValue;

const HOSTS: &str = "SM_HOSTS";
const CURRENT: &str = "SM_CURRENT_HOST";
const COUNT: &str = "SM_HOST_COUNT";
const RANK: &str = "SM_CURRENT_HOST_RANK";

/// The key of both in SageMaker's JSON.
const KEY_OF_HOSTS: &str = "hosts";
const KEY_OF_CURRENT: &str = "current_host";

#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    /// Sorted.
    pub(crate) names: Vec<String>,
    pub(crate) current: Option<String>,
    pub(crate) rank: Option<usize>,
    /// Their number, if it is known.
    pub(crate) count: Option<usize>,
}

/// What the several places say.
struct Said {
    names: Option<Vec<String>>,
    current: Option<String>,
    count: Option<usize>,
    rank: Option<usize>,
}

impl Hosts {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let before = facts.problems.len();
        let hosts = Places::new(HOSTS, KEY_OF_HOSTS).or_resource_config(KEY_OF_HOSTS);
        let said = Said {
            names: facts.names(hosts, "algo").map(sorted),
            current: facts.text(Places::of_host(CURRENT, KEY_OF_CURRENT, KEY_OF_CURRENT)),
            count: facts.positive(Places::new(COUNT, "")),
            // `mpirun` would pass on that of another host.
            rank: if facts.are_forwarded() {
                None
            } else {
                facts.count(Places::new(RANK, ""))
            },
        };
        // What cannot be read contradicts nothing: one mistake is one problem.
        if facts.problems.len() == before {
            let contradiction = said.contradiction(facts);
            facts.problems.extend(contradiction);
        }
        let Said {
            names,
            current,
            count,
            rank,
        } = said;
        let names = names.unwrap_or_default();
        let count = if names.is_empty() {
            count
        } else {
            Some(names.len())
        };
        let counted = || match &current {
            Some(current) if !names.is_empty() => names.iter().position(|name| name == current),
            // The only machine, whatever is said of it.
            _ => (count.unwrap_or(1) <= 1).then_some(0),
        };
        Hosts {
            rank: rank.or_else(counted),
            names,
            current,
            count,
        }
    }
}

impl Said {
    /// Returns the first contradiction among them: others may follow from it.
    #[inline]
    fn contradiction(&self, facts: &mut Facts<'_>) -> Option<Problem> {
        let names = self.names.as_deref().unwrap_or_default();
        let in_config = facts.in_resource_config(KEY_OF_HOSTS);
        let in_config = in_config
            .and_then(|said| said.names())
            .map(sorted)
            .unwrap_or_default();
        let current_in_config = facts
            .in_resource_config(KEY_OF_CURRENT)
            .and_then(|said| said.json().as_string());
        let place = self
            .current
            .as_ref()
            .and_then(|current| names.iter().position(|name| name == current));

        // Each of several would be the first.
        if self.names.is_some() && names.is_empty() && in_config.len() > 1 {
            let list = format!("`{}`", list(&in_config));
            let reason = format!(
                "{} lists {}",
                facts.resource_config_origin(),
                some(&in_config)
            );
            let remedy = match facts.is_own(HOSTS) {
                true => format!("unset {HOSTS}, or set it to {list}"),
                false => format!("set {HOSTS} to {list}"),
            };
            return Some(problem(facts, HOSTS, KEY_OF_HOSTS, "[]", reason, remedy));
        }
        let listed_by = facts
            .origin(HOSTS)
            .map(ToString::to_string)
            .unwrap_or_default();
        if let Some(count) = self
            .count
            .filter(|count| !names.is_empty() && *count != names.len())
        {
            let hosts = if names.len() == 1 { "host" } else { "hosts" };
            let reason = format!("{listed_by} lists {} {hosts}", names.len());
            let remedy = format!("set {COUNT} to {}, or unset it", names.len());
            return Some(problem(
                facts,
                COUNT,
                "",
                &count.to_string(),
                reason,
                remedy,
            ));
        }
        // SageMaker itself may call the only host by another name than it lists.
        let is_said_so_by_config =
            in_config == names && current_in_config == self.current && names.len() == 1;
        if let Some(current) = self
            .current
            .as_ref()
            .filter(|_| !names.is_empty() && place.is_none())
        {
            if !is_said_so_by_config {
                let reason = format!("{listed_by} lists {}", some(names));
                let or_add = if facts.is_own(HOSTS) {
                    format!(", or add it to {HOSTS}")
                } else {
                    String::new()
                };
                let one = if let [only] = names {
                    only
                } else {
                    "one of these"
                };
                let remedy = format!("set {CURRENT} to {one}{or_add}");
                return Some(problem(
                    facts,
                    CURRENT,
                    KEY_OF_CURRENT,
                    current,
                    reason,
                    remedy,
                ));
            }
        }
        let rank = self.rank?;
        let count = if names.is_empty() {
            self.count
        } else {
            Some(names.len())
        };
        match (count, place) {
            (None, _) if rank > 0 => {
                let reason = format!("neither {HOSTS} nor {COUNT} is set");
                let remedy = format!("set {COUNT} to the number of all hosts, or unset {RANK}");
                Some(problem(facts, RANK, "", &rank.to_string(), reason, remedy))
            }
            (Some(count), _) if rank >= count => Some(Problem {
                origin: Some(Origin::Variable(RANK.to_owned())),
                given: Some(DisplayValue::new(&rank.to_string(), false)),
                expected: Some(format!(
                    "a number below the number of hosts, which is {count}"
                )),
                remedy: Some(format!("count {RANK} from 0, or unset it")),
                ..Problem::of_training_env(ProblemKind::OutOfRange)
            }),
            (_, Some(place)) if rank != place => {
                let current = self.current.as_deref().unwrap_or_default();
                let reason = format!(
                    "{current} is number {place} of the hosts in the order of their names, counted from 0"
                );
                let remedy = format!("set {RANK} to {place}, or unset it");
                Some(problem(facts, RANK, "", &rank.to_string(), reason, remedy))
            }
            _ => None,
        }
    }
}

/// Returns the problem of what a variable says, or another place in its stead, under a key.
#[inline]
fn problem(
    facts: &Facts<'_>,
    variable: &str,
    key: &str,
    given: &str,
    reason: String,
    remedy: String,
) -> Problem {
    Problem {
        name: (!facts.is_own(variable)).then(|| key.to_owned()),
        origin: facts.origin(variable).cloned(),
        given: Some(DisplayValue::new(given, false)),
        reason: Some(reason),
        remedy: Some(remedy),
        ..Problem::of_training_env(ProblemKind::Conflict)
    }
}

#[inline]
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    names
}

/// Shows names of hosts, of which there may be hundreds.
#[inline]
fn some(names: &[String]) -> String {
    const MOST: usize = 4;
    let shown = names
        .iter()
        .take(MOST)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown}, and {more} more"),
    }
}
