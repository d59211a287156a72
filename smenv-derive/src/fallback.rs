//! What stands in for the impl after a mistake, so that the mistake is all that turns red.

use proc_macro2::TokenStream;
use quote::quote;

use crate::attr::{self, Words};
use crate::consts::{inside_option, is_value, ours};
use crate::errors::Errors;
use crate::expand;
use crate::input::{Data, Fields, Generics, Input};
use crate::model::Struct;
use crate::names::{self, Named};

/// `model` is what could be read: of its sound fields the compiler is asked all the same, so that
/// one build shows every mistake.
pub(crate) fn hyperparameters(
    input: &Input,
    model: Option<&Struct>,
    smenv: &TokenStream,
) -> TokenStream {
    let Input {
        vis,
        ident,
        generics,
        ..
    } = input;
    let own = ours(ident);
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    let mut ignored = Errors::new();
    let rows = names_of(input, &mut ignored);
    let _ = ignored.into_tokens();
    let (named, names) = match generics.are_none() {
        true => (
            names::names(vis, ident, &rows, false),
            names::names_type(ident, &rows, false),
        ),
        // The names of a generic struct are no use to anybody.
        false => (TokenStream::new(), quote!(__smenv::NoNames)),
    };
    let sound = model
        .filter(|_| generics.are_none())
        .map(expand::sound_fields);
    let allowed = input.allowed();
    quote! {
        #allowed
        const _: () = {
            use #smenv::__private as __smenv;

            #sound
            #named

            #[automatically_derived]
            impl #of_impl __smenv::SmHyperparameters for #own #of_type #where_clause {
                const SPEC: &'static __smenv::Spec = &__smenv::Spec::new("", "", &[], &[], true);
                type __Names<__P: __smenv::Prefix> = #names;

                const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
                    |_| ::core::option::Option::None,
                    |_, _| {},
                );
            }
        };
    }
}

/// The fields whose names somebody may ask for.
fn names_of<'f>(input: &'f Input, errors: &mut Errors) -> Vec<Option<Named<'f>>> {
    let Data::Struct(_, Fields::Named(fields)) = &input.data else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    let mut named = |field: &'f crate::input::Field, errors: &mut Errors| {
        let words = Words::read(&field.attributes, attr::FIELD, "", errors);
        let ident = &field.ident;
        // A field that is there twice is the compiler's own error.
        if seen.contains(&ident) {
            return None;
        }
        seen.push(ident);
        let others = ["rest", "skip", "from_str", "json", "with"]
            .iter()
            .any(|word| words.flag(word).is_some());
        let is_flattened = words.flag("flatten").is_some() && !others;
        // An `Option` cannot be flattened; what was meant is the struct in it.
        let ty = inside_option(&field.ty).unwrap_or(&field.ty);
        let is_flattened = is_flattened && !is_value(ty);
        Some(if is_flattened {
            Named::Flattened(ident, ty)
        } else {
            Named::One(ident, "")
        })
    };
    fields.iter().map(|field| named(field, errors)).collect()
}

pub(crate) fn categorical(input: &Input, smenv: &TokenStream) -> TokenStream {
    let Input {
        ident, generics, ..
    } = input;
    let ident = ours(ident);
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    quote! {
        #[automatically_derived]
        impl #of_impl #smenv::HyperparameterValue for #ident #of_type #where_clause {
            const EXPECTED: #smenv::ValueType = #smenv::ValueType::Choice(&[]);

            fn from_text(_: &::core::primitive::str) -> ::core::result::Result<Self, #smenv::ValueError> {
                ::core::result::Result::Err(::core::default::Default::default())
            }

            fn to_text(&self) -> #smenv::__private::String {
                ::core::default::Default::default()
            }
        }

        #[automatically_derived]
        impl #of_impl #smenv::SmCategorical for #ident #of_type #where_clause {
            const CHOICES: &'static [&'static ::core::primitive::str] = &[];

            fn as_str(&self) -> &'static ::core::primitive::str {
                ""
            }
        }
    }
}
