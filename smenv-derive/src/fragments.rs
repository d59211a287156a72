//! The fragments of a `macro_rules!` inside an expression.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use crate::tokens::{Follow, joint_sign, sign, visible};

/// The tokens with parentheses around each fragment that has an operator. A fragment is in an
/// invisible group, which rustc does not see in what a derive makes: `$a * $b` would be
/// `2 + 3 * 4`.
pub(crate) fn in_parentheses(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    if !has_split(&tokens) {
        return tokens;
    }
    let bound = |(at, token): (usize, &TokenTree)| match token {
        TokenTree::Group(group) => {
            let inside = in_parentheses(group.stream().into_iter().collect());
            let (delimiter, span) = match is_split(&tokens, at) {
                // No lint calls these parentheses unnecessary.
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

/// Whether a fragment in the tokens, or in a group of them, needs parentheses.
fn has_split(tokens: &[TokenTree]) -> bool {
    (0..tokens.len()).any(|at| match &tokens[at] {
        TokenTree::Group(group) => {
            is_split(tokens, at) || has_split(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => false,
    })
}

/// Whether there is a fragment that what stands beside it would split.
fn is_split(tokens: &[TokenTree], at: usize) -> bool {
    let is_beside = |token: &TokenTree| !matches!(sign(token), ',' | ';');
    let before = at
        .checked_sub(1)
        .is_some_and(|before| is_beside(&tokens[before]));
    let after = tokens.get(at + 1).is_some_and(is_beside);
    match &tokens[at] {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            (before || after) && has_operator(&visible(group.stream()))
        }
        _ => false,
    }
}

/// Whether it is an expression with an operator of its own, rather than a type, a pattern or an
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
    // `Vec<u8>` ends with what no expression ends with.
    if begins_other || tokens.last().is_some_and(|last| sign(last) == '>') {
        return false;
    }
    let mut follow = Follow::expression();
    let mut before = None;
    tokens.iter().any(|token| {
        let is_outside = follow.is_outside();
        follow.take(token);
        let joint = joint_sign(before);
        let is_first = before.replace(token).is_none();
        let is_operator = match token {
            TokenTree::Ident(word) => word == "as",
            token => match sign(token) {
                // That of a macro is none.
                '!' => is_first,
                '.' => joint == '.',
                '>' => joint != '-',
                sign => "+-*/%^|&=<".contains(sign),
            },
        };
        is_operator && is_outside && follow.is_outside()
    })
}
