//! What text becomes: [`HyperparameterValue`](hyperparameter_value::HyperparameterValue) and its
//! implementations, a file for each family of types.

pub(crate) mod adapters;
pub(crate) mod boolean;
pub(crate) mod categorical;
pub(crate) mod float;
pub(crate) mod hyperparameter_value;
pub(crate) mod integer;
pub(crate) mod interval;
pub(crate) mod items;
pub(crate) mod list;
#[cfg(feature = "serde")]
pub(crate) mod literal;
pub(crate) mod map;
pub(crate) mod option;
pub(crate) mod part;
pub(crate) mod quote;
pub(crate) mod range;
pub(crate) mod raw_value;
pub(crate) mod remedy;
pub(crate) mod text;
pub(crate) mod value_error;
pub(crate) mod value_type;
