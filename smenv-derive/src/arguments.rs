//! The generic arguments of a path inside an expression, such as `<String, Vec<u8>>`.

use proc_macro2::{Delimiter, TokenTree};

use crate::number::{Reader, is_read};
use crate::tokens::{Follow, cut_at_commas, is_keyword, sign, visible};

impl Reader<'_> {
    /// Takes the arguments from `<` to `>`, if they are ones for sure: what rustc cannot read must
    /// not be taken for an expression.
    pub(crate) fn arguments(&mut self) -> Option<()> {
        self.take("<").then_some(())?;
        loop {
            if self.take(">") {
                return Some(());
            }
            self.argument()?;
            if !self.take(",") {
                return self.take(">").then_some(());
            }
        }
    }

    /// A lifetime, a constant, a type, or `Item = Type`.
    fn argument(&mut self) -> Option<()> {
        match self.rest {
            [TokenTree::Literal(_), rest @ ..] => self.rest = rest,
            [minus, TokenTree::Literal(_), rest @ ..] if sign(minus) == '-' => self.rest = rest,
            [TokenTree::Group(block), rest @ ..] if block.delimiter() == Delimiter::Brace => {
                is_read(&visible(block.stream())).then_some(())?;
                self.rest = rest;
            }
            [TokenTree::Ident(name), equals, rest @ ..]
                if sign(equals) == '=' && !is_keyword(&name.to_string()) =>
            {
                self.rest = rest;
                self.a_type()?;
            }
            _ => {
                if !self.lifetime() {
                    self.a_type()?;
                }
            }
        }
        Some(())
    }

    fn lifetime(&mut self) -> bool {
        match self.rest {
            [quote, TokenTree::Ident(_), rest @ ..] if sign(quote) == '\'' => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes this word, if it is next.
    fn word(&mut self, wanted: &str) -> bool {
        match self.rest {
            [TokenTree::Ident(word), rest @ ..] if word == wanted => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn a_type(&mut self) -> Option<()> {
        if self.take("&") {
            self.lifetime();
            self.word("mut");
            return self.a_type();
        }
        if self.take("*") {
            (self.word("const") || self.word("mut")).then_some(())?;
            return self.a_type();
        }
        if self.take("!") || self.word("_") {
            return Some(());
        }
        if self.word("fn") {
            return self.function();
        }
        if self.word("dyn") || self.word("impl") {
            loop {
                if !self.lifetime() {
                    self.type_path()?;
                }
                if !self.take("+") {
                    return Some(());
                }
            }
        }
        match self.rest {
            [TokenTree::Group(group), rest @ ..] => {
                self.rest = rest;
                are_types(group.delimiter(), group.stream().into_iter().collect())
            }
            _ => self.type_path(),
        }
    }

    /// `(u8, u8) -> u8` of `fn(u8, u8) -> u8`.
    fn function(&mut self) -> Option<()> {
        let [TokenTree::Group(parameters), rest @ ..] = self.rest else {
            return None;
        };
        self.rest = rest;
        are_types(
            parameters.delimiter(),
            parameters.stream().into_iter().collect(),
        )?;
        if self.take("->") {
            self.a_type()
        } else {
            Some(())
        }
    }

    /// A path whose arguments need no `::` before them.
    fn type_path(&mut self) -> Option<()> {
        if self.rest.first().is_some_and(|first| sign(first) == '<') {
            self.qualified()?;
        }
        self.take("::");
        loop {
            let TokenTree::Ident(name) = self.next()? else {
                return None;
            };
            let name = name.to_string();
            if is_keyword(&name) || is_literal(&name) {
                return None;
            }
            let has_colons = self.take("::");
            match self.rest.first() {
                Some(next) if sign(next) == '<' => self.arguments()?,
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    return self.function();
                }
                _ if has_colons => continue,
                _ => return Some(()),
            }
            if !self.take("::") {
                return Some(());
            }
        }
    }

    /// `<Type as Trait>`
    pub(crate) fn qualified(&mut self) -> Option<()> {
        self.take("<").then_some(())?;
        self.a_type()?;
        if self.word("as") {
            self.type_path()?;
        }
        self.take(">").then_some(())
    }
}

/// `true` and `false`, which no part of a path can be called.
pub(crate) fn is_literal(word: &str) -> bool {
    word == "true" || word == "false"
}

/// A tuple's types, an array's or a slice's type, or what a `macro_rules!` hands over.
fn are_types(delimiter: Delimiter, inside: Vec<TokenTree>) -> Option<()> {
    let a_type = |tokens: &[TokenTree]| {
        let mut reader = Reader { rest: tokens };
        reader.a_type()?;
        reader.rest.is_empty().then_some(())
    };
    match delimiter {
        Delimiter::Parenthesis => cut_at_commas(inside, Follow::a_type)
            .iter()
            .try_for_each(|part| a_type(part)),
        Delimiter::Bracket => {
            let end = inside.iter().position(|token| sign(token) == ';');
            let (item, length) = inside.split_at(end.unwrap_or(inside.len()));
            a_type(item)?;
            (length.is_empty() || is_read(&length[1..])).then_some(())
        }
        Delimiter::None => Some(()),
        Delimiter::Brace => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustc_cannot_read_is_no_argument() {
        let is_read_as_arguments = |text: &str| {
            let tokens: Vec<TokenTree> = text
                .parse::<proc_macro2::TokenStream>()
                .unwrap()
                .into_iter()
                .collect();
            let mut reader = Reader { rest: &tokens };
            reader.arguments().is_some() && reader.rest.is_empty()
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
