//! `#[sm(schema = "…")]`: structs that match a file of what a launcher sends, or of what an
//! algorithm supports.
//!
//! Half of each test is that the structs compile; the other half is that the file's values fill
//! them.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::net::IpAddr;
use std::num::{NonZeroU8, NonZeroU32};
use std::path::Path;

use serde_json::Value;
use smenv::export::TrainingSpecification;
use smenv::{
    Bounded, Channel, HyperparameterValue, SmCategorical, SmChannels, SmHyperparameters, SmMetrics,
    Source, ValueError, ValueType,
};
use support::Folder;

/// Returns the JSON of a file in the same folder.
fn json(file: &str) -> Value {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/schema")
            .join(file),
    )
    .unwrap();
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

/// Returns the struct filled from a job with these hyperparameters.
fn filled<T: SmHyperparameters>(hyperparameters: &Value) -> T {
    let folder = Folder::new("schema");
    folder.write(
        "input/config/hyperparameters.json",
        &hyperparameters.to_string(),
    );
    T::from_source(&Source::from_vars([("", ""); 0]).base_dir(folder.path())).unwrap()
}

/// Returns the defaults in a list of specifications, and these additional values.
fn defaults(specifications: &Value, more: &[(&str, &str)]) -> Value {
    let of = |specification: &Value| {
        Some((
            specification["Name"].as_str()?.to_owned(),
            specification.get("DefaultValue")?.clone(),
        ))
    };
    let defaults = specifications.as_array().unwrap().iter().filter_map(of);
    defaults
        .chain(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), Value::from(*value))),
        )
        .collect()
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
    #[sm(flatten, prefix = "crop-")]
    crop: Crop,
}

#[derive(SmHyperparameters)]
struct Crop {
    #[sm(range = 1..=1024)]
    width: u32,
    height: Option<u32>,
}

#[test]
fn a_launchers_file() {
    #[derive(SmHyperparameters)]
    #[sm(rename_all = "kebab-case", schema = "tests/schema/launcher.json")]
    struct Hyperparameters {
        #[sm(range = 1..=100)]
        epochs: u32,
        #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
        learning_rate: f64,
        optimizer: Optimizer,
        layers: Vec<usize>,
        #[sm(flatten, prefix = "aug-")]
        augment: Augment,
        // The file spells it with underscores.
        warmup_steps: Option<u64>,
        team: String,
        // A field with a default may be missing from the file.
        #[sm(default = 64)]
        batch_size: u32,
        #[sm(default)]
        verbose: bool,
        momentum: Option<f64>,
    }

    let hp: Hyperparameters = filled(&json("launcher.json"));
    assert_eq!(
        (hp.epochs, hp.learning_rate, hp.optimizer),
        (10, 0.001, Optimizer::Adam)
    );
    assert_eq!(
        (hp.layers, hp.warmup_steps, &*hp.team),
        (vec![64, 64], None, "vision")
    );
    assert_eq!(
        (
            hp.augment.flip,
            hp.augment.crop.width,
            hp.augment.crop.height
        ),
        (true, 224, None)
    );
    assert_eq!((hp.batch_size, hp.verbose, hp.momentum), (64, false, None));
}

#[test]
fn a_request_to_start_a_training_job() {
    #[derive(SmHyperparameters)]
    #[sm(rename_all = "kebab-case", schema = "tests/schema/training_job.json")]
    struct Hyperparameters {
        #[sm(range = 1..=100)]
        epochs: u32,
        learning_rate: f64,
        optimizer: Optimizer,
        #[sm(default = 64)]
        batch_size: u32,
    }

    let hp: Hyperparameters = filled(&json("training_job.json")["HyperParameters"]);
    assert_eq!(
        (hp.epochs, hp.learning_rate, hp.optimizer, hp.batch_size),
        (10, 0.1, Optimizer::Adam, 64)
    );
}

#[test]
fn the_hyperparameters_of_a_request_alone() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/kept.json")]
    struct Hyperparameters {
        epochs: u32,
    }

    let hp: Hyperparameters = filled(&json("kept.json")["HyperParameters"]);
    assert_eq!(hp.epochs, 10);
}

