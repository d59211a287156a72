//! Python's JSON: RFC 8259 and what `json.dumps` adds to it.

pub mod equality;
pub mod escape;
pub mod scanner;
pub mod token;
pub mod value;
