//! How a tuner searches a range.

/// How a tuner searches a range: SageMaker's `ScalingType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scale {
    /// `Auto`: the tuner chooses.
    Auto,
    /// `Linear`.
    Linear,
    /// `Logarithmic`: for values greater than 0.
    Log,
    /// `ReverseLogarithmic`: for values of at least 0 and less than 1.
    ReverseLog,
}

impl Scale {
    /// The words of the attribute `scale`, with their scales.
    pub const WORDS: [(&'static str, Scale); 4] = [
        ("auto", Scale::Auto),
        ("linear", Scale::Linear),
        ("log", Scale::Log),
        ("reverse-log", Scale::ReverseLog),
    ];
}
