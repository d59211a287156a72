//! Spans of the user's tokens for generated ones.
//!
//! rustc reports an error at the spans of the code that it is in. An editor shows, at each of the
//! user's tokens, everything that has its span: names with a meaning of their own stay out of
//! attributes, where only the punctuation around them has the user's spans.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::syntax::types::Type;

/// Gives `tokens` the spans of what the user wrote, from its first token to its last: an error in
/// them is reported there.
pub(crate) fn at(user: impl ToTokens, tokens: TokenStream) -> TokenStream {
    let (first, last) = first_and_last(user);
    let mut span = first;
    let respan = |token| respan(token, std::mem::replace(&mut span, last));
    tokens.into_iter().map(respan).collect()
}

/// Returns `before`, the type and `after`, with the spans of `user`. The type keeps its own spans:
/// the compiler reports equal errors at one place, such as an unknown type, only once.
pub(crate) fn around(
    user: &Type,
    before: TokenStream,
    ty: &TokenStream,
    after: TokenStream,
) -> TokenStream {
    let (first, last) = first_and_last(user);
    let (before, after) = (with_span(first, before), with_span(last, after));
    quote!(#before #ty #after)
}

/// Returns the call `(function)(arguments)`, whose parentheses have the spans of what the user wrote:
/// an error in the call as a whole is reported there.
pub(crate) fn call_at(
    user: impl ToTokens,
    function: TokenStream,
    arguments: TokenStream,
) -> TokenStream {
    let (first, last) = first_and_last(user);
    let group = |tokens, span| {
        let mut group = Group::new(Delimiter::Parenthesis, tokens);
        group.set_span(span);
        group
    };
    let (function, arguments) = (group(function, first), group(arguments, last));
    quote!(#function #arguments)
}

/// Returns the path `<qualifier>::name`, which has this span from its `<` to its name.
pub(crate) fn path_at(span: Span, qualifier: TokenStream, name: &str) -> TokenStream {
    let name = Ident::new(name, span);
    let (open, close) = (quote_spanned!(span=> <), quote_spanned!(span=> >::));
    quote!(#open #qualifier #close #name)
}

/// Marks a name of the user's as generated: rustc does not warn about generated names, such as that
/// of a deprecated struct.
pub(crate) fn as_generated(name: &Ident) -> Ident {
    let span = name.span().resolved_at(Span::call_site());
    // Keywords in this crate's edition, but not in every edition that a user may have.
    if ["async", "await", "dyn", "gen", "try"]
        .iter()
        .any(|keyword| name == keyword)
    {
        return Ident::new_raw(&name.to_string(), span);
    }
    let mut name = name.clone();
    name.set_span(span);
    name
}

/// Returns the place of what the user wrote, for a generated name.
pub(crate) fn mixed_site_at(user: impl ToTokens) -> Span {
    first_and_last(user).0.resolved_at(Span::mixed_site())
}

/// Returns the spans of the first and the last token.
pub(crate) fn first_and_last(user: impl ToTokens) -> (Span, Span) {
    let mut tokens = user.to_token_stream().into_iter();
    let first = tokens
        .next()
        .map_or_else(Span::call_site, |token| token.span());
    (first, tokens.last().map_or(first, |token| token.span()))
}

/// Gives all tokens this span.
pub(crate) fn with_span(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| respan(token, span))
        .collect()
}

fn respan(token: TokenTree, span: Span) -> TokenTree {
    let mut token = match token {
        TokenTree::Group(group) => {
            Group::new(group.delimiter(), with_span(span, group.stream())).into()
        }
        other => other,
    };
    token.set_span(span);
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_of_another_edition_is_a_name() {
        for (name, expected) in [
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("r#gen", "r#gen"),
            ("epochs", "epochs"),
        ] {
            let name: Ident = match name.strip_prefix("r#") {
                Some(raw) => Ident::new_raw(raw, Span::call_site()),
                None => Ident::new(name, Span::call_site()),
            };
            assert_eq!(as_generated(&name).to_string(), expected);
        }
    }
}
