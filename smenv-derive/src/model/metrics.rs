//! A struct that derives `SmMetrics`.

use proc_macro2::{Ident, TokenStream};

use crate::errors::Errors;
use crate::model::names::SpannedName;
use crate::model::specification_file::SpecificationFile;
use crate::model::specified_metrics::SpecifiedMetric;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::parse::docs::Docs;
use crate::parse::rename::RenameRule;
use crate::syntax::input::{Input, InputData, InputField, InputFields};
use crate::syntax::types::Type;

pub(crate) struct MetricsModel {
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The attributes that allow lints.
    pub(crate) allowed: TokenStream,
    pub(crate) file: Option<SpecificationFile<Vec<SpecifiedMetric>>>,
    pub(crate) metrics: Vec<MetricModel>,
}

pub(crate) struct MetricModel {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
    pub(crate) name: SpannedName,
    /// Whether the name was set by `name`, and does not follow from the field's.
    pub(crate) is_name_set: bool,
    /// The variant of `Objective`.
    pub(crate) objective: Option<&'static str>,
}

impl MetricsModel {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        if !input.generics.is_empty() {
            let message = "a struct of metrics cannot be generic: its fields are numbers";
            errors.on(&input.generics, message);
        }
        let fields = match &input.data {
            InputData::Struct(_, InputFields::Named(fields)) => &fields[..],
            InputData::Struct(_, InputFields::Unnamed(fields)) => {
                let message =
                    "a tuple struct's fields have no names: write `struct Name { loss: f64 }`";
                errors.on(fields, message);
                return None;
            }
            InputData::Struct(_, InputFields::Unit) => &[],
            InputData::Enum(keyword, _) => {
                let message = "metrics are a struct with named fields, not an enum";
                errors.at(keyword.span(), message);
                return None;
            }
            InputData::Union(keyword) => {
                let message = "metrics are a struct with named fields, not a union";
                errors.at(keyword.span(), message);
                return None;
            }
        };
        let items = AttrItems::read(&input.attributes, &attr_specs::METRICS, errors);
        // Only for its mistakes: the path itself is read by `private_path`.
        items.path("crate", errors);
        let rename = items
            .text("rename_all", errors)
            .and_then(|rule| RenameRule::read(&rule, errors));
        Some(MetricsModel {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            docs: Docs::read(&input.attributes),
            allowed: input.allowed(),
            file: items
                .text("schema", errors)
                .and_then(|path| SpecificationFile::read(path, SpecifiedMetric::all, errors)),
            metrics: fields
                .iter()
                .map(|field| MetricModel::read(field, rename, errors))
                .collect(),
        })
    }
}

impl MetricModel {
    fn read(field: &InputField, rename: Option<RenameRule>, errors: &mut Errors) -> Self {
        let ident = &field.ident;
        let items = AttrItems::read(&field.attributes, &attr_specs::METRIC, errors);
        let renamed = |name: &str| match rename {
            Some(rename) => rename.field(name),
            None => name.to_owned(),
        };
        let objective = match (items.flag("minimize"), items.flag("maximize")) {
            (Some(_), Some(maximize)) => {
                errors.at(maximize, "a metric is either minimized or maximized");
                None
            }
            (Some(_), None) => Some("Minimize"),
            (None, Some(_)) => Some("Maximize"),
            (None, None) => None,
        };
        MetricModel {
            ident: ident.clone(),
            ty: field.ty.clone(),
            docs: Docs::read(&field.attributes),
            name: SpannedName::canonical(ident, renamed, &items, errors),
            is_name_set: items.find("name").is_some(),
            objective,
        }
    }
}
