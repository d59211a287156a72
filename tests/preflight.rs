//! Problems that a job finds before it trains: channels without data, directories that are not
//! writable.
//!
//! Each test restarts this program as a job; there the test `child` is the program's `main`.

#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use smenv::{Channel, Job, ProblemKind, SmChannels, SmHyperparameters, Source};
use support::Folder;

/// Set in a child process, to the struct of channels that its program has.
const PROGRAM: &str = "PROGRAM_OF_THE_CHILD";

#[derive(Debug, SmHyperparameters)]
struct Nothing {}

#[derive(Debug, SmChannels)]
struct Data {
    train: Channel,
    validation: Option<Channel>,
}

#[derive(Debug, SmChannels)]
struct NonEmpty {
    #[sm(non_empty)]
    train: Channel,
}

#[derive(Debug, SmChannels)]
#[sm(allow_unknown)]
struct Tolerant {
    train: Channel,
}

/// Prints the problems of the job, one per line.
#[test]
fn child() {
    let Ok(program) = std::env::var(PROGRAM) else {
        return;
    };
    let read = |source| match program.as_str() {
        "non-empty" => {
            Job::<Nothing, NonEmpty>::from_source(source).map(|job| drop(job.channels.train))
        }
        "tolerant" => {
            Job::<Nothing, Tolerant>::from_source(source).map(|job| drop(job.channels.train))
        }
        "any" => Job::<Nothing>::from_source(source).map(drop),
        _ => Job::<Nothing, Data>::from_source(source)
            .map(|job| drop((job.channels.train, job.channels.validation))),
    };
    let source = Source::process();
    let source = if program == "with arguments" {
        source.args([""; 0])
    } else {
        source
    };
    for problem in read(source).err().iter().flat_map(|error| error.problems()) {
        let kind = if problem.kind() == ProblemKind::Unusable {
            ""
        } else {
            "of another kind: "
        };
        println!("problem {kind}{problem}");
    }
}

/// Returns the problems of a job in a folder, with these additional variables.
#[track_caller]
fn problems_of(program: &str, base: &Folder, variables: &[(&str, &OsStr)]) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["child", "--exact", "--nocapture"])
        .env(PROGRAM, program);
    for (name, _) in std::env::vars_os() {
        if ["SM_", "SAGEMAKER_", "TRAINING_JOB_"]
            .iter()
            .any(|own| name.to_string_lossy().starts_with(own))
        {
            command.env_remove(name);
        }
    }
    let output = command
        .env("SAGEMAKER_BASE_DIR", base.path())
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    text.lines()
        .filter_map(|line| Some(line.split_once("problem ")?.1.to_owned()))
        .collect()
}

/// Returns the same if the only additional variable is the channel's.
#[track_caller]
fn problems(program: &str, base: &Folder, train: impl AsRef<OsStr>) -> Vec<String> {
    problems_of(program, base, &[("SM_CHANNEL_TRAIN", train.as_ref())])
}

/// Creates a folder for a job, with some data.
fn folder() -> Folder {
    let folder = Folder::new("preflight");
    folder.write("data/train/a.csv", "1");
    folder
}

/// Returns everything in a folder.
fn all_in(dir: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        all.push(path.display().to_string());
        if path.is_dir() {
            all.extend(all_in(&path));
        }
    }
    all.sort();
    all
}

#[test]
fn a_job_that_has_all_is_left_as_it_is() {
    let base = folder();
    for dir in ["model", "output/data", "checkpoints"] {
        assert_eq!(problems("", &base, base.path().join("data/train")), [""; 0]);
        fs::create_dir_all(base.path().join(dir)).unwrap();
        let before = all_in(base.path());
        assert_eq!(problems("", &base, base.path().join("data/train")), [""; 0]);
        assert_eq!(all_in(base.path()), before);
    }
}

