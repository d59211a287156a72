//! Arbitrary bytes as events in a folder of checkpoints, which are saved, read, marked, damaged and
//! forged, one while another is being saved. Nothing panics or hangs; a saved checkpoint stays
//! until it is due for removal, and a damaged one is not listed.
//!
//! ```text
//! cargo +nightly fuzz run -s none --codegen-units 16 checkpoints -- -timeout=20
//! ```

#![no_main]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice::Iter;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use smenv::{Checkpoint, Checkpoints};

/// Names inside a checkpoint.
const NAMES: &[&str] = &[
    "a",
    "b",
    "d",
    "d/a",
    "d/d/b",
    "é",
    ".complete",
    "d/.complete",
    "line\nbreak",
    "a.sagemaker-uploading",
    "d/a.sagemaker-uploaded",
    "c.sagemaker-ignore",
    "",
];

/// Names of checkpoints, and of other entries in their folder.
const FOLDERS: &[&str] = &[
    "step-0000000000",
    "step-0000000001",
    "step-0000000001-1",
    "step-0000000002",
    "step-0000000003",
    "step-1",
    "step-+000000001",
    "step-0000000002-18446744073709551615",
    "step-18446744073709551615",
    "step-0000000001.sagemaker-uploading",
    ".step-0000000001.1-2-3-4.sagemaker-ignore",
    "notes",
];

/// Targets of links; `OUT` is a folder outside.
const LINKS: &[&str] = &[
    "a",
    "b",
    "d",
    "d/a",
    "d/d",
    ".",
    "..",
    "../..",
    "self",
    "../self",
    "not/there",
    "OUT/file",
    "OUT/folder",
    "OUT",
    "OUT/fifo",
    "/dev/zero",
    "/dev/null",
    "../step-0000000001/a",
    "../step-0000000001",
];

/// A folder that all runs share, with the entries that are slow to create.
struct Shared {
    root: PathBuf,
    out: PathBuf,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let temporary = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let root = temporary.join(format!("smenv-fuzz-{}", std::process::id()));
        let out = root.join("out");
        fs::create_dir_all(out.join("folder/inner")).unwrap();
        fs::write(out.join("file"), "outside").unwrap();
        fs::write(out.join("folder/x"), "x").unwrap();
        fs::write(out.join("folder/inner/y"), "yy").unwrap();
        symlink("../folder", out.join("folder/loop")).unwrap();
        symlink("inner", out.join("folder/other")).unwrap();
        assert!(
            Command::new("mkfifo")
                .arg(out.join("fifo"))
                .status()
                .unwrap()
                .success()
        );
        drop(UnixListener::bind(out.join("socket")).unwrap());
        Shared { root, out }
    })
}

/// The bytes that determine what happens.
struct Bytes<'a>(RefCell<Iter<'a, u8>>);

impl Bytes<'_> {
    fn next(&self) -> Option<u8> {
        self.0.borrow_mut().next().copied()
    }

    fn pick<'t, T>(&self, table: &'t [T]) -> Option<&'t T> {
        Some(&table[usize::from(self.next()?) % table.len()])
    }

    fn text(&self) -> Vec<u8> {
        let length = usize::from(self.next().unwrap_or(0) % 32);
        self.0.borrow_mut().by_ref().take(length).copied().collect()
    }
}

/// The contents of a checkpoint when it was saved.
struct Saved {
    list: Vec<u8>,
    files: Vec<(PathBuf, u64)>,
}

impl Saved {
    fn of(checkpoint: &Checkpoint) -> Self {
        let files = checkpoint.files().expect("it was just saved");
        let mut own = Vec::new();
        regular_files(checkpoint.dir(), &mut own);
        for file in own {
            let is_marker = ["uploading", "uploaded"]
                .iter()
                .any(|end| file.to_string_lossy().ends_with(end));
            let is_list = file == checkpoint.dir().join(".complete");
            assert_eq!(
                files.contains(&file),
                !is_marker && !is_list,
                "{}",
                file.display()
            );
        }
        let length = |path: PathBuf| {
            let length = fs::metadata(&path).unwrap().len();
            (path, length)
        };
        let list = fs::read(checkpoint.dir().join(".complete")).unwrap();
        Saved {
            list,
            files: files.into_iter().map(length).collect(),
        }
    }

