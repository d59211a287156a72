//! The hyperparameters of `SM_HPS` or of `hyperparameters.json`, split into names and values that
//! borrow from the text, each at the id of the field that has its name.
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
    /// As it is spelt between its quotes.
    name: &'a str,
    is_escaped: bool,
    pub(crate) value: RawValue<'a>,
    /// Whether nothing else that is given can be for the same field.
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

/// Room for the entries of a struct's fields, one a hyperparameter of its [`Spec`], by number. It is
/// lent from the stack, so that filling a struct allocates no more than the struct does; or its
/// own.
#[derive(Debug)]
pub(crate) enum Storage<'a> {
    Lent(&'a mut [Option<Entry<'a>>]),
    Own(Vec<Option<Entry<'a>>>),
}

impl<'a> Storage<'a> {
    fn entries(&self) -> &[Option<Entry<'a>>] {
        match self {
            Storage::Lent(entries) => entries,
            Storage::Own(entries) => entries,
        }
    }

    fn entries_mut(&mut self) -> &mut [Option<Entry<'a>>] {
        match self {
            Storage::Lent(entries) => entries,
            Storage::Own(entries) => entries,
        }
    }
}

/// Where a entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryId {
    /// At the field of this number.
    Field(usize),
    /// Among the others.
    Other(usize),
}

#[derive(Debug)]
pub(crate) struct Entries<'a> {
    /// What is given under a field's name, or one of its names.
    fields: Storage<'a>,
    /// There are some but rarely.
    others: Option<Box<Unclaimed<'a>>>,
}

/// What is no field's, and second spellings of what is one's.
#[derive(Debug, Default)]
struct Unclaimed<'a> {
    /// Each with the field that it is for.
    entries: Vec<(Entry<'a>, Option<usize>)>,
    by_variable: OnceCell<Index<String>>,
    by_name: OnceCell<Index<String>>,
}

impl<'a> Entries<'a> {
    /// None yet.
    pub(crate) fn none(storage: Storage<'a>) -> Self {
        Entries {
            fields: storage,
            others: None,
        }
    }

    /// None yet, with storage of their own for the fields of `spec`.
    pub(crate) fn none_for(spec: &Spec) -> Self {
        Entries::none(Storage::Own(vec![None; spec.len()]))
    }

    /// Splits `text` for the fields of `spec`. After a fault what stands before it is there.
    pub(crate) fn split(&mut self, text: &'a str, spec: &Spec) -> Result<(), SyntaxError> {
        let Entries { fields, others } = self;
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
                    if let Some(free @ None) = fields.get_mut(field) {
                        *free = Some(entry);
                        return;
                    }
                }
            }
            put(entry, spec, fields, others);
        });
        if let Some(others) = others {
            others.merge_repeated();
        }
        outcome
    }

    /// The value of a field, where nothing else that is given can be for it: so it is for nearly
    /// every field.
    #[inline]
    pub(crate) fn uncontested(&self, field: usize) -> Option<&RawValue<'a>> {
        match self.fields.entries().get(field) {
            Some(Some(entry)) if entry.is_uncontested => Some(&entry.value),
            _ => None,
        }
    }

    /// Whether each entry is a field's, and the only one.
    pub(crate) fn are_fields(&self) -> bool {
        self.others.is_none()
    }

    /// Something else is given for this field too.
    pub(crate) fn contest(&mut self, field: Option<usize>) {
        if let Some(Some(entry)) = field.and_then(|field| self.fields.entries_mut().get_mut(field))
        {
            entry.is_uncontested = false;
        }
    }

    pub(crate) fn get(&self, id: EntryId) -> Option<&Entry<'a>> {
        match id {
            EntryId::Field(field) => self.fields.entries().get(field)?.as_ref(),
            EntryId::Other(index) => self.others().get(index).map(|(entry, _)| entry),
        }
    }

    /// Returns the entries of a target.
    pub(crate) fn of(&self, target: Target<'_>) -> Vec<EntryId> {
        match target {
            Target::Field(field) => self.of_field(field),
            Target::Name(name) => self.named(name),
        }
    }

    /// The entries with a name of this field.
    pub(crate) fn of_field(&self, field: usize) -> Vec<EntryId> {
        let mut ids = Vec::from_iter(self.at(field));
        for (index, (_, of)) in self.others().iter().enumerate() {
            if *of == Some(field) {
                ids.push(EntryId::Other(index));
            }
        }
        ids
    }

    /// The entries with this name that are no field's.
    pub(crate) fn named(&self, name: &str) -> Vec<EntryId> {
        let others = self.others.as_deref();
        others.map_or_else(Vec::new, |others| {
            let by_name = others
                .by_name
                .get_or_init(|| others.by(names::with_underscores));
            by_name
                .get(&names::with_underscores(name))
                .map(EntryId::Other)
                .collect()
        })
    }

    /// The entry for which a producer would make the variable `SM_HP_` + `variable`; `field` is the
    /// field whose variable it is.
    pub(crate) fn with_variable(&self, variable: &str, field: Option<usize>) -> VariableMatch {
        let mut found = VariableMatch::Nobody;
        if let Some(id) = field.and_then(|field| self.at(field)) {
            found.add(self, id, variable);
        }
        if let Some(others) = &self.others {
            let by_variable = others
                .by_variable
                .get_or_init(|| others.by(names::to_variable_case));
            for index in by_variable.get(&names::to_variable_case(variable)) {
                if found == VariableMatch::Several {
                    break;
                }
                found.add(self, EntryId::Other(index), variable);
            }
        }
        found
    }

    /// The entries that are no field's, in the order of the text.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (EntryId, &Entry<'a>)> {
        let entries = self.others().iter().enumerate();
        entries
            .filter(|(_, (_, field))| field.is_none())
            .map(|(index, (entry, _))| (EntryId::Other(index), entry))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.fields
            .entries()
            .iter()
            .flatten()
            .chain(self.others().iter().map(|(entry, _)| entry))
    }

    fn others(&self) -> &[(Entry<'a>, Option<usize>)] {
        self.others.as_ref().map_or(&[], |others| &others.entries)
    }

    fn at(&self, field: usize) -> Option<EntryId> {
        self.fields
            .entries()
            .get(field)
            .is_some_and(Option::is_some)
            .then_some(EntryId::Field(field))
    }
}

