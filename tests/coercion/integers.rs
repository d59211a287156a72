//! Integers, including `NonZero*`: whatever a float accepts, if it is whole and in range, exactly.

use std::num::{NonZeroI8, NonZeroU8, NonZeroU128, NonZeroUsize};

use crate::support::ways::{becomes, json_becomes, refuses, refuses_json, says};
use smenv::ProblemKind::{Invalid, Missing, OutOfRange};

#[test]
fn signs_and_leading_zeros_are_welcome() {
    becomes(3u8, &["3", "+3", "03", "+003"]);
    becomes(7i32, &["007", "7", "+7"]);
    becomes(-7i32, &["-7", "-007"]);
    refuses::<i32>(
        Invalid,
        &[
            "+-3", "-+3", "--3", "++3", "+", "-", "+ 3", "- 3", "3-", "3+",
        ],
    );
}

#[test]
fn underscores_stand_between_digits_only() {
    becomes(
        1_000i64,
        &["1_000", "1_0_0_0", "1_000.0", "1_000.0_0", "1_0e0_2"],
    );
    becomes(0i64, &["0_0"]);
    refuses::<i64>(
        Invalid,
        &[
            "_1", "1_", "1__0", "_", "+_1", "-_1", "_1_", "1_.0", "1._0", "1.0_", "1_e3", "1e_3",
            "1e3_", "1e+_3",
        ],
    );
}

#[test]
fn a_whole_decimal_is_an_integer() {
    becomes(
        256i16,
        &[
            "256.0", "256.", "256.000", "2.56e2", "25600e-2", "0.256e3", ".256e3", "256e0",
            "256E+0",
        ],
    );
    becomes(
        1_000u32,
        &["1e3", "1E3", "1e+3", "1e03", "10e2", "1000.", "1.000e3"],
    );
    becomes(1u8, &["1.", "1.0", "10e-1", "1e0", "1e-0"]);
    becomes(
        0u8,
        &[".0", "0.", "0e5", "0e-5", "0.0e0", "0e99999999999999999999"],
    );
    refuses::<i64>(
        Invalid,
        &[
            "1.5",
            "1e-1",
            "0.5",
            ".5",
            "-0.1",
            "15e-1",
            "1e-400",
            "1.0000000000000000000000000001",
        ],
    );
}

#[test]
fn negative_zero_is_zero() {
    becomes(0u8, &["-0", "-0.0", "-0e9", "-00", "-.0", "-0."]);
    becomes(0i8, &["-0", "-0.0"]);
    becomes(0u128, &["-0"]);
}

#[test]
fn no_digit_is_lost_to_a_float() {
    becomes(
        9_007_199_254_740_993i64,
        &[
            "9007199254740993",
            "9007199254740993.0",
            "9007199254740993e0",
        ],
    );
    becomes(
        u64::MAX,
        &[
            "18446744073709551615",
            "18446744073709551615.0",
            "1844674407370955161.5e1",
        ],
    );
    becomes(
        i64::MIN,
        &[
            "-9223372036854775808",
            "-9223372036854775808.0",
            "-9.223372036854775808e18",
        ],
    );
    becomes(
        u128::MAX,
        &[
            "340282366920938463463374607431768211455",
            "340282366920938463463374607431768211455.0",
        ],
    );
    becomes(i128::MAX, &["170141183460469231731687303715884105727"]);
    becomes(
        i128::MIN,
        &[
            "-170141183460469231731687303715884105728",
            "-17014118346046923173168730371588410572.8e1",
        ],
    );
    becomes(10u128.pow(38), &["1e38", "100e36", "0.001e41"]);
}

#[test]
fn each_type_ends_where_rust_says() {
    becomes(u8::MAX, &["255"]);
    becomes(i8::MIN, &["-128"]);
    becomes(i8::MAX, &["127"]);
    becomes(usize::MAX, &[&usize::MAX.to_string()]);
    becomes(isize::MIN, &[&isize::MIN.to_string()]);
    refuses::<u8>(OutOfRange, &["256", "-1", "1e3", "256.0", "-1.0"]);
    refuses::<i8>(OutOfRange, &["128", "-129"]);
    refuses::<u16>(OutOfRange, &["65536"]);
    refuses::<i16>(OutOfRange, &["32768", "-32769"]);
    refuses::<u32>(OutOfRange, &["4294967296", "-1"]);
    refuses::<i32>(OutOfRange, &["2147483648", "-2147483649"]);
    refuses::<u64>(OutOfRange, &["18446744073709551616", "-1"]);
    refuses::<i64>(OutOfRange, &["9223372036854775808", "-9223372036854775809"]);
    refuses::<usize>(OutOfRange, &["18446744073709551616"]);
    refuses::<u128>(
        OutOfRange,
        &["340282366920938463463374607431768211456", "-1", "1e39"],
    );
    refuses::<i128>(
        OutOfRange,
        &[
            "170141183460469231731687303715884105728",
            "-170141183460469231731687303715884105729",
        ],
    );
}

#[test]
fn nonzero_types_refuse_zero_as_out_of_range() {
    becomes(NonZeroU8::MAX, &["255", "255.0", "2.55e2"]);
    becomes(NonZeroI8::new(-1).unwrap(), &["-1", "-1.0"]);
    becomes(NonZeroUsize::MIN, &["1"]);
    becomes(
        NonZeroU128::MAX,
        &["340282366920938463463374607431768211455"],
    );
    refuses::<NonZeroU8>(OutOfRange, &["0", "-0", "0.0", "0e5", "256", "-1"]);
    refuses::<NonZeroI8>(OutOfRange, &["0", "128", "-129"]);
    refuses::<NonZeroU8>(Invalid, &["", "1.5", "one"]);
}

