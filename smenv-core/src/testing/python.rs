//! The part of Python that producers use: `json.loads`, `json.dumps`, `str`, `os.fsencode`.
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::hash::Hash;

use crate::source::json_dumps::float;

/// A `str`: code points, lone surrogates among them.
pub(crate) type PyText = Vec<u32>;

#[derive(Clone, Debug)]
pub(crate) enum PyValue {
    None,
    Bool(bool),
    /// Its digits: an `int` has no end.
    Int(String),
    Float(f64),
    Str(PyText),
    List(Vec<PyValue>),
    Dict(Vec<(PyText, PyValue)>),
}

impl PyValue {
    #[inline]
    pub(crate) fn str(string: impl AsRef<str>) -> Self {
        PyValue::Str(text(string.as_ref()))
    }

    #[inline]
    pub(crate) fn strs(strings: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        PyValue::List(strings.into_iter().map(PyValue::str).collect())
    }

    #[inline]
    pub(crate) fn dict(entries: impl IntoIterator<Item = (impl AsRef<str>, PyValue)>) -> Self {
        PyValue::Dict(
            entries
                .into_iter()
                .map(|(key, value)| (text(key.as_ref()), value))
                .collect(),
        )
    }

    /// What a dict has under a key, else `None`.
    #[inline]
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

    /// The keys of a dict.
    #[inline]
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> {
        let entries: &[(PyText, PyValue)] = if let PyValue::Dict(entries) = self {
            entries
        } else {
            &[]
        };
        entries.iter().map(|(key, _)| string(key))
    }

    /// The items of a list.
    #[inline]
    pub(crate) fn items(&self) -> &[PyValue] {
        if let PyValue::List(items) = self {
            items
        } else {
            &[]
        }
    }

    /// A text, else nothing.
    #[inline]
    pub(crate) fn to_text(&self) -> String {
        if let PyValue::Str(text) = self {
            string(text)
        } else {
            String::new()
        }
    }
}

#[inline]
pub(crate) fn text(text: &str) -> PyText {
    text.chars().map(u32::from).collect()
}

/// What of it Rust can hold.
#[inline]
pub(crate) fn string(text: &PyText) -> String {
    text.iter()
        .filter_map(|unit| char::from_u32(*unit))
        .collect()
}

/// A dict that is being made: an entry's place is that of the first assignment, its value that of
/// the last.
pub(crate) struct Dict<K, V> {
    entries: Vec<(K, V)>,
    places: HashMap<K, usize>,
}

impl<K: Clone + Eq + Hash, V> Dict<K, V> {
    #[inline]
    pub(crate) fn new() -> Self {
        Dict {
            entries: Vec::new(),
            places: HashMap::new(),
        }
    }

    #[inline]
    pub(crate) fn set(&mut self, key: K, value: V) {
        match self.places.entry(key) {
            Entry::Occupied(place) => self.entries[*place.get()].1 = value,
            Entry::Vacant(place) => {
                self.entries.push((place.key().clone(), value));
                place.insert(self.entries.len() - 1);
            }
        }
    }

    #[inline]
    pub(crate) fn into_entries(self) -> Vec<(K, V)> {
        self.entries
    }
}

#[inline]
pub(crate) fn sorted(dict: &[(PyText, PyValue)]) -> Vec<&(PyText, PyValue)> {
    let mut entries: Vec<_> = dict.iter().collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries
}

/// Each text as `json.loads` reads it, or else the text.
#[inline]
pub(crate) fn loaded(texts: &[(String, String)]) -> Vec<(String, PyValue)> {
    let mut dict = Dict::new();
    for (name, value) in texts {
        dict.set(
            name.clone(),
            loads(value).unwrap_or_else(|| PyValue::Str(text(value))),
        );
    }
    dict.into_entries()
}

/// `os.fsencode`: some lone surrogates stand for bytes, the others have no place in a variable.
#[inline]
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
#[inline]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
#[inline]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

/// `json.loads`; `None` where it raises.
#[inline]
pub(crate) fn loads(text: &str) -> Option<PyValue> {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = PythonReader {
        rest: &chars,
        depth: 0,
    };
    reader.space();
    let value = reader.value()?;
    reader.space();
    reader.rest.is_empty().then_some(value)
}

struct PythonReader<'a> {
    rest: &'a [char],
    depth: usize,
}

/// Python raises a `RecursionError` for what is nested about so deep.
const DEEPEST: usize = 900;

