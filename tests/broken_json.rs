//! Text that should be a JSON object but is invalid is one problem, which states what is wrong,
//! where, and what to write instead.

mod support;

use std::fs;

use smenv::{Origin, Problem, ProblemKind, SmHyperparameters, Source, TrainingEnv};
use support::Folder;

#[derive(Debug, SmHyperparameters)]
#[sm(allow_unknown)]
struct Hyperparameters {
    epochs: Option<u64>,
}

/// Returns the only problem of a source.
fn problem(source: &Source) -> Problem {
    let error = Hyperparameters::from_source(source).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    problem.clone()
}

/// Returns the problem of `SM_HPS` with this text, without its name.
fn said(text: &str) -> String {
    let problem = problem(&Source::from_vars([("SM_HPS", text)]));
    assert_eq!(problem.kind(), ProblemKind::Unreadable, "{problem}");
    assert!(
        problem.expected().is_some() && problem.remedy().is_some(),
        "{problem}"
    );
    let line = problem.to_string();
    line.strip_prefix("SM_HPS: ")
        .unwrap_or_else(|| panic!("{line}"))
        .to_owned()
}

/// Checks the message for each text.
#[track_caller]
fn say(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(said(text), *expected, "{text}");
    }
}

#[test]
fn a_text_that_is_cut_off() {
    for (text, place, expected) in [
        ("{", "1", "a name in double quotes"),
        (r#"{"epochs""#, "1", "`:`"),
        (r#"{"epochs": "#, "1", "a JSON value"),
        (r#"{"epochs": 3"#, "1", "`,` or `}`"),
        (r#"{"epochs": 3, "#, "1", "a name in double quotes"),
        (r#"{"epochs": "3"#, "1", "the closing `\"` of a string"),
        (r#"{"epochs": tru"#, "1", "a JSON value"),
        (r#"{"epochs": ["#, "1", "a JSON value"),
        (r#"{"epochs": -"#, "1", "a digit"),
        (r#"{"other": {"a": 1}"#, "1", "`,` or `}`"),
        ("{\n  \"epochs\": 3\n", "3", "`,` or `}`"),
        ("{\"epochs\": \"3\n", "1", r"an escape such as `\n`"),
    ] {
        let said = said(text);
        assert!(
            said.starts_with(&format!("invalid JSON at line {place}, column ")),
            "{text}: {said}"
        );
        let end = format!(
            ": the text ends too early (cut off?); expected {expected}; write the rest of it, up to the closing `}}`"
        );
        assert!(said.ends_with(&end), "{text}: {said}");
    }
}

#[test]
fn commas() {
    say(&[
        (
            r#"{"a": 1,}"#,
            "invalid JSON at line 1, column 8, after a: trailing comma; expected `}`; remove the comma",
        ),
        (
            "{\n  \"a\": 1,\n  \"b\": 2,\n}\n",
            "invalid JSON at line 3, column 9, after b: trailing comma; expected `}`; remove the comma",
        ),
        (
            r#"{"a": [1, 2 , ]}"#,
            "invalid JSON at line 1, column 13, in the value of a: trailing comma; expected `]`; remove the comma",
        ),
        (
            r#"{"a": 1,, "b": 2}"#,
            "invalid JSON at line 1, column 9, after a: extra comma; expected a name in double quotes; remove the comma",
        ),
        (
            r#"{"a": [,1]}"#,
            "invalid JSON at line 1, column 8, in the value of a: extra comma; expected a JSON value; remove the comma",
        ),
        (
            r#"{"a": 1 "b": 2}"#,
            "invalid JSON at line 1, column 9, after a: missing comma; expected `,` or `}`; write `,` before this",
        ),
        (
            r#"{"a": 1; "b": 2}"#,
            "invalid JSON at line 1, column 8, after a: a semicolon; expected `,` or `}`; write a comma",
        ),
        (
            r#"{"a": "b": 1}"#,
            "invalid JSON at line 1, column 10, after a: an unexpected `:`; expected `,` or `}`; write `,` before each name except \
             the first",
        ),
    ]);
}

#[test]
fn comments() {
    for (text, place) in [
        ("{\"a\": 1 // one\n}", "column 9, after a"),
        ("{\"a\": 1, # one\n \"b\": 2}", "column 10, after a"),
        ("{\"a\": /* one */ 1}", "column 7, in the value of a"),
        ("{/* none */}", "column 2"),
        ("// none\n{}", "column 1"),
        ("# none\n{}", "column 1"),
    ] {
        let said = said(text);
        let start = format!("invalid JSON at line 1, {place}: JSON has no comments; expected ");
        assert!(
            said.starts_with(&start) && said.ends_with("; remove the comment"),
            "{text}: {said}"
        );
    }
    // In a string, they are text.
    let source = Source::from_vars([("SM_HPS", r#"{"a": "//", "b": "\#"}"#)]);
    assert!(
        problem(&source)
            .to_string()
            .contains("an invalid escape in a string")
    );
}

#[test]
fn quotes() {
    let single = "single quotes; expected";
    let double = "write double quotes, as Python's `json.dumps` does";
    say(&[
        (
            "{'a': 1}",
            &format!(
                "invalid JSON at line 1, column 2: {single} a name in double quotes; {double}"
            ),
        ),
        (
            r#"{"a": 'b'}"#,
            &format!(
                "invalid JSON at line 1, column 7, in the value of a: {single} a JSON value; {double}"
            ),
        ),
        (
            "{“a”: 1}",
            "invalid JSON at line 1, column 2: typographic quotes; expected a name in double quotes; write straight double \
             quotes, `\"`",
        ),
        (
            "{\"a\": 1, b: 2}",
            "invalid JSON at line 1, column 10, after a: a name without double quotes; expected a name in double quotes; write \
             the name in double quotes",
        ),
        (
            r#"{"a": adam}"#,
            "invalid JSON at line 1, column 7, in the value of a: a text without double quotes; expected a JSON value; write the \
             text in double quotes",
        ),
        (
            r#"{"a": "b"c"}"#,
            "invalid JSON at line 1, column 10, after a: text after the end of a string; expected `,` or `}`; check the quotes, \
             and write `\\\"` for one inside a string",
        ),
        (
            r#"{"a: "b"}"#,
            "invalid JSON at line 1, column 7: text after the end of a string; expected `:`; check the quotes, and write `\\\"` \
             for one inside a string",
        ),
    ]);
}

#[test]
fn values_of_other_languages() {
    for (value, what, remedy) in [
        ("True", "Python's `True`", "write `true`"),
        ("None", "Python's `None`", "write `null`"),
        ("nan", "`nan`", "write `NaN`"),
        (
            ".5",
            "an invalid number",
            "write it as JSON does, such as `0.5`, or in double quotes",
        ),
        (
            "+1",
            "an invalid number",
            "write it as JSON does, such as `0.5`, or in double quotes",
        ),
        (
            "007",
            "an invalid number or word",
            "write the value in double quotes",
        ),
        (
            "0x40",
            "an invalid number or word",
            "write the value in double quotes",
        ),
        (
            "2024-01-31",
            "an invalid number or word",
            "write the value in double quotes",
        ),
        (
            "${A}",
            "what looks like a variable that was not expanded",
            "write its value in double quotes",
        ),
        ("", "missing value", "write the value, or `null`"),
    ] {
        let said = said(&format!(r#"{{"a": {value}, "b": 1}}"#));
        let start =
            format!("invalid JSON at line 1, column 7, in the value of a: {what}; expected ");
        assert!(
            said.starts_with(&start) && said.ends_with(&format!("; {remedy}")),
            "{value}: {said}"
        );
    }
}

#[test]
fn strings() {
    say(&[
        (
            "{\"a\": \"x\n\"}",
            "invalid JSON at line 1, column 9, in the value of a: a line break in a string; expected an escape such as `\\n`; \
             close the string with `\"`, or write `\\n` for the line break",
        ),
        (
            "{\"a\": \"x\ty\"}",
            "invalid JSON at line 1, column 9, in the value of a: a control character in a string; expected an escape such as \
             `\\n`; write it as an escape, such as `\\t` for a tab",
        ),
        (
            r#"{"a": "C:\data"}"#,
            "invalid JSON at line 1, column 11, in the value of a: an invalid escape in a string; expected an escape such as \
             `\\n`; write `\\\\` for a backslash",
        ),
    ]);
}

#[test]
fn brackets_and_colons() {
    say(&[
        (
            r#"{"a" = 1}"#,
            "invalid JSON at line 1, column 6: missing `:` after a name; expected `:`; write `:` between the name and its value",
        ),
        (
            r#"{"a": [1, 2}"#,
            "invalid JSON at line 1, column 12, in the value of a: a list that is not closed; expected `,` or `]`; write `]` \
             before this `}`",
        ),
        (
            r#"{"a": [{"b": 1]}"#,
            "invalid JSON at line 1, column 15, in the value of a: an object that is not closed; expected `,` or `}`; write `}` \
             before this `]`",
        ),
        (
            r#"{"a": 1}}"#,
            "invalid JSON at line 1, column 9: extra closing bracket; expected the end of the text; remove the bracket",
        ),
        (
            "{\"a\": 1}\n{\"b\": 2}",
            "invalid JSON at line 2, column 1: a second object; expected the end of the text; write one object with all names",
        ),
        (
            r#"{"a": 1},"#,
            "invalid JSON at line 1, column 9: text after the object; expected the end of the text; remove what follows the \
             closing `}`",
        ),
    ]);
}

#[test]
fn a_value_at_the_fault_is_not_judged() {
    #[derive(Debug, SmHyperparameters)]
    struct Ranged {
        #[sm(range = 1..=4096)]
        batch_size: u32,
        epochs: u8,
    }
    let folder = Folder::new("broken_json");
    for text in [
        r#"{"batch_size": 03}"#,
        r#"{"batch_size": 0x40}"#,
        r#"{"batch_size": 0"#,
        r#"{"batch_size": "" 1}"#,
    ] {
        folder.write("input/config/hyperparameters.json", text);
        let in_file = Source::from_vars([("", ""); 0]).base_dir(folder.path());
        for source in [Source::from_vars([("SM_HPS", text)]), in_file] {
            let error = Ranged::from_source(&source).unwrap_err();
            let [problem] = error.problems() else {
                panic!("{error}")
            };
            assert_eq!(problem.kind(), ProblemKind::Unreadable);
        }
    }
    // Entries before the fault are read as usual.
    let error = Ranged::from_source(&Source::from_vars([(
        "SM_HPS",
        r#"{"epochs": 300, "batch_size": 03}"#,
    )]))
    .unwrap_err();
    assert_eq!(error.problems().len(), 2, "{error}");
}

#[test]
fn columns_are_counted_in_characters() {
    let single =
        "single quotes; expected a JSON value; write double quotes, as Python's `json.dumps` does";
    say(&[
        (
            r#"{"é": "éé", "a": 'x'}"#,
            &format!("invalid JSON at line 1, column 18, in the value of a: {single}"),
        ),
        // The byte order mark does not count as a column.
        (
            "\u{feff}{\"a\": 'x'}",
            &format!("invalid JSON at line 1, column 7, in the value of a: {single}"),
        ),
    ]);
}

const EXAMPLE: &str = r#"write names and values such as `{"epochs": "10"}`"#;

#[test]
fn other_json_than_an_object() {
    for (text, what) in [
        ("[1]", "a JSON list"),
        ("null", "null"),
        ("3", "a JSON number"),
        ("true", "a JSON boolean"),
        (r#""a""#, "a JSON string"),
    ] {
        assert_eq!(
            said(text),
            format!("it is {what}; expected a JSON object; {EXAMPLE}")
        );
    }
    assert_eq!(
        said(r#""{\"epochs\": 3}""#),
        "it is a JSON string that contains an object; expected a JSON object; remove the quotes around the object and the \
         backslashes in it"
    );
    assert_eq!(
        said(" \n"),
        format!("it is blank; expected a JSON object; {EXAMPLE}, or `{{}}` if there are none")
    );
}

#[test]
fn texts_that_are_not_json_at_all() {
    for (text, what) in [
        ("<!DOCTYPE html>\n<html>", "this is HTML (an error page?)"),
        ("\n<HTML>", "this is HTML (an error page?)"),
        (
            "<?xml version=\"1.0\"?>\n<Error>",
            "this is XML (an error response?)",
        ),
        ("epochs: 3\nlr: 0.1", "this looks like YAML"),
        ("---\nepochs: 3", "this looks like YAML"),
        ("epochs=3\nlr=0.1", "this looks like lines of `name=value`"),
        ("export EPOCHS=3", "this looks like lines of `name=value`"),
        ("$HPS", "this looks like a variable that was not expanded"),
        ("[1, 2", "a list"),
        ("epochs", "this does not start with `{`"),
    ] {
        let line = if text.starts_with('\n') { 2 } else { 1 };
        assert_eq!(
            said(text),
            format!(
                "invalid JSON at line {line}, column 1: {what}; expected a JSON object; {EXAMPLE}"
            ),
            "{text}"
        );
    }
    for (text, what, remedy) in [
        (
            r#"'{"epochs": 3}'"#,
            "the object is in quotes",
            "remove the quotes around it",
        ),
        (
            r#""{"epochs": 3}""#,
            "the object is in quotes",
            "remove the quotes around it",
        ),
        (
            r#""a": 1"#,
            "the opening `{` is missing",
            "write `{` before the first name and `}` after the last value",
        ),
        (
            "/opt/ml/hp.json",
            "this looks like the path of a file",
            "write the content of the file",
        ),
        (
            "s3://bucket/hp",
            "this looks like the path of a file",
            "write the content of the file",
        ),
    ] {
        assert_eq!(
            said(text),
            format!("invalid JSON at line 1, column 1: {what}; expected a JSON object; {remedy}")
        );
    }
}

#[test]
fn a_byte_order_mark_is_accepted_in_variables_and_files() {
    let text = "\u{feff}{\"epochs\": 3}";
    let folder = Folder::new("broken_json");
    folder.write("input/config/hyperparameters.json", text);
    for source in [
        Source::from_vars([("SM_HPS", text)]),
        Source::from_vars([("", ""); 0]).base_dir(folder.path()),
    ] {
        assert_eq!(
            Hyperparameters::from_source(&source).unwrap().epochs,
            Some(3)
        );
    }
    let variables = [
        ("SM_CHANNELS", "\u{feff}[\"train\"]"),
        ("SM_HOSTS", "\u{feff}[\"algo-1\"]"),
        (
            "SM_RESOURCE_CONFIG",
            "\u{feff}{\"current_host\": \"algo-1\"}",
        ),
        (
            "SM_INPUT_DATA_CONFIG",
            "\u{feff}{\"train\": {\"ContentType\": \"text/csv\"}}",
        ),
    ];
    let env = TrainingEnv::from_source(&Source::from_vars(variables)).unwrap();
    assert_eq!(
        (env.hosts(), env.current_host()),
        (&["algo-1".to_owned()][..], Some("algo-1"))
    );
    assert_eq!(
        env.channel("train").unwrap().content_type(),
        Some("text/csv")
    );
}

#[test]
fn the_message_names_the_file_and_its_folder() {
    let folder = Folder::new("broken_json");
    let file = folder.at("input/config/hyperparameters.json");
    let place = format!("(in {})", folder.at("input/config").display());
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    for (bytes, what, rest) in [
        (
            &b"{\n  \"epochs\": 3,\n}\n"[..],
            "invalid JSON at line 2, column 14, after epochs: trailing comma",
            "expected `}`; remove the comma".to_owned(),
        ),
        (b"", "it is empty", format!("expected a JSON object; {EXAMPLE}, or `{{}}` if there are none")),
        (b"{\0\"\0a\0\"\0:\x001\0}\0", "it is UTF-16", "expected UTF-8; save it as UTF-8".to_owned()),
        (b"\xff\xfe{\0}\0", "it is UTF-16", "expected UTF-8; save it as UTF-8".to_owned()),
        (
            b"{\n  \"epochs\": 3,\n  \"name\": \"caf\xe9\"\n}",
            "it is not UTF-8 at line 3, column 15 (byte 32), in the value of name",
            r"expected UTF-8; write it in UTF-8, or write the character as an escape such as `\u00e9`".to_owned(),
        ),
    ] {
        folder.write("input/config/hyperparameters.json", "");
        fs::write(&file, bytes).unwrap();
        let problem = problem(&source);
        assert_eq!(problem.to_string(), format!("hyperparameters.json: {what} {place}; {rest}"));
        assert_eq!(problem.origin(), Some(&Origin::ConfigFile("hyperparameters.json".to_owned())));
    }
}

#[test]
fn the_example_is_of_the_file() {
    for (variable, file, example) in [
        (
            "SM_RESOURCE_CONFIG",
            "resourceconfig.json",
            r#"{"current_host": "algo-1", "hosts": ["algo-1"]}"#,
        ),
        (
            "SM_INPUT_DATA_CONFIG",
            "inputdataconfig.json",
            r#"{"train": {"TrainingInputMode": "File"}}"#,
        ),
        (
            "",
            "checkpointconfig.json",
            r#"{"LocalPath": "/opt/ml/checkpoints"}"#,
        ),
    ] {
        let folder = Folder::new("broken_json");
        folder.write(&format!("input/config/{file}"), "[]");
        let in_file = Source::from_vars([("", ""); 0]).base_dir(folder.path());
        for source in [Source::from_vars([(variable, "[]")]), in_file] {
            match TrainingEnv::from_source(&source) {
                Ok(_) => assert_eq!(variable, ""),
                Err(error) => {
                    assert_eq!(error.problems().len(), 1, "{error}");
                    assert!(
                        error
                            .to_string()
                            .ends_with(&format!("write names and values such as `{example}`")),
                        "{error}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_message_shows_a_value() {
    let texts = [
        r#"{"api_key": hunter2}"#,
        r#"{"api_key": "hunter2"#,
        r#"{"api_key": 'hunter2'}"#,
        r#"{"api_key": "a"hunter2"}"#,
        r#"{"api_key": "hunter2\q"}"#,
        r#"{"api_key: "hunter2"}"#,
        r#"{"api_key": "a", "hunter2}"#,
        r#"{"api_key": "a", hunter2: 1}"#,
        r#"{"api_key": ["hunter2", "hunter2"}"#,
        r#"{"api_key": "hunter2"} hunter2"#,
        "api_key=hunter2",
        "hunter2",
        r#""hunter2""#,
        r#"["hunter2"]"#,
        "$hunter2",
    ];
    for text in texts {
        let said = said(text);
        assert!(!said.contains("hunter2"), "{text}: {said}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        let bytes =
            std::ffi::OsString::from_vec(b"{\"epochs\": 3, \"api_key\": \"hunter2\xff\"}".to_vec());
        let problem = problem(&Source::from_vars([("SM_HPS", bytes)]));
        assert_eq!(problem.kind(), ProblemKind::NotUnicode);
        assert_eq!(
            problem.to_string(),
            "SM_HPS: it is not UTF-8 at line 1, column 34 (byte 34), in the value of api_key; expected UTF-8; write it in UTF-8, \
             or write the character as an escape such as `\\u00e9`"
        );
    }
}
