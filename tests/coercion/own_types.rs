//! User-defined types: by `FromStr`, by serde, by a module, by `HyperparameterValue`, and closed
//! sets of values.

use std::fmt::{self, Debug};
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Duration;

use crate::support::ways::{Way, hps, nothing, ways};
use serde::{Deserialize, Serialize};
use smenv::ProblemKind::{Invalid, Missing};
use smenv::{HyperparameterValue, ProblemKind, SmCategorical, SmHyperparameters, ValueType};

/// Asserts that each text gives this struct, whichever way it is passed.
#[track_caller]
fn becomes<T: SmHyperparameters + Debug + PartialEq>(value: T, texts: &[&str]) {
    for text in texts {
        for Way { place, source, .. } in &ways(text) {
            let filled = T::from_source(source).map_err(|error| error.to_string());
            assert_eq!(filled.as_ref(), Ok(&value), "{text:?} {place}");
        }
    }
}

/// Asserts that each text is refused, whichever way it is passed.
#[track_caller]
fn refuses<T: SmHyperparameters + Debug>(kind: ProblemKind, texts: &[&str]) {
    for text in texts {
        for Way { place, source, .. } in &ways(text) {
            match T::from_source(source) {
                Ok(filled) => panic!("{text:?} {place} became {filled:?}"),
                Err(error) => assert_eq!(
                    error.problems()[0].kind(),
                    kind,
                    "{text:?} {place}: {error}"
                ),
            }
        }
    }
}

#[track_caller]
fn says<T: SmHyperparameters + Debug>(json: &str, problem: &str) {
    assert_eq!(
        T::from_source(&hps(json)).unwrap_err().problems()[0].to_string(),
        problem
    );
}

