//! If something other than a regular file is in a config file's place, that is a problem which
//! names it: smenv does not wait for it, read without end, or treat it as absent.

#![cfg(unix)]

mod support;

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use smenv::testing::LocalJob;
use smenv::{
    Channel, Error, Origin, ProblemKind, SmChannels, SmHyperparameters, Source, TrainingEnv,
};
use support::Folder;
use support::files::fifo;
use support::in_time::in_time;

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 10)]
    epochs: u32,
}

#[derive(Debug, SmChannels)]
struct Data {
    train: Option<Channel>,
}

const FILES: [&str; 4] = [
    "checkpointconfig.json",
    "hyperparameters.json",
    "inputdataconfig.json",
    "resourceconfig.json",
];

/// A function that creates something other than a regular file.
type Make = fn(&Path);

/// What may be in a file's place, and the message about it.
const OTHERS: [(Make, &str); 9] = [
    (
        fifo,
        "it is a FIFO (in DIR); expected a regular file; put the file itself there",
    ),
    (
        |path| symlink("/dev/zero", path).unwrap(),
        "it is a device (in DIR); expected a regular file; put the file itself there",
    ),
    (
        |path| symlink("/dev/null", path).unwrap(),
        "it is a device (in DIR); expected a regular file; put the file itself there",
    ),
    (
        |path| drop(UnixListener::bind(path).unwrap()),
        "it is a socket (in DIR); expected a regular file; put the file itself there",
    ),
    (
        |path| fs::create_dir(path).unwrap(),
        "it is a directory (in DIR); expected a regular file; put the file itself there",
    ),
    (
        |path| symlink("gone.json", path).unwrap(),
        "it is a link to gone.json, which does not exist (in DIR); expected a regular file; put the file there, or remove the link",
    ),
    (
        |path| sparse(path, 10 << 30),
        "it is larger than 8 MiB (in DIR); expected a JSON file of a few KiB; check what wrote it",
    ),
    (
        |path| sparse(path, (8 << 20) + 1),
        "it is larger than 8 MiB (in DIR); expected a JSON file of a few KiB; check what wrote it",
    ),
    (|path| symlink(path, path).unwrap(), "it cannot be read: "),
];

fn sparse(path: &Path, length: u64) {
    File::create(path).unwrap().set_len(length).unwrap();
}

fn problems(error: Error) -> Vec<String> {
    assert!(
        error
            .problems()
            .iter()
            .all(|problem| problem.kind() == ProblemKind::Unreadable),
        "{error}"
    );
    assert!(
        error
            .problems()
            .iter()
            .all(|problem| matches!(problem.origin(), Some(Origin::ConfigFile(_)))),
        "{error}"
    );
    error.problems().iter().map(ToString::to_string).collect()
}

/// Returns everything that a program reads of its job.
fn read(source: Source) -> Vec<String> {
    in_time(move || {
        let read = [
            Hyperparameters::from_source(&source).map(|_| ()),
            Data::from_source(&source).map(|data| assert!(data.train.is_none())),
            TrainingEnv::from_source(&source).map(|_| ()),
        ];
        let mut problems: Vec<String> = read
            .into_iter()
            .filter_map(Result::err)
            .flat_map(problems)
            .collect();
        problems.sort();
        problems.dedup();
        problems
    })
}

#[test]
fn what_is_no_file_is_named() {
    for file in FILES {
        for (make, what) in OTHERS {
            let folder = Folder::new("no-file");
            let dir = folder.at("input/config");
            fs::create_dir_all(&dir).unwrap();
            make(&dir.join(file));
            let source = Source::default().base_dir(folder.path());
            let problems = read(source);
            let said = format!(
                "{file}: {}",
                what.replace("DIR", &dir.display().to_string())
            );
            assert!(
                problems.len() == 1 && problems[0].starts_with(&said),
                "{said}\n{problems:#?}"
            );
        }
    }
}

