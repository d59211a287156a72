use std::path::{Path, PathBuf};

/// A named input of the job: a directory with its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub(crate) name: String,
    pub(crate) dir: PathBuf,
}

impl Channel {
    /// The channel's name, in the spelling of the job: `train`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its data is: `/opt/ml/input/data/train`.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}
