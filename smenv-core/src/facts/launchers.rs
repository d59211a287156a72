//! How the variables of a launcher are read: the rows of the table in
//! `source/launcher_variables.rs`.

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::{Facts, is_set};
use crate::facts::places::Places;
use crate::facts::slurm_tasks::{InvalidTasks, tasks_of_node};
use crate::facts::statement::{json_or_text, read_or_in_text, whole};
use crate::render::display::DisplayValue;
use crate::source::launcher_variables::LauncherVariables;
use crate::source::source::Source;

use smenv_shared::json::scanner;

pub(crate) const ALL: &str = "the number of all processes";
const THIS_ONE: &str = "this process's number, counted from 0";

impl LauncherVariables {
    /// Returns whether all variables needed for the rank are set. Other programs use some of the
    /// same names.
    #[inline]
    pub(crate) fn is_complete(&self, source: &Source) -> bool {
        [self.rank, self.size]
            .iter()
            .all(|name| is_set(source, name))
            && (!self.needs_local_rank || is_set(source, self.local_rank))
            && self.starts_tasks(source)
    }

    /// Returns whether the launcher started this process itself. In a batch script Slurm sets the
    /// variables of the first task, too.
    #[inline]
    fn starts_tasks(&self, source: &Source) -> bool {
        /// Greater numbers are those of batch scripts, interactive shells and the like.
        const LAST_STEP: usize = 0xffff_fff0;
        self.tasks_of_nodes.as_ref().is_none_or(|nodes| {
            let is_step = |name: &&str| number(source, name).is_some_and(|step| step <= LAST_STEP);
            nodes.step.iter().any(is_step) || number(source, self.rank).is_some_and(|rank| rank > 0)
        })
    }

    /// Returns the problem of a launcher that has set only some of its variables: this is one of
    /// several processes, but which one is unknown.
    #[inline]
    pub(crate) fn missing_variable(&self, source: &Source) -> Option<Problem> {
        let [rank, size, local_rank] =
            [self.rank, self.size, self.local_rank].map(|name| number(source, name));
        let are_set = [self.rank, self.size].map(|name| is_set(source, name));
        let given = match are_set {
            _ if !self.starts_tasks(source) => None,
            [true, false] => rank.map(|rank| (self.rank, rank, self.size, ALL)),
            [false, true] => size
                .filter(|size| *size > 1)
                .map(|size| (self.size, size, self.rank, THIS_ONE)),
            [false, false] => {
                let several = |name: &&'static str| {
                    Some((*name, number(source, name).filter(|size| *size > 1)?))
                };
                let local = match local_rank {
                    Some(0) => self.local_size.iter().find_map(several),
                    other => other.map(|rank| (self.local_rank, rank)),
                };
                local.map(|(name, number)| (name, number, self.rank, THIS_ONE))
            }
            [true, true] => None,
        };
        given.map(|(name, number, missing, what)| is_missing(name, number, missing, what))
    }

    /// Returns the problem of a launcher that has started several processes on this host without
    /// telling each its number.
    #[inline]
    pub(crate) fn missing_local_variable(&self, source: &Source) -> Option<Problem> {
        let several = |name: &&'static str| {
            number(source, name)
                .filter(|size| *size > 1)
                .map(|size| (*name, size))
        };
        let (name, size) = self.local_size.iter().find_map(several)?;
        Some(is_missing(
            name,
            size,
            self.local_rank,
            "this process's number on its host, counted from 0",
        ))
    }

    /// Returns the number of processes on this host, and the variable that it is from. The variable
    /// `size` has the number of all processes, `world_size`.
    #[inline]
    pub(crate) fn local_size(
        &self,
        facts: &mut Facts<'_>,
        size: &'static str,
        world_size: usize,
    ) -> Option<(&'static str, usize)> {
        let source = facts.source;
        if let Some(name) = self.local_size.iter().find(|name| is_set(source, name)) {
            return count(facts, name).map(|size| (*name, size));
        }
        let nodes = self.tasks_of_nodes.as_ref()?;
        let name = nodes.lists.iter().find(|name| is_set(source, name))?;
        let list = facts.text(Places::of_machine(name, ""))?;
        let node = if is_set(source, nodes.node) {
            Some(count(facts, nodes.node)?)
        } else {
            None
        };
        match tasks_of_node(&list, node) {
            // The job may have been given more tasks on a node than this step has.
            Ok(tasks) => tasks.map(|tasks| {
                if tasks > world_size {
                    (size, world_size)
                } else {
                    (*name, tasks)
                }
            }),
            Err(InvalidTasks) => {
                facts.problems.push(Problem {
                    origin: Some(Origin::Variable((*name).to_owned())),
                    given: Some(DisplayValue::new(&list, false)),
                    expected: Some("the tasks of each node, such as `2(x3),1`".to_owned()),
                    ..Problem::of_training_env(ProblemKind::Invalid)
                });
                None
            }
        }
    }
}

/// Returns the number in a variable, without a problem if there is none.
#[inline]
pub(crate) fn number(source: &Source, name: &str) -> Option<usize> {
    let text = source.variable(name)?.to_str()?;
    read_or_in_text(json_or_text(scanner::without_bom(text)), whole)
        .or_else(|| text.trim().parse().ok())
}

/// Finds the number in a variable.
#[inline]
pub(crate) fn count(facts: &mut Facts<'_>, variable: &'static str) -> Option<usize> {
    facts.count(Places::of_machine(variable, ""))
}

/// Returns the problem of a number that is meaningless without another.
#[inline]
fn is_missing(name: &str, number: usize, missing: &str, what: &str) -> Problem {
    Problem {
        origin: Some(Origin::Variable(name.to_owned())),
        given: Some(DisplayValue::new(&number.to_string(), false)),
        reason: Some(format!("{missing} is not set")),
        remedy: Some(format!("set {missing} to {what}, or unset {name}")),
        ..Problem::of_training_env(ProblemKind::Invalid)
    }
}