impl PythonReader<'_> {
    #[inline]
    fn space(&mut self) {
        while let [' ' | '\t' | '\n' | '\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    #[inline]
    fn takes(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let there =
            self.rest.len() >= length && self.rest.iter().zip(word.chars()).all(|(a, b)| *a == b);
        if there {
            self.rest = &self.rest[length..];
        }
        there
    }

    #[inline]
    fn value(&mut self) -> Option<PyValue> {
        match self.rest.first()? {
            '"' => self.string().map(PyValue::Str),
            '[' | '{' if self.depth == DEEPEST => None,
            opening @ ('[' | '{') => {
                self.depth += 1;
                let value = if *opening == '[' {
                    self.list()
                } else {
                    self.dict()
                };
                self.depth -= 1;
                value
            }
            _ => {
                let words = [
                    ("null", PyValue::None),
                    ("true", PyValue::Bool(true)),
                    ("false", PyValue::Bool(false)),
                    ("NaN", PyValue::Float(f64::NAN)),
                    ("Infinity", PyValue::Float(f64::INFINITY)),
                    ("-Infinity", PyValue::Float(f64::NEG_INFINITY)),
                ];
                let word = words
                    .into_iter()
                    .find_map(|(word, value)| self.takes(word).then_some(value));
                word.or_else(|| self.number())
            }
        }
    }

    #[inline]
    fn list(&mut self) -> Option<PyValue> {
        let mut items = Vec::new();
        self.takes("[");
        self.space();
        if self.takes("]") {
            return Some(PyValue::List(items));
        }
        loop {
            items.push(self.value()?);
            self.space();
            if self.takes("]") {
                return Some(PyValue::List(items));
            }
            self.takes(",").then_some(())?;
            self.space();
        }
    }

    #[inline]
    fn dict(&mut self) -> Option<PyValue> {
        let mut dict = Dict::new();
        self.takes("{");
        self.space();
        if self.takes("}") {
            return Some(PyValue::Dict(Vec::new()));
        }
        loop {
            (self.rest.first() == Some(&'"')).then_some(())?;
            let key = self.string()?;
            self.space();
            self.takes(":").then_some(())?;
            self.space();
            let value = self.value()?;
            dict.set(key, value);
            self.space();
            if self.takes("}") {
                return Some(PyValue::Dict(dict.into_entries()));
            }
            self.takes(",").then_some(())?;
            self.space();
        }
    }

    #[inline]
    fn digits(&mut self) -> String {
        let length = self.rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        digits.iter().collect()
    }

    #[inline]
    fn number(&mut self) -> Option<PyValue> {
        let mut number = if self.takes("-") {
            "-".to_owned()
        } else {
            String::new()
        };
        let whole = if self.takes("0") {
            "0".to_owned()
        } else {
            self.digits()
        };
        if whole.is_empty() {
            return None;
        }
        number += &whole;
        // A dot or an `e` without digits behind it is no part of the number, and nothing that could
        // follow one.
        let mut is_int = true;
        if self.takes(".") {
            let fraction = self.digits();
            is_int = false;
            (!fraction.is_empty()).then_some(())?;
            number += &format!(".{fraction}");
        }
        if self.takes("e") || self.takes("E") {
            let sign = if self.takes("-") {
                "-"
            } else if self.takes("+") {
                "+"
            } else {
                ""
            };
            let exponent = self.digits();
            is_int = false;
            (!exponent.is_empty()).then_some(())?;
            number += &format!("e{sign}{exponent}");
        }
        if !is_int {
            return number.parse().ok().map(PyValue::Float);
        }
        // Python converts no longer text to an `int`.
        (whole.len() <= 4300).then(|| PyValue::Int(if number == "-0" { whole } else { number }))
    }

    #[inline]
    fn string(&mut self) -> Option<PyText> {
        let mut text = PyText::new();
        self.takes("\"");
        loop {
            let (&first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                '\0'..='\x1f' => return None,
                other => text.push(other.into()),
            }
        }
    }

    #[inline]
    fn escape(&mut self) -> Option<u32> {
        let (&letter, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(match letter {
            '"' | '\\' | '/' => letter.into(),
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'u' => {
                let high = self.unit()?;
                let before = self.rest;
                if (0xD800..0xDC00).contains(&high) && self.takes("\\u") {
                    match self.unit()? {
                        low @ 0xDC00..0xE000 => {
                            return Some(0x10000 + (((high - 0xD800) << 10) | (low - 0xDC00)));
                        }
                        _ => self.rest = before,
                    }
                }
                high
            }
            _ => return None,
        })
    }

    #[inline]
    fn unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        digits
            .iter()
            .try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?))
    }
}

/// How `json.dumps` is called.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    item: &'static str,
    key: &'static str,
    sort_keys: bool,
}

