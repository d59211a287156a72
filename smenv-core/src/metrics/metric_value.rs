//! The types of metrics.

/// A type that a metric can have: a number, or an `Option` of one.
///
/// It is implemented for the integers and floats of Rust and cannot be implemented for other types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a metric",
    label = "a metric is a number, or an `Option` of one"
)]
pub trait MetricValue: Sealed {
    /// Returns the text of the value; `None` for an `Option` without one.
    #[doc(hidden)]
    fn __text(&self) -> Option<String>;
}

/// Keeps other crates from implementing [`MetricValue`].
#[doc(hidden)]
pub trait Sealed {}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Sealed for $type {}
        impl MetricValue for $type {
            fn __text(&self) -> Option<String> {
                Some(self.to_string())
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Sealed for $type {}
        impl MetricValue for $type {
            // Python and Java read `Infinity`, but only Python reads `inf`.
            fn __text(&self) -> Option<String> {
                Some(match *self {
                    <$type>::INFINITY => "Infinity".to_owned(),
                    <$type>::NEG_INFINITY => "-Infinity".to_owned(),
                    number => format!("{number:?}"),
                })
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
floats!(f32 f64);

impl<T: MetricValue> Sealed for Option<T> {}
impl<T: MetricValue> MetricValue for Option<T> {
    fn __text(&self) -> Option<String> {
        self.as_ref().and_then(T::__text)
    }
}
