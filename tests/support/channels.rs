//! Jobs with channels, and what is wrong with them for a struct.

use smenv::{SmChannels, Source};

/// A job with these channels, of which it says no more.
pub fn job(names: &[&str]) -> Source {
    Source::from_vars([("SM_CHANNELS", serde_json::to_string(names).unwrap())])
}

/// A job that says this of its channels.
pub fn configured(config: &str) -> Source {
    Source::from_vars([("SM_INPUT_DATA_CONFIG", config)])
}

/// The struct that the job fills.
#[track_caller]
pub fn filled<T: SmChannels>(source: &Source) -> T {
    T::from_source(source).unwrap_or_else(|error| panic!("{error}"))
}

/// What is wrong with the job, a line a problem.
#[track_caller]
pub fn problems<T: SmChannels>(source: &Source) -> Vec<String> {
    let error = T::from_source(source)
        .err()
        .unwrap_or_else(|| panic!("{source:?} is taken"));
    error.problems().iter().map(ToString::to_string).collect()
}
