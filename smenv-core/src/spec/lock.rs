//! `#[sm(schema = "…")]` with a specification that the program printed: the struct must be what it
//! was. The compiler evaluates these functions; no program contains them.

use smenv_shared::limits::{MAX_CHOICE_LENGTH, MAX_CHOICES};
use smenv_shared::names::{self, Case};

use crate::spec::const_checks::{assert, char_count};
use crate::spec::const_str::ConstStr;
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
    /// The bounds of its range.
    pub bounds: Option<[SpecifiedValue; 2]>,
    /// The values of its range.
    pub choices: Option<&'static [&'static str]>,
    /// Whether a tuner can choose its value.
    pub is_tunable: bool,
    /// Whether a job must have it.
    pub is_required: bool,
    /// Its default.
    pub default: Option<SpecifiedValue>,
    /// Whether its name is that of a secret, whose default is not printed.
    pub is_named_like_a_secret: bool,
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
    let Some((field, known)) = find(spec, known, name.as_bytes()) else {
        return assert(
            false,
            &[
                "`",
                name,
                "` is in ",
                place.file,
                ", but is not the name of a hyperparameter: ",
                place.remedy,
            ],
        );
    };
    let ty = service_type(field.expected());
    let has_type = are_equal(ty.as_bytes(), specified.parameter_type.as_bytes());
    assert_same(has_type, name, "type", specified.parameter_type, place);
    let (is_tunable, is_required) = (field.is_tunable(), field.required() > 0);
    assert_word("tunable", is_tunable, specified.is_tunable, name, place);
    if specified.is_required || specified.default.is_some() || known.is_required {
        assert_word("required", is_required, specified.is_required, name, place);
    }
    assert_range(&field, &known, specified, place);
    assert_choices(&field, specified, place);
    assert_default(&field, &known, specified, place);
}

/// Fails unless the specification has the hyperparameters of the row `row`: that of the field, or
/// those of a flattened struct.
#[track_caller]
#[inline]
pub const fn assert_row_is_specified(
    spec: &Spec,
    row: usize,
    specified: &[&str],
    place: SpecifiedIn,
) {
    assert_is_specified(&spec.fields()[row], "", specified, place);
}

#[track_caller]
#[inline]
const fn assert_is_specified(
    field: &FieldSpec,
    above: &str,
    specified: &[&str],
    place: SpecifiedIn,
) {
    let name = <ConstStr>::of(&[above, field.name_or_prefix()]);
    let name = name.as_str();
    match field.kind() {
        FieldKind::Hyperparameter => {
            let mut left = specified;
            let mut is_there = false;
            while let [other, others @ ..] = left {
                is_there |= are_equal(other.as_bytes(), name.as_bytes());
                left = others;
            }
            let SpecifiedIn { file, remedy } = place;
            assert(is_there, &["`", name, "` is not in ", file, ": ", remedy]);
        }
        FieldKind::Flatten { spec, .. } => {
            let mut row = 0;
            while row < spec.fields().len() {
                assert_is_specified(&spec.fields()[row], name, specified, place);
                row += 1;
            }
        }
        FieldKind::Rest => {}
    }
}

