//! `#[derive(SmChannels)]`: from its attributes to its code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::LitStr;
use syn::ext::IdentExt;

use crate::attr::{self, Words};
use crate::consts::{at, constant, ours, place_of, with_name_of_self};
use crate::docs::Docs;
use crate::errors::{Errors, nearest};
use crate::input::{self, Data, Fields, Input};
use crate::names;
use crate::rename::Rename;
use crate::spelling::{self, Spelt};
use crate::types::Type;
use crate::value::Value;

/// SageMaker's limits.
const MOST_CHANNELS: usize = 20;
const LONGEST_NAME: usize = 64;

/// A struct that derives `SmChannels`.
pub(crate) struct Channels {
    vis: TokenStream,
    ident: Ident,
    docs: Docs,
    /// Attributes that allow lints, for the code that has the user's types and values.
    allowed: TokenStream,
    allow_unknown: bool,
    channels: Vec<Channel>,
}

struct Channel {
    ident: Ident,
    ty: Type,
    docs: Docs,
    /// With the token that says it.
    name: (String, Span),
    /// Whether somebody wrote the name; else it is what became of the field's own.
    is_name_written: bool,
    content_types: Vec<LitStr>,
    input_modes: Vec<LitStr>,
    /// The directory outside a job.
    default: Option<Value>,
    is_non_empty: bool,
}

