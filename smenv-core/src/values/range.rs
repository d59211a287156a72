//! `#[sm(range = …)]`.

use std::fmt::Display;
use std::num::NonZero;
use std::ops::{Bound, RangeBounds};

use crate::values::adapters::option_like::OptionLike;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::interval::{Interval, IntervalEnd};

/// A type whose values have an order, for `#[sm(range = …)]`.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{ValueType, HyperparameterValue, ValueError};
/// #[derive(Clone, Copy, PartialEq, PartialOrd)]
/// struct Percent(f64);
/// # impl HyperparameterValue for Percent {
/// #     const EXPECTED: ValueType = ValueType::Other("a percentage");
/// #     fn from_text(text: &str) -> Result<Self, ValueError> { f64::from_text(text).map(Percent) }
/// #     fn to_text(&self) -> String { self.0.to_text() }
/// # }
///
/// impl smenv::Bounded for Percent {
///     type Bound = Self;
///
///     fn bounded(&self) -> Option<Self> {
///         Some(*self)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a range cannot bound `{Self}`",
    label = "`range` is for numbers and `Option`s of numbers",
    note = "use `validate = function` for other rules, or implement `smenv::Bounded` for your own type"
)]
pub trait Bounded {
    /// The type of the bounds.
    type Bound: PartialOrd + HyperparameterValue;

    /// Returns the value that must be in the range; `None` if there is nothing to check.
    fn bounded(&self) -> Option<Self::Bound>;
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Bounded for $type {
            type Bound = Self;

            #[inline]
            fn bounded(&self) -> Option<Self> {
                Some(*self)
            }
        }
    )*};
}

macro_rules! nonzero {
    ($($type:ty)*) => {$(
        impl Bounded for NonZero<$type> {
            type Bound = $type;

            #[inline]
            fn bounded(&self) -> Option<$type> {
                Some(self.get())
            }
        }
    )*};
}

numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 char);
nonzero!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl<T: Bounded> Bounded for Option<T> {
    type Bound = T::Bound;

    fn bounded(&self) -> Option<T::Bound> {
        self.as_ref().and_then(T::bounded)
    }
}

/// Checks that the value of a field is in a range.
///
/// # Errors
/// If the value is out of range, or there is no field: the range.
pub fn within<T: Bounded>(
    field: Option<&T>,
    min: Bound<T::Bound>,
    max: Bound<T::Bound>,
) -> Result<(), Box<Interval>> {
    match field {
        Some(field) => match field.bounded() {
            None => Ok(()),
            Some(value) if contains(&value, &min, &max) => Ok(()),
            Some(_) => Err(interval_of_type(&min, &max)),
        },
        None => Err(interval_of_type(&min, &max)),
    }
}

/// The value of a field with `from_str` or `with`.
#[diagnostic::on_unimplemented(
    message = "a range cannot bound `{Self}`, which does not implement `PartialOrd` and `Display`",
    label = "the bounds of a range are compared and displayed",
    note = "use `validate = function` for other rules"
)]
pub trait Ordered: PartialOrd + Display {}

#[diagnostic::do_not_recommend]
impl<V: PartialOrd + Display> Ordered for V {}

/// Checks that the value of a field with `from_str` or `with` is in a range.
///
/// # Errors
/// The same as [`within`].
pub fn within_order<T: OptionLike<V>, V: Ordered>(
    field: Option<&T>,
    min: Bound<V>,
    max: Bound<V>,
) -> Result<(), Box<Interval>> {
    match field {
        Some(field)
            if field
                .value()
                .is_none_or(|value| contains(value, &min, &max)) =>
        {
            Ok(())
        }
        _ => Err(interval(&min, &max, V::to_string, |_| None)),
    }
}

/// Returns whether a value is in a range. NaN is not in any range.
fn contains<B: PartialOrd>(value: &B, min: &Bound<B>, max: &Bound<B>) -> bool {
    (min.as_ref(), max.as_ref()).contains(value)
}

/// Returns the bounds as texts. `below` returns the greatest value below a bound.
#[cold]
fn interval<B>(
    min: &Bound<B>,
    max: &Bound<B>,
    show: impl Fn(&B) -> String,
    below: impl Fn(&B) -> Option<B>,
) -> Box<Interval> {
    let end = |bound: &Bound<B>| match bound {
        Bound::Included(end) => Some(IntervalEnd::inclusive(show(end))),
        Bound::Excluded(end) => Some(IntervalEnd {
            text: show(end),
            is_inclusive: false,
            below: below(end).as_ref().map(&show),
        }),
        Bound::Unbounded => None,
    };
    Box::new(Interval {
        min: end(min),
        max: end(max),
    })
}

/// Returns the bounds as texts. A missing bound is that of the type, unless it is a large number.
#[cold]
fn interval_of_type<B: HyperparameterValue>(min: &Bound<B>, max: &Bound<B>) -> Box<Interval> {
    let mut interval = interval(min, max, B::to_text, B::__greatest_below);
    let [least, most] = B::EXPECTED.stated_bounds();
    let of_type = |end: Option<String>| end.map(IntervalEnd::inclusive);
    interval.min = interval.min.or_else(|| of_type(least));
    interval.max = interval.max.or_else(|| of_type(most));
    interval
}
