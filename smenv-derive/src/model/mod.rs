//! What a struct, an enum or a schema file specifies, as data.

pub(crate) mod categorical;
pub(crate) mod channels;
pub(crate) mod checked_in;
pub(crate) mod field;
pub(crate) mod hyperparameters;
pub(crate) mod metrics;
pub(crate) mod names;
pub(crate) mod private_path;
pub(crate) mod range_constants;
pub(crate) mod schema_fields;
pub(crate) mod schema_file;
pub(crate) mod schema_json;
pub(crate) mod schema_reading;
pub(crate) mod specification_file;
pub(crate) mod specified_channels;
pub(crate) mod specified_hyperparameters;
pub(crate) mod specified_metrics;
