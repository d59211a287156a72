//! The contract between SageMaker and a training program: [`run`].
use std::error::Error as StdError;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGTERM;
use signal_hook::flag;
use smenv_shared::names;

use crate::channels::job_channels::JobChannels;
use crate::channels::sm_channels::{self, SmChannels};
use crate::error::error::Error;
use crate::error::problem::Problem;
use crate::hyperparameters::explanation::Explanation;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::run::panics::Panics;
use crate::run::{help, hints, preflight, report, typed_places};
use crate::source::launcher_arguments;
use crate::source::source::Source;
use crate::spec::spec::Spec;
use crate::training_env::training_env::TrainingEnv;
use crate::values::value_type::ValueType;

/// What [`run`] takes for itself among the arguments, without dashes.
const OWN_WORDS: &[&str] = &["help", "explain"];

/// The exit code of a program that SIGTERM ends.
const TERMINATED: i32 = 128 + SIGTERM;

/// Runs a training function as SageMaker's contract with training programs has it.
///
/// - Everything is read first: hyperparameters, channels, the rest of the job. What is wrong with
///   any of it is told at once, and nothing is trained. Arguments that a person typed
///   (`--epochs 3`) count; those that a launcher made of the hyperparameters do not.
/// - What would fail later is found out before training begins: that the directory of a channel
///   does not exist, or has no file where the channel is `non_empty`; that
///   [`model_dir`](TrainingEnv::model_dir) cannot be written to or created; and the same of
///   [`output_data_dir`](TrainingEnv::output_data_dir) and
///   [`checkpoint_dir`](TrainingEnv::checkpoint_dir), if they exist or something names them. The
///   check creates none of them and leaves nothing behind. It is made outside a job too, so that a
///   program that writes no model still needs a place for one, such as `SM_MODEL_DIR=.`, on a
///   machine where `/opt/ml` cannot be created.
/// - On an error or a panic, the whole of it (with what caused it) goes to standard error, its most
///   useful 1,024 characters to `/opt/ml/output/failure`, which SageMaker shows as the job's
///   failure reason, and the exit code is 1. A report that is written meanwhile, by the program
///   itself or another process of the job, stays: it tells of what failed first. One that an
///   earlier run left in the same folder is removed when the run of a single process begins; where
///   the job has several, another of them may just have failed, and it stays. Where something else
///   is in its place, such as a folder or a link, that stays as it is, and standard error says so.
///   In a program that is built with `panic = "abort"` a panic is reported too, and the system's
///   exit code is 134. What ends the program otherwise, such as `std::process::exit` or a panic in
///   the course of another, is not reported.
/// - If the main thread calls `run`, panics of other threads that came before are named behind the
///   error, since they may be why. Elsewhere, such as in a test, nobody knows whose those are. The
///   program's panic hook is called as ever, and is in its place again after the run.
/// - SIGTERM, by which SageMaker stops a job, ends nothing by itself, also where the program is the
///   container's first process: it makes [`Job::stop_requested`] true, also in a later `run` of the
///   process. 120 seconds later SageMaker kills what still runs. A second SIGTERM ends the program
///   at once, with the exit code 143. Only the container's first process gets the signal: a shell
///   script that starts the program must end in `exec ./train "$@"`. Under a shell without `exec`,
///   or the Python toolkit's `train`, the signal does not arrive, the program is killed (exit code
///   137), and its model is lost.
/// - `--help` prints the hyperparameters, `--explain` the job as it is and where each value comes
///   from; neither trains. The exit code is 1 if that cannot be printed. A program that has a
///   hyperparameter `help` or `explain` takes its value instead.
///
/// Outside a job (on a laptop without `/opt/ml`) the same holds but for the failure file.
///
/// # Arguments
///
/// `./train --epochs 3 --train ./data --model-dir ./out` runs on any machine. Beside the
/// [hyperparameters](Source::args) a person may type
///
/// - the directory of each channel of `C`, by the channel's name: `--train ./data`. The job need
///   not have the channel, and if it has, what it says of the channel's content does not count;
/// - `--model-dir DIR`, `--output-data-dir DIR` and `--checkpoint-dir DIR`.
///
/// They win over variables and config files. A hyperparameter of the same name goes before. A path
/// stays as it is typed. A program that does not name its channels (`Job<Hyperparameters>`) takes
/// them from variables, as in `SM_CHANNEL_TRAIN=./data ./train`.
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
#[inline]
pub fn run<H, C, E, Kind>(train: impl FnOnce(Job<H, C>) -> Result<(), E>) -> ExitCode
where
    H: SmHyperparameters,
    C: SmChannels,
    E: TrainingError<Kind>,
{
    run_from(Source::process().args(std::env::args_os().skip(1)), train)
}

