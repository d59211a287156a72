//! A channel, and the words by which SageMaker describes it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use smenv_shared::suggest;

use crate::values::value_error::ValueError;

/// A named input of a job: the directory of its data, and how SageMaker provides the data. With the
/// feature `serde`, `Serialize` writes it as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub(crate) name: String,
    pub(crate) dir: PathBuf,
    pub(crate) content_type: Option<String>,
    pub(crate) input_mode: Option<InputMode>,
    pub(crate) distribution: Option<DataDistribution>,
    pub(crate) record_wrapper: Option<RecordWrapper>,
}

impl Channel {
    /// Creates a channel of which only the directory is known.
    #[inline]
    pub(crate) fn of_dir(name: &str, dir: impl Into<PathBuf>) -> Self {
        Channel {
            name: name.to_owned(),
            dir: dir.into(),
            content_type: None,
            input_mode: None,
            distribution: None,
            record_wrapper: None,
        }
    }

    /// Returns the channel's name in the job's spelling, such as `train`.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the directory of the channel's data, such as `/opt/ml/input/data/train`.
    #[must_use]
    #[inline]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the MIME type of the data, such as `text/csv`, if the job sets it: `ContentType` in
    /// `SM_INPUT_DATA_CONFIG`, else in `inputdataconfig.json`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{InputMode, Source, TrainingEnv};
    /// let config = r#"{"train": {"ContentType": "text/csv", "TrainingInputMode": "FastFile"}}"#;
    /// let env = TrainingEnv::from_source(&Source::from_vars([("SM_INPUT_DATA_CONFIG", config)]))?;
    /// let train = env.channel("train")?;
    /// assert_eq!(train.content_type(), Some("text/csv"));
    /// assert_eq!(train.input_mode(), Some(InputMode::FastFile));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns how the data comes into the container, if the job sets it: `TrainingInputMode` in
    /// `SM_INPUT_DATA_CONFIG`, else in `inputdataconfig.json`.
    #[must_use]
    #[inline]
    pub fn input_mode(&self) -> Option<InputMode> {
        self.input_mode
    }

    /// Returns how the objects are distributed over the hosts, if the job sets it:
    /// `S3DistributionType`.
    #[must_use]
    #[inline]
    pub fn distribution(&self) -> Option<DataDistribution> {
        self.distribution
    }

    /// Returns how the objects are wrapped, if the job sets it: `RecordWrapperType`.
    #[must_use]
    #[inline]
    pub fn record_wrapper(&self) -> Option<RecordWrapper> {
        self.record_wrapper
    }
}

/// Defines an enum of SageMaker's words, each spelled as its variant.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $word:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $word,)*
        }

        impl $name {
            pub(crate) const WORDS: &'static [&'static str] = &[$(stringify!($word)),*];

            /// Returns SageMaker's word for the value.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$word => stringify!($word),)*
                }
            }
        }

        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = ValueError;

            #[inline]
            fn from_str(text: &str) -> Result<Self, ValueError> {
                match text {
                    $(stringify!($word) => Ok($name::$word),)*
                    _ => Err(ValueError::invalid_choice(suggest::nearest(text, Self::WORDS))),
                }
            }
        }
    };
}

words! {
    /// How a channel's data comes into the container: SageMaker's `TrainingInputMode`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::InputMode;
    ///
    /// assert_eq!("FastFile".parse(), Ok(InputMode::FastFile));
    /// assert_eq!(InputMode::Pipe.to_string(), "Pipe");
    /// ```
    InputMode {
        /// `File`: all data is in the directory before the program starts.
        File,
        /// `Pipe`: the data streams through FIFOs, one per epoch: see [`Channel::fifo`].
        Pipe,
        /// `FastFile`: the files are in the directory, and SageMaker fetches them as the program
        /// reads them.
        FastFile,
    }
}

words! {
    /// How a channel's objects are distributed over the hosts of a job: SageMaker's
    /// `S3DistributionType`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::DataDistribution;
    ///
    /// assert_eq!("ShardedByS3Key".parse(), Ok(DataDistribution::ShardedByS3Key));
    /// ```
    DataDistribution {
        /// `FullyReplicated`: every host has all objects.
        FullyReplicated,
        /// `ShardedByS3Key`: each host has its own share of the objects.
        ShardedByS3Key,
    }
}

words! {
    /// How a channel's objects are wrapped: SageMaker's `RecordWrapperType`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// use smenv::RecordWrapper;
    ///
    /// assert_eq!(RecordWrapper::RecordIO.to_string(), "RecordIO");
    /// ```
    RecordWrapper {
        /// `None`: the objects are unchanged.
        None,
        /// `RecordIO`: each object is a record of a stream.
        RecordIO,
    }
}