#[test]
fn a_directory_of_a_channel_that_does_not_exist() {
    let base = folder();
    let data = base.path().join("data");
    let at = data.display();
    let got = |end: &str| format!("channel train (SM_CHANNEL_TRAIN): got \"{at}/{end}");
    let near = got(&format!(
        "trian\", but this directory does not exist; did you mean {at}/train?"
    ));
    assert_eq!(problems("", &base, data.join("trian")), [near]);
    let near = got(&format!(
        "training/\", but this directory does not exist; did you mean {at}/train?"
    ));
    assert_eq!(problems("", &base, data.join("training/")), [near]);
    // A parent folder may be the one that is misspelled.
    let near = format!(
        "channel train (SM_CHANNEL_TRAIN): got \"{}/dat/train\", but this directory does not exist; did you mean {at}/train?",
        base.path().display()
    );
    assert_eq!(problems("", &base, base.path().join("dat/train")), [near]);
    let far = got(
        "images\", but this directory does not exist; set SM_CHANNEL_TRAIN to the directory of its data",
    );
    assert_eq!(problems("", &base, data.join("images")), [far]);
    let far = got(
        "images\", but this directory does not exist; pass `--train DIR` or set SM_CHANNEL_TRAIN to the directory of its data",
    );
    assert_eq!(
        problems("with arguments", &base, data.join("images")),
        [far]
    );
    // Otherwise, the message would not show what a relative path is relative to.
    let here = std::env::current_dir().unwrap();
    let relative = format!(
        "channel train (SM_CHANNEL_TRAIN): got \"./no-such/data\", but this directory does not exist in {}; set SM_CHANNEL_TRAIN \
         to the directory of its data",
        here.display()
    );
    assert_eq!(problems("", &base, "./no-such/data"), [relative]);
}

#[test]
fn what_is_no_path_of_a_directory_is_told_what_it_looks_like() {
    let base = folder();
    for (given, remedy) in [
        (
            "s3://bucket/train",
            "write the path of a directory on this machine, not a URL",
        ),
        ("~/train", "write the full path: only a shell expands `~`"),
        (
            "$HOME/train",
            "write the full path: the variable in it was not expanded",
        ),
    ] {
        let told = problems("", &base, given);
        let [told] = &told[..] else {
            panic!("{told:?}")
        };
        assert!(
            told.starts_with(&format!(
                "channel train (SM_CHANNEL_TRAIN): got \"{given}\", but"
            )),
            "{told}"
        );
        assert!(told.ends_with(remedy), "{told}");
    }
}

#[test]
fn a_file_in_place_of_a_channels_directory() {
    let base = folder();
    let file = base.path().join("data/train/a.csv");
    let told = format!(
        "channel train (SM_CHANNEL_TRAIN): got \"{}\", but this is a file, not a directory; set SM_CHANNEL_TRAIN to \
         the directory of its data",
        file.display()
    );
    assert_eq!(problems("", &base, file), [told]);
}

