//! The range of a field, if its bounds are literals. The compiler checks those that are constants.

use std::cmp::Ordering;

use quote::ToTokens;
use smenv_shared::scale::Scale;

use crate::errors::Errors;
use crate::model::field::{FieldDefault, FieldModel};
use crate::model::range_constants::default_words;
use crate::parse::number::Number;
use crate::parse::range::RangeExpr;
use crate::parse::value::AttrValue;

/// Reports the first mistake in the range.
pub(crate) fn check_range(field: &FieldModel, range: &RangeExpr, errors: &mut Errors) {
    if field.is_native() && field.value_type().is_unordered() {
        let message = "`range` is for numbers, and `Option`s of them: use `validate = function` for any other rule";
        return errors.on(range, message);
    }
    let bounds = Bounds {
        min: range.min.as_ref().and_then(AttrValue::number),
        max: range.max.as_ref().and_then(AttrValue::number),
        is_closed: range.is_closed(),
    };
    let is_right = check_types(field, range, &bounds, errors)
        && check_emptiness(field, range, &bounds, errors);
    if is_right {
        check_default(field, range, &bounds, errors);
        check_scale(field, range, &bounds, errors);
    }
}

/// The bounds that are literals.
struct Bounds {
    min: Option<Number>,
    max: Option<Number>,
    is_closed: bool,
}

impl Bounds {
    fn is_below(&self, number: Number) -> bool {
        self.min.and_then(|min| number.compare(min)) == Some(Ordering::Less)
    }

    fn is_above(&self, number: Number) -> bool {
        match self.max.and_then(|max| number.compare(max)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !self.is_closed,
            _ => false,
        }
    }

    fn min_to(&self, whole: i32) -> Option<Ordering> {
        self.min.and_then(|min| min.compare_with(whole))
    }

    fn max_to(&self, whole: i32) -> Option<Ordering> {
        self.max.and_then(|max| max.compare_with(whole))
    }
}

/// Reports a bound of an integer that is a float, and the other way round.
fn check_types(
    field: &FieldModel,
    range: &RangeExpr,
    bounds: &Bounds,
    errors: &mut Errors,
) -> bool {
    if !field.is_native() {
        return true;
    }
    let ty = field.value_type();
    let name = || ty.to_token_stream().to_string();
    for (bound, number) in [(&range.min, bounds.min), (&range.max, bounds.max)] {
        let text = bound.as_ref().and_then(AttrValue::text);
        let message = match number {
            None if text.is_some() && (ty.is_float() || ty.is_integral()) => {
                format!(
                    "the field is a number, `{}`: write the bound without quotes",
                    name()
                )
            }
            Some(Number::Integer(whole)) if ty.is_float() => {
                format!("the field is a float, `{}`: write `{whole}.0`", name())
            }
            Some(Number::Float(_)) if ty.is_integral() => {
                format!(
                    "the field is an integer, `{}`: write a whole number",
                    name()
                )
            }
            _ => continue,
        };
        errors.on(bound, message);
        return false;
    }
    true
}

fn check_emptiness(
    field: &FieldModel,
    range: &RangeExpr,
    bounds: &Bounds,
    errors: &mut Errors,
) -> bool {
    let text = range.text();
    let min_to_max = bounds
        .min
        .zip(bounds.max)
        .and_then(|(min, max)| min.compare(max));
    let hint = match min_to_max {
        Some(Ordering::Greater) => format!("did you mean `{}`?", range.swapped().text()),
        Some(Ordering::Equal) if !bounds.is_closed => "write `..=`".to_owned(),
        _ => {
            let is_below_zero = range.min.is_none()
                && !bounds.is_closed
                && bounds.max_to(0) == Some(Ordering::Equal);
            if !(is_below_zero && field.value_type().is_unsigned()) {
                return true;
            }
            "an unsigned number cannot be less than 0".to_owned()
        }
    };
    errors.on(range, format!("the range `{text}` is empty: {hint}"));
    false
}

fn check_default(field: &FieldModel, range: &RangeExpr, bounds: &Bounds, errors: &mut Errors) {
    let Some((default, number)) = literal_default(field) else {
        return;
    };
    if bounds.is_below(number) || bounds.is_above(number) {
        let message = format!(
            "{} is outside the range `{}`",
            default_words(field, &default),
            range.text()
        );
        errors.on(default, message);
    }
}

/// Returns a default that is a literal, `Some` of one, or the default of a number's type.
fn literal_default(field: &FieldModel) -> Option<(AttrValue, Number)> {
    let expression = match field.default.as_ref()? {
        FieldDefault::Expression(value) => value.inside_some().unwrap_or_else(|| (**value).clone()),
        FieldDefault::OfType(key) => FieldDefault::zero(&field.ty, *key)?,
        FieldDefault::Text(_) => return None,
    };
    let number = expression.number()?;
    Some((expression, number))
}

fn check_scale(field: &FieldModel, range: &RangeExpr, bounds: &Bounds, errors: &mut Errors) {
    match field.scale {
        Some((Scale::Log, _)) if bounds.min_to(0).is_some_and(Ordering::is_le) => {
            errors.on(
                &range.min,
                "the scale \"log\" needs a range above 0: 0 and negative numbers have no logarithm",
            );
        }
        Some((Scale::ReverseLog, _)) if field.value_type().is_integral() => {
            errors.on(
                field.items.value("scale"),
                "the scale \"reverse-log\" is for floats that are at least 0 and less than 1",
            );
        }
        Some((Scale::ReverseLog, _)) => {
            let message = "the scale \"reverse-log\" needs a range of at least 0 and less than 1";
            if bounds.min_to(0) == Some(Ordering::Less) {
                errors.on(&range.min, message);
            }
            let reaches_one = match bounds.max_to(1) {
                Some(Ordering::Greater) => true,
                Some(Ordering::Equal) => bounds.is_closed,
                _ => false,
            };
            if reaches_one {
                errors.on(&range.max, message);
            }
        }
        _ => {}
    }
}
