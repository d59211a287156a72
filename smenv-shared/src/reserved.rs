//! Names that are SageMaker's own.

use crate::names::{Case, are_equivalent, are_equivalent_bytes, without_prefix};

const OWN_PREFIX: &str = "sagemaker_";

const OWN_NAMES: [&str; 2] = ["_tuning_objective_metric", "default_user_module_name"];

/// The launcher's, which hands it on to programs too.
const MODEL_PARALLELISM: &str = "mp_parameters";

/// Whether the name is SageMaker's own, so that it is no mistake where no field has it.
pub fn is_reserved(name: &str) -> bool {
    without_prefix(name, OWN_PREFIX).is_some()
        || OWN_NAMES.iter().any(|own| are_equivalent(own, name))
        || are_equivalent(MODEL_PARALLELISM, name)
}

/// [`is_reserved`] for the compiler: whatever the case, since variables have none.
#[inline]
pub const fn is_reserved_ignore_case(name: &[u8]) -> bool {
    is_kept_by_launcher(name)
        || are_equivalent_bytes(MODEL_PARALLELISM.as_bytes(), name, Case::Insensitive)
}

/// Whether the name, in any case, is one that never reaches a program under SageMaker's own
/// launchers. For the compiler.
#[inline]
pub const fn is_kept_by_launcher(name: &[u8]) -> bool {
    let mut names: &[&str] = &OWN_NAMES;
    while let [own, others @ ..] = names {
        if are_equivalent_bytes(own.as_bytes(), name, Case::Insensitive) {
            return true;
        }
        names = others;
    }
    name.len() >= OWN_PREFIX.len()
        && are_equivalent_bytes(
            OWN_PREFIX.as_bytes(),
            name.split_at(OWN_PREFIX.len()).0,
            Case::Insensitive,
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sagemakers_own_names_are_known_in_any_case_and_all_but_one_never_arrive() {
        for (name, is_own) in [
            ("sagemaker_program", true),
            ("sagemaker_", true),
            ("_tuning_objective_metric", true),
            ("default-user-module-name", true),
            ("sagemaker", false),
            ("my_sagemaker_program", false),
            ("tuning_objective_metric", false),
            ("", false),
        ] {
            assert_eq!(is_reserved(name), is_own, "{name}");
            for name in [name.to_owned(), name.to_uppercase()] {
                assert_eq!(is_kept_by_launcher(name.as_bytes()), is_own, "{name}");
                assert_eq!(is_reserved_ignore_case(name.as_bytes()), is_own, "{name}");
            }
        }
        for name in ["mp_parameters", "mp-parameters"] {
            assert!(is_reserved(name) && is_reserved_ignore_case(name.as_bytes()));
            assert!(!is_kept_by_launcher(name.as_bytes()));
        }
        assert!(is_reserved_ignore_case(b"MP_PARAMETERS"));
    }
}
