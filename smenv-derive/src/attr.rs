//! Stage one: the words of `#[sm(…)]`, each with its value's tokens as the user wrote them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr, Path, Token};

use crate::errors::{Errors, nearest};

/// One word of an attribute, such as `range = 1..=10`.
pub(crate) struct Word {
    pub(crate) key: Ident,
    pub(crate) value: Option<TokenStream>,
}

/// A word that a place knows: its key and how its value looks, for messages. Without a look it takes no value.
pub(crate) type Known = (&'static str, &'static str);

pub(crate) const STRUCT: &[Known] = &[
    ("rename_all", "rename_all = \"kebab-case\""),
    ("allow_unknown", ""),
    ("validate", "validate = function"),
    ("crate", "crate = path"),
];

pub(crate) const FIELD: &[Known] = &[
    ("name", "name = \"learning-rate\""),
    ("alias", "alias = \"lr\""),
    ("default", "default = 64"),
    ("range", "range = 1..=10"),
    ("flatten", ""),
    ("prefix", "prefix = \"aug-\""),
    ("from_str", ""),
    ("json", ""),
    ("with", "with = module"),
    ("secret", ""),
    ("rest", ""),
    ("validate", "validate = function"),
    ("skip", ""),
    ("tunable", ""),
    ("scale", "scale = \"log\""),
];

pub(crate) const ENUM: &[Known] = &[("rename_all", "rename_all = \"snake_case\""), ("crate", "crate = path")];

pub(crate) const VARIANT: &[Known] = &[("name", "name = \"adam\""), ("alias", "alias = \"adam-w\"")];

/// The words of a place, each key at most once but for `alias`.
pub(crate) struct Words {
    words: Vec<Word>,
}

impl Words {
    /// Reads every `#[sm(…)]` among `attributes`; `place` is where they stand, such as "a field".
    pub(crate) fn read(attributes: &[Attribute], known: &[Known], place: &str, errors: &mut Errors) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("sm")) {
            let list = match attribute.meta.require_list() {
                Ok(list) if list.tokens.is_empty() => {
                    errors.on(attribute, format!("`#[sm()]` says nothing: {}", offer(known, place)));
                    continue;
                }
                Ok(list) => list,
                Err(_) => {
                    errors.on(attribute, format!("write `#[sm(…)]`: {}", offer(known, place)));
                    continue;
                }
            };
            let parser = |input: ParseStream<'_>| parse_words(input, &mut words, known, place, errors);
            if let Err(error) = parser.parse2(list.tokens.clone()) {
                errors.keep(error);
            }
        }
        Words { words }
    }

    /// The span of a word without a value, if it is there.
    pub(crate) fn flag(&self, key: &str) -> Option<Span> {
        self.find(key).map(|word| word.key.span())
    }

    pub(crate) fn find(&self, key: &str) -> Option<&Word> {
        self.words.iter().find(|word| word.key.unraw() == key)
    }

    /// The value of a word that takes an expression or a path.
    pub(crate) fn tokens(&self, key: &str) -> Option<TokenStream> {
        self.find(key).and_then(|word| word.value.clone())
    }

    /// The value of a word that takes a text.
    pub(crate) fn text(&self, key: &str, errors: &mut Errors) -> Option<LitStr> {
        self.find(key).and_then(|word| text(word, errors))
    }

    /// The values of a word that may come again.
    pub(crate) fn texts(&self, key: &str, errors: &mut Errors) -> Vec<LitStr> {
        self.words.iter().filter(|word| word.key.unraw() == key).filter_map(|word| text(word, errors)).collect()
    }

    /// The value of a word that takes a path.
    pub(crate) fn path(&self, key: &str, errors: &mut Errors) -> Option<Path> {
        let tokens = self.tokens(key)?;
        match Path::parse_mod_style.parse2(tokens.clone()) {
            Ok(path) => Some(path),
            Err(_) => {
                errors.on(tokens, format!("`{key}` takes a path"));
                None
            }
        }
    }
}

fn text(word: &Word, errors: &mut Errors) -> Option<LitStr> {
    let tokens = word.value.clone()?;
    match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(text) => Some(text),
        Err(_) => {
            errors.on(tokens, format!("`{}` takes a text in double quotes", word.key));
            None
        }
    }
}

