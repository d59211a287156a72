//! Arguments that nobody typed: those that a launcher generates from the hyperparameters are
//! skipped wherever they appear, and so is the word `train`.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::support::{NUMBERS, Record, TEXTS};
use smenv::testing::{Launcher, LocalJob};
use smenv::{SmHyperparameters, Source};

/// Returns the arguments of each launcher that passes any, with its variables: the toolkit's, and
/// the driver's through a script.
fn rendered(record: &Record) -> Vec<(&'static str, Vec<OsString>)> {
    let toolkit = record
        .arguments
        .get("toolkit")
        .map(|arguments| ("toolkit", arguments.clone()));
    let driver = record
        .script_arguments
        .clone()
        .map(|arguments| ("v3", arguments));
    toolkit.into_iter().chain(driver).collect()
}

/// Returns them as in `./train "$@"`, `./train train "$@"`, `./train --number 3 "$@"` and `./train
/// "$@" --number 3`, and twice.
fn positions(rendered: &[OsString]) -> Vec<Vec<OsString>> {
    let typed = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let number = typed(&["--number-that-is-typed", "3"]);
    vec![
        rendered.to_vec(),
        [&typed(&["train"]), rendered].concat(),
        [&number, rendered].concat(),
        [rendered, &number].concat(),
        [rendered, rendered].concat(),
        [rendered, &typed(&["train"])].concat(),
    ]
}

/// All hyperparameters as text, so that the spelling matters.
#[derive(Debug, SmHyperparameters)]
struct All {
    /// Typed in some of the positions.
    #[sm(default)]
    number_that_is_typed: u8,
    #[sm(rest)]
    rest: BTreeMap<String, Option<String>>,
}

fn all(source: &Source) -> String {
    All::from_source(source).map_or_else(|error| error.to_string(), |all| format!("{:?}", all.rest))
}

#[test]
fn every_recorded_job_reads_the_same_with_its_rendering_and_without() {
    let mut jobs = 0;
    for record in Record::all() {
        let folder = record.folder();
        for (producer, rendered) in rendered(&record) {
            let source = record.variables(producer).unwrap().base_dir(folder.path());
            let without = all(&source);
            for arguments in positions(&rendered) {
                let with = all(&source.clone().args(arguments.clone()));
                assert_eq!(
                    with, without,
                    "{} under {producer} with {arguments:?}",
                    record.name
                );
            }
            jobs += 1;
        }
    }
    assert!(jobs > 80, "{jobs}");
}

