//! The metrics of a program: what it reports while it trains.

pub(crate) mod line;
pub(crate) mod metric_value;
pub(crate) mod sm_metrics;
pub(crate) mod spec;
