//! Valid structs: valid combinations compile, without a warning under strict lints, and accept the
//! right values.

#![deny(
    warnings,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    redundant_imports,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unsafe_code,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results
)]
#![allow(
    clippy::redundant_pub_crate,
    clippy::trivially_copy_pass_by_ref,
    reason = "a module and a rule have such functions"
)]

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::IpAddr;
use std::num::NonZero;
use std::path::PathBuf;

use smenv::{
    Channel, Error, FieldSpec, InputMode, ProblemKind, Scale, SmCategorical, SmChannels,
    SmHyperparameters, Source,
};

/// Creates a job with this hyperparameter.
fn job(name: &str, json: &str) -> Source {
    Source::from_vars([("SM_HPS", format!("{{{name:?}: {json}}}"))])
}

/// Reads a struct with the one field `value` from a job, and returns its `Debug` output and what it
/// sends.
type Read<'a> = &'a dyn Fn(&Source) -> Result<(String, BTreeMap<String, String>), Error>;

/// Checks that the struct accepts this value, also by its alias, and no value if it has a default
/// or is an `Option`.
fn takes(read: Read<'_>, field: &FieldSpec, json: &str, is_optional: bool) {
    let (hp, left) = read(&job("value", json)).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(read(&job("v", json)).unwrap().0, hp);
    assert!(left.contains_key("value"), "{hp:?}: {left:?}");
    match read(&Source::from_vars([("SM_HPS", "{}")])) {
        Ok(_) => assert!(is_optional || field.default().is_some()),
        Err(error) => assert_eq!(
            (error.problems()[0].kind(), field.default()),
            (ProblemKind::Missing, None)
        ),
    }
    // A tunable field has a scale.
    assert_eq!(field.scale().is_some(), field.is_tunable());
}

/// Defines a struct for each default in each range with each tuning attribute.
macro_rules! every {
    ($type:ty, $json:literal, $is_optional:literal, $defaults:tt, $ranges:tt, $tunings:tt) => {
        every!(@defaults $type, $json, $is_optional, $defaults, $ranges, $tunings)
    };
    (@defaults $type:ty, $json:literal, $is_optional:literal, [$($default:tt)*], $ranges:tt, $tunings:tt) => {
        $(every!(@ranges $type, $json, $is_optional, $default, $ranges, $tunings);)*
    };
    (@ranges $type:ty, $json:literal, $is_optional:literal, $default:tt, [$($range:tt)*], $tunings:tt) => {
        $(every!(@tunings $type, $json, $is_optional, $default, $range, $tunings);)*
    };
    // Tuning does not change how a value is read, so only the first of these reads a job.
    (@tunings $type:ty, $json:literal, $is_optional:literal, $default:tt, $range:tt, [$first:tt $($tuning:tt)*]) => {
        {
            every!(@one $type, $default, $range, $first);
            let read = |source: &Source| {
                Hyperparameters::from_source(source).map(|hp| (format!("{hp:?}"), hp.to_hyperparameters()))
            };
            takes(&read, &Hyperparameters::SPEC.fields()[0], $json, $is_optional);
        }
        $({
            every!(@one $type, $default, $range, $tuning);
        })*
    };
    (@one $type:ty, {$($default:tt)*}, {$($range:tt)*}, {$($tuning:tt)*}) => {
        #[derive(Debug, SmHyperparameters)]
        struct Hyperparameters {
            #[sm(alias = "v", $($default)* $($range)* $($tuning)*)]
            value: $type,
        }
        const _: () = assert!(Hyperparameters::SPEC.len() == 1 && Hyperparameters::names().value.len() == 5);
    };
}

macro_rules! integers {
    ($($test:ident: $type:ident,)*) => {$(
        #[test]
        fn $test() {
            const LEAST: $type = 1;
            const MOST: $type = 9;
            const THREE: $type = 3;
            const MAYBE: Option<$type> = Some(THREE);

            every!($type, "5", false,
                [{} {default = 3,} {default = THREE,} {default = MOST - THREE / 2,}],
                [{range = 1..=9,} {range = LEAST..=MOST,} {range = 1..MOST,} {range = 3 - 2..=3 * 3,}],
                [{} {tunable,} {tunable, scale = "log",}]);
            every!(Option<$type>, "5", true,
                [{} {default,} {default = Some(3),} {default = Some(THREE),} {default = MAYBE,}],
                [{range = 1..=9,} {range = LEAST..=MOST,}],
                [{} {tunable, scale = "linear",}]);
            every!($type, "5", false,
                [{} {default = 3,} {default = MOST,}],
                [{} {range = 1..,} {range = LEAST..,} {range = ..10,} {range = ..=MOST,}],
                [{}]);
            // The type's own default is 0.
            every!($type, "5", false,
                [{default,} {default = 0,}],
                [{range = 0..=9,} {range = ..=MOST,} {range = LEAST - 1..,}],
                [{secret,}]);
        }
    )*};
}

