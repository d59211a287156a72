//! Private, public and conditional structs, fields and variants.

#![allow(unreachable_pub, reason = "visibility is what is tested")]

use smenv::{SmCategorical, SmHyperparameters};

mod private {
    use smenv::{SmCategorical, SmHyperparameters};

    #[derive(SmHyperparameters)]
    pub struct Hyperparameters {
        pub epochs: u32,
        pub(crate) steps: u32,
        pub(super) size: u32,
        #[sm(default = 4)]
        private: u32,
        pub optimizer: Optimizer,
    }

    #[derive(Debug, PartialEq, SmCategorical)]
    pub enum Optimizer {
        Adam,
    }

    impl Hyperparameters {
        pub fn private(&self) -> u32 {
            self.private
        }
    }
}

#[test]
fn a_public_struct_with_private_fields() {
    let source = super::job(r#"{"epochs": 1, "steps": 2, "size": 3, "optimizer": "adam"}"#);
    let hp = private::Hyperparameters::from_source(&source).unwrap();
    assert_eq!((hp.epochs, hp.steps, hp.size, hp.private()), (1, 2, 3, 4));
    assert_eq!(hp.optimizer, private::Optimizer::Adam);
}

#[derive(SmHyperparameters)]
struct Conditional {
    #[cfg(not(any()))]
    here: u32,
    #[cfg(any())]
    gone: Gone,
    #[cfg_attr(all(), sm(default = 3))]
    with_default: u32,
    #[cfg_attr(any(), sm(nonsense))]
    plain: u32,
    /// A description.
    #[allow(non_snake_case, reason = "another tool's attribute")]
    #[deprecated = "use `here`"]
    #[doc(hidden)]
    old: Option<u32>,
}

#[test]
fn conditional_and_deprecated_fields() {
    let hp = Conditional::from_source(&super::job(r#"{"here": 1, "plain": 2}"#)).unwrap();
    assert_eq!((hp.here, hp.with_default, hp.plain), (1, 3, 2));
    assert_eq!(Conditional::SPEC.len(), 4);
}

#[derive(Debug, PartialEq, SmCategorical)]
enum ConditionalChoice {
    Adam,
    #[cfg(any())]
    Gone(f64),
    #[deprecated]
    Old,
}

#[test]
fn conditional_and_deprecated_variants() {
    assert_eq!(ConditionalChoice::CHOICES, ["adam", "old"]);
}

#[deprecated = "use another"]
#[derive(SmHyperparameters)]
struct Deprecated {
    #[allow(dead_code, reason = "only the struct is of interest")]
    epochs: u32,
}

#[test]
#[expect(deprecated, reason = "it is what is tested")]
fn a_deprecated_struct() {
    assert_eq!(Deprecated::SPEC.len(), 1);
}

/// Other derives see the struct as it is.
#[derive(Clone, Debug, Default, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize, SmHyperparameters)]
#[serde(rename_all = "kebab-case")]
#[must_use]
struct Beside {
    #[serde(default)]
    #[sm(default)]
    batch_size: u32,
}

#[test]
fn beside_other_derives() {
    let hp = Beside::from_source(&super::job("{}")).unwrap();
    assert_eq!(hp, Beside::default());
}

#[derive(SmHyperparameters)]
struct WithItsOwnMethods {
    epochs: u32,
}

impl WithItsOwnMethods {
    fn __read(&self) -> u32 {
        self.epochs
    }

    fn from_text() -> u32 {
        1
    }
}

#[test]
fn methods_of_the_same_names() {
    let hp = WithItsOwnMethods::from_source(&super::job(r#"{"epochs": 1}"#)).unwrap();
    assert_eq!((hp.__read(), WithItsOwnMethods::from_text()), (1, 1));
}
