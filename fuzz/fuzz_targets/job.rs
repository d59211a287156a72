//! Any bytes as a job: nothing panics, every problem can be shown, and what serde_json reads smenv reads alike.
//!
//! ```text
//! cargo +nightly fuzz run job
//! ```

#![no_main]

use std::collections::{BTreeMap, HashMap};

use libfuzzer_sys::fuzz_target;
use smenv::{HyperparameterValue, SmCategorical, SmHyperparameters, Source};

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "b", range = 1..=100)]
    a: u8,
    #[sm(default = 0.5)]
    c: f64,
    text: Option<String>,
    list: Option<Vec<Vec<String>>>,
    map: Option<HashMap<String, i128>>,
    pair: Option<(i64, bool)>,
    choice: Option<Choice>,
    #[sm(json)]
    json: Option<serde_json::Value>,
    #[sm(rest)]
    rest: BTreeMap<String, String>,
}

#[derive(Debug, SmCategorical)]
enum Choice {
    One,
    TwoThree,
}

fn reads<T: HyperparameterValue + std::fmt::Debug>(source: &Source) {
    let _ = source.hyperparameter::<T>("a").map_err(|error| error.to_string());
}

fuzz_target!(|job: (&str, &str, &str, Vec<&str>)| {
    let (sm_hps, name, value, arguments) = job;
    let source = Source::from_vars([("SM_HPS", sm_hps), (&format!("SM_HP_{name}"), value), ("SM_HP_A", value)]);
    match Hyperparameters::from_source(&source.clone().args(arguments)) {
        Ok(filled) => {
            let _ = filled.explain(&source).to_string();
            // A NUL is the one thing that cannot make the way back.
            if !format!("{filled:?}").contains("\\0") {
                let texts = filled.to_hyperparameters();
                let again = Source::from_vars([("SM_HPS", serde_json::to_string(&texts).unwrap())]);
                let _ = Hyperparameters::from_source(&again).map_err(|error| error.to_string());
            }
        }
        Err(error) => assert!(!error.problems().is_empty() && !error.to_string().is_empty()),
    }
    reads::<i128>(&source);
    reads::<f32>(&source);
    reads::<Vec<Vec<char>>>(&source);
    reads::<BTreeMap<String, Vec<f64>>>(&source);
    if let Ok(object) = serde_json::from_str::<BTreeMap<String, serde_json::Value>>(sm_hps) {
        let source = Source::from_vars([("SM_HPS", sm_hps)]);
        for (name, value) in object {
            if let (Some(truth), false) = (value.as_i64(), name.is_empty()) {
                let read = source.hyperparameter::<i64>(&name).map_err(|error| error.problems()[0].kind());
                assert!(read == Ok(truth) || read == Err(smenv::ProblemKind::Conflict), "{name}: {truth} is {read:?}");
            }
        }
    }
});
