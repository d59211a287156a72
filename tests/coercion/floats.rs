//! `f32` and `f64`: Rust's grammar with `_` between digits, and the words for non-finite numbers.

use std::fmt::Debug;

use crate::support::ways::{Way, hps, refuses, refuses_json, says, ways};
use smenv::ProblemKind::{Invalid, Missing, OutOfRange};
use smenv::{HyperparameterValue, SmHyperparameters};

/// Compares the text, so that `-0.0` differs from `0.0` and NaN equals itself.
#[track_caller]
fn becomes<T: HyperparameterValue + Debug>(value: T, texts: &[&str]) {
    for text in texts {
        assert_eq!(
            format!("{:?}", T::from_text(text)),
            format!("Ok({value:?})"),
            "{text:?}"
        );
        for Way { place, source, .. } in &ways(text) {
            let given = source.hyperparameter::<T>("x");
            assert_eq!(
                format!("{given:?}"),
                format!("Ok({value:?})"),
                "{text:?} {place}"
            );
        }
    }
}

#[test]
fn the_grammar_is_rusts() {
    becomes(
        0.5f64,
        &[
            "0.5", ".5", "+.5", "5e-1", "5E-1", "00.50", "0.05e1", "0.05e+1", "50.e-2", "5e-01",
        ],
    );
    becomes(-0.5f64, &["-0.5", "-.5", "-5e-1"]);
    becomes(5.0f32, &["5", "5.", "+5", "05", "5.0", "5e0"]);
    becomes(1e16f64, &["1e16", "1e+16", "10000000000000000"]);
    becomes(0.1f64, &["0.1", "0.1000000000000000055511151231257827"]);
    becomes(16_777_216.0f32, &["16777217"]);
    refuses::<f64>(
        Invalid,
        &[
            "", " ", "+", "-", ".", "e", "e5", ".e5", "1e", "1e+", "1e1.5", "1.2.3", "+-1", "--1",
            "1 2",
        ],
    );
    refuses::<f64>(
        Invalid,
        &[
            "0x1p3", "0x10", "1f", "1.0f64", "1d", "1,5", "1'000.5", "1/2", "50%", "true", "false",
            "half",
        ],
    );
    refuses::<f64>(Invalid, &["null", "None", "[0.5]", "{}", "0.5\0"]);
}

#[test]
fn underscores_stand_between_digits_only() {
    becomes(1_000.5f64, &["1_000.5", "1_0_0_0.5", "1_000.5_0"]);
    becomes(1e10f64, &["1e1_0"]);
    // Pydantic accepts the first nine.
    let words = [
        "1_.5",
        "1._5",
        "1e_1",
        "1_e1",
        "in_f",
        "n_an",
        "infini_ty",
        "1e+_1",
        "1e1_.",
        "_1",
        "1_",
        "1__0",
        "_",
        "_inf",
        "nan_",
    ];
    refuses::<f64>(Invalid, &words);
}

#[test]
fn what_is_not_finite_is_spelt_in_any_case() {
    becomes(
        f64::INFINITY,
        &[
            "inf",
            "INF",
            "Inf",
            "+inf",
            "Infinity",
            "infinity",
            "INFINITY",
            "+Infinity",
            " inf ",
            "\"inf\"",
        ],
    );
    becomes(
        f64::NEG_INFINITY,
        &["-inf", "-INF", "-Infinity", "-iNfInItY"],
    );
    becomes(f64::NAN, &["nan", "NaN", "NAN", "nAn", "+nan", "-nan"]);
    becomes(f32::INFINITY, &["inf", "Infinity"]);
    refuses::<f64>(
        Invalid,
        &[
            "infinit",
            "infinityy",
            "infs",
            "nane",
            "na",
            "in",
            "∞",
            "1.#INF",
            "nan(1)",
        ],
    );
}

#[test]
fn a_zero_keeps_its_sign() {
    becomes(-0.0f64, &["-0", "-0.0", "-0e5", "-.0"]);
    becomes(
        0.0f64,
        &[
            "0",
            "+0",
            "0.0",
            "0e99999999999999999999999",
            "0e-99999999999999999999999",
        ],
    );
}

#[test]
fn too_large_is_out_of_range_and_too_small_is_zero() {
    refuses::<f64>(
        OutOfRange,
        &[
            "1e400",
            "-1e400",
            "1e309",
            "1e99999999999999999999999",
            "1.7976931348623159e308",
        ],
    );
    refuses::<f64>(
        OutOfRange,
        &[&"9".repeat(2_400), &format!("1{}.5", "0".repeat(400))],
    );
    refuses::<f32>(
        OutOfRange,
        &[
            "1e39",
            "-1e39",
            "1e400",
            "3.4028236e38",
            "340282366920938463463374607431768211456",
        ],
    );
    becomes(
        f64::MAX,
        &["1.7976931348623157e308", "1.7976931348623158e308"],
    );
    becomes(f32::MAX, &["3.4028235e38"]);
    becomes(5e-324f64, &["5e-324", "3e-324"]);
    becomes(0.0f64, &["2e-324", "1e-400", "1e-99999999999999999999999"]);
    becomes(0.0f32, &["1e-46"]);
}

