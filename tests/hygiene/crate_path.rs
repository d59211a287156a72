//! `#[sm(crate = path)]`: smenv behind another name.

mod reexport {
    pub(crate) use smenv as renamed;

    pub(crate) mod deeper {
        pub(crate) use smenv::*;
    }
}

mod by_path {
    use super::reexport::renamed::{SmCategorical, SmHyperparameters};

    /// A name that must not be found.
    #[allow(dead_code, reason = "it shadows")]
    mod smenv {}

    #[derive(SmHyperparameters)]
    #[sm(crate = super::reexport::renamed, validate = any)]
    pub(super) struct Hyperparameters {
        #[sm(default = 3, range = 1..=9, validate = any)]
        pub(super) epochs: u32,
        #[sm(default = "adam")]
        pub(super) name: String,
        pub(super) optimizer: Optimizer,
        #[sm(flatten)]
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
    use smenv::SmHyperparameters;

    let source = super::job(r#"{"optimizer": "ADAM", "flip": true, "more": 1}"#);
    let hp = by_path::Hyperparameters::from_source(&source).unwrap();
    assert_eq!((hp.epochs, &*hp.name, hp.inner.flip, hp.structured), (3, "adam", true, vec![]));
    assert_eq!(hp.optimizer, by_path::Optimizer::Adam);
    assert_eq!(hp.others["more"], "1");
}
