//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! A pipeline, a file a stage: `attr` (the words of an attribute, with their `value`s) → `model` (what they say) → `rules` (across attributes) →
//! `expand` (the code, which cannot fail). `errors` collects what is wrong on the way; after a mistake `fallback` stands in.

#![allow(missing_docs, reason = "smenv's re-exports have them, and would show both")]

mod attr;
mod channels;
mod consts;
mod errors;
mod expand;
mod fallback;
mod json;
mod model;
mod names;
mod number;
mod rename;
mod rules;
mod schema;
#[cfg(test)]
mod snapshots;
mod value;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;
use syn::{DeriveInput, Path, parse_macro_input};

use errors::Errors;

#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    of_hyperparameters(parse_macro_input!(input)).into()
}

#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    of_categorical(parse_macro_input!(input)).into()
}

#[proc_macro_derive(SmChannels, attributes(sm))]
pub fn channels(input: TokenStream) -> TokenStream {
    of_channels(parse_macro_input!(input)).into()
}

fn of_hyperparameters(input: DeriveInput) -> TokenStream2 {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        let mut model = model::Struct::read(input, errors)?;
        rules::check_struct(&mut model, errors);
        Some(model)
    };
    derive(input, read, expand::hyperparameters, fallback::hyperparameters)
}

fn of_categorical(input: DeriveInput) -> TokenStream2 {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        model::Enum::read(input, errors).inspect(|model| rules::check_enum(model, errors))
    };
    derive(input, read, expand::categorical, |input, _, smenv| fallback::categorical(input, smenv))
}

fn of_channels(input: DeriveInput) -> TokenStream2 {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        channels::Channels::read(input, errors).inspect(|model| model.check(errors))
    };
    derive(input, read, channels::Channels::expand, |input, _, smenv| channels::fallback(input, smenv))
}

/// The code for what was read and is right; else the mistakes, and what stands in.
fn derive<M>(
    input: DeriveInput,
    read: impl Fn(&DeriveInput, &mut Errors) -> Option<M>,
    expand: impl Fn(&M, &Path) -> TokenStream2,
    fallback: impl Fn(&DeriveInput, Option<&M>, &Path) -> TokenStream2,
) -> TokenStream2 {
    let smenv = model::crate_path(&input.attrs);
    let mut errors = Errors::new();
    let model = read(&input, &mut errors);
    let is_sound = errors.is_empty();
    let errors = errors.into_tokens();
    let code = match &model {
        Some(model) if is_sound => expand(model, &smenv),
        model => fallback(&input, model.as_ref(), &smenv),
    };
    quote::quote!(#errors #code)
}
