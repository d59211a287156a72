//! When two JSON texts say the same: white space, the order of an object's names and the spelling of strings do not count.

use crate::names;
use crate::python_json::{self, Kind, Token, Visitor};

/// When two numbers are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Spelt alike: `1.10` is not `1.1`.
    AsSpelt,
    /// Of the same value, as Python reads them: `1.10` is `1.1`, and `4e71062` is `Infinity`.
    ByValue,
}

/// Whether both are JSON, and the same.
pub(crate) fn same_json(a: &str, b: &str, numbers: Numbers) -> bool {
    match (canonical(a, numbers), canonical(b, numbers)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// One spelling for all texts that say the same; `None` where the text is no JSON.
fn canonical(text: &str, numbers: Numbers) -> Option<String> {
    let mut canon = Canon { out: String::with_capacity(text.len()), objects: Vec::new(), numbers };
    python_json::walk(text, &mut canon)?;
    Some(canon.out)
}

struct Canon {
    out: String,
    /// For each open object, where it starts in `out` and its entries.
    objects: Vec<(usize, Vec<Entry>)>,
    numbers: Numbers,
}

/// Where an entry of an object starts in `out`, and where its name ends.
struct Entry {
    start: usize,
    name_end: usize,
}

impl Visitor for Canon {
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
            entries.push(Entry { start, name_end: self.out.len() });
        }
    }

    fn scalar(&mut self, token: Token<'_>) {
        match token.kind {
            Kind::Text | Kind::Escaped => self.string(token),
            Kind::Number if self.numbers == Numbers::ByValue => self.number(token.text),
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

impl Canon {
    fn string(&mut self, token: Token<'_>) {
        use std::fmt::Write;
        let _ = write!(self.out, "{:?}", python_json::unescape_losslessly(token.text));
    }

    fn number(&mut self, text: &str) {
        use std::fmt::Write;
        let whole = !text.contains(['.', 'e', 'E', 'N', 'I']);
        let _ = match text.parse::<f64>() {
            _ if text == "-0" => write!(self.out, "0"),
            Ok(value) if !whole && value.fract() == 0.0 && value.abs() < 1e15 => write!(self.out, "{value:.0}"),
            Ok(value) if !whole => write!(self.out, "{value:?}"),
            _ => write!(self.out, "{text}"),
        };
    }

    /// Puts the entries of the object that was just closed in the order of their names; of two alike the later one stays.
    fn sort(&mut self, start: usize, entries: &[Entry]) {
        let body = &self.out[start..];
        let of_names: Vec<_> = entries.iter().map(|entry| &body[entry.start - start..entry.name_end - start]).collect();
        if of_names.is_sorted_by(|a, b| a < b) {
            return;
        }
        let order = names::sorted(of_names.into_iter());
        let mut sorted = String::with_capacity(body.len());
        for (index, (name, at)) in order.iter().enumerate() {
            if order.get(index + 1).is_none_or(|next| next.0 != *name) {
                let end = entries.get(at + 1).map_or(body.len(), |next| next.start - start);
                sorted.push_str(&body[entries[*at].start - start..end]);
            }
        }
        self.out.truncate(start);
        self.out.push_str(&sorted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_space_and_escapes_do_not_count() {
        for (a, b) in [
            (r#"{"b":1,"a":[1,2]}"#, r#"{ "a": [1, 2], "b": 1 }"#),
            (r#"[{"b":1,"a":{"d":1,"c":2}}]"#, r#"[{"a":{"c":2,"d":1},"b":1}]"#),
            (r#"["é"]"#, r#"["\u00e9"]"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            ("NaN", " NaN "),
            (r#"["\ud83d\u0020x","\uDE80"]"#, r#"["\ud83d x","\ude80"]"#),
            (r#""\ud800""#, r#""\ud800""#),
        ] {
            assert!(same_json(a, b, Numbers::AsSpelt), "{a} {b}");
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
            assert!(!same_json(a, b, Numbers::AsSpelt), "{a} {b}");
        }
    }

    #[test]
    fn numbers_by_value_are_what_python_reads() {
        for (a, b) in [
            ("1.10", "1.1"),
            ("1e5", "100000.0"),
            ("4e71062", "Infinity"),
            ("-1e999", "-Infinity"),
            ("-0", "0"),
            ("1.0", "1"),
            ("[1e-5]", "[0.00001]"),
            ("2e-324", "0.0"),
        ] {
            assert!(same_json(a, b, Numbers::ByValue), "{a} {b}");
        }
        for (a, b) in [("1.1", "1.2"), ("18446744073709551616", "18446744073709551617"), ("NaN", "Infinity")] {
            assert!(!same_json(a, b, Numbers::ByValue), "{a} {b}");
        }
    }
}
