//! What text becomes: each row of the documentation's table, with its refusals.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Debug;
use std::net::IpAddr;
use std::num::NonZeroU8;
use std::path::PathBuf;
use std::sync::Arc;

use smenv::{HyperparameterValue, ProblemKind, Source};

#[track_caller]
fn becomes<T: HyperparameterValue + Debug + PartialEq>(texts: &[&str], value: T) {
    for text in texts {
        assert_eq!(T::from_text(text).as_ref(), Ok(&value), "{text:?}");
    }
}

#[track_caller]
fn refuses<T: HyperparameterValue + Debug>(texts: &[&str]) {
    for text in texts {
        assert!(T::from_text(text).is_err(), "{text:?} became {:?}", T::from_text(text));
    }
}

/// The kind of problem that the JSON value `json` is for a `T`.
fn kind<T: HyperparameterValue + Debug>(json: &str) -> ProblemKind {
    let source = Source::from_vars([("SM_HPS", format!(r#"{{"x": {json}}}"#))]);
    source.hyperparameter::<T>("x").unwrap_err().problems()[0].kind()
}

#[test]
fn integers_are_what_is_whole_and_in_range() {
    becomes(&["32", " 32 ", "+32", "032", "3_2", "32.0", "32.", "3.2e1", "320e-1", "\"32\"", "\t32\n"], 32u8);
    becomes(&["1e3", "1_000", "1000.000"], 1000i16);
    becomes(&["-0", "0e99999999999999999999", "0.0"], 0u64);
    becomes(&["18446744073709551615"], u64::MAX);
    becomes(&["-128"], i8::MIN);
    becomes(&[&i128::MIN.to_string()], i128::MIN);
    becomes(&[&u128::MAX.to_string()], u128::MAX);
    becomes(&["9007199254740993.0"], 9_007_199_254_740_993i64);
    let words =
        ["1.5", "1e-1", "0x10", "true", "", " ", "nan", "inf", "1__0", "_1", "1_", "1 2", "٣", "--1", "e1", ".", "1e"];
    refuses::<i64>(&words);
    refuses::<u8>(&["256", "-1", "1e3"]);
    refuses::<NonZeroU8>(&["0", "256"]);
    for beyond in ["256", "-1", "1e400", "1e99999999999999999999", &"9".repeat(2400)] {
        assert_eq!(kind::<u8>(beyond), ProblemKind::OutOfRange, "{beyond}");
    }
    assert_eq!(kind::<u8>("1.5"), ProblemKind::Invalid);
}

#[test]
fn floats_are_rusts_grammar_with_underscores() {
    becomes(&["0.5", ".5", "5e-1", "+0.5", "0.5_0", "\"0.5\"", " 0.5 "], 0.5f64);
    becomes(&["1_000", "1e3", "1000."], 1000.0f32);
    becomes(&["inf", "Infinity", "+INF", "infinity"], f64::INFINITY);
    becomes(&["2e-324"], 0.0f64);
    assert!(f64::from_text("NaN").unwrap().is_nan());
    refuses::<f64>(&["", "true", "1e400", "-1e400", "0x1", "1,5", "_1", "1_.5"]);
    refuses::<f32>(&["1e39"]);
    assert_eq!(kind::<f64>("1e400"), ProblemKind::OutOfRange);
}

#[test]
fn bools_are_a_closed_set_in_any_case() {
    becomes(&["true", "True", "T", "yes", "Y", "on", "ON", "1", "\"true\"", " true "], true);
    becomes(&["false", "FALSE", "f", "no", "N", "off", "0"], false);
    refuses::<bool>(&["1.0", "2", "", "null", "ja"]);
}

#[test]
fn text_is_itself() {
    for text in ["adam", " a ", "", "\"q\"", "null", "1.10", "[1]", "é\n"] {
        becomes(&[text], text.to_owned());
        becomes(&[text], PathBuf::from(text));
        becomes::<Arc<str>>(&[text], text.into());
    }
    becomes(&[" "], ' ');
    becomes(&["é"], 'é');
    refuses::<char>(&["", "ab", "e\u{301}"]);
    refuses::<String>(&["a\0b"]);
    assert_eq!(kind::<String>(r#""\ud800""#), ProblemKind::Invalid);
    assert_eq!(kind::<Vec<String>>(r#"["a", "\ud800"]"#), ProblemKind::Invalid);
}

#[test]
fn nothing_is_none() {
    becomes(&["", " ", "None", "null", "\"null\""], None::<i64>);
    becomes(&["", "None"], None::<Vec<String>>);
    becomes(&["3"], Some(3));
    becomes(&[""], Some(String::new()));
    becomes(&["None"], Some("None".to_owned()));
    refuses::<Option<i64>>(&["none", "Null", "x"]);
    let source = Source::from_vars([("SM_HPS", r#"{"x": null}"#)]);
    assert_eq!(source.hyperparameter::<Option<String>>("x").unwrap(), None);
    assert_eq!(source.hyperparameter::<Option<String>>("y").unwrap(), None);
}

#[test]
fn lists_have_many_spellings() {
    becomes(&["[1,2]", "[ 1 , 2 ]", "(1, 2)", "1,2", " 1, 2 ", "[1,2,]", "[\"1\", '2']", "\"[1, 2]\""], vec![1u8, 2]);
    becomes(&["", "[]", "()", " "], Vec::<u8>::new());
    becomes(&["['a', 'b c']", "[\"a\", \"b c\"]", "[a, b c]", "a,b c"], vec!["a".to_owned(), "b c".to_owned()]);
    becomes(&["[1.50, true, [2], \"\", 'it\\'s']"], ["1.50", "true", "[2]", "", "it's"].map(str::to_owned).to_vec());
    becomes(&["[a,,b]"], ["a", "", "b"].map(str::to_owned).to_vec());
    becomes(&["[[1, 2], [], (3,)]"], vec![vec![1u8, 2], vec![], vec![3]]);
    becomes(&["[1, None, null]"], vec![Some(1u8), None, None]);
    becomes(&["1,2"], VecDeque::from([1u8, 2]));
    becomes(&["2,1,2"], BTreeSet::from([1u8, 2]));
    becomes(&["0.9,0.999"], [0.9f64, 0.999]);
    becomes(&["(3, 'x', true)"], (3u8, "x".to_owned(), true));
    refuses::<Vec<u8>>(&["[1", "(1]", "[1] 2", "{\"a\": 1}", "[null]", "[1,,2]", "1,", "[1.5]", "[[1]"]);
    refuses::<[u8; 2]>(&["1", "1,2,3", ""]);
    refuses::<(u8, u8)>(&["1", "1,2,3"]);
}

#[test]
fn maps_have_many_spellings() {
    let map = BTreeMap::from([("a".to_owned(), 1u8), ("b".to_owned(), 2)]);
    becomes(
        &[
            "{\"a\": 1, \"b\": 2}",
            "{'a': 1, 'b': 2}",
            "{a: 1, b: 2}",
            "a=1,b=2",
            " a = 1 , b = 2 ",
            "{'b': 2, 'a': 1,}",
        ],
        map,
    );
    becomes(&["", "{}"], HashMap::<String, u8>::new());
    becomes(&["u=s3://b?x=1"], BTreeMap::from([("u".to_owned(), "s3://b?x=1".to_owned())]));
    becomes(&["{\"a\": 1, \"a\": 2}"], BTreeMap::from([("a".to_owned(), 2u8)]));
    refuses::<BTreeMap<String, u8>>(&[
        "{\"\": 1}",
        "=1",
        "a=1,a=2",
        "[1]",
        "a",
        "{\"a\": 1",
        "{\"a\" 1}",
        "{\"a\": null}",
        "a=x",
    ]);
}

#[test]
fn addresses_read_by_from_str() {
    becomes::<IpAddr>(&["127.0.0.1", "\"127.0.0.1\""], IpAddr::from([127, 0, 0, 1]));
    refuses::<IpAddr>(&["localhost", ""]);
}

#[test]
fn a_json_string_and_its_text_are_one() {
    for (json, value) in [("32", 32), ("\"32\"", 32), ("\"\\\"32\\\"\"", 32), ("\"\\u0033\\u0032\"", 32)] {
        let source = Source::from_vars([("SM_HPS", format!(r#"{{"x": {json}}}"#))]);
        assert_eq!(source.hyperparameter::<u8>("x").unwrap(), value, "{json}");
    }
}

#[test]
fn nesting_is_as_deep_as_the_text() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let source = Source::from_vars([("SM_HPS", format!(r#"{{"x": {deep}, "y": 1}}"#))]);
    assert_eq!(source.hyperparameter::<String>("x").unwrap(), deep);
    assert_eq!(source.hyperparameter::<Vec<Vec<String>>>("x").unwrap().len(), 1);
    assert_eq!(source.hyperparameter::<u8>("y").unwrap(), 1);
}
