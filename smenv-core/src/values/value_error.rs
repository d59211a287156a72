//! ValueErrorInner a text is not a valid value.
use std::borrow::Cow;
use std::fmt;

use crate::error::problem::ProblemKind;
use crate::values::range_words::shows_end;
use crate::values::remedy::remedy::Remedy;

/// ValueErrorInner a text is no value of a type: what
/// [`HyperparameterValue::from_text`](crate::HyperparameterValue::from_text) says.
///
/// What was given, where it came from and what is expected need not be said: the [`Problem`] has
/// them.
///
/// ```
/// # use smenv_core as smenv;
/// let why = smenv::ValueError::new("it is not a power of two");
/// assert_eq!(why.to_string(), "it is not a power of two");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(pub(crate) Box<ValueErrorInner>);

/// In a box, so that the way of a value that is right stays short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueErrorInner {
    pub(crate) kind: ProblemKind,
    pub(crate) reason: Option<Cow<'static, str>>,
    pub(crate) near: Option<&'static str>,
    pub(crate) remedy: Option<String>,
    /// Whether this is said of a part of the value, such as an item.
    pub(crate) is_of_part: bool,
}

const BEYOND_TYPE: &str = "it is out of the type's range";

impl ValueError {
    /// A text that is no value, and why: a clause such as "it is not whole".
    #[must_use]
    #[cold]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        ValueError::of_kind(ProblemKind::Invalid, Some(reason.into()), None)
    }

    /// A value of the type, but beyond what the field takes.
    #[must_use]
    #[cold]
    pub fn out_of_range() -> Self {
        ValueError::of_kind(ProblemKind::OutOfRange, None, None)
    }

    /// A number that the type is too small for.
    #[cold]
    pub(crate) fn overflow() -> Self {
        ValueError::of_kind(
            ProblemKind::OutOfRange,
            Some(Cow::Borrowed(BEYOND_TYPE)),
            None,
        )
    }

    /// An integer beyond an end of its type, which for a small type is told with what is expected.
    #[cold]
    pub(crate) fn beyond(is_negative: bool, min: i128, max: u128) -> Self {
        if max <= u128::from(u32::MAX) || is_negative && min == 0 {
            return ValueError::overflow();
        }
        let reason = match is_negative {
            true => format!("{BEYOND_TYPE}, which starts at {min}"),
            false => format!("{BEYOND_TYPE}, which ends at {max}"),
        };
        ValueError::of_kind(ProblemKind::OutOfRange, Some(Cow::Owned(reason)), None)
    }

    /// None of the choices; `near` is the one that may have been meant.
    pub(crate) fn no_choice(near: Option<&'static str>) -> Self {
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

    /// The same where what is expected has this range in words: the type's range does not matter
    /// where the field's own shows the end that the value is beyond, and NaN is in no range.
    #[cold]
    pub(crate) fn beside(mut self, text: &str, range: Option<&str>) -> Self {
        let why = &mut *self.0;
        let Some(range) = range.filter(|_| why.kind == ProblemKind::OutOfRange) else {
            return self;
        };
        let is_of_type = why
            .reason
            .as_ref()
            .is_some_and(|reason| reason.starts_with(BEYOND_TYPE));
        if is_of_type && shows_end(range, text.trim_start_matches(['"', ' ']).starts_with('-')) {
            why.reason = None;
        }
        if why.reason.is_none() && text.parse().is_ok_and(f64::is_nan) {
            why.reason = Some(Cow::Borrowed("NaN is in no range"));
        }
        self
    }

    pub(crate) fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// With what the value looks like, where no other reason is known, and what to write instead.
    /// What is said of a part of a list gives way to what makes the whole right.
    #[cold]
    pub(crate) fn with_remedy(mut self, remedy: Remedy) -> Self {
        let why = &mut *self.0;
        if remedy.is_sure && why.is_of_part {
            (why.reason, why.remedy) = (None, None);
        }
        why.reason = why.reason.take().or(remedy.looks);
        why.remedy = why.remedy.take().or(remedy.instead);
        self
    }
}

/// A text that is no value, without a reason beyond that.
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
            (None, _) => "it is no value of this type",
        })
    }
}

impl std::error::Error for ValueError {}
