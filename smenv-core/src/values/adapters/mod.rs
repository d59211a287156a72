//! The implementation of the attributes `from_str`, `json`, `with`, `delimiter` and
//! `default = "text"`.

pub(crate) mod default_from_str;
pub(crate) mod delimited;
pub(crate) mod from_str;
#[cfg(feature = "serde")]
pub(crate) mod json;
pub(crate) mod option_like;
pub(crate) mod with;
