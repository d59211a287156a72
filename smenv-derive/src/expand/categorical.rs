//! The impls of `SmCategorical` and `HyperparameterValue`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::categorical::CategoricalModel;
use crate::syntax::spans::as_generated;

pub(crate) fn categorical(model: &CategoricalModel, private: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let ident = as_generated(&model.ident);
    let variants = &model.variants;
    let idents: Vec<Ident> = variants
        .iter()
        .map(|variant| as_generated(&variant.ident))
        .collect();
    let canonical: Vec<&str> = variants
        .iter()
        .map(|variant| variant.names[0].text.as_str())
        .collect();
    let names = variants.iter().map(|variant| {
        let names = variant.names.iter().map(|name| &name.text);
        quote!(&[#(#names),*])
    });
    let indices = 0..variants.len();
    quote_spanned! {here=>
        #[automatically_derived]
        impl #private::HyperparameterValue for #ident {
            const EXPECTED: #private::ValueType = #private::ValueType::Choice(<Self as #private::SmCategorical>::CHOICES);
            const __IS_REQUIRED: ::core::option::Option<::core::primitive::bool> = ::core::option::Option::Some(true);

            fn from_text(__text: &::core::primitive::str) -> ::core::result::Result<Self, #private::ValueError> {
                const NAMES: #private::Choices = &[#(#names),*];
                ::core::result::Result::map(#private::choose(NAMES, __text), |__index| match __index {
                    #(#indices => Self::#idents,)*
                    _ => ::core::unreachable!(),
                })
            }

            fn to_text(&self) -> #private::String {
                ::core::convert::From::from(<Self as #private::SmCategorical>::as_str(self))
            }
        }

        #[automatically_derived]
        impl #private::SmCategorical for #ident {
            const CHOICES: &'static [&'static ::core::primitive::str] = &[#(#canonical),*];

            fn as_str(&self) -> &'static ::core::primitive::str {
                match self {
                    #(Self::#idents => #canonical,)*
                }
            }
        }
    }
}
