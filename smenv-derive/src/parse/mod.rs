//! The items of `#[sm(…)]`, their values and doc comments.

pub(crate) mod arguments;
pub(crate) mod attr;
pub(crate) mod attr_specs;
pub(crate) mod docs;
pub(crate) mod expression;
pub(crate) mod number;
pub(crate) mod range;
pub(crate) mod raw_items;
pub(crate) mod rename;
pub(crate) mod value;
pub(crate) mod value_tokens;
