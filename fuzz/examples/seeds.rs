//! Writes the seeds of each target to `corpus/`. They come from the recorded jobs, the schema
//! files, and the structs in the tests of the macros.
//!
//! ```text
//! cargo run --example seeds
//! ```

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use quote::ToTokens;
use serde_json::Value;
use syn::{Attribute, Item};

/// Larger seeds slow down every run, and add little.
const LARGEST: usize = 6_000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for path in files(&root.join("tests/jobs"), "json") {
        let record: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        of_job(&record);
    }
    for folder in [
        "tests/ui",
        "smenv-derive/snapshots",
        "tests/attributes",
        "tests/channels",
    ] {
        for path in files(&root.join(folder), "rs") {
            of_program(&fs::read_to_string(path).unwrap());
        }
    }
    for path in files(&root.join("tests"), "json") {
        if !path.starts_with(root.join("tests/jobs")) {
            write("macros", &[&[3], &*fs::read(path).unwrap()].concat());
        }
    }
}

/// Returns the files in a folder and its subfolders.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path, extension),
            false => Vec::from_iter(
                path.extension()
                    .is_some_and(|own| own == extension)
                    .then_some(path),
            ),
        })
        .collect()
}

fn of_job(record: &Value) {
    let files = record["files"].as_object().unwrap();
    let files = files
        .iter()
        .filter_map(|(name, content)| Some(format!("@{name}{}", content.as_str()?)))
        .collect::<Vec<_>>();
    for producer in record["producers"]
        .as_object()
        .unwrap()
        .values()
        .filter(|producer| producer["ran"] == true)
    {
        let variables = producer["env"].as_array().unwrap().iter();
        let variables = variables
            .filter_map(|pair| Some(format!("${}={}", pair[0].as_str()?, pair[1].as_str()?)));
        // Its contents are in the other variables, too.
        let variables: Vec<_> = variables
            .filter(|variable| !variable.starts_with("$SM_TRAINING_ENV="))
            .collect();
        let arguments = producer["argv"].as_array().into_iter().flatten();
        let arguments: Vec<_> = arguments
            .filter_map(|argument| argument.as_str().map(str::to_owned))
            .collect();
        write(
            "environment",
            format!(
                "\0\x01{}",
                [variables.clone(), arguments.clone()].concat().join("\0")
            )
            .as_bytes(),
        );
        write(
            "environment",
            format!(
                "\0\0{}",
                [files.clone(), variables, arguments].concat().join("\0")
            )
            .as_bytes(),
        );
    }
    write(
        "environment",
        format!("\0\0{}", files.join("\0")).as_bytes(),
    );

    let texts = record["files"]["hyperparameters.json"]
        .as_str()
        .and_then(|file| serde_json::from_str::<Value>(file).ok());
    for text in texts
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(_, text)| text.as_str())
    {
        write(
            "values",
            &[&[1, digest(text.as_bytes()) as u8], text.as_bytes()].concat(),
        );
        write("values", &[&[2, 0], text.as_bytes()].concat());
        write(
            "values",
            &[&[2, 0], Value::from(text).to_string().as_bytes()].concat(),
        );
    }
}

/// Writes a seed for each struct and enum with a derive, including those in the comment at the
/// start of a snapshot.
fn of_program(text: &str) {
    let comment: String = text
        .lines()
        .filter_map(|line| line.strip_prefix("// "))
        .skip(1)
        .map(|line| format!("{line}\n"))
        .collect();
    if let Ok(file) = syn::parse_file(text) {
        file.items.into_iter().for_each(of_item);
    }
    if text.starts_with("// What `Sm") {
        let derive = [
            ("SmHyperparameters", 0),
            ("SmCategorical", 1),
            ("SmChannels", 2),
        ];
        let (_, derive) = derive
            .into_iter()
            .find(|(name, _)| text[9..].starts_with(name))
            .unwrap();
        write("macros", &[&[derive], comment.as_bytes()].concat());
    }
}

fn of_item(mut item: Item) {
    let attributes: &mut Vec<Attribute> = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(function) => {
            for statement in &function.block.stmts {
                if let syn::Stmt::Item(item) = statement {
                    of_item(item.clone());
                }
            }
            return;
        }
        _ => return,
    };
    let derives: String = attributes
        .extract_if(.., |attribute| attribute.path().is_ident("derive"))
        .map(|derive| derive.to_token_stream().to_string())
        .collect();
    for (number, name) in [
        (0, "SmHyperparameters"),
        (1, "SmCategorical"),
        (2, "SmChannels"),
    ] {
        if derives.contains(name) {
            write(
                "macros",
                &[&[number], item.to_token_stream().to_string().as_bytes()].concat(),
            );
        }
    }
}

fn write(target: &str, seed: &[u8]) {
    if seed.len() <= LARGEST {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{:016x}", digest(seed))), seed).unwrap();
    }
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
