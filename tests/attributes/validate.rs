//! `validate`: a rule for a value, or for a whole struct.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::support::filled::{filled, leaves, problems, refused};
use smenv::{Origin, ProblemKind, SmHyperparameters};

fn even(value: &u8) -> Result<(), String> {
    if value % 2 == 0 {
        Ok(())
    } else {
        Err(format!("{value} is odd"))
    }
}

fn short(text: &str) -> Result<(), &'static str> {
    if text.len() < 5 {
        Ok(())
    } else {
        Err("it is too long")
    }
}

fn relative(path: &Path) -> Result<(), Refusal> {
    if path.has_root() {
        Err(Refusal)
    } else {
        Ok(())
    }
}

/// Any error that implements `Display`.
struct Refusal;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it must be relative")
    }
}

mod rules {
    pub(super) fn sorted(items: &[u8]) -> Result<(), String> {
        if items.is_sorted() {
            Ok(())
        } else {
            Err("its items are not in order".to_owned())
        }
    }
}

#[derive(Debug, SmHyperparameters)]
struct Fields {
    #[sm(default, validate = even)]
    number: u8,
    #[sm(default, validate = short)]
    text: String,
    #[sm(default, validate = relative)]
    path: PathBuf,
    #[sm(default, validate = rules::sorted)]
    list: Vec<u8>,
    #[sm(validate = even)]
    maybe_number: Option<u8>,
    #[sm(validate = short)]
    maybe_text: Option<String>,
    #[sm(validate = relative)]
    maybe_path: Option<PathBuf>,
    #[sm(validate = rules::sorted)]
    maybe_list: Option<Vec<u8>>,
    #[sm(default = 1, validate = Fields::positive)]
    by_method: i8,
}

impl Fields {
    fn positive(value: &i8) -> Result<(), String> {
        if *value > 0 {
            Ok(())
        } else {
            Err(format!("{value} is not positive"))
        }
    }
}

#[test]
fn a_value_that_keeps_the_rule_is_taken() {
    let hp: Fields = filled(
        r#"{"number": 4, "text": "abc", "path": "a", "list": [1, 2], "maybe_number": 2, "maybe_text": "x"}"#,
    );
    assert_eq!(
        (hp.number, hp.text.as_str(), hp.path.as_path(), &hp.list[..]),
        (4, "abc", Path::new("a"), &[1, 2][..])
    );
    assert_eq!(
        (hp.maybe_number, hp.maybe_text.as_deref()),
        (Some(2), Some("x"))
    );
    // An absent value breaks no rule.
    assert_eq!(
        (hp.maybe_path, hp.maybe_list, hp.by_method),
        (None, None, 1)
    );
}

#[test]
fn a_value_that_breaks_the_rule_is_told_why() {
    let hps = r#"{"number": 3, "text": "abcdef", "path": "/a", "list": [2, 1], "maybe_number": "1", "maybe_text": "abcdef",
        "maybe_path": "/b", "maybe_list": "3,1", "by_method": -1}"#;
    assert_eq!(
        problems::<Fields>(hps),
        [
            "number (SM_HPS): got \"3\", but 3 is odd",
            "text (SM_HPS): got \"abcdef\", but it is too long",
            "path (SM_HPS): got \"/a\", but it must be relative",
            "list (SM_HPS): got \"[2, 1]\", but its items are not in order",
            "maybe_number (SM_HPS): got \"1\", but 1 is odd",
            "maybe_text (SM_HPS): got \"abcdef\", but it is too long",
            "maybe_path (SM_HPS): got \"/b\", but it must be relative",
            "maybe_list (SM_HPS): got \"3,1\", but its items are not in order",
            "by_method (SM_HPS): got \"-1\", but -1 is not positive",
        ],
    );
    let error = refused::<Fields>(hps);
    assert!(
        error
            .problems()
            .iter()
            .all(|problem| problem.kind() == ProblemKind::Rejected)
    );
    let first = &error.problems()[0];
    assert_eq!(
        (first.name(), first.given(), first.expected()),
        (Some("number"), Some("3"), None)
    );
    assert_eq!(first.origin(), Some(&Origin::Variable("SM_HPS".to_owned())));
}

#[test]
fn a_value_that_is_none_or_out_of_range_is_not_asked_the_rule() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(range = 2..=8, validate = even)]
        x: u8,
    }
    assert_eq!(
        problems::<Ranged>("{\"x\": \"y\"}"),
        ["x (SM_HPS): got \"y\"; expected an integer from 2 to 8"]
    );
    assert_eq!(
        problems::<Ranged>("{\"x\": 9}"),
        ["x (SM_HPS): got \"9\"; expected an integer from 2 to 8"]
    );
    assert_eq!(
        problems::<Ranged>("{\"x\": 7}"),
        ["x (SM_HPS): got \"7\", but 7 is odd"]
    );
    assert_eq!(filled::<Ranged>("{\"x\": 6}").x, 6);
}

#[derive(Debug, SmHyperparameters)]
#[sm(validate = warmup_ends)]
struct Whole {
    steps: u64,
    #[sm(default, validate = not_one)]
    warmup_steps: u64,
    #[sm(flatten, prefix = "eval-")]
    eval: Eval,
}

