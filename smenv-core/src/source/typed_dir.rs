//! Where a job's data is and where its results go, as a person typed it.
use std::path::PathBuf;

use smenv_shared::names;

use crate::error::problem::Origin;

/// A directory that a person typed.
#[derive(Clone, Debug)]
pub(crate) struct TypedDir {
    /// The name of the channel, or of the directory.
    name: &'static str,
    is_channel: bool,
    /// Empty if it was typed wrongly, so that it is not missing too.
    pub(crate) path: PathBuf,
    /// As typed, with its dashes.
    spelt: String,
    /// Whether a word behind the name is the name of a secret.
    pub(crate) names_secret: bool,
}

impl TypedDir {
    #[cfg(feature = "run")]
    pub(crate) fn new(
        name: &'static str,
        is_channel: bool,
        path: PathBuf,
        spelt: String,
        names_secret: bool,
    ) -> Self {
        TypedDir {
            name,
            is_channel,
            path,
            spelt,
            names_secret,
        }
    }

    /// Whether it is the channel or the directory of this name.
    pub(crate) fn is(&self, is_channel: bool, name: &str) -> bool {
        self.is_channel == is_channel && names::are_equivalent(self.name, name)
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn is_channel(&self) -> bool {
        self.is_channel
    }

    pub(crate) fn origin(&self) -> Origin {
        Origin::Argument(self.spelt.clone())
    }
}
