//! The names of a struct's hyperparameters, for code that names one:
//! `Hyperparameters::names().learning_rate`.
use std::marker::PhantomData;

use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::spec::const_str::ConstStr;

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

/// The name or the prefix in row `ROW` of `T`, which has the prefix `P`.
pub struct Row<P, T, const ROW: usize>(PhantomData<(P, T)>);

impl<P: Prefix, T: SmHyperparameters, const ROW: usize> Row<P, T, ROW> {
    const OWN: &'static str = T::SPEC.fields()[ROW].name_or_prefix();
    /// No name is longer than this.
    const JOINED: ConstStr<256> = ConstStr::of(&[P::TEXT, Self::OWN]);

    /// With all that stands before it.
    pub const TEXT: &'static str = if P::TEXT.is_empty() {
        Self::OWN
    } else {
        Self::JOINED.as_str()
    };
}

impl<P: Prefix, T: SmHyperparameters, const ROW: usize> Prefix for Row<P, T, ROW> {
    const TEXT: &'static str = Self::TEXT;
}
