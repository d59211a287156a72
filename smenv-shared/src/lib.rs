//! The rules that the macros and the runtime of [smenv](https://docs.rs/smenv) share.
//!
//! What the compiler accepts and what a job accepts must agree, so each of these rules exists once:
//! how names match ([`names`]) and which are reserved ([`reserved`]), what a secret is called
//! ([`secret_names`]), which name was meant ([`suggest`]), how JSON ([`json`]) and numbers
//! ([`numbers`]) are read, and what SageMaker allows ([`limits`], [`mime`]).
//!
//! This crate is an implementation detail of smenv: any release may change it.

pub mod json;
pub mod limits;
pub mod mime;
pub mod names;
pub mod numbers;
pub mod regular_file;
pub mod reserved;
pub mod scale;
pub mod secret_names;
pub mod suggest;
