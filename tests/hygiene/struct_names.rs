//! Structs and enums with the same names as items that generated code refers to.

use smenv::{SmChannels, SmHyperparameters};

macro_rules! called {
    ($($name:ident)*) => {$(
        #[allow(non_snake_case, non_camel_case_types, dead_code, reason = "it is called as its struct")]
        mod $name {
            use smenv::{SmChannels, SmHyperparameters};

            const MOST: u32 = 9;

            #[derive(SmHyperparameters)]
            pub(super) struct $name {
                #[sm(default = 3, range = 1..=MOST, tunable, scale = "log")]
                pub(super) epochs: u32,
                #[sm(default = ::std::option::Option::Some(4), range = ..=MOST)]
                pub(super) patience: ::std::option::Option<u32>,
                #[sm(flatten, prefix = "inner-")]
                pub(super) inner: inner::$name,
            }

            mod inner {
                #[derive(smenv::SmHyperparameters)]
                pub(crate) struct $name {
                    #[sm(default)]
                    pub(crate) flip: bool,
                }
            }

            pub(super) mod channels {
                #[derive(smenv::SmChannels)]
                pub(crate) struct $name {
                    pub(crate) train: smenv::Channel,
                }
            }

            pub(super) fn check() {
                let hp = $name::from_source(&crate::job("{}")).unwrap();
                assert_eq!((hp.epochs, hp.patience, hp.inner.flip), (3, ::std::option::Option::Some(4), false));
                assert_eq!(($name::names().epochs, $name::names().inner.flip), ("epochs", "inner-flip"));
                let data = channels::$name::from_source(&crate::job_with_channels(&["train"])).unwrap();
                assert_eq!(data.train.name(), channels::$name::names().train);
            }
        }
    )*

        #[test]
        fn a_struct_may_have_any_name() {
            $($name::check();)*
        }
    };
}

called! {
    Names Row Field Fields Ends Flat How Rest Prefix NoPrefix NoNames Spec Entry Scale Source Error ValueError ValueType FieldSpec RawValue Outgoing Text
    Channel ChannelSpec ChannelsSpec ChannelFields InputMode Option Some None Result Ok Err Default From String PhantomData
    Bound Included Hyperparameters __Names __SM_0 __SM_ROWS r#type
}

mod of_names {
    use smenv::SmHyperparameters;

    #[derive(SmHyperparameters)]
    pub(super) struct Hyperparameters {
        pub(super) epochs: u32,
    }

    #[derive(SmHyperparameters)]
    pub(super) struct HyperparametersNames {
        pub(super) steps: u32,
    }
}

/// The names of a struct have a type of their own, which does not conflict with anything.
#[test]
fn a_struct_called_as_the_names_of_another() {
    use of_names::{Hyperparameters, HyperparametersNames};

    assert_eq!(
        Hyperparameters::from_source(&super::job(r#"{"epochs": 3}"#))
            .unwrap()
            .epochs,
        3
    );
    assert_eq!(
        HyperparametersNames::from_source(&super::job(r#"{"steps": 3}"#))
            .unwrap()
            .steps,
        3
    );
    assert_eq!(
        (
            Hyperparameters::names().epochs,
            HyperparametersNames::names().steps
        ),
        ("epochs", "steps")
    );
}

/// A struct and its parts that share the names of the traits they implement.
mod of_traits {
    #[derive(smenv::SmHyperparameters)]
    pub(super) struct SmHyperparameters {
        pub(super) epochs: SmCategorical,
    }

    #[derive(Debug, PartialEq, smenv::SmCategorical)]
    pub(super) enum SmCategorical {
        One,
    }

    #[derive(smenv::SmChannels)]
    pub(super) struct SmChannels {
        pub(super) train: smenv::Channel,
    }
}

#[test]
fn structs_called_as_the_traits() {
    use smenv::SmCategorical as _;

    let hp =
        of_traits::SmHyperparameters::from_source(&super::job(r#"{"epochs": "one"}"#)).unwrap();
    assert_eq!(hp.epochs, of_traits::SmCategorical::One);
    assert_eq!(of_traits::SmCategorical::CHOICES, ["one"]);
    let data = of_traits::SmChannels::from_source(&super::job_with_channels(&["train"])).unwrap();
    assert_eq!(data.train.name(), of_traits::SmChannels::names().train);
}

/// Types of fields with names that one might give to the struct of names.
mod of_fields {
    use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

    #[derive(SmHyperparameters)]
    pub(super) struct Column {
        #[sm(default = ColumnNames::Id)]
        pub(super) names: ColumnNames,
        #[sm(default = vec![ColumnNames::Sex])]
        pub(super) others: Vec<ColumnNames>,
    }

    #[derive(Debug, PartialEq, SmCategorical)]
    pub(super) enum ColumnNames {
        Id,
        Sex,
    }

    #[derive(SmHyperparameters)]
    pub(super) struct Outer {
        #[sm(flatten)]
        pub(super) names: OuterNames,
    }

    #[derive(SmHyperparameters)]
    pub(super) struct OuterNames {
        pub(super) first: String,
    }

    #[derive(SmChannels)]
    pub(super) struct Data {
        #[sm(default = DataNames::DIR)]
        pub(super) train: Channel,
    }

    struct DataNames;

    impl DataNames {
        const DIR: &'static str = "src";
    }
}

#[test]
fn a_field_s_type_called_as_the_names_of_its_struct() {
    use of_fields::{Column, ColumnNames, Data, Outer};
    use smenv::SmChannels;

    let column = Column::from_source(&super::job("{}")).unwrap();
    assert_eq!(
        (column.names, column.others),
        (ColumnNames::Id, vec![ColumnNames::Sex])
    );
    assert_eq!(
        (Column::names().names, Outer::names().names.first),
        ("names", "first")
    );
    assert_eq!(
        Outer::from_source(&super::job(r#"{"first": "id"}"#))
            .unwrap()
            .names
            .first,
        "id"
    );
    let data = Data::from_source(&smenv::Source::from_vars([("", ""); 0])).unwrap();
    assert_eq!(
        (data.train.dir().to_str(), Data::names().train),
        (Some("src"), "train")
    );
}