integers! {
    bytes: u8,
    signed_integers: i64,
}

#[test]
fn other_integers() {
    const MOST: u128 = u128::MAX;
    const SIZE: usize = 9;

    every!(u128, "5", false, [{} {default = 3,}], [{range = 1..=MOST,} {range = ..MOST,}], [{} {secret,}]);
    every!(usize, "5", false, [{} {default = SIZE,}], [{range = 1..=SIZE,}], [{} {tunable, scale = "auto",}]);
    every!(i8, "5", false, [{} {default = i8::MIN,}], [{range = i8::MIN..=i8::MAX,} {range = -128..0x7F,}], [{}]);
}

macro_rules! floats {
    ($($test:ident: $type:ident,)*) => {$(
        #[test]
        fn $test() {
            const LEAST: $type = 0.125;
            const MOST: $type = 0.75;
            const HALF: $type = 0.5;

            every!($type, "0.25", false,
                [{} {default = 0.5,} {default = HALF,} {default = MOST - HALF / 2.0,}],
                [{range = 0.125..=0.75,} {range = LEAST..=MOST,} {range = 1e-6..MOST,}],
                [{} {tunable,} {tunable, scale = "log",} {tunable, scale = "reverse-log",}]);
            every!(Option<$type>, "0.25", true,
                [{} {default = Some(0.5),} {default = Some(HALF),}],
                [{range = 0.125..=0.75,} {range = LEAST..=MOST,}],
                [{} {tunable, scale = "reverse-log",}]);
            every!($type, "0.25", false,
                [{} {default,} {default = -0.5,} {default = -HALF,}],
                [{range = -1.0..=1.0,} {range = ..MOST,} {range = -1e3..=$type::MAX,}],
                [{}]);
        }
    )*};
}

floats! {
    single_floats: f32,
    double_floats: f64,
}

#[test]
fn characters() {
    const LAST: char = 'z';

    every!(char, "\"q\"", false,
        [{} {default = 'b',} {default = LAST,}],
        [{} {range = 'a'..='z',} {range = 'a'..=LAST,} {range = ..=LAST,} {range = 'a'..,}],
        [{} {secret,}]);
    every!(Option<char>, "\"q\"", true,
        [{} {default = Some('b'),}],
        [{} {range = 'a'..='z',} {range = 'a'..=LAST,}],
        [{}]);
}

/// Types that the derive does not know by name have constants all the same.
mod aliases {
    use super::{NonZero, SmHyperparameters, Source, takes};

    type Count = u32;
    type Maybe<T> = Option<T>;
    type Rate = f64;

    const LEAST: Count = 1;
    const MOST: Count = 9;
    const HALF: Rate = 0.5;

    mod limits {
        pub(super) struct Most;

        impl Most {
            pub(super) const EPOCHS: super::Count = 9;
        }
    }

    const fn most() -> Count {
        MOST
    }

    #[test]
    fn aliases_of_numbers() {
        every!(Count, "5", false,
            [{} {default = 3,} {default = MOST,} {default = Count::MIN + 1,}],
            [{range = 1..=9,} {range = LEAST..=MOST,} {range = 1..=limits::Most::EPOCHS,} {range = LEAST..=most(),}],
            [{} {tunable, scale = "log",}]);
        every!(Rate, "0.25", false,
            [{} {default = 0.5,} {default = HALF,}],
            [{range = 0.125..=0.75,} {range = HALF / 4.0..1.0,}],
            [{} {tunable, scale = "log",} {tunable, scale = "reverse-log",}]);
        every!(Option<Count>, "5", true,
            [{} {default = Some(3),} {default = Some(MOST),}],
            [{range = 1..=9,} {range = LEAST..=MOST,}],
            [{} {tunable, scale = "log",}]);
        every!(Maybe<u32>, "5", true,
            [{} {default,} {default = Some(3),} {default = Some(MOST),}],
            [{range = 1..=9,} {range = LEAST..=MOST,}],
            [{} {tunable, scale = "log",}]);
    }

