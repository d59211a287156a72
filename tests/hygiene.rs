//! Generated code relies on nothing but what the user wrote, disturbs nothing, and warns of nothing.

#[path = "hygiene/crate_path.rs"]
mod crate_path;
#[path = "hygiene/field_names.rs"]
mod field_names;
#[path = "hygiene/in_functions.rs"]
mod in_functions;
#[path = "hygiene/macro_rules.rs"]
mod macro_rules;
#[path = "hygiene/no_prelude.rs"]
mod no_prelude;
#[path = "hygiene/shadowed.rs"]
mod shadowed;
#[path = "hygiene/strict_lints.rs"]
mod strict_lints;
#[path = "hygiene/visibility.rs"]
mod visibility;

/// A job with these hyperparameters.
fn job(hps: &str) -> smenv::Source {
    smenv::Source::from_vars([("SM_HPS", hps)])
}
