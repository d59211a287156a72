use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::Invalid;
use crate::names;

/// A named input of the job: a directory with its data, and how the data comes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub(crate) name: String,
    pub(crate) dir: PathBuf,
    pub(crate) content_type: Option<String>,
    pub(crate) input_mode: Option<InputMode>,
}

impl Channel {
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

    /// The MIME type of its data, `text/csv`, where the job says one: `ContentType` in `SM_INPUT_DATA_CONFIG`, else in
    /// `inputdataconfig.json`.
    #[must_use]
    #[inline]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// How its data comes, where the job says so: `TrainingInputMode` in `SM_INPUT_DATA_CONFIG`, else in `inputdataconfig.json`.
    #[must_use]
    #[inline]
    pub fn input_mode(&self) -> Option<InputMode> {
        self.input_mode
    }
}

/// How a channel's data comes into the container: SageMaker's `TrainingInputMode`.
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::InputMode;
///
/// assert_eq!("FastFile".parse(), Ok(InputMode::FastFile));
/// assert_eq!(InputMode::Pipe.to_string(), "Pipe");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputMode {
    /// `File`: all of it is in the directory before the program starts.
    File,
    /// `Pipe`: it streams through FIFOs, one an epoch.
    Pipe,
    /// `FastFile`: it is in the directory, and is fetched as the program reads it.
    FastFile,
}

impl InputMode {
    pub(crate) const ALL: [InputMode; 3] = [InputMode::File, InputMode::Pipe, InputMode::FastFile];

    /// SageMaker's word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            InputMode::File => "File",
            InputMode::Pipe => "Pipe",
            InputMode::FastFile => "FastFile",
        }
    }
}

impl fmt::Display for InputMode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for InputMode {
    type Err = Invalid;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let mode = InputMode::ALL.into_iter().find(|mode| mode.as_str() == text);
        mode.ok_or_else(|| Invalid::no_choice(names::nearest(text, InputMode::ALL.map(InputMode::as_str))))
    }
}
