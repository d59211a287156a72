//! Unfinished files of a killed process are removed later; those that another process is still
//! writing never are.

#![cfg(unix)]

mod support;

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use smenv::Checkpoints;
use support::Folder;
use support::files::names;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Creates an unfinished folder, with a file in a subfolder.
fn leave(dir: &Path, name: &str, process: &str) -> String {
    let folder = format!(".{name}.{process}-0.sagemaker-ignore");
    fs::create_dir_all(dir.join(&folder).join("deep")).unwrap();
    fs::write(dir.join(&folder).join("deep/weights"), "half").unwrap();
    folder
}

/// Sets the age of a folder and its contents.
fn age(path: &Path, age: Duration) {
    if path.is_dir() {
        fs::read_dir(path)
            .unwrap()
            .for_each(|entry| self::age(&entry.unwrap().path(), age));
    }
    File::open(path)
        .unwrap()
        .set_modified(SystemTime::now() - age)
        .unwrap();
}

/// Returns the identity of this process: its number, the namespace of that number, and its start.
#[cfg(target_os = "linux")]
fn this_process() -> [String; 3] {
    let folder = Folder::new("process");
    let mut name = String::new();
    smenv::write_atomic_with(folder.path().join("x"), |place| {
        name = place
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        fs::write(place, "")
    })
    .unwrap();
    let numbers = name
        .strip_prefix(".x.")
        .unwrap()
        .strip_suffix(".sagemaker-ignore")
        .unwrap()
        .split('-');
    numbers
        .take(3)
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

/// Tests both ways to write, each of which removes the leftovers that it may.
fn both(write: impl Fn(&Path, &dyn Fn(&Path)) + Copy) {
    for (number, save) in [write_atomic, save].into_iter().enumerate() {
        let folder = Folder::new(&format!("leftovers-{number}"));
        write(folder.path(), &save);
    }
}

fn write_atomic(dir: &Path) {
    smenv::write_atomic(dir.join("model"), "x").unwrap();
    fs::remove_file(dir.join("model")).unwrap();
}

fn save(dir: &Path) {
    let saved = Checkpoints::new(dir)
        .save(7, |dir| fs::write(dir.join("weights"), "x"))
        .unwrap();
    fs::remove_dir_all(saved.dir()).unwrap();
}

#[cfg(target_os = "linux")]
struct Alive(std::process::Child);

#[cfg(target_os = "linux")]
impl Drop for Alive {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn that_of_a_process_of_this_container_goes_when_it_has_ended_and_stays_while_it_lives() {
    let [this, space, start] = this_process();
    assert_ne!(space, "0");
    let alive = Alive(Command::new("sleep").arg("600").spawn().unwrap());
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    both(|dir, write| {
        let stays = [
            leave(dir, "model", &format!("{}-{space}-1", alive.0.id())),
            leave(dir, "model", &format!("{this}-{space}-{start}")),
            // Process numbers of another container mean nothing here.
            leave(dir, "model", &format!("{}-1{space}-1", ended.id())),
            leave(dir, "model", &format!("{this}-0-1")),
        ];
        stays[..2]
            .iter()
            .for_each(|name| age(&dir.join(name), 1000 * HOUR));
        leave(dir, "model", &format!("{}-{space}-1", ended.id()));
        leave(dir, "other", &format!("{}-{space}-2", ended.id()));
        leave(
            dir,
            "step-0000000007-2",
            &format!("{}-{space}-3", ended.id()),
        );
        // An earlier process with the same number.
        leave(dir, "model", &format!("{this}-{space}-1"));
        write(dir);
        let mut stays = stays;
        stays.sort();
        assert_eq!(names(dir), stays);
    });
}

#[test]
fn that_of_another_container_or_machine_goes_when_nothing_in_it_was_written_for_a_day() {
    both(|dir, write| {
        let stays = leave(dir, "model", "7-99-1");
        age(&dir.join(&stays), 48 * HOUR);
        age(&dir.join(&stays).join("deep/weights"), 23 * HOUR);
        for name in ["model", "step-0000000007", "else"] {
            age(&dir.join(leave(dir, name, "8-99-1")), 25 * HOUR);
        }
        write(dir);
        assert_eq!(names(dir), [stays.as_str()]);
        age(&dir.join(&stays), 25 * HOUR);
        write(dir);
        assert_eq!(names(dir), [""; 0]);
    });
}

#[test]
fn what_is_only_called_alike_stays() {
    both(|dir, write| {
        let others = [
            ".model.7-99-1-0",
            ".model.7-99-1-0.sagemaker-ignore.json",
            ".model.7-99-1-x.sagemaker-ignore",
            ".model.7-99-1-0-0-0.sagemaker-ignore",
            ".model.7-99.sagemaker-ignore",
            ".model.notes.sagemaker-ignore",
            "model.7-99-1-0.sagemaker-ignore",
        ];
        for name in others {
            fs::create_dir(dir.join(name)).unwrap();
            age(&dir.join(name), 48 * HOUR);
        }
        let file = ".model.7-99-1-0.sagemaker-ignore";
        fs::write(dir.join(file), "mine").unwrap();
        age(&dir.join(file), 48 * HOUR);
        write(dir);
        let mut stays = [&others[..], &[file]].concat();
        stays.sort_unstable();
        assert_eq!(names(dir), stays);
    });
}

/// A link with such a name belongs to nobody, and must not be followed.
#[test]
fn a_link_is_not_followed() {
    both(|dir, write| {
        fs::create_dir(dir.join("data")).unwrap();
        fs::write(dir.join("data/x"), "mine").unwrap();
        let name = leave(dir, "model", "7-99-1");
        std::os::unix::fs::symlink(dir.join("data"), dir.join(&name).join("link")).unwrap();
        age(&dir.join("data"), 48 * HOUR);
        age(&dir.join(&name).join("deep"), 48 * HOUR);
        assert!(
            Command::new("touch")
                .args(["-h", "-d", "2001-01-01"])
                .arg(dir.join(&name).join("link"))
                .status()
                .unwrap()
                .success()
        );
        File::open(dir.join(&name))
            .unwrap()
            .set_modified(SystemTime::UNIX_EPOCH)
            .unwrap();
        write(dir);
        assert_eq!(names(dir), ["data"]);
        assert!(dir.join("data/x").exists());
    });
}

#[test]
fn threads_do_not_remove_what_others_are_writing() {
    let folder = Folder::new("leftovers");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = folder.path().join(format!("model-{}", thread % 2));
            scope.spawn(move || {
                for number in 0..50 {
                    smenv::write_atomic_with(&path, |place| {
                        fs::write(place, number.to_string())?;
                        io::Result::Ok(())
                    })
                    .unwrap();
                }
            });
        }
    });
    assert_eq!(names(folder.path()), ["model-0", "model-1"]);
}

/// Listing it for each write would take quadratic time.
#[test]
fn a_large_directory_is_listed_at_the_first_write_and_seldom_after() {
    let folder = Folder::new("leftovers");
    (0..640).for_each(|number| folder.write(&format!("file-{number}"), ""));
    let left = || {
        let name = leave(folder.path(), "model", "7-99-1");
        age(&folder.path().join(&name), 48 * HOUR);
        folder.path().join(name)
    };
    let first = left();
    write_atomic(folder.path());
    assert!(!first.exists());
    let second = left();
    write_atomic(folder.path());
    assert!(second.exists());
    (0..20).for_each(|_| write_atomic(folder.path()));
    assert!(!second.exists());
}
