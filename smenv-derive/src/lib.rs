//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! The macros are a pipeline, a module for each stage: `syntax` reads the user's tokens, `parse`
//! the attributes, `model` what they specify; `check` applies rules across attributes, and
//! `expand` returns the code, which cannot fail. Each stage imports only from those before it.
//! `derive` runs them; `errors` collects what is wrong on the way, and after a mistake
//! `expand::fallback` replaces the code.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod derive;
mod errors;
mod expand;
mod model;
mod parse;
#[cfg(test)]
mod snapshots;
mod syntax;

use proc_macro::TokenStream;

/// Implements the trait [`SmHyperparameters`], which fills a struct from the hyperparameters of a
/// SageMaker job, and gives the struct a function [`names()`](#names).
///
/// Below are a table of all attributes, what the compiler checks, and an example of each attribute.
///
/// | attribute of the struct | meaning |
/// |---|---|
/// | [`rename_all = "kebab-case"`](#rename_all) | the case of the fields' names, by serde's rules `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` |
/// | [`allow_unknown`](#allow_unknown) | accept names that no field has |
/// | [`schema = "file.json"`](#schema) | compare the struct with a file of hyperparameters when it is compiled |
/// | [`validate = function`](#validate-of-the-struct) | a check of the whole struct, `fn(&Self) -> Result<(), E>` with `E: Display` |
/// | [`crate = path`](#crate) | the path to smenv, if it is not `::smenv` |
///
/// | attribute of a field | meaning |
/// |---|---|
/// | [a doc comment](#doc-comments) | the hyperparameter's description |
/// | [`name = "learning-rate"`](#name-and-alias) | the canonical name |
/// | [`alias = "lr"`](#name-and-alias) | another name; can be repeated |
/// | [`default`](#default) | the type's `Default` is the default |
/// | [`default = expression`](#default) | this value is the default; a string literal is converted with `From` |
/// | [`range = 1..=10`](#range) | the value must be in the range: any range of Rust, for numbers, `Option`s of them, and [`Bounded`] types; with `from_str` and `with`, for types that implement `PartialOrd` and `Display` |
/// | [`validate = function`](#validate) | a check of the value, `fn(&T) -> Result<(), E>` with `E: Display`; for an `Option`, of the value inside; the function may take a `String` as `&str` and a `Vec` as a slice |
/// | [`secret`](#secret) | never show the value in a message or a table |
/// | [`tunable`](#tunable-and-scale) | a tuner may choose the value: a number with both ends of a range, a `bool`, or an [`SmCategorical`] of at most 30 values |
/// | [`scale = "log"`](#tunable-and-scale) | how the tuner searches the range: `auto`, `linear`, `log`, `reverse-log` |
/// | [`flatten`](#flatten-and-prefix) | the field is a struct with more hyperparameters, which cannot have a `rest` |
/// | [`prefix = "aug-"`](#flatten-and-prefix) | the prefix of the names in the flattened struct, or in the `rest` map |
/// | [`rest`](#rest) | the field is a map of the hyperparameters that no other field takes: a `BTreeMap` or a `HashMap`; with `prefix`, of those whose names begin with it |
/// | [`delimiter = " "`](#delimiter) | the separator of the items in a list, instead of a comma |
/// | [`from_str`](#from_str) | parse with `FromStr` and write with `Display`: a `T`, an `Option<T>` or a `Vec<T>` |
/// | [`json`](#json) | parse and write with serde, as JSON; with `rest`, the values of the map |
/// | [`with = module`](#with) | parse with `module::from_text(&str) -> Result<T, E>` (`E: Display`), write with `module::to_text(&T) -> String`: a `T` or an `Option<T>` |
/// | [`skip`](#skip) | the field is not a hyperparameter: it is always its default |
///
/// # What the compiler checks
///
/// Each mistake is an error at the token at fault, with what to write instead. One build reports all
/// of them.
///
/// - **Attributes**: unknown, misspelled and duplicate ones, missing values, and attributes that
///   exclude each other.
/// - **Names**: two that collide (`-`, `_` and case do not count: `SM_HP_*` cannot tell them apart);
///   names that SageMaker reserves; empty names and those of more than 256 characters; names that a
///   job cannot send, with leading dashes, `=`, white space around them or control characters; more
///   than 100 required hyperparameters, the limit of a job. Names of flattened structs count.
/// - **Defaults**: those of the wrong type, which rustc reports at the value, and those outside the
///   range.
/// - **Ranges**: empty ones, bounds of the wrong type, types without an order.
/// - **`tunable` and `scale`**: what SageMaker's tuner does not support.
/// - **`flatten`** of a type that is not a struct of hyperparameters, of an `Option`, and of a
///   struct that has a `rest`.
/// - **[`schema`](#schema)**: differences between the struct and the file.
/// - **Shapes**: enums, tuple structs, unions, generics.
///
/// In defaults and ranges the compiler sees literals, constants (a path whose last name is in upper
/// case: `MAX_EPOCHS`, `f64::EPSILON`), arithmetic on them and `Some` of them. Any other default is
/// compared with its range when the struct is filled.
///
/// # names
///
/// `names()` returns the name of each hyperparameter, in a field with the same name as the struct's.
/// It is for code that refers to a hyperparameter, such as a tuner's ranges or a test's arguments: a
/// misspelled name does not compile. The function is `const`. The names of a flattened struct are in
/// a field of their own, with their prefix; `rest` and `skip` fields have no names.
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
/// Applies to this struct's own fields. A flattened struct keeps its names, and can have its own
/// `rename_all`.
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
/// Compares the struct with a file that is checked in. The path is relative to the folder of the
/// crate's `Cargo.toml`; when the file changes, the crate is built again. The form of the file is
/// recognized by its content:
///
/// - what a launcher sends: an object of names and strings,
///   `{"learning-rate": "0.1", "epochs": "10"}`;
/// - SageMaker's `SupportedHyperParameters`: a list of `HyperParameterSpecification`, alone or
///   inside the object that `CreateAlgorithm` takes (`TrainingSpecification`);
/// - the body of `CreateTrainingJob`, with its `HyperParameters`;
/// - the body of `CreateHyperParameterTuningJob`, or a definition with `StaticHyperParameters` and
///   `ParameterRanges` (or `HyperParameterRanges`). Both bounds of a range, or each of its values,
///   must be valid values of the field; an integer cannot have a continuous range.
///
/// Each of these is an error: a name in the file that no field has (unless `rest` or
/// `allow_unknown` accepts it); a field that is in the file twice; a required field that is missing
/// or null in the file, or has `"IsRequired": false` and no `DefaultValue`; and a value or a
/// `DefaultValue` that is invalid for the field's type or outside its range. A specification must
/// have the bounds of the field's range, if both have one; the choices of an enum, or values that the
/// field accepts; no continuous type for an integer, and no integer type for a float; and `IsTunable`
/// for a tunable field. A field is required if it has no `default` and its type is not written as
/// `Option`. Values are checked for Rust's own
/// numbers, `bool` and `char`, and `Option`s of them; ranges if their bounds are literals or
/// constants. For a flattened struct only the names are checked.
///
/// A specification that `--describe training-specification` printed is a lock: it has to be what the
/// program would print today. A hyperparameter that is missing on either side is an error, and so is
/// each difference in `Type`, `Range`, `IsTunable`, `IsRequired` and `DefaultValue`, including those of
/// flattened structs; `rest` and `allow_unknown` accept nothing. Not compared are descriptions, the
/// order of the entries, and what only the program knows: the bounds and defaults of types other than Rust's own
/// numbers, `bool`, `char` and strings, defaults that are neither literals nor constants, and whether a
/// type with `with`, or of the program, may be absent. The file is recognized by its four lists and by
/// the absence of a `TrainingImage`: the specification of an algorithm at SageMaker has one, and is
/// compared as described above.
///
/// To create or regenerate the file, turn the check off for one build:
///
/// ```sh
/// SMENV_IGNORE_SCHEMA=1 cargo run -- --describe training-specification >new.json && mv new.json specification.json
/// ```
///
/// ```
/// # use smenv::SmHyperparameters;
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case", schema = "examples/hyperparameters.json")]
/// struct Hyperparameters {
///     #[sm(range = 0.0..=100.0)]
///     l2_penalty: f64,
///     max_iterations: u64,
///     test_share: f64,
///     features: Vec<String>,
/// }
/// ```
///
/// Without `max_iterations` in the struct this is an error, at the name of the file:
///
/// ```compile_fail
/// # use smenv::SmHyperparameters;
/// // "examples/hyperparameters.json" has `max-iterations`, but no field takes it
/// #[derive(SmHyperparameters)]
/// #[sm(rename_all = "kebab-case", schema = "examples/hyperparameters.json")]
/// struct Hyperparameters {
///     l2_penalty: f64,
///     test_share: f64,
///     features: Vec<String>,
/// }
/// ```
///
/// ## validate of the struct
///
/// The function is called when all fields are valid. Its error is redacted if one of the struct's
/// secrets has a value, set by the job or by `default = …`: the error may contain that value in any
/// form. The problem then names the function and the secret. An error that is a `&'static str`
/// cannot contain a value, and is always shown.
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
/// For a crate that re-exports smenv: its users do not need to depend on smenv themselves.
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
/// They become part of the struct's [`SPEC`]. Macros in them, such as
/// `#[doc = include_str!("epochs.md")]`, are expanded, and the leading ` * ` is removed from the
/// lines of a `/** … */`.
///
/// ```
/// # use smenv::SmHyperparameters;
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     /// Passes over the data.
///     epochs: u32,
/// }
///
/// assert_eq!(Hyperparameters::SPEC.fields()[0].docs(), "Passes over the data.");
/// ```
///
/// ## name and alias
///
/// Messages and [`to_hyperparameters`] use the canonical name. A job that sets two of the names to
/// different values has a problem. A name is written without the dashes of an argument:
/// `--learning-rate` is the argument of `name = "learning-rate"`.
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
/// The value of a hyperparameter that is absent or null: any expression of the field's type. `Self`
/// in it is the struct.
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
/// NaN is outside every range. Your own types can have ranges if they implement [`Bounded`], or, with
/// `from_str` or `with`, if they implement `PartialOrd` and `Display`.
///
/// ```
/// # use smenv::{SmHyperparameters, Source};
/// const MAX_EPOCHS: u32 = 100;
///
/// #[derive(SmHyperparameters)]
/// struct Hyperparameters {
///     #[sm(range = 1..=MAX_EPOCHS)]
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
/// #         parts.ok_or("invalid version")
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
/// Messages and [`explain`] never show the value, nor the error of its `validate`, unless that is a
/// `&'static str`, which cannot contain the value. The attribute does not affect what the struct
/// derives otherwise, such as `Debug`: if you print the struct, give the field a type whose `Debug`
/// hides the value.
///
/// A field whose name or alias looks like that of a secret is one without the attribute;
/// `secret = false` overrides this. The value of an unknown name is redacted too if the name looks
/// like that of a secret, or is similar to one.
///
/// A name looks like that of a secret by its words, in any case and with any separators:
///
/// - Anywhere: `secret`, `password`, `passphrase`, `passcode`, `credential`, `apikey`,
///   `accesskey`, `privatekey`, `signingkey`, `encryptionkey`, `sshkey`, `authorization`,
///   `connectionstring` and the like.
/// - At its end: `token`, `auth`, `pwd`, `creds`, `bearer`, `pass`, `pat`, `jwt`, `otp`, `mfa`,
///   `cookie`, `session`, `salt`, `sas`, `dsn`, `webhook`, `webhook_url`, `pin_code`, `conn_str`
///   and the like. A number or a version after it does not count.
/// - `…_key` at its end, but not `key` alone.
///
/// These are not secrets: tokens of a text, such as `pad_token`, `tokenizer` and `max_tokens`; keys of
/// data, such as `image_key` and `sort_key`; counts (`num_cookies`); and names that only begin like
/// a secret's (`token_type_ids`, `key_dim`, `pin_memory`, `session_length`).
///
/// The value of any other name is redacted if it may contain a secret: after the name of a secret,
/// as in `{"config": {"api_key": …}}`, `--set=api_key=…` or `https://…/?token=…`, or as the password
/// in a URL, `postgres://user:…@host`.
///
/// An unknown argument is redacted completely if it follows that of a secret, or if its name begins
/// with a secret's: in `--pin a --hunter2` and `--pinhunter2` a part of the value looks like a name.
/// If the arguments contain a secret, words without a name are never shown.
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
/// SageMaker's tuner can search an integer or a float with both bounds of a `range`; or, without a
/// range, a `bool` or an [`SmCategorical`] of at most 30 values; and `Option`s of these. `scale`
/// requires `tunable` and a `range`. It is `auto` by default, or `linear`, `log` (for a range above
/// 0) or `reverse-log` (for a float, and a range of at least 0 and less than 1).
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
/// A flattened struct can have flattened structs itself, but not a `rest`. Its own attributes apply
/// as usual, but for `allow_unknown`, which only the outer struct decides.
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
/// The field is a `BTreeMap<String, T>` or a `HashMap<String, T>` (with any hasher that implements
/// `Default`), with any [`HyperparameterValue`] `T`; keys can be of another type that is parsed from
/// text. Names that SageMaker reserves are left out. `json`, `from_str` and `with` apply to the
/// values of the map: with `json` they can be of type `serde_json::Value`.
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
/// With a `prefix` the map takes only the names that begin with it: any other unknown name is still
/// an error. The keys do not have the prefix; messages, [`explain`] and [`to_hyperparameters`] use
/// the full names. A struct can have several such maps, and one without a prefix for all other
/// names; the longest prefix wins. In a prefix, as in any name, `-` and `_` are equal, but `.` and
/// `:` are not changed: the variable of `rl.gamma` is `SM_HP_RL.GAMMA`, its argument
/// `--rl.gamma 0.9`.
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
/// is split at the delimiter instead of at commas. A blank matches white space of any length. Lists
/// of JSON and Python are read as usual, and [`to_hyperparameters`] writes JSON. Lists of numbers do
/// not need `delimiter = " "`: they always accept `64 32` and `[64 32]`.
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
/// The field is a `T`, an `Option<T>` or a `Vec<T>`.
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
///         let (width, height) = text.split_once('x').ok_or("missing `x`")?;
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
/// A dict or a list as Python's `repr` writes it (`{'kind': 'cosine', 'warm': True}`), which is not
/// valid JSON, is accepted too: the plain estimator of SDK v2 sends these.
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
/// The field is a `T` or an `Option<T>`.
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
///
/// [`SmHyperparameters`]: https://docs.rs/smenv/latest/smenv/trait.SmHyperparameters.html
/// [`SmCategorical`]: https://docs.rs/smenv/latest/smenv/derive.SmCategorical.html
/// [`HyperparameterValue`]: https://docs.rs/smenv/latest/smenv/trait.HyperparameterValue.html
/// [`Bounded`]: https://docs.rs/smenv/latest/smenv/trait.Bounded.html
/// [`SPEC`]: https://docs.rs/smenv/latest/smenv/trait.SmHyperparameters.html#associatedconstant.SPEC
/// [`explain`]: https://docs.rs/smenv/latest/smenv/trait.SmHyperparameters.html#method.explain
/// [`to_hyperparameters`]: https://docs.rs/smenv/latest/smenv/trait.SmHyperparameters.html#method.to_hyperparameters
#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    derive::hyperparameters(input.into()).into()
}

