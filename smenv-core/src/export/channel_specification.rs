//! A channel that an algorithm supports.

use crate::channels::channel::InputMode;
use crate::channels::spec::ChannelSpec;
use crate::export::program::description;
use crate::shapes::shape::shape;
use crate::shapes::words::words;

shape! {
    /// A channel that an algorithm supports: SageMaker's [`ChannelSpecification`].
    ///
    /// [`ChannelSpecification`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ChannelSpecification.html
    pub struct ChannelSpecification {
        /// The name.
        "Name" => pub name: String,
        /// The description, of at most 1,024 characters in one line.
        "Description" => pub description: Option<String>,
        /// Whether a job must have the channel.
        "IsRequired" => pub is_required: bool,
        /// The MIME types that it may have; any, if there are none.
        "SupportedContentTypes" => pub supported_content_types: Vec<String>,
        /// How its data may be compressed.
        "SupportedCompressionTypes" => pub supported_compression_types: Option<Vec<CompressionType>>,
        /// How its data may arrive.
        "SupportedInputModes" => pub supported_input_modes: Vec<TrainingInputMode>,
    }
}

words! {
    /// How the data of a channel is compressed: SageMaker's `CompressionType`.
    pub enum CompressionType {
        /// Not at all.
        None => "None",
        /// By gzip. SageMaker decompresses it.
        Gzip => "Gzip",
    }
}

words! {
    /// How the data of a channel arrives: SageMaker's `TrainingInputMode`.
    pub enum TrainingInputMode {
        /// Through a FIFO for each epoch.
        Pipe => "Pipe",
        /// As files, before the program starts.
        File => "File",
        /// As files that are read from S3 when the program opens them.
        FastFile => "FastFile",
    }
}

impl From<InputMode> for TrainingInputMode {
    fn from(mode: InputMode) -> Self {
        match mode {
            InputMode::Pipe => TrainingInputMode::Pipe,
            InputMode::FastFile => TrainingInputMode::FastFile,
            InputMode::File => TrainingInputMode::File,
        }
    }
}

impl ChannelSpecification {
    /// Returns the specification of a channel. A channel without `input_mode` takes files.
    #[must_use]
    pub fn of(channel: &ChannelSpec) -> Self {
        let modes = channel.input_modes();
        let supported_input_modes = match modes {
            [] => vec![TrainingInputMode::File, TrainingInputMode::FastFile],
            modes => modes.iter().map(|mode| (*mode).into()).collect(),
        };
        ChannelSpecification {
            name: channel.name().to_owned(),
            description: description(channel.docs()),
            is_required: channel.is_required(),
            supported_content_types: channel
                .content_types()
                .iter()
                .map(|mime| (*mime).to_owned())
                .collect(),
            supported_compression_types: None,
            supported_input_modes,
        }
    }
}
