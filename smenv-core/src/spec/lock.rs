//! `#[sm(schema = "…")]` with a specification that the program printed: the struct must be what it
//! was. The compiler evaluates these functions; no program contains them.

use smenv_shared::limits::{MAX_CHOICE_LENGTH, MAX_CHOICES, MAX_HYPERPARAMETERS};
use smenv_shared::names::Case;

use crate::spec::const_checks::{assert, char_count};
use crate::spec::const_str::ConstStr;
use crate::spec::index;
use crate::spec::known_values::{KnownValue, KnownValues, SpecifiedValue, are_equal};
use crate::spec::spec::{FieldKind, FieldSpec, RangeEnd, Spec};
use crate::values::value_type::ValueType;

/// A hyperparameter of the specification.
#[derive(Clone, Copy)]
pub struct Specified {
    /// Its name.
    pub name: &'static str,
    /// SageMaker's word for its type.
    pub parameter_type: &'static str,
    /// Its range.
    pub range: SpecifiedRange,
    /// The range in words.
    pub range_words: &'static str,
    /// Whether a tuner can choose its value.
    pub is_tunable: bool,
    /// Whether a job must have it.
    pub is_required: bool,
    /// Its default.
    pub default: Option<SpecifiedValue>,
    /// Whether its name is that of a secret, whose default is not printed.
    pub is_named_like_a_secret: bool,
    /// What to do if no hyperparameter has its name.
    pub remedy_if_unknown: &'static str,
}

/// The range of a hyperparameter of the specification.
#[derive(Clone, Copy)]
pub enum SpecifiedRange {
    /// There is none.
    None,
    /// Integers, from the first to the last.
    Integer([SpecifiedValue; 2]),
    /// Numbers, from the first to the last.
    Continuous([SpecifiedValue; 2]),
    /// These values.
    Categorical(&'static [&'static str]),
    /// Something that the program does not print.
    Other,
}

/// The file of a specification, for messages.
#[derive(Clone, Copy)]
pub struct SpecifiedIn {
    /// Its path in quotes.
    pub file: &'static str,
    /// How to print it anew.
    pub remedy: &'static str,
}

/// Fails unless the struct has a hyperparameter of this name that is as the specification says.
#[track_caller]
#[inline]
pub const fn assert_specified(
    spec: &Spec,
    known: &'static [KnownValues],
    specified: &Specified,
    place: SpecifiedIn,
) {
    let name = specified.name;
    let Some(found) = find(spec, known, name.as_bytes()) else {
        let remedy = specified.remedy_if_unknown;
        let message = &[
            "`",
            name,
            "` is in ",
            place.file,
            ", but no hyperparameter has that name: ",
            remedy,
        ];
        return assert(false, message);
    };
    let field = &found.field;
    let ty = service_type(field.expected());
    let is_same = are_equal(ty.as_bytes(), specified.parameter_type.as_bytes());
    assert_same(is_same, name, "type", specified.parameter_type, place);
    assert_word("tunable", field.tunable, specified.is_tunable, name, place);
    if let Some(is_required) = field.required {
        assert_word("required", is_required, specified.is_required, name, place);
    }
    assert_range(&found, specified, place);
    assert_default(&found, specified, place);
}

/// Fails if the specification lacks what the program would print of the row `row`: the hyperparameter
/// of a field that is not among the names, or one of a flattened struct.
#[track_caller]
#[inline]
pub const fn assert_row_is_specified(
    spec: &Spec,
    row: usize,
    specified: &[&str],
    place: SpecifiedIn,
) {
    // The program prints no more than an algorithm can have: first those that are required.
    let are_all = spec.len() <= MAX_HYPERPARAMETERS;
    let field = &spec.fields()[row];
    match field.kind() {
        FieldKind::Hyperparameter => {
            let is_printed = are_all || matches!(field.required, Some(true));
            assert_is_there(!is_printed, field.name(), place);
        }
        FieldKind::Flatten { spec, prefix } if count_of(spec, prefix, specified) < spec.len() => {
            assert_are_there(spec, prefix, are_all, specified, place);
        }
        FieldKind::Flatten { .. } | FieldKind::Rest => {}
    }
}

#[track_caller]
#[inline]
const fn assert_is_there(is_there: bool, name: &str, place: SpecifiedIn) {
    let message = &["`", name, "` is not in ", place.file, ": ", place.remedy];
    assert(is_there, message);
}

/// Returns how many of the names are those of a flattened struct.
#[inline]
const fn count_of(spec: &Spec, prefix: &str, mut names: &[&str]) -> usize {
    let mut count = 0;
    while let [name, others @ ..] = names {
        if let Some(rest) = without_prefix(name.as_bytes(), prefix) {
            count += find(spec, &[], rest).is_some() as usize;
        }
        names = others;
    }
    count
}

