//! `names()`: the name of each hyperparameter and channel, in a field of the same name as the
//! struct's, for code that refers to it.

use std::collections::BTreeMap;
use std::path::Path;

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters, Source};

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(default = 64, range = 1..=4096)]
    batch_size: u32,
    #[sm(name = "eta", alias = "lr", alias = "learning-rate")]
    learning_rate: f64,
    #[sm(default)]
    optimizer: Optimizer,
    #[sm(flatten)]
    schedule: Schedule,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    #[sm(flatten, prefix = "val-")]
    validation: Augment,
    #[sm(skip)]
    _seen: u64,
    #[sm(rest)]
    _others: BTreeMap<String, String>,
}

#[derive(Default, SmCategorical)]
enum Optimizer {
    #[default]
    Adam,
}

#[derive(SmHyperparameters)]
struct Schedule {
    warmup_steps: Option<u64>,
}

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
    #[sm(flatten, prefix = "crop-")]
    crop: Crop,
}

#[derive(SmHyperparameters)]
#[sm(rename_all = "UPPERCASE")]
struct Crop {
    width: u32,
    #[sm(flatten)]
    corner: Corner,
}

#[derive(SmHyperparameters)]
struct Corner {
    #[sm(alias = "left")]
    x: i32,
}

/// Creates a job that gives each of these names the value 1.
fn job(names: &[&str]) -> Source {
    let hps: Vec<String> = names.iter().map(|name| format!("{name:?}: 1")).collect();
    Source::from_vars([("SM_HPS", format!("{{{}}}", hps.join(", ")))])
}

#[test]
fn a_name_is_the_hyperparameters_canonical_one() {
    let names = Hyperparameters::names();
    assert_eq!(
        (names.batch_size, names.learning_rate, names.optimizer),
        ("batch-size", "eta", "optimizer")
    );
}

#[test]
fn a_flattened_struct_has_its_own_names() {
    let names = Hyperparameters::names();
    assert_eq!(names.schedule.warmup_steps, "warmup_steps");
    assert_eq!(Schedule::names().warmup_steps, "warmup_steps");
}

#[test]
fn a_prefix_is_before_the_names_of_the_flattened_struct() {
    assert_eq!(Hyperparameters::names().augment.flip, "aug-flip");
    assert_eq!(Augment::names().flip, "flip");
}

#[test]
fn one_struct_has_other_names_under_each_prefix() {
    let names = Hyperparameters::names();
    assert_eq!(
        (names.augment.flip, names.validation.flip),
        ("aug-flip", "val-flip")
    );
    assert_eq!(
        (names.augment.crop.width, names.validation.crop.width),
        ("aug-crop-WIDTH", "val-crop-WIDTH")
    );
}

#[test]
fn prefixes_add_up() {
    assert_eq!(
        Hyperparameters::names().augment.crop.width,
        "aug-crop-WIDTH"
    );
    assert_eq!(Hyperparameters::names().augment.crop.corner.x, "aug-crop-x");
    assert_eq!(Augment::names().crop.corner.x, "crop-x");
    assert_eq!(Crop::names().corner.x, "x");
}

#[test]
fn every_name_is_one_of_the_table() {
    let names = Hyperparameters::names();
    let all = [
        names.batch_size,
        names.learning_rate,
        names.optimizer,
        names.schedule.warmup_steps,
        names.augment.flip,
        names.augment.crop.width,
        names.augment.crop.corner.x,
        names.validation.flip,
        names.validation.crop.width,
        names.validation.crop.corner.x,
    ];
    let table: Vec<String> = Hyperparameters::SPEC
        .hyperparameters()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(table, all);
}

#[test]
fn a_job_takes_a_value_by_its_name() {
    let names = Hyperparameters::names();
    let augment = [
        names.augment.flip,
        names.augment.crop.width,
        names.augment.crop.corner.x,
    ];
    let validation = [
        names.validation.flip,
        names.validation.crop.width,
        names.validation.crop.corner.x,
    ];
    let hp =
        Hyperparameters::from_source(&job(
            &[&[names.learning_rate], &augment[..], &validation].concat()
        ))
        .unwrap();
    assert_eq!(
        (
            hp.learning_rate,
            hp.augment.flip,
            hp.validation.crop.corner.x
        ),
        (1.0, true, 1)
    );

    let left = hp.to_hyperparameters();
    assert_eq!(left[names.batch_size], "64");
    assert_eq!(left[names.augment.crop.width], "1");
}