#[test]
fn a_directory_that_the_layout_gives_is_told_without_a_value() {
    let base = folder();
    base.write("input/config/inputdataconfig.json", r#"{"train": {}}"#);
    let dir = base.at("input/data/train");
    let told = format!(
        "channel train: the directory {dir} does not exist; set SM_CHANNEL_TRAIN to the directory of its data or create the \
         directory {dir}",
        dir = dir.display()
    );
    assert_eq!(problems_of("", &base, &[]), [told]);
    // Its data comes through FIFOs.
    base.write(
        "input/config/inputdataconfig.json",
        r#"{"train": {"TrainingInputMode": "Pipe"}}"#,
    );
    assert_eq!(problems_of("", &base, &[]), [""; 0]);
}

#[test]
fn an_optional_channel_that_is_given_must_exist_too() {
    let base = folder();
    let (train, none) = (base.path().join("data/train"), base.path().join("none"));
    let variables = [
        ("SM_CHANNEL_TRAIN", train.as_os_str()),
        ("SM_CHANNEL_VALIDATION", none.as_os_str()),
    ];
    let told = problems_of("", &base, &variables);
    assert!(
        told.len() == 1 && told[0].starts_with("channel validation (SM_CHANNEL_VALIDATION): got "),
        "{told:?}"
    );
    // A program that takes any channel in addition to its own ignores the others; one that takes
    // all may use them.
    assert_eq!(problems_of("tolerant", &base, &variables), [""; 0]);
    assert_eq!(problems_of("any", &base, &variables).len(), 1);
}

#[test]
fn a_channel_that_must_have_a_file() {
    let base = folder();
    let empty = base.path().join("data/empty");
    fs::create_dir_all(empty.join("deep/er")).unwrap();
    assert_eq!(problems("", &base, &empty), [""; 0]);
    let told = format!(
        "channel train (SM_CHANNEL_TRAIN): got \"{}\", but this directory has no files, and this program needs one; put its data \
         there",
        empty.display()
    );
    assert_eq!(problems("non-empty", &base, &empty), [told]);
    fs::write(empty.join("deep/er/a"), "").unwrap();
    assert_eq!(problems("non-empty", &base, &empty), [""; 0]);
    // A link to a file counts as one.
    fs::remove_file(empty.join("deep/er/a")).unwrap();
    std::os::unix::fs::symlink(base.path().join("data/train/a.csv"), empty.join("a")).unwrap();
    assert_eq!(problems("non-empty", &base, &empty), [""; 0]);
}

#[test]
fn a_place_that_is_no_path_of_a_directory() {
    let base = folder();
    let train = base.path().join("data/train");
    let variables = [
        ("SM_CHANNEL_TRAIN", train.as_os_str()),
        ("SM_MODEL_DIR", OsStr::new("s3://bucket/model")),
    ];
    assert_eq!(
        problems_of("", &base, &variables),
        [
            "model-dir (SM_MODEL_DIR): got \"s3://bucket/model\", but it is not the path of a directory; write the path of a directory \
          on this machine, not a URL"
        ]
    );
}

/// Not even root can write where a file is in the way.
#[test]
fn a_directory_to_write_to_that_is_none() {
    let base = folder();
    base.write("blocked", "");
    let blocked = base.path().join("blocked");
    let train = base.path().join("data/train");
    let with = |name: &'static str, dir: &Path, program: &str| {
        problems_of(
            program,
            &base,
            &[
                ("SM_CHANNEL_TRAIN", train.as_os_str()),
                (name, dir.as_os_str()),
            ],
        )
    };
    let at = blocked.display();
    let told = |name: &str, dir: &str, why: &str, variable: &str| {
        format!(
            "{name} ({variable}): got \"{dir}\", but {why} is a file, not a directory; set {variable} to a writable directory"
        )
    };
    for (name, variable) in [
        ("model-dir", "SM_MODEL_DIR"),
        ("output-data-dir", "SM_OUTPUT_DATA_DIR"),
    ] {
        assert_eq!(
            with(variable, &blocked, ""),
            [told(name, &at.to_string(), "it", variable)]
        );
        let deep = format!("{at}/deep/er");
        assert_eq!(
            with(variable, Path::new(&deep), ""),
            [told(name, &deep, &at.to_string(), variable)]
        );
    }
    let typed = told("model-dir", &at.to_string(), "it", "SM_MODEL_DIR")
        .replace("; set", "; pass `--model-dir DIR` or set");
    assert_eq!(with("SM_MODEL_DIR", &blocked, "with arguments"), [typed]);
}

#[test]
fn the_place_for_checkpoints_is_that_of_its_file() {
    let base = folder();
    base.write("blocked", "");
    let blocked = base.path().join("blocked/checkpoints");
    base.write(
        "input/config/checkpointconfig.json",
        &format!("{{\"LocalPath\": {blocked:?}}}"),
    );
    let told = format!(
        "checkpoint-dir (checkpointconfig.json): got \"{}\", but {} is a file, not a directory; change LocalPath in \
         checkpointconfig.json",
        blocked.display(),
        base.path().join("blocked").display()
    );
    assert_eq!(problems("", &base, base.path().join("data/train")), [told]);
}

#[test]
fn a_link_to_nowhere_is_no_place() {
    let base = folder();
    std::os::unix::fs::symlink("nowhere", base.path().join("model")).unwrap();
    let told = problems("", &base, base.path().join("data/train"));
    let [told] = &told[..] else {
        panic!("{told:?}")
    };
    assert!(
        told.contains("but it is a broken link; set SM_MODEL_DIR"),
        "{told}"
    );
}