/// The toolkit: `sort_keys=True, separators=(",", ":")`.
pub(crate) const COMPACT: Style = Style {
    item: ",",
    key: ":",
    sort_keys: true,
};
/// The driver: as it comes.
pub(crate) const SPACED: Style = Style {
    item: ", ",
    key: ": ",
    sort_keys: false,
};

/// `json.dumps`.
#[inline]
pub(crate) fn dumps(value: &PyValue, style: Style) -> String {
    match value {
        PyValue::None => "null".to_owned(),
        PyValue::Bool(value) => value.to_string(),
        PyValue::Int(digits) => digits.clone(),
        PyValue::Float(value) if value.is_nan() => "NaN".to_owned(),
        PyValue::Float(value) if value.is_infinite() => if *value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned(),
        PyValue::Float(value) => float(*value),
        PyValue::Str(text) => quoted(text),
        PyValue::List(items) => {
            let items: Vec<_> = items.iter().map(|item| dumps(item, style)).collect();
            format!("[{}]", items.join(style.item))
        }
        PyValue::Dict(entries) => {
            let entries = if style.sort_keys {
                sorted(entries)
            } else {
                entries.iter().collect()
            };
            let entry =
                |(key, value): &(PyText, PyValue)| quoted(key) + style.key + &dumps(value, style);
            format!(
                "{{{}}}",
                entries
                    .into_iter()
                    .map(entry)
                    .collect::<Vec<_>>()
                    .join(style.item)
            )
        }
    }
}

/// In double quotes and ASCII.
#[inline]
fn quoted(text: &PyText) -> String {
    let mut json = String::from('"');
    for &unit in text {
        match unit {
            0x22 => json.push_str("\\\""),
            0x5C => json.push_str("\\\\"),
            0x08 => json.push_str("\\b"),
            0x0C => json.push_str("\\f"),
            0x0A => json.push_str("\\n"),
            0x0D => json.push_str("\\r"),
            0x09 => json.push_str("\\t"),
            0x20..=0x7E => json.push(unit as u8 as char),
            0x10000.. => {
                let unit = unit - 0x10000;
                json.push_str(&format!(
                    "\\u{:04x}\\u{:04x}",
                    0xD800 + (unit >> 10),
                    0xDC00 + (unit & 0x3FF)
                ));
            }
            _ => json.push_str(&format!("\\u{unit:04x}")),
        }
    }
    json + "\""
}

/// `str()`.
#[inline]
pub(crate) fn str(value: &PyValue) -> PyText {
    if let PyValue::Str(text) = value {
        text.clone()
    } else {
        repr(value)
    }
}

#[inline]
fn repr(value: &PyValue) -> PyText {
    let join = |items: Vec<PyText>| items.join(&text(", ")[..]);
    match value {
        PyValue::None => text("None"),
        PyValue::Bool(value) => text(if *value { "True" } else { "False" }),
        PyValue::Int(digits) => text(digits),
        PyValue::Float(value) if !value.is_finite() => text(&value.to_string().to_lowercase()),
        PyValue::Float(value) => text(&float(*value)),
        PyValue::Str(string) => string_repr(string),
        PyValue::List(items) => {
            [text("["), join(items.iter().map(repr).collect()), text("]")].concat()
        }
        PyValue::Dict(entries) => {
            let entry = |(key, value): &(PyText, PyValue)| {
                [string_repr(key), text(": "), repr(value)].concat()
            };
            [
                text("{"),
                join(entries.iter().map(entry).collect()),
                text("}"),
            ]
            .concat()
        }
    }
}

#[inline]
fn string_repr(string: &PyText) -> PyText {
    let has = |quote: char| string.contains(&quote.into());
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut repr = vec![u32::from(quote)];
    for &unit in string {
        match char::from_u32(unit) {
            Some('\n') => repr.extend(text("\\n")),
            Some('\r') => repr.extend(text("\\r")),
            Some('\t') => repr.extend(text("\\t")),
            Some(c) if c == quote || c == '\\' => repr.extend([u32::from('\\'), unit]),
            Some(c) if is_printable(c) => repr.push(unit),
            _ if unit < 0x100 => repr.extend(text(&format!("\\x{unit:02x}"))),
            _ if unit < 0x10000 => repr.extend(text(&format!("\\u{unit:04x}"))),
            _ => repr.extend(text(&format!("\\U{unit:08x}"))),
        }
    }
    repr.push(quote.into());
    repr
}

/// `str.isprintable`, which asks for the same categories as Rust's escapes. Behind another
/// character Rust shows one that combines, as Python does.
#[inline]
fn is_printable(character: char) -> bool {
    let escaped = format!("a{character}").escape_debug().to_string();
    !escaped.starts_with("a\\u") && !escaped.starts_with("a\\0")
}
