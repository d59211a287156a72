//! A type as the user wrote it.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::{joint_sign, sign, visible};

/// A type's tokens.
#[derive(Clone)]
pub(crate) struct Type {
    tokens: TokenStream,
    shape: Shape,
}

#[derive(Clone)]
enum Shape {
    /// A path, by its last name.
    Named(TypeName),
    /// An array, a slice or a tuple.
    Many,
    Other,
}

/// The last name of a path with its arguments: `Vec<u32>` of `std::vec::Vec<u32>`.
#[derive(Clone)]
pub(crate) struct TypeName {
    pub(crate) ident: Ident,
    arguments: TokenStream,
    /// The first argument, if it is a type.
    inside: Option<Box<Type>>,
}

impl Type {
    pub(crate) fn of(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        let tokens: TokenStream = tokens.into_iter().collect();
        let shape = shape_of(&visible(tokens.clone()));
        Type { tokens, shape }
    }

    /// Returns whether it is an array, a slice or a tuple.
    pub(crate) fn is_many(&self) -> bool {
        matches!(self.shape, Shape::Many)
    }

    /// Returns the last name of a path, with its arguments.
    pub(crate) fn name(&self) -> Option<&TypeName> {
        match &self.shape {
            Shape::Named(named) => Some(named),
            _ => None,
        }
    }

    /// Returns `T` if the type is written as an `Option<T>`.
    pub(crate) fn inside_option(&self) -> Option<&Type> {
        self.name().filter(|name| name.ident == "Option")?.inside()
    }
}

impl TypeName {
    /// Returns `T` of `Name<T>`.
    pub(crate) fn inside(&self) -> Option<&Type> {
        self.inside.as_deref()
    }

    /// Returns `V` of `Name<K, V>`.
    pub(crate) fn second_argument(&self) -> Option<Type> {
        let arguments: Vec<TokenTree> = self.arguments.clone().into_iter().collect();
        all_arguments(&arguments)?.into_iter().nth(1).map(Type::of)
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}

impl ToTokens for TypeName {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ident.to_tokens(tokens);
        self.arguments.to_tokens(tokens);
    }
}

fn shape_of(tokens: &[TokenTree]) -> Shape {
    match tokens {
        [TokenTree::Group(group)] => match group.delimiter() {
            Delimiter::Bracket => Shape::Many,
            Delimiter::Parenthesis => {
                let inside = group.stream();
                let has_comma = inside.clone().into_iter().any(|token| sign(&token) == ',');
                if inside.is_empty() || has_comma {
                    Shape::Many
                } else {
                    Shape::Other
                }
            }
            _ => Shape::Other,
        },
        _ => last_name(tokens).map_or(Shape::Other, Shape::Named),
    }
}

/// Returns the last name, if the tokens are a path and nothing else.
fn last_name(tokens: &[TokenTree]) -> Option<TypeName> {
    let mut nesting = NestingTracker::a_type();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is_colons = sign(token) == ':' && at > 0 && joint_sign(Some(&tokens[at - 1])) == ':';
        match token {
            _ if !nesting.is_outside() => {}
            TokenTree::Ident(word)
                if ["dyn", "impl", "fn", "unsafe", "extern", "for"]
                    .iter()
                    .any(|key| word == key) =>
            {
                return None;
            }
            TokenTree::Ident(_) => {}
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '<') => {}
            _ => return None,
        }
        let is_first_of_colons = sign(token) == ':' && nesting.is_outside() && !is_colons;
        // Arguments may have `::` before them.
        let has_arguments = tokens.get(at + 2).is_some_and(|next| sign(next) == '<');
        if is_first_of_colons && !has_arguments {
            start = at + 2;
        }
        nesting.take(token);
    }
    let (TokenTree::Ident(ident), arguments) = tokens.get(start..)?.split_first()? else {
        return None;
    };
    Some(TypeName {
        ident: ident.clone(),
        arguments: arguments.iter().cloned().collect(),
        inside: first_argument(arguments).map(Box::new),
    })
}

fn all_arguments(arguments: &[TokenTree]) -> Option<Vec<Vec<TokenTree>>> {
    let open = arguments.iter().position(|token| sign(token) == '<')?;
    let close = arguments.iter().rposition(|token| sign(token) == '>')?;
    let inside = arguments.get(open + 1..close)?.to_vec();
    Some(split_at_commas(inside, NestingTracker::a_type))
}

fn first_argument(arguments: &[TokenTree]) -> Option<Type> {
    let first = all_arguments(arguments)?.into_iter().next()?;
    let is_bound_to = |token: &TokenTree| matches!(sign(token), '=');
    let is_type = match &visible(first.iter().cloned().collect())[..] {
        [] | [TokenTree::Literal(_), ..] => false,
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => false,
        [first, ..] => sign(first) != '\'' && sign(first) != '-',
    };
    let mut nesting = NestingTracker::a_type();
    let has_binding = first.iter().any(|token| {
        let binds = is_bound_to(token) && nesting.is_outside();
        nesting.take(token);
        binds
    });
    (is_type && !has_binding).then(|| Type::of(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_s_last_name_and_its_first_argument_are_seen() {
        for (text, name, inside) in [
            ("u32", Some("u32"), None),
            ("Option<u32>", Some("Option"), Some("u32")),
            (
                "::std::option::Option<Vec<u8>>",
                Some("Option"),
                Some("Vec < u8 >"),
            ),
            (
                "std::vec::Vec::<[f64; { 1 + 2 }]>",
                Some("Vec"),
                Some("[f64 ; { 1 + 2 }]"),
            ),
            ("HashMap<String, Vec<u8>>", Some("HashMap"), Some("String")),
            ("<A as B<C>>::D<u8>", Some("D"), Some("u8")),
            ("A<'a, u8>", Some("A"), None),
            ("A<3>", Some("A"), None),
            ("A<{ 3 }>", Some("A"), None),
            ("A<Item = u8>", Some("A"), None),
            (
                "Box<dyn Fn(u8, u8) -> Vec<u8>>",
                Some("Box"),
                Some("dyn Fn (u8 , u8) -> Vec < u8 >"),
            ),
            ("&'a str", None, None),
            ("fn(u8) -> u8", None, None),
            ("a!(u8)", None, None),
            ("(u8)", None, None),
        ] {
            let ty = Type::of(text.parse::<TokenStream>().unwrap());
            let expected = |text: &str| text.parse::<TokenStream>().unwrap().to_string();
            let inside_of = ty
                .name()
                .and_then(TypeName::inside)
                .map(|inside| inside.to_token_stream().to_string());
            assert_eq!(
                ty.name().map(|named| named.ident.to_string()).as_deref(),
                name,
                "{text}"
            );
            assert_eq!(inside_of, inside.map(expected), "{text}");
            assert!(!ty.is_many(), "{text}");
        }
        for text in ["[u8]", "[u8; N * 2]", "()", "(u8, u8)", "(u8,)"] {
            assert!(
                Type::of(text.parse::<TokenStream>().unwrap()).is_many(),
                "{text}"
            );
        }
    }
}
