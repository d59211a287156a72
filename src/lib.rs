//! Typed, checked and explained hyperparameters for programs that train models on Amazon SageMaker.
//!
//! Annotate a struct; smenv fills it from the job's environment, or says everything that is wrong
//! with the job at once.
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
//! - [`SmHyperparameters`](derive@SmHyperparameters), the derive: every attribute, in a table and
//!   with examples.
//! - [`SmCategorical`](derive@SmCategorical): a closed set of values.
//! - [`HyperparameterValue`]: what a field's type may be, and [what text
//!   becomes](#what-text-becomes).
//! - [`Source`]: where settings come from, and [which of them wins](#where-a-value-comes-from).
//! - [`Error`]: every problem at once, for people and for code.
//! - [`SmChannels`](derive@SmChannels), the derive for a struct of the job's channels.
//! - [`TrainingEnv`]: the rest of the job: channels and their files, hosts and ranks, GPUs,
//!   directories, [`Checkpoints`].
//! - [`run`]: the contract between SageMaker and a training program, with a [`Job`]
//!   that has all of the above.
//! - [`testing`] (feature `testing`): jobs on this machine, for tests.
//!
//! # Where a value comes from
//!
//! The first that has it:
//!
//! 1. arguments, where the program opts in with [`Source::args`]: `--batch-size 32`,
//!    `--batch-size=32`; `--verbose` and `--no-verbose` for a `bool`; `--layers 64 32` for a list.
//!    Those that a launcher made of the hyperparameters (the toolkit's `SM_USER_ARGS`; what the
//!    driver of SDK v3 makes of `SM_HPS` for a `.sh` script) are skipped, wherever they stand, and
//!    so is the word `train` with which SageMaker starts a container;
//! 2. the variable `SM_HP_<NAME>`: the name in upper case, its dashes kept or written `_`. It
//!    overrides only where it says something else than `SM_HPS`: what a producer rendered there, an
//!    empty variable, and one that two names share change nothing;
//! 3. `SM_HPS`, all hyperparameters as JSON;
//! 4. `hyperparameters.json` in the folder given with [`Source::base_dir`], else in
//!    `SM_INPUT_CONFIG_DIR`, else in `$SAGEMAKER_BASE_DIR/input/config`, else in
//!    `/opt/ml/input/config`;
//! 5. the struct's default, and `None` for an `Option`.
//!
//! So a job can be replayed with one value changed: `SM_HP_LEARNING_RATE=0.2 ./train`. [`run`] and
//! [`Job`] take channels and directories as arguments too:
//! `./train --epochs 3 --train ./data --model-dir ./out`. Where a JSON object has a name more than
//! once, its last value counts, as in Python.
//!
//! Names match with `-` and `_` as one. A name that no field has is an error, unless it is
//! SageMaker's own (`sagemaker_*`, `_tuning_objective_metric`, `default_user_module_name`; and
//! `mp_parameters`, which a field may have): a misspelt hyperparameter must not train on a default.
//!
//! Producers read each value as JSON, so that the version `1.10` arrives as the number 1.1 and the
//! commit `4e71062` as infinity. Where a field wants text, and the config file is there with the
//! text that became that value, the text is used.
//!
//! # What text becomes
//!
//! Text is trimmed and may have one extra layer of JSON quotes, but for text types. A JSON string
//! and its text are the same thing. Null is absence.
//!
//! | type | accepts | refuses |
//! |---|---|---|
//! | integers, [`NonZero`](std::num::NonZero) | `32`, `+3`, `007`, `1_000`, `256.0`, `1e3`: whole and in range, exactly | `1.5`, `0x10`, `true`, empty, out of range |
//! | `f32`, `f64` | Rust's grammar, with `_` between digits; `nan`, `inf`, `Infinity` in any case | overflow (`1e400`), empty, `true` |
//! | `bool` | any case of `true false t f yes no y n on off 1 0` | the rest |
//! | `String`, `Box<str>`, `Rc<str>`, `Arc<str>`, `PathBuf`, `OsString`, `char` | the text itself | NUL, lone surrogates; `char`: not one character |
//! | `Option<T>` | absent, null, empty, `None`, `null`; for text types only absent and null | what `T` refuses |
//! | `Vec`, `VecDeque`, `Box<[T]>`, sets, arrays, tuples | `[1, 2]`, `(1, 2)`, `['a', 'b']`, `[a, b]`, `a, b`; of numbers `1 2` and `[1 2]` too; empty is no items | wrong length, null items, objects, unclosed brackets |
//! | `HashMap`, `BTreeMap` | `{"a": 1}`, `{'a': 1}`, `{a: 1}`, `a=1,b=2`; empty is no entries | empty keys, lists; in `a=1,a=2` the second; one key in two spellings |
//! | `IpAddr`, `SocketAddr` and their kin | what `FromStr` takes | the rest |
//! | an enum with [`SmCategorical`](derive@SmCategorical) | its names; case, `-` and `_` do not count where only one is meant | the rest |
//!
//! # In tests
//!
//! [`Source::from_vars`] is a job that is nothing but these variables, `Source::default()` one
//! without any. What [`to_hyperparameters`](SmHyperparameters::to_hyperparameters) gives is read
//! back from `hyperparameters.json`, in the folder `input/config` of a folder that stands for
//! `/opt/ml`:
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
//! let hp = Hyperparameters { learning_rate: 0.1, version: "1.10".to_owned(), layers: vec![64, 32] };
//! let sent = hp.to_hyperparameters();
//! // In quotes, or producers would take it for the number 1.1.
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
//! - `serde`: fields with [`json`](derive@SmHyperparameters#json), and `Serialize` for [`Error`],
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
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "testing")]
pub use smenv_core::testing;
pub use smenv_core::{
    Bounded, Channel, ChannelSpec, ChannelsSpec, Checkpoint, Checkpoints, DataDistribution, Error,
    Explanation, ExplanationRow, FieldKind, FieldSpec, HostTopology, HyperparameterValue,
    InputMode, InstanceGroup, LogLevel, Origin, Problem, ProblemKind, RangeEnd, RawValue,
    RecordWrapper, Scale, SmCategorical, SmChannels, SmHyperparameters, Source, Spec, Subject,
    TrainingEnv, ValueError, ValueType, write_atomic, write_atomic_with,
};
#[cfg(feature = "run")]
pub use smenv_core::{Job, StopSignal, TrainingError, run, run_from};

