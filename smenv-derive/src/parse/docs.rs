//! Doc comments.

use crate::parse::value::AttrValue;
use crate::syntax::input::{Attribute, AttributeBody};

/// The text of a doc comment.
#[derive(Clone)]
pub(crate) enum Docs {
    Text(String),
    /// An expression for each line: some are macros, which the compiler expands.
    Lines(Vec<AttrValue>),
}

impl Docs {
    pub(crate) fn read(attributes: &[Attribute]) -> Self {
        let values = attributes
            .iter()
            .filter(|attribute| attribute.is("doc"))
            .filter_map(|attribute| match &attribute.body {
                AttributeBody::Value(value) => Some(AttrValue::of(value.clone())),
                _ => None,
            });
        let values: Vec<AttrValue> = values.collect();
        let texts: Option<Vec<String>> = values
            .iter()
            .map(|value| value.text().map(|text| lines(&text.value())))
            .collect();
        match texts {
            Some(texts) => Docs::Text(texts.join("\n").trim().to_owned()),
            None => Docs::Lines(values),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Docs::Text(text) if text.is_empty())
    }
}

/// Returns the lines of one attribute, which is a `///` or a `/** … */`, without the indentation
/// and the `*` before each.
pub(crate) fn lines(text: &str) -> String {
    let (first, others) = text.split_once('\n').unwrap_or((text, ""));
    let written = || others.lines().filter(|line| !line.trim().is_empty());
    // In a Markdown list, the `*` is at the start of a line, after other text.
    let is_star = |line: &str| {
        line.trim_start().starts_with('*') && (first.is_empty() || !line.starts_with('*'))
    };
    let indentation = match written().all(is_star) {
        true => None,
        false => written()
            .map(|line| line.len() - line.trim_start().len())
            .min(),
    };
    let content = |line: &str| match indentation {
        Some(indentation) => line
            .get(indentation..)
            .unwrap_or_default()
            .trim_end()
            .to_owned(),
        None => {
            let line = line.trim_start();
            let line = line.strip_prefix('*').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
        }
    };
    let first = first
        .strip_prefix(' ')
        .unwrap_or(first)
        .trim_end()
        .to_owned();
    let all: Vec<String> = [first]
        .into_iter()
        .chain(others.lines().map(content))
        .collect();
    all.join("\n")
}
