//! A field of a struct of hyperparameters.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use smenv_shared::scale::Scale;
use smenv_shared::secret_names::looks_secret;
use smenv_shared::suggest::nearest;
use syn::LitStr;

use crate::errors::Errors;
use crate::model::names::SpannedName;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::parse::docs::Docs;
use crate::parse::range::RangeExpr;
use crate::parse::rename::RenameRule;
use crate::parse::value::AttrValue;
use crate::syntax::input::InputField;
use crate::syntax::types::Type;

pub(crate) struct FieldModel {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
    pub(crate) role: FieldRole,
    /// The canonical name, then the aliases.
    pub(crate) names: Vec<SpannedName>,
    pub(crate) default: Option<FieldDefault>,
    pub(crate) range: Option<RangeExpr>,
    pub(crate) validate: Option<AttrValue>,
    pub(crate) is_secret: bool,
    /// Whether `secret = false` overrides a name that looks like a secret.
    pub(crate) is_shown: bool,
    pub(crate) tunable: Option<Span>,
    pub(crate) scale: Option<(Scale, Span)>,
    pub(crate) delimiter: Option<LitStr>,
    /// The items as they were read, for rules across them.
    pub(crate) items: AttrItems,
    pub(crate) has_errors: bool,
}

/// What a field is filled with.
pub(crate) enum FieldRole {
    /// One hyperparameter.
    Value(ValueFormat),
    /// The hyperparameters of another struct.
    Flatten { prefix: String },
    /// A map of the hyperparameters that no other field takes.
    Rest { prefix: String, format: ValueFormat },
    /// Its default.
    Skip,
}

/// How a value is read and written.
pub(crate) enum ValueFormat {
    /// By `HyperparameterValue`.
    Native,
    FromStr,
    /// With the span of its key.
    Json(Span),
    /// By the functions of this module.
    With(TokenStream),
}

pub(crate) enum FieldDefault {
    /// `default`, with the span of its key: the default of the type.
    OfType(Span),
    /// `default = "adam"`.
    Text(LitStr),
    /// `default = expression`.
    Expression(Box<AttrValue>),
}

impl FieldModel {
    pub(crate) fn read(
        field: &InputField,
        rename: Option<RenameRule>,
        errors: &mut Errors,
    ) -> Self {
        let before = errors.len();
        let items = AttrItems::read(&field.attributes, &attr_specs::FIELD, errors);
        let renamed = |name: &str| match rename {
            Some(rename) => rename.field(name),
            None => name.to_owned(),
        };
        let names = SpannedName::all(&field.ident, renamed, &items, errors);
        let default = items.find("default").map(|item| match &item.value {
            None => FieldDefault::OfType(item.key.span()),
            Some(value) => match value.text() {
                Some(text) => FieldDefault::Text(text),
                None => FieldDefault::Expression(Box::new(value.clone())),
            },
        });
        let secret = items.find("secret");
        let mut model = FieldModel {
            ident: field.ident.clone(),
            ty: field.ty.clone(),
            docs: Docs::read(&field.attributes),
            role: FieldRole::read(&items, errors),
            is_secret: secret.map_or_else(
                || names.iter().any(|name| looks_secret(&name.text)),
                |item| item.value.is_none(),
            ),
            is_shown: secret.is_some_and(|item| item.value.is_some()),
            names,
            default,
            range: items
                .value("range")
                .and_then(|range| RangeExpr::read(range, errors)),
            validate: items.function("validate", errors),
            tunable: items.flag("tunable"),
            scale: items
                .text("scale", errors)
                .and_then(|text| Some((self::scale(&text, errors)?, text.span()))),
            delimiter: items.text("delimiter", errors),
            items,
            has_errors: false,
        };
        model.has_errors = errors.len() > before;
        model
    }

    /// Returns the canonical name.
    pub(crate) fn name(&self) -> &str {
        &self.names[0].text
    }

    /// Returns how the value is read, if the field takes one hyperparameter.
    pub(crate) fn format(&self) -> Option<&ValueFormat> {
        match &self.role {
            FieldRole::Value(format) => Some(format),
            _ => None,
        }
    }

