//! What stands behind the `=` of a word.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Lit, LitStr, Path, Token};

use crate::model::source_text;

/// An expression, or a range of two.
#[derive(Clone)]
pub(crate) enum Value {
    One(Expr),
    Range(Range),
}

/// `min..max`, `min..=max`, or one of both.
#[derive(Clone)]
pub(crate) struct Range {
    pub(crate) min: Option<Expr>,
    dots: Dots,
    pub(crate) max: Option<Expr>,
}

#[derive(Clone)]
enum Dots {
    HalfOpen(Token![..]),
    Closed(Token![..=]),
}

impl Value {
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if let Some(tokens) = inside_invisible_group(input) {
            return Parser::parse2(Value::parse, tokens);
        }
        let min = if input.peek(Token![..]) { None } else { Some(expression(input)?) };
        if input.peek(Token![...]) {
            let dots: Token![...] = input.parse()?;
            until_comma(input);
            return Err(syn::Error::new_spanned(dots, "a range is written `..=` with its upper end, `..` without it"));
        }
        if !input.peek(Token![..]) {
            return min.map(Value::One).ok_or_else(|| input.error("expected a value"));
        }
        let dots = match input.parse::<Option<Token![..=]>>()? {
            Some(dots) => Dots::Closed(dots),
            None => Dots::HalfOpen(input.parse()?),
        };
        let ends_here = input.is_empty() || input.peek(Token![,]);
        match &dots {
            Dots::Closed(dots) if ends_here => {
                let message = "`..=` needs its upper end: write `1..=10`, or `1..` for none";
                Err(syn::Error::new_spanned(dots, message))
            }
            _ => {
                let max = if ends_here { None } else { Some(expression(input)?) };
                Ok(Value::Range(Range { min, dots, max }))
            }
        }
    }

    pub(crate) fn text(&self) -> Option<&LitStr> {
        match self.expression()? {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self.expression()? {
            Expr::Path(path) if path.qself.is_none() => Some(&path.path),
            _ => None,
        }
    }

    /// As code: what only rustc can read is in a macro of its own, lest a mistake in it is one of all that the derive makes.
    pub(crate) fn code(&self) -> TokenStream {
        match self {
            Value::One(Expr::Verbatim(tokens)) => quote!(__smenv::value!(#tokens)),
            other => other.to_token_stream(),
        }
    }

    /// The expression itself, where a `macro_rules!` handed it over in an invisible group.
    pub(crate) fn expression(&self) -> Option<&Expr> {
        let Value::One(expression) = self else { return None };
        let mut expression = expression;
        while let Expr::Group(group) = expression {
            expression = &group.expr;
        }
        Some(expression)
    }
}

impl Range {
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.dots, Dots::Closed(_))
    }

    /// As it is written.
    pub(crate) fn text(&self) -> String {
        let end = |end: &Option<Expr>| end.as_ref().map(source_text).unwrap_or_default();
        let dots = if self.is_closed() { "..=" } else { ".." };
        format!("{}{dots}{}", end(&self.min), end(&self.max))
    }

    /// With its ends swapped.
    pub(crate) fn swapped(&self) -> Self {
        Range { min: self.max.clone(), dots: self.dots.clone(), max: self.min.clone() }
    }
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Value::One(value) => value.to_tokens(tokens),
            Value::Range(range) => range.to_tokens(tokens),
        }
    }
}

impl ToTokens for Range {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.min.to_tokens(tokens);
        match &self.dots {
            Dots::HalfOpen(dots) => dots.to_tokens(tokens),
            Dots::Closed(dots) => dots.to_tokens(tokens),
        }
        self.max.to_tokens(tokens);
    }
}

