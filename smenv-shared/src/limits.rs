//! What the service allows, from the API reference of [`CreateTrainingJob`] and
//! [`HyperParameterSpecification`].
//!
//! [`CreateTrainingJob`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
//! [`HyperParameterSpecification`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html

/// The hyperparameters of a job.
pub const MAX_HYPERPARAMETERS: usize = 100;
/// The length of a hyperparameter's name, in characters.
pub const MAX_NAME_LENGTH: usize = 256;
/// The length of a hyperparameter's value, in characters.
pub const MAX_VALUE_LENGTH: usize = 2500;
/// The choices of a categorical hyperparameter that a tuner varies.
pub const MAX_TUNABLE_CHOICES: usize = 30;
/// The channels of a job.
pub const MAX_CHANNELS: usize = 20;
/// The length of a channel's name, in characters.
pub const MAX_CHANNEL_NAME_LENGTH: usize = 64;

/// The input modes of a channel, as the service spells them.
pub const INPUT_MODES: [&str; 3] = ["File", "Pipe", "FastFile"];

/// Returns whether the service accepts `name` for a channel. `.` and `..` match its pattern, but
/// no channel can have a directory of that name.
#[must_use]
pub fn is_channel_name(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=MAX_CHANNEL_NAME_LENGTH).contains(&name.len())
        && name.bytes().all(is_allowed)
        && name != "."
        && name != ".."
}
