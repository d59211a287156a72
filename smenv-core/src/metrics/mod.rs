//! The metrics of a program: what it reports while it trains.

pub(crate) mod line;
pub(crate) mod metric_value;
#[cfg(any(feature = "run", feature = "serde"))]
pub(crate) mod problems;
pub(crate) mod sm_metrics;
pub(crate) mod spec;