#[test]
fn names_are_constants() {
    const BATCH_SIZE: &str = Hyperparameters::names().batch_size;
    const WIDTH: &str = Hyperparameters::names().augment.crop.width;
    static ALL: [&str; 2] = [BATCH_SIZE, WIDTH];
    const LENGTH: usize = WIDTH.len();

    assert_eq!(ALL, ["batch-size", "aug-crop-WIDTH"]);
    assert_eq!([0; LENGTH].len(), 14);
    assert!(matches!("batch-size", BATCH_SIZE));
}

#[test]
fn names_outlive_the_call() {
    fn name() -> &'static str {
        let names = Hyperparameters::names();
        names.augment.flip
    }
    assert_eq!(name(), "aug-flip");
}

#[test]
fn a_raw_identifiers_name_has_no_mark() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        r#type: u32,
        #[sm(name = "loop-count")]
        r#loop: u32,
        #[sm(flatten, prefix = "m-")]
        r#match: Match,
    }

    #[derive(SmHyperparameters)]
    struct Match {
        r#as: u32,
    }

    let names = Hyperparameters::names();
    assert_eq!(
        (names.r#type, names.r#loop, names.r#match.r#as),
        ("type", "loop-count", "m-as")
    );
    let hp = Hyperparameters::from_source(&job(&["type", "loop-count", "m-as"])).unwrap();
    assert_eq!((hp.r#type, hp.r#loop, hp.r#match.r#as), (1, 1, 1));
}

#[test]
fn names_beyond_ascii() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        größe: u32,
        #[sm(flatten, prefix = "prüfung-")]
        inner: Inner,
    }

    #[derive(SmHyperparameters)]
    struct Inner {
        #[sm(name = "λ")]
        lambda: u32,
    }

    let names = Hyperparameters::names();
    assert_eq!((names.größe, names.inner.lambda), ("größe", "prüfung-λ"));
    let hp = Hyperparameters::from_source(&job(&["größe", "prüfung-λ"])).unwrap();
    assert_eq!((hp.größe, hp.inner.lambda), (1, 1));
}

#[test]
fn the_longest_name() {
    macro_rules! four_times {
        ($quarter:literal) => {
            const QUARTER: &str = $quarter;

            #[derive(SmHyperparameters)]
            struct Outer {
                #[sm(flatten, prefix = $quarter)]
                middle: Middle,
            }

            #[derive(SmHyperparameters)]
            struct Middle {
                #[sm(flatten, prefix = $quarter)]
                inner: Inner,
            }

            #[derive(SmHyperparameters)]
            struct Inner {
                #[sm(flatten, prefix = $quarter)]
                innermost: Innermost,
            }

            #[derive(SmHyperparameters)]
            struct Innermost {
                #[sm(name = $quarter)]
                value: u32,
            }
        };
    }

    four_times!("x-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");

    let name = Outer::names().middle.inner.innermost.value;
    assert_eq!((name.len(), name), (256, &*QUARTER.repeat(4)));
    assert_eq!(
        Outer::from_source(&job(&[name]))
            .unwrap()
            .middle
            .inner
            .innermost
            .value,
        1
    );
}

/// SageMaker counts characters, and these have two bytes.
#[test]
fn a_name_with_a_prefix_may_have_256_characters() {
    #[derive(SmHyperparameters)]
    struct Outer {
        #[sm(
            flatten,
            prefix = "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
        )]
        second: Second,
    }

    #[derive(SmHyperparameters)]
    struct Second {
        #[sm(
            flatten,
            prefix = "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
        )]
        third: Third,
    }

    #[derive(SmHyperparameters)]
    struct Third {
        #[sm(
            flatten,
            prefix = "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
        )]
        last: Last,
    }

    #[derive(SmHyperparameters)]
    struct Last {
        #[sm(name = "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
        value: u32,
    }

    let name = Outer::names().second.third.last.value;
    assert_eq!(name, "Ä".repeat(256));
    let outer = Outer::from_source(&job(&[name])).unwrap();
    assert_eq!(outer.second.third.last.value, 1);
}

