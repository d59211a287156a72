//! Shared by the targets: values generated from bytes, and a folder for files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use arbitrary::{Arbitrary, Result, Unstructured};

/// A folder of this process, reused by each run.
pub struct Folder(PathBuf);

impl Folder {
    /// Creates an empty folder.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("smenv-fuzz-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and creates its parent folders.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Removes a file or a folder in it, if present.
    pub fn remove(&self, path: &str) {
        let path = self.0.join(path);
        let _ = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Texts that look like something else.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "null", "None", "true", "True", "NaN", "inf", "Infinity", "1e400", "1.10", "007", "-0", "4e71062", "1_0", "\"", "\"a\"", "\"null\"", "'",
    "'a'", "\\", "\\n", "\\u00e9", "\\ud800", "\n", "\r", "\t", "\u{b}", "\u{1b}", "\u{7f}", "\u{85}", "\u{2028}", "\u{feff}", " ", "\u{a0}",
    ",", ";", ":", "=", "a=b", "[", "]", "[]", "[1, 2]", "{", "}", "{}", "{\"a\": 1}", "(", ")", "(1,)", "<", "#", "$(x)", "`", "%", "--x",
    "-", "_", "/", "é", "ß", "ı", "🚀", "a", "B", "0",
];

/// Returns any text without NUL, which neither variables nor arguments can contain.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let text = match u.int_in_range(0..=2)? {
        0 => u.choose(PIECES)?.to_string(),
        1 => few(u, |u| u.choose(PIECES))?.into_iter().copied().collect(),
        _ => u.arbitrary::<&str>()?.to_owned(),
    };
    Ok(text.replace('\0', ""))
}

/// Returns a key of a map, which is never empty.
pub fn key(u: &mut Unstructured<'_>) -> Result<String> {
    text(u).map(|text| {
        if text.is_empty() {
            "k".to_owned()
        } else {
            text
        }
    })
}

pub fn character(u: &mut Unstructured<'_>) -> Result<char> {
    u.arbitrary()
        .map(|character| if character == '\0' { '0' } else { character })
}

pub fn any<T: for<'a> Arbitrary<'a>>(u: &mut Unstructured<'_>) -> Result<T> {
    u.arbitrary()
}

pub fn finite(u: &mut Unstructured<'_>) -> Result<f64> {
    u.arbitrary()
        .map(|number: f64| if number.is_finite() { number } else { 0.5 })
}

pub fn maybe<'a, T>(
    u: &mut Unstructured<'a>,
    of: impl FnOnce(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Option<T>> {
    u.arbitrary::<bool>()?.then(|| of(u)).transpose()
}

pub fn few<'a, T>(
    u: &mut Unstructured<'a>,
    mut of: impl FnMut(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Vec<T>> {
    (0..u.int_in_range(0..=4)?).map(|_| of(u)).collect()
}

pub fn map<'a, K: Ord, V>(
    u: &mut Unstructured<'a>,
    mut key: impl FnMut(&mut Unstructured<'a>) -> Result<K>,
    mut value: impl FnMut(&mut Unstructured<'a>) -> Result<V>,
) -> Result<BTreeMap<K, V>> {
    Ok(few(u, |u| Ok((key(u)?, value(u)?)))?.into_iter().collect())
}

/// Returns JSON of a few levels.
pub fn json(u: &mut Unstructured<'_>, levels: u8) -> Result<serde_json::Value> {
    let most = if levels == 0 { 5 } else { 7 };
    Ok(match u.int_in_range(0..=most)? {
        0 => serde_json::Value::Null,
        1 => u.arbitrary::<bool>()?.into(),
        2 => u.arbitrary::<i64>()?.into(),
        3 => u.arbitrary::<u64>()?.into(),
        4 => finite(u)?.into(),
        5 => text(u)?.into(),
        6 => few(u, |u| json(u, levels - 1))?.into(),
        _ => {
            serde_json::Value::Object(map(u, text, |u| json(u, levels - 1))?.into_iter().collect())
        }
    })
}
