//! Types, traits, variants, functions and macros of the user's that are called as the standard library's.

#![allow(dead_code, unused_macros, reason = "what shadows is not used")]

use smenv::{SmCategorical, SmHyperparameters};

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
struct Raw;
struct Name;
struct How;
struct Spec;
struct Field;
struct Fields;
struct Outgoing;
struct Expected;
struct Invalid;
struct Scale;

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

mod core {}

mod std {}

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
#[sm(validate = rules::of_all)]
struct Hyperparameters {
    #[sm(default, range = 0..=9, tunable, validate = rules::of_one)]
    epochs: u32,
    #[sm(default = "adam")]
    name: ::std::string::String,
    #[sm(default)]
    optimizer: Optimizer,
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
    use smenv::{HyperparameterValue, SmHyperparameters};

    use super::{Hyperparameters, Optimizer};

    #[test]
    fn shadows_do_not_reach_the_generated_code() {
        let hp = Hyperparameters::from_source(&crate::job(r#"{"flip": true}"#)).unwrap();
        assert_eq!((hp.epochs, &*hp.name, hp.inner.flip, hp.by_module, hp.skipped), (0, "adam", true, 4, 0));
        assert_eq!((hp.parsed, hp.structured), (None, None));
        assert_eq!(hp.optimizer, Optimizer::None);
        ::std::assert!(hp.others.is_empty());
        assert_eq!(Optimizer::from_text("some"), Ok(Optimizer::Some));
        assert_eq!(Optimizer::Err.to_text(), "err");
    }
}
