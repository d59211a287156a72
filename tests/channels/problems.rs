//! A job's channels may be unreadable. All problems with them are reported at once.

use std::path::Path;

use crate::support::Folder;
use crate::support::channels::{configured, filled, job, problems};
use smenv::{Channel, Origin, ProblemKind, SmChannels, Source, TrainingEnv};

#[derive(Debug, SmChannels)]
struct Data {
    train: Channel,
}

#[expect(dead_code, reason = "it is only refused")]
#[derive(Debug, SmChannels)]
struct Optional {
    train: Option<Channel>,
}

/// Returns the only problem of the environment, which is also the struct's.
#[track_caller]
fn fault(source: &Source) -> String {
    let error = TrainingEnv::from_source(source).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    assert_eq!(
        (problem.kind(), problem.name()),
        (ProblemKind::Unreadable, None)
    );
    assert_eq!(problems::<Optional>(source), [problem.to_string()]);
    // The channel may be in the unreadable part, so it is not reported as missing.
    assert_eq!(problems::<Data>(source), [problem.to_string()]);
    problem.to_string()
}

#[test]
fn sm_channels_that_is_no_list_of_names() {
    for (text, why) in [
        (r#"{"train": 1}"#, "it is an object, not a list"),
        (r#"["train""#, "its `]` is missing"),
        (r#"["train", null]"#, "item 2 is null"),
    ] {
        let rest = r#"expected a JSON list of names; write a list such as `["train", "test"]`"#;
        assert_eq!(
            fault(&Source::from_vars([("SM_CHANNELS", text)])),
            format!("SM_CHANNELS: it is not a list of names: {why}; {rest}")
        );
    }
}

#[test]
fn sm_input_data_config_that_is_no_object() {
    for (text, why) in [
        ("[]", "it is a JSON list; expected a JSON object; "),
        ("null", "it is null; expected a JSON object; "),
        (
            r#"{"train": {"ContentType": "text/csv"}"#,
            "invalid JSON at line 1, column 38, after train: the text ends too early (cut off?); expected `,` or `}`; ",
        ),
        (
            r#"{"train" {}}"#,
            "invalid JSON at line 1, column 10: missing `:` after a name; expected `:`; ",
        ),
    ] {
        let line = fault(&configured(text));
        assert!(
            line.starts_with(&format!("SM_INPUT_DATA_CONFIG: {why}")),
            "{line}"
        );
    }
}

#[test]
fn what_stands_before_the_fault_is_read() {
    let source = configured(r#"{"train": {"TrainingInputMode": "Stream"}, "test": {}"#);
    assert_eq!(
        problems::<Data>(&source),
        [
            "SM_INPUT_DATA_CONFIG: invalid JSON at line 1, column 54, after test: the text ends too early (cut off?); expected `,` \
             or `}`; write the rest of it, up to the closing `}`",
            "channel train (SM_INPUT_DATA_CONFIG): got \"Stream\"; expected one of the input modes File, Pipe, FastFile",
            "channel test (SM_INPUT_DATA_CONFIG): unknown channel; expected the channel train; \
             remove it from SM_INPUT_DATA_CONFIG",
        ]
    );
}

#[test]
fn a_config_file_that_is_no_object_or_no_text() {
    let folder = Folder::new("channels");
    let input = folder.path().join("input");
    let file = input.join("config").join("inputdataconfig.json");
    let data = input.join("data");
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    // A job without the file has no channels.
    let env = TrainingEnv::from_source(&source).unwrap();
    assert!(env.channels().is_empty());
    let in_vain = format!(
        "1 problem in the settings of this job:\n- channel train: missing; this job has no channels; create the folder \
         {}\n(there is no {}, and no folder in {})",
        data.join("train").display(),
        file.display(),
        data.display(),
    );
    assert_eq!(env.channel("train").unwrap_err().to_string(), in_vain);
    assert_eq!(Data::from_source(&source).unwrap_err().to_string(), in_vain);

    let place = folder.at("input/config");
    let said = |fault: &str, rest: &str| {
        format!(
            "inputdataconfig.json: {fault} (in {}){rest}",
            place.display()
        )
    };
    folder.write("input/config/inputdataconfig.json", "{\"train\": ");
    assert_eq!(
        fault(&source),
        said(
            "invalid JSON at line 1, column 11, in the value of train: the text ends too early (cut off?)",
            "; expected a JSON value; write the rest of it, up to the closing `}`"
        )
    );
    // An empty list in the file is an answer.
    folder.write("input/config/inputdataconfig.json", "{}");
    let error = Data::from_source(&source).unwrap_err().to_string();
    let add = "add \"train\" to inputdataconfig.json";
    assert!(
        error.ends_with(&format!(
            "- channel train: missing; this job has no channels; {add}"
        )),
        "{error}"
    );
    // As editors on Windows begin a file.
    folder.write(
        "input/config/inputdataconfig.json",
        "\u{feff}{\"train\": {}}",
    );
    assert_eq!(
        TrainingEnv::from_source(&source).unwrap().channels().len(),
        1
    );
    folder.write("input/config/inputdataconfig.json", "");
    assert_eq!(
        fault(&source),
        said(
            "it is empty",
            "; expected a JSON object; write names and values such as `{\"train\": {\"TrainingInputMode\": \"File\"}}`, or `{}` if \
             there are none"
        )
    );
    std::fs::write(&file, b"{\"train\xff\": {}}").unwrap();
    assert!(
        fault(&source).starts_with(&said("it is not UTF-8 at line 1, column 8 (byte 8)", "; "))
    );
    let error = TrainingEnv::from_source(&source).unwrap_err();
    assert_eq!(
        error.problems()[0].origin(),
        Some(&Origin::ConfigFile("inputdataconfig.json".to_owned()))
    );

    // A folder in the file's place is unreadable.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(
        fault(&source),
        said(
            "it is a directory",
            "; expected a regular file; put the file itself there"
        )
    );
}

#[cfg(unix)]
#[test]
fn variables_that_are_not_utf_8() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;

    let bytes = OsStr::from_bytes(b"[\"tr\xffain\"]");
    for variable in ["SM_CHANNELS", "SM_INPUT_DATA_CONFIG"] {
        let line = fault(&Source::from_vars([(variable, bytes)]));
        assert!(
            line.starts_with(&format!(
                "{variable}: it is not UTF-8 at line 1, column 5 (byte 5); expected UTF-8; "
            )),
            "{line}"
        );
    }
    // A directory is text as the system stores it.
    let dir = OsStr::from_bytes(b"/mnt/\xff");
    let variables = [
        ("SM_CHANNELS", OsString::from("[\"train\"]")),
        ("SM_CHANNEL_TRAIN", dir.to_owned()),
    ];
    assert_eq!(
        filled::<Data>(&Source::from_vars(variables))
            .train
            .dir()
            .as_os_str(),
        dir
    );
}

#[test]
fn settings_that_cannot_be_read_hide_no_channel_of_sm_channels() {
    let source = Source::from_vars([
        ("SM_CHANNELS", r#"["test"]"#),
        ("SM_INPUT_DATA_CONFIG", "[]"),
    ]);
    assert_eq!(
        problems::<Data>(&source),
        [
            "SM_INPUT_DATA_CONFIG: it is a JSON list; expected a JSON object; write names and values such as `{\"train\": \
             {\"TrainingInputMode\": \"File\"}}`",
            "channel test (SM_CHANNELS): unknown channel; the required channel train is missing; \
             expected the channel train; write \"train\" in SM_CHANNELS",
        ]
    );
}

#[test]
fn names_that_would_not_read_as_one_are_quoted() {
    assert_eq!(
        problems::<Data>(&job(&["", "a, b"]))[0],
        "channel train: missing; the channels of this job are \"\", \"a, b\"; add \"train\" to SM_CHANNELS"
    );
}

/// Somebody set it to give the channel a different directory.
#[test]
fn a_misspelled_variable_beside_the_right_one_is_near_it() {
    let source = Source::from_vars([("SM_CHANNEL_TRAIN", "/a"), ("SM_CHANNEL_TRIAN", "/b")]);
    let told = problems::<Data>(&source);
    let [told] = &told[..] else {
        panic!("{told:?}")
    };
    assert!(
        told.starts_with("channel trian (SM_CHANNEL_TRIAN): unknown channel"),
        "{told}"
    );
    assert!(
        told.ends_with("did you mean train?; set SM_CHANNEL_TRAIN instead"),
        "{told}"
    );
}

#[test]
fn an_empty_variable_is_none() {
    let source = Source::from_vars([
        ("SM_CHANNELS", ""),
        ("SM_INPUT_DATA_CONFIG", ""),
        ("SM_CHANNEL_TRAIN", "/a"),
    ]);
    assert_eq!(filled::<Data>(&source).train.dir(), Path::new("/a"));
    // As a person writes it, without JSON's brackets.
    assert_eq!(
        filled::<Data>(&Source::from_vars([("SM_CHANNELS", "train")]))
            .train
            .name(),
        "train"
    );
    let variables = [("SM_CHANNELS", r#"["train"]"#), ("SM_CHANNEL_TRAIN", "")];
    assert_eq!(
        filled::<Data>(&Source::from_vars(variables)).train.dir(),
        Path::new("/opt/ml/input/data/train")
    );
    assert_eq!(
        problems::<Data>(&Source::from_vars([("SM_CHANNEL_TRAIN", "")])),
        [
            "channel train: missing; SM_CHANNEL_TRAIN is empty, and this job has no channels; set SM_CHANNEL_TRAIN to its \
          directory"
        ]
    );
    let null = Source::from_vars([("SM_CHANNELS", "null"), ("SM_CHANNEL_TRAIN", "/a")]);
    assert_eq!(filled::<Data>(&null).train.dir(), Path::new("/a"));
}

/// No problem hides another: first those of the sources, then the fields' in their order, then the
/// unknown channels.
#[test]
fn all_problems_come_at_once() {
    #[expect(dead_code, reason = "it is only refused")]
    #[derive(Debug, SmChannels)]
    struct Data {
        train: Channel,
        #[sm(content_type = "text/csv")]
        validation: Option<Channel>,
        test_set: Option<Channel>,
        #[sm(input_mode = "Pipe", input_mode = "FastFile")]
        extra: Channel,
    }
    let source = Source::from_vars([
        (
            "SM_CHANNELS",
            r#"["validation", "test-set", "test_set", "extra", "trian", "code", "other"]"#,
        ),
        (
            "SM_INPUT_DATA_CONFIG",
            r#"{"validation": {"ContentType": "text/plain"}, "extra": {"TrainingInputMode": "File"},
                "other": {"TrainingInputMode": "Piped"}}"#,
        ),
    ]);
    let error = Data::from_source(&source).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    let lines: Vec<String> = error.to_string().lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "5 problems in the settings of this job:",
            "- channel validation (SM_INPUT_DATA_CONFIG): got \"text/plain\"; expected the content type text/csv",
            "- channel test_set: the job's channels test-set and test_set both match it; remove or rename one of them",
            "- channel extra (SM_INPUT_DATA_CONFIG): got \"File\"; expected one of the input modes Pipe, FastFile",
            "- channel other (SM_CHANNELS): unknown channel; expected one of the channels train, \
             validation, test_set, extra; remove it from SM_CHANNELS",
            "- channel trian (SM_CHANNELS): unknown channel; the required channel train is missing; \
             did you mean train?; write \"train\" in SM_CHANNELS",
        ]
    );
    let kinds: Vec<ProblemKind> = error.problems().iter().map(smenv::Problem::kind).collect();
    assert_eq!(
        kinds,
        [
            ProblemKind::Invalid,
            ProblemKind::Conflict,
            ProblemKind::Invalid,
            ProblemKind::Unknown,
            ProblemKind::Unknown,
        ]
    );
}
