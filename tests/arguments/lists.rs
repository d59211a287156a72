//! Lists as arguments: all words up to the next name.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::fmt;
use std::str::FromStr;

use smenv::{SmCategorical, SmHyperparameters, Source};

#[derive(Debug, Default, PartialEq, SmHyperparameters)]
struct Lists {
    #[sm(default, alias = "devices")]
    gpus: Vec<u32>,
    #[sm(default)]
    offsets: VecDeque<f64>,
    #[sm(default)]
    names: BTreeSet<String>,
    #[sm(default)]
    splits: Option<Vec<String>>,
    #[sm(default)]
    seeds: HashSet<u8>,
    #[sm(default = [1, 1])]
    kernel: [usize; 2],
    #[sm(default)]
    pair: Option<(f32, String)>,
    #[sm(default)]
    kinds: Vec<Kind>,
    #[sm(from_str, default)]
    sizes: Vec<Size>,
    #[sm(default)]
    weights: BTreeMap<String, f64>,
    #[sm(default = 1)]
    e: u8,
    #[sm(default)]
    epochs: u32,
    #[sm(default)]
    note: String,
    #[sm(default)]
    quick: bool,
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Kind {
    Train,
    Test,
}

#[derive(Debug, PartialEq)]
struct Size(u32);

impl FromStr for Size {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim_end_matches("px").parse().map(Size)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}px", self.0)
    }
}

