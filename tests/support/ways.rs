//! Checks how a type reads a text, whichever way the text is passed.

use std::fmt::Debug;

use serde::de::IgnoredAny;
use smenv::{HyperparameterValue, ProblemKind, Source};

use super::Folder;

/// A source in which the hyperparameter `x` is a text, and the name of the place.
pub struct Way {
    pub place: &'static str,
    pub source: Source,
    /// Kept alive because the config file is read on demand.
    _folder: Option<Folder>,
}

/// Returns `SM_HPS` with the JSON `json` as the hyperparameter `x`.
pub fn hps(json: &str) -> Source {
    Source::from_vars([("SM_HPS", format!("{{\"x\": {json}}}"))])
}

/// Returns `SM_HPS` with the text `text` as the hyperparameter `x`.
pub fn string(text: &str) -> Source {
    hps(&in_quotes(text))
}

/// Returns a source without any values.
pub fn nothing() -> Source {
    Source::from_vars([("", ""); 0])
}

fn in_quotes(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Returns `hyperparameters.json` with the JSON `json` as the hyperparameter `x`.
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

/// Returns every way that preserves `text`. Text that producers take for JSON's null or for a JSON
/// string is only preserved in quotes.
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

/// Asserts that each text becomes `value` as it is; a user-defined `from_text` is not expected to
/// trim and unquote.
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

/// Asserts that no text is a valid `T`, and the kind of problem.
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

/// Asserts that no JSON value of `SM_HPS` is a valid `T`, and the kind of problem.
#[track_caller]
pub fn refuses_json<T: HyperparameterValue + Debug>(kind: ProblemKind, values: &[&str]) {
    for json in values {
        match hps(json).hyperparameter::<T>("x") {
            Ok(value) => panic!("{json} became {value:?}"),
            Err(error) => assert_eq!(error.problems()[0].kind(), kind, "{json}: {error}"),
        }
    }
}

/// Asserts the message for `json` in `SM_HPS`, which is not a valid `T`.
#[track_caller]
pub fn says<T: HyperparameterValue + Debug>(json: &str, problem: &str) {
    let error = hps(json).hyperparameter::<T>("x").unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("1 problem in the settings of this job:\n- x (SM_HPS): {problem}")
    );
}
