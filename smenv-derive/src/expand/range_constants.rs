//! The constants of a range and a default as code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::expand::code::code;
use crate::expand::option::option;
use crate::model::field::FieldModel;
use crate::model::range_constants::RangeConstants;
use crate::parse::value::AttrValue;
use crate::syntax::types::Type;

/// Returns the name of a constant of the field with this number: `__SM_3`.
pub(crate) fn constant(prefix: &str, index: usize) -> Ident {
    format_ident!("{prefix}_{index}", span = Span::mixed_site())
}

/// The constants that the compiler compares, with the number of their field.
pub(crate) struct RangeConstantsExpansion<'f> {
    pub(crate) constants: RangeConstants<'f>,
    index: usize,
}

impl<'f> RangeConstantsExpansion<'f> {
    pub(crate) fn of(index: usize, field: &'f FieldModel) -> Option<Self> {
        let constants = RangeConstants::of(field)?;
        Some(RangeConstantsExpansion { constants, index })
    }

    pub(crate) fn min(&self) -> Ident {
        constant("__SM_MIN", self.index)
    }

    pub(crate) fn max(&self) -> Ident {
        constant("__SM_MAX", self.index)
    }

    pub(crate) fn default(&self) -> Ident {
        constant("__SM_DEFAULT", self.index)
    }

    /// Returns the name of the constant that has both bounds.
    pub(crate) fn bounds(&self) -> Ident {
        constant("__SM_ENDS", self.index)
    }

    /// Returns the function that makes the field's default of its constant.
    pub(crate) fn default_function(&self) -> Option<TokenStream> {
        let RangeConstants {
            field,
            default,
            is_default_option,
            ..
        } = &self.constants;
        default.as_ref()?;
        let name = self.default();
        let is_in_some = field.ty.inside_option().is_some() && !is_default_option;
        Some(match is_in_some {
            true => quote!(|| ::core::option::Option::Some(#name)),
            false => quote!(|| #name),
        })
    }

    /// Returns the constants, each with what the user wrote.
    pub(crate) fn definitions(&self) -> TokenStream {
        let RangeConstants {
            field,
            range,
            ty,
            default,
            is_default_option,
        } = &self.constants;
        let (min_name, max_name, is_closed) = (self.min(), self.max(), range.is_closed());
        let min = option(range.min.as_ref().map(|_| min_name.to_token_stream()));
        let max = option(range.max.as_ref().map(|_| quote!((#max_name, #is_closed))));
        let default_ty = if *is_default_option { &field.ty } else { *ty };
        let definition = |name: Ident, ty: &Type, value: Option<&AttrValue>| {
            let value = code(value?);
            Some(quote!(const #name: #ty = #value;))
        };
        let min_definition = definition(min_name.clone(), ty, range.min.as_ref());
        let max_definition = definition(max_name.clone(), ty, range.max.as_ref());
        let default_definition = definition(self.default(), default_ty, default.as_ref());
        let bounds = self.bounds();
        quote! {
            #min_definition
            #max_definition
            #default_definition
            const #bounds: __smenv::check::ConstRange<#ty> = __smenv::check::ConstRange { min: #min, max: #max };
        }
    }
}