/// Defines a struct that matches what a tuning job sends.
macro_rules! tuned {
    ($file:literal) => {{
        #[derive(SmHyperparameters)]
        #[sm(rename_all = "kebab-case", schema = $file)]
        struct Hyperparameters {
            #[sm(range = 1..=100)]
            epochs: u32,
            #[sm(range = 1e-6..=1.0, tunable)]
            learning_rate: f64,
            #[sm(range = 1..=512, default = 64, tunable)]
            batch_size: u32,
            #[sm(tunable)]
            optimizer: Optimizer,
            #[sm(default)]
            nesterov: bool,
            dropout: Option<f32>,
        }
        let hps =
            r#"{"epochs": "10", "learning-rate": "0.01", "batch_size": "16", "optimizer": "sgd", "nesterov": "True"}"#;
        let hp: Hyperparameters = filled(&serde_json::from_str(hps).unwrap());
        assert_eq!((hp.epochs, hp.learning_rate, hp.batch_size, hp.dropout), (10, 0.01, 16, None));
        assert_eq!((hp.optimizer, hp.nesterov), (Optimizer::Sgd, true));
    }};
}

#[test]
fn a_request_to_start_a_tuning_job() {
    tuned!("tests/schema/tuning_job.json");
    tuned!("tests/schema/tuning_jobs.json");
}

#[test]
fn the_definition_of_a_tuning_job() {
    tuned!("tests/schema/definition.json");
}

#[test]
fn a_launchers_file_may_have_names_that_are_parts_of_a_request() {
    #[derive(SmHyperparameters)]
    #[sm(
        rename_all = "PascalCase",
        schema = "tests/schema/called_hyperparameters.json"
    )]
    struct Parts {
        #[sm(name = "HyperParameters")]
        hyperparameters: BTreeMap<String, u8>,
        training_job_definition: String,
        resource_config: BTreeMap<String, u8>,
        #[sm(name = "epochs")]
        epochs: u32,
    }

    let hp: Parts = filled(&json("called_hyperparameters.json"));
    assert_eq!(
        (hp.hyperparameters["a"], &*hp.training_job_definition),
        (1, "x")
    );
    assert_eq!((hp.resource_config["a"], hp.epochs), (1, 10));
}

#[test]
fn a_name_of_the_file_may_be_an_alias() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json", allow_unknown)]
    struct Hyperparameters {
        #[sm(name = "num_epochs", alias = "rounds", alias = "epochs")]
        count: u32,
        #[sm(alias = "learning_rate")]
        lr: f64,
    }

    let hp: Hyperparameters = filled(&json("launcher.json"));
    assert_eq!((hp.count, hp.lr), (10, 0.001));
}

#[test]
fn a_rest_map_takes_what_else_is_in_the_file() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json")]
    struct Hyperparameters {
        epochs: u32,
        #[sm(flatten, prefix = "aug-")]
        augment: Augment,
        #[sm(rest)]
        others: BTreeMap<String, String>,
    }

    let hp: Hyperparameters = filled(&json("launcher.json"));
    assert_eq!((hp.epochs, hp.augment.crop.width), (10, 224));
    assert_eq!(
        hp.others.keys().collect::<Vec<_>>(),
        [
            "layers",
            "learning-rate",
            "optimizer",
            "team",
            "warmup_steps"
        ]
    );
}

#[test]
fn under_allow_unknown_the_file_may_have_more() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json", allow_unknown)]
    struct Hyperparameters {
        epochs: u32,
    }

    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json", allow_unknown)]
    struct Nothing {}

    assert_eq!(filled::<Hyperparameters>(&json("launcher.json")).epochs, 10);
    let Nothing {} = filled(&json("launcher.json"));
}

