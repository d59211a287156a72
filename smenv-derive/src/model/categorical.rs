//! An enum that derives `SmCategorical`.

use proc_macro2::Ident;

use crate::errors::Errors;
use crate::model::names::SpannedName;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::parse::rename::RenameRule;
use crate::syntax::input::{Input, InputData, InputVariant};

pub(crate) struct CategoricalModel {
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<VariantModel>,
}

pub(crate) struct VariantModel {
    pub(crate) ident: Ident,
    /// The canonical name, then the aliases.
    pub(crate) names: Vec<SpannedName>,
}

impl CategoricalModel {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        let variants = match &input.data {
            InputData::Enum(_, variants) => variants,
            InputData::Struct(keyword, _) => {
                let message = "a closed set of values is an enum of unit variants; a struct derives `SmHyperparameters`";
                errors.at(keyword.span(), message);
                return None;
            }
            InputData::Union(keyword) => {
                let message = "a closed set of values is an enum of unit variants";
                errors.at(keyword.span(), message);
                return None;
            }
        };
        if !input.generics.is_empty() {
            errors.on(&input.generics, "an enum of values cannot be generic");
        }
        let items = AttrItems::read(&input.attributes, &attr_specs::ENUM, errors);
        // Only for its mistakes: the path itself is read by `private_path`.
        items.path("crate", errors);
        let rename = items
            .text("rename_all", errors)
            .and_then(|rule| RenameRule::read(&rule, errors))
            .unwrap_or(RenameRule::Snake);
        if variants.is_empty() {
            errors.on(&input.ident, "an enum of values needs a variant");
        }
        let variants = variants
            .iter()
            .map(|variant| VariantModel::read(variant, rename, errors))
            .collect();
        Some(CategoricalModel {
            ident: input.ident.clone(),
            variants,
        })
    }
}

impl VariantModel {
    fn read(variant: &InputVariant, rename: RenameRule, errors: &mut Errors) -> Self {
        let ident = &variant.ident;
        if let Some(fields) = &variant.fields {
            errors.on(fields, format!("a value has no fields: write `{ident}`"));
        }
        let items = AttrItems::read(&variant.attributes, &attr_specs::VARIANT, errors);
        VariantModel {
            ident: ident.clone(),
            names: SpannedName::all(ident, |name| rename.variant(name), &items, errors),
        }
    }
}