/// [`run`] with a source of one's own: a job folder where there is no job, or a test's.
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
#[inline]
pub fn run_from<H, C, E, Kind>(
    source: Source,
    train: impl FnOnce(Job<H, C>) -> Result<(), E>,
) -> ExitCode
where
    H: SmHyperparameters,
    C: SmChannels,
    E: TrainingError<Kind>,
{
    // From the start: reading may take long, where a count of GPUs hangs say.
    let stop = StopSignal::of_process();
    match Invocation::of(&source, H::SPEC) {
        Invocation::Help => return print(&help::help::<H, C>()),
        Invocation::Explain(source) => {
            return match Job::<H, C>::from_source(source) {
                Ok(job) => print(&job.explained()),
                Err(error) => {
                    tell(
                        &hints::referring_to_help(hints::suggesting(error, OWN_WORDS)).to_string(),
                    );
                    ExitCode::FAILURE
                }
            };
        }
        Invocation::ToTrain => {}
    }
    let (source, of_places) = source.split_places(H::SPEC, C::SPEC);
    let (env, channels, mut problems) = TrainingEnv::read(&source, C::SPEC);
    problems.extend(of_places);
    let report = Report::to(&source, &env);
    if env.is_alone() {
        report.remove();
    }
    let in_hook = report.clone();
    let panics = Panics::watch(move |text| in_hook.write(text));
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        let job = Job::read(source, env, channels, problems, stop);
        let job = job.map_err(|error| {
            hints::referring_to_help(hints::suggesting(error, OWN_WORDS)).to_string()
        })?;
        train(job).map_err(TrainingError::told)
    }));
    let failed = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        // A thread that has panicked may be what this is about.
        Ok(Err(error)) => panics.after(error),
        Err(panic) => panics.of_main(&*panic),
    };
    if failed.is_to_be_told {
        tell(&failed.text);
    }
    report.write(&failed.text);
    ExitCode::FAILURE
}

/// An error that a training function may return: a type that is an [`Error`](StdError), one in a
/// box, a text, and what converts into these, as the errors of anyhow and eyre do. `Kind` is found
/// by the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a training function can return",
    label = "no `std::error::Error`",
    note = "`Box<dyn std::error::Error>` takes any error"
)]
pub trait TrainingError<Kind> {
    /// The error and what it was caused by, a line each.
    #[doc(hidden)]
    fn told(self) -> String;
}

/// What converts into a box.
#[doc(hidden)]
#[derive(Debug)]
pub enum Converts {}

impl<E: Into<Box<dyn StdError>>> TrainingError<Converts> for E {
    #[inline]
    fn told(self) -> String {
        report::chain(&*self.into())
    }
}

/// A box that converts into no other.
#[doc(hidden)]
#[derive(Debug)]
pub enum IsBox {}

impl TrainingError<IsBox> for Box<dyn StdError + Send + Sync> {
    #[inline]
    fn told(self) -> String {
        report::chain(&*self)
    }
}

impl TrainingError<IsBox> for Box<dyn StdError + Send> {
    #[inline]
    fn told(self) -> String {
        report::chain(&*self)
    }
}

/// A training job, all of it read: what a training function is given by [`run`].
///
/// `H` derives [`SmHyperparameters`]; `C`, where the function asks for it, [`SmChannels`]:
/// `Job<Hyperparameters, Data>`. Without it any channels will do, and are in [`env`](Self::env).
#[derive(Debug)]
#[non_exhaustive]
pub struct Job<H, C = ()> {
    /// The hyperparameters.
    pub hyperparameters: H,
    /// The channels.
    pub channels: C,
    /// What else there is: hosts, processors, directories.
    pub env: TrainingEnv,
    source: Source,
    stop: StopSignal,
}