#[test]
fn the_file_may_be_for_flattened_structs_alone() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json")]
    struct Outer {
        #[sm(flatten)]
        training: Training,
        #[sm(flatten, prefix = "aug_")]
        augment: Augment,
    }

    #[derive(SmHyperparameters)]
    struct Training {
        epochs: u32,
        #[sm(alias = "learning_rate")]
        rate: f64,
        optimizer: Optimizer,
        layers: Vec<usize>,
        warmup_steps: Option<u64>,
        team: String,
    }

    let outer: Outer = filled(&json("launcher.json"));
    let Training {
        epochs,
        rate,
        optimizer,
        layers,
        warmup_steps,
        team,
    } = outer.training;
    assert_eq!(
        (epochs, rate, optimizer, layers.len(), warmup_steps),
        (10, 0.001, Optimizer::Adam, 2, None)
    );
    assert_eq!((&*team, outer.augment.crop.width), ("vision", 224));
}

#[test]
fn a_list_of_specifications() {
    #[derive(Debug, PartialEq, SmCategorical)]
    enum Start {
        Random,
        #[sm(name = "kmeans++")]
        KMeansPlusPlus,
    }

    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/list.json")]
    struct KMeans {
        #[sm(range = 1..)]
        k: u32,
        feature_dim: u32,
        #[sm(default = 5000, range = 1..=1_000_000, tunable)]
        mini_batch_size: u32,
        #[sm(default = Start::Random, tunable)]
        init_method: Start,
        #[sm(default = 1)]
        epochs: u32,
        #[sm(default = vec!["msd".to_owned()])]
        eval_metrics: Vec<String>,
        #[sm(default)]
        half_time_size: u64,
        #[sm(default = 1e-4, range = 0.0..1.0)]
        tol: f64,
    }

    let hp: KMeans = filled(&defaults(
        &json("list.json"),
        &[("k", "10"), ("feature_dim", "784")],
    ));
    assert_eq!(
        (hp.k, hp.feature_dim, hp.mini_batch_size, hp.init_method),
        (10, 784, 5000, Start::Random)
    );
    assert_eq!(
        (hp.epochs, hp.eval_metrics, hp.half_time_size, hp.tol),
        (1, vec!["msd".to_owned()], 0, 1e-4)
    );
}

const MOST: u32 = 1_000_000;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/schema/algorithm.json")]
struct BoostedTrees {
    #[sm(range = 1..=MOST, tunable)]
    num_round: u32,
    #[sm(range = 1..=MOST)]
    early_stopping_rounds: Option<u32>,
    #[sm(default, range = 0..=1)]
    csv_weights: u8,
    #[sm(default = Booster::GbTree)]
    booster: Booster,
    #[sm(flatten)]
    tree: Tree,
    #[sm(name = "lambda", default = 1.0, range = 0.0..)]
    l2: f64,
    #[sm(name = "alpha", default = 0.0, range = 0.0..)]
    l1: f64,
    #[sm(default = "reg:squarederror")]
    objective: String,
    #[sm(default = 0.5, range = 0.0..=1.0)]
    base_score: f32,
    eval_metric: Option<Vec<String>>,
    #[sm(range = 2..=MOST)]
    num_class: Option<u32>,
    #[sm(default)]
    seed: u64,
    #[sm(default = 1.0, range = 0.0..)]
    scale_pos_weight: f64,
    #[sm(default = true)]
    deterministic_histogram: bool,
    #[sm(default = 1, range = 0..=3)]
    verbosity: u8,
}

#[derive(Debug, PartialEq, SmCategorical)]
#[sm(rename_all = "lowercase")]
enum Booster {
    GbTree,
    GbLinear,
    Dart,
}

#[derive(SmHyperparameters)]
struct Tree {
    #[sm(name = "tree_method", default = "auto")]
    method: String,
    #[sm(default = 0.3, range = 0.0..=1.0, tunable)]
    eta: f64,
    #[sm(default = 0.0, range = 0.0..)]
    gamma: f64,
    #[sm(default = 6, range = 0..=MOST)]
    max_depth: u32,
    #[sm(default = 1.0)]
    min_child_weight: f64,
    #[sm(default = 0.0)]
    max_delta_step: f64,
    #[sm(default = 1.0, range = 0.0..=1.0)]
    subsample: f64,
    #[sm(flatten, prefix = "colsample_by")]
    columns: Columns,
    #[sm(default = 0.03)]
    sketch_eps: f64,
    #[sm(default = "depthwise")]
    grow_policy: String,
    #[sm(default = 0)]
    max_leaves: u32,
    #[sm(default = 256, range = 2..)]
    max_bin: u32,
    #[sm(default = 1)]
    num_parallel_tree: u32,
    monotone_constraints: Option<Vec<i8>>,
}

