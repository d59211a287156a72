//! What the program reports, and SageMaker finds in its log.

use smenv::SmMetrics;

/// The metrics of an epoch.
#[derive(Debug, SmMetrics)]
pub(crate) struct Metrics {
    /// Number of the epoch, counted from 1.
    pub(crate) epoch: usize,
    /// Mean cross-entropy of the training images, in nats.
    #[sm(name = "training:loss", minimize)]
    pub(crate) training_loss: f64,
    /// Mean cross-entropy of the held-out images, in nats.
    #[sm(name = "held-out:loss", minimize)]
    pub(crate) held_out_loss: f64,
    /// Share of the held-out images that are read correctly.
    #[sm(name = "held-out:accuracy", maximize)]
    pub(crate) held_out_accuracy: f64,
}
