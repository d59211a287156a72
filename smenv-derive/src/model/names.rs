//! Names that a user chose, or that follow from those of fields and variants.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::parse::attr::AttrItems;

/// A name, with the span of the token that it comes from.
pub(crate) struct SpannedName {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl SpannedName {
    /// Returns what `name = "…"` sets, or else the renamed identifier.
    pub(crate) fn canonical(
        ident: &Ident,
        rename: impl FnOnce(&str) -> String,
        items: &AttrItems,
        errors: &mut Errors,
    ) -> Self {
        match items.text("name", errors) {
            Some(name) => SpannedName {
                text: name.value(),
                span: name.span(),
            },
            None => SpannedName {
                text: rename(&ident.unraw().to_string()),
                span: ident.span(),
            },
        }
    }

    /// Returns the canonical name and the aliases.
    pub(crate) fn all(
        ident: &Ident,
        rename: impl FnOnce(&str) -> String,
        items: &AttrItems,
        errors: &mut Errors,
    ) -> Vec<Self> {
        let mut names = vec![SpannedName::canonical(ident, rename, items, errors)];
        let aliases = items.texts("alias", errors);
        names.extend(aliases.iter().map(|alias| SpannedName {
            text: alias.value(),
            span: alias.span(),
        }));
        names
    }
}
