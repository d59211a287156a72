//! The path of what generated code may use.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::errors::Errors;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::syntax::input::Attribute;

/// Returns the private module of smenv, which is at `::smenv` or where `#[sm(crate = path)]` sets it.
/// The module's name has the patch version, so that macros and a runtime of different versions do not
/// compile together. Mistakes are reported by whoever reads the other items.
pub(crate) fn private_path(attributes: &[Attribute]) -> TokenStream {
    let mut ignored = Errors::new();
    let items = AttrItems::read(attributes, &attr_specs::STRUCT, &mut ignored);
    let smenv = items.path("crate", &mut ignored);
    ignored.discard();
    let smenv = smenv.unwrap_or_else(|| quote!(::smenv));
    let module = format_ident!("__private{}", env!("CARGO_PKG_VERSION_PATCH"));
    quote!(#smenv::#module)
}
