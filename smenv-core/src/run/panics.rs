//! Panics while a job trains, and how they are reported.
//!
//! One hook serves all runs of a process, and is installed while any of them trains. It calls the
//! program's own hook first, which is restored when the last run ends. A panic of a run's own thread
//! belongs to that run. Which run started another thread is unknown: if a program trains on its main
//! thread, the panic of another thread may be the cause of the run's failure, and is reported with
//! it; if other threads train, as tests do, it may be another test's.

use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, ThreadId};

/// The number of panics of a run that are remembered, the latest ones.
const MOST: usize = 8;

/// The message of a panic whose payload is not a text.
const NO_MESSAGE: &str = "without a message";

/// The runs that are training.
static RUNS: Mutex<Vec<Arc<Run>>> = Mutex::new(Vec::new());

/// The hook of the runs. A hook must not wait for this lock: changing the hook waits for those that
/// are running.
static HOOK: Mutex<Option<Hook>> = Mutex::new(None);

/// The panics during a run, which ends when this is dropped.
pub(crate) struct Panics(Arc<Run>);

struct Run {
    thread: ThreadId,
    is_on_main_thread: bool,
    seen: Mutex<Vec<Panicked>>,
    report: Box<dyn Fn(&str) + Send + Sync>,
}

/// A panic, as it is reported.
#[derive(Clone)]
struct Panicked {
    thread: ThreadId,
    text: String,
    /// The offset of the message in the text.
    message: usize,
    /// The address of the message in memory, which distinguishes a panic that is resumed from another
    /// one with the same text.
    address: usize,
    /// Whether the run may have caused it.
    is_of_run: bool,
}

/// The failure of a run.
pub(crate) struct Failure {
    pub(crate) message: String,
    /// Whether the message has yet to be reported; the hook has already reported most panics.
    pub(crate) must_report: bool,
}

impl Panics {
    /// Starts to watch for panics. `report` is called with a panic that ends the process.
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

    /// Returns the failure of a training function that panicked, with the panics of other threads
    /// before it, which may be its cause.
    pub(crate) fn failure_of_panic(&self, payload: &(dyn Any + Send)) -> Failure {
        let seen = lock(&self.0.seen);
        // A panic that is resumed may be another thread's. One that a program creates by
        // `resume_unwind` has been neither seen nor reported.
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
        Failure {
            message: self.with_others(text, &seen),
            must_report: known.is_none(),
        }
    }

    /// Returns the failure of a training function that returned an error, with the panics of other
    /// threads before it.
    pub(crate) fn failure_of_error(&self, message: String) -> Failure {
        Failure {
            message: self.with_others(message, &lock(&self.0.seen)),
            must_report: true,
        }
    }

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
    fn drop(&mut self) {
        let mut hook = lock(&HOOK);
        let mut runs = lock(&RUNS);
        runs.retain(|run| !Arc::ptr_eq(run, &self.0));
        let is_last = runs.is_empty();
        // A running hook waits for it.
        drop(runs);
        if is_last && !thread::panicking() {
            *hook = hook.take().and_then(Hook::removed);
        }
    }
}

type AnyHook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// The hook that has been installed. The program may have replaced it since, or wrapped it in
/// another.
struct Hook {
    address: usize,
    /// The previous hook, which it owns.
    before: Weak<AnyHook>,
}

impl Hook {
    fn set() -> Self {
        let before = Arc::new(panic::take_hook());
        let weak = Arc::downgrade(&before);
        let hook: AnyHook = Box::new(move |info| {
            before(info);
            record(info);
        });
        let address = ptr::from_ref(&*hook).addr();
        panic::set_hook(hook);
        Hook {
            address,
            before: weak,
        }
    }

    fn is_there(&self) -> bool {
        self.before.strong_count() > 0
    }

    /// Restores the previous hook. Returns `self` if another hook wraps it, so it stays installed.
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

/// Records a panic for the run of its thread, else for every run that is training.
fn record(info: &PanicHookInfo<'_>) {
    let panicked = Panicked::of(info);
    let runs: Vec<Arc<Run>> = lock(&RUNS).clone();
    if cfg!(panic = "abort") {
        // This ends every run.
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
    fn keep(&self, panicked: Panicked) {
        let mut seen = lock(&self.seen);
        // A program may catch any number of panics.
        if seen.len() == MOST {
            seen.remove(0);
        }
        seen.push(panicked);
    }
}

impl Panicked {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let thread = thread::current();
        let thread_name = match thread.name() {
            Some("main") | None => String::new(),
            Some(name) => format!("thread {name} "),
        };
        let location = info
            .location()
            .map_or_else(String::new, |location| format!(" at {location}"));
        let (mut text, message) = (
            format!("{thread_name}panicked{location}: "),
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

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or(NO_MESSAGE)
}

fn address(text: &str) -> usize {
    text.as_ptr().addr()
}

/// Ignores poison: a panic in a hook ends the process, so the data is consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
