//! Doc comments as code.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::parse::docs::{Docs, lines};
use crate::parse::value::AttrValue;

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Docs::Text(text) => text.to_tokens(tokens),
            Docs::Lines(values) => {
                let values = values.iter().map(line);
                tokens.extend(quote!(__smenv::docs!(#(#values),*)));
            }
        }
    }
}

/// Returns a line for `docs!`, which removes one space before it.
fn line(value: &AttrValue) -> TokenStream {
    match value.text() {
        Some(text) => format!(" {}", lines(&text.value())).to_token_stream(),
        None => value.to_token_stream(),
    }
}
