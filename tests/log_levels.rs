//! `LogLevel` as the filters of `log` and `tracing`, with the features of those names.

#![cfg(any(feature = "log", feature = "tracing"))]

use smenv::LogLevel;

/// Python shows a message of level 25 at 25 and below. `log` has no level between Info and Warn, so
/// level 25 must not show Info.
#[cfg(feature = "log")]
#[test]
fn of_log() {
    use log::LevelFilter;
    for (number, filter) in [
        (0, LevelFilter::Trace),
        (10, LevelFilter::Debug),
        (11, LevelFilter::Info),
        (20, LevelFilter::Info),
        (25, LevelFilter::Warn),
        (30, LevelFilter::Warn),
        (40, LevelFilter::Error),
        (50, LevelFilter::Error),
        (51, LevelFilter::Off),
    ] {
        assert_eq!(
            LevelFilter::from(LogLevel::from_number(number)),
            filter,
            "{number}"
        );
    }
}

#[cfg(feature = "tracing")]
#[test]
fn of_tracing() {
    use tracing_core::LevelFilter;
    for (number, filter) in [
        (0, LevelFilter::TRACE),
        (10, LevelFilter::DEBUG),
        (20, LevelFilter::INFO),
        (25, LevelFilter::WARN),
        (40, LevelFilter::ERROR),
        (50, LevelFilter::ERROR),
        (60, LevelFilter::OFF),
    ] {
        assert_eq!(
            LevelFilter::from(LogLevel::from_number(number)),
            filter,
            "{number}"
        );
    }
}
