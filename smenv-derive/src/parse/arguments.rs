//! The generic arguments of a path inside an expression, such as `<String, Vec<u8>>`.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::syntax::cursor::TokenCursor;
use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::{is_bool_literal, is_keyword, sign, visible};

/// Returns whether tokens certainly are an expression. Expressions have types in them and types have
/// expressions; so the reader of types, which comes first, calls the reader of expressions.
pub(crate) type IsExpression = fn(&[TokenTree]) -> bool;

impl TokenCursor<'_> {
    /// Takes generic arguments from `<` to `>`, if these certainly are some: the derive must not emit
    /// as an expression what rustc cannot parse.
    pub(crate) fn arguments(&mut self, is_expression: IsExpression) -> Option<()> {
        self.take("<").then_some(())?;
        loop {
            if self.take(">") {
                return Some(());
            }
            self.argument(is_expression)?;
            if !self.take(",") {
                return self.take(">").then_some(());
            }
        }
    }

    /// Takes a lifetime, a constant, a type, or `Item = Type`.
    fn argument(&mut self, is_expression: IsExpression) -> Option<()> {
        match self.rest {
            [TokenTree::Literal(_), rest @ ..] => self.rest = rest,
            [minus, TokenTree::Literal(_), rest @ ..] if sign(minus) == '-' => self.rest = rest,
            [TokenTree::Group(block), rest @ ..] if block.delimiter() == Delimiter::Brace => {
                is_expression(&visible(block.stream())).then_some(())?;
                self.rest = rest;
            }
            [TokenTree::Ident(name), equals, rest @ ..]
                if sign(equals) == '=' && !is_keyword(&name.to_string()) =>
            {
                self.rest = rest;
                self.a_type(is_expression)?;
            }
            _ => {
                if !self.take_lifetime() {
                    self.a_type(is_expression)?;
                }
            }
        }
        Some(())
    }

    fn a_type(&mut self, is_expression: IsExpression) -> Option<()> {
        if self.take("&") {
            self.take_lifetime();
            self.take_word("mut");
            return self.a_type(is_expression);
        }
        if self.take("*") {
            (self.take_word("const") || self.take_word("mut")).then_some(())?;
            return self.a_type(is_expression);
        }
        if self.take("!") || self.take_word("_") {
            return Some(());
        }
        if self.take_word("fn") {
            return self.function(is_expression);
        }
        if self.take_word("dyn") || self.take_word("impl") {
            loop {
                if !self.take_lifetime() {
                    self.type_path(is_expression)?;
                }
                if !self.take("+") {
                    return Some(());
                }
            }
        }
        match self.rest {
            [TokenTree::Group(group), rest @ ..] => {
                self.rest = rest;
                are_types(group, is_expression)
            }
            _ => self.type_path(is_expression),
        }
    }

    /// Takes `(u8, u8) -> u8` of `fn(u8, u8) -> u8`.
    fn function(&mut self, is_expression: IsExpression) -> Option<()> {
        let [TokenTree::Group(parameters), rest @ ..] = self.rest else {
            return None;
        };
        self.rest = rest;
        are_types(parameters, is_expression)?;
        if self.take("->") {
            self.a_type(is_expression)
        } else {
            Some(())
        }
    }

    /// Takes a path whose arguments need no `::` before them.
    fn type_path(&mut self, is_expression: IsExpression) -> Option<()> {
        if self.rest.first().is_some_and(|first| sign(first) == '<') {
            self.qualified(is_expression)?;
        }
        self.take("::");
        loop {
            let TokenTree::Ident(name) = self.next()? else {
                return None;
            };
            let name = name.to_string();
            if is_keyword(&name) || is_bool_literal(&name) {
                return None;
            }
            let has_colons = self.take("::");
            match self.rest.first() {
                Some(next) if sign(next) == '<' => self.arguments(is_expression)?,
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    return self.function(is_expression);
                }
                _ if has_colons => continue,
                _ => return Some(()),
            }
            if !self.take("::") {
                return Some(());
            }
        }
    }

    /// Takes `<Type as Trait>`.
    pub(crate) fn qualified(&mut self, is_expression: IsExpression) -> Option<()> {
        self.take("<").then_some(())?;
        self.a_type(is_expression)?;
        if self.take_word("as") {
            self.type_path(is_expression)?;
        }
        self.take(">").then_some(())
    }
}

/// Returns `Some` for the types of a tuple, the type of an array or a slice, and a fragment of a
/// `macro_rules!`.
fn are_types(group: &Group, is_expression: IsExpression) -> Option<()> {
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    let a_type = |tokens: &[TokenTree]| {
        let mut cursor = TokenCursor { rest: tokens };
        cursor.a_type(is_expression)?;
        cursor.rest.is_empty().then_some(())
    };
    match group.delimiter() {
        Delimiter::Parenthesis => split_at_commas(inside, NestingTracker::a_type)
            .iter()
            .try_for_each(|part| a_type(part)),
        Delimiter::Bracket => {
            let end = inside.iter().position(|token| sign(token) == ';');
            let (item, length) = inside.split_at(end.unwrap_or(inside.len()));
            a_type(item)?;
            (length.is_empty() || is_expression(&length[1..])).then_some(())
        }
        Delimiter::None => Some(()),
        Delimiter::Brace => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::expression;

    #[test]
    fn what_rustc_cannot_read_is_no_argument() {
        let is_read_as_arguments = |text: &str| {
            let tokens: Vec<TokenTree> = text
                .parse::<proc_macro2::TokenStream>()
                .unwrap()
                .into_iter()
                .collect();
            let mut cursor = TokenCursor { rest: &tokens };
            cursor.arguments(expression::is_expression).is_some() && cursor.rest.is_empty()
        };
        for text in [
            "<>",
            "<u8>",
            "<u8,>",
            "<String, Vec<Vec<u8>>>",
            "<'static, 3, -3, { N }, 'c'>",
            "<&'a mut u8>",
            "<*const u8>",
            "<[u8; 3 + N]>",
            "<[u8]>",
            "<()>",
            "<(u8, Vec<u8>)>",
            "<fn(u8) -> Vec<u8>>",
            "<Box<dyn Fn(u8) -> u8 + Send + 'static>>",
            "<<u8 as T<u16>>::V>",
            "<Item = u8>",
            "<::std::vec::Vec::<u8>>",
            "<_>",
            "<crate::A>",
        ] {
            assert!(is_read_as_arguments(text), "{text}");
        }
        for text in [
            "<String u32>",
            "<u8;3>",
            "<[u8 3]>",
            "<(u8 u8)>",
            "<,>",
            "<a::_>",
            "<true::A>",
            "<as>",
            "<u8",
            "<u8>>",
        ] {
            assert!(!is_read_as_arguments(text), "{text}");
        }
    }
}
