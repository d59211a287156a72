//! Stage two: what a struct or an enum says, with the spans of what it says.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Lit, LitStr};

use crate::attr::{self, Words};
use crate::consts::inside_option;
use crate::docs::Docs;
use crate::errors::{Errors, nearest};
use crate::fragments::in_parentheses;
use crate::input::{self, Attribute, Data, Fields, Input};
use crate::rename::Rename;
use crate::schema::Schema;
use crate::secret_names::looks_secret;
use crate::types::Type;
use crate::value::{Range, Value};

/// A struct that derives `SmHyperparameters`.
pub(crate) struct Struct {
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) allowed: TokenStream,
    pub(crate) allow_unknown: bool,
    pub(crate) validate: Option<Value>,
    pub(crate) schema: Option<Schema>,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
    pub(crate) takes: Takes,
    /// The canonical name, then the aliases, each with the token that says it.
    pub(crate) names: Vec<(String, Span)>,
    pub(crate) default: Option<Default>,
    pub(crate) range: Option<Range>,
    pub(crate) validate: Option<Value>,
    pub(crate) is_secret: bool,
    /// Whether it is no secret though its name looks like one's.
    pub(crate) is_shown: bool,
    pub(crate) tunable: Option<Span>,
    pub(crate) scale: Option<(Scale, Span)>,
    pub(crate) delimiter: Option<LitStr>,
    /// The words as they were read, for rules across them.
    pub(crate) words: Words,
    /// Whether nothing has been found wrong with it.
    pub(crate) is_sound: bool,
}

/// What a field takes.
pub(crate) enum Takes {
    /// A hyperparameter, by its type's own reading.
    Native,
    FromStr,
    /// With its word.
    Json(Span),
    With(TokenStream),
    /// Another struct's hyperparameters, with a prefix.
    Flatten(String),
    /// What no field takes, with a prefix; each value as a field of its own would read it.
    Rest(String, Box<Takes>),
    /// Nothing.
    Skip,
}

pub(crate) enum Default {
    /// `default`, with its word.
    Own(Span),
    /// `default = "adam"`.
    Text(LitStr),
    /// `default = expression`.
    Value(Box<Value>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    Auto,
    Linear,
    Log,
    ReverseLog,
}

/// An enum that derives `SmCategorical`.
pub(crate) struct Enum {
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    /// The canonical name, then the aliases, each with the token that says it.
    pub(crate) names: Vec<(String, Span)>,
}

/// The path to smenv: `#[sm(crate = path)]`, else `::smenv`. It serves even where everything else
/// is wrong.
pub(crate) fn crate_path(attributes: &[Attribute]) -> TokenStream {
    let mut ignored = Errors::new();
    let words = Words::read(attributes, attr::STRUCT, "", &mut ignored);
    let path = words.path("crate", &mut ignored);
    let _ = ignored.into_tokens();
    path.unwrap_or_else(|| quote!(::smenv))
}

impl Struct {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        if !input.generics.are_none() {
            errors.on(
                &input.generics,
                "a struct of hyperparameters cannot be generic: its fields' types must be known",
            );
        }
        let fields = match &input.data {
            Data::Struct(_, fields) => match fields {
                Fields::Named(fields) => &fields[..],
                Fields::Unnamed(fields) => {
                    errors.on(fields, "a tuple struct's fields have no names: write `struct Name { field: Type }`");
                    return None;
                }
                // As empty as `{}`.
                Fields::Unit => &[],
            },
            Data::Enum(keyword, _) => {
                let message = "hyperparameters are a struct; an enum of unit variants derives `SmCategorical` and is a field's type";
                errors.at(keyword.span(), message);
                return None;
            }
            Data::Union(keyword) => {
                errors.at(
                    keyword.span(),
                    "hyperparameters are a struct with named fields, not a union",
                );
                return None;
            }
        };
        let words = Words::read(&input.attributes, attr::STRUCT, "a struct", errors);
        // Read for its mistakes; the path itself is asked for apart.
        words.path("crate", errors);
        let rename = words
            .text("rename_all", errors)
            .and_then(|rule| Rename::read(&rule, errors));
        Some(Struct {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            docs: Docs::read(&input.attributes),
            allowed: input.allowed(),
            allow_unknown: words.flag("allow_unknown").is_some(),
            validate: rule(&words, errors),
            schema: words
                .text("schema", errors)
                .and_then(|file| Schema::read(file, errors)),
            fields: fields
                .iter()
                .filter_map(|field| Field::read(field, rename, errors))
                .collect(),
        })
    }
}

