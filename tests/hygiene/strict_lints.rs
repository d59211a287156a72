//! Every attribute under lints that nobody enables all at once: a warning from generated code fails
//! the build (clippy's, if it runs), and so does code that allows what the crate forbids.

// Forbidden lints cannot be allowed again, not even by generated code.
#![forbid(
    absolute_paths_not_starting_with_crate,
    deprecated,
    deprecated_in_future,
    keyword_idents,
    let_underscore,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    private_bounds,
    private_interfaces,
    redundant_imports,
    redundant_lifetimes,
    refining_impl_trait,
    renamed_and_removed_lints,
    rust_2018_compatibility,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_bounds,
    trivial_casts,
    trivial_numeric_casts,
    unexpected_cfgs,
    unit_bindings,
    unknown_lints,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unstable_features,
    unused,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(
    warnings,
    clippy::all,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::default_numeric_fallback,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::impl_trait_in_params,
    clippy::indexing_slicing,
    clippy::missing_inline_in_public_items,
    clippy::mod_module_files,
    clippy::nursery,
    clippy::panic,
    clippy::partial_pub_fields,
    clippy::pedantic,
    clippy::shadow_unrelated,
    clippy::unwrap_used
)]
#![expect(
    clippy::redundant_pub_crate,
    reason = "the test's root is what sees it"
)]
#![allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "a rule takes a reference"
)]

use std::collections::BTreeMap;
use std::time::Duration;

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

/// The most.
pub(crate) const MOST: u32 = 9;
/// Half.
pub(crate) const HALF: f64 = 0.5;

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
    /// By constants.
    #[sm(default = MOST, range = 1_u32..=MOST, tunable, scale = "log")]
    pub(crate) by_constants: u32,
    /// By arithmetic.
    #[sm(default = HALF / 2.0_f64, range = 0.0_f64..HALF, tunable, scale = "reverse-log")]
    pub(crate) by_arithmetic: f64,
    /// Bare.
    #[sm(default, range = 0_u32..=MOST, tunable, scale = "linear")]
    pub(crate) bare: u32,
    /// In parentheses.
    #[sm(default = (3_u32), range = (1_u32)..=((MOST)), validate = (few))]
    pub(crate) parentheses: u32,
    /// In braces.
    #[sm(default = { 3_u32 }, range = { 1_u32 }..)]
    pub(crate) braces: u32,
    /// Of the struct.
    #[sm(default = Self::LEAST, range = Self::LEAST.., validate = Self::fine)]
    pub(crate) own: u32,
    #[doc = concat!("By a ", "macro.")]
    #[sm(default = vec![(0_u8..3_u8).count()])]
    pub(crate) documented: Vec<usize>,
    /// In an `Option`.
    #[sm(default = Some(MOST), range = ..=MOST)]
    pub(crate) some: Option<u32>,
    /// Tuned.
    #[sm(default = Only::One, tunable)]
    pub(crate) tuned: Only,
    /// Tuned too.
    #[sm(default = true, tunable)]
    pub(crate) flag: bool,
    /// With an underscore.
    #[sm(default)]
    pub(crate) _seed: u64,
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

impl Hyperparameters {
    const LEAST: u32 = 1;

    const fn fine(value: &u32) -> Result<(), &'static str> {
        if *value < MOST {
            Ok(())
        } else {
            Err("it is too much")
        }
    }
}

/// Inner.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[non_exhaustive]
pub(crate) struct Augment {
    /// Flip.
    pub(crate) flip: bool,
}

/// As the file has it.
#[derive(Clone, Debug, SmHyperparameters)]
#[sm(schema = "tests/hygiene/schema.json", allow_unknown)]
#[non_exhaustive]
pub(crate) struct InFile {
    /// Samples.
    #[sm(range = 1_u32..=4096_u32)]
    pub(crate) batch_size: u32,
    /// Step size.
    #[sm(range = ..=HALF)]
    pub(crate) lr: f64,
    /// Flattened.
    #[sm(flatten, prefix = "aug-")]
    pub(crate) augment: Augment,
    /// Flattened, and private.
    #[sm(flatten, prefix = "private-")]
    private: Private,
}

/// Private.
#[derive(Clone, Copy, Debug, SmHyperparameters)]
#[non_exhaustive]
struct Private {
    /// Flop.
    #[sm(default)]
    flop: bool,
}

/// Channels.
#[derive(Clone, Debug, SmChannels)]
#[sm(rename_all = "kebab-case")]
#[non_exhaustive]
pub(crate) struct Data {
    /// To learn from.
    #[sm(
        content_type = "text/csv",
        content_type = "text/plain",
        input_mode = "File"
    )]
    pub(crate) train_set: Channel,
    /// To validate with.
    pub(crate) validation: Option<Channel>,
    /// With an underscore.
    pub(crate) _other: Option<Channel>,
}

/// No channels.
#[derive(Clone, Copy, Debug, SmChannels)]
#[non_exhaustive]
pub(crate) struct NoData {}

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

const fn even(value: &u32) -> Result<(), &'static str> {
    if *value % 2 == 0 {
        Ok(())
    } else {
        Err("it must be even")
    }
}

const fn few(value: &u32) -> Result<(), &'static str> {
    if *value < MOST {
        Ok(())
    } else {
        Err("it is too much")
    }
}

fn whole(hp: &Hyperparameters) -> Result<(), &'static str> {
    if hp.learning_rate <= f64::from(hp.batch_size) {
        Ok(())
    } else {
        Err("the step is too long")
    }
}

#[test]
fn nothing_warns() -> Result<(), smenv::Error> {
    let source =
        super::job(r#"{"eta": 0.5, "aug-flip": true, "parsed": 3, "patience": 5, "more": "x"}"#);
    let hp = Hyperparameters::from_source(&source)?;
    assert_eq!(
        (hp.batch_size, hp.name.as_str(), hp.optimizer),
        (64_u32, "adam", Optimizer::Adam)
    );
    assert_eq!((hp.warmup, &hp.token, &hp.structured), (None, &None, &None));
    assert_eq!(
        (hp.augment.flip, hp.parsed, hp.patience),
        (true, 3_u8, Duration::from_secs(5))
    );
    assert_eq!(
        (hp.skipped, hp.seven, hp.layers.len()),
        (0_u8, 7_u8, 0_usize)
    );
    assert_eq!(hp.others.get("more").map(String::as_str), Some("x"));
    assert_eq!(Skipped::from_source(&super::job("{}"))?.skipped, 0_u8);
    assert_eq!(Only::One.as_str(), "one");
    let Nothing {} = Nothing::from_source(&source)?;
    let Unit = Unit::from_source(&super::job("{}"))?;
    Ok(())
}

#[test]
fn nothing_warns_of_names_channels_and_schemas() -> Result<(), smenv::Error> {
    const NAME: &str = Hyperparameters::names().augment.flip;

    assert_eq!(
        (NAME, InFile::names().private.flop, Data::names().train_set),
        ("aug-flip", "private-flop", "train-set")
    );
    let hp = InFile::from_source(&super::job(
        r#"{"batch_size": 1, "lr": 0.25, "aug-flip": true}"#,
    ))?;
    assert_eq!(
        (hp.batch_size, hp.augment.flip, hp.private.flop),
        (1_u32, true, false)
    );
    let data = Data::from_source(&super::job_with_channels(&["train-set"]))?;
    assert_eq!(
        (data.train_set.name(), data.validation),
        ("train-set", None)
    );
    let NoData {} = NoData::from_source(&super::job_with_channels(&[]))?;
    Ok(())
}