#[derive(Debug, PartialEq)]
struct Size(u32, u32);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (width, height) = text.split_once('x').ok_or("it has no `x`")?;
        let number = |text: &str| {
            text.parse()
                .map_err(|error| format!("{text:?} is no number: {error}"))
        };
        Ok(Size(number(width)?, number(height)?))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.0, self.1)
    }
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct ByFromStr {
    #[sm(from_str)]
    x: Size,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct MaybeByFromStr {
    #[sm(from_str)]
    x: Option<Size>,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct ListByFromStr {
    #[sm(from_str)]
    x: Vec<Size>,
}

#[test]
fn from_str_reads_what_is_left_of_space_and_quotes() {
    becomes(
        ByFromStr { x: Size(1, 2) },
        &["1x2", " 1x2\n", "\"1x2\"", " \" 1x2 \" "],
    );
    refuses::<ByFromStr>(
        Invalid,
        &["", " ", "12", "1xb", "None", "'1x2'", r#""\"1x2\"""#],
    );
    says::<ByFromStr>(
        "null",
        "x (SM_HPS): missing; it is null; expected a value of type Size",
    );
    says::<ByFromStr>(
        "12",
        "x (SM_HPS): got \"12\", but it has no `x`; expected a value of type Size",
    );
}

#[test]
fn from_str_of_an_option_and_of_a_list_is_of_what_is_in_it() {
    becomes(
        MaybeByFromStr {
            x: Some(Size(1, 2)),
        },
        &["1x2"],
    );
    becomes(MaybeByFromStr { x: None }, &["", " ", "None", "null"]);
    assert_eq!(MaybeByFromStr::from_source(&nothing()).unwrap().x, None);
    assert_eq!(MaybeByFromStr::from_source(&hps("null")).unwrap().x, None);
    refuses::<MaybeByFromStr>(Invalid, &["12"]);
    let sizes = || ListByFromStr {
        x: vec![Size(1, 2), Size(3, 4)],
    };
    becomes(
        sizes(),
        &[
            "[\"1x2\", \"3x4\"]",
            "['1x2', '3x4']",
            "[1x2, 3x4]",
            "1x2, 3x4",
        ],
    );
    becomes(ListByFromStr { x: vec![] }, &["", "[]"]);
    refuses::<ListByFromStr>(Invalid, &["1x2,", "[1x2", "[1x2, null]", "{}"]);
    let error = ListByFromStr::from_source(&nothing()).unwrap_err();
    assert_eq!(error.problems()[0].kind(), Missing);
    crate::support::filled::leaves(&sizes(), &[("x", r#"["1x2","3x4"]"#)]);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Schedule {
    kind: String,
    steps: Vec<f64>,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct ByJson {
    #[sm(json)]
    x: Schedule,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct MaybeByJson {
    #[sm(json)]
    x: Option<Schedule>,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct TextByJson {
    #[sm(json)]
    x: String,
}

#[test]
fn json_reads_what_serde_does() {
    let schedule = || Schedule {
        kind: "step".to_owned(),
        steps: vec![0.5, 1e5],
    };
    let texts = [
        r#"{"kind": "step", "steps": [0.5, 1e5]}"#,
        "\n{\"steps\":[0.5,100000.0],\"kind\":\"step\"} ",
    ];
    becomes(ByJson { x: schedule() }, &texts);
    becomes(
        MaybeByJson {
            x: Some(schedule()),
        },
        &texts,
    );
    refuses::<ByJson>(
        Invalid,
        &[
            "",
            "None",
            "[]",
            "{}",
            "{\"kind\": \"step\"}",
            "{'kind': 'step', 'steps': [}",
            "{\"kind\": ",
        ],
    );
    refuses::<ByJson>(
        Invalid,
        &[
            r#"{"kind": "step", "steps": [], "other": 1}"#,
            r#"{"kind": 1, "steps": []}"#,
        ],
    );
    says::<ByJson>(
        "{\"kind\": \"step\"}",
        "x (SM_HPS): got \"{\\\"kind\\\": \\\"step\\\"}\", but missing field `steps`; expected a value of type \
         Schedule",
    );
}

#[test]
fn json_that_is_nothing_is_absence() {
    becomes(MaybeByJson { x: None }, &["", " ", "None", "null"]);
    assert_eq!(MaybeByJson::from_source(&nothing()).unwrap().x, None);
    assert_eq!(MaybeByJson::from_source(&hps("null")).unwrap().x, None);
    assert_eq!(
        ByJson::from_source(&nothing()).unwrap_err().problems()[0].kind(),
        Missing
    );
    assert_eq!(
        ByJson::from_source(&hps("null")).unwrap_err().problems()[0].kind(),
        Missing
    );
}

/// A type that contains an `Option` is absent if that is; a type that has null as a value must be
/// given.
#[test]
fn json_is_absent_where_its_type_reads_null_as_nothing() {
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    #[serde(transparent)]
    struct Within(Option<u8>);
    #[derive(Debug, PartialEq, SmHyperparameters)]
    struct Absent {
        #[sm(json)]
        boxed: Box<Option<u8>>,
        #[sm(json)]
        within: Within,
        #[sm(json)]
        any: Option<serde_json::Value>,
    }
    let absent = || Absent {
        boxed: Box::new(None),
        within: Within(None),
        any: None,
    };
    assert_eq!(Absent::from_source(&nothing()).unwrap(), absent());
    for nothing in ["null", "\"\"", "\" \"", "\"None\"", "\" null \""] {
        let hps = format!(r#"{{"boxed": {nothing}, "within": {nothing}, "any": {nothing}}}"#);
        assert_eq!(
            Absent::from_source(&crate::support::filled::job(&hps)).unwrap(),
            absent(),
            "{nothing}"
        );
    }
    assert!(absent().to_hyperparameters().is_empty());

    #[derive(Debug, SmHyperparameters)]
    struct Given {
        #[sm(json)]
        x: serde_json::Value,
    }
    assert_eq!(
        Given::from_source(&nothing()).unwrap_err().problems()[0].kind(),
        Missing
    );
    assert_eq!(Given::from_source(&hps("\"\"")).unwrap().x, "");
}

#[test]
fn json_says_what_tells_most_of_what_is_wrong() {
    #[derive(Debug, Deserialize, Serialize)]
    enum Kind {
        Step,
        Cosine,
    }
    #[derive(Debug, SmHyperparameters)]
    struct ByVariant {
        #[sm(json)]
        x: Kind,
    }
    #[derive(Debug, SmHyperparameters)]
    struct ByNumber {
        #[sm(json)]
        x: u8,
    }
    let variants = |text: &str| {
        format!(
            "x (SM_HPS): got \"{text}\", but unknown variant `{text}`, expected `Step` or `Cosine`; expected a value of type Kind"
        )
    };
    says::<ByVariant>("8", &variants("8"));
    says::<ByJson>(
        "{\"kind\": NaN}",
        r#"x (SM_HPS): got "{\"kind\": NaN}", but JSON has no `NaN`; expected a value of type Schedule; write a finite number, or `null`"#,
    );
    says::<ByVariant>("\"linear\"", &variants("linear"));
    let number = |text: &str, but: &str| {
        format!("x (SM_HPS): got \"{text}\", but {but}; expected a value of type u8")
    };
    says::<ByNumber>(
        "300",
        &number("300", "invalid value: integer `300`, expected u8"),
    );
    for word in ["-Infinity", "NaN", "many"] {
        let but = format!("invalid type: string \"{word}\", expected u8");
        says::<ByNumber>(&format!("\"{word}\""), &number(word, &but));
    }
}

/// serde_json reports a position in the text; a value is on one line, and is shown.
#[test]
fn a_reason_of_ones_own_is_told_whole() {
    #[derive(Debug, Deserialize, Serialize)]
    #[serde(try_from = "String")]
    struct Picky(String);

    impl TryFrom<String> for Picky {
        type Error = String;

        fn try_from(reason: String) -> Result<Self, String> {
            Err(reason)
        }
    }

    #[derive(Debug, SmHyperparameters)]
    struct ByReason {
        #[sm(json)]
        x: Picky,
    }
    for reason in [
        "it stops at line 66",
        "it stops at line 66 column",
        "it stops at line 6 column x",
        "it stops at line x column 6",
        "it stops at line  column 6",
        "it stops at line 6 column ",
        "it stops at line six, platform 2",
    ] {
        let error = ByReason::from_source(&hps(&serde_json::json!(reason).to_string()))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&format!("but {reason}; expected")),
            "{error}"
        );
    }
}

/// Producers remove the quotes of a JSON string.
#[test]
fn a_json_string_may_have_lost_its_quotes() {
    becomes(
        TextByJson {
            x: "a b".to_owned(),
        },
        &["a b", "\"a b\""],
    );
    becomes(
        TextByJson {
            x: "a\n".to_owned(),
        },
        &["\"a\\n\""],
    );
}

mod seconds {
    use super::*;

    pub(super) fn from_text(text: &str) -> Result<Duration, ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct ByModule {
    #[sm(with = seconds)]
    x: Duration,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct MaybeByModule {
    #[sm(with = seconds)]
    x: Option<Duration>,
}

#[test]
fn a_module_reads_what_is_left_of_space_and_quotes() {
    let minute = Duration::from_secs(60);
    becomes(ByModule { x: minute }, &["60", " 60 ", "\"60\"", "+60"]);
    becomes(MaybeByModule { x: Some(minute) }, &["60", " 60 "]);
    becomes(MaybeByModule { x: None }, &["", "None", "null"]);
    assert_eq!(MaybeByModule::from_source(&nothing()).unwrap().x, None);
    refuses::<ByModule>(Invalid, &["", "None", "1m", "[60]", r#""\"60\"""#]);
    refuses::<MaybeByModule>(Invalid, &["1m"]);
    says::<ByModule>(
        "null",
        "x (SM_HPS): missing; it is null; expected a value of type Duration",
    );
    says::<ByModule>(
        "\"1m\"",
        "x (SM_HPS): got \"1m\", but invalid digit found in string; expected a value of type Duration",
    );
}

#[derive(Debug, PartialEq)]
struct Percent(f64);

impl HyperparameterValue for Percent {
    const EXPECTED: ValueType = ValueType::Other("a percentage, such as `12.5%`");

    fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
        let number = text
            .strip_suffix('%')
            .ok_or(smenv::ValueError::new("it does not end in `%`"))?;
        f64::from_text(number).map(Percent)
    }

    fn to_text(&self) -> String {
        format!("{}%", self.0)
    }
}

/// A share, in a type without a value for absence.
#[derive(Debug, PartialEq)]
struct Share(f64);

impl HyperparameterValue for Share {
    const EXPECTED: ValueType = ValueType::Float;

    fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
        f64::from_text(text).map(Share)
    }

    fn to_text(&self) -> String {
        self.0.to_text()
    }

    fn absent() -> Option<Self> {
        Some(Share(0.0))
    }
}

impl smenv::Bounded for Share {
    type Bound = f64;

    fn bounded(&self) -> Option<f64> {
        Some(self.0)
    }
}

/// The range applies to values that are given.
#[test]
fn what_absence_means_to_a_type_need_not_be_in_the_range() {
    #[derive(Debug, PartialEq, SmHyperparameters)]
    struct Ranged {
        #[sm(range = 0.1..=1.0)]
        x: Share,
    }
    assert_eq!(
        Ranged::from_source(&nothing()).unwrap(),
        Ranged { x: Share(0.0) }
    );
    assert_eq!(
        Ranged::from_source(&hps("null")).unwrap(),
        Ranged { x: Share(0.0) }
    );
    assert_eq!(
        Ranged::from_source(&hps("0.5")).unwrap(),
        Ranged { x: Share(0.5) }
    );
    says::<Ranged>(
        "0.0",
        "x (SM_HPS): got \"0.0\"; expected a number from 0.1 to 1.0",
    );
}

/// A text, unchanged.
#[derive(Debug, PartialEq)]
struct Exact(String);

impl HyperparameterValue for Exact {
    const EXPECTED: ValueType = ValueType::Text;

    fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
        Ok(Exact(text.to_owned()))
    }

    fn to_text(&self) -> String {
        self.0.clone()
    }
}

#[test]
fn a_type_of_ones_own_reads_like_the_others() {
    use crate::support::ways::{comes_as, refuses, says};
    comes_as(Percent(12.5), &["12.5%", " 12.5% ", "\"12.5%\""]);
    comes_as(Some(Percent(1.0)), &["1%"]);
    comes_as(None::<Percent>, &["", "None", "null"]);
    comes_as(
        vec![Percent(1.0), Percent(2.0)],
        &["1%, 2%", "['1%', '2%']", "[\"1%\", \"2%\"]", "[1%, 2%]"],
    );
    refuses::<Percent>(Invalid, &["", "12", "%", "None"]);
    says::<Percent>(
        "12",
        "got \"12\", but it does not end in `%`; expected a percentage, such as `12.5%`",
    );
    for text in [" a ", "\"a\"", "", "None"] {
        comes_as(Exact(text.to_owned()), &[text]);
    }
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Optimizer {
    Adam,
    AdamW,
    #[sm(name = "SGD", alias = "momentum")]
    Sgd,
    #[sm(name = "sgd")]
    PlainSgd,
}

#[test]
fn a_choice_is_one_of_its_names_whatever_their_case_and_dashes() {
    use crate::support::ways::{comes_as, refuses, says};
    comes_as(
        Optimizer::Adam,
        &["adam", "Adam", "ADAM", " adam ", "\"adam\"", "a-d_am"],
    );
    comes_as(
        Optimizer::AdamW,
        &["adam_w", "AdamW", "adamw", "adam-w", "ADAM_W"],
    );
    comes_as(Optimizer::Sgd, &["SGD", "momentum", "Momentum"]);
    // An exact match comes before an equivalent name.
    comes_as(Optimizer::PlainSgd, &["sgd"]);
    comes_as(None::<Optimizer>, &["", "None", "null"]);
    refuses::<Optimizer>(
        Invalid,
        &[
            "", "rmsprop", "adam w", "0", "true", "[adam]", "Sgd", "s-g-d",
        ],
    );
    says::<Optimizer>(
        "\"adm\"",
        "got \"adm\"; expected one of adam, adam_w, SGD, sgd; did you mean adam?",
    );
}

#[test]
fn json_may_have_a_layer_of_quotes_too_many() {
    #[derive(Debug, Deserialize, Serialize, PartialEq)]
    struct Schedule {
        kind: String,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Json {
        #[sm(json)]
        schedule: Schedule,
        #[sm(json)]
        count: u8,
    }
    let json = Json::from_source(&crate::support::filled::job(
        r#"{"schedule": "\"{\\\"kind\\\": \\\"a\\\"}\"", "count": "\"5\""}"#,
    ))
    .unwrap();
    assert_eq!((json.schedule.kind.as_str(), json.count), ("a", 5));
}
