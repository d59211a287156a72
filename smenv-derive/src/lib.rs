//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! A pipeline, a file a stage: `attr` (the words of an attribute, with their `value`s) → `model` (what they say) → `rules` (across attributes) →
//! `expand` (the code, which cannot fail). `errors` collects what is wrong on the way; after a mistake `fallback` stands in.

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

/// Fills a struct from the hyperparameters of a SageMaker job. See the documentation of the crate `smenv`.
#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        let model = model::Struct::read(input, errors)?;
        rules::check_struct(&model, errors);
        Some(model)
    };
    derive(parse_macro_input!(input), read, expand::hyperparameters, fallback::hyperparameters).into()
}

/// Makes an enum of unit variants a closed set of values. See the documentation of the crate `smenv`.
#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        let model = model::Enum::read(input, errors)?;
        rules::check_enum(&model, errors);
        Some(model)
    };
    derive(parse_macro_input!(input), read, expand::categorical, fallback::categorical).into()
}

/// Fills a struct with the channels of a SageMaker job. See the documentation of the crate `smenv`.
#[proc_macro_derive(SmChannels, attributes(sm))]
pub fn channels(input: TokenStream) -> TokenStream {
    let read = |input: &DeriveInput, errors: &mut Errors| {
        let model = channels::Channels::read(input, errors)?;
        model.check(errors);
        Some(model)
    };
    derive(parse_macro_input!(input), read, channels::Channels::expand, channels::fallback).into()
}

/// The code for what was read and is right; else the mistakes, and what stands in.
fn derive<M>(
    input: DeriveInput,
    read: impl Fn(&DeriveInput, &mut Errors) -> Option<M>,
    expand: impl Fn(&M, &Path) -> TokenStream2,
    fallback: impl Fn(&DeriveInput, &Path) -> TokenStream2,
) -> TokenStream2 {
    let smenv = model::crate_path(&input.attrs);
    let mut errors = Errors::new();
    let model = read(&input, &mut errors);
    let is_sound = errors.is_empty();
    let errors = errors.into_tokens();
    let code = match model.filter(|_| is_sound) {
        Some(model) => expand(&model, &smenv),
        None => fallback(&input, &smenv),
    };
    quote::quote!(#errors #code)
}
