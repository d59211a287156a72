//! `rest` and `allow_unknown`: what happens to names that no field has.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use crate::support::filled::{filled, job, leaves, names, problems, refused};
use smenv::{FieldKind, Origin, ProblemKind, SmCategorical, SmHyperparameters, Source};

fn entries<V>(entries: impl IntoIterator<Item = (&'static str, V)>) -> BTreeMap<String, V> {
    entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[derive(Debug, SmHyperparameters)]
struct Texts {
    /// It comes before the other fields, which still take their own values first.
    #[sm(rest)]
    rest: BTreeMap<String, String>,
    #[sm(alias = "n")]
    epochs: u8,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[derive(Debug, SmHyperparameters)]
struct Augment {
    #[sm(default)]
    flip: bool,
}

#[test]
fn the_rest_is_what_no_field_takes() {
    let hp: Texts = filled(
        r#"{"n": 1, "aug-flip": true, "team": "vision", "aug-crop": 3, "layers": [1.50, 2]}"#,
    );
    assert!(hp.epochs == 1 && hp.augment.flip);
    assert_eq!(
        hp.rest,
        entries(
            [
                ("team", "vision"),
                ("aug-crop", "3"),
                ("layers", "[1.50, 2]")
            ]
            .map(|(k, v)| (k, v.to_owned()))
        )
    );
    leaves(
        &hp,
        &[
            ("epochs", "1"),
            ("aug-flip", "true"),
            ("team", "vision"),
            ("aug-crop", "\"3\""),
            ("layers", "\"[1.50, 2]\""),
        ],
    );
    assert!(filled::<Texts>("{\"n\": 1}").rest.is_empty());
}

#[test]
fn the_rest_is_no_hyperparameter_of_the_table() {
    assert_eq!(names::<Texts>(), ["epochs", "aug-flip"]);
    assert!(Texts::SPEC.has_rest() && !Augment::SPEC.has_rest());
    assert!(matches!(Texts::SPEC.fields()[0].kind(), FieldKind::Rest));
    assert_eq!(
        Texts::SPEC.fields()[0].docs(),
        "It comes before the other fields, which still take their own values first."
    );
}

#[test]
fn the_rest_takes_variables_arguments_and_the_config_file_too() {
    let source = Source::from_vars([
        ("SM_HPS", r#"{"n": 1, "team": "vision"}"#),
        ("SM_HP_RUN", "7"),
        ("SM_HP_TEAM", "speech"),
    ]);
    let hp = Texts::from_source(&source.args(["--note", "x y", "--run=8"])).unwrap();
    assert_eq!(
        hp.rest,
        entries(
            [("team", "speech"), ("run", "8"), ("note", "x y")].map(|(k, v)| (k, v.to_owned()))
        )
    );
    let folder = crate::support::Folder::new("rest");
    folder.write(
        "input/config/hyperparameters.json",
        r#"{"n": "1", "version": "1.10", "name": "\"adam\""}"#,
    );
    let hp = Texts::from_source(&Source::from_vars([("", ""); 0]).base_dir(folder.path())).unwrap();
    assert_eq!(
        hp.rest,
        entries([("version", "1.10"), ("name", "adam")].map(|(k, v)| (k, v.to_owned())))
    );
}

#[test]
fn reserved_names_are_left_out() {
    let hps = r#"{"n": 1, "sagemaker_region": "x", "_tuning_objective_metric": "m", "default_user_module_name": "u", "mp_parameters": 1}"#;
    let source = Source::from_vars([("SM_HPS", hps), ("SM_HP_SAGEMAKER_PROGRAM", "x.py")]);
    assert!(Texts::from_source(&source).unwrap().rest.is_empty());
}

#[test]
fn values_are_of_the_maps_type() {
    #[derive(Debug, SmHyperparameters)]
    struct Numbers {
        #[sm(rest)]
        rest: HashMap<String, f64>,
    }
    let hp: Numbers = filled(r#"{"a": 1, "b": "0.5", "c": "\"1e3\"", "d": NaN}"#);
    assert_eq!(
        (hp.rest.len(), hp.rest["a"], hp.rest["b"], hp.rest["c"]),
        (4, 1.0, 0.5, 1000.0)
    );
    assert_eq!(
        problems::<Numbers>(r#"{"a": "high", "b": 0.5, "c": null, "d": 1e400}"#),
        [
            "a (SM_HPS): got \"high\"; expected a number",
            "d (SM_HPS): got \"1e400\", but it is out of the type's range; expected a number",
        ],
    );

    #[derive(Debug, SmHyperparameters)]
    struct Lists {
        #[sm(rest)]
        rest: BTreeMap<String, Vec<String>>,
    }
    let hp: Lists = filled(r#"{"a": ["x", 1.50], "b": "['y', 'z']", "c": "v,w", "d": ""}"#);
    assert_eq!(
        hp.rest.values().map(Vec::len).collect::<Vec<_>>(),
        [2, 2, 2, 0]
    );
    leaves(
        &hp,
        &[
            ("a", r#"["x","1.50"]"#),
            ("b", r#"["y","z"]"#),
            ("c", r#"["v","w"]"#),
            ("d", "[]"),
        ],
    );

    #[derive(Debug, SmHyperparameters)]
    struct Options {
        #[sm(rest)]
        rest: BTreeMap<String, Option<u8>>,
    }
    assert_eq!(
        filled::<Options>(r#"{"a": 1, "b": null, "c": "None"}"#).rest,
        entries([("a", Some(1)), ("b", None), ("c", None)])
    );

    #[derive(Debug, SmHyperparameters)]
    struct Choices {
        #[sm(rest)]
        rest: BTreeMap<String, Optimizer>,
    }
    assert_eq!(
        filled::<Choices>(r#"{"a": "Adam"}"#).rest,
        entries([("a", Optimizer::Adam)])
    );
    assert_eq!(
        problems::<Choices>(r#"{"a": "adm"}"#),
        ["a (SM_HPS): got \"adm\"; expected one of adam, sgd; did you mean adam?"],
    );
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[test]
fn names_are_of_the_maps_type() {
    #[derive(Debug, SmHyperparameters)]
    struct Chosen {
        #[sm(rest)]
        rest: BTreeMap<Optimizer, f64>,
    }
    let hp: Chosen = filled(r#"{"adam": 1, "SGD": 2}"#);
    assert_eq!(
        hp.rest,
        BTreeMap::from([(Optimizer::Adam, 1.0), (Optimizer::Sgd, 2.0)])
    );
    let error = refused::<Chosen>(r#"{"adam": 1, "rmsprop": 2}"#);
    assert_eq!(
        (error.problems().len(), error.problems()[0].name()),
        (1, Some("rmsprop"))
    );
}

#[test]
fn names_of_the_rest_are_exact_where_sm_hps_has_both() {
    let hp: Texts = filled(r#"{"n": 1, "a-b": "x", "a_b": "y"}"#);
    assert_eq!(
        hp.rest,
        entries([("a-b", "x"), ("a_b", "y")].map(|(k, v)| (k, v.to_owned())))
    );
}

#[test]
fn the_rest_is_explained_row_by_row() {
    let source = Source::from_vars([
        ("SM_HPS", r#"{"n": 1, "team": "vision"}"#),
        ("SM_HP_RUN", "7"),
    ]);
    let explanation = Texts::from_source(&source).unwrap().explain(&source);
    let rows: Vec<_> = explanation
        .rows()
        .iter()
        .map(|row| (row.name.as_str(), row.origin.clone().unwrap()))
        .collect();
    let variable = |name: &str| Origin::Variable(name.to_owned());
    assert_eq!(
        rows,
        [
            ("run", variable("SM_HP_RUN")),
            ("team", variable("SM_HPS")),
            ("epochs", variable("SM_HPS")),
            ("aug-flip", Origin::Default),
        ],
    );
}

#[derive(Debug, SmHyperparameters)]
#[sm(allow_unknown)]
struct Tolerant {
    epochs: u8,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[test]
fn unknown_names_may_be_let_pass() {
    assert!(Tolerant::SPEC.allows_unknown() && !Augment::SPEC.allows_unknown());
    let source = Source::from_vars([
        ("SM_HPS", r#"{"epochs": 1, "epoch": 2, "aug-crop": 3}"#),
        ("SM_HP_LAYERS", "4"),
    ]);
    let hp = Tolerant::from_source(&source.args(["--team", "vision"])).unwrap();
    leaves(&hp, &[("epochs", "1"), ("aug-flip", "false")]);
    // The values of the fields themselves are still checked.
    assert_eq!(
        problems::<Tolerant>(r#"{"epoch": 1, "aug-flip": "x"}"#),
        [
            "epochs: missing; expected an integer from 0 to 255; set SM_HP_EPOCHS, or add it to the job's hyperparameters",
            "aug-flip (SM_HPS): got \"x\"; expected true or false"
        ],
    );
}

#[test]
fn the_rest_takes_what_may_be_unknown() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(allow_unknown, rename_all = "kebab-case")]
    struct Both {
        batch_size: u8,
        #[sm(flatten)]
        augment: Augment,
        #[sm(rest)]
        rest: BTreeMap<String, u8>,
    }
    let hp: Both = filled(r#"{"batch_size": 1, "flip": true, "other": 2}"#);
    leaves(
        &hp,
        &[("batch-size", "1"), ("flip", "true"), ("other", "2")],
    );
    assert_eq!(
        refused::<Both>(r#"{"batch_size": 1, "other": "x"}"#).problems()[0].kind(),
        ProblemKind::Invalid
    );
}

#[test]
fn without_either_an_unknown_name_is_an_error() {
    let error = Augment::from_source(&job(r#"{"flop": true, "other": 1}"#)).unwrap_err();
    assert!(
        error
            .problems()
            .iter()
            .all(|problem| problem.kind() == ProblemKind::Unknown)
    );
    assert_eq!(
        error
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [
            "flop (SM_HPS): unknown hyperparameter; got \"true\"; did you mean flip?",
            "other (SM_HPS): unknown hyperparameter; got \"1\"; use flip",
        ],
    );
}

#[test]
fn what_is_not_spelt_as_a_variable_or_an_argument_is_no_entry_but_a_mistake() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        epochs: Option<u8>,
        #[sm(rest)]
        rest: BTreeMap<String, Option<String>>,
    }
    let hps = ("SM_HPS", r#"{"foo": "2"}"#);
    for (variable, argument) in [
        ("SM_HP_foo", "-foo"),
        ("SM_HP_Bar", "-bar"),
        ("SM_HP_epochs", "-epochs"),
    ] {
        let job = Job::from_source(&Source::from_vars([hps, (variable, "5")]));
        assert_eq!(job.unwrap_err().problems()[0].name(), Some(variable));
        let job = Job::from_source(&Source::from_vars([hps]).args([argument, "5"]));
        assert_eq!(job.unwrap_err().problems()[0].name(), Some(argument));
    }
}

#[test]
fn of_a_name_that_comes_again_the_first_has_the_place_and_the_last_the_value() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {}
    let error = Job::from_source(&Source::from_vars([(
        "SM_HPS",
        r#"{"x": 1, "y": 2, "\u0078": 3, "z": 4, "y": 5}"#,
    )]))
    .unwrap_err();
    let told: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| (problem.name(), problem.given()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("x"), Some("3")),
            (Some("y"), Some("5")),
            (Some("z"), Some("4"))
        ]
    );
}

#[test]
fn a_null_that_the_config_file_spells_is_a_text() {
    let folder = crate::support::Folder::new("rest");
    folder.write(
        "input/config/hyperparameters.json",
        r#"{"n": "1", "a": "null", "b": "x"}"#,
    );
    let bare = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    let driven =
        Source::from_vars([("SM_HPS", r#"{"n": 1, "a": null, "b": "x"}"#)]).base_dir(folder.path());
    for source in [bare, driven] {
        assert_eq!(Texts::from_source(&source).unwrap().rest["a"], "null");
    }
}

#[test]
fn null_itself_in_the_config_file_is_no_entry() {
    let folder = crate::support::Folder::new("rest");
    folder.write(
        "input/config/hyperparameters.json",
        r#"{"n": "1", "a": null, "b": "x"}"#,
    );
    let bare = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    let driven =
        Source::from_vars([("SM_HPS", r#"{"n": 1, "a": null, "b": "x"}"#)]).base_dir(folder.path());
    for source in [bare, driven] {
        assert_eq!(
            Texts::from_source(&source)
                .unwrap()
                .rest
                .into_keys()
                .collect::<Vec<_>>(),
            ["b"]
        );
    }
}