impl Field {
    fn read(field: &input::Field, rename: Option<Rename>, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.clone();
        let before = errors.len();
        let words = Words::read(&field.attributes, attr::FIELD, "a field", errors);
        let own = ident.unraw().to_string();
        let canonical = match words.text("name", errors) {
            Some(name) => (name.value(), name.span()),
            None => (
                rename.map_or_else(|| own.clone(), |rename| rename.field(&own)),
                ident.span(),
            ),
        };
        let mut names = vec![canonical];
        names.extend(
            words
                .texts("alias", errors)
                .iter()
                .map(|alias| (alias.value(), alias.span())),
        );
        let default = words.find("default").map(|word| match &word.value {
            None => Default::Own(word.key.span()),
            Some(value) => match value.text() {
                Some(text) => Default::Text(text),
                None => Default::Value(Box::new(value.clone())),
            },
        });
        let secret = words.find("secret");
        let mut read = Field {
            ty: field.ty.clone(),
            docs: Docs::read(&field.attributes),
            takes: Takes::read(&words, errors),
            is_secret: secret.map_or_else(
                || names.iter().any(|(name, _)| looks_secret(name)),
                |word| word.value.is_none(),
            ),
            is_shown: secret.is_some_and(|word| word.value.is_some()),
            names,
            default,
            range: words
                .value("range")
                .and_then(|range| Range::read(range, errors)),
            validate: rule(&words, errors),
            tunable: words.flag("tunable"),
            scale: words
                .text("scale", errors)
                .and_then(|scale| Some((Scale::read(&scale, errors)?, scale.span()))),
            delimiter: words.text("delimiter", errors),
            words,
            is_sound: true,
            ident,
        };
        read.is_sound = errors.len() == before;
        Some(read)
    }

    /// Whether a job must give it, as far as that is written.
    pub(crate) fn is_required(&self) -> bool {
        self.default.is_none() && inside_option(&self.ty).is_none()
    }
}

/// The function of `validate`.
fn rule(words: &Words, errors: &mut Errors) -> Option<Value> {
    let rule = words.value("validate")?;
    if rule.text().is_some() {
        errors.on(rule, "`validate` takes a function, without quotes");
        return None;
    }
    Some(rule.clone())
}

impl Takes {
    /// At most one of the words that say what a field takes; a second one blames itself.
    fn read(words: &Words, errors: &mut Errors) -> Self {
        let mut first: Option<&str> = None;
        let mut reading = None;
        for key in ["flatten", "rest", "skip", "from_str", "json", "with"] {
            // Beside `rest` the last three are of the map's values.
            let is_of_values = first == Some("rest") && matches!(key, "from_str" | "json" | "with");
            let before = if is_of_values {
                &mut reading
            } else {
                &mut first
            };
            match (words.flag(key), *before) {
                (Some(span), Some(before)) => {
                    errors.at(span, format!("`{key}` and `{before}` exclude each other"))
                }
                (Some(_), None) => *before = Some(key),
                (None, _) => {}
            }
        }
        let prefix = words
            .text("prefix", errors)
            .map_or(String::new(), |prefix| prefix.value());
        let reading = if first == Some("rest") {
            reading
        } else {
            first
        };
        let reads = match reading {
            Some("from_str") => Takes::FromStr,
            Some("json") => Takes::Json(words.flag("json").unwrap_or_else(Span::call_site)),
            Some("with") => words.path("with", errors).map_or(Takes::Skip, Takes::With),
            _ => Takes::Native,
        };
        match first {
            Some("flatten") => Takes::Flatten(prefix),
            Some("rest") => Takes::Rest(prefix, Box::new(reads)),
            Some("skip") => Takes::Skip,
            _ => reads,
        }
    }

