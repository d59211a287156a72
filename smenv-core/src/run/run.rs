//! [`run`](crate::run()): the contract between SageMaker and a training program.

#[cfg(feature = "serde")]
use std::ffi::OsStr;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use crate::channels::sm_channels::SmChannels;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
#[cfg(feature = "serde")]
use crate::run::check_file::check_file;
use crate::run::command_line::Invocation;
#[cfg(feature = "serde")]
use crate::run::command_line::OwnWord;
#[cfg(feature = "serde")]
use crate::run::console::warn;
use crate::run::console::{print, report};
#[cfg(feature = "serde")]
use crate::run::describe::describe;
use crate::run::failure_report::FailureReport;
use crate::run::job::{Job, JobEnvironment};
use crate::run::panics::Panics;
use crate::run::stop_signal::StopSignal;
use crate::run::training_error::TrainingError;
use crate::run::{help, hints};
use crate::source::source::Source;

/// Runs a training function under SageMaker's contract with training programs.
///
/// - **Settings.** All settings are read first: hyperparameters, channels, the rest of the job. Every
///   problem is reported together, and nothing is trained. Arguments that a person typed
///   (`--epochs 3`) count; those that a launcher made of the hyperparameters do not.
/// - **Directories.** What would fail later is checked before training begins: the directory of
///   every channel that the program takes must exist, unless its data comes through a pipe, and have
///   a file if the channel is `non_empty`;
///   [`model_dir`](crate::TrainingEnv::model_dir) must be writable, or possible to create; so must
///   [`output_data_dir`](crate::TrainingEnv::output_data_dir) and
///   [`checkpoint_dir`](crate::TrainingEnv::checkpoint_dir) if they exist or are set explicitly.
///   The check creates no directory and leaves nothing behind. It applies outside a job too: on a
///   machine where `/opt/ml` cannot be created, even a program without a model needs a directory
///   for one, such as `SM_MODEL_DIR=.`.
/// - **Failures.** On an error or a panic, the complete message with its causes goes to standard
///   error, its most useful 1,024 characters to `/opt/ml/output/failure`, which SageMaker shows as
///   the job's failure reason, and the exit code is 1. A report that the program itself or another
///   process of the job writes in the meantime stays, since it describes the first failure. When the
///   run of a job's only process begins, a report of an earlier run in the same folder is removed;
///   with several processes it stays, since another of them may just have failed. Anything else in
///   its place, such as a folder or a link, stays too, and standard error reports it. Under
///   `panic = "abort"` a panic is reported too, and the exit code is the system's, 134. Other ends of
///   the program, such as `std::process::exit` or a panic during another, are not reported.
/// - **Panics of other threads.** If `run` is called on the main thread, earlier panics of other
///   threads follow the error, since they may be its cause. On another thread, such as a test's, they
///   may be unrelated, and are left out. The program's panic hook is still called, and is restored
///   after the run.
/// - **SIGTERM**, by which SageMaker stops a job, does not end the program, even if it is the
///   container's first process: it makes [`Job::stop_requested`] true, also in a later `run` of the
///   same process. SageMaker kills the program 120 seconds later. A second SIGTERM ends it
///   immediately, with the exit code 143. Only the container's first process gets the signal: a shell
///   script that starts the program must end in `exec ./train "$@"`. Under a shell without `exec`, or
///   the Python toolkit's `train`, the signal does not arrive; the program is killed (exit code 137),
///   and its model is lost.
/// - **`--help`** prints the hyperparameters, and **`--explain`** prints the job and the origin of
///   each value; neither trains. The exit code is 1 if that cannot be printed. A program with a
///   hyperparameter or a channel of such a name reads its value instead.
/// - **`--describe FORM`** (feature `serde`) describes the program to those who launch it, whatever
///   the settings of the job: `training-specification` for `CreateAlgorithm`, `parameter-ranges` for a tuning job,
///   `json-schema` of the hyperparameters, `markdown` tables, or a `template` of
///   `hyperparameters.json`. Hyperparameters and channels that are left out are a warning on standard error. The types in
///   [`export`](https://docs.rs/smenv/latest/smenv/export) are the same for code.
/// - **`--check FILE`** (feature `serde`) reads a request to start a job, such as the body of
///   `CreateTrainingJob`, from a file or with `-` from standard input. It reports the problems with
///   which the job would end, and exits with 0 if there are none, else with 1. See
///   [`check`](https://docs.rs/smenv/latest/smenv/export/fn.check.html).
///
/// Outside a job (on a laptop without `/opt/ml`) all of this applies except the failure file.
///
/// # Arguments
///
/// `./train --epochs 3 --train ./data --model-dir ./out` works on any machine. In addition to the
/// [hyperparameters](Source::args), the arguments are
///
/// - the directory of each channel of `C`, by the channel's name: `--train ./data`. The job need not
///   have the channel; if it has, its settings for the channel are ignored;
/// - `--model-dir DIR`, `--output-data-dir DIR` and `--checkpoint-dir DIR`.
///
/// They take precedence over variables and config files, but a hyperparameter of the same name takes
/// precedence over them. A path is used as it is typed. A program that does not name its channels
/// (`Job<Hyperparameters>`) takes them from variables, as in `SM_CHANNEL_TRAIN=./data ./train`.
///
/// ```no_run
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use std::process::ExitCode;
/// use smenv::Job;
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     #[sm(default = 10)]
///     epochs: u32,
/// }
///
/// fn main() -> ExitCode {
///     smenv::run(train)
/// }
///
/// fn train(job: Job<Hyperparameters>) -> Result<(), Box<dyn std::error::Error>> {
///     println!("from {}", job.env.channel("train")?.dir().display());
///     for epoch in 0..job.hyperparameters.epochs {
///         // …
///         if job.stop_requested() {
///             break;
///         }
///     }
///     smenv::write_atomic(job.env.model_dir().join("model.json"), "{}")?;
///     Ok(())
/// }
/// ```
#[must_use = "the exit code tells SageMaker whether the job failed: return it from `main`"]
pub fn run<H, C, M, E, Kind>(train: impl FnOnce(Job<H, C, M>) -> Result<(), E>) -> ExitCode
where
    H: SmHyperparameters,
    C: SmChannels,
    M: SmMetrics,
    E: TrainingError<Kind>,
{
    run_from(Source::process().args(std::env::args_os().skip(1)), train)
}

