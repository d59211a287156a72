//! Whatever the input, reading reports what is wrong and never panics.

#![cfg(unix)]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZero;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use smenv::{Error, SmCategorical, SmHyperparameters, Source, TrainingEnv};
use support::{Folder, NUMBERS, TEXTS};

type Nested = (u8, [Vec<String>; 1]);

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Everything {
    #[sm(range = 1..=10)]
    x: i128,
    #[sm(alias = "lr", range = 0.0..1.0, default = 0.5)]
    learning_rate: f32,
    #[sm(default)]
    flag: bool,
    #[sm(secret)]
    api_key: Option<String>,
    path: PathBuf,
    letter: Option<char>,
    nonzero: Option<NonZero<u8>>,
    choice: Choice,
    choices: Vec<Option<Choice>>,
    address: Option<IpAddr>,
    #[sm(from_str)]
    text: Option<String>,
    #[sm(from_str)]
    numbers: Vec<i8>,
    #[sm(json)]
    json: Option<serde_json::Value>,
    #[sm(with = seconds)]
    patience: Option<Duration>,
    nested: Vec<BTreeMap<String, Nested>>,
    set: BTreeSet<BTreeSet<char>>,
    map: HashMap<Choice, BTreeMap<i8, Option<String>>>,
    #[sm(flatten, prefix = "a-")]
    inner: Inner,
    #[sm(rest)]
    rest: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, SmHyperparameters)]
struct Inner {
    b: Option<i8>,
    #[sm(default = "c", validate = is_short)]
    c: String,
}

fn is_short(text: &str) -> Result<(), String> {
    if text.len() < 5 {
        Ok(())
    } else {
        Err(format!("{text} is too long"))
    }
}

#[derive(Debug, PartialEq, Eq, Hash, SmCategorical)]
enum Choice {
    Adam,
    AdamW,
}

mod seconds {
    use std::time::Duration;

    pub(super) fn from_text(text: &str) -> Result<Duration, std::num::ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

/// Returns bytes that are arbitrary, or nearly right.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "{", "}", "[", "]", "(", ")", ",", ":", "=", "\"", "'", "\\", "\\u", "\\ud83d", "\\ude80", "\\U0010ffff", "\\x", "\\n", " ", "\n",
        "-", "+", ".", "e", "_", "0", "1", "9", "99999999999999999999", "1e999999999999999999999", "-1e-9", "1e38", "1e39", "0.1", "NaN", "nan",
        "inf", "-Infinity", "null", "None", "true", "adam", "\"x\":", "\"a-b\": ", "é", "🚀", "\u{feff}", "\u{a0}", "ı", "ß", "\0", "{\"x\":",
        "--", "--x", "x", "lr", "sagemaker_a", "\"1\"", "\"\\\"1\\\"\"", "0x1", "::1", "1.1.1.1:1", "a=b,c=d",
    ];
    prop_oneof![
        4 => vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat().into_bytes()),
        2 => vec(select(PIECES), 0..6).prop_map(|values| object(&values).into_bytes()),
        1 => vec(any::<u8>(), 0..40),
        1 => (vec(select(PIECES), 0..6), any::<u8>(), any::<prop::sample::Index>()).prop_map(|(values, byte, at)| {
            let mut bytes = object(&values).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes
        }),
    ]
}

/// Returns an object with the struct's names; only the values may be invalid JSON.
fn object(values: &[&str]) -> String {
    const NAMES: [&str; 12] = [
        "x",
        "lr",
        "learning-rate",
        "path",
        "choice",
        "choices",
        "numbers",
        "json",
        "nested",
        "set",
        "map",
        "a_b",
    ];
    let entries = values
        .iter()
        .enumerate()
        .map(|(index, value)| format!("\"{}\":{value}", NAMES[index % NAMES.len()]));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
}

/// Returns the name of a variable: of one field, of two, or of none.
fn name() -> impl Strategy<Value = Vec<u8>> {
    #[rustfmt::skip]
    const KNOWN: &[&str] = &[
        "SM_HP_X", "SM_HP_x", "SM_HP_LR", "SM_HP_LEARNING-RATE", "SM_HP_LEARNING_RATE", "SM_HP_", "SM_HP_A_B", "SM_HP_JSON", "SM_HP_TEXT",
        "SM_HP_NESTED", "SM_HP_MAP", "SM_HPS", "SM_USER_ARGS", "SM_HP_I", "SM_HP_SS", "SM_CHANNELS", "SM_CHANNEL_", "SM_HOSTS", "SM_NUM_GPUS",
        "SM_LOG_LEVEL", "SM_RESOURCE_CONFIG", "SM_INPUT_DATA_CONFIG", "SM_TRAINING_ENV", "SM_CURRENT_HOST",
    ];
    let known = select(KNOWN).prop_map(|name| name.as_bytes().to_vec());
    let unknown = bytes().prop_map(|bytes| [b"SM_HP_", &bytes[..]].concat());
    prop_oneof![6 => known, 1 => unknown]
}

fn os(bytes: Vec<u8>) -> OsString {
    OsString::from_vec(bytes)
}

fn look_at(error: &Error) {
    let text = error.to_string();
    assert!(!error.problems().is_empty());
    for problem in error.problems() {
        assert!(text.contains(&problem.to_string()));
        let _ = (
            problem.kind(),
            problem.name(),
            problem.origin(),
            problem.given(),
            problem.expected(),
            problem.suggestion(),
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_anything(
        sm_hps in proptest::option::of(bytes()),
        variables in vec((name(), bytes()), 0..5),
        file in proptest::option::of(bytes()),
        arguments in proptest::option::of(vec(bytes(), 0..5)),
    ) {
        let folder = Folder::new("never-panics");
        let given = sm_hps.map(|bytes| (os(b"SM_HPS".to_vec()), os(bytes)));
        let others = variables.into_iter().map(|(name, value)| (os(name), os(value)));
        let mut source = Source::from_vars(given.into_iter().chain(others));
        if let Some(bytes) = file {
            for name in ["hyperparameters.json", "resourceconfig.json", "inputdataconfig.json"] {
                folder.write(&format!("input/config/{name}"), "");
                std::fs::write(folder.at("input/config").join(name), &bytes).unwrap();
            }
            source = source.base_dir(folder.path());
        }
        if let Some(arguments) = arguments {
            source = source.args(arguments.into_iter().map(os));
        }

        for (_, read) in NUMBERS.iter().chain(TEXTS) {
            let _ = read(&source, "x");
        }
        match Everything::from_source(&source) {
            Ok(filled) => prop_assert!(!filled.explain(&source).to_string().is_empty()),
            Err(error) => look_at(&error),
        }
        if let Err(error) = TrainingEnv::from_source(&source) {
            look_at(&error);
        }
    }

    /// One arbitrary value in an otherwise valid job, for every type.
    #[test]
    fn on_any_value(value in bytes()) {
        let value = String::from_utf8_lossy(&value).into_owned();
        let json = serde_json::json!({ "x": value }).to_string();
        let bare = format!("{{\"x\": {value}}}");
        for source in [
            Source::from_vars([("SM_HPS", json)]),
            Source::from_vars([("SM_HPS", bare)]),
            Source::from_vars([("SM_HP_X", value)]),
        ] {
            for (_, read) in NUMBERS.iter().chain(TEXTS) {
                let _ = read(&source, "x");
            }
            if let Err(error) = Everything::from_source(&source) {
                look_at(&error);
            }
        }
    }
}
