//! Structs that `macro_rules!` write, with every kind of fragment in the attributes.

use smenv::{Channel, HyperparameterValue, SmCategorical, SmChannels, SmHyperparameters};

macro_rules! whole {
    ($name:ident) => {
        #[derive(SmHyperparameters)]
        struct $name {
            #[sm(default = 3, range = 1..=9)]
            epochs: u32,
            #[sm(flatten, prefix = "aug-")]
            augment: Augment,
        }
    };
}

macro_rules! fields {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(SmHyperparameters)]
        struct $name {
            $($(#[$attribute])* $field: $type,)*
        }
    };
}

macro_rules! parts {
    ($name:ident, $field:ident, $type:ty, $hp:literal, $alias:literal, $default:expr, $min:expr, $max:literal, $rule:path, $doc:literal) => {
        #[derive(SmHyperparameters)]
        struct $name {
            #[doc = $doc]
            #[sm(name = $hp, alias = $alias, default = $default, range = $min..=$max, validate = $rule)]
            $field: $type,
        }
    };
}

macro_rules! categorical {
    ($name:ident: $($variant:ident = $text:literal,)*) => {
        #[derive(Debug, PartialEq, SmCategorical)]
        enum $name {
            $(#[sm(name = $text)] $variant,)*
        }
    };
}

/// Every part of the range, the default and the type is a fragment, and so is the scale.
macro_rules! bounded {
    ($vis:vis $name:ident { $($field:ident: $type:ty = $default:expr, $min:expr => $max:expr, $scale:literal;)* }) => {
        #[derive(SmHyperparameters)]
        $vis struct $name {
            $(
                #[sm(default = $default, range = $min..=$max, tunable, scale = $scale)]
                $vis $field: $type,
            )*
        }
    };
}

macro_rules! optional {
    ($name:ident { $($field:ident: $type:ty = $default:expr, $max:path;)* }) => {
        #[derive(SmHyperparameters)]
        struct $name {
            $(
                #[sm(default = Some($default), range = ..=$max)]
                $field: Option<$type>,
            )*
        }
    };
}

/// The flattened type, the prefix and the schema come from outside.
macro_rules! nested {
    ($name:ident, $field:ident: $type:ty, $prefix:literal, $schema:literal) => {
        #[derive(SmHyperparameters)]
        #[sm(schema = $schema, allow_unknown)]
        struct $name {
            #[sm(flatten, prefix = $prefix)]
            $field: $type,
            // A name of the macro's own.
            #[sm(default = 1)]
            own: u32,
        }

        impl $name {
            const FLIP: &'static str = $name::names().$field.flip;
            const OWN: &'static str = Self::names().own;
        }
    };
}

macro_rules! channels {
    ($name:ident { $($channel:ident = $text:literal: $type:ty, $content:literal, $mode:literal;)* }) => {
        #[derive(SmChannels)]
        struct $name {
            $(
                #[sm(name = $text, content_type = $content, input_mode = $mode)]
                $channel: $type,
            )*
        }

        impl $name {
            const ALL: &'static [&'static str] = &[$($name::names().$channel),*];
        }
    };
}

/// A struct in an expression.
macro_rules! epochs_of {
    ($hps:expr, $most:expr) => {{
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            #[sm(default = $most, range = 1..=$most)]
            epochs: u32,
        }
        Hyperparameters::from_source(&super::job($hps)).map(|hp| hp.epochs)
    }};
}

const MOST: u32 = 9;
const HALF: f64 = 0.5;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

fn even(value: &u32) -> Result<(), &'static str> {
    if value % 2 == 0 {
        Ok(())
    } else {
        Err("it must be even")
    }
}

whole!(Whole);

fields!(Listed {
    /// A description.
    #[sm(default = 2 + 3, range = 1..)]
    epochs: u32,
    #[sm(alias = "lr")]
    learning_rate: Option<f64>,
});

parts!(
    Parts,
    size,
    u32,
    "batch-size",
    "bs",
    2 + 2,
    1 + 1,
    8,
    even,
    "A description."
);

categorical!(Optimizer: Adam = "a", Sgd = "s",);

bounded!(pub(super) Bounded {
    by_literals: u32 = 3, 1 => 9, "linear";
    by_constants: u32 = MOST - 1, 1 => MOST, "log";
    by_paths: u8 = u8::MAX, u8::MIN => u8::MAX, "auto";
    float: f64 = HALF / 2.0, 0.0 => HALF, "reverse-log";
    negative: i64 = -1, -MOST_NEGATIVE => -1 + 1, "auto";
    by_path: std::primitive::f32 = 0.5, 0.25 => 1.0, "log";
});

const MOST_NEGATIVE: i64 = 9;

optional!(Optional {
    number: u32 = 3, MOST;
    constant: u32 = MOST, MOST;
    float: f64 = 0.25, HALF;
    byte: u8 = 1, u8::MAX;
});

nested!(Nested, augment: Augment, "aug-", "tests/hygiene/schema.json");

channels!(Data {
    train = "train-set": Channel, "text/csv", "File";
    r#in = "in": Option<Channel>, "text/plain", "Pipe";
});