/// Runs a training function like [`run`](crate::run()), with the settings of `source`: those of a
/// folder outside a job, or of a test.
///
/// ```no_run
/// # use smenv_core as smenv;
/// # use std::process::ExitCode;
/// use smenv::{Job, Source};
///
/// # #[derive(smenv_derive::SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// # struct Hyperparameters {}
/// # fn train(job: Job<Hyperparameters>) -> Result<(), smenv::Error> { Ok(()) }
/// fn main() -> ExitCode {
///     let mut source = Source::process().args(std::env::args_os().skip(1));
///     if !source.is_job() {
///         source = source.base_dir("local/opt/ml");
///     }
///     smenv::run_from(source, train)
/// }
/// ```
#[must_use = "the exit code tells SageMaker whether the job failed: return it from `main`"]
pub fn run_from<H, C, M, E, Kind>(
    source: Source,
    train: impl FnOnce(Job<H, C, M>) -> Result<(), E>,
) -> ExitCode
where
    H: SmHyperparameters,
    C: SmChannels,
    M: SmMetrics,
    E: TrainingError<Kind>,
{
    // First, since reading may take long, for example if counting GPUs hangs.
    let stop = StopSignal::of_process();
    match Invocation::of(&source, H::SPEC, C::SPEC) {
        Invocation::Help => return print(&help::help::<H, C>()),
        Invocation::Explain(source) => {
            return match Job::<H, C, M>::from_source(source) {
                Ok(job) => print(&job.explanation_text()),
                Err(error) => {
                    report(&hints::with_help(error).to_string());
                    ExitCode::FAILURE
                }
            };
        }
        #[cfg(feature = "serde")]
        Invocation::Describe(form) => {
            return printed("--describe", form, |form| {
                let described = describe::<H, C, M>(form)?;
                described.notes.iter().for_each(|note| warn(note));
                Ok(described.text)
            });
        }
        #[cfg(feature = "serde")]
        Invocation::Check(file) => {
            return printed("--check", file, check_file::<H, C, M>);
        }
        Invocation::Train => {}
    }
    let environment = JobEnvironment::of::<H, C>(source);
    let failure_report = FailureReport::of(&environment.source, &environment.env);
    if environment.env.is_alone() {
        failure_report.remove();
    }
    let in_hook = failure_report.clone();
    let panics = Panics::watch(move |message| in_hook.write(message));
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        let job = Job::read(environment, stop);
        let job = job.map_err(|error| hints::with_help(error).to_string())?;
        train(job).map_err(TrainingError::__message)
    }));
    let failure = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        // A thread that panicked may be the cause of the error.
        Ok(Err(message)) => panics.failure_of_error(message),
        Err(payload) => panics.failure_of_panic(&*payload),
    };
    if failure.must_report {
        report(&failure.message);
    }
    failure_report.write(&failure.message);
    ExitCode::FAILURE
}

/// Prints what `text` makes of the word after an argument, or reports the error. A default of the
/// program may panic.
#[cfg(feature = "serde")]
fn printed(
    name: &str,
    word: OwnWord,
    text: impl FnOnce(Option<&OsStr>) -> Result<String, String>,
) -> ExitCode {
    if let Some(extra) = word.extra {
        report(&format!("{name}: unexpected {extra:?}; it takes one word"));
        return ExitCode::FAILURE;
    }
    match panic::catch_unwind(AssertUnwindSafe(|| text(word.word.as_deref()))) {
        Ok(Ok(text)) => print(&text),
        Ok(Err(message)) => {
            report(&message);
            ExitCode::FAILURE
        }
        // The hook has reported it.
        Err(_) => ExitCode::FAILURE,
    }
}
