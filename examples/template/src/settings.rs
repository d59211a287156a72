//! What the program takes and reports. `specification.json` is what it prints about these structs
//! for those who start it. If they differ in more than descriptions, the program does not compile.

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

/// Fits a line to points.
#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case", schema = "specification.json")]
pub(crate) struct Hyperparameters {
    /// Passes over the points.
    #[sm(default = 200, range = 1..=100_000)]
    pub(crate) epochs: usize,
    /// Step size.
    #[sm(default = 0.1, range = 1e-6..=1.0, tunable, scale = "log")]
    pub(crate) learning_rate: f64,
    /// What the line minimizes.
    #[sm(default = Loss::Squared, tunable)]
    pub(crate) loss: Loss,
}

#[derive(Clone, Copy, Debug, SmCategorical)]
pub(crate) enum Loss {
    /// The mean squared error.
    Squared,
    /// The mean absolute error.
    Absolute,
}

/// The data of the job.
#[derive(SmChannels)]
#[sm(schema = "specification.json")]
pub(crate) struct Data {
    /// CSV files with an x and a y per line.
    #[sm(content_type = "text/csv", default = "data")]
    pub(crate) train: Channel,
}

/// What the job reports while it trains.
#[derive(SmMetrics)]
#[sm(schema = "specification.json")]
pub(crate) struct Metrics {
    /// The loss of an epoch, before its step.
    #[sm(name = "train:loss", minimize)]
    pub(crate) loss: f64,
}