#[derive(SmHyperparameters)]
struct Columns {
    #[sm(default = 1.0)]
    tree: f64,
    #[sm(default = 1.0)]
    level: f64,
    #[sm(default = 1.0)]
    node: f64,
}

#[test]
fn the_description_of_an_algorithm() {
    let specifications =
        &json("algorithm.json")["TrainingSpecification"]["SupportedHyperParameters"];
    let hp: BoostedTrees = filled(&defaults(specifications, &[("num_round", "100")]));
    assert_eq!(
        (
            hp.num_round,
            hp.early_stopping_rounds,
            hp.csv_weights,
            hp.booster
        ),
        (100, None, 0, Booster::GbTree)
    );
    assert_eq!(
        (hp.l2, hp.l1, &*hp.objective, hp.base_score),
        (1.0, 0.0, "reg:squarederror", 0.5)
    );
    assert_eq!(
        (hp.eval_metric, hp.num_class, hp.seed, hp.scale_pos_weight),
        (None, None, 0, 1.0)
    );
    assert_eq!((hp.deterministic_histogram, hp.verbosity), (true, 1));
    let Tree {
        method,
        eta,
        gamma,
        max_depth,
        min_child_weight,
        max_delta_step,
        subsample,
        ..
    } = hp.tree;
    assert_eq!((&*method, eta, gamma, max_depth), ("auto", 0.3, 0.0, 6));
    assert_eq!(
        (min_child_weight, max_delta_step, subsample),
        (1.0, 0.0, 1.0)
    );
    let Tree {
        columns,
        sketch_eps,
        grow_policy,
        max_leaves,
        max_bin,
        num_parallel_tree,
        monotone_constraints,
        ..
    } = hp.tree;
    assert_eq!((columns.tree, columns.level, columns.node), (1.0, 1.0, 1.0));
    assert_eq!(
        (sketch_eps, &*grow_policy, max_leaves, max_bin),
        (0.03, "depthwise", 0, 256)
    );
    assert_eq!((num_parallel_tree, monotone_constraints), (1, None));
}

/// The struct's own defaults match the file's.
#[test]
fn the_defaults_of_the_struct_are_the_files() {
    let specifications =
        &json("algorithm.json")["TrainingSpecification"]["SupportedHyperParameters"];
    let from_file: BoostedTrees = filled(&defaults(specifications, &[("num_round", "100")]));
    let from_struct: BoostedTrees = filled(&serde_json::json!({"num_round": "100"}));
    assert_eq!(
        from_file.to_hyperparameters(),
        from_struct.to_hyperparameters()
    );
}

const LEAST: i64 = -1_000;
const HALF: f64 = 0.5;
const TENTH: f32 = 0.1;

