//! A program in the shapes of SageMaker's API, as JSON Schema, Markdown and a template.

mod limits;
mod markdown;
mod metrics;
mod ranges;
mod round_trip;
mod schema;
mod specification;
mod template;

#[path = "../support/mod.rs"]
mod support;