#[test]
fn digits_of_any_number_count() {
    becomes(1.0 / 3.0, &[&format!("0.{}", "3".repeat(2_400))]);
    becomes(
        1.0f64,
        &[
            &format!("1{}e-2400", "0".repeat(2_400)),
            &format!("0.{}1e2401", "0".repeat(2_400)),
        ],
    );
    // Just above the midpoint between two floats: only the last digit decides.
    becomes(
        1.000_000_000_000_000_2f64,
        &[&format!(
            "1.00000000000000011102230246251565404236316680908203125{}1",
            "0".repeat(800)
        )],
    );
}

#[test]
fn whitespace_and_one_layer_of_quotes_come_off() {
    becomes(
        0.5f64,
        &[
            " 0.5 ",
            "\t0.5\n",
            "\u{a0}0.5",
            "0.5\u{3000}",
            "\"0.5\"",
            " \" 0.5 \" ",
            r#""\u0030.5""#,
        ],
    );
    refuses::<f64>(
        Invalid,
        &[
            "'0.5'",
            r#""\"0.5\"""#,
            "\"0.5",
            "\"\"",
            "\u{200b}0.5",
            "\u{feff}0.5",
            "0 .5",
            "- 0.5",
        ],
    );
}

#[test]
fn the_neighbours_of_digits_are_none() {
    refuses::<f64>(Invalid, &[":", "1:", "1.:", "/", "1/"]);
    refuses::<f32>(Invalid, &[":", "1:", "1.:", "/", "1/"]);
}

#[test]
fn digits_of_other_scripts_are_refused() {
    refuses::<f64>(
        Invalid,
        &["٣", "３.５", "0٫5", "½", "−1", "1e−5", "𝟏", "1．5", "1²"],
    );
}

#[test]
fn json_tokens_are_their_text() {
    for (json, value) in [
        ("0.5", "0.5"),
        ("1e+16", "1e16"),
        ("1e-05", "1e-5"),
        ("5", "5.0"),
        ("-0", "-0.0"),
        ("NaN", "NaN"),
        ("Infinity", "inf"),
        ("-Infinity", "-inf"),
        ("\"NaN\"", "NaN"),
        ("\"0.5\"", "0.5"),
        ("\"\\\"0.5\\\"\"", "0.5"),
    ] {
        assert_eq!(
            format!("{:?}", hps(json).hyperparameter::<f64>("x").unwrap()),
            value,
            "{json}"
        );
    }
    refuses_json::<f64>(Invalid, &["true", "[0.5]", "{}", "\"\"", "\"\\ud800\""]);
    refuses_json::<f64>(OutOfRange, &["1e400", "-1e400"]);
    refuses_json::<f64>(Missing, &["null"]);
}

#[derive(Debug, SmHyperparameters)]
struct Ranged {
    #[sm(range = 0.0..)]
    x: f64,
}

#[test]
fn a_range_refuses_nan() {
    assert_eq!(
        Ranged::from_source(&hps("Infinity")).unwrap().x,
        f64::INFINITY
    );
    assert!(
        Ranged::from_source(&hps("-0.0"))
            .unwrap()
            .x
            .is_sign_negative()
    );
    for json in ["NaN", "\"nan\"", "-Infinity", "-1e-300"] {
        assert_eq!(
            Ranged::from_source(&hps(json)).unwrap_err().problems()[0].kind(),
            OutOfRange,
            "{json}"
        );
    }
}

#[test]
fn a_refusal_says_what_would_be_right() {
    says::<f64>("\"high\"", "got \"high\"; expected a number");
    says::<f64>("\"\"", "got \"\", but it is empty; expected a number");
    says::<f64>(
        "\"1e400\"",
        "got \"1e400\", but it is out of the type's range; expected a number",
    );
    says::<f32>(
        "1e39",
        "got \"1e39\", but it is out of the type's range; expected a number",
    );
    says::<f64>(
        "true",
        "got \"true\", but it is a boolean, not a number; expected a number; write `1`",
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Whatever shortcut is taken for a number with few digits, the result is the nearest float.
    #[test]
    fn decimal_numbers_are_what_rust_reads(text in "[0-9]{0,10}(\\.[0-9]{0,10})?") {
        proptest::prop_assert_eq!(f64::from_text(&text).ok().map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        proptest::prop_assert_eq!(f32::from_text(&text).ok().map(f32::to_bits), text.parse::<f32>().ok().map(f32::to_bits));
    }
}

#[test]
fn infinity_is_infinity_whatever_its_letters_are_spelt_with() {
    for json in [r#""inf\u00a0""#, r#""\u0069nf""#, r#""Infinity\u0085""#] {
        assert_eq!(
            hps(json).hyperparameter::<f64>("x").unwrap(),
            f64::INFINITY,
            "{json}"
        );
    }
}
