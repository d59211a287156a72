//! Checks that the compiler makes by `const` evaluation, since the macro cannot see constants, what
//! a type is, or the names of a flattened struct. The calls have the user's spans: that is where
//! the errors are reported.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use smenv_shared::scale::Scale;

use crate::expand::check_at::{assert_at, check_at};
use crate::expand::range_constants::{RangeConstantsExpansion, constant};
use crate::expand::schema;
use crate::model::field::FieldModel;
use crate::model::hyperparameters::HyperparametersModel;
use crate::model::range_constants::{RangeConstants, default_words};
use crate::model::schema_file::SchemaFile;
use crate::syntax::spans::as_generated;

/// Returns the checks of a struct: a `const _: () = …;` each.
pub(crate) fn checks(model: &HyperparametersModel) -> TokenStream {
    let ident = &model.ident;
    let spec = quote!(__SM_SPEC);
    let mut checks = TokenStream::new();
    let mut row = 0usize;
    for (index, field) in model.fields.iter().enumerate() {
        checks.extend(checks_of(index, field));
        if let Some(item) = field.items.find("flatten") {
            checks.extend(check_at(
                &item.key,
                quote!(__smenv::check::assert_flatten),
                quote!(#spec, #row),
            ));
        }
        row += usize::from(!field.is_skipped());
    }
    if model.has_flattened() {
        checks.extend(check_at(
            ident,
            quote!(__smenv::check::assert_count),
            quote!(#spec),
        ));
    }
    if let Some(file) = &model.schema {
        checks.extend(schema::checks(file, model, &spec));
    }
    let is_printed = |file: &SchemaFile| file.printed.is_some();
    if model.has_flattened() || model.schema.as_ref().is_some_and(is_printed) {
        let ident = as_generated(ident);
        checks.extend(
            quote!(const #spec: &__smenv::Spec = <#ident as __smenv::SmHyperparameters>::SPEC;),
        );
    }
    checks
}

/// Returns the checks of one field, next to its constant.
pub(crate) fn checks_of(index: usize, field: &FieldModel) -> TokenStream {
    let constant = constant("__SM", index);
    let mut checks = TokenStream::new();
    if let Some(item) = field.items.find("tunable") {
        checks.extend(check_at(
            &item.key,
            quote!(__smenv::check::assert_tunable),
            quote!(&#constant.field()),
        ));
    }
    if let Some(constants) = RangeConstantsExpansion::of(index, field) {
        checks.extend(checks_of_range(&constants));
    }
    checks
}

fn checks_of_range(expansion: &RangeConstantsExpansion<'_>) -> TokenStream {
    let RangeConstants {
        field, range, ty, ..
    } = &expansion.constants;
    let (name, text, bounds) = (field.name(), range.text(), expansion.bounds());
    let mut checks = assert_at(
        range,
        quote!(#bounds.have_values()),
        &format!("`{name}`: the range `{text}` is empty"),
    );
    checks.extend(check_of_default(expansion));
    if field.tunable.is_some() && ty.is_float() {
        checks.extend(assert_at(
            range,
            quote!(#bounds.are_finite()),
            &format!("`{name}`: a tuner needs finite bounds, but `{text}` has an infinite one"),
        ));
    }
    checks.extend(check_of_scale(expansion));
    checks
}

fn check_of_default(expansion: &RangeConstantsExpansion<'_>) -> Option<TokenStream> {
    let RangeConstants {
        field,
        range,
        default,
        is_default_option,
        ..
    } = &expansion.constants;
    let default = default.as_ref()?;
    let (bounds, constant) = (expansion.bounds(), expansion.default());
    let is_inside = match is_default_option {
        true => quote!(match #constant {
            ::core::option::Option::Some(__value) => #bounds.has(__value),
            ::core::option::Option::None => true,
        }),
        false => quote!(#bounds.has(#constant)),
    };
    let message = format!(
        "`{}`: {} is outside the range `{}`",
        field.name(),
        default_words(field, default),
        range.text()
    );
    // Everything is outside an empty range, which is reported by itself.
    let holds = quote!(!#bounds.have_values() || #is_inside);
    Some(assert_at(default, holds, &message))
}

fn check_of_scale(expansion: &RangeConstantsExpansion<'_>) -> Option<TokenStream> {
    let RangeConstants {
        field, range, ty, ..
    } = &expansion.constants;
    let (scale, _) = field.scale?;
    let (name, text, bounds) = (field.name(), range.text(), expansion.bounds());
    let (holds, message) = match scale {
        Scale::Log if !ty.is_char() => {
            let zero = match ty.is_float() {
                true => quote!(0.0),
                false => quote!(0),
            };
            (
                quote!(#bounds.are_above(#zero)),
                format!("`{name}`: the scale \"log\" needs a range above 0, which `{text}` is not"),
            )
        }
        Scale::ReverseLog if ty.is_float() => {
            let literal = |float: f32| match ty.is_f32() {
                true => Literal::f32_suffixed(float),
                false => Literal::f64_suffixed(float.into()),
            };
            let (zero, one) = (literal(0.0), literal(1.0));
            let whole = quote!(__smenv::check::ConstRange {
                min: ::core::option::Option::Some(#zero),
                max: ::core::option::Option::Some((#one, false)),
            });
            (
                quote!(#bounds.are_inside(#whole)),
                format!(
                    "`{name}`: the scale \"reverse-log\" needs a range of at least 0 and less than 1, which `{text}` is not"
                ),
            )
        }
        _ => return None,
    };
    let user = field.items.value("scale");
    Some(assert_at(user, holds, &message))
}
