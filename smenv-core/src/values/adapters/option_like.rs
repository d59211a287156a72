//! Access to the value of a field that may be an `Option`, for generated code.

use std::path::{Path, PathBuf};

/// A `V` or an `Option<V>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{V}` nor `Option<{V}>`",
    label = "does not contain a `{V}`"
)]
pub trait OptionLike<V>: Sized {
    /// Creates a field with a value.
    fn wrap(value: V) -> Self;
    /// Creates a field without a value, if that is possible.
    fn absent() -> Option<Self>;
    /// Returns the value, if there is one.
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

/// A field from which a function borrows a `V`: the value, the value in an `Option`, or the slice
/// that the value dereferences to.
#[diagnostic::on_unimplemented(
    message = "cannot borrow `&{V}` from a field of type `{Self}`",
    label = "the function takes `&{V}`"
)]
pub trait AsInner<V: ?Sized> {
    /// Borrows the value, if there is one.
    fn as_inner(&self) -> Option<&V>;
}

impl<V> AsInner<V> for V {
    fn as_inner(&self) -> Option<&V> {
        Some(self)
    }
}

impl<V> AsInner<V> for Option<V> {
    fn as_inner(&self) -> Option<&V> {
        self.as_ref()
    }
}

macro_rules! derefs {
    ($(($($parameters:tt)*) $owned:ty: $borrowed:ty;)*) => {$(
        impl<$($parameters)*> AsInner<$borrowed> for $owned {
            fn as_inner(&self) -> Option<&$borrowed> {
                Some(self)
            }
        }

        impl<$($parameters)*> AsInner<$borrowed> for Option<$owned> {
            fn as_inner(&self) -> Option<&$borrowed> {
                self.as_deref()
            }
        }
    )*};
}

derefs! {
    () String: str;
    () PathBuf: Path;
    (T) Vec<T>: [T];
}
