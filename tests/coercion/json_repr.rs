//! `#[sm(json)]` reads Python's `repr` of a dict or a list: that is what SDK v2's plain estimator
//! sends.

use std::collections::BTreeMap;

use crate::support::Folder;
use crate::support::filled::{filled, leaves, problems, refused};
use crate::support::ways;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smenv::{Origin, SmHyperparameters, Source};

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
    all.map(|way| {
        T::from_source(&way.source).unwrap_or_else(|error| panic!("{text} {}: {error}", way.place))
    })
    .collect()
}

#[test]
fn a_dict_is_read_wherever_it_comes_from() {
    let expected = Schedule {
        kind: "cosine".to_owned(),
        warm: true,
        steps: None,
    };
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
        (
            "[{'a': (1, 2.5, -3), 'b': {}}, [], 'x']",
            json!([{"a": [1, 2.5, -3], "b": {}}, [], "x"]),
        ),
        (
            r"['a\'b', 'c\\d', '\xe9\u20ac\U0001f680\n']",
            json!(["a'b", "c\\d", "é€🚀\n"]),
        ),
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
    for text in [
        "{'kind': cosine}",
        "{kind: 'cosine'}",
        "{'kind': 'cosine'",
        "{'kind': 'cosine'} x",
        "{'kind': nan}",
    ] {
        let told = problems::<Hyperparameters>(&json!({ "x": text }).to_string());
        let reason = "but it is neither JSON nor a Python literal; expected a value of type Schedule; write it as JSON, with double \
                      quotes";
        assert!(
            told[0].starts_with("x (SM_HPS): got ") && told[0].ends_with(reason),
            "{told:?}"
        );
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
    // The message is about the value, not about its quotes.
    assert_eq!(
        problems::<Hyperparameters>(&json!({ "x": "{'warm': True}" }).to_string()),
        [
            "x (SM_HPS): got \"{'warm': True}\", but missing field `kind`; expected a value of type Schedule"
        ]
    );
    assert!(
        filled::<Hyperparameters>(r#"{"x": {"kind": "a"}}"#)
            .x
            .steps
            .is_none()
    );
}

/// Creates a job of SDK v3, whose shell removes apostrophes: its value in `SM_HPS`, and the config
/// file.
fn v3(folder: &Folder, sm_hps: &str, file: &str) -> Source {
    folder.write(
        "input/config/hyperparameters.json",
        &json!({ "x": file }).to_string(),
    );
    let variables = [
        ("SM_HPS", json!({ "x": sm_hps }).to_string()),
        ("SM_HP_X", sm_hps.to_owned()),
    ];
    Source::from_vars(variables).base_dir(folder.path())
}

#[test]
fn quotes_that_a_shell_took_off_come_back_from_the_config_file() {
    #[derive(Debug, SmHyperparameters)]
    struct Rest {
        #[sm(rest, json)]
        all: BTreeMap<String, Value>,
    }
    let folder = Folder::new("coercion_json_repr");
    let source = v3(
        &folder,
        "{kind: cosine, warm: True}",
        "{'kind': 'cosine', 'warm': True}",
    );
    let expected = Schedule {
        kind: "cosine".to_owned(),
        warm: true,
        steps: None,
    };
    assert_eq!(Hyperparameters::from_source(&source).unwrap().x, expected);
    assert_eq!(
        Any::from_source(&source).unwrap().x,
        json!({"kind": "cosine", "warm": true})
    );
    assert_eq!(
        Rest::from_source(&source).unwrap().all["x"],
        json!({"kind": "cosine", "warm": true})
    );

    let source = v3(&folder, "[a, {b: (1, c)}]", "['a', {'b': (1, 'c')}]");
    assert_eq!(
        Any::from_source(&source).unwrap().x,
        json!(["a", {"b": [1, "c"]}])
    );

    // The message is about the text that was sent.
    let source = v3(&folder, "{warm: True}", "{'warm': True}");
    let error = Hyperparameters::from_source(&source).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "x (hyperparameters.json): got \"{'warm': True}\", but missing field `kind`; expected a value of type Schedule"
    );
    assert_eq!(
        error.problems()[0].origin(),
        Some(&Origin::ConfigFile("hyperparameters.json".to_owned()))
    );
}

#[test]
fn a_config_file_that_differs_in_more_than_its_quotes_is_not_used() {
    let folder = Folder::new("coercion_json_repr");
    let source = v3(&folder, "{kind: linear}", "{'kind': 'cosine'}");
    for error in [
        Any::from_source(&source).unwrap_err(),
        Hyperparameters::from_source(&source).unwrap_err(),
    ] {
        assert_eq!(error.problems().len(), 1);
        let told = error.problems()[0].to_string();
        assert!(
            told.starts_with("x (SM_HPS): got \"{kind: linear}\""),
            "{told}"
        );
    }
    let argument = v3(&folder, "{kind: cosine}", "{'kind': 'cosine'}").args(["--x={kind: cosine}"]);
    assert!(Any::from_source(&argument).is_err());
}

#[test]
fn lost_quotes_are_named_where_nothing_brings_them_back() {
    for text in ["{kind: cosine, warm: True}", "[cosine, linear]"] {
        let told = problems::<Any>(&json!({ "x": text }).to_string());
        assert!(
            told[0]
                .ends_with("write it as JSON, with double quotes (the shell of SDK v3's driver removes single ones)"),
            "{told:?}"
        );
    }
}

#[test]
fn what_begins_as_an_object_or_a_list_is_never_read_as_a_text_of_it() {
    #[derive(Debug, Deserialize, Serialize)]
    #[serde(untagged)]
    enum Named {
        Name(String),
        Full { kind: String },
    }
    #[derive(Debug, SmHyperparameters)]
    struct Untagged {
        #[sm(json)]
        x: Named,
    }
    for (text, reason) in [
        (
            r#"{"a": 1"#,
            "invalid JSON at line 1, column 8: the text ends too early (cut off?)",
        ),
        (
            "[1, 2",
            "invalid JSON at line 1, column 6: the text ends too early (cut off?)",
        ),
        ("{'a': nan}", "it is neither JSON nor a Python literal"),
        (
            r#"{"a": 1, b: 2}"#,
            "invalid JSON at line 1, column 10: a name without double quotes",
        ),
        ("[1 2]", "invalid JSON at line 1, column 4: missing comma"),
    ] {
        let hps = json!({ "x": text }).to_string();
        for error in [refused::<Any>(&hps), refused::<Untagged>(&hps)] {
            let told = error.problems()[0].to_string();
            assert!(
                told.contains(&format!(", but {reason}; expected ")),
                "{told}"
            );
        }
    }
    let Untagged {
        x: Named::Name(name),
    } = filled(r#"{"x": "a"}"#)
    else {
        panic!()
    };
    assert_eq!(name, "a");
    let Untagged {
        x: Named::Full { kind },
    } = filled(r#"{"x": "{'kind': 'a'}"}"#)
    else {
        panic!()
    };
    assert_eq!(kind, "a");

    #[derive(Debug, SmHyperparameters)]
    struct Text {
        #[sm(json)]
        x: Option<Box<str>>,
    }
    for text in ["[CLS]", "{a: 1}", "[1, 2"] {
        assert_eq!(
            filled::<Text>(&json!({ "x": text }).to_string())
                .x
                .as_deref(),
            Some(text)
        );
    }
}

#[test]
fn numbers_that_json_lacks_do_not_make_an_object_a_text() {
    for hps in [
        r#"{"x": {"a": NaN}}"#,
        r#"{"x": [1, -Infinity]}"#,
        r#"{"x": "{\"a\": NaN}"}"#,
    ] {
        let told = problems::<Any>(hps);
        let end = "; expected a value of type Value; write a finite number, or `null`";
        assert!(
            told.len() == 1 && told[0].contains(", but JSON has no `") && told[0].ends_with(end),
            "{told:?}"
        );
    }
}

#[test]
fn a_text_that_begins_as_an_object_or_a_list_comes_back() {
    for (text, left) in [
        ("[CLS]", r#""\"[CLS]\"""#),
        ("{a", r#""\"{a\"""#),
        (" {'a': 1}", r#""\" {'a': 1}\"""#),
        ("(1, 2)", r#""\"(1, 2)\"""#),
        ("(a)", "\"(a)\""),
        ("True", "\"True\""),
    ] {
        leaves(&Any { x: json!(text) }, &[("x", left)]);
    }
}