#[test]
fn every_primitive_type_takes_what_the_file_has() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/values.json")]
    struct Hyperparameters {
        u8: u8,
        u16: u16,
        #[sm(range = ..=4_294_967_295)]
        u32: u32,
        u64: u64,
        u128: u128,
        #[sm(range = 1_000_000_000_000_000_000..)]
        exact: u64,
        #[sm(range = 9_007_199_254_740_993..=9_007_199_254_740_993)]
        odd: i64,
        large: u128,
        tenth: u8,
        #[sm(range = 3..)]
        usize: usize,
        #[sm(range = -128..0)]
        i8: i8,
        #[sm(range = 0..=1000)]
        i16: i16,
        i32: i32,
        #[sm(range = LEAST..=256)]
        i64: i64,
        i128: i128,
        #[sm(range = 0..1)]
        isize: isize,
        f32: f32,
        #[sm(range = 0.0..HALF)]
        f64: f64,
        #[sm(range = 0.0..)]
        infinite: f64,
        not_a_number: f32,
        // A bound that an `f32` cannot represent is rounded to the nearest value that it can.
        #[sm(range = 0.0..=16777216.0)]
        rounded: f32,
        #[sm(range = 0.0..=0.1)]
        nearly: f32,
        #[sm(range = 0.0..=TENTH)]
        nearly_constant: f32,
        #[sm(range = ..=1.0)]
        whole: f64,
        yes: bool,
        one: bool,
        #[sm(range = 'a'..='\u{ff}')]
        letter: char,
        #[sm(range = 7..=7)]
        quoted: u8,
        number: Option<u8>,
        truth: Option<bool>,
        #[sm(range = 1..=9)]
        absent: Option<u8>,
        #[sm(range = LEAST..=0)]
        empty: Option<i64>,
        null: Option<char>,
        #[sm(default = 3)]
        null_by_default: u32,
        null_text: Option<String>,
    }

    let hp: Hyperparameters = filled(&json("values.json"));
    assert_eq!(
        (hp.u8, hp.u16, hp.u32, hp.u64, hp.u128, hp.usize),
        (u8::MAX, u16::MAX, u32::MAX, u64::MAX, u128::MAX, 3)
    );
    assert_eq!(
        (hp.exact, hp.odd),
        (1_000_000_000_000_000_000, 9_007_199_254_740_993)
    );
    assert_eq!((hp.large, hp.tenth), (3 * 10u128.pow(38), 123));
    assert_eq!(
        (hp.i8, hp.i16, hp.i32, hp.i64, hp.i128, hp.isize),
        (i8::MIN, 1000, i32::MIN, 256, i128::MIN, 0)
    );
    assert_eq!(
        (hp.f32, hp.f64, hp.infinite, hp.whole),
        (3.4e38, 1e-300, f64::INFINITY, 1.0)
    );
    assert!(hp.not_a_number.is_nan() && hp.yes && hp.one);
    assert_eq!(
        (hp.letter, hp.quoted, hp.number, hp.truth),
        ('é', 7, Some(8), Some(true))
    );
    assert_eq!(
        (hp.rounded, hp.nearly, hp.nearly_constant),
        (16_777_216.0, 0.1, 0.1)
    );
    assert_eq!((hp.absent, hp.empty, hp.null), (None, None, None));
    assert_eq!((hp.null_by_default, hp.null_text), (3, None));
}

/// Values that only the job can read are left to the job.
#[test]
fn types_that_are_not_primitive_are_not_read() {
    mod doubled {
        pub(super) fn from_text(text: &str) -> Result<f64, std::num::ParseFloatError> {
            text.parse::<f64>().map(|value| value * 2.0)
        }

        pub(super) fn to_text(value: &f64) -> String {
            (value / 2.0).to_string()
        }
    }

    fn short(text: &str) -> Result<(), &'static str> {
        if text.len() < 9 {
            Ok(())
        } else {
            Err("it must be short")
        }
    }

    type Text = String;

    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/launcher.json", allow_unknown)]
    struct Hyperparameters {
        #[sm(from_str, range = 1..=10)]
        epochs: u8,
        #[sm(with = doubled)]
        learning_rate: f64,
        #[sm(json)]
        layers: Vec<u8>,
        #[sm(validate = short)]
        team: Text,
        optimizer: Box<str>,
        host: Option<IpAddr>,
    }

    let hp: Hyperparameters = filled(&json("launcher.json"));
    assert_eq!(
        (hp.epochs, hp.learning_rate, hp.layers),
        (10, 0.002, vec![64, 64])
    );
    assert_eq!(
        (&*hp.team, &*hp.optimizer, hp.host),
        ("vision", "adam", None)
    );
}

#[test]
fn names_are_known_beside_a_schema() {
    assert_eq!(BoostedTrees::names().l2, "lambda");
    assert_eq!(
        BoostedTrees::names().tree.columns.level,
        "colsample_bylevel"
    );
    assert_eq!(BoostedTrees::SPEC.len(), 30);
}

