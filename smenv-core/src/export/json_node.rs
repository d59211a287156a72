//! JSON whose objects keep the order of their keys.

use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum JsonNode {
    Bool(bool),
    Integer(i128),
    Text(String),
    List(Vec<JsonNode>),
    Object(Vec<(String, JsonNode)>),
    Value(Value),
}

impl JsonNode {
    pub(super) fn text(text: impl Into<String>) -> Self {
        JsonNode::Text(text.into())
    }

    pub(super) fn object<const N: usize>(entries: [(&str, JsonNode); N]) -> Self {
        JsonNode::Object(
            entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    /// Adds an entry to an object.
    pub(super) fn with(mut self, key: &str, value: JsonNode) -> Self {
        if let JsonNode::Object(entries) = &mut self {
            entries.push((key.to_owned(), value));
        }
        self
    }
}

impl Serialize for JsonNode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            JsonNode::Bool(value) => serializer.serialize_bool(*value),
            JsonNode::Integer(value) => serializer.serialize_i128(*value),
            JsonNode::Text(text) => serializer.serialize_str(text),
            JsonNode::List(items) => serializer.collect_seq(items),
            JsonNode::Value(value) => value.serialize(serializer),
            JsonNode::Object(entries) => {
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}
