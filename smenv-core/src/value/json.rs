//! `#[sm(json)]`: anything that serde knows.

use serde_core::de::value::Error as ValueError;
use serde_core::de::{DeserializeOwned, Deserializer, Visitor};
use serde_core::{Serialize, forward_to_deserialize_any};

use crate::Raw;
use crate::error::Invalid;

/// Reads JSON; where that fails, the text as a JSON string, as a producer took its quotes off.
pub(crate) fn json_from_raw<T: DeserializeOwned>(raw: Raw<'_>) -> Result<T, Invalid> {
    let text = raw.text()?;
    serde_json::from_str(&text).or_else(|error| {
        // What is a list or an object in JSON can be no string; of the two errors its own tells more.
        let is_json = !error.is_syntax() && !error.is_eof();
        T::deserialize(serde_core::de::value::StrDeserializer::<ValueError>::new(&text))
            .map_err(|as_string| Invalid::new(if is_json { error.to_string() } else { as_string.to_string() }))
    })
}

/// The JSON that leaves.
pub(crate) fn json_to_text<T: Serialize>(value: &T) -> Option<String> {
    // Serde fails where a map's keys are no strings; such a value cannot have come from a hyperparameter either.
    serde_json::to_string(value).ok()
}

/// What absence means: what serde takes a missing field for, which is `None` for an `Option`.
pub(crate) fn json_absent<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(MissingField).ok()
}

struct MissingField;

impl<'de> Deserializer<'de> for MissingField {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ValueError> {
        Err(serde_core::de::Error::custom("missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
