//! Rules across attributes, fields and files. Each mistake is reported at the token at fault.

pub(crate) mod categorical;
pub(crate) mod channels;
pub(crate) mod field;
pub(crate) mod hyperparameters;
pub(crate) mod metrics;
pub(crate) mod names;
pub(crate) mod range;
pub(crate) mod rests;
pub(crate) mod schema;
pub(crate) mod specified_channels;
pub(crate) mod specified_metrics;
pub(crate) mod spelling;
