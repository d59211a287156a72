//! Files: those of a channel, of checkpoints, of local jobs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use smenv::testing::{Launcher, LocalJob, LocalJobBuilder};
use smenv::{Checkpoints, Source, TrainingEnv};

use crate::names::{Rest, named};
use crate::{Shape, shape};
use smenv::SmHyperparameters;

/// A folder that is removed on drop.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "smenv-growth-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("there is room for temporary files");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("the folder belongs to this program");
    }
}

fn write(path: &Path) {
    fs::write(path, "x").expect("the folder is writable");
}

/// Returns a closure that lists the files of a channel.
fn listed(folder: Folder, files: usize) -> impl FnMut() -> Vec<PathBuf> {
    let source = Source::from_vars([("SM_CHANNEL_TRAIN", &folder.0)]);
    let env = TrainingEnv::from_source(&source).expect("the environment is valid");
    move || {
        let _kept = &folder;
        let channel = env.channel("train").expect("the job has the channel");
        assert_eq!(
            channel.shard(&env).expect("the folder is readable").len(),
            files
        );
        channel.files().expect("the folder is readable")
    }
}

/// A number that fits into the available time, with paths no longer than systems allow.
const FILES: usize = 1 << 13;
const DEEP: usize = 1 << 10;

fn job(builder: LocalJobBuilder) -> impl FnMut() {
    let folder = Folder::new();
    move || {
        drop(
            builder
                .clone()
                .create_in(&folder.0)
                .expect("the folder is writable"),
        )
    }
}

pub(crate) fn shapes() -> Vec<Shape> {
    let mut shapes = vec![
        shape("files in a channel", |size| {
            let folder = Folder::new();
            (0..size).for_each(|number| write(&folder.0.join(number.to_string())));
            listed(folder, size)
        })
        .up_to(FILES),
        shape("folders in a channel", |size| {
            let folder = Folder::new();
            for number in 0..size {
                let inner = folder.0.join(number.to_string());
                fs::create_dir(&inner).expect("the folder is writable");
                write(&inner.join("file"));
            }
            listed(folder, size)
        })
        .up_to(FILES),
        shape("nested folders in a channel", |size| {
            let folder = Folder::new();
            let deepest = (0..size).fold(folder.0.clone(), |dir, _| dir.join("d"));
            fs::create_dir_all(&deepest).expect("the folder is writable");
            write(&deepest.join("file"));
            listed(folder, 1)
        })
        .up_to(DEEP)
        .reported_only(),
    ];
    #[cfg(unix)]
    shapes.extend(links());
    shapes.extend([
        shape("checkpoints: the latest", |size| {
            let (folder, checkpoints) = saved(size);
            move || {
                let _kept = &folder;
                checkpoints.latest().expect("the folder is readable")
            }
        })
        .up_to(FILES),
        shape("checkpoints: save one more", |size| {
            let (folder, checkpoints) = saved(size);
            move || {
                let _kept = &folder;
                checkpoints
                    .save(size as u64, |dir| fs::write(dir.join("weights"), "x"))
                    .expect("the folder is writable")
            }
        })
        .up_to(FILES),
        shape("checkpoints: many files in one", |size| {
            let folder = Folder::new();
            let checkpoints = Checkpoints::new(&folder.0);
            move || {
                let _kept = &folder;
                let saved = checkpoints.save(1, |dir| {
                    (0..size).try_for_each(|number| fs::write(dir.join(number.to_string()), "x"))
                });
                saved
                    .and_then(|saved| saved.files())
                    .expect("the folder is writable")
                    .len()
            }
        })
        .up_to(FILES),
        shape("checkpoints: files with markers in one", |size| {
            let folder = Folder::new();
            let checkpoints = Checkpoints::new(&folder.0);
            let saved = checkpoints.save(1, |dir| {
                (0..size).try_for_each(|number| fs::write(dir.join(number.to_string()), "x"))
            });
            let saved = saved.expect("the folder is writable");
            (0..size).for_each(|number| {
                write(&saved.dir().join(format!("{number}.sagemaker-uploaded")))
            });
            move || {
                let _kept = &folder;
                assert_eq!(saved.files().expect("the folder is readable").len(), size);
            }
        })
        .up_to(FILES),
        shape(
            "a local job of hyperparameters, as a bare container",
            |size| {
                job((0..size)
                    .map(named)
                    .fold(LocalJob::builder(), |job, (name, value)| {
                        job.hyperparameter(name, value)
                    }))
            },
        ),
        shape(
            "a local job of hyperparameters, under the toolkit",
            |size| {
                let job_of = |job: LocalJobBuilder, (name, value)| job.hyperparameter(name, value);
                job((0..size)
                    .map(named)
                    .fold(LocalJob::builder().launcher(Launcher::Toolkit), job_of))
            },
        ),
        shape(
            "a local job of hyperparameters, under the driver, and to_hyperparameters",
            |size| {
                let job_of = |job: LocalJobBuilder, (name, value)| job.hyperparameter(name, value);
                let builder = LocalJob::builder()
                    .launcher(Launcher::Driver)
                    .script_arguments();
                let builder = (0..size).map(named).fold(builder, job_of);
                let folder = Folder::new();
                move || {
                    let job = builder
                        .clone()
                        .create_in(&folder.0)
                        .expect("the folder is writable");
                    assert_eq!(
                        Rest::from_source(&job.source())
                            .expect("every field has a value")
                            .rest
                            .len(),
                        size
                    );
                }
            },
        ),
        shape("a local job of channels", |size| {
            job((0..size).fold(LocalJob::builder(), |job, number| {
                job.file(format!("ch-{number}"), "a.csv", "x")
            }))
        })
        .up_to(FILES / 4),
        shape("a local job of files", |size| {
            job((0..size).fold(LocalJob::builder(), |job, number| {
                job.file("train", format!("{number}.csv"), "x")
            }))
        })
        .up_to(FILES),
    ]);
    shapes
}

