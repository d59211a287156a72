//! The user's expressions as code.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::parse::expression::is_expression;
use crate::parse::value::AttrValue;
use crate::syntax::fragments::in_parentheses;
use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::spans::call_at;
use crate::syntax::text::source_text;
use crate::syntax::tokens::{sign, visible};

/// Returns an expression as code, without parentheses that rustc would call unnecessary. What only
/// rustc can parse goes into a macro: a mistake in it is then reported only for this value, and not
/// for everything that the derive generates.
pub(crate) fn code(value: &AttrValue) -> TokenStream {
    let tokens = in_parentheses(inside_parentheses(value.tokens()));
    let is_literal = AttrValue::of(tokens.clone()).text().is_some();
    let is_known = is_literal || is_expression(&tokens);
    let tokens: TokenStream = tokens.into_iter().collect();
    match is_known {
        true => tokens,
        false => quote!(__smenv::value!(#tokens)),
    }
}

/// Returns the expression inside these parentheses or braces, if there is nothing else.
fn inside_parentheses(mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    while let [TokenTree::Group(group)] = &tokens[..] {
        let inside = visible(group.stream());
        let is_one = match group.delimiter() {
            // With a comma it is a tuple.
            Delimiter::Parenthesis => {
                let has_end = inside.last().is_some_and(|last| sign(last) == ',');
                !has_end && split_at_commas(inside.clone(), NestingTracker::expression).len() == 1
            }
            Delimiter::Brace => is_expression(&inside),
            Delimiter::Bracket | Delimiter::None => false,
        };
        if !is_one {
            break;
        }
        tokens = inside;
    }
    tokens
}

/// Returns `|value| validate(value, function)`, with the spans of the function.
pub(crate) fn call_of(function: &AttrValue) -> TokenStream {
    let code = code(function);
    let call = call_at(function, quote!(__smenv::validate), quote!(__value, #code));
    quote!(|__value| #call)
}

/// Returns the path of a function for messages; it is empty for a closure.
pub(crate) fn name_of(function: &AttrValue) -> String {
    function.path().map(source_text).unwrap_or_default()
}
