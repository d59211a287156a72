//! Questions about single tokens.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Returns the character of a punctuation mark, and a space for any other token.
pub(crate) fn sign(token: &TokenTree) -> char {
    match token {
        TokenTree::Punct(punct) => punct.as_char(),
        _ => ' ',
    }
}

/// Returns the character of a punctuation mark that the next one belongs to, such as the `-` of
/// `->`, and a space for any other token.
pub(crate) fn joint_sign(token: Option<&TokenTree>) -> char {
    match token {
        Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint => punct.as_char(),
        _ => ' ',
    }
}

/// Returns the tokens without the invisible groups around them, in which a `macro_rules!` passes
/// its fragments on.
pub(crate) fn visible(tokens: TokenStream) -> Vec<TokenTree> {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    while let [TokenTree::Group(group)] = &tokens[..] {
        if group.delimiter() != Delimiter::None {
            break;
        }
        tokens = group.stream().into_iter().collect();
    }
    tokens
}

/// Keywords after which a value or a type may begin.
pub(crate) const LEADING: [&str; 20] = [
    "as", "async", "await", "break", "const", "dyn", "else", "for", "if", "impl", "in", "let",
    "loop", "match", "move", "mut", "return", "static", "unsafe", "while",
];

/// Returns whether the word cannot be the name of a value, a variable or a function.
pub(crate) fn is_keyword(word: &str) -> bool {
    const OTHERS: [&str; 25] = [
        "enum", "extern", "fn", "mod", "pub", "ref", "struct", "trait", "type", "use", "where",
        "yield", "raw", "box", "unsized", "_", "abstract", "become", "do", "final", "macro",
        "override", "priv", "typeof", "virtual",
    ];
    LEADING.contains(&word) || OTHERS.contains(&word)
}

/// Returns whether the word is `true` or `false`, which no part of a path can be named.
pub(crate) fn is_bool_literal(word: &str) -> bool {
    word == "true" || word == "false"
}
