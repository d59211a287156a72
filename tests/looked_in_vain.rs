//! If something is missing, the message lists where it was looked for, and describes the variables
//! correctly.

mod support;

use smenv::{Channel, Error, SmChannels, SmHyperparameters, Source, TrainingEnv};
use support::Folder;

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
}

#[expect(dead_code, reason = "it is only refused")]
#[derive(Debug, SmChannels)]
struct Data {
    train: Channel,
}

type Variables<'a> = &'a [(&'a str, &'a str)];

/// Returns the last line, if in parentheses, with BASE for the folder.
fn note(error: &Error, base: &Folder) -> Option<String> {
    let text = error
        .to_string()
        .replace(&base.path().display().to_string(), "BASE")
        .replace(std::path::MAIN_SEPARATOR, "/");
    Some(
        text.lines()
            .last()?
            .strip_prefix('(')?
            .strip_suffix(')')?
            .to_owned(),
    )
}

/// Returns both sources: the process's with the folder as `SAGEMAKER_BASE_DIR`, and the same with
/// the folder as base directory.
fn sources(variables: Variables<'_>, base: &Folder) -> [Source; 2] {
    let set = |source: Source, (name, value): &(&str, &str)| source.var(*name, *value);
    let process = variables.iter().fold(
        Source::process().var("SAGEMAKER_BASE_DIR", base.path()),
        set,
    );
    [process.clone(), process.base_dir(base.path())]
}

#[test]
fn of_channels() {
    let folder = Folder::new("in-vain");
    let files = "no BASE/input/config/inputdataconfig.json, and no folder in BASE/input/data";
    let given = |unread: &str| match unread {
        "" => format!("there is {files}"),
        unread => format!("there is {files}; {unread} ignored, since a base directory is given"),
    };
    let cases: [(Variables<'_>, Option<&str>, &str); 9] = [
        (&[], Some("no SM_CHANNELS or SM_CHANNEL_*"), ""),
        (
            &[("SM_CHANNELS", "")],
            Some("nothing in SM_CHANNELS, no SM_CHANNEL_*"),
            "SM_CHANNELS is",
        ),
        (
            &[("SM_CHANNELS", "null")],
            Some("nothing in SM_CHANNELS, no SM_CHANNEL_*"),
            "SM_CHANNELS is",
        ),
        (
            &[("SM_CHANNEL_TRAIN", "")],
            Some("no SM_CHANNELS, nothing in SM_CHANNEL_TRAIN"),
            "SM_CHANNEL_TRAIN is",
        ),
        (
            &[
                ("SM_CHANNELS", ""),
                ("SM_CHANNEL_TRAIN", ""),
                ("SM_CHANNEL_TEST", ""),
            ],
            Some("nothing in SM_CHANNELS, SM_CHANNEL_TEST or SM_CHANNEL_TRAIN"),
            "SM_CHANNELS, SM_CHANNEL_TEST and SM_CHANNEL_TRAIN are",
        ),
        (&[("SM_CHANNELS", r#"["train"]"#)], None, "SM_CHANNELS is"),
        (&[("SM_CHANNEL_TRAIN", "/a")], None, "SM_CHANNEL_TRAIN is"),
        (
            &[("SM_INPUT_DATA_CONFIG", r#"{"train": {}}"#)],
            None,
            "SM_INPUT_DATA_CONFIG is",
        ),
        (
            &[
                (
                    "SM_TRAINING_ENV",
                    r#"{"channel_input_dirs": {"train": "/a"}}"#,
                ),
                ("SM_CHANNELS", ""),
            ],
            None,
            "SM_CHANNELS and SM_TRAINING_ENV are",
        ),
    ];
    for (variables, of_process, unread) in cases {
        let sources = sources(variables, &folder);
        let notes = sources
            .each_ref()
            .map(|source| note(&Data::from_source(source).err()?, &folder));
        let of_env = |source| {
            TrainingEnv::from_source(source)
                .unwrap()
                .channel("train")
                .err()
        };
        assert_eq!(
            notes,
            sources
                .each_ref()
                .map(|source| note(&of_env(source)?, &folder)),
            "{variables:?}"
        );
        let expected = [
            of_process.map(|said| format!("there is {said}, {files}")),
            Some(given(unread)),
        ];
        assert_eq!(notes, expected, "{variables:?}");
    }
}

#[test]
fn of_hyperparameters() {
    let folder = Folder::new("in-vain");
    let notes = |variables: Variables<'_>| {
        sources(variables, &folder).map(|source| {
            note(&Hyperparameters::from_source(&source).unwrap_err(), &folder).unwrap()
        })
    };
    let file = "BASE/input/config/hyperparameters.json does not exist";
    assert_eq!(
        notes(&[]),
        [format!("SM_HPS is not set, and {file}"), file.to_owned()]
    );
    let is_empty = format!("SM_HPS is empty, and {file}");
    assert_eq!(notes(&[("SM_HPS", "")]), [is_empty.clone(), is_empty]);
}
