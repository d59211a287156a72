//! Structs of SageMaker's API: declared once, with the keys of their JSON.

use serde_core::de::{DeserializeOwned, Error};
use serde_json::{Map, Value};

/// Declares a struct of the API, with `Serialize` and `Deserialize`. Keys that are absent from JSON
/// are omitted when it is written; unknown keys are ignored, since the service adds some.
///
/// serde's derive would do the same, but is more to compile than the rest of this crate's
/// dependencies.
macro_rules! shape {
    (
        $(#[$attr:meta])*
        pub struct $name:ident {
            $($(#[$field_attr:meta])* $key:literal => pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$attr])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_attr])* pub $field: $type,)*
        }

        #[cfg(feature = "serde")]
        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde_core::ser::SerializeStruct;
                use $crate::shapes::shape::Member;

                let length = [$(self.$field.is_written()),*].iter().filter(|is_written| **is_written).count();
                let mut object = serializer.serialize_struct(stringify!($name), length)?;
                $(if self.$field.is_written() {
                    object.serialize_field($key, &self.$field)?;
                } else {
                    object.skip_field($key)?;
                })*
                object.end()
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut object: serde_json::Map<String, serde_json::Value> = serde_core::Deserialize::deserialize(deserializer)?;
                Ok($name {
                    $($field: $crate::shapes::shape::member(&mut object, stringify!($name), $key)?,)*
                })
            }
        }
    };
}

pub(crate) use shape;

/// A value of a shape's key.
pub(crate) trait Member: DeserializeOwned {
    /// Returns the value of an absent key; `None` if the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Returns whether the key is written.
    fn is_written(&self) -> bool {
        true
    }
}

impl<T: Member> Member for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_written(&self) -> bool {
        self.is_some()
    }
}

impl<T: DeserializeOwned> Member for Vec<T> {
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl Member for bool {
    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Member for String {}

/// Takes the value of a key. `null` is absence.
///
/// # Errors
/// If the key is required and absent, or its value is invalid.
pub(crate) fn member<T: Member, E: Error>(
    object: &mut Map<String, Value>,
    shape: &str,
    key: &str,
) -> Result<T, E> {
    match object.remove(key) {
        None | Some(Value::Null) => {
            T::absent().ok_or_else(|| E::custom(format_args!("{shape} has no {key:?}")))
        }
        Some(value) => serde_json::from_value(value)
            .map_err(|error| E::custom(format_args!("{key:?} of {shape}: {error}"))),
    }
}
