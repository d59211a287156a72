//! What the macro can say of an expression's value: of literals and of arithmetic on them.

use std::cmp::Ordering;

use syn::{BinOp, Expr, Lit, UnOp};

/// The value of a literal, as far as it can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Integer(i128),
    Float(f64),
    Char(char),
}

impl Number {
    /// The value of `expression`, if it is of literals alone.
    pub(crate) fn of(expression: &Expr) -> Option<Self> {
        match expression {
            Expr::Group(group) => Number::of(&group.expr),
            Expr::Paren(paren) => Number::of(&paren.expr),
            Expr::Lit(literal) => match &literal.lit {
                // A suffix may make it a float: `1f64`.
                Lit::Int(integer) if matches!(integer.suffix(), "f32" | "f64") => {
                    integer.base10_digits().parse().ok().map(Number::Float)
                }
                Lit::Int(integer) => integer.base10_parse().ok().map(Number::Integer),
                Lit::Float(float) => float.base10_parse().ok().map(Number::Float),
                Lit::Char(char) => Some(Number::Char(char.value())),
                _ => None,
            },
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match Number::of(&unary.expr)? {
                Number::Integer(integer) => integer.checked_neg().map(Number::Integer),
                Number::Float(float) => Some(Number::Float(-float)),
                Number::Char(_) => None,
            },
            Expr::Binary(binary) => match (Number::of(&binary.left)?, Number::of(&binary.right)?) {
                (Number::Integer(a), Number::Integer(b)) => match binary.op {
                    BinOp::Add(_) => a.checked_add(b),
                    BinOp::Sub(_) => a.checked_sub(b),
                    BinOp::Mul(_) => a.checked_mul(b),
                    BinOp::Div(_) => a.checked_div(b),
                    _ => None,
                }
                .map(Number::Integer),
                (Number::Float(a), Number::Float(b)) => match binary.op {
                    BinOp::Add(_) => Some(a + b),
                    BinOp::Sub(_) => Some(a - b),
                    BinOp::Mul(_) => Some(a * b),
                    BinOp::Div(_) => Some(a / b),
                    _ => None,
                }
                .map(Number::Float),
                _ => None,
            },
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

/// Whether the compiler can evaluate the expression: literals, paths to constants, arithmetic on them, and `Some` of them.
pub(crate) fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Group(group) => is_constant(&group.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Lit(literal) => !matches!(literal.lit, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_)),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_constant(&unary.expr),
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Cast(cast) => is_constant(&cast.expr),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name == "None" || name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '_')
        }),
        Expr::Call(_) => inside_some(expression).is_some_and(is_constant),
        _ => false,
    }
}

/// What is in `Some(…)`.
pub(crate) fn inside_some(expression: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = expression else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let is_some = function.path.segments.last().is_some_and(|last| last.ident == "Some");
    call.args.first().filter(|_| is_some && call.args.len() == 1)
}
