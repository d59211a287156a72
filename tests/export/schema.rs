//! `JsonSchema`: its structure. `tests/validator` compares what it accepts with what smenv reads.

use serde_json::{Value, json};
use smenv::SmHyperparameters;
use smenv::export::JsonSchema;

fn schema<H: SmHyperparameters>() -> Value {
    serde_json::to_value(JsonSchema::of::<H>()).unwrap()
}

/// Trains.
#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its schema matters")]
struct Hyperparameters {
    /// Step size.
    #[sm(alias = "lr", range = 0.0..1.0, default = 0.1)]
    learning_rate: f64,
    #[sm(name = "n", alias = "number")]
    number: u8,
    epochs: u16,
    #[sm(default = "hunter2")]
    api_key: String,
    #[sm(default = vec![1, 2])]
    layers: Vec<i8>,
    warmup: Option<u32>,
}

#[test]
fn it_has_docs_defaults_bounds_and_secrets() {
    let schema = schema::<Hyperparameters>();
    assert_eq!(schema["title"], "Hyperparameters");
    assert_eq!(schema["description"], "Trains.");
    let rate = &schema["properties"]["learning_rate"];
    assert_eq!(rate["description"], "Step size.");
    assert_eq!(rate["default"], 0.1);
    assert_eq!(
        rate["anyOf"][0],
        json!({"type": "number", "minimum": 0.0, "exclusiveMaximum": 1.0})
    );
    assert_eq!(schema["properties"]["lr"], *rate);
    let key = &schema["properties"]["api_key"];
    assert_eq!(
        (&key["writeOnly"], key.get("default")),
        (&json!(true), None)
    );
    assert_eq!(schema["properties"]["layers"]["default"], json!([1, 2]));
    assert!(!schema.to_string().contains("hunter2"));
}

#[test]
fn what_is_required_is_required_under_one_of_its_names() {
    let schema = schema::<Hyperparameters>();
    assert_eq!(schema["required"], json!(["epochs"]));
    assert_eq!(
        schema["allOf"][1],
        json!({"oneOf": [{"required": ["n"]}, {"required": ["number"]}]})
    );
    assert_eq!(schema["additionalProperties"], false);
}

#[derive(SmHyperparameters)]
#[sm(allow_unknown)]
struct AllowUnknown {}

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its schema matters")]
struct Rest {
    #[sm(rest, prefix = "rl-x.")]
    rl: std::collections::BTreeMap<String, bool>,
    #[sm(rest, prefix = "rl-x.deep.")]
    deep: std::collections::BTreeMap<String, String>,
}

#[test]
fn what_has_no_field_is_accepted_where_the_struct_does() {
    assert_eq!(schema::<AllowUnknown>()["additionalProperties"], true);
    let rest = schema::<Rest>();
    assert_eq!(rest["additionalProperties"], false);
    // A name is the map's with the longest prefix.
    let patterns = &rest["patternProperties"];
    assert!(patterns.get("^rl[-_]x\\.deep\\..").is_some(), "{patterns}");
    let values = &patterns["^(?!rl[-_]x\\.deep\\..)rl[-_]x\\.."];
    assert_eq!(values["anyOf"][0]["anyOf"][0], json!({"type": "boolean"}));
    assert_eq!(values["anyOf"][1], json!({"type": "null"}));
}

#[test]
fn the_text_of_no_value_is_for_options_alone() {
    let schema = schema::<Hyperparameters>();
    let text = |name: &str| schema["properties"][name].to_string();
    assert!(
        !text("learning_rate").contains("None"),
        "{}",
        text("learning_rate")
    );
    assert!(text("warmup").contains("None"));
}

#[test]
fn properties_are_in_the_order_of_the_fields() {
    let text = serde_json::to_string(&JsonSchema::of::<Hyperparameters>()).unwrap();
    let at = |name: &str| text.find(&format!("\"{name}\":{{")).unwrap();
    assert!(
        at("learning_rate") < at("n") && at("n") < at("epochs") && at("epochs") < at("api_key")
    );
}