fn offer(known: &[Known], place: &str) -> String {
    let keys: Vec<String> = known.iter().map(|(key, _)| format!("`{key}`")).collect();
    format!("{place} takes {}", keys.join(", "))
}

/// Mistakes of one word do not keep the next from being read; what is no list of words ends the reading.
fn parse_words(
    input: ParseStream<'_>,
    words: &mut Vec<Word>,
    known: &[Known],
    place: &str,
    errors: &mut Errors,
) -> syn::Result<()> {
    while !input.is_empty() {
        if !input.peek(Ident::peek_any) {
            let found: TokenTree = input.parse()?;
            return Err(syn::Error::new(found.span(), format!("expected a word such as `{}`", known[0].0)));
        }
        let key = input.call(Ident::parse_any)?;
        let form = known.iter().find(|(name, _)| key == name).map(|(_, form)| *form);
        if input.peek(syn::token::Paren) {
            let group: TokenTree = input.parse()?;
            let message = match form {
                Some("") => format!("`{key}` takes nothing: write `{key}`"),
                Some(form) => format!("write `{form}`"),
                None => unknown(&key, known, place),
            };
            errors.at(if form.is_some() { group.span() } else { key.span() }, message);
        } else {
            let equals = input.parse::<Option<Token![=]>>()?;
            let value = equals.map(|equals| (equals, until_comma(input)));
            keep(Read { key, equals: value }, form, words, known, place, errors);
        }
        if input.is_empty() {
            break;
        }
        if let Err(error) = input.parse::<Token![,]>() {
            return Err(syn::Error::new(error.span(), "expected `,`"));
        }
    }
    Ok(())
}

struct Read {
    key: Ident,
    equals: Option<(Token![=], TokenStream)>,
}

fn keep(read: Read, form: Option<&str>, words: &mut Vec<Word>, known: &[Known], place: &str, errors: &mut Errors) {
    let Read { key, equals } = read;
    let value = match (form, equals) {
        (None, _) => return errors.at(key.span(), unknown(&key, known, place)),
        (Some(_), Some((equals, value))) if value.is_empty() => {
            return errors.on(equals, format!("`{key} =` has no value"));
        }
        (Some(""), Some((_, value))) => return errors.on(value, format!("`{key}` takes no value: write `{key}`")),
        // `default` alone is the type's own.
        (Some(form), None) if !form.is_empty() && key != "default" => {
            return errors.at(key.span(), format!("`{key}` needs a value: write `{form}`"));
        }
        (Some(_), equals) => equals.map(|(_, value)| value),
    };
    if key != "alias" && words.iter().any(|word| word.key == key) {
        return errors.at(key.span(), format!("`{key}` is here twice"));
    }
    words.push(Word { key, value });
}

fn unknown(key: &Ident, known: &[Known], place: &str) -> String {
    let keys: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
    match nearest(&key.to_string(), &keys) {
        Some(near) => format!("unknown attribute `{key}`: did you mean `{near}`?"),
        None => format!("unknown attribute `{key}`: {}", offer(known, place)),
    }
}

/// The tokens up to the comma that ends a value, as they are: rustc itself reads the expression. A comma inside
/// `path::<A, B>` or a leading `<A as B<C, D>>` is none.
fn until_comma(input: ParseStream<'_>) -> TokenStream {
    let mut tokens: Vec<TokenTree> = Vec::new();
    let mut depth = 0usize;
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        let Ok(token) = input.parse::<TokenTree>() else { break };
        let before = |count: usize| match tokens.len().checked_sub(count).map(|at| &tokens[at]) {
            Some(TokenTree::Punct(punct)) => punct.as_char(),
            _ => ' ',
        };
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' if depth > 0 || tokens.is_empty() || (before(1) == ':' && before(2) == ':') => depth += 1,
                '>' if depth > 0 && !matches!(before(1), '-' | '=') => depth -= 1,
                _ => {}
            }
        }
        tokens.push(token);
    }
    tokens.into_iter().collect()
}
