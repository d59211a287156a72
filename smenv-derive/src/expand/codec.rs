//! How a value is read and written, as code.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use crate::model::field::ValueFormat;
use crate::syntax::spans::{around, call_at, first_and_last};
use crate::syntax::types::Type;

/// Returns the codec of values of the type `ty`, with the spans of `user`.
pub(crate) fn codec(
    format: &ValueFormat,
    user: &Type,
    ty: &TokenStream,
    names: &TokenStream,
    words: &str,
) -> TokenStream {
    match format {
        ValueFormat::Native => around(
            user,
            quote!(__smenv::FieldCodec::<),
            ty,
            quote!(>::native(#names)),
        ),
        ValueFormat::FromStr => around(
            user,
            quote!(__smenv::FieldCodec::<),
            ty,
            quote!(>::from_str(#names, #words)),
        ),
        ValueFormat::Json(_) => {
            let is_option = quote!(__smenv::JsonField::<#ty>::IS_OPTION);
            let codec = around(
                user,
                quote!(__smenv::FieldCodec::<),
                ty,
                quote!(>::json(#names, #words, #is_option)),
            );
            quote!({
                use __smenv::NotOption as _;
                #codec
            })
        }
        ValueFormat::With(module) => {
            let (span, _) = first_and_last(module);
            let from_text = quote_spanned!(span=> #module::from_text);
            let to_text = quote_spanned!(span=> #module::to_text);
            let read = call_at(
                module,
                quote!(__smenv::with_read),
                quote!(__raw, #from_text),
            );
            let absent = call_at(module, quote!(__smenv::with_absent), quote!(#from_text));
            let write = call_at(
                module,
                quote!(__smenv::with_write),
                quote!(__value, #to_text),
            );
            quote! {
                __smenv::FieldCodec::<#ty>::new(#names, #words, |__raw| #read, || #absent, |__value| #write)
            }
        }
    }
}

/// Returns how messages refer to a value of a type that only the user knows: by the type's name,
/// without its path and its `Option`.
pub(crate) fn words_for(ty: &Type) -> String {
    let ty = ty.inside_option().unwrap_or(ty);
    let name = match ty.name() {
        Some(name) => name.to_token_stream(),
        None => ty.to_token_stream(),
    };
    format!("a value of type {}", name.to_string().replace(' ', ""))
}

/// Returns how messages refer to a value of a map.
pub(crate) fn words_for_value(map: &Type) -> String {
    match map.name().and_then(|name| name.second_argument()) {
        Some(value) => words_for(&value),
        None => "a value".to_owned(),
    }
}
