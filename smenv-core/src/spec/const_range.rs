//! Ranges that the compiler checks.

use smenv_shared::floats::{below_f32, below_f64};

/// A range with zero, one or two bounds.
#[derive(Clone, Copy)]
pub struct ConstRange<T> {
    /// The lower bound, which is inclusive.
    pub min: Option<T>,
    /// The upper bound, and whether it is inclusive.
    pub max: Option<(T, bool)>,
}

macro_rules! ends {
    ($($type:ty)*) => {$(
        impl ConstRange<$type> {
            /// Returns whether the value is in the range.
            #[must_use]
            #[inline]
            pub const fn has(&self, value: $type) -> bool {
                let above = match self.min {
                    Some(min) => value >= min,
                    None => true,
                };
                let below = match self.max {
                    Some((max, true)) => value <= max,
                    Some((max, false)) => value < max,
                    None => true,
                };
                above && below
            }

            /// Returns whether any value is in the range.
            #[must_use]
            #[inline]
            pub const fn have_values(&self) -> bool {
                match (self.min, self.max) {
                    (Some(min), Some((max, true))) => min <= max,
                    (Some(min), Some((max, false))) => min < max,
                    (None, Some((max, false))) => <$type>::MIN < max,
                    _ => true,
                }
            }

            /// Returns whether every value in the range is greater than `least`.
            #[must_use]
            #[inline]
            pub const fn are_above(&self, least: $type) -> bool {
                match self.min {
                    Some(min) => min > least,
                    None => true,
                }
            }

            /// Returns whether the lower bound is this value, or there is none.
            #[must_use]
            #[inline]
            pub const fn starts_at(&self, value: $type) -> bool {
                match self.min {
                    Some(min) => min == value,
                    None => true,
                }
            }
        }
    )*};
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl ConstRange<$type> {
            /// Returns whether the greatest value is this one, or there is no upper bound.
            #[must_use]
            #[inline]
            pub const fn ends_at(&self, value: $type) -> bool {
                match self.max {
                    Some((max, true)) => max == value,
                    Some((max, false)) => max == value || value < max && value + 1 == max,
                    None => true,
                }
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty: $below:ident),*) => {$(
        impl ConstRange<$type> {
            /// Returns whether the greatest value is this one, or there is no upper bound.
            #[must_use]
            #[inline]
            pub const fn ends_at(&self, value: $type) -> bool {
                match self.max {
                    Some((max, true)) => max == value,
                    Some((max, false)) => max == value || $below(max) == value,
                    None => true,
                }
            }

            /// Returns whether both bounds are finite.
            #[must_use]
            #[inline]
            pub const fn are_finite(&self) -> bool {
                let is_finite = match self.min {
                    Some(min) => min.is_finite(),
                    None => true,
                };
                match self.max {
                    Some((max, _)) => is_finite && max.is_finite(),
                    None => is_finite,
                }
            }

            /// Returns whether the range is part of `whole`, whose lower bound is inclusive and whose
            /// upper bound is exclusive.
            #[must_use]
            #[inline]
            pub const fn are_inside(&self, whole: Self) -> bool {
                let above = match (self.min, whole.min) {
                    (Some(min), Some(least)) => min >= least,
                    _ => true,
                };
                let below = match (self.max, whole.max) {
                    (Some((max, has_max)), Some((most, _))) => max < most || max == most && !has_max,
                    _ => true,
                };
                above && below
            }
        }
    )*};
}

floats!(f32: below_f32, f64: below_f64);
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
ends!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 char);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_ends_or_not() {
        let whole = ConstRange::<f64> {
            min: Some(0.0),
            max: Some((1.0, false)),
        };
        let closed = ConstRange::<i32> {
            min: Some(1),
            max: Some((3, true)),
        };
        assert_eq!(
            [0, 1, 3, 4].map(|value: i32| closed.has(value)),
            [false, true, true, false]
        );
        assert_eq!(
            [-0.1, 0.0, 0.5, 1.0].map(|value| whole.has(value)),
            [false, true, true, false]
        );
        assert!(whole.are_inside(whole) && whole.are_finite() && whole.have_values());
        assert!(
            !ConstRange::<f64> {
                max: Some((1.0, true)),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            ConstRange::<f64> {
                max: Some((0.9, true)),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            !ConstRange::<f64> {
                min: Some(-0.1),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            !ConstRange::<f64> {
                max: Some((f64::INFINITY, false)),
                ..whole
            }
            .are_finite()
        );
        assert!(
            !ConstRange::<f64> {
                min: Some(1.0),
                ..whole
            }
            .have_values()
        );
        assert!(closed.are_above(0) && !closed.are_above(1));
        assert_eq!([1, 2].map(|value| closed.starts_at(value)), [true, false]);
        assert_eq!([2, 3].map(|value| closed.ends_at(value)), [false, true]);
        let open = ConstRange::<i32> {
            max: Some((3, false)),
            ..closed
        };
        assert_eq!(
            [1, 2, 3, 4].map(|value| open.ends_at(value)),
            [false, true, true, false]
        );
        let below_one = f64::from_bits(1f64.to_bits() - 1);
        assert_eq!(
            [0.5, below_one, 1.0].map(|value| whole.ends_at(value)),
            [false, true, true]
        );
        assert!(whole.starts_at(0.0) && !whole.starts_at(0.1));
    }
}
