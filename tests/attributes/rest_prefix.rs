//! `rest` with a prefix: the map takes only the names that begin with it. Also the values that a
//! map may have.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use crate::support::filled::{filled, leaves, problems, refused};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smenv::{FieldKind, ProblemKind, SmHyperparameters, Source};

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    epochs: Option<u8>,
    /// What the agent takes.
    #[sm(rest, prefix = "rl.")]
    rl: BTreeMap<String, f64>,
    #[sm(rest, prefix = "config:")]
    config: HashMap<String, String>,
    #[sm(rest, prefix = "config:model-")]
    model: BTreeMap<String, Vec<u32>>,
}

fn keys<V>(map: &BTreeMap<String, V>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

#[test]
fn a_map_takes_the_names_with_its_prefix_without_it() {
    let hp: Hyperparameters = filled(
        r#"{"epochs": 1, "rl.gamma": 0.9, "rl.clip.max": "2", "config:lr": "1e-3", "config:model-layers": [64, 32], "config:model_heads": "8"}"#,
    );
    assert_eq!(
        hp.rl,
        BTreeMap::from([("gamma".to_owned(), 0.9), ("clip.max".to_owned(), 2.0)])
    );
    assert_eq!(
        hp.config,
        HashMap::from([("lr".to_owned(), "1e-3".to_owned())])
    );
    // The longest prefix wins; in a prefix, `-` and `_` are equal.
    assert_eq!(keys(&hp.model), ["heads", "layers"]);
    leaves(
        &hp,
        &[
            ("epochs", "1"),
            ("rl.clip.max", "2.0"),
            ("rl.gamma", "0.9"),
            ("config:lr", "\"1e-3\""),
            ("config:model-heads", "[8]"),
            ("config:model-layers", "[64,32]"),
        ],
    );
}

#[test]
fn a_name_without_a_prefix_is_still_unknown() {
    assert_eq!(
        problems::<Hyperparameters>(
            r#"{"epoch": 1, "rl": 2, "rl.": 3, "RL.gamma": 4, "config-lr": 5, "gamma": 6}"#
        ),
        [
            "epoch (SM_HPS): unknown hyperparameter; got \"1\"; did you mean epochs?",
            "rl (SM_HPS): unknown hyperparameter; got \"2\"; use one of epochs, rl.*, config:*, config:model-*",
            "rl. (SM_HPS): unknown hyperparameter; got \"3\"",
            "RL.gamma (SM_HPS): unknown hyperparameter; got \"4\"; did you mean rl.gamma?",
            "config-lr (SM_HPS): unknown hyperparameter; got \"5\"; did you mean config:lr?",
            "gamma (SM_HPS): unknown hyperparameter; got \"6\"",
        ]
    );
}

#[test]
fn variables_arguments_and_the_config_file_give_entries_too() {
    let source = Source::from_vars([
        ("SM_HPS", r#"{"rl.gamma": 0.9, "rl.tau": 1}"#),
        ("SM_HP_RL.GAMMA", "0.5"),
        ("SM_HP_RL.SEED", "7"),
        ("SM_HP_CONFIG:MODEL_LAYERS", "1,2"),
    ]);
    let hp = Hyperparameters::from_source(&source.args([
        "--rl.tau",
        "2",
        "--config:lr=0.1",
        "--config:x",
        "y",
    ]))
    .unwrap();
    assert_eq!(
        hp.rl.into_iter().collect::<Vec<_>>(),
        [("gamma", 0.5), ("seed", 7.0), ("tau", 2.0)].map(|(k, v)| (k.to_owned(), v))
    );
    assert_eq!(
        (hp.config["lr"].as_str(), hp.config["x"].as_str()),
        ("0.1", "y")
    );
    assert_eq!(hp.model["layers"], [1, 2]);

    let folder = crate::support::Folder::new("rest-prefix");
    folder.write(
        "input/config/hyperparameters.json",
        r#"{"rl.gamma": "0.9", "config:version": "1.10"}"#,
    );
    let hp = Hyperparameters::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(
        (hp.rl["gamma"], hp.config["version"].as_str()),
        (0.9, "1.10")
    );

    // Launchers keep `.`, so this belongs to a different name.
    let error =
        Hyperparameters::from_source(&Source::from_vars([("SM_HP_RL_GAMMA", "0.5")])).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "SM_HP_RL_GAMMA: unknown hyperparameter; got \"0.5\"; did you mean SM_HP_RL.GAMMA?"
    );
}

#[test]
fn a_problem_has_the_whole_name() {
    assert_eq!(
        problems::<Hyperparameters>(r#"{"rl.gamma": "0,9", "config:model-layers": "x"}"#),
        [
            "rl.gamma (SM_HPS): got \"0,9\", but it has a decimal comma; expected a number; write `0.9`",
            "config:model-layers (SM_HPS): got \"x\", but item 1 is \"x\"; expected a list, each item an integer from 0 to 4294967295; \
             write it as `0,1,2` or `[0,1,2]`",
        ]
    );
    let error =
        Hyperparameters::from_source(&Source::default().args(["--rl.gamma", "high"])).unwrap_err();
    assert_eq!(error.problems()[0].name(), Some("rl.gamma"));
}

#[test]
fn two_spellings_of_one_key_must_agree() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest, prefix = "rl-")]
        rl: BTreeMap<String, f64>,
    }
    assert_eq!(filled::<Job>(r#"{"rl-a": 1, "rl_a": "1"}"#).rl["a"], 1.0);
    assert_eq!(
        refused::<Job>(r#"{"rl-a": 1, "rl_a": 2}"#).problems()[0].kind(),
        ProblemKind::Conflict
    );
    // After the prefix, they are two keys.
    assert_eq!(
        keys(&filled::<Job>(r#"{"rl-a-b": 1, "rl_a_b": 2}"#).rl),
        ["a-b", "a_b"]
    );
}

#[test]
fn beside_one_without_a_prefix_it_takes_its_own_first() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest)]
        others: BTreeMap<String, String>,
        #[sm(rest, prefix = "RL:")]
        rl: BTreeMap<String, u8>,
    }
    let source = Source::from_vars([
        ("SM_HPS", r#"{"RL:a": 1, "rl:a": "x", "b": "y"}"#),
        ("SM_HP_RL:C", "3"),
    ]);
    let hp = Job::from_source(&source).unwrap();
    assert_eq!(
        (keys(&hp.rl), keys(&hp.others)),
        (vec!["a", "c"], vec!["b", "rl:a"])
    );
}

#[test]
fn the_table_has_the_prefix() {
    let rests: Vec<_> = Hyperparameters::SPEC
        .fields()
        .iter()
        .filter(|field| matches!(field.kind(), FieldKind::Rest))
        .collect();
    assert_eq!(
        rests.iter().map(|field| field.prefix()).collect::<Vec<_>>(),
        ["rl.", "config:", "config:model-"]
    );
    assert_eq!(rests[0].docs(), "What the agent takes.");
    assert!(Hyperparameters::SPEC.has_rest());
}

#[test]
fn an_entry_is_explained_under_its_whole_name() {
    let source = Source::from_vars([(
        "SM_HPS",
        r#"{"rl.gamma": 0.9, "config:api-key": "hunter2"}"#,
    )]);
    let table = Hyperparameters::from_source(&source)
        .unwrap()
        .explain(&source)
        .to_string();
    assert!(
        table.contains("rl.gamma") && table.contains("SM_HPS") && !table.contains("hunter2"),
        "{table}"
    );
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Schedule {
    kind: String,
    warmup: Option<u32>,
}

#[derive(Debug, PartialEq)]
struct Size(u32, u32);

impl FromStr for Size {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let parts = text
            .split_once('x')
            .and_then(|(a, b)| Some(Size(a.parse().ok()?, b.parse().ok()?)));
        parts.ok_or("it is not WIDTHxHEIGHT")
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}x{}", self.0, self.1)
    }
}

