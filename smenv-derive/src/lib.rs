//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! A pipeline, a file a stage: `input` (the parts of the struct) → `attr` (the words of an attribute, with their `value`s) → `model` (what they
//! say) → `rules` (across attributes) → `expand` (the code, which cannot fail). `errors` collects what is wrong on the way; after a mistake `fallback` stands in.

#![allow(missing_docs, reason = "smenv's re-exports have them, and would show both")]

mod arguments;
mod attr;
mod channels;
mod consts;
mod docs;
mod errors;
mod expand;
mod fallback;
mod fragments;
mod input;
mod json;
mod model;
mod names;
mod number;
mod rename;
mod rules;
mod schema;
mod secret_names;
#[cfg(test)]
mod snapshots;
mod spelling;
mod tokens;
mod types;
mod value;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;

use errors::Errors;
use input::Input;

#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    of_hyperparameters(input.into()).into()
}

#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    of_categorical(input.into()).into()
}

#[proc_macro_derive(SmChannels, attributes(sm))]
pub fn channels(input: TokenStream) -> TokenStream {
    of_channels(input.into()).into()
}

fn of_hyperparameters(input: TokenStream2) -> TokenStream2 {
    let read = |input: &Input, errors: &mut Errors| {
        let mut model = model::Struct::read(input, errors)?;
        rules::check_struct(&mut model, errors);
        Some(model)
    };
    derive(input, read, expand::hyperparameters, fallback::hyperparameters)
}

fn of_categorical(input: TokenStream2) -> TokenStream2 {
    let read = |input: &Input, errors: &mut Errors| {
        model::Enum::read(input, errors).inspect(|model| rules::check_enum(model, errors))
    };
    derive(input, read, expand::categorical, |input, _, smenv| fallback::categorical(input, smenv))
}

fn of_channels(input: TokenStream2) -> TokenStream2 {
    let read = |input: &Input, errors: &mut Errors| {
        channels::Channels::read(input, errors).inspect(|model| model.check(errors))
    };
    derive(input, read, channels::Channels::expand, |input, _, smenv| channels::fallback(input, smenv))
}

/// The code for what was read and is right; else the mistakes, and what stands in.
fn derive<M>(
    input: TokenStream2,
    read: impl Fn(&Input, &mut Errors) -> Option<M>,
    expand: impl Fn(&M, &TokenStream2) -> TokenStream2,
    fallback: impl Fn(&Input, Option<&M>, &TokenStream2) -> TokenStream2,
) -> TokenStream2 {
    let Some(input) = Input::read(input) else {
        return quote::quote!(::core::compile_error! { "expected a struct or an enum" });
    };
    let smenv = model::crate_path(&input.attributes);
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
