//! What the macro can tell of an expression: literals, constants, and arithmetic on them.

use proc_macro2::{Delimiter, Literal, TokenTree};
use syn::Lit;

use crate::parse::number::Number;
use crate::syntax::cursor::TokenCursor;
use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::{is_bool_literal, is_keyword, sign};

/// Returns whether the tokens certainly are an expression.
pub(crate) fn is_expression(tokens: &[TokenTree]) -> bool {
    read(tokens).is_some()
}

/// Returns whether the tokens are a path, such as `module::Type::<u32>`.
pub(crate) fn is_path(tokens: &[TokenTree]) -> bool {
    let mut cursor = TokenCursor { rest: tokens };
    tokens.first().is_some_and(|first| sign(first) != '<')
        && cursor.path().is_some()
        && cursor.rest.is_empty()
}

/// Returns the last name, if the tokens are a path.
pub(crate) fn last_of_path(tokens: &[TokenTree]) -> Option<String> {
    let mut cursor = TokenCursor { rest: tokens };
    cursor.path().filter(|_| cursor.rest.is_empty())
}

/// What the macro can tell of an expression.
pub(crate) struct ExpressionFacts {
    /// Its value, if it consists of literals.
    pub(crate) number: Option<Number>,
    /// Whether the compiler can evaluate it: literals, paths to constants, arithmetic on them, and
    /// `Some` of them.
    pub(crate) is_constant: bool,
}

/// Reads literals, paths, calls of functions and macros, and operators between them; `None` for
/// every other expression.
pub(crate) fn read(tokens: &[TokenTree]) -> Option<ExpressionFacts> {
    let mut cursor = TokenCursor { rest: tokens };
    let facts = cursor.binary(0)?;
    cursor.rest.is_empty().then_some(facts)
}

/// The precedence of comparisons.
const COMPARISON: u8 = 3;

/// The binary operators with their precedence; longer ones come first.
const OPERATORS: [(&str, u8); 18] = [
    ("||", 1),
    ("&&", 2),
    ("==", COMPARISON),
    ("!=", COMPARISON),
    ("<=", COMPARISON),
    (">=", COMPARISON),
    ("<<", 7),
    (">>", 7),
    ("<", COMPARISON),
    (">", COMPARISON),
    ("|", 4),
    ("^", 5),
    ("&", 6),
    ("+", 8),
    ("-", 8),
    ("*", 9),
    ("/", 9),
    ("%", 9),
];

