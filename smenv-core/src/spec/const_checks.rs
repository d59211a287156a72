//! Checks that need `const` evaluation: flattened structs, constants as defaults and bounds, the
//! type of a field.
//!
//! Generated code calls these functions in a `const _: () = …;` with the user's spans, so the
//! compiler's error points at the user's code. All are `#[inline]`: only the compiler calls them, and
//! no program contains them.

use smenv_shared::limits::{MAX_CHOICES, MAX_HYPERPARAMETERS, MAX_NAME_LENGTH};
use smenv_shared::names::{self, Case};
use smenv_shared::reserved;
use smenv_shared::scale::Scale;

use crate::spec::const_str::ConstStr;
use crate::spec::spec::{FieldKind, FieldSpec, Spec};
use crate::values::value_type::ValueType;

/// Fails unless `holds`, with the concatenated parts of a message.
#[track_caller]
#[inline]
pub const fn assert(holds: bool, message: &[&str]) {
    if !holds {
        panic!("{}", <ConstStr>::of(message).as_str());
    }
}

/// Fails unless a tuner can vary the field.
#[track_caller]
#[inline]
pub const fn assert_tunable(field: &FieldSpec) {
    let has_range = field.min().is_some() && field.max().is_some();
    let name = field.name();
    match (field.expected(), has_range) {
        (ValueType::Integer { .. } | ValueType::Float, true) | (ValueType::Bool, false) => {}
        (ValueType::Choice(choices), false) => {
            let message = &[
                "`",
                name,
                "`: SageMaker tunes at most 30 choices: split the enum, or remove `tunable`",
            ];
            assert(choices.len() <= MAX_CHOICES, message);
        }
        (ValueType::Integer { .. } | ValueType::Float, false) => {
            assert(
                false,
                &[
                    "`",
                    name,
                    "`: a tuner needs both bounds of the range: write `range = min..=max`",
                ],
            );
        }
        (_, true) => {
            assert(
                false,
                &[
                    "`",
                    name,
                    "`: a tuner searches only ranges of integers and floats: remove `tunable`",
                ],
            );
        }
        (_, false) => {
            let what = "a tuner needs a range of numbers or a closed set of values (an `SmCategorical` enum, or `bool`)";
            assert(false, &["`", name, "`: ", what]);
        }
    }
    if let (Some(Scale::ReverseLog), ValueType::Integer { .. }) = (field.scale(), field.expected())
    {
        assert(
            false,
            &[
                "`",
                name,
                "`: the scale \"reverse-log\" is for floats of at least 0 and less than 1",
            ],
        );
    }
}

/// Fails if the struct requires more hyperparameters than a job can have. A job can omit those with
/// a default.
#[track_caller]
#[inline]
pub const fn assert_count(spec: &Spec) {
    let count = <ConstStr>::number(spec.required());
    let message = &[
        "`",
        spec.name(),
        "` has ",
        count.as_str(),
        " required hyperparameters, including those of its flattened structs, but a SageMaker job takes at most 100: \
         give some a `default`, or make them `Option`s",
    ];
    assert(spec.required() <= MAX_HYPERPARAMETERS, message);
}

/// Fails if the flattened struct in row `row` has a `rest` map or a name that is taken or reserved.
#[track_caller]
#[inline]
pub const fn assert_flatten(spec: &Spec, row: usize) {
    let field = &spec.fields()[row];
    let FieldKind::Flatten {
        spec: inner,
        prefix,
    } = field.kind()
    else {
        return;
    };
    assert(
        !inner.has_rest(),
        &[
            "`",
            inner.name(),
            "` has a `rest` map, which a flattened struct cannot have: move the map to the outer struct",
        ],
    );
    assert_names_are_free(spec, row, inner, prefix);
}

#[track_caller]
#[inline]
const fn assert_names_are_free(spec: &Spec, row: usize, inner: &Spec, prefix: &str) {
    let mut at = 0;
    while at < inner.fields().len() {
        let field = &inner.fields()[at];
        if let FieldKind::Flatten {
            spec: innermost,
            prefix: more,
        } = field.kind()
        {
            assert_names_are_free(
                spec,
                row,
                innermost,
                <ConstStr>::of(&[prefix, more]).as_str(),
            );
        }
        let mut names = field.names();
        while let [name, others @ ..] = names {
            let name = <ConstStr>::of(&[prefix, name]);
            assert_name_is_free(spec, row, name.as_str(), inner.name());
            names = others;
        }
        at += 1;
    }
}

/// Returns the number of characters: of bytes that do not continue one.
#[inline]
pub(super) const fn char_count(text: &str) -> usize {
    let (mut bytes, mut count) = (text.as_bytes(), 0);
    while let [byte, others @ ..] = bytes {
        count += (*byte & 0b1100_0000 != 0b1000_0000) as usize;
        bytes = others;
    }
    count
}

