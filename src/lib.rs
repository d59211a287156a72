//! Typed, checked and explained hyperparameters for programs that train models on Amazon SageMaker.
//!
//! Annotate a struct; smenv fills it from the job's environment, or says everything that is wrong with the job at once.
//!
//! ```
//! use smenv::{SmCategorical, SmHyperparameters, Source};
//!
//! #[derive(Debug, SmHyperparameters)]
//! #[sm(rename_all = "kebab-case")]
//! struct Hyperparameters {
//!     /// Samples per optimiser step.
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
//! // In a job: `Hyperparameters::from_env()?`. In a test, the job is a text:
//! let source = Source::from_vars([("SM_HPS", r#"{"lr": "0.1", "optimizer": "adam"}"#)]);
//! let hp = Hyperparameters::from_source(&source)?;
//!
//! assert_eq!((hp.batch_size, hp.learning_rate, hp.optimizer, hp.warmup_steps), (64, 0.1, Optimizer::Adam, None));
//! # Ok::<(), smenv::Error>(())
//! ```
//!
//! # What to read first
//!
//! - [`SmHyperparameters`](derive@SmHyperparameters), the derive: every attribute, in a table and with examples.
//! - [`SmCategorical`](derive@SmCategorical): a closed set of values.
//! - [`HyperparameterValue`]: what a field's type may be, and [what text becomes](#what-text-becomes).
//! - [`Source`]: where settings come from, and [which of them wins](#where-a-value-comes-from).
//! - [`Error`]: every problem at once, for people and for code.
//! - [`TrainingEnv`]: the job's channels and directories.
//!
//! # Where a value comes from
//!
//! The first that has it:
//!
//! 1. arguments, where the program opts in with [`Source::args`]: `--batch-size 32`, `--batch-size=32`. Those that a launcher made
//!    of the hyperparameters (`SM_USER_ARGS`) are skipped;
//! 2. the variable `SM_HP_<NAME>`: the name in upper case, its dashes kept or written `_`. It overrides only where it says something
//!    else than `SM_HPS`: what a producer rendered there, an empty variable, and one that two names share change nothing;
//! 3. `SM_HPS`, all hyperparameters as JSON;
//! 4. `hyperparameters.json` in the folder given with [`Source::base_dir`], else in `SM_INPUT_CONFIG_DIR`, else in
//!    `$SAGEMAKER_BASE_DIR/input/config`, else in `/opt/ml/input/config`;
//! 5. the struct's default, and `None` for an `Option`.
//!
//! So a job can be replayed with one value changed: `SM_HP_LEARNING_RATE=0.2 ./train`.
//!
//! Names match with `-` and `_` as one. A name that no field has is an error, unless it is SageMaker's own (`sagemaker_*`,
//! `_tuning_objective_metric`, `default_user_module_name`, `mp_parameters`): a misspelt hyperparameter must not train on a default.
//!
//! Producers read each value as JSON, so that the version `1.10` arrives as the number 1.1 and the commit `4e71062` as infinity.
//! Where a field wants text, and the config file is there with the text that became that value, the text is used.
//!
//! # What text becomes
//!
//! Text is trimmed and may have one extra layer of JSON quotes, but for text types. A JSON string and its text are the same thing.
//! Null is absence.
//!
//! | type | accepts | refuses |
//! |---|---|---|
//! | integers, [`NonZero`](std::num::NonZero) | `32`, `+3`, `007`, `1_000`, `256.0`, `1e3`: whole and in range, exactly | `1.5`, `0x10`, `true`, empty, out of range |
//! | `f32`, `f64` | Rust's grammar, with `_` between digits; `nan`, `inf`, `Infinity` in any case | overflow (`1e400`), empty, `true` |
//! | `bool` | any case of `true false t f yes no y n on off 1 0` | the rest |
//! | `String`, `Box<str>`, `Rc<str>`, `Arc<str>`, `PathBuf`, `OsString`, `char` | the text itself | NUL, lone surrogates; `char`: not one character |
//! | `Option<T>` | absent, null, empty, `None`, `null`; for text types only absent and null | what `T` refuses |
//! | `Vec`, `VecDeque`, `Box<[T]>`, sets, arrays, tuples | `[1, 2]`, `(1, 2)`, `['a', 'b']`, `[a, b]`, `a, b`; empty is no items | wrong length, null items, objects, unclosed brackets |
//! | `HashMap`, `BTreeMap` | `{"a": 1}`, `{'a': 1}`, `{a: 1}`, `a=1,b=2`; empty is no entries | empty keys, lists; in `a=1,a=2` the second |
//! | `IpAddr`, `SocketAddr` and their kin | what `FromStr` takes | the rest |
//! | an enum with [`SmCategorical`](derive@SmCategorical) | its names; case, `-` and `_` do not count where only one is meant | the rest |
//!
//! # Features
//!
//! `derive` (on by default): the derive macros.

pub use smenv_core::{
    Bounded, Channel, ChannelSpec, ChannelsSpec, Error, Expected, Explained, Explanation, Field, FieldKind,
    HyperparameterValue, InputMode, Invalid, Limit, Origin, Problem, ProblemKind, Raw, Scale, SmCategorical,
    SmChannels, SmHyperparameters, Source, Spec, TrainingEnv,
};

