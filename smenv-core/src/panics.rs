//! Panics while a job trains: what is told of them, and reported.

use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many are remembered, the latest.
const MOST: usize = 8;

/// What has panicked, while training.
pub(crate) struct Panics {
    seen: Arc<Mutex<Vec<Panicked>>>,
}

/// A panic, as it is told.
struct Panicked {
    thread: thread::ThreadId,
    text: String,
}

/// What went wrong.
pub(crate) struct Failed {
    pub(crate) text: String,
    /// A panic has been told when it happened.
    pub(crate) is_to_be_told: bool,
}

impl Panics {
    /// From here on; what a program does at a panic is still done.
    #[inline]
    pub(crate) fn watch(report: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (known, before) = (Arc::clone(&seen), panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            before(info);
            let panicked = Panicked::of(info);
            if cfg!(panic = "abort") {
                // Nothing comes after this.
                report(&panicked.text);
            }
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            // A program may catch any number of them.
            if known.len() == MOST {
                known.remove(0);
            }
            known.push(panicked);
        }));
        Panics { seen }
    }

    /// The panic that ended the training function, with those of other threads before it: it may be of their making.
    #[inline]
    pub(crate) fn of_main(&self, payload: &(dyn Any + Send)) -> Failed {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // One that is passed on may be of another thread; one that a program makes itself has not been seen, nor told.
        let is_it = |panicked: &&Panicked| panicked.text.ends_with(message(payload));
        let is_own = |panicked: &&Panicked| panicked.thread == thread::current().id() && is_it(panicked);
        let known = seen.iter().rfind(is_own).or_else(|| seen.iter().rfind(is_it));
        let text = known.map_or_else(|| format!("panicked: {}", message(payload)), |panicked| panicked.text.clone());
        Failed { text: with_others(text, &seen), is_to_be_told: known.is_none() }
    }

    #[inline]
    pub(crate) fn after(&self, error: String) -> Failed {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        Failed { text: with_others(error, &seen), is_to_be_told: true }
    }
}

#[inline]
fn with_others(text: String, seen: &[Panicked]) -> String {
    let others = seen.iter().filter(|panicked| panicked.thread != thread::current().id());
    others.fold(
        text,
        |text, other| if text.contains(&other.text) { text } else { format!("{text}\nafter: {}", other.text) },
    )
}

impl Panicked {
    #[inline]
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let thread = thread::current();
        let of_thread = match thread.name() {
            Some("main") | None => String::new(),
            Some(name) => format!("thread {name} "),
        };
        let place = info.location().map_or_else(String::new, |place| format!(" at {place}"));
        let text = format!("{of_thread}panicked{place}: {}", message(info.payload()));
        Panicked { thread: thread.id(), text }
    }
}

#[inline]
fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
