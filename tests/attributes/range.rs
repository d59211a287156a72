//! `range`: every form of Rust's ranges, on every type with an order.

use std::fmt::{self, Debug};
use std::num::{NonZero, NonZeroI8, NonZeroU8};
use std::str::FromStr;

use crate::support::filled::{field, filled, leaves, problems, refused};
use smenv::{
    Bounded, HyperparameterValue, ProblemKind, RangeEnd, SmHyperparameters, Source, ValueError,
    ValueType,
};

/// Defines a struct with the one field `x` in a range, and asserts which values it accepts, the
/// messages for the others, and its table.
macro_rules! ranged {
    ($type:ty, $($range:tt)*) => {{
        #[derive(Debug, SmHyperparameters)]
        struct Ranged {
            #[sm(range = $($range)*)]
            x: $type,
        }
        check::<Ranged>
    }};
}

/// A range in the table: each end, and whether the range includes the upper one.
type Ends = (Option<&'static str>, Option<(&'static str, bool)>);

#[track_caller]
fn check<T: SmHyperparameters + Debug>(inside: &[&str], outside: &[&str], words: &str, ends: Ends) {
    for json in inside {
        filled::<T>(&format!("{{\"x\": {json}}}"));
    }
    for json in outside {
        let hps = format!("{{\"x\": {json}}}");
        assert_eq!(
            refused::<T>(&hps).problems()[0].kind(),
            ProblemKind::OutOfRange,
            "{hps}"
        );
        let given: String = serde_json::from_str(json).unwrap_or_else(|_| (*json).to_owned());
        let why = if *json == "NaN" {
            ", but NaN is not in any range"
        } else {
            ""
        };
        assert_eq!(
            problems::<T>(&hps),
            [format!("x (SM_HPS): got {given:?}{why}; expected {words}")]
        );
    }
    let field = field::<T>("x");
    let text = |limit: RangeEnd| (limit.text, limit.inclusive);
    assert_eq!(
        (field.min().map(text), field.max().map(text)),
        (ends.0.map(|min| (min, true)), ends.1)
    );
}

#[test]
fn integers_have_every_form() {
    let ends = (Some("1"), Some(("10", true)));
    ranged!(u8, 1..=10)(
        &["1", "10", "\"10.0\""],
        &["0", "11"],
        "an integer from 1 to 10",
        ends,
    );
    let ends = (Some("1"), Some(("10", false)));
    ranged!(u8, 1..10)(
        &["1", "9"],
        &["0", "10"],
        "an integer of at least 1 and less than 10",
        ends,
    );
    ranged!(u64, 1..)(
        &["1", "18446744073709551615"],
        &["0"],
        "an integer of at least 1",
        (Some("1"), None),
    );
    ranged!(i8, ..10)(
        &["-128", "9"],
        &["10"],
        "an integer of at least -128 and less than 10",
        (None, Some(("10", false))),
    );
    ranged!(i128, ..=10)(
        &["-9", "10"],
        &["11"],
        "an integer of at most 10",
        (None, Some(("10", true))),
    );
}

#[test]
fn floats_have_every_form_and_nan_is_in_none() {
    let ends = (Some("1e-6"), Some(("1.0", true)));
    ranged!(f64, 1e-6..=1.0)(
        &["1e-6", "1"],
        &["0", "1.1", "NaN", "Infinity"],
        "a number from 1e-6 to 1.0",
        ends,
    );
    let ends = (Some("0.0"), Some(("1.0", false)));
    ranged!(f32, 0.0..1.0)(
        &["-0.0", "0.999"],
        &["1", "-1e-9", "NaN"],
        "a number of at least 0.0 and less than 1.0",
        ends,
    );
    let words = "a number of at least 0.0";
    ranged!(f64, 0.0..)(
        &["0", "Infinity"],
        &["-0.1", "NaN", "-Infinity"],
        words,
        (Some("0.0"), None),
    );
    let ends = (None, Some(("1.0", false)));
    ranged!(f64, ..1.0)(
        &["-Infinity", "0.9"],
        &["1", "NaN"],
        "a number less than 1.0",
        ends,
    );
    let ends = (None, Some(("1.0", true)));
    ranged!(f64, ..=1.0)(
        &["1"],
        &["1.0000000000000002", "NaN"],
        "a number of at most 1.0",
        ends,
    );
}

#[test]
fn characters_are_in_unicodes_order() {
    let ends = (Some("'a'"), Some(("'z'", true)));
    ranged!(char, 'a'..='z')(
        &["\"a\"", "\"q\"", "\"z\""],
        &["\"A\"", "\"é\"", "\" \""],
        "a single character from a to z",
        ends,
    );
}

