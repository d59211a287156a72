//! Splits `SM_HPS` or `hyperparameters.json` into names and values that borrow from the text, and
//! assigns each to its field.

use std::borrow::Cow;
use std::cell::OnceCell;

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, SyntaxError, Token};
use smenv_shared::names;

use crate::index::Index;
use crate::layers::target::Target;
use crate::spec::spec::Spec;
use crate::values::raw_value::{RawKind, RawValue};

/// A name and its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// The source text between the quotes of the name.
    name: &'a str,
    is_escaped: bool,
    pub(crate) value: RawValue<'a>,
    /// Whether no other value can be for the same field.
    is_uncontested: bool,
}

impl<'a> Entry<'a> {
    pub(crate) fn name(&self) -> Cow<'a, str> {
        decoded(self.name, self.is_escaped)
    }
}

fn decoded(name: &str, is_escaped: bool) -> Cow<'_, str> {
    let kind = if is_escaped {
        Kind::Escaped
    } else {
        Kind::Text
    };
    Token { text: name, kind }
        .decoded()
        .unwrap_or(Cow::Borrowed(name))
}

/// Storage for one entry per hyperparameter of a [`Spec`], by number. It is lent from the stack to
/// avoid an allocation, or owned.
#[derive(Debug)]
pub(crate) enum Storage<'a> {
    Lent(&'a mut [Option<Entry<'a>>]),
    Owned(Vec<Option<Entry<'a>>>),
}

impl<'a> Storage<'a> {
    fn entries(&self) -> &[Option<Entry<'a>>] {
        match self {
            Storage::Lent(entries) => entries,
            Storage::Owned(entries) => entries,
        }
    }

    fn entries_mut(&mut self) -> &mut [Option<Entry<'a>>] {
        match self {
            Storage::Lent(entries) => entries,
            Storage::Owned(entries) => entries,
        }
    }
}

/// The position of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryId {
    /// The entry of the field with this number.
    Field(usize),
    /// The unclaimed entry with this number.
    Unclaimed(usize),
}

/// The entries of a text.
#[derive(Debug)]
pub(crate) struct Entries<'a> {
    /// The first entry of each field.
    fields: Storage<'a>,
    /// All others; most jobs have none.
    unclaimed: Option<Box<Unclaimed<'a>>>,
}

/// Entries that no field has, and further entries of a field, under another of its names.
#[derive(Debug, Default)]
struct Unclaimed<'a> {
    /// Each with the number of its field.
    entries: Vec<(Entry<'a>, Option<usize>)>,
    by_variable: OnceCell<Index<String>>,
    by_name: OnceCell<Index<String>>,
}

impl<'a> Entries<'a> {
    /// Creates an empty collection; `storage` must be empty.
    pub(crate) fn new(storage: Storage<'a>) -> Self {
        Entries {
            fields: storage,
            unclaimed: None,
        }
    }

    /// Creates an empty collection for the fields of `spec`.
    pub(crate) fn for_spec(spec: &Spec) -> Self {
        Entries::new(Storage::Owned(vec![None; spec.len()]))
    }

    /// Adds the entries of `text`.
    ///
    /// # Errors
    /// If `text` is not a JSON object. The entries before the error are added.
    pub(crate) fn split(&mut self, text: &'a str, spec: &Spec) -> Result<(), SyntaxError> {
        let Entries { fields, unclaimed } = self;
        let fields = fields.entries_mut();
        let outcome = scanner::entries(text, |name, value| {
            let kind = match value.kind {
                Kind::Text => RawKind::Text,
                Kind::Escaped => RawKind::Escaped,
                Kind::Null => RawKind::Null,
                _ => RawKind::Json,
            };
            let is_escaped = name.kind == Kind::Escaped;
            let entry = Entry {
                name: name.text,
                is_escaped,
                value: RawValue::new(value.text, kind),
                is_uncontested: true,
            };
            if !is_escaped {
                if let Some(field) = spec.find_own(name.text) {
                    if let Some(empty @ None) = fields.get_mut(field) {
                        *empty = Some(entry);
                        return;
                    }
                }
            }
            put(entry, spec, fields, unclaimed);
        });
        if let Some(unclaimed) = unclaimed {
            unclaimed.merge_repeated();
        }
        outcome
    }

