//! Arbitrary tokens as the input of a derive, and arbitrary bytes as a schema file. Nothing panics
//! or hangs; every mistake has a message; and for input that the compiler accepts, the output is
//! valid code.
//!
//! The first byte selects the derive, or specifies that the rest is a schema file.

#![no_main]
#![allow(dead_code, reason = "the modules are the crate smenv-derive's")]

use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use proc_macro2::{TokenStream, TokenTree};
use smenv_fuzz::Folder;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Expr, Fields, Meta, Token};

/// A crate of macros has no other items for another crate.
#[path = "../../smenv-derive/src"]
mod smenv_derive {
    pub(crate) mod check;
    pub(crate) mod derive;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod model;
    pub(crate) mod parse;
    pub(crate) mod syntax;
}

// They import each other from the root of their crate.
use smenv_derive::model::schema_json::SchemaJson;
use smenv_derive::*;

/// A field of each type that a schema's texts are checked against, and of each that takes several
/// names.
const STRUCT: &str = r#"
    struct Hyperparameters {
        u: u8,
        n: NonZero<u32>,
        i: Option<i128>,
        w: u128,
        #[sm(name = "learning-rate", alias = "lr", default = 0.5, range = 1e-6..=1.0, tunable, scale = "log")]
        f: f64,
        #[sm(default = 3, range = 1..=MOST)]
        c: i64,
        s: f32,
        b: bool,
        #[sm(range = 'a'..='z')]
        l: char,
        t: String,
        v: Vec<u32>,
        m: HashMap<String, f64>,
        #[sm(json)]
        j: Value,
        #[sm(flatten, prefix = "aug-")]
        a: Augment,
        #[sm(rest, prefix = "rl.")]
        r: BTreeMap<String, f64>,
    }
"#;

static FOLDER: LazyLock<Folder> = LazyLock::new(|| Folder::new("macros"));

fuzz_target!(|data: &[u8]| -> Corpus {
    let [what, rest @ ..] = data else {
        return Corpus::Reject;
    };
    let derive = match what % 4 {
        0 => derive::hyperparameters,
        1 => derive::categorical,
        2 => derive::channels,
        _ => {
            schema(rest);
            return Corpus::Keep;
        }
    };
    let Some(input) = str::from_utf8(rest)
        .ok()
        .and_then(|text| text.parse::<TokenStream>().ok())
    else {
        return Corpus::Reject;
    };
    // The compiler's own limit.
    if depth(&input) > 128 {
        return Corpus::Reject;
    }
    check(derive, input);
    Corpus::Keep
});

fn schema(content: &[u8]) {
    FOLDER.write("schema.json", content);
    let path = FOLDER.path().join("schema.json");
    for open in ["", ", allow_unknown"] {
        let input = format!("#[sm(schema = {path:?}{open})] {STRUCT}");
        check(derive::hyperparameters, input.parse().unwrap());
    }
    if let Ok(text) = str::from_utf8(content) {
        let read = SchemaJson::parse(text);
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) => assert!(
                read.is_ok() || deep(&value, 64),
                "{read:?}, and to serde_json {value}"
            ),
            // Numbers beyond the range of `f64`, half a surrogate pair, and Python's words.
            Err(error)
                if error.to_string().starts_with("number out of range")
                    || text.contains(['N', 'I']) => {}
            Err(_) if text.contains("\\ud") || text.contains("\\uD") => {}
            Err(error) => assert!(
                read.is_err() || text.starts_with('\u{feff}'),
                "{read:?}, and to serde_json {error}"
            ),
        }
    }
}

fn deep(value: &serde_json::Value, levels: usize) -> bool {
    let deeper = |value| levels == 0 || deep(value, levels - 1);
    match value {
        serde_json::Value::Array(items) => levels == 0 || items.iter().any(deeper),
        serde_json::Value::Object(entries) => levels == 0 || entries.values().any(deeper),
        _ => false,
    }
}

fn check(derive: fn(TokenStream) -> TokenStream, input: TokenStream) {
    let output = derive(input.clone());
    if !has_error(output.clone()) && is_code(input.clone()) {
        if let Err(error) = syn::parse2::<syn::File>(output.clone()) {
            panic!("{error}: of {input} comes {output}");
        }
    }
}

/// Returns whether there is a `compile_error!`; each must have a text.
fn has_error(output: TokenStream) -> bool {
    let mut tokens = output.into_iter();
    let mut has_error = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                tokens.next();
                let Some(TokenTree::Group(group)) = tokens.next() else {
                    panic!("an error without arguments")
                };
                let text: syn::LitStr = syn::parse2(group.stream()).expect("an error with a text");
                assert!(!text.value().is_empty());
                has_error = true;
            }
            TokenTree::Group(group) => has_error |= self::has_error(group.stream()),
            _ => {}
        }
    }
    has_error
}

/// Returns whether the compiler would accept the input, with the values of attributes as
/// expressions.
fn is_code(input: TokenStream) -> bool {
    let Ok(input) = syn::parse2::<DeriveInput>(input) else {
        return false;
    };
    let fields = |fields: Fields| {
        fields
            .into_iter()
            .flat_map(|field| field.attrs)
            .collect::<Vec<_>>()
    };
    let mut attributes = input.attrs;
    match input.data {
        Data::Struct(data) => attributes.extend(fields(data.fields)),
        Data::Enum(data) => {
            attributes.extend(
                data.variants
                    .into_iter()
                    .flat_map(|variant| [variant.attrs, fields(variant.fields)].concat()),
            );
        }
        Data::Union(_) => {}
    }
    attributes.iter().filter(|attribute| attribute.path().is_ident("sm")).all(|attribute| {
        let Meta::List(list) = &attribute.meta else { return false };
        let words = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
        words.is_ok_and(|words| {
            words.iter().all(|word| !matches!(word, Meta::NameValue(word) if matches!(word.value, Expr::Verbatim(_))))
        })
    })
}

fn depth(tokens: &TokenStream) -> usize {
    let of_token = |token| match token {
        TokenTree::Group(group) => 1 + depth(&group.stream()),
        _ => 0,
    };
    tokens.clone().into_iter().map(of_token).max().unwrap_or(0)
}
