//! What the program takes and reports. Its launcher, `examples/launch`, uses these same structs.

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

/// Tells three species of penguin apart by their measurements.
#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
pub(crate) struct Hyperparameters {
    /// Strength of the L2 penalty on the weights.
    #[sm(default = 0.01, range = 0.0..=100.0, tunable)]
    pub(crate) l2_penalty: f64,
    /// Maximum number of iterations of the optimizer.
    #[sm(default = 200, range = 1..=10_000)]
    pub(crate) max_iterations: u64,
    /// Share of the rows held out to test the model.
    #[sm(default = 0.25, range = 0.05..=0.5)]
    pub(crate) test_share: f64,
    /// Measurements that the model uses.
    #[sm(default = Feature::ALL.to_vec(), validate = some_and_none_twice)]
    pub(crate) features: Vec<Feature>,
    /// Seed of the shuffle.
    #[sm(default = 7)]
    pub(crate) seed: u64,
    /// Penalties to draw the accuracy curve for.
    #[sm(
        default = vec![0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0],
        validate = some_and_above_zero,
    )]
    pub(crate) sweep: Vec<f64>,
}

/// A measurement, named like its column in the data: `bill_length_mm`, ….
#[derive(Debug, Clone, Copy, PartialEq, SmCategorical)]
pub(crate) enum Feature {
    BillLengthMm,
    BillDepthMm,
    FlipperLengthMm,
    BodyMassG,
}

impl Feature {
    const ALL: [Self; 4] = [
        Self::BillLengthMm,
        Self::BillDepthMm,
        Self::FlipperLengthMm,
        Self::BodyMassG,
    ];
}

/// The data to train and test the model.
#[derive(SmChannels)]
pub(crate) struct Data {
    /// CSV files with one row per penguin.
    #[sm(content_type = "text/csv")]
    pub(crate) train: Channel,
}

/// What the job reports, and SageMaker finds in its log.
#[derive(SmMetrics)]
pub(crate) struct Metrics {
    /// Share of the training penguins that the model tells apart.
    #[sm(name = "training:accuracy")]
    pub(crate) training_accuracy: f64,
    /// Share of the held-out penguins that the model tells apart.
    #[sm(name = "held-out:accuracy", maximize)]
    pub(crate) held_out_accuracy: f64,
}

fn some_and_none_twice(features: &[Feature]) -> Result<(), String> {
    if features.is_empty() {
        return Err("the model must see at least one measurement".to_owned());
    }
    let is_repeated = |&(i, feature): &(usize, &Feature)| features[..i].contains(feature);
    match features.iter().enumerate().find(is_repeated) {
        Some((_, feature)) => Err(format!("duplicate measurement {}", feature.as_str())),
        None => Ok(()),
    }
}

fn some_and_above_zero(penalties: &[f64]) -> Result<(), String> {
    if penalties.is_empty() {
        return Err("the curve needs at least one penalty".to_owned());
    }
    let drawable = |penalty: &f64| penalty.is_finite() && *penalty > 0.0;
    match penalties.iter().find(|penalty| !drawable(penalty)) {
        Some(penalty) => Err(format!("a logarithmic axis cannot show {penalty}")),
        None => Ok(()),
    }
}
