//! A field as code: a constant that has everything the user wrote, and a call in each of the two
//! functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use smenv_shared::scale::Scale;

use crate::expand::code::{call_of, name_of};
use crate::expand::codec::{codec, words_for, words_for_value};
use crate::expand::default::{default_function, default_of_type, default_text};
use crate::expand::flattened::item_of;
use crate::expand::names::NameField;
use crate::expand::range::range_check;
use crate::expand::range_constants::{RangeConstantsExpansion, constant};
use crate::model::field::{FieldModel, FieldRole, ValueFormat};
use crate::syntax::spans::{around, as_generated, at};

/// A field, with the names that it has in the code.
pub(crate) struct FieldExpansion<'f> {
    pub(crate) field: &'f FieldModel,
    pub(crate) range_constants: Option<RangeConstantsExpansion<'f>>,
    pub(crate) constant: Ident,
    local: Ident,
}

impl<'f> FieldExpansion<'f> {
    pub(crate) fn of(index: usize, field: &'f FieldModel) -> Self {
        FieldExpansion {
            field,
            range_constants: RangeConstantsExpansion::of(index, field),
            constant: constant("__SM", index),
            local: format_ident!("__f{index}", span = Span::mixed_site()),
        }
    }

    pub(crate) fn is_rest(&self) -> bool {
        matches!(self.field.role, FieldRole::Rest { .. })
    }

    /// Returns the field of `names()`.
    pub(crate) fn name_field(&self) -> Option<NameField<'f>> {
        let ident = &self.field.ident;
        match self.field.role {
            FieldRole::Value(_) => Some(NameField::One(ident, self.field.name())),
            FieldRole::Flatten { .. } => Some(NameField::Flattened(ident, &self.field.ty)),
            FieldRole::Rest { .. } | FieldRole::Skip => None,
        }
    }

    /// `const __SM_0: FieldCodec<u32> = …;`
    pub(crate) fn definition(&self) -> TokenStream {
        let FieldModel { ty, docs, .. } = self.field;
        let (kind, value) = match &self.field.role {
            FieldRole::Skip => return TokenStream::new(),
            FieldRole::Value(format) => (quote!(FieldCodec), self.codec(format)),
            FieldRole::Flatten { prefix } => {
                let spec = item_of(ty, quote!(SPEC));
                let codec = item_of(ty, quote!(__CODEC));
                let nested = quote!(__smenv::Nested::new(#spec, #prefix, #codec));
                (quote!(Nested), nested)
            }
            FieldRole::Rest {
                prefix,
                format: ValueFormat::Native,
            } => {
                let rest = at(ty, quote!(__smenv::Rest::native(#prefix, #docs)));
                (quote!(Rest), rest)
            }
            FieldRole::Rest { prefix, format } => (quote!(Rest), self.rest(prefix, format)),
        };
        let constant = &self.constant;
        let constants = self
            .range_constants
            .as_ref()
            .map(RangeConstantsExpansion::definitions);
        quote! {
            #constants
            const #constant: __smenv::#kind<#ty> = #value;
        }
    }

    /// Returns the map whose values have this format.
    fn rest(&self, prefix: &str, format: &ValueFormat) -> TokenStream {
        let FieldModel { ty, docs, .. } = self.field;
        let value = around(
            ty,
            quote!(<),
            &quote!(#ty),
            quote!(as __smenv::RestMap>::Value),
        );
        let codec = codec(format, ty, &value, &quote!(&[]), &words_for_value(ty));
        quote!({
            const __VALUE: __smenv::FieldCodec<#value> = #codec;
            __smenv::Rest::new(
                #prefix,
                #docs,
                &__VALUE,
                |__reader, __prefix| __reader.rest_entries(__prefix, &__VALUE),
                |__writer, __map, __prefix| __writer.rest_entries(__map, __prefix, &__VALUE),
            )
        })
    }

    /// Returns the codec of a field that takes one hyperparameter.
    fn codec(&self, format: &ValueFormat) -> TokenStream {
        let field = self.field;
        let ty = &field.ty;
        let names = field.names.iter().map(|name| &name.text);
        let names = quote!(&[#(#names),*]);
        let mut codec = codec(format, ty, &quote!(#ty), &names, &words_for(ty));
        if let Some(delimiter) = &field.delimiter {
            codec.extend(quote_spanned!(delimiter.span()=> .delimiter(#delimiter)));
        }
        if !field.docs.is_empty() {
            let docs = &field.docs;
            codec.extend(quote!(.docs(#docs)));
        }
        match &field.default {
            Some(default) => {
                let constants = self.range_constants.as_ref();
                let function = constants
                    .and_then(RangeConstantsExpansion::default_function)
                    .unwrap_or_else(|| default_function(default, ty));
                let text = default_text(default);
                codec.extend(quote!(.default(#text, #function)));
            }
            // The codec knows it of the other formats.
            None if matches!(format, ValueFormat::With(_)) && ty.inside_option().is_some() => {
                codec.extend(quote!(.optional()));
            }
            None => {}
        }
        if let Some(range) = &field.range {
            codec.extend(range_check(range, field, self.range_constants.as_ref()));
        }
        if let Some(function) = &field.validate {
            let (call, name) = (call_of(function), name_of(function));
            codec.extend(quote!(.validate(#call, #name)));
        }
        if field.is_secret {
            codec.extend(quote!(.secret()));
        }
        if field.is_shown {
            codec.extend(quote!(.not_secret()));
        }
        if field.tunable.is_some() {
            let scale = field.scale.map_or(Scale::Auto, |(scale, _)| scale);
            let scale = format_ident!("{scale:?}");
            codec.extend(quote!(.tunable(__smenv::Scale::#scale)));
        }
        codec
    }

    /// `let __f0 = __reader.field(&__SM_0);`
    pub(crate) fn read(&self) -> TokenStream {
        let (constant, local, method) = (&self.constant, &self.local, self.method());
        quote_spanned!(Span::mixed_site()=> let #local = __reader.#method(&#constant);)
    }

    /// `__writer.field(&__SM_0, &__struct.batch_size);`
    pub(crate) fn write(&self) -> TokenStream {
        let (constant, method) = (&self.constant, self.method());
        let ident = as_generated(&self.field.ident);
        quote_spanned!(Span::mixed_site()=> __writer.#method(&#constant, &__struct.#ident);)
    }

    /// Returns the method of the reader and of the writer.
    fn method(&self) -> Ident {
        let name = match self.field.role {
            FieldRole::Flatten { .. } => "nested",
            FieldRole::Rest { .. } => "rest",
            FieldRole::Value(_) | FieldRole::Skip => "field",
        };
        Ident::new(name, Span::mixed_site())
    }

    /// `batch_size: __f0?`
    pub(crate) fn value(&self) -> TokenStream {
        let ident = as_generated(&self.field.ident);
        if self.field.is_skipped() {
            let function = self.skipped();
            return quote!(#ident: (#function)());
        }
        let local = &self.local;
        quote!(#ident: #local?)
    }

    /// Returns the function that makes the value of a skipped field.
    pub(crate) fn skipped(&self) -> TokenStream {
        let FieldModel { default, ty, .. } = self.field;
        match default {
            Some(default) => default_function(default, ty),
            None => default_of_type(ty),
        }
    }
}