impl<H: SmHyperparameters, C: SmChannels> Job<H, C> {
    /// Reads all of a job without a contract: for a program that has a `main` of its own, and for
    /// tests. Its [`stop_requested`](Self::stop_requested) is false for ever.
    ///
    /// If the source has [arguments](Source::args), those that name a channel of `C` or a directory
    /// are not hyperparameters: see [`run`](run#arguments).
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::{SmChannels, SmHyperparameters};
    /// use smenv::{Channel, Job, Source};
    ///
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     epochs: u32,
    /// }
    ///
    /// #[derive(SmChannels)]
    /// # #[sm(crate = smenv_core)]
    /// struct Data {
    ///     train: Channel,
    /// }
    ///
    /// let source = Source::default().args(["--epochs", "3", "--train", "./data", "--model-dir", "./out"]);
    /// let job: Job<Hyperparameters, Data> = Job::from_source(source)?;
    /// assert_eq!(job.hyperparameters.epochs, 3);
    /// assert_eq!(job.channels.train.dir().to_str(), Some("./data"));
    /// assert_eq!(job.env.model_dir().to_str(), Some("./out"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with the job, all at once. Unless the source reads no files, that
    /// includes the directories that [`run`] checks.
    #[inline]
    pub fn from_source(source: Source) -> Result<Self, Error> {
        let (source, of_places) = source.split_places(H::SPEC, C::SPEC);
        let (env, channels, mut problems) = TrainingEnv::read(&source, C::SPEC);
        problems.extend(of_places);
        Job::read(source, env, channels, problems, StopSignal::default())
    }

    #[inline]
    fn read(
        source: Source,
        env: TrainingEnv,
        channels: JobChannels,
        mut of_env: Vec<Problem>,
        stop: StopSignal,
    ) -> Result<Self, Error> {
        let channels_of_program = C::SPEC.channels().iter().map(|channel| channel.name());
        let places: Vec<&str> = channels_of_program
            .chain(typed_places::DIRECTORIES)
            .collect();
        let is_argument = |name: &str| {
            let is_place = places
                .iter()
                .any(|place| names::are_equivalent(place, name));
            source.takes_arguments() && is_place && H::SPEC.find(name).is_none()
        };
        let hyperparameters = H::from_source(&source);
        of_env.extend(preflight::problems(
            &source,
            &env,
            C::SPEC,
            &channels,
            &is_argument,
        ));
        let channels = sm_channels::fill(channels, &is_argument);
        match (hyperparameters, channels) {
            (Ok(hyperparameters), Ok(channels)) if of_env.is_empty() => Ok(Job {
                hyperparameters,
                channels,
                env,
                source,
                stop,
            }),
            (hyperparameters, channels) => {
                let errors = [
                    hyperparameters.err(),
                    channels.err(),
                    (!of_env.is_empty()).then(|| Error::new(of_env)),
                ];
                Err(hints::suggesting(
                    Error::all(errors.into_iter().flatten()),
                    &places,
                ))
            }
        }
    }

    /// A table of every hyperparameter, its value, and where it came from. Secrets are masked.
    #[must_use]
    #[inline]
    pub fn explain(&self) -> Explanation {
        self.hyperparameters.explain(&self.source)
    }

    /// What `--explain` prints.
    #[inline]
    fn explained(&self) -> String {
        let mut text = String::new();
        if !H::SPEC.is_empty() {
            text.push_str(&format!("{}\n\n", self.explain()));
        }
        text.push_str(&self.env.to_string());
        text
    }
}

impl<H, C> Job<H, C> {
    /// Whether SageMaker has asked the job to stop (SIGTERM): by `StopTrainingJob`, at the end of
    /// the time that the job may run, or because a spot instance is taken back. What then still
    /// runs is killed 120 seconds later: ask once an epoch or more often, save a checkpoint and the
    /// model, and return.
    #[must_use]
    #[inline]
    pub fn stop_requested(&self) -> bool {
        self.stop.stop_requested()
    }

    /// What [`stop_requested`](Self::stop_requested) asks, to be given to another thread.
    #[must_use]
    #[inline]
    pub fn stop_signal(&self) -> StopSignal {
        self.stop.clone()
    }

