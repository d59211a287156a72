//! Every attribute under lints that nobody has all of: a warning out of generated code fails the build (clippy's, where it runs).

#![deny(
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    single_use_lifetimes,
    trivial_casts,
    unreachable_pub,
    unsafe_code,
    unused_lifetimes,
    unused_qualifications
)]
#![allow(clippy::trivially_copy_pass_by_ref, reason = "a rule takes a reference")]

use std::collections::BTreeMap;
use std::time::Duration;

use smenv::{SmCategorical, SmHyperparameters};

/// Everything.
#[derive(Clone, Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case", validate = whole)]
#[non_exhaustive]
pub(crate) struct Hyperparameters {
    /// Samples.
    #[sm(default = 64_u32, range = 1_u32..=4096_u32, tunable, scale = "log", validate = even)]
    pub(crate) batch_size: u32,
    /// Step size.
    #[sm(name = "lr", alias = "eta", range = 0.0_f64..)]
    pub(crate) learning_rate: f64,
    /// Text.
    #[sm(default = "adam")]
    pub(crate) name: String,
    /// Choice.
    #[sm(default = Optimizer::Adam)]
    pub(crate) optimizer: Optimizer,
    /// List.
    #[sm(default)]
    pub(crate) layers: Vec<usize>,
    /// Optional.
    #[sm(range = ..9_u64)]
    pub(crate) warmup: Option<u64>,
    /// Secret.
    #[sm(secret)]
    pub(crate) token: Option<String>,
    /// Flattened.
    #[sm(flatten, prefix = "aug-")]
    pub(crate) augment: Augment,
    /// By `FromStr`.
    #[sm(from_str, range = 1_u8..=9_u8)]
    pub(crate) parsed: u8,
    /// By serde.
    #[sm(json)]
    pub(crate) structured: Option<Vec<u8>>,
    /// By a module.
    #[sm(with = seconds, default = Duration::from_secs(1))]
    pub(crate) patience: Duration,
    /// Skipped.
    #[sm(skip)]
    pub(crate) skipped: u8,
    /// Skipped too.
    #[sm(skip, default = 7_u8)]
    pub(crate) seven: u8,
    /// The rest.
    #[sm(rest)]
    pub(crate) others: BTreeMap<String, String>,
}

/// Inner.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[non_exhaustive]
pub(crate) struct Augment {
    /// Flip.
    pub(crate) flip: bool,
}

/// Nothing.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[sm(allow_unknown)]
#[non_exhaustive]
pub(crate) struct Nothing {}

/// Nothing that is read.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[non_exhaustive]
pub(crate) struct Skipped {
    /// Skipped.
    #[sm(skip)]
    pub(crate) skipped: u8,
}

/// A unit.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[non_exhaustive]
pub(crate) struct Unit;

/// Choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SmCategorical)]
#[sm(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub(crate) enum Optimizer {
    /// Adam.
    Adam,
    /// Descent.
    #[sm(name = "sgd", alias = "descent")]
    Sgd,
}

/// One choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SmCategorical)]
#[non_exhaustive]
pub(crate) enum Only {
    /// One.
    One,
}

mod seconds {
    use std::num::ParseIntError;
    use std::time::Duration;

    pub(super) fn from_text(text: &str) -> Result<Duration, ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

fn even(value: &u32) -> Result<(), &'static str> {
    if *value % 2 == 0 { Ok(()) } else { Err("it must be even") }
}

fn whole(hp: &Hyperparameters) -> Result<(), &'static str> {
    if hp.learning_rate <= f64::from(hp.batch_size) { Ok(()) } else { Err("the step is too long") }
}

#[test]
fn nothing_warns() -> Result<(), smenv::Error> {
    let source = super::job(r#"{"eta": 0.5, "aug-flip": true, "parsed": 3, "patience": 5, "more": "x"}"#);
    let hp = Hyperparameters::from_source(&source)?;
    assert_eq!((hp.batch_size, hp.name.as_str(), hp.optimizer), (64_u32, "adam", Optimizer::Adam));
    assert_eq!((hp.warmup, &hp.token, &hp.structured), (None, &None, &None));
    assert_eq!((hp.augment.flip, hp.parsed, hp.patience), (true, 3_u8, Duration::from_secs(5)));
    assert_eq!((hp.skipped, hp.seven, hp.layers.len()), (0_u8, 7_u8, 0_usize));
    assert_eq!(hp.others.get("more").map(String::as_str), Some("x"));
    assert_eq!(Skipped::from_source(&super::job("{}"))?.skipped, 0_u8);
    assert_eq!(Only::One.as_str(), "one");
    let Nothing {} = Nothing::from_source(&source)?;
    let Unit = Unit::from_source(&super::job("{}"))?;
    Ok(())
}
