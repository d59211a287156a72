//! The generated code. Nothing here can fail.

pub(crate) mod categorical;
pub(crate) mod channels;
pub(crate) mod check_at;
pub(crate) mod code;
pub(crate) mod codec;
pub(crate) mod const_checks;
pub(crate) mod default;
pub(crate) mod docs;
pub(crate) mod editor;
pub(crate) mod fallback;
pub(crate) mod field;
pub(crate) mod flattened;
pub(crate) mod hyperparameters;
pub(crate) mod known_values;
pub(crate) mod metrics;
pub(crate) mod names;
pub(crate) mod number;
pub(crate) mod option;
pub(crate) mod range;
pub(crate) mod range_constants;
pub(crate) mod schema;
pub(crate) mod self_name;
pub(crate) mod specified_hyperparameters;
