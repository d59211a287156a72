//! The environment in a training job's container, as SageMaker's training toolkit leaves it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::{Fields, Value};

/// The number of variables.
const COUNT: usize = 150;

/// Returns `SM_HPS` with native values: numbers, booleans, lists, text.
pub fn sm_hps_of_values<F: Fields>() -> String {
    object(F::VALUES, Value::compact)
}

/// Returns `SM_HPS` with every value as text.
pub fn sm_hps_of_strings<F: Fields>() -> String {
    object(F::VALUES, |value| quoted(&value.text()))
}

/// Returns all variables of the container.
pub fn variables<F: Fields>() -> BTreeMap<String, String> {
    let sm_hps = sm_hps_of_values::<F>();
    let arguments: Vec<_> = F::VALUES
        .iter()
        .flat_map(|value| [format!("\"--{}\"", value.name), quoted(&value.text())])
        .collect();

    let mut variables: BTreeMap<String, String> = OF_EVERY_JOB
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    variables.extend(
        F::VALUES
            .iter()
            .map(|value| (value.variable.to_owned(), value.text())),
    );
    variables.insert(
        "SM_TRAINING_ENV".to_owned(),
        TRAINING_ENV.replace("HYPERPARAMETERS", &sm_hps),
    );
    variables.insert(
        "SM_USER_ARGS".to_owned(),
        format!("[{}]", arguments.join(",")),
    );
    variables.insert("SM_HPS".to_owned(), sm_hps);
    for service in 0.. {
        if variables.len() >= COUNT {
            break;
        }
        variables.insert(
            format!("SERVICE_{service}_PORT_8080_TCP_ADDR"),
            format!("10.0.{service}.17"),
        );
    }
    variables
}

impl Value {
    /// Returns the JSON without spaces, as the toolkit writes it.
    fn compact(&self) -> String {
        self.json.replace(", ", ",")
    }

    /// Returns the text of the value's variable.
    fn text(&self) -> String {
        self.compact().trim_matches('"').to_owned()
    }
}

fn object(values: &[Value], json: impl Fn(&Value) -> String) -> String {
    let mut object = String::new();
    for value in values {
        let comma = if object.is_empty() { '{' } else { ',' };
        write!(object, "{comma}\"{}\":{}", value.name, json(value)).expect("a `String` takes all");
    }
    object + "}"
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

const TRAINING_ENV: &str = r#"{"additional_framework_parameters":{},"channel_input_dirs":{"train":"/opt/ml/input/data/train","validation":"/opt/ml/input/data/validation"},"current_host":"algo-1","hosts":["algo-1"],"hyperparameters":HYPERPARAMETERS,"input_config_dir":"/opt/ml/input/config","is_master":true,"job_name":"digits-2024-11-05-10-21-09-322","log_level":20,"model_dir":"/opt/ml/model","num_cpus":8,"num_gpus":1,"output_data_dir":"/opt/ml/output/data"}"#;

const OF_EVERY_JOB: [(&str, &str); 47] = [
    (
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "/v2/credentials/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    ),
    ("AWS_EXECUTION_ENV", "AWS_ECS_EC2"),
    ("AWS_REGION", "us-west-2"),
    ("CURRENT_HOST", "algo-1"),
    ("CURRENT_INSTANCE_TYPE", "ml.g5.2xlarge"),
    ("HOME", "/root"),
    ("HOSTNAME", "ip-10-0-113-42.us-west-2.compute.internal"),
    ("LANG", "C.UTF-8"),
    (
        "LD_LIBRARY_PATH",
        "/usr/local/nvidia/lib:/usr/local/nvidia/lib64",
    ),
    ("NVIDIA_VISIBLE_DEVICES", "all"),
    (
        "PATH",
        "/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ),
    ("PYTHONUNBUFFERED", "1"),
    ("SAGEMAKER_JOB_NAME", "digits-2024-11-05-10-21-09-322"),
    ("SAGEMAKER_REGION", "us-west-2"),
    ("SM_CHANNELS", r#"["train","validation"]"#),
    ("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train"),
    ("SM_CHANNEL_VALIDATION", "/opt/ml/input/data/validation"),
    ("SM_CURRENT_HOST", "algo-1"),
    ("SM_CURRENT_INSTANCE_GROUP", "homogeneousCluster"),
    ("SM_CURRENT_INSTANCE_GROUP_HOSTS", r#"["algo-1"]"#),
    ("SM_CURRENT_INSTANCE_TYPE", "ml.g5.2xlarge"),
    ("SM_DISTRIBUTION_INSTANCE_GROUPS", "[]"),
    ("SM_FRAMEWORK_MODULE", ""),
    ("SM_FRAMEWORK_PARAMS", "{}"),
    ("SM_HOSTS", r#"["algo-1"]"#),
    ("SM_INPUT_CONFIG_DIR", "/opt/ml/input/config"),
    (
        "SM_INPUT_DATA_CONFIG",
        r#"{"train":{"RecordWrapperType":"None","S3DistributionType":"FullyReplicated","TrainingInputMode":"File"},"validation":{"ContentType":"text/csv","RecordWrapperType":"None","S3DistributionType":"FullyReplicated","TrainingInputMode":"File"}}"#,
    ),
    ("SM_INPUT_DIR", "/opt/ml/input"),
    ("SM_INSTANCE_GROUPS", r#"["homogeneousCluster"]"#),
    (
        "SM_INSTANCE_GROUPS_DICT",
        r#"{"homogeneousCluster":{"hosts":["algo-1"],"instance_group_name":"homogeneousCluster","instance_type":"ml.g5.2xlarge"}}"#,
    ),
    ("SM_IS_HETERO", "false"),
    ("SM_LOG_LEVEL", "20"),
    ("SM_MODEL_DIR", "/opt/ml/model"),
    (
        "SM_MODULE_DIR",
        "s3://bucket/digits/source/sourcedir.tar.gz",
    ),
    ("SM_MODULE_NAME", "train"),
    ("SM_NETWORK_INTERFACE_NAME", "eth0"),
    ("SM_NUM_CPUS", "8"),
    ("SM_NUM_GPUS", "1"),
    ("SM_NUM_NEURONS", "0"),
    ("SM_OUTPUT_DATA_DIR", "/opt/ml/output/data"),
    ("SM_OUTPUT_DIR", "/opt/ml/output"),
    ("SM_OUTPUT_INTERMEDIATE_DIR", "/opt/ml/output/intermediate"),
    (
        "SM_RESOURCE_CONFIG",
        r#"{"current_group_name":"homogeneousCluster","current_host":"algo-1","current_instance_type":"ml.g5.2xlarge","hosts":["algo-1"],"instance_groups":[{"hosts":["algo-1"],"instance_group_name":"homogeneousCluster","instance_type":"ml.g5.2xlarge"}],"network_interface_name":"eth0"}"#,
    ),
    ("SM_USER_ENTRY_POINT", "train"),
    (
        "TRAINING_JOB_ARN",
        "arn:aws:sagemaker:us-west-2:111122223333:training-job/digits-2024-11-05-10-21-09-322",
    ),
    ("TRAINING_JOB_NAME", "digits-2024-11-05-10-21-09-322"),
    ("TZ", "UTC"),
];
