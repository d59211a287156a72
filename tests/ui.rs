//! Every misuse is one message, at the token at fault, which states what to write instead; there
//! are no other errors.
//!
//! `TRYBUILD=overwrite cargo test --test ui` updates the messages.

// Messages have paths in them, which are others on Windows.
#![cfg(not(windows))]

use std::path::{Path, PathBuf};
use std::{fs, io};

#[test]
fn misuse_is_told() {
    bring_schemas().expect("the schema files can be copied");
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
}

/// The compiler quotes the standard library only if its sources are installed (rustup's component
/// `rust-src`), so a message that points there would differ from machine to machine.
#[test]
fn no_message_points_into_the_standard_library() {
    let is_there = |path: &PathBuf| fs::read_to_string(path).unwrap().contains("$RUST");
    let pointing: Vec<PathBuf> = messages().unwrap().into_iter().filter(is_there).collect();
    assert!(pointing.is_empty(), "{pointing:?}");
}

fn messages() -> io::Result<Vec<PathBuf>> {
    let mut messages = Vec::new();
    for folder in fs::read_dir("tests/ui")? {
        for file in fs::read_dir(folder?.path())? {
            let path = file?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "stderr")
            {
                messages.push(path);
            }
        }
    }
    assert!(messages.len() > 600, "{} messages", messages.len());
    Ok(messages)
}

/// `schema` is relative to the crate, which is one of trybuild's own in the target directory.
fn bring_schemas() -> io::Result<()> {
    let folder = Path::new("tests/ui/schema");
    let there = target_dir().join("tests/trybuild/smenv").join(folder);
    fs::create_dir_all(&there)?;
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file
            .path()
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            fs::copy(file.path(), there.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// Cargo tags the target directory and, if it compiles for a named target, that one's directory in it.
fn target_dir() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .ancestors()
        .filter(|dir| dir.join("CACHEDIR.TAG").exists())
        .last()
        .expect("cargo tags its target directory")
}
