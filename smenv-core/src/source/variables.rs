//! The environment variables that concern a job.

use std::ffi::{OsStr, OsString};

use crate::source::launcher_variables::is_launcher_variable;

/// The prefix of the variable of a single hyperparameter.
const HYPERPARAMETER: &str = "SM_HP_";

/// The environment variables that concern a job.
#[derive(Clone, Default)]
pub(crate) struct Variables {
    /// `SM_HP_*`.
    hyperparameters: Vec<(String, OsString)>,
    others: Vec<(OsString, OsString)>,
}

/// Returns whether a variable belongs to SageMaker, or to a launcher of a job's processes.
pub(crate) fn concerns_job(name: &[u8]) -> bool {
    ["SM_", "SAGEMAKER_", "TRAINING_JOB_"]
        .iter()
        .any(|start| name.starts_with(start.as_bytes()))
        || is_launcher_variable(name)
}

/// Returns whether hyperparameters are read from a variable, if there are no arguments.
fn concerns_hyperparameters(name: &[u8]) -> bool {
    matches!(
        name,
        b"SAGEMAKER_BASE_DIR" | b"SM_HPS" | b"SM_INPUT_CONFIG_DIR"
    )
}

impl Variables {
    /// Keeps the variables that concern a job.
    pub(crate) fn of_job<N, V>(variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        // The toolkit sets about 50.
        Variables::keeping(concerns_job, 64, variables)
    }

    /// Keeps the variables that hyperparameters are read from if there are no arguments.
    pub(crate) fn of_hyperparameters<N, V>(variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        Variables::keeping(concerns_hyperparameters, 4, variables)
    }

    /// Keeps `SM_HP_*`, and the others that `concerns` accepts, with capacity for `others` of them.
    fn keeping<N, V>(
        concerns: fn(&[u8]) -> bool,
        others: usize,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        let mut kept = Variables {
            // Enough for most jobs.
            hyperparameters: Vec::with_capacity(16),
            others: Vec::with_capacity(others),
        };
        for (name, value) in variables {
            let name: OsString = name.into();
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(HYPERPARAMETER.as_bytes()) {
                // No hyperparameter has a name that is not UTF-8, but it must be reported.
                let name = name
                    .into_string()
                    .unwrap_or_else(|name| name.to_string_lossy().into_owned());
                kept.hyperparameters.push((name, value.into()));
            } else if concerns(bytes) {
                kept.others.push((name, value.into()));
            }
        }
        kept
    }

    /// Sets a variable, replacing its earlier value; one that does not concern a job is ignored.
    pub(crate) fn set(&mut self, name: OsString, value: OsString) {
        let new = Variables::keeping(concerns_job, 1, [(name, value)]);
        self.hyperparameters
            .retain(|(name, _)| new.hyperparameters.iter().all(|(new, _)| new != name));
        self.others
            .retain(|(name, _)| new.others.iter().all(|(new, _)| new != name));
        self.hyperparameters.extend(new.hyperparameters);
        self.others.extend(new.others);
    }

    /// Returns the value of a variable that is not an `SM_HP_*`, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&OsStr> {
        let (_, value) = self.others.iter().rfind(|(known, _)| known == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// Returns whether a variable that is not an `SM_HP_*` is set, even if it is empty.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.others.iter().any(|(known, _)| known == name)
    }

    /// Returns the variables of single hyperparameters, without the prefix `SM_HP_`.
    pub(crate) fn hyperparameters(&self) -> impl Iterator<Item = (&str, &OsStr)> {
        self.hyperparameters
            .iter()
            .map(|(name, value)| (&name[HYPERPARAMETER.len()..], value.as_os_str()))
    }

    /// Returns the other variables whose names start with `prefix`, without the prefix.
    pub(crate) fn with_prefix<'v>(
        &'v self,
        prefix: &'static str,
    ) -> impl Iterator<Item = (&'v str, &'v OsStr)> {
        self.others.iter().filter_map(move |(name, value)| {
            Some((name.to_str()?.strip_prefix(prefix)?, value.as_os_str()))
        })
    }

    /// Returns the names of all variables.
    pub(crate) fn names(&self) -> impl Iterator<Item = &OsStr> {
        let hyperparameters = self
            .hyperparameters
            .iter()
            .map(|(name, _)| OsStr::new(name));
        hyperparameters.chain(self.others.iter().map(|(name, _)| name.as_os_str()))
    }
}
