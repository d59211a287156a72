use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use smenv_shared::suggest;

use crate::values::value_error::ValueError;

/// A named input of the job: a directory with its data, and how the data comes there. With the
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
    /// A channel of which only the directory is known.
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

    /// The channel's name, in the spelling of the job: `train`.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its data is: `/opt/ml/input/data/train`.
    #[must_use]
    #[inline]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The MIME type of its data, `text/csv`, where the job says one: `ContentType` in
    /// `SM_INPUT_DATA_CONFIG`, else in `inputdataconfig.json`.
    #[must_use]
    #[inline]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// How its data comes, where the job says so: `TrainingInputMode` in `SM_INPUT_DATA_CONFIG`,
    /// else in `inputdataconfig.json`.
    #[must_use]
    #[inline]
    pub fn input_mode(&self) -> Option<InputMode> {
        self.input_mode
    }

    /// How its objects come to several hosts, where the job says so: `S3DistributionType`.
    #[must_use]
    #[inline]
    pub fn distribution(&self) -> Option<DataDistribution> {
        self.distribution
    }

    /// How its objects are wrapped, where the job says so: `RecordWrapperType`.
    #[must_use]
    #[inline]
    pub fn record_wrapper(&self) -> Option<RecordWrapper> {
        self.record_wrapper
    }
}

/// Whether SageMaker takes the name for a channel's. It is no way out of a folder either.
/// An enum of SageMaker's words.
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

            /// SageMaker's word for it.
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
        /// `File`: all of it is in the directory before the program starts.
        File,
        /// `Pipe`: it streams through FIFOs, one an epoch: see [`Channel::fifo`].
        Pipe,
        /// `FastFile`: it is in the directory, and is fetched as the program reads it.
        FastFile,
    }
}

words! {
    /// How a channel's objects come to the hosts of a job: SageMaker's `S3DistributionType`.
    DataDistribution {
        /// `FullyReplicated`: every host has all of them.
        FullyReplicated,
        /// `ShardedByS3Key`: each host has its own share of them.
        ShardedByS3Key,
    }
}

words! {
    /// How a channel's objects are wrapped: SageMaker's `RecordWrapperType`.
    RecordWrapper {
        /// `None`: they are as they were.
        None,
        /// `RecordIO`: each is a record of a stream.
        RecordIO,
    }
}