/// SDK v2 quotes every text, and some of them twice.
#[test]
fn texts_in_quotes_are_what_is_in_them() {
    #[derive(SmHyperparameters)]
    #[sm(schema = "tests/schema/quoted.json")]
    struct Quoted {
        separator: char,
        epochs: u32,
        maybe: Option<char>,
        nonzero: std::num::NonZeroU8,
    }
    let Quoted {
        separator,
        epochs,
        maybe,
        nonzero,
    } = filled(&json("quoted.json"));
    assert_eq!((separator, epochs, maybe, nonzero.get()), (',', 5, None, 3));
}

/// What `--describe training-specification` prints of it is checked in: a change of the struct that
/// the file does not have does not compile.
#[derive(SmHyperparameters)]
#[sm(schema = "tests/schema/printed.json", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only its specification matters")]
struct Printed {
    #[sm(default = 10, range = 1..=MOST, tunable)]
    epochs: u32,
    #[sm(range = 1e-6..1.0, tunable, scale = "log")]
    learning_rate: f32,
    #[sm(range = 1..100)]
    steps: Option<u64>,
    batch_size: u16,
    #[sm(default = Centers::Random, tunable)]
    centers: Centers,
    #[sm(default = true)]
    flip: bool,
    #[sm(default = "1.10")]
    version: String,
    #[sm(default = vec![64, 64])]
    layers: Vec<usize>,
    #[sm(flatten, prefix = "bounds-")]
    bounds: Bounds,
    #[sm(flatten)]
    unusual: Unusual,
    absent: Maybe,
    #[sm(skip)]
    skipped: u8,
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

/// Every way to have a bound.
#[derive(SmHyperparameters)]
#[sm(schema = "tests/schema/printed_bounds.json")]
#[allow(dead_code, reason = "only its specification matters")]
struct Bounds {
    #[sm(default, range = ..=9)]
    byte: u8,
    #[sm(default = 7, range = 3.., alias = "old-from")]
    from: u16,
    #[sm(range = -5..)]
    long_from: Option<i64>,
    #[sm(range = ..LEAST)]
    below: Option<i64>,
    #[sm(range = 0..=i64::MAX)]
    constant: Option<i64>,
    #[sm(range = -1..=170_141_183_460_469_231_731_687_303_715_884_105_727)]
    huge: Option<i128>,
    #[sm(range = 0..=340_282_366_920_938_463_463_374_607_431_768_211_455)]
    unsigned: Option<u128>,
    u64: Option<u64>,
    i64: Option<i64>,
    #[sm(range = 0.0..HALF, default = 0.25)]
    half: f64,
    #[sm(range = -1.0..0.0)]
    negative: Option<f64>,
    #[sm(range = TENTH..1e38, default = Some(0.1))]
    tenth: Option<f32>,
    #[sm(range = 0.0..f64::INFINITY)]
    infinite: Option<f64>,
    #[sm(range = 0.0..)]
    at_least: Option<f64>,
    nonzero: NonZeroU8,
    #[sm(range = 0..=9)]
    nonzero_range: Option<NonZeroU32>,
    #[sm(range = -9..=9)]
    nonzero_signed: Option<std::num::NonZero<i8>>,
    #[sm(range = ..=0)]
    nonzero_negative: Option<std::num::NonZero<i8>>,
    #[sm(range = 1..=2, default = 2)]
    alias: Small,
    #[sm(range = 5..)]
    wide: Option<Wide>,
    #[sm(range = 0.0..=1.34 * 8.47, default = 1.34 * 8.47)]
    product: f32,
    #[sm(range = 0..=1024 * 1024 * 4096, default = 1 << 32)]
    size: u64,
}

/// A type whose bounds are of another type.
struct Wide(u8);

impl HyperparameterValue for Wide {
    const EXPECTED: ValueType = u8::EXPECTED;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        u8::from_text(text).map(Wide)
    }

    fn to_text(&self) -> String {
        self.0.to_text()
    }
}

impl Bounded for Wide {
    type Bound = u16;

