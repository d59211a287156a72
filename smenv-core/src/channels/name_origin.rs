//! How far a channel's name can be trusted.

use smenv_shared::names;

/// The origin of a channel's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameOrigin {
    /// A list or a folder: the name has the job's spelling.
    Listed,
    /// A variable, whose name has lost its case and perhaps its dashes.
    FromVariable,
}

impl NameOrigin {
    /// Returns whether the job's channel `name` may be the channel that is called `sought`.
    #[inline]
    pub(crate) fn matches(self, name: &str, sought: &str) -> bool {
        match self {
            NameOrigin::Listed => names::are_equivalent(name, sought),
            NameOrigin::FromVariable => {
                names::to_variable_case(name) == names::to_variable_case(sought)
            }
        }
    }
}
