//! The neighbors of a float. `next_down` needs Rust 1.86.

macro_rules! floats {
    ($($below:ident: $type:ty),*) => {$(
        /// Returns the greatest float below this one; negative infinity and NaN are their own.
        #[must_use]
        #[inline]
        pub const fn $below(float: $type) -> $type {
            let bits = float.to_bits();
            if float > 0.0 {
                <$type>::from_bits(bits - 1)
            } else if float == 0.0 {
                -<$type>::from_bits(1)
            } else if float.is_finite() {
                <$type>::from_bits(bits + 1)
            } else {
                float
            }
        }
    )*};
}

floats!(below_f32: f32, below_f64: f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_between_a_float_and_the_one_below() {
        for float in [1.0, 1e-6, -1.0, f64::MIN_POSITIVE, f64::MAX, f64::INFINITY] {
            let below = below_f64(float);
            assert!(below < float, "{float}");
            let middle = below / 2.0 + float / 2.0;
            assert!(
                middle == below || middle == float || float.is_infinite(),
                "{float}"
            );
        }
        assert_eq!(below_f64(f64::INFINITY), f64::MAX);
        assert_eq!(below_f32(1.0), 0.999_999_94);
        assert_eq!(below_f32(-f32::MAX), f32::NEG_INFINITY);
        assert_eq!([below_f64(0.0), below_f64(-0.0)], [-5e-324; 2]);
        assert_eq!(below_f64(5e-324), 0.0);
        assert_eq!(below_f64(f64::NEG_INFINITY), f64::NEG_INFINITY);
        assert!(below_f64(f64::NAN).is_nan());
    }
}
