//! `Vec`, `VecDeque`, sets, arrays and tuples: the spellings of a list, and its items.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::time::{Duration, Instant};

use crate::support::ways::{becomes, json_becomes, refuses, refuses_json, says, string};
use smenv::ProblemKind::{Invalid, Missing, OutOfRange};
use smenv::{HyperparameterValue, Source};

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

#[test]
fn a_json_list_is_a_list() {
    becomes(
        vec![1u8, 2],
        &[
            "[1,2]",
            "[1, 2]",
            "[ 1 , 2 ]",
            "\n[\t1,\n2]\n",
            "[\"1\", \"2\"]",
            "[1.0, 2e0]",
            "[\"1\", '2']",
        ],
    );
    becomes(
        texts(&["a", "b c", "d,e", "f]"]),
        &[r#"["a", "b c", "d,e", "f]"]"#],
    );
    becomes(
        texts(&["é", "\"", "😀", "\n"]),
        &[r#"["\u00e9", "\"", "\ud83d\ude00", "\n"]"#],
    );
    becomes(
        vec![0.5, f64::INFINITY, f64::NEG_INFINITY],
        &["[0.5, Infinity, -Infinity]", "[.5, inf, -inf]"],
    );
    becomes(
        vec![true, false],
        &["[true, false]", "[1, 0]", "[\"yes\", \"no\"]"],
    );
}

/// A list of text is not a text type.
#[test]
fn one_extra_layer_of_quotes_comes_off() {
    becomes(
        vec![1u8, 2],
        &["\"[1, 2]\"", " \"[1, 2]\" ", r#""[\"1\", 2]""#, "\"1, 2\""],
    );
    becomes(
        texts(&["a", "b"]),
        &[
            "\"[a, b]\"",
            r#""[\"a\", \"b\"]""#,
            "\"a,b\"",
            "\"('a', 'b')\"",
        ],
    );
    refuses::<Vec<u8>>(Invalid, &[r#""\"[1, 2]\"""#, "\"[1, 2]"]);
}

#[test]
fn a_python_list_or_tuple_is_a_list() {
    becomes(
        texts(&["a", "b"]),
        &[
            "['a', 'b']",
            "('a', 'b')",
            "['a','b']",
            "[ 'a' , \"b\" ]",
            "('a', 'b',)",
        ],
    );
    becomes(vec![true, false], &["[True, False]", "(True, False)"]);
    becomes(vec![1u8], &["(1,)", "(1)", "[1,]"]);
    becomes(
        texts(&["it's", "say \"hi\"", "a, b", "[x]", "(y)"]),
        &[r#"["it's", 'say "hi"', 'a, b', '[x]', '(y)']"#],
    );
    becomes(
        texts(&[
            "it's \"",
            "\\",
            "\n\r\t",
            "\u{1}",
            "\u{ad}",
            "\u{2028}",
            "\u{1f1e6}",
        ]),
        &[r#"['it\'s "', '\\', '\n\r\t', '\x01', '\xad', '\u2028', '\U0001f1e6']"#],
    );
    becomes(
        vec![vec![1u8, 2], vec![3]],
        &["[[1, 2], [3]]", "[(1, 2), (3,)]", "((1, 2), (3,))"],
    );
    becomes(
        vec![vec![1u8, 2], vec![], vec![3]],
        &["[[1, 2], [], (3,)]", "[(1, 2), (), [3]]"],
    );
    becomes(vec![Some(1u8), None], &["[1, None]", "(1, None)"]);
}

#[test]
fn bare_words_in_brackets_are_a_list() {
    becomes(
        texts(&["a", "b"]),
        &["[a, b]", "[a,b]", "[ a , b ]", "(a, b)", "['a', b]"],
    );
    becomes(
        texts(&["relu", "leaky relu", "s3://b/k?x=1"]),
        &["[relu, leaky relu, s3://b/k?x=1]"],
    );
    becomes(texts(&["don't", "it's"]), &["[don't, it's]"]);
    becomes(vec![texts(&["a"]), texts(&["b", "c"])], &["[[a], [b, c]]"]);
}

#[test]
fn anything_else_is_split_at_commas() {
    becomes(vec![1u8, 2], &["1,2", "1, 2", " 1 , 2 ", "1 ,2"]);
    becomes(vec![32u8], &["32", " 32 ", "\"32\""]);
    becomes(texts(&["a", "b c", "d"]), &["a,b c, d"]);
    becomes(texts(&["adam"]), &["adam"]);
    becomes(vec![vec![1u8], vec![2]], &["1,2"]);
    json_becomes(vec![5u8], &["5"]);
    json_becomes(vec![true], &["true"]);
    json_becomes(texts(&["NaN"]), &["NaN"]);
}

#[test]
fn empty_text_is_no_items() {
    becomes(
        Vec::<u8>::new(),
        &["", " ", "\t\n", "[]", "[ ]", "()", "( )", "\"\"", "\"[]\""],
    );
    becomes(Vec::<String>::new(), &["", " ", "[]", "()"]);
    becomes(BTreeSet::<u8>::new(), &["", "[]"]);
    becomes([0u8; 0], &["", "[]"]);
    becomes(texts(&[""]), &["[\"\"]", "['']"]);
}

/// Text items keep their spelling: a number its zeros, a nested list its spaces.
#[test]
fn a_text_item_is_as_it_was_spelt() {
    let json = r#"[1.50, true, 1e5, [1, 2], {"a": 1}, "", " b ", -0, NaN]"#;
    let items = texts(&[
        "1.50",
        "true",
        "1e5",
        "[1, 2]",
        "{\"a\": 1}",
        "",
        " b ",
        "-0",
        "NaN",
    ]);
    json_becomes(items.clone(), &[json]);
    becomes(items, &[json]);
    becomes(
        texts(&["1.10", "007", "1_000"]),
        &["1.10,007,1_000", "[1.10, 007, 1_000]"],
    );
}

#[test]
fn only_a_trailing_comma_in_brackets_is_nothing() {
    becomes(vec![1u8, 2], &["[1,2,]", "(1, 2, )", "[1, 2 , ]"]);
    becomes(
        texts(&["a", "", "b"]),
        &["[a,,b]", "a,,b", "a, ,b", "[a, , b]"],
    );
    becomes(texts(&["a", ""]), &["a,", "a, ", "[a,,]"]);
    becomes(texts(&["", "a"]), &[",a", "[,a]", "[, a]"]);
    becomes(texts(&["", ""]), &[",", "[,,]"]);
    becomes(texts(&[""]), &["[,]"]);
    becomes(
        vec![Some(1u8), None, Some(2)],
        &[
            "1,,2",
            "[1,,2]",
            "[1, None, 2]",
            "[1, null, 2]",
            "[1, \"\", 2]",
        ],
    );
    refuses::<Vec<u8>>(
        Invalid,
        &["1,", ",1", ",", "1,,2", "[1,,2]", "[,1]", "[1,,]", "[,]"],
    );
}

#[test]
fn null_items_are_refused_where_the_item_is_no_option() {
    refuses::<Vec<u8>>(
        Invalid,
        &["[null]", "[1, null]", "[None]", "(1, None)", "null", "None"],
    );
    refuses::<Vec<String>>(Invalid, &["[null]", "[\"a\", null]", "['a', None]"]);
    refuses::<Vec<Vec<String>>>(Invalid, &["[[\"a\"], null]", "[[\"a\", null]]"]);
    refuses::<(u8, String)>(Invalid, &["[1, null]", "(1, None)"]);
    refuses_json::<Vec<u8>>(Missing, &["null"]);
    becomes(vec![Some(1u8), None], &["[1, null]", "[1, None]"]);
    becomes(
        vec![Some("a".to_owned()), None],
        &["[\"a\", null]", "['a', None]"],
    );
    // In quotes, it is a word.
    becomes(
        texts(&["null", "None"]),
        &["[\"null\", \"None\"]", "['null', 'None']"],
    );
}

#[test]
fn objects_and_broken_brackets_are_refused() {
    let broken = [
        "[1", "[1, 2", "(1, 2", "1]", "1)", "[1)", "(1]", "[1] 2", "[1][2]", "[1], [2]", "[[1]",
        "[1]]", "[", "]", "(", ")", "[(1])", "[\"1]", "['1]", "[1, '2]",
    ];
    refuses::<Vec<u8>>(Invalid, &broken);
    refuses::<Vec<String>>(
        Invalid,
        &[
            "[a", "(a", "[a, b", "[a)", "(a]", "[[a]", "[\"a]", "['a]", "[", "(",
        ],
    );
    refuses::<Vec<u8>>(
        Invalid,
        &["{}", "{\"a\": 1}", "[{\"a\": 1}]", "{'a': 1}", "{1, 2}"],
    );
    refuses::<Vec<String>>(Invalid, &["{}", "{\"a\": 1}", "{'a': 1}"]);
    let maps = vec![BTreeMap::from([("b".to_owned(), 1u8), ("a".to_owned(), 2)])];
    becomes(
        maps,
        &[
            r#"[{"b": 1, "a": 2}]"#,
            "[{'b': 1, 'a': 2}]",
            "[{b: 1, a: 2}]",
        ],
    );
}

#[test]
fn an_item_follows_its_types_rules() {
    becomes(
        vec![1_000i32, 0, 7],
        &["1e3, -0, 007", "[1_000, 0.0, \"7\"]"],
    );
    refuses::<Vec<u8>>(
        Invalid,
        &["1.5", "[1.5]", "1,x", "[true]", "0x10", "[[1]]", "٣"],
    );
    refuses::<Vec<u8>>(OutOfRange, &["256", "1,256", "[-1]", "[1e400]"]);
    refuses::<Vec<f32>>(OutOfRange, &["0.1, 1e39"]);
    refuses::<Vec<char>>(Invalid, &["ab", "[\"\"]"]);
    becomes(vec!['a', ' '], &["[\"a\", \" \"]"]);
    refuses::<Vec<String>>(
        Invalid,
        &[
            r#"["\ud800"]"#,
            r#"["a\u0000"]"#,
            r#"["a", ["\ud800"], "\udc00"]"#,
            "[a\0]",
        ],
    );
    refuses_json::<Vec<String>>(Invalid, &[r#"["\ud800"]"#, r#"["a\u0000"]"#]);
}

#[test]
fn every_collection_reads_alike() {
    becomes(
        VecDeque::from([2u8, 1, 2]),
        &["[2, 1, 2]", "2,1,2", "(2, 1, 2)"],
    );
    becomes(
        BTreeSet::from([1u8, 2]),
        &["[2, 1, 2]", "2,1,2", "[1, 1.0, 2]"],
    );
    becomes(
        HashSet::from(["a".to_owned(), "b".to_owned()]),
        &["['a', 'b', 'a']", "b,a"],
    );
    becomes(
        [0.9f64, 0.999],
        &["[0.9, 0.999]", "0.9,0.999", "(0.9, 0.999)", "[0.9, 0.999,]"],
    );
    becomes::<Box<[f64]>>(Box::from([0.9, 0.999]), &["[0.9, 0.999]", "0.9,0.999"]);
    becomes(
        (3u8, "x".to_owned(), true),
        &[
            "[3, \"x\", true]",
            "(3, 'x', True)",
            "3,x,yes",
            "[3, x, on]",
        ],
    );
    becomes((1u8,), &["[1]", "(1,)", "1"]);
    becomes(
        [(1u8, 2u8), (3, 4)],
        &["[[1, 2], [3, 4]]", "[(1, 2), (3, 4)]"],
    );
    refuses::<VecDeque<u8>>(Invalid, &["[1", "x"]);
    refuses::<BTreeSet<u8>>(OutOfRange, &["256"]);
}

#[test]
fn a_wrong_length_is_refused() {
    refuses::<[u8; 2]>(
        Invalid,
        &["", "[]", "1", "[1]", "1,2,3", "[1, 2, 3]", "(1,)"],
    );
    refuses::<(u8, u8)>(Invalid, &["", "[]", "1", "1,2,3", "[1, 2, 3]"]);
    refuses::<[u8; 0]>(Invalid, &["1", "[1]"]);
    refuses::<Vec<[u8; 2]>>(Invalid, &["[[1, 2], [3]]"]);
}

/// Quadratic time would take minutes here.
fn soon<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = work();
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    value
}

#[test]
fn deep_lists_read_as_text_and_are_refused_as_numbers() {
    const DEEP: usize = 100_000;
    let is_json = ["[", "[1, ", "{\"a\": ["];
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("[1, ", "]"),
        ("['a', ", "]"),
        ("[a, ", "]"),
        ("{\"a\": [", "]}"),
    ] {
        let text = format!("{}1{}", open.repeat(DEEP), close.repeat(DEEP));
        soon(|| {
            assert_eq!(string(&text).hyperparameter::<String>("x").unwrap(), text);
            assert!(string(&text).hyperparameter::<Vec<u8>>("x").is_err());
            assert!(string(&text).hyperparameter::<Vec<Vec<f64>>>("x").is_err());
            assert!(string(&text).hyperparameter::<u8>("x").is_err());
            if is_json.contains(&open) {
                // The other field is still read.
                let source =
                    Source::from_vars([("SM_HPS", format!("{{\"x\": {text}, \"y\": 1}}"))]);
                assert_eq!(source.hyperparameter::<String>("x").unwrap(), text);
                assert!(source.hyperparameter::<Vec<Vec<f64>>>("x").is_err());
                assert_eq!(source.hyperparameter::<u8>("y").unwrap(), 1);
            }
        });
        if !open.starts_with('{') {
            let items = soon(|| Vec::<String>::from_text(&text).unwrap());
            assert_eq!(
                items.last().unwrap(),
                &text[open.len()..text.len() - close.len()]
            );
        }
    }
}

#[test]
fn what_is_never_closed_is_refused_soon() {
    const MANY: usize = 100_000;
    for part in [
        "[", "(", "[(", "{", "['", "[\"", "'", "\"", "[a, ", "['a', ", "[a'", "{'a': [",
    ] {
        let text = part.repeat(MANY);
        soon(|| {
            let _ = Vec::<String>::from_text(&text);
            assert!(Vec::<u8>::from_text(&text).is_err());
            assert!(Vec::<Vec<u8>>::from_text(&text).is_err());
        });
    }
}

#[test]
fn long_lists_are_read_whole() {
    const MANY: usize = 100_000;
    for text in [
        "1,".repeat(MANY) + "1",
        format!("[{}1]", "1, ".repeat(MANY)),
        format!("[{}1]", "'1', ".repeat(MANY)),
        format!("[{}]", "\"1\",".repeat(MANY + 1)),
        format!("({})", "1,".repeat(MANY + 1)),
    ] {
        soon(|| assert_eq!(Vec::<u8>::from_text(&text).unwrap(), [1; MANY + 1]));
        soon(|| assert_eq!(Vec::<String>::from_text(&text).unwrap().len(), MANY + 1));
    }
}

#[test]
fn a_refusal_says_which_item() {
    says::<Vec<u8>>(
        "[1, \"x\"]",
        "got \"[1, \\\"x\\\"]\", but item 2 is \"x\"; expected a list, each item an integer from 0 to 255; write it as `0,1,2` or `[0,1,2]`",
    );
    says::<Vec<u8>>(
        "\"1,256\"",
        "got \"1,256\", but item 2 is \"256\": it is out of the type's range; expected a list, each item an integer from 0 to 255",
    );
    says::<Vec<u8>>(
        "[1, null]",
        "got \"[1, null]\", but item 2 is null; expected a list, each item an integer from 0 to 255; write it as `0,1,2` or `[0,1,2]`",
    );
    // Shown as spelt: no such text exists.
    says::<Vec<String>>(
        r#"["a", "b\ud800"]"#,
        r#"got "[\"a\", \"b\\ud800\"]", but item 2 is "b\\ud800": it contains a lone surrogate (half of a character); expected a list, each item a string; write it as `a,b,c` or `["a","b","c"]`"#,
    );
    says::<Vec<f64>>(
        "{\"a\": 1}",
        "got \"{\\\"a\\\": 1}\", but it is an object, not a list; expected a list, each item a number; write it as `0.1,0.2,0.3` or `[0.1,0.2,0.3]`",
    );
    says::<[u8; 2]>(
        "[1]",
        "got \"[1]\", but it has 1 item, not 2; expected a list of 2 items, each an integer from 0 to 255; write it as `0,1` or `[0,1]`",
    );
    says::<(u8, bool)>(
        "[1, true, 3]",
        "got \"[1, true, 3]\", but it has 3 items, not 2; expected a list of 2 items: an integer from 0 to 255; true or false; write it as `0,false` or `[0,false]`",
    );
}

#[test]
fn a_refusal_says_what_is_broken() {
    const FORM: &str = "write it as `a,b,c` or `[\"a\",\"b\",\"c\"]`";
    for (text, why, remedy) in [
        ("[a, b", "its `]` is missing", "write `[a, b]`"),
        ("(a, b]", "its `)` is missing", FORM),
        ("[a] b", "there is text after its `]`", FORM),
        (
            "['a' 'b']",
            "a `,` is missing between two items",
            "write `['a','b']`",
        ),
        ("['a]", "a string is not closed", FORM),
        ("[[a", "a bracket is not closed", FORM),
    ] {
        says::<Vec<String>>(
            &serde_json::to_string(text).unwrap(),
            &format!("got {text:?}, but {why}; expected a list, each item a string; {remedy}"),
        );
    }
}

/// The separator after a number is skipped even if it is not ASCII whitespace: otherwise empty
/// items would follow forever.
#[test]
fn any_white_space_separates_numbers() {
    for blank in [
        " ", "\n", "\u{b}", "\u{85}", "\u{a0}", "\u{2003}", "\u{3000}", " \u{a0} ",
    ] {
        becomes(
            vec![64u8, 32],
            &[
                &format!("64{blank}32"),
                &format!("[{blank}64{blank}32{blank}]"),
            ],
        );
        becomes(
            vec![vec![1u8, 2], vec![3]],
            &[&format!("[[1{blank}2]{blank}[{blank}3]]")],
        );
        becomes(Vec::<Vec<u8>>::new(), &[&format!("[{blank}]"), blank]);
        becomes(Vec::<Option<u8>>::new(), &[&format!("({blank})")]);
    }
}

/// As numpy prints them.
#[test]
fn blanks_separate_pairs_of_numbers() {
    becomes(
        vec![(1u8, 0.5f64), (2, 1.5)],
        &[
            "[[1 0.5] [2 1.5]]",
            "[(1 0.5) (2 1.5)]",
            "[[1 0.5]\n [2 1.5]]",
        ],
    );
    becomes([[1u8, 2], [3, 4]], &["[[1 2] [3 4]]"]);
    // Only whitespace separates them, and no other character.
    refuses::<Vec<u8>>(Invalid, &["[1,\u{1}2]", "[1\u{1}2]"]);
}
