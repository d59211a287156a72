//! Stage one: the words of `#[sm(…)]`, each with its value as the user wrote it.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::parse::Parser;
use syn::{LitStr, Token};

use crate::errors::{Errors, nearest};
use crate::input::{Attribute, Rest};
use crate::model::source_text;
use crate::value::{Value, until_comma};

/// One word of an attribute, such as `range = 1..=10`.
pub(crate) struct Word {
    pub(crate) key: Ident,
    pub(crate) value: Option<Value>,
}

/// A word that a place knows: its key and how its value looks, for messages. Without a look it
/// takes no value.
pub(crate) type Known = (&'static str, &'static str);

pub(crate) const STRUCT: &[Known] = &[
    ("rename_all", "rename_all = \"kebab-case\""),
    ("allow_unknown", ""),
    ("validate", "validate = function"),
    ("schema", "schema = \"hyperparameters.json\""),
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
    ("delimiter", "delimiter = \";\""),
];

pub(crate) const CHANNELS: &[Known] = &[
    ("rename_all", "rename_all = \"kebab-case\""),
    ("allow_unknown", ""),
    ("crate", "crate = path"),
];

pub(crate) const CHANNEL: &[Known] = &[
    ("name", "name = \"train\""),
    ("content_type", "content_type = \"text/csv\""),
    ("input_mode", "input_mode = \"File\""),
    ("default", "default = \"data/\""),
    ("non_empty", ""),
];

/// The words that may come again.
const REPEATABLE: [&str; 3] = ["alias", "content_type", "input_mode"];

pub(crate) const ENUM: &[Known] = &[
    ("rename_all", "rename_all = \"snake_case\""),
    ("crate", "crate = path"),
];

pub(crate) const VARIANT: &[Known] =
    &[("name", "name = \"adam\""), ("alias", "alias = \"adam-w\"")];

/// The words of a place, each key at most once but for those that may come again.
pub(crate) struct Words {
    words: Vec<Word>,
}

