//! If nothing lists the channels, they are the folders in `input/data`.

use crate::support::Folder;
use smenv::{Channel, Job, SmChannels, SmHyperparameters, Source, TrainingEnv};

#[derive(Debug, SmHyperparameters)]
struct Nothing {}

#[derive(Debug, SmChannels)]
struct Data {
    training: Channel,
    validation: Option<Channel>,
}

fn nobody() -> Source {
    Source::from_vars([("", ""); 0])
}

fn names(source: &Source) -> Vec<String> {
    let env = TrainingEnv::from_source(source).unwrap();
    env.channels()
        .iter()
        .map(|channel| channel.name().to_owned())
        .collect()
}

/// As the test folders of containers are laid out, without `inputdataconfig.json`.
fn test_dir() -> Folder {
    let folder = Folder::new("folders");
    folder.write("input/config/hyperparameters.json", "{}");
    folder.write(
        "input/config/resourceconfig.json",
        r#"{"current_host": "algo-1", "hosts": ["algo-1"]}"#,
    );
    folder.write("input/data/training/iris.csv", "5.1,setosa");
    folder
}

#[test]
fn they_are_channels() {
    let folder = test_dir();
    let job: Job<Nothing, Data> = Job::from_source(nobody().base_dir(folder.path())).unwrap();
    let dir = folder.at("input/data/training");
    assert_eq!(
        (job.channels.training.name(), job.channels.training.dir()),
        ("training", &*dir)
    );
    assert_eq!(
        job.channels.training.files().unwrap(),
        [dir.join("iris.csv")]
    );
    assert!(job.channels.validation.is_none());
    assert_eq!(
        (
            job.channels.training.content_type(),
            job.channels.training.input_mode()
        ),
        (None, None)
    );
}

#[test]
fn hidden_ones_and_files_and_what_no_channel_is_called_are_none() {
    let folder = test_dir();
    folder.write("input/data/.ipynb_checkpoints/a", "");
    folder.write("input/data/lost+found/a", "");
    folder.write("input/data/training-manifest", "");
    let source = nobody().base_dir(folder.path());
    assert_eq!(names(&source), ["training"]);
    folder.write("input/data/val-1.0/a", "");
    assert_eq!(names(&source), ["training", "val-1.0"]);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_channels_and_fifos_are_none() {
    let folder = test_dir();
    folder.write("elsewhere/a.csv", "");
    let data = folder.at("input/data");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), data.join("validation")).unwrap();
    std::os::unix::fs::symlink("nowhere", data.join("test")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(data.join("training_0"))
        .status()
        .unwrap();
    assert!(made.success());
    assert_eq!(
        names(&nobody().base_dir(folder.path())),
        ["training", "validation"]
    );
}

/// A source of variables alone has no files.
#[test]
fn they_are_looked_at_where_files_are() {
    let folder = test_dir();
    assert!(names(&Source::from_vars([("SAGEMAKER_BASE_DIR", folder.path())])).is_empty());
}

#[test]
fn what_lists_channels_goes_before_them() {
    let folder = test_dir();
    folder.write("input/config/inputdataconfig.json", r#"{"train": {}}"#);
    assert_eq!(names(&nobody().base_dir(folder.path())), ["train"]);
    // An empty list means no channels.
    folder.write("input/config/inputdataconfig.json", "{}");
    assert!(names(&nobody().base_dir(folder.path())).is_empty());
    folder.write("input/config/inputdataconfig.json", "{");
    let error = TrainingEnv::from_source(&nobody().base_dir(folder.path())).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
}

#[test]
fn one_by_a_wrong_name_is_told_to_be_renamed() {
    #[expect(dead_code, reason = "it is only refused")]
    #[derive(Debug, SmChannels)]
    struct Data {
        train: Channel,
    }
    let folder = test_dir();
    let error = Data::from_source(&nobody().base_dir(folder.path())).unwrap_err();
    let dir = folder.at("input/data/training");
    let told = format!(
        "1 problem in the settings of this job:\n- channel training: unknown channel; the required \
         channel train is missing; did you mean train?; it is the folder {}: rename it to train",
        dir.display()
    );
    assert_eq!(error.to_string(), told);
}
