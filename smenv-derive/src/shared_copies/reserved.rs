//! Names that are SageMaker's own. Case, `-` and `_` do not count.

/// Returns whether the name never reaches the program.
pub(crate) fn never_arrives(name: &str) -> bool {
    let name = folded(name);
    name.starts_with("sagemaker_")
        || ["_tuning_objective_metric", "default_user_module_name"].contains(&name.as_str())
}

/// Returns whether the name is SageMaker's own, so that no field needs to have it. `mp_parameters`
/// is for the launcher, and for a program that asks for it.
pub(crate) fn is_reserved(name: &str) -> bool {
    never_arrives(name) || folded(name) == "mp_parameters"
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}
