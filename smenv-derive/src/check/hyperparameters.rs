//! Rules for a struct of hyperparameters.

use smenv_shared::limits::MAX_HYPERPARAMETERS;

use crate::check::field::check_field;
use crate::check::names::check_names;
use crate::check::rests::check_rests;
use crate::check::schema::check_schema;
use crate::errors::Errors;
use crate::model::hyperparameters::HyperparametersModel;

pub(crate) fn check_hyperparameters(model: &mut HyperparametersModel, errors: &mut Errors) {
    for field in &mut model.fields {
        let before = errors.len();
        check_field(field, errors);
        field.has_errors |= errors.len() > before;
    }
    check_names(model, errors);
    if let Some(schema) = &model.schema {
        check_schema(schema, model, errors);
    }
    check_rests(model, errors);
    let mut required = model.values().filter(|field| field.is_required());
    if let Some(extra) = required.nth(MAX_HYPERPARAMETERS) {
        let message = format!(
            "a SageMaker job has at most {MAX_HYPERPARAMETERS} hyperparameters, and this is one more that is required: \
             give it a `default`, or make it an `Option`"
        );
        errors.on(&extra.ident, message);
    }
}