/// What a `macro_rules!` handed over as an expression, where that is a whole value, such as a range.
fn inside_invisible_group(input: ParseStream<'_>) -> Option<TokenStream> {
    let ahead = input.fork();
    let group = match ahead.cursor().token_tree()? {
        (TokenTree::Group(group), _) if group.delimiter() == Delimiter::None => group,
        _ => return None,
    };
    let (_, behind) = input.cursor().token_tree()?;
    let ends_here = behind.eof() || matches!(behind.punct(), Some((punct, _)) if punct.as_char() == ',');
    let has_range = group.stream().to_string().contains("..");
    if !ends_here || !has_range {
        return None;
    }
    input.step(|cursor| cursor.token_tree().ok_or_else(|| cursor.error("expected a value"))).ok()?;
    Some(group.stream())
}

/// An expression. What syn reads only at the price of its feature `full` (an array, a closure, a block) is taken as it is, up to
/// the next comma: rustc reads it.
fn expression(input: ParseStream<'_>) -> syn::Result<Expr> {
    let ahead = input.fork();
    match ahead.parse::<Expr>() {
        Ok(_) => input.parse(),
        Err(error) if error.to_string().starts_with("unsupported expression") => {
            if let Some((TokenTree::Group(list), _)) = input.cursor().token_tree() {
                if list.delimiter() == Delimiter::Bracket {
                    check_list(list.stream())?;
                }
            }
            Ok(Expr::Verbatim(until_comma(input)))
        }
        Err(error) => Err(error),
    }
}

/// What is no list for sure, though rustc would say so at the derive: an item that is lacking, or two without a comma.
fn check_list(items: TokenStream) -> syn::Result<()> {
    let sign = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char(),
        _ => ' ',
    };
    let mut before: Option<TokenTree> = None;
    for token in items {
        let is_at_start = before.as_ref().is_none_or(|before| sign(before) == ',');
        let message = match (&before, &token) {
            (_, token) if is_at_start && matches!(sign(token), ',' | ';') => "expected an item of the list before this",
            (Some(TokenTree::Literal(_)), TokenTree::Literal(_)) => "expected `,` between two items of a list",
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
        Some(last) if sign(&last) == ';' => {
            Err(syn::Error::new(last.span(), "expected how often the item is in the list: write `[0; 3]`"))
        }
        _ => Ok(()),
    }
}

/// The tokens up to the comma that ends a value. A comma in the types of a closure, in `path::<A, B>` or in a leading `<A as B<C, D>>`
/// ends none.
pub(crate) fn until_comma(input: ParseStream<'_>) -> TokenStream {
    let mut tokens: Vec<TokenTree> = Vec::new();
    let mut depth = 0usize;
    // Of a closure: its `|`s, and whether the type that it returns is being read.
    // One that a `macro_rules!` hands over is in an invisible group, where no comma ends anything.
    let is_closure = match input.cursor().token_tree() {
        Some((TokenTree::Punct(punct), _)) => punct.as_char() == '|',
        Some((TokenTree::Ident(word), _)) => word == "move",
        _ => false,
    };
    let (mut bars, mut is_returned) = (0, false);
    while !input.is_empty() && (depth > 0 || is_closure && bars < 2 || !input.peek(Token![,])) {
        let Ok(token) = input.parse::<TokenTree>() else { break };
        let before = |count: usize| match tokens.len().checked_sub(count).map(|at| &tokens[at]) {
            Some(TokenTree::Punct(punct)) => punct.as_char(),
            _ => ' ',
        };
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '|' if is_closure => bars += 1,
                '>' if is_closure && bars >= 2 && before(1) == '-' && before(2) == '|' => is_returned = true,
                '<' if depth > 0 || tokens.is_empty() || (before(1) == ':' && before(2) == ':') => depth += 1,
                '<' if is_closure && (bars < 2 || is_returned) => depth += 1,
                '>' if depth > 0 && !matches!(before(1), '-' | '=') => depth -= 1,
                _ => {}
            }
        }
        is_returned &= !matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        tokens.push(token);
    }
    tokens.into_iter().collect()
}
