//! Maps: JSON objects, Python's `repr` of a dict, and `k=v,k=v`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use smenv_shared::json::write::write_json_string;
use smenv_shared::secret_names::looks_secret;

use crate::render::display::DisplayValue;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::items::{self, Repeats};
use crate::values::part;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Calls `insert` with every entry. It returns whether the key was new.
fn each<K: HyperparameterValue, V: HyperparameterValue>(
    raw: RawValue<'_>,
    insert: &mut dyn FnMut(K, V) -> bool,
) -> Result<(), ValueError> {
    let mut spellings = HashSet::new();
    items::map(&raw.trimmed_unquoted()?, &mut |key, raw, repeats| {
        if key.is_empty() {
            return Err(ValueError::new("a key is empty"));
        }
        let parsed = K::from_text(key).map_err(|error| error.of_key(key, &K::EXPECTED))?;
        let value = if raw.kind() == RawKind::Null {
            V::absent()
                .ok_or_else(|| ValueError::new(format!("the value of {} is null", shown(key))))?
        } else {
            V::__read(raw).map_err(|error| invalid_value::<V>(key, error, raw))?
        };
        // In Python, a later entry replaces an earlier one with the same key, but different
        // spellings are different keys.
        let is_other_spelling = spellings.insert(key.to_owned());
        match insert(parsed, value) {
            false if repeats == Repeats::Rejected => Err(ValueError::new(format!(
                "it repeats the key {}",
                shown(key)
            ))),
            false if is_other_spelling => Err(ValueError::new(format!(
                "it repeats the key {} in another spelling",
                shown(key)
            ))),
            _ => Ok(()),
        }
    })
}

/// Returns a key for a message, cut if it is long.
fn shown(key: &str) -> DisplayValue {
    DisplayValue::new(key, false)
}

#[cold]
fn invalid_value<V: HyperparameterValue>(
    key: &str,
    error: ValueError,
    raw: RawValue<'_>,
) -> ValueError {
    if looks_secret(key) {
        return ValueError::new(format!(
            "the value of {} is not {}",
            shown(key),
            V::EXPECTED
        ));
    }
    let takes = |text: &str| V::__read(RawValue::from_text(text)).is_ok();
    part::invalid(
        error,
        format_args!("the value of {}", shown(key)),
        raw,
        &V::EXPECTED,
        &takes,
    )
}

macro_rules! maps {
    ($(($($parameters:tt)*) $type:ty;)*) => {$(
        impl<V: HyperparameterValue, $($parameters)*> HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Map(&V::EXPECTED);
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let mut map = Self::default();
                each(raw, &mut |key, value| map.insert(key, value).is_none())?;
                Ok(map)
            }

            fn to_text(&self) -> String {
                let mut text = String::new();
                self.__write_json(&mut text);
                text
            }

            fn __write_json(&self, out: &mut String) {
                let mut entries: Vec<(String, &V)> = self.iter().map(|(key, value)| (key.to_text(), value)).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                out.push('{');
                for (index, (key, value)) in entries.into_iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_json_string(&key, out);
                    out.push(':');
                    value.__write_json(out);
                }
                out.push('}');
            }
        }

        impl<V, $($parameters)*> RestMap for $type {
            type Key = K;
            type Value = V;

            fn put(&mut self, key: K, value: V) {
                self.insert(key, value);
            }

            fn each(&self, entry: &mut dyn FnMut(&K, &V)) {
                self.iter().for_each(|(key, value)| entry(key, value));
            }
        }
    )*};
}

maps! {
    (K: HyperparameterValue + Ord) BTreeMap<K, V>;
    (K: HyperparameterValue + Eq + Hash, S: BuildHasher + Default) HashMap<K, V, S>;
}

/// A map that takes the hyperparameters without a field of their own: `#[sm(rest)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take the rest of the hyperparameters",
    label = "not a map from names to values",
    note = "use a `BTreeMap<String, T>` or a `HashMap<String, T>`"
)]
pub trait RestMap: Default {
    /// The type of the names.
    type Key: HyperparameterValue;
    /// The type of the values.
    type Value;
    /// Inserts an entry.
    fn put(&mut self, key: Self::Key, value: Self::Value);
    /// Calls `entry` with every entry.
    fn each(&self, entry: &mut dyn FnMut(&Self::Key, &Self::Value));
}
