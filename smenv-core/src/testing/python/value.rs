//! Python's values.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::hash::Hash;

/// A `str`: code points, which may be lone surrogates.
pub(crate) type PyText = Vec<u32>;

/// A value of the types that JSON has.
#[derive(Clone, Debug)]
pub(crate) enum PyValue {
    None,
    Bool(bool),
    /// Its digits: an `int` has any length.
    Int(String),
    Float(f64),
    Str(PyText),
    List(Vec<PyValue>),
    Dict(Vec<(PyText, PyValue)>),
}

impl PyValue {
    pub(crate) fn str(string: impl AsRef<str>) -> Self {
        PyValue::Str(text(string.as_ref()))
    }

    pub(crate) fn strs(strings: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        PyValue::List(strings.into_iter().map(PyValue::str).collect())
    }

    pub(crate) fn dict(entries: impl IntoIterator<Item = (impl AsRef<str>, PyValue)>) -> Self {
        PyValue::Dict(
            entries
                .into_iter()
                .map(|(key, value)| (text(key.as_ref()), value))
                .collect(),
        )
    }

    /// Returns the value of a key in a dict, else Python's `None`.
    pub(crate) fn get(&self, key: &str) -> &PyValue {
        let PyValue::Dict(entries) = self else {
            return &PyValue::None;
        };
        let key = text(key);
        entries
            .iter()
            .find(|(known, _)| *known == key)
            .map_or(&PyValue::None, |(_, value)| value)
    }

    /// Returns the keys of a dict.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> {
        let entries: &[(PyText, PyValue)] = if let PyValue::Dict(entries) = self {
            entries
        } else {
            &[]
        };
        entries.iter().map(|(key, _)| string(key))
    }

    /// Returns the items of a list.
    pub(crate) fn items(&self) -> &[PyValue] {
        if let PyValue::List(items) = self {
            items
        } else {
            &[]
        }
    }

    /// Returns the text of a string, else an empty one.
    pub(crate) fn to_text(&self) -> String {
        if let PyValue::Str(text) = self {
            string(text)
        } else {
            String::new()
        }
    }
}

pub(crate) fn text(text: &str) -> PyText {
    text.chars().map(u32::from).collect()
}

/// Converts into a `String`, without lone surrogates.
pub(crate) fn string(text: &PyText) -> String {
    text.iter()
        .filter_map(|unit| char::from_u32(*unit))
        .collect()
}

/// A dict that is being built: an entry's position is that of the first assignment, its value that of
/// the last.
pub(crate) struct Dict<K, V> {
    entries: Vec<(K, V)>,
    positions: HashMap<K, usize>,
}

impl<K: Clone + Eq + Hash, V> Dict<K, V> {
    pub(crate) fn new() -> Self {
        Dict {
            entries: Vec::new(),
            positions: HashMap::new(),
        }
    }

    pub(crate) fn set(&mut self, key: K, value: V) {
        match self.positions.entry(key) {
            Entry::Occupied(position) => self.entries[*position.get()].1 = value,
            Entry::Vacant(position) => {
                self.entries.push((position.key().clone(), value));
                position.insert(self.entries.len() - 1);
            }
        }
    }

    pub(crate) fn into_entries(self) -> Vec<(K, V)> {
        self.entries
    }
}

pub(crate) fn sorted(dict: &[(PyText, PyValue)]) -> Vec<&(PyText, PyValue)> {
    let mut entries: Vec<_> = dict.iter().collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries
}

/// Converts like `os.fsencode`: some lone surrogates are bytes, the others are errors.
pub(crate) fn fs_encode(text: &PyText) -> Option<OsString> {
    let mut bytes = Vec::new();
    for &unit in text {
        match (unit, char::from_u32(unit)) {
            (_, Some(character)) => bytes.extend(character.to_string().bytes()),
            (0xDC80..=0xDCFF, None) => bytes.push((unit - 0xDC00) as u8),
            _ => return None,
        }
    }
    os_string(bytes)
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}
