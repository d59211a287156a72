//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! A pipeline, a file a stage: `attr` (the words of an attribute, with their `value`s) → `model` (what they say) → `rules` (across attributes) →
//! `expand` (the code, which cannot fail). `errors` collects what is wrong on the way; after a mistake `fallback` stands in.

mod attr;
mod consts;
mod errors;
mod expand;
mod fallback;
mod model;
mod names;
mod number;
mod rename;
mod rules;
mod value;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use errors::Errors;

/// Fills a struct from the hyperparameters of a SageMaker job. See the documentation of the crate `smenv`.
#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let smenv = model::crate_path(&input.attrs);
    let mut errors = Errors::new();
    let model = model::Struct::read(&input, &mut errors);
    if let Some(model) = &model {
        rules::check_struct(model, &mut errors);
    }
    let sound = errors.is_empty();
    let errors = errors.into_tokens();
    let code = match model.filter(|_| sound) {
        Some(model) => expand::hyperparameters(&model, &smenv),
        None => fallback::hyperparameters(&input, &smenv),
    };
    quote::quote!(#errors #code).into()
}

/// Makes an enum of unit variants a closed set of values. See the documentation of the crate `smenv`.
#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let smenv = model::crate_path(&input.attrs);
    let mut errors = Errors::new();
    let model = model::Enum::read(&input, &mut errors);
    if let Some(model) = &model {
        rules::check_enum(model, &mut errors);
    }
    let sound = errors.is_empty();
    let errors = errors.into_tokens();
    let code = match model.filter(|_| sound) {
        Some(model) => expand::categorical(&model, &smenv),
        None => fallback::categorical(&input.ident, &input.generics, &smenv),
    };
    quote::quote!(#errors #code).into()
}