/// Implements [`HyperparameterValue`] and the trait [`SmCategorical`] for an enum of unit variants: a
/// hyperparameter with a closed set of values.
///
/// A value matches a name exactly, or else the only name that is equal without case, `-` and `_`.
///
/// | attribute of the enum | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | the case of the variants' names, by serde's rules; `snake_case` by default |
/// | `crate = path` | the path to smenv, if it is not `::smenv` |
///
/// | attribute of a variant | meaning |
/// |---|---|
/// | `name = "adam"` | the canonical name |
/// | `alias = "adam-w"` | another name; can be repeated |
///
/// The compiler rejects variants with fields, duplicate names, and an enum without variants.
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
///
/// [`HyperparameterValue`]: https://docs.rs/smenv/latest/smenv/trait.HyperparameterValue.html
/// [`SmCategorical`]: https://docs.rs/smenv/latest/smenv/trait.SmCategorical.html
#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    derive::categorical(input.into()).into()
}

/// Implements the trait [`SmChannels`], which fills a struct with the channels of a SageMaker job, and
/// gives the struct a function `names()`.
///
/// Each field is a [`Channel`], or an `Option<Channel>` for a channel that a job does not need. All
/// problems are reported together: missing channels, unknown ones, and content types and input modes
/// that the program does not support. The channels `code`, `recipe` and `sm_drivers`, which the
/// SageMaker Python SDK v3 adds for itself, are ignored.
///
/// The channels are those in `SM_CHANNELS`, or else in `SM_INPUT_DATA_CONFIG` or
/// `inputdataconfig.json`; if none of these is set, each `SM_CHANNEL_*` and each folder in
/// `input/data` that is not hidden.
///
/// | attribute of the struct | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | the case of the fields' names, by serde's rules |
/// | `allow_unknown` | accept channels that no field has |
/// | `schema = "specification.json"` | compare the struct with the `TrainingChannels` of a `TrainingSpecification` that is checked in, when it is compiled: names, whether they are required, content types and input modes. If the program printed it, `allow_unknown` accepts nothing |
/// | `crate = path` | the path to smenv, if it is not `::smenv` |
///
/// | attribute of a field | meaning |
/// |---|---|
/// | a doc comment | the channel's description |
/// | `name = "train"` | the channel's name, if it is not the field's: at most 64 ASCII letters, digits, `.`, `_` and `-` |
/// | `content_type = "text/csv"` | the content type must be this one, if the job sets one; can be repeated. Case and blanks do not count; a type without parameters accepts any (`text/csv; label_size=0`). Wildcards are not supported |
/// | `input_mode = "File"` | the input mode must be this one (`File`, `Pipe` or `FastFile`), if the job sets one; can be repeated |
/// | `default = "data/"` | the directory if nothing sets the channel outside a job ([`Source::is_job`]; a folder with an `input` counts as a job), relative to the working directory; any constant `&str`. In a job the channel is still required. An `Option<Channel>` is `None` if its default directory does not exist |
/// | `non_empty` | `run` and `Job` reject a job whose channel has no files |
///
/// The compiler rejects names that no channel can have, names that collide (`-`, `_` and case do not
/// count: `SM_CHANNEL_*` cannot tell them apart), more than 20 channels, invalid MIME types and input
/// modes, empty defaults, and fields of another type.
///
/// ```
/// use std::path::Path;
///
/// use smenv::{Channel, SmChannels, Source};
///
/// #[derive(SmChannels)]
/// struct Data {
///     /// The birds to train on.
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
/// // A misspelled name does not compile.
/// const TRAIN: &str = Data::names().train;
/// assert_eq!(TRAIN, "train");
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// Input modes are required in the same way as content types:
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
/// On a laptop the program sets where the data is:
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
/// // A job without the channel has a problem.
/// assert!(Data::from_source(&Source::from_vars([("TRAINING_JOB_NAME", "digits-7")])).is_err());
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// [`SmChannels`]: https://docs.rs/smenv/latest/smenv/trait.SmChannels.html
/// [`Channel`]: https://docs.rs/smenv/latest/smenv/struct.Channel.html
/// [`Source::is_job`]: https://docs.rs/smenv/latest/smenv/struct.Source.html#method.is_job
#[proc_macro_derive(SmChannels, attributes(sm))]
pub fn channels(input: TokenStream) -> TokenStream {
    derive::channels(input.into()).into()
}

