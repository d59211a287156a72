//! Checkpoints that are there as a whole or not at all.

#![cfg(unix)]

mod support;

use std::fs;
use std::io;
use std::time::{Duration, SystemTime};

use smenv::{Checkpoint, Checkpoints, Source, TrainingEnv};
use support::Folder;

fn steps(checkpoints: &Checkpoints) -> Vec<u64> {
    checkpoints.all().unwrap().iter().map(Checkpoint::step).collect()
}

/// Saves a checkpoint whose file and folder say its step.
fn save(checkpoints: &Checkpoints, step: u64) -> Checkpoint {
    let write = |dir: &std::path::Path| -> io::Result<()> {
        fs::write(dir.join("weights"), format!("weights of {step}"))?;
        fs::create_dir(dir.join("optimizer"))?;
        fs::write(dir.join("optimizer/state"), step.to_string())
    };
    checkpoints.save(step, write).unwrap()
}

#[test]
fn without_any_there_is_no_latest() {
    let folder = Folder::new("checkpoints");
    assert_eq!(Checkpoints::new(folder.path().join("not/there")).latest().unwrap(), None);
    let env = TrainingEnv::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(env.checkpoints(), Checkpoints::new(folder.path().join("checkpoints")));
}

#[test]
fn the_latest_is_that_of_the_highest_step() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path().join("c"));
    for step in [9, 10, 2] {
        let saved = save(&checkpoints, step);
        assert_eq!(fs::read_to_string(saved.dir().join("weights")).unwrap(), format!("weights of {step}"));
    }
    let latest = checkpoints.latest().unwrap().unwrap();
    assert_eq!((latest.step(), latest.dir()), (10, &*folder.path().join("c/step-0000000010")));
    assert_eq!(fs::read_to_string(latest.dir().join("optimizer/state")).unwrap(), "10");
    assert_eq!(steps(&checkpoints), [2, 9, 10]);
}

/// As S3 brings one back that was copied in part, and as a crash leaves one.
#[test]
fn one_that_is_not_complete_is_passed_over() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    save(&checkpoints, 1);
    let spoils: [fn(&Checkpoint); 6] = [
        |checkpoint| fs::remove_file(checkpoint.dir().join("optimizer/state")).unwrap(),
        |checkpoint| fs::write(checkpoint.dir().join("weights"), "weig").unwrap(),
        |checkpoint| fs::remove_file(checkpoint.dir().join(".complete")).unwrap(),
        |checkpoint| {
            let list = checkpoint.dir().join(".complete");
            let text = fs::read_to_string(&list).unwrap();
            fs::write(list, &text[..text.len() - 3]).unwrap();
        },
        |checkpoint| {
            let list = checkpoint.dir().join(".complete");
            let text = fs::read_to_string(&list).unwrap();
            let (first, _) = text.split_once('\n').unwrap();
            fs::write(list, format!("{first}\n")).unwrap();
        },
        |checkpoint| fs::write(checkpoint.dir().join(".complete"), "").unwrap(),
    ];
    for spoil in spoils {
        spoil(&save(&checkpoints, 2));
        assert_eq!(checkpoints.latest().unwrap().unwrap().step(), 1);
    }
    folder.write("step-x/weights", "");
    folder.write("other", "");
    assert_eq!(steps(&checkpoints), [1]);
    // The same step again mends it.
    save(&checkpoints, 2);
    assert_eq!(steps(&checkpoints), [1, 2]);
}

#[test]
fn one_that_fails_leaves_nothing_and_the_others_stay() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep(1);
    save(&checkpoints, 1);
    let failed = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "half")?;
        Err(io::Error::other("out of memory"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "out of memory");
    assert_eq!(steps(&checkpoints), [1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// One that `latest` would pass over is none, and must not take the place of others.
#[cfg(unix)]
#[test]
fn one_that_would_not_be_complete_fails() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep(1);
    save(&checkpoints, 1);
    let linked = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "x")?;
        std::os::unix::fs::symlink(dir.join("weights"), dir.join("best"))
    });
    let error = linked.unwrap_err().to_string();
    assert!(
        error.ends_with("step-0000000002: it is not complete under its own name: is there an absolute link into it?")
    );
    for name in [".complete", "a\rb", "a\nb"] {
        let error = checkpoints.save(2, |dir| fs::write(dir.join(name), "mine")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{error}");
    }
    assert_eq!(steps(&checkpoints), [1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    // A relative one is another name for the same file.
    let linked = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "x")?;
        std::os::unix::fs::symlink("weights", dir.join("best"))
    });
    assert_eq!(fs::read_to_string(linked.unwrap().dir().join("best")).unwrap(), "x");
}

/// The new one is there before the old one goes.
#[test]
fn a_step_that_is_saved_again_is_one_checkpoint() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    for count in 0..3 {
        save(&checkpoints, 7);
        let saved = checkpoints.save(7, |dir| fs::write(dir.join("weights"), count.to_string())).unwrap();
        assert_eq!(checkpoints.latest().unwrap(), Some(saved.clone()));
        assert_eq!(fs::read_to_string(saved.dir().join("weights")).unwrap(), count.to_string());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    // As a kill between the two leaves it.
    let newer = checkpoints.latest().unwrap().unwrap();
    fs::rename(newer.dir(), folder.path().join("step-0000000007-99")).unwrap();
    save(&checkpoints, 6);
    fs::rename(folder.path().join("step-0000000006"), folder.path().join("step-0000000007")).unwrap();
    assert_eq!(steps(&checkpoints), [7]);
    assert_eq!(checkpoints.latest().unwrap().unwrap().dir(), folder.path().join("step-0000000007-99"));
}

/// Only what is killed may leave it; what is a file is somebody else's.
#[test]
fn other_files_stay() {
    let folder = Folder::new("checkpoints");
    let file = ".step-5.json.77-1-1-0.sagemaker-ignore";
    folder.write(file, "mine");
    let long_ago = SystemTime::now() - Duration::from_secs(48 * 60 * 60);
    fs::File::open(folder.path().join(file)).unwrap().set_modified(long_ago).unwrap();
    save(&Checkpoints::new(folder.path()).keep(1), 5);
    assert!(folder.path().join(file).exists());
}

#[test]
fn threads_do_not_remove_what_others_are_writing() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let checkpoints = &checkpoints;
            scope.spawn(move || (0..10).for_each(|step| drop(save(checkpoints, thread * 100 + step))));
        }
    });
    assert_eq!(steps(&checkpoints).len(), 40);
}

#[test]
fn old_ones_are_removed_when_one_is_saved() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    for step in 1..=5 {
        save(&checkpoints, step);
    }
    let two = checkpoints.clone().keep(2);
    save(&two, 6);
    assert_eq!(steps(&two), [5, 6]);
    // What was saved last is kept, whatever its step.
    save(&checkpoints.clone().keep(0), 3);
    assert_eq!(steps(&checkpoints), [3]);
}

/// Such as a copy that was cut short has; without a number to keep nothing is anybody's to remove.
#[test]
fn what_is_no_longer_complete_goes_with_the_older_ones() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    folder.write("step-0000000001/weights", "half");
    folder.write("step-0000000002", "a file of somebody else");
    folder.write("step-0000000009/weights", "half, but newer");
    save(&checkpoints, 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    save(&checkpoints.keep(2), 3);
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["step-0000000002", "step-0000000002-1", "step-0000000003", "step-0000000009"]);
}
