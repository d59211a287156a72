//! `default` on a channel: the directory to use outside a job.

use std::path::Path;

use crate::support::Folder;
use crate::support::channels::{filled, problems};
use smenv::{
    Channel, Job, Origin, ProblemKind, SmChannels, SmHyperparameters, Source, TrainingEnv,
};

#[derive(Debug, SmHyperparameters)]
struct Nothing {}

const TESTS: &str = "tests/";

#[derive(Debug, SmChannels)]
struct Data {
    #[sm(default = "src")]
    train: Channel,
    #[sm(default = concat!("./", "no/such/folder"))]
    validation: Option<Channel>,
    #[sm(default = TESTS, content_type = "text/csv")]
    test: Option<Channel>,
}

fn nobody() -> Source {
    Source::from_vars([("", ""); 0])
}

#[test]
fn outside_a_job_it_is_the_channels_directory() {
    let data: Data = filled(&nobody());
    assert_eq!(
        (data.train.name(), data.train.dir()),
        ("train", Path::new("src"))
    );
    let dirs =
        [data.validation.unwrap(), data.test.unwrap()].map(|channel| channel.dir().to_owned());
    assert_eq!(dirs, ["./no/such/folder", "tests/"].map(Path::new));
    // A launcher's process variables alone do not make a job.
    assert_eq!(
        filled::<Data>(&Source::from_vars([("SM_HP_EPOCHS", "3")]))
            .train
            .dir(),
        Path::new("src")
    );
}

#[test]
fn what_is_given_goes_before_it() {
    let data: Data = filled(&Source::from_vars([("SM_CHANNEL_TRAIN", "/mnt/train")]));
    assert_eq!(data.train.dir(), Path::new("/mnt/train"));
    assert_eq!(data.test.unwrap().dir(), Path::new("tests/"));
    let folder = Folder::new("defaults");
    folder.write("input/data/train/a.csv", "");
    let data: Data = filled(&nobody().base_dir(folder.path()));
    assert_eq!(data.train.dir(), folder.at("input/data/train"));
}

#[test]
fn in_a_job_it_is_not_used() {
    for variable in ["SM_HPS", "SM_TRAINING_ENV", "TRAINING_JOB_NAME"] {
        let source = Source::from_vars([(variable, "{}")]);
        let error = Data::from_source(&source).unwrap_err();
        let [problem] = error.problems() else {
            panic!("{error}")
        };
        assert_eq!(
            (problem.kind(), problem.name()),
            (ProblemKind::Missing, Some("train")),
            "{variable}"
        );
        let why = "this job has no channels, and its default, src, is only used outside a job";
        assert!(problem.to_string().contains(why), "{problem}");
    }
    let folder = Folder::new("defaults");
    folder.write("input/config/hyperparameters.json", "{}");
    assert_eq!(problems::<Data>(&nobody().base_dir(folder.path())).len(), 1);
    // A folder laid out like a container's is a job, too.
    let folder = Folder::new("defaults");
    folder.write("input/data/validation/a.csv", "");
    let told = problems::<Data>(&nobody().base_dir(folder.path()));
    assert!(
        told[0].starts_with("channel train: missing; the only channel of this job is validation"),
        "{told:?}"
    );
    assert_eq!(told.len(), 1);
}

#[test]
fn one_that_the_program_can_do_without_is_none_where_it_does_not_exist() {
    let folder = Folder::new("defaults");
    let data: Data = filled(&nobody().base_dir(folder.path()));
    assert!(data.validation.is_none() && data.test.is_some());
}

/// A misspelled variable must not cause training on different data.
#[test]
fn a_misspelled_channel_is_still_unknown() {
    let told = problems::<Data>(&Source::from_vars([("SM_CHANNEL_TRIAN", "/mnt/train")]));
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
fn the_whole_job_has_it_and_says_where_it_is_from() {
    let job: Job<Nothing, Data> = Job::from_source(nobody()).unwrap();
    assert_eq!(job.channels.train, *job.env.channel("train").unwrap());
    let table = job.env.to_string();
    assert!(
        table.lines().any(|line| line
            .split_whitespace()
            .eq(["channel", "train", "src", "default"])),
        "{table}"
    );
    // `TrainingEnv` does not know the struct, and so does not know its defaults.
    assert!(
        TrainingEnv::from_source(&nobody())
            .unwrap()
            .channels()
            .is_empty()
    );
}

#[test]
fn one_that_is_required_must_exist_where_the_job_has_files() {
    #[expect(dead_code, reason = "it is only refused")]
    #[derive(Debug, SmChannels)]
    struct Data {
        #[sm(default = "no/such/folder")]
        train: Channel,
    }
    let folder = Folder::new("defaults");
    let error = Job::<Nothing, Data>::from_source(nobody().base_dir(folder.path())).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    assert_eq!(
        (problem.origin(), problem.given()),
        (Some(&Origin::Default), Some("no/such/folder"))
    );
    let here = std::env::current_dir().unwrap();
    assert_eq!(
        problem.to_string(),
        format!(
            "channel train (default): got \"no/such/folder\", but this directory does not exist in {}; create the directory \
             no/such/folder",
            here.display()
        )
    );
}

#[test]
fn the_table_has_it() {
    let [train, validation, test] = Data::SPEC.channels() else {
        panic!()
    };
    let defaults = [train, validation, test].map(|channel| channel.default_dir());
    assert_eq!(
        defaults,
        [Some("src"), Some("./no/such/folder"), Some("tests/")]
    );
    assert!(!train.is_non_empty());
}

#[derive(SmChannels)]
struct OfSelf {
    #[sm(default = Self::DIR)]
    train: Channel,
    test: Option<<Self as Parts>::Part>,
}

trait Parts {
    type Part;
}

impl Parts for OfSelf {
    type Part = Channel;
}

impl OfSelf {
    const DIR: &'static str = "src";
}

#[test]
fn self_is_the_struct() {
    let data: OfSelf = filled(&nobody());
    assert_eq!(
        (data.train.dir(), data.test.is_none()),
        (Path::new("src"), true)
    );
}

mod deprecated {
    #![deny(deprecated)]

    #[deprecated]
    const OLD: &str = "src";

    #[allow(deprecated, reason = "it is what is tried")]
    #[derive(smenv::SmChannels)]
    pub(super) struct Data {
        #[sm(default = OLD)]
        pub(super) train: smenv::Channel,
    }
}

#[test]
fn a_lint_that_the_struct_allows_is_allowed() {
    assert_eq!(
        filled::<deprecated::Data>(&nobody()).train.dir(),
        Path::new("src")
    );
}
