//! Files: those of a channel, of checkpoints, of local jobs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use smenv::testing::{Launcher, LocalJob, LocalJobBuilder};
use smenv::{Checkpoints, Source, TrainingEnv};

use crate::names::{Rest, named};
use crate::{Shape, shape};
use smenv::SmHyperparameters;

/// A folder that is removed when it is no longer needed.
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
        fs::remove_dir_all(&self.0).expect("it is this program's own");
    }
}

fn write(path: &Path) {
    fs::write(path, "x").expect("it can be written");
}

/// Lists the files of a channel.
fn listed(folder: Folder, files: usize) -> impl FnMut() -> Vec<PathBuf> {
    let source = Source::from_vars([("SM_CHANNEL_TRAIN", &folder.0)]);
    let env = TrainingEnv::from_source(&source).expect("nothing is wrong");
    move || {
        let _kept = &folder;
        let channel = env.channel("train").expect("it is there");
        assert_eq!(channel.shard(&env).expect("it can be read").len(), files);
        channel.files().expect("it can be read")
    }
}

/// As many as there is time for; and no path is longer than systems take.
const FILES: usize = 1 << 13;
const DEEP: usize = 1 << 10;

fn job(builder: LocalJobBuilder) -> impl FnMut() {
    let folder = Folder::new();
    move || {
        drop(
            builder
                .clone()
                .create_in(&folder.0)
                .expect("it can be made"),
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
                fs::create_dir(&inner).expect("it can be made");
                write(&inner.join("file"));
            }
            listed(folder, size)
        })
        .up_to(FILES),
        shape("folders in each other in a channel", |size| {
            let folder = Folder::new();
            let deepest = (0..size).fold(folder.0.clone(), |dir, _| dir.join("d"));
            fs::create_dir_all(&deepest).expect("it can be made");
            write(&deepest.join("file"));
            listed(folder, 1)
        })
        .up_to(DEEP)
        .told(),
    ];
    #[cfg(unix)]
    shapes.extend(links());
    shapes.extend([
        shape("checkpoints: the latest", |size| {
            let (folder, checkpoints) = saved(size);
            move || {
                let _kept = &folder;
                checkpoints.latest().expect("it can be read")
            }
        })
        .up_to(FILES),
        shape("checkpoints: save among so many", |size| {
            let (folder, checkpoints) = saved(size);
            move || {
                let _kept = &folder;
                checkpoints
                    .save(size as u64, |dir| fs::write(dir.join("weights"), "x"))
                    .expect("it can be written")
            }
        })
        .up_to(FILES),
        shape("checkpoints: so many files in one", |size| {
            let folder = Folder::new();
            let checkpoints = Checkpoints::new(&folder.0);
            move || {
                let _kept = &folder;
                let saved = checkpoints.save(1, |dir| {
                    (0..size).try_for_each(|number| fs::write(dir.join(number.to_string()), "x"))
                });
                saved
                    .and_then(|saved| saved.files())
                    .expect("it can be written")
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
            let saved = saved.expect("it can be written");
            (0..size).for_each(|number| {
                write(&saved.dir().join(format!("{number}.sagemaker-uploaded")))
            });
            move || {
                let _kept = &folder;
                assert_eq!(saved.files().expect("it can be read").len(), size);
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
            "a local job of hyperparameters, under the driver, and what it sends",
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
                        .expect("it can be made");
                    assert_eq!(
                        Rest::from_source(&job.source())
                            .expect("it is all there")
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

    let link = |to: &Path, at: &Path| symlink(to, at).expect("it can be made");
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
            fs::create_dir_all(&here).expect("it can be made");
            for number in 0..size {
                let inner = there.join(number.to_string());
                fs::create_dir_all(&inner).expect("it can be made");
                write(&inner.join("file"));
                link(&inner, &here.join(number.to_string()));
            }
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("nothing is wrong");
            move || {
                let _kept = &folder;
                assert_eq!(
                    env.channel("train")
                        .expect("it is there")
                        .files()
                        .expect("it can be read")
                        .len(),
                    size
                );
            }
        })
        .up_to(FILES),
        shape("two links a level in a channel", move |size| {
            let folder = Folder::new();
            let (here, there) = (folder.0.join("here"), folder.0.join("there"));
            fs::create_dir_all(&here).expect("it can be made");
            // Each folder has two links to the next.
            let mut level = here.clone();
            for number in 0..size {
                let next = there.join(number.to_string());
                fs::create_dir_all(&next).expect("it can be made");
                ["a", "b"]
                    .into_iter()
                    .for_each(|name| link(&next, &level.join(name)));
                level = next;
            }
            write(&level.join("file"));
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("nothing is wrong");
            move || {
                let _kept = &folder;
                env.channel("train")
                    .expect("it is there")
                    .files()
                    .expect("it can be read")
                    .len()
            }
        })
        // Systems follow so many links in one path.
        .up_to(32),
        shape("links to one folder in a channel", move |size| {
            let folder = Folder::new();
            let (here, there) = (folder.0.join("here"), folder.0.join("there"));
            fs::create_dir_all(&here)
                .and(fs::create_dir_all(&there))
                .expect("they can be made");
            write(&there.join("file"));
            (0..size).for_each(|number| link(&there, &here.join(number.to_string())));
            let source = Source::from_vars([("SM_CHANNEL_TRAIN", here)]);
            let env = TrainingEnv::from_source(&source).expect("nothing is wrong");
            move || {
                let _kept = &folder;
                assert_eq!(
                    env.channel("train")
                        .expect("it is there")
                        .files()
                        .expect("it can be read")
                        .len(),
                    size.min(1)
                );
            }
        })
        .up_to(FILES),
    ]
}

/// A folder with so many checkpoints.
fn saved(size: usize) -> (Folder, Checkpoints) {
    let folder = Folder::new();
    (0..size as u64).for_each(|step| checkpoint(&folder.0, step));
    let checkpoints = Checkpoints::new(&folder.0);
    (folder, checkpoints)
}

/// A checkpoint, as `save` writes it.
fn checkpoint(dir: &Path, step: u64) {
    let dir = dir.join(format!("step-{step:010}"));
    fs::create_dir(&dir).expect("it can be made");
    write(&dir.join("weights"));
    fs::write(dir.join(".complete"), "1 weights\n= 1\n").expect("it can be written");
}
