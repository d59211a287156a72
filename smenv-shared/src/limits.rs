//! SageMaker's limits, from the API reference of [`CreateTrainingJob`] and
//! [`HyperParameterSpecification`].
//!
//! [`CreateTrainingJob`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
//! [`HyperParameterSpecification`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html

/// The maximum number of hyperparameters of a job.
pub const MAX_HYPERPARAMETERS: usize = 100;
/// The maximum length of the name of a hyperparameter, in characters.
pub const MAX_NAME_LENGTH: usize = 256;
/// The maximum length of the value of a hyperparameter, in characters.
pub const MAX_VALUE_LENGTH: usize = 2500;
/// The maximum number of values of a categorical hyperparameter.
pub const MAX_CHOICES: usize = 30;
/// The maximum length of a value of a categorical hyperparameter, in characters.
pub const MAX_CHOICE_LENGTH: usize = 256;
/// The maximum length of a description, in characters.
pub const MAX_DESCRIPTION_LENGTH: usize = 1024;
/// The maximum number of hyperparameters that a tuning job varies.
pub const MAX_PARAMETER_RANGES: usize = 30;
/// The maximum number of channels of an algorithm.
pub const MAX_CHANNEL_SPECIFICATIONS: usize = 8;
/// The maximum number of metrics of a job.
pub const MAX_METRICS: usize = 40;
/// The maximum length of the name of a metric, in characters.
pub const MAX_METRIC_NAME_LENGTH: usize = 255;
/// The maximum length of the regular expression of a metric, in characters.
pub const MAX_METRIC_REGEX_LENGTH: usize = 500;
/// The maximum number of channels of a job.
pub const MAX_CHANNELS: usize = 20;
/// The maximum length of the name of a channel, in characters.
pub const MAX_CHANNEL_NAME_LENGTH: usize = 64;

/// The input modes of a channel, as SageMaker spells them.
pub const INPUT_MODES: [&str; 3] = ["File", "Pipe", "FastFile"];

/// Returns whether SageMaker accepts `name` for a channel. `.` and `..` match its pattern, but
/// cannot be the name of a directory.
#[must_use]
pub fn is_channel_name(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=MAX_CHANNEL_NAME_LENGTH).contains(&name.len())
        && name.bytes().all(is_allowed)
        && name != "."
        && name != ".."
}
