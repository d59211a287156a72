//! A JSON value that borrows its text and is parsed lazily.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::json::scanner;
use crate::json::token::{Kind, Token};

/// A JSON value.
#[derive(Clone, Copy)]
pub struct Json<'a>(Token<'a>);

impl<'a> Json<'a> {
    /// Parses a text; `None` if it is not JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        scanner::parse(text).map(Json)
    }

    /// Creates a value from a token.
    #[must_use]
    pub fn of(token: Token<'a>) -> Self {
        Json(token)
    }

    /// Creates a string from a text without escapes.
    #[must_use]
    pub fn string(text: &'a str) -> Self {
        Json(Token {
            text,
            kind: Kind::Text,
        })
    }

    /// Returns the token.
    #[must_use]
    pub fn token(self) -> Token<'a> {
        self.0
    }

    /// Returns whether the value is null.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.0.kind == Kind::Null
    }

    /// Returns the text of a string; `None` if it has a lone surrogate.
    #[must_use]
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        if self.0.kind.is_string() {
            self.0.decoded().ok()
        } else {
            None
        }
    }

    /// Returns the text of a string, like [`as_str`](Self::as_str).
    #[must_use]
    pub fn as_string(self) -> Option<String> {
        self.as_str().map(Cow::into_owned)
    }

    /// Returns a number that is written as an integer, if it fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        if self.0.kind == Kind::Number {
            self.0.text.parse().ok()
        } else {
            None
        }
    }

    /// Returns a Boolean.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        if self.0.kind == Kind::Bool {
            Some(self.0.text == "true")
        } else {
            None
        }
    }

    /// Returns the items of a list.
    #[must_use]
    pub fn items(self) -> Option<Vec<Self>> {
        if self.0.kind != Kind::List {
            return None;
        }
        let mut items = Vec::new();
        scanner::items(self.0.text, |item| items.push(Json(item))).ok()?;
        Some(items)
    }

    /// Returns the entries of an object. Of equal keys, the last counts. Keys with lone surrogates
    /// are omitted.
    #[must_use]
    pub fn entries(self) -> Option<BTreeMap<Cow<'a, str>, Self>> {
        let mut entries = BTreeMap::new();
        self.each(&mut |key, value| _ = entries.insert(key, value))?;
        Some(entries)
    }

    /// Returns the last value of a key in an object.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        let mut found = None;
        self.each(&mut |known, value| {
            if known == key {
                found = Some(value);
            }
        })?;
        found
    }

    fn each(self, entry: &mut dyn FnMut(Cow<'a, str>, Self)) -> Option<()> {
        if self.0.kind != Kind::Object {
            return None;
        }
        let each = |key: Token<'a>, value| {
            if let Ok(key) = key.decoded() {
                entry(key, Json(value));
            }
        };
        scanner::entries(self.0.text, each).ok()
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
