//! smenv under another name in the user's `Cargo.toml`, and re-exported by another crate.

/// As a renamed dependency, or as `smenv` of an intermediate crate.
mod platform {
    pub(crate) use ::tuned as smenv;

    pub(crate) mod training {
        pub(crate) use ::tuned::{SmCategorical, SmChannels, SmHyperparameters};
    }

    /// Generates a struct that uses the intermediate crate.
    macro_rules! hyperparameters {
        ($name:ident { $($field:ident: $type:ty = $default:expr),* }) => {
            #[derive($crate::renamed::platform::smenv::SmHyperparameters)]
            #[sm(crate = $crate::renamed::platform::smenv)]
            struct $name {
                $(#[sm(default = $default, range = 0..=9)] $field: $type,)*
            }
        };
    }

    pub(crate) use hyperparameters;
}

/// Names that must not be found.
#[allow(dead_code, reason = "they shadow")]
mod smenv {
    pub(super) mod __private {}
}

use platform::training::{SmCategorical, SmChannels, SmHyperparameters};

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
#[sm(crate = ::tuned, rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(default = MOST, range = 1..=MOST, tunable, scale = "log")]
    epochs: u32,
    #[sm(default = Some(1), range = 1..=MOST)]
    patience: Option<u32>,
    #[sm(default = Optimizer::Adam, tunable)]
    optimizer: Optimizer,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[derive(SmHyperparameters)]
#[sm(crate = super::renamed::platform::smenv)]
struct Augment {
    #[sm(default = 0.5, range = 0.0..=1.0)]
    do_flip: f32,
}

#[derive(Debug, PartialEq, SmCategorical)]
#[sm(crate = crate::renamed::platform::smenv)]
enum Optimizer {
    Adam,
}

#[derive(SmChannels)]
#[sm(crate = platform::smenv, rename_all = "kebab-case")]
struct Data {
    #[sm(input_mode = "FastFile")]
    train_set: ::tuned::Channel,
    #[sm(content_type = "text/csv")]
    validation: Option<::tuned::Channel>,
}

platform::hyperparameters!(InBetween {
    epochs: u32 = 3,
    steps: u64 = 1 + 1,
    most: u32 = MOST
});

#[test]
fn a_renamed_dependency() {
    let hp = Hyperparameters::from_source(&super::job("{}")).unwrap();
    assert_eq!(
        (hp.epochs, hp.patience, hp.optimizer, hp.augment.do_flip),
        (9, Some(1), Optimizer::Adam, 0.5)
    );
    assert_eq!(Hyperparameters::names().augment.do_flip, "aug-do_flip");

    let data = Data::from_source(&super::job_with_channels(&["train-set"])).unwrap();
    assert_eq!(data.train_set.name(), Data::names().train_set);
    assert!(data.validation.is_none());
}

#[test]
fn a_macro_of_a_crate_in_between() {
    let hp = InBetween::from_source(&super::job(r#"{"epochs": 4}"#)).unwrap();
    assert_eq!((hp.epochs, hp.steps, hp.most), (4, 2, 9));
    assert_eq!(InBetween::names().steps, "steps");
}
