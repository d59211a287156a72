//! Checkpoints are complete or absent.

#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::{Duration, SystemTime};

use smenv::{Checkpoint, Checkpoints, Source, TrainingEnv};
use support::Folder;
use support::files::{fifo, names};

fn steps(checkpoints: &Checkpoints) -> Vec<u64> {
    checkpoints
        .all()
        .unwrap()
        .iter()
        .map(Checkpoint::step)
        .collect()
}

/// Saves a checkpoint whose file and folder contain its step.
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
    assert_eq!(
        Checkpoints::new(folder.path().join("not/there"))
            .latest()
            .unwrap(),
        None
    );
    let env = TrainingEnv::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(
        env.checkpoints(),
        Checkpoints::new(folder.path().join("checkpoints"))
    );
}

#[test]
fn the_latest_is_that_of_the_highest_step() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path().join("c"));
    for step in [9, 10, 2] {
        let saved = save(&checkpoints, step);
        assert_eq!(
            fs::read_to_string(saved.dir().join("weights")).unwrap(),
            format!("weights of {step}")
        );
    }
    let latest = checkpoints.latest().unwrap().unwrap();
    assert_eq!(
        (latest.step(), latest.dir()),
        (10, &*folder.path().join("c/step-0000000010"))
    );
    assert_eq!(
        fs::read_to_string(latest.dir().join("optimizer/state")).unwrap(),
        "10"
    );
    assert_eq!(steps(&checkpoints), [2, 9, 10]);
}

/// As S3 restores a checkpoint that was copied in part, and as a crash leaves one.
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
    // Saving the same step again repairs it.
    save(&checkpoints, 2);
    assert_eq!(steps(&checkpoints), [1, 2]);
}

