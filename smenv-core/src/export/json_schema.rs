//! A struct of hyperparameters as JSON Schema.

use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::export::json_node::JsonNode;
use crate::export::json_types::{of_type, of_value};
use crate::export::program::ProgramDescription;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::spec::spec::FieldSpec;
use crate::values::quote::unquoted;

/// The names that SageMaker adds.
const RESERVED: &str =
    "^(sagemaker[-_].*|_tuning[-_]objective[-_]metric|default[-_]user[-_]module[-_]name)$";

/// A [JSON Schema] (2020-12) of the hyperparameters of a struct, for editors and validators.
///
/// It describes an object of names and values: what `SM_HPS` contains, a file of hyperparameters, or
/// the `HyperParameters` of `CreateTrainingJob`. Values may be JSON values or their texts. What the
/// schema accepts, the struct reads, except
///
/// - a number, list or map that is given as text, of which the schema checks at most the form;
/// - keys of maps, and the range of a `char`;
/// - the rules of `validate`, and values that `from_str`, `json`, `with` or a type of the program
///   rejects, which are unknown to the schema;
/// - numbers that overflow the type of a float or an integer of 128 bits, and `1.0` for a Boolean,
///   which JSON Schema cannot tell from `1`.
///
/// The struct also reads what the schema rejects, since it is likely a mistake in a file: `-` in
/// place of `_` in a name, one value under two names, other case or another name of a choice, a choice
/// with the quotes that SDK v2 adds, a list or an object as a string, a number as a character, a null
/// item, and a single item as a list.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::export::JsonSchema;
///
/// /// Trains a classifier.
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     /// Passes over the data.
///     #[sm(default = 10, range = 1..=100)]
///     epochs: u32,
///     #[sm(secret)]
///     pin: Option<String>,
/// }
///
/// let schema = serde_json::to_value(JsonSchema::of::<Hyperparameters>())?;
/// assert_eq!(schema["description"], "Trains a classifier.");
/// assert_eq!(schema["properties"]["epochs"]["default"], 10);
/// assert_eq!(schema["properties"]["pin"]["writeOnly"], true);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [JSON Schema]: https://json-schema.org/draft/2020-12
#[derive(Clone, Debug, PartialEq)]
pub struct JsonSchema(JsonNode);

#[cfg(feature = "serde")]
impl Serialize for JsonSchema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema {
    /// Returns the schema of a struct.
    #[must_use]
    pub fn of<H: SmHyperparameters>() -> Self {
        JsonSchema::from(&ProgramDescription::of::<H, (), ()>())
    }
}

impl From<&ProgramDescription> for JsonSchema {
    fn from(program: &ProgramDescription) -> Self {
        let mut schema = JsonNode::object([
            (
                "$schema",
                JsonNode::text("https://json-schema.org/draft/2020-12/schema"),
            ),
            ("title", JsonNode::text(program.spec.name())),
        ]);
        if !program.spec.docs().is_empty() {
            schema = schema.with("description", JsonNode::text(program.spec.docs()));
        }
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut rules = Vec::new();
        for described in &program.hyperparameters {
            let names = described.names();
            let is_required = described.is_required();
            match (&names[..], is_required) {
                ([name], true) => required.push(JsonNode::text(name)),
                ([_], false) => {}
                (names, true) => rules.push(one_of(names)),
                (names, false) => rules.push(at_most_one_of(names)),
            }
            let property = property(program, described);
            for name in names {
                properties.push((name, property.clone()));
            }
        }
        let has_model_parallelism = properties.iter().any(|(name, _)| name == "mp_parameters");
        schema = schema
            .with("type", JsonNode::text("object"))
            .with("properties", JsonNode::Object(properties));
        if !required.is_empty() {
            schema = schema.with("required", JsonNode::List(required));
        }
        if !rules.is_empty() {
            schema = schema.with("allOf", JsonNode::List(rules));
        }
        let mut patterns = vec![(RESERVED.to_owned(), JsonNode::Bool(true))];
        if !has_model_parallelism {
            patterns.push(("^mp[-_]parameters$".to_owned(), JsonNode::Bool(true)));
        }
        let mut others = JsonNode::Bool(program.spec.allows_unknown());
        let prefixes: Vec<&str> = program.spec.rests().map(FieldSpec::prefix).collect();
        for rest in program.spec.rests() {
            // Those that are null are left out.
            let null = JsonNode::object([("type", JsonNode::text("null"))]);
            let either = vec![of_type(rest.expected(), None), null];
            let values = JsonNode::object([("anyOf", JsonNode::List(either))]);
            if rest.prefix().is_empty() {
                others = values;
            } else {
                // The longest prefix takes a name.
                let longer = prefixes
                    .iter()
                    .filter(|longer| longer.len() > rest.prefix().len())
                    .map(|longer| format!("(?!{}.)", escaped(longer)));
                let longer: String = longer.collect();
                patterns.push((format!("^{longer}{}.", escaped(rest.prefix())), values));
            }
        }
        JsonSchema(
            schema
                .with("patternProperties", JsonNode::Object(patterns))
                .with("additionalProperties", others),
        )
    }
}

fn property(program: &ProgramDescription, described: &Description) -> JsonNode {
    let field = &described.field;
    let mut schema = JsonNode::Object(Vec::new());
    if !field.docs().is_empty() {
        schema = schema.with("description", JsonNode::text(field.docs()));
    }
    let is_secret = field.is_secret();
    if is_secret {
        schema = schema.with("writeOnly", JsonNode::Bool(true));
    }
    if let Absence::Default(text) = &described.absence {
        let text = unquoted(text.clone());
        if !program.spec.hides_value(&described.name, &text) {
            schema = schema.with("default", default(described, text));
        }
    }
    let of_value = of_value(described);
    if described.is_required() {
        return schema.with("anyOf", JsonNode::List(of_value));
    }
    let mut alternatives = of_value;
    alternatives.push(JsonNode::object([("type", JsonNode::text("null"))]));
    schema.with("anyOf", JsonNode::List(alternatives))
}

/// Returns the default: for text the text itself, for anything else the JSON value.
fn default(described: &Description, text: String) -> JsonNode {
    if described.field.expected().wants_text() && described.field.expected().is_single() {
        return JsonNode::Text(text);
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => JsonNode::Value(value),
        Err(_) => JsonNode::Text(text),
    }
}

fn required(name: &str) -> JsonNode {
    let names = JsonNode::List(vec![JsonNode::text(name)]);
    JsonNode::object([("required", names)])
}

fn one_of(names: &[String]) -> JsonNode {
    let all = names.iter().map(|name| required(name)).collect();
    JsonNode::object([("oneOf", JsonNode::List(all))])
}

fn at_most_one_of(names: &[String]) -> JsonNode {
    let any = names.iter().map(|name| required(name)).collect();
    let none = JsonNode::object([("not", JsonNode::object([("anyOf", JsonNode::List(any))]))]);
    JsonNode::object([("anyOf", JsonNode::List(vec![none, one_of(names)]))])
}

/// Escapes a prefix for a regular expression in which `-` and `_` are equal.
fn escaped(prefix: &str) -> String {
    let mut pattern = String::new();
    for character in prefix.chars() {
        match character {
            '-' | '_' => pattern.push_str("[-_]"),
            character if character.is_alphanumeric() => pattern.push(character),
            character if character.is_ascii_punctuation() => {
                pattern.push('\\');
                pattern.push(character);
            }
            character => pattern.push(character),
        }
    }
    pattern
}
