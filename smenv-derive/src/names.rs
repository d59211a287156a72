//! `Hyperparameters::names()`: a struct with a field for each hyperparameter, which is its name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Type, Visibility};

use crate::consts::{at, ends, of_flattened};

/// A field of the names: that of a hyperparameter, with its canonical name, or those of a flattened struct.
pub(crate) enum Named<'f> {
    One(&'f Ident, &'f str),
    Flattened(&'f Ident, &'f Type),
}

/// The type of the names under the prefix `__P`. `rows` are the fields in the order of the table; without a table (after a mistake)
/// every name is empty.
pub(crate) fn names_type(ident: &Ident, rows: &[Option<Named<'_>>], has_table: bool) -> TokenStream {
    let names = names_ident(ident);
    let flattened = rows.iter().enumerate().filter_map(|(row, named)| match named {
        Some(Named::Flattened(_, ty)) if has_table => {
            Some(of_flattened(ty, quote!(__Names<__smenv::Row<__P, #ident, #row>>)))
        }
        Some(Named::Flattened(_, ty)) => Some(of_flattened(ty, quote!(__Names<__smenv::NoPrefix>))),
        _ => None,
    });
    match blamed(rows) {
        Some(ty) => {
            let (first, last) = ends(ty);
            let names = Ident::new(&names.to_string(), first);
            let open = quote_spanned!(first=> #names<__P);
            let close = quote_spanned!(last=> >);
            quote!(#open #(, #flattened)* #close)
        }
        None => quote!(#names<__P>),
    }
}

/// Where a flattened type is no struct of hyperparameters, all that follows from it is an error at that type: an equal one, which the
/// compiler tells but once.
fn blamed<'f>(rows: &[Option<Named<'f>>]) -> Option<&'f Type> {
    rows.iter().flatten().find_map(|named| match named {
        Named::Flattened(_, ty) => Some(*ty),
        Named::One(..) => None,
    })
}

fn names_ident(ident: &Ident) -> Ident {
    format_ident!("{ident}Names", span = Span::mixed_site())
}

/// The struct of names, and the function that gives it.
pub(crate) fn names(vis: &Visibility, ident: &Ident, rows: &[Option<Named<'_>>], has_table: bool) -> TokenStream {
    let here = Span::mixed_site();
    let names = names_ident(ident);
    let str = quote!(&'static ::core::primitive::str);
    // The names of a flattened struct are a parameter, so that the struct's type is spoken of in as few places as can be.
    let parameter = |row: usize| format_ident!("__N{row}", span = here);
    let named = || rows.iter().enumerate().filter_map(|(row, named)| Some((row, named.as_ref()?)));
    let fields = named().map(|(row, named)| match named {
        Named::One(field, name) => quote!(#[doc = #name] pub #field: #str),
        Named::Flattened(field, _) => {
            let (docs, names) = ("The names of a flattened struct.", parameter(row));
            quote!(#[doc = #docs] pub #field: #names)
        }
    });
    let values = named().map(|(row, named)| match named {
        Named::One(field, _) if has_table => quote!(#field: <__smenv::Row<__P, #ident, #row>>::TEXT),
        Named::One(field, _) => quote!(#field: ""),
        Named::Flattened(field, _) => {
            let names = parameter(row);
            quote!(#field: <#names as __smenv::Names>::ALL)
        }
    });
    let flattened: Vec<Ident> =
        named().filter(|(_, named)| matches!(named, Named::Flattened(..))).map(|(row, _)| parameter(row)).collect();
    let all_names = quote!(<#ident as __smenv::SmHyperparameters>::__Names<__smenv::NoPrefix>);
    let all = quote!(__smenv::Names::ALL);
    let (all_names, all) = match blamed(rows) {
        Some(ty) => (at(ty, all_names), at(ty, all)),
        None => (all_names, all),
    };
    let docs = format!("The names of the hyperparameters of `{ident}`.");
    let function_docs = "The names of the hyperparameters, each in the field of its name: for code that speaks of one, and does not \
                         compile where it is misspelt.";
    quote_spanned! {here=>
        #[doc = #docs]
        pub struct #names<__P #(, #flattened)*> {
            #(#fields,)*
            __prefix: ::core::marker::PhantomData<__P>,
        }

        impl<__P: __smenv::Prefix #(, #flattened: __smenv::Names)*> __smenv::Names for #names<__P #(, #flattened)*> {
            const ALL: Self = #names { #(#values,)* __prefix: ::core::marker::PhantomData };
        }

        impl #ident {
            #[doc = #function_docs]
            #[allow(dead_code, clippy::self_named_constructors)]
            #[must_use]
            #vis const fn names() -> #all_names {
                #all
            }
        }
    }
}
