//! A cursor over tokens.

use proc_macro2::TokenTree;

use crate::syntax::tokens::{joint_sign, sign};

/// The tokens that have not been read yet.
pub(crate) struct TokenCursor<'t> {
    pub(crate) rest: &'t [TokenTree],
}

impl<'t> TokenCursor<'t> {
    /// Takes the next token.
    pub(crate) fn next(&mut self) -> Option<&'t TokenTree> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes these signs, if they come next.
    pub(crate) fn take(&mut self, signs: &str) -> bool {
        let is_next = self.is_next(signs);
        self.rest = if is_next {
            &self.rest[signs.len()..]
        } else {
            self.rest
        };
        is_next
    }

    /// Returns whether these signs come next.
    pub(crate) fn is_next(&self, signs: &str) -> bool {
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

    /// Takes this word, if it comes next.
    pub(crate) fn take_word(&mut self, wanted: &str) -> bool {
        match self.rest {
            [TokenTree::Ident(word), rest @ ..] if word == wanted => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes a lifetime, if one comes next.
    pub(crate) fn take_lifetime(&mut self) -> bool {
        match self.rest {
            [quote, TokenTree::Ident(_), rest @ ..] if sign(quote) == '\'' => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}