/// One cause is one problem.
#[test]
fn a_base_that_is_none_is_told_once() {
    let base = folder();
    base.write("blocked", "");
    let blocked = base.path().join("blocked");
    let train = base.path().join("data/train");
    let (model, output) = (blocked.join("model"), blocked.join("output/data"));
    let variables = [
        ("SM_CHANNEL_TRAIN", train.as_os_str()),
        ("SAGEMAKER_BASE_DIR", blocked.as_os_str()),
        ("SM_MODEL_DIR", model.as_os_str()),
        ("SM_OUTPUT_DATA_DIR", output.as_os_str()),
    ];
    // Its files cannot be read either, which is reported by whatever reads them.
    let told = |variables: &[(&str, &OsStr)]| {
        let told = problems_of("", &base, variables).into_iter();
        told.filter(|line| !line.starts_with("of another kind: "))
            .collect::<Vec<_>>()
    };
    let at = blocked.display();
    let expected = |origin: &str, others: &str, remedy: &str| {
        format!(
            "model-dir ({origin}): got \"{at}/model\", but {at} is a file, not a directory{others}; {remedy}"
        )
    };
    let ways = "set SM_MODEL_DIR to a writable directory or set SAGEMAKER_BASE_DIR to one for all of the job's directories";
    assert_eq!(told(&variables[..2]), [expected("default", "", ways)]);
    let remedy = "set SAGEMAKER_BASE_DIR to a writable directory";
    assert_eq!(
        told(&variables),
        [expected(
            "SM_MODEL_DIR",
            ", which also affects output-data-dir",
            remedy
        )]
    );
}

/// A directory that belongs to somebody else, except for root.
#[test]
fn a_directory_without_the_right_to_write() {
    use std::os::unix::fs::PermissionsExt;

    let base = folder();
    let model = base.path().join("model");
    fs::create_dir_all(&model).unwrap();
    fs::set_permissions(&model, fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::write(model.join("probe"), "").is_ok();
    let told = problems("", &base, base.path().join("data/train"));
    match is_root {
        true => assert_eq!(told, [""; 0]),
        false => assert!(
            told[0].contains("but it cannot be written to: Permission denied"),
            "{told:?}"
        ),
    }
}

/// Not for root, who may read everything.
#[test]
fn a_channel_without_the_right_to_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let base = folder();
    let train = base.path().join("data/train");
    fs::set_permissions(&train, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(&train).is_ok();
    let told = problems("", &base, &train);
    fs::set_permissions(&train, fs::Permissions::from_mode(0o755)).unwrap();
    let expected = format!(
        "channel train (SM_CHANNEL_TRAIN): got \"{}\", but this directory cannot be read: Permission denied \
         (os error 13); give the user that runs this program permission to read it",
        train.display()
    );
    match is_root {
        true => assert_eq!(told, [""; 0]),
        false => assert_eq!(told, [expected]),
    }
}

#[test]
fn a_channel_that_is_a_broken_link() {
    let base = folder();
    let link = base.path().join("link");
    std::os::unix::fs::symlink("nowhere", &link).unwrap();
    assert_eq!(
        problems("", &base, &link),
        [format!(
            "channel train (SM_CHANNEL_TRAIN): got \"{}\", but this is a broken link; set SM_CHANNEL_TRAIN to the \
             directory of its data",
            link.display()
        )]
    );
    base.write("input/config/inputdataconfig.json", r#"{"train": {}}"#);
    fs::create_dir_all(base.path().join("input/data")).unwrap();
    let place = base.path().join("input/data/train");
    std::os::unix::fs::symlink("nowhere", &place).unwrap();
    assert_eq!(
        problems_of("", &base, &[]),
        [format!(
            "channel train: {place} is a broken link; set SM_CHANNEL_TRAIN to the directory of its data or replace {place} \
             by the directory",
            place = place.display()
        )]
    );
}

/// Nothing lists the channels here.
#[test]
fn a_folder_is_a_channel_beside_a_variable_and_where_it_is_the_variables_the_variable_wins() {
    let base = folder();
    let validation = base.path().join("data/train");
    let variables = [("SM_CHANNEL_VALIDATION", validation.as_os_str())];
    assert_eq!(problems_of("", &base, &variables).len(), 1);
    base.write("input/data/train/a.csv", "");
    base.write("input/data/validation/a.csv", "");
    assert_eq!(problems_of("", &base, &variables), [""; 0]);
    let told = problems_of(
        "",
        &base,
        &[("SM_CHANNEL_VALIDATION", OsStr::new("/no/such"))],
    );
    assert!(
        told.len() == 1 && told[0].starts_with("channel validation (SM_CHANNEL_VALIDATION): got "),
        "{told:?}"
    );
}

/// Tests create jobs whose directories do not exist.
#[test]
fn a_source_without_files_is_not_looked_at() {
    let source = Source::from_vars([
        ("SM_CHANNEL_TRAIN", "/no/such"),
        ("SM_MODEL_DIR", "/dev/null"),
    ]);
    assert!(Job::<Nothing, NonEmpty>::from_source(source).is_ok());
}
