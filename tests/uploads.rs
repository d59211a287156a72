//! Checkpoints while SageMaker uploads them: it adds markers next to the files, renames and removes
//! them at any moment.

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use smenv::{Checkpoint, Checkpoints};
use support::Folder;
use support::files::names;
use support::uploader::{MARKERS, files, is_marker, marker};

fn write(dir: &Path, step: u64) -> io::Result<()> {
    fs::write(dir.join("weights"), format!("weights of {step}"))?;
    fs::create_dir(dir.join("optimizer"))?;
    fs::write(dir.join("optimizer/state"), step.to_string())
}

fn save(checkpoints: &Checkpoints, step: u64) -> Checkpoint {
    checkpoints.save(step, |dir| write(dir, step)).unwrap()
}

/// Adds each kind of marker to each file.
fn mark(dir: &Path) {
    for path in files(dir).into_iter().filter(|path| !is_marker(path)) {
        MARKERS
            .iter()
            .for_each(|end| fs::write(marker(&path, end), "").unwrap());
    }
}

fn unmark(dir: &Path) {
    files(dir)
        .into_iter()
        .filter(|path| is_marker(path))
        .for_each(|path| fs::remove_file(path).unwrap());
}

#[test]
fn a_marker_that_is_there_during_save_is_not_part_of_the_checkpoint() {
    let folder = Folder::new("uploads");
    let checkpoints = Checkpoints::new(folder.path());
    let saved = checkpoints
        .save(7, |dir| {
            write(dir, 7)?;
            mark(dir);
            // Before its file exists.
            fs::write(dir.join(".complete.sagemaker-uploading"), "")
        })
        .unwrap();
    assert_eq!(checkpoints.latest().unwrap().as_ref(), Some(&saved));
    let content = ["optimizer/state", "weights"].map(|name| saved.dir().join(name));
    assert_eq!(saved.files().unwrap(), content);
    unmark(folder.path());
    assert_eq!(checkpoints.latest().unwrap().as_ref(), Some(&saved));
    // Nor are markers that are added later, or were restored with the files.
    mark(folder.path());
    assert_eq!(checkpoints.latest().unwrap().as_ref(), Some(&saved));
    assert_eq!(saved.files().unwrap(), content);
}

#[test]
fn a_checkpoint_with_markers_alone_has_no_files() {
    let folder = Folder::new("uploads");
    let checkpoints = Checkpoints::new(folder.path());
    let saved = checkpoints
        .save(1, |dir| {
            fs::write(dir.join("weights.sagemaker-uploading"), "")
        })
        .unwrap();
    unmark(folder.path());
    assert_eq!(checkpoints.latest().unwrap(), Some(saved.clone()));
    assert_eq!(saved.files().unwrap(), [""; 0].map(PathBuf::from));
}

#[test]
fn a_file_that_is_missing_is_named_when_files_are_listed() {
    let folder = Folder::new("uploads");
    let saved = save(&Checkpoints::new(folder.path()), 1);
    fs::remove_file(saved.dir().join("weights")).unwrap();
    let error = saved.files().unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{}: the checkpoint is not complete", saved.dir().display())
    );
}

#[test]
fn a_marker_beside_a_checkpoint_is_no_checkpoint_and_stays() {
    let folder = Folder::new("uploads");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    let markers = [
        "step-0000000042.sagemaker-uploading",
        "step-0000000001.sagemaker-uploaded",
        "step-0000000001-1.sagemaker-uploaded",
    ];
    markers.iter().for_each(|name| folder.write(name, ""));
    for step in [1, 1, 2] {
        let saved = save(&checkpoints, step);
        assert_eq!(checkpoints.latest().unwrap(), Some(saved));
    }
    let mut expected = [&markers[..], &["step-0000000002"]].concat();
    expected.sort_unstable();
    assert_eq!(names(folder.path()), expected);
}

#[test]
fn old_checkpoints_go_with_their_markers() {
    let folder = Folder::new("uploads");
    let checkpoints = Checkpoints::new(folder.path()).keep_last(1);
    for step in 1..4 {
        save(&checkpoints, step);
        mark(folder.path());
    }
    assert_eq!(names(folder.path()), ["step-0000000003"]);
}