/// The hosts are listed in another folder.
#[test]
fn the_resource_config_of_a_processing_job_is_looked_at_too() {
    for (make, what) in OTHERS {
        let folder = Folder::new("no-file-processing");
        let dir = folder.path().join("config");
        fs::create_dir_all(&dir).unwrap();
        make(&dir.join("resourceconfig.json"));
        let problems = read(Source::default().base_dir(folder.path()));
        let said = format!(
            "resourceconfig.json: {}",
            what.replace("DIR", &dir.display().to_string())
        );
        assert!(
            problems.len() == 1 && problems[0].starts_with(&said),
            "{said}\n{problems:#?}"
        );
    }
}

#[test]
fn a_folder_on_the_way_that_is_none_is_named() {
    let folder = Folder::new("no-folder");
    folder.write("input/config", "a file");
    let config = folder.at("input/config");
    let said = |file, what: &str| {
        let (of, dir) = (config.display(), config.display());
        format!("{file}: {of} is {what} (in {dir}); expected a regular file; ")
    };
    let is_said = |what: &str, then: &str| {
        let problems = read(Source::default().base_dir(folder.path()));
        assert_eq!(problems, FILES.map(|file| said(file, what) + then));
    };
    is_said(
        "not a directory",
        "make it a directory that contains the file",
    );
    fs::remove_file(&config).unwrap();
    symlink("elsewhere", &config).unwrap();
    is_said(
        "a link to elsewhere, which does not exist",
        "create that directory, or remove the link",
    );
    fs::create_dir(folder.path().join("input/elsewhere")).unwrap();
    assert_eq!(read(Source::default().base_dir(folder.path())), [""; 0]);
}

#[test]
fn a_link_to_a_file_is_one_and_so_is_a_file_of_the_kernels() {
    let folder = Folder::new("linked");
    folder.write("elsewhere.json", r#"{"epochs": "3"}"#);
    fs::create_dir_all(folder.at("input/config")).unwrap();
    let path = folder.at("input/config/hyperparameters.json");
    symlink("../../elsewhere.json", &path).unwrap();
    let source = Source::default().base_dir(folder.path());
    assert_eq!(Hyperparameters::from_source(&source).unwrap().epochs, 3);
    // It reports a size of zero.
    if Path::new("/proc/self/limits").exists() {
        fs::remove_file(&path).unwrap();
        symlink("/proc/self/limits", &path).unwrap();
        let problems = read(source);
        assert!(
            problems[0].contains("this does not start with `{`"),
            "{problems:?}"
        );
    }
}

/// A dangling link was put there for a job.
#[test]
fn where_a_file_should_be_is_a_job() {
    let folder = Folder::new("job");
    fs::create_dir_all(folder.at("input/config")).unwrap();
    let source = Source::default().base_dir(folder.path());
    assert!(!source.is_job());
    symlink("gone", folder.at("input/config/hyperparameters.json")).unwrap();
    assert!(source.is_job());
}

#[test]
fn a_file_of_8_mib_is_read() {
    let folder = Folder::new("long");
    let object = r#"{"epochs": "3"}"#;
    folder.write(
        "input/config/hyperparameters.json",
        &(object.to_owned() + &" ".repeat((8 << 20) - object.len())),
    );
    let source = Source::default().base_dir(folder.path());
    assert_eq!(Hyperparameters::from_source(&source).unwrap().epochs, 3);
}

/// The job's folder may be left from an earlier job.
#[test]
fn a_local_job_does_not_write_to_what_is_no_file() {
    for (make, what) in [
        (fifo as fn(&Path), "it is a FIFO"),
        (
            |path| symlink("gone", path).unwrap(),
            "it is a link to gone,",
        ),
    ] {
        let folder = Folder::new("local");
        let path = folder
            .path()
            .join("algo-1/input/config/hyperparameters.json");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        make(&path);
        let dir = folder.path().to_owned();
        let error = in_time(move || LocalJob::builder().create_in(dir).map(|_| ())).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&format!("{}: {what}", path.display())),
            "{error}"
        );
    }
}
