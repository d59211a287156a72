//! `content_type` and `input_mode`: a job's settings of its channels, and a struct's requirements.

use crate::support::Folder;
use crate::support::channels::{configured, filled, job, problems};
use smenv::{
    Channel, InputMode, Origin, ProblemKind, SmChannels, SmHyperparameters, Source, TrainingEnv,
};

/// Requires nothing.
#[derive(Debug, SmChannels)]
struct Data {
    train: Channel,
    validation: Option<Channel>,
}

#[derive(Debug, SmChannels)]
struct One {
    #[sm(content_type = "text/csv")]
    train: Channel,
}

#[derive(Debug, SmChannels)]
struct Several {
    #[sm(
        content_type = "text/csv",
        content_type = "application/x-recordio; v=1"
    )]
    train: Option<Channel>,
}

fn of_type(content_type: &str) -> Source {
    configured(&serde_json::json!({"train": {"ContentType": content_type}}).to_string())
}

#[test]
fn the_jobs_type_must_be_the_one() {
    assert_eq!(
        filled::<One>(&of_type("text/csv")).train.content_type(),
        Some("text/csv")
    );
    assert_eq!(
        problems::<One>(&of_type("application/json")),
        [
            "channel train (SM_INPUT_DATA_CONFIG): got \"application/json\"; expected the content type text/csv"
        ]
    );
    let error = One::from_source(&of_type("text/plain")).unwrap_err();
    let problem = &error.problems()[0];
    assert_eq!(
        (problem.kind(), problem.name()),
        (ProblemKind::Invalid, Some("train"))
    );
    assert_eq!(
        (problem.given(), problem.expected()),
        (Some("text/plain"), Some("the content type text/csv"))
    );
}

#[test]
fn of_several_any_will_do() {
    for content_type in ["text/csv", "application/x-recordio; v=1"] {
        let train = filled::<Several>(&of_type(content_type)).train.unwrap();
        assert_eq!(train.content_type(), Some(content_type));
    }
    // For an optional channel, too: it may be absent, but not wrong.
    assert_eq!(
        problems::<Several>(&of_type("text/plain")),
        ["channel train (SM_INPUT_DATA_CONFIG): got \"text/plain\"; \
         expected one of the content types text/csv, application/x-recordio; v=1"]
    );
}

#[test]
fn case_does_not_count_and_parameters_count_where_they_are_asked_for() {
    for given in [
        "TEXT/CSV",
        "Text/Csv; label_size=0",
        "text/csv;label_size=0",
        " text/csv ; a=b",
        "text/csv;",
    ] {
        assert_eq!(
            filled::<One>(&of_type(given)).train.content_type(),
            Some(given)
        );
    }
    assert!(
        filled::<Several>(&of_type("Application/X-RecordIO; V=1"))
            .train
            .is_some()
    );
    for given in [
        "application/x-recordio;v=1",
        " application/x-recordio ;  v=1;",
    ] {
        assert!(
            filled::<Several>(&of_type(given)).train.is_some(),
            "{given}"
        );
    }
    for given in [
        "application/x-recordio",
        "application/x-recordio; v=2",
        "application/x-recordio; v=1; w=2",
    ] {
        assert_eq!(problems::<Several>(&of_type(given)).len(), 1, "{given}");
    }
    for given in ["text", "csv", "text/csvx", "text/*", "text/csv, text/plain"] {
        assert_eq!(problems::<One>(&of_type(given)).len(), 1, "{given}");
    }
}

