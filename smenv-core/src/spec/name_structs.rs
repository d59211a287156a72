//! The structs that `names()` returns.

/// A struct with a field for each hyperparameter: its name, or the names of a flattened struct.
pub trait Names<P: Prefix>: Sized {
    /// The names, with the prefix `P`.
    const ALL: Self;
}

/// The names of a struct without hyperparameters.
pub struct NoNames;

impl<P: Prefix> Names<P> for NoNames {
    const ALL: Self = NoNames;
}

/// The prefix of the names of a struct.
pub trait Prefix {
    /// The prefix.
    const TEXT: &'static str;
}

/// The empty prefix.
pub struct NoPrefix;

impl Prefix for NoPrefix {
    const TEXT: &'static str = "";
}
