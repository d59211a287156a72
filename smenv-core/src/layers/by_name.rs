//! What is not a field's, indexed by name: the entries of a `rest` map can be many.
use smenv_shared::names;

use crate::index::Index;
use crate::layers::arguments::arguments::Argument;
use crate::layers::entries::EntryId;
use crate::layers::variable::{UnmatchedVariable, Variable};

/// Positions by name.
pub(crate) struct ByName {
    /// The arguments, by their names with underscores.
    pub(crate) arguments: Index<String>,
    /// The unmatched variables, by their names with underscores.
    pub(crate) unmatched: Index<String>,
    pub(crate) overrides: Index<EntryId>,
}

impl ByName {
    pub(crate) fn of(
        arguments: &[Argument<'_>],
        unmatched: &[UnmatchedVariable<'_>],
        overrides: &[(EntryId, Variable<'_>)],
    ) -> Self {
        let arguments = arguments
            .iter()
            .zip(0..)
            .filter(|(argument, _)| argument.may_be_for_a_name())
            .map(|(argument, at)| (names::with_underscores(argument.name()), at));
        let unmatched = unmatched
            .iter()
            .zip(0..)
            .filter(|(unmatched, _)| unmatched.field.is_none())
            .map(|(unmatched, at)| (names::with_underscores(unmatched.variable.name), at));
        let overrides = overrides.iter().zip(0..).map(|((id, _), at)| (*id, at));
        ByName {
            arguments: arguments.collect(),
            unmatched: unmatched.collect(),
            overrides: overrides.collect(),
        }
    }
}
