//! The runtime of [smenv](https://docs.rs/smenv): where hyperparameters come from, what text
//! becomes, and every problem at once.
//!
//! Programs depend on the crate `smenv`, which re-exports all of this beside the derive macros.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod attributes;
mod channels;
mod error;
#[cfg(feature = "serde")]
pub mod export;
mod facts;
mod faults;
mod files;
mod hyperparameters;
mod index;
mod layers;
mod metrics;
mod private;
mod render;
#[cfg(feature = "serde")]
mod requests;
#[cfg(feature = "run")]
mod run;
#[cfg(feature = "serde")]
mod shapes;
mod source;
mod spec;
#[cfg(feature = "testing")]
pub mod testing;
mod training_env;
mod values;

pub use smenv_shared::scale::Scale;

pub use channels::channel::{Channel, DataDistribution, InputMode, RecordWrapper};
pub use channels::sm_channels::SmChannels;
pub use channels::spec::{ChannelSpec, ChannelsSpec};
pub use error::error::Error;
pub use error::problem::{Origin, Problem, ProblemKind, Subject};
pub use facts::cluster::{HostTopology, InstanceGroup};
pub use facts::log_level::LogLevel;
pub use files::checkpoints::{Checkpoint, Checkpoints};
pub use files::write_atomic::{write_atomic, write_atomic_with};
pub use hyperparameters::explanation::{Explanation, ExplanationRow};
pub use hyperparameters::sm_hyperparameters::SmHyperparameters;
pub use metrics::metric_value::MetricValue;
pub use metrics::sm_metrics::SmMetrics;
pub use metrics::spec::{MetricSpec, MetricsSpec, Objective};
#[doc(hidden)]
pub use private::__private0;
#[cfg(feature = "run")]
pub use run::job::Job;
#[cfg(feature = "run")]
pub use run::run::{run, run_from};
#[cfg(feature = "run")]
pub use run::stop_signal::StopSignal;
#[cfg(feature = "run")]
pub use run::training_error::TrainingError;
pub use source::source::Source;
pub use spec::spec::{FieldKind, FieldSpec, RangeEnd, Spec};
pub use training_env::training_env::TrainingEnv;
pub use values::categorical::SmCategorical;
pub use values::hyperparameter_value::HyperparameterValue;
pub use values::range::Bounded;
pub use values::raw_value::RawValue;
pub use values::value_error::ValueError;
pub use values::value_type::ValueType;
