//! The check of a range as code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::expand::code::code;
use crate::expand::range_constants::RangeConstantsExpansion;
use crate::model::field::FieldModel;
use crate::parse::range::RangeExpr;
use crate::parse::value::AttrValue;
use crate::syntax::spans::first_and_last;
use crate::syntax::text::source_text;

/// `.range(Some("1"), Some(("10", true)), |value| within(value, Included(1), Included(10)))`
pub(crate) fn range_check(
    range: &RangeExpr,
    field: &FieldModel,
    constants: Option<&RangeConstantsExpansion<'_>>,
) -> TokenStream {
    let (ty, is_native, is_closed) = (&field.ty, field.is_native(), range.is_closed());
    // The compiler reports a missing order at the type; with another format, where the order is that
    // of the type's value, at the range.
    let (user, _) = match is_native {
        true => first_and_last(ty),
        false => first_and_last(range),
    };
    let place = user.resolved_at(Span::mixed_site());
    let none = quote!(::core::option::Option::None);
    let some = quote!(::core::option::Option::Some);
    let bound = quote_spanned!(user=> ::core::ops::Bound);
    // Bounds that the compiler checks are constants.
    let value = |value: &AttrValue, constant: Option<Ident>| match constant {
        Some(constant) => constant.into_token_stream(),
        None => code(value),
    };
    let (min_text, min) = match &range.min {
        Some(min) => {
            let text = source_text(min);
            let min = value(min, constants.map(RangeConstantsExpansion::min));
            (
                quote!(#some(#text)),
                quote_spanned!(user=> #bound::Included(#min)),
            )
        }
        None => (none.clone(), quote_spanned!(user=> #bound::Unbounded)),
    };
    let (max_text, max) = match &range.max {
        Some(max) => {
            let text = source_text(max);
            let max = value(max, constants.map(RangeConstantsExpansion::max));
            let kind = Ident::new(if is_closed { "Included" } else { "Excluded" }, user);
            (
                quote!(#some((#text, #is_closed))),
                quote_spanned!(user=> #bound::#kind(#max)),
            )
        }
        None => (none, quote_spanned!(user=> #bound::Unbounded)),
    };
    let within = match is_native {
        true => quote_spanned!(place=> __smenv::within::<#ty>),
        false => quote_spanned!(place=> __smenv::within_order::<#ty, _>),
    };
    quote_spanned!(place=> .range(#min_text, #max_text, |__value| #within(__value, #min, #max)))
}
