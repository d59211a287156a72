//! Generated code relies only on what the user wrote, interferes with nothing, and causes no
//! warnings.

extern crate smenv as tuned;

#[path = "hygiene/crate_path.rs"]
mod crate_path;
#[path = "hygiene/field_names.rs"]
mod field_names;
#[path = "hygiene/in_functions.rs"]
mod in_functions;
#[path = "hygiene/macro_rules.rs"]
mod macro_rules;
#[path = "hygiene/metrics.rs"]
mod metrics;
#[path = "hygiene/no_prelude.rs"]
mod no_prelude;
#[path = "hygiene/renamed.rs"]
mod renamed;
#[path = "hygiene/shadowed.rs"]
mod shadowed;
#[path = "hygiene/strict_lints.rs"]
mod strict_lints;
#[path = "hygiene/struct_names.rs"]
mod struct_names;
#[path = "hygiene/visibility.rs"]
mod visibility;

/// Creates a job with these hyperparameters.
fn job(hps: &str) -> smenv::Source {
    smenv::Source::from_vars([("SM_HPS", hps)])
}

/// Creates a job with these channels.
fn job_with_channels(names: &[&str]) -> smenv::Source {
    smenv::Source::from_vars([("SM_CHANNELS", format!("{names:?}"))])
}
