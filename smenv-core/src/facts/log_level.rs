//! Python's log levels.

use std::fmt;

/// A log level on Python's scale, as SageMaker sets it in `SM_LOG_LEVEL` or in the hyperparameter
/// `sagemaker_container_log_level`. A program logs messages of this level and above.
///
/// It converts into `log::LevelFilter` with the feature `log`, and into `tracing`'s `LevelFilter`
/// with the feature `tracing`.
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{LogLevel, Source, TrainingEnv};
///
/// let env = TrainingEnv::from_source(&Source::from_vars([("SM_LOG_LEVEL", "10")]))?;
/// assert_eq!(env.log_level(), LogLevel::DEBUG);
/// assert_eq!(TrainingEnv::from_source(&Source::default())?.log_level(), LogLevel::INFO);
/// # Ok::<(), smenv::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogLevel(u32);

impl LogLevel {
    /// Python's `NOTSET`, 0: log everything.
    pub const NOTSET: LogLevel = LogLevel(0);
    /// Python's `DEBUG`, 10.
    pub const DEBUG: LogLevel = LogLevel(10);
    /// Python's `INFO`, 20: the default.
    pub const INFO: LogLevel = LogLevel(20);
    /// Python's `WARNING`, 30.
    pub const WARNING: LogLevel = LogLevel(30);
    /// Python's `ERROR`, 40.
    pub const ERROR: LogLevel = LogLevel(40);
    /// Python's `CRITICAL`, 50.
    pub const CRITICAL: LogLevel = LogLevel(50);

    /// The hyperparameter by which SageMaker's SDK v2 sets the level.
    pub(crate) const HYPERPARAMETER: &'static str = "sagemaker_container_log_level";

    const NAMES: [(&'static str, LogLevel); 8] = [
        ("NOTSET", LogLevel::NOTSET),
        ("DEBUG", LogLevel::DEBUG),
        ("INFO", LogLevel::INFO),
        ("WARNING", LogLevel::WARNING),
        ("WARN", LogLevel::WARNING),
        ("ERROR", LogLevel::ERROR),
        ("CRITICAL", LogLevel::CRITICAL),
        ("FATAL", LogLevel::CRITICAL),
    ];

    /// Returns the level with Python's number, which may lie between the named levels.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::LogLevel;
    /// assert_eq!(LogLevel::from_number(30), LogLevel::WARNING);
    /// assert_eq!(LogLevel::from_number(25).to_string(), "25");
    /// assert!(LogLevel::from_number(25) < LogLevel::WARNING);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_number(number: u32) -> Self {
        LogLevel(number)
    }

    /// Returns Python's number of the level.
    #[must_use]
    #[inline]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Returns the level with one of Python's names, in any case.
    #[inline]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let is_name = |(known, _): &&(&str, LogLevel)| known.eq_ignore_ascii_case(name.trim());
        LogLevel::NAMES
            .iter()
            .find(is_name)
            .map(|(_, level)| *level)
    }
}

/// Returns SageMaker's default, `INFO`.
impl Default for LogLevel {
    #[inline]
    fn default() -> Self {
        LogLevel::INFO
    }
}

/// Writes Python's name of the level, or its number if it has no name.
impl fmt::Display for LogLevel {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match LogLevel::NAMES.iter().find(|(_, level)| level == self) {
            Some((name, _)) => f.pad(name),
            None => self.0.fmt(f),
        }
    }
}

/// Converts into the filter that passes what Python would log. A number between two levels becomes
/// the higher one, and a number above `CRITICAL` turns logging off.
#[cfg(feature = "log")]
impl From<LogLevel> for log::LevelFilter {
    #[inline]
    fn from(level: LogLevel) -> Self {
        match level.0 {
            0..=9 => log::LevelFilter::Trace,
            10 => log::LevelFilter::Debug,
            11..=20 => log::LevelFilter::Info,
            21..=30 => log::LevelFilter::Warn,
            31..=50 => log::LevelFilter::Error,
            _ => log::LevelFilter::Off,
        }
    }
}

/// Converts as for `log`.
#[cfg(feature = "tracing")]
impl From<LogLevel> for tracing_core::LevelFilter {
    #[inline]
    fn from(level: LogLevel) -> Self {
        match level.0 {
            0..=9 => tracing_core::LevelFilter::TRACE,
            10 => tracing_core::LevelFilter::DEBUG,
            11..=20 => tracing_core::LevelFilter::INFO,
            21..=30 => tracing_core::LevelFilter::WARN,
            31..=50 => tracing_core::LevelFilter::ERROR,
            _ => tracing_core::LevelFilter::OFF,
        }
    }
}