#[test]
fn the_range_of_what_is_not_zero_is_of_its_number() {
    let ends = (Some("2"), Some(("9", true)));
    ranged!(NonZeroU8, 2..=9)(
        &["2", "9"],
        &["1", "10", "0"],
        "an integer from 2 to 9",
        ends,
    );
    let ends = (None, Some(("3", false)));
    ranged!(NonZeroI8, ..3)(
        &["-128", "2"],
        &["3", "0"],
        "an integer of at least -128 and less than 3, but not 0",
        ends,
    );
    let ends = (Some("2"), None);
    ranged!(Option<NonZero<u64>>, 2..)(
        &["2", "null"],
        &["1", "0"],
        "an integer of at least 2",
        ends,
    );
}

#[test]
fn the_range_of_an_option_is_of_what_is_in_it() {
    let ends = (Some("1"), Some(("10", true)));
    ranged!(Option<u8>, 1..=10)(
        &["1", "null", "\"None\"", "\"\""],
        &["0", "11"],
        "an integer from 1 to 10",
        ends,
    );
    let ends = (Some("0.0"), Some(("1.0", false)));
    ranged!(Option<f64>, 0.0..1.0)(
        &["0", "null"],
        &["1", "NaN"],
        "a number of at least 0.0 and less than 1.0",
        ends,
    );
    let ends = (Some("1"), None);
    ranged!(Option<Option<u8>>, 1..)(&["1", "null"], &["0"], "an integer from 1 to 255", ends);
}

const LEAST: u32 = 16;

#[test]
fn an_end_may_be_any_expression() {
    let words = "an integer from 16 to 64";
    ranged!(u32, LEAST..=64)(
        &["16", "64"],
        &["15", "65"],
        words,
        (Some("LEAST"), Some(("64", true))),
    );
    ranged!(u32, LEAST..=LEAST * 4)(
        &["16"],
        &["65"],
        words,
        (Some("LEAST"), Some(("LEAST * 4", true))),
    );
    let words = "an integer of at least 16 and less than 64";
    ranged!(u32, LEAST..(1 << 6))(
        &["16", "63"],
        &["15", "64"],
        words,
        (Some("LEAST"), Some(("(1 << 6)", false))),
    );
    ranged!(u32, 0x10..0b100_0000)(
        &["16", "63"],
        &["15", "64"],
        words,
        (Some("16"), Some(("64", false))),
    );
}

#[test]
fn an_end_may_be_negative() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(range = -10..=-1)]
        integer: i32,
        #[sm(range = -0.5..0.5, default = -0.25)]
        float: f64,
    }
    let ends = |name: &str| {
        let field = crate::support::filled::field::<Ranged>(name);
        (
            field.min().unwrap().text,
            field.max().unwrap().text,
            field.default(),
        )
    };
    assert_eq!(ends("integer"), ("-10", "-1", None));
    assert_eq!(ends("float"), ("-0.5", "0.5", Some("-0.25")));
    filled::<Ranged>(r#"{"integer": -10, "float": -0.5}"#);
    assert_eq!(
        problems::<Ranged>(r#"{"integer": 0, "float": 0.5}"#),
        [
            "integer (SM_HPS): got \"0\"; expected an integer from -10 to -1",
            "float (SM_HPS): got \"0.5\"; expected a number of at least -0.5 and less than 0.5",
        ],
    );
}

/// A user-defined order.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Percent(f64);

impl HyperparameterValue for Percent {
    const EXPECTED: ValueType = ValueType::Other("a percentage");

    fn from_text(text: &str) -> Result<Self, ValueError> {
        f64::from_text(text.strip_suffix('%').ok_or_else(ValueError::default)?).map(Percent)
    }

    fn to_text(&self) -> String {
        format!("{}%", self.0)
    }
}

impl Bounded for Percent {
    type Bound = Self;

    fn bounded(&self) -> Option<Self> {
        Some(*self)
    }
}

#[test]
fn a_type_of_ones_own_may_be_bounded() {
    let ends = (Some("Percent(0.0)"), Some(("Percent(100.0)", true)));
    let words = "a percentage from 0% to 100%";
    let check = ranged!(Percent, Percent(0.0)..=Percent(100.0));
    check(
        &["\"0%\"", "\"100%\""],
        &["\"-1%\"", "\"101%\"", "\"nan%\""],
        words,
        ends,
    );
    ranged!(Option<Percent>, Percent(0.0)..=Percent(100.0))(
        &["null", "\"1%\""],
        &["\"-1%\""],
        words,
        ends,
    );
}

/// A type with an order, but without `Bounded`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Version(u8, u8);

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (major, minor) = text.split_once('.').ok_or("it has no dot")?;
        let number = |text: &str| text.parse::<u8>().map_err(|error| error.to_string());
        Ok(Version(number(major)?, number(minor)?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

mod version {
    use super::Version;

    pub(super) fn from_text(text: &str) -> Result<Version, String> {
        text.parse()
    }

    pub(super) fn to_text(version: &Version) -> String {
        version.to_string()
    }
}

#[test]
fn what_reads_by_from_str_or_a_module_needs_but_an_order() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(from_str, range = Version(1, 2)..=Version(2, 0))]
        by_from_str: Version,
        #[sm(from_str, range = Version(1, 2)..)]
        maybe: Option<Version>,
        #[sm(with = version, range = ..Version(2, 0))]
        by_module: Version,
    }
    let hp: Ranged = filled(r#"{"by_from_str": "1.2", "by_module": "1.9"}"#);
    leaves(&hp, &[("by_from_str", "\"1.2\""), ("by_module", "\"1.9\"")]);
    assert_eq!(
        problems::<Ranged>(r#"{"by_from_str": "1.1", "maybe": "0.1", "by_module": "2.0"}"#),
        [
            "by_from_str (SM_HPS): got \"1.1\"; expected a value of type Version from 1.2 to 2.0",
            "maybe (SM_HPS): got \"0.1\"; expected a value of type Version of at least 1.2",
            "by_module (SM_HPS): got \"2.0\"; expected a value of type Version less than 2.0",
        ],
    );
}

#[test]
fn a_missing_or_wrong_value_is_told_the_range_too() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(range = 1..=9)]
        x: u8,
        #[sm(range = 1..=9)]
        y: u8,
        #[sm(range = 1..=9)]
        z: u8,
    }
    assert_eq!(
        problems::<Ranged>(r#"{"y": "x", "z": 256}"#),
        [
            "x: missing; expected an integer from 1 to 9; set SM_HP_X, or add it to the job's hyperparameters",
            "y (SM_HPS): got \"x\"; expected an integer from 1 to 9",
            "z (SM_HPS): got \"256\"; expected an integer from 1 to 9",
        ],
    );
}

