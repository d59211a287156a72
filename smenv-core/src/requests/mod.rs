//! Requests to start jobs, checked before a job starts.

pub(crate) mod check;
pub(crate) mod keys;
pub(crate) mod objective;
pub(crate) mod ranges;
pub(crate) mod request;
pub(crate) mod service_limits;
