//! Where the value of an attribute's item ends.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::ParseStream;

use crate::parse::expression;
use crate::syntax::cursor::TokenCursor;
use crate::syntax::nesting::NestingTracker;
use crate::syntax::tokens::sign;

pub(crate) const MISSING_COMMA: &str = "expected `,` between two attributes, or `=` before a value";

/// Takes the tokens up to the comma that ends a value.
pub(crate) fn until_comma(input: ParseStream<'_>) -> TokenStream {
    value_tokens(input).0.into_iter().collect()
}

/// Takes those tokens, and returns the first that cannot be part of the value, such as the one after
/// a missing comma.
pub(crate) fn value_tokens(input: ParseStream<'_>) -> (Vec<TokenTree>, Option<TokenTree>) {
    let length = value_length(&all_tokens(&input.fork()));
    let (mut tokens, mut extra) = (Vec::new(), None);
    let mut nesting = NestingTracker::expression();
    while tokens.len() < length {
        let Ok(token) = input.parse::<TokenTree>() else {
            break;
        };
        if extra.is_none() && nesting.cannot_follow(&token) {
            extra = Some(token.clone());
        }
        nesting.take(&token);
        tokens.push(token);
    }
    (tokens, extra)
}

fn all_tokens(input: ParseStream<'_>) -> Vec<TokenTree> {
    input.parse::<TokenStream>().into_iter().flatten().collect()
}

/// Returns the number of tokens in the value.
fn value_length(tokens: &[TokenTree]) -> usize {
    let mut nesting = NestingTracker::expression();
    for (at, token) in tokens.iter().enumerate() {
        // In an expression, a `;` is always inside a group.
        if sign(token) == ';' || sign(token) == ',' && nesting.is_outside() {
            return at;
        }
        nesting.take(token);
    }
    // The `<` did not open arguments.
    let comma = tokens
        .iter()
        .position(|token| sign(token) == ',')
        .filter(|_| !nesting.is_outside());
    comma.unwrap_or(tokens.len())
}

/// Returns a value such as `HashMap<String, u32>::new()`, which would end at its comma, and how to
/// write it.
pub(crate) fn missing_colons(input: ParseStream<'_>) -> Option<(TokenStream, String)> {
    let tokens = all_tokens(&input.fork());
    let length = value_length(&tokens);
    tokens.get(length).filter(|comma| sign(comma) == ',')?;
    let open = tokens[..length]
        .iter()
        .position(|token| sign(token) == '<')?;
    let path = &tokens[..open];
    let mut cursor = TokenCursor {
        rest: &tokens[open..],
    };
    cursor.arguments(expression::is_expression)?;
    let after = cursor.rest;
    let is_path = expression::is_path(path) && cursor.take("::");
    let arguments = &tokens[open..tokens.len() - after.len()];
    if !is_path || open + arguments.len() <= length {
        return None;
    }
    let after = &after[..value_length(after)];
    let all = [path, arguments, after].concat().into_iter().collect();
    let text = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>().to_string();
    let spaced = format!("{}::{}{}", text(path), text(arguments), text(after));
    let right = [" <", "< ", " >", " ::", ":: ", " ,", " (", "> "]
        .into_iter()
        .fold(spaced, |text, spaced| text.replace(spaced, spaced.trim()));
    Some((all, right))
}

/// Reports a list that certainly is invalid, since rustc would report it at the derive: one with a
/// missing item, or without a comma between two items.
pub(crate) fn check_list(items: TokenStream) -> syn::Result<()> {
    let mut before: Option<TokenTree> = None;
    for token in items {
        let is_at_start = before.as_ref().is_none_or(|before| sign(before) == ',');
        let message = match (&before, &token) {
            (_, token) if is_at_start && matches!(sign(token), ',' | ';') => {
                "missing item before this"
            }
            (Some(TokenTree::Literal(_)), TokenTree::Literal(_)) => {
                "expected `,` between two items of a list"
            }
            _ => "",
        };
        if !message.is_empty() {
            return Err(syn::Error::new(token.span(), message));
        }
        match &token {
            TokenTree::Group(list) if is_at_start && list.delimiter() == Delimiter::Bracket => {
                check_list(list.stream())?
            }
            _ => {}
        }
        before = Some(token);
    }
    match before {
        Some(last) if sign(&last) == ';' => Err(syn::Error::new(
            last.span(),
            "missing length: write `[0; 3]`",
        )),
        _ => Ok(()),
    }
}
