//! What only `const` evaluation can check: other structs behind `flatten`, constants as defaults
//! and bounds, what a type is.
//!
//! All is `#[inline]`, so that no program builds what only the compiler calls.
//!
//! Generated code calls these in a `const _: () = …;` whose tokens are the user's, so that the
//! compiler's error points there.
use smenv_shared::limits::{MAX_HYPERPARAMETERS, MAX_NAME_LENGTH, MAX_TUNABLE_CHOICES};
use smenv_shared::names::{self, Case};
use smenv_shared::reserved;
use smenv_shared::scale::Scale;

use crate::spec::const_str::ConstStr;
use crate::spec::spec::{FieldKind, FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// SageMaker's limits.

/// Fails where `holds` is false, with the message that these parts make.
#[track_caller]
#[inline]
pub const fn check(holds: bool, message: &[&str]) {
    if !holds {
        panic!("{}", <ConstStr>::of(message).as_str());
    }
}

/// The ends of a range, those that it has; of the upper one whether the range has it.
#[derive(Clone, Copy)]
pub struct ConstRange<T> {
    /// The lower end.
    pub min: Option<T>,
    /// The upper end.
    pub max: Option<(T, bool)>,
}

macro_rules! ends {
    ($($type:ty)*) => {$(
        impl ConstRange<$type> {
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
        impl ConstRange<$type> {
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

            /// Whether `whole`, a range from an end that it has to one that it has not, has all of
            /// the range.
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
pub const fn tunable(field: &FieldSpec) {
    let has_range = field.min().is_some() && field.max().is_some();
    let name = field.name();
    match (field.expected(), has_range) {
        (ValueType::Integer { .. } | ValueType::Float, true) | (ValueType::Bool, false) => {}
        (ValueType::Choice(choices), false) => {
            let message = &[
                "`",
                name,
                "`: SageMaker tunes over at most 30 values: split the enum, or leave out `tunable`",
            ];
            check(choices.len() <= MAX_TUNABLE_CHOICES, message);
        }
        (ValueType::Integer { .. } | ValueType::Float, false) => {
            check(
                false,
                &[
                    "`",
                    name,
                    "`: a tuner needs both ends of a range: add `range = min..=max`",
                ],
            );
        }
        (_, true) => {
            check(
                false,
                &[
                    "`",
                    name,
                    "`: a tuner walks through ranges of integers and floats alone: leave out `tunable`",
                ],
            );
        }
        (_, false) => {
            let what = "a tuner needs a range of numbers or a closed set of values (an `SmCategorical` enum, or `bool`)";
            check(false, &["`", name, "`: ", what]);
        }
    }
    if let (Some(Scale::ReverseLog), ValueType::Integer { .. }) = (field.scale(), field.expected())
    {
        check(
            false,
            &[
                "`",
                name,
                "`: the scale \"reverse-log\" is for floats from 0 to below 1",
            ],
        );
    }
}

/// What must be true of the whole: SageMaker's limit of hyperparameters. A job need not give those
/// that have a default.
#[track_caller]
#[inline]
pub const fn total(spec: &Spec) {
    let count = <ConstStr>::number(spec.required());
    let message = &[
        "`",
        spec.name(),
        "` has ",
        count.as_str(),
        " required hyperparameters, those of its flattened structs counted, and a SageMaker job takes at most 100: \
         give some a `default`, or make them `Option`s",
    ];
    check(spec.required() <= MAX_HYPERPARAMETERS, message);
}

/// What must be true of the flattened struct in row `row`: no name of it is another's, or none at
/// all.
#[track_caller]
#[inline]
pub const fn flattened(spec: &Spec, row: usize) {
    let field = &spec.fields()[row];
    let FieldKind::Flatten {
        spec: inner,
        prefix,
    } = field.kind()
    else {
        return;
    };
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
        if let FieldKind::Flatten {
            spec: innermost,
            prefix: more,
        } = field.kind()
        {
            names_are_free(
                spec,
                row,
                innermost,
                <ConstStr>::of(&[prefix, more]).as_str(),
            );
        }
        let mut names = field.names();
        while let [name, others @ ..] = names {
            let name = <ConstStr>::of(&[prefix, name]);
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
    // Without a prefix of its own the names are those of the flattened struct, which has its own
    // checks.
    if !own_prefix.is_empty() {
        check(
            name.len() <= MAX_NAME_LENGTH,
            &[
                "a name of `",
                of,
                "` has more than the 256 characters that SageMaker takes: shorten the prefix of `",
                name,
                "`",
            ],
        );
        check(
            !reserved::is_kept_by_launcher(name.as_bytes()),
            &[
                "`",
                name,
                "` of `",
                of,
                "` is SageMaker's own name, and never reaches the program: change the prefix",
            ],
        );
    }
    not_of_rest(spec, name, of);
    let Some(owner) = spec.owner(name.as_bytes(), row, Case::Insensitive) else {
        return;
    };
    let instead = if own_prefix.is_empty() {
        "give the field a `prefix`"
    } else {
        "give the field another `prefix`"
    };
    if names::are_equivalent_bytes(owner.as_bytes(), of.as_bytes(), Case::Sensitive) {
        check(
            false,
            &[
                "`",
                name,
                "` of `",
                of,
                "` is here twice (`-`, `_` and case do not count): ",
                instead,
            ],
        );
    }
    check(
        false,
        &[
            "`",
            name,
            "` is a name of `",
            of,
            "` and of `",
            owner,
            "` (`-`, `_` and case do not count): ",
            instead,
        ],
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
        let may_begin = matches!(field.kind(), FieldKind::Rest)
            && !prefix.is_empty()
            && name.len() >= prefix.len();
        let begins = may_begin
            && names::are_equivalent_bytes(
                prefix.as_bytes(),
                name.as_bytes().split_at(prefix.len()).0,
                Case::Insensitive,
            );
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
    let is_known = spec
        .owner(name.as_bytes(), usize::MAX, Case::Sensitive)
        .is_some();
    check(
        is_known || reserved::is_reserved_ignore_case(name.as_bytes()),
        &[message],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(name: &'static str, fields: Vec<FieldSpec>) -> &'static Spec {
        crate::spec::spec::tests::spec::<256>(name, fields)
    }

    fn field(name: &'static str) -> FieldSpec {
        FieldSpec::new(vec![name].leak(), ValueType::Float)
    }

    /// What the check fails with, if it fails.
    fn failure(check: impl FnOnce() + std::panic::UnwindSafe) -> Option<String> {
        let panic = std::panic::catch_unwind(check).err()?;
        Some(panic.downcast_ref::<String>().cloned().unwrap_or_default())
    }

    #[test]
    fn a_tunable_field_has_a_range_or_a_closed_set_of_values() {
        const INTEGER: ValueType = ValueType::Integer {
            min: 0,
            max: 9,
            nonzero: false,
        };
        const CHOICES: [&str; 31] = ["x"; 31];
        let check = |expected, scale, range: bool| {
            let field = FieldSpec::new(&["x"], expected).with_tunable(scale);
            let (min, max) = if range {
                (Some("1"), Some(("9", true)))
            } else {
                (None, None)
            };
            failure(move || tunable(&field.with_range(min, max)))
        };
        let wants_both = "`x`: a tuner needs both ends of a range: add `range = min..=max`";
        let wants_numbers =
            "`x`: a tuner walks through ranges of integers and floats alone: leave out `tunable`";
        let wants_more = "`x`: a tuner needs a range of numbers or a closed set of values (an `SmCategorical` enum, or `bool`)";
        let wants_few =
            "`x`: SageMaker tunes over at most 30 values: split the enum, or leave out `tunable`";
        let wants_floats = "`x`: the scale \"reverse-log\" is for floats from 0 to below 1";
        for (expected, scale, range, message) in [
            (ValueType::Float, Scale::Auto, true, None),
            (ValueType::Float, Scale::ReverseLog, true, None),
            (INTEGER, Scale::Log, true, None),
            (ValueType::Bool, Scale::Auto, false, None),
            (ValueType::Choice(&["a", "b"]), Scale::Auto, false, None),
            (
                ValueType::Choice(CHOICES.split_at(30).0),
                Scale::Auto,
                false,
                None,
            ),
            (
                ValueType::Choice(&CHOICES),
                Scale::Auto,
                false,
                Some(wants_few),
            ),
            (ValueType::Float, Scale::Auto, false, Some(wants_both)),
            (INTEGER, Scale::Auto, false, Some(wants_both)),
            (ValueType::Bool, Scale::Auto, true, Some(wants_numbers)),
            (ValueType::Text, Scale::Auto, false, Some(wants_more)),
            (INTEGER, Scale::ReverseLog, true, Some(wants_floats)),
        ] {
            assert_eq!(
                check(expected, scale, range).as_deref(),
                message,
                "{expected:?} {scale:?} {range}"
            );
        }
        let ends = FieldSpec::new(&["x"], ValueType::Float).with_tunable(Scale::Auto);
        assert_eq!(
            failure(move || tunable(&ends.with_range(Some("1"), None))).as_deref(),
            Some(wants_both)
        );
        assert_eq!(
            failure(move || tunable(&ends.with_range(None, Some(("1", true))))).as_deref(),
            Some(wants_both)
        );
    }

    #[test]
    fn a_job_must_give_at_most_100_hyperparameters() {
        let of = |count| {
            let mut fields: Vec<FieldSpec> = (0..count)
                .map(|number| field(format!("h{number}").leak()))
                .collect();
            fields.push(field("more").with_default("1"));
            spec("Many", fields)
        };
        let (most, too_many) = (of(100), of(101));
        assert_eq!(failure(move || total(most)), None);
        let message = failure(move || total(too_many)).unwrap();
        assert!(
            message.starts_with("`Many` has 101 required hyperparameters"),
            "{message}"
        );
    }

    #[test]
    fn the_names_of_a_flattened_struct_are_free_in_the_outer_one() {
        let inner = spec("Inner", vec![field("lr"), field("gamma")]);
        let middle = spec(
            "Middle",
            vec![field("beta"), FieldSpec::flatten(inner, "in-")],
        );
        let open = spec("Open", vec![FieldSpec::rest("", ValueType::Float)]);
        let check = |fields: Vec<FieldSpec>| {
            let row = fields.len() - 1;
            let outer = spec("Outer", fields);
            failure(move || flattened(outer, row))
        };
        let rest = |prefix| FieldSpec::rest(prefix, ValueType::Float);
        for fields in [
            vec![field("alpha")],
            vec![field("alpha"), FieldSpec::flatten(middle, "")],
            vec![
                FieldSpec::flatten(middle, "a_"),
                FieldSpec::flatten(middle, "b_"),
            ],
            vec![field("lr"), FieldSpec::flatten(middle, "")],
            vec![rest(""), FieldSpec::flatten(inner, "")],
            vec![
                rest("extra."),
                rest("gamma_rays_and_more"),
                FieldSpec::flatten(inner, ""),
            ],
            vec![
                field("gamm"),
                field("gammas"),
                FieldSpec::flatten(inner, ""),
            ],
            vec![FieldSpec::flatten(
                inner,
                vec!["p".repeat(251)].leak()[0].as_str(),
            )],
        ] {
            assert_eq!(check(fields), None);
        }
        let long = "p".repeat(252).leak();
        for (fields, begins) in [
            (
                vec![FieldSpec::flatten(open, "")],
                "`Open` has a `rest` map, which a flattened struct cannot have".to_owned(),
            ),
            (vec![field("gamma"), FieldSpec::flatten(inner, "")], "`gamma` is a name of `Inner` and of `Outer`".to_owned()),
            (vec![field("GAMMA"), FieldSpec::flatten(inner, "")], "`gamma` is a name of `Inner` and of `Outer`".to_owned()),
            (
                vec![field("in_lr"), FieldSpec::flatten(middle, "")],
                "`in-lr` is a name of `Inner` and of `Outer`".to_owned(),
            ),
            (
                vec![FieldSpec::flatten(inner, ""), FieldSpec::flatten(inner, "")],
                "`lr` of `Inner` is here twice (`-`, `_` and case do not count): give the field a `prefix`".to_owned(),
            ),
            (
                vec![FieldSpec::flatten(middle, "x_"), FieldSpec::flatten(inner, "x_in_")],
                "`x_in_lr` of `Inner` is here twice (`-`, `_` and case do not count): give the field another `prefix`"
                    .to_owned(),
            ),
            (vec![FieldSpec::flatten(inner, "SageMaker_")], "`SageMaker_lr` of `Inner` is SageMaker's own name".to_owned()),
            (
                vec![FieldSpec::flatten(inner, long)],
                "a name of `Inner` has more than the 256 characters that SageMaker takes".to_owned(),
            ),
            (
                vec![rest("other."), rest("Gam"), FieldSpec::flatten(inner, "")],
                "`gamma` of `Inner` begins with the prefix `Gam` of a `rest` map".to_owned(),
            ),
            (
                vec![rest("gamma"), FieldSpec::flatten(inner, "")],
                "`gamma` of `Inner` begins with the prefix `gamma` of a `rest` map".to_owned(),
            ),
        ] {
            let message = check(fields).unwrap_or_default();
            assert!(message.starts_with(&begins), "{message}\n{begins}");
        }
    }

    #[test]
    fn an_entry_of_a_schema_is_a_fields_or_sagemakers_own() {
        let inner = spec("Inner", vec![field("lr")]);
        let outer = spec(
            "Outer",
            vec![field("batch-size"), FieldSpec::flatten(inner, "in-")],
        );
        for (name, is_known) in [
            ("batch_size", true),
            ("in_lr", true),
            ("mp_parameters", true),
            ("sagemaker_program", true),
            ("lr", false),
            ("Batch-size", false),
        ] {
            let message = (!is_known).then(|| "no field takes it".to_owned());
            assert_eq!(
                failure(move || known(outer, name, "no field takes it")),
                message,
                "{name}"
            );
        }
    }

    #[test]
    fn a_range_has_its_ends_or_not() {
        let whole = ConstRange::<f64> {
            min: Some(0.0),
            max: Some((1.0, false)),
        };
        let closed = ConstRange::<i32> {
            min: Some(1),
            max: Some((3, true)),
        };
        assert_eq!(
            [0, 1, 3, 4].map(|value: i32| closed.has(value)),
            [false, true, true, false]
        );
        assert_eq!(
            [-0.1, 0.0, 0.5, 1.0].map(|value| whole.has(value)),
            [false, true, true, false]
        );
        assert!(whole.are_inside(whole) && whole.are_finite() && whole.have_values());
        assert!(
            !ConstRange::<f64> {
                max: Some((1.0, true)),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            ConstRange::<f64> {
                max: Some((0.9, true)),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            !ConstRange::<f64> {
                min: Some(-0.1),
                ..whole
            }
            .are_inside(whole)
        );
        assert!(
            !ConstRange::<f64> {
                max: Some((f64::INFINITY, false)),
                ..whole
            }
            .are_finite()
        );
        assert!(
            !ConstRange::<f64> {
                min: Some(1.0),
                ..whole
            }
            .have_values()
        );
        assert!(closed.are_above(0) && !closed.are_above(1));
    }
}
