//! `Hyperparameters::names()`: a struct with a field for each hyperparameter, which is its name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::expand::flattened::item_of;
use crate::expand::self_name::with_name_of_self;
use crate::syntax::spans::{as_generated, at};
use crate::syntax::types::Type;

/// A field of the names.
pub(crate) enum NameField<'f> {
    /// A hyperparameter, with its canonical name.
    One(&'f Ident, &'f str),
    /// A flattened struct.
    Flattened(&'f Ident, &'f Type),
}

impl<'f> NameField<'f> {
    fn ident(&self) -> &'f Ident {
        match self {
            NameField::One(ident, _) | NameField::Flattened(ident, _) => ident,
        }
    }
}

/// Returns a field of the names, which is named like the user's. rustc suggests only names that the
/// user wrote, but also applies its lints on the names of fields to them.
pub(crate) fn field_ident(field: &Ident) -> Ident {
    let name = field.unraw().to_string();
    let is_lint_free = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.contains("__")
        && !name.contains(|c: char| c.is_uppercase());
    if is_lint_free {
        field.clone()
    } else {
        as_generated(field)
    }
}

/// Returns `__ColumnNames` for `Column`: the user may have a type `ColumnNames`.
pub(crate) fn names_ident(ident: &Ident) -> Ident {
    format_ident!("__{}Names", ident.unraw(), span = Span::mixed_site())
}

/// Returns the struct of names, and the function `names()`. `rows` are the fields in the order of the
/// table; without a table, after a mistake, every name is empty.
pub(crate) fn names_struct(
    vis: &TokenStream,
    ident: &Ident,
    rows: &[Option<NameField<'_>>],
    has_table: bool,
) -> TokenStream {
    let (names, own) = (names_ident(ident), as_generated(ident));
    let named = || {
        rows.iter()
            .enumerate()
            .filter_map(|(index, row)| Some((index, row.as_ref()?)))
    };
    let fields = named().map(|(_, row)| {
        let field = field_ident(row.ident());
        match row {
            NameField::One(_, name) => {
                quote!(#[doc = #name] pub #field: &'static ::core::primitive::str)
            }
            NameField::Flattened(_, ty) => {
                // In the struct of names, `Self` would be that struct.
                let names = with_name_of_self(item_of(ty, quote!(__Names)), ident);
                quote!(#[doc = "The names of a flattened struct."] pub #field: #names)
            }
        }
    });
    let values = named().map(|(row, name)| {
        let prefix = match has_table {
            true => quote!(__smenv::Row<__P, #own, #row>),
            false => quote!(__smenv::NoPrefix),
        };
        match name {
            NameField::One(field, _) if has_table => quote!(#field: <#prefix>::TEXT),
            NameField::One(field, _) => quote!(#field: ""),
            NameField::Flattened(field, ty) => {
                at(ty, quote!(#field: __smenv::Names::<#prefix>::ALL))
            }
        }
    });
    let docs = format!("The names of the hyperparameters of `{ident}`.");
    let function_docs = "Returns the names of the hyperparameters, each in the field with its name: a misspelled name does \
                         not compile.";
    quote_spanned! {Span::mixed_site()=>
        #[doc = #docs]
        pub struct #names {
            #(#fields,)*
        }

        impl<__P: __smenv::Prefix> __smenv::Names<__P> for #names {
            const ALL: Self = #names { #(#values,)* };
        }

        impl #own {
            #[doc = #function_docs]
            #[must_use]
            #vis const fn names() -> #names {
                <#names as __smenv::Names<__smenv::NoPrefix>>::ALL
            }
        }
    }
}
