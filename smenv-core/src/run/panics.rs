//! Panics while a job trains: what is told of them, and reported.
//!
//! One hook serves all runs of a process, and is there while one of them trains. It does first what
//! the program's hook does, which is back in its place when the last run has ended. A panic of a
//! run's own thread is that run's. Of any other thread nobody knows who has started it. In a
//! program whose main thread trains, its panic may be why the run fails, and is told so; where
//! other threads train, as tests do, it may be another test's.
use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, ThreadId};

/// How many panics of a run are remembered, the latest.
const MOST: usize = 8;

/// What is told of a panic whose payload is not a text.
const NO_MESSAGE: &str = "without a message";

/// The runs that train now.
static RUNS: Mutex<Vec<Arc<Run>>> = Mutex::new(Vec::new());

/// The hook of the runs. Nobody waits for this in a hook: what changes the hook waits for those
/// that are at work.
static HOOK: Mutex<Option<Hook>> = Mutex::new(None);

/// What has panicked while a run trains, which ends when this is dropped.
pub(crate) struct Panics(Arc<Run>);

struct Run {
    thread: ThreadId,
    is_on_main_thread: bool,
    seen: Mutex<Vec<Panicked>>,
    report: Box<dyn Fn(&str) + Send + Sync>,
}

/// A panic, as it is told.
#[derive(Clone)]
struct Panicked {
    thread: ThreadId,
    text: String,
    /// Where its message starts in the text.
    message: usize,
    /// Where the message was in memory, which tells it from another one of the same text when it is
    /// passed on.
    address: usize,
    /// Whether it may be of the run's making.
    is_of_run: bool,
}

/// What went wrong.
pub(crate) struct Failed {
    pub(crate) text: String,
    /// A panic has been told when it happened.
    pub(crate) is_to_be_told: bool,
}

impl Panics {
    /// From here on. Where a panic ends the process, `report` is told of it.
    #[inline]
    pub(crate) fn watch(report: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let thread = thread::current();
        let run = Arc::new(Run {
            thread: thread.id(),
            is_on_main_thread: thread.name() == Some("main"),
            seen: Mutex::default(),
            report: Box::new(report),
        });
        let mut hook = lock(&HOOK);
        lock(&RUNS).push(Arc::clone(&run));
        // A panicking thread must not change the hook.
        if !hook.as_ref().is_some_and(Hook::is_there) && !thread::panicking() {
            *hook = Some(Hook::set());
        }
        Panics(run)
    }

    /// The panic that ended the training function, with those of other threads before it: it may be
    /// of their making.
    #[inline]
    pub(crate) fn of_main(&self, payload: &(dyn Any + Send)) -> Failed {
        let seen = lock(&self.0.seen);
        // One that is passed on may be of another thread; one that a program makes itself has not
        // been seen, nor told.
        let message = message(payload);
        let is_equal = |panicked: &Panicked| panicked.text[panicked.message..] == *message;
        let is_own = |panicked: &&Panicked| panicked.thread == self.0.thread && is_equal(panicked);
        let is_same = |panicked: &&Panicked| {
            message != NO_MESSAGE && panicked.address == address(message) && is_equal(panicked)
        };
        let known = seen
            .iter()
            .rfind(is_own)
            .or_else(|| seen.iter().rfind(is_same));
        let text = known.map_or_else(
            || format!("panicked: {message}"),
            |panicked| panicked.text.clone(),
        );
        Failed {
            text: self.with_others(text, &seen),
            is_to_be_told: known.is_none(),
        }
    }

    #[inline]
    pub(crate) fn after(&self, error: String) -> Failed {
        Failed {
            text: self.with_others(error, &lock(&self.0.seen)),
            is_to_be_told: true,
        }
    }

    #[inline]
    fn with_others(&self, text: String, seen: &[Panicked]) -> String {
        let others = seen
            .iter()
            .filter(|panicked| panicked.thread != self.0.thread && panicked.is_of_run);
        others.fold(text, |text, other| {
            if text.contains(&other.text) {
                text
            } else {
                format!("{text}\nafter: {}", other.text)
            }
        })
    }
}

impl Drop for Panics {
    #[inline]
    fn drop(&mut self) {
        let mut hook = lock(&HOOK);
        let mut runs = lock(&RUNS);
        runs.retain(|run| !Arc::ptr_eq(run, &self.0));
        let is_last = runs.is_empty();
        // A hook that is at work waits for it.
        drop(runs);
        if is_last && !thread::panicking() {
            *hook = hook.take().and_then(Hook::removed);
        }
    }
}

type AnyHook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// What is known of the hook that has been set. The program may have set another since, with this
/// one in it or without.
struct Hook {
    address: usize,
    /// The hook before it, which it holds.
    before: Weak<AnyHook>,
}

impl Hook {
    #[inline]
    fn set() -> Self {
        let before = Arc::new(panic::take_hook());
        let weak = Arc::downgrade(&before);
        let hook: AnyHook = Box::new(move |info| {
            before(info);
            saw(info);
        });
        let address = ptr::from_ref(&*hook).addr();
        panic::set_hook(hook);
        Hook {
            address,
            before: weak,
        }
    }

    #[inline]
    fn is_there(&self) -> bool {
        self.before.strong_count() > 0
    }

    /// Puts the hook before it back. Returns it where it is in another hook, of which it stays a
    /// part.
    #[inline]
    fn removed(self) -> Option<Self> {
        let before = self.before.upgrade()?;
        let hook = panic::take_hook();
        if ptr::from_ref(&*hook).addr() != self.address {
            panic::set_hook(hook);
            return Some(self);
        }
        drop(hook);
        panic::set_hook(Arc::into_inner(before)?);
        None
    }
}

/// Keeps a panic for the run whose thread it is of, else for each that trains.
#[inline]
fn saw(info: &PanicHookInfo<'_>) {
    let panicked = Panicked::of(info);
    let runs: Vec<Arc<Run>> = lock(&RUNS).clone();
    if cfg!(panic = "abort") {
        // Nothing comes after this, of any run.
        runs.iter().for_each(|run| (run.report)(&panicked.text));
    }
    if let Some(run) = runs.iter().rfind(|run| run.thread == panicked.thread) {
        return run.keep(panicked);
    }
    let is_of_run = runs.iter().all(|run| run.is_on_main_thread);
    runs.iter().for_each(|run| {
        run.keep(Panicked {
            is_of_run,
            ..panicked.clone()
        })
    });
}

impl Run {
    #[inline]
    fn keep(&self, panicked: Panicked) {
        let mut seen = lock(&self.seen);
        // A program may catch any number of them.
        if seen.len() == MOST {
            seen.remove(0);
        }
        seen.push(panicked);
    }
}

impl Panicked {
    #[inline]
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let thread = thread::current();
        let of_thread = match thread.name() {
            Some("main") | None => String::new(),
            Some(name) => format!("thread {name} "),
        };
        let place = info
            .location()
            .map_or_else(String::new, |place| format!(" at {place}"));
        let (mut text, message) = (
            format!("{of_thread}panicked{place}: "),
            message(info.payload()),
        );
        let start = text.len();
        text.push_str(message);
        Panicked {
            thread: thread.id(),
            text,
            message: start,
            address: address(message),
            is_of_run: true,
        }
    }
}

#[inline]
fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or(NO_MESSAGE)
}

#[inline]
fn address(text: &str) -> usize {
    text.as_ptr().addr()
}

/// A panic in a hook ends the process: what is in a mutex is whole.
#[inline]
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
