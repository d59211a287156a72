//! Doc comments.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::input::{Attribute, Rest};
use crate::value::Value;

/// The text of a doc comment.
#[derive(Clone)]
pub(crate) enum Docs {
    Text(String),
    /// With macros in it, which the compiler expands; an expression a line.
    Lines(Vec<TokenStream>),
}

impl Docs {
    pub(crate) fn read(attributes: &[Attribute]) -> Self {
        let values = attributes
            .iter()
            .filter(|attribute| attribute.is("doc"))
            .filter_map(|attribute| match &attribute.rest {
                Rest::Value(value) => Some(Value::of(value.clone())),
                _ => None,
            });
        let values: Vec<Value> = values.collect();
        let texts: Option<Vec<String>> = values
            .iter()
            .map(|value| value.text().map(|text| lines(&text.value())))
            .collect();
        match texts {
            Some(texts) => Docs::Text(texts.join("\n").trim().to_owned()),
            None => Docs::Lines(values.iter().map(line).collect()),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Docs::Text(text) if text.is_empty())
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Docs::Text(text) => text.to_tokens(tokens),
            Docs::Lines(lines) => tokens.extend(quote!(__smenv::docs!(#(#lines),*))),
        }
    }
}

/// A text as `docs!` takes it, with the space that it takes off; any other expression as it is.
fn line(value: &Value) -> TokenStream {
    match value.text() {
        Some(text) => format!(" {}", lines(&text.value())).to_token_stream(),
        None => value.to_token_stream(),
    }
}

/// The lines of one attribute: one of `///`, or those of `/** … */` without what stands before
/// each.
fn lines(text: &str) -> String {
    let (first, others) = text.split_once('\n').unwrap_or((text, ""));
    let written = || others.lines().filter(|line| !line.trim().is_empty());
    // A list in Markdown has its `*` at the start of a line, and begins behind other text.
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