/// Fails at the first hyperparameter of a flattened struct that is not among the names.
#[track_caller]
#[inline]
const fn assert_are_there(
    spec: &Spec,
    above: &str,
    are_all: bool,
    specified: &[&str],
    place: SpecifiedIn,
) {
    let mut row = 0;
    while row < spec.fields().len() {
        let field = &spec.fields()[row];
        let name = <ConstStr>::of(&[above, field.name_or_prefix()]);
        let name = name.as_str();
        match field.kind() {
            FieldKind::Hyperparameter if are_all || matches!(field.required, Some(true)) => {
                let mut left = specified;
                let mut is_there = false;
                while let ([other, others @ ..], false) = (left, is_there) {
                    is_there = are_equal(other.as_bytes(), name.as_bytes());
                    left = others;
                }
                assert_is_there(is_there, name, place);
            }
            FieldKind::Flatten { spec, .. } => {
                assert_are_there(spec, name, are_all, specified, place);
            }
            _ => {}
        }
        row += 1;
    }
}

/// Fails unless both are the same; `there` is what the file has.
#[track_caller]
#[inline]
const fn assert_same(is_same: bool, name: &str, what: &str, there: &str, place: SpecifiedIn) {
    let SpecifiedIn { file, remedy } = place;
    let message = &[
        "`",
        name,
        "` has a different ",
        what,
        " than in ",
        file,
        " (",
        there,
        "): ",
        remedy,
    ];
    assert(is_same, message);
}

/// Fails unless both or neither are what the word says.
#[track_caller]
#[inline]
const fn assert_word(word: &str, is_here: bool, is_there: bool, name: &str, place: SpecifiedIn) {
    let SpecifiedIn { file, remedy } = place;
    let (here, there) = match is_here {
        true => ("` is ", " here, but not in "),
        false => ("` is not ", " here, but is in "),
    };
    let message = &["`", name, here, word, there, file, ": ", remedy];
    assert(is_here == is_there, message);
}

/// A hyperparameter of the struct.
#[derive(Clone, Copy)]
struct Found {
    field: FieldSpec,
    known: KnownValues,
    /// Whether its name has the prefix of a flattened struct.
    has_prefix: bool,
}

/// Returns the hyperparameter whose canonical name this is.
#[inline]
const fn find(spec: &Spec, known: &'static [KnownValues], name: &[u8]) -> Option<Found> {
    let number = index::number_of(spec.index, name, Case::Sensitive);
    let (mut before, mut row) = (0, 0);
    while row < spec.fields().len() {
        let field = spec.fields()[row];
        let values = KnownValues::of_row(known, row);
        match (field.kind(), number) {
            (FieldKind::Hyperparameter, Some(number)) if number as usize == before => {
                // An alias, or another spelling, is not printed.
                let is_canonical = are_equal(field.name().as_bytes(), name);
                let found = Found {
                    field,
                    known: values,
                    has_prefix: false,
                };
                return if is_canonical { Some(found) } else { None };
            }
            (FieldKind::Flatten { spec, prefix }, None) => {
                if let Some(rest) = without_prefix(name, prefix) {
                    if let Some(found) = find(spec, values.flattened, rest) {
                        let has_prefix = found.has_prefix || !prefix.is_empty();
                        return Some(Found {
                            has_prefix,
                            ..found
                        });
                    }
                }
            }
            _ => {}
        }
        before += field.len();
        row += 1;
    }
    None
}

#[inline]
const fn without_prefix<'n>(name: &'n [u8], prefix: &str) -> Option<&'n [u8]> {
    if name.len() < prefix.len() {
        return None;
    }
    let (start, rest) = name.split_at(prefix.len());
    if are_equal(start, prefix.as_bytes()) {
        Some(rest)
    } else {
        None
    }
}

/// Returns SageMaker's word for a type.
#[inline]
const fn service_type(ty: &ValueType) -> &'static str {
    match ty {
        ValueType::Integer { .. } => "Integer",
        ValueType::Float => "Continuous",
        ValueType::Bool => "Categorical",
        ValueType::Choice(choices) if are_accepted(choices) => "Categorical",
        _ => "FreeText",
    }
}

/// Returns whether SageMaker accepts the choices as a list.
#[inline]
const fn are_accepted(mut choices: &[&str]) -> bool {
    let is_count_right = !choices.is_empty() && choices.len() <= MAX_CHOICES;
    let mut are_short = true;
    while let [choice, others @ ..] = choices {
        are_short &= choice.len() <= MAX_CHOICE_LENGTH || char_count(choice) <= MAX_CHOICE_LENGTH;
        choices = others;
    }
    is_count_right && are_short
}

