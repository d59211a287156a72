//! The names that no field has: those of a `rest` map, and unknown ones.

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
    /// Returns the names and values of the `rest` map with this prefix: those that no field has and
    /// SageMaker does not reserve.
    pub(crate) fn rest(&self, prefix: &str, expected: &ValueType) -> Vec<(String, Lookup<'a>)> {
        let is_of_map =
            |name: &str| self.spec.rest_for(name) == Some(prefix) && !reserved::is_reserved(name);
        let mut names: Vec<(Cow<'_, str>, Vec<EntryId>)> = Vec::new();
        // `-` and `_` are the same in the prefix, but not in the keys of the map.
        let mut by_key = BTreeMap::new();
        for (id, entry) in self.entries.unknown() {
            let name = entry.name();
            if !is_of_map(&name) {
                continue;
            }
            let key = name
                .get(prefix.len()..)
                .filter(|_| !prefix.is_empty())
                .map(str::to_owned);
            let known = key.map(|key| *by_key.entry(key).or_insert(names.len()));
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
        let find = |(name, ids): (Cow<'_, str>, Vec<EntryId>)| {
            let lookup = self.find_among(&ids, Target::Name(&name), expected);
            (name.into_owned(), lookup)
        };
        names.into_iter().map(find).collect()
    }

    /// Calls `report` with every name that neither a field nor a `rest` map has, its origin and its
    /// value.
    pub(crate) fn unknown(&self, report: &mut dyn FnMut(&str, Origin, Option<Candidate<'_>>)) {
        let is_known =
            |name: &str| self.spec.rest_for(name).is_some() || reserved::is_reserved(name);
        for (id, entry) in self.entries.unknown() {
            if !is_known(&entry.name()) {
                report(
                    &entry.name(),
                    self.entries_layer.origin(),
                    self.candidate(id),
                );
            }
        }
        // If the file was read because a name is missing from `SM_HPS`, its unknown names count
        // too.
        for (_, entry) in self
            .file_entries
            .get()
            .into_iter()
            .flat_map(Entries::unknown)
        {
            if !is_known(&entry.name()) && self.entries.named(&entry.name()).is_empty() {
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
            if argument.is_unknown() && !(is_known(argument.name()) && argument.is_for_rest()) {
                let candidate = argument.shown().map(|text| Candidate {
                    text: Cow::Borrowed(text),
                    kind: RawKind::Text,
                    layer: argument.layer(),
                });
                report(
                    &argument.as_typed,
                    Origin::Argument(argument.as_typed.clone().into_owned()),
                    candidate,
                );
            }
        }
    }
}
