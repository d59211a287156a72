//! [`Job`]: a training job, read completely.

use std::marker::PhantomData;

use smenv_shared::names;

use crate::channels::job_channels::JobChannels;
use crate::channels::sm_channels::{self, SmChannels};
use crate::error::error::Error;
use crate::error::problem::Problem;
use crate::hyperparameters::explanation::Explanation;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::run::stop_signal::StopSignal;
use crate::run::typed_dirs::{self, split_typed_dirs};
use crate::run::{console, hints, preflight, tuning_objective};
use crate::source::source::Source;
use crate::training_env::training_env::TrainingEnv;

/// A training job, read completely: the argument of the training function of [`run`](crate::run()).
///
/// `H` derives [`SmHyperparameters`]. `C` derives [`SmChannels`], as in `Job<Hyperparameters, Data>`;
/// without it the program accepts any channels, which are in [`env`](Self::env). `M` derives
/// [`SmMetrics`], as in `Job<Hyperparameters, Data, Metrics>`: what [`report`](Self::report) takes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Job<H, C = (), M = ()> {
    /// The hyperparameters.
    pub hyperparameters: H,
    /// The channels.
    pub channels: C,
    /// The rest of the job: hosts, processors, directories.
    pub env: TrainingEnv,
    source: Source,
    stop: StopSignal,
    metrics: PhantomData<fn(&M)>,
}

/// Everything about a job but its hyperparameters, and what is wrong with it.
pub(crate) struct JobEnvironment {
    /// Without the arguments that were channels or directories.
    pub(crate) source: Source,
    pub(crate) env: TrainingEnv,
    channels: JobChannels,
    problems: Vec<Problem>,
}

impl JobEnvironment {
    pub(crate) fn of<H: SmHyperparameters, C: SmChannels>(source: Source) -> Self {
        let (source, of_typed_dirs) = split_typed_dirs(source, H::SPEC, C::SPEC);
        let (env, channels, mut problems) = TrainingEnv::read(&source, C::SPEC);
        problems.extend(of_typed_dirs);
        JobEnvironment {
            source,
            env,
            channels,
            problems,
        }
    }
}

impl<H: SmHyperparameters, C: SmChannels, M: SmMetrics> Job<H, C, M> {
    /// Reads a job without the rest of [`run`](crate::run())'s contract, for tests and for programs
    /// with a `main` of their own. Its [`stop_requested`](Self::stop_requested) is always false.
    ///
    /// If the source has [arguments](Source::args), those that name a channel of `C` or a directory
    /// are not hyperparameters: see [`run`](crate::run()#arguments).
    ///
    /// # Errors
    /// If anything is wrong with the job; the error lists every problem. Unless the source reads no
    /// files, that includes the directories that [`run`](crate::run()) checks.
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
    pub fn from_source(source: Source) -> Result<Self, Error> {
        Job::read(JobEnvironment::of::<H, C>(source), StopSignal::default())
    }

    pub(crate) fn read(environment: JobEnvironment, stop: StopSignal) -> Result<Self, Error> {
        let JobEnvironment {
            source,
            env,
            channels,
            mut problems,
        } = environment;
        let channels_of_program = C::SPEC.channels().iter().map(|channel| channel.name());
        let arguments: Vec<&str> = channels_of_program.chain(typed_dirs::DIRECTORIES).collect();
        let is_argument = |name: &str| {
            let is_known = arguments
                .iter()
                .any(|argument| names::are_equivalent(argument, name));
            source.takes_arguments() && is_known && H::SPEC.find(name).is_none()
        };
        let hyperparameters = H::from_source(&source);
        problems.extend(preflight::problems(
            &source,
            &env,
            C::SPEC,
            &channels,
            &is_argument,
        ));
        problems.extend(tuning_objective::problem(&source, M::SPEC));
        let channels = sm_channels::fill(channels, &is_argument);
        match (hyperparameters, channels) {
            (Ok(hyperparameters), Ok(channels)) if problems.is_empty() => Ok(Job {
                hyperparameters,
                channels,
                env,
                source,
                stop,
                metrics: PhantomData,
            }),
            (hyperparameters, channels) => {
                let errors = [
                    hyperparameters.err(),
                    channels.err(),
                    (!problems.is_empty()).then(|| Error::new(problems)),
                ];
                Err(hints::suggesting(
                    Error::all(errors.into_iter().flatten()),
                    &arguments,
                ))
            }
        }
    }

    /// Returns a table of every hyperparameter, its value, and its origin. Secrets are redacted.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        self.hyperparameters.explain(&self.source)
    }

    /// Returns what `--explain` prints.
    pub(crate) fn explanation_text(&self) -> String {
        let mut text = String::new();
        if !H::SPEC.is_empty() {
            text.push_str(&format!("{}\n\n", self.explain()));
        }
        text.push_str(&self.env.to_string());
        text
    }
}

impl<H, C, M> Job<H, C, M> {
    /// Returns whether SageMaker has asked the job to stop by SIGTERM: because of `StopTrainingJob`,
    /// because the job has reached its maximum runtime, or because a spot instance is interrupted.
    ///
    /// SageMaker kills the job 120 seconds later. A program checks this at least once per epoch; when
    /// it is true, it saves a checkpoint and the model, and returns.
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// # #[derive(smenv_derive::SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// # struct Hyperparameters {}
    /// fn train(job: smenv::Job<Hyperparameters>) -> std::io::Result<()> {
    ///     for epoch in 0..10 {
    ///         // …
    ///         if job.stop_requested() {
    ///             break;
    ///         }
    ///     }
    ///     smenv::write_atomic(job.env.model_dir().join("model.json"), "{}")
    /// }
    /// ```
    #[must_use]
    pub fn stop_requested(&self) -> bool {
        self.stop.stop_requested()
    }

    /// Returns the signal behind [`stop_requested`](Self::stop_requested), for use in another thread.
    #[must_use]
    pub fn stop_signal(&self) -> StopSignal {
        self.stop.clone()
    }

    /// Prints the metrics of a step as one line on standard output, in which SageMaker finds them by
    /// the definitions of [`TrainingSpecification`]. In a job of several processes only the
    /// [leader](TrainingEnv::is_leader) prints.
    ///
    /// [`TrainingSpecification`]: https://docs.rs/smenv/latest/smenv/export/struct.TrainingSpecification.html
    ///
    /// ```no_run
    /// # use smenv_core as smenv;
    /// # #[derive(smenv_derive::SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// # struct Hyperparameters {}
    /// #[derive(smenv_derive::SmMetrics)]
    /// # #[sm(crate = smenv_core)]
    /// struct Metrics {
    ///     /// Mean cross-entropy of the training set, in nats.
    ///     #[sm(name = "train:loss", minimize)]
    ///     train_loss: f64,
    /// }
    ///
    /// fn train(job: smenv::Job<Hyperparameters, (), Metrics>) -> std::io::Result<()> {
    ///     for epoch in 0..10 {
    ///         // …
    ///         job.report(&Metrics { train_loss: 0.25 });
    ///     }
    ///     smenv::write_atomic(job.env.model_dir().join("model.json"), "{}")
    /// }
    /// ```
    pub fn report(&self, metrics: &M)
    where
        M: SmMetrics,
    {
        if let Some(line) = metrics.line().filter(|_| self.env.is_leader()) {
            // A failure to print must not end the training.
            let _ = console::print(&line);
        }
    }

    /// Returns the source that the job was read from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }
}
