//! The requests, in the JSON of SageMaker's API.

use serde_json::{Value, json};
use smenv::SmHyperparameters;
use smenv::export::{NarrowError, TrainingSpecification};

use crate::program::{Data, Hyperparameters, Metrics};

/// What only the launcher knows.
pub(crate) struct Launch {
    pub(crate) name: String,
    pub(crate) image: String,
    pub(crate) role: String,
    pub(crate) bucket: String,
    pub(crate) instance_type: String,
}

impl Launch {
    /// Returns the body of `CreateTrainingJob`.
    pub(crate) fn training_job(&self, hp: &Hyperparameters) -> Value {
        let mut request = self.definition();
        request["TrainingJobName"] = json!(self.name);
        request["HyperParameters"] = json!(hp.to_hyperparameters());
        request
    }

    /// Returns the body of `CreateHyperParameterTuningJob`.
    pub(crate) fn tuning_job(&self, hp: &Hyperparameters) -> Result<Value, NarrowError> {
        // A wrong name does not compile, and a range beyond that of the struct is an error.
        let ranges = Hyperparameters::parameter_ranges()
            .narrow(Hyperparameters::names().l2_penalty, 0.001..=10.0)?;
        let mut fixed = hp.to_hyperparameters();
        for tuned in ranges.names() {
            fixed.remove(tuned);
        }
        let mut definition = self.definition();
        definition["StaticHyperParameters"] = json!(fixed);
        let specification = specification();
        Ok(json!({
            "HyperParameterTuningJobName": self.name,
            "HyperParameterTuningJobConfig": {
                "Strategy": "Bayesian",
                "HyperParameterTuningJobObjective": specification.supported_tuning_job_objective_metrics[0],
                "ParameterRanges": ranges,
                "ResourceLimits": {"MaxNumberOfTrainingJobs": 20, "MaxParallelTrainingJobs": 2},
            },
            "TrainingJobDefinition": definition,
        }))
    }

    /// Returns the body of `CreateAlgorithm`.
    pub(crate) fn algorithm(&self) -> Value {
        let mut specification = specification();
        specification.training_image = Some(self.image.clone());
        specification.supported_training_instance_types = Some(vec![self.instance_type.clone()]);
        specification.supports_distributed_training = Some(false);
        json!({"AlgorithmName": self.name, "TrainingSpecification": specification})
    }

    /// Returns what a training job and the definition of a tuning job have in common.
    fn definition(&self) -> Value {
        json!({
            "RoleArn": self.role,
            "AlgorithmSpecification": {
                "TrainingImage": self.image,
                "TrainingInputMode": "File",
                "MetricDefinitions": specification().metric_definitions,
            },
            "InputDataConfig": [{
                "ChannelName": Data::names().train,
                "ContentType": "text/csv",
                "DataSource": {"S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": format!("s3://{}/penguins/train/", self.bucket),
                }},
            }],
            "OutputDataConfig": {"S3OutputPath": format!("s3://{}/penguins/output/", self.bucket)},
            "ResourceConfig": {
                "InstanceType": self.instance_type,
                "InstanceCount": 1,
                "VolumeSizeInGB": 10,
            },
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        })
    }
}

fn specification() -> TrainingSpecification {
    TrainingSpecification::of::<Hyperparameters, Data, Metrics>()
}
