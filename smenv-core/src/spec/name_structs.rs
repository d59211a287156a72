//! Structs with a field for each name, which `names()` returns.

/// A struct with a field for each hyperparameter, which is its name; of a flattened struct, its
/// names.
pub trait Names: Sized {
    /// All of them.
    const ALL: Self;
}

/// Those of a struct that has none.
pub struct NoNames;

impl Names for NoNames {
    const ALL: Self = NoNames;
}

/// What stands before the names of a struct.
pub trait Prefix {
    /// The prefix.
    const TEXT: &'static str;
}

/// Nothing.
pub struct NoPrefix;

impl Prefix for NoPrefix {
    const TEXT: &'static str = "";
}
