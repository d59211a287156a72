//! Lists, sets, arrays and tuples.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::items;
use crate::values::part;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Calls `item` with every item of the list. The items have these types.
fn each(
    raw: RawValue<'_>,
    types: &[ValueType],
    item: &mut dyn FnMut(RawValue<'_>) -> Result<(), ValueError>,
) -> Result<(), ValueError> {
    let text = raw.trimmed_unquoted()?;
    // numpy prints lists of numbers separated by blanks.
    match text.contains(',') || !types.iter().all(ValueType::is_numeric) {
        true => items::list(&text, item),
        false => items::separated_by_blanks(&text, item),
    }
}

/// Parses an item. The type determines whether it can be null.
#[inline]
fn item<T: HyperparameterValue>(position: usize, raw: RawValue<'_>) -> Result<T, ValueError> {
    if raw.kind() == RawKind::Null {
        return T::absent()
            .ok_or_else(|| ValueError::new(format!("item {} is null", position + 1)));
    }
    T::__read(raw).map_err(|error| invalid_item::<T>(position, error, raw))
}

#[cold]
fn invalid_item<T: HyperparameterValue>(
    position: usize,
    error: ValueError,
    raw: RawValue<'_>,
) -> ValueError {
    let takes = |text: &str| T::__read(RawValue::from_text(text)).is_ok();
    part::invalid(
        error,
        format_args!("item {}", position + 1),
        raw,
        &T::EXPECTED,
        &takes,
    )
}

fn write<'v, T: HyperparameterValue + 'v>(
    items: impl IntoIterator<Item = &'v T>,
    out: &mut String,
) {
    out.push('[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        item.__write_json(out);
    }
    out.push(']');
}

/// Writes the items of a set without an order in that of their texts, so that equal sets have equal
/// texts.
fn write_sorted<'v, T: HyperparameterValue + 'v>(
    items: impl IntoIterator<Item = &'v T>,
    out: &mut String,
) {
    let text = |item: &T| {
        let mut text = String::new();
        item.__write_json(&mut text);
        text
    };
    let mut texts: Vec<String> = items.into_iter().map(text).collect();
    texts.sort_unstable();
    out.push('[');
    out.push_str(&texts.join(","));
    out.push(']');
}

macro_rules! lists {
    ($($(#[$doc:meta])* ($($parameters:tt)*) $type:ty, $push:ident, $write:ident;)*) => {$(
        impl<$($parameters)*> HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::List(&T::EXPECTED);
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let mut list = Self::default();
                let mut position = 0;
                each(raw, &[T::EXPECTED], &mut |raw| {
                    list.$push(item(position, raw)?);
                    position += 1;
                    Ok(())
                })?;
                Ok(list)
            }

            fn to_text(&self) -> String {
                let mut text = String::new();
                self.__write_json(&mut text);
                text
            }

            fn __write_json(&self, out: &mut String) {
                $write(self, out);
            }
        }
    )*};
}

lists! {
    (T: HyperparameterValue) Vec<T>, push, write;
    (T: HyperparameterValue) VecDeque<T>, push_back, write;
    (T: HyperparameterValue + Ord) BTreeSet<T>, insert, write;
    (T: HyperparameterValue + Eq + Hash, S: BuildHasher + Default) HashSet<T, S>, insert, write_sorted;
}

impl<T: HyperparameterValue> HyperparameterValue for Box<[T]> {
    const EXPECTED: ValueType = ValueType::List(&T::EXPECTED);
    const __IS_REQUIRED: Option<bool> = Some(true);
    const __IS_JSON: bool = true;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::__read(RawValue::from_text(text))
    }

    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        Vec::__read(raw).map(Vec::into_boxed_slice)
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        self.__write_json(&mut text);
        text
    }

    fn __write_json(&self, out: &mut String) {
        write(self, out);
    }
}

fn wrong_length(given: usize, expected: usize) -> ValueError {
    ValueError::new(format!(
        "it has {given} item{}, not {expected}",
        if given == 1 { "" } else { "s" }
    ))
}

impl<T: HyperparameterValue, const N: usize> HyperparameterValue for [T; N] {
    const EXPECTED: ValueType = ValueType::Array(&T::EXPECTED, N);
    const __IS_REQUIRED: Option<bool> = Some(true);
    const __IS_JSON: bool = true;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::__read(RawValue::from_text(text))
    }

    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        Vec::__read(raw)?
            .try_into()
            .map_err(|items: Vec<T>| wrong_length(items.len(), N))
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        self.__write_json(&mut text);
        text
    }

    fn __write_json(&self, out: &mut String) {
        write(self, out);
    }
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $position:tt)*;)*) => {$(
        impl<$($type: HyperparameterValue),*> HyperparameterValue for ($($type,)*) {
            const EXPECTED: ValueType = ValueType::Tuple(&[$($type::EXPECTED),*]);
            const __IS_REQUIRED: Option<bool> = Some(true);
            const __IS_JSON: bool = true;

            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            #[expect(non_snake_case, reason = "each type's name also binds its value")]
            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let mut tuple = ($(None::<$type>,)*);
                let mut length = 0;
                each(raw, &[$($type::EXPECTED),*], &mut |raw| {
                    match length {
                        $($position => tuple.$position = Some(item(length, raw)?),)*
                        _ => {}
                    }
                    length += 1;
                    Ok(())
                })?;
                match tuple {
                    ($(Some($type),)*) if length == $length => Ok(($($type,)*)),
                    _ => Err(wrong_length(length, $length)),
                }
            }

            fn to_text(&self) -> String {
                let mut text = String::new();
                self.__write_json(&mut text);
                text
            }

            fn __write_json(&self, out: &mut String) {
                out.push('[');
                $(
                    if $position > 0 {
                        out.push(',');
                    }
                    self.$position.__write_json(out);
                )*
                out.push(']');
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}
