//! The types of values as JSON Schema.

use crate::export::json_node::JsonNode;
use crate::hyperparameters::description::Description;
use crate::values::interval::{Interval, IntervalEnd};
use crate::values::value_type::ValueType;

/// The form of an integer as text, which smenv also reads as `1e3` and `256.0`; without its range.
const INTEGER: &str = r#"^[\s"]*[+-]?[0-9.][0-9_.]*([eE][+-]?[0-9_]+)?[\s"]*$"#;

/// The form of a float as text.
const FLOAT: &str = r#"^[\s"]*[+-]?([0-9.][0-9_.]*([eE][+-]?[0-9_]+)?|[Ii][Nn][Ff]([Ii][Nn][Ii][Tt][Yy])?|[Nn][Aa][Nn])[\s"]*$"#;

/// The words of a Boolean.
const BOOL: &str = r#"^[\s"]*([Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|0|1)[\s"]*$"#;

/// Text of an `Option` that is `None`.
const NOTHING: &str = r#"^[\s"]*(None|null)?[\s"]*$"#;

/// Any text without NUL.
const TEXT: &str = "^[^\\u0000]*$";

/// Returns the schemas of the values of a hyperparameter, one of which a value must match.
pub(super) fn of_value(described: &Description) -> Vec<JsonNode> {
    let expected = described.field.expected();
    let mut alternatives = alternatives(expected, described.range.as_deref());
    if described.is_option && !expected.is_text() {
        alternatives.push(text(NOTHING));
    }
    alternatives
}

/// Returns the schema of a type.
pub(super) fn of_type(expected: &ValueType, range: Option<&Interval>) -> JsonNode {
    let mut alternatives = alternatives(expected, range);
    match alternatives.len() {
        1 => alternatives.remove(0),
        _ => JsonNode::object([("anyOf", JsonNode::List(alternatives))]),
    }
}

fn alternatives(expected: &ValueType, range: Option<&Interval>) -> Vec<JsonNode> {
    match expected {
        ValueType::Integer { nonzero, .. } => {
            vec![integer(expected, *nonzero, range), text(INTEGER)]
        }
        ValueType::Float => vec![float(range), text(FLOAT)],
        ValueType::Bool => vec![
            of("boolean"),
            JsonNode::object([(
                "enum",
                JsonNode::List(vec![JsonNode::Integer(0), JsonNode::Integer(1)]),
            )]),
            text(BOOL),
        ],
        ValueType::Text => vec![text(TEXT), of("number"), of("boolean")],
        ValueType::Char => vec![
            text(TEXT)
                .with("minLength", JsonNode::Integer(1))
                .with("maxLength", JsonNode::Integer(1)),
        ],
        ValueType::Choice(choices) => {
            let choices = choices.iter().map(|choice| JsonNode::text(*choice));
            vec![JsonNode::object([(
                "enum",
                JsonNode::List(choices.collect()),
            )])]
        }
        ValueType::List(item) => vec![of("array").with("items", of_type(item, None)), of("string")],
        ValueType::Array(item, length) => {
            let list = of("array").with("items", of_type(item, None));
            vec![of_length(list, *length), of("string")]
        }
        ValueType::Tuple(items) => {
            let each = items.iter().map(|item| of_type(item, None)).collect();
            let list = of("array").with("prefixItems", JsonNode::List(each));
            vec![of_length(list, items.len()), of("string")]
        }
        ValueType::Map(value) => vec![
            of("object")
                .with("additionalProperties", of_type(value, None))
                .with(
                    "propertyNames",
                    JsonNode::object([("minLength", JsonNode::Integer(1))]),
                ),
            of("string"),
        ],
        ValueType::Other(words) => {
            vec![JsonNode::object([("description", JsonNode::text(*words))])]
        }
    }
}

fn of(name: &str) -> JsonNode {
    JsonNode::object([("type", JsonNode::text(name))])
}

fn text(pattern: &str) -> JsonNode {
    of("string").with("pattern", JsonNode::text(pattern))
}

fn of_length(list: JsonNode, length: usize) -> JsonNode {
    let length = JsonNode::Integer(i128::try_from(length).unwrap_or(i128::MAX));
    list.with("minItems", length.clone())
        .with("maxItems", length)
}

fn integer(expected: &ValueType, nonzero: bool, range: Option<&Interval>) -> JsonNode {
    let of_type;
    let range = match range {
        Some(range) => range,
        None => {
            let [min, max] = expected.bounds_of_integer();
            of_type = Interval {
                min: min.map(|min| IntervalEnd::inclusive(min.to_string())),
                max: max.map(|max| IntervalEnd::inclusive(max.to_string())),
            };
            &of_type
        }
    };
    // Readers of JSON hold integers of 64 bits.
    let is_small = |number: &i128| (i64::MIN.into()..=u64::MAX.into()).contains(number);
    let number = |text: &str| text.parse().ok().filter(is_small).map(JsonNode::Integer);
    let schema = with_bounds(of("integer"), range, &number);
    if nonzero {
        let zero = JsonNode::object([("const", JsonNode::Integer(0))]);
        return schema.with("not", zero);
    }
    schema
}

fn float(range: Option<&Interval>) -> JsonNode {
    let number = |text: &str| {
        let number: f64 = text.parse().ok()?;
        Some(JsonNode::Value(
            serde_json::Number::from_f64(number)?.into(),
        ))
    };
    match range {
        Some(range) => with_bounds(of("number"), range, &number),
        None => of("number"),
    }
}

/// Adds the bounds of a range. Those that JSON cannot express are left out.
fn with_bounds(
    mut schema: JsonNode,
    range: &Interval,
    number: &dyn Fn(&str) -> Option<JsonNode>,
) -> JsonNode {
    if let Some(min) = range.min.as_ref().and_then(|min| number(&min.text)) {
        schema = schema.with("minimum", min);
    }
    if let Some(max) = &range.max {
        let key = if max.is_inclusive {
            "maximum"
        } else {
            "exclusiveMaximum"
        };
        if let Some(max) = number(&max.text) {
            schema = schema.with(key, max);
        }
    }
    schema
}
