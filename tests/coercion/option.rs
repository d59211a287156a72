//! `Option`: absent, null and empty values are `None`; so are the words `None` and `null`, unless
//! the type is a text type.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use crate::support::ways::{becomes, file, json_becomes, refuses, refuses_json, says};
use smenv::ProblemKind::{Invalid, OutOfRange};
use smenv::{HyperparameterValue, SmHyperparameters, Source};

/// Checks what is `None` for a type that is not a text type.
#[track_caller]
fn nothing<T: HyperparameterValue + Debug + PartialEq>() {
    becomes(
        None::<T>,
        &[
            "", " ", "\t\n", "None", "null", " None ", " null ", "\"None\"", "\"null\"", "\"\"",
        ],
    );
    json_becomes(None::<T>, &["null"]);
    assert_eq!(
        file("in the config file", "null")
            .source
            .hyperparameter::<Option<T>>("x")
            .unwrap(),
        None
    );
    assert_eq!(
        Source::from_vars([("SM_HPS", "{}")])
            .hyperparameter::<Option<T>>("x")
            .unwrap(),
        None
    );
    assert_eq!(
        crate::support::ways::nothing()
            .hyperparameter::<Option<T>>("x")
            .unwrap(),
        None
    );
    for text in ["", "null"] {
        assert_eq!(
            Source::from_vars([("SM_HP_X", text)])
                .hyperparameter::<Option<T>>("x")
                .unwrap(),
            None
        );
    }
}

#[test]
fn nothing_is_none_for_what_is_no_text() {
    nothing::<u8>();
    nothing::<i128>();
    nothing::<f64>();
    nothing::<bool>();
    nothing::<IpAddr>();
    nothing::<Vec<u8>>();
    nothing::<[u8; 2]>();
    nothing::<(u8, f64)>();
    nothing::<BTreeMap<String, u8>>();
}

/// A list of text is not a text type.
#[test]
fn nothing_is_none_for_a_list_or_map_of_text() {
    nothing::<Vec<String>>();
    nothing::<BTreeMap<String, String>>();
}

#[test]
fn for_text_only_null_and_absence_are_none() {
    json_becomes(None::<String>, &["null"]);
    json_becomes(None::<PathBuf>, &["null"]);
    json_becomes(None::<char>, &["null"]);
    assert_eq!(
        crate::support::ways::nothing()
            .hyperparameter::<Option<String>>("x")
            .unwrap(),
        None
    );
    // The toolkit's rendering of null.
    assert_eq!(
        Source::from_vars([("SM_HP_X", "")])
            .hyperparameter::<Option<String>>("x")
            .unwrap(),
        None
    );
    for text in [" ", "None", "null", "\"\"", "\"null\""] {
        becomes::<Option<String>>(Some(text.into()), &[text]);
        becomes::<Option<Arc<str>>>(Some(text.into()), &[text]);
        becomes::<Option<PathBuf>>(Some(text.into()), &[text]);
    }
    assert_eq!(Option::<String>::from_text(""), Ok(Some(String::new())));
    json_becomes(Some(String::new()), &["\"\""]);
}

#[test]
fn a_value_is_some() {
    becomes(Some(3u8), &["3", " 3 ", "\"3\"", "3.0"]);
    becomes(Some(false), &["0", "off"]);
    becomes(Some("NaN".to_owned()), &["NaN"]);
    becomes(Some(Vec::<u8>::new()), &["[]", "()"]);
    becomes(Some(Vec::<String>::new()), &["[]", "()"]);
    becomes(Some(BTreeMap::<String, u8>::new()), &["{}"]);
    becomes(Some(vec![None::<u8>]), &["[null]", "[None]"]);
    becomes(Some('a'), &["a"]);
}

#[test]
fn only_these_two_spellings_are_none() {
    refuses::<Option<u8>>(
        Invalid,
        &[
            "none",
            "NONE",
            "Null",
            "NULL",
            "nil",
            "undefined",
            "NaN",
            "-",
            "None None",
            "nullnull",
        ],
    );
    refuses::<Option<u8>>(Invalid, &[r#""\"null\"""#, "'None'"]);
}

#[test]
fn a_value_that_is_wrong_is_no_absence() {
    refuses::<Option<u8>>(OutOfRange, &["256", "-1"]);
    refuses::<Option<u8>>(Invalid, &["x", "1.5", "[]", "{}", "true"]);
    refuses_json::<Option<u8>>(Invalid, &["\"\\ud800\"", "[null]"]);
    says::<Option<u8>>("\"ten\"", "got \"ten\"; expected an integer from 0 to 255");
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Defaults {
    #[sm(default = Some(5))]
    steps: Option<u8>,
    #[sm(default = 3)]
    epochs: u8,
}

#[test]
fn null_on_a_field_with_a_default_is_the_default() {
    let read = |hps: &str| Defaults::from_source(&Source::from_vars([("SM_HPS", hps)])).unwrap();
    let default = Defaults {
        steps: Some(5),
        epochs: 3,
    };
    assert_eq!(read("{}"), default);
    assert_eq!(read(r#"{"steps": null, "epochs": null}"#), default);
    // Spelt out, it is a value: the only way to request none.
    assert_eq!(
        read(r#"{"steps": "None"}"#),
        Defaults {
            steps: None,
            epochs: 3
        }
    );
}

#[test]
fn an_option_is_written_as_what_is_in_it() {
    for (option, text) in [(Some(3u8), "3"), (None, "None")] {
        assert_eq!(option.to_text(), text);
        assert_eq!(Option::<u8>::from_text(text), Ok(option));
    }
    assert_eq!(Some(true).__to_outgoing().as_deref(), Some("true"));
    assert_eq!(None::<bool>.__to_outgoing(), None);
}
