//! SIGTERM, by which SageMaker asks a job to stop.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGTERM;
use signal_hook::flag;

use crate::run::console::warn;

/// The exit code of a program that SIGTERM ends.
const TERMINATED: i32 = 128 + SIGTERM;

/// A handle that reports whether the job has been asked to stop. Its clones share one signal.
///
/// ```
/// # use smenv_core as smenv;
/// // In a job: `job.stop_signal()`.
/// let stop = smenv::StopSignal::default();
/// let worker = std::thread::spawn(move || stop.stop_requested());
/// assert!(!worker.join().unwrap());
/// ```
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<AtomicBool>);

impl StopSignal {
    /// Returns whether the job has been asked to stop.
    #[must_use]
    pub fn stop_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns the signal of the process, which every run in it shares.
    pub(crate) fn of_process() -> Self {
        static SIGNAL: OnceLock<StopSignal> = OnceLock::new();
        let listening = || {
            let stop = StopSignal::default();
            if let Err(error) = stop.listen() {
                warn(&format!(
                    "cannot install a SIGTERM handler: {error}; SIGTERM will end the program immediately"
                ));
            }
            stop
        };
        SIGNAL.get_or_init(listening).clone()
    }

    /// Installs the handlers. The first looks at the flag that the second sets, so it ends the
    /// program at the second signal.
    fn listen(&self) -> io::Result<()> {
        flag::register_conditional_shutdown(SIGTERM, TERMINATED, Arc::clone(&self.0))?;
        flag::register(SIGTERM, Arc::clone(&self.0))?;
        Ok(())
    }
}
