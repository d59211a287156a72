//! `#[sm(json)]` of a type that accepts anything: an invalid list, object or number is a problem
//! wherever it comes from, and never becomes text.

mod support;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smenv::{SmHyperparameters, Source};
use support::Folder;
use support::in_time::in_time;

#[derive(Debug, SmHyperparameters)]
struct Any {
    #[sm(json)]
    x: Value,
}

#[derive(Debug, SmHyperparameters)]
struct Maybe {
    #[sm(json)]
    x: Option<Value>,
}

#[derive(Debug, SmHyperparameters)]
struct Rest {
    #[sm(rest, json)]
    all: BTreeMap<String, Value>,
}

#[derive(Debug, SmHyperparameters)]
struct Lists {
    #[sm(json)]
    x: Vec<Value>,
}

#[derive(Debug, SmHyperparameters)]
struct Objects {
    #[sm(json)]
    x: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize, Serialize, PartialEq)]
#[serde(untagged)]
enum Either {
    Number(f64),
    Text(String),
}

#[derive(Debug, SmHyperparameters)]
struct Untagged {
    #[sm(json)]
    x: Either,
}

/// Calls `look` with each source that a text may come from, and the source's name.
fn from_everywhere(text: &str, look: impl Fn(&Source, &str)) {
    let object = json!({ "x": text }).to_string();
    let folder = Folder::new("json-values");
    folder.write("input/config/hyperparameters.json", &object);
    look(
        &Source::default().base_dir(folder.path()),
        "hyperparameters.json",
    );
    look(&Source::from_vars([("SM_HPS", object)]), "SM_HPS");
    look(&Source::default().args([format!("--x={text}")]), "--x");
    look(&Source::from_vars([("SM_HP_X", text)]), "SM_HP_X");
    // As the toolkit passes it, which has decoded the text.
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
        look(
            &Source::from_vars([("SM_HPS", format!("{{\"x\": {text}}}"))]),
            "SM_HPS",
        );
    }
}

/// Returns the problem of a text for the only field of a struct.
fn problem<T: SmHyperparameters>(source: &Source) -> String {
    match T::from_source(source) {
        Ok(_) => panic!("it is taken"),
        Err(error) => {
            let [problem] = error.problems() else {
                panic!("{error}")
            };
            problem.to_string()
        }
    }
}

/// Checks that no source turns it into text.
#[track_caller]
fn refused(text: &str, end: &str) {
    let end = |ty: &str| end.replace("TYPE", ty);
    from_everywhere(text, |source, origin| {
        for told in [problem::<Any>(source), problem::<Maybe>(source)] {
            assert!(
                told.starts_with(&format!("x ({origin}): got ")) && told.ends_with(&end("Value")),
                "{told}"
            );
        }
        if origin != "SM_HP_X" {
            let told = problem::<Rest>(source);
            assert!(
                told.starts_with(&format!("x ({origin}): got ")) && told.ends_with(&end("Value")),
                "{told}"
            );
        }
        if text.starts_with('[') {
            let told = problem::<Lists>(source);
            assert!(told.ends_with(&end("Vec<Value>")), "{told}");
        }
        if text.starts_with('{') {
            let told = problem::<Objects>(source);
            assert!(told.ends_with(&end("BTreeMap<String,Value>")), "{told}");
        }
    });
}