#[test]
fn numbers_of_any_length_are_read_to_their_end() {
    let nines = "9".repeat(2_400);
    refuses::<u128>(
        OutOfRange,
        &[
            &nines,
            &format!("-{nines}"),
            "1e400",
            "-1e400",
            "1e99999999999999999999999",
        ],
    );
    refuses::<u8>(
        OutOfRange,
        &[
            "1e400",
            "1e2147483648",
            "1e18446744073709551616",
            "9e9223372036854775807",
        ],
    );
    refuses::<i64>(
        Invalid,
        &["1e-9223372036854775809", "1e-99999999999999999999999"],
    );
    let zeros = "0".repeat(2_400);
    becomes(
        7u8,
        &[
            &format!("{zeros}7"),
            &format!("7.{zeros}"),
            &format!("7{zeros}e-2400"),
            &format!("0.{zeros}7e2401"),
        ],
    );
    becomes(
        0u8,
        &[
            "0e99999999999999999999999",
            "0e-99999999999999999999999",
            &zeros,
            &format!("0.{zeros}"),
        ],
    );
    refuses::<u8>(Invalid, &[&format!("7.{zeros}1")]);
}

#[test]
fn whitespace_around_is_trimmed_and_none_is_allowed_within() {
    becomes(
        3u8,
        &[
            " 3 ",
            "\t3\n",
            "\r\n3\r\n",
            "\u{b}3\u{c}",
            "\u{a0}3",
            "3\u{2003}",
            "\u{85}3",
            "\u{3000}3\u{2028}",
        ],
    );
    // Unicode does not count these as whitespace, although they are invisible.
    refuses::<u8>(Invalid, &["\u{200b}3", "\u{feff}3"]);
    refuses::<u8>(Invalid, &["1 2", "1\t2", "1\n2", "3 0", "1 .0", "1e 3"]);
}

#[test]
fn one_extra_layer_of_quotes_comes_off() {
    becomes(
        32u8,
        &[
            "\"32\"",
            "\" 32 \"",
            " \"32\" ",
            "\"3_2.0\"",
            r#""\u0033\u0032""#,
        ],
    );
    refuses::<u8>(
        Invalid,
        &[
            r#""\"32\"""#,
            "'32'",
            "\"32",
            "32\"",
            "\"\"",
            "\"32\" \"32\"",
            "\"32\"x",
        ],
    );
}

#[test]
fn a_json_number_is_its_text() {
    json_becomes(
        32u64,
        &[
            "32",
            "32.0",
            "3.2e+1",
            "320E-1",
            "\"32\"",
            r#""\u0033\u0032""#,
            r#""\"32\"""#,
        ],
    );
    json_becomes(0u64, &["-0", "-0.0"]);
    json_becomes(10_000_000_000_000_000u64, &["1e+16"]);
}

#[test]
fn what_is_no_number_is_invalid() {
    let words = [
        "", " ", "true", "false", "ten", "null", "None", "nan", "NaN", "inf", "-inf", "Infinity",
        "1u8", "1L",
    ];
    refuses::<i64>(Invalid, &words);
    refuses::<i64>(
        Invalid,
        &[
            "0x10", "0X10", "0b1", "0o7", "1,000", "1'000", "1/1", "1+1", "1..2", ".", "e", "e1",
            ".e1", ":", "1:", "/",
        ],
    );
    refuses::<i64>(
        Invalid,
        &[
            "1e", "1e+", "1e-", "1e1.0", "1e1e1", "1.0.0", "1.-0", "$1", "1%", "1 2", "[1]", "{}",
            "3\0",
        ],
    );
}

#[test]
fn digits_of_other_scripts_are_refused() {
    refuses::<i64>(
        Invalid,
        &[
            "٣", "３", "１２", "²", "½", "Ⅷ", "一", "𝟑", "1٣", "−1", "–1", "1\u{301}", "1٬000",
        ],
    );
}

#[test]
fn json_that_is_no_number_is_invalid_and_null_is_missing() {
    refuses_json::<u8>(
        Invalid,
        &[
            "true",
            "false",
            "NaN",
            "Infinity",
            "-Infinity",
            "[1]",
            "{}",
            "1.5",
        ],
    );
    refuses_json::<u8>(Invalid, &["\"\"", r#""\ud800""#, r#""3\u0000""#]);
    refuses_json::<u8>(
        OutOfRange,
        &[
            "256",
            "-1",
            "1e400",
            "1e99999999999999999999",
            &"9".repeat(2_400),
        ],
    );
    refuses_json::<u8>(Missing, &["null"]);
}

#[test]
fn a_refusal_says_what_would_be_right() {
    says::<u8>("\"ten\"", "got \"ten\"; expected an integer from 0 to 255");
    says::<u8>(
        "256",
        "got \"256\", but it is out of the type's range; expected an integer from 0 to 255",
    );
    says::<i8>(
        "-129",
        "got \"-129\", but it is out of the type's range; expected an integer from -128 to 127",
    );
    says::<u64>(
        "-1",
        "got \"-1\", but it is out of the type's range; expected an integer of at least 0",
    );
    says::<i64>(
        "1.5",
        "got \"1.5\", but it is not a whole number; expected an integer; write `1` or `2`",
    );
    says::<NonZeroU8>("0", "got \"0\"; expected an integer from 1 to 255");
    says::<u8>(
        "\"\"",
        "got \"\", but it is empty; expected an integer from 0 to 255",
    );
    says::<NonZeroI8>(
        "0",
        "got \"0\"; expected an integer from -128 to 127, but not 0",
    );
    says::<u8>(
        "\"x1.5\"",
        "got \"x1.5\"; expected an integer from 0 to 255",
    );
    says::<u8>(
        "NaN",
        "got \"NaN\", but it is not a finite number; expected an integer from 0 to 255",
    );
}
