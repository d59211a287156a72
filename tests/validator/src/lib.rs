//! Only tests: see `tests/agree.rs`.
