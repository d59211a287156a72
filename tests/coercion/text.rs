//! `String`, `Box<str>`, `Rc<str>`, `Arc<str>`, `PathBuf`, `OsString` and `char`: the text itself.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::support::ways::{becomes, file, json_becomes, refuses, refuses_json, says};
use smenv::ProblemKind::{Invalid, Missing};

/// Texts that other types would trim, unquote or decode.
const TEXTS: &[&str] = &[
    "adam",
    "",
    " ",
    " a ",
    "\ta\n",
    "\"q\"",
    "\"\\\"q\\\"\"",
    "'q'",
    "null",
    "None",
    "true",
    "1",
    "1.10",
    "4e71062",
    "[1, 2]",
    "{\"a\": 1}",
    "a=1",
    "\\n",
    "\\u0041",
    "é",
    "e\u{301}",
    "😀",
    "\u{feff}a",
    "\u{200b}",
    "\u{7f}",
    "\u{1}",
    "日本 語",
    "s3://b/k?x=1",
];

#[test]
fn a_text_is_itself() {
    for &text in TEXTS {
        becomes::<String>(text.into(), &[text]);
        becomes::<Box<str>>(text.into(), &[text]);
        becomes::<Rc<str>>(text.into(), &[text]);
        becomes::<Arc<str>>(text.into(), &[text]);
        becomes::<Cow<'static, str>>(text.into(), &[text]);
        becomes::<PathBuf>(text.into(), &[text]);
        becomes::<Box<Path>>(Path::new(text).into(), &[text]);
        becomes::<OsString>(text.into(), &[text]);
    }
}

#[test]
fn escapes_are_read() {
    json_becomes::<String>("\"\\/\u{8}\u{c}\n\r\t".into(), &[r#""\"\\\/\b\f\n\r\t""#]);
    json_becomes::<String>("café É".into(), &[r#""caf\u00e9 \u00C9""#]);
    json_becomes::<String>("😀".into(), &[r#""\ud83d\ude00""#]);
    json_becomes::<String>("a😀b\u{ffff}".into(), &[r#""a\ud83d\uDE00b\uFFFF""#]);
    json_becomes::<char>('😀', &[r#""\ud83d\ude00""#]);
    json_becomes::<PathBuf>("/opt/ml".into(), &[r#""\u002fopt\/ml""#]);
}

#[test]
fn json_that_is_no_string_is_its_own_text() {
    for json in [
        "1",
        "1.50",
        "-0",
        "1e+16",
        "true",
        "NaN",
        "-Infinity",
        "[1, 2]",
        "[1,2]",
        "{\"a\": [null]}",
        "[]",
        "{}",
    ] {
        json_becomes::<String>(json.into(), &[json]);
        json_becomes::<PathBuf>(json.into(), &[json]);
    }
    json_becomes::<char>('7', &["7"]);
    let digits = "9".repeat(2_400);
    json_becomes::<String>(digits.clone(), &[&digits]);
}

#[test]
fn null_is_missing_and_the_word_is_a_text() {
    refuses_json::<String>(Missing, &["null"]);
    refuses_json::<PathBuf>(Missing, &["null"]);
    refuses_json::<char>(Missing, &["null"]);
    becomes::<String>("null".into(), &["null"]);
    becomes::<String>("None".into(), &["None"]);
    // In the config file without quotes, producers would take it for null: a required text accepts
    // it all the same.
    let way = file("in the config file", "\"null\"");
    assert_eq!(way.source.hyperparameter::<String>("x").unwrap(), "null");
    // Null itself, as people write such files by hand, is not a word.
    let way = file("in the config file", "null");
    let error = way.source.hyperparameter::<String>("x").unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "x (hyperparameters.json): missing; it is null; expected a string"
    );
    assert_eq!(
        way.source.hyperparameter::<Option<String>>("x").unwrap(),
        None
    );
    assert_eq!(
        way.source.hyperparameter::<Option<String>>("x").unwrap(),
        None
    );
}

#[test]
fn nul_is_refused() {
    refuses::<String>(Invalid, &["\0", "a\0", "\0a", "a\0b"]);
    refuses::<Arc<str>>(Invalid, &["a\0b"]);
    refuses::<PathBuf>(Invalid, &["a\0b"]);
    refuses::<OsString>(Invalid, &["a\0b"]);
    refuses::<Option<String>>(Invalid, &["a\0b"]);
    refuses::<char>(Invalid, &["\0"]);
    refuses_json::<String>(Invalid, &[r#""a\u0000b""#]);
}

#[test]
fn lone_surrogates_are_refused() {
    for json in [
        r#""\ud800""#,
        r#""a\ud800b""#,
        r#""\udc00""#,
        r#""\ud800\ud800""#,
        r#""\ude00\ud83d""#,
        r#""\ud83d \ude00""#,
        r#""\ud83d\\ude00""#,
        r#""\ud83d\n""#,
        r#""\uDFFF""#,
    ] {
        refuses_json::<String>(Invalid, &[json]);
        refuses_json::<Arc<str>>(Invalid, &[json]);
        refuses_json::<PathBuf>(Invalid, &[json]);
        refuses_json::<char>(Invalid, &[json]);
        refuses_json::<Option<String>>(Invalid, &[json]);
        for text in [json.to_owned(), serde_json::to_string(json).unwrap()] {
            let way = file("in the config file", &text);
            let error = way.source.hyperparameter::<String>("x").unwrap_err();
            assert_eq!(error.problems()[0].kind(), Invalid, "{text}: {error}");
        }
    }
}

#[test]
fn a_char_is_one_character() {
    for character in [
        'a',
        ' ',
        '\n',
        '\t',
        '"',
        '\'',
        '\\',
        ',',
        '0',
        'é',
        '😀',
        '\u{301}',
        '\u{feff}',
        '\u{10ffff}',
    ] {
        becomes(character, &[&character.to_string()]);
    }
    refuses::<char>(
        Invalid,
        &[
            "",
            "ab",
            "  ",
            "e\u{301}",
            "👨\u{200d}👩",
            "🇩🇪",
            "\"a\"",
            "'a'",
            "a ",
            "\\n",
            "null",
            "10",
            "true",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf8_is_a_problem_of_its_own() {
    use smenv::ProblemKind::NotUnicode;
    use smenv::Source;
    use std::os::unix::ffi::OsStringExt;
    let source = Source::from_vars([("SM_HP_X", OsString::from_vec(b"a\xffb".to_vec()))]);
    let error = source.hyperparameter::<String>("x").unwrap_err();
    assert_eq!(error.problems()[0].kind(), NotUnicode, "{error}");
    // Not even a type that could represent it accepts it.
    assert_eq!(
        source
            .hyperparameter::<OsString>("x")
            .unwrap_err()
            .problems()[0]
            .kind(),
        NotUnicode
    );
}

#[test]
fn a_refusal_says_what_would_be_right() {
    says::<String>(
        r#""a\u0000b""#,
        "got \"a\\0b\", but it contains a NUL character; expected a string",
    );
    says::<String>(
        r#""a\ud800""#,
        "got \"a\\\\ud800\", but it contains a lone surrogate (half of a character); expected a string",
    );
    says::<char>("\"ab\"", "got \"ab\"; expected a single character");
    says::<char>(
        "\"\"",
        "got \"\", but it is empty; expected a single character",
    );
    says::<String>("null", "missing; it is null; expected a string");
}
