//! Where a fact of the job may be found.

/// The places where a fact is looked for, in the order of the fields. An empty name is
/// skipped.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    /// The fact's own variable.
    pub(crate) variable: &'static str,
    /// The key in `SM_TRAINING_ENV`.
    pub(crate) training_env: &'static str,
    /// The key in `SM_RESOURCE_CONFIG`, else in `resourceconfig.json`.
    pub(crate) resource_config: &'static str,
    /// The name in `hyperparameters.json`.
    pub(crate) hyperparameter: &'static str,
    /// Whether the fact is known to the machine rather than to the job's files. Its variable then
    /// counts even if a base directory is given.
    pub(crate) is_of_machine: bool,
    /// Whether the fact differs from host to host. Its variable may then be another host's.
    pub(crate) is_of_host: bool,
}

impl Places {
    #[inline]
    pub(crate) const fn new(variable: &'static str, training_env: &'static str) -> Self {
        Places {
            variable,
            training_env,
            resource_config: "",
            hyperparameter: "",
            is_of_machine: false,
            is_of_host: false,
        }
    }

    #[inline]
    pub(crate) const fn or_resource_config(self, key: &'static str) -> Self {
        Places {
            resource_config: key,
            ..self
        }
    }

    #[inline]
    pub(crate) const fn of_host(
        variable: &'static str,
        training_env: &'static str,
        key: &'static str,
    ) -> Self {
        Places {
            is_of_host: true,
            resource_config: key,
            ..Places::new(variable, training_env)
        }
    }

    #[inline]
    pub(crate) const fn or_hyperparameter(self, name: &'static str) -> Self {
        Places {
            hyperparameter: name,
            ..self
        }
    }

    #[inline]
    pub(crate) const fn of_machine(variable: &'static str, training_env: &'static str) -> Self {
        Places {
            is_of_machine: true,
            ..Places::new(variable, training_env)
        }
    }
}
