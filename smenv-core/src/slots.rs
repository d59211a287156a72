//! The hyperparameters of `SM_HPS` or of `hyperparameters.json`, split into names and values that borrow from the text.

use std::borrow::Cow;
use std::num::NonZero;

use crate::names::{self, Name};
use crate::python_json::{self, Broken, Kind, Token};
use crate::raw::{Form, Raw};

/// A name and its value.
#[derive(Debug)]
pub(crate) struct Slot<'a> {
    pub(crate) name: Cow<'a, str>,
    value: &'a str,
    form: Form,
    /// Whether a field has this name.
    pub(crate) taken: bool,
}

impl<'a> Slot<'a> {
    pub(crate) fn raw(&self) -> Raw<'a> {
        Raw::new(self.value, self.form)
    }
}

/// The slots in the order of the text, found by the hash of their name.
#[derive(Debug, Default)]
pub(crate) struct Slots<'a> {
    slots: Vec<Slot<'a>>,
    /// Open addressing, at most half full; the length is a power of two.
    table: Vec<Option<Entry>>,
}

/// A slot's hash, and where it is.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    /// One more than the index.
    number: NonZero<u32>,
}

impl<'a> Slots<'a> {
    /// Splits `text`; `expected` is how many slots are likely. After a fault those before it are there.
    pub(crate) fn split(text: &'a str, expected: usize) -> (Self, Result<(), Broken>) {
        let expected = expected.max(4);
        let mut split =
            Slots { slots: Vec::with_capacity(expected), table: vec![None; (expected * 2).next_power_of_two()] };
        let outcome = python_json::entries(text, |name: Token<'a>, value: Token<'a>| {
            let name = match name.decoded() {
                Ok(name) => name,
                Err(python_json::LoneSurrogate) => Cow::Borrowed(name.text),
            };
            let form = match value.kind {
                Kind::String { escaped: true } => Form::Escaped,
                Kind::String { escaped: false } => Form::Text,
                Kind::Null => Form::Null,
                _ => Form::Json,
            };
            split.push(name, value.text, form);
        });
        (split, outcome)
    }

    /// Of two slots with the very same name the later counts, as in Python.
    #[inline]
    fn push(&mut self, name: Cow<'a, str>, value: &'a str, form: Form) {
        let hash = names::hash(&name);
        let earlier = self.with_hash(hash).find(|&index| self.slots[index].name == name);
        if let Some(earlier) = earlier {
            self.slots[earlier] = Slot { name, value, form, taken: false };
            return;
        }
        self.slots.push(Slot { name, value, form, taken: false });
        if self.slots.len() * 2 > self.table.len() {
            self.grow();
        }
        self.enter(Entry { hash, number: NonZero::new(self.slots.len() as u32).expect("one was pushed") });
    }

    fn enter(&mut self, entry: Entry) {
        let mask = self.table.len() - 1;
        let mut at = entry.hash as usize & mask;
        while self.table[at].is_some() {
            at = (at + 1) & mask;
        }
        self.table[at] = Some(entry);
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![None; self.table.len() * 2];
        let table = std::mem::replace(&mut self.table, larger);
        table.into_iter().flatten().for_each(|entry| self.enter(entry));
    }

    /// The slots that may have a name of this hash.
    pub(crate) fn with_hash(&self, hash: u32) -> impl Iterator<Item = usize> + '_ {
        let mask = self.table.len().wrapping_sub(1);
        let mut at = hash as usize;
        std::iter::from_fn(move || {
            loop {
                let entry = (*self.table.get(at & mask)?)?;
                at += 1;
                if entry.hash == hash {
                    return Some(entry.number.get() as usize - 1);
                }
            }
        })
    }

    /// The slots with this name.
    pub(crate) fn named(&self, name: &Name<'_>) -> impl Iterator<Item = usize> {
        self.with_hash(name.hash()).filter(move |&index| name.is(&self.slots[index].name))
    }

    /// The one slot that has one of these names, if it is just one.
    pub(crate) fn only(&mut self, names: &[Name<'_>]) -> Option<&mut Slot<'a>> {
        let mut only = None;
        for name in names {
            for index in self.named(name) {
                if only.replace(index).is_some() {
                    return None;
                }
            }
        }
        self.slots.get_mut(only?)
    }

    pub(crate) fn get(&self, index: usize) -> &Slot<'a> {
        &self.slots[index]
    }

    pub(crate) fn take(&mut self, index: usize) -> Raw<'a> {
        self.slots[index].taken = true;
        self.slots[index].raw()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Slot<'a>> {
        self.slots.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The slots for which a producer would make the variable `SM_HP_` + `variable`.
    pub(crate) fn with_variable<'v>(&'v self, variable: &'v str) -> impl Iterator<Item = usize> + 'v {
        let hash = names::hash(variable);
        // A name that is not ASCII may have a variable that is, as `ı` has `I`.
        let others = (hash != names::NOT_ASCII).then_some(names::NOT_ASCII);
        self.with_hash(hash)
            .chain(others.into_iter().flat_map(|hash| self.with_hash(hash)))
            .filter(move |&index| names::stands_for(variable, &self.slots[index].name))
    }
}
