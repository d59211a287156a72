//! A struct of metrics as data.

/// The metrics of a struct: [`SmMetrics::SPEC`](crate::SmMetrics::SPEC).
#[derive(Clone, Copy, Debug)]
pub struct MetricsSpec {
    name: &'static str,
    docs: &'static str,
    metrics: &'static [MetricSpec],
}

impl MetricsSpec {
    /// Creates the table of a struct.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        metrics: &'static [MetricSpec],
    ) -> Self {
        MetricsSpec {
            name,
            docs,
            metrics,
        }
    }

    /// Returns the name of the struct.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the struct.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the metrics, in the order of the fields.
    #[must_use]
    pub const fn metrics(&self) -> &'static [MetricSpec] {
        self.metrics
    }
}

/// A metric that a program reports, a row of [`MetricsSpec`].
#[derive(Clone, Copy, Debug)]
pub struct MetricSpec {
    name: &'static str,
    docs: &'static str,
    objective: Option<Objective>,
}

impl MetricSpec {
    /// Creates a row of the table.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, docs: &'static str, objective: Option<Objective>) -> Self {
        MetricSpec {
            name,
            docs,
            objective,
        }
    }

    /// Returns the name, such as `train:loss`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the field.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns what a tuner aims for, if the metric can be its objective.
    #[must_use]
    pub const fn objective(&self) -> Option<Objective> {
        self.objective
    }
}

/// What a tuner aims for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Objective {
    /// The smallest value: `#[sm(minimize)]`.
    Minimize,
    /// The greatest value: `#[sm(maximize)]`.
    Maximize,
}
