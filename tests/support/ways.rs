//! What a type makes of a text, whichever way the text comes.

use std::fmt::Debug;

use serde::de::IgnoredAny;
use smenv::{HyperparameterValue, ProblemKind, Source};

use super::Folder;

/// A source in which the hyperparameter `x` is a text, and where it is.
pub struct Way {
    pub place: &'static str,
    pub source: Source,
    /// The config file is read when it is needed.
    _folder: Option<Folder>,
}

/// `SM_HPS` with the hyperparameter `x`, which is `json`.
pub fn hps(json: &str) -> Source {
    Source::from_vars([("SM_HPS", format!("{{\"x\": {json}}}"))])
}

/// `SM_HPS` with the hyperparameter `x`, which is the text `text`.
pub fn string(text: &str) -> Source {
    hps(&in_quotes(text))
}

/// Nothing given at all.
pub fn nothing() -> Source {
    Source::from_vars([("", ""); 0])
}

fn in_quotes(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// `hyperparameters.json` with the hyperparameter `x`, which is `json`.
pub fn file(place: &'static str, json: &str) -> Way {
    let folder = Folder::new("ways");
    folder.write(
        "input/config/hyperparameters.json",
        &format!("{{\"x\": {json}}}"),
    );
    Way {
        place,
        source: nothing().base_dir(folder.path()),
        _folder: Some(folder),
    }
}

/// Every way in which `text` comes as it is. What producers take for JSON's null or for a JSON
/// string comes as itself only within quotes.
pub fn ways(text: &str) -> Vec<Way> {
    let given = |place, source| Way {
        place,
        source,
        _folder: None,
    };
    let mut ways = vec![
        given("in SM_HPS", string(text)),
        given("as an argument", nothing().args([format!("--x={text}")])),
        file("in quotes in the config file", &in_quotes(&in_quotes(text))),
    ];
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    if text.trim() == "null" {
        return ways;
    }
    ways.push(given("in SM_HP_X", Source::from_vars([("SM_HP_X", text)])));
    if is_json && text.trim().starts_with('"') {
        return ways;
    }
    ways.push(file("in the config file", &in_quotes(text)));
    if is_json && text.trim() == text {
        ways.push(given("as JSON in SM_HPS", hps(text)));
        ways.push(file("as JSON in the config file", text));
    }
    ways
}

/// Asserts that each JSON value of `SM_HPS` becomes `value`.
#[track_caller]
pub fn json_becomes<T: HyperparameterValue + Debug + PartialEq>(value: T, values: &[&str]) {
    for json in values {
        assert_eq!(
            hps(json)
                .hyperparameter::<T>("x")
                .map_err(|error| error.to_string())
                .as_ref(),
            Ok(&value),
            "{json}"
        );
    }
}

/// Asserts that each text becomes `value`.
#[track_caller]
pub fn becomes<T: HyperparameterValue + Debug + PartialEq>(value: T, texts: &[&str]) {
    for text in texts {
        assert_eq!(T::from_text(text).as_ref(), Ok(&value), "{text:?}");
    }
    comes_as(value, texts);
}

/// Asserts that each text becomes `value` where it is given; `from_text` of one's own types is not
/// asked to trim and unquote.
#[track_caller]
pub fn comes_as<T: HyperparameterValue + Debug + PartialEq>(value: T, texts: &[&str]) {
    for text in texts {
        for Way { place, source, .. } in &ways(text) {
            let given = source
                .hyperparameter::<T>("x")
                .map_err(|error| error.to_string());
            assert_eq!(given.as_ref(), Ok(&value), "{text:?} {place}");
        }
    }
}

/// Asserts that no text is a `T`, and what kind of problem it is.
#[track_caller]
pub fn refuses<T: HyperparameterValue + Debug>(kind: ProblemKind, texts: &[&str]) {
    for text in texts {
        assert!(
            T::from_text(text).is_err(),
            "{text:?} became {:?}",
            T::from_text(text)
        );
        for Way { place, source, .. } in &ways(text) {
            match source.hyperparameter::<T>("x") {
                Ok(value) => panic!("{text:?} {place} became {value:?}"),
                Err(error) => assert_eq!(
                    error.problems()[0].kind(),
                    kind,
                    "{text:?} {place}: {error}"
                ),
            }
        }
    }
}

/// Asserts that no JSON value of `SM_HPS` is a `T`, and what kind of problem it is.
#[track_caller]
pub fn refuses_json<T: HyperparameterValue + Debug>(kind: ProblemKind, values: &[&str]) {
    for json in values {
        match hps(json).hyperparameter::<T>("x") {
            Ok(value) => panic!("{json} became {value:?}"),
            Err(error) => assert_eq!(error.problems()[0].kind(), kind, "{json}: {error}"),
        }
    }
}

/// Asserts what is said of `json` in `SM_HPS`, which is no `T`.
#[track_caller]
pub fn says<T: HyperparameterValue + Debug>(json: &str, problem: &str) {
    let error = hps(json).hyperparameter::<T>("x").unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("1 problem in the settings of this job:\n- x (SM_HPS): {problem}")
    );
}
