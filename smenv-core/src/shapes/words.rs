//! Words of SageMaker's API.

/// Declares an enum of the API, with the word of each variant.
macro_rules! words {
    (
        $(#[$attr:meta])*
        pub enum $name:ident {
            $($(#[$variant_attr:meta])* $variant:ident => $word:literal,)*
        }
    ) => {
        $(#[$attr])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_attr])* $variant,)*
        }

        impl $name {
            /// Returns SageMaker's word for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }
        }

        /// Serializes as SageMaker's word for it.
        #[cfg(feature = "serde")]
        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word: String = serde_core::Deserialize::deserialize(deserializer)?;
                match &*word {
                    $($word => Ok($name::$variant),)*
                    _ => Err(serde_core::de::Error::unknown_variant(&word, &[$($word),*])),
                }
            }
        }

        impl $crate::shapes::shape::Member for $name {}
    };
}

pub(crate) use words;