/// Implements the trait [`SmMetrics`] for a struct of the metrics that a program reports while it
/// trains, and gives the struct a function `names()`.
///
/// Each field is a number, or an `Option` of one: a metric that some steps do not have.
/// [`Job::report`] prints the metrics of a step as one line, in which SageMaker finds each by a
/// regular expression that smenv knows: [`TrainingSpecification`] has them.
///
/// | attribute of the struct | meaning |
/// |---|---|
/// | `rename_all = "kebab-case"` | the case of the fields' names, by serde's rules |
/// | `schema = "specification.json"` | compare the struct with the `MetricDefinitions` and the `SupportedTuningJobObjectiveMetrics` of a `TrainingSpecification` that is checked in, when it is compiled |
/// | `crate = path` | the path to smenv, if it is not `::smenv` |
///
/// | attribute of a field | meaning |
/// |---|---|
/// | a doc comment | the metric's description, with its unit |
/// | `name = "train:loss"` | the metric's name, if it is not the field's: at most 255 characters, without blanks, `=` and `;` |
/// | `minimize`, `maximize` | a tuner can take the metric as its objective |
///
/// The compiler rejects names that SageMaker does not accept, duplicate names, more than 40 metrics,
/// and fields of another type.
///
/// ```
/// use smenv::SmMetrics;
///
/// #[derive(SmMetrics)]
/// struct Metrics {
///     /// Mean cross-entropy of the training set, in nats.
///     #[sm(name = "train:loss", minimize)]
///     train_loss: f64,
///     /// Share of the validation set that is classified correctly, after an epoch.
///     #[sm(name = "validation:accuracy", maximize)]
///     validation_accuracy: Option<f64>,
/// }
///
/// let metrics = Metrics { train_loss: 0.25, validation_accuracy: Some(0.9) };
/// assert_eq!(
///     metrics.line().as_deref(),
///     Some("metrics: train:loss=0.25; validation:accuracy=0.9;"),
/// );
///
/// // A misspelled name does not compile.
/// const LOSS: &str = Metrics::names().train_loss;
/// assert_eq!(LOSS, "train:loss");
/// ```
///
/// [`SmMetrics`]: https://docs.rs/smenv/latest/smenv/trait.SmMetrics.html
/// [`Job::report`]: https://docs.rs/smenv/latest/smenv/struct.Job.html#method.report
/// [`TrainingSpecification`]: https://docs.rs/smenv/latest/smenv/export/struct.TrainingSpecification.html
#[proc_macro_derive(SmMetrics, attributes(sm))]
pub fn metrics(input: TokenStream) -> TokenStream {
    derive::metrics(input.into()).into()
}
