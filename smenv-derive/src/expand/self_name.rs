//! The name of the struct in place of `Self`.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// Replaces `Self` with the name of the struct: the constants are outside its impls, where `Self`
/// has no meaning. An item inside an expression has its own `Self`.
pub(crate) fn with_name_of_self(tokens: TokenStream, ident: &Ident) -> TokenStream {
    let mut is_item = false;
    let named = |token: TokenTree| match token {
        TokenTree::Ident(word)
            if ["impl", "trait", "struct", "enum"]
                .iter()
                .any(|keyword| word == keyword) =>
        {
            is_item = true;
            word.into()
        }
        TokenTree::Group(body) if is_item && body.delimiter() == Delimiter::Brace => {
            is_item = false;
            body.into()
        }
        TokenTree::Punct(end) if is_item && end.as_char() == ';' => {
            is_item = false;
            end.into()
        }
        other if is_item => other,
        TokenTree::Ident(word) if word == "Self" => {
            let mut name = ident.clone();
            name.set_span(ident.span().located_at(word.span()));
            name.into()
        }
        // A new group has one span, and loses those of its delimiters.
        TokenTree::Group(group) if has_self(group.stream()) => {
            let mut named = Group::new(group.delimiter(), with_name_of_self(group.stream(), ident));
            named.set_span(group.span());
            named.into()
        }
        other => other,
    };
    tokens.into_iter().map(named).collect()
}

fn has_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "Self",
        TokenTree::Group(group) => has_self(group.stream()),
        _ => false,
    })
}
