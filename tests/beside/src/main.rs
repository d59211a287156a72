//! Trains nothing much, with a struct of hyperparameters for which six crates derive something, in
//! an async function.

use std::fmt;
use std::process::ExitCode;
use std::time::Duration;

use async_trait::async_trait;
use bon::Builder;
use clap::{Args, Parser, ValueEnum};
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_with::{DisplayFromStr, DurationSeconds, serde_as, skip_serializing_none};
use smenv::{Channel, Job, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};
use thiserror::Error;

/// Trains nothing much.
#[serde_as]
#[skip_serializing_none]
#[derive(Builder, Clone, Debug, Deserialize, Parser, PartialEq, Serialize, SmHyperparameters)]
#[command(rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
#[sm(rename_all = "kebab-case", validate = Self::warms_up)]
struct Hyperparameters {
    /// Samples per optimizer step.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    #[builder(default = 64)]
    #[serde(default = "Hyperparameters::batch_size")]
    #[serde_as(as = "DisplayFromStr")]
    #[sm(default = 64, range = 1..=4096, tunable, scale = "log")]
    batch_size: u32,
    /// Step size.
    #[arg(long)]
    #[sm(alias = "lr", range = 1e-6..=1.0)]
    learning_rate: f64,
    /// What walks downhill.
    #[arg(long, value_enum)]
    optimizer: Optimizer,
    /// Units of each layer.
    #[arg(long, num_args = 0..)]
    #[builder(default = vec![64, 64])]
    #[serde(default)]
    #[sm(default = (0..2).map(|_| Self::UNITS).collect())]
    layers: Vec<usize>,
    /// Steps until the full step size.
    #[arg(long)]
    #[sm(range = ..=Self::MOST_WARMUP)]
    warmup_steps: Option<u64>,
    /// How long to wait.
    #[arg(long, value_parser = |text: &str| seconds::from_text(text))]
    #[serde(rename = "patience-seconds")]
    #[serde_as(as = "Option<DurationSeconds<u64>>")]
    #[sm(with = seconds)]
    patience: Option<Duration>,
    /// How images are varied.
    #[command(flatten)]
    #[builder(default)]
    #[serde(default)]
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

impl Hyperparameters {
    const UNITS: usize = 64;
    const MOST_WARMUP: u64 = 10_000;

    fn batch_size() -> u32 {
        64
    }

