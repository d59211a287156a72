//! The list of a checkpoint's files, which shows whether a checkpoint that came back from S3 is
//! complete. A line is `123 weights` for a file of 123 bytes; the last is `= 1`, the number of files.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use smenv_shared::regular_file::kind;

use crate::files::flush::open_to_flush;
use crate::files::sibling::at;
use crate::files::uploads::{is_ignored, is_marker};

/// The name of the list in the checkpoint's folder.
pub(crate) const LIST: &str = ".complete";

/// The maximum length of the list: a million files with paths of 60 bytes.
const MOST_BYTES: u64 = 64 << 20;

#[inline]
pub(crate) fn invalid(path: &Path, why: impl Into<String>) -> io::Error {
    at(
        path,
        io::Error::new(io::ErrorKind::InvalidInput, why.into()),
    )
}

/// A folder of a checkpoint.
struct Folder {
    path: PathBuf,
    /// The path within the checkpoint.
    name: PathBuf,
    /// The path with links followed.
    real: PathBuf,
}

/// A walk through a checkpoint that flushes its files and lists their lengths and names.
pub(crate) struct DirListing {
    pub(crate) list: String,
    files: usize,
    /// The checkpoint's path, with links followed.
    root: PathBuf,
    folders: Vec<Folder>,
    /// The folders that links lead to. They come last, so that a folder of the checkpoint is listed
    /// under its own name.
    linked: Vec<Folder>,
    /// The links to folders of the checkpoint.
    pub(crate) inner_links: Vec<PathBuf>,
    /// The real paths of visited folders: links may form a cycle, or lead to a folder several times.
    visited: HashSet<PathBuf>,
}

impl DirListing {
    #[inline]
    pub(crate) fn of(root: &Path) -> io::Result<Self> {
        let (metadata, real) = fs::symlink_metadata(root)
            .and_then(|metadata| Ok((metadata, fs::canonicalize(root)?)))
            .map_err(|error| at(root, error))?;
        // The target of a link belongs to somebody else.
        if !metadata.is_dir() {
            return Err(invalid(root, "it is no longer the folder that was created"));
        }
        let first = Folder {
            path: root.to_owned(),
            name: PathBuf::new(),
            real: real.clone(),
        };
        let mut listing = DirListing {
            list: String::new(),
            files: 0,
            root: real,
            folders: vec![first],
            linked: Vec::new(),
            inner_links: Vec::new(),
            visited: HashSet::new(),
        };
        while let Some(folder) = listing.folders.pop().or_else(|| listing.linked.pop()) {
            if listing.visited.insert(folder.real.clone()) {
                listing.visit(&folder)?;
            }
        }
        listing.list.push_str(&format!("= {}\n", listing.files));
        if listing.list.len() as u64 > MOST_BYTES {
            return Err(invalid(
                root,
                format!("{} files are too many for a checkpoint", listing.files),
            ));
        }
        Ok(listing)
    }

    #[inline]
    fn visit(&mut self, folder: &Folder) -> io::Result<()> {
        let dir = &folder.path;
        for entry in fs::read_dir(dir).map_err(|error| at(dir, error))? {
            let entry = entry.map_err(|error| at(dir, error))?;
            // SageMaker may remove it before it is opened.
            if is_marker(&entry.file_name()) {
                continue;
            }
            let (path, name) = (entry.path(), folder.name.join(entry.file_name()));
            if is_ignored(&entry.file_name()) {
                return Err(invalid(
                    &path,
                    "SageMaker does not upload files and folders whose names end in `.sagemaker-ignore`; rename it, or remove it \
                     before `save` returns",
                ));
            }
            if name == Path::new(LIST) {
                return Err(invalid(
                    &path,
                    "this name is reserved for the list of the checkpoint's files",
                ));
            }
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let metadata = match fs::metadata(&path) {
                Err(error) if is_link && error.kind() == io::ErrorKind::NotFound => {
                    return Err(invalid(&path, "it is a broken link"));
                }
                metadata => metadata.map_err(|error| at(&path, error))?,
            };
            if metadata.is_dir() {
                self.folder(
                    Folder {
                        real: folder.real.join(entry.file_name()),
                        path,
                        name,
                    },
                    is_link,
                )?;
            } else if metadata.is_file() {
                self.file(&path, &name)?;
            } else {
                let why = format!(
                    "it is {}; a checkpoint can contain only regular files and folders",
                    kind(metadata.file_type())
                );
                return Err(invalid(&path, why));
            }
        }
        Ok(())
    }

    #[inline]
    fn folder(&mut self, mut folder: Folder, is_link: bool) -> io::Result<()> {
        if !is_link {
            self.folders.push(folder);
            return Ok(());
        }
        folder.real = fs::canonicalize(&folder.path).map_err(|error| at(&folder.path, error))?;
        if self.root != folder.real && self.root.starts_with(&folder.real) {
            return Err(invalid(
                &folder.path,
                "it is a link to a folder that contains the checkpoint",
            ));
        }
        if folder.real.starts_with(&self.root) {
            self.inner_links.push(folder.name.clone());
        }
        self.linked.push(folder);
        Ok(())
    }

    #[inline]
    fn file(&mut self, path: &Path, name: &Path) -> io::Result<()> {
        let flushed =
            open_to_flush(path).and_then(|file| file.sync_all().and_then(|()| file.metadata()));
        let length = flushed.map_err(|error| at(path, error))?.len();
        let name = name.to_str().filter(|name| !name.contains(['\n', '\r']));
        let name = name.ok_or_else(|| {
            invalid(
                path,
                "the name of a file in a checkpoint must be UTF-8 on one line",
            )
        })?;
        self.list.push_str(&format!("{length} {name}\n"));
        self.files += 1;
        Ok(())
    }
}

/// Returns whether the folder has all files of its list, with their lengths.
#[inline]
pub(crate) fn is_complete(dir: &Path) -> bool {
    complete(dir).is_some()
}

/// Returns the names in the folder's list, if it has all these files, with their lengths.
#[inline]
pub(crate) fn complete(dir: &Path) -> Option<Vec<String>> {
    let list = list(&dir.join(LIST))?;
    let mut lines = list.lines();
    // A truncated list has another end.
    let end = lines.next_back().filter(|_| list.ends_with('\n'))?;
    let listed = |line: &str| {
        let (length, name) = line.split_once(' ')?;
        // The list may come from elsewhere: a path out of the checkpoint is not part of it.
        let is_inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let metadata = fs::metadata(dir.join(name))
            .ok()
            .filter(|metadata| is_inside && metadata.is_file())?;
        (metadata.len() == length.parse::<u64>().ok()?).then(|| name.to_owned())
    };
    let names = lines.map(listed).collect::<Option<Vec<String>>>()?;
    (end == format!("= {}", names.len())).then_some(names)
}

/// Reads a list. Only a regular file is opened: opening a FIFO blocks, and a device has no end.
#[inline]
fn list(path: &Path) -> Option<String> {
    let is_readable =
        fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MOST_BYTES);
    let mut list = String::new();
    is_readable
        .then(|| File::open(path).ok())??
        .take(MOST_BYTES)
        .read_to_string(&mut list)
        .ok()?;
    Some(list)
}
