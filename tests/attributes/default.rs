//! `default`: the value if none is given.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::support::filled::{field, filled, job, leaves, problems, refused};
use smenv::{Origin, ProblemKind, SmCategorical, SmHyperparameters, Source};

#[test]
fn a_bare_default_is_the_types_own() {
    #[derive(Debug, PartialEq, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default)]
        epochs: u32,
        #[sm(default)]
        rate: f64,
        #[sm(default)]
        flip: bool,
        #[sm(default)]
        name: String,
        #[sm(default)]
        layers: Vec<u8>,
        #[sm(default)]
        weights: BTreeMap<String, f64>,
        #[sm(default)]
        steps: Option<u8>,
        #[sm(default)]
        optimizer: Optimizer,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (hp.epochs, hp.rate, hp.flip, hp.name.as_str()),
        (0, 0.0, false, "")
    );
    assert_eq!(
        (hp.layers.len(), hp.weights.len(), hp.steps, &hp.optimizer),
        (0, 0, None, &Optimizer::Sgd)
    );
    assert_eq!(
        filled::<Hyperparameters>(r#"{"epochs": 1, "optimizer": "adam"}"#).optimizer,
        Optimizer::Adam
    );
    leaves(
        &hp,
        &[
            ("epochs", "0"),
            ("rate", "0.0"),
            ("flip", "false"),
            ("name", ""),
            ("layers", "[]"),
            ("weights", "{}"),
            ("optimizer", "sgd"),
        ],
    );
}

#[derive(Clone, Copy, Debug, Default, PartialEq, SmCategorical)]
enum Optimizer {
    Adam,
    #[default]
    Sgd,
}

#[test]
fn a_literal_is_the_default() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = 64)]
        integer: u32,
        #[sm(default = 1_000)]
        separated: u64,
        #[sm(default = -1)]
        negative: i8,
        #[sm(default = 1e-3)]
        float: f32,
        #[sm(default = true)]
        logical: bool,
        #[sm(default = ',')]
        character: char,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!((hp.integer, hp.separated, hp.negative), (64, 1_000, -1));
    assert_eq!((hp.float, hp.logical, hp.character), (1e-3, true, ','));
    for (name, text) in [
        ("integer", "64"),
        ("separated", "1000"),
        ("float", "1e-3"),
        ("logical", "true"),
    ] {
        assert_eq!(field::<Hyperparameters>(name).default(), Some(text));
    }
    leaves(
        &hp,
        &[
            ("integer", "64"),
            ("separated", "1000"),
            ("negative", "-1"),
            ("float", "0.001"),
            ("logical", "true"),
            ("character", ","),
        ],
    );
}

#[test]
fn a_text_becomes_the_type_by_from() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = "adam")]
        owned: String,
        #[sm(default = "/opt/ml")]
        path: PathBuf,
        #[sm(default = "a")]
        shared: Arc<str>,
        #[sm(default = "b")]
        boxed: Box<str>,
        #[sm(default = "1.10")]
        cow: Cow<'static, str>,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (hp.owned.as_str(), &*hp.shared, &*hp.boxed, &*hp.cow),
        ("adam", "a", "b", "1.10")
    );
    assert_eq!(hp.path, PathBuf::from("/opt/ml"));
    assert_eq!(field::<Hyperparameters>("owned").default(), Some("adam"));
    leaves(
        &hp,
        &[
            ("owned", "adam"),
            ("path", "/opt/ml"),
            ("shared", "a"),
            ("boxed", "b"),
            ("cow", "\"1.10\""),
        ],
    );
}

const MOST: u32 = 100;
const LOWEST: i8 = 3;

fn layers() -> Vec<usize> {
    vec![64; 3]
}

#[test]
fn an_expression_is_the_default() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = MOST)]
        constant: u32,
        #[sm(default = MOST / 2 + 1)]
        arithmetic: u32,
        #[sm(default = u64::MAX)]
        path: u64,
        #[sm(default = -LOWEST)]
        negated: i8,
        #[sm(default = layers())]
        call: Vec<usize>,
        #[sm(default = vec![64, 64])]
        list: Vec<usize>,
        #[sm(default = [0.9, 0.999])]
        array: [f64; 2],
        #[sm(default = (1, true))]
        tuple: (u8, bool),
        #[sm(default = Some(5))]
        option: Option<u8>,
        #[sm(default = Optimizer::Adam)]
        variant: Optimizer,
        #[sm(default = BTreeMap::from([("a".to_owned(), 1)]))]
        map: BTreeMap<String, u8>,
        #[sm(default = { const HALF: u32 = MOST / 2; HALF })]
        block: u32,
        #[sm(default = if MOST > 10 { 1 } else { 2 }, range = 1..)]
        condition: u8,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (hp.constant, hp.arithmetic, hp.path, hp.block, hp.condition),
        (100, 51, u64::MAX, 50, 1)
    );
    assert_eq!(hp.negated, -LOWEST);
    assert_eq!(
        (&hp.call[..], &hp.list[..], hp.array),
        (&[64, 64, 64][..], &[64, 64][..], [0.9, 0.999])
    );
    assert_eq!(
        (hp.tuple, hp.option, hp.variant, hp.map["a"]),
        ((1, true), Some(5), Optimizer::Adam, 1)
    );
    for (name, text) in [
        ("constant", "MOST"),
        ("arithmetic", "MOST / 2 + 1"),
        ("path", "u64::MAX"),
        ("negated", "-LOWEST"),
        ("list", "vec![64, 64]"),
        ("option", "Some(5)"),
        ("variant", "Optimizer::Adam"),
    ] {
        assert_eq!(
            field::<Hyperparameters>(name).default(),
            Some(text),
            "{name}"
        );
    }
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 3, range = 1..=9)]
    epochs: u8,
    #[sm(default = Some(5))]
    patience: Option<u8>,
    #[sm(default = "adam")]
    optimizer: String,
}

