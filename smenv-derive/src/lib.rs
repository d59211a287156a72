//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! A pipeline, a file a stage: `input` (the parts of the struct) → `attr` (the words of an
//! attribute, with their `value`s) → `model` (what they say) → `rules` (across attributes) →
//! `expand` (the code, which cannot fail). `derive` calls them in this order. `errors` collects
//! what is wrong on the way; after a mistake `fallback` stands in.

#![allow(
    missing_docs,
    reason = "smenv's re-exports have them, and would show both"
)]

mod arguments;
mod attr;
mod channels;
mod consts;
mod derive;
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

#[proc_macro_derive(SmHyperparameters, attributes(sm))]
pub fn hyperparameters(input: TokenStream) -> TokenStream {
    derive::hyperparameters(input.into()).into()
}

#[proc_macro_derive(SmCategorical, attributes(sm))]
pub fn categorical(input: TokenStream) -> TokenStream {
    derive::categorical(input.into()).into()
}

#[proc_macro_derive(SmChannels, attributes(sm))]
pub fn channels(input: TokenStream) -> TokenStream {
    derive::channels(input.into()).into()
}
