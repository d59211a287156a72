//! Structs inside functions, blocks and modules whose names shadow others.

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

#[test]
fn a_struct_in_a_function() {
    const MOST: u32 = 9;

    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = 3, range = 1..=MOST, tunable, scale = "log")]
        epochs: u32,
        optimizer: Optimizer,
        #[sm(flatten, prefix = "i-")]
        inner: Inner,
        #[sm(with = local)]
        local: u32,
    }

    #[derive(SmHyperparameters)]
    struct Inner {
        #[sm(validate = even)]
        size: u32,
    }

    #[derive(Debug, PartialEq, SmCategorical)]
    enum Optimizer {
        Adam,
    }

    mod local {
        pub(super) fn from_text(text: &str) -> Result<u32, std::num::ParseIntError> {
            text.parse()
        }

        pub(super) fn to_text(value: &u32) -> String {
            value.to_string()
        }
    }

    fn even(value: &u32) -> Result<(), &'static str> {
        if value % 2 == 0 {
            Ok(())
        } else {
            Err("it must be even")
        }
    }

    const NAME: &str = Hyperparameters::names().inner.size;

    let source = super::job(r#"{"optimizer": "adam", "i-size": 2, "local": 1}"#);
    let hp = Hyperparameters::from_source(&source).unwrap();
    assert_eq!(
        (hp.epochs, hp.optimizer, hp.inner.size, hp.local),
        (3, Optimizer::Adam, 2, 1)
    );
    assert_eq!(NAME, "i-size");
}

#[test]
fn channels_in_a_function() {
    #[derive(SmChannels)]
    struct Data {
        train: Channel,
    }

    const TRAIN: &str = Data::names().train;

    assert_eq!(
        Data::from_source(&super::job_with_channels(&[TRAIN]))
            .unwrap()
            .train
            .name(),
        "train"
    );
}

/// The function is generic, but the struct inside is not.
fn epochs<T: Into<String>>(hps: T) -> u32 {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = MOST, range = 1..=MOST)]
        epochs: u32,
        #[sm(flatten)]
        inner: Inner,
    }

    #[derive(SmHyperparameters)]
    struct Inner {
        #[sm(default)]
        flip: bool,
    }

    const MOST: u32 = 9;

    let hp = Hyperparameters::from_source(&super::job(&hps.into())).unwrap();
    assert_eq!(
        (Hyperparameters::names().inner.flip, hp.inner.flip),
        ("flip", false)
    );
    hp.epochs
}

struct Trainer<'a, const MOST: usize>(&'a str);

impl<const MOST: usize> Trainer<'_, MOST> {
    fn train(&self) -> u32 {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            epochs: u32,
        }

        Hyperparameters::from_source(&super::job(self.0))
            .unwrap()
            .epochs
    }
}

trait Train {
    fn train() -> &'static str {
        #[derive(SmChannels)]
        struct Data {
            #[expect(dead_code, reason = "only its name is asked for")]
            train: Channel,
        }

        Data::names().train
    }
}

impl Train for u8 {}

#[test]
fn structs_in_what_is_generic() {
    assert_eq!(
        (epochs("{}"), epochs(String::from(r#"{"epochs": 2}"#))),
        (9, 2)
    );
    assert_eq!(Trainer::<3>(r#"{"epochs": 4}"#).train(), 4);
    assert_eq!(<u8 as Train>::train(), "train");
}

#[test]
fn structs_in_closures_constants_and_blocks() {
    const NAME: &str = {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            epochs: u32,
        }

        Hyperparameters::names().epochs
    };

    let read = |hps: &str| {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            epochs: u32,
        }

        Hyperparameters::from_source(&super::job(hps))
            .unwrap()
            .epochs
    };

    assert_eq!((NAME, read(r#"{"epochs": 3}"#)), ("epochs", 3));
    for expected in [1, 2] {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            epochs: u32,
        }

        let hps = format!("{{\"epochs\": {expected}}}");
        assert_eq!(
            Hyperparameters::from_source(&super::job(&hps))
                .unwrap()
                .epochs,
            expected
        );
    }
}

/// Two structs in one scope, each with its own constants.
#[test]
fn two_structs_in_one_scope() {
    const MOST: u32 = 9;

    #[derive(SmHyperparameters)]
    struct First {
        #[sm(default = MOST, range = 1..=MOST)]
        epochs: u32,
        #[sm(flatten, prefix = "second-")]
        second: Second,
    }

    #[derive(SmHyperparameters)]
    struct Second {
        #[sm(default = MOST - 1, range = 0..=MOST)]
        epochs: u32,
    }

    #[derive(SmChannels)]
    struct FirstData {
        train: Channel,
    }

    #[derive(SmChannels)]
    struct SecondData {
        train: Option<Channel>,
    }

    let first = First::from_source(&super::job("{}")).unwrap();
    assert_eq!((first.epochs, first.second.epochs), (9, 8));
    assert_eq!(
        (First::names().epochs, First::names().second.epochs),
        ("epochs", "second-epochs")
    );
    let source = super::job_with_channels(&["train"]);
    let (first, second) = (
        FirstData::from_source(&source).unwrap(),
        SecondData::from_source(&source).unwrap(),
    );
    assert_eq!(Some(first.train), second.train);
}

/// The names of two structs' constants do not clash, nor do two with the same name.
#[test]
fn two_structs_of_one_name() {
    {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            a: u32,
        }
        assert_eq!(
            Hyperparameters::from_source(&super::job(r#"{"a": 1}"#))
                .unwrap()
                .a,
            1
        );
    }
    {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            a: String,
        }
        assert_eq!(
            Hyperparameters::from_source(&super::job(r#"{"a": 1}"#))
                .unwrap()
                .a,
            "1"
        );
    }
}

/// A module with the crate's name does not interfere.
mod beside_a_module {
    mod smenv {}

    mod core {}

    #[derive(::smenv::SmHyperparameters)]
    pub(super) struct Hyperparameters {
        #[sm(default, range = ..9)]
        pub(super) epochs: u32,
    }

    #[derive(Debug, PartialEq, ::smenv::SmCategorical)]
    pub(super) enum Optimizer {
        Adam,
    }
}

#[test]
fn a_module_called_smenv() {
    use smenv::HyperparameterValue;

    let hp = beside_a_module::Hyperparameters::from_source(&super::job("{}")).unwrap();
    assert_eq!(hp.epochs, 0);
    assert_eq!(
        beside_a_module::Optimizer::from_text("adam"),
        Ok(beside_a_module::Optimizer::Adam)
    );
}