#[test]
fn a_macro_writes_the_whole_struct() {
    let hp = Whole::from_source(&super::job(r#"{"aug-flip": true}"#)).unwrap();
    assert_eq!((hp.epochs, hp.augment.flip), (3, true));
}

#[test]
fn a_macro_passes_fields_on() {
    let hp = Listed::from_source(&super::job(r#"{"lr": 1}"#)).unwrap();
    assert_eq!((hp.epochs, hp.learning_rate), (5, Some(1.0)));
    assert_eq!(Listed::SPEC.fields()[0].docs(), "A description.");
}

#[test]
fn a_macro_passes_an_attribute_s_parts() {
    assert_eq!(Parts::from_source(&super::job("{}")).unwrap().size, 4);
    assert_eq!(
        Parts::from_source(&super::job(r#"{"bs": 6}"#))
            .unwrap()
            .size,
        6
    );
    assert!(Parts::from_source(&super::job(r#"{"batch-size": 9}"#)).is_err());
    let field = &Parts::SPEC.fields()[0];
    assert_eq!(
        (field.name(), field.docs()),
        ("batch-size", "A description.")
    );
    assert_eq!(
        (
            field.default(),
            field.min().unwrap().text,
            field.max().unwrap().text
        ),
        (Some("2 + 2"), "1 + 1", "8")
    );
}

#[test]
fn a_macro_writes_an_enum() {
    assert_eq!(Optimizer::CHOICES, ["a", "s"]);
    assert_eq!(Optimizer::from_text("s"), Ok(Optimizer::Sgd));
}

#[test]
fn a_macro_passes_bounds() {
    let hp = Bounded::from_source(&super::job("{}")).unwrap();
    assert_eq!(
        (hp.by_literals, hp.by_constants, hp.by_paths, hp.float),
        (3, 8, 255, 0.25)
    );
    assert_eq!((hp.negative, hp.by_path), (-1, 0.5));
    assert!(Bounded::from_source(&super::job(r#"{"by_constants": 10}"#)).is_err());
    let field = &Bounded::SPEC.fields()[1];
    assert_eq!(
        (
            field.default(),
            field.min().unwrap().text,
            field.max().unwrap().text
        ),
        (Some("MOST - 1"), "1", "MOST")
    );
}

#[test]
fn a_macro_passes_what_is_in_an_option() {
    let hp = Optional::from_source(&super::job(r#"{"byte": 255}"#)).unwrap();
    assert_eq!(
        (hp.number, hp.constant, hp.float, hp.byte),
        (Some(3), Some(9), Some(0.25), Some(255))
    );
    assert!(Optional::from_source(&super::job(r#"{"float": 0.75}"#)).is_err());
}

#[test]
fn a_macro_passes_a_flattened_type() {
    let hp = Nested::from_source(&super::job(r#"{"aug-flip": true}"#)).unwrap();
    assert_eq!((hp.augment.flip, hp.own), (true, 1));
    assert_eq!((Nested::FLIP, Nested::OWN), ("aug-flip", "own"));
}

#[test]
fn a_macro_writes_channels() {
    let data = Data::from_source(&super::job_with_channels(&["train-set"])).unwrap();
    assert_eq!((data.train.name(), data.r#in), ("train-set", None));
    assert_eq!(Data::ALL, ["train-set", "in"]);
}

#[test]
fn a_macro_has_a_struct_in_an_expression() {
    assert_eq!(epochs_of!("{}", MOST).unwrap(), 9);
    assert_eq!(epochs_of!(r#"{"epochs": 2}"#, 1 + 1).unwrap(), 2);
    assert!(epochs_of!(r#"{"epochs": 3}"#, 1 + 1).is_err());
}

macro_rules! choices {
    ($name:ident { $($vis:vis $variant:ident),* }) => {
        #[derive(Debug, PartialEq, SmCategorical)]
        enum $name {
            $($vis $variant),*
        }
    };
}

choices!(Seen { First, Second });

#[test]
fn variants_with_an_empty_visibility_are_values() {
    assert_eq!(Seen::CHOICES, ["first", "second"]);
    assert_eq!(Seen::from_text("second"), Ok(Seen::Second));
}

macro_rules! calculated {
    ($first:expr, $second:expr) => {
        #[derive(SmHyperparameters)]
        struct Calculated {
            #[sm(default = $first * $second, range = $first * $second..)]
            product: i32,
            #[sm(default = [$first - $second, -$second].to_vec())]
            list: Vec<i32>,
            #[sm(default = Some($first))]
            some: Option<i32>,
            #[sm(default = $second)]
            alone: i32,
        }

        const PRODUCT: i32 = $first * $second;
    };
}

calculated!(1 - 2, 2 + 3);

#[test]
fn a_fragment_is_one_operand() {
    let hp = Calculated::from_source(&crate::job("{}")).unwrap();
    assert_eq!((hp.product, PRODUCT), (-5, -5));
    assert_eq!((hp.list, hp.some, hp.alone), (vec![-6, -5], Some(-1), 5));
    let shown: Vec<String> = Calculated::SPEC
        .fields()
        .iter()
        .map(|field| field.default().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(shown[0], "(1 - 2) * (2 + 3)");
    assert_eq!(shown[2..], ["Some(1 - 2)", "2 + 3"]);
}