    /// The word for it, where it is no hyperparameter of its own.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self {
            Takes::Flatten(_) => Some("flatten"),
            Takes::Rest(..) => Some("rest"),
            Takes::Skip => Some("skip"),
            _ => None,
        }
    }
}

impl Scale {
    fn read(scale: &LitStr, errors: &mut Errors) -> Option<Self> {
        let known = [
            ("auto", Scale::Auto),
            ("linear", Scale::Linear),
            ("log", Scale::Log),
            ("reverse-log", Scale::ReverseLog),
        ];
        let text = scale.value();
        let found = known
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, scale)| *scale);
        if found.is_none() {
            let names = known.map(|(name, _)| name);
            let hint = match nearest(&text, &names) {
                Some(near) => format!("did you mean {near:?}?"),
                None => "write \"auto\", \"linear\", \"log\" or \"reverse-log\"".to_owned(),
            };
            errors.on(scale, format!("unknown scale {text:?}: {hint}"));
        }
        found
    }
}

impl Enum {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        let variants = match &input.data {
            Data::Enum(_, variants) => variants,
            Data::Struct(keyword, _) => {
                errors.at(
                    keyword.span(),
                    "a closed set of values is an enum of unit variants; a struct derives `SmHyperparameters`",
                );
                return None;
            }
            Data::Union(keyword) => {
                errors.at(
                    keyword.span(),
                    "a closed set of values is an enum of unit variants",
                );
                return None;
            }
        };
        if !input.generics.are_none() {
            errors.on(&input.generics, "an enum of values cannot be generic");
        }
        let words = Words::read(&input.attributes, attr::ENUM, "an enum", errors);
        words.path("crate", errors);
        let rename = words
            .text("rename_all", errors)
            .and_then(|rule| Rename::read(&rule, errors))
            .unwrap_or(Rename::Snake);
        if variants.is_empty() {
            errors.on(&input.ident, "an enum without variants has no value");
        }
        let variants = variants
            .iter()
            .map(|variant| Variant::read(variant, rename, errors))
            .collect();
        Some(Enum {
            ident: input.ident.clone(),
            variants,
        })
    }
}

impl Variant {
    fn read(variant: &input::Variant, rename: Rename, errors: &mut Errors) -> Self {
        if let Some(fields) = &variant.fields {
            errors.on(
                fields,
                format!("a value has no fields: write `{}`", variant.ident),
            );
        }
        let words = Words::read(&variant.attributes, attr::VARIANT, "a variant", errors);
        let canonical = match words.text("name", errors) {
            Some(name) => (name.value(), name.span()),
            None => (
                rename.variant(&variant.ident.unraw().to_string()),
                variant.ident.span(),
            ),
        };
        let mut names = vec![canonical];
        names.extend(
            words
                .texts("alias", errors)
                .iter()
                .map(|alias| (alias.value(), alias.span())),
        );
        Variant {
            ident: variant.ident.clone(),
            names,
        }
    }
}

/// How an expression reads in a table: as it is written, a text without its quotes.
pub(crate) fn source_text(tokens: impl ToTokens) -> String {
    let tokens = in_parentheses(tokens.to_token_stream().into_iter().collect());
    let number = |literal: &Literal| match syn::parse_str(&literal.to_string()) {
        Ok(Lit::Int(integer)) => integer.base10_digits().to_owned(),
        Ok(Lit::Float(float)) => float.base10_digits().to_owned(),
        _ => literal.to_string(),
    };
    match &tokens[..] {
        [TokenTree::Literal(literal)] => return number(literal),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            return format!("-{}", number(literal));
        }
        _ => {}
    }
    // The compiler's own spelling, but for the spaces in `vec! [1]`, `u32 :: MAX` and `- OFFSET`.
    let text = tokens.into_iter().collect::<TokenStream>().to_string();
    let text = text
        .replace("! [", "![")
        .replace("! (", "!(")
        .replace(" :: ", "::")
        .replace(":: ", "::");
    match text.strip_prefix("- ") {
        Some(operand) => format!("-{operand}"),
        None => text,
    }
}
