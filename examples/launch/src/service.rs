//! Sends the requests: their JSON in the types of the SDK.

use aws_config::BehaviorVersion;
use aws_sdk_sagemaker::Client;
use aws_sdk_sagemaker::types::{
    AlgorithmSpecification, CategoricalParameterRange, CategoricalParameterRangeSpecification,
    Channel, ChannelSpecification, ContinuousParameterRange, ContinuousParameterRangeSpecification,
    DataSource, HyperParameterAlgorithmSpecification, HyperParameterSpecification,
    HyperParameterTrainingJobDefinition, HyperParameterTuningJobConfig,
    HyperParameterTuningJobObjective, IntegerParameterRange, IntegerParameterRangeSpecification,
    MetricDefinition, OutputDataConfig, ParameterRange, ParameterRanges, ResourceConfig,
    ResourceLimits, S3DataSource, StoppingCondition, TrainingSpecification,
};
use serde_json::Value;

use crate::Result;

/// Creates a client with the settings of the AWS command line: `AWS_REGION`, `AWS_ENDPOINT_URL`, ….
pub(crate) async fn client() -> Client {
    Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await)
}

pub(crate) async fn create_training_job(client: &Client, request: &Value) -> Result<()> {
    let algorithm = &request["AlgorithmSpecification"];
    let algorithm = AlgorithmSpecification::builder()
        .training_image(text(&algorithm["TrainingImage"]))
        .training_input_mode(text(&algorithm["TrainingInputMode"]).into())
        .set_metric_definitions(Some(each(&algorithm["MetricDefinitions"], metric)))
        .build();
    client
        .create_training_job()
        .training_job_name(text(&request["TrainingJobName"]))
        .role_arn(text(&request["RoleArn"]))
        .algorithm_specification(algorithm)
        .set_hyper_parameters(Some(texts(&request["HyperParameters"])))
        .set_input_data_config(Some(each(&request["InputDataConfig"], channel)))
        .output_data_config(output(&request["OutputDataConfig"]))
        .resource_config(resources(&request["ResourceConfig"]))
        .stopping_condition(stopping(&request["StoppingCondition"]))
        .send()
        .await?;
    Ok(())
}

pub(crate) async fn create_tuning_job(client: &Client, request: &Value) -> Result<()> {
    let config = &request["HyperParameterTuningJobConfig"];
    let limits = &config["ResourceLimits"];
    let limits = ResourceLimits::builder()
        .max_number_of_training_jobs(number(&limits["MaxNumberOfTrainingJobs"]))
        .max_parallel_training_jobs(number(&limits["MaxParallelTrainingJobs"]))
        .build();
    let config = HyperParameterTuningJobConfig::builder()
        .strategy(text(&config["Strategy"]).into())
        .hyper_parameter_tuning_job_objective(objective(
            &config["HyperParameterTuningJobObjective"],
        ))
        .parameter_ranges(ranges(&config["ParameterRanges"]))
        .resource_limits(limits)
        .build();
    let definition = &request["TrainingJobDefinition"];
    let algorithm = &definition["AlgorithmSpecification"];
    let algorithm = HyperParameterAlgorithmSpecification::builder()
        .training_image(text(&algorithm["TrainingImage"]))
        .training_input_mode(text(&algorithm["TrainingInputMode"]).into())
        .set_metric_definitions(Some(each(&algorithm["MetricDefinitions"], metric)))
        .build();
    let definition = HyperParameterTrainingJobDefinition::builder()
        .role_arn(text(&definition["RoleArn"]))
        .algorithm_specification(algorithm)
        .set_static_hyper_parameters(Some(texts(&definition["StaticHyperParameters"])))
        .set_input_data_config(Some(each(&definition["InputDataConfig"], channel)))
        .output_data_config(output(&definition["OutputDataConfig"]))
        .resource_config(resources(&definition["ResourceConfig"]))
        .stopping_condition(stopping(&definition["StoppingCondition"]))
        .build();
    client
        .create_hyper_parameter_tuning_job()
        .hyper_parameter_tuning_job_name(text(&request["HyperParameterTuningJobName"]))
        .hyper_parameter_tuning_job_config(config)
        .training_job_definition(definition)
        .send()
        .await?;
    Ok(())
}

