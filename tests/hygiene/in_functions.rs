//! Structs inside functions, blocks and modules whose names shadow.

use smenv::{SmCategorical, SmHyperparameters};

#[test]
fn a_struct_in_a_function() {
    const MOST: u32 = 9;

    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = 3, range = 1..=MOST)]
        epochs: u32,
        optimizer: Optimizer,
        #[sm(flatten)]
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
        if value % 2 == 0 { Ok(()) } else { Err("it must be even") }
    }

    let source = super::job(r#"{"optimizer": "adam", "size": 2, "local": 1}"#);
    let hp = Hyperparameters::from_source(&source).unwrap();
    assert_eq!((hp.epochs, hp.optimizer, hp.inner.size, hp.local), (3, Optimizer::Adam, 2, 1));
}

/// The names of two structs' constants do not meet, nor do two of the same name.
#[test]
fn two_structs_of_one_name() {
    {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            a: u32,
        }
        assert_eq!(Hyperparameters::from_source(&super::job(r#"{"a": 1}"#)).unwrap().a, 1);
    }
    {
        #[derive(SmHyperparameters)]
        struct Hyperparameters {
            a: String,
        }
        assert_eq!(Hyperparameters::from_source(&super::job(r#"{"a": 1}"#)).unwrap().a, "1");
    }
}

/// A module called as the crate does not stand in the way.
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
    assert_eq!(beside_a_module::Optimizer::from_text("adam"), Ok(beside_a_module::Optimizer::Adam));
}