    fn is_sound(&self, dir: &Path) -> bool {
        let is_file = |(path, length): &(PathBuf, u64)| {
            fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == *length)
        };
        let list = dir.join(".complete");
        self.files.iter().all(is_file)
            && fs::metadata(&list)
                .is_ok_and(|metadata| metadata.is_file() && metadata.len() < 1 << 20)
            && fs::read(list).is_ok_and(|list| list == self.list)
    }
}

/// Finds the regular files in a folder and its subfolders, without following links.
fn regular_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            regular_files(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

/// Removes whatever is at a path, so that nothing is written through a link or waits for a FIFO.
fn clear(path: &Path) {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path).unwrap(),
        Ok(_) => fs::remove_file(path).unwrap(),
        Err(_) => {}
    }
}

struct Run<'a> {
    bytes: Bytes<'a>,
    dir: PathBuf,
    checkpoints: Checkpoints,
    keep: usize,
    saved: RefCell<BTreeMap<PathBuf, Saved>>,
    /// The list of a checkpoint was written by something other than smenv, so anything may be
    /// complete.
    is_forged: Cell<bool>,
    /// A checkpoint contains a link into another one, and may disappear with it.
    is_linked: Cell<bool>,
}

impl Run<'_> {
    /// Performs the actions that the bytes specify, until they end or one of them stops it.
    fn go(&self, depth: u32) -> io::Result<()> {
        while let Some(what) = self.bytes.next() {
            match what % 4 {
                0 if depth < 3 => self.save(depth),
                1 => self.check(),
                2 => {
                    let Some(folder) = self.bytes.pick(FOLDERS) else {
                        break;
                    };
                    self.change(&self.dir.join(folder));
                }
                _ => break,
            }
        }
        Ok(())
    }

    fn save(&self, depth: u32) {
        let Some(&step) = self.bytes.pick(&[0, 1, 1, 2, 3, u64::MAX]) else {
            return;
        };
        let before = Cell::new(self.all());
        let outcome = self.checkpoints.save(step, |dir| {
            while let Some(what) = self.bytes.next() {
                match what % 8 {
                    0..5 => {
                        self.change(dir);
                    }
                    5 => self.go(depth + 1)?,
                    6 => {
                        // Checkpoints saved within this one stay.
                        before.set(self.all());
                        return Err(io::Error::other("as the program says"));
                    }
                    _ => break,
                }
            }
            before.set(self.all());
            Ok(())
        });
        let (before, after) = (before.take(), self.all());
        match outcome {
            Ok(checkpoint) => {
                assert_eq!(checkpoint.step(), step);
                if !self.is_linked.get() {
                    let mut expected: Vec<u64> =
                        before.into_iter().filter(|other| *other != step).collect();
                    expected.drain(..(expected.len() + 1).saturating_sub(self.keep));
                    expected.push(step);
                    assert_eq!(after, expected.into_iter().collect());
                    let saved = Saved::of(&checkpoint);
                    self.saved
                        .borrow_mut()
                        .insert(checkpoint.dir().to_owned(), saved);
                }
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                if depth == 0 {
                    assert_eq!(before, after, "{error}");
                }
            }
        }
        if depth == 0 {
            let is_ours = |name: &str| {
                name.starts_with('.')
                    && name.ends_with(".sagemaker-ignore")
                    && !FOLDERS.contains(&name)
            };
            for entry in fs::read_dir(&self.dir).into_iter().flatten() {
                let name = entry.unwrap().file_name();
                assert!(!is_ours(&name.to_string_lossy()), "{name:?} was left");
            }
        }
    }

    /// Returns the steps of the complete checkpoints.
    fn all(&self) -> BTreeSet<u64> {
        self.checkpoints
            .all()
            .unwrap()
            .iter()
            .map(Checkpoint::step)
            .collect()
    }

    fn check(&self) {
        let all = self.checkpoints.all().unwrap();
        assert_eq!(self.checkpoints.latest().unwrap(), all.last().cloned());
        assert!(all.is_sorted_by_key(Checkpoint::step));
        for checkpoint in &all {
            for file in checkpoint.files().unwrap() {
                assert!(fs::metadata(file).unwrap().is_file());
            }
        }
        if self.is_forged.get() || self.is_linked.get() {
            return;
        }
        let saved = self.saved.borrow();
        for checkpoint in &all {
            assert!(
                saved
                    .get(checkpoint.dir())
                    .is_some_and(|saved| saved.is_sound(checkpoint.dir()))
            );
        }
        let sound: BTreeSet<u64> = saved
            .iter()
            .filter(|(dir, saved)| saved.is_sound(dir))
            .map(|(dir, _)| {
                dir.file_name().unwrap().to_str().unwrap()[5..]
                    .split('-')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap()
            })
            .collect();
        assert_eq!(sound, all.iter().map(Checkpoint::step).collect());
    }

    /// Changes one of the names in a folder, or the folder itself.
    fn change(&self, folder: &Path) -> Option<()> {
        let shared = shared();
        let name = *self.bytes.pick(NAMES)?;
        let path = if name.is_empty() {
            folder.to_owned()
        } else {
            folder.join(name)
        };
        let is_in_checkpoints = |path: &Path| path.starts_with(&self.dir) && path != self.dir;
        // The folder outside must not change.
        let parent = path.parent()?;
        let is_inside = |real: PathBuf| real.starts_with(&self.dir);
        let _ = fs::create_dir_all(parent);
        if !is_in_checkpoints(&path) || !fs::canonicalize(parent).is_ok_and(is_inside) {
            return None;
        }
        let what = self.bytes.next()? % 12;
        if what < 8 {
            clear(&path);
        }
        let is_list = path.ends_with(".complete") || path.parent() == Some(&self.dir);
        let is_regular = || fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
        let _ = match what {
            0 | 1 => {
                let text = self.bytes.text();
                self.is_forged.set(self.is_forged.get() || is_list);
                fs::write(&path, text)
            }
            2 => fs::create_dir(&path),
            3 => {
                let link = self.bytes.pick(LINKS)?;
                self.is_linked.set(
                    self.is_linked.get()
                        || link.contains("step-")
                        || link.starts_with("..")
                        || is_list,
                );
                symlink(
                    link.replace("OUT", &shared.out.display().to_string()),
                    &path,
                )
            }
            4 => fs::hard_link(shared.out.join("fifo"), &path),
            5 => fs::hard_link(shared.out.join("socket"), &path),
            6 => File::create(&path).and_then(|file| file.set_len(10 << 30)),
            7 => Ok(()),
            8 if is_regular() => {
                self.is_forged.set(self.is_forged.get() || is_list);
                let file = File::options().write(true).open(&path);
                file.and_then(|file| file.set_len(u64::from(self.bytes.next().unwrap_or(0))))
            }
            9 => smenv::write_atomic(&path, self.bytes.text())
                .inspect(|()| self.is_forged.set(self.is_forged.get() || is_list)),
            10 if !is_list => {
                // The forged list may be right by chance.
                self.is_forged.set(true);
                let list = [b"1 a\n2 b\n", &*self.bytes.text(), b"\n= 1\n"].concat();
                let place = path.with_file_name(".complete");
                clear(&place);
                fs::write(place, list)
            }
            _ if is_regular() => {
                let mut marker = path.clone().into_os_string();
                marker.push(".sagemaker-uploading");
                fs::rename(&path, &marker).and_then(|()| fs::rename(&marker, &path))
            }
            _ => Ok(()),
        };
        Some(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let dir = shared().root.join(number.to_string()).join("checkpoints");
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let keep = [usize::MAX, 1, 2, 3][usize::from(first % 4)];
    let run = Run {
        bytes: Bytes(RefCell::new(bytes.iter())),
        checkpoints: Checkpoints::new(&dir).keep_last(keep),
        keep,
        dir,
        saved: RefCell::default(),
        is_forged: Cell::new(false),
        is_linked: Cell::new(false),
    };
    while !run.bytes.0.borrow().as_slice().is_empty() {
        run.go(0).unwrap();
    }
    run.check();
    let _ = fs::remove_dir_all(run.dir.parent().unwrap());
});