#[test]
fn what_cannot_be_read_is_told_the_range_too() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(range = 1..=100_000)]
        epochs: u32,
        #[sm(range = 0.0..1.0)]
        momentum: Option<f64>,
    }
    let source = Source::from_vars([("SM_HPS", r#"{"momentum": "\ud800"}"#)]).args(["--epochs"]);
    assert_eq!(
        Ranged::from_source(&source).unwrap_err().to_string(),
        "2 problems in the settings of this job:\n\
         - epochs (--epochs): its value is missing; expected an integer from 1 to 100000; write `--epochs INTEGER`\n\
         - momentum (SM_HPS): got \"\\\\ud800\", but it contains a lone surrogate (half of a character); expected a number \
         of at least 0.0 and less than 1.0"
    );
}

#[test]
fn what_is_beyond_the_type_is_told_so_where_the_range_does_not_show_that_end() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(default, range = ..=5)]
        most: i64,
        #[sm(default, range = ..5)]
        below: i64,
        #[sm(default = 5, range = 5..)]
        least: i64,
    }
    for (name, value, is_told) in [
        ("most", "99999999999999999999", false),
        ("below", "99999999999999999999", false),
        ("least", "99999999999999999999", true),
        ("most", "-99999999999999999999", true),
        ("below", "-99999999999999999999", true),
        ("least", "-99999999999999999999", false),
    ] {
        let told = &problems::<Ranged>(&format!(r#"{{"{name}": {value}}}"#))[0];
        assert_eq!(
            told.contains("it is out of the type's range"),
            is_told,
            "{told}"
        );
    }
}

#[test]
fn a_range_of_a_nonzero_type_does_not_promise_zero() {
    let ends = (None, Some(("10", true)));
    ranged!(NonZero<u32>, ..=10)(&["1", "10"], &["0", "11"], "an integer from 1 to 10", ends);
    let ends = (Some("0"), Some(("10", false)));
    ranged!(Option<NonZero<u64>>, 0..10)(
        &["1", "9"],
        &["0", "10"],
        "an integer of at least 1 and less than 10",
        ends,
    );
    let ends = (Some("-5"), Some(("5", true)));
    ranged!(NonZero<i32>, -5..=5)(
        &["-5", "5"],
        &["0", "6"],
        "an integer from -5 to 5, but not 0",
        ends,
    );
    let ends = (Some("-5"), Some(("-1", true)));
    ranged!(NonZero<i32>, -5..=-1)(&["-5"], &["0"], "an integer from -5 to -1", ends);
}
