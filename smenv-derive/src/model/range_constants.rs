//! The constants in a field's range and default.

use quote::ToTokens;

use crate::model::field::{FieldDefault, FieldModel};
use crate::parse::range::RangeExpr;
use crate::parse::value::AttrValue;
use crate::syntax::text::source_text;
use crate::syntax::types::Type;

/// The bounds and the default of a field, if the compiler must compare them: the macro itself only
/// knows literals.
pub(crate) struct RangeConstants<'f> {
    pub(crate) field: &'f FieldModel,
    pub(crate) range: &'f RangeExpr,
    /// The type of the number, which may be inside an `Option`.
    pub(crate) ty: &'f Type,
    /// The default, or what is inside its `Some`.
    pub(crate) default: Option<AttrValue>,
    /// Whether the default is itself an `Option`, such as the constant `MAYBE_STEPS`.
    pub(crate) is_default_option: bool,
}

impl<'f> RangeConstants<'f> {
    pub(crate) fn of(field: &'f FieldModel) -> Option<Self> {
        let range = field.range.as_ref().filter(|_| field.is_native())?;
        let ty = field.value_type();
        if !ty.is_number() {
            return None;
        }
        let is_option = field.ty.inside_option().is_some();
        let expression = match &field.default {
            Some(FieldDefault::Expression(value)) => Some(&**value),
            _ => None,
        };
        let expression = expression.filter(|value| value.is_constant());
        let in_some = expression.and_then(AttrValue::inside_some);
        let is_default_option = is_option && in_some.is_none();
        let default = match &field.default {
            Some(FieldDefault::OfType(key)) if !is_option => FieldDefault::zero(ty, *key),
            _ if is_default_option => expression
                .filter(|value| value.is_path_of_constant())
                .cloned(),
            _ if is_option => in_some,
            _ => expression.cloned(),
        };
        let bounds = || [&range.min, &range.max].into_iter().flatten();
        let are_literals = bounds()
            .chain(&default)
            .all(|value| value.number().is_some());
        let are_constant = bounds().all(AttrValue::is_constant);
        (are_constant && !are_literals).then_some(RangeConstants {
            field,
            range,
            ty,
            default,
            is_default_option,
        })
    }
}

/// Returns how messages refer to a field's default.
pub(crate) fn default_words(field: &FieldModel, default: &AttrValue) -> String {
    let text = source_text(default);
    match &field.default {
        Some(FieldDefault::OfType(_)) => {
            format!("the default `{text}` of `{}`", field.ty.to_token_stream())
        }
        _ => format!("the default `{text}`"),
    }
}
