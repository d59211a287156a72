//! What a wrong value looks like, and what to write instead, in a single problem.

mod support;

use std::collections::BTreeMap;

use smenv::{SmCategorical, SmHyperparameters};
use support::filled::problems;

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1, range = 1..=4096)]
    batch_size: u32,
    #[sm(default = 0.1, range = 1e-6..=1.0)]
    rate: f64,
    #[sm(default = 50.0, range = 1.0..=100.0)]
    share: f32,
    #[sm(default)]
    shuffle: bool,
    #[sm(default = Level::Info)]
    level: Level,
    #[sm(default)]
    layers: Vec<u32>,
    #[sm(default)]
    names: Vec<String>,
    #[sm(default)]
    quantiles: Vec<f64>,
    #[sm(default)]
    pair: (u8, f64),
    #[sm(default)]
    weights: BTreeMap<String, f64>,
    #[sm(default)]
    steps: u64,
    #[sm(default)]
    offset: i32,
    #[sm(default, secret)]
    pin: u16,
}

#[derive(Debug, SmCategorical)]
enum Level {
    Debug,
    Info,
}

/// Checks the part of the only problem's message that follows the value.
#[track_caller]
fn says(name: &str, value: &str, expected: &str) {
    let told = problems::<Hyperparameters>(&serde_json::json!({ name: value }).to_string());
    let [told] = &told[..] else {
        panic!("{told:?}")
    };
    let rest = told
        .strip_prefix(&format!("{name} (SM_HPS): got {value:?}"))
        .unwrap_or_else(|| panic!("{told}"));
    assert_eq!(rest, expected, "{told}");
}

const BATCH: &str = "; expected an integer from 1 to 4096";
const RATE: &str = "; expected a number from 1e-6 to 1.0";

#[test]
fn a_misspelled_word_has_its_nearest_choice() {
    for word in ["Ture", "ture", "treu", "tru"] {
        says(
            "shuffle",
            word,
            "; expected true or false; did you mean true?",
        );
    }
    says(
        "shuffle",
        "flase",
        "; expected true or false; did you mean false?",
    );
    says(
        "level",
        "debg",
        "; expected one of debug, info; did you mean debug?",
    );
    says(
        "shuffle",
        "1.0",
        ", but it is a number; expected true or false; write `true`",
    );
    says(
        "shuffle",
        "2",
        ", but it is a number; expected true or false",
    );
    says(
        "shuffle",
        "enabled",
        ", but it is not a boolean; expected true or false; write `true`",
    );
}

#[test]
fn a_comma_in_a_number_is_a_decimal_one_or_parts_groups() {
    says(
        "rate",
        "0,001",
        &format!(", but it has a decimal comma{RATE}; write `0.001`"),
    );
    says(
        "rate",
        "1,5e-3",
        &format!(", but it has a decimal comma{RATE}; write `1.5e-3`"),
    );
    says(
        "quantiles",
        "[0,1; 0,5]",
        ", but its numbers have a decimal comma; expected a list, each item a number; write `0.1,0.5`",
    );
    says(
        "share",
        "12,5",
        ", but it has a decimal comma; expected a number from 1.0 to 100.0; write `12.5`",
    );
    says(
        "batch_size",
        "1,024",
        &format!(", but it has a comma{BATCH}; write `1024`"),
    );
    says(
        "batch_size",
        "1 024",
        &format!(", but it has a space between its digits{BATCH}; write `1024`"),
    );
    says(
        "steps",
        "1.000.000",
        ", but it has `.` between its digits; expected an integer of at least 0; write `1000000`",
    );
    says(
        "steps",
        "1,000,000",
        ", but it has `,` between its digits; expected an integer of at least 0; write `1000000`",
    );
    // Only values that the field accepts are suggested.
    says(
        "share",
        "1,000",
        ", but it has a comma; expected a number from 1.0 to 100.0; write `1.000`",
    );
}

