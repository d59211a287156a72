//! Panics in a process with several runs, or with a panic hook of its own: each run reports its own
//! panics, and the hook remains the program's.

mod support;

use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, MutexGuard, PoisonError};
use std::thread;

use smenv::{Job, SmHyperparameters, Source};
use support::Folder;
use support::in_time::in_time;

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {}

/// The hook belongs to the process, so only one test may run at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns a source that sets the number of GPUs, because counting them takes a process.
fn source() -> Source {
    Source::from_vars([("SM_NUM_GPUS", "0"), ("SM_NUM_NEURONS", "0")])
}

fn run(train: impl FnOnce() -> Result<(), String>) -> ExitCode {
    smenv::run_from(source(), |_: Job<Hyperparameters>| train())
}

/// Returns the report of a run that fails.
fn reported(train: impl FnOnce() -> Result<(), String>) -> String {
    let folder = Folder::new("panics");
    folder.write("output/data/.keep", "");
    let code = smenv::run_from(
        source().base_dir(folder.path()),
        |_: Job<Hyperparameters>| train(),
    );
    assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::FAILURE));
    report(folder.path())
}

fn report(base: &Path) -> String {
    std::fs::read_to_string(base.join("output/failure")).unwrap()
}

/// Panics in a thread of this name.
fn panic_in(name: &str, text: &'static str) {
    let thread = thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || panic!("{text}"))
        .unwrap();
    assert!(thread.join().is_err());
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Returns a hook that counts its calls, and the count, whose references show when the hook is
/// dropped.
fn counting() -> (Hook, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let own = Arc::clone(&count);
    let hook = move |_: &PanicHookInfo<'_>| {
        own.fetch_add(1, Ordering::Relaxed);
    };
    (Box::new(hook), count)
}

#[test]
fn many_runs_leave_no_hooks_in_each_other() {
    let _alone = alone();
    in_time(|| {
        // If each hook wrapped another, they would use up the stack.
        let runs = || {
            for _ in 0..20_000 {
                assert_eq!(
                    format!("{:?}", run(|| Ok(()))),
                    format!("{:?}", ExitCode::SUCCESS)
                );
            }
            panic!("now");
        };
        assert!(
            thread::Builder::new()
                .stack_size(256 << 10)
                .spawn(runs)
                .unwrap()
                .join()
                .is_err()
        );
    });
}

#[test]
fn after_a_run_the_programs_hook_is_in_its_place() {
    let _alone = alone();
    let before = panic::take_hook();
    let (hook, count) = counting();
    let address = std::ptr::from_ref(&*hook).cast::<()>();
    panic::set_hook(hook);
    for _ in 0..3 {
        assert!(reported(|| panic!("no gradient")).ends_with(": no gradient"));
    }
    let hook = panic::take_hook();
    panic::set_hook(before);
    assert_eq!(
        (
            count.load(Ordering::Relaxed),
            std::ptr::from_ref(&*hook).cast::<()>()
        ),
        (3, address)
    );
    drop(hook);
    assert_eq!(Arc::strong_count(&count), 1, "nothing else holds it");
}

#[test]
fn a_hook_that_a_program_sets_while_it_trains_stays() {
    let _alone = alone();
    let before = panic::take_hook();
    let (hook, count) = counting();
    assert!(
        reported(|| {
            panic::set_hook(hook);
            panic!("no gradient")
        })
        .starts_with("panicked: no gradient"),
        "nobody saw its place"
    );
    assert_eq!(count.load(Ordering::Relaxed), 1);
    // Another run sees it again.
    assert!(reported(|| panic!("no gradient")).contains("panicked at "));
    assert_eq!(count.load(Ordering::Relaxed), 2);
    panic::set_hook(before);
    assert_eq!(Arc::strong_count(&count), 1, "nothing else holds it");
}

/// As programs that report panics do.
#[test]
fn a_hook_that_goes_on_to_the_one_before_it_is_no_reason_for_another() {
    let _alone = alone();
    let before = panic::take_hook();
    let (hook, count) = counting();
    panic::set_hook(hook);
    let (own, own_count) = counting();
    let told = reported(|| {
        let next = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            own(info);
            next(info);
        }));
        panic!("no gradient")
    });
    assert!(
        told.contains("panicked at ") && told.ends_with(": no gradient"),
        "{told}"
    );
    for _ in 0..100 {
        assert_eq!(
            format!("{:?}", run(|| Ok(()))),
            format!("{:?}", ExitCode::SUCCESS)
        );
    }
    assert!(reported(|| panic!("no gradient")).contains("panicked at "));
    assert_eq!(
        [&count, &own_count].map(|count| count.load(Ordering::Relaxed)),
        [2, 2]
    );
    panic::set_hook(before);
    assert_eq!([&count, &own_count].map(Arc::strong_count), [1, 1]);
}

#[test]
fn each_of_two_runs_at_a_time_reports_its_own() {
    let _alone = alone();
    let (both_train, both_panicked) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let one = |name: &'static str, ends: fn(&'static str) -> Result<(), String>| {
        let (both_train, both_panicked) = (Arc::clone(&both_train), Arc::clone(&both_panicked));
        let train = move || {
            both_train.wait();
            // A caught panic belongs to its own run, too.
            assert!(panic::catch_unwind(|| panic!("{name} caught")).is_err());
            panic_in("loader", name);
            both_panicked.wait();
            ends(name)
        };
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(|| reported(train))
            .unwrap()
    };
    let (a, b) = (
        one("a", |name| panic!("{name} ended")),
        one("b", |_| Err("no weights".to_owned())),
    );
    let (a, b) = (a.join().unwrap(), b.join().unwrap());
    assert!(
        a.starts_with("thread a panicked at ")
            && a.ends_with(": a ended")
            && a.lines().count() == 1,
        "{a}"
    );
    assert_eq!(b, "no weights");
}

/// A test trains in a thread of its own, and a failure in another thread is another test's. For
/// training on the main thread, see `run.rs`.
#[test]
fn the_panic_of_a_thread_beside_one_that_trains_is_not_told() {
    let _alone = alone();
    let told = reported(|| {
        panic_in("another test", "not here");
        Err("no weights".to_owned())
    });
    assert_eq!(told, "no weights");
}

#[test]
fn a_panic_of_another_thread_that_is_passed_on_is_the_cause() {
    let _alone = alone();
    for number in ["1", "2"] {
        let told = reported(move || {
            let text = format!("record {number}");
            let Err(panic) = thread::Builder::new()
                .name("loader".to_owned())
                .spawn(move || panic!("{text}"))
                .unwrap()
                .join();
            panic::resume_unwind(panic)
        });
        assert!(
            told.starts_with("thread loader panicked at ")
                && told.ends_with(&format!(": record {number}")),
            "{told}"
        );
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

#[test]
fn a_panic_of_another_thread_that_says_the_same_is_not_the_cause() {
    let _alone = alone();
    for text in ["a torn record", "record"] {
        let told = reported(move || {
            panic_in("other", "a torn record");
            panic::resume_unwind(Box::new(text.to_owned()))
        });
        assert_eq!(told, format!("panicked: {text}"));
    }
}