    #[test]
    fn nonzero_numbers() {
        const THREE: NonZero<u32> = NonZero::new(3).unwrap();

        every!(NonZero<u32>, "5", false,
            [{} {default = THREE,} {default = NonZero::<u32>::MIN,} {default = NonZero::new(3).unwrap(),}],
            [{range = 1..=9,} {range = LEAST..=MOST,} {range = 1..MOST,}],
            [{} {tunable, scale = "log",}]);
        every!(Option<NonZero<u32>>, "5", true,
            [{} {default = Some(THREE),} {default = NonZero::new(3),}],
            [{} {range = 1..,} {range = ..=MOST,}],
            [{} {secret,}]);
        every!(std::num::NonZeroI8, "5", false,
            [{} {default = std::num::NonZeroI8::MIN,}],
            [{} {range = -128..=127,} {range = i8::MIN..=i8::MAX,}],
            [{}]);
    }

    /// A rule that is a `const fn`.
    const fn odd(value: &Count) -> Result<(), &'static str> {
        if *value % 2 == 1 {
            Ok(())
        } else {
            Err("it must be odd")
        }
    }

    #[test]
    fn rules_beside_constants() {
        every!(Count, "5", false,
            [{} {default = 3,} {default = MOST,}],
            [{} {range = 1..=9,} {range = LEAST..=MOST,}],
            [{validate = odd,} {secret, validate = odd,}]);
    }
}

mod doubled {
    pub(super) fn from_text(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse::<u32>().map(|value| value * 2)
    }

    pub(super) fn to_text(value: &u32) -> String {
        (value / 2).to_string()
    }
}

#[test]
fn from_str_json_and_with() {
    const LEAST: u32 = 1;
    const MOST: u32 = 99;

    every!(u32, "5", false,
        [{} {default,} {default = 3,} {default = MOST,} {default = LEAST + 1,}],
        [{from_str,} {json,} {with = doubled,}],
        [{} {secret,}]);
    every!(u32, "5", false,
        [{} {default = 3,} {default = MOST,}],
        [{from_str,} {with = doubled,}],
        [{range = 1..=99,} {range = LEAST..=MOST,} {range = LEAST..,} {secret, range = ..=MOST,}]);
    every!(Option<u32>, "5", true,
        [{} {default,} {default = Some(3),} {default = Some(MOST),}],
        [{from_str,} {with = doubled,}],
        [{} {range = 1..=99,} {range = LEAST..=MOST,}]);
    every!(IpAddr, "\"127.0.0.1\"", false,
        [{} {default = [127, 0, 0, 1].into(),}],
        [{} {from_str,}],
        [{} {secret,}]);
    every!(Option<Vec<u8>>, "[1]", true,
        [{} {default = Some(vec![1]),}],
        [{} {json,}],
        [{} {secret,}]);
}

/// Five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SmCategorical)]
enum Choice {
    /// Itself.
    #[default]
    Five,
    /// Another.
    #[sm(name = "six", alias = "half-a-dozen")]
    Six,
}

const SIX: Choice = Choice::Six;

#[test]
fn closed_sets() {
    every!(Choice, "\"five\"", false,
        [{} {default,} {default = Choice::Six,} {default = SIX,}],
        [{} {tunable,}],
        [{} {secret,}]);
    every!(Option<Choice>, "\"half-a-dozen\"", true,
        [{} {default,} {default = Some(Choice::Six),} {default = Some(SIX),}],
        [{} {tunable,}],
        [{}]);
    every!(bool, "true", false,
        [{} {default,} {default = true,} {default = cfg!(test),}],
        [{} {tunable,}],
        [{} {secret,}]);
    every!(Option<bool>, "true", true,
        [{} {default = Some(true),}],
        [{} {tunable,}],
        [{}]);
}