/// After a restore it would be missing.
#[test]
fn a_name_that_is_not_uploaded_is_refused() {
    let folder = Folder::new("uploads");
    let checkpoints = Checkpoints::new(folder.path());
    let file = checkpoints
        .save(1, |dir| fs::write(dir.join("cache.sagemaker-ignore"), "x"))
        .unwrap_err();
    let inner = checkpoints
        .save(1, |dir| {
            fs::create_dir(dir.join("tmp.sagemaker-ignore"))?;
            fs::write(dir.join("tmp.sagemaker-ignore/x"), "x")
        })
        .unwrap_err();
    for (error, name) in [
        (file, "cache.sagemaker-ignore"),
        (inner, "tmp.sagemaker-ignore"),
    ] {
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        let told = format!(
            "{MAIN_SEPARATOR}{name}: SageMaker does not upload files and folders whose names end in `.sagemaker-ignore`; rename it, or \
             remove it before `save` returns"
        );
        assert!(error.to_string().ends_with(&told), "{error}");
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn what_is_half_written_has_a_name_that_is_not_uploaded() {
    let folder = Folder::new("uploads");
    let is_ignored = |part: &OsStr| part.to_str().unwrap().ends_with(".sagemaker-ignore");
    let ignored = |path: &Path| assert!(path.iter().any(is_ignored), "{}", path.display());
    let dir = folder.path().join("checkpoints");
    let checkpoints = Checkpoints::new(&dir);
    let saved = checkpoints.save(1, |dir| {
        ignored(dir);
        // A file of a checkpoint may be written this way, too.
        smenv::write_atomic(dir.join("weights"), "x")
    });
    assert_eq!(
        saved.unwrap().files().unwrap(),
        [dir.join("step-0000000001/weights")]
    );
    let write = |place: &Path| {
        ignored(place);
        fs::write(place, "x")
    };
    smenv::write_atomic_with(folder.path().join("model"), write).unwrap();
    smenv::write_atomic_with(folder.path().join("m".repeat(200)), write).unwrap();
    assert_eq!(
        names(folder.path()),
        ["checkpoints", &"m".repeat(200), "model"]
    );
}

/// Not on Windows, which renames no folder while the uploader has a file in it open.
#[cfg(unix)]
mod at_the_same_time {
    use super::*;
    use crate::support::uploader::Uploader;

    /// Copies a folder as SageMaker restores it from S3: without files that are not uploaded, and with
    /// any markers that happen to exist.
    fn restore(from: &Path, to: &Path, with_markers: bool) {
        fs::create_dir_all(to).unwrap();
        for name in names(from)
            .into_iter()
            .filter(|name| !name.ends_with(".sagemaker-ignore"))
        {
            let (path, place) = (from.join(&name), to.join(&name));
            if path.is_dir() {
                restore(&path, &place, with_markers);
            } else if !is_marker(&path) {
                fs::copy(&path, &place).unwrap();
                if with_markers {
                    fs::write(marker(&place, MARKERS[name.len() % 2]), "").unwrap();
                }
            } else if with_markers {
                fs::write(place, "").unwrap();
            }
        }
    }

    #[test]
    fn whatever_the_uploader_does_the_latest_is_what_was_saved() {
        let folder = Folder::new("uploads");
        let dir = folder.path().join("checkpoints");
        let checkpoints = Checkpoints::new(&dir).keep_last(2);
        let steps = 60;
        let uploader = Uploader::start(&dir);
        for step in 0..steps {
            let saved = save(&checkpoints, step);
            assert_eq!(
                checkpoints.latest().unwrap().as_ref(),
                Some(&saved),
                "{step}"
            );
            let content = ["optimizer/state", "weights"].map(|name| saved.dir().join(name));
            assert_eq!(saved.files().unwrap(), content);
        }
        assert!(uploader.stop() > 100, "the uploader hardly ran");
        // Old ones are removed, although markers are added to them in the meantime. Rarely, that may
        // take too long.
        assert!(names(&dir).len() < 6, "{:?}", names(&dir));
        for (name, with_markers) in [("without", false), ("with", true)] {
            let restored = folder.path().join(name);
            restore(&dir, &restored, with_markers);
            let checkpoints = Checkpoints::new(&restored).keep_last(1);
            let latest = checkpoints.latest().unwrap().unwrap();
            assert_eq!(latest.step(), steps - 1, "{name}");
            assert_eq!(
                fs::read_to_string(latest.dir().join("weights")).unwrap(),
                format!("weights of {}", steps - 1)
            );
            // Training resumes there, and the old ones are removed.
            save(&checkpoints, steps);
            assert_eq!(names(&restored), [format!("step-{steps:010}")]);
        }
    }
}
