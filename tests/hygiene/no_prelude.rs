//! Without the prelude: every attribute, with absolute paths only.

#![no_implicit_prelude]

use ::std::assert_eq;

const MOST: u32 = 4096;

#[derive(::smenv::SmHyperparameters)]
#[sm(rename_all = "kebab-case", validate = any, schema = "tests/hygiene/schema.json")]
struct Outer {
    /// A description.
    #[sm(default = 64, range = 1..=4096, tunable, scale = "log")]
    batch_size: u32,
    #[sm(alias = "lr", validate = positive)]
    learning_rate: f64,
    #[sm(default = MOST / 2, range = 1..=MOST, tunable, scale = "log")]
    by_constants: u32,
    #[sm(default = ::std::option::Option::Some(MOST), range = ..=MOST)]
    some: ::std::option::Option<u32>,
    #[sm(default, range = 0..=MOST)]
    zero: u32,
    #[sm(default, tunable)]
    tuned: Optimizer,
    #[sm(default = "adam")]
    name: ::std::string::String,
    #[sm(default)]
    optimizer: Optimizer,
    warmup_steps: ::std::option::Option<u64>,
    #[sm(secret)]
    token: ::std::option::Option<::std::string::String>,
    #[sm(default = ::std::vec![1, 2])]
    layers: ::std::vec::Vec<usize>,
    #[sm(flatten, prefix = "aug-")]
    augment: Inner,
    #[sm(from_str, range = 1..)]
    parsed: u8,
    #[sm(json)]
    structured: ::std::vec::Vec<u8>,
    #[sm(with = doubled)]
    doubled: u32,
    #[sm(skip)]
    skipped: u32,
    #[sm(rest)]
    others: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
}

#[derive(::smenv::SmHyperparameters)]
#[sm(allow_unknown)]
struct Inner {
    flip: bool,
}

#[derive(::smenv::SmHyperparameters)]
struct Empty {}

#[derive(::smenv::SmChannels)]
struct Data {
    /// A description.
    #[sm(
        content_type = "text/csv",
        content_type = "text/plain",
        input_mode = "File"
    )]
    train: ::smenv::Channel,
    #[sm(name = "val")]
    validation: ::std::option::Option<::smenv::Channel>,
}

#[derive(::smenv::SmChannels)]
struct NoData {}

#[derive(
    ::std::fmt::Debug, ::std::default::Default, ::std::cmp::PartialEq, ::smenv::SmCategorical,
)]
enum Optimizer {
    #[default]
    Adam,
    #[sm(name = "sgd", alias = "descent")]
    StochasticGradientDescent,
}

mod doubled {
    pub(super) fn from_text(text: &str) -> ::std::result::Result<u32, ::std::num::ParseIntError> {
        ::std::result::Result::map(::std::primitive::str::parse(text), |value: u32| value * 2)
    }

    pub(super) fn to_text(value: &u32) -> ::std::string::String {
        ::std::string::ToString::to_string(&(value / 2))
    }
}

fn positive(value: &f64) -> ::std::result::Result<(), &'static str> {
    if *value > 0.0 {
        ::std::result::Result::Ok(())
    } else {
        ::std::result::Result::Err("it must be positive")
    }
}

fn any(_: &Outer) -> ::std::result::Result<(), ::std::string::String> {
    ::std::result::Result::Ok(())
}

#[test]
fn works_without_the_prelude() {
    let source = super::job(
        r#"{"lr": 0.1, "aug-flip": true, "parsed": 3, "structured": [1], "doubled": 4, "optimizer": "descent", "more": "x"}"#,
    );
    let hp = <Outer as ::smenv::SmHyperparameters>::from_source(&source).unwrap();

    assert_eq!(
        (hp.batch_size, hp.learning_rate, &*hp.name, hp.augment.flip),
        (64, 0.1, "adam", true)
    );
    assert_eq!(
        (hp.warmup_steps, &hp.token),
        (::std::option::Option::None, &::std::option::Option::None)
    );
    assert_eq!(
        (
            &*hp.layers,
            hp.parsed,
            &*hp.structured,
            hp.doubled,
            hp.skipped
        ),
        (&[1, 2][..], 3, &[1][..], 8, 0)
    );
    assert_eq!(hp.optimizer, Optimizer::StochasticGradientDescent);
    assert_eq!(hp.others["more"], "x");
    assert_eq!(
        (hp.by_constants, hp.some, hp.zero),
        (2048, ::std::option::Option::Some(4096), 0)
    );
    assert_eq!(hp.tuned, Optimizer::Adam);
    assert_eq!(
        ::smenv::SmHyperparameters::to_hyperparameters(&hp)["doubled"],
        "\"4\""
    );

    let Empty {} = <Empty as ::smenv::SmHyperparameters>::from_source(&super::job("{}")).unwrap();
}

#[test]
fn names_and_channels_without_the_prelude() {
    const NAME: &str = Outer::names().augment.flip;
    assert_eq!(
        (NAME, Outer::names().batch_size, Data::names().validation),
        ("aug-flip", "batch-size", "val")
    );

    let source = super::job_with_channels(&["train"]);
    let data = <Data as ::smenv::SmChannels>::from_source(&source).unwrap();
    assert_eq!(
        (data.train.name(), data.validation),
        ("train", ::std::option::Option::None)
    );
    let NoData {} =
        <NoData as ::smenv::SmChannels>::from_source(&super::job_with_channels(&[])).unwrap();
}
