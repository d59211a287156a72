//! The hyperparameters of `SM_HPS` or of `hyperparameters.json`, split into names and values that borrow from the text.

use std::borrow::Cow;

use crate::names;
use crate::python_json::{self, Broken, Kind, Token};
use crate::raw::{Form, Raw};

/// A name and its value.
#[derive(Debug)]
pub(crate) struct Slot<'a> {
    pub(crate) name: Cow<'a, str>,
    hash: u64,
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
    /// Open addressing: one more than a slot's index, 0 where there is none. Empty for the few slots that are faster looked through.
    table: Vec<u32>,
}

/// Up to here a look at every slot's hash costs less than a table.
const FEW: usize = 16;

impl<'a> Slots<'a> {
    /// Splits `text`; `expected` is how many slots are likely. After a fault those before it are there.
    pub(crate) fn split(text: &'a str, expected: usize) -> (Self, Result<(), Broken>) {
        let mut split = Slots { slots: Vec::with_capacity(expected), table: Vec::new() };
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
            split.push(Slot { hash: names::hash(&name), name, value: value.text, form, taken: false });
        });
        (split, outcome)
    }

    /// Of two slots with the very same name the later counts, as in Python.
    fn push(&mut self, slot: Slot<'a>) {
        let earlier = self.with_hash(slot.hash).find(|&index| self.slots[index].name == slot.name);
        if let Some(earlier) = earlier {
            self.slots[earlier] = slot;
            return;
        }
        self.slots.push(slot);
        let count = self.slots.len();
        if count > FEW && count * 2 > self.table.len() {
            self.table = vec![0; (self.slots.capacity() * 2).next_power_of_two()];
            (0..count).for_each(|index| self.enter(index));
        } else if !self.table.is_empty() {
            self.enter(count - 1);
        }
    }

    fn enter(&mut self, index: usize) {
        let mask = self.table.len() - 1;
        let mut at = self.slots[index].hash as usize & mask;
        while self.table[at] != 0 {
            at = (at + 1) & mask;
        }
        self.table[at] = index as u32 + 1;
    }

    /// The slots that may have a name of this hash.
    pub(crate) fn with_hash(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let mask = self.table.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        let mut few = if self.table.is_empty() { 0..self.slots.len() } else { 0..0 };
        std::iter::from_fn(move || {
            if self.table.is_empty() {
                return few.find(|&index| self.slots[index].hash == hash);
            }
            loop {
                let index = self.table[at].checked_sub(1)? as usize;
                at = (at + 1) & mask;
                if self.slots[index].hash == hash {
                    return Some(index);
                }
            }
        })
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
