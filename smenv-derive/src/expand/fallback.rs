//! Impls that replace the real ones after a mistake, so that nothing else is reported.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::errors::Errors;
use crate::expand::hyperparameters::correct_fields;
use crate::expand::names::{NameField, names_ident, names_struct, names_struct_of};
use crate::model::hyperparameters::HyperparametersModel;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::syntax::input::{Generics, Input, InputData, InputField, InputFields};
use crate::syntax::spans::as_generated;

/// `model` is what could be read. The compiler checks its correct fields all the same, so that one
/// build reports every mistake.
pub(crate) fn hyperparameters(
    input: &Input,
    model: Option<&HyperparametersModel>,
    private: &TokenStream,
) -> TokenStream {
    let Input {
        vis,
        ident,
        generics,
        ..
    } = input;
    let own = as_generated(ident);
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    let rows: Vec<Option<NameField<'_>>> = fields(input)
        .into_iter()
        .map(|field| Some(name_field(field)))
        .collect();
    let (names_struct, names_type) = match generics.is_empty() {
        true => (
            names_struct(vis, ident, &rows, false),
            names_ident(ident).into_token_stream(),
        ),
        // Nobody can use the names of a generic struct.
        false => (TokenStream::new(), quote!(__smenv::NoNames)),
    };
    let correct_fields = model.filter(|_| generics.is_empty()).map(correct_fields);
    let allowed = input.allowed();
    quote! {
        #allowed
        const _: () = {
            use #private as __smenv;

            #correct_fields
            #names_struct

            #[automatically_derived]
            impl #of_impl __smenv::SmHyperparameters for #own #of_type #where_clause {
                const SPEC: &'static __smenv::Spec = &__smenv::Spec::new("", "", &[], &[], true);
                type __Names = #names_type;

                const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
                    |_| ::core::option::Option::None,
                    |_, _| {},
                );
            }
        };
    }
}

/// Returns the fields with different names; the compiler reports the others itself.
fn fields(input: &Input) -> Vec<&InputField> {
    let InputData::Struct(_, InputFields::Named(all)) = &input.data else {
        return Vec::new();
    };
    let mut fields: Vec<&InputField> = Vec::new();
    for field in all {
        if !fields.iter().any(|other| other.ident == field.ident) {
            fields.push(field);
        }
    }
    fields
}

/// Returns the field of `names()` for a field that may have mistakes.
fn name_field(field: &InputField) -> NameField<'_> {
    let mut ignored = Errors::new();
    let items = AttrItems::read(&field.attributes, &attr_specs::FIELD, &mut ignored);
    ignored.discard();
    let excludes_flatten = ["rest", "skip", "from_str", "json", "with"]
        .iter()
        .any(|key| items.flag(key).is_some());
    // An `Option` cannot be flattened; the struct inside it was meant.
    let ty = field.ty.inside_option().unwrap_or(&field.ty);
    if items.flag("flatten").is_some() && !excludes_flatten && !ty.is_plain_value() {
        NameField::Flattened(&field.ident, ty)
    } else {
        NameField::One(&field.ident, "")
    }
}

pub(crate) fn categorical(input: &Input, private: &TokenStream) -> TokenStream {
    let Input {
        ident, generics, ..
    } = input;
    let ident = as_generated(ident);
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    quote! {
        #[automatically_derived]
        impl #of_impl #private::HyperparameterValue for #ident #of_type #where_clause {
            const EXPECTED: #private::ValueType = #private::ValueType::Choice(&[]);

            fn from_text(_: &::core::primitive::str) -> ::core::result::Result<Self, #private::ValueError> {
                ::core::result::Result::Err(::core::default::Default::default())
            }

            fn to_text(&self) -> #private::String {
                ::core::default::Default::default()
            }
        }

        #[automatically_derived]
        impl #of_impl #private::SmCategorical for #ident #of_type #where_clause {
            const CHOICES: &'static [&'static ::core::primitive::str] = &[];

            fn as_str(&self) -> &'static ::core::primitive::str {
                ""
            }
        }
    }
}

pub(crate) fn channels(input: &Input, private: &TokenStream) -> TokenStream {
    let Input {
        ident, generics, ..
    } = input;
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    let own = as_generated(ident);
    let names_struct = empty_names("channels", input);
    quote! {
        const _: () = {
            use #private as __smenv;

            #[automatically_derived]
            impl #of_impl __smenv::SmChannels for #own #of_type #where_clause {
                const SPEC: &'static __smenv::ChannelsSpec = &__smenv::ChannelsSpec::new("", "", &[], true);

                fn __read(_: &mut __smenv::ChannelReader) -> ::core::option::Option<Self> {
                    ::core::option::Option::None
                }
            }

            #names_struct
        };
    }
}

pub(crate) fn metrics(input: &Input, private: &TokenStream) -> TokenStream {
    let Input {
        ident, generics, ..
    } = input;
    let Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    let own = as_generated(ident);
    let names_struct = empty_names("metrics", input);
    quote! {
        const _: () = {
            use #private as __smenv;

            #[automatically_derived]
            impl #of_impl __smenv::SmMetrics for #own #of_type #where_clause {
                const SPEC: &'static __smenv::MetricsSpec = &__smenv::MetricsSpec::new("", "", &[]);

                fn __write(&self, _: &mut __smenv::MetricWriter) {}
            }

            #names_struct
        };
    }
}

/// Returns the struct of the names of channels or metrics, all empty; `None` for a generic struct.
fn empty_names(what: &str, input: &Input) -> Option<TokenStream> {
    if !input.generics.is_empty() {
        return None;
    }
    let names: Vec<(&Ident, &str)> = fields(input)
        .iter()
        .map(|field| (&field.ident, ""))
        .collect();
    Some(names_struct_of(what, &input.vis, &input.ident, &names))
}
