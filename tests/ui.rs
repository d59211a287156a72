//! Every misuse is one message, at the token at fault, which states what to write instead; there
//! are no other errors.
//!
//! `TRYBUILD=overwrite cargo test --test ui` updates the messages.

use std::path::Path;
use std::{fs, io};

#[test]
fn misuse_is_told() {
    bring_schemas().expect("the schema files can be copied");
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
}

/// `schema` is relative to the crate, which is one of trybuild's own in the target directory.
fn bring_schemas() -> io::Result<()> {
    let folder = Path::new("tests/ui/schema");
    let there = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("../tests/trybuild/smenv")
        .join(folder);
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
