//! This process's rank among all processes of the job, as its launcher sets it.

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::{Facts, is_set};
use crate::facts::launchers::{ALL, count, number};
use crate::render::display::DisplayValue;
use crate::source::launcher_variables::{LAUNCHERS, LauncherVariables};

/// A process's rank among those that a launcher started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProcessRank {
    /// The variable that the rank is from.
    pub(crate) variable: &'static str,
    pub(crate) rank: usize,
    pub(crate) world_size: usize,
    pub(crate) local_rank: usize,
    pub(crate) local_world_size: usize,
    /// The variable without which the rank on the host is unknown.
    pub(crate) missing: Option<&'static str>,
}

impl ProcessRank {
    /// Reads the variables of the innermost launcher, and adds the problems with them. `hosts` is
    /// the number of hosts, if it is known.
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, hosts: Option<usize>) -> Option<Self> {
        let source = facts.source;
        let complete = || {
            LAUNCHERS
                .iter()
                .filter(|launcher| launcher.is_complete(source))
        };
        let Some(launcher) = complete().next() else {
            let incomplete = LAUNCHERS
                .iter()
                .find_map(|launcher| launcher.missing_variable(source));
            facts.problems.extend(incomplete);
            return None;
        };
        let (rank, world_size) = (count(facts, launcher.rank), count(facts, launcher.size));
        let (rank, world_size) = (rank?, world_size?);
        // With PMI, `srun` sets PMI's and Slurm's variables, and only Slurm's include the local rank.
        let agrees = |other: &&LauncherVariables| {
            let numbers = [other.rank, other.size].map(|name| number(source, name));
            numbers == [Some(rank), Some(world_size)] && is_set(source, other.local_rank)
        };
        if rank >= world_size {
            facts.problems.push(not_less_than(
                launcher.rank,
                rank,
                launcher.size,
                world_size,
                ALL,
            ));
        }
        let alone = ProcessRank {
            variable: launcher.rank,
            rank,
            world_size,
            local_rank: 0,
            local_world_size: 1,
            missing: Some(launcher.local_rank),
        };
        let Some(local) = complete().find(agrees) else {
            facts
                .problems
                .extend(launcher.missing_local_variable(source));
            return Some(alone);
        };
        let local_rank = count(facts, local.local_rank)?;
        let ranked = ProcessRank {
            local_rank,
            missing: None,
            ..alone
        };
        let local_size = local.local_size(facts, launcher.size, world_size);
        // A host cannot have more processes than the job.
        let (variable, most) = local_size.unwrap_or((launcher.size, world_size));
        if most > world_size {
            facts.problems.push(Problem {
                origin: Some(Origin::Variable(variable.to_owned())),
                given: Some(DisplayValue::new(&most.to_string(), false)),
                expected: Some(format!(
                    "a number no greater than {} ({world_size})",
                    launcher.size
                )),
                remedy: Some(format!("set {} to {ALL}", launcher.size)),
                ..Problem::of_training_env(ProblemKind::OutOfRange)
            });
        } else if local_rank >= most {
            let what = if variable == launcher.size {
                ALL
            } else {
                "the number of processes on its host"
            };
            facts.problems.push(not_less_than(
                local.local_rank,
                local_rank,
                variable,
                most,
                what,
            ));
        }
        let local_size = local_size
            .map(|(_, size)| size)
            .or_else(|| ranked.equal_share(hosts));
        Some(match local_size {
            Some(local_world_size) => ProcessRank {
                local_world_size,
                ..ranked
            },
            None => ProcessRank {
                local_world_size: local_rank.saturating_add(1),
                missing: local
                    .local_size
                    .iter()
                    .chain(local.tasks_of_nodes.iter().flat_map(|nodes| nodes.lists))
                    .next()
                    .copied(),
                ..ranked
            },
        })
    }

    /// Returns the number of processes on this host if each host has the same number, and that does
    /// not contradict the ranks.
    #[inline]
    fn equal_share(self, hosts: Option<usize>) -> Option<usize> {
        let share = match hosts {
            Some(hosts) if hosts > 1 => {
                (self.world_size % hosts == 0).then_some(self.world_size / hosts)
            }
            // On a single host both ranks are equal.
            _ => (self.rank == self.local_rank).then_some(self.world_size),
        };
        share.filter(|share| *share > self.local_rank)
    }
}

/// Returns the problem of a rank that is not less than the size it belongs to.
#[inline]
fn not_less_than(name: &str, number: usize, of: &str, size: usize, what: &str) -> Problem {
    Problem {
        origin: Some(Origin::Variable(name.to_owned())),
        given: Some(DisplayValue::new(&number.to_string(), false)),
        expected: Some(format!("a number less than {of} ({size})")),
        remedy: Some(format!("count {name} from 0, or set {of} to {what}")),
        ..Problem::of_training_env(ProblemKind::OutOfRange)
    }
}
