//! For every type and many JSON values: what the schema accepts, smenv reads, and what smenv reads,
//! the schema accepts, but for the exceptions that `JsonSchema` documents.

use std::collections::{BTreeMap, HashSet};
use std::num::NonZero;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use smenv::export::JsonSchema;
use smenv::{SmCategorical, SmHyperparameters, Source};

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only what it reads matters")]
struct Every {
    u8: u8,
    i16: Option<i16>,
    #[sm(default = 1, range = 1..=4096)]
    u32: u32,
    #[sm(range = -5..5)]
    i64: i64,
    u64: u64,
    i128: Option<i128>,
    nonzero: NonZero<u8>,
    #[sm(range = -5..=5)]
    around_zero: NonZero<i32>,
    f64: f64,
    #[sm(range = 0.0..1.0)]
    open: Option<f64>,
    #[sm(alias = "lr", alias = "rate", range = 1e-6..=1.0)]
    learning_rate: f64,
    #[sm(default = false)]
    bool: bool,
    text: String,
    note: Option<String>,
    char: char,
    choice: Choice,
    list: Vec<u8>,
    floats: Option<Vec<f64>>,
    texts: Vec<String>,
    array: [i8; 2],
    tuple: (u8, bool),
    set: HashSet<u16>,
    map: BTreeMap<String, u8>,
    nested: Vec<Vec<u8>>,
    #[sm(flatten, prefix = "in-")]
    inner: Inner,
    #[sm(rest, prefix = "rl.")]
    rest: BTreeMap<String, i8>,
}

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only what it reads matters")]
struct Inner {
    #[sm(default = 0.5, alias = "g")]
    gamma: f64,
}

#[derive(SmCategorical)]
#[allow(dead_code, reason = "only what it reads matters")]
enum Choice {
    Adam,
    Sgd,
}

fn valid() -> Map<String, Value> {
    let valid = json!({
        "u8": 1, "i64": 1, "u64": 1, "nonzero": 1, "around_zero": 1, "f64": 1.5, "learning_rate": 0.1,
        "text": "a", "char": "c", "choice": "adam", "list": [1], "texts": ["a"], "array": [1, 2],
        "tuple": [1, true], "set": [1], "map": {"a": 1}, "nested": [[1]],
    });
    let Value::Object(valid) = valid else {
        unreachable!()
    };
    valid
}

fn validator() -> Validator {
    let schema = serde_json::to_value(JsonSchema::of::<Every>()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{schema}");
    jsonschema::draft202012::new(&schema).unwrap()
}

fn is_read(hps: &Map<String, Value>) -> bool {
    let hps = serde_json::to_string(hps).unwrap();
    Every::from_source(&Source::from_vars([("SM_HPS", hps)])).is_ok()
}

/// JSON values of every kind and size.
fn values() -> Vec<Value> {
    let mut values: Vec<Value> = [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "2",
        "4",
        "5",
        "-5",
        "-6",
        "9",
        "255",
        "256",
        "4096",
        "4097",
        "65535",
        "65536",
        "-32768",
        "-32769",
        "9223372036854775807",
        "18446744073709551615",
        "0.0",
        "0.5",
        "1.0",
        "1.5",
        "-0.5",
        "1e-6",
        "1e-7",
        "1e3",
        "1e300",
        "64.0",
        "[]",
        "[1]",
        "[1, 2]",
        "[1, 2, 3]",
        "[1, true]",
        "[1.5]",
        "[256]",
        "[null]",
        "[\"a\"]",
        "[[1]]",
        "[[1], [2]]",
        "[[256]]",
        "[{}]",
        "[true]",
        "[\"1\"]",
        "{}",
        "{\"a\": 1}",
        "{\"a\": 256}",
        "{\"a\": null}",
        "{\"\": 1}",
        "{\"a\": [1]}",
        "{\"a\": \"1\"}",
    ]
    .iter()
    .map(|text| serde_json::from_str(text).unwrap())
    .collect();
    values.extend(
        [
            "",
            "a",
            "ab",
            "adam",
            "sgd",
            "Adam",
            "adamw",
            "1",
            " 1 ",
            "+1",
            "1.0",
            "1e2",
            "1.5",
            "-1",
            "0",
            "300",
            "true",
            "False",
            "yes",
            "maybe",
            "nan",
            "inf",
            "None",
            "null",
            "[1, 2]",
            "1,2",
            "[",
            "{\"a\": 1}",
            "a=1",
            "lots",
            "é",
            "1_000",
            "007",
            "0x10",
            "\"1\"",
            ".5",
            "5.",
            "\u{0}",
        ]
        .map(Value::from),
    );
    values
}

/// Returns whether the schema may accept what smenv rejects: it checks only the form of a number
/// that is given as text, and cannot tell 1.0 from 1.
fn is_loose(field: &str, value: &Value) -> bool {
    match field {
        "text" | "note" | "char" | "choice" => false,
        "bool" => *value == json!(0.0) || *value == json!(1.0) || value.is_string(),
        "i128" => *value == json!(1e300) || value.is_string(),
        _ => has_text(value),
    }
}

fn has_text(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Array(items) => items.iter().any(has_text),
        Value::Object(entries) => entries.values().any(has_text),
        _ => false,
    }
}

