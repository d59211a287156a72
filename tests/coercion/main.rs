//! What each type reads from text, with one file per family of types.

mod floats;
mod integers;
mod json_repr;
mod lists;
mod logical;
mod maps;
mod option;
mod own_types;
mod std_types;
mod text;

#[path = "../support/mod.rs"]
mod support;
