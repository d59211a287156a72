//! `HashMap` and `BTreeMap`: JSON objects, Python's dicts with and without their quotes, and
//! `k=v,k=v`.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use crate::support::ways::{becomes, json_becomes, refuses, refuses_json, says};
use smenv::HyperparameterValue;
use smenv::ProblemKind::{Invalid, Missing, OutOfRange};

fn map<V>(entries: impl IntoIterator<Item = (&'static str, V)>) -> BTreeMap<String, V> {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn texts<const N: usize>(entries: [(&'static str, &str); N]) -> BTreeMap<String, String> {
    map(entries.map(|(key, value)| (key, value.to_owned())))
}

#[test]
fn a_json_object_is_a_map() {
    let ab = map([("a", 1u8), ("b", 2)]);
    becomes(
        ab,
        &[
            r#"{"a": 1, "b": 2}"#,
            r#"{"b":2,"a":1}"#,
            " { \"a\" : \"1\" , \"b\" : 2.0 } ",
            r#""{\"a\": 1, \"b\": 2}""#,
        ],
    );
    becomes(
        texts([("é", "x:y,z"), ("k k", "}")]),
        &[r#"{"\u00e9": "x:y,z", "k k": "}"}"#],
    );
    becomes(
        HashMap::from([("a".to_owned(), 0.5f64)]),
        &["{\"a\": 0.5}", "{'a': .5}", "{a: 0.5}", "a=0.5"],
    );
    json_becomes(map([("a", f64::NEG_INFINITY)]), &["{\"a\": -Infinity}"]);
}

#[test]
fn a_python_dict_is_a_map_with_or_without_its_quotes() {
    becomes(
        map([("a", 1u8), ("b", 2)]),
        &[
            "{'a': 1, 'b': 2}",
            "{a: 1, b: 2}",
            "{'a':1,'b':2}",
            "{a:1,b:2}",
            "{'a': 1, 'b': 2,}",
        ],
    );
    becomes(
        map([("a", true), ("b", false)]),
        &["{'a': True, 'b': False}", "{a: True, b: False}"],
    );
    becomes(
        texts([("a", "it's"), ("b", "x, y")]),
        &[
            r#"{'a': "it's", 'b': 'x, y'}"#,
            r#"{'a': 'it\'s', "b": "x, y"}"#,
        ],
    );
    becomes(
        texts([("name", "cosine"), ("mode", "half way")]),
        &["{name: cosine, mode: half way}"],
    );
    becomes(
        texts([("url", "s3://bucket/key")]),
        &["{'url': 's3://bucket/key'}", "{url: s3://bucket/key}"],
    );
}

#[test]
fn pairs_are_split_at_the_first_equals_sign_and_trimmed() {
    becomes(
        map([("a", 1u8), ("b", 2)]),
        &["a=1,b=2", " a = 1 , b = 2 ", "b=2,a=1", "\"a=1,b=2\""],
    );
    becomes(
        texts([("name", "cosine"), ("warmup", "100")]),
        &["name=cosine,warmup=100"],
    );
    becomes(
        texts([("u", "s3://b?x=1"), ("v", "=")]),
        &["u=s3://b?x=1,v=="],
    );
    becomes(texts([("a", ""), ("b", "x")]), &["a=,b=x", "a= ,b=x"]);
    becomes(
        map([("a", None::<u8>), ("b", Some(2))]),
        &["a=,b=2", "a=None,b=2"],
    );
    becomes(texts([("a", "1.10")]), &["a=1.10"]);
    becomes(texts([("learning rate", "x")]), &["learning rate=x"]);
}

#[test]
fn empty_text_is_no_entries() {
    becomes(
        BTreeMap::<String, u8>::new(),
        &["", " ", "\t\n", "{}", "{ }", "\"\"", "\"{}\""],
    );
    becomes(HashMap::<String, String>::new(), &["", "{}"]);
}

#[test]
fn a_text_value_is_as_it_was_spelt() {
    let json = r#"{"a": 1.50, "b": [1, 2], "c": true, "d": " x ", "e": {"f": 1}, "g": ""}"#;
    let values = texts([
        ("a", "1.50"),
        ("b", "[1, 2]"),
        ("c", "true"),
        ("d", " x "),
        ("e", "{\"f\": 1}"),
        ("g", ""),
    ]);
    becomes(values, &[json]);
}

#[test]
fn values_follow_their_types_rules() {
    becomes(
        map([("a", vec![1u8, 2]), ("b", vec![])]),
        &[
            r#"{"a": [1, 2], "b": []}"#,
            "{'a': (1, 2), 'b': ()}",
            "{a: [1, 2], b: []}",
        ],
    );
    becomes(
        map([("a", map([("b", 1u8)]))]),
        &[r#"{"a": {"b": 1}}"#, "{'a': {'b': 1}}", "{a: {b: 1}}"],
    );
    becomes(
        map([("a", Some(1u8)), ("b", None)]),
        &[
            r#"{"a": 1, "b": null}"#,
            "{'a': 1, 'b': None}",
            "{a: 1, b: None}",
        ],
    );
    refuses::<BTreeMap<String, u8>>(
        Invalid,
        &[
            "{\"a\": \"x\"}",
            "{\"a\": 1.5}",
            "a=x",
            "a=",
            "{'a': [1]}",
            "{\"a\": null}",
            "{'a': None}",
        ],
    );
    refuses::<BTreeMap<String, u8>>(OutOfRange, &["{\"a\": 256}", "a=-1", "{a: 1e400}"]);
}

#[test]
fn keys_may_be_any_value() {
    let numbers = BTreeMap::from([(0u8, 0.1f64), (10, 0.9)]);
    becomes(
        numbers,
        &[
            r#"{"0": 0.1, "10": 0.9}"#,
            "{0: 0.1, 10: 0.9}",
            "0=0.1,10=0.9",
            "{'0': 0.1, '10': 0.9}",
        ],
    );
    refuses::<BTreeMap<u8, u8>>(Invalid, &["{\"a\": 1}", "a=1"]);
}

#[test]
fn empty_keys_are_refused() {
    refuses::<BTreeMap<String, String>>(
        Invalid,
        &["{\"\": 1}", "{'': 1}", "{: 1}", "=1", "a=1,=2", " = 1", "="],
    );
    refuses::<HashMap<String, u8>>(Invalid, &["{\"a\": 1, \"\": 2}"]);
}

#[test]
fn a_repeated_key_is_refused_between_pairs_and_is_pythons_in_an_object() {
    refuses::<BTreeMap<String, u8>>(Invalid, &["a=1,a=2", "a=1,a=1", "a=1, a =2", "a=1,b=2,a=3"]);
    refuses::<HashMap<String, u8>>(Invalid, &["a=1,a=2"]);
    // In an object or a dict, the last one counts, as in Python.
    becomes(
        map([("a", 2u8)]),
        &[
            r#"{"a": 1, "a": 2}"#,
            "{'a': 1, 'a': 2}",
            r#"{"a": 1, "\u0061": 2}"#,
        ],
    );
    becomes(map([("a", 1u8), ("A", 2)]), &["a=1,A=2"]);
}

#[test]
fn keys_that_are_one_though_spelt_differently_are_refused() {
    refuses::<BTreeMap<u32, f64>>(
        Invalid,
        &[
            r#"{"1.0": 1, "1": 2}"#,
            r#"{"1": 1, "1": 1, "01": 1}"#,
            r#"{"1": 1, "+1": 1, "1": 1}"#,
            "{1: 1, 1.0: 2}",
            "{'1': 1, ' 1': 2}",
            "1=1,1.0=2",
        ],
    );
    refuses::<HashMap<bool, u8>>(Invalid, &["{\"true\": 1, \"True\": 2}", "{yes: 1, on: 1}"]);
    refuses::<BTreeMap<String, BTreeMap<u8, u8>>>(Invalid, &["{\"a\": {\"1\": 1, \"1.\": 2}}"]);
    becomes(
        BTreeMap::from([(1u32, 2.0f64)]),
        &[
            r#"{"1": 1, "1": 2}"#,
            "{1: 1, 1: 2}",
            r#"{"1": 1, "\u0031": 2}"#,
        ],
    );
    says::<BTreeMap<u32, f64>>(
        "{\"1.0\": 1, \"1\": 2}",
        "got \"{\\\"1.0\\\": 1, \\\"1\\\": 2}\", but it repeats the key \"1\" in another spelling; expected a map, each value a number",
    );
}

#[test]
fn what_is_no_map_is_refused() {
    refuses::<BTreeMap<String, String>>(
        Invalid,
        &[
            "[]",
            "[1]",
            "(1, 2)",
            "[[\"a\", 1]]",
            "['a', 'b']",
            "()",
            "[a=1]",
        ],
    );
    refuses::<BTreeMap<String, String>>(
        Invalid,
        &["a", "a=1,b", "1", "true", "a:1", "null", "None"],
    );
    let broken = [
        "{",
        "}",
        "{\"a\": 1",
        "{\"a\"}",
        "{\"a\" 1}",
        "{a}",
        "{a=1}",
        "{'a': 1",
        "{\"a\": 1}}",
        "{\"a\": 1} x",
        "{\"a\": [1}",
        "{'a: 1}",
    ];
    refuses::<BTreeMap<String, u8>>(Invalid, &broken);
    refuses::<BTreeMap<String, u8>>(
        Invalid,
        &["a=1,", ",a=1", ",", "a=1,,b=2", "{,}", "{\"a\": 1,,}"],
    );
    refuses_json::<BTreeMap<String, u8>>(Invalid, &["1", "true", "[]", "NaN"]);
    refuses_json::<BTreeMap<String, u8>>(Missing, &["null"]);
}

#[test]
fn nul_and_lone_surrogates_are_refused_in_keys_and_values() {
    let values = [
        r#"{"a": "\ud800"}"#,
        r#"{"\ud800": "a"}"#,
        r#"{"a": "\u0000"}"#,
        r#"{"\u0000": "a"}"#,
    ];
    refuses::<BTreeMap<String, String>>(Invalid, &values);
    refuses_json::<BTreeMap<String, String>>(Invalid, &values);
}

/// Quadratic time would take minutes here.
#[test]
fn large_and_deep_maps_are_read_soon() {
    const MANY: usize = 100_000;
    let pairs: Vec<String> = (0..MANY).map(|index| format!("k{index}=1")).collect();
    let json: Vec<String> = (0..MANY).map(|index| format!("\"k{index}\": 1")).collect();
    let python: Vec<String> = (0..MANY).map(|index| format!("'k{index}': 1")).collect();
    let bare: Vec<String> = (0..MANY).map(|index| format!("k{index}: 1")).collect();
    let start = Instant::now();
    for text in [
        pairs.join(","),
        format!("{{{}}}", json.join(", ")),
        format!("{{{}}}", python.join(", ")),
        format!("{{{}}}", bare.join(", ")),
    ] {
        assert_eq!(HashMap::<String, u8>::from_text(&text).unwrap().len(), MANY);
    }
    for open in [
        "{\"a\": ",
        "{'a': ",
        "{a: ",
        "{",
        "{\"",
        "{'",
        "{\"a\": [",
        "a=",
        "a=1,{",
    ] {
        let text = open.repeat(MANY);
        assert!(BTreeMap::<String, u8>::from_text(&text).is_err());
        assert!(BTreeMap::<String, BTreeMap<String, u8>>::from_text(&text).is_err());
    }
    for (open, close) in [("{\"a\": ", "}"), ("{'a': ", "}"), ("{a: ", "}")] {
        let text = format!("{}1{}", open.repeat(MANY), close.repeat(MANY));
        let map = BTreeMap::<String, String>::from_text(&text).unwrap();
        assert_eq!(map["a"], text[open.len()..text.len() - 1]);
        assert!(BTreeMap::<String, u8>::from_text(&text).is_err());
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_refusal_says_which_entry() {
    says::<BTreeMap<String, u8>>(
        "\"a=1,b=x\"",
        "got \"a=1,b=x\", but the value of \"b\" is \"x\"; expected a map, each value an integer from 0 to 255; write it as `a=1,b=2` or `{\"a\": 1, \"b\": 2}`",
    );
    says::<BTreeMap<String, f64>>(
        "{\"a\": null}",
        "got \"{\\\"a\\\": null}\", but the value of \"a\" is null; expected a map, each value a number; write it as `a=0.2,b=0.3` or `{\"a\": 0.2, \"b\": 0.3}`",
    );
    says::<BTreeMap<String, u8>>(
        "\"a=1,a=2\"",
        "got \"a=1,a=2\", but it repeats the key \"a\"; expected a map, each value an integer from 0 to 255; write it as `a=1,b=2` or `{\"a\": 1, \"b\": 2}`",
    );
    says::<BTreeMap<String, String>>(
        r#"{"a": "b\ud800"}"#,
        r#"got "{\"a\": \"b\\ud800\"}", but the value of "a" is "b\\ud800": it contains a lone surrogate (half of a character); expected a map, each value a string; write it as `a=x,b=y` or `{"a": "x", "b": "y"}`"#,
    );
    says::<BTreeMap<String, u8>>(
        "\"=1\"",
        "got \"=1\", but a key is empty; expected a map, each value an integer from 0 to 255; write it as `a=1,b=2` or `{\"a\": 1, \"b\": 2}`",
    );
    says::<BTreeMap<String, String>>(
        "[1]",
        "got \"[1]\", but it is a list, not a map; expected a map, each value a string; write it as `a=x,b=y` or `{\"a\": \"x\", \"b\": \"y\"}`",
    );
}

#[test]
fn a_refusal_says_what_is_broken() {
    const FORM: &str = "write it as `a=x,b=y` or `{\"a\": \"x\", \"b\": \"y\"}`";
    for (text, why, remedy) in [
        ("a=1,b", "an entry has no `=`", FORM),
        ("{a: 1, b}", "an entry has no `:`", FORM),
        ("{a: 1", "its `}` is missing", "write `{a: 1}`"),
        ("{a: 1} b", "there is text after its `}`", FORM),
        ("{'a: 1}", "a string is not closed", FORM),
        ("[a]", "it is a list, not a map", FORM),
    ] {
        says::<BTreeMap<String, String>>(
            &serde_json::to_string(text).unwrap(),
            &format!("got {text:?}, but {why}; expected a map, each value a string; {remedy}"),
        );
    }
}
