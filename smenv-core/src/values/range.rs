//! `#[sm(range = …)]`.
use std::fmt::Display;
use std::num::NonZero;
use std::ops::{Bound, RangeBounds};

use crate::values::adapters::option_like::OptionLike;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::range_words::in_words;
use crate::values::value_type::ValueType;

/// A type with an order, so that `#[sm(range = …)]` can bound it.
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
    message = "`{Self}` has no order that a range could bound",
    label = "`range` is for numbers, and `Option`s of them",
    note = "use `validate = function` for any other rule, or implement `smenv::Bounded` for a type of your own"
)]
pub trait Bounded {
    /// The type of the range's ends.
    type Bound: PartialOrd + HyperparameterValue;

    /// What must be in the range; `None` where there is nothing to check.
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

/// The check that `#[sm(range = …)]` becomes: whether the value is in the range.
///
/// # Errors
/// The range in words, where it is not, or where there is no value to look at.
pub fn within<T: Bounded>(
    field: Option<&T>,
    min: Bound<T::Bound>,
    max: Bound<T::Bound>,
) -> Result<(), String> {
    match field {
        Some(field) => match field.bounded() {
            None => Ok(()),
            Some(value) if contains(&value, &min, &max) => Ok(()),
            Some(_) => Err(words_of_type(&min, &max)),
        },
        None => Err(words_of_type(&min, &max)),
    }
}

/// What is in a field whose type is not ours to know: `from_str` and `with`.
#[diagnostic::on_unimplemented(
    message = "a range cannot bound `{Self}`, which has no `PartialOrd` and `Display`",
    label = "the ends of a range are compared and shown",
    note = "use `validate = function` for any other rule"
)]
pub trait Ordered: PartialOrd + Display {}

#[diagnostic::do_not_recommend]
impl<V: PartialOrd + Display> Ordered for V {}

/// The same for a field whose type is not ours to know.
///
/// # Errors
/// As [`within`].
pub fn within_order<T: OptionLike<V>, V: Ordered>(
    field: Option<&T>,
    min: Bound<V>,
    max: Bound<V>,
) -> Result<(), String> {
    match field {
        Some(field)
            if field
                .value()
                .is_none_or(|value| contains(value, &min, &max)) =>
        {
            Ok(())
        }
        _ => Err(words(&min, &max, V::to_string)),
    }
}

/// NaN is in no range.
fn contains<B: PartialOrd>(value: &B, min: &Bound<B>, max: &Bound<B>) -> bool {
    (min.as_ref(), max.as_ref()).contains(value)
}

#[cold]
fn words<B>(min: &Bound<B>, max: &Bound<B>, show: impl Fn(&B) -> String) -> String {
    in_words(end(min, &show), end(max, &show))
}

/// The same where an end that the range lacks is that of the type, if it has a small one.
#[cold]
fn words_of_type<B: HyperparameterValue>(min: &Bound<B>, max: &Bound<B>) -> String {
    let (mut min, mut max) = (end(min, &B::to_text), end(max, &B::to_text));
    if let ValueType::Integer {
        min: least,
        max: most,
        ..
    } = B::EXPECTED
    {
        // What has no sign starts at 0, however much it holds.
        if most <= u128::from(u32::MAX) || least == 0 {
            min = min.or_else(|| Some((least.to_string(), true)));
        }
        if most <= u128::from(u32::MAX) {
            max = max.or_else(|| Some((most.to_string(), true)));
        }
    }
    in_words(min, max)
}

/// The text of an end, and whether the range has it.
fn end<B>(bound: &Bound<B>, show: &impl Fn(&B) -> String) -> Option<(String, bool)> {
    match bound {
        Bound::Included(end) => Some((show(end), true)),
        Bound::Excluded(end) => Some((show(end), false)),
        Bound::Unbounded => None,
    }
}
