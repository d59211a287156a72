//! Channels and directories that a person typed as arguments.

use std::path::PathBuf;

use smenv_shared::names;

use crate::error::problem::Origin;

/// A directory that a person typed.
#[derive(Clone, Debug)]
pub(crate) struct TypedDir {
    /// The name of the channel, or of the directory.
    name: &'static str,
    is_channel: bool,
    /// Empty if it is invalid, so that it is not reported as missing too.
    pub(crate) path: PathBuf,
    /// The name as typed, with its dashes.
    as_typed: String,
    /// Whether a word after the name is the name of a secret.
    pub(crate) names_secret: bool,
}

impl TypedDir {
    #[cfg(feature = "run")]
    pub(crate) fn new(
        name: &'static str,
        is_channel: bool,
        path: PathBuf,
        as_typed: String,
        names_secret: bool,
    ) -> Self {
        TypedDir {
            name,
            is_channel,
            path,
            as_typed,
            names_secret,
        }
    }

    /// Returns whether it is the channel or the directory with this name.
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
        Origin::Argument(self.as_typed.clone())
    }
}
