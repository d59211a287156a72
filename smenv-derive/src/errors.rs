//! Collects mistakes, so that one build shows them all.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// Every mistake so far. Dropping it unchecked is a bug of the macro, and panics.
pub(crate) struct Errors(Option<Vec<syn::Error>>);

impl Errors {
    pub(crate) fn new() -> Self {
        Errors(Some(Vec::new()))
    }

    /// Keeps a mistake, with the token at fault.
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.keep(syn::Error::new(span, message));
    }

    /// Keeps a mistake, with all the tokens at fault.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.keep(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn keep(&mut self, error: syn::Error) {
        self.0.get_or_insert_default().push(error);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(Vec::is_empty)
    }

    /// The mistakes as tokens that make the compiler report them.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        let errors = self.0.take().unwrap_or_default();
        let errors = errors.iter().map(syn::Error::to_compile_error);
        quote!(#(#errors)*)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(self.0.is_none() || std::thread::panicking(), "mistakes were collected and never reported");
    }
}

/// The known word that is near enough to be what was meant.
pub(crate) fn nearest<'w>(given: &str, words: &[&'w str]) -> Option<&'w str> {
    let fold = |word: &str| word.to_lowercase().replace('-', "_");
    let given = fold(given);
    let distances = words.iter().map(|word| (distance(given.as_bytes(), fold(word).as_bytes()), *word));
    distances.min().filter(|(distance, word)| *distance <= word.len().div_ceil(3)).map(|(_, word)| word)
}

/// Levenshtein's distance.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
