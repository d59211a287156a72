//! What SageMaker's API cannot express is left out or cut, so that every struct has a valid
//! specification.

use smenv::export::{ParameterType, TrainingSpecification};
use smenv::{Channel, SmChannels, SmHyperparameters};

/// Defines a struct with these fields, all of type `u32`.
macro_rules! fields {
    ($name:ident, $attribute:tt: $($optional:ident)*; $($required:ident)*) => {
        #[derive(SmHyperparameters)]
        #[allow(dead_code, reason = "only the specification matters")]
        struct $name {
            $(#[sm $attribute] $optional: u32,)*
            $($required: u32,)*
        }
    };
}

fields! { Many, (default = 1):
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
    d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
    g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9 i0 i1 i2 i3 i4 i5 i6 i7 i8 i9
    j0 j1 j2 j3 j4 j5 j6 j7 j8 j9; last required
}

#[test]
fn of_more_than_100_hyperparameters_the_last_optional_ones_are_left_out() {
    let specification = TrainingSpecification::of::<Many, (), ()>();
    let names: Vec<&str> = specification
        .supported_hyper_parameters
        .iter()
        .map(|hyperparameter| hyperparameter.name.as_str())
        .collect();
    assert_eq!(names.len(), 100);
    assert_eq!(names[97..], ["j7", "last", "required"]);
}

#[derive(SmChannels)]
#[allow(dead_code, reason = "only the specification matters")]
struct Data {
    a: Option<Channel>,
    b: Option<Channel>,
    c: Option<Channel>,
    d: Option<Channel>,
    e: Option<Channel>,
    f: Option<Channel>,
    g: Option<Channel>,
    h: Option<Channel>,
    i: Channel,
}

#[test]
fn of_more_than_8_channels_the_last_optional_ones_are_left_out() {
    let specification = TrainingSpecification::of::<Many, Data, ()>();
    let names: Vec<&str> = specification
        .training_channels
        .iter()
        .map(|channel| channel.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b", "c", "d", "e", "f", "g", "i"]);
}

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only the specification matters")]
struct Long {
    #[doc = include_str!("long.md")]
    #[sm(default = "x".repeat(2501))]
    text: String,
    #[sm(default = f64::INFINITY, range = 0.0..=f64::INFINITY)]
    clip: f64,
    #[sm(range = ..=u64::MAX)]
    seed: u64,
    long: LongWords,
}

/// The words of a service that has one of 300 characters.
#[derive(Debug)]
struct LongWords;

impl smenv::HyperparameterValue for LongWords {
    const EXPECTED: smenv::ValueType = smenv::ValueType::Choice(&[
        "short",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ]);

    fn from_text(_: &str) -> Result<Self, smenv::ValueError> {
        Ok(LongWords)
    }

    fn to_text(&self) -> String {
        "short".to_owned()
    }
}

#[test]
fn long_texts_are_cut_or_left_out() {
    let specification = TrainingSpecification::of::<Long, (), ()>();
    let [text, clip, seed, long] = &specification.supported_hyper_parameters[..] else {
        panic!("{specification:?}");
    };
    let description = text.description.as_deref().unwrap();
    assert!(
        (1000..=1024).contains(&description.chars().count()),
        "{description}"
    );
    assert!(description.starts_with("The same word"), "{description}");
    assert!(description.ends_with('…') && !description.contains('\n'));
    assert_eq!((&text.default_value, text.is_required), (&None, false));
    assert_eq!(
        (clip.parameter_type, &clip.range),
        (ParameterType::Continuous, &None)
    );
    assert_eq!(clip.default_value, None);
    assert!(seed.range.is_some());
    assert_eq!(
        (long.parameter_type, &long.range),
        (ParameterType::FreeText, &None)
    );
}
