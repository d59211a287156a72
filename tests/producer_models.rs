//! The models of the producers agree with every recorded job.

#![cfg(unix)]

#[path = "support/producers.rs"]
mod producers;

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

use producers::{Producer, driver, driver_through_script, toolkit, toolkit_direct};
use serde_json::Value;

const MODELS: [(&str, Producer); 3] = [
    ("toolkit", toolkit),
    ("toolkit_direct", toolkit_direct),
    ("v3", driver),
];

/// Jobs that succeeded although the model expects them to fail: record, producer, reason.
const BEYOND_THE_MODELS: &[(&str, &str, &str)] = &[
    ("lists", "v3", "bash takes apostrophes off"),
    (
        "name_equals",
        "toolkit_direct",
        "recorded before the operating system, which takes no `=` in a name",
    ),
    (
        "nul_json",
        "toolkit_direct",
        "recorded before the operating system, which takes no NUL",
    ),
    (
        "nul_value",
        "toolkit_direct",
        "recorded before the operating system, which takes no NUL",
    ),
    ("shell_injection", "v3", "the value ends bash's quotes"),
    (
        "surrogate_lone",
        "toolkit_direct",
        "recorded before the operating system, which takes no such surrogate",
    ),
    ("value_weird", "v3", "bash takes apostrophes off"),
];

fn os_string(value: &Value) -> OsString {
    match value {
        Value::String(text) => OsString::from(text),
        other => {
            let bytes = other["bytes"].as_array().unwrap();
            OsString::from_vec(
                bytes
                    .iter()
                    .map(|byte| byte.as_u64().unwrap() as u8)
                    .collect(),
            )
        }
    }
}

fn is_modelled(name: &OsString) -> bool {
    name == "SM_HPS" || name == "SM_USER_ARGS" || name.as_bytes().starts_with(b"SM_HP_")
}

fn pairs(producer: &Value) -> Vec<(OsString, OsString)> {
    let pairs = producer["env"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (os_string(&pair[0]), os_string(&pair[1])));
    let mut pairs: Vec<_> = pairs.filter(|(name, _)| is_modelled(name)).collect();
    pairs.sort();
    pairs
}

/// Returns the differences between the models and one job, and the exceptions that it used.
fn compare(record: &Value, differences: &mut Vec<String>, met: &mut Vec<(String, &'static str)>) {
    let job = record["job"].as_str().unwrap();
    for (name, model) in MODELS {
        let producer = &record["producers"][name];
        if producer["ran"] != true {
            continue;
        }
        let texts =
            producers::texts(record["files"]["hyperparameters.json"].as_str().unwrap()).unwrap();
        let Ok(produced) = model(&texts) else {
            met.push((job.to_owned(), name));
            continue;
        };
        let recorded = pairs(producer);
        if produced.env != recorded {
            differences.push(format!(
                "{job}, {name}: {:?}, where the record has {recorded:?}",
                produced.env
            ));
        }
        let of_script = if name == "v3" {
            driver_through_script(&texts).ok()
        } else {
            None
        };
        for (key, made) in [("argv", Some(produced)), ("argv_of_sh_script", of_script)] {
            let recorded = producer[key]
                .as_array()
                .map(|recorded| recorded.iter().map(os_string).collect());
            let made = made.map(|produced| produced.arguments);
            if recorded.is_some() && made != recorded {
                differences.push(format!(
                    "{job}, {name}: {key} is {made:?}, where the record has {recorded:?}"
                ));
            }
        }
    }
}

#[test]
fn models_agree_with_every_recorded_job() {
    let jobs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jobs");
    let (mut differences, mut met) = (Vec::new(), Vec::new());
    for path in fs::read_dir(jobs)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let record = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            compare(&record, &mut differences, &mut met);
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");

    met.sort();
    let known: Vec<_> = BEYOND_THE_MODELS
        .iter()
        .map(|&(job, name, _)| (job.to_owned(), name))
        .collect();
    assert_eq!(met, known);
}
