//! A struct that derives `SmHyperparameters`.

use proc_macro2::{Ident, TokenStream};

use crate::errors::Errors;
use crate::model::field::FieldModel;
use crate::model::schema_file::SchemaFile;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::parse::docs::Docs;
use crate::parse::rename::RenameRule;
use crate::parse::value::AttrValue;
use crate::syntax::input::{Input, InputData, InputFields};

pub(crate) struct HyperparametersModel {
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The attributes that allow lints.
    pub(crate) allowed: TokenStream,
    pub(crate) allow_unknown: bool,
    pub(crate) validate: Option<AttrValue>,
    pub(crate) schema: Option<SchemaFile>,
    pub(crate) fields: Vec<FieldModel>,
}

impl HyperparametersModel {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        if !input.generics.is_empty() {
            errors.on(
                &input.generics,
                "a struct of hyperparameters cannot be generic: its fields' types must be known",
            );
        }
        let fields = match &input.data {
            InputData::Struct(_, fields) => match fields {
                InputFields::Named(fields) => &fields[..],
                InputFields::Unnamed(fields) => {
                    let message = "a tuple struct's fields have no names: write `struct Name { field: Type }`";
                    errors.on(fields, message);
                    return None;
                }
                InputFields::Unit => &[],
            },
            InputData::Enum(keyword, _) => {
                let message = "hyperparameters are a struct; an enum of unit variants derives `SmCategorical` and is the type of a field";
                errors.at(keyword.span(), message);
                return None;
            }
            InputData::Union(keyword) => {
                let message = "hyperparameters are a struct with named fields, not a union";
                errors.at(keyword.span(), message);
                return None;
            }
        };
        let items = AttrItems::read(&input.attributes, &attr_specs::STRUCT, errors);
        // Only for its mistakes: the path itself is read by `private_path`.
        items.path("crate", errors);
        let rename = items
            .text("rename_all", errors)
            .and_then(|rule| RenameRule::read(&rule, errors));
        Some(HyperparametersModel {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            docs: Docs::read(&input.attributes),
            allowed: input.allowed(),
            allow_unknown: items.flag("allow_unknown").is_some(),
            validate: items.function("validate", errors),
            schema: items
                .text("schema", errors)
                .and_then(|file| SchemaFile::read(file, errors)),
            fields: fields
                .iter()
                .map(|field| FieldModel::read(field, rename, errors))
                .collect(),
        })
    }

    /// Returns the fields that take one hyperparameter each.
    pub(crate) fn values(&self) -> impl Iterator<Item = &FieldModel> {
        self.fields.iter().filter(|field| field.format().is_some())
    }

    pub(crate) fn has_flattened(&self) -> bool {
        self.fields.iter().any(FieldModel::is_flattened)
    }
}
