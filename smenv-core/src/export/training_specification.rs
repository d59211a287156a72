//! What an algorithm takes and reports.

use smenv_shared::limits::{MAX_CHANNEL_SPECIFICATIONS, MAX_HYPERPARAMETERS, MAX_VALUE_LENGTH};

use crate::channels::sm_channels::SmChannels;
use crate::export::channel_specification::ChannelSpecification;
use crate::export::metric_definition::{
    HyperParameterTuningJobObjective, MetricDefinition, objectives,
};
use crate::export::program::{ProgramDescription, at_most, description};
use crate::hyperparameters::description::Description;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::shapes::hyper_parameter_specification::{HyperParameterSpecification, ParameterType};
use crate::shapes::shape::shape;
use crate::spec::spec::Spec;

shape! {
    /// What an algorithm takes and reports: SageMaker's [`TrainingSpecification`], for
    /// `CreateAlgorithm`.
    ///
    /// [`of`](Self::of) returns that of a program, without the image and the instance types, which
    /// only the launcher knows.
    ///
    /// # What the service cannot express
    ///
    /// | the program | the specification |
    /// |---|---|
    /// | an integer of 64 bits or a float with at most one bound | no `Range` |
    /// | an upper bound that is excluded | the greatest value below it |
    /// | a `NonZero` range around 0 | a range with 0 |
    /// | an enum of more than 30 variants, or with one of more than 256 characters | `FreeText` |
    /// | text, lists, maps and types of the program | `FreeText` |
    /// | other spellings of a value, such as `True` | only the canonical one |
    /// | aliases | only the canonical name |
    /// | a doc comment of more than 1,024 characters | cut |
    /// | the default of a secret, one of more than 2,500 characters, an infinity or NaN | no `DefaultValue` |
    /// | `validate` | nothing |
    /// | `rest` and `allow_unknown` | nothing |
    /// | more than 100 hyperparameters | all that are required, then those with a default |
    /// | a channel without `content_type` | no `SupportedContentTypes` |
    /// | `non_empty` and the default directory of a channel | nothing |
    /// | no channels | none, though `CreateAlgorithm` needs one |
    /// | a channel without `input_mode` | `File` and `FastFile` |
    /// | more than 8 channels | all that are required, then the others |
    ///
    /// [`TrainingSpecification`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html
    pub struct TrainingSpecification {
        /// The image in ECR.
        "TrainingImage" => pub training_image: Option<String>,
        /// The hyperparameters, at most 100.
        "SupportedHyperParameters" => pub supported_hyper_parameters: Vec<HyperParameterSpecification>,
        /// The types of instances, such as `ml.m5.large`.
        "SupportedTrainingInstanceTypes" => pub supported_training_instance_types: Option<Vec<String>>,
        /// Whether several instances can train one model.
        "SupportsDistributedTraining" => pub supports_distributed_training: Option<bool>,
        /// The metrics, at most 40.
        "MetricDefinitions" => pub metric_definitions: Vec<MetricDefinition>,
        /// The channels: 1 to 8.
        "TrainingChannels" => pub training_channels: Vec<ChannelSpecification>,
        /// The metrics that a tuner can optimize.
        "SupportedTuningJobObjectiveMetrics" => pub supported_tuning_job_objective_metrics: Vec<HyperParameterTuningJobObjective>,
    }
}

impl TrainingSpecification {
    /// Returns the specification of a program. Use `()` for channels or metrics that it does not
    /// declare.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::{SmChannels, SmHyperparameters};
    /// use smenv::Channel;
    /// use smenv::export::{ParameterType, TrainingSpecification};
    ///
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     /// Passes over the data.
    ///     #[sm(default = 10, range = 1..=100)]
    ///     epochs: u32,
    /// }
    ///
    /// #[derive(SmChannels)]
    /// # #[sm(crate = smenv_core)]
    /// struct Data {
    ///     train: Channel,
    /// }
    ///
    /// let mut specification = TrainingSpecification::of::<Hyperparameters, Data, ()>();
    /// specification.training_image = Some("123456789012.dkr.ecr.eu-west-1.amazonaws.com/train".to_owned());
    /// specification.supported_training_instance_types = Some(vec!["ml.m5.large".to_owned()]);
    ///
    /// let epochs = &specification.supported_hyper_parameters[0];
    /// assert_eq!(epochs.parameter_type, ParameterType::Integer);
    /// assert_eq!(epochs.default_value.as_deref(), Some("10"));
    /// ```
    #[must_use]
    pub fn of<H: SmHyperparameters, C: SmChannels, M: SmMetrics>() -> Self {
        TrainingSpecification::from(ProgramDescription::of::<H, C, M>())
    }
}

impl From<ProgramDescription> for TrainingSpecification {
    fn from(program: ProgramDescription) -> Self {
        let is_required = |described: &Description| described.is_required();
        let supported_hyper_parameters =
            at_most(MAX_HYPERPARAMETERS, program.hyperparameters, is_required)
                .into_iter()
                .map(|described| specification(program.spec, described))
                .collect();
        let channels = program.channels.channels().iter().collect();
        let training_channels = at_most(MAX_CHANNEL_SPECIFICATIONS, channels, |channel| {
            channel.is_required()
        });
        let metrics = program.metrics.metrics().iter();
        TrainingSpecification {
            training_image: None,
            supported_hyper_parameters,
            supported_training_instance_types: None,
            supports_distributed_training: None,
            metric_definitions: metrics.map(MetricDefinition::of).collect(),
            training_channels: training_channels
                .into_iter()
                .map(ChannelSpecification::of)
                .collect(),
            supported_tuning_job_objective_metrics: objectives(program.metrics),
        }
    }
}

fn specification(spec: &Spec, described: Description) -> HyperParameterSpecification {
    let (parameter_type, range) = described.service_range();
    let is_number = parameter_type == ParameterType::Continuous;
    let is_fit = |text: &String| {
        text.chars().count() <= MAX_VALUE_LENGTH
            && !spec.hides_value(&described.name, text)
            && (!is_number || text.parse().is_ok_and(f64::is_finite))
    };
    let default_value = described.default().filter(is_fit);
    HyperParameterSpecification {
        description: description(described.field.docs()),
        parameter_type,
        range,
        is_tunable: described.field.is_tunable(),
        is_required: described.is_required(),
        default_value,
        name: described.name,
    }
}