/// Returns whether smenv may read what the schema rejects: other case in a choice, JSON as text, a
/// number as a character, and a single item as a list.
fn is_lenient(field: &str, value: &Value) -> bool {
    let is_single = !value.is_array() && !value.is_object();
    match field {
        "choice" => value == "Adam",
        "text" | "note" => !is_single,
        "char" => value.is_number(),
        "list" | "floats" | "set" => is_single,
        "texts" | "nested" => true,
        _ => false,
    }
}

#[test]
fn what_the_schema_accepts_is_read_and_what_is_read_the_schema_accepts() {
    let validator = validator();
    let (mut both, mut neither) = (0, 0);
    let mut wrong = Vec::new();
    let fields = Every::SPEC.hyperparameters();
    let names = fields.iter().map(|(name, _)| name.as_str());
    for field in names.chain(["rl.x", "sagemaker_program", "unknown"]) {
        for value in values() {
            let mut hps = valid();
            hps.insert(field.to_owned(), value.clone());
            let (accepts, reads) = (validator.is_valid(&hps.clone().into()), is_read(&hps));
            match (accepts, reads) {
                (true, true) => both += 1,
                (false, false) => neither += 1,
                (true, false) if is_loose(field, &value) => {}
                (false, true) if is_lenient(field, &value) => {}
                _ => wrong.push(format!("{field}: {value}: schema {accepts}, smenv {reads}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(both > 500 && neither > 500, "{both} {neither}");
}

#[test]
fn each_required_name_must_be_there_once() {
    let validator = validator();
    for name in valid().keys() {
        let mut hps = valid();
        hps.remove(name);
        assert!(
            !validator.is_valid(&hps.clone().into()) && !is_read(&hps),
            "{name}"
        );
    }
    for alias in ["lr", "rate"] {
        let mut hps = valid();
        let value = hps.remove("learning_rate").unwrap();
        hps.insert(alias.to_owned(), value);
        assert!(
            validator.is_valid(&hps.clone().into()) && is_read(&hps),
            "{alias}"
        );
        hps.insert("learning_rate".to_owned(), 0.2.into());
        assert!(
            !validator.is_valid(&hps.clone().into()) && !is_read(&hps),
            "{alias}"
        );
    }
    let mut hps = valid();
    hps.insert("in-g".to_owned(), 0.9.into());
    assert!(validator.is_valid(&hps.clone().into()) && is_read(&hps));
    hps.insert("in-gamma".to_owned(), 0.8.into());
    assert!(!validator.is_valid(&hps.clone().into()) && !is_read(&hps));
}