impl Words {
    /// Reads every `#[sm(…)]` among `attributes`; `place` is where they stand, such as "a field".
    pub(crate) fn read(
        attributes: &[Attribute],
        known: &[Known],
        place: &str,
        errors: &mut Errors,
    ) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.is("sm")) {
            let list = match &attribute.rest {
                Rest::List(list) if list.is_empty() => {
                    errors.on(
                        attribute,
                        format!("`#[sm()]` says nothing: {}", offer(known, place)),
                    );
                    continue;
                }
                Rest::List(list) => list.clone(),
                Rest::Nothing | Rest::Value(_) => {
                    errors.on(
                        attribute,
                        format!("write `#[sm(…)]`: {}", offer(known, place)),
                    );
                    continue;
                }
            };
            let parser =
                |input: ParseStream<'_>| parse_words(input, &mut words, known, place, errors);
            if let Err(error) = parser.parse2(list) {
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

    /// The value of a word that takes an expression.
    pub(crate) fn value(&self, key: &str) -> Option<&Value> {
        self.find(key).and_then(|word| word.value.as_ref())
    }

    /// The value of a word that takes a text.
    pub(crate) fn text(&self, key: &str, errors: &mut Errors) -> Option<LitStr> {
        self.find(key).and_then(|word| text(word, errors))
    }

    /// The values of a word that may come again.
    pub(crate) fn texts(&self, key: &str, errors: &mut Errors) -> Vec<LitStr> {
        self.words
            .iter()
            .filter(|word| word.key.unraw() == key)
            .filter_map(|word| text(word, errors))
            .collect()
    }

    /// The value of a word that takes a path.
    pub(crate) fn path(&self, key: &str, errors: &mut Errors) -> Option<TokenStream> {
        let value = self.value(key)?;
        let path = value.path();
        if path.is_none() {
            errors.on(value, format!("`{key}` takes a path, without quotes"));
        }
        path
    }
}

fn text(word: &Word, errors: &mut Errors) -> Option<LitStr> {
    let value = word.value.as_ref()?;
    let text = value.text();
    if text.is_none() {
        errors.on(
            value,
            format!("`{}` takes a text in double quotes", word.key),
        );
    }
    text
}

fn offer(known: &[Known], place: &str) -> String {
    let keys: Vec<String> = known.iter().map(|(key, _)| format!("`{key}`")).collect();
    format!("{place} takes {}", keys.join(", "))
}

/// Mistakes of one word do not keep the next from being read; what is no list of words ends the
/// reading.
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
            return Err(syn::Error::new(
                found.span(),
                format!("expected a word such as `{}`", known[0].0),
            ));
        }
        let key = input.call(Ident::parse_any)?;
        let form = known
            .iter()
            .find(|(name, _)| key == name)
            .map(|(_, form)| *form);
        if input.peek(syn::token::Paren) {
            let group: TokenTree = input.parse()?;
            let message = match form {
                Some("") => format!("`{key}` takes nothing: write `{key}`"),
                Some(form) if form.starts_with(&format!("{key} = ")) => {
                    with_value(&key, &group_text(&group), form)
                }
                Some(form) => format!("write `{form}`"),
                None => unknown(&key, known, place),
            };
            errors.at(
                if form.is_some() {
                    group.span()
                } else {
                    key.span()
                },
                message,
            );
        } else if input.peek(Token![==]) || input.peek(Token![=>]) || is_equals_and_colon(input) {
            let sign: TokenTree = input.parse()?;
            let second: TokenTree = input.parse()?;
            let value = until_comma(input).to_string();
            match form {
                None => errors.at(key.span(), unknown(&key, known, place)),
                Some("") => errors.at(
                    sign.span(),
                    format!("`{key}` takes no value: write `{key}`"),
                ),
                Some(form) => {
                    let sign = quote::quote!(#sign #second);
                    errors.on(
                        &sign,
                        format!(
                            "`{key}` needs `=` and a value: {}",
                            with_value(&key, &value, form)
                        ),
                    );
                }
            }
        } else if let Some(form) = form.filter(|form| lacks_equals(input, &key, form, known)) {
            let at = input.span();
            input.parse::<Option<Token![:]>>()?;
            // It may be the next word, behind a missing comma.
            let is_word = is_known(input, known);
            let value = until_comma(input).to_string();
            let message = if is_word {
                format!("write `{form}`")
            } else {
                with_value(&key, &value, form)
            };
            errors.at(at, format!("`{key}` needs `=` and a value: {message}"));
        } else {
            match input.parse::<Option<Token![=]>>()? {
                Some(equals)
                    if input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]) =>
                {
                    errors.on(equals, format!("`{key} =` has no value"));
                    // What is behind it is read where the mistake is gone.
                    if input.peek(Token![;]) {
                        input.parse::<TokenStream>()?;
                    }
                }
                equals => {
                    let is_unclear = form.is_none() && equals.is_none();
                    match equals.map(|_| Value::parse(input)).transpose() {
                        Ok(value) => keep(Word { key, value }, form, words, known, place, errors),
                        Err(error) => errors.keep(error),
                    }
                    // Of an unknown word one message is enough.
                    if is_unclear {
                        until_comma(input);
                    }
                }
            }
        }
        if input.is_empty() {
            break;
        }
        if input.peek(Token![;]) {
            return Err(input.error("expected `,`, found `;`"));
        }
        if let Err(error) = input.parse::<Token![,]>() {
            return Err(syn::Error::new(
                error.span(),
                "expected `,` between two words, and `=` before a value",
            ));
        }
    }
    Ok(())
}

fn keep(
    word: Word,
    form: Option<&str>,
    words: &mut Vec<Word>,
    known: &[Known],
    place: &str,
    errors: &mut Errors,
) {
    let Word { key, value } = &word;
    match (form, value) {
        (None, _) => errors.at(key.span(), unknown(key, known, place)),
        (Some(""), Some(value)) if !is_no_secret(key, value) => {
            errors.on(value, format!("`{key}` takes no value: write `{key}`"))
        }
        // `default` alone is the type's own.
        (Some(form), None) if !form.is_empty() && key != "default" => {
            errors.at(key.span(), format!("`{key}` needs a value: write `{form}`"));
        }
        (Some(_), _)
            if !REPEATABLE.iter().any(|word| key == word)
                && words.iter().any(|word| word.key == *key) =>
        {
            errors.at(key.span(), format!("`{key}` is here twice"));
        }
        (Some(_), _) => words.push(word),
    }
}

/// Whether it is `secret = false`: a name that looks like a secret's is none.
fn is_no_secret(key: &Ident, value: &Value) -> bool {
    key == "secret" && source_text(value) == "false"
}

/// Whether `=:` is next, and not the `= ::` of a path.
fn is_equals_and_colon(input: ParseStream<'_>) -> bool {
    input.peek(Token![=]) && input.peek2(Token![:]) && !input.peek2(Token![::])
}

/// Whether a word that takes a value has one without `=` before it. A `default` may stand alone,
/// before a missing comma.
fn lacks_equals(input: ParseStream<'_>, key: &Ident, form: &str, known: &[Known]) -> bool {
    let has_more =
        !form.is_empty() && !input.is_empty() && !input.peek(Token![,]) && !input.peek(Token![=]);
    has_more && !(key == "default" && is_known(input, known))
}

