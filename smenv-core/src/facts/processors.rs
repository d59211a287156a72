//! The number of processors of this machine, counted if no source reports it.

use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use smenv_shared::json::value::Json;

use crate::facts::command_output::{self, OutputLimits};

/// A number of processors, counted on first use if no source reports it.
#[derive(Clone, Debug)]
pub(crate) struct ProcessorCount(OnceLock<usize>);

impl ProcessorCount {
    #[inline]
    pub(crate) fn of(reported: Option<usize>) -> Self {
        ProcessorCount(reported.map_or_else(OnceLock::new, OnceLock::from))
    }

    #[inline]
    pub(crate) fn or_counted(&self, count: impl FnOnce() -> usize) -> usize {
        *self.0.get_or_init(count)
    }
}

/// Counts the CPUs that this process may use.
#[inline]
pub(crate) fn cpus() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Counts the GPUs as SageMaker's launchers do: the lines of `nvidia-smi --list-gpus` that start
/// with `GPU `. Without that program there are none.
#[inline]
pub(crate) fn gpus() -> usize {
    let listed = output("nvidia-smi", "--list-gpus").unwrap_or_default();
    listed
        .split(|byte| *byte == b'\n')
        .filter(|line| line.starts_with(b"GPU "))
        .count()
}

/// Counts the Neuron cores as SageMaker's launchers do: the sum of `nc_count` over the devices of
/// `neuron-ls -j`, and 64 on a trn2.48xlarge. Without that program there are none.
#[inline]
pub(crate) fn neurons(instance_type: &str) -> usize {
    if instance_type.contains("trn2.48xlarge") {
        return 64;
    }
    let listed = output("neuron-ls", "-j").unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let devices = Json::parse(&listed)
        .and_then(Json::items)
        .unwrap_or_default();
    let count = |device: Json<'_>| device.get("nc_count").and_then(Json::as_u64).unwrap_or(0);
    devices
        .into_iter()
        .map(count)
        .fold(0, u64::saturating_add)
        .try_into()
        .unwrap_or(0)
}

/// Returns the output of a program, if it exists and succeeds. A driver that hangs must not keep
/// the job from training.
#[inline]
fn output(program: &str, argument: &str) -> Option<Vec<u8>> {
    // A machine with many devices lists them in about 10 KiB.
    const LIMITS: OutputLimits = OutputLimits {
        time: Duration::from_secs(10),
        grace: Duration::from_secs(1),
        bytes: 1024 * 1024,
    };
    let mut command = Command::new(program);
    command.arg(argument);
    command_output::output(command, LIMITS)
}
