//! A struct that derives `SmChannels`.

use proc_macro2::{Ident, TokenStream};
use syn::LitStr;

use crate::errors::Errors;
use crate::model::names::SpannedName;
use crate::model::specification_file::SpecificationFile;
use crate::model::specified_channels::SpecifiedChannels;
use crate::parse::attr::AttrItems;
use crate::parse::attr_specs;
use crate::parse::docs::Docs;
use crate::parse::rename::RenameRule;
use crate::parse::value::AttrValue;
use crate::syntax::input::{Input, InputData, InputField, InputFields};
use crate::syntax::types::Type;

pub(crate) struct ChannelsModel {
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The attributes that allow lints.
    pub(crate) allowed: TokenStream,
    pub(crate) allow_unknown: bool,
    /// The specification to compare with.
    pub(crate) file: Option<SpecificationFile<SpecifiedChannels>>,
    pub(crate) channels: Vec<ChannelModel>,
}

pub(crate) struct ChannelModel {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
    pub(crate) name: SpannedName,
    /// Whether the name was set by `name`, and does not follow from the field's.
    pub(crate) is_name_set: bool,
    pub(crate) content_types: Vec<LitStr>,
    pub(crate) input_modes: Vec<LitStr>,
    /// The directory to use outside a job.
    pub(crate) default: Option<AttrValue>,
    pub(crate) is_non_empty: bool,
}

impl ChannelsModel {
    pub(crate) fn read(input: &Input, errors: &mut Errors) -> Option<Self> {
        if !input.generics.is_empty() {
            let message = "a struct of channels cannot be generic: its fields are `Channel` and `Option<Channel>`";
            errors.on(&input.generics, message);
        }
        let fields = match &input.data {
            InputData::Struct(_, fields) => match fields {
                InputFields::Named(fields) => &fields[..],
                InputFields::Unnamed(fields) => {
                    let message = "a tuple struct's fields have no names: write `struct Name { train: Channel }`";
                    errors.on(fields, message);
                    return None;
                }
                InputFields::Unit => &[],
            },
            InputData::Enum(keyword, _) => {
                let message = "channels are a struct with named fields, not an enum";
                errors.at(keyword.span(), message);
                return None;
            }
            InputData::Union(keyword) => {
                let message = "channels are a struct with named fields, not a union";
                errors.at(keyword.span(), message);
                return None;
            }
        };
        let items = AttrItems::read(&input.attributes, &attr_specs::CHANNELS, errors);
        // Only for its mistakes: the path itself is read by `private_path`.
        items.path("crate", errors);
        let rename = items
            .text("rename_all", errors)
            .and_then(|rule| RenameRule::read(&rule, errors));
        Some(ChannelsModel {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            docs: Docs::read(&input.attributes),
            allowed: input.allowed(),
            allow_unknown: items.flag("allow_unknown").is_some(),
            file: items
                .text("schema", errors)
                .and_then(|path| SpecificationFile::read(path, SpecifiedChannels::of, errors)),
            channels: fields
                .iter()
                .map(|field| ChannelModel::read(field, rename, errors))
                .collect(),
        })
    }
}

impl ChannelModel {
    fn read(field: &InputField, rename: Option<RenameRule>, errors: &mut Errors) -> Self {
        let ident = &field.ident;
        let items = AttrItems::read(&field.attributes, &attr_specs::CHANNEL, errors);
        let renamed = |name: &str| match rename {
            Some(rename) => rename.field(name),
            None => name.to_owned(),
        };
        ChannelModel {
            ident: ident.clone(),
            ty: field.ty.clone(),
            docs: Docs::read(&field.attributes),
            name: SpannedName::canonical(ident, renamed, &items, errors),
            is_name_set: items.find("name").is_some(),
            content_types: items.texts("content_type", errors),
            input_modes: items.texts("input_mode", errors),
            default: default_directory(&items, errors),
            is_non_empty: items.flag("non_empty").is_some(),
        }
    }
}

/// Reads `default`, which is a string or a constant expression.
fn default_directory(items: &AttrItems, errors: &mut Errors) -> Option<AttrValue> {
    let item = items.find("default")?;
    let Some(value) = &item.value else {
        errors.at(
            item.key.span(),
            "a channel's default is a directory: write `default = \"data/\"`",
        );
        return None;
    };
    if let Some(text) = value.text().filter(|text| text.value().trim().is_empty()) {
        errors.on(
            text,
            "a channel's default cannot be empty: `.` is the working directory",
        );
        return None;
    }
    Some(value.clone())
}
