//! A check that the compiler makes by `const` evaluation.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::syntax::spans::call_at;

/// Returns the call of a check, whose error is reported at the user's tokens.
pub(crate) fn check_at(
    user: impl ToTokens,
    function: TokenStream,
    arguments: TokenStream,
) -> TokenStream {
    let call = call_at(user, function, arguments);
    quote!(const _: () = #call;)
}

/// Returns a check of a condition, whose error has this message.
pub(crate) fn assert_at(user: impl ToTokens, condition: TokenStream, message: &str) -> TokenStream {
    check_at(
        user,
        quote!(__smenv::check::assert),
        quote!(#condition, &[#message]),
    )
}