    fn warms_up(&self) -> Result<(), TrainingError> {
        match self.warmup_steps {
            Some(0) => Err(TrainingError::NoWarmup { steps: 0 }),
            _ => Ok(()),
        }
    }
}

#[derive(
    Args, Builder, Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize, SmHyperparameters,
)]
struct Augment {
    /// Whether images are mirrored.
    #[arg(long = "aug-flip", default_value_t = true, action = clap::ArgAction::Set)]
    #[builder(default = true)]
    #[sm(default = true)]
    flip: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, SmCategorical, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Optimizer {
    /// With momentum.
    #[value(alias = "adam-w")]
    #[sm(alias = "adam-w")]
    Adam,
    /// Without.
    Sgd,
}

#[derive(SmChannels)]
struct Data {
    train: Option<Channel>,
}

#[skip_serializing_none]
#[derive(Builder, Clone, Debug, Serialize, SmMetrics)]
struct Metrics {
    /// What is left of the loss.
    #[serde(rename = "loss")]
    #[sm(name = "train:loss", minimize)]
    loss: f64,
    accuracy: Option<f64>,
}

#[derive(Debug, Error)]
enum TrainingError {
    #[error("{steps} warmup steps are none: leave them out")]
    NoWarmup { steps: u64 },
    #[error("the loss is {0}")]
    Diverged(f64),
    #[error("the model cannot be written")]
    Write(#[from] std::io::Error),
    #[error(transparent)]
    Job(#[from] smenv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

mod seconds {
    use std::num::ParseIntError;
    use std::time::Duration;

    pub(crate) fn from_text(text: &str) -> Result<Duration, ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(crate) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[async_trait]
trait Step: fmt::Debug {
    async fn step(&self, loss: f64) -> f64;
}

#[async_trait]
impl Step for Hyperparameters {
    async fn step(&self, loss: f64) -> f64 {
        tokio::task::yield_now().await;
        loss * (1.0 - self.learning_rate)
    }
}

fn main() -> ExitCode {
    smenv::run(start)
}

#[tokio::main(flavor = "current_thread")]
async fn start(job: Job<Hyperparameters, Data, Metrics>) -> Result<(), TrainingError> {
    let loss = train(&job.hyperparameters).await?;
    println!(
        "loss {loss} with {:?}, data in {:?}",
        job.hyperparameters, job.channels.train
    );
    job.report(&Metrics::builder().loss(loss).build());
    let model = serde_json::to_string(&job.hyperparameters)?;
    Ok(smenv::write_atomic(
        job.env.model_dir().join("model.json"),
        model,
    )?)
}

async fn train(hyperparameters: &Hyperparameters) -> Result<f64, TrainingError> {
    let step = |loss, _| hyperparameters.step(loss);
    let loss = stream::iter(0..hyperparameters.batch_size)
        .take(3)
        .fold(1.0, step)
        .await;
    if loss.is_finite() {
        Ok(loss)
    } else {
        Err(TrainingError::Diverged(loss))
    }
}

#[cfg(test)]
mod tests {
    use smenv::Source;

    use super::*;

    fn read(hps: &str) -> Result<Hyperparameters, smenv::Error> {
        Hyperparameters::from_source(&Source::from_vars([("SM_HPS", hps)]))
    }

    fn built() -> Hyperparameters {
        Hyperparameters::builder()
            .learning_rate(0.5)
            .optimizer(Optimizer::Adam)
            .augment(Augment::builder().build())
            .build()
    }

    #[test]
    fn a_job_s_struct_is_the_builder_s() {
        assert_eq!(
            read(r#"{"lr": "0.5", "optimizer": "adam-w"}"#).unwrap(),
            built()
        );
        let slow =
            read(r#"{"lr": "0.5", "optimizer": "adam", "patience": "60", "aug-flip": "no"}"#)
                .unwrap();
        assert_eq!(
            (slow.patience, slow.augment.flip),
            (Some(Duration::from_secs(60)), false)
        );
    }

    #[test]
    fn a_job_s_struct_is_that_of_clap_and_serde() {
        let typed =
            Hyperparameters::parse_from(["train", "--learning-rate", "0.5", "--optimizer", "adam"]);
        assert_eq!(
            Hyperparameters {
                layers: vec![64, 64],
                ..typed
            },
            built()
        );
        let text = serde_json::to_string(&built()).unwrap();
        assert_eq!(
            text,
            r#"{"batch-size":"64","learning-rate":0.5,"optimizer":"adam","layers":[64,64],"augment":{"flip":true}}"#
        );
        assert_eq!(
            serde_json::from_str::<Hyperparameters>(&text).unwrap(),
            built()
        );
    }

    #[test]
    fn ranges_and_rules_hold() {
        let mistakes =
            r#"{"lr": "2", "optimizer": "adm", "batch-size": "5000", "warmup-steps": "10001"}"#;
        assert_eq!(read(mistakes).unwrap_err().problems().len(), 4);
        let error = read(r#"{"lr": "0.5", "optimizer": "sgd", "warmup-steps": "0"}"#).unwrap_err();
        assert!(
            error.to_string().contains("0 warmup steps are none"),
            "{error}"
        );
    }

    #[test]
    fn one_enum_has_the_same_names_everywhere() {
        let clap: Vec<String> = Optimizer::value_variants()
            .iter()
            .map(|value| value.to_possible_value().unwrap().get_name().to_owned())
            .collect();
        assert_eq!(Optimizer::CHOICES, clap);
        assert_eq!(
            serde_json::from_str::<Vec<Optimizer>>(r#"["adam", "sgd"]"#).unwrap(),
            Optimizer::value_variants()
        );
    }

    #[tokio::test]
    async fn an_async_function_trains() {
        assert_eq!(train(&built()).await.unwrap(), 0.125);
        let infinite = Hyperparameters {
            learning_rate: f64::NAN,
            ..built()
        };
        assert!(matches!(
            train(&infinite).await,
            Err(TrainingError::Diverged(_))
        ));
    }
}
