//! What the compiler checks of a schema file.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::expand::check_at::{assert_at, check_at};
use crate::expand::number;
use crate::expand::range_constants::{RangeConstantsExpansion, constant};
use crate::expand::specified_hyperparameters;
use crate::model::checked_in::IGNORE;
use crate::model::field::FieldModel;
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::range_constants::RangeConstants;
use crate::model::schema_fields::{
    ANEW, differs_from, is_of, is_of_rest, outside, refusal, unknown,
};
use crate::model::schema_file::{SchemaBound, SchemaEntry, SchemaFile, SchemaValue};
use crate::model::schema_reading::{Reading, read};
use crate::parse::number::Number;

/// Returns the checks of names that a flattened struct may have, and of values of fields whose range
/// has constants. A change to the file makes the compiler run them again.
pub(crate) fn checks(
    schema: &SchemaFile,
    model: &HyperparametersModel,
    spec: &TokenStream,
) -> TokenStream {
    let tracked = tracked(&schema.path);
    if let Some(entries) = &schema.printed {
        let specification = specified_hyperparameters::checks(schema, entries, model, spec);
        return quote!(#tracked #specification);
    }
    let file = schema.name();
    let is_accepted = |entry: &&SchemaEntry| model.allow_unknown || is_of_rest(&entry.name, model);
    let names = schema
        .entries()
        .filter(|entry| model.has_flattened() && !is_accepted(entry))
        .map(|entry| {
            let (name, message) = (&entry.name, unknown(&entry.name, &file, model));
            check_at(
                &schema.literal,
                quote!(__smenv::check::assert_known),
                quote!(#spec, #name, #message),
            )
        });
    let values = model
        .fields
        .iter()
        .enumerate()
        .filter_map(|(index, field)| RangeConstantsExpansion::of(index, field))
        .map(|constants| checks_of_values(schema, &constants));
    let choices = model
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_native())
        .flat_map(|(index, field)| checks_of_choices(schema, index, field));
    quote! {
        #tracked
        #(#names)*
        #(#values)*
        #(#choices)*
    }
}

/// Returns items that make the compiler run the checks again when the file changes, or the variable
/// that turns them off. With the variable, there may be no file yet.
pub(crate) fn tracked(path: &Path) -> TokenStream {
    let path = path.exists().then(|| path.display().to_string());
    let bytes = path.map(|path| {
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    quote! {
        #bytes
        const _: ::core::option::Option<&::core::primitive::str> = ::core::option_env!(#IGNORE);
    }
}

/// Returns the checks that the field's choices, if its type has some, are those of the file.
fn checks_of_choices(schema: &SchemaFile, index: usize, field: &FieldModel) -> Vec<TokenStream> {
    let file = schema.name();
    let constant = constant("__SM", index);
    let entries = schema.entries().filter(|entry| is_of(entry, field));
    let check = |entry: &SchemaEntry| {
        let choices = entry.choices.as_ref()?;
        let message = format!(
            "the values of `{}` in {file:?} ({}) differ from the choices of its type: {ANEW}",
            entry.name,
            choices.join(", ")
        );
        Some(check_at(
            &field.ident,
            quote!(__smenv::check::assert_choices),
            quote!(&#constant.field(), &[#(#choices),*], #message),
        ))
    };
    entries.filter_map(check).collect()
}

/// Returns the checks of the values that the file has for one field.
pub(crate) fn checks_of_values(
    schema: &SchemaFile,
    constants: &RangeConstantsExpansion<'_>,
) -> TokenStream {
    let file = schema.name();
    let entries = schema
        .entries()
        .filter(|entry| is_of(entry, constants.constants.field));
    let values = entries.flat_map(|entry| entry.values.iter().map(move |value| (entry, value)));
    values
        .filter_map(|(entry, value)| check_of_value(constants, entry, value, &file))
        .collect()
}

/// Returns the check that a value is inside the range.
fn check_of_value(
    expansion: &RangeConstantsExpansion<'_>,
    entry: &SchemaEntry,
    value: &SchemaValue,
    file: &str,
) -> Option<TokenStream> {
    let RangeConstants {
        field, range, ty, ..
    } = &expansion.constants;
    let Reading::Valid(Some(number)) = read(field, &value.value) else {
        return None;
    };
    let number = match number {
        Number::Integer(integer) => number::integer(integer),
        Number::Char(char) => char.to_token_stream(),
        Number::Float(float) if ty.is_f32() => number::float_of_f32(float as f32),
        Number::Float(float) => number::float(float),
    };
    let bounds = expansion.bounds();
    let message = refusal(field, entry, value, file, &outside(range));
    // A specification has no characters.
    let bound = value.bound.filter(|_| !ty.is_char());
    let is_in_range = quote!(!#bounds.have_values() || #bounds.has(#number));
    let is_bound = match bound {
        None => return Some(assert_at(&field.ident, is_in_range, &message)),
        Some(SchemaBound::Min) => quote!(#bounds.starts_at(#number)),
        Some(SchemaBound::Max) => quote!(#bounds.ends_at(#number)),
    };
    let in_range = assert_at(&field.ident, quote!(#is_bound || #is_in_range), &message);
    let message = refusal(field, entry, value, file, &differs_from(range));
    // Outside of the range is the error above.
    let holds = quote!(#is_bound || !#bounds.has(#number));
    let equal = assert_at(&field.ident, holds, &message);
    Some(quote!(#in_range #equal))
}