/// Puts a entry where it belongs, whatever is special about it.
#[cold]
fn put<'a>(
    entry: Entry<'a>,
    spec: &Spec,
    fields: &mut [Option<Entry<'a>>],
    others: &mut Option<Box<Unclaimed<'a>>>,
) {
    let name = entry.name();
    let field = spec.find(&name);
    match field.and_then(|field| fields.get_mut(field)) {
        Some(free @ None) => *free = Some(entry),
        // Of two entries with the very same name the later counts, as in Python.
        Some(Some(earlier)) if earlier.name() == name => earlier.value = entry.value,
        Some(Some(earlier)) => {
            earlier.is_uncontested = false;
            others.get_or_insert_default().entries.push((entry, field));
        }
        None => others.get_or_insert_default().entries.push((entry, None)),
    }
}

/// Whose a variable is: a variable that two names share is nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariableMatch {
    Nobody,
    Only(EntryId),
    Several,
}

impl VariableMatch {
    fn add(&mut self, entries: &Entries<'_>, id: EntryId, variable: &str) {
        if entries
            .get(id)
            .is_some_and(|entry| names::is_exact_variable_of(&entry.name(), variable))
        {
            *self = if *self == VariableMatch::Nobody {
                VariableMatch::Only(id)
            } else {
                VariableMatch::Several
            };
        }
    }
}

impl<'a> Unclaimed<'a> {
    /// Of entries with the very same name the first has the id and the last the value, as in
    /// Python.
    #[cold]
    fn merge_repeated(&mut self) {
        let names: Vec<Cow<'a, str>> = self.entries.iter().map(|(entry, _)| entry.name()).collect();
        let order = names::sorted_with_index(names.iter().map(|name| &**name));
        let mut is_first = vec![true; order.len()];
        for of_one_name in order.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, first), .., (_, last)] = of_one_name {
                self.entries[*first].0.value = self.entries[*last].0.value;
                of_one_name[1..]
                    .iter()
                    .for_each(|(_, later)| is_first[*later] = false);
            }
        }
        let mut stays = is_first.into_iter();
        self.entries.retain(|_| stays.next() == Some(true));
    }

    /// Indexes the entries by what `key` makes of their names.
    #[cold]
    fn by(&self, key: fn(&str) -> String) -> Index<String> {
        self.entries
            .iter()
            .map(|(entry, _)| key(&entry.name()))
            .zip(0..)
            .collect()
    }
}
