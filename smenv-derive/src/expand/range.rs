//! The check of a range as code.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::expand::code::code;
use crate::expand::option::option;
use crate::expand::range_constants::RangeConstantsExpansion;
use crate::model::field::FieldModel;
use crate::parse::range::RangeExpr;
use crate::syntax::spans::{at, call_at};
use crate::syntax::text::source_text;

/// `.range(Some("1"), Some(("10", true)), |value| within(value, Included(1), Included(10)))`
pub(crate) fn range_check(
    range: &RangeExpr,
    field: &FieldModel,
    constants: Option<&RangeConstantsExpansion<'_>>,
) -> TokenStream {
    let (ty, is_closed) = (&field.ty, range.is_closed());
    // The compiler reports a missing order at the type; with another format, where the order is that
    // of the type's value, at the dots of the range.
    let (user, within) = match field.is_native() {
        true => (ty.to_token_stream(), quote!(__smenv::within::<#ty>)),
        false => (
            range.to_token_stream(),
            at(range.dots(), quote!(__smenv::within_order::<#ty, _>)),
        ),
    };
    let min = range.min.as_ref().map(|min| BoundExpansion {
        text: source_text(min),
        kind: quote!(Included),
        value: constants.map_or_else(|| code(min), |all| all.min().into_token_stream()),
    });
    let max = range.max.as_ref().map(|max| BoundExpansion {
        text: source_text(max),
        kind: if is_closed {
            quote!(Included)
        } else {
            quote!(Excluded)
        },
        value: constants.map_or_else(|| code(max), |all| all.max().into_token_stream()),
    });
    let min_text = option(min.as_ref().map(|min| min.text.to_token_stream()));
    let max_text = option(
        max.as_ref()
            .map(|BoundExpansion { text, .. }| quote!((#text, #is_closed))),
    );
    let bound = |bound: Option<BoundExpansion>| match bound {
        Some(BoundExpansion { kind, value, .. }) => {
            call_at(&user, quote!(::core::ops::Bound::#kind), value)
        }
        None => quote!(::core::ops::Bound::Unbounded),
    };
    let (min, max) = (bound(min), bound(max));
    let call = call_at(&user, within, quote!(__value, #min, #max));
    quote!(.range(#min_text, #max_text, |__value| #call))
}

/// A bound of a range.
struct BoundExpansion {
    text: String,
    kind: TokenStream,
    /// The expression, or the constant that has it.
    value: TokenStream,
}
