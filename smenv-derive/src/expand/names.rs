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

    fn flattened(&self) -> Option<&'f Type> {
        match self {
            NameField::Flattened(_, ty) => Some(ty),
            NameField::One(..) => None,
        }
    }
}

/// Returns the type of the names under the prefix `__P`.
pub(crate) fn names_type(ident: &Ident) -> TokenStream {
    let names = names_ident(ident);
    quote!(#names<__P>)
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

/// Returns the name of the field that has the prefix, which differs from those of the user.
fn prefix_ident(rows: &[Option<NameField<'_>>]) -> Ident {
    let is_taken = |name: &str| rows.iter().flatten().any(|row| row.ident().unraw() == name);
    let mut name = "__prefix".to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    Ident::new(&name, Span::mixed_site())
}

/// Returns the struct of names under the prefix `__P`, and the function `names()`. `rows` are the
/// fields in the order of the table; without a table, after a mistake, every name is empty.
pub(crate) fn names_struct(
    vis: &TokenStream,
    ident: &Ident,
    rows: &[Option<NameField<'_>>],
    has_table: bool,
) -> TokenStream {
    let here = Span::mixed_site();
    let (names, own) = (names_ident(ident), as_generated(ident));
    let str = quote!(&'static ::core::primitive::str);
    let named = || {
        rows.iter()
            .enumerate()
            .filter_map(|(index, row)| Some((index, row.as_ref()?)))
    };
    let type_of_flattened = |ty: &Type, row: usize| {
        // The same item as elsewhere for this type: if it is not a struct of hyperparameters, the
        // errors are equal, and reported once.
        let names = match has_table {
            true => item_of(ty, quote!(__Names<__smenv::Row<__P, #own, #row>>)),
            false => item_of(ty, quote!(__Names<__smenv::NoPrefix>)),
        };
        // In the struct of names, `Self` would be that struct.
        with_name_of_self(names, ident)
    };
    let fields = named().map(|(index, row)| {
        let field = field_ident(row.ident());
        match row {
            NameField::One(_, name) => quote!(#[doc = #name] pub #field: #str),
            NameField::Flattened(_, ty) => {
                let (docs, names) = (
                    "The names of a flattened struct.",
                    type_of_flattened(ty, index),
                );
                quote!(#[doc = #docs] pub #field: #names)
            }
        }
    });
    let values = named().map(|(index, row)| match row {
        NameField::One(field, _) if has_table => {
            quote!(#field: <__smenv::Row<__P, #own, #index>>::TEXT)
        }
        NameField::One(field, _) => quote!(#field: ""),
        NameField::Flattened(field, ty) => at(ty, quote!(#field: __smenv::Names::ALL)),
    });
    let prefix = prefix_ident(rows);
    let returned = match rows.iter().flatten().find_map(NameField::flattened) {
        Some(ty) => at(ty, quote!(#names<__smenv::NoPrefix>)),
        None => quote!(#names<__smenv::NoPrefix>),
    };
    let docs = format!("The names of the hyperparameters of `{ident}`.");
    let function_docs = "The names of the hyperparameters, each in the field of its name: for code that speaks of one, and does not \
                         compile where it is misspelt.";
    quote_spanned! {here=>
        #[doc = #docs]
        pub struct #names<__P: __smenv::Prefix = __smenv::NoPrefix> {
            #(#fields,)*
            #[doc(hidden)]
            pub #prefix: ::core::marker::PhantomData<__P>,
        }

        impl<__P: __smenv::Prefix> __smenv::Names for #names<__P> {
            const ALL: Self = #names { #(#values,)* #prefix: ::core::marker::PhantomData };
        }

        impl #own {
            #[doc = #function_docs]
            #[must_use]
            #vis const fn names() -> #returned {
                <#names as __smenv::Names>::ALL
            }
        }
    }
}
