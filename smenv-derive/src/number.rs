//! What the macro can say of an expression's value: of literals and constants, and of arithmetic on
//! them.

use std::cmp::Ordering;

use proc_macro2::{Delimiter, Literal, TokenTree};
use syn::Lit;

use crate::arguments::is_literal;
use crate::tokens::{Follow, cut_at_commas, is_keyword, joint_sign, sign, visible};
use crate::value::Value;

/// The value of a literal, as far as it can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Integer(i128),
    Float(f64),
    Char(char),
}

impl Number {
    /// The value of an expression, if it is of literals alone.
    pub(crate) fn of(expression: &Value) -> Option<Self> {
        read(&expression.tokens())?.number
    }

    fn of_literal(literal: &Lit) -> Option<Self> {
        match literal {
            // A suffix may make it a float: `1f64`.
            Lit::Int(integer) if matches!(integer.suffix(), "f32" | "f64") => {
                integer.base10_digits().parse().ok().map(Number::Float)
            }
            Lit::Int(integer) => integer.base10_parse().ok().map(Number::Integer),
            Lit::Float(float) => float.base10_parse().ok().map(Number::Float),
            Lit::Char(char) => Some(Number::Char(char.value())),
            _ => None,
        }
    }

    fn negated(self) -> Option<Self> {
        match self {
            Number::Integer(integer) => integer.checked_neg().map(Number::Integer),
            Number::Float(float) => Some(Number::Float(-float)),
            Number::Char(_) => None,
        }
    }

    fn calculated(self, operator: &str, other: Self) -> Option<Self> {
        match (self, other) {
            (Number::Integer(a), Number::Integer(b)) => match operator {
                "+" => a.checked_add(b),
                "-" => a.checked_sub(b),
                "*" => a.checked_mul(b),
                "/" => a.checked_div(b),
                _ => None,
            }
            .map(Number::Integer),
            (Number::Float(a), Number::Float(b)) => match operator {
                "+" => Some(a + b),
                "-" => Some(a - b),
                "*" => Some(a * b),
                "/" => Some(a / b),
                _ => None,
            }
            .map(Number::Float),
            _ => None,
        }
    }

    /// How two values of one kind compare.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Number::Integer(a), Number::Integer(b)) => Some(a.cmp(&b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Char(a), Number::Char(b)) => Some(a.cmp(&b)),
            _ => None,
        }
    }

    /// How the value compares with a whole number; `None` for a character.
    pub(crate) fn compare_with(self, whole: i32) -> Option<Ordering> {
        match self {
            Number::Integer(integer) => Some(integer.cmp(&whole.into())),
            Number::Float(float) => float.partial_cmp(&whole.into()),
            Number::Char(_) => None,
        }
    }
}

/// Whether the compiler can evaluate the expression: literals, paths to constants, arithmetic on
/// them, and `Some` of them.
pub(crate) fn is_constant(expression: &Value) -> bool {
    read(&expression.tokens()).is_some_and(|seen| seen.is_constant)
}

/// Whether the tokens are an expression for sure.
pub(crate) fn is_read(tokens: &[TokenTree]) -> bool {
    read(tokens).is_some()
}

/// Whether the tokens are a path, such as `module::Type::<u32>`.
pub(crate) fn is_path(tokens: &[TokenTree]) -> bool {
    let mut reader = Reader { rest: tokens };
    tokens.first().is_some_and(|first| sign(first) != '<')
        && reader.path().is_some()
        && reader.rest.is_empty()
}

/// The last name of an expression that is a path.
pub(crate) fn last_of_path(expression: &Value) -> Option<String> {
    let tokens = expression.tokens();
    let mut reader = Reader { rest: &tokens };
    reader.path().filter(|_| reader.rest.is_empty())
}

/// What is in `Some(…)`.
pub(crate) fn inside_some(expression: &Value) -> Option<Value> {
    let tokens = expression.tokens();
    let (TokenTree::Group(group), function) = tokens.split_last()? else {
        return None;
    };
    let is_some =
        last_of_path(&Value::of(function.iter().cloned())).is_some_and(|last| last == "Some");
    if !is_some || group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    match &cut_at_commas(visible(group.stream()), Follow::expression)[..] {
        [inside] => Some(Value::of(inside.iter().cloned())),
        _ => None,
    }
}

/// What the macro sees of an expression.
struct Seen {
    number: Option<Number>,
    is_constant: bool,
}

