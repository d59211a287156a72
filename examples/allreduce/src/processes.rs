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

/// Where a process stands among all.
#[derive(PartialEq)]
struct Place {
    /// None where the job's hosts are without this one.
    rank: Option<usize>,
    count: usize,
    local_rank: usize,
}

impl<'a> Processes<'a> {
    /// The place is the environment's. MPI must say the same: else two processes would take the
    /// same rows, or nobody some of them.
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
                "the environment says that this is {of_env}; MPI says that it is {of_mpi}: \
                 does Open MPI's mpirun start the program?"
            )
            .into()),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The rows of this process: all processes together have each row once.
    pub(crate) fn share<R: Copy>(&self, rows: &[R]) -> Vec<R> {
        rows.iter()
            .copied()
            .skip(self.rank)
            .step_by(self.count)
            .collect()
    }

    /// The sums over all processes. All must ask, in the same order.
    pub(crate) fn sum(&self, own: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; own.len()];
        self.world
            .all_reduce_into(own, &mut sums[..], SystemOperation::sum());
        sums
    }

    /// Whether it is true in any process. All must ask.
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