/// Whether one of the known words is next.
fn is_known(input: ParseStream<'_>, known: &[Known]) -> bool {
    let next = input.fork().call(Ident::parse_any);
    next.is_ok_and(|next| known.iter().any(|(name, _)| next == name))
}

/// The word with the value that was given to it otherwise.
fn with_value(key: &Ident, value: &str, form: &str) -> String {
    // The compiler spells ranges with spaces.
    let value = if key == "range" {
        value
            .replace(" ..", "..")
            .replace(".. ", "..")
            .replace("= ", "=")
    } else {
        value.to_owned()
    };
    if is_one_word(&value) {
        format!("write `{key} = {value}`")
    } else {
        format!("write `{form}`")
    }
}

/// What is in parentheses.
fn group_text(group: &TokenTree) -> String {
    match group {
        TokenTree::Group(group) => group.stream().to_string(),
        other => other.to_string(),
    }
}

fn is_one_word(text: &str) -> bool {
    !text.is_empty() && text.len() < 40 && !text.replace("..=", "..").contains([',', '='])
}

/// Words that people try, and what to write instead.
const HINTS: [(&str, &str); 12] = [
    (
        "required",
        "a field without `default` is required, unless it is an `Option`",
    ),
    ("optional", "an `Option` is optional"),
    ("min", "write `range = 1..` for a lower end"),
    ("max", "write `range = ..=10` for an upper end"),
    ("help", "a doc comment, `/// …`, is the description"),
    ("description", "a doc comment, `/// …`, is the description"),
    ("doc", "a doc comment, `/// …`, is the description"),
    ("aliases", "write `alias = \"lr\"`, which may come again"),
    (
        "choices",
        "an enum that derives `SmCategorical` is a closed set of values",
    ),
    (
        "env",
        "write `name = \"learning-rate\"`: its variable is SM_HP_LEARNING_RATE",
    ),
    (
        "deny_unknown_fields",
        "a name that no field has is an error as it is; `allow_unknown` lets it pass",
    ),
    ("default_value", "write `default = 64`"),
];

/// Those for channels.
const CHANNEL_HINTS: [(&str, &str); 10] = [
    (
        "required",
        "a channel is required, unless it is an `Option<Channel>`",
    ),
    ("optional", "an `Option<Channel>` is optional"),
    (
        "default_value",
        "write `default = \"data/\"`, a directory for outside a job",
    ),
    (
        "default_dir",
        "write `default = \"data/\"`, a directory for outside a job",
    ),
    ("not_empty", "write `non_empty`"),
    ("help", "a doc comment, `/// …`, is the description"),
    ("description", "a doc comment, `/// …`, is the description"),
    ("doc", "a doc comment, `/// …`, is the description"),
    (
        "choices",
        "write `content_type = \"text/csv\"` or `input_mode = \"File\"`, which may come again",
    ),
    (
        "deny_unknown_fields",
        "a channel that no field has is an error as it is; `allow_unknown` lets it pass",
    ),
];

fn unknown(key: &Ident, known: &[Known], place: &str) -> String {
    let keys: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
    let is_in = |place: &[Known]| place.iter().any(|(known, _)| key == known);
    let is_of_channels = known == CHANNELS || known == CHANNEL;
    let hints: &[(&str, &str)] = if is_of_channels {
        &CHANNEL_HINTS
    } else {
        &HINTS
    };
    if let Some((_, hint)) = hints.iter().find(|(word, _)| key == word) {
        return format!("unknown attribute `{key}`: {hint}");
    }
    let elsewhere: &[(&[Known], &str)] = match is_of_channels {
        true => &[(CHANNELS, "the struct"), (CHANNEL, "a channel")],
        false => &[
            (STRUCT, "the struct"),
            (FIELD, "a field"),
            (CHANNEL, "a channel"),
        ],
    };
    if let Some((_, right)) = elsewhere.iter().find(|(words, _)| is_in(words)) {
        return format!("`{key}` goes on {right}: {}", offer(known, place));
    }
    if is_of_channels && (is_in(STRUCT) || is_in(FIELD)) {
        return format!("`{key}` is for hyperparameters: {}", offer(known, place));
    }
    match nearest(&key.to_string(), &keys) {
        Some(near) => format!("unknown attribute `{key}`: did you mean `{near}`?"),
        None => format!("unknown attribute `{key}`: {}", offer(known, place)),
    }
}