fn read(tokens: &[TokenTree]) -> Option<Seen> {
    let mut reader = Reader { rest: tokens };
    let seen = reader.binary(0)?;
    reader.rest.is_empty().then_some(seen)
}

/// How tightly comparisons bind.
const COMPARISON: u8 = 3;

/// The binary operators, each with how tightly it binds; the longer ones first.
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

/// Reads literals, paths, calls of functions and of macros, and operators between them; all else it
/// does not know.
pub(crate) struct Reader<'t> {
    pub(crate) rest: &'t [TokenTree],
}

impl<'t> Reader<'t> {
    pub(crate) fn next(&mut self) -> Option<&'t TokenTree> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes these signs, if they are next.
    pub(crate) fn take(&mut self, signs: &str) -> bool {
        let is_next = self.is_next(signs);
        self.rest = if is_next {
            &self.rest[signs.len()..]
        } else {
            self.rest
        };
        is_next
    }

    fn is_next(&self, signs: &str) -> bool {
        let last = signs.len() - 1;
        signs
            .chars()
            .enumerate()
            .all(|(at, wanted)| match self.rest.get(at) {
                Some(token) if at < last => joint_sign(Some(token)) == wanted,
                Some(token) => sign(token) == wanted,
                None => false,
            })
    }

    fn binary(&mut self, least: u8) -> Option<Seen> {
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
            // Rust compares but two.
            if *level == COMPARISON
                && OPERATORS
                    .iter()
                    .any(|(next, level)| *level == COMPARISON && self.is_next(next))
            {
                return None;
            }
            left = Seen {
                number: left
                    .number
                    .zip(right.number)
                    .and_then(|(a, b)| a.calculated(operator, b)),
                is_constant: left.is_constant && right.is_constant,
            };
        }
        Some(left)
    }

    fn cast(&mut self) -> Option<Seen> {
        let mut seen = self.unary()?;
        while let Some(TokenTree::Ident(word)) = self.rest.first() {
            if word != "as" {
                break;
            }
            self.next();
            self.path()?;
            // It would open the type's arguments.
            if self.is_next("<") {
                return None;
            }
            seen.number = None;
        }
        Some(seen)
    }

    fn unary(&mut self) -> Option<Seen> {
        if self.take("-") {
            let Seen {
                number,
                is_constant,
            } = self.unary()?;
            return Some(Seen {
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

    fn path_or_call(&mut self) -> Option<Seen> {
        let name = self.path()?;
        match self.rest {
            // Whatever is in the group of a macro.
            [TokenTree::Punct(mark), TokenTree::Group(_), rest @ ..] if mark.as_char() == '!' => {
                self.rest = rest;
                Some(Seen {
                    number: None,
                    is_constant: false,
                })
            }
            [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
                self.rest = rest;
                let arguments =
                    cut_at_commas(group.stream().into_iter().collect(), Follow::expression);
                let are_constant = arguments
                    .iter()
                    .map(|argument| read(argument).map(|seen| seen.is_constant));
                let are_constant = are_constant.collect::<Option<Vec<bool>>>()?;
                Some(Seen {
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
                Some(Seen {
                    number: None,
                    is_constant,
                })
            }
        }
    }

    /// The last name of a path.
    fn path(&mut self) -> Option<String> {
        if let [TokenTree::Group(group), rest @ ..] = self.rest {
            if group.delimiter() != Delimiter::None {
                return None;
            }
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut reader = Reader { rest: &inside };
            let name = reader.path()?;
            self.rest = rest;
            return reader.rest.is_empty().then_some(name);
        }
        let is_qualified = self.rest.first().is_some_and(|first| sign(first) == '<');
        if is_qualified {
            self.qualified()?;
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
            if is_keyword(&name) || is_literal(&name) && !is_alone {
                return None;
            }
            if !has_more {
                return Some(name);
            }
            if self.rest.first().is_some_and(|next| sign(next) == '<') {
                self.arguments()?;
                if !self.take("::") {
                    return Some(name);
                }
            }
        }
    }
}

fn of_literal(literal: &Literal) -> Option<Seen> {
    let literal: Lit = syn::parse_str(&literal.to_string()).ok()?;
    let is_constant = !matches!(literal, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_));
    Some(Seen {
        number: Number::of_literal(&literal),
        is_constant,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read_as_expression(text: &str) -> bool {
        is_read(
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
            assert!(!is_read_as_expression(text), "{text}");
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
            assert!(is_read_as_expression(text), "{text}");
        }
    }
}
