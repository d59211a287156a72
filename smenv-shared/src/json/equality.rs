//! The equality of JSON texts: white space, the order of names and the escapes in strings do not
//! count.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::json::escape::unescape_losslessly;
use crate::json::scanner::walk;
use crate::json::token::{Kind, Token, Visitor};
use crate::names;

/// When two numbers are equal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NumberEq {
    /// If they are spelled alike: `1.10` is not `1.1`.
    Textual,
    /// If Python reads the same value: `1.10` is `1.1`, and `4e71062` is `Infinity`.
    Numeric,
}

/// Returns whether two texts are JSON and equal.
#[must_use]
pub fn json_eq(a: &str, b: &str, numbers: NumberEq) -> bool {
    match (canonical(a, numbers), canonical(b, numbers)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// Converts JSON to a canonical form; `None` if the text is not JSON.
fn canonical(text: &str, numbers: NumberEq) -> Option<String> {
    let mut canonical = Canonical {
        out: String::with_capacity(text.len()),
        objects: Vec::new(),
        unsorted: BTreeMap::new(),
        numbers,
    };
    walk(text, &mut canonical)?;
    Some(canonical.sorted())
}

struct Canonical {
    out: String,
    /// For each open object, its start in `out` and its entries.
    objects: Vec<(usize, Vec<ObjectEntry>)>,
    /// The objects with unsorted entries, by their start. They are sorted at the end, because an
    /// object moves with the one around it and would be copied repeatedly.
    unsorted: BTreeMap<usize, Unsorted>,
    numbers: NumberEq,
}

/// The start of an entry in `out`, and the end of its name.
struct ObjectEntry {
    start: usize,
    name_end: usize,
}

/// The end of an object in `out`, and its sorted entries, in reverse.
struct Unsorted {
    end: usize,
    entries: Vec<Range<usize>>,
}

impl Visitor for Canonical {
    fn open(&mut self, kind: Kind) {
        if kind == Kind::Object {
            self.out.push('{');
            self.objects.push((self.out.len(), Vec::new()));
        } else {
            self.out.push('[');
        }
    }

    fn key(&mut self, key: Token<'_>) {
        let start = self.out.len();
        self.string(key);
        if let Some((_, entries)) = self.objects.last_mut() {
            entries.push(ObjectEntry {
                start,
                name_end: self.out.len(),
            });
        }
    }

    fn scalar(&mut self, token: Token<'_>) {
        match token.kind {
            Kind::Text | Kind::Escaped => self.string(token),
            Kind::Number if self.numbers == NumberEq::Numeric => self.number(token.text),
            _ => self.out.push_str(token.text),
        }
        self.out.push(',');
    }

    fn close(&mut self, kind: Kind) {
        if kind == Kind::Object {
            if let Some((start, entries)) = self.objects.pop() {
                self.sort(start, &entries);
            }
            self.out.push_str("},");
        } else {
            self.out.push_str("],");
        }
    }
}

impl Canonical {
    fn string(&mut self, token: Token<'_>) {
        use std::fmt::Write;
        let _ = write!(self.out, "{:?}", unescape_losslessly(token.text));
    }

    fn number(&mut self, text: &str) {
        use std::fmt::Write;
        let whole = !text.contains(['.', 'e', 'E', 'N', 'I']);
        let _ = match text.parse::<f64>() {
            Ok(0.0) => write!(self.out, "0"),
            Ok(value) if !whole && value.fract() == 0.0 => write!(self.out, "{value:.0}"),
            Ok(value) if !whole => write!(self.out, "{value:?}"),
            _ => write!(self.out, "{text}"),
        };
    }

    /// Sorts the entries of the object that was just closed. Of equal names, the last counts.
    fn sort(&mut self, start: usize, entries: &[ObjectEntry]) {
        let of_names: Vec<_> = entries
            .iter()
            .map(|entry| &self.out[entry.start..entry.name_end])
            .collect();
        if of_names.is_sorted_by(|a, b| a < b) {
            return;
        }
        let (end, order) = (
            self.out.len(),
            names::sorted_with_index(of_names.into_iter()),
        );
        let is_last = |index: usize| {
            order
                .get(index + 1)
                .is_none_or(|next| next.0 != order[index].0)
        };
        let range =
            |at: usize| entries[at].start..entries.get(at + 1).map_or(end, |next| next.start);
        let sorted = (0..order.len())
            .rev()
            .filter(|index| is_last(*index))
            .map(|index| range(order[index].1))
            .collect();
        self.unsorted.insert(
            start,
            Unsorted {
                end,
                entries: sorted,
            },
        );
    }

    /// Returns the text with all objects sorted.
    fn sorted(mut self) -> String {
        if self.unsorted.is_empty() {
            return self.out;
        }
        let mut sorted = String::with_capacity(self.out.len());
        // The parts to be written, in reverse.
        let whole = 0..self.out.len();
        let mut parts = vec![whole];
        while let Some(part) = parts.pop() {
            let Some((&start, _)) = self.unsorted.range(part.clone()).next() else {
                sorted.push_str(&self.out[part]);
                continue;
            };
            sorted.push_str(&self.out[part.start..start]);
            if let Some(Unsorted { end, entries }) = self.unsorted.remove(&start) {
                parts.push(end..part.end);
                parts.extend(entries);
            }
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_space_and_escapes_do_not_count() {
        for (a, b) in [
            (r#"{"b":1,"a":[1,2]}"#, r#"{ "a": [1, 2], "b": 1 }"#),
            (
                r#"[{"b":1,"a":{"d":1,"c":2}}]"#,
                r#"[{"a":{"c":2,"d":1},"b":1}]"#,
            ),
            (r#"["é"]"#, r#"["\u00e9"]"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            ("NaN", " NaN "),
            (r#"["\ud83d\u0020x","\uDE80"]"#, r#"["\ud83d x","\ude80"]"#),
            (r#""\ud800""#, r#""\ud800""#),
        ] {
            assert!(json_eq(a, b, NumberEq::Textual), "{a} {b}");
        }
        for (a, b) in [
            ("[1,2]", "[2,1]"),
            (r#""\ud800""#, r#""\ud801""#),
            ("[[1],2]", "[1,[2]]"),
            ("1", "\"1\""),
            ("[]", "{}"),
            ("a", "a"),
            ("1.10", "1.1"),
        ] {
            assert!(!json_eq(a, b, NumberEq::Textual), "{a} {b}");
        }
    }

    #[test]
    fn objects_in_each_other_are_each_in_order() {
        let pair = |depth: usize, a: &str, b: &str| {
            (0..depth).fold("1".to_owned(), |inner, _| format!("{{{a}{inner}{b}}}"))
        };
        for depth in [1, 2, 3, 50] {
            assert!(
                json_eq(
                    &pair(depth, r#""b":2,"a":"#, ""),
                    &pair(depth, r#""a":"#, r#","b":2"#),
                    NumberEq::Textual
                ),
                "{depth}",
            );
        }
        for (a, b) in [
            (
                r#"{"b":{"d":1,"c":{"f":2,"e":3}},"a":[{"z":1,"y":2}]}"#,
                r#"{"a":[{"y":2,"z":1}],"b":{"c":{"e":3,"f":2},"d":1}}"#,
            ),
            (
                r#"{"a":{"c":1,"b":2},"a":{"b":1,"a":2}}"#,
                r#"{"a":{"a":2,"b":1}}"#,
            ),
            (
                r#"[{"b":1,"a":{}},{"b":2,"a":[]}]"#,
                r#"[{"a":{},"b":1},{"a":[],"b":2}]"#,
            ),
        ] {
            assert!(json_eq(a, b, NumberEq::Textual), "{a} {b}");
        }
        assert!(!json_eq(
            r#"{"b":{"d":1,"c":2}}"#,
            r#"{"b":{"c":1,"d":2}}"#,
            NumberEq::Textual
        ));
    }

    #[test]
    fn numbers_by_value_are_what_python_reads() {
        for (a, b) in [
            ("1.10", "1.1"),
            ("1e5", "100000.0"),
            ("4e71062", "Infinity"),
            ("-1e999", "-Infinity"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.0", "1"),
            ("-1.0", "-1"),
            ("1e15", "1000000000000000"),
            ("1e22", "10000000000000000000000"),
            ("[1e-5]", "[0.00001]"),
            ("2e-324", "0.0"),
        ] {
            assert!(json_eq(a, b, NumberEq::Numeric), "{a} {b}");
        }
        for (a, b) in [
            ("1.1", "1.2"),
            ("18446744073709551616", "18446744073709551617"),
            ("1e22", "10000000000000000000001"),
            ("1", "-1"),
            ("NaN", "Infinity"),
        ] {
            assert!(!json_eq(a, b, NumberEq::Numeric), "{a} {b}");
        }
    }
}
