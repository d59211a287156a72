//! The names of a struct's hyperparameters, for use in code:
//! `Hyperparameters::names().learning_rate`.

use std::marker::PhantomData;

use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::spec::const_str::ConstStr;
use crate::spec::name_structs::Prefix;

/// The name or the prefix in row `ROW` of `T`, after the prefix `P`.
pub struct Row<P, T, const ROW: usize>(PhantomData<(P, T)>);

impl<P: Prefix, T: SmHyperparameters, const ROW: usize> Row<P, T, ROW> {
    const OWN: &'static str = T::SPEC.fields()[ROW].name_or_prefix();
    // A name has at most 256 characters, of up to 4 bytes each.
    const JOINED: ConstStr<1024> = ConstStr::of(&[P::TEXT, Self::OWN]);

    /// The name with all prefixes.
    pub const TEXT: &'static str = if P::TEXT.is_empty() {
        Self::OWN
    } else {
        Self::JOINED.as_str()
    };
}

impl<P: Prefix, T: SmHyperparameters, const ROW: usize> Prefix for Row<P, T, ROW> {
    const TEXT: &'static str = Self::TEXT;
}