#[test]
fn one_that_fails_leaves_nothing_and_the_others_stay() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    save(&checkpoints, 1);
    let failed = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "half")?;
        Err(io::Error::other("out of memory"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "out of memory");
    assert_eq!(steps(&checkpoints), [1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_put_in_the_place_of_the_folder_is_no_checkpoint_and_is_removed() {
    let folder = Folder::new("checkpoints");
    folder.write("other/weights", "mine");
    let checkpoints = Checkpoints::new(folder.path().join("c"));
    let other = folder.path().join("other");
    let file = |dir: &Path| fs::write(dir, "a file");
    let pipe = |dir: &Path| {
        fifo(dir);
        Ok(())
    };
    let link = |dir: &Path| symlink(&other, dir);
    type Put<'a> = &'a dyn Fn(&Path) -> io::Result<()>;
    for put in [&file as Put<'_>, &pipe, &link] {
        let outcome = checkpoints.save(1, |dir| fs::remove_dir(dir).and_then(|()| put(dir)));
        let error = outcome.unwrap_err().to_string();
        assert!(
            error.ends_with(".sagemaker-ignore: it is no longer the folder that was created"),
            "{error}"
        );
        assert_eq!(fs::read_dir(folder.path().join("c")).unwrap().count(), 0);
    }
    assert_eq!(fs::read_dir(other).unwrap().count(), 1);
}

/// A folder that `latest` would skip is not a checkpoint, and must not count towards those to keep.
#[test]
fn one_that_would_not_be_complete_fails() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    save(&checkpoints, 1);
    let linked = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "x")?;
        std::os::unix::fs::symlink(dir.join("weights"), dir.join("best"))
    });
    let error = linked.unwrap_err().to_string();
    assert!(error.ends_with(
        "step-0000000002: it is not complete after it was renamed; is there an absolute link into it?"
    ));
    for name in [".complete", "a\rb", "a\nb"] {
        let error = checkpoints
            .save(2, |dir| fs::write(dir.join(name), "mine"))
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{error}");
    }
    assert_eq!(steps(&checkpoints), [1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    // A relative link is another name for the same file.
    let linked = checkpoints.save(2, |dir| {
        fs::write(dir.join("weights"), "x")?;
        std::os::unix::fs::symlink("weights", dir.join("best"))
    });
    assert_eq!(
        fs::read_to_string(linked.unwrap().dir().join("best")).unwrap(),
        "x"
    );
}

/// The new checkpoint is complete before the old one is removed.
#[test]
fn a_step_that_is_saved_again_is_one_checkpoint() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    for count in 0..3 {
        save(&checkpoints, 7);
        let saved = checkpoints
            .save(7, |dir| fs::write(dir.join("weights"), count.to_string()))
            .unwrap();
        assert_eq!(checkpoints.latest().unwrap(), Some(saved.clone()));
        assert_eq!(
            fs::read_to_string(saved.dir().join("weights")).unwrap(),
            count.to_string()
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    // As a kill between the two steps leaves it.
    let newer = checkpoints.latest().unwrap().unwrap();
    fs::rename(newer.dir(), folder.path().join("step-0000000007-99")).unwrap();
    save(&checkpoints, 6);
    fs::rename(
        folder.path().join("step-0000000006"),
        folder.path().join("step-0000000007"),
    )
    .unwrap();
    assert_eq!(steps(&checkpoints), [7]);
    assert_eq!(
        checkpoints.latest().unwrap().unwrap().dir(),
        folder.path().join("step-0000000007-99")
    );
}

/// Only a killed process may leave it; a regular file belongs to somebody else.
#[test]
fn other_files_stay() {
    let folder = Folder::new("checkpoints");
    let file = ".step-5.json.77-1-1-0.sagemaker-ignore";
    folder.write(file, "mine");
    let long_ago = SystemTime::now() - Duration::from_secs(48 * 60 * 60);
    fs::File::open(folder.path().join(file))
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    save(&Checkpoints::new(folder.path()).keep_last(1), 5);
    assert!(folder.path().join(file).exists());
}

#[test]
fn threads_do_not_remove_what_others_are_writing() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let checkpoints = &checkpoints;
            scope.spawn(move || {
                (0..10).for_each(|step| drop(save(checkpoints, thread * 100 + step)))
            });
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
    let two = checkpoints.clone().keep_last(2);
    save(&two, 6);
    assert_eq!(steps(&two), [5, 6]);
    // The checkpoint saved last is kept, whatever its step.
    save(&checkpoints.clone().keep_last(0), 3);
    assert_eq!(steps(&checkpoints), [3]);
}

/// For example an interrupted copy. Without a number to keep, nothing may be removed.
#[test]
fn what_is_no_longer_complete_goes_with_the_older_ones() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    folder.write("step-0000000001/weights", "half");
    folder.write("step-0000000002", "a file of somebody else");
    folder.write("step-0000000009/weights", "half, but newer");
    save(&checkpoints, 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    save(&checkpoints.keep_last(2), 3);
    assert_eq!(
        names(folder.path()),
        [
            "step-0000000002",
            "step-0000000002-1",
            "step-0000000003",
            "step-0000000009"
        ]
    );
}

/// Returns the error for a refused checkpoint, after the name of its folder; nothing of it may
/// stay.
#[track_caller]
fn refused(write: impl FnOnce(&Path) -> io::Result<()>) -> String {
    let folder = Folder::new("refused");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    save(&checkpoints, 1);
    let error = checkpoints.save(2, write).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{error}");
    assert_eq!(steps(&checkpoints), [1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let error = error.to_string();
    let (before, after) = error.split_once(".sagemaker-ignore/").unwrap();
    assert!(
        before.starts_with(
            &folder
                .path()
                .join(".step-0000000002.")
                .display()
                .to_string()
        ),
        "{error}"
    );
    after.to_owned()
}

/// Opening a FIFO would wait forever.
#[test]
fn what_is_neither_a_file_nor_a_folder_is_refused() {
    let why = |path, kind| {
        format!("{path}: it is {kind}; a checkpoint can contain only regular files and folders")
    };
    let in_folder = |dir: &Path| {
        fs::create_dir(dir.join("optimizer"))?;
        fifo(&dir.join("optimizer/pipe"));
        Ok(())
    };
    assert_eq!(refused(in_folder), why("optimizer/pipe", "a FIFO"));
    let linked = |dir: &Path| {
        fifo(&dir.join("x.sagemaker-uploading"));
        symlink("x.sagemaker-uploading", dir.join("link"))
    };
    assert_eq!(refused(linked), why("link", "a FIFO"));
    let socket = |dir: &Path| {
        // The path of a socket must be short, so create it elsewhere.
        let short = std::env::temp_dir().join(format!("smenv-{}", std::process::id()));
        UnixListener::bind(&short)?;
        fs::rename(short, dir.join("socket"))
    };
    assert_eq!(refused(socket), why("socket", "a socket"));
    assert_eq!(
        refused(|dir| symlink("/dev/zero", dir.join("zero"))),
        why("zero", "a device")
    );
    let nowhere = refused(|dir| symlink("not/there", dir.join("best")));
    assert_eq!(nowhere, "best: it is a broken link");
    let list = refused(|dir| fs::create_dir(dir.join(".complete")));
    assert_eq!(
        list,
        ".complete: this name is reserved for the list of the checkpoint's files"
    );
    let above = refused(|dir| symlink("..", dir.join("all")));
    assert_eq!(
        above,
        "all: it is a link to a folder that contains the checkpoint"
    );
    let name = OsStr::from_bytes(b"weights-\xff");
    assert!(
        refused(|dir| fs::write(dir.join(name), "x"))
            .starts_with("weights-\u{fffd}: the name of a file in a checkpoint must be")
    );
}

#[test]
fn links_in_a_circle_are_an_error() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    let error = checkpoints
        .save(1, |dir| symlink("self", dir.join("self")))
        .unwrap_err()
        .to_string();
    assert!(error.contains(".sagemaker-ignore/self: "), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Two links on each of so many levels make 2^64 paths.
#[test]
fn a_folder_that_many_links_lead_to_is_listed_once() {
    let folder = Folder::new("checkpoints");
    let outside = folder.path().join("outside");
    for level in 0..64 {
        let dir = outside.join(level.to_string());
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("file"), "x").unwrap();
        for link in ["a", "b"] {
            symlink(format!("../{}", (level + 1) % 64), dir.join(link)).unwrap();
        }
    }
    let checkpoints = Checkpoints::new(folder.path().join("c"));
    let saved = checkpoints.save(1, |dir| {
        fs::create_dir(dir.join("epoch-3"))?;
        fs::write(dir.join("epoch-3/weights"), "x")?;
        symlink(".", dir.join("epoch-3/self"))?;
        symlink("..", dir.join("epoch-3/parent"))?;
        // Before and after it in alphabetical order.
        symlink("epoch-3", dir.join("best"))?;
        symlink("epoch-3", dir.join("last"))?;
        symlink(&outside, dir.join("outside"))
    });
    let saved = saved.unwrap();
    assert_eq!(checkpoints.latest().unwrap(), Some(saved.clone()));
    let files = saved.files().unwrap();
    assert_eq!(files.len(), 65);
    assert_eq!(files[0], saved.dir().join("epoch-3/weights"));
    assert!(saved.dir().join("best/weights").exists());
}

#[test]
fn an_absolute_link_to_a_folder_of_the_checkpoint_is_refused() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    let linked = checkpoints.save(1, |dir| {
        fs::create_dir(dir.join("epoch-3"))?;
        symlink(dir.join("epoch-3"), dir.join("best"))
    });
    let error = linked.unwrap_err().to_string();
    assert!(
        error.ends_with("is there an absolute link into it?"),
        "{error}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_became_something_else_is_missing() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    save(&checkpoints, 1);
    let others: [fn(&Path); 5] = [
        |path| fifo(path),
        |path| fs::create_dir(path).unwrap(),
        |path| symlink("/dev/null", path).unwrap(),
        |path| symlink("state", path).unwrap(),
        |path| drop(UnixListener::bind(path).unwrap()),
    ];
    for other in others {
        let saved = checkpoints
            .save(2, |dir| fs::write(dir.join("state"), ""))
            .unwrap();
        assert_eq!(steps(&checkpoints), [1, 2]);
        let file = saved.dir().join("state");
        fs::remove_file(&file).unwrap();
        other(&file);
        assert_eq!(steps(&checkpoints), [1]);
        assert!(saved.files().is_err());
    }
    // The same length as before, but sparse.
    let saved = checkpoints
        .save(2, |dir| fs::write(dir.join("state"), "x"))
        .unwrap();
    fs::File::create(saved.dir().join("state"))
        .unwrap()
        .set_len(10 << 30)
        .unwrap();
    assert_eq!(steps(&checkpoints), [1]);
}

#[test]
fn a_list_that_is_no_file_of_a_list_s_size_is_none() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(2);
    save(&checkpoints, 1);
    let lists: [fn(&Path); 6] = [
        |path| fifo(path),
        |path| symlink("/dev/zero", path).unwrap(),
        |path| symlink(".complete", path).unwrap(),
        |path| fs::create_dir(path).unwrap(),
        |path| fs::write(path, b"1 \xff\n= 1\n").unwrap(),
        |path| fs::File::create(path).unwrap().set_len(10 << 30).unwrap(),
    ];
    for list in lists {
        let saved = save(&checkpoints, 2);
        let path = saved.dir().join(".complete");
        fs::remove_file(&path).unwrap();
        list(&path);
        assert_eq!(steps(&checkpoints), [1]);
        assert_eq!(
            saved.files().unwrap_err().to_string(),
            format!("{}: the checkpoint is not complete", saved.dir().display())
        );
    }
    save(&checkpoints, 3);
    assert_eq!(steps(&checkpoints), [1, 3]);
}

#[test]
fn a_list_with_what_is_outside_the_checkpoint_is_none() {
    let folder = Folder::new("checkpoints");
    folder.write("secret", "12345");
    let checkpoints = Checkpoints::new(folder.path());
    let saved = save(&checkpoints, 1);
    for name in [
        "../secret",
        &folder.path().join("secret").display().to_string(),
        "./../secret",
        "optimizer/../../secret",
    ] {
        assert_eq!(fs::read_to_string(saved.dir().join(name)).unwrap().len(), 5);
        fs::write(saved.dir().join(".complete"), format!("5 {name}\n= 1\n")).unwrap();
        assert_eq!(checkpoints.latest().unwrap(), None, "{name}");
    }
}

/// A folder whose step would be saved under a different name is not a checkpoint.
#[test]
fn a_checkpoint_has_one_name() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path());
    let saved = save(&checkpoints, 5);
    for name in [
        "step-5",
        "step-+000000005",
        "step-00000000005",
        "step-0000000005-0",
        "step-0000000005-01",
        "step-0000000005-",
    ] {
        fs::rename(saved.dir(), folder.path().join(name)).unwrap();
        assert_eq!(steps(&checkpoints), [0; 0], "{name}");
        fs::rename(folder.path().join(name), saved.dir()).unwrap();
    }
    assert_eq!(steps(&checkpoints), [5]);
    let largest = save(&checkpoints, u64::MAX);
    assert_eq!(checkpoints.latest().unwrap(), Some(largest));
}

