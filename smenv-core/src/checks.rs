//! What only `const` evaluation can check: other structs behind `flatten`, constants as defaults and bounds, what a type is.
//!
//! All is `#[inline]`, so that no program builds what only the compiler calls.
//!
//! Generated code calls these in a `const _: () = …;` whose tokens are the user's, so that the compiler's error points there.

use crate::names::{self, Case};
use crate::spec::{Field, FieldKind, Scale, Spec};
use crate::text::Text;
use crate::value::Expected;

/// SageMaker's limits.
pub(crate) const MOST_HYPERPARAMETERS: usize = 100;
const LONGEST_NAME: usize = 256;
const MOST_CHOICES: usize = 30;

/// Fails where `holds` is false, with the message that these parts make.
#[track_caller]
#[inline]
pub const fn check(holds: bool, message: &[&str]) {
    if !holds {
        panic!("{}", <Text>::of(message).as_str());
    }
}

/// The ends of a range, those that it has; of the upper one whether the range has it.
#[derive(Clone, Copy)]
pub struct Ends<T> {
    /// The lower end.
    pub min: Option<T>,
    /// The upper end.
    pub max: Option<(T, bool)>,
}

macro_rules! ends {
    ($($type:ty)*) => {$(
        impl Ends<$type> {
            /// Whether the value is in the range.
            #[must_use]
            #[inline]
            pub const fn has(&self, value: $type) -> bool {
                let above = match self.min {
                    Some(min) => value >= min,
                    None => true,
                };
                let below = match self.max {
                    Some((max, true)) => value <= max,
                    Some((max, false)) => value < max,
                    None => true,
                };
                above && below
            }

            /// Whether anything is in the range.
            #[must_use]
            #[inline]
            pub const fn have_values(&self) -> bool {
                match (self.min, self.max) {
                    (Some(min), Some((max, true))) => min <= max,
                    (Some(min), Some((max, false))) => min < max,
                    (None, Some((max, false))) => <$type>::MIN < max,
                    _ => true,
                }
            }

            /// Whether all in the range is above this.
            #[must_use]
            #[inline]
            pub const fn are_above(&self, least: $type) -> bool {
                match self.min {
                    Some(min) => min > least,
                    None => true,
                }
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Ends<$type> {
            /// Whether no end is infinite.
            #[must_use]
            #[inline]
            pub const fn are_finite(&self) -> bool {
                let is_finite = match self.min {
                    Some(min) => min.is_finite(),
                    None => true,
                };
                match self.max {
                    Some((max, _)) => is_finite && max.is_finite(),
                    None => is_finite,
                }
            }

            /// Whether `whole`, a range from an end that it has to one that it has not, has all of the range.
            #[must_use]
            #[inline]
            pub const fn are_inside(&self, whole: Self) -> bool {
                let above = match (self.min, whole.min) {
                    (Some(min), Some(least)) => min >= least,
                    _ => true,
                };
                let below = match (self.max, whole.max) {
                    (Some((max, has_max)), Some((most, _))) => max < most || max == most && !has_max,
                    _ => true,
                };
                above && below
            }
        }
    )*};
}

floats!(f32 f64);
ends!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 char);

/// What must be true of a `tunable` field.
#[track_caller]
#[inline]
pub const fn tunable(field: &Field) {
    let has_range = field.min().is_some() && field.max().is_some();
    let name = field.name();
    match (field.expected(), has_range) {
        (Expected::Integer { .. } | Expected::Float, true) | (Expected::Bool, false) => {}
        (Expected::Choice(choices), false) => {
            let message =
                &["`", name, "`: SageMaker tunes over at most 30 values: split the enum, or leave out `tunable`"];
            check(choices.len() <= MOST_CHOICES, message);
        }
        (Expected::Integer { .. } | Expected::Float, false) => {
            check(false, &["`", name, "`: a tuner needs both ends of a range: add `range = min..=max`"]);
        }
        (_, true) => {
            check(
                false,
                &["`", name, "`: a tuner walks through ranges of integers and floats alone: leave out `tunable`"],
            );
        }
        (_, false) => {
            let what =
                "a tuner needs a range of numbers or a closed set of values (an `SmCategorical` enum, or `bool`)";
            check(false, &["`", name, "`: ", what]);
        }
    }
    if let (Some(Scale::ReverseLog), Expected::Integer { .. }) = (field.scale(), field.expected()) {
        check(false, &["`", name, "`: the scale \"reverse-log\" is for floats from 0 to below 1"]);
    }
}

/// What must be true of the whole: SageMaker's limit of hyperparameters. A job need not give those that have a default.
#[track_caller]
#[inline]
pub const fn total(spec: &Spec) {
    let count = <Text>::number(spec.required());
    let message = &[
        "`",
        spec.name(),
        "` has ",
        count.as_str(),
        " required hyperparameters, those of its flattened structs counted, and a SageMaker job takes at most 100: \
         give some a `default`, or make them `Option`s",
    ];
    check(spec.required() <= MOST_HYPERPARAMETERS, message);
}

/// What must be true of the flattened struct in row `row`: no name of it is another's, or none at all.
#[track_caller]
#[inline]
pub const fn flattened(spec: &Spec, row: usize) {
    let field = &spec.fields()[row];
    let FieldKind::Flatten { spec: inner, prefix } = field.kind() else { return };
    check(
        !inner.has_rest(),
        &[
            "`",
            inner.name(),
            "` has a `rest` map, which a flattened struct cannot have: put the map into the outer struct",
        ],
    );
    names_are_free(spec, row, inner, prefix);
}

#[track_caller]
#[inline]
const fn names_are_free(spec: &Spec, row: usize, inner: &Spec, prefix: &str) {
    let mut at = 0;
    while at < inner.fields().len() {
        let field = &inner.fields()[at];
        if let FieldKind::Flatten { spec: innermost, prefix: more } = field.kind() {
            names_are_free(spec, row, innermost, <Text>::of(&[prefix, more]).as_str());
        }
        let mut names = field.names();
        while let [name, others @ ..] = names {
            let name = <Text>::of(&[prefix, name]);
            name_is_free(spec, row, name.as_str(), inner.name());
            names = others;
        }
        at += 1;
    }
}

#[track_caller]
#[inline]
const fn name_is_free(spec: &Spec, row: usize, name: &str, of: &str) {
    let own_prefix = spec.fields()[row].name_or_prefix();
    // Without a prefix of its own the names are those of the flattened struct, which has its own checks.
    if !own_prefix.is_empty() {
        check(
            name.len() <= LONGEST_NAME,
            &[
                "a name of `",
                of,
                "` has more than the 256 characters that SageMaker takes: shorten the prefix of `",
                name,
                "`",
            ],
        );
        check(
            !names::never_arrives(name.as_bytes()),
            &["`", name, "` of `", of, "` is SageMaker's own name, and never reaches the program: change the prefix"],
        );
    }
    not_of_rest(spec, name, of);
    let Some(owner) = spec.owner(name.as_bytes(), row, Case::Any) else { return };
    let instead = if own_prefix.is_empty() { "give the field a `prefix`" } else { "give the field another `prefix`" };
    if names::are_one(owner.as_bytes(), of.as_bytes(), Case::Exact) {
        check(false, &["`", name, "` of `", of, "` is here twice (`-`, `_` and case do not count): ", instead]);
    }
    check(
        false,
        &["`", name, "` is a name of `", of, "` and of `", owner, "` (`-`, `_` and case do not count): ", instead],
    );
}

/// No `rest` map has a prefix with which the name of a flattened struct begins.
#[track_caller]
#[inline]
const fn not_of_rest(spec: &Spec, name: &str, of: &str) {
    let mut at = 0;
    while at < spec.fields().len() {
        let field = &spec.fields()[at];
        let prefix = field.prefix();
        let may_begin = matches!(field.kind(), FieldKind::Rest) && !prefix.is_empty() && name.len() >= prefix.len();
        let begins =
            may_begin && names::are_one(prefix.as_bytes(), name.as_bytes().split_at(prefix.len()).0, Case::Any);
        check(
            !begins,
            &[
                "`",
                name,
                "` of `",
                of,
                "` begins with the prefix `",
                prefix,
                "` of a `rest` map: change one of the prefixes",
            ],
        );
        at += 1;
    }
}

/// An entry of the schema is some field's.
#[track_caller]
#[inline]
pub const fn known(spec: &Spec, name: &str, message: &str) {
    let is_known = spec.owner(name.as_bytes(), usize::MAX, Case::Exact).is_some();
    check(is_known || names::is_reserved_in_any_case(name.as_bytes()), &[message]);
}
