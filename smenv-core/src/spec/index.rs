//! The index of a struct's own names: a hash table with open addressing, built by the compiler.

use smenv_shared::names::{self, Case};

/// A slot of the index, with or without a name.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexEntry {
    name: &'static str,
    hash: u32,
    /// The number of the hyperparameter; [`FREE`](Self::FREE) has the greatest.
    number: u32,
}

impl IndexEntry {
    pub(super) const FREE: IndexEntry = IndexEntry {
        name: "",
        hash: 0,
        number: u32::MAX,
    };

    const fn is_free(&self) -> bool {
        self.number == IndexEntry::FREE.number
    }
}

/// Inserts a name of the hyperparameter `number`. The length of the index is a power of two, and at
/// least one slot stays free.
#[inline]
pub(super) const fn insert<const N: usize>(
    index: &mut [IndexEntry; N],
    name: &'static str,
    number: u32,
) {
    let hash = names::hash(name);
    let mut free = hash as usize & (N - 1);
    while !index[free].is_free() {
        free = (free + 1) & (N - 1);
    }
    index[free] = IndexEntry { name, hash, number };
}

/// Returns the number of the hyperparameter with a name that has this hash and matches.
#[inline]
pub(super) fn find(
    index: &[IndexEntry],
    hash: u32,
    matches: impl Fn(&str) -> bool,
) -> Option<usize> {
    let mask = index.len().wrapping_sub(1);
    let mut at = hash as usize;
    loop {
        let entry = index.get(at & mask).filter(|entry| !entry.is_free())?;
        if entry.hash == hash && matches(entry.name) {
            return Some(entry.number as usize);
        }
        at += 1;
    }
}

/// Returns whether the index has a name. For the compiler.
#[inline]
pub(super) const fn has(index: &[IndexEntry], name: &[u8], case: Case) -> bool {
    number_of(index, name, case).is_some()
}

/// Returns the number of the hyperparameter with a name. For the compiler.
#[inline]
pub(super) const fn number_of(index: &[IndexEntry], name: &[u8], case: Case) -> Option<u32> {
    let hash = names::hash_bytes(name);
    let mask = index.len().wrapping_sub(1);
    let mut at = hash as usize & mask;
    while at < index.len() && !index[at].is_free() {
        let entry = &index[at];
        if entry.hash == hash && names::are_equivalent_bytes(entry.name.as_bytes(), name, case) {
            return Some(entry.number);
        }
        at = (at + 1) & mask;
    }
    None
}
