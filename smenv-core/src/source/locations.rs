//! The container's folders: its base, and the folder of its config files.

use std::fmt;
use std::path::{Path, PathBuf};

use smenv_shared::regular_file::exists;

use crate::source::variables::Variables;

/// The config file that contains the hyperparameters of a job.
pub(crate) const HYPERPARAMETERS: &str = "hyperparameters.json";

/// The config file that lists the hosts of a job.
pub(crate) const RESOURCE_CONFIG: &str = "resourceconfig.json";

/// Where a source looks for config files.
#[derive(Clone, Debug, Default)]
pub(crate) enum Locations {
    /// Nowhere: the source consists of variables and arguments.
    #[default]
    None,
    /// In the folders that the variables name, otherwise under `/opt/ml`.
    Process,
    /// Under this folder, whatever the variables name.
    Base(PathBuf),
    /// Nowhere: these are their texts.
    Given(GivenFiles),
}

/// The texts of config files, by their names.
#[derive(Clone, Default)]
pub(crate) struct GivenFiles(Vec<(&'static str, String)>);

/// Shows the names of the files; their texts may be secret.
impl fmt::Debug for GivenFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

impl GivenFiles {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(text)
    }

    pub(crate) fn insert(&mut self, name: &'static str, text: String) {
        self.0.push((name, text));
    }
}

impl Locations {
    /// Returns the folder that overrides all variables.
    pub(crate) fn given_base(&self) -> Option<&Path> {
        match self {
            Locations::Base(base) => Some(base),
            _ => None,
        }
    }

    /// Returns the folder that the container's layout starts at.
    pub(crate) fn base(&self, variables: &Variables) -> PathBuf {
        match (self, variables.get("SAGEMAKER_BASE_DIR")) {
            (Locations::Base(base), _) => base.clone(),
            (_, Some(base)) => base.into(),
            _ => "/opt/ml".into(),
        }
    }

    /// Returns the folder of the config files.
    pub(crate) fn config_dir(&self, variables: &Variables) -> Option<PathBuf> {
        match (self, variables.get("SM_INPUT_CONFIG_DIR")) {
            (Locations::None | Locations::Given(_), _) => None,
            (Locations::Process, Some(dir)) => Some(dir.into()),
            _ => Some(self.base(variables).join("input").join("config")),
        }
    }

    /// Returns the path of a config file, whether or not it exists.
    pub(crate) fn config_file(&self, variables: &Variables, name: &str) -> Option<PathBuf> {
        let file = self.config_dir(variables)?.join(name);
        // A processing job has the list of its hosts in another folder.
        let of_processing_job = (name == RESOURCE_CONFIG && !exists(&file))
            .then(|| self.base(variables).join("config").join(name));
        Some(
            of_processing_job
                .filter(|file| exists(file))
                .unwrap_or(file),
        )
    }
}
