//! The values of a name, layer by layer: arguments, variables, `SM_HPS`, the config file.

pub(crate) mod arguments;
pub(crate) mod by_name;
pub(crate) mod candidate;
pub(crate) mod cut_names;
pub(crate) mod entries;
pub(crate) mod find;
pub(crate) mod found_in;
pub(crate) mod layers;
pub(crate) mod lookup;
pub(crate) mod original_spelling;
pub(crate) mod target;
pub(crate) mod unclaimed;
pub(crate) mod variable;
