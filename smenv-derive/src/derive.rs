//! The pipeline of each derive. It works on proc-macro2's tokens, so that tests can run it outside
//! the compiler.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::categorical::check_categorical;
use crate::check::channels::check_channels;
use crate::check::hyperparameters::check_hyperparameters;
use crate::check::metrics::check_metrics;
use crate::errors::Errors;
use crate::expand::editor::{Documented, attributes_for_editors};
use crate::expand::{categorical, channels, fallback, hyperparameters, metrics};
use crate::model::categorical::CategoricalModel;
use crate::model::channels::ChannelsModel;
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::metrics::MetricsModel;
use crate::model::private_path::private_path;
use crate::syntax::input::Input;

pub(crate) fn hyperparameters(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        let mut model = HyperparametersModel::read(input, errors)?;
        check_hyperparameters(&mut model, errors);
        Some(model)
    };
    derive(
        input,
        read,
        hyperparameters::hyperparameters,
        fallback::hyperparameters,
        &Documented {
            outer: "hyperparameters",
            inner: "field",
        },
    )
}

pub(crate) fn categorical(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        CategoricalModel::read(input, errors).inspect(|model| check_categorical(model, errors))
    };
    derive(
        input,
        read,
        categorical::categorical,
        |input, _, private| fallback::categorical(input, private),
        &Documented {
            outer: "categorical",
            inner: "variant",
        },
    )
}

pub(crate) fn channels(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        ChannelsModel::read(input, errors).inspect(|model| check_channels(model, errors))
    };
    derive(
        input,
        read,
        channels::channels,
        |input, _, private| fallback::channels(input, private),
        &Documented {
            outer: "channels",
            inner: "channel",
        },
    )
}

pub(crate) fn metrics(input: TokenStream) -> TokenStream {
    let read = |input: &Input, errors: &mut Errors| {
        MetricsModel::read(input, errors).inspect(|model| check_metrics(model, errors))
    };
    derive(
        input,
        read,
        metrics::metrics,
        |input, _, private| fallback::metrics(input, private),
        &Documented {
            outer: "metrics",
            inner: "metric",
        },
    )
}

/// Reads and checks the model, and returns its code, or else the mistakes and the fallback.
fn derive<M>(
    input: TokenStream,
    read: impl Fn(&Input, &mut Errors) -> Option<M>,
    expand: impl Fn(&M, &TokenStream) -> TokenStream,
    fallback: impl Fn(&Input, Option<&M>, &TokenStream) -> TokenStream,
    documented: &Documented,
) -> TokenStream {
    let Some(input) = Input::read(input) else {
        return quote!(::core::compile_error! { "expected a struct or an enum" });
    };
    let private = private_path(&input.attributes);
    let mut errors = Errors::new();
    let model = read(&input, &mut errors);
    let has_errors = !errors.is_empty();
    let errors = errors.into_tokens();
    let code = match &model {
        Some(model) if !has_errors => expand(model, &private),
        model => fallback(&input, model.as_ref(), &private),
    };
    // First: rust-analyzer completes a key only where nothing before it depends on the key.
    let for_editors = attributes_for_editors(&input, documented, &private);
    quote!(#for_editors #errors #code)
}
