//! Jobs with channels, and their problems for a struct.

use smenv::{SmChannels, Source};

/// Creates a job with these channels, without settings.
pub fn job(names: &[&str]) -> Source {
    Source::from_vars([("SM_CHANNELS", serde_json::to_string(names).unwrap())])
}

/// Creates a job with these settings of its channels.
pub fn configured(config: &str) -> Source {
    Source::from_vars([("SM_INPUT_DATA_CONFIG", config)])
}

/// Returns the struct filled from the job.
#[track_caller]
pub fn filled<T: SmChannels>(source: &Source) -> T {
    T::from_source(source).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the problems of the job, one per line.
#[track_caller]
pub fn problems<T: SmChannels>(source: &Source) -> Vec<String> {
    let error = T::from_source(source)
        .err()
        .unwrap_or_else(|| panic!("{source:?} is taken"));
    error.problems().iter().map(ToString::to_string).collect()
}