#[test]
fn a_step_that_cannot_be_saved_once_more_is_an_error() {
    let folder = Folder::new("checkpoints");
    let last = folder.path().join(format!("step-0000000005-{}", u64::MAX));
    fs::create_dir(&last).unwrap();
    let checkpoints = Checkpoints::new(folder.path());
    let error = checkpoints
        .save(5, |dir| fs::write(dir.join("x"), ""))
        .unwrap_err();
    let told = format!(
        "{}: the step has been saved too often; remove this folder",
        last.display()
    );
    assert_eq!(error.to_string(), told);
    save(&checkpoints, 6);
}

#[test]
fn folders_may_be_deep() {
    let folder = Folder::new("checkpoints");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    let write = |dir: &Path| -> io::Result<()> {
        let mut deep = dir.to_owned();
        (0..600).for_each(|_| deep.push("d"));
        fs::create_dir_all(&deep)?;
        fs::write(deep.join("weights"), "x")?;
        fs::set_permissions(deep.join("weights"), fs::Permissions::from_mode(0o400))?;
        (0..20).try_for_each(|number| fs::write(dir.join(number.to_string()), ""))
    };
    for step in [1, 2] {
        let saved = checkpoints.save(step, write).unwrap();
        assert_eq!(
            checkpoints
                .latest()
                .unwrap()
                .unwrap()
                .files()
                .unwrap()
                .len(),
            21
        );
        assert_eq!(saved.step(), step);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