mod doubled {
    pub(super) fn from_text(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse::<u32>().map(|value| 2 * value)
    }

    pub(super) fn to_text(value: &u32) -> String {
        (value / 2).to_string()
    }
}

#[test]
fn values_are_read_as_fields_of_their_own_would_be() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest, prefix = "schedule.", json)]
        schedules: BTreeMap<String, Schedule>,
        #[sm(rest, prefix = "size.", from_str)]
        sizes: BTreeMap<String, Size>,
        #[sm(rest, prefix = "double.", with = doubled)]
        doubled: BTreeMap<String, u32>,
        #[sm(rest, json)]
        others: HashMap<String, Value>,
    }
    let hp: Job = filled(
        r#"{"schedule.a": {"kind": "cosine"}, "schedule.b": "{'kind': 'step', 'warmup': 3}", "size.a": "2x3", "double.a": 4,
            "x": {"y": [1, null, true]}, "t": "text", "n": 5, "f": false, "l": "[1, 2]", "null": null}"#,
    );
    assert_eq!(
        hp.schedules["a"],
        Schedule {
            kind: "cosine".to_owned(),
            warmup: None
        }
    );
    assert_eq!(
        hp.schedules["b"],
        Schedule {
            kind: "step".to_owned(),
            warmup: Some(3)
        }
    );
    assert_eq!((&hp.sizes["a"], hp.doubled["a"]), (&Size(2, 3), 8));
    let others = [
        ("x", json!({"y": [1, null, true]})),
        ("t", json!("text")),
        ("n", json!(5)),
        ("f", json!(false)),
        ("l", json!([1, 2])),
    ];
    assert_eq!(
        hp.others,
        HashMap::from(others.map(|(name, value)| (name.to_owned(), value)))
    );

    let left = hp.to_hyperparameters();
    assert_eq!(
        (
            left["size.a"].as_str(),
            left["double.a"].as_str(),
            left["t"].as_str()
        ),
        ("2x3", "\"4\"", "\"text\"")
    );
    assert_eq!(left["schedule.a"], r#"{"kind":"cosine","warmup":null}"#);
    let folder = crate::support::Folder::new("rest-values");
    folder.write(
        "input/config/hyperparameters.json",
        &serde_json::to_string(&left).unwrap(),
    );
    let back = Job::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(
        (back.schedules, back.sizes, back.doubled, back.others),
        (hp.schedules, hp.sizes, hp.doubled, hp.others)
    );

    assert_eq!(
        problems::<Job>(r#"{"schedule.a": {"warmup": 1}, "size.a": "2"}"#),
        [
            "schedule.a (SM_HPS): got \"{\\\"warmup\\\": 1}\", but missing field `kind`; expected a value of type Schedule",
            "size.a (SM_HPS): got \"2\", but it is not WIDTHxHEIGHT; expected a value of type Size",
        ]
    );
}
