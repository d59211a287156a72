//! What starts the processes of a job, and how each of them learns its place among all.
//!
//! All is `#[inline]`, so that a program that does not ask does not build it.
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::facts::{self, Facts, Places};
use crate::render::display::DisplayValue;
use crate::source::source::Source;

/// A process's place among those that a launcher started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProcessRank {
    /// The variable that the rank is from.
    pub(crate) variable: &'static str,
    pub(crate) rank: usize,
    pub(crate) world_size: usize,
    pub(crate) local_rank: usize,
    pub(crate) local_world_size: usize,
    /// The variable without which the place on the host is not known.
    pub(crate) missing: Option<&'static str>,
}

/// Returns whether a launcher sets a variable of this name.
pub(crate) fn is_variable(name: &[u8]) -> bool {
    LAUNCHERS.iter().any(|launcher| {
        let is_named =
            |variables: &[&str]| variables.iter().any(|variable| variable.as_bytes() == name);
        is_named(&[launcher.rank, launcher.size, launcher.local_rank])
            || is_named(launcher.local_size)
            || launcher.tasks_of_nodes.as_ref().is_some_and(|nodes| {
                is_named(&[nodes.node]) || is_named(nodes.lists) || is_named(nodes.step)
            })
    })
}

/// Returns whether the process may have the variables of another host.
#[inline]
pub(crate) fn are_forwarded(source: &Source) -> bool {
    LAUNCHERS
        .iter()
        .any(|launcher| launcher.forwards && is_there(source, launcher.rank))
}

