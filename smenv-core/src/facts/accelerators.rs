//! How many processors this machine has, where nothing says it.
use std::process::Command;
use std::thread;
use std::time::Duration;

use smenv_shared::json::value::Json;

use crate::facts::command_output::{self, OutputLimits};

/// The CPUs that this process may use.
#[inline]
pub(crate) fn cpus() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The GPUs, as SageMaker's producers count them: lines of `nvidia-smi --list-gpus` that start with
/// `GPU `; 0 without it.
#[inline]
pub(crate) fn gpus() -> usize {
    let listed = output("nvidia-smi", "--list-gpus").unwrap_or_default();
    listed
        .split(|byte| *byte == b'\n')
        .filter(|line| line.starts_with(b"GPU "))
        .count()
}

/// The Neuron cores, as SageMaker's producers count them: the `nc_count` of every device of
/// `neuron-ls -j`, and 64 on a trn2.48xlarge; 0 without it.
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

/// What a program prints, where it is there and succeeds. A driver that hangs must not keep the job
/// from training.
#[inline]
fn output(program: &str, argument: &str) -> Option<Vec<u8>> {
    // A machine with many devices lists them in some 10 KiB.
    const LIMITS: OutputLimits = OutputLimits {
        time: Duration::from_secs(10),
        grace: Duration::from_secs(1),
        bytes: 1024 * 1024,
    };
    let mut command = Command::new(program);
    command.arg(argument);
    command_output::output(command, LIMITS)
}