#[test]
fn texts_lists_and_maps() {
    const NAME: &str = "adam";

    every!(String, "\"sgd\"", false,
        [{} {default,} {default = "adam",} {default = NAME.to_owned(),} {default = format!("{NAME}w"),}],
        [{} {secret,}],
        [{}]);
    every!(Option<String>, "\"sgd\"", true,
        [{} {default = Some("adam".into()),} {default = Some(NAME.to_owned()),}],
        [{} {secret,}],
        [{}]);
    every!(Box<str>, "\"sgd\"", false, [{} {default = "adam",} {default = NAME.into(),}], [{}], [{}]);
    every!(PathBuf, "\"/opt\"", false, [{} {default = "/opt/ml",} {default = PathBuf::from(NAME),}], [{}], [{}]);
    every!(Vec<u8>, "[1]", false, [{} {default,} {default = vec![1, 2],} {default = [1].into(),}], [{}], [{}]);
    every!([f64; 2], "[1, 2]", false, [{} {default = [0.9, 0.999],}], [{}], [{} {json,}]);
    every!((u8, String), "[1, \"a\"]", false, [{} {default = (1, NAME.to_owned()),}], [{}], [{}]);
    every!(VecDeque<bool>, "[true]", false, [{} {default,}], [{}], [{}]);
    every!(BTreeMap<String, u8>, "{\"a\": 1}", false, [{default,} {default = [].into(),}], [{}], [{json,}]);
    every!(HashMap<String, Vec<f32>>, "{\"a\": [1]}", false, [{} {default,}], [{}], [{}]);
}

/// Attributes may be in any order, in one `#[sm]` or several, with or without a trailing comma.
#[test]
fn the_order_of_words_does_not_count() {
    const MOST: u32 = 9;

    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(scale = "log", tunable, range = 1..=MOST, default = MOST, name = "a")]
        first: u32,
        #[sm(default = MOST)]
        #[sm(range = 1..=MOST)]
        #[sm(tunable, name = "b")]
        #[sm(scale = "log")]
        /// A description behind.
        second: u32,
        /// A description before.
        #[sm(tunable, secret, scale = "log")]
        #[sm(name = "c", default = MOST, range = 1..=MOST,)]
        third: u32,
    }

    let hp = Hyperparameters::from_source(&Source::from_vars([("SM_HPS", "{}")])).unwrap();
    assert_eq!([hp.first, hp.second, hp.third], [9; 3]);
    for (field, docs) in Hyperparameters::SPEC.fields().iter().zip([
        "",
        "A description behind.",
        "A description before.",
    ]) {
        assert_eq!(
            (field.scale(), field.default(), field.docs()),
            (Some(Scale::Log), Some("MOST"), docs)
        );
        assert_eq!(
            (field.min().unwrap().text, field.max().unwrap().text),
            ("1", "MOST")
        );
    }
}

/// Defines a rule over a whole struct.
macro_rules! rule {
    ($name:ident for $struct:ty) => {
        #[allow(clippy::unnecessary_wraps, reason = "a rule may find something wrong")]
        const fn $name(_: &$struct) -> Result<(), &'static str> {
            Ok(())
        }
    };
}

