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

/// Returns a last field for a struct that has nothing but flattened ones, named unlike any of them.
fn last_field(rows: &[Option<NameField<'_>>]) -> Option<Ident> {
    let rows = rows.iter().flatten();
    if rows.clone().any(|row| matches!(row, NameField::One(..))) {
        return None;
    }
    let mut name = "__end".to_owned();
    while rows.clone().any(|row| row.ident().unraw() == name) {
        name.push('_');
    }
    Some(Ident::new(&name, Span::mixed_site()))
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
    // The last field has a type that is certainly sized: whether a flattened type is a struct of
    // hyperparameters is then asked only once, at that type.
    let fields_of_flattened = named().filter_map(|(_, row)| match row {
        NameField::One(..) => None,
        NameField::Flattened(field, ty) => {
            // In the struct of names, `Self` would be that struct.
            let names = with_name_of_self(item_of(ty, quote!(__Names)), ident);
            let field = field_ident(field);
            Some(quote!(#[doc = "The names of a flattened struct."] pub #field: #names))
        }
    });
    let fields = named().filter_map(|(_, row)| match row {
        NameField::One(field, name) => {
            let field = field_ident(field);
            Some(quote!(#[doc = #name] pub #field: &'static ::core::primitive::str))
        }
        NameField::Flattened(..) => None,
    });
    let last = last_field(rows);
    let last_field = last
        .as_ref()
        .map(|last| quote!(#[doc(hidden)] pub #last: (),));
    let last = last.map(|last| quote!(#last: (),));
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
    let flattened = rows.iter().flatten().find_map(NameField::flattened);
    // With the spans of the flattened type, from its first token to its last: an error about it is
    // equal to that about the flattened type, and reported once.
    let returned = match flattened {
        Some(ty) if ty.name().is_some_and(|name| name.inside().is_some()) => {
            at(ty, quote!(<#own as __smenv::__SmHyperparameters>::__Names))
        }
        Some(ty) => at(ty, quote!(#names)),
        None => quote!(#names),
    };
    let docs = format!("The names of the hyperparameters of `{ident}`.");
    let function_docs = "Returns the names of the hyperparameters, each in the field with its name: a misspelled name does \
                         not compile.";
    quote_spanned! {Span::mixed_site()=>
        #[doc = #docs]
        pub struct #names {
            #(#fields_of_flattened,)*
            #(#fields,)*
            #last_field
        }

        impl<__P: __smenv::Prefix> __smenv::Names<__P> for #names {
            const ALL: Self = #names { #(#values,)* #last };
        }

        impl #own {
            #[doc = #function_docs]
            #[must_use]
            #vis const fn names() -> #returned {
                <#names as __smenv::Names<__smenv::NoPrefix>>::ALL
            }
        }
    }
}

/// Returns `Data::names()`: a struct with a field for each channel or metric, which is its name.
pub(crate) fn names_struct_of(
    what: &str,
    vis: &TokenStream,
    ident: &Ident,
    names: &[(&Ident, &str)],
) -> TokenStream {
    let here = Span::mixed_site();
    let (own, names_struct) = (as_generated(ident), names_ident(ident));
    let (fields, names): (Vec<Ident>, Vec<&str>) = names
        .iter()
        .map(|(field, name)| (field_ident(field), name))
        .unzip();
    let docs = format!("The names of the {what} of `{ident}`.");
    let function_docs = format!(
        "Returns the names of the {what}, each in the field with its name: a misspelled name does not \
         compile."
    );
    quote_spanned! {here=>
        #[doc = #docs]
        pub struct #names_struct {
            #(#[doc = #names] pub #fields: &'static ::core::primitive::str,)*
        }

        impl #own {
            #[doc = #function_docs]
            #[must_use]
            #vis const fn names() -> #names_struct {
                #names_struct { #(#fields: #names),* }
            }
        }
    }
}
