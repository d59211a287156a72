//! `#[sm(delimiter = " ")]`: lists with a separator other than a comma.

use std::collections::{BTreeSet, HashSet, VecDeque};

use smenv_shared::json::write::write_json_string;

use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;

/// A list, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`delimiter` is for lists, and `{Self}` is not one",
    label = "a delimiter separates the items of a list",
    note = "lists are `Vec`, `VecDeque`, `Box<[T]>`, sets, arrays and tuples, and `Option`s of these"
)]
pub trait Delimited {}

impl<T> Delimited for Vec<T> {}
impl<T> Delimited for VecDeque<T> {}
impl<T> Delimited for BTreeSet<T> {}
impl<T, S> Delimited for HashSet<T, S> {}
impl<T> Delimited for Box<[T]> {}
impl<T, const N: usize> Delimited for [T; N] {}
impl<L: Delimited> Delimited for Option<L> {}

macro_rules! tuples {
    ($(($($item:ident)*))*) => {
        $(impl<$($item),*> Delimited for ($($item,)*) {})*
    };
}

tuples! { (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// Converts items separated by `delimiter` to a JSON list; `None` if the value is a list already,
/// or empty.
pub(crate) fn as_list(raw: RawValue<'_>, delimiter: &str) -> Result<Option<String>, ValueError> {
    let text = raw.trimmed_unquoted()?;
    if raw.kind() == RawKind::Null || matches!(&*text, "" | "None" | "null") {
        return Ok(None);
    }
    let inside = match text.as_bytes() {
        [b'[', .., b']'] | [b'(', .., b')'] => &text[1..text.len() - 1],
        [b'[' | b'(' | b'{', ..] => return Ok(None),
        _ => &text,
    };
    // `[a b]` is a list only by its delimiter.
    let is_bracketed = inside.len() < text.len();
    if is_bracketed
        && (inside.contains([',', '"', '\'', '[', '(', '{']) || !inside.contains(delimiter))
    {
        return Ok(None);
    }
    let mut list = String::from("[");
    let mut add = |item: &str| {
        if list.len() > 1 {
            list.push(',');
        }
        write_json_string(item.trim(), &mut list);
    };
    match delimiter {
        " " => inside.split_whitespace().for_each(add),
        _ if delimiter.trim().is_empty() => {
            inside
                .split(delimiter)
                .filter(|item| !item.trim().is_empty())
                .for_each(add);
        }
        _ => inside.split(delimiter).for_each(&mut add),
    }
    list.push(']');
    Ok(Some(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_separated() {
        for (text, delimiter, list) in [
            ("a b  c", " ", Some(r#"["a","b","c"]"#)),
            ("a\tb\n c", " ", Some(r#"["a","b","c"]"#)),
            ("a b\t\tc ", "\t", Some(r#"["a b","c"]"#)),
            ("a; b,c ;d", ";", Some(r#"["a","b,c","d"]"#)),
            ("a|", "|", Some(r#"["a",""]"#)),
            ("a::b", "::", Some(r#"["a","b"]"#)),
            ("a", ";", Some(r#"["a"]"#)),
            ("[a b]", " ", Some(r#"["a","b"]"#)),
            ("[\"a b\", \"c\"]", " ", None),
            ("['a b']", " ", None),
            ("[a]", " ", None),
            ("[a", " ", None),
            ("", " ", None),
            ("None", " ", None),
        ] {
            assert_eq!(
                as_list(RawValue::from_text(text), delimiter)
                    .unwrap()
                    .as_deref(),
                list,
                "{text}"
            );
        }
    }
}
