//! The job's hosts, and which of them this is. Several places report both, and must agree.

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::{Facts, json_list};
use crate::facts::places::Places;
use crate::facts::statement::names;
use crate::render::display::DisplayValue;

const HOSTS: &str = "SM_HOSTS";
const CURRENT: &str = "SM_CURRENT_HOST";
const COUNT: &str = "SM_HOST_COUNT";
const RANK: &str = "SM_CURRENT_HOST_RANK";

/// The keys of `SM_HOSTS` and `SM_CURRENT_HOST` in SageMaker's JSON.
const HOSTS_KEY: &str = "hosts";
const CURRENT_KEY: &str = "current_host";

#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    /// Sorted.
    pub(crate) names: Vec<String>,
    pub(crate) current: Option<String>,
    pub(crate) rank: Option<usize>,
    /// The number of hosts, if it is known.
    pub(crate) count: Option<usize>,
}

/// The facts about hosts before they are compared.
struct HostFacts {
    names: Option<Vec<String>>,
    current: Option<String>,
    count: Option<usize>,
    rank: Option<usize>,
}

impl Hosts {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let before = facts.problems.len();
        let hosts = Places::new(HOSTS, HOSTS_KEY).or_resource_config(HOSTS_KEY);
        let found = HostFacts {
            names: facts.names(hosts, "algo").map(sorted),
            current: facts.text(Places::of_host(CURRENT, CURRENT_KEY, CURRENT_KEY)),
            count: facts.positive(Places::new(COUNT, "")),
            // `mpirun` would pass on that of another host.
            rank: if facts.has_forwarded_variables() {
                None
            } else {
                facts.count(Places::new(RANK, ""))
            },
        };
        // An unreadable fact contradicts nothing: one mistake is one problem.
        if facts.problems.len() == before {
            let contradiction = found.contradiction(facts);
            facts.problems.extend(contradiction);
        }
        let HostFacts {
            names,
            current,
            count,
            rank,
        } = found;
        let names = names.unwrap_or_default();
        let count = if names.is_empty() {
            count
        } else {
            Some(names.len())
        };
        let position = || match &current {
            Some(current) if !names.is_empty() => names.iter().position(|name| name == current),
            // A single host needs no name.
            _ => (count.unwrap_or(1) <= 1).then_some(0),
        };
        Hosts {
            rank: rank.or_else(position),
            names,
            current,
            count,
        }
    }
}

impl HostFacts {
    /// Returns the first contradiction among the facts; others may follow from it.
    #[inline]
    fn contradiction(&self, facts: &mut Facts<'_>) -> Option<Problem> {
        let listed = self.names.as_deref().unwrap_or_default();
        let in_config = facts.in_resource_config(HOSTS_KEY);
        let in_config = in_config
            .and_then(|statement| names(statement.json()))
            .map(sorted)
            .unwrap_or_default();
        let current_in_config = facts
            .in_resource_config(CURRENT_KEY)
            .and_then(|statement| statement.json().as_string());
        let position = self
            .current
            .as_ref()
            .and_then(|current| listed.iter().position(|name| name == current));

        // With an empty list each of several hosts would be the first.
        if self.names.is_some() && listed.is_empty() && in_config.len() > 1 {
            let list = format!("`{}`", json_list(&in_config));
            let reason = format!(
                "{} lists {}",
                facts.resource_config_origin(),
                first_few(&in_config)
            );
            let remedy = match facts.is_from_own_variable(HOSTS) {
                true => format!("unset {HOSTS}, or set it to {list}"),
                false => format!("set {HOSTS} to {list}"),
            };
            return Some(conflict(facts, HOSTS, HOSTS_KEY, "[]", reason, remedy));
        }
        let listed_by = facts
            .origin(HOSTS)
            .map(ToString::to_string)
            .unwrap_or_default();
        if let Some(count) = self
            .count
            .filter(|count| !listed.is_empty() && *count != listed.len())
        {
            let hosts = if listed.len() == 1 { "host" } else { "hosts" };
            let reason = format!("{listed_by} lists {} {hosts}", listed.len());
            let remedy = format!("set {COUNT} to {}, or unset it", listed.len());
            return Some(conflict(
                facts,
                COUNT,
                "",
                &count.to_string(),
                reason,
                remedy,
            ));
        }
        // SageMaker itself may list the only host under another name than `current_host`.
        let is_from_config =
            in_config == listed && current_in_config == self.current && listed.len() == 1;
        if let Some(current) = self
            .current
            .as_ref()
            .filter(|_| !listed.is_empty() && position.is_none())
        {
            if !is_from_config {
                let reason = format!("{listed_by} lists {}", first_few(listed));
                let or_add = if facts.is_from_own_variable(HOSTS) {
                    format!(", or add it to {HOSTS}")
                } else {
                    String::new()
                };
                let one = if let [only] = listed {
                    only
                } else {
                    "one of these"
                };
                let remedy = format!("set {CURRENT} to {one}{or_add}");
                return Some(conflict(
                    facts,
                    CURRENT,
                    CURRENT_KEY,
                    current,
                    reason,
                    remedy,
                ));
            }
        }
        let rank = self.rank?;
        let count = if listed.is_empty() {
            self.count
        } else {
            Some(listed.len())
        };
        match (count, position) {
            (None, _) if rank > 0 => {
                let reason = format!("neither {HOSTS} nor {COUNT} is set");
                let remedy = format!("set {COUNT} to the number of all hosts, or unset {RANK}");
                Some(conflict(facts, RANK, "", &rank.to_string(), reason, remedy))
            }
            (Some(count), _) if rank >= count => Some(Problem {
                origin: Some(Origin::Variable(RANK.to_owned())),
                given: Some(DisplayValue::new(&rank.to_string(), false)),
                expected: Some(format!("a number less than the number of hosts ({count})")),
                remedy: Some(format!("count {RANK} from 0, or unset it")),
                ..Problem::of_training_env(ProblemKind::OutOfRange)
            }),
            (_, Some(position)) if rank != position => {
                let current = self.current.as_deref().unwrap_or_default();
                let reason = format!(
                    "{current} is number {position} of the hosts sorted by name, counted from 0"
                );
                let remedy = format!("set {RANK} to {position}, or unset it");
                Some(conflict(facts, RANK, "", &rank.to_string(), reason, remedy))
            }
            _ => None,
        }
    }
}

/// Returns the problem of a variable, or of another place's entry under `key`, that contradicts
/// another fact.
#[inline]
fn conflict(
    facts: &Facts<'_>,
    variable: &str,
    key: &str,
    given: &str,
    reason: String,
    remedy: String,
) -> Problem {
    Problem {
        name: (!facts.is_from_own_variable(variable)).then(|| key.to_owned()),
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

/// Lists the first few of what may be hundreds of hosts.
#[inline]
fn first_few(names: &[String]) -> String {
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