#[test]
fn null_is_the_default_and_a_wrong_value_is_not() {
    let default = filled::<Hyperparameters>("{}");
    assert_eq!(
        default,
        Hyperparameters {
            epochs: 3,
            patience: Some(5),
            optimizer: "adam".to_owned()
        }
    );
    assert_eq!(
        filled::<Hyperparameters>(r#"{"epochs": null, "patience": null, "optimizer": null}"#),
        default
    );
    let variables = [
        ("SM_HP_EPOCHS", ""),
        ("SM_HP_PATIENCE", "null"),
        ("SM_HP_OPTIMIZER", ""),
    ];
    assert_eq!(
        Hyperparameters::from_source(&Source::from_vars(variables)).unwrap(),
        default
    );
    // If given, an empty text is a text.
    assert_eq!(
        filled::<Hyperparameters>(r#"{"optimizer": ""}"#).optimizer,
        ""
    );
    assert_eq!(
        filled::<Hyperparameters>(r#"{"optimizer": "null"}"#).optimizer,
        "null"
    );
    assert_eq!(
        problems::<Hyperparameters>(r#"{"epochs": "", "patience": "x"}"#),
        [
            "epochs (SM_HPS): got \"\", but it is empty; expected an integer from 1 to 9",
            "patience (SM_HPS): got \"x\"; expected an integer from 0 to 255",
        ],
    );
}

#[test]
fn nothing_spelt_out_goes_before_the_default_of_an_option() {
    let hp: Hyperparameters = filled(r#"{"patience": "None"}"#);
    assert_eq!(hp.patience, None);
    // If it were left out, it would come back as the default.
    leaves(
        &hp,
        &[("epochs", "3"), ("patience", "None"), ("optimizer", "adam")],
    );
}

#[test]
fn a_default_says_where_it_comes_from() {
    let source = job(r#"{"epochs": 4}"#);
    let explanation = Hyperparameters::from_source(&source)
        .unwrap()
        .explain(&source);
    let origins: Vec<&Origin> = explanation
        .rows()
        .iter()
        .map(|row| row.origin.as_ref().unwrap())
        .collect();
    assert_eq!(
        origins,
        [
            &Origin::Variable("SM_HPS".to_owned()),
            &Origin::Default,
            &Origin::Default
        ]
    );
}

fn zero() -> u8 {
    0
}

fn positive(value: &u8) -> Result<(), String> {
    if *value > 0 {
        Ok(())
    } else {
        Err(format!("{value} is not positive"))
    }
}

#[test]
fn a_default_is_checked_like_a_value() {
    #[derive(Debug, SmHyperparameters)]
    struct Unchecked {
        #[sm(default = zero(), range = 1..=9)]
        epochs: u8,
        #[sm(default = zero(), validate = positive)]
        steps: u8,
    }
    let error = refused::<Unchecked>("{}");
    assert_eq!(error.problems()[0].kind(), ProblemKind::OutOfRange);
    assert_eq!(error.problems()[1].kind(), ProblemKind::Rejected);
    assert_eq!(
        problems::<Unchecked>("{}"),
        [
            "epochs (default): got \"0\"; expected an integer from 1 to 9",
            "steps (default): got \"0\", but 0 is not positive",
        ],
    );
    let hp: Unchecked = filled(r#"{"epochs": 1, "steps": 1}"#);
    assert_eq!((hp.epochs, hp.steps), (1, 1));
}

/// Lists may contain any Rust expression.
#[test]
fn a_list_may_have_ranges_in_it() {
    #[derive(Debug, SmHyperparameters)]
    struct Lists {
        #[sm(default = [(0..3).len() as u32, 2])]
        a: [u32; 2],
        #[sm(default = [0; 1 + 1])]
        b: [u32; 2],
        #[sm(skip, default = [0..3, 4..5])]
        c: [std::ops::Range<u32>; 2],
    }
    let hp: Lists = filled("{}");
    assert_eq!((hp.a, hp.b, hp.c), ([3, 2], [0, 0], [0..3, 4..5]));
}