pub(crate) async fn create_algorithm(client: &Client, request: &Value) -> Result<()> {
    let specification = &request["TrainingSpecification"];
    let instances = specification["SupportedTrainingInstanceTypes"].as_array();
    let instances = instances.into_iter().flatten();
    let specification = TrainingSpecification::builder()
        .training_image(text(&specification["TrainingImage"]))
        .set_supported_hyper_parameters(Some(each(
            &specification["SupportedHyperParameters"],
            hyperparameter,
        )))
        .set_supported_training_instance_types(Some(
            instances.map(|instance| text(instance).into()).collect(),
        ))
        .set_supports_distributed_training(specification["SupportsDistributedTraining"].as_bool())
        .set_metric_definitions(Some(each(&specification["MetricDefinitions"], metric)))
        .set_training_channels(Some(each(
            &specification["TrainingChannels"],
            channel_specification,
        )))
        .set_supported_tuning_job_objective_metrics(Some(each(
            &specification["SupportedTuningJobObjectiveMetrics"],
            objective,
        )))
        .build();
    client
        .create_algorithm()
        .algorithm_name(text(&request["AlgorithmName"]))
        .training_specification(specification)
        .send()
        .await?;
    Ok(())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> i32 {
    value
        .as_i64()
        .and_then(|number| number.try_into().ok())
        .unwrap_or_default()
}

fn optional(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn list(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.map(|item| text(item).to_owned()).collect()
}

fn texts(value: &Value) -> std::collections::HashMap<String, String> {
    let entries = value.as_object().into_iter().flatten();
    entries
        .map(|(name, value)| (name.clone(), text(value).to_owned()))
        .collect()
}

fn each<T>(values: &Value, convert: impl Fn(&Value) -> T) -> Vec<T> {
    let values = values.as_array().into_iter().flatten();
    values.map(convert).collect()
}

fn metric(metric: &Value) -> MetricDefinition {
    MetricDefinition::builder()
        .name(text(&metric["Name"]))
        .regex(text(&metric["Regex"]))
        .build()
}

fn objective(objective: &Value) -> HyperParameterTuningJobObjective {
    HyperParameterTuningJobObjective::builder()
        .r#type(text(&objective["Type"]).into())
        .metric_name(text(&objective["MetricName"]))
        .build()
}

fn channel(channel: &Value) -> Channel {
    let data = &channel["DataSource"]["S3DataSource"];
    let data = S3DataSource::builder()
        .s3_data_type(text(&data["S3DataType"]).into())
        .s3_uri(text(&data["S3Uri"]))
        .build();
    Channel::builder()
        .channel_name(text(&channel["ChannelName"]))
        .content_type(text(&channel["ContentType"]))
        .data_source(DataSource::builder().s3_data_source(data).build())
        .build()
}

fn channel_specification(channel: &Value) -> ChannelSpecification {
    let modes = list(&channel["SupportedInputModes"]);
    ChannelSpecification::builder()
        .name(text(&channel["Name"]))
        .set_description(optional(&channel["Description"]))
        .set_is_required(channel["IsRequired"].as_bool())
        .set_supported_content_types(Some(list(&channel["SupportedContentTypes"])))
        .set_supported_input_modes(Some(
            modes.iter().map(|mode| mode.as_str().into()).collect(),
        ))
        .build()
}

fn hyperparameter(specification: &Value) -> HyperParameterSpecification {
    let range = &specification["Range"];
    let integer = &range["IntegerParameterRangeSpecification"];
    let continuous = &range["ContinuousParameterRangeSpecification"];
    let categorical = &range["CategoricalParameterRangeSpecification"];
    let range = if integer.is_object() {
        let integer = IntegerParameterRangeSpecification::builder()
            .min_value(text(&integer["MinValue"]))
            .max_value(text(&integer["MaxValue"]));
        Some(ParameterRange::builder().integer_parameter_range_specification(integer.build()))
    } else if continuous.is_object() {
        let continuous = ContinuousParameterRangeSpecification::builder()
            .min_value(text(&continuous["MinValue"]))
            .max_value(text(&continuous["MaxValue"]));
        Some(ParameterRange::builder().continuous_parameter_range_specification(continuous.build()))
    } else if categorical.is_object() {
        let categorical = CategoricalParameterRangeSpecification::builder()
            .set_values(Some(list(&categorical["Values"])));
        Some(
            ParameterRange::builder()
                .categorical_parameter_range_specification(categorical.build()),
        )
    } else {
        None
    };
    HyperParameterSpecification::builder()
        .name(text(&specification["Name"]))
        .set_description(optional(&specification["Description"]))
        .r#type(text(&specification["Type"]).into())
        .set_range(range.map(|range| range.build()))
        .set_is_tunable(specification["IsTunable"].as_bool())
        .set_is_required(specification["IsRequired"].as_bool())
        .set_default_value(optional(&specification["DefaultValue"]))
        .build()
}

fn ranges(ranges: &Value) -> ParameterRanges {
    let integer = |range: &Value| {
        IntegerParameterRange::builder()
            .name(text(&range["Name"]))
            .min_value(text(&range["MinValue"]))
            .max_value(text(&range["MaxValue"]))
            .set_scaling_type(
                optional(&range["ScalingType"]).map(|scaling| scaling.as_str().into()),
            )
            .build()
    };
    let continuous = |range: &Value| {
        ContinuousParameterRange::builder()
            .name(text(&range["Name"]))
            .min_value(text(&range["MinValue"]))
            .max_value(text(&range["MaxValue"]))
            .set_scaling_type(
                optional(&range["ScalingType"]).map(|scaling| scaling.as_str().into()),
            )
            .build()
    };
    let categorical = |range: &Value| {
        CategoricalParameterRange::builder()
            .name(text(&range["Name"]))
            .set_values(Some(list(&range["Values"])))
            .build()
    };
    ParameterRanges::builder()
        .set_integer_parameter_ranges(Some(each(&ranges["IntegerParameterRanges"], integer)))
        .set_continuous_parameter_ranges(Some(each(
            &ranges["ContinuousParameterRanges"],
            continuous,
        )))
        .set_categorical_parameter_ranges(Some(each(
            &ranges["CategoricalParameterRanges"],
            categorical,
        )))
        .build()
}

fn output(output: &Value) -> OutputDataConfig {
    OutputDataConfig::builder()
        .s3_output_path(text(&output["S3OutputPath"]))
        .build()
}

fn resources(resources: &Value) -> ResourceConfig {
    ResourceConfig::builder()
        .instance_type(text(&resources["InstanceType"]).into())
        .instance_count(number(&resources["InstanceCount"]))
        .volume_size_in_gb(number(&resources["VolumeSizeInGB"]))
        .build()
}

fn stopping(stopping: &Value) -> StoppingCondition {
    StoppingCondition::builder()
        .max_runtime_in_seconds(number(&stopping["MaxRuntimeInSeconds"]))
        .build()
}