#[test]
fn a_type_that_the_job_does_not_say_is_not_wrong() {
    let configs = [
        "{}",
        "null",
        r#"{"ContentType": null}"#,
        r#"{"contenttype": "x"}"#,
    ];
    for config in configs
        .into_iter()
        .chain([r#"{"ContentType": ""}"#, r#"{"ContentType": " "}"#])
    {
        let source = configured(&format!("{{\"train\": {config}}}"));
        assert_eq!(
            filled::<One>(&source).train.content_type(),
            None,
            "{config}"
        );
    }
    assert_eq!(filled::<One>(&job(&["train"])).train.content_type(), None);
}

#[test]
fn settings_that_are_none_are_told() {
    for (config, problem) in [
        ("[1]", r#"got "[1]"; expected an object of settings"#),
        (r#""Pipe""#, r#"got "Pipe"; expected an object of settings"#),
        ("5", r#"got "5"; expected an object of settings"#),
        (
            r#"{"ContentType": 7}"#,
            r#"got "7"; expected a content type, such as text/csv"#,
        ),
        (
            r#"{"ContentType": ["text/csv"]}"#,
            r#"got "[\"text/csv\"]"; expected a content type, such as text/csv"#,
        ),
        (
            r#"{"TrainingInputMode": 5}"#,
            r#"got "5"; expected one of the input modes File, Pipe, FastFile"#,
        ),
    ] {
        let source = configured(&format!("{{\"train\": {config}}}"));
        assert_eq!(
            problems::<One>(&source),
            [format!("channel train (SM_INPUT_DATA_CONFIG): {problem}")]
        );
        assert!(smenv::TrainingEnv::from_source(&source).is_err());
    }
}

#[test]
fn a_field_that_asks_for_no_type_takes_any() {
    assert_eq!(
        filled::<Data>(&of_type("image/png")).train.content_type(),
        Some("image/png")
    );
}

#[test]
fn escapes_are_read_and_a_long_type_is_cut() {
    let source = configured(
        r#"{"tr\u0061in": {"Content\u0054ype": "text\/csv", "ContentType": "text\u002fcsv"}}"#,
    );
    assert_eq!(
        filled::<One>(&source).train.content_type(),
        Some("text/csv")
    );
    let long = "x/".repeat(100);
    let line = &problems::<One>(&of_type(&long))[0];
    let cut = "x/".repeat(40);
    assert_eq!(
        *line,
        format!(
            "channel train (SM_INPUT_DATA_CONFIG): got {cut:?}…; expected the content type text/csv"
        )
    );
}

#[derive(Debug, SmHyperparameters)]
struct Nothing {}

#[derive(Debug, SmChannels)]
struct Streams {
    #[sm(input_mode = "Pipe")]
    train: Channel,
    #[sm(input_mode = "File", input_mode = "FastFile")]
    validation: Option<Channel>,
}

fn of_modes(train: &str, validation: &str) -> Source {
    let mode = |mode: &str| serde_json::json!({"TrainingInputMode": mode});
    configured(
        &serde_json::json!({"train": mode(train), "validation": mode(validation)}).to_string(),
    )
}

#[test]
fn the_jobs_mode_must_be_one_of_those_asked_for() {
    for validation in [InputMode::File, InputMode::FastFile] {
        let data: Streams = filled(&of_modes("Pipe", validation.as_str()));
        assert_eq!(data.train.input_mode(), Some(InputMode::Pipe));
        assert_eq!(data.validation.unwrap().input_mode(), Some(validation));
    }
    assert_eq!(
        problems::<Streams>(&of_modes("File", "Pipe")),
        [
            "channel train (SM_INPUT_DATA_CONFIG): got \"File\"; expected the input mode Pipe",
            "channel validation (SM_INPUT_DATA_CONFIG): got \"Pipe\"; expected one of the input modes File, FastFile",
        ]
    );
}

#[test]
fn a_mode_that_the_job_does_not_say_is_not_wrong() {
    let configs = [
        "{}",
        "null",
        "\"\"",
        r#"{"TrainingInputMode": null}"#,
        r#"{"InputMode": "File"}"#,
    ];
    for config in configs.into_iter().chain([r#"{"TrainingInputMode": ""}"#]) {
        let data: Streams = filled(&configured(&format!("{{\"train\": {config}}}")));
        assert_eq!(data.train.input_mode(), None, "{config}");
    }
}

#[test]
fn a_field_that_asks_for_no_mode_takes_any() {
    for mode in ["File", "Pipe", "FastFile"] {
        let data: Data = filled(&of_modes(mode, mode));
        assert_eq!(data.train.input_mode().map(InputMode::as_str), Some(mode));
        assert_eq!(
            data.validation.unwrap().input_mode(),
            data.train.input_mode()
        );
    }
}

#[test]
fn a_mode_that_sagemaker_has_not_is_told_with_the_nearest() {
    let told = [
        "channel train (SM_INPUT_DATA_CONFIG): got \"file\"; \
         expected one of the input modes File, Pipe, FastFile; did you mean File?",
        "channel validation (SM_INPUT_DATA_CONFIG): got \"Stream\"; \
         expected one of the input modes File, Pipe, FastFile",
    ];
    let source = of_modes("file", "Stream");
    assert_eq!(problems::<Data>(&source), told);
    let error = TrainingEnv::from_source(&source).unwrap_err();
    assert_eq!(
        error
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        told
    );
    let problem = &error.problems()[0];
    assert_eq!(
        (problem.kind(), problem.name()),
        (ProblemKind::Invalid, Some("train"))
    );
    assert_eq!(
        problem.origin(),
        Some(&Origin::Variable("SM_INPUT_DATA_CONFIG".to_owned()))
    );
    assert_eq!(
        (problem.given(), problem.suggestion()),
        (Some("file"), Some("File"))
    );
}

/// Only modes that the struct accepts are suggested: the others would be refused next.
#[test]
fn a_mode_that_sagemaker_has_not_is_told_with_those_that_the_program_takes() {
    let told = |mode: &str| problems::<Streams>(&of_modes(mode, mode));
    assert_eq!(
        told("fastfile"),
        [
            "channel train (SM_INPUT_DATA_CONFIG): got \"fastfile\"; expected the input mode Pipe",
            "channel validation (SM_INPUT_DATA_CONFIG): got \"fastfile\"; expected one of the input modes File, FastFile; did \
             you mean FastFile?",
        ]
    );
    assert_eq!(
        told("pipe"),
        [
            "channel train (SM_INPUT_DATA_CONFIG): got \"pipe\"; expected the input mode Pipe; did you mean Pipe?",
            "channel validation (SM_INPUT_DATA_CONFIG): got \"pipe\"; expected one of the input modes File, FastFile",
        ]
    );
    // A whole job reports it once, too.
    let error =
        smenv::Job::<Nothing, Streams>::from_source(of_modes("fastfile", "File")).unwrap_err();
    assert_eq!(
        error
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["channel train (SM_INPUT_DATA_CONFIG): got \"fastfile\"; expected the input mode Pipe"]
    );
}

#[test]
fn a_mode_that_sagemaker_has_not_is_nothing_to_a_struct_that_does_not_take_the_channel() {
    #[derive(Debug, SmChannels)]
    #[sm(allow_unknown)]
    struct Train {
        train: Channel,
    }
    let modes =
        r#"{"train": {"TrainingInputMode": "File"}, "other": {"TrainingInputMode": "Stream"}}"#;
    assert_eq!(
        filled::<Train>(&configured(modes)).train.input_mode(),
        Some(InputMode::File)
    );
    let modes = r#"{"train": {}, "code": {"TrainingInputMode": "Stream"}}"#;
    assert_eq!(filled::<Data>(&configured(modes)).train.name(), "train");
}

#[test]
fn a_wrong_type_and_a_wrong_mode_are_both_told() {
    #[expect(dead_code, reason = "it is only refused")]
    #[derive(Debug, SmChannels)]
    struct Both {
        #[sm(content_type = "text/csv", input_mode = "Pipe")]
        train: Channel,
    }
    let told = |mode: &str| {
        problems::<Both>(&configured(&format!(
            "{{\"train\": {{\"ContentType\": \"text/plain\", \"TrainingInputMode\": \"{mode}\"}}}}"
        )))
    };
    let of_type = "channel train (SM_INPUT_DATA_CONFIG): got \"text/plain\"; expected the content type text/csv";
    assert_eq!(
        told("File"),
        [
            of_type,
            "channel train (SM_INPUT_DATA_CONFIG): got \"File\"; expected the input mode Pipe"
        ]
    );
    assert_eq!(
        told("pipe"),
        [
            of_type,
            "channel train (SM_INPUT_DATA_CONFIG): got \"pipe\"; expected the input mode Pipe; did you mean Pipe?"
        ]
    );
}

#[test]
fn what_the_config_file_says_is_refused_with_its_name() {
    let folder = Folder::new("channels");
    folder.write(
        "input/config/inputdataconfig.json",
        r#"{"train": {"ContentType": "text/plain"}}"#,
    );
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    let error = One::from_source(&source).unwrap_err();
    let problem = &error.problems()[0];
    assert_eq!(
        problem.to_string(),
        "channel train (inputdataconfig.json): got \"text/plain\"; expected the content type text/csv"
    );
    assert_eq!(
        problem.origin(),
        Some(&Origin::ConfigFile("inputdataconfig.json".to_owned()))
    );
}

/// As everywhere in JSON.
#[test]
fn of_a_channel_that_is_said_twice_the_last_counts() {
    let twice =
        r#"{"train": {"ContentType": "text/plain"}, "train": {"TrainingInputMode": "Pipe"}}"#;
    let train = filled::<One>(&configured(twice)).train;
    assert_eq!(
        (train.content_type(), train.input_mode()),
        (None, Some(InputMode::Pipe))
    );
    let twice = r#"{"train": {"ContentType": "text/plain", "ContentType": null}}"#;
    assert_eq!(filled::<One>(&configured(twice)).train.content_type(), None);
}

#[test]
fn a_mode_of_the_config_file_is_told_with_the_files_name() {
    let folder = Folder::new("channels");
    let config = r#"{"train": {"TrainingInputMode": "Fastfile"}}"#;
    folder.write("input/config/inputdataconfig.json", config);
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    assert_eq!(
        problems::<Data>(&source),
        ["channel train (inputdataconfig.json): got \"Fastfile\"; \
         expected one of the input modes File, Pipe, FastFile; did you mean FastFile?"]
    );
}

#[test]
fn the_words_are_sagemakers() {
    for (text, mode) in [
        ("File", InputMode::File),
        ("Pipe", InputMode::Pipe),
        ("FastFile", InputMode::FastFile),
    ] {
        assert_eq!(text.parse(), Ok(mode));
        assert_eq!(
            (mode.as_str(), format!("{mode:>9}")),
            (text, format!("{text:>9}"))
        );
    }
    for text in ["", "file", "FILE", " File", "Fast-File"] {
        assert!(text.parse::<InputMode>().is_err(), "{text:?}");
    }
}