#[test]
fn numbers_that_json_lacks_are_refused() {
    for (text, name) in [
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("-Infinity", "-Infinity"),
        (r#"{"a": NaN}"#, "NaN"),
        (r#"{"a": [1, {"b": -Infinity}]}"#, "-Infinity"),
        ("[-Infinity]", "-Infinity"),
        ("[[NaN], 1]", "NaN"),
    ] {
        refused(
            text,
            &format!(
                ", but JSON has no `{name}`; expected a value of type TYPE; write a finite number, or `null`"
            ),
        );
    }
}

#[test]
fn numbers_that_no_float_holds_are_refused() {
    let end = ", but a number is out of range; expected a value of type TYPE; write a number that a 64-bit float can hold";
    for text in [
        "1e999",
        "-1e999",
        "1E+400",
        "[1e400]",
        "[1, [2, -1e400]]",
        r#"{"a": 1e999}"#,
        r#"{"a": [{"b": 1e999}]}"#,
    ] {
        refused(text, end);
    }
    // Python's spelling of a dict and a tuple.
    for text in ["{'a': 1e999}", "[True, 1e999]", "(1e999,)"] {
        from_everywhere(text, |source, _| {
            let told = problem::<Any>(source);
            assert!(told.ends_with(&end.replace("TYPE", "Value")), "{told}");
        });
    }
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let end = ", but it is nested too deeply; expected a value of type TYPE; nest lists and objects at most 127 deep";
    let lists = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for depth in [128, 129, 1000] {
        refused(&lists(depth), end);
        refused(&("{\"a\": ".repeat(depth) + "1" + &"}".repeat(depth)), end);
        refused(&format!("{{\"a\": {}}}", lists(depth)), end);
    }
    from_everywhere(&lists(127), |source, _| {
        assert!(Any::from_source(source).unwrap().x.is_array())
    });
    // No depth overflows the stack.
    in_time(move || {
        let deep = |open: &str, inside: &str, close: &str| {
            open.repeat(100_000) + inside + &close.repeat(100_000)
        };
        let end = end.replace("TYPE", "Value");
        for text in [
            deep("[", "", "]"),
            deep("{\"a\": ", "1", "}"),
            deep("{'a': ", "1", "}"),
            deep("(", "1", ",)"),
        ] {
            let told = problem::<Any>(&Source::from_vars([("SM_HP_X", text)]));
            assert!(told.ends_with(&end), "{told}");
        }
        let told = problem::<Rest>(&Source::from_vars([(
            "SM_HPS",
            format!("{{\"x\": {}}}", deep("[", "", "]")),
        )]));
        assert!(told.ends_with(&end), "{told}");
        for text in [deep("[", "", ""), deep("{\"a\": ", "", "")] {
            assert!(Any::from_source(&Source::from_vars([("SM_HP_X", text)])).is_err());
        }
    });
}

#[test]
fn what_is_a_number_to_nobody_is_a_text() {
    for text in [
        "hello", "x1e999", "nano", "+5", "1_000", "(a)", "-", "infinite", "1e",
    ] {
        from_everywhere(text, |source, _| {
            assert_eq!(Any::from_source(source).unwrap().x, json!(text))
        });
    }
}

#[test]
fn a_text_that_looks_like_a_number_comes_back() {
    for text in ["1e999", "NaN", "-Infinity", "5"] {
        let left = Any { x: json!(text) }.to_hyperparameters();
        let folder = Folder::new("json-values");
        folder.write(
            "input/config/hyperparameters.json",
            &json!(left).to_string(),
        );
        let source = Source::default().base_dir(folder.path());
        assert_eq!(Any::from_source(&source).unwrap().x, json!(text));
    }
}

#[test]
fn a_type_that_takes_numbers_takes_none_for_a_text() {
    from_everywhere("1e999", |source, _| {
        assert!(Untagged::from_source(source).is_err())
    });
    from_everywhere("NaN", |source, _| {
        assert!(Untagged::from_source(source).is_err())
    });
    from_everywhere("a", |source, _| {
        assert_eq!(
            Untagged::from_source(source).unwrap().x,
            Either::Text("a".to_owned())
        );
    });
    from_everywhere("2.5", |source, _| {
        assert_eq!(
            Untagged::from_source(source).unwrap().x,
            Either::Number(2.5)
        )
    });
}

/// Text is all that such a type accepts.
#[test]
fn a_number_is_a_text_to_a_type_of_texts() {
    #[derive(Debug, SmHyperparameters)]
    struct Text {
        #[sm(json)]
        x: String,
    }
    for text in ["1e999", "NaN", "5"] {
        from_everywhere(text, |source, _| {
            assert_eq!(Text::from_source(source).unwrap().x, text)
        });
    }
}
