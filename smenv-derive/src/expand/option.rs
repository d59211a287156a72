//! An `Option` as code.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// `Some(value)` or `None`
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
