//! Private, public and conditional structs, fields and variants.

#![allow(unreachable_pub, reason = "visibility is what is tested")]

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

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

pub mod outside {
    pub mod inside {
        use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

        #[derive(SmHyperparameters)]
        pub struct Public {
            #[sm(flatten, prefix = "a-")]
            in_crate: InCrate,
            #[sm(flatten, prefix = "b-")]
            in_path: InPath,
            #[sm(flatten, prefix = "c-")]
            private: Private,
            #[sm(default)]
            choice: Choice,
        }

        #[derive(SmHyperparameters)]
        pub(crate) struct InCrate {
            size: u32,
        }

        #[derive(SmHyperparameters)]
        pub(in crate::visibility) struct InPath {
            size: u32,
            #[sm(flatten, prefix = "d-")]
            private: Private,
        }

        #[derive(SmHyperparameters)]
        struct Private {
            size: u32,
        }

        #[derive(Default, SmCategorical)]
        enum Choice {
            #[default]
            Only,
        }

        #[derive(SmChannels)]
        pub struct PublicData {
            train: Channel,
            pub(super) validation: Option<Channel>,
        }

        #[derive(SmChannels)]
        pub(in crate::visibility) struct DataInPath {
            pub(in crate::visibility) train: Channel,
        }

        impl Public {
            pub fn sizes(&self) -> [u32; 4] {
                let Choice::Only = self.choice;
                [
                    self.in_crate.size,
                    self.in_path.size,
                    self.private.size,
                    self.in_path.private.size,
                ]
            }
        }

        impl PublicData {
            pub fn train(&self) -> &str {
                self.train.name()
            }
        }
    }

    pub fn validation(data: &inside::PublicData) -> Option<&str> {
        data.validation.as_ref().map(smenv::Channel::name)
    }
}

#[test]
fn a_public_struct_of_less_visible_ones() {
    use outside::inside::Public;

    let names = Public::names();
    let sizes = [
        names.in_crate.size,
        names.in_path.size,
        names.private.size,
        names.in_path.private.size,
    ];
    assert_eq!(
        (sizes, names.choice),
        (["a-size", "b-size", "c-size", "b-d-size"], "choice")
    );
    let source = super::job(r#"{"a-size": 1, "b-size": 2, "c-size": 3, "b-d-size": 4}"#);
    assert_eq!(Public::from_source(&source).unwrap().sizes(), [1, 2, 3, 4]);
}

#[test]
fn public_channels_in_private_fields() {
    use outside::inside::{DataInPath, PublicData};

    let source = super::job_with_channels(&["train", "validation"]);
    let data = PublicData::from_source(&source).unwrap();
    assert_eq!(
        (data.train(), outside::validation(&data)),
        ("train", Some("validation"))
    );
    assert_eq!(
        (PublicData::names().train, PublicData::names().validation),
        ("train", "validation")
    );
    let data = DataInPath::from_source(&super::job_with_channels(&["train"])).unwrap();
    assert_eq!(data.train.name(), DataInPath::names().train);
}

#[derive(SmChannels)]
struct ConditionalData {
    train: Channel,
    #[cfg(any())]
    gone: Gone,
    #[cfg_attr(all(), sm(name = "val"))]
    validation: Option<Channel>,
    #[deprecated = "use `train`"]
    #[doc(hidden)]
    #[expect(dead_code, reason = "nobody uses what is deprecated")]
    old: Option<Channel>,
}

#[test]
fn conditional_and_deprecated_channels() {
    let data = ConditionalData::from_source(&super::job_with_channels(&["train", "val"])).unwrap();
    assert_eq!(
        (data.train.name(), data.validation.unwrap().name()),
        ("train", "val")
    );
    assert_eq!(ConditionalData::SPEC.channels().len(), 3);
}

#[deprecated = "use another"]
#[derive(SmChannels)]
struct DeprecatedData {
    #[allow(dead_code, reason = "only the struct is of interest")]
    train: Channel,
}

#[test]
#[expect(deprecated, reason = "it is what is tested")]
fn deprecated_channels() {
    assert_eq!(DeprecatedData::names().train, "train");
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
    assert_eq!(
        (Conditional::names().here, Conditional::names().old),
        ("here", "old")
    );
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

mod of_another_crate {
    #[deprecated = "use `f64`"]
    pub(super) type Old = f64;

    #[deprecated = "use another"]
    #[derive(smenv::SmHyperparameters)]
    pub(super) struct OldStruct {
        flip: bool,
    }
}

#[derive(SmHyperparameters)]
struct WithDeprecatedTypes {
    #[allow(deprecated, reason = "it is still sent")]
    rate: of_another_crate::Old,
    #[expect(deprecated, reason = "it is still sent")]
    #[sm(flatten, prefix = "aug-")]
    augment: of_another_crate::OldStruct,
    #[allow(deprecated, reason = "it is still used")]
    #[sm(skip)]
    before: Option<of_another_crate::Old>,
}

#[test]
fn a_user_allows_deprecated_types_on_the_field() {
    let hp =
        WithDeprecatedTypes::from_source(&super::job(r#"{"rate": 1, "aug-flip": true}"#)).unwrap();
    assert_eq!((hp.rate, hp.before), (1.0, None));
    assert_eq!(WithDeprecatedTypes::names().augment.flip, "aug-flip");
}

/// Other derives see the struct unchanged.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    PartialOrd,
    serde::Deserialize,
    serde::Serialize,
    SmHyperparameters,
)]
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

#[derive(SmChannels)]
struct DataWithItsOwnMethods {
    train: Channel,
}

impl DataWithItsOwnMethods {
    fn __read(&self) -> &str {
        self.train.name()
    }
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
    let data = DataWithItsOwnMethods::from_source(&super::job_with_channels(&["train"])).unwrap();
    assert_eq!(data.__read(), "train");
}