#[doc(hidden)]
pub use smenv_core::__private;

/// Fills a struct with named fields from the hyperparameters of a SageMaker job; implements the trait
/// [`SmHyperparameters`](trait@SmHyperparameters).
///
/// # Attributes of the struct
///
/// | attribute | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | how fields' names are spelt: serde's rules `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` |
/// | `allow_unknown` | a name that no field has is no error |
/// | `validate = function` | a rule over the whole struct, `fn(&Self) -> Result<(), E>` with `E: Display` |
/// | `crate = path` | where smenv is, if not at `::smenv` |
///
/// # Attributes of a field
///
/// | attribute | meaning |
/// |---|---|
/// | a doc comment | the hyperparameter's description |
/// | `name = "learning-rate"` | the canonical name |
/// | `alias = "lr"` | another name; may come again |
/// | `default` | the type's `Default` where nothing is given |
/// | `default = expression` | this value; a string literal becomes the type by `From` |
/// | `range = 1..=10` | the value must be in the range: any of Rust's, for numbers, `Option`s of them, and [`Bounded`] types |
/// | `validate = function` | a rule over the value, `fn(&T) -> Result<(), E>` with `E: Display`; of an `Option`, over what is in it; a `String` may be taken as `&str`, a `Vec` as a slice |
/// | `secret` | the value is never shown |
/// | `tunable` | a tuner may choose the value; with `scale = "log"` (or `auto`, `linear`, `reverse-log`) along this scale |
/// | `flatten` | the field is a struct of more hyperparameters; with `prefix = "aug-"` before their names |
/// | `rest` | the field is a map of all that no other field takes |
/// | `from_str` | the type reads by `FromStr` and writes by `Display` |
/// | `json` | the type reads and writes by serde |
/// | `with = module` | `module::from_text(&str) -> Result<T, E>` reads (`E: Display`), `module::to_text(&T) -> String` writes |
/// | `skip` | the field is no hyperparameter: it is its default |
///
/// # Names, aliases, defaults and ranges
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// const MOST_EPOCHS: u32 = 100;
///
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case")]
/// struct Hyperparameters {
///     #[sm(default = 10, range = 1..=MOST_EPOCHS)]
///     num_epochs: u32,
///     #[sm(name = "lr", alias = "eta", range = 0.0..1.0)]
///     learning_rate: f64,
///     #[sm(default = "adam")]
///     optimizer: String,
///     #[sm(default = [0.9, 0.999])]
///     betas: [f64; 2],
///     #[sm(default)]
///     verbose: bool,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"num_epochs": 3, "eta": 0.5}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!((hp.num_epochs, hp.learning_rate, hp.optimizer.as_str()), (3, 0.5, "adam"));
/// assert_eq!((hp.betas, hp.verbose), ([0.9, 0.999], false));
///
/// let source = Source::from_vars([("SM_HPS", r#"{"num-epochs": 0, "lr": "1"}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().to_string(),
///     "2 problems in the settings of this job:\n\
///      - num-epochs (SM_HPS): got \"0\"; expected an integer from 1 to 100\n\
///      - lr (SM_HPS): got \"1\"; expected a number from 0.0 to below 1.0",
/// );
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// # Structs in structs, and the rest
///
/// ```
/// # use std::collections::BTreeMap;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(flatten, prefix = "aug-")]
///     augment: Augment,
///     #[sm(rest)]
///     others: BTreeMap<String, String>,
/// }
///
/// #[derive(SmHyperparameters)]
/// struct Augment {
///     flip: bool,
///     rotate: Option<f32>,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": 1, "aug-flip": true, "team": "vision"}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert!(hp.augment.flip && hp.augment.rotate.is_none());
/// assert_eq!(hp.others["team"], "vision");
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// # Rules of your own
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// #[sm(validate = warmup_ends)]
/// struct Hyperparameters {
///     #[sm(validate = power_of_two)]
///     batch_size: u32,
///     steps: u64,
///     #[sm(default)]
///     warmup_steps: u64,
/// }
///
/// fn power_of_two(value: &u32) -> Result<(), &'static str> {
///     if value.is_power_of_two() { Ok(()) } else { Err("it must be a power of two") }
/// }
///
/// fn warmup_ends(hp: &Hyperparameters) -> Result<(), String> {
///     if hp.warmup_steps <= hp.steps {
///         Ok(())
///     } else {
///         Err(format!("warmup_steps ({}) must not be more than steps ({})", hp.warmup_steps, hp.steps))
///     }
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"batch_size": 48, "steps": 10}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().problems()[0].to_string(),
///     "batch_size (SM_HPS): got \"48\", but it must be a power of two",
/// );
/// ```
///
/// # Types of your own
///
/// ```
/// # use std::time::Duration;
/// # use serde::{Deserialize, Serialize};
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(from_str)]
///     image: Size,
///     #[sm(json)]
///     schedule: Option<Schedule>,
///     #[sm(with = seconds, default = Duration::from_secs(60))]
///     patience: Duration,
/// }
///
/// #[derive(Debug, PartialEq)]
/// struct Size(u32, u32);
///
/// impl std::str::FromStr for Size {
///     type Err = String;
///
///     fn from_str(text: &str) -> Result<Self, String> {
///         let (width, height) = text.split_once('x').ok_or("it has no `x`")?;
///         let number = |text: &str| text.parse().map_err(|error| format!("{text}: {error}"));
///         Ok(Size(number(width)?, number(height)?))
///     }
/// }
///
/// impl std::fmt::Display for Size {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         write!(f, "{}x{}", self.0, self.1)
///     }
/// }
///
/// #[derive(Deserialize, Serialize)]
/// struct Schedule {
///     kind: String,
/// }
///
/// mod seconds {
///     use std::time::Duration;
///
///     pub fn from_text(text: &str) -> Result<Duration, std::num::ParseIntError> {
///         text.parse().map(Duration::from_secs)
///     }
///
///     pub fn to_text(duration: &Duration) -> String {
///         duration.as_secs().to_string()
///     }
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"image": "224x224", "schedule": {"kind": "cosine"}, "patience": 5}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!((hp.image, hp.patience), (Size(224, 224), Duration::from_secs(5)));
/// assert_eq!(hp.schedule.unwrap().kind, "cosine");
/// # Ok::<(), smenv::Error>(())
/// ```
#[cfg(feature = "derive")]
pub use smenv_derive::SmHyperparameters;

