//! `#[sm(range = …)]`.

use std::fmt::Display;
use std::num::NonZero;
use std::ops::Bound;

use super::{HyperparameterValue, Wraps};

/// A type with an order, so that `#[sm(range = …)]` can bound it.
///
/// ```
/// # use smenv_core::{Expected, HyperparameterValue, Invalid};
/// #[derive(Clone, Copy, PartialEq, PartialOrd)]
/// struct Percent(f64);
/// # impl HyperparameterValue for Percent {
/// #     const EXPECTED: Expected = Expected::Other("a percentage");
/// #     fn from_text(text: &str) -> Result<Self, Invalid> { f64::from_text(text).map(Percent) }
/// #     fn to_text(&self) -> String { self.0.to_text() }
/// # }
///
/// impl smenv_core::Bounded for Percent {
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
pub fn within<T: Bounded>(field: Option<&T>, min: Bound<T::Bound>, max: Bound<T::Bound>) -> Result<(), String> {
    match field {
        Some(field) => match field.bounded() {
            None => Ok(()),
            Some(value) if contains(&value, &min, &max) => Ok(()),
            Some(_) => Err(words(&min, &max, T::Bound::to_text)),
        },
        None => Err(words(&min, &max, T::Bound::to_text)),
    }
}

/// The same for a field whose type is not ours to know: `from_str` and `with`.
///
/// # Errors
/// As [`within`].
pub fn within_order<T: Wraps<V>, V: PartialOrd + Display>(
    field: Option<&T>,
    min: Bound<V>,
    max: Bound<V>,
) -> Result<(), String> {
    match field {
        Some(field) if field.value().is_none_or(|value| contains(value, &min, &max)) => Ok(()),
        _ => Err(words(&min, &max, V::to_string)),
    }
}

/// NaN is in no range.
fn contains<B: PartialOrd>(value: &B, min: &Bound<B>, max: &Bound<B>) -> bool {
    let above = match min {
        Bound::Included(min) => value >= min,
        Bound::Excluded(min) => value > min,
        Bound::Unbounded => value.partial_cmp(value).is_some(),
    };
    let below = match max {
        Bound::Included(max) => value <= max,
        Bound::Excluded(max) => value < max,
        Bound::Unbounded => value.partial_cmp(value).is_some(),
    };
    above && below
}

#[cold]
fn words<B>(min: &Bound<B>, max: &Bound<B>, show: impl Fn(&B) -> String) -> String {
    match (min, max) {
        (Bound::Included(min), Bound::Included(max)) => format!("from {} to {}", show(min), show(max)),
        (Bound::Included(min), Bound::Excluded(max)) => format!("from {} to below {}", show(min), show(max)),
        (Bound::Included(min), Bound::Unbounded) => format!("of {} or more", show(min)),
        (Bound::Unbounded, Bound::Included(max)) => format!("of {} or less", show(max)),
        (Bound::Unbounded, Bound::Excluded(max)) => format!("below {}", show(max)),
        // The derive makes no other.
        (Bound::Excluded(min), _) => format!("above {}", show(min)),
        (Bound::Unbounded, Bound::Unbounded) => String::new(),
    }
}
