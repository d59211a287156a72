//! The names that no field has: for a `rest` map, or unknown.
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use smenv_shared::{names, reserved};

use crate::error::problem::Origin;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::{Entries, EntryId};
use crate::layers::layers::Layers;
use crate::layers::lookup::Lookup;
use crate::layers::target::Target;
use crate::values::raw_value::RawKind;
use crate::values::value_type::ValueType;

impl<'a> Layers<'a> {
    /// Every hyperparameter that is no field's and not SageMaker's own, with its name. For the
    /// `rest` map with this prefix.
    pub(crate) fn rest(&self, prefix: &str, expected: &ValueType) -> Vec<(String, Lookup<'a>)> {
        let is_of_map =
            |name: &str| self.spec.rest_for(name) == Some(prefix) && !reserved::is_reserved(name);
        let mut names: Vec<(Cow<'_, str>, Vec<EntryId>)> = Vec::new();
        // The entries of one map differ by their exact names, but `-` and `_` are the same in the
        // prefix, which is not kept.
        let mut by_rest = BTreeMap::new();
        for (id, entry) in self.entries.unknown() {
            let name = entry.name();
            if !is_of_map(&name) {
                continue;
            }
            let rest = name
                .get(prefix.len()..)
                .filter(|_| !prefix.is_empty())
                .map(str::to_owned);
            let known = rest.map(|rest| *by_rest.entry(rest).or_insert(names.len()));
            match known.and_then(|known| names.get_mut(known)) {
                Some((_, ids)) => ids.push(id),
                None => names.push((name, vec![id])),
            }
        }
        if !self.arguments.is_empty() {
            let mut known: BTreeSet<String> = names
                .iter()
                .map(|(name, _)| names::with_underscores(name))
                .collect();
            for argument in self
                .arguments
                .iter()
                .filter(|argument| is_of_map(argument.name()))
            {
                if argument.is_for_rest() && known.insert(names::with_underscores(argument.name()))
                {
                    names.push((Cow::Borrowed(argument.name()), Vec::new()));
                }
            }
        }
        if !self.unmatched.is_empty() {
            let mut known: BTreeSet<String> = names
                .iter()
                .map(|(name, _)| names::to_variable_case(name))
                .collect();
            for unmatched in &self.unmatched {
                let Some(name) = unmatched
                    .name_in_rest(self.spec)
                    .filter(|name| is_of_map(name))
                else {
                    continue;
                };
                if known.insert(names::with_underscores(unmatched.variable.name)) {
                    names.push((Cow::Owned(name), Vec::new()));
                }
            }
        }
        let found = |(name, ids): (Cow<'_, str>, Vec<EntryId>)| {
            let lookup = self.find_among(&ids, Target::Name(&name), expected);
            (name.into_owned(), lookup)
        };
        names.into_iter().map(found).collect()
    }

    /// Calls `report` with every name that no field has, nor a `rest` map, where it was given, and
    /// its value.
    pub(crate) fn unknown(&self, report: &mut dyn FnMut(&str, Origin, Option<Candidate<'_>>)) {
        let is_taken =
            |name: &str| self.spec.rest_for(name).is_some() || reserved::is_reserved(name);
        for (id, entry) in self.entries.unknown() {
            if !is_taken(&entry.name()) {
                report(&entry.name(), self.by.origin(), self.found(id));
            }
        }
        // Where the file was asked for what `SM_HPS` lacks, its other names are as good as those of
        // `SM_HPS`.
        for (_, entry) in self
            .file_entries
            .get()
            .into_iter()
            .flat_map(Entries::unknown)
        {
            if !is_taken(&entry.name()) && self.entries.named(&entry.name()).is_empty() {
                report(
                    &entry.name(),
                    Layer::ConfigFile.origin(),
                    Some(Candidate::of_config_file(entry)),
                );
            }
        }
        for unmatched in &self.unmatched {
            if unmatched.is_unknown() && unmatched.name_in_rest(self.spec).is_none() {
                let name = unmatched.variable.full_name();
                report(
                    &name,
                    Origin::Variable(name.clone()),
                    Candidate::of_variable(unmatched.variable).ok(),
                );
            }
        }
        for argument in &self.arguments {
            if argument.is_unknown() && !(is_taken(argument.name()) && argument.is_for_rest()) {
                let found = argument.shown().map(|text| Candidate {
                    text: Cow::Borrowed(text),
                    kind: RawKind::Text,
                    by: argument.by(),
                });
                report(
                    &argument.spelt,
                    Origin::Argument(argument.spelt.clone().into_owned()),
                    found,
                );
            }
        }
    }
}
