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
