//! An index by name of the values that belong to no field, since a `rest` map can have many.

use smenv_shared::names;

use crate::index::Index;
use crate::layers::arguments::arguments::Argument;
use crate::layers::entries::EntryId;
use crate::layers::variable::{UnmatchedVariable, Variable};

/// Indexes of arguments and variables.
pub(crate) struct ByName {
    /// Arguments, by their names with underscores.
    pub(crate) arguments: Index<String>,
    /// Unmatched variables, by their names with underscores.
    pub(crate) unmatched: Index<String>,
    /// Overrides, by the entries that they override.
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
            .filter(|(argument, _)| argument.can_be_for_name())
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