impl ProcessRank {
    /// Reads what the innermost launcher has set, in a job of so many hosts, if their number is
    /// known. Keeps what is wrong with it.
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>, hosts: Option<usize>) -> Option<Self> {
        let source = facts.source;
        let whole = || {
            LAUNCHERS
                .iter()
                .filter(|launcher| launcher.is_whole(source))
        };
        let Some(launcher) = whole().next() else {
            facts
                .problems
                .extend(LAUNCHERS.iter().find_map(|launcher| launcher.half(source)));
            return None;
        };
        let (rank, world_size) = (count(facts, launcher.rank), count(facts, launcher.size));
        let (rank, world_size) = (rank?, world_size?);
        // `srun` with PMI sets the variables of both, and its own tell more.
        let says_the_same = |other: &&LauncherVariables| {
            let numbers = [other.rank, other.size].map(|name| number(source, name));
            numbers == [Some(rank), Some(world_size)] && is_there(source, other.local_rank)
        };
        if rank >= world_size {
            facts.problems.push(not_below(
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
        let Some(local) = whole().find(says_the_same) else {
            facts.problems.extend(launcher.half_local(source));
            return Some(alone);
        };
        let local_rank = count(facts, local.local_rank)?;
        let place = ProcessRank {
            local_rank,
            missing: None,
            ..alone
        };
        let said = local.local_size(facts, launcher.size, world_size);
        // No host has more processes than there are.
        let (variable, most) = said.unwrap_or((launcher.size, world_size));
        if most > world_size {
            facts.problems.push(Problem {
                origin: Some(Origin::Variable(variable.to_owned())),
                given: Some(DisplayValue::new(&most.to_string(), false)),
                expected: Some(format!(
                    "a number no greater than {}, which is {world_size}",
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
            facts.problems.push(not_below(
                local.local_rank,
                local_rank,
                variable,
                most,
                what,
            ));
        }
        Some(
            match said.map(|(_, size)| size).or_else(|| place.share(hosts)) {
                Some(local_world_size) => ProcessRank {
                    local_world_size,
                    ..place
                },
                None => ProcessRank {
                    local_world_size: local_rank.saturating_add(1),
                    missing: local
                        .local_size
                        .iter()
                        .chain(local.tasks_of_nodes.iter().flat_map(|nodes| nodes.lists))
                        .next()
                        .copied(),
                    ..place
                },
            },
        )
    }

    /// Returns the number of processes on this host if no variable has it: an equal share of all,
    /// if that can be.
    #[inline]
    fn share(self, hosts: Option<usize>) -> Option<usize> {
        let share = match hosts {
            Some(hosts) if hosts > 1 => {
                (self.world_size % hosts == 0).then_some(self.world_size / hosts)
            }
            // On one host a process has one number.
            _ => (self.rank == self.local_rank).then_some(self.world_size),
        };
        share.filter(|share| *share > self.local_rank)
    }
}

/// The variables that a launcher gives to each process.
struct LauncherVariables {
    /// The process's number among all, and how many they are. Without both nothing is known.
    rank: &'static str,
    size: &'static str,
    /// Its number among those of its host.
    local_rank: &'static str,
    /// Whether without that number the variables are not this launcher's.
    needs_local_rank: bool,
    /// How many are on its host: the first of these that is there.
    local_size: &'static [&'static str],
    tasks_of_nodes: Option<TasksOfNodes>,
    /// Whether the processes have the variables of the host that the launcher runs on, whatever
    /// host they are on themselves.
    forwards: bool,
}

/// Where Slurm has the number of processes on a host: in a list such as `2(x3),1`, at the host's
/// place.
struct TasksOfNodes {
    /// The first of these that is there.
    lists: &'static [&'static str],
    node: &'static str,
    /// The number of the step of the job that the process is of.
    step: &'static [&'static str],
}

/// A plain row: what most launchers have.
const LAUNCHER: LauncherVariables = LauncherVariables {
    rank: "",
    size: "",
    local_rank: "",
    needs_local_rank: false,
    local_size: &[],
    tasks_of_nodes: None,
    forwards: false,
};

/// The launchers, from the innermost outwards: each is started by one below it rather than the
/// other way round.
const LAUNCHERS: &[LauncherVariables] = &[
    // torchrun, and DeepSpeed's launcher, which sets `LOCAL_SIZE`.
    LauncherVariables {
        rank: "RANK",
        size: "WORLD_SIZE",
        local_rank: "LOCAL_RANK",
        needs_local_rank: true,
        local_size: &["LOCAL_WORLD_SIZE", "LOCAL_SIZE"],
        ..LAUNCHER
    },
    // Open MPI.
    LauncherVariables {
        rank: "OMPI_COMM_WORLD_RANK",
        size: "OMPI_COMM_WORLD_SIZE",
        local_rank: "OMPI_COMM_WORLD_LOCAL_RANK",
        local_size: &["OMPI_COMM_WORLD_LOCAL_SIZE"],
        forwards: true,
        ..LAUNCHER
    },
    // MVAPICH2.
    LauncherVariables {
        rank: "MV2_COMM_WORLD_RANK",
        size: "MV2_COMM_WORLD_SIZE",
        local_rank: "MV2_COMM_WORLD_LOCAL_RANK",
        local_size: &["MV2_COMM_WORLD_LOCAL_SIZE"],
        forwards: true,
        ..LAUNCHER
    },
    // MPICH, Intel MPI.
    LauncherVariables {
        rank: "PMI_RANK",
        size: "PMI_SIZE",
        local_rank: "MPI_LOCALRANKID",
        local_size: &["MPI_LOCALNRANKS"],
        forwards: true,
        ..LAUNCHER
    },
    // Slurm's `srun`.
    LauncherVariables {
        rank: "SLURM_PROCID",
        size: "SLURM_NTASKS",
        local_rank: "SLURM_LOCALID",
        tasks_of_nodes: Some(TasksOfNodes {
            // What was given to the step goes before what was asked of the job.
            lists: &[
                "SLURM_STEP_TASKS_PER_NODE",
                "SLURM_TASKS_PER_NODE",
                "SLURM_NTASKS_PER_NODE",
            ],
            node: "SLURM_NODEID",
            step: &["SLURM_STEP_ID", "SLURM_STEPID"],
        }),
        ..LAUNCHER
    },
    // Kubernetes' PyTorchJob, and scripts: a process a pod.
    LauncherVariables {
        rank: "RANK",
        size: "WORLD_SIZE",
        local_rank: "LOCAL_RANK",
        local_size: &["LOCAL_WORLD_SIZE"],
        ..LAUNCHER
    },
];

impl LauncherVariables {
    /// Returns whether it has set all that tells a process's place. Other programs have variables
    /// of some of these names.
    #[inline]
    fn is_whole(&self, source: &Source) -> bool {
        [self.rank, self.size]
            .iter()
            .all(|name| is_there(source, name))
            && (!self.needs_local_rank || is_there(source, self.local_rank))
            && self.starts_tasks(source)
    }

    /// Returns whether it has started this process itself. Slurm sets the variables of the first
    /// task in a batch script, too.
    #[inline]
    fn starts_tasks(&self, source: &Source) -> bool {
        /// The numbers above it are those of batch scripts, interactive shells and the like.
        const LAST_STEP: usize = 0xffff_fff0;
        self.tasks_of_nodes.as_ref().is_none_or(|nodes| {
            let is_step = |name: &&str| number(source, name).is_some_and(|step| step <= LAST_STEP);
            nodes.step.iter().any(is_step) || number(source, self.rank).is_some_and(|rank| rank > 0)
        })
    }

    /// Returns what is wrong if only a part is set: then this is one of several processes, and it
    /// is not known which.
    #[inline]
    fn half(&self, source: &Source) -> Option<Problem> {
        let [rank, size, local_rank] =
            [self.rank, self.size, self.local_rank].map(|name| number(source, name));
        let there = [self.rank, self.size].map(|name| is_there(source, name));
        let given = match there {
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

    /// Returns what is wrong if several processes are on this host, and it is not known which of
    /// them this is.
    #[inline]
    fn half_local(&self, source: &Source) -> Option<Problem> {
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

    /// Returns the number of processes on this host, and the variable that it is from. `size` has
    /// the number of all, `world_size`.
    #[inline]
    fn local_size(
        &self,
        facts: &mut Facts<'_>,
        size: &'static str,
        world_size: usize,
    ) -> Option<(&'static str, usize)> {
        let source = facts.source;
        if let Some(name) = self.local_size.iter().find(|name| is_there(source, name)) {
            return count(facts, name).map(|size| (*name, size));
        }
        let nodes = self.tasks_of_nodes.as_ref()?;
        let name = nodes.lists.iter().find(|name| is_there(source, name))?;
        let list = facts.text(Places::of_machine(name, ""))?;
        let node = if is_there(source, nodes.node) {
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
            Err(NotTasks) => {
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

const ALL: &str = "the number of all processes";
const THIS_ONE: &str = "this process's number, counted from 0";

/// A list that is not one of numbers of tasks.
struct NotTasks;

/// Returns the tasks of a node in a list such as `2(x3),1`; if the node is not known, those of any,
/// if all have as many.
#[inline]
fn tasks_of_node(list: &str, node: Option<usize>) -> Result<Option<usize>, NotTasks> {
    let run = |run: &str| -> Option<(usize, usize)> {
        let Some((tasks, times)) = run.split_once("(x") else {
            return Some((run.parse().ok()?, 1));
        };
        Some((tasks.parse().ok()?, times.strip_suffix(')')?.parse().ok()?))
    };
    let runs: Vec<(usize, usize)> = list
        .split(',')
        .map(|text| run(text.trim()).ok_or(NotTasks))
        .collect::<Result<_, _>>()?;
    let Some(node) = node else {
        let first = runs.first().map(|(tasks, _)| *tasks);
        return Ok(first.filter(|first| runs.iter().all(|(tasks, _)| tasks == first)));
    };
    let mut before = 0_usize;
    let is_node = |(_, times): &&(usize, usize)| {
        before = before.saturating_add(*times);
        node < before
    };
    // `SLURM_NTASKS_PER_NODE` is one number for all.
    let found = runs
        .iter()
        .find(is_node)
        .or(if let [all] = &*runs { Some(all) } else { None });
    Ok(found.map(|(tasks, _)| *tasks))
}

#[inline]
fn is_there(source: &Source, name: &str) -> bool {
    source.variable(name).is_some_and(|value| value != "null")
}

/// Returns the number in a variable. No launcher sets anything else.
#[inline]
fn number(source: &Source, name: &str) -> Option<usize> {
    let text = source.variable(name)?.to_str()?;
    facts::number(text).or_else(|| text.trim().parse().ok())
}

#[inline]
fn count(facts: &mut Facts<'_>, variable: &'static str) -> Option<usize> {
    facts.count(Places::of_machine(variable, ""))
}

/// Returns the problem of a number that means nothing without another.
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

/// Returns the problem of a place beyond the last.
#[inline]
fn not_below(name: &str, number: usize, of: &str, size: usize, what: &str) -> Problem {
    Problem {
        origin: Some(Origin::Variable(name.to_owned())),
        given: Some(DisplayValue::new(&number.to_string(), false)),
        expected: Some(format!("a number below {of}, which is {size}")),
        remedy: Some(format!("count {name} from 0, or set {of} to {what}")),
        ..Problem::of_training_env(ProblemKind::OutOfRange)
    }
}
