//! What the compiler compares with a specification that the program printed: the whole struct, with
//! those that are flattened in it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use smenv_shared::limits::MAX_HYPERPARAMETERS;
use smenv_shared::secret_names::looks_secret;

use crate::expand::check_at::check_at;
use crate::expand::number;
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::schema_fields::ANEW;
use crate::model::schema_file::SchemaFile;
use crate::model::specified_hyperparameters::SpecifiedEntry;
use crate::syntax::spans::as_generated;

/// Returns the checks of a printed specification.
pub(crate) fn checks(
    schema: &SchemaFile,
    entries: &[SpecifiedEntry],
    model: &HyperparametersModel,
    spec: &TokenStream,
) -> TokenStream {
    let (file, own) = (format!("{:?}", schema.name()), as_generated(&model.ident));
    let known = quote!(<#own as __smenv::SmHyperparameters>::__KNOWN);
    let place = quote!(__smenv::check::SpecifiedIn { file: #file, remedy: #ANEW });
    let one_by_one = entries.iter().map(|entry| {
        let field = model.values().find(|field| field.name() == entry.name);
        let user = match field {
            Some(field) => field.ident.to_token_stream(),
            None => schema.literal.to_token_stream(),
        };
        let specified = specified(entry);
        check_at(
            user,
            quote!(__smenv::check::assert_specified),
            quote!(#spec, #known, &#specified, #place),
        )
    });
    // The program prints no more than an algorithm can have.
    let are_all = entries.len() < MAX_HYPERPARAMETERS;
    let names: Vec<&str> = entries.iter().map(|entry| &*entry.name).collect();
    let rows = model.fields.iter().filter(|field| !field.is_skipped());
    let missing = rows.enumerate().filter(|_| are_all).map(|(row, field)| {
        check_at(
            &field.ident,
            quote!(__smenv::check::assert_row_is_specified),
            quote!(#spec, #row, &[#(#names),*], #place),
        )
    });
    quote!(#(#one_by_one)* #(#missing)*)
}

/// `Specified { name: "epochs", parameter_type: "Integer", … }`
fn specified(entry: &SpecifiedEntry) -> TokenStream {
    let SpecifiedEntry {
        name,
        parameter_type,
        bounds,
        choices,
        is_tunable,
        is_required,
        default,
    } = entry;
    let bounds = option(bounds.as_ref().map(|[min, max]| {
        let (min, max) = (value(min), value(max));
        quote!([#min, #max])
    }));
    let choices = option(choices.as_ref().map(|choices| quote!(&[#(#choices),*])));
    let default = option(default.as_deref().map(value));
    let is_named_like_a_secret = looks_secret(name);
    quote! {
        __smenv::check::Specified {
            name: #name,
            parameter_type: #parameter_type,
            bounds: #bounds,
            choices: #choices,
            is_tunable: #is_tunable,
            is_required: #is_required,
            default: #default,
            is_named_like_a_secret: #is_named_like_a_secret,
        }
    }
}

/// `SpecifiedValue { text: "10", integer: Some(10), f32: 10.0, f64: 10.0 }`
fn value(text: &str) -> TokenStream {
    let integer = option(text.parse().ok().map(number::integer));
    let f32 = number::float_of_f32(text.parse().unwrap_or(f32::NAN));
    let f64 = number::float(text.parse().unwrap_or(f64::NAN));
    quote!(__smenv::check::SpecifiedValue { text: #text, integer: #integer, f32: #f32, f64: #f64 })
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
