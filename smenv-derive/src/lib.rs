//! The derive macros of [smenv](https://docs.rs/smenv), which re-exports them.
//!
//! The macros are a pipeline, a module for each stage: [`syntax`] reads the user's tokens, [`parse`]
//! the attributes, [`model`] what they specify; [`check`] applies rules across attributes, and
//! [`expand`] returns the code, which cannot fail. Each stage imports only from those before it.
//! [`derive`] runs them; [`errors`] collects what is wrong on the way, and after a mistake
//! `expand::fallback` replaces the code.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(
    missing_docs,
    reason = "smenv's re-exports have them, and would show both"
)]

mod check;
mod derive;
mod errors;
mod expand;
mod model;
mod parse;
mod shared_copies;
#[cfg(test)]
mod snapshots;
mod syntax;

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
