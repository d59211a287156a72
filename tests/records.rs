//! Whatever the producer, reading a recorded job as a type gives the value in its
//! `hyperparameters.json`, or the same error.

#![cfg(unix)]

mod support;

use std::collections::BTreeMap;

use support::{NUMBERS, Reading, Record, TEXTS};

/// Values that a producer destroyed and nothing can restore: record, hyperparameter (or all),
/// reason.
const DESTROYED: &[(&str, &str, &str)] = &[
    (
        "floats_json",
        "v07",
        "Python reads 2e-324 as 0.0, which is whole",
    ),
    (
        "floats_json",
        "v12",
        "123456789012345678.0 is a float in Python, and rounded",
    ),
    (
        "floats_json",
        "v15",
        "9007199254740993.0 is a float in Python, and rounded",
    ),
    (
        "lists",
        "v04",
        "the driver's shell takes the quotes off ['a', 'b']",
    ),
    ("nonfinite", "d_over", "Python reads 1e400 as infinity"),
    (
        "nonfinite",
        "e_nover",
        "Python reads -1e400 as negative infinity",
    ),
    ("sha_like", "git_sha", "Python reads 4e71062 as infinity"),
    (
        "shell_injection",
        "",
        "the value ends the driver's quotes, and SM_HPS with them",
    ),
    (
        "value_weird",
        "v08",
        "the driver's shell takes the quotes off 'q'",
    ),
];

fn is_destroyed(record: &str, name: &str) -> bool {
    DESTROYED
        .iter()
        .any(|known| known.0 == record && (known.1 == name || known.1.is_empty()))
}

/// Returns every reading of every hyperparameter that differs from the config file's: record,
/// hyperparameter, type, producers.
fn differences(
    with_files: bool,
    types: &[Reading],
) -> BTreeMap<(String, String, &'static str), String> {
    let mut differences = BTreeMap::new();
    for record in Record::all() {
        let folder = record.folder();
        let bare = record.bare(&folder);
        for producer in record.producers() {
            let mut source = record.variables(producer).unwrap();
            if with_files {
                source = source.base_dir(folder.path());
            }
            // Names that the producer consumes itself are only in the file.
            let sent = |name: &String| with_files || record.passed_on(producer, name);
            for name in record.names().into_iter().filter(sent) {
                for (ty, read) in types {
                    let (truth, given) = (read(&bare, &name), read(&source, &name));
                    let same = match (&truth, &given) {
                        (Ok(a), Ok(b)) => a == b,
                        (Err(_), Err(_)) => true,
                        _ => false,
                    };
                    if !same {
                        let key = (record.name.clone(), name.clone(), *ty);
                        differences.insert(key, format!("{producer}: {truth:?} became {given:?}"));
                    }
                }
            }
        }
    }
    differences
}

fn assert_alike(with_files: bool, types: &[Reading]) {
    let mut differences = differences(with_files, types);
    differences.retain(|(record, name, _), _| !is_destroyed(record, name));
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn numbers_read_alike_from_every_producer() {
    assert_alike(false, NUMBERS);
}

#[test]
fn numbers_read_alike_beside_the_config_files() {
    assert_alike(true, NUMBERS);
}

/// Without the files, text that looks like something else is lost: only the producer's own reading
/// remains.
#[test]
fn texts_read_alike_beside_the_config_files() {
    assert_alike(true, TEXTS);
}

#[test]
fn what_is_said_to_be_destroyed_is() {
    let mut destroyed = differences(true, NUMBERS);
    destroyed.append(&mut differences(true, TEXTS));
    for (record, name, why) in DESTROYED {
        let is_there = destroyed
            .keys()
            .any(|key| key.0 == *record && (key.1 == *name || name.is_empty()));
        assert!(is_there, "{record} {name} reads well, though {why}");
    }
}