#[track_caller]
fn read(arguments: &[&str]) -> Lists {
    let source = Source::default().args(arguments.iter().copied());
    Lists::from_source(&source).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

#[track_caller]
fn problem(arguments: &[&str]) -> String {
    let error = Lists::from_source(&Source::default().args(arguments.iter().copied())).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
    error.problems()[0].to_string()
}

#[test]
fn several_words_are_several_items() {
    for arguments in [
        &["--gpus", "0", "1", "2"][..],
        &["--devices", "0", "1", "2"],
        &["--gpus=0", "1", "2"],
        &["--gpus", "0,1,2"],
        &["--gpus", "[0, 1, 2]"],
        &["--gpus", "0", "1", "2", "--epochs", "3"],
        &["--gpus", "0", "1", "2", "-e", "3"],
        &["--quick", "--gpus", "0", "1", "2"],
        &["train", "--gpus", "0", "1", "2", "train"],
    ] {
        assert_eq!(read(arguments).gpus, [0, 1, 2], "{arguments:?}");
    }
    assert_eq!(read(&["--gpus", "0", "1", "-e", "3"]).e, 3);
}

#[test]
fn every_kind_of_list_takes_them() {
    assert_eq!(
        read(&["--offsets", "-1", "2", "-.5", "-inf"]).offsets,
        [-1.0, 2.0, -0.5, f64::NEG_INFINITY]
    );
    let names = read(&["--names", "a b", "c,d", "\"e\"", "back\\slash", "1.10"]).names;
    assert_eq!(
        names.iter().map(String::as_str).collect::<Vec<_>>(),
        ["\"e\"", "1.10", "a b", "back\\slash", "c,d"]
    );
    assert_eq!(
        read(&["--splits", "epochs", "note"]).splits.unwrap(),
        ["epochs", "note"],
        "fields' names without dashes"
    );
    assert_eq!(read(&["--seeds", "1", "2"]).seeds, HashSet::from([1, 2]));
    assert_eq!(read(&["--kernel", "3", "5"]).kernel, [3, 5]);
    assert_eq!(
        read(&["--pair", "0.5", "x"]).pair,
        Some((0.5, "x".to_owned()))
    );
    assert_eq!(
        read(&["--kinds", "test", "train"]).kinds,
        [Kind::Test, Kind::Train]
    );
    assert_eq!(read(&["--sizes", "1px", "2px"]).sizes, [Size(1), Size(2)]);
}

#[test]
fn a_last_train_is_passed_over_where_it_is_no_item() {
    assert_eq!(read(&["--seeds", "1", "train"]).seeds.len(), 1);
    assert_eq!(read(&["--kernel", "3", "5", "train"]).kernel, [3, 5]);
    // A text may be such a word.
    assert_eq!(
        read(&["--splits", "test", "train"]).splits.unwrap(),
        ["test", "train"]
    );
    assert_eq!(read(&["--kinds", "test", "train"]).kinds.len(), 2);
}

#[test]
fn an_item_that_is_wrong_is_one_problem() {
    let problem = problem(&["--gpus", "0", "x"]);
    assert!(
        problem.starts_with("gpus (--gpus): got \"[0,\\\"x\\\"]\", but item 2 is \"x\""),
        "{problem}"
    );
}

#[test]
fn a_list_without_a_word_says_what_to_write() {
    let said = problem(&["--gpus", "--quick"]);
    assert!(
        said.starts_with("gpus (--gpus): its value is missing; expected a list"),
        "{said}"
    );
    assert!(said.ends_with("; write `--gpus VALUE,VALUE`"), "{said}");
}

#[test]
fn a_list_that_is_given_twice_says_how_to_write_it_once() {
    assert_eq!(
        problem(&["--gpus", "0", "--gpus", "1"]),
        "gpus: given twice, with different values: \"0\" (--gpus) and \"1\" (--gpus); write `--gpus 0 1`",
    );
}

#[test]
fn what_is_no_single_word_is_not_repeated_in_the_remedy() {
    for arguments in [
        &["--gpus", "0", "1", "--gpus", "2"][..],
        &["--gpus", "0", "--gpus", "[1,2]"],
        &["--names", "a b", "--names", "c"],
        &["--names", "a,b", "--names", "c"],
    ] {
        let end = format!("; write all items after one `{}`", arguments[0]);
        let said = problem(arguments);
        assert!(said.ends_with(&end), "{said}");
    }
}

#[test]
fn what_is_no_list_takes_one_word() {
    for (arguments, end) in [
        (
            &["--epochs", "5", "6"][..],
            "unexpected \"6\" after \"5\"; expected an integer from 0 to 4294967295; write `--epochs 5`",
        ),
        (
            &["--note", "hello", "world"],
            "unexpected \"world\" after \"hello\"; expected a string; write `--note 'hello world'`",
        ),
        (
            &["--weights", "a=1", "b=2"],
            "unexpected \"b=2\" after \"a=1\"; expected a map, each value a number; write `--weights a=1,b=2`",
        ),
    ] {
        let said = problem(arguments);
        assert!(said.ends_with(end), "{said}");
    }
}

#[test]
fn a_list_that_the_shell_split_at_its_blanks_is_the_same_list() {
    for arguments in [
        &["--gpus", "[0,", "1]"][..],
        &["--gpus", "0,", "1"],
        &["--gpus=[0,", "1", "]"],
        &["--gpus", "(0,", "1)"],
    ] {
        assert_eq!(read(arguments).gpus, [0, 1], "{arguments:?}");
    }
    assert_eq!(read(&["--names", "a,", "b"]).names.len(), 2);
}

#[test]
fn where_the_type_is_known_only_when_it_is_asked_for_it_decides() {
    let source = Source::default().args(["--gpus", "0", "1", "--quick", "--note", "a", "b"]);
    assert_eq!(source.hyperparameter::<Vec<u8>>("gpus").unwrap(), [0, 1]);
    assert!(source.hyperparameter::<bool>("quick").unwrap());
    let said = |error: smenv::Error| error.problems()[0].to_string();
    assert_eq!(
        said(source.hyperparameter::<String>("note").unwrap_err()),
        "note (--note): it has more than one value; expected a string; put them in quotes: `--note \"VALUE\"`",
    );
    assert_eq!(
        said(source.hyperparameter::<u8>("quick").unwrap_err()),
        "quick (--quick): its value is missing; expected an integer from 0 to 255; write `--quick INTEGER`",
    );

    #[derive(Debug, SmHyperparameters)]
    struct Lists {
        #[sm(rest)]
        rest: BTreeMap<String, Vec<u8>>,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Flags {
        #[sm(rest)]
        rest: BTreeMap<String, bool>,
    }
    let lists = Lists::from_source(&Source::default().args(["--a", "0", "1", "--b", "2"])).unwrap();
    assert_eq!(
        lists.rest,
        BTreeMap::from([("a".to_owned(), vec![0, 1]), ("b".to_owned(), vec![2])])
    );
    let flags = Flags::from_source(&Source::default().args(["--a", "--b", "false"])).unwrap();
    assert_eq!(
        flags.rest,
        BTreeMap::from([("a".to_owned(), true), ("b".to_owned(), false)])
    );
}

#[test]
fn a_word_that_is_a_list_may_be_an_item() {
    #[derive(Debug, SmHyperparameters)]
    struct Nested {
        nested: Vec<Vec<i32>>,
    }
    for (arguments, nested) in [
        (&["--nested", "[1,2]", "[3]"][..], vec![vec![1, 2], vec![3]]),
        (
            &["--nested", "[1]", "[2, 3]", "[]"],
            vec![vec![1], vec![2, 3], vec![]],
        ),
        (&["--nested", "[[1,2],", "[3]]"], vec![vec![1, 2], vec![3]]),
        (&["--nested", "[[1,2],[3]]"], vec![vec![1, 2], vec![3]]),
    ] {
        let source = Source::default().args(arguments.iter().copied());
        let read =
            Nested::from_source(&source).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert_eq!(read.nested, nested, "{arguments:?}");
    }
}
