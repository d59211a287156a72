//! What the compiler compares with a specification that the program printed: the whole struct, with
//! those that are flattened in it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use smenv_shared::secret_names::looks_secret;

use crate::expand::check_at::check_at;
use crate::expand::number;
use crate::expand::option::option;
use crate::model::field::{FieldModel, FieldRole};
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::schema_fields::{ANEW, ANEW_WITHOUT_FIELD, nearest_or};
use crate::model::schema_file::SchemaFile;
use crate::model::specified_hyperparameters::{EntryRange, SpecifiedEntry};
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
    let names: Vec<&str> = entries.iter().map(|entry| &*entry.name).collect();
    // What the struct has renamed may be among these.
    let own = model.values().map(FieldModel::name);
    let missing_names: Vec<&str> = own.filter(|name| !names.contains(name)).collect();
    let each = entries.iter().map(|entry| {
        let specified = specified(entry, &missing_names);
        check_at(
            place_of(&entry.name, schema, model),
            quote!(__smenv::check::assert_specified),
            quote!(#spec, #known, &#specified, #place),
        )
    });
    let rows = model.fields.iter().filter(|field| !field.is_skipped());
    let missing = rows.enumerate().filter_map(|(row, field)| {
        let is_there = field.format().is_some() && names.contains(&field.name());
        (!is_there).then(|| {
            check_at(
                &field.ident,
                quote!(__smenv::check::assert_row_is_specified),
                quote!(#spec, #row, &[#(#names),*], #place),
            )
        })
    });
    quote!(#(#each)* #(#missing)*)
}

/// Returns where an entry's difference is reported: at its field, at that of the flattened struct
/// whose prefix it has, or else at the name of the file.
fn place_of(name: &str, schema: &SchemaFile, model: &HyperparametersModel) -> TokenStream {
    if let Some(field) = model.values().find(|field| field.name() == name) {
        return field.ident.to_token_stream();
    }
    let flattened = model.fields.iter().filter_map(|field| match &field.role {
        FieldRole::Flatten { prefix } if name.starts_with(&**prefix) => Some((prefix.len(), field)),
        _ => None,
    });
    match flattened.max_by_key(|(length, _)| *length) {
        Some((1.., field)) => field.ident.to_token_stream(),
        _ => schema.literal.to_token_stream(),
    }
}

/// `Specified { name: "epochs", parameter_type: "Integer", … }`
fn specified(entry: &SpecifiedEntry, missing_names: &[&str]) -> TokenStream {
    let SpecifiedEntry {
        name,
        parameter_type,
        range,
        is_tunable,
        is_required,
        default,
    } = entry;
    let bounds = |[min, max]: &[String; 2]| {
        let (min, max) = (value(min), value(max));
        quote!(([#min, #max]))
    };
    let range_words = match range {
        EntryRange::None => "none".to_owned(),
        EntryRange::Integer([min, max]) | EntryRange::Continuous([min, max]) => {
            format!("from {min} to {max}")
        }
        EntryRange::Categorical(values) => values.join(", "),
        EntryRange::Other => "invalid".to_owned(),
    };
    let range = match range {
        EntryRange::None => quote!(None),
        EntryRange::Integer(range) => {
            let bounds = bounds(range);
            quote!(Integer #bounds)
        }
        EntryRange::Continuous(range) => {
            let bounds = bounds(range);
            quote!(Continuous #bounds)
        }
        EntryRange::Categorical(values) => quote!(Categorical(&[#(#values),*])),
        EntryRange::Other => quote!(Other),
    };
    let default = option(default.as_deref().map(value));
    let is_named_like_a_secret = looks_secret(name);
    let remedy_if_unknown = nearest_or(name, missing_names, ANEW_WITHOUT_FIELD);
    quote! {
        __smenv::check::Specified {
            name: #name,
            parameter_type: #parameter_type,
            range: __smenv::check::SpecifiedRange::#range,
            range_words: #range_words,
            is_tunable: #is_tunable,
            is_required: #is_required,
            default: #default,
            is_named_like_a_secret: #is_named_like_a_secret,
            remedy_if_unknown: #remedy_if_unknown,
        }
    }
}

/// `SpecifiedValue { text: "10", integer: Some(10), unsigned: Some(10), f32: 10.0, f64: 10.0 }`
fn value(text: &str) -> TokenStream {
    let integer = option(text.parse().ok().map(number::integer));
    let unsigned = option(text.parse().ok().map(number::unsigned));
    let f32 = number::float_of_f32(text.parse().unwrap_or(f32::NAN));
    let f64 = number::float(text.parse().unwrap_or(f64::NAN));
    quote! {
        __smenv::check::SpecifiedValue {
            text: #text,
            integer: #integer,
            unsigned: #unsigned,
            f32: #f32,
            f64: #f64,
        }
    }
}
