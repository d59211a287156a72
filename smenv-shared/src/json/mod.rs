//! Python's JSON: RFC 8259 plus what `json.dumps` writes.

pub mod equality;
pub mod escape;
pub mod scanner;
pub mod token;
pub mod value;
pub mod write;
