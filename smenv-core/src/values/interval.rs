//! The values of a range, and ranges in words.

/// The bounds of a range, as texts. `None` is unbounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub(crate) min: Option<IntervalEnd>,
    pub(crate) max: Option<IntervalEnd>,
}

/// A bound of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IntervalEnd {
    pub(crate) text: String,
    pub(crate) is_inclusive: bool,
    /// The greatest value below the bound, if the type has one and the range needs it.
    pub(super) below: Option<String>,
}

impl IntervalEnd {
    pub(crate) fn inclusive(text: String) -> Self {
        IntervalEnd {
            text,
            is_inclusive: true,
            below: None,
        }
    }

    /// Returns the greatest value of a range with this upper bound, if there is one.
    #[cfg(feature = "serde")]
    pub(crate) fn greatest(&self) -> Option<&str> {
        if self.is_inclusive {
            Some(&self.text)
        } else {
            self.below.as_deref()
        }
    }
}

impl Interval {
    /// Describes the range.
    pub(crate) fn words(&self) -> String {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) if max.is_inclusive => {
                format!("from {} to {}", min.text, max.text)
            }
            (Some(min), Some(max)) => {
                format!("of at least {} and less than {}", min.text, max.text)
            }
            (Some(min), None) => format!("of at least {}", min.text),
            (None, Some(max)) if max.is_inclusive => format!("of at most {}", max.text),
            (None, Some(max)) => format!("less than {}", max.text),
            (None, None) => String::new(),
        }
    }

    /// Removes 0 from the lower end of a range of integers.
    pub(crate) fn without_zero(mut self) -> Self {
        if let Some(min) = self.min.as_mut().filter(|min| min.text == "0") {
            min.text = "1".to_owned();
        }
        self
    }

    /// Returns whether 0 is in a range of integers.
    pub(crate) fn has_zero(&self) -> bool {
        let is_below = |min: &IntervalEnd| min.text == "0" || min.text.starts_with('-');
        let is_above = |max: &IntervalEnd| match &*max.text {
            "0" => max.is_inclusive,
            text => !text.starts_with('-'),
        };
        self.min.as_ref().is_none_or(is_below) && self.max.as_ref().is_none_or(is_above)
    }

    /// Returns whether it has a lower or an upper bound.
    pub(super) fn is_bounded(&self, below: bool) -> bool {
        if below {
            self.min.is_some()
        } else {
            self.max.is_some()
        }
    }
}
