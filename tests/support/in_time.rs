//! What might wait for ever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Returns what `make` returns. A thread that waits for ever is left behind, and fails the test.
pub fn in_time<T: Send + 'static>(make: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(make()));
    receiver
        .recv_timeout(Duration::from_secs(60))
        .expect("it ends, and does not panic")
}
