//! Structs that `macro_rules!` write, with every kind of fragment in the attributes.

use smenv::{HyperparameterValue, SmCategorical, SmHyperparameters};

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

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

fn even(value: &u32) -> Result<(), &'static str> {
    if value % 2 == 0 { Ok(()) } else { Err("it must be even") }
}

whole!(Whole);

fields!(Listed {
    /// A description.
    #[sm(default = 2 + 3, range = 1..)]
    epochs: u32,
    #[sm(alias = "lr")]
    learning_rate: Option<f64>,
});

parts!(Parts, size, u32, "batch-size", "bs", 2 + 2, 1 + 1, 8, even, "A description.");

categorical!(Optimizer: Adam = "a", Sgd = "s",);

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
    assert_eq!(Parts::from_source(&super::job(r#"{"bs": 6}"#)).unwrap().size, 6);
    assert!(Parts::from_source(&super::job(r#"{"batch-size": 9}"#)).is_err());
    let field = &Parts::SPEC.fields()[0];
    assert_eq!((field.name(), field.docs()), ("batch-size", "A description."));
    assert_eq!((field.default(), field.min().unwrap().text, field.max().unwrap().text), (Some("2 + 2"), "1 + 1", "8"));
}

#[test]
fn a_macro_writes_an_enum() {
    assert_eq!(Optimizer::CHOICES, ["a", "s"]);
    assert_eq!(Optimizer::from_text("s"), Ok(Optimizer::Sgd));
}
