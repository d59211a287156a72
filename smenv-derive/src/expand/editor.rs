//! Code for editors: rust-analyzer maps each token of an attribute to the code that has it, and
//! shows what it finds there.
//!
//! ```text
//! for_editors! {
//!     const _: () = {
//!         use smenv::__private0::attributes::field;
//!         use field::default as _;
//!     };
//!     const _: () = {
//!         let _ = || value!(BATCH);
//!     };
//! }
//! ```

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::expand::self_name::with_name_of_self;
use crate::parse::raw_items::{RawItem, raw_items};
use crate::syntax::input::{Attribute, Input, InputData, InputFields};
use crate::syntax::tokens::is_keyword;

/// The modules of smenv that document the items of a derive: those on the struct or the enum, and
/// those on its fields or variants.
pub(crate) struct Documented {
    pub(crate) outer: &'static str,
    pub(crate) inner: &'static str,
}

/// Returns code that makes rust-analyzer show the documentation of each key, and complete keys and
/// values. For the compiler the macro around it is empty: it costs no time, and has no lints.
pub(crate) fn attributes_for_editors(
    input: &Input,
    documented: &Documented,
    private: &TokenStream,
) -> TokenStream {
    let inner: Vec<&[Attribute]> = match &input.data {
        InputData::Struct(_, InputFields::Named(fields)) => {
            fields.iter().map(|field| &field.attributes[..]).collect()
        }
        InputData::Enum(_, variants) => variants
            .iter()
            .map(|variant| &variant.attributes[..])
            .collect(),
        _ => Vec::new(),
    };
    let outer = raw_items(&input.attributes);
    let inner: Vec<RawItem> = inner.into_iter().flat_map(raw_items).collect();
    let keys_of_outer = keys(documented.outer, &outer, private);
    let keys_of_inner = keys(documented.inner, &inner, private);
    let values: TokenStream = outer
        .iter()
        .chain(&inner)
        .filter_map(|item| value(item, private))
        .collect();
    let values = with_name_of_self(values, &input.ident);
    if keys_of_outer.is_empty() && keys_of_inner.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #private::for_editors! {
            const _: () = {
                #keys_of_outer
                #keys_of_inner
            };
            const _: () = { #values };
        }
    }
}

/// Returns imports of the modules that document the keys. Each is an import of its own, since
/// rust-analyzer does not complete inside braces.
fn keys(module: &str, items: &[RawItem], private: &TokenStream) -> TokenStream {
    let is_name = |key: &&Ident| {
        let key = key.to_string();
        !is_keyword(&key) && !["crate", "self", "Self", "super"].contains(&key.as_str())
    };
    let keys: Vec<&Ident> = items.iter().map(|item| &item.key).filter(is_name).collect();
    if keys.is_empty() {
        return TokenStream::new();
    }
    let module = format_ident!("{module}");
    quote! {
        use #private::attributes::#module;
        #(use #module::#keys as _;)*
    }
}

/// Returns an expression in which no generated name is in scope. It is inside a macro, since it may
/// not be valid.
fn value(RawItem { key, value }: &RawItem, private: &TokenStream) -> Option<TokenStream> {
    let is_expression = key == "default" || key == "range" || key == "validate";
    let has_name = |token: TokenTree| !matches!(token, TokenTree::Literal(_) | TokenTree::Punct(_));
    (is_expression && value.clone().into_iter().any(has_name))
        .then(|| quote!(let _ = || #private::value!(#value);))
}
