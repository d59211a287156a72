//! How the generated code reaches the value in a field without knowing whether the field is an
//! `Option`.
use std::path::{Path, PathBuf};

/// A field that holds a `V`: itself, or in an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{V}` nor `Option<{V}>`",
    label = "holds no `{V}`"
)]
pub trait OptionLike<V>: Sized {
    /// The field with this value.
    fn wrap(value: V) -> Self;
    /// The field without one, where there is such a thing.
    fn absent() -> Option<Self>;
    /// The value, where there is one.
    fn value(&self) -> Option<&V>;
}

impl<V> OptionLike<V> for V {
    fn wrap(value: V) -> Self {
        value
    }

    fn absent() -> Option<Self> {
        None
    }

    fn value(&self) -> Option<&V> {
        Some(self)
    }
}

impl<V> OptionLike<V> for Option<V> {
    fn wrap(value: V) -> Self {
        Some(value)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn value(&self) -> Option<&V> {
        self.as_ref()
    }
}

/// What a function over a field's value may take: the value, what is in the `Option`, or the slice
/// it derefs to.
#[diagnostic::on_unimplemented(
    message = "no `&{V}` can be had from a field of type `{Self}`",
    label = "the function takes `&{V}`"
)]
pub trait AsInner<V: ?Sized> {
    /// The value, where there is one.
    fn look(&self) -> Option<&V>;
}

impl<V> AsInner<V> for V {
    fn look(&self) -> Option<&V> {
        Some(self)
    }
}

impl<V> AsInner<V> for Option<V> {
    fn look(&self) -> Option<&V> {
        self.as_ref()
    }
}

macro_rules! look {
    ($(($($parameters:tt)*) $owned:ty: $borrowed:ty;)*) => {$(
        impl<$($parameters)*> AsInner<$borrowed> for $owned {
            fn look(&self) -> Option<&$borrowed> {
                Some(self)
            }
        }

        impl<$($parameters)*> AsInner<$borrowed> for Option<$owned> {
            fn look(&self) -> Option<&$borrowed> {
                self.as_deref()
            }
        }
    )*};
}

look! {
    () String: str;
    () PathBuf: Path;
    (T) Vec<T>: [T];
}
