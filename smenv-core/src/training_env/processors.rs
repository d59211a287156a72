//! The processors of [`TrainingEnv`]'s host.

use crate::facts::processors;
use crate::training_env::training_env::TrainingEnv;

/// Processors.
impl TrainingEnv {
    /// Returns the number of CPUs of this host: `SM_NUM_CPUS`, else
    /// [`available_parallelism`](std::thread::available_parallelism).
    #[must_use]
    #[inline]
    pub fn num_cpus(&self) -> usize {
        self.num_cpus.or_counted(processors::cpus)
    }

    /// Returns the number of GPUs of this host: `SM_NUM_GPUS`, else the number of lines that
    /// `nvidia-smi --list-gpus` prints for GPUs, as SageMaker's own launchers count them.
    ///
    /// `nvidia-smi` is run once. If it is missing, fails, takes more than 10 s (a driver may hang)
    /// or prints more than 1 MiB, there are 0 GPUs. `CUDA_VISIBLE_DEVICES` and MIG slices are
    /// ignored.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_NUM_GPUS", "8")]);
    /// assert_eq!(TrainingEnv::from_source(&source)?.num_gpus(), 8);
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn num_gpus(&self) -> usize {
        self.num_gpus.or_counted(processors::gpus)
    }

    /// Returns the number of Neuron cores of this host: `SM_NUM_NEURONS`, else the number that
    /// `neuron-ls -j` lists, which is run as `nvidia-smi` is by [`num_gpus`](Self::num_gpus).
    #[must_use]
    #[inline]
    pub fn num_neurons(&self) -> usize {
        self.num_neurons
            .or_counted(|| processors::neurons(self.current_instance_type()))
    }
}
