//! The variables by which launchers tell a job's processes apart: a launcher is a row of the table
//! below. [`Source`](crate::Source) keeps them; `facts/launchers.rs` reads them.

/// The host and the port where processes meet, as `torchrun` sets them.
pub(crate) const MASTER_ADDR: &str = "MASTER_ADDR";
pub(crate) const MASTER_PORT: &str = "MASTER_PORT";

/// The variables that a launcher sets in each process.
pub(crate) struct LauncherVariables {
    /// The process's number among all processes. Without it and `size` the launcher is ignored.
    pub(crate) rank: &'static str,
    /// The number of all processes.
    pub(crate) size: &'static str,
    /// The process's number among those of its host.
    pub(crate) local_rank: &'static str,
    /// Whether the launcher is ignored without `local_rank`.
    pub(crate) needs_local_rank: bool,
    /// The number of processes on the host: the first of these that is set.
    pub(crate) local_size: &'static [&'static str],
    /// Slurm's variables, in which `local_size` is a list.
    pub(crate) tasks_of_nodes: Option<TasksOfNodes>,
    /// Whether processes on all hosts get the environment of the host where the launcher was
    /// started.
    pub(crate) forwards: bool,
}

/// Slurm's variables for the number of processes on each host: lists such as `2(x3),1`.
pub(crate) struct TasksOfNodes {
    /// The lists: the first that is set counts.
    pub(crate) lists: &'static [&'static str],
    /// The host's position in the lists.
    pub(crate) node: &'static str,
    /// The number of the job step that started the process.
    pub(crate) step: &'static [&'static str],
}

/// The launchers, innermost first: `mpirun` and `srun` start `torchrun`, never the other way round.
/// Every field is written in every row, so a row that forgets one does not compile.
pub(crate) const LAUNCHERS: &[LauncherVariables] = &[
    // torchrun, and DeepSpeed's launcher, which sets `LOCAL_SIZE`.
    LauncherVariables {
        rank: "RANK",
        size: "WORLD_SIZE",
        local_rank: "LOCAL_RANK",
        needs_local_rank: true,
        local_size: &["LOCAL_WORLD_SIZE", "LOCAL_SIZE"],
        tasks_of_nodes: None,
        forwards: false,
    },
    // Open MPI.
    LauncherVariables {
        rank: "OMPI_COMM_WORLD_RANK",
        size: "OMPI_COMM_WORLD_SIZE",
        local_rank: "OMPI_COMM_WORLD_LOCAL_RANK",
        needs_local_rank: false,
        local_size: &["OMPI_COMM_WORLD_LOCAL_SIZE"],
        tasks_of_nodes: None,
        forwards: true,
    },
    // MVAPICH2.
    LauncherVariables {
        rank: "MV2_COMM_WORLD_RANK",
        size: "MV2_COMM_WORLD_SIZE",
        local_rank: "MV2_COMM_WORLD_LOCAL_RANK",
        needs_local_rank: false,
        local_size: &["MV2_COMM_WORLD_LOCAL_SIZE"],
        tasks_of_nodes: None,
        forwards: true,
    },
    // MPICH, Intel MPI.
    LauncherVariables {
        rank: "PMI_RANK",
        size: "PMI_SIZE",
        local_rank: "MPI_LOCALRANKID",
        needs_local_rank: false,
        local_size: &["MPI_LOCALNRANKS"],
        tasks_of_nodes: None,
        forwards: true,
    },
    // Slurm's `srun`.
    LauncherVariables {
        rank: "SLURM_PROCID",
        size: "SLURM_NTASKS",
        local_rank: "SLURM_LOCALID",
        needs_local_rank: false,
        local_size: &[],
        tasks_of_nodes: Some(TasksOfNodes {
            // What the step has been given takes precedence over what the job asked for.
            lists: &[
                "SLURM_STEP_TASKS_PER_NODE",
                "SLURM_TASKS_PER_NODE",
                "SLURM_NTASKS_PER_NODE",
            ],
            node: "SLURM_NODEID",
            step: &["SLURM_STEP_ID", "SLURM_STEPID"],
        }),
        forwards: false,
    },
    // Kubernetes' PyTorchJob, which starts one process per pod, and scripts.
    LauncherVariables {
        rank: "RANK",
        size: "WORLD_SIZE",
        local_rank: "LOCAL_RANK",
        needs_local_rank: false,
        local_size: &["LOCAL_WORLD_SIZE"],
        tasks_of_nodes: None,
        forwards: false,
    },
];

impl LauncherVariables {
    /// Returns the name of every variable in the row. The patterns are exhaustive, so a new field
    /// does not compile until it is listed here.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        let LauncherVariables {
            rank,
            size,
            local_rank,
            needs_local_rank: _,
            local_size,
            tasks_of_nodes,
            forwards: _,
        } = self;
        let of_nodes = |tasks: &TasksOfNodes| {
            let TasksOfNodes { lists, node, step } = *tasks;
            lists.iter().chain(step).copied().chain([node])
        };
        [*rank, *size, *local_rank]
            .into_iter()
            .chain(local_size.iter().copied())
            .chain(tasks_of_nodes.iter().flat_map(of_nodes))
    }
}

/// Returns whether `name` is a variable that a launcher sets.
pub(crate) fn is_launcher_variable(name: &[u8]) -> bool {
    let is_name = |known: &str| known.as_bytes() == name;
    is_name(MASTER_ADDR)
        || is_name(MASTER_PORT)
        || LAUNCHERS
            .iter()
            .any(|launcher| launcher.names().any(is_name))
}

#[cfg(test)]
mod tests {
    use super::LAUNCHERS;

    #[test]
    fn the_docs_of_rank_list_every_variable() {
        let docs = include_str!("../training_env/hosts.rs");
        for name in LAUNCHERS.iter().flat_map(|launcher| launcher.names()) {
            assert!(docs.contains(&format!("`{name}`")), "{name}");
        }
    }
}
