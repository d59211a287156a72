//! Finds the value of a field or a name in the first layer that has one.

use std::borrow::Cow;

use smenv_shared::names;

use crate::layers::arguments::arguments::Argument;
use crate::layers::by_name::ByName;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::EntryId;
use crate::layers::layers::Layers;
use crate::layers::lookup::{Lookup, Merged};
use crate::layers::original_spelling::keeps_spelling;
use crate::layers::target::Target;
use crate::layers::variable::Variable;
use crate::spec::spec::FieldSpec;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_type::ValueType;

impl<'a> Layers<'a> {
    /// Returns the value of a field in `SM_HPS` if no other layer can change it, as for most
    /// fields.
    #[inline]
    pub(crate) fn find_uncontested(
        &self,
        number: usize,
        field: &FieldSpec,
    ) -> Option<&RawValue<'a>> {
        let raw = self.entries.uncontested(number)?;
        let is_final = match raw.kind() {
            RawKind::Text | RawKind::Escaped => true,
            RawKind::Json => {
                !field.wants_text() || keeps_spelling(raw.source_text(), field.expected())
            }
            RawKind::Null => false,
        };
        (is_final && self.entries_layer == Layer::SmHps).then_some(raw)
    }

    /// Finds the value of a target.
    pub(crate) fn find(&self, target: Target<'_>, expected: &ValueType) -> Lookup<'a> {
        self.find_among(&self.entries.of(target), target, expected)
    }

    /// Finds the value of a target; `ids` are its entries.
    pub(crate) fn find_among(
        &self,
        ids: &[EntryId],
        target: Target<'_>,
        expected: &ValueType,
    ) -> Lookup<'a> {
        let mut typed = Merged::default();
        for argument in self.arguments_for(target) {
            typed.add(argument.as_typed.clone(), argument.candidate(expected));
        }
        if let Some(lookup) = typed.lookup() {
            return lookup;
        }

        let mut overrides = Merged::default();
        let mut empty = None;
        for variable in self.overrides_of(target, ids) {
            overrides.add(
                variable.full_name().into(),
                Candidate::of_variable(variable),
            );
        }
        for variable in self.unmatched_for(target) {
            if variable.value.is_empty() {
                empty = Some(variable);
            } else {
                overrides.add(
                    variable.full_name().into(),
                    Candidate::of_variable(variable),
                );
            }
        }
        if let Some(lookup) = overrides.lookup() {
            return lookup;
        }

        let mut in_entries = Merged::default();
        for id in ids {
            if let (Some(entry), Some(candidate)) = (
                self.entries.get(*id),
                self.with_original_spelling(*id, expected),
            ) {
                in_entries.add(entry.name(), Ok(candidate));
            }
        }
        if let Some(lookup) = in_entries.lookup() {
            return lookup;
        }

        let mut in_file = Merged::default();
        if self.entries_layer == Layer::SmHps {
            let entries = self.file_entries();
            for id in entries.of(target) {
                if let Some(entry) = entries.get(id) {
                    in_file.add(entry.name(), Ok(Candidate::of_config_file(entry)));
                }
            }
        }
        // An empty variable overrides nothing, so it counts last.
        if let Some(variable) = empty {
            if in_file.is_empty() {
                in_file.add(Cow::Borrowed(""), Candidate::of_variable(variable));
            }
        }
        in_file.lookup().unwrap_or(Lookup::Nothing)
    }

    fn by_name(&self) -> &ByName {
        self.by_name
            .get_or_init(|| ByName::of(&self.arguments, &self.unmatched, &self.overrides))
    }

    // A struct has few fields, so scanning everything for each is fast. There can be as many names
    // as arguments or variables, so names are indexed.

    fn arguments_for(&self, target: Target<'_>) -> Vec<&Argument<'a>> {
        match target {
            _ if self.arguments.is_empty() => Vec::new(),
            Target::Field(field) => self
                .arguments
                .iter()
                .filter(|argument| argument.field == Some(field))
                .collect(),
            Target::Name(name) => {
                let ids = self.by_name().arguments.get(&names::with_underscores(name));
                ids.map(|at| &self.arguments[at]).collect()
            }
        }
    }

    fn overrides_of(&self, target: Target<'_>, ids: &[EntryId]) -> Vec<Variable<'a>> {
        match target {
            _ if self.overrides.is_empty() => Vec::new(),
            Target::Field(_) => {
                let overrides = self.overrides.iter().filter(|(id, _)| ids.contains(id));
                overrides.map(|(_, variable)| *variable).collect()
            }
            Target::Name(_) => {
                let index = &self.by_name().overrides;
                let mut matches: Vec<usize> = ids.iter().flat_map(|id| index.get(id)).collect();
                matches.sort_unstable();
                matches.into_iter().map(|at| self.overrides[at].1).collect()
            }
        }
    }

    fn unmatched_for(&self, target: Target<'_>) -> Vec<Variable<'a>> {
        match target {
            _ if self.unmatched.is_empty() => Vec::new(),
            Target::Field(field) => {
                let unmatched = self
                    .unmatched
                    .iter()
                    .filter(|unmatched| unmatched.field == Some(field));
                unmatched.map(|unmatched| unmatched.variable).collect()
            }
            Target::Name(name) => {
                let matches = self.by_name().unmatched.get(&names::to_variable_case(name));
                matches.map(|at| self.unmatched[at].variable).collect()
            }
        }
    }
}
