//! `mp_parameters`, which configures the model parallelism of SageMaker's launchers, and which
//! programs may read, too.

mod support;

use std::collections::BTreeMap;

use smenv::{SmHyperparameters, Source};
use support::Record;
use support::filled::{filled, leaves, names};

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    mp_parameters: BTreeMap<String, u32>,
}

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct WithOthers {
    #[sm(alias = "mp_parameters", default)]
    parallelism: BTreeMap<String, u32>,
    #[sm(rest)]
    rest: BTreeMap<String, String>,
}

#[test]
fn a_field_reads_what_every_launcher_hands_on() {
    let record = Record::all()
        .into_iter()
        .find(|record| record.name == "mp_parameters")
        .unwrap();
    let folder = record.folder();
    let mut sources: Vec<Source> = record
        .producers()
        .map(|producer| record.variables(producer).unwrap())
        .collect();
    sources.push(record.bare(&folder));
    assert!(sources.len() > 2);
    for source in sources {
        let hp = Hyperparameters::from_source(&source).unwrap();
        assert_eq!(hp.mp_parameters["partitions"], 2);
        let hp = WithOthers::from_source(&source).unwrap();
        assert_eq!((hp.parallelism["partitions"], hp.rest.len()), (2, 0));
    }
}

#[test]
fn a_field_reads_a_variable_and_an_argument() {
    let source = Source::from_vars([("SM_HP_MP_PARAMETERS", "partitions=4")]);
    assert_eq!(
        Hyperparameters::from_source(&source).unwrap().mp_parameters["partitions"],
        4
    );
    let source = source.args(["--mp-parameters", "partitions=8"]);
    assert_eq!(
        Hyperparameters::from_source(&source).unwrap().mp_parameters["partitions"],
        8
    );
}

#[test]
fn a_field_in_a_flattened_struct_reads_it() {
    #[derive(Debug, SmHyperparameters)]
    struct Outer {
        #[sm(flatten)]
        inner: Hyperparameters,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Prefixed {
        #[sm(flatten, prefix = "mp-")]
        model: Model,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Model {
        parameters: String,
    }
    let hps = r#"{"mp_parameters": {"partitions": 2}}"#;
    assert_eq!(filled::<Outer>(hps).inner.mp_parameters["partitions"], 2);
    assert_eq!(
        filled::<Prefixed>(hps).model.parameters,
        r#"{"partitions": 2}"#
    );
    assert_eq!(names::<Prefixed>(), ["mp-parameters"]);
}

#[test]
fn a_field_leaves() {
    let hp = Hyperparameters {
        mp_parameters: BTreeMap::from([("partitions".to_owned(), 2)]),
    };
    leaves(&hp, &[("mp_parameters", r#"{"partitions":2}"#)]);
}

#[test]
fn without_a_field_it_is_no_mistake_and_not_of_the_rest() {
    #[derive(Debug, SmHyperparameters)]
    struct Other {
        epochs: u32,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Rest {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let hps = r#"{"epochs": 1, "mp_parameters": {"partitions": 2}}"#;
    assert_eq!(filled::<Other>(hps).epochs, 1);
    assert_eq!(
        filled::<Rest>(hps).rest.into_keys().collect::<Vec<_>>(),
        ["epochs"]
    );
    for argument in ["--mp_parameters=x", "--mp-parameters=x"] {
        let source =
            Source::from_vars([("SM_HPS", hps), ("SM_HP_MP_PARAMETERS", "x")]).args([argument]);
        assert_eq!(Other::from_source(&source).unwrap().epochs, 1);
        assert_eq!(Rest::from_source(&source).unwrap().rest.len(), 1);
    }
}
