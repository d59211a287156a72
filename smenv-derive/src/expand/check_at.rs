//! A check that the compiler makes by `const` evaluation.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::syntax::spans::at;

/// Returns a check whose error is reported at the user's tokens.
pub(crate) fn check_at(user: impl ToTokens, check: TokenStream) -> TokenStream {
    let check = at(user, check);
    quote!(const _: () = #check;)
}

/// Returns a check of a condition, whose error has this message.
pub(crate) fn assert_at(user: impl ToTokens, condition: TokenStream, message: &str) -> TokenStream {
    check_at(user, quote!(__smenv::check(#condition, &[#message])))
}
