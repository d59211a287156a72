//! A time limit for code that might wait forever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Returns the result of `make`. If it waits forever, its thread is abandoned, and the test fails.
pub fn in_time<T: Send + 'static>(make: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(make()));
    receiver
        .recv_timeout(Duration::from_secs(60))
        .expect("it ends, and does not panic")
}
