//! What the compiler knows of the values of a struct, for the lock of a struct in which it is
//! flattened, and for its own.
//!
//! ```text
//! const __KNOWN: &'static [KnownValues] = &[
//!     KnownValues { min: Some(Typed::<u32>(1).known()), ..KnownValues::NONE },
//!     KnownValues { flattened: <Augment as SmHyperparameters>::__KNOWN, ..KnownValues::NONE },
//! ];
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::expand::code::code;
use crate::expand::field::FieldExpansion;
use crate::expand::flattened::item_of;
use crate::model::field::FieldDefault;
use crate::model::schema_reading::inside_nonzero;
use crate::parse::number::Number;
use crate::parse::value::AttrValue;
use crate::syntax::spans::with_span;
use crate::syntax::types::{Type, TypeName};

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
    let nonzero = inside_nonzero(field.value_type());
    let ty = nonzero.as_ref().unwrap_or(field.value_type());
    let values = [
        (
            "min",
            min.and_then(|min| number(ty, min, constants.map(|all| all.min()))),
        ),
        (
            "max",
            max.and_then(|max| number(ty, max, constants.map(|all| all.max()))),
        ),
        ("default", default(row)),
    ];
    let values: Vec<TokenStream> = values
        .into_iter()
        .filter_map(|(key, value)| {
            let (key, value) = (Ident::new(key, Span::mixed_site()), value?);
            Some(quote!(#key: ::core::option::Option::Some(#value)))
        })
        .collect();
    (!values.is_empty())
        .then(|| quote!(__smenv::KnownValues { #(#values,)* ..__smenv::KnownValues::NONE }))
}

/// Returns a number as a `KnownValue`: the literal, the constant of a bound, or else what the
/// compiler makes of the expression.
fn number(ty: &Type, value: &AttrValue, constant: Option<Ident>) -> Option<TokenStream> {
    if !ty.is_number() || ty.is_char() {
        return None;
    }
    let value = match (value.number(), constant) {
        (Some(number), _) if !is_of(number, ty) => return None,
        (Some(_), _) => plain_literal(value).unwrap_or_else(|| code(value)),
        (None, Some(constant)) => constant.into_token_stream(),
        (None, None) if value.is_constant() => code(value),
        (None, None) => return None,
    };
    Some(quote!(__smenv::Typed::<#ty>(#value).known()))
}

/// Returns whether a number is one of the type, but for its magnitude. rustc reports any other.
fn is_of(number: Number, ty: &Type) -> bool {
    match number {
        Number::Integer(integer) => !ty.is_float() && (integer >= 0 || !ty.is_unsigned()),
        Number::Float(_) => ty.is_float(),
        Number::Char(_) => false,
    }
}

/// Returns a literal without the user's span, so that lints do not see it twice.
fn plain_literal(value: &AttrValue) -> Option<TokenStream> {
    let text = value.to_token_stream().to_string();
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ' | 'e');
    let parsed: TokenStream = text.chars().all(is_plain).then(|| text.parse().ok())??;
    Some(with_span(Span::mixed_site(), parsed))
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
    let value = match field.default.as_ref()? {
        FieldDefault::Text(text) => {
            return is_text(ty).then(|| quote!(__smenv::KnownValue::Text(#text)));
        }
        FieldDefault::OfType(_) if is_option => return Some(quote!(__smenv::KnownValue::Nothing)),
        FieldDefault::OfType(_) if ty.is_named(&["bool"]) => {
            return Some(quote!(__smenv::KnownValue::Bool(false)));
        }
        FieldDefault::OfType(_) if is_text(ty) => {
            return Some(quote!(__smenv::KnownValue::Text("")));
        }
        FieldDefault::OfType(key) => FieldDefault::zero(ty, *key)?,
        FieldDefault::Expression(value) if is_option => match value.inside_some() {
            Some(inside) => inside,
            None if value.path().is_some_and(|path| path.to_string() == "None") => {
                return Some(quote!(__smenv::KnownValue::Nothing));
            }
            None => return None,
        },
        FieldDefault::Expression(value) => (**value).clone(),
    };
    match value.number() {
        Some(Number::Char(letter)) if ty.is_char() => {
            let letter = letter.to_string();
            Some(quote!(__smenv::KnownValue::Text(#letter)))
        }
        None if ty.is_named(&["bool"]) && value.is_constant() => {
            let code = code(&value);
            Some(quote!(__smenv::Typed::<#ty>(#code).known()))
        }
        _ => number(ty, &value, constant),
    }
}

/// Returns whether the type is one of std for text.
fn is_text(ty: &Type) -> bool {
    let is_str = |inside: &Type| inside.is_named(&["str"]);
    ty.is_named(&["String", "PathBuf"])
        || ty.is_named(&["Box", "Rc", "Arc"])
            && ty.name().and_then(TypeName::inside).is_some_and(is_str)
}
