//! The impl of `SmHyperparameters`. It is data and calls: for each field a constant, which has
//! everything the user wrote, and a call in each of the two functions of the codec.
//!
//! ```text
//! const _: () = {
//!     const __SM_0: FieldCodec<u32> = FieldCodec::native(&["batch-size"]).default("64", || 64);
//!     const __SM_ROWS: &[FieldSpec] = &[__SM_0.field()];
//!     const __SM_INDEX: &[IndexEntry] = &index::<2>(__SM_ROWS);
//!     impl SmHyperparameters for Hyperparameters {
//!         const SPEC: &'static Spec = &Spec::new("Hyperparameters", "", __SM_ROWS, __SM_INDEX, false);
//!         const __CODEC: StructCodec<Self> = StructCodec::new(
//!             |reader| {
//!                 let __f0 = reader.field(&__SM_0);
//!                 Some(Self { batch_size: __f0? })
//!             },
//!             |value, writer| writer.field(&__SM_0, &value.batch_size),
//!         );
//!     }
//! };
//! ```

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::expand::code::{call_of, name_of};
use crate::expand::const_checks::{checks, checks_of};
use crate::expand::field::FieldExpansion;
use crate::expand::known_values::known_values;
use crate::expand::names::{NameField, names_ident, names_struct};
use crate::expand::schema::checks_of_values;
use crate::expand::self_name::with_name_of_self;
use crate::model::hyperparameters::HyperparametersModel;
use crate::syntax::spans::as_generated;

pub(crate) fn hyperparameters(model: &HyperparametersModel, private: &TokenStream) -> TokenStream {
    let HyperparametersModel {
        vis,
        ident,
        docs,
        allowed,
        allow_unknown,
        fields,
        ..
    } = model;
    let here = Span::mixed_site();
    let fields: Vec<FieldExpansion<'_>> = fields
        .iter()
        .enumerate()
        .map(|(index, field)| FieldExpansion::of(index, field))
        .collect();
    // The fields of the table.
    let rows: Vec<&FieldExpansion<'_>> = fields
        .iter()
        .filter(|field| !field.field.is_skipped())
        .collect();

    let definitions = fields.iter().map(FieldExpansion::definition).collect();
    let definitions = with_name_of_self(definitions, ident);
    let constants = rows.iter().map(|row| &row.constant);
    // A `rest` map takes what no other field takes: it is read last.
    let in_order = rows
        .iter()
        .filter(|row| !row.is_rest())
        .chain(rows.iter().filter(|row| row.is_rest()));
    let reads = in_order.map(|row| row.read());
    let writes = rows.iter().map(|row| row.write());
    let filled = filled(model, &fields);
    let unused_reader = rows
        .is_empty()
        .then(|| quote_spanned!(here=> let _ = (&__reader,);));
    let unused_writer = rows
        .is_empty()
        .then(|| quote_spanned!(here=> let _ = (&__struct, &__writer);));

    let (name, own) = (ident.to_string(), as_generated(ident));
    let names: usize = model.values().map(|field| field.names.len()).sum();
    let index_len = (2 * names).next_power_of_two();
    let name_fields: Vec<Option<NameField<'_>>> = rows.iter().map(|row| row.name_field()).collect();
    let names_struct = names_struct(vis, ident, &name_fields, true);
    let names_ident = names_ident(ident);
    let known = known_values(&rows);
    let checks = with_name_of_self(checks(model), ident);
    quote_spanned! {here=>
        #allowed
        const _: () = {
            // If `crate = path` leads nowhere, this is the only error.
            use #private as __smenv;

            #definitions
            const __SM_ROWS: &[__smenv::FieldSpec] = &[#(#constants.field()),*];
            const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<#index_len>(__SM_ROWS);

            #[automatically_derived]
            impl __smenv::SmHyperparameters for #own {
                const SPEC: &'static __smenv::Spec = &__smenv::Spec::new(#name, #docs, __SM_ROWS, __SM_INDEX, #allow_unknown);
                type __Names = #names_ident;

                const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
                    |__reader| {
                        #unused_reader
                        #(#reads)*
                        #filled
                    },
                    |__struct, __writer| {
                        #unused_writer
                        #(#writes)*
                    },
                );

                #known
            }

            #names_struct
            #checks
        };
    }
}

/// Returns the filled struct, validated.
fn filled(model: &HyperparametersModel, fields: &[FieldExpansion<'_>]) -> TokenStream {
    let values = fields.iter().map(FieldExpansion::value);
    let filled = quote!(::core::option::Option::Some(Self { #(#values),* }));
    let Some(function) = &model.validate else {
        return filled;
    };
    let (call, name) = (call_of(function), name_of(function));
    quote_spanned! {Span::mixed_site()=>
        let __filled = #filled;
        __reader.validate(__filled, #call, #name)
    }
}

/// Returns the constants of the fields in which the macro found no mistake, with their checks, and
/// the function that validates the struct: after a mistake, the compiler checks the rest all the
/// same.
pub(crate) fn correct_fields(model: &HyperparametersModel) -> TokenStream {
    let fields = model
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.has_errors);
    let function = model.validate.as_ref().map(|function| {
        let (ident, call) = (&model.ident, call_of(function));
        quote!(const _: __smenv::Rule<#ident> = #call;)
    });
    let code = fields
        .map(|(index, field)| {
            let expansion = FieldExpansion::of(index, field);
            if field.is_skipped() {
                let (ty, function) = (&field.ty, expansion.skipped());
                return quote!(const _: fn() -> #ty = #function;);
            }
            let definition = expansion.definition();
            let checks = checks_of(index, field);
            let values = model
                .schema
                .as_ref()
                .zip(expansion.range_constants.as_ref())
                .map(|(schema, constants)| checks_of_values(schema, constants));
            quote!(#definition #checks #values)
        })
        .chain(function)
        .collect();
    with_name_of_self(code, &model.ident)
}
