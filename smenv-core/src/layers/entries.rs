//! The hyperparameters of `SM_HPS` or of `hyperparameters.json`, split into names and values that
//! borrow from the text, each at the place of the field that has its name.
use std::borrow::Cow;
use std::cell::OnceCell;

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, SyntaxError, Token};
use smenv_shared::names;

use crate::index::Index;
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
    is_sole: bool,
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

/// Room for the slots of a struct's fields, one a hyperparameter of its [`Spec`], by number. It is
/// lent from the stack, so that filling a struct allocates no more than the struct does; or its
/// own.
#[derive(Debug)]
pub(crate) enum Storage<'a> {
    Lent(&'a mut [Option<Entry<'a>>]),
    Own(Vec<Option<Entry<'a>>>),
}

impl<'a> Storage<'a> {
    fn slots(&self) -> &[Option<Entry<'a>>] {
        match self {
            Storage::Lent(slots) => slots,
            Storage::Own(slots) => slots,
        }
    }

    fn slots_mut(&mut self) -> &mut [Option<Entry<'a>>] {
        match self {
            Storage::Lent(slots) => slots,
            Storage::Own(slots) => slots,
        }
    }
}

/// Where a slot is.
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
    slots: Vec<(Entry<'a>, Option<usize>)>,
    by_variable: OnceCell<Index<String>>,
    by_name: OnceCell<Index<String>>,
}

impl<'a> Entries<'a> {
    /// None yet.
    pub(crate) fn none(room: Storage<'a>) -> Self {
        Entries {
            fields: room,
            others: None,
        }
    }

    /// None yet, with room of their own for the fields of `spec`.
    pub(crate) fn none_for(spec: &Spec) -> Self {
        Entries::none(Storage::Own(vec![None; spec.len()]))
    }

    /// Splits `text` for the fields of `spec`. After a fault what stands before it is there.
    pub(crate) fn split(&mut self, text: &'a str, spec: &Spec) -> Result<(), SyntaxError> {
        let Entries { fields, others } = self;
        let fields = fields.slots_mut();
        let outcome = scanner::entries(text, |name, value| {
            let form = match value.kind {
                Kind::Text => RawKind::Text,
                Kind::Escaped => RawKind::Escaped,
                Kind::Null => RawKind::Null,
                _ => RawKind::Json,
            };
            let is_escaped = name.kind == Kind::Escaped;
            let slot = Entry {
                name: name.text,
                is_escaped,
                value: RawValue::new(value.text, form),
                is_sole: true,
            };
            if !is_escaped {
                if let Some(field) = spec.find_own(name.text) {
                    if let Some(free @ None) = fields.get_mut(field) {
                        *free = Some(slot);
                        return;
                    }
                }
            }
            put(slot, spec, fields, others);
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
        match self.fields.slots().get(field) {
            Some(Some(slot)) if slot.is_sole => Some(&slot.value),
            _ => None,
        }
    }

    /// Whether each slot is a field's, and the only one.
    pub(crate) fn are_fields(&self) -> bool {
        self.others.is_none()
    }

    /// Something else is given for this field too.
    pub(crate) fn contest(&mut self, field: Option<usize>) {
        if let Some(Some(slot)) = field.and_then(|field| self.fields.slots_mut().get_mut(field)) {
            slot.is_sole = false;
        }
    }

    pub(crate) fn get(&self, place: EntryId) -> Option<&Entry<'a>> {
        match place {
            EntryId::Field(field) => self.fields.slots().get(field)?.as_ref(),
            EntryId::Other(index) => self.others().get(index).map(|(slot, _)| slot),
        }
    }

    /// The slots with a name of this field.
    pub(crate) fn of_field(&self, field: usize) -> Vec<EntryId> {
        let mut places = Vec::from_iter(self.at(field));
        for (index, (_, of)) in self.others().iter().enumerate() {
            if *of == Some(field) {
                places.push(EntryId::Other(index));
            }
        }
        places
    }

    /// The slots with this name that are no field's.
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

    /// The slot for which a producer would make the variable `SM_HP_` + `variable`; `field` is the
    /// field whose variable it is.
    pub(crate) fn with_variable(&self, variable: &str, field: Option<usize>) -> VariableMatch {
        let mut found = VariableMatch::Nobody;
        if let Some(place) = field.and_then(|field| self.at(field)) {
            found.add(self, place, variable);
        }
        if let Some(others) = &self.others {
            let by_variable = others.by_variable.get_or_init(|| others.by(names::folded));
            for index in by_variable.get(&names::folded(variable)) {
                if found == VariableMatch::Several {
                    break;
                }
                found.add(self, EntryId::Other(index), variable);
            }
        }
        found
    }

    /// The slots that are no field's, in the order of the text.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (EntryId, &Entry<'a>)> {
        let slots = self.others().iter().enumerate();
        slots
            .filter(|(_, (_, field))| field.is_none())
            .map(|(index, (slot, _))| (EntryId::Other(index), slot))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.fields
            .slots()
            .iter()
            .flatten()
            .chain(self.others().iter().map(|(slot, _)| slot))
    }

    fn others(&self) -> &[(Entry<'a>, Option<usize>)] {
        self.others.as_ref().map_or(&[], |others| &others.slots)
    }

    fn at(&self, field: usize) -> Option<EntryId> {
        self.fields
            .slots()
            .get(field)
            .is_some_and(Option::is_some)
            .then_some(EntryId::Field(field))
    }
}

/// Puts a slot where it belongs, whatever is special about it.
#[cold]
fn put<'a>(
    slot: Entry<'a>,
    spec: &Spec,
    fields: &mut [Option<Entry<'a>>],
    others: &mut Option<Box<Unclaimed<'a>>>,
) {
    let name = slot.name();
    let field = spec.find(&name);
    match field.and_then(|field| fields.get_mut(field)) {
        Some(free @ None) => *free = Some(slot),
        // Of two slots with the very same name the later counts, as in Python.
        Some(Some(earlier)) if earlier.name() == name => earlier.value = slot.value,
        Some(Some(earlier)) => {
            earlier.is_sole = false;
            others.get_or_insert_default().slots.push((slot, field));
        }
        None => others.get_or_insert_default().slots.push((slot, None)),
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
    fn add(&mut self, slots: &Entries<'_>, place: EntryId, variable: &str) {
        if slots
            .get(place)
            .is_some_and(|slot| names::stands_for(variable, &slot.name()))
        {
            *self = if *self == VariableMatch::Nobody {
                VariableMatch::Only(place)
            } else {
                VariableMatch::Several
            };
        }
    }
}

impl<'a> Unclaimed<'a> {
    /// Of slots with the very same name the first has the place and the last the value, as in
    /// Python.
    #[cold]
    fn merge_repeated(&mut self) {
        let names: Vec<Cow<'a, str>> = self.slots.iter().map(|(slot, _)| slot.name()).collect();
        let order = names::sorted(names.iter().map(|name| &**name));
        let mut is_first = vec![true; order.len()];
        for of_one_name in order.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, first), .., (_, last)] = of_one_name {
                self.slots[*first].0.value = self.slots[*last].0.value;
                of_one_name[1..]
                    .iter()
                    .for_each(|(_, later)| is_first[*later] = false);
            }
        }
        let mut stays = is_first.into_iter();
        self.slots.retain(|_| stays.next() == Some(true));
    }

    /// Indexes the slots by what `key` makes of their names.
    #[cold]
    fn by(&self, key: fn(&str) -> String) -> Index<String> {
        self.slots
            .iter()
            .map(|(slot, _)| key(&slot.name()))
            .zip(0..)
            .collect()
    }
}
