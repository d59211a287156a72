//! `#[sm(json)]` reads what Python's `repr` makes of a dict or a list: that is what SDK v2's plain estimator sends.

mod support;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smenv::SmHyperparameters;
use support::filled::{filled, problems};
use support::ways;

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(json)]
    x: Schedule,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Schedule {
    kind: String,
    #[serde(default)]
    warm: bool,
    #[serde(default)]
    steps: Option<Vec<u32>>,
}

fn read<T: SmHyperparameters>(text: &str) -> Vec<T> {
    let all = ways::ways(text).into_iter();
    all.map(|way| T::from_source(&way.source).unwrap_or_else(|error| panic!("{text} {}: {error}", way.place))).collect()
}

#[test]
fn a_dict_is_read_wherever_it_comes_from() {
    let expected = Schedule { kind: "cosine".to_owned(), warm: true, steps: None };
    for hp in read::<Hyperparameters>("{'kind': 'cosine', 'warm': True, 'steps': None}") {
        assert_eq!(hp.x, expected);
    }
    for hp in read::<Hyperparameters>("{'kind': \"it's\", 'steps': (1, 2)}") {
        assert_eq!((hp.x.kind.as_str(), hp.x.steps), ("it's", Some(vec![1, 2])));
    }
}

#[derive(Debug, SmHyperparameters)]
struct Any {
    #[sm(json)]
    x: Value,
}

#[test]
fn nested_values_of_every_kind_are_read() {
    for (text, expected) in [
        ("[{'a': (1, 2.5, -3), 'b': {}}, [], 'x']", json!([{"a": [1, 2.5, -3], "b": {}}, [], "x"])),
        (r"['a\'b', 'c\\d', '\xe9\u20ac\U0001f680\n']", json!(["a'b", "c\\d", "é€🚀\n"])),
        ("{1: True, None: False}", json!({"1": true, "null": false})),
        ("(1,)", json!([1])),
    ] {
        assert_eq!(read::<Any>(text)[0].x, expected, "{text}");
    }
}

#[test]
fn a_text_stays_one_where_texts_are_taken() {
    #[derive(Debug, SmHyperparameters)]
    struct Texts {
        #[sm(json)]
        x: String,
    }
    for text in ["{'a': 1}", "['a']", "True", "'a'"] {
        assert_eq!(read::<Texts>(text)[0].x, text);
    }
    assert_eq!(read::<Any>("True")[0].x, json!("True"));

    #[derive(Debug, SmHyperparameters)]
    struct Flag {
        #[sm(json)]
        x: bool,
    }
    assert!(read::<Flag>("True")[0].x);
}

#[test]
fn what_is_neither_json_nor_python_is_refused() {
    for text in ["{'kind': cosine}", "{kind: 'cosine'}", "{'kind': 'cosine'", "{'kind': 'cosine'} x", "{'kind': nan}"] {
        let told = problems::<Hyperparameters>(&json!({ "x": text }).to_string());
        let reason = "but it is neither JSON nor a Python literal; expected a value of type Schedule; write it as JSON, with double \
                      quotes";
        assert!(told[0].starts_with("x (SM_HPS): got ") && told[0].ends_with(reason), "{told:?}");
    }
    for (text, told) in [
        (
            r#"{"kind": "cosine", "steps": 1"#,
            "but invalid JSON at line 1, column 30: the text ends too early (cut off?); expected a value of type Schedule; write \
             the rest of it, up to the closing `}`",
        ),
        (
            r#"{"kind": cosine}"#,
            "but invalid JSON at line 1, column 10: a text without double quotes; expected a value of type Schedule; write the \
             text in double quotes",
        ),
    ] {
        let problems = problems::<Hyperparameters>(&json!({ "x": text }).to_string());
        assert!(problems[0].ends_with(told), "{problems:?}");
    }
    // What is wrong with the value that it is, not with its quotes.
    assert_eq!(
        problems::<Hyperparameters>(&json!({ "x": "{'warm': True}" }).to_string()),
        ["x (SM_HPS): got \"{'warm': True}\", but missing field `kind`; expected a value of type Schedule"]
    );
    assert!(filled::<Hyperparameters>(r#"{"x": {"kind": "a"}}"#).x.steps.is_none());
}
