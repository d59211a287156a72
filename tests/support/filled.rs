//! Structs filled from a job, problems of a job, and what a struct sends.

use std::collections::BTreeMap;
use std::fmt::Debug;

use smenv::{Error, FieldSpec, SmHyperparameters, Source};

use super::Folder;

/// Creates a job with these hyperparameters.
pub fn job(hps: &str) -> Source {
    Source::from_vars([("SM_HPS", hps)])
}

/// Returns the struct filled from a job with these hyperparameters.
#[track_caller]
pub fn filled<T: SmHyperparameters>(hps: &str) -> T {
    T::from_source(&job(hps)).unwrap_or_else(|error| panic!("{hps}: {error}"))
}

/// Returns the error of a job with these hyperparameters.
#[track_caller]
pub fn refused<T: SmHyperparameters>(hps: &str) -> Error {
    T::from_source(&job(hps))
        .err()
        .unwrap_or_else(|| panic!("{hps} is taken"))
}

/// Returns the same as a message.
#[track_caller]
pub fn problems<T: SmHyperparameters>(hps: &str) -> Vec<String> {
    refused::<T>(hps)
        .problems()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// Returns the row of the table for the hyperparameter with this full name.
#[track_caller]
pub fn field<T: SmHyperparameters>(name: &str) -> FieldSpec {
    let all = T::SPEC.hyperparameters();
    all.iter()
        .find(|(known, _)| known == name)
        .unwrap_or_else(|| panic!("no {name}"))
        .1
}

/// Returns the full names in the table.
pub fn names<T: SmHyperparameters>() -> Vec<String> {
    T::SPEC
        .hyperparameters()
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

/// Asserts what the struct sends, and that the struct comes back from it.
#[track_caller]
pub fn leaves<T: SmHyperparameters + Debug>(hp: &T, texts: &[(&str, &str)]) {
    let left = hp.to_hyperparameters();
    let expected: BTreeMap<String, String> = texts
        .iter()
        .map(|&(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    assert_eq!(left, expected);
    let folder = Folder::new("leaves");
    folder.write(
        "input/config/hyperparameters.json",
        &serde_json::to_string(&left).unwrap(),
    );
    let back = T::from_source(&Source::from_vars([("", ""); 0]).base_dir(folder.path())).unwrap();
    assert_eq!(format!("{back:?}"), format!("{hp:?}"));
}
