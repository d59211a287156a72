//! `delimiter`: lists with a separator other than a comma, and lists of numbers, which spaces
//! separate, too.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use crate::support::filled::{field, filled, leaves, problems};
use crate::support::ways::becomes;
use smenv::{HyperparameterValue, SmHyperparameters};

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimiter = " ", default)]
    features: Vec<String>,
    #[sm(delimiter = ";", default)]
    layers: VecDeque<u32>,
    #[sm(delimiter = "|")]
    tags: Option<BTreeSet<String>>,
    #[sm(delimiter = "x", default = [1, 1])]
    size: [u32; 2],
    #[sm(delimiter = ":", default = (1, 1.0))]
    pair: (u8, f64),
    #[sm(delimiter = "\t", default)]
    columns: HashSet<String>,
    #[sm(delimiter = ";", default)]
    stages: Vec<Vec<u8>>,
    #[sm(delimiter = "/", from_str, default)]
    hosts: Vec<std::net::Ipv4Addr>,
}

#[test]
fn a_text_is_split_at_the_delimiter() {
    let hp: Hyperparameters = filled(
        r#"{"features": "CRIM ZN  INDUS", "layers": "64; 32", "tags": "a,b|c", "size": "224x128", "pair": "3:0.5",
            "columns": "x y\t\tz", "stages": "1,2;3", "hosts": "10.0.0.1/10.0.0.2"}"#,
    );
    assert_eq!(hp.features, ["CRIM", "ZN", "INDUS"]);
    assert_eq!(hp.layers, [64, 32]);
    assert_eq!(
        hp.tags.unwrap(),
        BTreeSet::from(["a,b", "c"].map(str::to_owned))
    );
    assert_eq!((hp.size, hp.pair), ([224, 128], (3, 0.5)));
    assert_eq!(hp.columns, HashSet::from(["x y", "z"].map(str::to_owned)));
    assert_eq!(hp.stages, [vec![1, 2], vec![3]]);
    assert_eq!(hp.hosts.len(), 2);
}

#[test]
fn what_is_a_list_is_read_as_one() {
    for list in [
        r#"["a b", "c"]"#,
        r#""['a b', 'c']""#,
        r#""(\"a b\", 'c')""#,
        r#""[\"a b\", \"c\"]""#,
    ] {
        assert_eq!(
            filled::<Hyperparameters>(&format!("{{\"features\": {list}}}")).features,
            ["a b", "c"],
            "{list}"
        );
    }
    assert_eq!(
        filled::<Hyperparameters>(r#"{"features": "[a b]", "layers": [1, 2]}"#).features,
        ["a", "b"]
    );
    assert_eq!(
        filled::<Hyperparameters>(r#"{"features": "a,b"}"#).features,
        ["a,b"]
    );
    assert_eq!(
        filled::<Hyperparameters>(r#"{"features": "", "layers": 5}"#).layers,
        [5]
    );
    for nothing in ["null", "\"None\"", "\"\""] {
        assert!(
            filled::<Hyperparameters>(&format!("{{\"tags\": {nothing}}}"))
                .tags
                .is_none(),
            "{nothing}"
        );
    }
}

#[test]
fn what_leaves_comes_back() {
    let hp: Hyperparameters =
        filled(r#"{"features": "a b", "layers": "64;32", "tags": "x|y", "columns": "a\tb"}"#);
    let left = hp.to_hyperparameters();
    assert_eq!(left["features"], r#"["a","b"]"#);
    assert_eq!(
        filled::<Hyperparameters>(&serde_json::to_string(&left).unwrap()).columns,
        hp.columns
    );

    #[derive(Debug, SmHyperparameters)]
    struct Odd {
        #[sm(delimiter = " ")]
        features: Vec<String>,
    }
    let odd = Odd {
        features: texts(&["a b", "", " c ", "d\"", "[e]", "null"]),
    };
    leaves(
        &odd,
        &[("features", r#"["a b",""," c ","d\"","[e]","null"]"#)],
    );
}

#[test]
fn a_problem_shows_the_form_with_the_delimiter() {
    assert_eq!(
        problems::<Hyperparameters>(r#"{"layers": "64,32", "size": "224"}"#),
        [
            "layers (SM_HPS): got \"64,32\", but its items are separated by `,`; \
             expected a list, each item an integer from 0 to 4294967295; write `64;32`",
            "size (SM_HPS): got \"224\", but it has 1 item, not 2; \
             expected a list of 2 items, each an integer from 0 to 4294967295; write it as `0x1` or `[0,1]`",
        ]
    );
    assert_eq!(field::<Hyperparameters>("features").delimiter(), Some(" "));
}

#[test]
fn lists_of_numbers_are_separated_by_blanks_too() {
    becomes(
        vec![64u32, 32],
        &[
            "64 32",
            " 64  32 ",
            "[64 32]",
            "[64\n 32]",
            "(64 32)",
            "64, 32",
            "64,32",
            "64\t32",
        ],
    );
    becomes(vec![1.0, 0.5], &["[1.  0.5]", "1 0.5"]);
    becomes(vec![true, false], &["True False", "[ True False]"]);
    becomes([0.9f64, 0.999], &["0.9 0.999", "[0.9 0.999]"]);
    becomes((3u8, 0.5), &["3 0.5"]);
    becomes(BTreeSet::from([1u8, 2]), &["1 2 1"]);
    becomes(
        vec![vec![1u8, 2], vec![3, 4]],
        &["[[1 2]\n [3 4]]", "[[1 2], [3 4]]"],
    );
    becomes(vec![Some(1u8), None], &["[1 None]"]);
    // Texts may contain spaces.
    becomes(texts(&["a b"]), &["a b", "[a b]"]);
    becomes((1u8, "a b".to_owned()), &["1,a b"]);
    for text in ["1 000, 2 000", "[1, 2 3]", "[1 2", "1 2]", "[1 2] 3", "1 x"] {
        assert!(Vec::<u32>::from_text(text).is_err(), "{text}");
    }
    assert!(BTreeMap::<String, u8>::from_text("a=1 b=2").is_err());
}
