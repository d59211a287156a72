//! What is given for a name, layer by layer.

pub(crate) mod arguments;
pub(crate) mod candidate;
pub(crate) mod entries;
pub(crate) mod layers;
