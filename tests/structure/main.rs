//! The wings of the code, as CONTRIBUTING lists them: what each may import, and in which direction.

mod imports;

use std::collections::{BTreeMap, BTreeSet};

use imports::{File, files_of, is_face};

const CRATES: [&str; 3] = ["smenv-shared", "smenv-core", "smenv-derive"];

/// A wing and the wings that it may import, in the order of the table.
type Table = BTreeMap<String, BTreeSet<String>>;

/// Reads the rows of the table: `` | `smenv-core/values` | what it holds | `error`, `render` | ``.
fn table() -> Table {
    let contributing = concat!(env!("CARGO_MANIFEST_DIR"), "/CONTRIBUTING.md");
    let text = std::fs::read_to_string(contributing).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [wing, _, imports] = cells[..] else {
            return None;
        };
        let wing = wing.trim_matches('`');
        let (name, _) = wing.split_once('/')?;
        let words = imports.split('`').skip(1).step_by(2);
        let imports = words.map(|word| format!("{name}/{word}"));
        CRATES
            .contains(&name)
            .then(|| (wing.to_owned(), imports.collect()))
    };
    text.lines().filter_map(row).collect()
}

/// Returns the wing of a file: its folder below `src`, or its own name.
fn wing(name: &str, path: &str) -> String {
    let folder = path.split('/').next().unwrap().trim_end_matches(".rs");
    format!("{name}/{folder}")
}

/// Returns the files that import, and what they import.
fn importing(name: &str) -> BTreeMap<String, File> {
    let mut files = files_of(name);
    files.retain(|path, _| !is_face(path) && path != "snapshots.rs");
    files
}

#[test]
fn every_wing_is_in_the_table_and_imports_what_the_table_allows() {
    let table = table();
    let mut wings = BTreeSet::new();
    for name in CRATES {
        for (path, file) in importing(name) {
            let from = wing(name, &path);
            wings.insert(from.clone());
            let allowed = table
                .get(&from)
                .unwrap_or_else(|| panic!("CONTRIBUTING.md has no row for `{from}`"));
            for import in &file.imports {
                let to = wing(name, import);
                assert!(
                    to == from || allowed.contains(&to),
                    "{name}/src/{path} imports {import}: `{from}` must not import `{to}`"
                );
            }
        }
    }
    let listed: BTreeSet<String> = table.into_keys().collect();
    assert_eq!(listed, wings);
}

#[test]
fn every_path_in_contributing_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let words = text.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = words
        .filter(|word| {
            ["smenv-", "src/", "tests/"]
                .iter()
                .any(|start| word.starts_with(start))
        })
        .filter(|word| word.contains(".rs") || word.ends_with('/'))
        .collect();
    assert!(paths.len() > 60, "{paths:?}");
    let missing: Vec<&str> = paths
        .into_iter()
        .filter(|path| !root.join(path).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_wing_imports_wings_below_it_alone() {
    let table = table();
    let mut below = BTreeSet::new();
    let mut left = table;
    while !left.is_empty() {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, imports)| imports.is_subset(&below))
            .map(|(wing, _)| wing.clone())
            .collect();
        assert!(!free.is_empty(), "these wings import each other: {left:?}");
        for wing in free {
            left.remove(&wing);
            below.insert(wing);
        }
    }
}

#[test]
fn no_files_import_each_other() {
    for name in CRATES {
        let mut left = importing(name);
        while !left.is_empty() {
            let is_free =
                |file: &File| file.imports.iter().all(|import| !left.contains_key(import));
            let free: Vec<String> = left
                .iter()
                .filter(|(_, file)| is_free(file))
                .map(|(path, _)| path.clone())
                .collect();
            let circle: Vec<(&String, &BTreeSet<String>)> = left
                .iter()
                .map(|(path, file)| (path, &file.imports))
                .collect();
            assert!(!free.is_empty(), "{name}: a circle is among {circle:#?}");
            for path in free {
                left.remove(&path);
            }
        }
    }
}

#[test]
fn imports_name_the_file_that_defines_what_they_import() {
    for name in CRATES {
        for (path, file) in importing(name) {
            assert!(
                file.faults.is_empty(),
                "{name}/src/{path}: {}",
                file.faults.join(", ")
            );
        }
    }
}

#[test]
fn smenv_shared_stands_alone_and_the_others_use_it() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/smenv-shared/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).unwrap();
    assert!(!manifest.contains("dependencies"), "{manifest}");
    for name in ["smenv-core", "smenv-derive"] {
        assert!(importing(name).values().any(|file| file.imports_shared));
    }
}

#[test]
fn no_two_types_share_a_name() {
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in CRATES {
        for (path, file) in importing(name) {
            for ty in file.types {
                defined
                    .entry(ty)
                    .or_default()
                    .push(format!("{name}/src/{path}"));
            }
        }
    }
    defined.retain(|_, places| places.len() > 1);
    assert!(defined.is_empty(), "{defined:#?}");
}
