//! The files of a crate, and what each imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A source file.
pub(crate) struct File {
    /// The files of the same crate that it imports, by their paths below `src`.
    pub(crate) imports: BTreeSet<String>,
    /// Whether it imports `smenv-shared`.
    pub(crate) imports_shared: bool,
    /// What its imports must not do.
    pub(crate) faults: Vec<String>,
    /// The types that it defines.
    pub(crate) types: Vec<String>,
}

/// Reads the files of a crate, by their paths below `src`.
pub(crate) fn files_of(name: &str) -> BTreeMap<String, File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("src");
    let mut paths = Vec::new();
    list(&src, "", &mut paths);
    let known: BTreeSet<String> = paths.iter().cloned().collect();
    let read = |path: String| {
        let text = fs::read_to_string(src.join(&path)).unwrap();
        let tokens = TokenStream::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut file = File {
            imports: BTreeSet::new(),
            imports_shared: false,
            faults: Vec::new(),
            types: Vec::new(),
        };
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        file.types(&tokens);
        file.paths(&tokens, &known);
        file.imports.remove(&path);
        (path, file)
    };
    paths.into_iter().map(read).collect()
}

/// Returns whether a file only lists what others define.
pub(crate) fn is_face(path: &str) -> bool {
    path == "lib.rs" || path == "private.rs" || path.ends_with("mod.rs")
}

fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{path}/"), paths);
        } else if path.ends_with(".rs") {
            paths.push(path);
        }
    }
}

impl File {
    /// Collects the types, but not those in functions, `impl` blocks and tests.
    fn types(&mut self, tokens: &[TokenTree]) {
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(word) = token else {
                continue;
            };
            let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else {
                continue;
            };
            if ["struct", "enum", "union", "trait", "type"].contains(&word.to_string().as_str()) {
                self.types.push(name.to_string());
            }
            if word == "mod" && name != "tests" {
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    self.types(&body.stream().into_iter().collect::<Vec<_>>());
                }
            }
        }
    }

    /// Collects the paths that start at the crate, but not those of tests.
    fn paths(&mut self, tokens: &[TokenTree], known: &BTreeSet<String>) {
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(word)) => word.to_string(),
            Some(TokenTree::Punct(sign)) => sign.as_char().to_string(),
            _ => String::new(),
        };
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(_)
                    if at >= 2 && word(at - 2) == "mod" && word(at - 1) == "tests" => {}
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    // `pub(in crate::layers)` imports nothing.
                    let is_visibility =
                        matches!(inside.first(), Some(TokenTree::Ident(word)) if word == "in");
                    if !is_visibility {
                        self.paths(&inside, known);
                    }
                }
                TokenTree::Ident(start)
                    if at == 0 || ![":", "$"].contains(&word(at - 1).as_str()) =>
                {
                    if start == "smenv_shared" {
                        self.imports_shared = true;
                    }
                    let is_path = word(at + 1) == ":" && word(at + 2) == ":";
                    if start == "super" && is_path {
                        self.faults.push("a path starts with `super`".to_owned());
                    }
                    if start == "crate" && is_path {
                        for import in tree(&tokens[at + 3..]) {
                            self.import(&import, known);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds the file that a path leads to.
    fn import(&mut self, import: &[String], known: &BTreeSet<String>) {
        let file = (1..=import.len())
            .rev()
            .map(|length| format!("{}.rs", import[..length].join("/")))
            .find(|file| known.contains(file));
        match file {
            Some(file) => _ = self.imports.insert(file),
            None => self.faults.push(format!(
                "`crate::{}` is not in a file of its own",
                import.join("::")
            )),
        }
    }
}

/// Returns the paths of what comes after `crate::` in a `use` tree, or of one path.
fn tree(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    let mut path = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "as" => break,
            TokenTree::Ident(word) if word == "self" => {}
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Punct(sign) if sign.as_char() == ':' => {}
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && !path.is_empty() =>
            {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
                let leaves = inside.split(is_comma).filter(|leaf| !leaf.is_empty());
                let below = leaves.flat_map(tree);
                return below.map(|leaf| [path.clone(), leaf].concat()).collect();
            }
            _ => break,
        }
    }
    vec![path]
}
