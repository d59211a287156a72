//! Every hyperparameter of a filled struct: its value, and where it came from.

use std::borrow::Cow;
use std::fmt;

use crate::SmHyperparameters;
use crate::error::Origin;
use crate::fields::{self, Outgoing};
use crate::python_json;
use crate::source::Source;

/// A hyperparameter's text as it leaves.
pub(crate) struct Text {
    pub(crate) name: String,
    /// `None` where it is left out.
    pub(crate) text: Option<String>,
    /// Whether leaving it out would say something else: it leaves as `None`.
    pub(crate) needs_word: bool,
    pub(crate) secret: bool,
}

impl Text {
    /// The text that leaves, with its name.
    pub(crate) fn outgoing(self) -> Option<(String, String)> {
        let word = self.needs_word.then(|| "None".to_owned());
        Some((self.name, self.text.or(word)?))
    }

    /// Whether `words` quote it. A text of one or two letters is in every sentence.
    #[inline]
    pub(crate) fn is_in(&self, words: &str) -> bool {
        self.text.clone().map(unquoted).is_some_and(|text| text.len() > 2 && words.contains(&text))
    }
}

/// A table of hyperparameters: see [`SmHyperparameters::explain`]. `Display` draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation(Vec<Explained>);

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explained {
    /// The canonical name.
    pub name: String,
    /// The value's text; `None` for an `Option` without a value. Secrets are `******`.
    pub value: Option<String>,
    /// Where the value came from; `None` for a value that the source does not give, or gives wrongly.
    pub origin: Option<Origin>,
}

impl Explanation {
    #[inline]
    pub(crate) fn of<T: SmHyperparameters>(filled: &T, source: &Source) -> Self {
        let (origins, given) = fields::origins::<T>(source);
        // What the program has changed since comes from nowhere.
        let is_given = |text: &Text| {
            let same = |other: &&Text| other.name == text.name;
            given.as_ref().is_none_or(|given| given.iter().find(same).is_some_and(|given| given.text == text.text))
        };
        let row = |text: Text| {
            let origin = origins.iter().find(|(name, _)| *name == text.name && is_given(&text));
            let origin = origin.map(|(_, origin)| origin.clone());
            let value = text.text.map(|value| if text.secret { "******".to_owned() } else { unquoted(value) });
            Explained { name: text.name, value, origin }
        };
        Explanation(Outgoing::of(filled).into_iter().map(row).collect())
    }

    /// The rows, in the order of the struct's fields.
    #[must_use]
    #[inline]
    pub fn rows(&self) -> &[Explained] {
        &self.0
    }
}

impl fmt::Display for Explanation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 40;
        // On one line, whatever is in it.
        let line =
            |text: &str| match text.chars().any(char::is_control) || text.trim() != text || matches!(text, "" | "-") {
                true => format!("{text:?}"),
                false => text.to_owned(),
            };
        let shown = |value: &Option<String>| value.as_ref().map_or("-".to_owned(), |value| cut(&line(value), MOST));
        let mut rows = vec![["hyperparameter".to_owned(), "value".to_owned(), "from".to_owned()]];
        rows.extend(self.0.iter().map(|row| {
            let origin = row.origin.as_ref().map_or_else(|| "set by the program".to_owned(), Origin::to_string);
            [line(&row.name), shown(&row.value), line(&origin)]
        }));
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (names, values) = (width(0), width(1));
        for (index, [name, value, origin]) in rows.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{name:names$}  {value:values$}  {origin}")?;
        }
        Ok(())
    }
}

/// A text that leaves in quotes, so that no producer changes it, without them.
#[inline]
pub(crate) fn unquoted(text: String) -> String {
    match python_json::loads(&text) {
        Some(token) if token.kind.is_string() => token.decoded().map_or_else(|_| text.clone(), Cow::into_owned),
        _ => text,
    }
}

#[inline]
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
