//! A JSON value, in the text that it is read from: what config files and the launchers' variables
//! say.
//!
//! All is `#[inline]`, so that a program that does not ask does not build it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::python_json::{self, Kind, Token};

#[derive(Clone, Copy)]
pub(crate) struct Json<'a>(Token<'a>);

impl<'a> Json<'a> {
    /// The value that `text` is; `None` where it is no JSON.
    #[inline]
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        python_json::loads(text).map(Json)
    }

    #[inline]
    pub(crate) fn of(token: Token<'a>) -> Self {
        Json(token)
    }

    /// A string that is just this text.
    #[inline]
    pub(crate) fn string(text: &'a str) -> Self {
        Json(Token {
            text,
            kind: Kind::Text,
        })
    }

    #[inline]
    pub(crate) fn token(self) -> Token<'a> {
        self.0
    }

    #[inline]
    pub(crate) fn is_null(self) -> bool {
        self.0.kind == Kind::Null
    }

    /// A string that Rust can hold.
    #[inline]
    pub(crate) fn as_str(self) -> Option<Cow<'a, str>> {
        if self.0.kind.is_string() {
            self.0.decoded().ok()
        } else {
            None
        }
    }

    #[inline]
    pub(crate) fn as_string(self) -> Option<String> {
        self.as_str().map(Cow::into_owned)
    }

    /// A number that is spelt as a whole one, and fits.
    #[inline]
    pub(crate) fn as_u64(self) -> Option<u64> {
        if self.0.kind == Kind::Number {
            self.0.text.parse().ok()
        } else {
            None
        }
    }

    #[inline]
    pub(crate) fn as_bool(self) -> Option<bool> {
        if self.0.kind == Kind::Bool {
            Some(self.0.text == "true")
        } else {
            None
        }
    }

    /// The items of a list.
    #[inline]
    pub(crate) fn items(self) -> Option<Vec<Self>> {
        if self.0.kind != Kind::List {
            return None;
        }
        let mut items = Vec::new();
        python_json::items(self.0.text, |item| items.push(Json(item))).ok()?;
        Some(items)
    }

    /// The entries of an object, by their keys; of a key that is repeated the last. One whose key
    /// Rust cannot hold is left out.
    #[inline]
    pub(crate) fn entries(self) -> Option<BTreeMap<Cow<'a, str>, Self>> {
        let mut entries = BTreeMap::new();
        self.each(&mut |key, value| _ = entries.insert(key, value))?;
        Some(entries)
    }

    /// What an object has under a key.
    #[inline]
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        let mut found = None;
        self.each(&mut |known, value| {
            if known == key {
                found = Some(value);
            }
        })?;
        found
    }

    #[inline]
    fn each(self, entry: &mut dyn FnMut(Cow<'a, str>, Self)) -> Option<()> {
        if self.0.kind != Kind::Object {
            return None;
        }
        let each = |key: Token<'a>, value| {
            if let Ok(key) = key.decoded() {
                entry(key, Json(value));
            }
        };
        python_json::entries(self.0.text, each).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json<'_> {
        Json::parse(text).unwrap_or_else(|| panic!("{text} is JSON"))
    }

    #[test]
    fn values_are_read_where_they_stand() {
        let config = json(
            r#" {"hosts": ["algo-1", "algo\u002d2"], "count": 2, "last": true, "none": null} "#,
        );
        let hosts = config
            .get("hosts")
            .and_then(Json::items)
            .unwrap_or_default();
        let names: Vec<_> = hosts.into_iter().filter_map(Json::as_string).collect();
        assert_eq!(names, ["algo-1", "algo-2"]);
        assert_eq!(config.get("count").and_then(Json::as_u64), Some(2));
        assert_eq!(config.get("last").and_then(Json::as_bool), Some(true));
        assert!(config.get("none").is_some_and(Json::is_null));
        assert!(config.get("absent").is_none());
    }

    #[test]
    fn of_a_repeated_key_the_last_counts_under_each_of_its_spellings() {
        let config = json(r#"{"a": 1, "b": 2, "\u0061": 3}"#);
        assert_eq!(config.get("a").and_then(Json::as_u64), Some(3));
        assert_eq!(config.entries().map(|entries| entries.len()), Some(2));
    }

    #[test]
    fn a_value_is_nothing_but_what_it_is() {
        for text in [
            "null",
            "1",
            "\"1\"",
            "\"true\"",
            "[\"a\"]",
            "{\"a\": 1}",
            "\"[]\"",
        ] {
            let value = json(text);
            assert_eq!(value.as_str().is_some(), text.starts_with('"'), "{text}");
            assert_eq!(value.as_u64().is_some(), text == "1", "{text}");
            assert_eq!(value.items().is_some(), text.starts_with('['), "{text}");
            assert_eq!(value.entries().is_some(), text.starts_with('{'), "{text}");
            assert!(value.as_bool().is_none(), "{text}");
        }
        for no_count in ["-1", "1.0", "1e3", "18446744073709551616", "NaN"] {
            assert!(json(no_count).as_u64().is_none(), "{no_count}");
        }
        assert!(
            json(r#""\ud800""#).as_str().is_none(),
            "Rust cannot hold it"
        );
    }
}
