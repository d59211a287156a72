//! Items of a flattened struct.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::syntax::spans::{first_and_last, with_span};
use crate::syntax::types::Type;

/// Returns `<Type as SmHyperparameters>::ITEM` with the spans of the type: the compiler reports
/// equal errors at one place only once.
pub(crate) fn item_of(ty: &Type, item: TokenStream) -> TokenStream {
    let (first, last) = first_and_last(ty);
    let open = quote_spanned!(first=> <);
    let rest = with_span(last, quote!(as __smenv::__SmHyperparameters>::#item));
    quote!(#open #ty #rest)
}
