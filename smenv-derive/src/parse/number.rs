//! Numbers that the user wrote as literals, and arithmetic on them.

use std::cmp::Ordering;

use syn::Lit;

/// A number or a character that can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Integer(i128),
    Float(f64),
    Char(char),
}

impl Number {
    pub(crate) fn of_literal(literal: &Lit) -> Option<Self> {
        match literal {
            // A suffix can make it a float: `1f64`.
            Lit::Int(integer) if matches!(integer.suffix(), "f32" | "f64") => {
                integer.base10_digits().parse().ok().map(Number::Float)
            }
            Lit::Int(integer) => integer.base10_parse().ok().map(Number::Integer),
            Lit::Float(float) => float.base10_parse().ok().map(Number::Float),
            Lit::Char(char) => Some(Number::Char(char.value())),
            _ => None,
        }
    }

    pub(crate) fn negated(self) -> Option<Self> {
        match self {
            Number::Integer(integer) => integer.checked_neg().map(Number::Integer),
            Number::Float(float) => Some(Number::Float(-float)),
            Number::Char(_) => None,
        }
    }

    pub(crate) fn calculated(self, operator: &str, other: Self) -> Option<Self> {
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

    /// Compares two values of one kind.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Number::Integer(a), Number::Integer(b)) => Some(a.cmp(&b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Char(a), Number::Char(b)) => Some(a.cmp(&b)),
            _ => None,
        }
    }

    /// Compares the value with a whole number; `None` for a character.
    pub(crate) fn compare_with(self, whole: i32) -> Option<Ordering> {
        match self {
            Number::Integer(integer) => Some(integer.cmp(&whole.into())),
            Number::Float(float) => float.partial_cmp(&whole.into()),
            Number::Char(_) => None,
        }
    }
}
