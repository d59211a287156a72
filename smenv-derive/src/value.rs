//! What stands behind the `=` of a word.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::LitStr;
use syn::parse::ParseStream;

use crate::errors::Errors;
use crate::fragments::in_parentheses;
use crate::model::source_text;
use crate::number;
use crate::tokens::{Follow, cut_at_commas, sign, visible};

/// The tokens of an expression or a range, as the user wrote them. What they are is asked of them:
/// [`text`](Self::text), [`path`](Self::path), [`Range::read`],
/// [`Number::of`](crate::number::Number::of), [`is_constant`](crate::number::is_constant),
/// [`inside_some`](crate::number::inside_some). All else is for rustc to read, see
/// [`code`](Self::code).
#[derive(Clone)]
pub(crate) struct Value(TokenStream);

/// `min..max`, `min..=max`, or one of both.
#[derive(Clone)]
pub(crate) struct Range {
    pub(crate) min: Option<Value>,
    dots: Dots,
    pub(crate) max: Option<Value>,
}

/// `..` or `..=`, with its tokens.
#[derive(Clone)]
struct Dots {
    tokens: TokenStream,
    is_closed: bool,
}

impl Value {
    /// Reads up to the comma that ends the value.
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if let Some((path, right)) = forgotten_colons(input) {
            for _ in path.clone() {
                input.parse::<TokenTree>()?;
            }
            let message = format!(
                "arguments of a path in an expression need `::` before them: write `{right}`"
            );
            return Err(syn::Error::new_spanned(path, message));
        }
        let (tokens, extra) = value_tokens(input);
        if let Some(extra) = extra {
            return Err(syn::Error::new(
                extra.span(),
                "expected `,` between two words, and `=` before a value",
            ));
        }
        if let Some(TokenTree::Group(list)) = tokens.first() {
            if list.delimiter() == Delimiter::Bracket {
                check_list(list.stream())?;
            }
        }
        Ok(Value::of(tokens))
    }

    pub(crate) fn of(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        Value(tokens.into_iter().collect())
    }

    /// The tokens, without the invisible groups around them.
    pub(crate) fn tokens(&self) -> Vec<TokenTree> {
        visible(self.0.clone())
    }

    /// A text in double quotes.
    pub(crate) fn text(&self) -> Option<LitStr> {
        match &self.tokens()[..] {
            [TokenTree::Literal(literal)] => syn::parse2(literal.to_token_stream()).ok(),
            _ => None,
        }
    }

    /// A path, such as `module::Type::<u32>`.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        let tokens = self.tokens();
        number::is_path(&tokens).then(|| tokens.into_iter().collect())
    }

    /// As code, without what rustc would call unnecessary. What only rustc can read is in a macro
    /// of its own: a mistake in it is then one of this value alone, and not of all that the derive
    /// makes.
    pub(crate) fn code(&self) -> TokenStream {
        let tokens = in_parentheses(inside_parentheses(self.tokens()));
        let is_read = Value::of(tokens.clone()).text().is_some() || number::is_read(&tokens);
        let tokens: TokenStream = tokens.into_iter().collect();
        if is_read {
            tokens
        } else {
            quote!(__smenv::value!(#tokens))
        }
    }
}

/// The expression in these parentheses or braces, where that is all there is.
fn inside_parentheses(mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    while let [TokenTree::Group(group)] = &tokens[..] {
        let inside = visible(group.stream());
        let is_one = match group.delimiter() {
            // Others are a tuple.
            Delimiter::Parenthesis => {
                let has_end = inside.last().is_some_and(|last| sign(last) == ',');
                !has_end && cut_at_commas(inside.clone(), Follow::expression).len() == 1
            }
            Delimiter::Brace => number::is_read(&inside),
            Delimiter::Bracket | Delimiter::None => false,
        };
        if !is_one {
            break;
        }
        tokens = inside;
    }
    tokens
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.clone());
    }
}

impl Range {
    /// Cuts a range at its dots.
    pub(crate) fn read(value: &Value, errors: &mut Errors) -> Option<Self> {
        let tokens = value.tokens();
        let Some(at) = dots(&tokens) else {
            errors.on(
                value,
                "expected a range: `1..=10`, `0.0..1.0`, `1..`, `..10` or `..=10`",
            );
            return None;
        };
        let third = tokens.get(at + 2).map_or(' ', sign);
        let length = if matches!(third, '=' | '.') { 3 } else { 2 };
        let (min, rest) = tokens.split_at(at);
        let (dots, max) = rest.split_at(length);
        let end =
            |tokens: &[TokenTree]| (!tokens.is_empty()).then(|| Value::of(tokens.iter().cloned()));
        let range = Range {
            min: end(min),
            dots: Dots {
                tokens: dots.iter().cloned().collect(),
                is_closed: third == '=',
            },
            max: end(max),
        };
        let message = match (third, &range.min, &range.max) {
            ('.', ..) => "a range is written `..=` with its upper end, `..` without it",
            ('=', _, None) => "`..=` needs its upper end: write `1..=10`, or `1..` for none",
            (_, None, None) => {
                "a range without ends checks nothing: write `1..=10`, `1..` or `..=10`"
            }
            _ => return Some(range),
        };
        errors.on(&range.dots.tokens, message);
        None
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.dots.is_closed
    }

