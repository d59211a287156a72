//! Waits for a job, and shows its metrics as they come.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_sagemaker::Client;
use aws_sdk_sagemaker::types::{HyperParameterTuningJobStatus, TrainingJobStatus};
use tokio::time::sleep;

use crate::Result;

/// Waits until a training job has ended.
pub(crate) async fn training_job(client: &Client, name: &str, poll: Duration) -> Result<()> {
    let (mut shown_status, mut shown) = (String::new(), BTreeMap::new());
    loop {
        let job = client
            .describe_training_job()
            .training_job_name(name)
            .send()
            .await?;
        let status = job
            .secondary_status()
            .map_or_else(String::new, |status| status.as_str().to_owned());
        if status != shown_status {
            println!("{name}: {status}");
            shown_status = status;
        }
        for metric in job.final_metric_data_list() {
            let metric_name = metric.metric_name().unwrap_or_default().to_owned();
            let value = metric.value().unwrap_or(f32::NAN);
            if shown.insert(metric_name.clone(), value.to_bits()) != Some(value.to_bits()) {
                println!("{name}: {metric_name}={value}");
            }
        }
        match job.training_job_status() {
            Some(TrainingJobStatus::Completed | TrainingJobStatus::Stopped) => return Ok(()),
            Some(TrainingJobStatus::Failed) => {
                let reason = job.failure_reason().unwrap_or("no reason given");
                return Err(format!("{name} failed: {reason}").into());
            }
            _ => sleep(poll).await,
        }
    }
}

/// Waits until a tuning job has ended.
pub(crate) async fn tuning_job(client: &Client, name: &str, poll: Duration) -> Result<()> {
    let mut shown = String::new();
    loop {
        let job = client
            .describe_hyper_parameter_tuning_job()
            .hyper_parameter_tuning_job_name(name)
            .send()
            .await?;
        if let Some(best) = job.best_training_job() {
            let objective = best.final_hyper_parameter_tuning_job_objective_metric();
            let line = format!(
                "{}: {}",
                best.training_job_name().unwrap_or_default(),
                objective.map_or_else(String::new, |metric| format!(
                    "{}={}",
                    metric.metric_name().unwrap_or_default(),
                    metric.value().unwrap_or(f32::NAN),
                )),
            );
            if line != shown {
                println!("best so far: {line}");
                shown = line;
            }
        }
        match job.hyper_parameter_tuning_job_status() {
            Some(
                HyperParameterTuningJobStatus::Completed | HyperParameterTuningJobStatus::Stopped,
            ) => {
                println!("{name}: ended");
                return Ok(());
            }
            Some(HyperParameterTuningJobStatus::Failed) => {
                let reason = job.failure_reason().unwrap_or("no reason given");
                return Err(format!("{name} failed: {reason}").into());
            }
            _ => sleep(poll).await,
        }
    }
}