    /// Where all of it was read from.
    #[must_use]
    #[inline]
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// Whether the job has been asked to stop. Clones are of one signal.
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<AtomicBool>);

impl StopSignal {
    /// Whether it has.
    #[must_use]
    #[inline]
    pub fn stop_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// One for all that runs in the process: it is the process that is asked to stop.
    #[inline]
    fn of_process() -> Self {
        static SIGNAL: OnceLock<StopSignal> = OnceLock::new();
        let listening = || {
            let stop = StopSignal::default();
            if let Err(error) = stop.listen() {
                tell(&format!(
                    "SIGTERM cannot be handled, so that the program ends by it at once: {error}"
                ));
            }
            stop
        };
        SIGNAL.get_or_init(listening).clone()
    }

    /// Of the two actions the first looks at what the second sets: so it ends the program at the
    /// second signal.
    #[inline]
    fn listen(&self) -> io::Result<()> {
        flag::register_conditional_shutdown(SIGTERM, TERMINATED, Arc::clone(&self.0))?;
        flag::register(SIGTERM, Arc::clone(&self.0))?;
        Ok(())
    }
}

/// What the arguments that a person typed ask for.
enum Invocation {
    Help,
    /// With the arguments that are left.
    Explain(Source),
    ToTrain,
}

impl Invocation {
    #[inline]
    fn of(source: &Source, spec: &Spec) -> Self {
        let typed = launcher_arguments::typed(source);
        // A `-h` may be a value, but not that of a flag.
        let is_flag = |name: &str| {
            let number = spec
                .find(name)
                .or_else(|| names::without_prefix(name, "no-").and_then(|name| spec.find(name)));
            let field = number
                .and_then(|number| spec.hyperparameter(number))
                .map(|(_, field)| field);
            field.is_some_and(|field| matches!(field.expected(), ValueType::Bool))
        };
        let is_value = |at: usize| {
            let before = at
                .checked_sub(1)
                .and_then(|before| typed.get(before))
                .map(|name| name.word.as_encoded_bytes());
            let before = before.and_then(|name| std::str::from_utf8(name).ok()?.strip_prefix("--"));
            before.is_some_and(|name| !name.contains('=') && !is_flag(name))
        };
        let is_short =
            |at: usize| typed[at].word == "-h" && spec.find("h").is_none() && !is_value(at);
        let is_asked = |word: &OsString, name: &str| {
            *word == *format!("--{name}") && spec.find(name).is_none()
        };
        if (0..typed.len()).any(|at| is_asked(typed[at].word, "help") || is_short(at)) {
            return Invocation::Help;
        }
        let asked: Vec<usize> = typed
            .iter()
            .filter(|typed| is_asked(typed.word, "explain"))
            .map(|typed| typed.at)
            .collect();
        if asked.is_empty() {
            return Invocation::ToTrain;
        }
        let mut source = source.clone();
        source.remove_arguments(&asked);
        Invocation::Explain(source)
    }
}

/// Where a failure is reported.
#[derive(Clone)]
struct Report(Option<PathBuf>);

impl Report {
    /// In a job, or a folder that stands for one; not on a machine that has no such place.
    #[inline]
    fn to(source: &Source, env: &TrainingEnv) -> Self {
        let file = env.failure_file();
        let has_place =
            source.is_job() || source.has_given_base() || file.parent().is_some_and(Path::exists);
        Report(has_place.then(|| file.to_owned()))
    }

    /// Removes what an earlier run has left.
    #[inline]
    fn remove(&self) {
        let Some(file) = &self.0 else { return };
        if let Err(error) = report::remove(file) {
            let _ = writeln!(
                io::stderr(),
                "warning: the report of an earlier failure cannot be removed: {error}"
            );
        }
    }

    #[inline]
    fn write(&self, text: &str) {
        let Some(file) = &self.0 else { return };
        if let Err(error) = report::report(file, text) {
            tell(&format!("the failure cannot be reported: {error}"));
        }
    }
}

/// To standard error, which may be closed.
#[inline]
fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "error: {text}");
}

/// To standard output. That `head` has closed it is no failure: it has read what it wanted.
#[inline]
fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            tell(&format!("standard output cannot be written to: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