/// The struct's attributes, in pairs and all together.
#[test]
fn words_of_the_struct() {
    #[derive(SmHyperparameters)]
    #[sm(rename_all = "kebab-case", allow_unknown)]
    struct First {
        batch_size: u32,
    }

    #[derive(SmHyperparameters)]
    #[sm(rename_all = "SCREAMING-KEBAB-CASE", validate = second)]
    struct Second {
        batch_size: u32,
    }

    #[derive(SmHyperparameters)]
    #[sm(allow_unknown, validate = third, crate = smenv)]
    struct Third {
        batch_size: u32,
    }

    #[derive(SmHyperparameters)]
    #[sm(crate = ::smenv, rename_all = "camelCase")]
    #[sm(schema = "tests/schema/launcher.json", validate = fourth, allow_unknown)]
    struct Fourth {
        #[sm(default = 64)]
        batch_size: u32,
        #[sm(name = "learning-rate")]
        rate: f64,
    }

    rule!(second for Second);
    rule!(third for Third);
    rule!(fourth for Fourth);

    let job = |hps: &str| Source::from_vars([("SM_HPS", hps)]);
    assert_eq!(
        First::from_source(&job(r#"{"batch-size": 1, "more": 2}"#))
            .unwrap()
            .batch_size,
        1
    );
    assert_eq!(
        Second::from_source(&job(r#"{"BATCH-SIZE": 1}"#))
            .unwrap()
            .batch_size,
        1
    );
    assert_eq!(
        Third::from_source(&job(r#"{"batch_size": 1, "more": 2}"#))
            .unwrap()
            .batch_size,
        1
    );
    let fourth = Fourth::from_source(&job(r#"{"batchSize": 1, "learning-rate": 2}"#)).unwrap();
    assert_eq!((fourth.batch_size, fourth.rate), (1, 2.0));
}

/// Flattened structs with a prefix and without, two deep, next to a rest map, a skipped field and
/// explicit names.
#[test]
fn flattened_beside_rest_and_skip() {
    const MOST: u32 = 9;

    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "kebab-case", validate = outer)]
    struct Outer {
        #[sm(flatten)]
        plain: Inner,
        #[sm(flatten, prefix = "a-")]
        first: Inner,
        #[sm(prefix = "b.", flatten)]
        second: Middle,
        #[sm(skip)]
        skipped: u8,
        #[sm(skip, default = vec![1])]
        skipped_too: Vec<u8>,
        #[sm(rest)]
        others: BTreeMap<String, Option<u32>>,
        #[sm(alias = "flip-all", default, tunable)]
        flip_it: bool,
    }

    #[derive(Debug, SmHyperparameters)]
    #[sm(allow_unknown)]
    struct Middle {
        #[sm(default = MOST, range = 1..=MOST, tunable, scale = "log")]
        size: u32,
        #[sm(flatten, prefix = "c-")]
        inner: Inner,
        #[sm(flatten, prefix = "d-")]
        unit: Unit,
    }

    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "UPPERCASE", validate = inner)]
    struct Inner {
        #[sm(alias = "mirror", default = Choice::Six, tunable)]
        flip: Choice,
        #[sm(secret)]
        token: Option<String>,
    }

    #[derive(Debug, SmHyperparameters)]
    struct Unit;

    rule!(outer for Outer);
    rule!(inner for Inner);

    let hps = r#"{"mirror": "five", "a-TOKEN": "x", "b.c-FLIP": "five", "b.size": 2, "flip_all": true, "more": 3}"#;
    let hp = Outer::from_source(&Source::from_vars([("SM_HPS", hps)])).unwrap();
    assert_eq!(
        (hp.plain.flip, hp.first.flip, hp.second.inner.flip),
        (Choice::Five, Choice::Six, Choice::Five)
    );
    assert_eq!(
        (hp.second.size, hp.flip_it, hp.skipped, hp.others["more"]),
        (2, true, 0, Some(3))
    );
    assert_eq!(
        (hp.skipped_too, hp.plain.token, hp.first.token.as_deref()),
        (vec![1], None, Some("x"))
    );
    let names = Outer::names();
    assert_eq!(
        [names.second.inner.flip, names.first.token, names.flip_it],
        ["b.c-FLIP", "a-TOKEN", "flip-it"]
    );
    let Unit = hp.second.unit;
}

/// Structs that reach the limits.
mod at_the_limits {
    use super::{Channel, SmCategorical, SmChannels, SmHyperparameters, Source};

    macro_rules! fifty {
        ($struct:ident: $($field:ident)*; $($more:ident)*) => {
            #[derive(SmHyperparameters)]
            struct $struct {
                $(#[sm(default)] $field: u8, #[sm(default)] $more: u8,)*
            }

            #[derive(SmHyperparameters)]
            struct Nested {
                $(#[sm(default)] $field: u8,)*
                #[sm(flatten, prefix = "in-")]
                inner: Inner,
                #[sm(skip)]
                skipped: u8,
            }

            #[derive(SmHyperparameters)]
            struct Inner {
                $(#[sm(default)] $field: u8,)*
            }

            impl $struct {
                const fn sum(&self) -> u8 {
                    0 $(+ self.$field + self.$more)*
                }
            }

            impl Nested {
                const fn sum(&self) -> u8 {
                    self.skipped $(+ self.$field + self.inner.$field)*
                }
            }
        };
    }

    fifty! {
        Hundred:
        a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
        d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9;
        f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9
        i0 i1 i2 i3 i4 i5 i6 i7 i8 i9 j0 j1 j2 j3 j4 j5 j6 j7 j8 j9
    }

    #[test]
    fn a_hundred_hyperparameters() {
        let source = Source::from_vars([("SM_HPS", r#"{"a0": 1, "j9": 2}"#)]);
        assert_eq!(Hundred::from_source(&source).unwrap().sum(), 3);
        assert_eq!(Hundred::SPEC.len(), 100);
        assert_eq!(Hundred::names().j9, "j9");
    }

    #[test]
    fn a_hundred_with_those_of_a_flattened_struct() {
        let source = Source::from_vars([("SM_HPS", r#"{"a0": 1, "in-e9": 2}"#)]);
        assert_eq!(Nested::from_source(&source).unwrap().sum(), 3);
        assert_eq!(Nested::SPEC.len(), 100);
        assert_eq!(Nested::names().inner.e9, "in-e9");
    }

    macro_rules! twenty {
        ($($channel:ident)*) => {
            #[derive(SmChannels)]
            struct Twenty {
                $($channel: Option<Channel>,)*
            }

            impl Twenty {
                fn count(&self) -> usize {
                    [$(&self.$channel),*].into_iter().flatten().count()
                }
            }
        };
    }

    twenty! { a b c d e f g h i j k l m n o p q r s t }

    #[test]
    fn twenty_channels() {
        let source = Source::from_vars([("SM_CHANNELS", r#"["a", "t"]"#)]);
        assert_eq!(Twenty::from_source(&source).unwrap().count(), 2);
        assert_eq!(
            (Twenty::SPEC.channels().len(), Twenty::names().t),
            (20, "t")
        );
    }

    #[test]
    fn thirty_choices() {
        #[derive(Debug, PartialEq, Eq, SmCategorical)]
        #[rustfmt::skip]
        enum Layer {
            A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z, Aa, Bb, Cc, Dd,
        }

        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            #[sm(tunable)]
            layer: Layer,
            #[sm(tunable, default = Some(Layer::A))]
            maybe: Option<Layer>,
            // A field that is not tunable may have more choices.
            #[sm(default)]
            letter: char,
        }

        let hp =
            Hyperparameters::from_source(&Source::from_vars([("SM_HPS", r#"{"layer": "dd"}"#)]))
                .unwrap();
        assert_eq!(
            (hp.layer, hp.maybe, hp.letter, Layer::CHOICES.len()),
            (Layer::Dd, Some(Layer::A), '\0', 30)
        );
    }
}

/// Every combination of content types, input modes and names, required or optional.
macro_rules! channels {
    ($($type:ty),*; $words:tt) => {$(channels!(@words $type; $words);)*};
    (@words $type:ty; [$({$($words:tt)*})*]) => {
        $({
            #[derive(SmChannels)]
            #[sm(rename_all = "kebab-case", allow_unknown)]
            struct Data {
                /// The data.
                $($words)*
                the_data: $type,
                #[sm(name = "val.1")]
                other: Option<Channel>,
            }

            let name = Data::names().the_data;
            let settings = r#"{"ContentType": "text/csv", "TrainingInputMode": "File"}"#;
            let source = Source::from_vars([
                ("SM_CHANNELS", format!("[{name:?}, \"more\"]")),
                ("SM_INPUT_DATA_CONFIG", format!("{{{name:?}: {settings}}}")),
            ]);
            let data = Data::from_source(&source).unwrap();
            let channel: Option<Channel> = data.the_data.into();
            let channel = channel.unwrap();
            assert_eq!((channel.name(), channel.content_type()), (name, Some("text/csv")));
            assert_eq!(channel.input_mode(), Some(InputMode::File));
            assert!(data.other.is_none());
            assert_eq!((Data::SPEC.channels()[0].docs(), Data::names().other), ("The data.", "val.1"));
        })*
    };
}

#[test]
fn channels_of_every_kind() {
    channels!(Channel, Option<Channel>; [
        {}
        {#[sm(name = "train")]}
        {#[sm(content_type = "text/csv")]}
        {#[sm(content_type = "application/x-recordio-protobuf", content_type = "text/csv; label_size=0")]
         #[sm(content_type = "text/csv")]}
        {#[sm(input_mode = "File")]}
        {#[sm(input_mode = "Pipe", input_mode = "FastFile", input_mode = "File")]}
        {#[sm(name = "Train.2_x-y", content_type = "TEXT/CSV", input_mode = "File")]}
        {#[sm(input_mode = "File")] #[sm(content_type = "text/csv")] #[sm(name = "train")]}
        {#[sm(name = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]}
    ]);
}
