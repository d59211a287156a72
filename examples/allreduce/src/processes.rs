//! The processes that train together.

use std::fmt::{self, Display, Formatter};

use mpi::collective::SystemOperation;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives};
use smenv::TrainingEnv;

use crate::Result;

pub(crate) struct Processes<'a> {
    world: &'a SimpleCommunicator,
    rank: usize,
    count: usize,
}

/// The position of a process among all.
#[derive(PartialEq)]
struct Place {
    /// `None` if this host is not one of the job's hosts.
    rank: Option<usize>,
    count: usize,
    local_rank: usize,
}

impl<'a> Processes<'a> {
    /// Takes the position from the environment. MPI must agree: otherwise two processes would take
    /// the same rows, or some rows would be left out.
    pub(crate) fn of(world: &'a SimpleCommunicator, env: &TrainingEnv) -> Result<Self> {
        let host = world.split_shared(world.rank());
        let of_mpi = Place {
            rank: Some(world.rank().try_into()?),
            count: world.size().try_into()?,
            local_rank: host.rank().try_into()?,
        };
        let of_env = Place {
            rank: env.rank(),
            count: env.world_size(),
            local_rank: env.local_rank(),
        };
        match of_env.rank {
            Some(rank) if of_env == of_mpi => Ok(Processes {
                world,
                rank,
                count: of_env.count,
            }),
            _ => Err(format!(
                "according to the environment this is {of_env}; according to MPI it is {of_mpi}; \
                 was the program started by Open MPI's mpirun?"
            )
            .into()),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Returns the rows of this process: together, all processes have each row once.
    pub(crate) fn share<R: Copy>(&self, rows: &[R]) -> Vec<R> {
        rows.iter()
            .copied()
            .skip(self.rank)
            .step_by(self.count)
            .collect()
    }

    /// Returns the sums over all processes. All of them must call it, in the same order.
    pub(crate) fn sum(&self, own: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; own.len()];
        self.world
            .all_reduce_into(own, &mut sums[..], SystemOperation::sum());
        sums
    }

    /// Returns whether the value is true in any process. All of them must call it.
    pub(crate) fn any(&self, own: bool) -> bool {
        let mut any = false;
        self.world
            .all_reduce_into(&own, &mut any, SystemOperation::logical_or());
        any
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rank = self
            .rank
            .map_or_else(|| "none".to_owned(), |rank| rank.to_string());
        write!(
            f,
            "process {rank} of {} and {} on its host",
            self.count, self.local_rank
        )
    }
}
