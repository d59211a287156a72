//! Where an expression and a type end, by a look at the tokens.
//!
//! syn reads expressions, and types with expressions in them, one way with its feature `full` and
//! another way without it, and any crate of a program can turn the feature on for all. So the
//! macros do not have syn read them: here is where they end, and rustc reads them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The character of a punctuation mark; a space for any other token.
pub(crate) fn sign(token: &TokenTree) -> char {
    match token {
        TokenTree::Punct(punct) => punct.as_char(),
        _ => ' ',
    }
}

/// The sign, where the next one belongs to it: the `-` of `->`.
pub(crate) fn joint_sign(token: Option<&TokenTree>) -> char {
    match token {
        Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint => punct.as_char(),
        _ => ' ',
    }
}

/// The tokens without the invisible groups in which a `macro_rules!` hands over its fragments,
/// where a group is all there is.
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
const LEADING: [&str; 20] = [
    "as", "async", "await", "break", "const", "dyn", "else", "for", "if", "impl", "in", "let",
    "loop", "match", "move", "mut", "return", "static", "unsafe", "while",
];

/// Follows an expression or a type token by token, to tell what is outside of its generic arguments
/// and of its closures' parameters.
pub(crate) struct Follow {
    /// The `<` that are open, each with what `is_type` was before it.
    open: Vec<bool>,
    /// Whether a type is being read, where `<` opens its arguments: behind `as` and `->`.
    is_type: bool,
    /// Whether it is all a type.
    is_all_type: bool,
    /// What `is_type` was before the parameters of the closure that is being read.
    parameters: Option<bool>,
    /// Whether a value or a type may begin, rather than an operator.
    may_begin: bool,
    before: Option<TokenTree>,
    second_before: Option<TokenTree>,
}

impl Follow {
    pub(crate) fn expression() -> Self {
        Follow {
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
        Follow {
            is_type: true,
            is_all_type: true,
            ..Follow::expression()
        }
    }

    /// Whether a `,` or a `..` here would end the expression.
    pub(crate) fn is_outside(&self) -> bool {
        self.open.is_empty() && self.parameters.is_none()
    }

    /// Whether `token` cannot follow: it is the second of two values with nothing between them.
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

/// Cuts the tokens at each `,` that is none of an expression's or a type's own.
pub(crate) fn cut_at_commas(
    tokens: Vec<TokenTree>,
    follow: impl Fn() -> Follow,
) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let (mut part, mut state) = (Vec::new(), follow());
    for token in tokens {
        if sign(&token) == ',' && state.is_outside() {
            parts.push(std::mem::take(&mut part));
            state = follow();
        } else {
            state.take(&token);
            part.push(token);
        }
    }
    // Behind the last comma is nothing.
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// Whether the word is one that no value, variable or function can be called.
pub(crate) fn is_keyword(word: &str) -> bool {
    const OTHERS: [&str; 25] = [
        "enum", "extern", "fn", "mod", "pub", "ref", "struct", "trait", "type", "use", "where",
        "yield", "raw", "box", "unsized", "_", "abstract", "become", "do", "final", "macro",
        "override", "priv", "typeof", "virtual",
    ];
    LEADING.contains(&word) || OTHERS.contains(&word)
}
