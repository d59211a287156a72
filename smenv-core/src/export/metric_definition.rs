//! The metrics that SageMaker finds in the output of a program.

use smenv_shared::metrics::regex;

use crate::metrics::spec::{MetricSpec, MetricsSpec, Objective};
use crate::shapes::shape::shape;
use crate::shapes::words::words;

shape! {
    /// A metric that SageMaker finds in the output of a program: SageMaker's [`MetricDefinition`].
    ///
    /// [`MetricDefinition`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricDefinition.html
    pub struct MetricDefinition {
        /// The name, of at most 255 characters.
        "Name" => pub name: String,
        /// The regular expression whose group is the value, of at most 500 characters.
        "Regex" => pub regex: String,
    }
}

shape! {
    /// A metric that a tuner can optimize: SageMaker's `HyperParameterTuningJobObjective`.
    pub struct HyperParameterTuningJobObjective {
        /// What the tuner aims for.
        "Type" => pub objective_type: HyperParameterTuningJobObjectiveType,
        /// The name of the metric.
        "MetricName" => pub metric_name: String,
    }
}

words! {
    /// What a tuner aims for: SageMaker's `HyperParameterTuningJobObjectiveType`.
    pub enum HyperParameterTuningJobObjectiveType {
        /// The greatest value.
        Maximize => "Maximize",
        /// The smallest value.
        Minimize => "Minimize",
    }
}

impl From<Objective> for HyperParameterTuningJobObjectiveType {
    fn from(objective: Objective) -> Self {
        match objective {
            Objective::Maximize => HyperParameterTuningJobObjectiveType::Maximize,
            Objective::Minimize => HyperParameterTuningJobObjectiveType::Minimize,
        }
    }
}

impl MetricDefinition {
    /// Returns the definition of a metric.
    #[must_use]
    pub fn of(metric: &MetricSpec) -> Self {
        MetricDefinition {
            name: metric.name().to_owned(),
            regex: regex(metric.name()),
        }
    }
}

/// Returns the metrics that a tuner can optimize.
pub(super) fn objectives(spec: &MetricsSpec) -> Vec<HyperParameterTuningJobObjective> {
    let objective = |metric: &MetricSpec| {
        Some(HyperParameterTuningJobObjective {
            objective_type: metric.objective()?.into(),
            metric_name: metric.name().to_owned(),
        })
    };
    spec.metrics().iter().filter_map(objective).collect()
}
