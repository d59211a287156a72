//! A job that is replayed with one `SM_HP_` variable changed differs only in that field.

#![cfg(unix)]

#[path = "support/producers.rs"]
mod producers;
mod support;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use smenv::{SmCategorical, SmHyperparameters, Source};
use support::Folder;

#[derive(Clone, Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    x: i64,
    batch_size: u128,
    #[sm(alias = "lr")]
    learning_rate: f64,
    use_bn: bool,
    name: String,
    out_dir: PathBuf,
    separator: char,
    warmup_steps: Option<u32>,
    #[sm(default = Some(1))]
    patience: Option<u8>,
    run_id: Option<String>,
    layers: Vec<usize>,
    class_names: Vec<String>,
    weights: BTreeMap<String, f32>,
    optimizer: Optimizer,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[derive(Clone, Debug, SmHyperparameters)]
struct Augment {
    flip: bool,
    crop_size: (u16, u16),
}

#[derive(Clone, Copy, Debug, SmCategorical)]
enum Optimizer {
    Adam,
    AdamW,
    #[sm(name = "1.0")]
    First,
}

/// Few different texts, so that two jobs are nearly the same. None is in quotes: a variable with
/// the same quotes as in `SM_HPS` means the same.
fn text() -> impl Strategy<Value = String> {
    select(vec![
        "a", "b", "", " a", "A", "1", "1.0", "1.10", "null", "None", "true", "[1]", "{}", "a\nb",
        "é", "\\", "a=b",
    ])
    .prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        select(vec![
            0.0,
            -0.0,
            1.0,
            1e5,
            1e16,
            1e-5,
            f64::NAN,
            f64::INFINITY
        ]),
        proptest::num::f64::ANY
    ]
}

prop_compose! {
    fn hyperparameters()(
        x in -2..3i64,
        batch_size in any::<u128>(),
        learning_rate in number(),
        use_bn in any::<bool>(),
        name in text(),
        out_dir in text().prop_map(PathBuf::from),
        separator in select(vec!['1', 'a', ' ', ',']),
        warmup_steps in proptest::option::of(0..3u32),
        patience in proptest::option::of(0..3u8),
        run_id in proptest::option::of(text()),
        layers in vec(0..3usize, 0..3),
        class_names in vec(text(), 0..3),
        weights in btree_map(select(vec!["a".to_owned(), "b".to_owned()]), any::<f32>(), 0..3),
        optimizer in select(vec![Optimizer::Adam, Optimizer::AdamW, Optimizer::First]),
        flip in any::<bool>(),
        crop_size in any::<(u16, u16)>(),
    ) -> Hyperparameters {
        Hyperparameters {
            x, batch_size, learning_rate, use_bn, name, out_dir, separator, warmup_steps, patience, run_id, layers, class_names,
            weights, optimizer, augment: Augment { flip, crop_size },
        }
    }
}

type Environment = Vec<(OsString, OsString)>;

/// Returns whether this is one of the variables that can set a hyperparameter.
fn is_variable_of(variable: &OsString, name: &str) -> bool {
    variable
        .to_str()
        .is_some_and(|variable| variable.replace('-', "_") == variable_of(name))
}

fn variable_of(name: &str) -> String {
    format!("SM_HP_{}", name.to_uppercase().replace('-', "_"))
}

/// Returns `env` with the existing variable of `name` changed, and with the one that a person would
/// type.
fn replays(env: &Environment, name: &str, value: &OsString) -> [Environment; 2] {
    let mut changed = env.clone();
    let place = changed
        .iter_mut()
        .find(|(variable, _)| is_variable_of(variable, name));
    let typed = OsString::from(variable_of(name));
    match place {
        Some((_, place)) => place.clone_from(value),
        None => changed.push((typed.clone(), value.clone())),
    }
    let mut added = env.clone();
    added.retain(|(variable, _)| *variable != typed);
    added.push((typed, value.clone()));
    [changed, added]
}

/// Replays `one` with each hyperparameter of `other` in turn, as its producer renders it.
fn check(one: &Hyperparameters, other: &Hyperparameters) -> Result<(), TestCaseError> {
    let (texts, others) = (one.to_hyperparameters(), other.to_hyperparameters());
    let in_order = |texts: &BTreeMap<String, String>| texts.clone().into_iter().collect::<Vec<_>>();
    let folder = Folder::new("overrides");
    folder.write(
        "input/config/hyperparameters.json",
        &serde_json::to_string(&texts).unwrap(),
    );
    let rendered = producers::toolkit_direct(&in_order(&others)).unwrap().env;

    let mut jobs: Vec<Environment> = vec![Vec::new()];
    for producer in [
        producers::toolkit_direct,
        producers::toolkit,
        producers::driver,
    ] {
        jobs.push(producer(&in_order(&texts)).unwrap().env);
    }
    for (job, env) in jobs.iter().enumerate() {
        for (name, text) in &others {
            let (_, value) = rendered
                .iter()
                .find(|(variable, _)| is_variable_of(variable, name))
                .unwrap();
            let mut expected = texts.clone();
            // An empty variable overrides nothing.
            if !value.is_empty() {
                expected.insert(name.clone(), text.clone());
            }
            for env in replays(env, name, value) {
                let with_file = Source::from_vars(env.clone()).base_dir(folder.path());
                let alone = (job > 0).then(|| Source::from_vars(env.clone()));
                for source in alone.into_iter().chain([with_file]) {
                    let replayed = Hyperparameters::from_source(&source);
                    let replayed = replayed
                        .map_err(|error| TestCaseError::fail(format!("{env:?}: {error}")))?;
                    prop_assert_eq!(
                        replayed.to_hyperparameters(),
                        expected.clone(),
                        "{} in {:?}",
                        name,
                        env
                    );
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_variable_changes_one_field(one in hyperparameters(), other in hyperparameters()) {
        check(&one, &other)?;
    }
}
