//! Collects mistakes, so that one build reports them all.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The mistakes so far. Dropping them unreported is a bug in the macro, and panics.
pub(crate) struct Errors(Option<Vec<syn::Error>>);

impl Errors {
    pub(crate) fn new() -> Self {
        Errors(Some(Vec::new()))
    }

    /// Adds a mistake, with the span of the token at fault.
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.keep(syn::Error::new(span, message));
    }

    /// Adds a mistake, with all the tokens at fault.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.keep(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn keep(&mut self, error: syn::Error) {
        self.0.get_or_insert_default().push(error);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, Vec::len)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(Vec::is_empty)
    }

    /// Forgets the mistakes, which are reported elsewhere.
    pub(crate) fn discard(mut self) {
        self.0 = None;
    }

    /// Returns tokens that make the compiler report the mistakes. Each is inside a block: as an item of
    /// the user's module it would keep the compiler from reporting names that it cannot find there.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        let errors = self.0.take().unwrap_or_default();
        let errors = errors.iter().map(syn::Error::to_compile_error);
        quote!(#(const _: () = { #errors };)*)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.0.is_none() || std::thread::panicking(),
            "mistakes were collected but never reported"
        );
    }
}

/// Returns the word that is near enough to be what was meant.
pub(crate) fn nearest<'w>(given: &str, words: &[&'w str]) -> Option<&'w str> {
    let fold = |word: &str| word.to_lowercase().replace('-', "_");
    let given = fold(given);
    let distances = words
        .iter()
        .map(|word| (distance(given.as_bytes(), fold(word).as_bytes()), *word));
    let nearest = distances.min_by_key(|(distance, _)| *distance);
    nearest
        .filter(|(distance, word)| *distance <= word.len().div_ceil(3))
        .map(|(_, word)| word)
}

/// Counts the letters that were inserted, left out, replaced or swapped with their neighbour.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