#[test]
fn other_bases_are_converted() {
    says(
        "batch_size",
        "0x40",
        &format!(", but it is hexadecimal{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "0b101",
        &format!(", but it is binary{BATCH}; write `5`"),
    );
    says(
        "batch_size",
        "0o17",
        &format!(", but it is octal{BATCH}; write `15`"),
    );
    says(
        "offset",
        "-0x10",
        ", but it is hexadecimal; expected an integer from -2147483648 to 2147483647; write `-16`",
    );
    says(
        "batch_size",
        "0xFFFF",
        &format!(", but it is hexadecimal{BATCH}"),
    );
}

#[test]
fn a_percentage_is_a_share_where_the_field_takes_that() {
    says(
        "rate",
        "10%",
        &format!(", but it is a percentage{RATE}; write `0.1`"),
    );
    says(
        "rate",
        "2,5 %",
        &format!(", but it is a percentage{RATE}; write `0.025`"),
    );
    says(
        "share",
        "10%",
        ", but it is a percentage; expected a number from 1.0 to 100.0; write `10`",
    );
    says(
        "batch_size",
        "10%",
        &format!(", but it is a percentage{BATCH}; write `10`"),
    );
}

#[test]
fn what_was_not_expanded_is_told_so() {
    let told = ", but it looks like a variable that was not expanded";
    for text in ["${BATCH}", "$BATCH", "$(nproc)", "%BATCH%", "${BATCH:-64}"] {
        says(
            "batch_size",
            text,
            &format!("{told}{BATCH}; write its value"),
        );
    }
    says(
        "level",
        "$LEVEL",
        &format!("{told}; expected one of debug, info; write its value"),
    );
    for text in ["{{batch}}", "{{ batch }}", "<batch-size>"] {
        let told = ", but it looks like a placeholder that was not filled in";
        says(
            "batch_size",
            text,
            &format!("{told}{BATCH}; write its value"),
        );
    }
    says(
        "layers",
        "${LAYERS}",
        ", but item 1 is \"${LAYERS}\": it looks like a variable that was not expanded; expected a list, each item an integer from 0 to 4294967295; write its value",
    );
}

#[test]
fn suffixes_and_units_are_no_part_of_a_number() {
    says(
        "rate",
        "1e-3f",
        &format!(", but it has the suffix `f`{RATE}; write `1e-3`"),
    );
    says(
        "rate",
        "0.5f32",
        &format!(", but it has the suffix `f32`{RATE}; write `0.5`"),
    );
    says(
        "batch_size",
        "64u",
        &format!(", but it has the suffix `u`{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "1k",
        &format!(", but it has the suffix `k`{BATCH}; write `1000`"),
    );
    says(
        "batch_size",
        "1.5K",
        &format!(", but it has the suffix `K`{BATCH}; write `1500`"),
    );
    says(
        "steps",
        "10M",
        ", but it has the suffix `M`; expected an integer of at least 0; write `10000000`",
    );
    says(
        "batch_size",
        "5 epochs",
        &format!(", but it has a unit (epochs){BATCH}; write `5`"),
    );
    says(
        "batch_size",
        "30s",
        &format!(", but it has a unit (s){BATCH}; write `30`"),
    );
    says(
        "batch_size",
        "1_0_",
        &format!(", but it has a `_` that is not between two digits{BATCH}; write `10`"),
    );
}

#[test]
fn characters_that_look_like_others_are_named() {
    says(
        "offset",
        "\u{2212}5",
        ", but it has `\u{2212}` (U+2212) instead of `-`; expected an integer from -2147483648 to 2147483647; write `-5`",
    );
    says(
        "batch_size",
        "６４",
        &format!(", but it has `６` (U+FF16) instead of `6`{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "1\u{202f}024",
        &format!(", but it has a special space (U+202F){BATCH}; write `1024`"),
    );
    let told = problems::<Hyperparameters>("{\"batch_size\": \"64\u{200b}\"}");
    assert!(
        told[0].ends_with(&format!(
            "it has an invisible character (U+200B){BATCH}; write `64`"
        )),
        "{told:?}"
    );
}

#[test]
fn quotes_brackets_and_what_stands_around_a_value_come_off() {
    says(
        "batch_size",
        "\"64",
        &format!(", but it has a stray quotation mark (\"){BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "“64”",
        &format!(", but it has a stray quotation mark (“){BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "'64'",
        &format!(", but it is in quotes ('){BATCH}; write `64`"),
    );
    says(
        "level",
        "'debug'",
        "; expected one of debug, info; did you mean debug?",
    );
    says(
        "batch_size",
        "[64]",
        &format!(", but it is in brackets{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "64,",
        &format!(", but it has a stray `,`{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "64 # samples",
        &format!(", but it contains a comment{BATCH}; write `64`"),
    );
    says(
        "batch_size",
        "batch_size=64",
        &format!(", but it has an `=`, and only the value belongs here{BATCH}; write `64`"),
    );
    says(
        "rate",
        "1 e-3",
        &format!(", but it contains a space{RATE}; write `1e-3`"),
    );
}

#[test]
fn what_is_no_number_of_the_kind_is_told_so() {
    says(
        "batch_size",
        "1.5",
        &format!(", but it is not a whole number{BATCH}; write `1` or `2`"),
    );
    says(
        "batch_size",
        "0.5",
        &format!(", but it is not a whole number{BATCH}; write `1`"),
    );
    says(
        "batch_size",
        "True",
        &format!(", but it is a boolean, not a number{BATCH}; write `1`"),
    );
    says(
        "batch_size",
        "None",
        &format!(", but it means no value{BATCH}; write a value, or omit it to use the default"),
    );
    says(
        "rate",
        "nan",
        &format!(", but NaN is not in any range{RATE}"),
    );
    says(
        "batch_size",
        "64 32",
        &format!(", but it contains 2 numbers{BATCH}; write one number"),
    );
    says(
        "batch_size",
        "2**10",
        &format!(", but it is an expression, which is not evaluated{BATCH}; write its result"),
    );
}

#[test]
fn the_types_range_does_not_matter_where_the_field_has_its_own() {
    for value in [
        "-1",
        "-99999999999999999999",
        "4294967296",
        "1e300",
        "0",
        "5000",
    ] {
        says("batch_size", value, BATCH);
    }
    for value in ["-1", "1e400", "-1e400"] {
        says("rate", value, RATE);
    }
    says(
        "steps",
        "-1",
        ", but it is out of the type's range; expected an integer of at least 0",
    );

    #[derive(Debug, SmHyperparameters)]
    struct Open {
        #[sm(range = 1..)]
        low: Option<u64>,
        #[sm(range = ..=10)]
        high: Option<u64>,
        #[sm(range = ..=10)]
        signed: Option<i64>,
    }
    let huge = "99999999999999999999";
    assert_eq!(
        problems::<Open>(&format!(
            "{{\"low\": {huge}, \"high\": -1, \"signed\": -{huge}}}"
        )),
        [
            &format!(
                "low (SM_HPS): got \"{huge}\", but it is out of the type's range, which ends at 18446744073709551615; expected an integer of at least 1"
            ),
            "high (SM_HPS): got \"-1\"; expected an integer from 0 to 10",
            &format!(
                "signed (SM_HPS): got \"-{huge}\", but it is out of the type's range, which starts at -9223372036854775808; expected an integer of at most 10"
            ),
        ]
    );
    assert_eq!(
        problems::<Open>("{\"low\": -1}"),
        ["low (SM_HPS): got \"-1\"; expected an integer of at least 1"]
    );
}

#[test]
fn lists_and_maps_show_their_form() {
    let list = "; expected a list, each item an integer from 0 to 4294967295";
    says(
        "layers",
        "a,b",
        &format!(", but item 1 is \"a\"{list}; write it as `0,1,2` or `[0,1,2]`"),
    );
    says(
        "layers",
        "64,0x20",
        &format!(", but item 2 is \"0x20\": it is hexadecimal{list}; write item 2 as `32`"),
    );
    says(
        "layers",
        "64;32",
        &format!(", but its items are separated by `;`{list}; write `64,32`"),
    );
    says(
        "layers",
        "[64, 32",
        &format!(", but its `]` is missing{list}; write `[64, 32]`"),
    );
    says(
        "layers",
        "{\"a\": 1}",
        &format!(", but it is an object, not a list{list}; write it as `0,1,2` or `[0,1,2]`"),
    );
    says(
        "names",
        "{\"a\": 1}",
        ", but it is an object, not a list; expected a list, each item a string; write it as `a,b,c` or `[\"a\",\"b\",\"c\"]`",
    );
    says(
        "pair",
        "1",
        ", but it has 1 item, not 2; expected a list of 2 items: an integer from 0 to 255; a number; write it as `0,0.2` or `[0,0.2]`",
    );
    let map = "; expected a map, each value a number";
    says(
        "weights",
        "a:1,b:2",
        &format!(", but an entry has no `=`{map}; write `a=1,b=2`"),
    );
    says(
        "weights",
        "[1]",
        &format!(
            ", but it is a list, not a map{map}; write it as `a=0.2,b=0.3` or `{{\"a\": 0.2, \"b\": 0.3}}`"
        ),
    );
    says(
        "weights",
        "a=1,b=10%",
        &format!(
            ", but the value of \"b\" is \"10%\": it is a percentage{map}; write the value of \"b\" as `0.1` or `10`"
        ),
    );
}

/// The remedy is derived from the value.
#[test]
fn a_secret_has_no_remedy() {
    for value in ["0x40", "10%", "“64”", "1,024", "[64]", "$PIN"] {
        let told = problems::<Hyperparameters>(&serde_json::json!({ "pin": value }).to_string());
        assert_eq!(
            told,
            ["pin (SM_HPS): got [redacted]; expected an integer from 0 to 65535"]
        );
    }
}

#[test]
fn a_remedy_is_for_code_too() {
    let error = support::filled::refused::<Hyperparameters>("{\"batch_size\": \"0x40\"}");
    assert_eq!(error.problems()[0].remedy(), Some("write `64`"));
    let long = "1,".repeat(10_000);
    let told = problems::<Hyperparameters>(&serde_json::json!({ "batch_size": long }).to_string());
    assert!(told[0].len() < 300, "{told:?}");
}

#[derive(Debug, SmHyperparameters)]
struct Others {
    #[sm(default, delimiter = "x")]
    size: [u32; 2],
    #[sm(default, delimiter = ";")]
    points: Vec<f64>,
    #[sm(default, delimiter = ";")]
    counts: Vec<u32>,
    #[sm(default)]
    layers: Vec<u32>,
    #[sm(default)]
    rate: f64,
    #[sm(default)]
    steps: u32,
    decay: Option<f64>,
}

/// Checks the suggestion, and that it makes the value right.
#[track_caller]
fn is_written(name: &str, value: &str, remedy: &str) {
    let error = support::filled::refused::<Others>(&serde_json::json!({ name: value }).to_string());
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    assert_eq!(problem.remedy(), Some(remedy), "{problem}");
    let written = remedy
        .strip_prefix("write `")
        .and_then(|rest| rest.strip_suffix('`'));
    for written in written
        .into_iter()
        .flat_map(|written| written.split("` or `"))
    {
        support::filled::filled::<Others>(&serde_json::json!({ name: written }).to_string());
    }
}

#[test]
fn a_list_keeps_all_its_numbers() {
    is_written("size", "224X128", "write `224x128`");
    is_written("size", "224×128", "write `224x128`");
    is_written("size", "224 X 128", "write `224x128`");
    is_written("layers", "64x32", "write `64,32`");
    is_written("layers", "64 x 32x16", "write `64,32,16`");
    is_written("points", "1,5;2", "write `1.5;2`");
    is_written("counts", "1,5;2", "write `1;5;2`");
    // That is hexadecimal.
    is_written("layers", "0x20", "write item 1 as `32`");
    is_written("layers", "64,0x20", "write item 2 as `32`");
}

#[test]
fn no_part_of_a_number_is_left_out() {
    is_written("rate", ".1.", "write `0.1`");
    is_written("rate", ".5,", "write `0.5`");
    is_written("rate", ",5", "write `0.5` or `5`");
    is_written("rate", "1d3", "write `1e3`");
    is_written("rate", "2.5D-3", "write `2.5e-3`");
    for value in ["0x1p3", "-0x1.8p1", "0x1P-3"] {
        is_written("rate", value, "write it in decimal");
    }
    for value in ["64x32", "64x32x16", "1q3", "0b12", "0xyz"] {
        for name in ["rate", "steps"] {
            let error =
                support::filled::refused::<Others>(&serde_json::json!({ name: value }).to_string());
            assert!(
                !error.problems()[0]
                    .remedy()
                    .is_some_and(|remedy| remedy.contains('`')),
                "{error}"
            );
        }
    }
}

#[test]
fn what_means_no_value_is_left_out_where_that_is_allowed() {
    for value in ["none", "NULL", "N/A"] {
        is_written("decay", value, "omit it, or write a value");
        is_written(
            "rate",
            value,
            "write a value, or omit it to use the default",
        );
    }
}

#[test]
fn only_a_flag_has_an_opposite() {
    let told = problems::<Hyperparameters>(r#"{"no-batch_size": 4}"#);
    assert_eq!(
        told,
        ["no-batch_size (SM_HPS): unknown hyperparameter; got \"4\"; did you mean batch_size?"]
    );
    let told = problems::<Hyperparameters>(r#"{"no-shuffle": true}"#);
    assert!(
        told[0].ends_with("; set shuffle to the opposite instead"),
        "{told:?}"
    );
}

#[test]
fn ten_names_are_named_and_eleven_are_too_many() {
    macro_rules! of {
        ($($name:ident)*) => {{
            #[derive(Debug, SmHyperparameters)]
            struct Of {
                $(#[sm(default)] $name: u8,)*
            }
            problems::<Of>(r#"{"momentum": 1}"#).remove(0)
        }};
    }
    let ten = of!(a1 b2 c3 d4 e5 f6 g7 h8 i9 j10);
    assert!(
        ten.ends_with("; use one of a1, b2, c3, d4, e5, f6, g7, h8, i9, j10"),
        "{ten}"
    );
    let eleven = of!(a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11);
    assert!(eleven.ends_with("; got \"1\""), "{eleven}");
    let nine = of!(a1 b2 c3 d4 e5 f6 g7 h8 i9);
    assert!(
        nine.ends_with("; use one of a1, b2, c3, d4, e5, f6, g7, h8, i9"),
        "{nine}"
    );
}