    /// Returns whether the field's type reads one hyperparameter by itself.
    pub(crate) fn is_native(&self) -> bool {
        matches!(self.role, FieldRole::Value(ValueFormat::Native))
    }

    pub(crate) fn is_flattened(&self) -> bool {
        matches!(self.role, FieldRole::Flatten { .. })
    }

    pub(crate) fn is_skipped(&self) -> bool {
        matches!(self.role, FieldRole::Skip)
    }

    /// Returns whether a job must set it. The macro knows an `Option` only by its name.
    pub(crate) fn is_required(&self) -> bool {
        self.default.is_none() && self.ty.inside_option().is_none()
    }

    /// Returns the type of the value, which may be inside an `Option`.
    pub(crate) fn value_type(&self) -> &Type {
        self.ty.inside_option().unwrap_or(&self.ty)
    }
}

impl FieldRole {
    /// Reads the items that set the role, which exclude each other; the later one is at fault.
    fn read(items: &AttrItems, errors: &mut Errors) -> Self {
        let mut role: Option<&str> = None;
        let mut format_of_rest = None;
        for key in ["flatten", "rest", "skip", "from_str", "json", "with"] {
            // With `rest`, the last three are for the values of the map.
            let is_of_rest = role == Some("rest") && matches!(key, "from_str" | "json" | "with");
            let first = if is_of_rest {
                &mut format_of_rest
            } else {
                &mut role
            };
            match (items.flag(key), *first) {
                (Some(span), Some(first)) => {
                    errors.at(span, format!("`{key}` and `{first}` exclude each other"));
                }
                (Some(_), None) => *first = Some(key),
                (None, _) => {}
            }
        }
        let prefix = items
            .text("prefix", errors)
            .map_or(String::new(), |prefix| prefix.value());
        match role {
            Some("flatten") => FieldRole::Flatten { prefix },
            Some("rest") => match ValueFormat::read(format_of_rest, items, errors) {
                Some(format) => FieldRole::Rest { prefix, format },
                None => FieldRole::Rest {
                    prefix,
                    format: ValueFormat::Native,
                },
            },
            Some("skip") => FieldRole::Skip,
            key => match ValueFormat::read(key, items, errors) {
                Some(format) => FieldRole::Value(format),
                None => FieldRole::Skip,
            },
        }
    }

    /// Returns the key that sets the role, if the field does not take one hyperparameter.
    pub(crate) fn key(&self) -> Option<&'static str> {
        match self {
            FieldRole::Value(_) => None,
            FieldRole::Flatten { .. } => Some("flatten"),
            FieldRole::Rest { .. } => Some("rest"),
            FieldRole::Skip => Some("skip"),
        }
    }
}

impl ValueFormat {
    /// Reads the format that `key` sets; `None` if its value is invalid.
    fn read(key: Option<&str>, items: &AttrItems, errors: &mut Errors) -> Option<Self> {
        match key {
            Some("from_str") => Some(ValueFormat::FromStr),
            Some("json") => items.flag("json").map(ValueFormat::Json),
            Some("with") => items.path("with", errors).map(ValueFormat::With),
            _ => Some(ValueFormat::Native),
        }
    }
}

impl FieldDefault {
    /// Returns the literal of what `Default` makes of a number, at the key `default`.
    pub(crate) fn zero(ty: &Type, key: Span) -> Option<AttrValue> {
        if !ty.is_number() {
            return None;
        }
        let mut zero = if ty.is_float() {
            Literal::f64_unsuffixed(0.0)
        } else if ty.is_char() {
            Literal::character('\0')
        } else {
            Literal::u8_unsuffixed(0)
        };
        zero.set_span(key);
        Some(AttrValue::of([zero.into()]))
    }
}

/// Reads the word of `scale`.
fn scale(text: &LitStr, errors: &mut Errors) -> Option<Scale> {
    let word = text.value();
    let scale = Scale::WORDS.iter().find(|(known, _)| *known == word);
    if scale.is_none() {
        let hint = match nearest(&word, &Scale::WORDS.map(|(known, _)| known)) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "write \"auto\", \"linear\", \"log\" or \"reverse-log\"".to_owned(),
        };
        errors.on(text, format!("unknown scale {word:?}: {hint}"));
    }
    scale.map(|(_, scale)| *scale)
}