    /// As it is written.
    pub(crate) fn text(&self) -> String {
        let end = |end: &Option<Value>| end.as_ref().map(source_text).unwrap_or_default();
        let dots = if self.is_closed() { "..=" } else { ".." };
        format!("{}{dots}{}", end(&self.min), end(&self.max))
    }

    /// With its ends swapped.
    pub(crate) fn swapped(&self) -> Self {
        Range {
            min: self.max.clone(),
            dots: self.dots.clone(),
            max: self.min.clone(),
        }
    }
}

impl ToTokens for Range {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.min.to_tokens(tokens);
        self.dots.tokens.to_tokens(tokens);
        self.max.to_tokens(tokens);
    }
}

/// Where the `..` of a range is.
fn dots(tokens: &[TokenTree]) -> Option<usize> {
    let mut follow = Follow::expression();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or(' ', sign);
        if sign(token) == '.' && next == '.' && follow.is_outside() {
            return Some(at);
        }
        follow.take(token);
    }
    None
}

/// What is no list for sure, though rustc would say so at the derive: an item that is lacking, or
/// two without a comma.
fn check_list(items: TokenStream) -> syn::Result<()> {
    let mut before: Option<TokenTree> = None;
    for token in items {
        let is_at_start = before.as_ref().is_none_or(|before| sign(before) == ',');
        let message = match (&before, &token) {
            (_, token) if is_at_start && matches!(sign(token), ',' | ';') => {
                "expected an item of the list before this"
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
            "expected how often the item is in the list: write `[0; 3]`",
        )),
        _ => Ok(()),
    }
}

/// The tokens up to the comma that ends a value.
pub(crate) fn until_comma(input: ParseStream<'_>) -> TokenStream {
    value_tokens(input).0.into_iter().collect()
}

/// Those tokens, and the first that cannot be there, as where a comma was forgotten.
fn value_tokens(input: ParseStream<'_>) -> (Vec<TokenTree>, Option<TokenTree>) {
    let length = value_length(&all_tokens(&input.fork()));
    let (mut tokens, mut extra) = (Vec::new(), None);
    let mut follow = Follow::expression();
    while tokens.len() < length {
        let Ok(token) = input.parse::<TokenTree>() else {
            break;
        };
        if extra.is_none() && follow.cannot_follow(&token) {
            extra = Some(token.clone());
        }
        follow.take(&token);
        tokens.push(token);
    }
    (tokens, extra)
}

fn all_tokens(input: ParseStream<'_>) -> Vec<TokenTree> {
    input.parse::<TokenStream>().into_iter().flatten().collect()
}

/// How many of the tokens are the value's.
fn value_length(tokens: &[TokenTree]) -> usize {
    let mut follow = Follow::expression();
    for (at, token) in tokens.iter().enumerate() {
        // A `;` is in no expression, but for the groups of one.
        if sign(token) == ';' || sign(token) == ',' && follow.is_outside() {
            return at;
        }
        follow.take(token);
    }
    // What was taken for the `<` of arguments is none.
    let comma = tokens
        .iter()
        .position(|token| sign(token) == ',')
        .filter(|_| !follow.is_outside());
    comma.unwrap_or(tokens.len())
}

/// The value, where it is one such as `HashMap<String, u32>::new()`, and how it is written right.
/// It would be cut at the comma.
fn forgotten_colons(input: ParseStream<'_>) -> Option<(TokenStream, String)> {
    let tokens = all_tokens(&input.fork());
    let length = value_length(&tokens);
    tokens.get(length).filter(|comma| sign(comma) == ',')?;
    let open = tokens[..length]
        .iter()
        .position(|token| sign(token) == '<')?;
    let path = &tokens[..open];
    let mut reader = number::Reader {
        rest: &tokens[open..],
    };
    reader.arguments()?;
    let behind = reader.rest;
    let is_path = number::is_path(path) && reader.take("::");
    let arguments = &tokens[open..tokens.len() - behind.len()];
    if !is_path || open + arguments.len() <= length {
        return None;
    }
    let behind = &behind[..value_length(behind)];
    let all = [path, arguments, behind].concat().into_iter().collect();
    let text = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>().to_string();
    let spaced = format!("{}::{}{}", text(path), text(arguments), text(behind));
    let right = [" <", "< ", " >", " ::", ":: ", " ,", " (", "> "]
        .into_iter()
        .fold(spaced, |text, spaced| text.replace(spaced, spaced.trim()));
    Some((all, right))
}

#[cfg(test)]
mod tests {
    use syn::Token;
    use syn::parse::Parser;

    use super::*;

    /// The value at the start of `text`, and what is left behind its comma.
    fn parsed(text: &str) -> (String, String) {
        let parser = |input: ParseStream<'_>| {
            let value = Value::parse(input)?;
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
            let value = Value::of(text.parse::<TokenStream>().unwrap());
            let range = Range::read(&value, &mut errors).unwrap();
            assert!(errors.into_tokens().is_empty(), "{text}");
            let end = |end: &Option<Value>| end.to_token_stream().to_string().replace(' ', "");
            let expected = |text: &str| text.replace(' ', "");
            assert_eq!(
                (end(&range.min), range.is_closed(), end(&range.max)),
                (expected(min), is_closed, expected(max))
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
            assert!(Value::parse.parse_str(text).is_err(), "{text}");
        }
    }
}
