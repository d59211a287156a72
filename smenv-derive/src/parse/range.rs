//! The value of `range`.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use crate::errors::Errors;
use crate::parse::value::AttrValue;
use crate::syntax::nesting::NestingTracker;
use crate::syntax::text::source_text;
use crate::syntax::tokens::sign;

/// `min..max` or `min..=max`, with at least one end.
#[derive(Clone)]
pub(crate) struct RangeExpr {
    pub(crate) min: Option<AttrValue>,
    dots: RangeDots,
    pub(crate) max: Option<AttrValue>,
}

/// `..` or `..=`, with its tokens.
#[derive(Clone)]
struct RangeDots {
    tokens: TokenStream,
    is_closed: bool,
}

impl RangeExpr {
    /// Splits a range at its dots.
    pub(crate) fn read(value: &AttrValue, errors: &mut Errors) -> Option<Self> {
        let tokens = value.tokens();
        let Some(at) = dots(&tokens) else {
            errors.on(
                value,
                "expected a range such as `1..=10`, `0.0..1.0`, `1..`, `..10` or `..=10`",
            );
            return None;
        };
        let third = tokens.get(at + 2).map_or(' ', sign);
        let length = if matches!(third, '=' | '.') { 3 } else { 2 };
        let (min, rest) = tokens.split_at(at);
        let (dots, max) = rest.split_at(length);
        let end = |tokens: &[TokenTree]| {
            (!tokens.is_empty()).then(|| AttrValue::of(tokens.iter().cloned()))
        };
        let range = RangeExpr {
            min: end(min),
            dots: RangeDots {
                tokens: dots.iter().cloned().collect(),
                is_closed: third == '=',
            },
            max: end(max),
        };
        let message = match (third, &range.min, &range.max) {
            ('.', ..) => {
                "invalid range: write `..=` to include the upper bound, `..` to exclude it"
            }
            ('=', _, None) => "`..=` needs an upper bound: write `1..=10`, or `1..` for none",
            (_, None, None) => "a range needs a bound: write `1..=10`, `1..` or `..=10`",
            _ => return Some(range),
        };
        errors.on(&range.dots.tokens, message);
        None
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.dots.is_closed
    }

    /// Returns the tokens of `..` or `..=`.
    pub(crate) fn dots(&self) -> &TokenStream {
        &self.dots.tokens
    }

    /// Returns the source text.
    pub(crate) fn text(&self) -> String {
        let end = |end: &Option<AttrValue>| end.as_ref().map(source_text).unwrap_or_default();
        let dots = if self.is_closed() { "..=" } else { ".." };
        format!("{}{dots}{}", end(&self.min), end(&self.max))
    }

    /// Returns the range with its ends swapped.
    pub(crate) fn swapped(&self) -> Self {
        RangeExpr {
            min: self.max.clone(),
            dots: self.dots.clone(),
            max: self.min.clone(),
        }
    }
}

impl ToTokens for RangeExpr {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.min.to_tokens(tokens);
        self.dots.tokens.to_tokens(tokens);
        self.max.to_tokens(tokens);
    }
}

/// Returns the position of the `..`.
fn dots(tokens: &[TokenTree]) -> Option<usize> {
    let mut nesting = NestingTracker::expression();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or(' ', sign);
        if sign(token) == '.' && next == '.' && nesting.is_outside() {
            return Some(at);
        }
        nesting.take(token);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_at_its_dots() {
        for (text, min, is_closed, max) in [
            ("1..2", "1", false, "2"),
            ("-1..=-2", "-1", true, "-2"),
            ("..1.5", "", false, "1.5"),
            ("a + f(0..1)..", "a + f (0 .. 1)", false, ""),
            ("..=<A as B<C>>::D", "", true, "< A as B < C >> :: D"),
            ("<A as B>::D << 1..=10", "<A as B>::D << 1", true, "10"),
            ("a.b..=c[..]", "a . b", true, "c [..]"),
        ] {
            let mut errors = Errors::new();
            let value = AttrValue::of(text.parse::<TokenStream>().unwrap());
            let range = RangeExpr::read(&value, &mut errors).unwrap();
            assert!(errors.into_tokens().is_empty(), "{text}");
            let end = |end: &Option<AttrValue>| end.to_token_stream().to_string().replace(' ', "");
            let expected = |text: &str| text.replace(' ', "");
            assert_eq!(
                (end(&range.min), range.is_closed(), end(&range.max)),
                (expected(min), is_closed, expected(max))
            );
        }
    }
}
