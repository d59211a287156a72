use std::fmt;

/// How much a program should log: Python's levels, as SageMaker gives them in `SM_LOG_LEVEL` or in
/// the hyperparameter `sagemaker_container_log_level`. A message is logged whose level is this or
/// higher.
///
/// With the feature `log` it converts into `log::LevelFilter`, with the feature `tracing` into
/// `tracing`'s `LevelFilter`.
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
    /// Python's `NOTSET`, 0: everything.
    pub const NOTSET: LogLevel = LogLevel(0);
    /// 10.
    pub const DEBUG: LogLevel = LogLevel(10);
    /// 20, the default.
    pub const INFO: LogLevel = LogLevel(20);
    /// 30.
    pub const WARNING: LogLevel = LogLevel(30);
    /// 40.
    pub const ERROR: LogLevel = LogLevel(40);
    /// 50.
    pub const CRITICAL: LogLevel = LogLevel(50);

    /// The hyperparameter by which SageMaker's SDK v2 says it.
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

    /// The level of a number, which may lie between Python's own.
    #[must_use]
    #[inline]
    pub const fn from_number(number: u32) -> Self {
        LogLevel(number)
    }

    /// Python's number for it.
    #[must_use]
    #[inline]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The level of one of Python's names, in any case.
    #[inline]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let is_name = |(known, _): &&(&str, LogLevel)| known.eq_ignore_ascii_case(name.trim());
        LogLevel::NAMES
            .iter()
            .find(is_name)
            .map(|(_, level)| *level)
    }
}

/// SageMaker's default, `INFO`.
impl Default for LogLevel {
    #[inline]
    fn default() -> Self {
        LogLevel::INFO
    }
}

/// Python's name, or the number of a level that has none.
impl fmt::Display for LogLevel {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match LogLevel::NAMES.iter().find(|(_, level)| level == self) {
            Some((name, _)) => f.pad(name),
            None => self.0.fmt(f),
        }
    }
}

/// The filter that lets through what Python would: what lies between two levels is the higher, and
/// beyond `CRITICAL` is nothing.
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

/// As for `log`.
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