impl Channels {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        if !input.generics.are_none() {
            errors.on(
                &input.generics,
                "a struct of channels cannot be generic: its fields are `Channel` and `Option<Channel>`",
            );
        }
        let fields = match &input.data {
            Data::Struct(_, fields) => match fields {
                Fields::Named(fields) => &fields[..],
                Fields::Unnamed(fields) => {
                    errors.on(fields, "a tuple struct's fields have no names: write `struct Name { train: Channel }`");
                    return None;
                }
                // As empty as `{}`.
                Fields::Unit => &[],
            },
            Data::Enum(keyword, _) => {
                errors.at(
                    keyword.span(),
                    "channels are a struct with named fields, not an enum",
                );
                return None;
            }
            Data::Union(keyword) => {
                errors.at(
                    keyword.span(),
                    "channels are a struct with named fields, not a union",
                );
                return None;
            }
        };
        let words = Words::read(
            &input.attributes,
            attr::CHANNELS,
            "a struct of channels",
            errors,
        );
        words.path("crate", errors);
        let rename = words
            .text("rename_all", errors)
            .and_then(|rule| Rename::read(&rule, errors));
        Some(Channels {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            docs: Docs::read(&input.attributes),
            allowed: input.allowed(),
            allow_unknown: words.flag("allow_unknown").is_some(),
            channels: fields
                .iter()
                .filter_map(|field| Channel::read(field, rename, errors))
                .collect(),
        })
    }

    pub(crate) fn check(&self, errors: &mut Errors) {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for channel in &self.channels {
            channel.check(errors);
            let (name, span) = (channel.name.0.as_str(), channel.name.1);
            let folded = name.to_uppercase().replace('-', "_");
            match seen.iter().find(|(known, _)| *known == folded) {
                Some((_, first)) if *first == name => {
                    errors.at(
                        span,
                        format!("two channels are `{name}`: each can be here only once"),
                    );
                }
                Some((_, first)) => {
                    let variable = format!("SM_CHANNEL_{folded}");
                    errors.at(
                        span,
                        format!("`{name}` and `{first}` are one name: both would be the variable {variable}"),
                    );
                }
                None => seen.push((folded, name)),
            }
        }
        if let Some(extra) = self.channels.get(MOST_CHANNELS) {
            errors.on(
                &extra.ident,
                format!(
                    "a SageMaker job has at most {MOST_CHANNELS} channels; this is one too many"
                ),
            );
        }
    }

    /// The impl of `SmChannels`:
    ///
    /// ```text
    /// const _: () = {
    ///     const __SM_0: InField<Channel> = InField::new("train", "", &["text/csv"], &[]);
    ///     const __SM_ROWS: &[ChannelSpec] = &[__SM_0.channel()];
    ///     impl SmChannels for Data {
    ///         const SPEC: &'static ChannelsSpec = &ChannelsSpec::new("Data", "", __SM_ROWS, false);
    ///         fn __read(fields: &mut ChannelFields) -> Option<Self> {
    ///             let __f0 = __SM_0.read(fields);
    ///             Some(Self { train: __f0? })
    ///         }
    ///     }
    /// };
    /// ```
    pub(crate) fn expand(&self, smenv: &TokenStream) -> TokenStream {
        let here = Span::mixed_site();
        let Channels {
            ident,
            docs,
            allowed,
            allow_unknown,
            channels,
            ..
        } = self;
        let name = ident.to_string();
        let constants: Vec<Ident> = (0..channels.len())
            .map(|index| constant("__SM", index))
            .collect();
        let parts = channels
            .iter()
            .zip(&constants)
            .map(|(channel, constant)| channel.constant(constant));
        let parts = with_name_of_self(parts.collect(), ident);
        let locals: Vec<Ident> = (0..channels.len())
            .map(|index| format_ident!("__f{index}", span = here))
            .collect();
        let (own, idents) = (
            ours(ident),
            channels.iter().map(|channel| ours(&channel.ident)),
        );
        let idents: Vec<Ident> = idents.collect();
        let unused = channels
            .is_empty()
            .then(|| quote_spanned!(here=> let _ = (&__fields,);));
        let names: Vec<&str> = channels
            .iter()
            .map(|channel| channel.name.0.as_str())
            .collect();
        let fields: Vec<&Ident> = channels.iter().map(|channel| &channel.ident).collect();
        let named = names_struct(&self.vis, ident, &fields, &names);
        quote_spanned! {here=>
            #allowed
            const _: () = {
                use #smenv::__private as __smenv;

                #parts
                const __SM_ROWS: &[__smenv::ChannelSpec] = &[#(#constants.channel()),*];

                #[automatically_derived]
                impl __smenv::SmChannels for #own {
                    const SPEC: &'static __smenv::ChannelsSpec =
                        &__smenv::ChannelsSpec::new(#name, #docs, __SM_ROWS, #allow_unknown);

                    fn __read(__fields: &mut __smenv::ChannelReader) -> ::core::option::Option<Self> {
                        #unused
                        #(let #locals = #constants.read(__fields);)*
                        ::core::option::Option::Some(Self { #(#idents: #locals?),* })
                    }
                }

                #named
            };
        }
    }
}

impl Channel {
    fn read(field: &input::Field, rename: Option<Rename>, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.clone();
        let words = Words::read(&field.attributes, attr::CHANNEL, "a channel", errors);
        let own = ident.unraw().to_string();
        let name = match words.text("name", errors) {
            Some(name) => (name.value(), name.span()),
            None => (
                rename.map_or_else(|| own.clone(), |rename| rename.field(&own)),
                ident.span(),
            ),
        };
        Some(Channel {
            ty: field.ty.clone(),
            docs: Docs::read(&field.attributes),
            name,
            is_name_written: words.find("name").is_some(),
            content_types: words.texts("content_type", errors),
            input_modes: words.texts("input_mode", errors),
            default: default(&words, errors),
            is_non_empty: words.flag("non_empty").is_some(),
            ident,
        })
    }

    fn check(&self, errors: &mut Errors) {
        let (name, span) = (&self.name.0, self.name.1);
        let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let fault = spelling::fault(name, Spelt::ChannelName)
            .filter(|_| self.is_name_written || name.is_empty());
        if let Some(fault) = fault {
            errors.at(span, fault);
        } else if let Some(unfit) = name.chars().find(|c| !is_fit(*c)) {
            let message = format!(
                "a channel's name has letters, digits, `.`, `_` and `-`: {unfit:?} is none of them"
            );
            errors.at(span, message);
        } else if name.len() > LONGEST_NAME {
            let length = name.len();
            errors.at(
                span,
                format!("SageMaker takes names of channels of at most {LONGEST_NAME} characters; this has {length}"),
            );
        }
        for content_type in &self.content_types {
            let text = content_type.value();
            if essence(&text).contains('*') {
                let hint =
                    "a type of content has no `*`: name each type, `content_type` may be repeated";
                errors.on(content_type, format!("{text:?} is no MIME type: {hint}"));
            } else if !is_mime_type(&text) {
                errors.on(
                    content_type,
                    format!("{text:?} is no MIME type: write one such as \"text/csv\""),
                );
            }
        }
        for input_mode in &self.input_modes {
            let text = input_mode.value();
            if !MODES.contains(&text.as_str()) {
                let hint = match nearest(&text, &MODES) {
                    Some(near) => format!("did you mean {near:?}?"),
                    None => "write \"File\", \"Pipe\" or \"FastFile\"".to_owned(),
                };
                errors.on(input_mode, format!("unknown input mode {text:?}: {hint}"));
            }
        }
        check_repeated(&self.content_types, mime_parts, errors);
        check_repeated(&self.input_modes, str::to_owned, errors);
    }

    /// The field, as data.
    fn constant(&self, constant: &Ident) -> TokenStream {
        let Channel {
            ty,
            docs,
            content_types,
            input_modes,
            default,
            is_non_empty,
            ..
        } = self;
        let name = &self.name.0;
        let modes = input_modes
            .iter()
            .map(|mode| Ident::new(&mode.value(), mode.span()));
        let row = quote!(#name, #docs, &[#(#content_types),*], &[#(__smenv::InputMode::#modes),*]);
        let new = at(ty, quote!(__smenv::ChannelCodec::new(#row)));
        let default = default.as_ref().map(|dir| {
            let code = dir.code();
            quote_spanned!(place_of(dir)=> .or_default(#code))
        });
        let non_empty = is_non_empty.then(|| quote!(.non_empty()));
        quote!(const #constant: __smenv::ChannelCodec<#ty> = #new #default #non_empty;)
    }
}

/// The value of `default`: a text, or what is constant and one.
fn default(words: &Words, errors: &mut Errors) -> Option<Value> {
    let word = words.find("default")?;
    if word.value.is_none() {
        errors.at(
            word.key.span(),
            "a channel's default is a directory: write `default = \"data/\"`",
        );
    }
    let value = word.value.as_ref()?;
    if let Some(text) = value.text().filter(|text| text.value().trim().is_empty()) {
        errors.on(
            text,
            "a channel's default cannot be empty: `.` is the working directory",
        );
        return None;
    }
    Some(value.clone())
}

/// Texts that `meaning` makes one of are repeated.
fn check_repeated<T: PartialEq>(
    texts: &[LitStr],
    meaning: impl Fn(&str) -> T,
    errors: &mut Errors,
) {
    let mut seen: Vec<T> = Vec::new();
    for text in texts {
        let means = meaning(&text.value());
        if seen.contains(&means) {
            errors.on(text, format!("{:?} is here twice", text.value()));
        }
        seen.push(means);
    }
}

/// A MIME type's parts as a job compares them: in any case, however they are spaced.
fn mime_parts(text: &str) -> Vec<String> {
    let parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.filter(|part| !part.is_empty()).collect()
}

/// What stands before a MIME type's parameters.
fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim_end()
}

/// Whether the text is one such as `text/csv`, perhaps with parameters behind a `;`.
fn is_mime_type(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_graphic() && !matches!(c, '/' | ','))
    };
    essence(text)
        .split_once('/')
        .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}

const MODES: [&str; 3] = ["File", "Pipe", "FastFile"];

/// `Data::names()`: a struct with a field for each channel, which is its name.
fn names_struct(
    vis: &TokenStream,
    ident: &Ident,
    fields: &[&Ident],
    names: &[&str],
) -> TokenStream {
    let here = Span::mixed_site();
    let fields: Vec<Ident> = fields
        .iter()
        .map(|field| names::field_ident(field))
        .collect();
    let (own, struct_name) = (ours(ident), names::names_ident(ident));
    let docs = format!("The names of the channels of `{ident}`.");
    let function_docs = "The names of the channels, each in the field of its name: for code that speaks of one, and does not compile \
                         where it is misspelt.";
    quote_spanned! {here=>
        #[doc = #docs]
        pub struct #struct_name {
            #(#[doc = #names] pub #fields: &'static ::core::primitive::str,)*
        }

        impl #own {
            #[doc = #function_docs]
            #[must_use]
            #vis const fn names() -> #struct_name {
                #struct_name { #(#fields: #names),* }
            }
        }
    }
}

/// What stands in for the impl after a mistake.
pub(crate) fn fallback(input: &Input, smenv: &TokenStream) -> TokenStream {
    let Input {
        vis,
        ident,
        generics,
        ..
    } = input;
    let input::Generics {
        of_impl,
        of_type,
        where_clause,
        ..
    } = generics;
    let own = ours(ident);
    let mut fields: Vec<&Ident> = Vec::new();
    if let Data::Struct(_, Fields::Named(all)) = &input.data {
        for field in all {
            // A field that is there twice is the compiler's own error.
            if !fields.contains(&&field.ident) {
                fields.push(&field.ident);
            }
        }
    }
    let names = vec![""; fields.len()];
    let named = generics
        .are_none()
        .then(|| names_struct(vis, ident, &fields, &names));
    quote! {
        const _: () = {
            use #smenv::__private as __smenv;

            #[automatically_derived]
            impl #of_impl __smenv::SmChannels for #own #of_type #where_clause {
                const SPEC: &'static __smenv::ChannelsSpec = &__smenv::ChannelsSpec::new("", "", &[], true);

                fn __read(_: &mut __smenv::ChannelReader) -> ::core::option::Option<Self> {
                    ::core::option::Option::None
                }
            }

            #named
        };
    }
}