#[track_caller]
#[inline]
const fn assert_name_is_free(spec: &Spec, row: usize, name: &str, of: &str) {
    let own_prefix = spec.fields()[row].name_or_prefix();
    // Without a prefix, the names are those of the flattened struct, which are checked there.
    if !own_prefix.is_empty() {
        assert(
            char_count(name) <= MAX_NAME_LENGTH,
            &[
                "a name of `",
                of,
                "` has more than the 256 characters that SageMaker accepts: shorten the prefix of `",
                name,
                "`",
            ],
        );
        assert(
            !reserved::is_kept_by_launcher(name.as_bytes()),
            &[
                "`",
                name,
                "` of `",
                of,
                "` is reserved by SageMaker and never reaches the program: change the prefix",
            ],
        );
    }
    assert_not_of_rest(spec, name, of);
    let Some(owner) = spec.owner(name.as_bytes(), row, Case::Insensitive) else {
        return;
    };
    let instead = if own_prefix.is_empty() {
        "give the field a `prefix`"
    } else {
        "give the field another `prefix`"
    };
    if names::are_equivalent_bytes(owner.as_bytes(), of.as_bytes(), Case::Sensitive) {
        assert(
            false,
            &[
                "`",
                name,
                "` of `",
                of,
                "` is a duplicate (`-`, `_` and case do not count): ",
                instead,
            ],
        );
    }
    assert(
        false,
        &[
            "`",
            name,
            "` is a name of both `",
            of,
            "` and `",
            owner,
            "` (`-`, `_` and case do not count): ",
            instead,
        ],
    );
}

/// Fails if the name of a flattened struct starts with the prefix of a `rest` map.
#[track_caller]
#[inline]
const fn assert_not_of_rest(spec: &Spec, name: &str, of: &str) {
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
        assert(
            !begins,
            &[
                "`",
                name,
                "` of `",
                of,
                "` starts with the prefix `",
                prefix,
                "` of a `rest` map: change one of the prefixes",
            ],
        );
        at += 1;
    }
}

/// Fails unless an entry of the schema has a field.
#[track_caller]
#[inline]
pub const fn assert_known(spec: &Spec, name: &str, message: &str) {
    let is_known = spec
        .owner(name.as_bytes(), usize::MAX, Case::Sensitive)
        .is_some();
    assert(
        is_known || reserved::is_reserved_ignore_case(name.as_bytes()),
        &[message],
    );
}

/// Fails if the field has choices other than these.
#[track_caller]
#[inline]
pub const fn assert_choices(field: &FieldSpec, values: &[&str], message: &str) {
    let ValueType::Choice(mut choices) = *field.expected() else {
        return;
    };
    assert(choices.len() == values.len(), &[message]);
    while let [choice, others @ ..] = choices {
        let mut left = values;
        let mut is_there = false;
        while let [value, others @ ..] = left {
            is_there |=
                names::are_equivalent_bytes(choice.as_bytes(), value.as_bytes(), Case::Sensitive);
            left = others;
        }
        assert(is_there, &[message]);
        choices = others;
    }
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

    /// Returns the message of a check that fails.
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
            failure(move || assert_tunable(&field.with_range(min, max)))
        };
        let wants_both = "`x`: a tuner needs both bounds of the range: write `range = min..=max`";
        let wants_numbers =
            "`x`: a tuner searches only ranges of integers and floats: remove `tunable`";
        let wants_more = "`x`: a tuner needs a range of numbers or a closed set of values (an `SmCategorical` enum, or `bool`)";
        let wants_few =
            "`x`: SageMaker tunes at most 30 choices: split the enum, or remove `tunable`";
        let wants_floats =
            "`x`: the scale \"reverse-log\" is for floats of at least 0 and less than 1";
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
            failure(move || assert_tunable(&ends.with_range(Some("1"), None))).as_deref(),
            Some(wants_both)
        );
        assert_eq!(
            failure(move || assert_tunable(&ends.with_range(None, Some(("1", true))))).as_deref(),
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
        assert_eq!(failure(move || assert_count(most)), None);
        let message = failure(move || assert_count(too_many)).unwrap();
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
            failure(move || assert_flatten(outer, row))
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
            (vec![field("gamma"), FieldSpec::flatten(inner, "")], "`gamma` is a name of both `Inner` and `Outer`".to_owned()),
            (vec![field("GAMMA"), FieldSpec::flatten(inner, "")], "`gamma` is a name of both `Inner` and `Outer`".to_owned()),
            (
                vec![field("in_lr"), FieldSpec::flatten(middle, "")],
                "`in-lr` is a name of both `Inner` and `Outer`".to_owned(),
            ),
            (
                vec![FieldSpec::flatten(inner, ""), FieldSpec::flatten(inner, "")],
                "`lr` of `Inner` is a duplicate (`-`, `_` and case do not count): give the field a `prefix`".to_owned(),
            ),
            (
                vec![FieldSpec::flatten(middle, "x_"), FieldSpec::flatten(inner, "x_in_")],
                "`x_in_lr` of `Inner` is a duplicate (`-`, `_` and case do not count): give the field another `prefix`"
                    .to_owned(),
            ),
            (vec![FieldSpec::flatten(inner, "SageMaker_")], "`SageMaker_lr` of `Inner` is reserved by SageMaker".to_owned()),
            (
                vec![FieldSpec::flatten(inner, long)],
                "a name of `Inner` has more than the 256 characters that SageMaker accepts".to_owned(),
            ),
            (
                vec![rest("other."), rest("Gam"), FieldSpec::flatten(inner, "")],
                "`gamma` of `Inner` starts with the prefix `Gam` of a `rest` map".to_owned(),
            ),
            (
                vec![rest("gamma"), FieldSpec::flatten(inner, "")],
                "`gamma` of `Inner` starts with the prefix `gamma` of a `rest` map".to_owned(),
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
                failure(move || assert_known(outer, name, "no field takes it")),
                message,
                "{name}"
            );
        }
    }
}