    fn bounded(&self) -> Option<u16> {
        Some(self.0.into())
    }
}

type Small = u8;
type Maybe = Option<u16>;

/// What is not as it seems.
#[derive(SmHyperparameters)]
#[sm(schema = "tests/schema/printed_unusual.json")]
#[allow(dead_code, reason = "only its specification matters")]
struct Unusual {
    maybe: Maybe,
    #[sm(default)]
    nothing: Option<u8>,
    #[sm(default = None)]
    none: Option<u8>,
    #[sm(default = MOST / 2)]
    computed: u32,
    #[sm(default = f64::INFINITY)]
    infinite: f64,
    #[sm(default = 42)]
    seed_token: u32,
    #[sm(default = 42, secret = false)]
    pad_token: u32,
    #[sm(default, secret)]
    hidden: u8,
    #[sm(default)]
    empty: String,
    #[sm(default = "")]
    blank: String,
    #[sm(default = "a\nb")]
    broken: String,
    #[sm(from_str, default = 3, range = 1..=9)]
    parsed: u8,
    #[sm(json, default = vec![1])]
    json: Vec<u8>,
    #[sm(default = 'x')]
    letter: char,
    #[sm(default = '1')]
    digit: char,
    #[sm(default)]
    nul: char,
    host: Option<IpAddr>,
    #[sm(default = Words::KMeans)]
    start: Words,
    seven: Seven,
    #[sm(default = DEFAULT)]
    constant: u32,
    #[sm(default = u128::MAX)]
    most: u128,
    #[sm(default = "\u{feff}\"x\"")]
    marked: String,
    #[sm(flatten, prefix = "api_")]
    api: Api,
}

const DEFAULT: u32 = 5;

/// A secret, with the prefix.
#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its specification matters")]
struct Api {
    #[sm(alias = "key", default = 3)]
    k: u32,
}

/// A type with a value for absence.
struct Seven(u8);

impl HyperparameterValue for Seven {
    const EXPECTED: ValueType = u8::EXPECTED;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        u8::from_text(text).map(Seven)
    }

    fn to_text(&self) -> String {
        self.0.to_text()
    }

    fn absent() -> Option<Self> {
        Some(Seven(7))
    }
}

#[derive(SmCategorical)]
#[allow(dead_code, reason = "only its words matter")]
enum Words {
    True,
    #[sm(name = "1")]
    One,
    #[sm(name = "kmeans++", alias = "KMeans++")]
    KMeans,
}

#[derive(SmChannels)]
#[sm(schema = "tests/schema/printed.json")]
#[allow(dead_code, reason = "only its specification matters")]
struct PrintedData {
    /// What to learn from.
    #[sm(content_type = "text/csv", input_mode = "Pipe", input_mode = "File")]
    train: Channel,
    validation: Option<Channel>,
}

#[derive(SmMetrics)]
#[sm(schema = "tests/schema/printed.json", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only its specification matters")]
struct PrintedMetrics {
    #[sm(name = "train:loss", minimize)]
    train_loss: f64,
    #[sm(maximize)]
    top_1: Option<f32>,
    steps_per_second: f64,
}

#[derive(SmCategorical)]
#[allow(dead_code, reason = "only its words matter")]
enum Centers {
    Random,
    #[sm(name = "k-means++")]
    KMeans,
}

#[test]
fn the_printed_specification_is_the_file_that_is_checked_in() {
    for (file, specification) in [
        (
            "printed.json",
            TrainingSpecification::of::<Printed, PrintedData, PrintedMetrics>(),
        ),
        (
            "printed_bounds.json",
            TrainingSpecification::of::<Bounds, (), ()>(),
        ),
        (
            "printed_unusual.json",
            TrainingSpecification::of::<Unusual, (), ()>(),
        ),
    ] {
        let printed = serde_json::to_value(specification).unwrap();
        if std::env::var_os("SMENV_BLESS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/schema")
                .join(file);
            fs::write(path, format!("{printed:#}\n")).unwrap();
        }
        assert_eq!(json(file), printed, "{printed:#}");
    }
}
