//! Numbers as code.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn integer(integer: i128) -> TokenStream {
    parsed(&integer.to_string())
}

pub(crate) fn unsigned(integer: u128) -> TokenStream {
    parsed(&integer.to_string())
}

pub(crate) fn float(float: f64) -> TokenStream {
    if float.is_finite() {
        return parsed(&format!("{float:?}"));
    }
    of_no_digits(float, &quote!(::core::primitive::f64))
}

/// Returns a float with no more digits than an `f32` has.
pub(crate) fn float_of_f32(float: f32) -> TokenStream {
    if float.is_finite() {
        return parsed(&format!("{float:?}"));
    }
    of_no_digits(float.into(), &quote!(::core::primitive::f32))
}

fn of_no_digits(float: f64, ty: &TokenStream) -> TokenStream {
    if float.is_nan() {
        quote!(#ty::NAN)
    } else if float > 0.0 {
        quote!(#ty::INFINITY)
    } else {
        quote!(#ty::NEG_INFINITY)
    }
}

fn parsed(number: &str) -> TokenStream {
    number.parse().expect("Rust reads its own numbers")
}
