//! The values of a field that the compiler knows: literals and constants.

use smenv_shared::floats::{below_f32, below_f64};

/// The values of a field that the compiler knows. A specification that is checked in is compared with
/// them.
#[derive(Clone, Copy)]
pub struct KnownValues {
    /// The lower bound of the range.
    pub min: Option<KnownValue>,
    /// The upper bound of the range.
    pub max: Option<KnownValue>,
    /// The default.
    pub default: Option<KnownValue>,
    /// Those of a flattened struct, one for each of its rows.
    pub flattened: &'static [KnownValues],
}

/// A value of a field.
#[derive(Clone, Copy)]
pub enum KnownValue {
    /// An integer.
    Integer(i128),
    /// An integer of type `u128`.
    Unsigned(u128),
    /// A number of type `f32`.
    F32(f32),
    /// A number of type `f64`.
    F64(f64),
    /// A Boolean.
    Bool(bool),
    /// A string or a character.
    Text(&'static str),
    /// `None`.
    Nothing,
}

/// A text of a specification, and the numbers that it represents.
#[derive(Clone, Copy)]
pub struct SpecifiedValue {
    /// The text.
    pub text: &'static str,
    /// The integer.
    pub integer: Option<i128>,
    /// The integer, if it is not negative.
    pub unsigned: Option<u128>,
    /// The number as an `f32`; NaN if it is not one.
    pub f32: f32,
    /// The number as an `f64`; NaN if it is not one.
    pub f64: f64,
}

impl KnownValues {
    /// Nothing is known.
    pub const NONE: Self = KnownValues {
        min: None,
        max: None,
        default: None,
        flattened: &[],
    };

    /// Returns those of the row `row`.
    #[inline]
    pub(super) const fn of_row(rows: &'static [KnownValues], row: usize) -> Self {
        if row < rows.len() {
            rows[row]
        } else {
            KnownValues::NONE
        }
    }
}

/// A value of the field's type, which generated code may not know by its name.
#[derive(Clone, Copy)]
pub struct Typed<T>(pub T);

macro_rules! of_types {
    ($($type:ty => $variant:ident $(as $wide:ty)?;)*) => {$(
        impl Typed<$type> {
            /// Returns the value.
            #[must_use]
            #[inline]
            pub const fn known(self) -> KnownValue {
                KnownValue::$variant(self.0 $(as $wide)?)
            }
        }
    )*};
}

of_types! {
    u8 => Integer as i128;
    u16 => Integer as i128;
    u32 => Integer as i128;
    u64 => Integer as i128;
    usize => Integer as i128;
    i8 => Integer as i128;
    i16 => Integer as i128;
    i32 => Integer as i128;
    i64 => Integer as i128;
    isize => Integer as i128;
    i128 => Integer;
    u128 => Unsigned;
    f32 => F32;
    f64 => F64;
    bool => Bool;
}

impl KnownValue {
    /// Returns whether the text represents the value.
    #[inline]
    pub(super) const fn is(self, specified: &SpecifiedValue) -> bool {
        let text = specified.text.as_bytes();
        match self {
            KnownValue::Integer(value) => match specified.integer {
                Some(integer) => value == integer,
                None => false,
            },
            KnownValue::Unsigned(value) => match specified.unsigned {
                Some(integer) => value == integer,
                None => false,
            },
            // Of the bits: `-0.0` is not the text `0.0`.
            KnownValue::F32(value) => value.to_bits() == specified.f32.to_bits(),
            KnownValue::F64(value) => value.to_bits() == specified.f64.to_bits(),
            KnownValue::Bool(true) => matches!(text, b"true"),
            KnownValue::Bool(false) => matches!(text, b"false"),
            KnownValue::Text(value) => are_equal(value.as_bytes(), text),
            KnownValue::Nothing => false,
        }
    }

    /// Returns the greatest value below a bound.
    #[inline]
    pub(super) const fn below(self) -> Self {
        match self {
            KnownValue::Integer(value) => KnownValue::Integer(value.saturating_sub(1)),
            KnownValue::Unsigned(value) => KnownValue::Unsigned(value.saturating_sub(1)),
            KnownValue::F32(value) => KnownValue::F32(below_f32(value)),
            KnownValue::F64(value) => KnownValue::F64(below_f64(value)),
            other => other,
        }
    }

    /// Returns whether it is neither an infinity nor NaN.
    #[inline]
    pub(super) const fn is_finite(self) -> bool {
        match self {
            KnownValue::F32(value) => value.is_finite(),
            KnownValue::F64(value) => value.is_finite(),
            _ => true,
        }
    }
}

/// Returns whether two texts are equal.
#[inline]
pub(super) const fn are_equal(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([first, more @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (more, others);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specified(text: &'static str) -> SpecifiedValue {
        SpecifiedValue {
            text,
            integer: text.parse().ok(),
            unsigned: text.parse().ok(),
            f32: text.parse().unwrap_or(f32::NAN),
            f64: text.parse().unwrap_or(f64::NAN),
        }
    }

    #[test]
    fn a_text_is_compared_as_the_field_reads_it() {
        for (value, same, others) in [
            (KnownValue::Integer(10), ["10", "010"], ["10.5", "ten"]),
            (KnownValue::Unsigned(10), ["10", "010"], ["-10", "ten"]),
            (KnownValue::F64(0.1), ["0.1", "1e-1"], ["0.10000001", ""]),
            (KnownValue::F64(0.0), ["0.0", "0"], ["-0.0", "1e-9"]),
            // The nearest `f32` of both is the same.
            (
                KnownValue::F32(0.1),
                ["0.1", "0.1000000001"],
                ["0.2", "nan"],
            ),
            (KnownValue::Bool(true), ["true", "true"], ["false", "1"]),
            (KnownValue::Text("a"), ["a", "a"], ["A", "ab"]),
        ] {
            assert!(same.iter().all(|text| value.is(&specified(text))));
            assert!(!others.iter().any(|text| value.is(&specified(text))));
        }
        assert!(!KnownValue::Nothing.is(&specified("")));
    }

    #[test]
    fn the_value_below_a_bound_is_the_last_of_the_range() {
        assert!(KnownValue::Integer(10).below().is(&specified("9")));
        assert!(KnownValue::Unsigned(10).below().is(&specified("9")));
        assert!(KnownValue::F32(1.0).below().is(&specified("0.99999994")));
        assert!(
            KnownValue::F64(1.0)
                .below()
                .is(&specified("0.9999999999999999"))
        );
        assert!(!KnownValue::F64(f64::INFINITY).is_finite() && KnownValue::F32(1.0).is_finite());
    }
}