#[cfg(unix)]
fn links() -> [Shape; 4] {
    use std::os::unix::fs::symlink;

    let link = |to: &Path, at: &Path| symlink(to, at).expect("the folder is writable");
    [
        shape("links to files in a channel", move |size| {
            let folder = Folder::new();
            for number in 0..size {
                write(&folder.0.join(number.to_string()));
                link(
                    &folder.0.join(number.to_string()),
                    &folder.0.join(format!("link-{number}")),
                );
            }
            listed(folder, 2 * size)
        })
        .up_to(FILES),
        shape("links to folders in a channel", move |size| {
            let folder = Folder::new();
            let (here, there) = (folder.0.join("here"), folder.0.join("there"));
            fs::create_dir_all(&here).expect("the folder is writable");
            for number in 0..size {
                let inner = there.join(number.to_string());
                fs::create_dir_all(&inner).expect("the folder is writable");
                write(&inner.join("file"));
                link(&inner, &here.join(number.to_string()));
            }
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("the environment is valid");
            move || {
                let _kept = &folder;
                assert_eq!(
                    env.channel("train")
                        .expect("the job has the channel")
                        .files()
                        .expect("the folder is readable")
                        .len(),
                    size
                );
            }
        })
        .up_to(FILES),
        shape("two links per level in a channel", move |size| {
            let folder = Folder::new();
            let (here, there) = (folder.0.join("here"), folder.0.join("there"));
            fs::create_dir_all(&here).expect("the folder is writable");
            // Each folder has two links to the next.
            let mut level = here.clone();
            for number in 0..size {
                let next = there.join(number.to_string());
                fs::create_dir_all(&next).expect("the folder is writable");
                ["a", "b"]
                    .into_iter()
                    .for_each(|name| link(&next, &level.join(name)));
                level = next;
            }
            write(&level.join("file"));
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("the environment is valid");
            move || {
                let _kept = &folder;
                env.channel("train")
                    .expect("the job has the channel")
                    .files()
                    .expect("the folder is readable")
                    .len()
            }
        })
        // Systems follow at most about this many links in one path.
        .up_to(32),
        shape("links to one folder in a channel", move |size| {
            let folder = Folder::new();
            let (here, there) = (folder.0.join("here"), folder.0.join("there"));
            fs::create_dir_all(&here)
                .and(fs::create_dir_all(&there))
                .expect("the folder is writable");
            write(&there.join("file"));
            (0..size).for_each(|number| link(&there, &here.join(number.to_string())));
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("the environment is valid");
            move || {
                let _kept = &folder;
                assert_eq!(
                    env.channel("train")
                        .expect("the job has the channel")
                        .files()
                        .expect("the folder is readable")
                        .len(),
                    size.min(1)
                );
            }
        })
        .up_to(FILES),
    ]
}

/// Creates a folder with this many checkpoints.
fn saved(size: usize) -> (Folder, Checkpoints) {
    let folder = Folder::new();
    (0..size as u64).for_each(|step| checkpoint(&folder.0, step));
    let checkpoints = Checkpoints::new(&folder.0);
    (folder, checkpoints)
}

/// Creates a checkpoint as `save` writes it.
fn checkpoint(dir: &Path, step: u64) {
    let dir = dir.join(format!("step-{step:010}"));
    fs::create_dir(&dir).expect("the folder is writable");
    write(&dir.join("weights"));
    fs::write(dir.join(".complete"), "1 weights\n= 1\n").expect("the folder is writable");
}
