//! Channels as JSON.
//!
//! Each implementation repeats the `cfg` of this module, for rustdoc to show the feature also where
//! the crate `smenv` re-exports the type.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::channels::channel::{Channel, DataDistribution, InputMode, RecordWrapper};

/// Serializes as an object that always has the same keys; an unknown fact is null. A directory that
/// is not UTF-8 has `�` in place of what is not.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{Source, TrainingEnv};
/// let config = r#"{"train": {"ContentType": "text/csv", "TrainingInputMode": "FastFile"}}"#;
/// let source = Source::from_vars([("SM_INPUT_DATA_CONFIG", config), ("SM_CHANNEL_TRAIN", "/data")]);
/// let env = TrainingEnv::from_source(&source)?;
/// assert_eq!(
///     serde_json::to_string(env.channel("train")?)?,
///     concat!(
///         r#"{"name":"train","dir":"/data","content_type":"text/csv","#,
///         r#""input_mode":"FastFile","distribution":null,"record_wrapper":null}"#,
///     ),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Channel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Channel", 6)?;
        object.serialize_field("name", self.name())?;
        object.serialize_field("dir", &self.dir().to_string_lossy())?;
        object.serialize_field("content_type", &self.content_type())?;
        object.serialize_field("input_mode", &self.input_mode())?;
        object.serialize_field("distribution", &self.distribution())?;
        object.serialize_field("record_wrapper", &self.record_wrapper())?;
        object.end()
    }
}

/// Serializes as SageMaker's word for it.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::InputMode;
/// assert_eq!(serde_json::to_string(&InputMode::FastFile)?, r#""FastFile""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for InputMode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Serializes as SageMaker's word for it.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::DataDistribution;
/// assert_eq!(serde_json::to_string(&DataDistribution::ShardedByS3Key)?, r#""ShardedByS3Key""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for DataDistribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Serializes as SageMaker's word for it; [`RecordWrapper::None`] is the string `"None"`, not null.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::RecordWrapper;
/// assert_eq!(serde_json::to_string(&RecordWrapper::None)?, r#""None""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for RecordWrapper {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