/// The spelling as each type reads it, for the jobs that test spellings.
#[test]
fn every_type_reads_the_same_with_a_rendering_and_without() {
    for record in Record::all()
        .into_iter()
        .filter(|record| record.names().len() < 20)
    {
        let folder = record.folder();
        for (producer, rendered) in rendered(&record) {
            let source = record.variables(producer).unwrap().base_dir(folder.path());
            let with = source.clone().args(rendered);
            for name in record.names() {
                for (ty, read) in NUMBERS.iter().chain(TEXTS) {
                    let (plain, given) = (read(&source, &name), read(&with, &name));
                    assert_eq!(
                        plain, given,
                        "{} under {producer}: {name} as {ty}",
                        record.name
                    );
                }
            }
        }
    }
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Hyperparameters {
    version: String,
    commit: String,
    #[sm(default = 1)]
    number: u32,
    note: Option<String>,
}

fn job() -> LocalJob {
    let job = LocalJob::builder()
        .hyperparameter("version", "1.10")
        .hyperparameter("commit", "4e71062");
    let job = job
        .hyperparameter("note", "null")
        .hyperparameter("_tuning_objective_metric", "val:loss");
    job.launcher(Launcher::Driver)
        .script_arguments()
        .create()
        .unwrap()
}

fn handed_on() -> Vec<OsString> {
    [
        "--version",
        "1.1",
        "--commit",
        "Infinity",
        "--note",
        "null",
        "--_tuning_objective_metric",
        "val:loss",
    ]
    .map(OsString::from)
    .to_vec()
}

#[test]
fn what_a_script_hands_on_under_the_driver_overrides_nothing() {
    let job = job();
    let hp = Hyperparameters::from_source(&job.source()).unwrap();
    assert_eq!(
        (hp.version.as_str(), hp.commit.as_str(), hp.number, hp.note),
        ("1.10", "4e71062", 1, None)
    );
}

#[test]
fn what_is_typed_before_or_behind_a_rendering_still_overrides() {
    let job = job();
    let read = |arguments: Vec<OsString>| {
        Hyperparameters::from_source(&job.source().args(arguments)).unwrap()
    };
    let typed = |words: [&str; 2]| words.map(OsString::from).to_vec();
    let before = read([typed(["--number", "3"]), handed_on()].concat());
    assert_eq!((before.number, before.version.as_str()), (3, "1.10"));
    let behind = read([handed_on(), typed(["--version", "2.0"])].concat());
    assert_eq!(
        (
            behind.number,
            behind.version.as_str(),
            behind.commit.as_str()
        ),
        (1, "2.0", "4e71062")
    );
    // As SageMaker and the script pass it: `./train train "$@" --note x`.
    let train = vec![OsString::from("train")];
    assert_eq!(
        read([train, handed_on(), typed(["--note", "x"])].concat())
            .note
            .as_deref(),
        Some("x")
    );
}

/// As in `shift 2; exec ./train "$@"`.
#[test]
fn a_part_of_a_rendering_is_nobodys_typing_either() {
    let job = job();
    let read = |arguments: &[OsString]| {
        let hp = Hyperparameters::from_source(&job.source().args(arguments.to_vec())).unwrap();
        (hp.version, hp.commit, hp.number)
    };
    let typed = |words: [&str; 2]| words.map(OsString::from).to_vec();
    let own = |version: &str, commit: &str, number| (version.to_owned(), commit.to_owned(), number);
    let all = handed_on();
    assert_eq!(read(&all[2..]), own("1.10", "4e71062", 1));
    assert_eq!(read(&all[..6]), own("1.10", "4e71062", 1));
    assert_eq!(
        read(&[&typed(["--number", "3"]), &all[2..6]].concat()),
        own("1.10", "4e71062", 3)
    );
    assert_eq!(
        read(&[&all[..2], &all[4..], &typed(["--number", "3"])].concat()),
        own("1.10", "4e71062", 3)
    );
    // A single argument in a spelling that only the launcher uses.
    assert_eq!(read(&all[..2]), own("1.10", "4e71062", 1));
    assert_eq!(
        read(&[all[2..4].to_vec(), typed(["--number", "3"])].concat()),
        own("1.10", "4e71062", 3)
    );
    // If one differs, the rest still counts as generated.
    assert_eq!(
        read(&[&typed(["--version", "1.2"]), &all[2..6]].concat()),
        own("1.2", "4e71062", 1)
    );
    assert_eq!(
        read(&[OsString::from("--version=1.1")]),
        own("1.1", "4e71062", 1)
    );
}

#[test]
fn a_part_of_a_rendering_is_all_words_of_each_pair() {
    let source = Source::from_vars([
        (
            "SM_USER_ARGS",
            r#"["--seed","7","--gpus","0","--offsets","-1","--epochs","3"]"#,
        ),
        (
            "SM_HPS",
            r#"{"seed": 7, "gpus": 0, "offsets": -1, "epochs": 3}"#,
        ),
    ]);
    let list = |name: &str, arguments: &[&str]| {
        source
            .clone()
            .args(arguments.iter().copied())
            .hyperparameter::<Vec<i32>>(name)
            .unwrap()
    };
    assert_eq!(
        list("gpus", &["--seed", "7", "--gpus", "0", "1", "2"]),
        [0, 1, 2]
    );
    assert_eq!(
        list("offsets", &["--gpus", "0", "--offsets", "-1", "-2"]),
        [-1, -2]
    );
    let epochs = |arguments: &[&str]| {
        let source = source
            .clone()
            .var("SM_HP_EPOCHS", "5")
            .args(arguments.iter().copied());
        source.hyperparameter::<u32>("epochs").unwrap()
    };
    assert_eq!(epochs(&["--offsets", "-1", "--epochs", "3"]), 5);
    assert_eq!(epochs(&["--offsets", "-1", "--epochs", "3", "train"]), 5);
    // A person types one with the same value as in the job.
    assert_eq!(epochs(&["--epochs", "3"]), 3);
}

#[test]
fn one_that_is_typed_and_says_another_number_is_no_rendering() {
    let source = Source::from_vars([("SM_HPS", r#"{"version": 1.1}"#)]);
    let read = |version: &str| {
        source
            .clone()
            .args(["--version", version])
            .hyperparameter::<String>("version")
            .unwrap()
    };
    assert_eq!(
        (read("1.10"), read("1.1")),
        ("1.10".to_owned(), "1.1".to_owned())
    );
}

#[test]
fn under_the_toolkit_a_rendering_may_stand_anywhere_too() {
    let source = Source::from_vars([
        ("SM_HPS", r#"{"lr": 0.2, "number": 5}"#),
        ("SM_HP_LR", "0.3"),
        ("SM_USER_ARGS", r#"["--lr","0.2","--number","5"]"#),
    ]);
    let read = |arguments: &[&str]| {
        let source = source.clone().args(arguments.iter().copied());
        (
            source.hyperparameter::<f64>("lr").unwrap(),
            source.hyperparameter::<u8>("number").unwrap(),
        )
    };
    assert_eq!(
        read(&["--number", "3", "--lr", "0.2", "--number", "5"]),
        (0.3, 3)
    );
    assert_eq!(
        read(&["train", "--lr", "0.2", "--number", "5", "--lr", "0.9"]),
        (0.9, 5)
    );
    assert_eq!(
        read(&["--number", "5", "--lr", "0.2"]),
        (0.2, 5),
        "in another order they were typed"
    );
}

#[test]
fn a_rendering_may_have_lost_its_quotes() {
    let source = Source::from_vars([
        (
            "SM_HPS",
            r#"{"layers": [1.10, 2], "note": "", "name": "a b", "seed": null}"#,
        ),
        ("SM_HP_LAYERS", "[3, 4]"),
    ]);
    // `./train $@`
    let source = source.args([
        "--layers", "[1.1,", "2]", "--note", "--name", "a", "b", "--seed", "null", "--name", "c",
    ]);
    assert_eq!(
        source.hyperparameter::<Vec<f64>>("layers").unwrap(),
        [3.0, 4.0]
    );
    assert_eq!(source.hyperparameter::<String>("name").unwrap(), "c");
}

/// Text that is JSON is decoded again, and written as Python writes it.
#[test]
fn a_text_in_the_job_is_rendered_as_what_it_is_in_json() {
    #[derive(Debug, SmHyperparameters)]
    struct Texts {
        layers: Vec<u8>,
        note: String,
        share: f64,
    }
    let hps = r#"{"layers": "[1,2]", "note": "\"a\"", "share": "0.50"}"#;
    let source = Source::from_vars([
        ("SM_HPS", hps),
        ("SM_HP_LAYERS", "[3]"),
        ("SM_HP_NOTE", "b"),
        ("SM_HP_SHARE", "1"),
    ]);
    let read = |arguments: [&str; 6]| {
        let Texts {
            layers,
            note,
            share,
        } = Texts::from_source(&source.clone().args(arguments)).unwrap();
        (layers, note, share)
    };
    let rendered = read(["--layers", "[1, 2]", "--note", "a", "--share", "0.5"]);
    assert_eq!(rendered, (vec![3], "b".to_owned(), 1.0));
    for typed in [
        ["--layers", "[1,2]", "--note", "a", "--share", "0.5"],
        ["--layers", "[1, 2]", "--note", "\"a\"", "--share", "0.5"],
        ["--layers", "[1, 2]", "--note", "a", "--share", "0.50"],
    ] {
        assert_ne!(read(typed), (vec![3], "b".to_owned(), 1.0), "{typed:?}");
    }
}