#[test]
fn every_way_to_take_a_value_has_a_name() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(from_str)]
        parsed: u8,
        #[sm(json)]
        structured: Vec<u8>,
        #[sm(with = text)]
        by_module: String,
        #[sm(secret)]
        token: Option<String>,
        #[sm(range = 1..=9, tunable, scale = "log")]
        tuned: u32,
    }

    mod text {
        pub(super) fn from_text(text: &str) -> Result<String, String> {
            Ok(text.to_owned())
        }

        pub(super) fn to_text(text: &str) -> String {
            text.to_owned()
        }
    }

    let names = Hyperparameters::names();
    let all = [
        names.parsed,
        names.structured,
        names.by_module,
        names.token,
        names.tuned,
    ];
    assert_eq!(all, ["parsed", "structured", "by_module", "token", "tuned"]);
    let source = Source::from_vars([(
        "SM_HPS",
        r#"{"parsed": 1, "structured": [2], "by_module": "x", "tuned": 3}"#,
    )]);
    let hp = Hyperparameters::from_source(&source).unwrap();
    assert_eq!(
        (hp.parsed, hp.structured, &*hp.by_module, hp.token, hp.tuned),
        (1, vec![2], "x", None, 3)
    );
}

#[test]
fn a_struct_without_hyperparameters_has_no_names() {
    #[derive(SmHyperparameters)]
    struct Nothing {}

    #[derive(SmHyperparameters)]
    struct Unit;

    #[derive(SmHyperparameters)]
    struct Outer {
        #[sm(flatten, prefix = "n-")]
        _nothing: Nothing,
        #[sm(flatten)]
        _unit: Unit,
    }

    let _ = (Nothing::names(), Unit::names(), Outer::names());
    assert!(Outer::from_source(&job(&[])).is_ok());
}

mod library {
    use smenv::{Channel, SmChannels, SmHyperparameters};

    #[derive(SmHyperparameters)]
    pub(crate) struct Hyperparameters {
        // The field is private to the module; its name is public.
        epochs: u32,
        #[sm(flatten, prefix = "i-")]
        inner: Inner,
    }

    #[derive(SmHyperparameters)]
    struct Inner {
        flip: bool,
    }

    #[derive(SmChannels)]
    pub(crate) struct Data {
        train: Channel,
    }

    impl Hyperparameters {
        pub(crate) fn values(&self) -> (u32, bool) {
            (self.epochs, self.inner.flip)
        }
    }

    impl Data {
        pub(crate) fn train(&self) -> &Channel {
            &self.train
        }
    }
}

#[test]
fn names_are_seen_where_the_struct_is() {
    let names = library::Hyperparameters::names();
    assert_eq!((names.epochs, names.inner.flip), ("epochs", "i-flip"));
    let hp =
        library::Hyperparameters::from_source(&job(&[names.epochs, names.inner.flip])).unwrap();
    assert_eq!(hp.values(), (1, true));

    let data =
        library::Data::from_source(&Source::from_vars([("SM_CHANNELS", r#"["train"]"#)])).unwrap();
    assert_eq!(data.train().name(), library::Data::names().train);
}

#[derive(SmChannels)]
#[sm(rename_all = "kebab-case")]
struct Data {
    train_set: Channel,
    #[sm(name = "val.csv", content_type = "text/csv", input_mode = "File")]
    validation: Option<Channel>,
    r#in: Option<Channel>,
}

#[test]
fn a_channel_has_a_name_too() {
    const TRAIN: &str = Data::names().train_set;
    let names = Data::names();
    assert_eq!(
        (TRAIN, names.validation, names.r#in),
        ("train-set", "val.csv", "in")
    );

    let source = Source::from_vars([(
        "SM_CHANNELS",
        format!("[{TRAIN:?}, {:?}]", names.validation),
    )]);
    let data = Data::from_source(&source).unwrap();
    assert_eq!(data.train_set.name(), TRAIN);
    assert_eq!(
        data.validation.unwrap().dir(),
        Path::new("/opt/ml/input/data/val.csv")
    );
    assert!(data.r#in.is_none());
}

#[test]
fn a_struct_without_channels_has_no_names() {
    #[derive(SmChannels)]
    struct Nothing {}

    let _ = Nothing::names();
    assert!(Nothing::from_source(&job(&[])).is_ok());
}
