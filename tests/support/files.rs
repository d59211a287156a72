//! What a folder has, and what is in it that is not a file.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The names of what is in a folder, hidden or not, in order.
pub fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Makes a FIFO.
pub fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}
