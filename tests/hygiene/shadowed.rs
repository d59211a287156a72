//! Types, traits, variants, functions and macros of the user's with the same names as the standard
//! library's.

#![allow(dead_code, unused_macros, reason = "what shadows is not used")]

use smenv::{SmCategorical, SmChannels, SmHyperparameters};

struct Result;
struct Option;
struct String;
struct Vec;
struct Box;
struct Fn;
struct From;
struct Into;
struct Bound;
struct Included;
struct Excluded;
struct Unbounded;
struct RawValue;
struct Name;
struct How;
struct Spec;
struct Field;
struct Fields;
struct Outgoing;
struct Expected;
struct Invalid;
struct Scale;
struct Ends;
struct Names;
struct Prefix;
struct NoPrefix;
struct PhantomData;
struct InputMode;
struct Channel;
struct ChannelSpec;

trait Default {
    fn default() -> u8;
}

#[allow(non_camel_case_types, reason = "it shadows")]
struct bool;

#[allow(non_camel_case_types, reason = "it shadows")]
struct str;

#[allow(non_upper_case_globals, reason = "it shadows")]
const None: () = ();

#[allow(non_snake_case, reason = "it shadows")]
fn Some() {}

#[allow(non_snake_case, reason = "it shadows")]
fn Ok() {}

#[allow(non_snake_case, reason = "it shadows")]
fn Err() {}

fn within() {}

fn validate() {}

fn check() {}

fn tunable() {}

fn flattened() {}

fn total() {}

fn known() {}

const SPEC: () = ();
const ALL: () = ();
const TEXT: () = ();

mod core {}

mod std {}

macro_rules! include_bytes {
    () => {};
}

macro_rules! unreachable {
    () => {};
}

macro_rules! panic {
    () => {};
}

macro_rules! assert {
    () => {};
}

#[derive(SmHyperparameters)]
#[sm(validate = rules::of_all, schema = "tests/hygiene/schema.json", allow_unknown)]
struct Hyperparameters {
    #[sm(default, range = 0..=9, tunable, validate = rules::of_one)]
    epochs: u32,
    #[sm(default = "adam")]
    name: ::std::string::String,
    #[sm(default)]
    optimizer: Optimizer,
    #[sm(default = rules::MOST, range = 1..=rules::MOST, tunable, scale = "log")]
    by_constants: u32,
    #[sm(default = ::std::option::Option::Some(rules::MOST), range = ..=rules::MOST)]
    some: ::std::option::Option<u32>,
    #[sm(flatten)]
    inner: Inner,
    #[sm(from_str)]
    parsed: ::std::option::Option<u8>,
    #[sm(json)]
    structured: ::std::option::Option<u8>,
    #[sm(with = rules, default = 4)]
    by_module: u8,
    #[sm(skip)]
    skipped: u8,
    #[sm(rest)]
    others: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
}

#[derive(SmHyperparameters)]
struct Inner {
    flip: ::std::primitive::bool,
}

#[derive(SmChannels)]
struct Data {
    #[sm(content_type = "text/csv", input_mode = "File")]
    train: smenv::Channel,
    validation: ::std::option::Option<smenv::Channel>,
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Optimizer {
    Adam,
    None,
    Some,
    Ok,
    Err,
}

#[expect(clippy::derivable_impls, reason = "`Default` is shadowed")]
impl ::std::default::Default for Optimizer {
    fn default() -> Self {
        Optimizer::None
    }
}

mod rules {
    pub(super) const MOST: u32 = 9;

    pub(super) fn of_one(_: &u32) -> Result<(), String> {
        Ok(())
    }

    pub(super) fn of_all(_: &super::Hyperparameters) -> Result<(), String> {
        Ok(())
    }

    pub(super) fn from_text(text: &str) -> Result<u8, std::num::ParseIntError> {
        text.parse()
    }

    pub(super) fn to_text(value: &u8) -> String {
        value.to_string()
    }
}

mod tests {
    use smenv::{HyperparameterValue, SmChannels, SmHyperparameters};

    use super::{Data, Hyperparameters, Optimizer};

    #[test]
    fn shadows_do_not_reach_the_generated_code() {
        let source = crate::job(r#"{"flip": true, "parsed": null, "structured": null}"#);
        let hp = Hyperparameters::from_source(&source).unwrap();
        assert_eq!(
            (
                hp.epochs,
                &*hp.name,
                hp.inner.flip,
                hp.by_module,
                hp.skipped
            ),
            (0, "adam", true, 4, 0)
        );
        assert_eq!((hp.parsed, hp.structured), (None, None));
        assert_eq!(hp.optimizer, Optimizer::None);
        ::std::assert!(hp.others.is_empty());
        assert_eq!(Optimizer::from_text("some"), Ok(Optimizer::Some));
        assert_eq!(Optimizer::Err.to_text(), "err");
        assert_eq!((hp.by_constants, hp.some), (9, Some(9)));
        assert_eq!(
            (
                Hyperparameters::names().inner.flip,
                Hyperparameters::names().some
            ),
            ("flip", "some")
        );
    }

    #[test]
    fn nor_to_that_of_channels() {
        let data = Data::from_source(&crate::job_with_channels(&["train"])).unwrap();
        assert_eq!(
            (data.train.name(), data.validation),
            (Data::names().train, None)
        );
    }
}

/// Types with the names of Rust's own numbers.
#[allow(non_camel_case_types, reason = "they shadow")]
mod numbers {
    use std::primitive;

    use smenv::SmHyperparameters;

    struct u8;
    struct usize;
    struct f64;
    struct char;
    type u32 = primitive::u64;

    const LEAST: primitive::u8 = 1;
    const MOST: primitive::u8 = 9;
    const HALF: primitive::f64 = 0.5;
    const LARGE: u32 = 5_000_000_000;

    #[derive(SmHyperparameters)]
    #[sm(rename_all = "kebab-case")]
    struct Hyperparameters {
        #[sm(default = MOST - 1, range = LEAST..=MOST, tunable, scale = "log")]
        small: primitive::u8,
        #[sm(default, range = ..HALF)]
        float: primitive::f64,
        #[sm(default = 'b', range = 'a'..='c')]
        letter: primitive::char,
        #[sm(default = LARGE, range = 0..=LARGE)]
        large: u32,
        #[sm(default = Some(LARGE), range = ..=LARGE)]
        some: Option<u32>,
    }

    #[test]
    fn shadowed_numbers() {
        let hp = Hyperparameters::from_source(&crate::job("{}")).unwrap();
        assert_eq!(
            (hp.small, hp.float, hp.letter, hp.large, hp.some),
            (8, 0.0, 'b', LARGE, Some(LARGE))
        );
    }
}
