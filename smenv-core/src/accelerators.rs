//! How many processors this machine has, where nothing says it.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::json::Json;

/// The CPUs that this process may use.
#[inline]
pub(crate) fn cpus() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The GPUs, as SageMaker's producers count them: lines of `nvidia-smi --list-gpus` that start with `GPU `; 0 without it.
#[inline]
pub(crate) fn gpus() -> usize {
    let listed = output("nvidia-smi", "--list-gpus").unwrap_or_default();
    listed.lines().filter(|line| line.starts_with("GPU ")).count()
}

/// The Neuron cores, as SageMaker's producers count them: the `nc_count` of every device of `neuron-ls -j`, and 64 on a trn2.48xlarge; 0
/// without it.
#[inline]
pub(crate) fn neurons(instance_type: &str) -> usize {
    if instance_type.contains("trn2.48xlarge") {
        return 64;
    }
    let listed = output("neuron-ls", "-j").unwrap_or_default();
    let devices = Json::parse(&listed).and_then(Json::items).unwrap_or_default();
    let count = |device: Json<'_>| device.get("nc_count").and_then(Json::as_u64).unwrap_or(0);
    devices.into_iter().map(count).fold(0, u64::saturating_add).try_into().unwrap_or(0)
}

/// What a program prints, where it is there, succeeds, and does so in time: a driver that hangs must not keep the job from training.
#[inline]
fn output(program: &str, argument: &str) -> Option<String> {
    const TIME: Duration = Duration::from_secs(10);
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut pipe = child.stdout.take()?;
    let (sender, text) = mpsc::channel();
    thread::spawn(move || {
        let mut text = String::new();
        // Nobody may wait for it any more.
        let _ = pipe.read_to_string(&mut text).map(|_| sender.send(text));
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < TIME => thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    };
    // Something that it started may hold the pipe open yet.
    if status.success() { text.recv_timeout(TIME.saturating_sub(start.elapsed())).ok() } else { None }
}
