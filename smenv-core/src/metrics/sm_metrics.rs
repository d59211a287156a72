//! The trait of structs of metrics.

use crate::metrics::line::MetricWriter;
use crate::metrics::spec::MetricsSpec;

/// A struct of the metrics that a program reports while it trains.
///
/// Implement it with `#[derive(SmMetrics)]`:
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmMetrics;
/// use smenv::SmMetrics;
///
/// #[derive(SmMetrics)]
/// # #[sm(crate = smenv_core)]
/// struct Metrics {
///     /// Mean cross-entropy of the training set, in nats.
///     #[sm(name = "train:loss", minimize)]
///     train_loss: f64,
///     /// Share of the validation set that is classified correctly, after an epoch.
///     #[sm(name = "validation:accuracy", maximize)]
///     validation_accuracy: Option<f64>,
/// }
///
/// let metrics = Metrics { train_loss: 0.25, validation_accuracy: None };
/// assert_eq!(metrics.line().as_deref(), Some("metrics: train:loss=0.25;"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of metrics",
    label = "does not derive `SmMetrics`",
    note = "add `#[derive(SmMetrics)]` to your struct"
)]
pub trait SmMetrics {
    /// The table of the struct's metrics: their names, docs and objectives.
    const SPEC: &'static MetricsSpec;

    /// Returns the line that reports the metrics, in which SageMaker finds them by their
    /// [definitions]. Metrics without a value are omitted; if none has one, there is no line.
    ///
    /// [`Job::report`](crate::Job::report) prints it.
    ///
    /// [definitions]: https://docs.rs/smenv/latest/smenv/export/struct.MetricDefinition.html
    fn line(&self) -> Option<String> {
        let mut writer = MetricWriter::default();
        self.__write(&mut writer);
        writer.finish()
    }

    #[doc(hidden)]
    fn __write(&self, writer: &mut MetricWriter);
}

/// No metrics, for a program that does not declare which it reports.
impl SmMetrics for () {
    const SPEC: &'static MetricsSpec = &MetricsSpec::new("()", "", &[]);

    fn __write(&self, _: &mut MetricWriter) {}
}
