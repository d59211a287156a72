//! Finds where an expression and a type end by looking at their tokens.
//!
//! syn parses expressions, and types that contain expressions, differently with its feature `full`,
//! which any crate of a program can turn on for all of them. The macros therefore never let syn
//! parse them: this module finds their end, and rustc parses them.

use proc_macro2::{Delimiter, TokenTree};

use crate::syntax::tokens::{LEADING, is_keyword, joint_sign, sign};

/// Follows an expression or a type token by token, and knows whether the next token is inside
/// generic arguments or the parameters of a closure.
pub(crate) struct NestingTracker {
    /// The open `<`, each with the value of `is_type` before it.
    open: Vec<bool>,
    /// Whether a type is being read, in which `<` opens arguments: after `as` and `->`.
    is_type: bool,
    /// Whether all of it is a type.
    is_all_type: bool,
    /// The value of `is_type` before the closure parameters that are being read.
    parameters: Option<bool>,
    /// Whether a value or a type may begin, and not an operator.
    may_begin: bool,
    before: Option<TokenTree>,
    second_before: Option<TokenTree>,
}

impl NestingTracker {
    pub(crate) fn expression() -> Self {
        NestingTracker {
            open: Vec::new(),
            is_type: false,
            is_all_type: false,
            parameters: None,
            may_begin: true,
            before: None,
            second_before: None,
        }
    }

    pub(crate) fn a_type() -> Self {
        NestingTracker {
            is_type: true,
            is_all_type: true,
            ..NestingTracker::expression()
        }
    }

    /// Returns whether a `,` or a `..` here would end the expression.
    pub(crate) fn is_outside(&self) -> bool {
        self.open.is_empty() && self.parameters.is_none()
    }

    /// Returns whether `token` cannot follow: it is the second of two values with nothing between
    /// them.
    pub(crate) fn cannot_follow(&self, token: &TokenTree) -> bool {
        let is_lifetime = self.second_before.as_ref().map(sign) == Some('\'');
        let is_after_value = match &self.before {
            Some(TokenTree::Ident(word)) => !is_keyword(&word.to_string()) && !is_lifetime,
            Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
            Some(TokenTree::Punct(_)) | None => false,
        };
        let is_value = match token {
            TokenTree::Ident(word) => !is_keyword(&word.to_string()),
            TokenTree::Literal(_) => true,
            TokenTree::Punct(_) | TokenTree::Group(_) => false,
        };
        is_after_value && is_value && self.is_outside()
    }

    /// Moves past a token.
    pub(crate) fn take(&mut self, token: &TokenTree) {
        let joint = joint_sign(self.before.as_ref());
        match token {
            TokenTree::Punct(punct) => self.take_sign(punct.as_char(), joint),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                self.is_type |= word == "as";
                self.may_begin = LEADING.contains(&word.as_str());
            }
            TokenTree::Group(group) => {
                // The body of a closure whose type was read.
                self.is_type &= self.is_all_type
                    || group.delimiter() != Delimiter::Brace
                    || !self.open.is_empty();
                self.may_begin = false;
            }
            TokenTree::Literal(_) => self.may_begin = false,
        }
        self.second_before = self.before.replace(token.clone());
    }

    fn take_sign(&mut self, sign: char, joint: char) {
        let is_colon =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
        let is_turbofish = self.before.as_ref().is_some_and(is_colon)
            && joint_sign(self.second_before.as_ref()) == ':';
        match sign {
            // The second half of `<<`.
            '<' if joint == '<' && self.open.is_empty() => self.may_begin = true,
            '<' if !self.is_outside() || self.is_type || self.may_begin || is_turbofish => {
                self.open.push(self.is_type);
                self.may_begin = true;
            }
            '>' if joint == '-' => {
                self.is_type = true;
                self.may_begin = true;
            }
            '>' if !self.open.is_empty() && joint != '=' => {
                self.is_type = self.open.pop().unwrap_or(self.is_all_type);
                self.may_begin = false;
            }
            '|' if !self.open.is_empty() => {}
            '|' if self.parameters.is_some() => {
                self.is_type = self.parameters.take().unwrap_or(self.is_all_type);
                self.may_begin = true;
            }
            // The second half of `||`.
            '|' if joint == '|' && !self.is_all_type => self.may_begin = true,
            '|' if self.may_begin && !self.is_all_type => self.parameters = Some(self.is_type),
            '?' => {}
            _ => {
                let is_of_type = match sign {
                    ':' | '\'' | '!' => true,
                    '&' | '*' => self.may_begin,
                    _ => false,
                };
                self.is_type &= self.is_all_type || is_of_type || !self.open.is_empty();
                self.may_begin = true;
            }
        }
    }
}

/// Splits the tokens at each `,` that is not inside an expression or a type.
pub(crate) fn split_at_commas(
    tokens: Vec<TokenTree>,
    tracker: impl Fn() -> NestingTracker,
) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let (mut part, mut nesting) = (Vec::new(), tracker());
    for token in tokens {
        if sign(&token) == ',' && nesting.is_outside() {
            parts.push(std::mem::take(&mut part));
            nesting = tracker();
        } else {
            nesting.take(&token);
            part.push(token);
        }
    }
    // A trailing comma ends the last part.
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}
