//! A job that is killed at any moment, while SageMaker uploads its output, leaves complete
//! checkpoints and complete files, and resumes from the newest.
//!
//! The job is this program, restarted; there the test `child` is its `main`.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use smenv::{Checkpoints, TrainingEnv};
use support::uploader::Uploader;

mod support;

/// Large enough that many kills happen while it is being written.
const LENGTH: usize = 200_000;

fn contents(step: u64) -> String {
    step.to_string().repeat(LENGTH)
}

#[test]
fn child() {
    if std::env::var_os("SAVE_UNTIL_KILLED").is_none() {
        return;
    }
    let env = TrainingEnv::from_env().unwrap();
    let checkpoints = env.checkpoints().keep_last(2);
    let mut out = std::io::stdout();
    let first = checkpoints
        .latest()
        .unwrap()
        .map_or(0, |checkpoint| checkpoint.step() + 1);
    for step in first.. {
        // The first step is saved repeatedly, so that it is also replaced.
        for _ in 0..if step == 0 { 6 } else { 1 } {
            checkpoints
                .save(step, |dir| {
                    fs::write(dir.join("a"), contents(step))?;
                    fs::write(dir.join("b"), contents(step))
                })
                .unwrap();
            smenv::write_atomic(env.model_dir().join("model"), contents(step)).unwrap();
            writeln!(out, "saved {step}").unwrap();
        }
    }
}

/// Returns the step of a complete file.
#[track_caller]
fn whole(path: &Path) -> u64 {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(
        text.len() % LENGTH,
        0,
        "{} bytes in {}",
        text.len(),
        path.display()
    );
    let step = text[..text.len() / LENGTH].parse().unwrap();
    assert_eq!(text, contents(step));
    step
}

#[test]
fn what_is_there_is_whole_and_training_goes_on() {
    let folder = support::Folder::new("killed");
    let checkpoints = Checkpoints::new(folder.path().join("checkpoints"));
    let uploader = Uploader::start(&folder.path().join("checkpoints"));
    let mut newest = None;
    for round in 0..30 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--nocapture"])
            .env("SAVE_UNTIL_KILLED", "1")
            .env("SAGEMAKER_BASE_DIR", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // Kill the job after this many lines, whatever it is doing then.
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = lines
            .map(Result::unwrap)
            .filter(|line| line.starts_with("saved "))
            .take(round % 7);
        let told = saved
            .last()
            .map(|line| line["saved ".len()..].parse::<u64>().unwrap());
        child.kill().unwrap();
        child.wait().unwrap();

        let latest = checkpoints.latest().unwrap();
        let step = latest.as_ref().map(|latest| {
            assert_eq!(
                (
                    whole(&latest.dir().join("a")),
                    whole(&latest.dir().join("b"))
                ),
                (latest.step(), latest.step())
            );
            latest.step()
        });
        assert!(
            step >= told.max(newest),
            "{step:?} after {told:?} and {newest:?}"
        );
        newest = step;
        if told.is_some() {
            whole(&folder.path().join("model/model"));
        }
    }
    assert!(newest > Some(20), "{newest:?}");
    assert!(uploader.stop() > 100, "the uploader hardly ran");
    // Checkpoints whose removal was interrupted by a kill do not stay, either.
    let step = newest.unwrap() + 1;
    checkpoints
        .keep_last(2)
        .save(step, |dir| fs::write(dir.join("a"), ""))
        .unwrap();
    assert_eq!(
        fs::read_dir(folder.path().join("checkpoints"))
            .unwrap()
            .count(),
        2
    );
}
