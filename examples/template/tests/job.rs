//! The program as a job, under each launcher.

use std::fs;
use std::process::{Command, Output};

use smenv::testing::{Launcher, LocalJob, LocalJobBuilder};

/// y = 2 x + 1
const POINTS: &str = "0,1\n1,3\n2,5\n-1,-1\n";

fn builder() -> LocalJobBuilder {
    LocalJob::builder()
        .file("train", "points.csv", POINTS)
        .content_type("train", "text/csv")
}

/// Runs the program as this job, on one host.
fn run(job: &LocalJob) -> Output {
    let program = || Command::new(env!("CARGO_BIN_EXE_train"));
    job.run(|_| program()).unwrap().remove(0)
}

/// Runs a job that has to fail, and returns the reason that it reports.
fn failure(job: &LocalJob) -> String {
    assert_eq!(run(job).status.code(), Some(1));
    fs::read_to_string(job.dirs()[0].join("output/failure")).unwrap()
}

#[test]
fn it_learns_the_line() {
    for launcher in [Launcher::Bare, Launcher::Toolkit, Launcher::Driver] {
        let job = builder()
            .launcher(launcher)
            .hyperparameter("epochs", "500")
            .create()
            .unwrap();
        let output = run(&job);
        let log = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{launcher:?}: {output:?}");
        assert!(log.contains("metrics: train:loss="), "{launcher:?}: {log}");
        let model = fs::read_to_string(job.dirs()[0].join("model/model.json")).unwrap();
        assert!(
            model.contains("\"slope\": 1.99") || model.contains("\"slope\": 2"),
            "{launcher:?}: {model}"
        );
    }
}

#[test]
fn nonsense_ends_the_job_with_its_reason() {
    let job = builder()
        .hyperparameter("learning-rate", "fast")
        .create()
        .unwrap();
    let failure = failure(&job);
    assert!(failure.contains("learning-rate"), "{failure}");
    assert!(!job.dirs()[0].join("model/model.json").exists());
}

#[test]
fn a_line_that_is_no_point_is_named() {
    let job = LocalJob::builder()
        .file("train", "points.csv", "0,1\none,3\n")
        .create()
        .unwrap();
    let failure = failure(&job);
    assert!(failure.contains("points.csv: line 2"), "{failure}");
}
