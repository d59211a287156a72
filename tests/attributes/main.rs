//! What each attribute of a field or a struct does.

mod default;
mod delimiter;
mod docs;
mod expressions;
mod flatten;
mod names;
mod of_self;
mod others;
mod range;
mod rest;
mod rest_prefix;
mod together;
mod validate;

#[path = "../support/mod.rs"]
mod support;
