//! `#[sm(crate = path)]`: smenv under another name.

mod reexport {
    pub(crate) use smenv as renamed;

    pub(crate) mod deeper {
        pub(crate) use smenv::*;
    }
}

mod by_path {
    use super::reexport::renamed::{Channel, SmCategorical, SmChannels, SmHyperparameters};

    /// A name that must not be found.
    #[allow(dead_code, reason = "it shadows")]
    mod smenv {}

    const MOST: i8 = 9;

    #[derive(SmHyperparameters)]
    #[sm(crate = super::reexport::renamed, validate = any)]
    pub(super) struct Hyperparameters {
        #[sm(default = 3, range = 1..=9, validate = any)]
        pub(super) epochs: u32,
        #[sm(default = "adam")]
        pub(super) name: String,
        pub(super) optimizer: Optimizer,
        #[sm(default = MOST, range = ..=MOST)]
        pub(super) most: i8,
        #[sm(flatten, prefix = "i-")]
        pub(super) inner: Inner,
        #[sm(json, default)]
        pub(super) structured: Vec<u8>,
        #[sm(rest)]
        pub(super) others: std::collections::BTreeMap<String, String>,
    }

    #[derive(SmHyperparameters)]
    #[sm(crate = crate::crate_path::reexport::deeper)]
    pub(super) struct Inner {
        pub(super) flip: bool,
    }

    #[derive(SmChannels)]
    #[sm(crate = super::reexport::deeper)]
    pub(super) struct Data {
        #[sm(content_type = "text/csv", input_mode = "Pipe")]
        pub(super) train: Channel,
    }

    #[derive(Debug, PartialEq, SmCategorical)]
    #[sm(crate = super::reexport::renamed, rename_all = "UPPERCASE")]
    pub(super) enum Optimizer {
        Adam,
    }

    fn any<T>(_: &T) -> Result<(), String> {
        Ok(())
    }
}

#[test]
fn smenv_behind_another_name() {
    use smenv::{SmChannels, SmHyperparameters};

    let source = super::job(r#"{"optimizer": "ADAM", "i-flip": true, "more": 1}"#);
    let hp = by_path::Hyperparameters::from_source(&source).unwrap();
    assert_eq!(
        (hp.epochs, &*hp.name, hp.inner.flip, hp.structured),
        (3, "adam", true, vec![])
    );
    assert_eq!(hp.optimizer, by_path::Optimizer::Adam);
    assert_eq!(
        (
            &*hp.others["more"],
            hp.most,
            by_path::Hyperparameters::names().inner.flip
        ),
        ("1", 9, "i-flip")
    );

    let data = by_path::Data::from_source(&super::job_with_channels(&["train"])).unwrap();
    assert_eq!(data.train.name(), by_path::Data::names().train);
}