#[doc(hidden)]
pub use smenv_core::__private;

/// Fills a struct with named fields from the hyperparameters of a SageMaker job; implements the
/// trait [`SmHyperparameters`](trait@SmHyperparameters), and gives the struct a function
/// [`names()`](#names).
///
/// Below are all attributes in a table, what the compiler checks, and an example for each
/// attribute.
///
/// | attribute of the struct | meaning |
/// |---|---|
/// | [`rename_all = "kebab-case"`](#rename_all) | how fields' names are spelt: serde's rules `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` |
/// | [`allow_unknown`](#allow_unknown) | a name that no field has is no error |
/// | [`schema = "file.json"`](#schema) | the compiler holds the struct against a file of hyperparameters |
/// | [`validate = function`](#validate-of-the-struct) | a rule over the whole struct, `fn(&Self) -> Result<(), E>` with `E: Display` |
/// | [`crate = path`](#crate) | where smenv is, if not at `::smenv` |
///
/// | attribute of a field | meaning |
/// |---|---|
/// | [a doc comment](#doc-comments) | the hyperparameter's description |
/// | [`name = "learning-rate"`](#name-and-alias) | the canonical name |
/// | [`alias = "lr"`](#name-and-alias) | another name; may come again |
/// | [`default`](#default) | the type's `Default` where nothing is given |
/// | [`default = expression`](#default) | this value; a string literal becomes the type by `From` |
/// | [`range = 1..=10`](#range) | the value must be in the range: any of Rust's, for numbers, `Option`s of them, and [`Bounded`] types; with `from_str` and `with`, for types that have `PartialOrd` and `Display` |
/// | [`validate = function`](#validate) | a rule over the value, `fn(&T) -> Result<(), E>` with `E: Display`; of an `Option`, over what is in it; a `String` may be taken as `&str`, a `Vec` as a slice |
/// | [`secret`](#secret) | no message and no table shows the value |
/// | [`tunable`](#tunable-and-scale) | a tuner may choose the value: a number with both ends of a range, a `bool`, or an [`SmCategorical`](derive@SmCategorical) of at most 30 values |
/// | [`scale = "log"`](#tunable-and-scale) | how the tuner walks through the range: `auto`, `linear`, `log`, `reverse-log` |
/// | [`flatten`](#flatten-and-prefix) | the field is a struct of more hyperparameters, which has no `rest` |
/// | [`prefix = "aug-"`](#flatten-and-prefix) | what stands before the names of the flattened struct; with `rest`, of the map |
/// | [`rest`](#rest) | the field is a map of all that no other field takes: a `BTreeMap` or a `HashMap`; with `prefix`, of the names that begin with it |
/// | [`delimiter = " "`](#delimiter) | what separates the items of a list in a text, in place of a comma |
/// | [`from_str`](#from_str) | the type reads by `FromStr` and writes by `Display`: a `T`, an `Option<T>` or a `Vec<T>` |
/// | [`json`](#json) | the type reads and writes by serde, as JSON; with `rest`, the values of the map |
/// | [`with = module`](#with) | `module::from_text(&str) -> Result<T, E>` reads (`E: Display`), `module::to_text(&T) -> String` writes a `T` or what an `Option<T>` holds |
/// | [`skip`](#skip) | the field is no hyperparameter: it is its default |
///
/// # What the compiler checks
///
/// Each mistake is an error at the token at fault, that says what to write instead; one build shows
/// all of them.
///
/// - **Attributes**: unknown, misspelt or repeated ones, those without a value that they need,
///   those that exclude each other.
/// - **Names**: two that are one (`-`, `_` and case do not count: `SM_HP_*` cannot tell them
///   apart), SageMaker's own, empty ones, those of more than 256 characters, and those that nobody
///   can give: with leading dashes, `=`, white space around them, or a control character; more than
///   100 required hyperparameters, which is what a job may send. Those of flattened structs count.
/// - **Defaults**: one of the wrong type is rustc's own error, at the value; one outside the range.
/// - **Ranges**: empty ones, ends of another type than the field's, types without an order.
/// - **`tunable` and `scale`**: what no tuner of SageMaker takes.
/// - **`flatten`** of what is no struct of hyperparameters, of an `Option`, and of a struct that
///   has a `rest`.
/// - **[`schema`](#schema)**: the struct and a file that differ.
/// - **Shapes**: enums, tuple structs, unions, generics.
///
/// Of defaults and ranges the compiler sees literals, constants (a path whose last name is in upper
/// case: `MOST_EPOCHS`, `f64::EPSILON`), arithmetic on them and `Some` of them. Another default is
/// held against its range when the struct is filled.
///
/// # names
///
/// `names()` gives each hyperparameter's name in a field that is called like the struct's: for code
/// that speaks of one, such as a tuner's ranges or a test's arguments, and shall not compile where
/// it is misspelt. It is `const`. A flattened struct has its names in a field of its own, with
/// their prefix; what is `rest` or `skip` has no name.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case")]
/// struct Hyperparameters {
///     learning_rate: f64,
///     #[sm(flatten, prefix = "aug-")]
///     augment: Augment,
/// }
///
/// #[derive(SmHyperparameters)]
/// struct Augment {
///     #[sm(default = true)]
///     flip: bool,
/// }
///
/// const LEARNING_RATE: &str = Hyperparameters::names().learning_rate;
/// assert_eq!(LEARNING_RATE, "learning-rate");
/// assert_eq!(Hyperparameters::names().augment.flip, "aug-flip");
///
/// let arguments = [format!("--{LEARNING_RATE}=0.5")];
/// let hp = Hyperparameters::from_source(&Source::default().args(arguments))?;
/// assert!(hp.learning_rate == 0.5 && hp.augment.flip);
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// # Attributes of the struct
///
/// ## rename_all
///
/// Of this struct's own fields: what is flattened into it keeps its names, and may have a
/// `rename_all` itself.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case")]
/// struct Hyperparameters {
///     batch_size: u32,
///     #[sm(flatten)]
///     augment: Augment,
/// }
///
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "camelCase")]
/// struct Augment {
///     random_flip: bool,
/// }
///
/// let names = Hyperparameters::names();
/// assert_eq!((names.batch_size, names.augment.random_flip), ("batch-size", "randomFlip"));
/// ```
///
/// ## allow_unknown
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// #[sm(allow_unknown)]
/// struct Hyperparameters {
///     epochs: u32,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": 1, "team": "vision"}"#)]);
/// assert_eq!(Hyperparameters::from_source(&source)?.epochs, 1);
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## schema
///
/// The struct against a file that is checked in. The path is relative to the crate, to the folder
/// of its `Cargo.toml`; when the file changes, the crate is built anew. Its content says which of
/// these forms it has:
///
/// - what a launcher sends: an object of names and texts,
///   `{"learning-rate": "0.1", "epochs": "10"}`;
/// - SageMaker's `SupportedHyperParameters`: a list of `HyperParameterSpecification`, bare, or
///   inside the object that `CreateAlgorithm` takes (`TrainingSpecification`);
/// - the body of `CreateTrainingJob`, with its `HyperParameters`;
/// - the body of `CreateHyperParameterTuningJob`, or a definition with `StaticHyperParameters` and
///   `ParameterRanges` (or `HyperParameterRanges`). A range gives its hyperparameter, and both of
///   its ends, or each of its values, must be values of the field; a continuous range is not for an
///   integer.
///
/// Each of these is an error: a name in the file that no field takes (with `rest` or
/// `allow_unknown` any name is taken); a field that the file has twice; a required field that is
/// missing or null there, or has `"IsRequired": false` and no `DefaultValue`; and a value or a
/// `DefaultValue` that is not of the field's type or is outside its range. A field is required if
/// it has no `default` and its type is not written as `Option`. Values are checked for Rust's own
/// numbers, `bool` and `char`, and `Option`s of them; ranges if their ends are literals or
/// constants. Of a flattened struct only the names are checked.
///
/// ```
/// # use smenv::SmHyperparameters;
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case", schema = "examples/penguins/opt/ml/input/config/hyperparameters.json")]
/// struct Hyperparameters {
///     #[sm(range = 0.0..=100.0)]
///     l2_penalty: f64,
///     max_iterations: u64,
///     test_share: f64,
///     features: Vec<String>,
/// }
/// ```
///
/// Without `max_iterations` in the struct the same is an error, at the file's name:
///
/// ```compile_fail
/// # use smenv::SmHyperparameters;
/// // "examples/…/hyperparameters.json" has `max-iterations`, which no field takes
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case", schema = "examples/penguins/opt/ml/input/config/hyperparameters.json")]
/// struct Hyperparameters {
///     l2_penalty: f64,
///     test_share: f64,
///     features: Vec<String>,
/// }
/// ```
///
/// ## validate of the struct
///
/// Called when all fields are valid. Its reason is not shown if one of the struct's secrets has a
/// value, given or by a `default = …`: the reason may have that value in it, in whatever form. The
/// problem then names the rule and the secret. A reason that is a `&'static str` cannot hold a
/// value, and is always shown.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// #[sm(validate = warmup_ends)]
/// struct Hyperparameters {
///     steps: u64,
///     #[sm(default)]
///     warmup_steps: u64,
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
/// let source = Source::from_vars([("SM_HPS", r#"{"steps": 10, "warmup_steps": 20}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().problems()[0].to_string(),
///     "warmup_steps (20) must not be more than steps (10)",
/// );
/// ```
///
/// ## crate
///
/// Where another crate re-exports smenv, so that its users need not depend on it themselves.
///
/// ```
/// mod framework {
///     pub extern crate smenv;
/// }
///
/// #[derive(framework::smenv::SmHyperparameters)]
/// #[sm(crate = framework::smenv)]
/// struct Hyperparameters {
///     epochs: u32,
/// }
/// # fn main() {}
/// ```
///
/// # Attributes of a field
///
/// ## doc comments
///
/// They are in the struct's table, [`SPEC`](trait@SmHyperparameters#associatedconstant.SPEC).
/// `#[doc = include_str!("epochs.md")]` and other macros are expanded, and the lines of `/** … */`
/// lose their leading ` * `.
///
/// ```
/// # use smenv::SmHyperparameters;
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     /// Times that the data is seen.
///     epochs: u32,
/// }
///
/// assert_eq!(Hyperparameters::SPEC.fields()[0].docs(), "Times that the data is seen.");
/// ```
///
/// ## name and alias
///
/// Messages and [`to_hyperparameters`](trait@SmHyperparameters#method.to_hyperparameters) have the
/// canonical name. Two spellings that a job gives with different values are a problem. A name is
/// written without the dashes of an argument: `--learning-rate` is the argument of
/// `name = "learning-rate"`.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(name = "lr", alias = "eta", alias = "step-size")]
///     learning_rate: f64,
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"eta": 0.5}"#)]))?;
/// assert_eq!(hp.to_hyperparameters()["lr"], "0.5");
///
/// let source = Source::from_vars([("SM_HPS", r#"{"eta": 0.5, "step_size": 1}"#)]);
/// assert!(Hyperparameters::from_source(&source).is_err());
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## default
///
/// It stands for what is absent and for null. The expression is any of Rust, of the field's type;
/// `Self` in it is the struct.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(default = 10)]
///     epochs: u32,
///     #[sm(default = "adam")]
///     optimizer: String,
///     #[sm(default = [0.9, Self::BETA2])]
///     betas: [f64; 2],
///     #[sm(default = Some(100))]
///     warmup_steps: Option<u64>,
///     #[sm(default)]
///     verbose: bool,
/// }
///
/// impl Hyperparameters {
///     const BETA2: f64 = 0.999;
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"epochs": null}"#)]))?;
/// assert_eq!((hp.epochs, hp.optimizer.as_str(), hp.betas), (10, "adam", [0.9, 0.999]));
/// assert_eq!((hp.warmup_steps, hp.verbose), (Some(100), false));
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## range
///
/// NaN is in no range. A type of your own takes one with [`Bounded`], or with `from_str` or `with`
/// where it has `PartialOrd` and `Display`.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// const MOST_EPOCHS: u32 = 100;
///
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(range = 1..=MOST_EPOCHS)]
///     epochs: u32,
///     #[sm(range = 0.0..1.0)]
///     dropout: Option<f64>,
///     #[sm(from_str, range = Version(1, 2)..)]
///     version: Version,
/// }
///
/// #[derive(PartialEq, PartialOrd)]
/// struct Version(u32, u32);
/// #
/// # impl std::str::FromStr for Version {
/// #     type Err = &'static str;
/// #
/// #     fn from_str(text: &str) -> Result<Self, &'static str> {
/// #         let parts = text.split_once('.').and_then(|(a, b)| Some(Version(a.parse().ok()?, b.parse().ok()?)));
/// #         parts.ok_or("it is no version")
/// #     }
/// # }
/// #
/// # impl std::fmt::Display for Version {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
/// #         write!(f, "{}.{}", self.0, self.1)
/// #     }
/// # }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": 0, "dropout": "1", "version": "1.1"}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().to_string(),
///     "3 problems in the settings of this job:\n\
///      - epochs (SM_HPS): got \"0\"; expected an integer from 1 to 100\n\
///      - dropout (SM_HPS): got \"1\"; expected a number of at least 0.0 and less than 1.0\n\
///      - version (SM_HPS): got \"1.1\"; expected a value of type Version of at least 1.2",
/// );
/// ```
///
/// ## validate
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(validate = power_of_two)]
///     batch_size: u32,
/// }
///
/// fn power_of_two(value: &u32) -> Result<(), &'static str> {
///     if value.is_power_of_two() { Ok(()) } else { Err("it must be a power of two") }
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"batch_size": 48}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().problems()[0].to_string(),
///     "batch_size (SM_HPS): got \"48\", but it must be a power of two",
/// );
/// ```
///
/// ## secret
///
/// Neither a message nor [`explain`](trait@SmHyperparameters#method.explain) shows the value, nor
/// what a `validate` says of it, unless that is a `&'static str`, which cannot hold the value. It
/// does not hide the value from what the struct derives itself, such as `Debug`: where the struct
/// is printed, give the field a type whose `Debug` hides it.
///
/// A field whose name, or one of whose aliases, looks like a secret's is one without the attribute;
/// `secret = false` says that it is none. The value of a name that no field has is not shown
/// either, where the name looks like a secret's, or is near one.
///
/// A name looks like a secret's by its words, in any case and however they are parted:
///
/// - Anywhere in it: `secret`, `password`, `passphrase`, `passcode`, `credential`, `apikey`,
///   `accesskey`, `privatekey`, `signingkey`, `encryptionkey`, `sshkey`, `authorization`,
///   `connectionstring` and the like.
/// - At its end: `token`, `auth`, `pwd`, `creds`, `bearer`, `pass`, `pat`, `jwt`, `otp`, `mfa`,
///   `cookie`, `session`, `salt`, `sas`, `dsn`, `webhook`, `webhook_url`, `pin_code`, `conn_str`
///   and the like. A number or a version behind it does not count.
/// - `…_key` at its end, but not `key` alone.
///
/// Tokens of a text are none, such as `pad_token`, `tokenizer` and `max_tokens`; nor keys of data,
/// such as `image_key` and `sort_key`; nor what is counted (`num_cookies`) or only begins so
/// (`token_type_ids`, `key_dim`, `pin_memory`, `session_length`).
///
/// The value of any other name is not shown where it may have a secret in it: behind the name of a
/// secret, as in `{"config": {"api_key": …}}`, `--set=api_key=…` or `https://…/?token=…`, or as the
/// password of an address, `postgres://user:…@host`.
///
/// An argument that no field has is not shown at all behind a secret's, nor where its name begins
/// with a secret's: `--pin a --hunter2` and `--pinhunter2` have a part of the value where a name
/// should be. Where a secret is among the arguments, no word without a name is shown.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(secret)]
///     pin: u16,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"pin": "hunter2", "WANDB_API_KEY": "hunter2"}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().to_string(),
///     "2 problems in the settings of this job:\n\
///      - pin (SM_HPS): got [redacted]; expected an integer from 0 to 65535\n\
///      - WANDB_API_KEY (SM_HPS): unknown hyperparameter; got [redacted]; use pin",
/// );
/// ```
///
/// ## tunable and scale
///
/// What is tunable is what SageMaker's tuner can walk through: an integer or a float with both ends
/// of a `range`; or, without a range, a `bool` or an [`SmCategorical`](derive@SmCategorical) of at
/// most 30 values. `Option`s of these are as they. `scale`, which goes with `tunable` and a
/// `range`, is `auto` unless it says `linear`, `log` (all of the range is above 0) or `reverse-log`
/// (a float, all of the range is at least 0 and less than 1).
///
/// ```
/// # use smenv::{Scale, SmCategorical, SmHyperparameters};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
///     learning_rate: f64,
///     #[sm(range = 0.5..0.9999, tunable, scale = "reverse-log")]
///     momentum: f64,
///     #[sm(tunable)]
///     optimizer: Optimizer,
///     epochs: u32,
/// }
///
/// #[derive(SmCategorical)]
/// enum Optimizer {
///     Adam,
///     Sgd,
/// }
///
/// let scales: Vec<_> = Hyperparameters::SPEC.fields().iter().map(|field| field.scale()).collect();
/// assert_eq!(scales, [Some(Scale::Log), Some(Scale::ReverseLog), Some(Scale::Auto), None]);
/// ```
///
/// ## flatten and prefix
///
/// A flattened struct may have flattened structs itself, but no `rest`. Its `validate` and its own
/// attributes hold as they do alone.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(flatten, prefix = "aug-")]
///     augment: Augment,
/// }
///
/// #[derive(SmHyperparameters)]
/// struct Augment {
///     flip: bool,
///     rotate: Option<f32>,
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"epochs": 1, "aug-flip": true}"#)]))?;
/// assert!(hp.augment.flip && hp.augment.rotate.is_none());
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## rest
///
/// A `BTreeMap<String, T>` or a `HashMap<String, T>` (with any hasher that has a `Default`), of any
/// [`HyperparameterValue`] `T`; keys may be of another type that reads from text. SageMaker's own
/// names stay out of it. `json`, `from_str` and `with` beside `rest` are for the values of the map:
/// with `json` they may be of `serde_json::Value`.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(rest)]
///     others: BTreeMap<String, String>,
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"epochs": 1, "team": "vision"}"#)]))?;
/// assert_eq!(hp.others["team"], "vision");
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// With a `prefix` the map takes the names that begin with it, and no others, so that a misspelt
/// name is still an error. The keys are without the prefix; messages,
/// [`explain`](trait@SmHyperparameters#method.explain) and
/// [`to_hyperparameters`](trait@SmHyperparameters#method.to_hyperparameters) have the whole names.
/// A struct may have several such maps, and one without a prefix for what is left; the longest
/// prefix wins. In a prefix `-` and `_` are one, as in any name, while `.` and `:` are kept: the
/// variable of `rl.gamma` is `SM_HP_RL.GAMMA`, and its argument `--rl.gamma 0.9`.
///
/// ```
/// # use std::collections::{BTreeMap, HashMap};
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(rest, prefix = "rl.")]
///     agent: BTreeMap<String, f64>,
///     #[sm(rest, prefix = "config:", json)]
///     config: HashMap<String, serde_json::Value>,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"rl.gamma": 0.9, "config:layers": [64, 32]}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!((hp.agent["gamma"], &hp.config["layers"]), (0.9, &serde_json::json!([64, 32])));
///
/// let source = Source::from_vars([("SM_HPS", r#"{"rl_gamma": 0.9}"#)]);
/// assert_eq!(
///     Hyperparameters::from_source(&source).err().unwrap().problems()[0].to_string(),
///     "rl_gamma (SM_HPS): unknown hyperparameter; got \"0.9\"; did you mean rl.gamma?",
/// );
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## delimiter
///
/// For a `Vec`, a `VecDeque`, a `Box<[T]>`, a set, an array, a tuple, or an `Option` of one: a text
/// is split at the delimiter and not at commas. A blank stands for white space of any length. JSON
/// lists and Python's are read as they are, and
/// [`to_hyperparameters`](trait@SmHyperparameters#method.to_hyperparameters) writes JSON. Lists of
/// numbers need no delimiter for blanks: they read `64 32` and `[64 32]` as they are.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(delimiter = " ")]
///     features: Vec<String>,
///     #[sm(delimiter = "x")]
///     size: [u32; 2],
///     layers: Vec<usize>,
/// }
///
/// let hps = r#"{"features": "CRIM ZN INDUS", "size": "224x128", "layers": "64 32"}"#;
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", hps)]))?;
/// assert_eq!((hp.features.len(), hp.size, hp.layers), (3, [224, 128], vec![64, 32]));
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## from_str
///
/// A field of type `T`, `Option<T>` or `Vec<T>`.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(from_str)]
///     image: Size,
///     #[sm(from_str)]
///     crops: Vec<Size>,
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
/// let source = Source::from_vars([("SM_HPS", r#"{"image": "224x224", "crops": "96x96, 48x48"}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!((hp.image, hp.crops), (Size(224, 224), vec![Size(96, 96), Size(48, 48)]));
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## json
///
/// Any type that implements serde's `Serialize` and `DeserializeOwned`. This needs the feature
/// `serde`, which is on by default; the program itself need not depend on serde_json. Floats read
/// back exactly.
///
/// What is no JSON, but a dict or a list as Python's `repr` writes it
/// (`{'kind': 'cosine', 'warm': True}`), is read as such: SDK v2's plain estimator sends these.
///
/// ```
/// # use serde::{Deserialize, Serialize};
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(json)]
///     schedule: Option<Schedule>,
/// }
///
/// #[derive(Deserialize, Serialize)]
/// struct Schedule {
///     kind: String,
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"schedule": {"kind": "cosine"}}"#)]))?;
/// assert_eq!(hp.schedule.unwrap().kind, "cosine");
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## with
///
/// A field of type `T` or `Option<T>`.
///
/// ```
/// # use std::time::Duration;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(with = seconds, default = Duration::from_secs(60))]
///     patience: Duration,
///     #[sm(with = seconds)]
///     budget: Option<Duration>,
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
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"budget": 5}"#)]))?;
/// assert_eq!((hp.patience, hp.budget), (Duration::from_secs(60), Some(Duration::from_secs(5))));
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// ## skip
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(skip)]
///     epochs_done: u32,
///     #[sm(skip, default = std::time::Instant::now())]
///     started: std::time::Instant,
/// }
///
/// let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"epochs": 1}"#)]))?;
/// assert_eq!((hp.epochs, hp.epochs_done), (1, 0));
/// # Ok::<(), smenv::Error>(())
/// ```
#[cfg(feature = "derive")]
pub use smenv_derive::SmHyperparameters;

