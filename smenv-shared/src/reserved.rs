//! Names that SageMaker reserves.

use crate::names::{Case, are_equivalent, are_equivalent_bytes, without_prefix};

const RESERVED_PREFIX: &str = "sagemaker_";

/// The hyperparameter in which a tuner names the metric that it optimizes.
pub const TUNING_OBJECTIVE: &str = "_tuning_objective_metric";

const RESERVED_NAMES: [&str; 2] = [TUNING_OBJECTIVE, "default_user_module_name"];

/// Used by the launcher, which also passes it to programs.
const MODEL_PARALLELISM: &str = "mp_parameters";

/// Returns whether SageMaker reserves a name. Such a hyperparameter needs no field.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    without_prefix(name, RESERVED_PREFIX).is_some()
        || RESERVED_NAMES
            .iter()
            .any(|reserved| are_equivalent(reserved, name))
        || are_equivalent(MODEL_PARALLELISM, name)
}

/// [`is_reserved`] for `const` evaluation. It ignores case, which variables do not preserve.
#[must_use]
#[inline]
pub const fn is_reserved_ignore_case(name: &[u8]) -> bool {
    is_kept_by_launcher(name)
        || are_equivalent_bytes(MODEL_PARALLELISM.as_bytes(), name, Case::Insensitive)
}

/// Returns whether SageMaker's launchers keep a name, in any case, from the program. For `const`
/// evaluation.
#[must_use]
#[inline]
pub const fn is_kept_by_launcher(name: &[u8]) -> bool {
    let mut names: &[&str] = &RESERVED_NAMES;
    while let [reserved, others @ ..] = names {
        if are_equivalent_bytes(reserved.as_bytes(), name, Case::Insensitive) {
            return true;
        }
        names = others;
    }
    name.len() >= RESERVED_PREFIX.len()
        && are_equivalent_bytes(
            RESERVED_PREFIX.as_bytes(),
            name.split_at(RESERVED_PREFIX.len()).0,
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