/// Makes an enum of unit variants a hyperparameter with a closed set of values; implements [`HyperparameterValue`] and the trait
/// [`SmCategorical`](trait@SmCategorical).
///
/// Names are the variants' in `snake_case`, unless `rename_all` (on the enum, serde's rules) or `name` says otherwise; `alias` adds
/// more. A value is a name as it is, else the only one that it equals with case ignored and `-` and `_` left out.
///
/// ```
/// use smenv::{HyperparameterValue, SmCategorical};
///
/// #[derive(Debug, PartialEq, SmCategorical)]
/// enum Optimizer {
///     Adam,
///     #[sm(alias = "adam-with-decay")]
///     AdamW,
///     #[sm(name = "sgd")]
///     StochasticGradientDescent,
/// }
///
/// assert_eq!(Optimizer::CHOICES, ["adam", "adam_w", "sgd"]);
/// assert_eq!(Optimizer::from_text("ADAMW"), Ok(Optimizer::AdamW));
/// assert_eq!(Optimizer::AdamW.as_str(), "adam_w");
/// assert!(Optimizer::from_text("rmsprop").is_err());
/// ```
#[cfg(feature = "derive")]
pub use smenv_derive::SmCategorical;

/// Fills a struct with the channels of a SageMaker job; implements the trait [`SmChannels`](trait@SmChannels).
///
/// Each field is a [`Channel`], or an `Option<Channel>` that a job may lack. Everything that is wrong is reported at once: a channel
/// that is missing, one that no field has, a type of content or an input mode that the program does not take. The channels `code` and
/// `sm_drivers`, which the SageMaker Python SDK v3 adds for itself, are passed over.
///
/// | attribute of the struct | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | how fields' names are spelt: serde's rules |
/// | `allow_unknown` | a channel that no field has is no error |
/// | `crate = path` | where smenv is, if not at `::smenv` |
///
/// | attribute of a field | meaning |
/// |---|---|
/// | a doc comment | the channel's description |
/// | `name = "train"` | the channel's name, if not the field's: letters, digits, `.`, `_`, `-`, at most 64 |
/// | `content_type = "text/csv"` | the type of content must be this, where the job says one; again for each further type |
/// | `input_mode = "File"` | the input mode must be this (`File`, `Pipe` or `FastFile`), where the job says one; again for each further |
///
/// ```
/// use smenv::{Channel, SmChannels, Source};
///
/// #[derive(SmChannels)]
/// struct Data {
///     /// The birds to learn from.
///     train: Channel,
///     #[sm(content_type = "text/csv", content_type = "text/tab-separated-values")]
///     validation: Option<Channel>,
/// }
///
/// let source = Source::from_vars([("SM_CHANNELS", r#"["train"]"#)]);
/// let data = Data::from_source(&source)?;
/// assert_eq!(data.train.dir(), "/opt/ml/input/data/train");
/// assert!(data.validation.is_none());
///
/// let source = Source::from_vars([("SM_CHANNELS", r#"["trian", "code"]"#)]);
/// assert_eq!(
///     Data::from_source(&source).err().unwrap().to_string(),
///     "2 problems in the settings of this job:\n\
///      - channel train: missing; this job has the channels code, trian; did you mean trian?\n\
///      - channel trian: no channel of this program has this name; did you mean train?",
/// );
///
/// // A name that does not compile where it is misspelt.
/// const TRAIN: &str = Data::names().train;
/// assert_eq!(TRAIN, "train");
/// # Ok::<(), smenv::Error>(())
/// ```
#[cfg(feature = "derive")]
pub use smenv_derive::SmChannels;

// The README's examples run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
