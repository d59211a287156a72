//! The pipeline of each derive, on the tokens of proc-macro2, so that what is no compiler can run
//! it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::channels::{self, Channels};
use crate::errors::Errors;
use crate::input::Input;
use crate::{expand, fallback, model, rules};

pub(crate) fn hyperparameters(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        let mut model = model::Struct::read(input, errors)?;
        rules::check_struct(&mut model, errors);
        Some(model)
    };
    derive(
        input,
        read,
        expand::hyperparameters,
        fallback::hyperparameters,
    )
}

pub(crate) fn categorical(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        model::Enum::read(input, errors).inspect(|model| rules::check_enum(model, errors))
    };
    derive(input, read, expand::categorical, |input, _, smenv| {
        fallback::categorical(input, smenv)
    })
}

pub(crate) fn channels(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        Channels::read(input, errors).inspect(|model| model.check(errors))
    };
    derive(input, read, Channels::expand, |input, _, smenv| {
        channels::fallback(input, smenv)
    })
}

/// The code for what was read and is right; else the mistakes, and what stands in.
fn derive<M>(
    input: TokenStream,
    read: impl Fn(&Input, &mut Errors) -> Option<M>,
    expand: impl Fn(&M, &TokenStream) -> TokenStream,
    fallback: impl Fn(&Input, Option<&M>, &TokenStream) -> TokenStream,
) -> TokenStream {
    let Some(input) = Input::read(input) else {
        return quote!(::core::compile_error! { "expected a struct or an enum" });
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
    quote!(#errors #code)
}