impl TokenCursor<'_> {
    fn binary(&mut self, least: u8) -> Option<ExpressionFacts> {
        let mut left = self.cast()?;
        while let Some((operator, level)) = OPERATORS
            .iter()
            .find(|(operator, _)| self.is_next(operator))
        {
            if *level < least {
                break;
            }
            self.take(operator);
            let right = self.binary(level + 1)?;
            // Comparisons do not chain.
            if *level == COMPARISON
                && OPERATORS
                    .iter()
                    .any(|(next, level)| *level == COMPARISON && self.is_next(next))
            {
                return None;
            }
            left = ExpressionFacts {
                number: left
                    .number
                    .zip(right.number)
                    .and_then(|(a, b)| a.calculated(operator, b)),
                is_constant: left.is_constant && right.is_constant,
            };
        }
        Some(left)
    }

    fn cast(&mut self) -> Option<ExpressionFacts> {
        let mut facts = self.unary()?;
        while let Some(TokenTree::Ident(word)) = self.rest.first() {
            if word != "as" {
                break;
            }
            self.next();
            self.path()?;
            // It would open the arguments of the type.
            if self.is_next("<") {
                return None;
            }
            facts.number = None;
        }
        Some(facts)
    }

    fn unary(&mut self) -> Option<ExpressionFacts> {
        if self.take("-") {
            let ExpressionFacts {
                number,
                is_constant,
            } = self.unary()?;
            return Some(ExpressionFacts {
                number: number.and_then(Number::negated),
                is_constant,
            });
        }
        match self.rest.first()? {
            TokenTree::Literal(literal) => {
                self.next();
                of_literal(literal)
            }
            TokenTree::Group(group)
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                self.next();
                read(&group.stream().into_iter().collect::<Vec<_>>())
            }
            _ => self.path_or_call(),
        }
    }

    fn path_or_call(&mut self) -> Option<ExpressionFacts> {
        let name = self.path()?;
        match self.rest {
            // A macro may take any tokens.
            [TokenTree::Punct(mark), TokenTree::Group(_), rest @ ..] if mark.as_char() == '!' => {
                self.rest = rest;
                Some(ExpressionFacts {
                    number: None,
                    is_constant: false,
                })
            }
            [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
                self.rest = rest;
                let arguments = split_at_commas(
                    group.stream().into_iter().collect(),
                    NestingTracker::expression,
                );
                let are_constant = arguments
                    .iter()
                    .map(|argument| read(argument).map(|facts| facts.is_constant));
                let are_constant = are_constant.collect::<Option<Vec<bool>>>()?;
                Some(ExpressionFacts {
                    number: None,
                    is_constant: name == "Some" && are_constant == [true],
                })
            }
            [TokenTree::Group(_), ..] => None,
            _ => {
                let is_upper = name
                    .chars()
                    .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '_');
                let is_constant = is_upper || ["None", "true", "false"].contains(&name.as_str());
                Some(ExpressionFacts {
                    number: None,
                    is_constant,
                })
            }
        }
    }

    /// Takes a path, and returns its last name.
    fn path(&mut self) -> Option<String> {
        if let [TokenTree::Group(group), rest @ ..] = self.rest {
            if group.delimiter() != Delimiter::None {
                return None;
            }
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut cursor = TokenCursor { rest: &inside };
            let name = cursor.path()?;
            self.rest = rest;
            return cursor.rest.is_empty().then_some(name);
        }
        let is_qualified = self.rest.first().is_some_and(|first| sign(first) == '<');
        if is_qualified {
            self.qualified(is_expression)?;
        }
        let mut is_alone = !self.take("::");
        if is_qualified && is_alone {
            return None;
        }
        loop {
            let TokenTree::Ident(name) = self.next()? else {
                return None;
            };
            let name = name.to_string();
            let has_more = self.take("::");
            is_alone &= !has_more;
            if is_keyword(&name) || is_bool_literal(&name) && !is_alone {
                return None;
            }
            if !has_more {
                return Some(name);
            }
            if self.rest.first().is_some_and(|next| sign(next) == '<') {
                self.arguments(is_expression)?;
                if !self.take("::") {
                    return Some(name);
                }
            }
        }
    }
}

fn of_literal(literal: &Literal) -> Option<ExpressionFacts> {
    let literal: Lit = syn::parse_str(&literal.to_string()).ok()?;
    let is_constant = !matches!(literal, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_));
    Some(ExpressionFacts {
        number: Number::of_literal(&literal),
        is_constant,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read(text: &str) -> bool {
        is_expression(
            &text
                .parse::<proc_macro2::TokenStream>()
                .unwrap()
                .into_iter()
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn what_is_no_expression_is_not_read() {
        for text in [
            "Vec<u8>::new()",
            "Some(Vec<u8>::new())",
            "1 == 2 == 3",
            "a < b < c",
            "1 as u8 << 4",
            "N as usize < 3",
            "HashMap::<String u32>::new()",
            "f::<>(x::<u8; 3>())",
            "a::_",
            "_",
            "a::true",
            "true::a",
            "do",
            "<u8>",
        ] {
            assert!(!is_read(text), "{text}");
        }
    }

    #[test]
    fn an_expression_is_read() {
        for text in [
            "Vec::<u8>::new()",
            "Some(Vec::<u8>::new())",
            "1 == 2 && 3 < 4 || a > b",
            "(1 as u8) << 4",
            "N as usize * 3",
            "3 < N as usize",
            "<u8 as T>::V << 1",
            "<u8>::MAX",
            "<Vec<u8>>::new()",
            "true",
            "::a::b",
        ] {
            assert!(is_read(text), "{text}");
        }
    }
}
