//! The fragments of a `macro_rules!` inside an expression.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use crate::syntax::nesting::NestingTracker;
use crate::syntax::tokens::{joint_sign, sign, visible};

/// Puts parentheses around each fragment that contains an operator. A fragment is in an invisible
/// group, which rustc ignores in the output of a derive: `$a * $b` would become `2 + 3 * 4`.
pub(crate) fn in_parentheses(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    if !has_split(&tokens) {
        return tokens;
    }
    let bound = |(at, token): (usize, &TokenTree)| match token {
        TokenTree::Group(group) => {
            let inside = in_parentheses(group.stream().into_iter().collect());
            let (delimiter, span) = match is_split(&tokens, at) {
                // With this span no lint calls the parentheses unnecessary.
                true => (
                    Delimiter::Parenthesis,
                    group.span().resolved_at(Span::mixed_site()),
                ),
                false => (group.delimiter(), group.span()),
            };
            let mut bound = Group::new(delimiter, inside.into_iter().collect());
            bound.set_span(span);
            bound.into()
        }
        other => other.clone(),
    };
    tokens.iter().enumerate().map(bound).collect()
}

/// Returns whether a fragment in the tokens, or in a group of them, needs parentheses.
fn has_split(tokens: &[TokenTree]) -> bool {
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(group) => {
            is_split(tokens, at) || has_split(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => false,
    })
}

/// Returns whether the token is a fragment that the tokens next to it would split.
fn is_split(tokens: &[TokenTree], at: usize) -> bool {
    let binds = |token: &TokenTree| !matches!(sign(token), ',' | ';');
    let before = at
        .checked_sub(1)
        .is_some_and(|before| binds(&tokens[before]));
    let after = tokens.get(at + 1).is_some_and(binds);
    match &tokens[at] {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            (before || after) && has_operator(&visible(group.stream()))
        }
        _ => false,
    }
}

/// Returns whether the tokens are an expression with an operator, and not a type, a pattern or an
/// item.
fn has_operator(tokens: &[TokenTree]) -> bool {
    const OTHERS: [&str; 17] = [
        "const", "dyn", "enum", "extern", "fn", "for", "impl", "let", "mod", "pub", "static",
        "struct", "trait", "type", "union", "unsafe", "use",
    ];
    let begins_other = match tokens.first() {
        Some(TokenTree::Ident(word)) => OTHERS.iter().any(|other| word == other),
        Some(first) => matches!(sign(first), '#' | '\''),
        None => true,
    };
    // Types such as `Vec<u8>` end with `>`; expressions never do.
    if begins_other || tokens.last().is_some_and(|last| sign(last) == '>') {
        return false;
    }
    let mut nesting = NestingTracker::expression();
    let mut before = None;
    tokens.iter().any(|token| {
        let is_outside = nesting.is_outside();
        nesting.take(token);
        let joint = joint_sign(before);
        let is_first = before.replace(token).is_none();
        let is_operator = match token {
            TokenTree::Ident(word) => word == "as",
            token => match sign(token) {
                // The `!` of a macro is not an operator.
                '!' => is_first,
                '.' => joint == '.',
                '>' => joint != '-',
                sign => "+-*/%^|&=<".contains(sign),
            },
        };
        is_operator && is_outside && nesting.is_outside()
    })
}
