//! The reason why a text is not a valid value.

use std::borrow::Cow;
use std::fmt;

use crate::error::problem::ProblemKind;
use crate::values::interval::Interval;
use crate::values::remedy::remedy::Remedy;

/// The error of [`HyperparameterValue::from_text`](crate::HyperparameterValue::from_text): the
/// reason why a text is not a valid value.
///
/// It does not repeat the value, its origin or the expected type, which the
/// [`Problem`](crate::Problem) contains.
///
/// ```
/// # use smenv_core as smenv;
/// let error = smenv::ValueError::new("it is not a power of two");
/// assert_eq!(error.to_string(), "it is not a power of two");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(pub(crate) Box<ValueErrorInner>);

/// Boxed to keep the success path small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueErrorInner {
    pub(crate) kind: ProblemKind,
    pub(crate) reason: Option<Cow<'static, str>>,
    pub(crate) near: Option<&'static str>,
    pub(crate) remedy: Option<String>,
    /// Whether the reason is about a part of the value, such as an item.
    pub(crate) is_of_part: bool,
}

const BEYOND_TYPE: &str = "it is out of the type's range";

impl ValueError {
    /// Creates the error of an invalid value. The reason is a clause such as `it is not whole`.
    #[must_use]
    #[cold]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        ValueError::of_kind(ProblemKind::Invalid, Some(reason.into()), None)
    }

    /// Creates the error of a value that is valid but out of range.
    #[must_use]
    #[cold]
    pub fn out_of_range() -> Self {
        ValueError::of_kind(ProblemKind::OutOfRange, None, None)
    }

    /// Creates the error of a number outside the range of its type.
    #[cold]
    pub(crate) fn overflow() -> Self {
        ValueError::of_kind(
            ProblemKind::OutOfRange,
            Some(Cow::Borrowed(BEYOND_TYPE)),
            None,
        )
    }

    /// Creates the error of an integer outside the range of its type. For small types, `expected`
    /// already states the range.
    #[cold]
    pub(crate) fn integer_overflow(is_negative: bool, min: i128, max: u128) -> Self {
        if max <= u128::from(u32::MAX) || is_negative && min == 0 {
            return ValueError::overflow();
        }
        let reason = match is_negative {
            true => format!("{BEYOND_TYPE}, which starts at {min}"),
            false => format!("{BEYOND_TYPE}, which ends at {max}"),
        };
        ValueError::of_kind(ProblemKind::OutOfRange, Some(Cow::Owned(reason)), None)
    }

    /// Creates the error of an unknown choice; `near` is the suggestion.
    pub(crate) fn invalid_choice(near: Option<&'static str>) -> Self {
        ValueError::of_kind(ProblemKind::Invalid, None, near)
    }

    pub(crate) fn of_kind(
        kind: ProblemKind,
        reason: Option<Cow<'static, str>>,
        near: Option<&'static str>,
    ) -> Self {
        ValueError(Box::new(ValueErrorInner {
            kind,
            reason,
            near,
            remedy: None,
            is_of_part: false,
        }))
    }

    /// Adapts the reason to the range of the field, which is part of `expected`: if that states the
    /// exceeded bound, the range of the type is irrelevant.
    #[cold]
    pub(crate) fn with_range(mut self, text: &str, range: Option<&Interval>) -> Self {
        let inner = &mut *self.0;
        let Some(range) = range.filter(|_| inner.kind == ProblemKind::OutOfRange) else {
            return self;
        };
        let is_of_type = inner
            .reason
            .as_ref()
            .is_some_and(|reason| reason.starts_with(BEYOND_TYPE));
        if is_of_type && range.is_bounded(text.trim_start_matches(['"', ' ']).starts_with('-')) {
            inner.reason = None;
        }
        if inner.reason.is_none() && text.parse().is_ok_and(f64::is_nan) {
            inner.reason = Some(Cow::Borrowed("NaN is not in any range"));
        }
        self
    }

    pub(crate) fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// Adds a remedy, and a reason if there is none. A remedy that makes the whole list valid
    /// replaces the reason for one of its items.
    #[cold]
    pub(crate) fn with_remedy(mut self, remedy: Remedy) -> Self {
        let inner = &mut *self.0;
        if remedy.is_sure && inner.is_of_part {
            (inner.reason, inner.remedy) = (None, None);
        }
        inner.reason = inner.reason.take().or(remedy.looks);
        inner.remedy = inner.remedy.take().or(remedy.instead);
        self
    }
}

/// The error of an invalid value without a more specific reason.
impl Default for ValueError {
    #[cold]
    fn default() -> Self {
        ValueError::of_kind(ProblemKind::Invalid, None, None)
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (&self.0.reason, self.0.kind) {
            (Some(reason), _) => reason,
            (None, ProblemKind::OutOfRange) => "it is out of range",
            (None, _) => "it is not a valid value of this type",
        })
    }
}

impl std::error::Error for ValueError {}
