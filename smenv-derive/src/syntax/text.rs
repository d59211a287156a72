//! Source text of an expression or a type.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lit;

use crate::syntax::fragments::in_parentheses;

/// Returns the source text of an expression or a type, with a number's digits only.
pub(crate) fn source_text(tokens: impl ToTokens) -> String {
    let tokens = in_parentheses(tokens.to_token_stream().into_iter().collect());
    let number = |literal: &Literal| match syn::parse_str(&literal.to_string()) {
        Ok(Lit::Int(integer)) => integer.base10_digits().to_owned(),
        Ok(Lit::Float(float)) => float.base10_digits().to_owned(),
        _ => literal.to_string(),
    };
    match &tokens[..] {
        [TokenTree::Literal(literal)] => return number(literal),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            return format!("-{}", number(literal));
        }
        _ => {}
    }
    // The compiler's spelling, without the spaces in `vec! [1]`, `u32 :: MAX` and `- OFFSET`.
    let text = tokens.into_iter().collect::<TokenStream>().to_string();
    let text = text
        .replace("! [", "![")
        .replace("! (", "!(")
        .replace(" :: ", "::")
        .replace(":: ", "::");
    match text.strip_prefix("- ") {
        Some(operand) => format!("-{operand}"),
        None => text,
    }
}