/// A bound of the range that the program prints.
#[derive(Clone, Copy)]
enum PrintedBound {
    /// There is none, so that the range is not printed.
    None,
    Known(KnownValue),
}

impl PrintedBound {
    /// Returns the bound of the range, or else that of the type.
    #[inline]
    const fn of(end: Option<RangeEnd>, known: Option<KnownValue>, of_type: Option<i128>) -> Self {
        let value = match (end, known, of_type) {
            (
                Some(RangeEnd {
                    inclusive: true, ..
                }),
                Some(value),
                _,
            ) => value,
            (Some(_), Some(value), _) => value.below(),
            (_, _, Some(bound)) => KnownValue::Integer(bound),
            (_, _, None) => return PrintedBound::None,
        };
        match value.is_finite() {
            true => PrintedBound::Known(value),
            false => PrintedBound::None,
        }
    }

    /// Returns whether it is this bound of the specification.
    #[inline]
    const fn is(self, specified: &SpecifiedValue) -> bool {
        match self {
            PrintedBound::Known(value) => value.is(specified),
            PrintedBound::None => false,
        }
    }

    #[inline]
    const fn is_none(self) -> bool {
        matches!(self, PrintedBound::None)
    }

    /// Removes 0 from the lower end of a type without it.
    #[inline]
    const fn without_zero(self, ty: &ValueType) -> Self {
        match (self, ty) {
            (
                PrintedBound::Known(KnownValue::Integer(0)),
                ValueType::Integer { nonzero: true, .. },
            ) => PrintedBound::Known(KnownValue::Integer(1)),
            _ => self,
        }
    }
}

#[track_caller]
#[inline]
const fn assert_range(found: &Found, specified: &Specified, place: SpecifiedIn) {
    let (field, range) = (&found.field, &specified.range);
    let is_same = match field.expected() {
        ValueType::Integer { .. } | ValueType::Float => is_same_interval(found, range),
        ValueType::Bool => are_choices(range, &["false", "true"]),
        ValueType::Choice(choices) if are_accepted(choices) => are_choices(range, choices),
        _ => matches!(range, SpecifiedRange::None),
    };
    assert_same(
        is_same,
        specified.name,
        "range",
        specified.range_words,
        place,
    );
}

#[inline]
const fn is_same_interval(found: &Found, range: &SpecifiedRange) -> bool {
    let (field, known) = (&found.field, &found.known);
    let ty = field.expected();
    let specified = match (ty, range) {
        (ValueType::Integer { .. }, SpecifiedRange::Integer(bounds)) => Some(bounds),
        (ValueType::Float, SpecifiedRange::Continuous(bounds)) => Some(bounds),
        (_, SpecifiedRange::None) => None,
        _ => return false,
    };
    // Only the program knows them, and what its type adds.
    if field.min.is_some() && known.min.is_none() || field.max.is_some() && known.max.is_none() {
        return true;
    }
    let [least, most] = ty.stated_integers();
    let min = PrintedBound::of(field.min, known.min, least).without_zero(ty);
    let max = PrintedBound::of(field.max, known.max, most);
    match specified {
        Some([from, to]) => min.is(from) && max.is(to),
        None => min.is_none() || max.is_none(),
    }
}

#[inline]
const fn are_choices(range: &SpecifiedRange, mut choices: &[&str]) -> bool {
    let SpecifiedRange::Categorical(mut there) = *range else {
        return false;
    };
    let mut is_same = choices.len() == there.len();
    while let ([choice, more @ ..], [other, others @ ..], true) = (choices, there, is_same) {
        is_same = are_equal(choice.as_bytes(), other.as_bytes());
        (choices, there) = (more, others);
    }
    is_same
}

#[track_caller]
#[inline]
const fn assert_default(found: &Found, specified: &Specified, place: SpecifiedIn) {
    let field = &found.field;
    let is_secret = field.secret || specified.is_named_like_a_secret && !field.not_secret;
    // With the prefix, an alias can be the name of a secret.
    let may_be_secret = is_secret || found.has_prefix && field.names.len() > 1;
    let is_same = match (&specified.default, found.known.default) {
        (Some(_), _) if is_secret => false,
        (Some(default), Some(value)) => value.is(default),
        (Some(_), None) => field.default.is_some() || field.required.is_none(),
        // A text can be too long for SageMaker, or contain a secret.
        (None, None | Some(KnownValue::Text(_) | KnownValue::Nothing)) => true,
        (None, Some(value)) => may_be_secret || !value.is_finite(),
    };
    let there = match &specified.default {
        Some(_) if may_be_secret => "hidden",
        Some(default) => default.text,
        None => "none",
    };
    assert_same(is_same, specified.name, "default", there, place);
}
