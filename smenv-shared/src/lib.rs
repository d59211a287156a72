//! The rules that the macros and the runtime of [smenv](https://docs.rs/smenv) share.
//!
//! The compiler and a job must accept the same, so each of these rules exists once: which names are
//! equivalent ([`names`]), reserved ([`reserved`]) or those of secrets ([`secret_names`]), which
//! name to suggest ([`suggest`]), the grammars of JSON ([`json`]) and numbers ([`numbers`],
//! [`floats`]), and SageMaker's limits ([`limits`], [`metrics`], [`mime`], [`scale`]).
//!
//! This crate is an implementation detail of smenv. Any release can change it.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod floats;
pub mod json;
pub mod limits;
pub mod metrics;
pub mod mime;
pub mod names;
pub mod numbers;
pub mod regular_file;
pub mod reserved;
pub mod scale;
pub mod secret_names;
pub mod suggest;