/// Makes an enum of unit variants a hyperparameter with a closed set of values; implements
/// [`HyperparameterValue`] and the trait [`SmCategorical`](trait@SmCategorical).
///
/// A value is a name as it is, else the only one that it equals with case ignored and `-` and `_`
/// left out.
///
/// | attribute of the enum | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | how variants' names are spelt, if not in `snake_case`: serde's rules |
/// | `crate = path` | where smenv is, if not at `::smenv` |
///
/// | attribute of a variant | meaning |
/// |---|---|
/// | `name = "adam"` | the canonical name |
/// | `alias = "adam-w"` | another name; may come again |
///
/// The compiler refuses variants with fields, two that have one name, and an enum without variants.
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

/// Fills a struct with the channels of a SageMaker job; implements the trait
/// [`SmChannels`](trait@SmChannels), and gives the struct a function `names()`.
///
/// Each field is a [`Channel`], or an `Option<Channel>` that a job may lack. Everything that is
/// wrong is reported at once: a channel that is missing, one that no field has, a type of content
/// or an input mode that the program does not take. The channels `code`, `recipe` and `sm_drivers`,
/// which the SageMaker Python SDK v3 adds for itself, are passed over.
///
/// The channels are those that `SM_CHANNELS` lists, else `SM_INPUT_DATA_CONFIG` or
/// `inputdataconfig.json`; if there is neither, each `SM_CHANNEL_*` and each folder of `input/data`
/// is one, unless the folder is hidden.
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
/// | `content_type = "text/csv"` | the type of content must be this, where the job says one; again for each further type. Case and blanks do not count; a type without parameters takes any (`text/csv; label_size=0`). There is no `*` |
/// | `input_mode = "File"` | the input mode must be this (`File`, `Pipe` or `FastFile`), where the job says one; again for each further |
/// | `default = "data/"` | the directory outside a job ([`Source::is_job`]; a folder that has an `input` is one too), relative to the working directory, where nothing gives the channel; any constant `&str`. In a job the channel must be there. An `Option<Channel>` is `None` where its default directory does not exist |
/// | `non_empty` | `run` and `Job` refuse a job whose channel has no file |
///
/// The compiler refuses names that no channel can have, two that are one (`-`, `_` and case do not
/// count: `SM_CHANNEL_*` cannot tell them apart), more than 20 channels, what is no MIME type or no
/// input mode, an empty default, and fields of another type.
///
/// ```
/// use std::path::Path;
///
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
/// // In a job: `Data::from_env()?`.
/// let source = Source::from_vars([("SM_CHANNELS", r#"["train"]"#)]);
/// let data = Data::from_source(&source)?;
/// assert_eq!(data.train.dir(), Path::new("/opt/ml/input/data/train"));
/// assert!(data.validation.is_none());
///
/// let source = Source::from_vars([("SM_CHANNELS", r#"["trian", "code"]"#)]);
/// assert_eq!(
///     Data::from_source(&source).err().unwrap().to_string(),
///     "1 problem in the settings of this job:\n\
///      - channel trian (SM_CHANNELS): unknown channel; the required channel train is missing; did you \
///      mean train?; write \"train\" in SM_CHANNELS",
/// );
///
/// // A name that does not compile where it is misspelt.
/// const TRAIN: &str = Data::names().train;
/// assert_eq!(TRAIN, "train");
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// Input modes are asked for as types of content are:
///
/// ```
/// # use smenv::{Channel, InputMode, SmChannels, Source};
/// #[derive(SmChannels)]
/// #[sm(rename_all = "kebab-case", allow_unknown)]
/// struct Data {
///     #[sm(input_mode = "File", input_mode = "FastFile")]
///     train_set: Channel,
/// }
///
/// let config = r#"{"train-set": {"TrainingInputMode": "FastFile"}, "logs": {"TrainingInputMode": "Pipe"}}"#;
/// let data = Data::from_source(&Source::from_vars([("SM_INPUT_DATA_CONFIG", config)]))?;
/// assert_eq!(data.train_set.input_mode(), Some(InputMode::FastFile));
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// On a laptop the data is where the program says:
///
/// ```
/// # use std::path::Path;
/// # use smenv::{Channel, SmChannels, Source};
/// #[derive(SmChannels)]
/// struct Data {
///     #[sm(default = "data/train", non_empty)]
///     train: Channel,
/// }
///
/// let data = Data::from_source(&Source::from_vars([("HOME", "/home/me")]))?;
/// assert_eq!(data.train.dir(), Path::new("data/train"));
/// // In a job without the channel it is missing.
/// assert!(Data::from_source(&Source::from_vars([("TRAINING_JOB_NAME", "digits-7")])).is_err());
/// # Ok::<(), smenv::Error>(())
/// ```
#[cfg(feature = "derive")]
pub use smenv_derive::SmChannels;

// The README's examples run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
