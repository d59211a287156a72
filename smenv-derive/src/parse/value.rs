//! The value after the `=` of an attribute's item.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;
use syn::parse::ParseStream;

use crate::parse::expression;
use crate::parse::number::Number;
use crate::parse::value_tokens::{MISSING_COMMA, check_list, missing_colons, value_tokens};
use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::visible;

/// The tokens of an expression or a range, as the user wrote them. Each method reads them as what it
/// is named for; everything else is left to rustc.
#[derive(Clone)]
pub(crate) struct AttrValue(TokenStream);

impl AttrValue {
    /// Parses up to the comma that ends the value.
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if let Some((path, right)) = missing_colons(input) {
            for _ in path.clone() {
                input.parse::<TokenTree>()?;
            }
            let message = format!(
                "generic arguments in an expression need `::` before them: write `{right}`"
            );
            return Err(syn::Error::new_spanned(path, message));
        }
        let (tokens, extra) = value_tokens(input);
        if let Some(extra) = extra {
            return Err(syn::Error::new(extra.span(), MISSING_COMMA));
        }
        if let Some(TokenTree::Group(list)) = tokens.first() {
            if list.delimiter() == Delimiter::Bracket {
                check_list(list.stream())?;
            }
        }
        Ok(AttrValue::of(tokens))
    }

    pub(crate) fn of(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        AttrValue(tokens.into_iter().collect())
    }

    /// Returns the tokens, without the invisible groups around them.
    pub(crate) fn tokens(&self) -> Vec<TokenTree> {
        visible(self.0.clone())
    }

    /// Returns the value as a string literal.
    pub(crate) fn text(&self) -> Option<LitStr> {
        match &self.tokens()[..] {
            [TokenTree::Literal(literal)] => syn::parse2(literal.to_token_stream()).ok(),
            _ => None,
        }
    }

    /// Returns the value as a path, such as `module::Type::<u32>`.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        let tokens = self.tokens();
        expression::is_path(&tokens).then(|| tokens.into_iter().collect())
    }

    /// Returns the number that the expression has, if it consists of literals.
    pub(crate) fn number(&self) -> Option<Number> {
        expression::read(&self.tokens())?.number
    }

    /// Returns whether the expression looks like one that the compiler can evaluate.
    pub(crate) fn is_constant(&self) -> bool {
        expression::read(&self.tokens()).is_some_and(|facts| facts.is_constant)
    }

    /// Returns whether the expression is the path of a constant, and not `None`.
    pub(crate) fn is_path_of_constant(&self) -> bool {
        expression::last_of_path(&self.tokens()).is_some_and(|last| last != "None")
    }

    /// Returns the expression inside `Some(…)`.
    pub(crate) fn inside_some(&self) -> Option<AttrValue> {
        let tokens = self.tokens();
        let (TokenTree::Group(group), function) = tokens.split_last()? else {
            return None;
        };
        let is_some = expression::last_of_path(&visible(function.iter().cloned().collect()))
            .is_some_and(|last| last == "Some");
        if !is_some || group.delimiter() != Delimiter::Parenthesis {
            return None;
        }
        match &split_at_commas(visible(group.stream()), NestingTracker::expression)[..] {
            [inside] => Some(AttrValue::of(inside.iter().cloned())),
            _ => None,
        }
    }
}

impl ToTokens for AttrValue {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.clone());
    }
}

#[cfg(test)]
mod tests {
    use syn::Token;
    use syn::parse::Parser;

    use super::*;

    /// The value at the start of `text`, and what follows its comma.
    fn parsed(text: &str) -> (String, String) {
        let parser = |input: ParseStream<'_>| {
            let value = AttrValue::parse(input)?;
            input.parse::<Option<Token![,]>>()?;
            Ok((
                value.to_token_stream().to_string(),
                input.parse::<TokenStream>()?.to_string(),
            ))
        };
        parser.parse_str(text).unwrap()
    }

    #[test]
    fn a_value_ends_at_the_first_comma_that_is_none_of_its_own() {
        for value in [
            "1",
            "-1",
            "f(1, 2)",
            "[1, 2][0]",
            "<u32 as T>::V << 1",
            "<u32 as T>::f() < 3",
            "Vec::<fn() -> u8>::new().len() < 3",
            "|f: fn(u8) -> u8| f(1) < 3",
            "a as usize < 3",
            "path::<A, B>()",
            "path::<A, Vec<Vec<B>>>::new()",
            "<A as B<C, D>>::E + 1",
            "a < b",
            "a << b | c >> d",
            "a || b && c",
            "|a, b| a",
            "|a: A<B, C>, b| a + b",
            "|| 1",
            "move |a, b| a",
            "async move |a, b| a",
            "|a| |b, c| a",
            "|a: &A| -> Result<B, C> { a }",
            "&|a, b| a",
            "a as A<B, C>",
            "a as u32 * 2 < b",
            "a as fn(A, B) -> C<D, E>",
            "None::<&'a str>",
            "if a { b } else { c }",
            "match a { b | c => d, _ => e }",
            "A { b, ..c }",
            "1..=2",
            "a::<B, C>()..d::<E, F>()",
            "..",
        ] {
            let expected: TokenStream = value.parse().unwrap();
            assert_eq!(
                parsed(&format!("{value}, range = 1")),
                (expected.to_string(), "range = 1".to_owned()),
                "{value}"
            );
            assert_eq!(
                parsed(value),
                (expected.to_string(), String::new()),
                "{value}"
            );
        }
    }

    #[test]
    fn two_values_without_a_comma_are_a_mistake() {
        for text in [
            "3 secret",
            "a b",
            "f() 3",
            "\"a\" \"b\"",
            "[64 64]",
            "[1,, 2]",
            "[,]",
            "[1;]",
            "HashMap<String, u32>::new()",
        ] {
            assert!(AttrValue::parse.parse_str(text).is_err(), "{text}");
        }
    }
}
