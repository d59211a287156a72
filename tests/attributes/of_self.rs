//! `Self` in an attribute is the struct that it is on.

#![allow(unused_braces, reason = "braces are what is tried")]

use std::time::Duration;

use crate::support::filled::{field, filled, problems};
use smenv::{SmHyperparameters, Source};

#[derive(Debug, SmHyperparameters)]
#[sm(validate = Self::sound)]
struct Hyperparameters {
    #[sm(default = Self::BATCH, range = Self::LEAST..=Self::BATCH * 2)]
    batch_size: u32,
    #[sm(default = Self::rate(), range = 0.0..Self::MOST_RATE, validate = Self::fine)]
    learning_rate: f64,
    #[sm(default = Some(Self::BATCH), range = 1..)]
    warmup: Option<u32>,
    #[sm(default = vec![Self::BATCH as usize; { Self::LEAST as usize }])]
    layers: Vec<usize>,
    #[sm(with = Self, default = Self::PATIENCE)]
    patience: Duration,
    #[sm(skip, default = Self::rate() * 2.0)]
    doubled: f64,
    #[sm(skip)]
    before: Option<Box<Self>>,
    #[sm(default = <Self as Named>::NAME)]
    named: u8,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

impl Hyperparameters {
    const LEAST: u32 = 2;
    const BATCH: u32 = 64;
    const MOST_RATE: f64 = 1.0;
    const PATIENCE: Duration = Duration::from_secs(60);

    fn rate() -> f64 {
        0.5
    }

    fn fine(rate: &f64) -> Result<(), &'static str> {
        if *rate < 0.75 {
            Ok(())
        } else {
            Err("it must be below 0.75")
        }
    }

    fn sound(&self) -> Result<(), &'static str> {
        if self.layers.len() < 3 {
            Ok(())
        } else {
            Err("there are too many layers")
        }
    }

    fn from_text(text: &str) -> Result<Duration, std::num::ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

trait Named {
    const NAME: u8;
}

impl Named for Hyperparameters {
    const NAME: u8 = 7;
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Augment {
    #[sm(default = Self { angle: 3 }.angle, range = ..=Self::MOST)]
    angle: u32,
}

impl Augment {
    const MOST: u32 = 90;
}

#[test]
fn constants_and_functions_of_the_struct_are_values() {
    let hp: Hyperparameters = filled(r#"{"patience": "5"}"#);
    assert_eq!(
        (hp.batch_size, hp.learning_rate, hp.warmup, &hp.layers),
        (64, 0.5, Some(64), &vec![64, 64])
    );
    assert_eq!(
        (hp.patience, hp.doubled, hp.named, &hp.augment),
        (Duration::from_secs(5), 1.0, 7, &Augment { angle: 3 })
    );
    assert!(hp.before.is_none());
    assert_eq!(
        Hyperparameters::from_source(&Source::default())
            .unwrap()
            .patience,
        Hyperparameters::PATIENCE
    );
}

#[test]
fn ranges_and_rules_of_the_struct_hold() {
    assert_eq!(
        problems::<Hyperparameters>(
            r#"{"batch_size": "1", "learning_rate": "0.8", "aug-angle": "91"}"#
        )
        .len(),
        3
    );
    assert_eq!(
        problems::<Hyperparameters>(r#"{"layers": "[1, 2, 3]"}"#).len(),
        1
    );
}

#[test]
fn a_table_shows_what_is_written() {
    let batch_size = field::<Hyperparameters>("batch_size");
    assert_eq!(
        (batch_size.default(), batch_size.min().unwrap().text),
        (Some("Self::BATCH"), "Self::LEAST")
    );
}

macro_rules! of_itself {
    ($name:ident { $field:ident: $type:ty = $default:expr }) => {
        #[derive(SmHyperparameters)]
        struct $name {
            #[sm(default = $default, range = ..=Self::MOST)]
            $field: $type,
        }

        impl $name {
            const MOST: $type = 9;
        }
    };
}

of_itself!(Written {
    epochs: u32 = Self::MOST
});

#[test]
fn a_macro_may_write_it() {
    assert_eq!(filled::<Written>("{}").epochs, 9);
}

trait Parts {
    type Inner;
    type Number;
}

impl Parts for Whole {
    type Inner = Augment;
    type Number = u32;
}

#[derive(SmHyperparameters)]
struct Whole {
    #[sm(flatten)]
    inner: <Self as Parts>::Inner,
    #[sm(default = 3)]
    number: <Self as Parts>::Number,
    #[sm(default = {
        struct Four(u32);
        impl Four {
            fn new() -> Self {
                Self(4)
            }
        }
        Four::new().0 + Self::ONE
    })]
    made: u32,
}

impl Whole {
    const ONE: u32 = 1;
}

#[test]
fn types_and_items_have_the_self_that_they_would_have_elsewhere() {
    let whole: Whole = filled("{}");
    assert_eq!((whole.number, whole.made), (3, 5));
    let _ = (whole.inner, Whole::names().inner);
}
