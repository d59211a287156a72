//! Simulates the process that copies the directory of checkpoints to S3 while a job runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::JoinHandle;

pub const MARKERS: [&str; 2] = [".sagemaker-uploading", ".sagemaker-uploaded"];

pub fn is_marker(path: &Path) -> bool {
    MARKERS
        .iter()
        .any(|end| path.to_str().unwrap().ends_with(end))
}

pub fn marker(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Returns each file under a folder that still exists when it is reached.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files.extend(self::files(&entry.path())),
            Ok(_) => files.push(entry.path()),
            Err(_) => {}
        }
    }
    files
}

/// Threads that add markers to all files they see, in no order; each marker stays briefly or
/// permanently.
pub struct Uploader {
    threads: Vec<JoinHandle<()>>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_stopped: AtomicBool,
    marked: AtomicU32,
}

impl Uploader {
    pub fn start(dir: &Path) -> Self {
        let state = Arc::new(State::default());
        let thread = |seed| {
            let (dir, state) = (dir.to_owned(), Arc::clone(&state));
            std::thread::spawn(move || state.upload(&dir, seed))
        };
        let threads = [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03]
            .map(thread)
            .into();
        Uploader { threads, state }
    }

    /// Stops the threads, and returns how many files they have marked.
    pub fn stop(mut self) -> u32 {
        self.end();
        self.state.marked.load(Ordering::Relaxed)
    }

    fn end(&mut self) {
        self.state.is_stopped.store(true, Ordering::Relaxed);
        self.threads
            .drain(..)
            .for_each(|thread| thread.join().unwrap());
    }
}

impl Drop for Uploader {
    fn drop(&mut self) {
        self.end();
    }
}

impl State {
    fn upload(&self, dir: &Path, mut random: u64) {
        let mut next = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        while !self.is_stopped.load(Ordering::Relaxed) {
            // It omits nothing: neither unfinished checkpoints nor the lists.
            for path in files(dir) {
                if is_marker(&path) {
                    if next() % 4 == 0 {
                        let _ = fs::remove_file(path);
                    }
                    continue;
                }
                let [uploading, uploaded] = MARKERS.map(|end| marker(&path, end));
                self.marked.fetch_add(
                    u32::from(fs::write(&uploading, "").is_ok()),
                    Ordering::Relaxed,
                );
                match next() % 3 {
                    0 => drop(fs::remove_file(&uploading)),
                    1 => drop(fs::rename(&uploading, uploaded)),
                    _ => {}
                }
            }
        }
    }
}
