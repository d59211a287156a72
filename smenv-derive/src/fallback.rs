//! What stands in for the impl after a mistake, so that the mistake is all that turns red.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Path};

pub(crate) fn hyperparameters(ident: &Ident, generics: &Generics, smenv: &Path) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #smenv::SmHyperparameters for #ident #ty_generics #where_clause {
            const SPEC: &'static #smenv::Spec = &#smenv::Spec::new("", "", &[], &[], true);

            fn __read(_: &mut #smenv::__private::Fields<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }

            fn __write(&self, _: &mut #smenv::__private::Outgoing) {}
        }
    }
}

pub(crate) fn categorical(ident: &Ident, generics: &Generics, smenv: &Path) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #smenv::HyperparameterValue for #ident #ty_generics #where_clause {
            const EXPECTED: #smenv::Expected = #smenv::Expected::Other("");

            fn from_text(_: &::core::primitive::str) -> ::core::result::Result<Self, #smenv::Invalid> {
                ::core::result::Result::Err(::core::default::Default::default())
            }

            fn to_text(&self) -> #smenv::__private::String {
                ::core::default::Default::default()
            }
        }

        #[automatically_derived]
        impl #impl_generics #smenv::SmCategorical for #ident #ty_generics #where_clause {
            const CHOICES: &'static [&'static ::core::primitive::str] = &[];

            fn as_str(&self) -> &'static ::core::primitive::str {
                ""
            }
        }
    }
}