    /// Returns the value of a field if no other value can be for it, as for most fields.
    #[inline]
    pub(crate) fn uncontested(&self, field: usize) -> Option<&RawValue<'a>> {
        match self.fields.entries().get(field) {
            Some(Some(entry)) if entry.is_uncontested => Some(&entry.value),
            _ => None,
        }
    }

    /// Returns whether each entry is the only one of its field.
    pub(crate) fn are_all_claimed(&self) -> bool {
        self.unclaimed.is_none()
    }

    /// Marks a field for which another value may exist.
    pub(crate) fn contest(&mut self, field: Option<usize>) {
        if let Some(Some(entry)) = field.and_then(|field| self.fields.entries_mut().get_mut(field))
        {
            entry.is_uncontested = false;
        }
    }

    pub(crate) fn get(&self, id: EntryId) -> Option<&Entry<'a>> {
        match id {
            EntryId::Field(field) => self.fields.entries().get(field)?.as_ref(),
            EntryId::Unclaimed(index) => self.unclaimed().get(index).map(|(entry, _)| entry),
        }
    }

    /// Returns the entries of a target.
    pub(crate) fn of(&self, target: Target<'_>) -> Vec<EntryId> {
        match target {
            Target::Field(field) => self.of_field(field),
            Target::Name(name) => self.named(name),
        }
    }

    /// Returns the entries of a field.
    pub(crate) fn of_field(&self, field: usize) -> Vec<EntryId> {
        let mut ids = Vec::from_iter(self.at(field));
        for (index, (_, entry_field)) in self.unclaimed().iter().enumerate() {
            if *entry_field == Some(field) {
                ids.push(EntryId::Unclaimed(index));
            }
        }
        ids
    }

    /// Returns the entries with this name that no field has.
    pub(crate) fn named(&self, name: &str) -> Vec<EntryId> {
        let unclaimed = self.unclaimed.as_deref();
        unclaimed.map_or_else(Vec::new, |unclaimed| {
            let by_name = unclaimed
                .by_name
                .get_or_init(|| unclaimed.index_by(names::with_underscores));
            by_name
                .get(&names::with_underscores(name))
                .map(EntryId::Unclaimed)
                .collect()
        })
    }

    /// Returns the entry for which a producer would set the variable `SM_HP_` + `variable`; `field`
    /// is the field with this variable.
    pub(crate) fn with_variable(&self, variable: &str, field: Option<usize>) -> VariableMatch {
        let mut matched = VariableMatch::None;
        if let Some(id) = field.and_then(|field| self.at(field)) {
            matched.add(self, id, variable);
        }
        if let Some(unclaimed) = &self.unclaimed {
            let by_variable = unclaimed
                .by_variable
                .get_or_init(|| unclaimed.index_by(names::to_variable_case));
            for index in by_variable.get(&names::to_variable_case(variable)) {
                if matched == VariableMatch::Several {
                    break;
                }
                matched.add(self, EntryId::Unclaimed(index), variable);
            }
        }
        matched
    }

    /// Returns the entries that no field has, in the order of the text.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (EntryId, &Entry<'a>)> {
        let entries = self.unclaimed().iter().enumerate();
        entries
            .filter(|(_, (_, field))| field.is_none())
            .map(|(index, (entry, _))| (EntryId::Unclaimed(index), entry))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.fields
            .entries()
            .iter()
            .flatten()
            .chain(self.unclaimed().iter().map(|(entry, _)| entry))
    }

    fn unclaimed(&self) -> &[(Entry<'a>, Option<usize>)] {
        self.unclaimed
            .as_ref()
            .map_or(&[], |unclaimed| &unclaimed.entries)
    }

    fn at(&self, field: usize) -> Option<EntryId> {
        self.fields
            .entries()
            .get(field)
            .is_some_and(Option::is_some)
            .then_some(EntryId::Field(field))
    }
}

/// Adds an entry whose field has another name, or already has an entry, or that no field has.
#[cold]
fn put<'a>(
    entry: Entry<'a>,
    spec: &Spec,
    fields: &mut [Option<Entry<'a>>],
    unclaimed: &mut Option<Box<Unclaimed<'a>>>,
) {
    let name = entry.name();
    let field = spec.find(&name);
    match field.and_then(|field| fields.get_mut(field)) {
        Some(empty @ None) => *empty = Some(entry),
        // The last of several entries with exactly the same name counts, as in Python.
        Some(Some(earlier)) if earlier.name() == name => earlier.value = entry.value,
        Some(Some(earlier)) => {
            earlier.is_uncontested = false;
            unclaimed
                .get_or_insert_default()
                .entries
                .push((entry, field));
        }
        None => unclaimed
            .get_or_insert_default()
            .entries
            .push((entry, None)),
    }
}

/// The entry that a variable was set for. A variable that several names have belongs to no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariableMatch {
    None,
    One(EntryId),
    Several,
}

impl VariableMatch {
    fn add(&mut self, entries: &Entries<'_>, id: EntryId, variable: &str) {
        if entries
            .get(id)
            .is_some_and(|entry| names::is_exact_variable_of(&entry.name(), variable))
        {
            *self = if *self == VariableMatch::None {
                VariableMatch::One(id)
            } else {
                VariableMatch::Several
            };
        }
    }
}

impl<'a> Unclaimed<'a> {
    /// Merges entries with exactly the same name: the first keeps its position and gets the value
    /// of the last, as in Python.
    fn merge_repeated(&mut self) {
        let names: Vec<Cow<'a, str>> = self.entries.iter().map(|(entry, _)| entry.name()).collect();
        let order = names::sorted_with_index(names.iter().map(|name| &**name));
        let mut is_first = vec![true; order.len()];
        for same_name in order.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, first), .., (_, last)] = same_name {
                self.entries[*first].0.value = self.entries[*last].0.value;
                same_name[1..]
                    .iter()
                    .for_each(|(_, later)| is_first[*later] = false);
            }
        }
        let mut is_kept = is_first.into_iter();
        self.entries.retain(|_| is_kept.next() == Some(true));
    }

    /// Returns an index of the entries by `key` of their names.
    fn index_by(&self, key: fn(&str) -> String) -> Index<String> {
        self.entries
            .iter()
            .map(|(entry, _)| key(&entry.name()))
            .zip(0..)
            .collect()
    }
}