#[derive(Debug, SmHyperparameters)]
#[sm(validate = Eval::is_whole)]
struct Eval {
    #[sm(default = 1)]
    every: u64,
    #[sm(default = 1)]
    last: u64,
}

impl Eval {
    fn is_whole(&self) -> Result<(), String> {
        if self.last % self.every == 0 {
            Ok(())
        } else {
            Err(format!("{} is no multiple of {}", self.last, self.every))
        }
    }
}

fn warmup_ends(hp: &Whole) -> Result<(), String> {
    if hp.warmup_steps <= hp.steps {
        Ok(())
    } else {
        Err("the warmup must end before the steps do".to_owned())
    }
}

fn not_one(value: &u64) -> Result<(), &'static str> {
    if *value == 1 {
        Err("one step is no warmup")
    } else {
        Ok(())
    }
}

#[test]
fn a_whole_struct_keeps_a_rule() {
    let hp: Whole = filled(r#"{"steps": 10, "warmup_steps": 10, "eval-last": 3}"#);
    leaves(
        &hp,
        &[
            ("steps", "10"),
            ("warmup_steps", "10"),
            ("eval-every", "1"),
            ("eval-last", "3"),
        ],
    );
    let error = refused::<Whole>(r#"{"steps": 10, "warmup_steps": 11}"#);
    let problem = &error.problems()[0];
    assert_eq!(
        (problem.kind(), problem.name(), problem.origin()),
        (ProblemKind::Rejected, None, None)
    );
    assert_eq!(
        error.to_string(),
        "1 problem in the settings of this job:\n- the warmup must end before the steps do"
    );
}

/// The note on where values were looked for is only for missing ones.
#[test]
fn where_hyperparameters_were_looked_for_is_told_of_what_is_missing_alone() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = Ruled::never)]
    struct Ruled {
        #[sm(default = 1)]
        steps: u8,
    }
    impl Ruled {
        fn never(&self) -> Result<(), String> {
            Err(format!("{} is never enough", self.steps))
        }
    }
    let folder = crate::support::Folder::new("ruled");
    let source = smenv::Source::default().base_dir(folder.path());
    let error = Ruled::from_source(&source).unwrap_err().to_string();
    assert_eq!(
        error,
        "1 problem in the settings of this job:\n- 1 is never enough"
    );
}

#[test]
fn a_struct_with_a_problem_is_not_asked_its_rule_and_the_others_are() {
    assert_eq!(
        problems::<Whole>(r#"{"steps": "x", "warmup_steps": 1, "eval-every": 2}"#),
        [
            "steps (SM_HPS): got \"x\"; expected an integer of at least 0",
            "warmup_steps (SM_HPS): got \"1\", but one step is no warmup",
            "eval-*: 1 is no multiple of 2",
        ],
    );
    // Nor is the outer rule checked if the inner struct breaks its own.
    assert_eq!(
        problems::<Whole>(r#"{"steps": 1, "warmup_steps": 2, "eval-every": 2, "other": 1}"#),
        [
            "eval-*: 1 is no multiple of 2",
            "other (SM_HPS): unknown hyperparameter; got \"1\"; use one of steps, warmup_steps, eval-every, eval-last"
        ],
    );
}

/// A macro's argument is one value, whatever it contains.
#[test]
fn a_rule_may_be_a_closure_of_a_macro() {
    macro_rules! ruled {
        ($rule:expr) => {{
            #[derive(Debug, SmHyperparameters)]
            struct Ruled {
                #[sm(validate = $rule, alias = "z")]
                a: u32,
            }
            problems::<Ruled>
        }};
    }
    assert_eq!(
        ruled!(|x: &u32| (*x < 3).then_some(()).ok_or("no"))(r#"{"z": 3}"#),
        ["a (SM_HPS): got \"3\", but no"]
    );
}

/// A comma in its types does not end it.
#[test]
fn a_rule_may_be_a_closure_with_its_types() {
    use std::collections::BTreeMap;

    #[derive(Debug, SmHyperparameters)]
    struct Closures {
        #[sm(default = 2, validate = |x: &u32| -> Result<(), String> { if *x > 1 { Ok(()) } else { Err("too few".into()) } }, alias = "n")]
        epochs: u32,
        #[sm(validate = |map: &BTreeMap<String, u32>| if map.is_empty() { Err("it is empty") } else { Ok(()) }, name = "weights")]
        by_name: BTreeMap<String, u32>,
        #[sm(validate = move |rate: &f64| -> Result<(), &'static str> { if *rate < 1.0 { Ok(()) } else { Err("too high") } }, secret)]
        rate: f64,
    }
    leaves(
        &filled::<Closures>(r#"{"n": 3, "weights": {"a": 1}, "rate": 0.5}"#),
        &[("epochs", "3"), ("weights", r#"{"a":1}"#), ("rate", "0.5")],
    );
    assert_eq!(
        problems::<Closures>(r#"{"n": 1, "weights": {}, "rate": 0.5}"#),
        [
            "epochs (SM_HPS): got \"1\", but too few",
            "weights (SM_HPS): got \"{}\", but it is empty"
        ],
    );
}