/// Fails unless both have the same of what is `what`; the file has `there`.
#[track_caller]
#[inline]
const fn assert_same(is_same: bool, name: &str, what: &str, there: &str, place: SpecifiedIn) {
    let SpecifiedIn { file, remedy } = place;
    let message = &[
        "`",
        name,
        "` has another ",
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
    assert(
        is_here == is_there,
        &["`", name, here, word, there, file, ": ", remedy],
    );
}

/// Returns the hyperparameter whose canonical name this is, with what is known of it.
#[inline]
const fn find(
    spec: &Spec,
    known: &'static [KnownValues],
    name: &[u8],
) -> Option<(FieldSpec, KnownValues)> {
    let mut row = 0;
    while row < spec.fields().len() {
        let field = spec.fields()[row];
        let values = KnownValues::of_row(known, row);
        match field.kind() {
            FieldKind::Hyperparameter if are_equal(field.name().as_bytes(), name) => {
                return Some((field, values));
            }
            FieldKind::Flatten { spec, prefix } if name.len() >= prefix.len() => {
                let (start, rest) = name.split_at(prefix.len());
                if are_equal(start, prefix.as_bytes()) {
                    let found = find(spec, values.flattened, rest);
                    if found.is_some() {
                        return found;
                    }
                }
            }
            _ => {}
        }
        row += 1;
    }
    None
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
        are_short &= char_count(choice) <= MAX_CHOICE_LENGTH;
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
    /// Only the program can tell.
    Unknown,
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
            (Some(_), None, _) => return PrintedBound::Unknown,
            (None, _, Some(bound)) => KnownValue::Integer(bound),
            (None, _, None) => return PrintedBound::None,
        };
        match value.is_finite() {
            true => PrintedBound::Known(value),
            false => PrintedBound::None,
        }
    }

    /// Returns whether the specification may have this bound.
    #[inline]
    const fn may_be(self, specified: Option<&SpecifiedValue>) -> bool {
        match (self, specified) {
            (PrintedBound::Known(value), Some(specified)) => value.is(specified),
            (PrintedBound::None, None) | (PrintedBound::Unknown, _) => true,
            (PrintedBound::None, Some(_)) | (PrintedBound::Known(_), None) => false,
        }
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
const fn assert_range(
    field: &FieldSpec,
    known: &KnownValues,
    specified: &Specified,
    place: SpecifiedIn,
) {
    let (name, ty) = (specified.name, field.expected());
    if !matches!(ty, ValueType::Integer { .. } | ValueType::Float) {
        return;
    }
    let [least, most] = ty.stated_integers();
    let min = PrintedBound::of(field.min(), known.min, least).without_zero(ty);
    let max = PrintedBound::of(field.max(), known.max, most);
    let (is_same, there) = match &specified.bounds {
        None => (
            min.may_be(None) || max.may_be(None),
            <ConstStr>::of(&["none"]),
        ),
        Some([from, to]) => (
            min.may_be(Some(from)) && max.may_be(Some(to)),
            <ConstStr>::of(&["from ", from.text, " to ", to.text]),
        ),
    };
    assert_same(is_same, name, "range", there.as_str(), place);
}

#[track_caller]
#[inline]
const fn assert_choices(field: &FieldSpec, specified: &Specified, place: SpecifiedIn) {
    let (ValueType::Choice(choices), Some(there)) = (field.expected(), specified.choices) else {
        return;
    };
    let mut is_same = choices.len() == there.len();
    let mut left = *choices;
    while let [choice, others @ ..] = left {
        is_same &= has(there, choice);
        left = others;
    }
    let SpecifiedIn { file, remedy } = place;
    assert(
        is_same,
        &[
            "`",
            specified.name,
            "` has other choices than in ",
            file,
            ": ",
            remedy,
        ],
    );
}

#[inline]
const fn has(mut choices: &[&str], choice: &str) -> bool {
    while let [other, others @ ..] = choices {
        if names::are_equivalent_bytes(choice.as_bytes(), other.as_bytes(), Case::Sensitive) {
            return true;
        }
        choices = others;
    }
    false
}

#[track_caller]
#[inline]
const fn assert_default(
    field: &FieldSpec,
    known: &KnownValues,
    specified: &Specified,
    place: SpecifiedIn,
) {
    let is_secret = field.secret || specified.is_named_like_a_secret && !field.not_secret;
    let is_same = match (&specified.default, known.default) {
        (Some(default), Some(value)) => value.is(default),
        (Some(_), None) => field.default().is_some(),
        // A text can be too long for SageMaker, or empty.
        (None, None | Some(KnownValue::Text(_))) => true,
        (None, Some(number)) => is_secret || !number.is_finite(),
    };
    let SpecifiedIn { file, remedy } = place;
    assert(
        is_same,
        &[
            "`",
            specified.name,
            "` has another default than in ",
            file,
            ": ",
            remedy,
        ],
    );
}
