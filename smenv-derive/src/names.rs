//! `Hyperparameters::names()`: a struct with a field for each hyperparameter, which is its name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::consts::{at, of_flattened, ours, with_name_of_self};
use crate::types::Type;

/// A field of the names: that of a hyperparameter, with its canonical name, or those of a flattened
/// struct.
pub(crate) enum Named<'f> {
    One(&'f Ident, &'f str),
    Flattened(&'f Ident, &'f Type),
}

impl<'f> Named<'f> {
    fn flattened(&self) -> Option<&'f Type> {
        match self {
            Named::Flattened(_, ty) => Some(ty),
            Named::One(..) => None,
        }
    }
}

/// The type of the names under the prefix `__P`.
pub(crate) fn names_type(ident: &Ident, _: &[Option<Named<'_>>], _: bool) -> TokenStream {
    let names = names_ident(ident);
    quote!(#names<__P>)
}

/// A field of the names, as the user's is called. rustc's hints go to users' names alone, but so do
/// its lints on how a field is called.
pub(crate) fn field_ident(field: &Ident) -> Ident {
    let name = field.unraw().to_string();
    let is_common = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.contains("__")
        && !name.contains(|c: char| c.is_uppercase());
    if is_common {
        field.clone()
    } else {
        ours(field)
    }
}

/// `__ColumnNames` for `Column`. It stands beside the types of the user's fields, one of which may
/// be called `ColumnNames`.
pub(crate) fn names_ident(ident: &Ident) -> Ident {
    format_ident!("__{}Names", ident.unraw(), span = Span::mixed_site())
}

/// The name of a field beside those of the user's, which may be called as ours would be.
fn unlike_any_field(rows: &[Option<Named<'_>>]) -> Ident {
    let is_taken = |name: &str| {
        rows.iter().flatten().any(|named| match named {
            Named::One(field, _) | Named::Flattened(field, _) => field.unraw() == name,
        })
    };
    let mut name = "__prefix".to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    Ident::new(&name, Span::mixed_site())
}

/// The struct of names under the prefix `__P`, and the function that gives it. `rows` are the
/// fields in the order of the table; without a table (after a mistake) every name is empty.
pub(crate) fn names(
    vis: &TokenStream,
    ident: &Ident,
    rows: &[Option<Named<'_>>],
    has_table: bool,
) -> TokenStream {
    let here = Span::mixed_site();
    let (names, own) = (names_ident(ident), ours(ident));
    let str = quote!(&'static ::core::primitive::str);
    let named = || {
        rows.iter()
            .enumerate()
            .filter_map(|(row, named)| Some((row, named.as_ref()?)))
    };
    // Where a flattened type is no struct of hyperparameters, what follows from it is an equal
    // error at that type, told but once.
    let of = |ty: &Type, row: usize| match has_table {
        true => of_flattened(ty, quote!(__Names<__smenv::Row<__P, #own, #row>>)),
        false => of_flattened(ty, quote!(__Names<__smenv::NoPrefix>)),
    };
    // In the struct of names, `Self` would be that struct.
    let of = |ty: &Type, row: usize| with_name_of_self(of(ty, row), ident);
    let fields = named().map(|(row, named)| match named {
        Named::One(field, name) => {
            let field = field_ident(field);
            quote!(#[doc = #name] pub #field: #str)
        }
        Named::Flattened(field, ty) => {
            let field = field_ident(field);
            let (docs, names) = ("The names of a flattened struct.", of(ty, row));
            quote!(#[doc = #docs] pub #field: #names)
        }
    });
    let values = named().map(|(row, named)| match named {
        Named::One(field, _) if has_table => quote!(#field: <__smenv::Row<__P, #own, #row>>::TEXT),
        Named::One(field, _) => quote!(#field: ""),
        Named::Flattened(field, ty) => at(ty, quote!(#field: __smenv::Names::ALL)),
    });
    let prefix = unlike_any_field(rows);
    let returned = match rows.iter().flatten().find_map(Named::flattened) {
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
