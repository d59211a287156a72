//! Defaults as code.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::expand::code::code;
use crate::model::field::FieldDefault;
use crate::syntax::spans::{first_and_last, path_at};
use crate::syntax::text::source_text;
use crate::syntax::types::Type;

/// Returns the default as a table shows it.
pub(crate) fn default_text(default: &FieldDefault) -> String {
    match default {
        FieldDefault::OfType(_) => "Default::default()".to_owned(),
        FieldDefault::Text(text) => text.value(),
        FieldDefault::Expression(value) => source_text(value),
    }
}

/// Returns the function that makes the default.
pub(crate) fn default_function(default: &FieldDefault, ty: &Type) -> TokenStream {
    match default {
        FieldDefault::OfType(key) => default_at(*key, ty),
        FieldDefault::Text(text) => {
            // The type is inferred: otherwise its own tokens would be at fault.
            let inferred = quote_spanned!(text.span()=> _);
            let qualifier = quote!(#inferred as __smenv::DefaultFromStr);
            let from = path_at(text.span(), qualifier, "text_default");
            quote!(|| #from(#text))
        }
        FieldDefault::Expression(value) => {
            let code = code(value);
            quote!(|| #code)
        }
    }
}

/// Returns the function that makes the default of a type, with the span of the type.
pub(crate) fn default_of_type(ty: &Type) -> TokenStream {
    default_at(first_and_last(ty).0, ty)
}

fn default_at(span: Span, ty: &Type) -> TokenStream {
    path_at(span, quote!(#ty as ::core::default::Default), "default")
}
