//! The path to smenv.

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::syntax::input::Attribute;

/// Returns the path that `#[sm(crate = path)]` sets, or else `::smenv`. Mistakes are reported by
/// whoever reads the other items.
pub(crate) fn crate_path(attributes: &[Attribute]) -> TokenStream {
    let mut ignored = Errors::new();
    let items = AttrItems::read(attributes, &attr_specs::STRUCT, &mut ignored);
    let path = items.path("crate", &mut ignored);
    ignored.discard();
    path.unwrap_or_else(|| quote!(::smenv))
}
