//! `bool`: a closed set of words, in any case.

use crate::support::ways::{becomes, json_becomes, refuses, refuses_json, says};
use smenv::ProblemKind::{Invalid, Missing};

#[test]
fn each_word_reads_in_any_case() {
    for (value, words) in [
        (true, ["true", "t", "yes", "y", "on", "1"]),
        (false, ["false", "f", "no", "n", "off", "0"]),
    ] {
        for word in words {
            let upper = word.to_uppercase();
            let title = upper[..1].to_owned() + &word[1..];
            let mixed = word[..1].to_owned() + &upper[1..];
            becomes(value, &[word, &upper, &title, &mixed]);
        }
    }
}

#[test]
fn other_words_are_refused() {
    refuses::<bool>(
        Invalid,
        &[
            "", " ", "1.0", "0.0", "-0.0", "1e0", "2", "-1", "+1", "01", "00", "0x1", "NaN",
            "Infinity",
        ],
    );
    refuses::<bool>(
        Invalid,
        &[
            "tru", "truee", "true!", "yess", "ye", "nope", "enable", "disabled", "ja", "oui", "o",
            "of",
        ],
    );
    refuses::<bool>(
        Invalid,
        &[
            "null",
            "None",
            "nan",
            "true false",
            "t,",
            "[true]",
            "{}",
            "'true'",
            "true\0",
            "\u{200b}true",
        ],
    );
}

/// Producers turn `-0` into 0: if it were refused, it would be refused only in the config file.
#[test]
fn a_zero_may_have_a_sign() {
    becomes(false, &["-0"]);
}

/// Only ASCII case is ignored: characters that only Unicode folds to these letters make a different
/// word.
#[test]
fn letters_that_look_alike_are_refused() {
    refuses::<bool>(
        Invalid,
        &[
            "yeſ",
            "oﬀ",
            "ｏｎ",
            "１",
            "٠",
            "тrue",
            "faⅼse",
            "tr\u{fc}e",
            "fal\u{17f}e",
            "ON\u{301}",
        ],
    );
}

#[test]
fn whitespace_and_one_layer_of_quotes_come_off() {
    becomes(
        true,
        &[
            " true ",
            "\tTrue\n",
            "\u{a0}yes",
            "\"true\"",
            " \" on \" ",
            r#""\u0074rue""#,
        ],
    );
    refuses::<bool>(Invalid, &[r#""\"true\"""#, "\"true", "\"\""]);
}

#[test]
fn json_tokens_are_their_text() {
    json_becomes(true, &["true", "1", "\"True\"", "\"\\\"yes\\\"\""]);
    json_becomes(false, &["false", "0", "\"False\"", "\"\\\"no\\\"\""]);
    refuses_json::<bool>(
        Invalid,
        &["1.0", "2", "[true]", "\"\"", "NaN", "\"\\ud800\""],
    );
    refuses_json::<bool>(Missing, &["null"]);
}

#[test]
fn a_refusal_says_what_would_be_right() {
    says::<bool>("\"maybe\"", "got \"maybe\"; expected true or false");
    says::<bool>(
        "1.0",
        "got \"1.0\", but it is a number; expected true or false; write `true`",
    );
    says::<bool>("\"\"", "got \"\", but it is empty; expected true or false");
    says::<bool>("null", "missing; it is null; expected true or false");
}
