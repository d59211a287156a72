//! Typed, checked and explained hyperparameters for programs that train models on Amazon SageMaker.
//!
//! Annotate a struct, and smenv fills it from the job's environment or reports everything that is
//! wrong with the job at once.
//!
//! ```
//! use smenv::{SmCategorical, SmHyperparameters, Source};
//!
//! #[derive(Debug, SmHyperparameters)]
//! #[sm(rename_all = "kebab-case")]
//! struct Hyperparameters {
//!     /// Samples per optimizer step.
//!     #[sm(default = 64, range = 1..=4096)]
//!     batch_size: u32,
//!     /// Step size.
//!     #[sm(alias = "lr", range = 1e-6..=1.0)]
//!     learning_rate: f64,
//!     optimizer: Optimizer,
//!     warmup_steps: Option<u64>,
//! }
//!
//! #[derive(Debug, PartialEq, SmCategorical)]
//! enum Optimizer {
//!     Adam,
//!     Sgd,
//! }
//!
//! // In a job: `Hyperparameters::from_env()?`. In a test, the job is given:
//! let source = Source::from_vars([("SM_HPS", r#"{"lr": "0.1", "optimizer": "adam"}"#)]);
//! let hp = Hyperparameters::from_source(&source)?;
//!
//! assert_eq!((hp.batch_size, hp.learning_rate), (64, 0.1));
//! assert_eq!((hp.optimizer, hp.warmup_steps), (Optimizer::Adam, None));
//! # Ok::<(), smenv::Error>(())
//! ```
//!
//! # What to read first
//!
//! - [`SmHyperparameters`](derive@SmHyperparameters), the derive: every attribute, in a table and
//!   with examples.
//! - [`SmCategorical`](derive@SmCategorical): a closed set of values.
//! - [`HyperparameterValue`]: the types that a field can have, and [what text
//!   becomes](#what-text-becomes).
//! - [`Source`]: where settings come from, and [which of them wins](#where-a-value-comes-from).
//! - [`Error`]: every problem at once, for people and for code.
//! - [`SmChannels`](derive@SmChannels), the derive for a struct of the job's channels.
//! - [`TrainingEnv`]: the rest of the job: channels and their files, hosts and ranks, GPUs,
//!   directories, [`Checkpoints`].
//! - [`run`]: the contract between SageMaker and a training program, with a [`Job`] that has all of
//!   the above.
//! - [`SmMetrics`](derive@SmMetrics), the derive for a struct of the metrics that a program reports.
//! - [`export`]: the program for those who start it: SageMaker's API, JSON Schema, Markdown; and a
//!   check of requests.
//! - [`testing`] (feature `testing`): jobs on the local machine, for tests.
//!
//! # Where a value comes from
//!
//! The first of these that has the value wins:
//!
//! 1. arguments, if the program opts in with [`Source::args`]: `--batch-size 32`,
//!    `--batch-size=32`; `--verbose` and `--no-verbose` for a `bool`; `--layers 64 32` for a list.
//!    Those that a launcher generated from the hyperparameters are skipped, wherever they are: the
//!    toolkit lists them in `SM_USER_ARGS`, and the driver of SDK v3 derives them from `SM_HPS` for a
//!    `.sh` script. So is the word `train`, with which SageMaker starts a container;
//! 2. the variable `SM_HP_<NAME>`: the name in upper case, with its dashes kept or written `_`. It
//!    overrides `SM_HPS` only if it differs from it: a copy by a producer, an empty variable, and a
//!    variable that two names share change nothing;
//! 3. `SM_HPS`, all hyperparameters as JSON;
//! 4. `hyperparameters.json` in the folder given with [`Source::base_dir`], else in
//!    `SM_INPUT_CONFIG_DIR`, else in `$SAGEMAKER_BASE_DIR/input/config`, else in
//!    `/opt/ml/input/config`;
//! 5. the struct's default, or `None` for an `Option`.
//!
//! So a job can be replayed with one value changed: `SM_HP_LEARNING_RATE=0.2 ./train`. [`run`] and
//! [`Job`] accept channels and directories as arguments too:
//! `./train --epochs 3 --train ./data --model-dir ./out`. If a JSON object repeats a name, its last
//! value counts, as in Python.
//!
//! `-` and `_` are equal in names. An unknown name is an error, since a misspelled hyperparameter must
//! not train on a default. SageMaker's own names are not: `sagemaker_*`,
//! `_tuning_objective_metric`, `default_user_module_name`, and `mp_parameters`, which a field may
//! have.
//!
//! Producers parse each value as JSON, so the version `1.10` arrives as the number 1.1, and the commit
//! `4e71062` as infinity. A field of a text type gets the original text from the config file, if that
//! is there and matches.
//!
//! # What text becomes
//!
//! Except for text types, text is trimmed and can have one extra layer of JSON quotes. A JSON string
//! is equal to its text. Null is absence.
//!
//! | type | accepts | rejects |
//! |---|---|---|
//! | integers, [`NonZero`](std::num::NonZero) | `32`, `+3`, `007`, `1_000`, `256.0`, `1e3`: whole and in range, exactly | `1.5`, `0x10`, `true`, empty, out of range |
//! | `f32`, `f64` | Rust's grammar, with `_` between digits; `nan`, `inf`, `Infinity` in any case | overflow (`1e400`), empty, `true` |
//! | `bool` | any case of `true false t f yes no y n on off 1 0` | the rest |
//! | `String`, `Box<str>`, `Rc<str>`, `Arc<str>`, `PathBuf`, `OsString`, `char` | the text itself | NUL, lone surrogates; `char`: not one character |
//! | `Option<T>` | absent, null, empty, `None`, `null`; for text types only absent and null | what `T` rejects |
//! | `Vec`, `VecDeque`, `Box<[T]>`, sets, arrays, tuples | `[1, 2]`, `(1, 2)`, `['a', 'b']`, `[a, b]`, `a, b`; of numbers `1 2` and `[1 2]` too; empty is no items | wrong length, null items, objects, unclosed brackets |
//! | `HashMap`, `BTreeMap` | `{"a": 1}`, `{'a': 1}`, `{a: 1}`, `a=1,b=2`; empty is no entries | empty keys, lists; a repeated key, as in `a=1,a=2`; one key in two spellings |
//! | `IpAddr`, `SocketAddr` and the like | what `FromStr` accepts | the rest |
//! | an enum with [`SmCategorical`](derive@SmCategorical) | its names; case, `-` and `_` are ignored unless that is ambiguous | the rest |
//!
//! # In tests
//!
//! [`Source::from_vars`] is a job that consists of the given variables, and `Source::default()` one
//! without any. To read back what [`to_hyperparameters`](SmHyperparameters::to_hyperparameters)
//! returns, write it to `input/config/hyperparameters.json` in a folder that replaces `/opt/ml`:
//!
//! ```
//! use smenv::{SmHyperparameters, Source};
//!
//! #[derive(Debug, PartialEq, SmHyperparameters)]
//! struct Hyperparameters {
//!     learning_rate: f64,
//!     version: String,
//!     layers: Vec<u32>,
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let hp = Hyperparameters {
//!     learning_rate: 0.1,
//!     version: "1.10".to_owned(),
//!     layers: vec![64, 32],
//! };
//! let sent = hp.to_hyperparameters();
//! // Quoted, or producers would turn it into the number 1.1.
//! assert_eq!(sent["version"], "\"1.10\"");
//!
//! let job = std::env::temp_dir().join(format!("job-{}", std::process::id()));
//! std::fs::create_dir_all(job.join("input/config"))?;
//! std::fs::write(job.join("input/config/hyperparameters.json"), serde_json::to_string(&sent)?)?;
//!
//! let read = Hyperparameters::from_source(&Source::default().base_dir(&job))?;
//! assert_eq!(read, hp);
//! # std::fs::remove_dir_all(job)?;
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! On by default:
//!
//! - `derive`: the derive macros.
//! - `run`: [`run`] and [`Job`], with the crate signal-hook.
//! - `serde`: fields with [`json`](derive@SmHyperparameters#json), [`export`], and `Serialize` for [`Error`],
//!   [`Problem`], [`Explanation`], [`TrainingEnv`], [`Channel`] and their parts, with the crates
//!   serde_core and serde_json.
//!
//! Off by default:
//!
//! - `testing`: [`testing`], for a program's dev-dependency on smenv.
//! - `log`, `tracing`: [`LogLevel`] converts into their level filters.
//!
//! A program that only reads settings can turn the defaults off:
//!
//! ```toml
//! smenv = { version = "0.1", default-features = false, features = ["derive"] }
//! ```
//!
//! Its runtime then depends on no crate outside smenv.
//!
#![cfg_attr(not(feature = "run"), doc = " [`run`]: #features\n [`Job`]: #features")]
#![cfg_attr(not(feature = "testing"), doc = " [`testing`]: #features")]
#![cfg_attr(not(feature = "serde"), doc = " [`export`]: #features")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "serde")]
pub use smenv_core::export;
#[cfg(feature = "testing")]
pub use smenv_core::testing;
pub use smenv_core::{
    Bounded, Channel, ChannelSpec, ChannelsSpec, Checkpoint, Checkpoints, DataDistribution, Error,
    Explanation, ExplanationRow, FieldKind, FieldSpec, HostTopology, HyperparameterValue,
    InputMode, InstanceGroup, LogLevel, MetricSpec, MetricValue, MetricsSpec, Objective, Origin,
    Problem, ProblemKind, RangeEnd, RawValue, RecordWrapper, Scale, SmCategorical, SmChannels,
    SmHyperparameters, SmMetrics, Source, Spec, Subject, TrainingEnv, ValueError, ValueType,
    write_atomic, write_atomic_with,
};
#[cfg(feature = "run")]
pub use smenv_core::{Job, StopSignal, TrainingError, run, run_from};

#[doc(hidden)]
pub use smenv_core::__private0;

#[cfg(feature = "derive")]
pub use smenv_derive::{SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

// The README's examples run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

// So do those of the page about launching.
#[cfg(doctest)]
#[doc = include_str!("../docs/launching.md")]
struct Launching;
