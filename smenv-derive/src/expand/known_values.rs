//! What the compiler knows of the values of a struct, for the lock of a struct in which it is
//! flattened, and for its own.
//!
//! ```text
//! const __KNOWN: &'static [KnownValues] = &[
//!     KnownValues { min: Some(KnownValue::Integer(1)), ..KnownValues::NONE },
//!     KnownValues { flattened: <Augment as SmHyperparameters>::__KNOWN, ..KnownValues::NONE },
//! ];
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::LitBool;

use crate::expand::field::FieldExpansion;
use crate::expand::flattened::item_of;
use crate::expand::number;
use crate::model::field::FieldDefault;
use crate::model::schema_reading::is_of_std;
use crate::parse::number::Number;
use crate::parse::value::AttrValue;
use crate::syntax::types::Type;

/// Returns the constant of the trait, unless nothing is known.
pub(crate) fn known_values(rows: &[&FieldExpansion<'_>]) -> Option<TokenStream> {
    let rows: Vec<Option<TokenStream>> = rows.iter().map(|row| of_row(row)).collect();
    if rows.iter().all(Option::is_none) {
        return None;
    }
    let rows = rows
        .into_iter()
        .map(|row| row.unwrap_or_else(|| quote!(__smenv::KnownValues::NONE)));
    Some(quote!(const __KNOWN: &'static [__smenv::KnownValues] = &[#(#rows),*];))
}

fn of_row(row: &FieldExpansion<'_>) -> Option<TokenStream> {
    let field = row.field;
    if field.is_flattened() {
        let known = item_of(&field.ty, quote!(__KNOWN));
        return Some(
            quote!(__smenv::KnownValues { flattened: #known, ..__smenv::KnownValues::NONE }),
        );
    }
    if !field.is_native() {
        return None;
    }
    let constants = row.range_constants.as_ref();
    let range = field.range.as_ref();
    let min = range.and_then(|range| range.min.as_ref());
    let max = range.and_then(|range| range.max.as_ref());
    let ty = field.value_type();
    let values = [
        (
            "min",
            min.and_then(|min| known(ty, min, constants.map(|all| all.min()))),
        ),
        (
            "max",
            max.and_then(|max| known(ty, max, constants.map(|all| all.max()))),
        ),
        ("default", default(row)),
    ];
    let values: Vec<TokenStream> = values
        .into_iter()
        .filter_map(|(key, value)| {
            let (key, value) = (Ident::new(key, Span::mixed_site()), value?);
            Some(quote!(#key: ::core::option::Option::Some(__smenv::KnownValue::#value)))
        })
        .collect();
    let others = match field.is_required() && is_of_std(ty) {
        true => quote!(__smenv::KnownValues::REQUIRED),
        false if values.is_empty() => return None,
        false => quote!(__smenv::KnownValues::NONE),
    };
    Some(match values.is_empty() {
        true => others,
        false => quote!(__smenv::KnownValues { #(#values,)* ..#others }),
    })
}

/// Returns a number as a variant of `KnownValue`: that of the literal, or else of the constant.
fn known(ty: &Type, value: &AttrValue, constant: Option<Ident>) -> Option<TokenStream> {
    if !ty.is_number() || ty.is_char() || ty.is_named(&["u128"]) {
        return None;
    }
    let value = match (value.number(), constant) {
        (Some(Number::Integer(integer)), _) if !ty.is_float() => number::integer(integer),
        (Some(Number::Float(float)), _) if ty.is_f32() => number::float_of_f32(float as f32),
        (Some(Number::Float(float)), _) if ty.is_float() => number::float(float),
        (None, Some(constant)) if ty.is_float() || ty.is_named(&["i128"]) => {
            constant.into_token_stream()
        }
        (None, Some(constant)) => quote!(#constant as i128),
        _ => return None,
    };
    Some(if ty.is_f32() {
        quote!(F32(#value))
    } else if ty.is_float() {
        quote!(F64(#value))
    } else {
        quote!(Integer(#value))
    })
}

fn default(row: &FieldExpansion<'_>) -> Option<TokenStream> {
    let (field, ty) = (row.field, row.field.value_type());
    let is_option = field.ty.inside_option().is_some();
    let constant = row
        .range_constants
        .as_ref()
        .filter(|expansion| !expansion.constants.is_default_option)
        .filter(|expansion| expansion.constants.default.is_some())
        .map(|expansion| expansion.default());
    match field.default.as_ref()? {
        FieldDefault::Text(text) if ty.is_named(&["String"]) => Some(quote!(Text(#text))),
        FieldDefault::Text(_) => None,
        FieldDefault::OfType(_) if is_option => None,
        FieldDefault::OfType(_) if ty.is_named(&["bool"]) => Some(quote!(Bool(false))),
        FieldDefault::OfType(key) => known(ty, &FieldDefault::zero(ty, *key)?, None),
        FieldDefault::Expression(value) => {
            let value = match is_option {
                true => value.inside_some()?,
                false => (**value).clone(),
            };
            let tokens = value.to_token_stream();
            match syn::parse2::<LitBool>(tokens) {
                Ok(literal) if ty.is_named(&["bool"]) => Some(quote!(Bool(#literal))),
                _ => known(ty, &value, constant),
            }
        }
    }
}
