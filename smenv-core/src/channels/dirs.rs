//! The directories of a job's channels.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use smenv_shared::json::value::Json;
use smenv_shared::limits::is_channel_name;
use smenv_shared::names;

use crate::channels::name_origin::NameOrigin;
use crate::error::problem::Origin;
use crate::facts::directories::InputDirs;
use crate::facts::facts::Facts;
use crate::index::Index;

/// The prefix of the variable of a channel's directory.
pub(crate) const DIR: &str = "SM_CHANNEL_";

/// The directories of channels, by the places that report them.
pub(crate) struct ChannelDirs<'s> {
    /// `SM_CHANNEL_*`, without that prefix, if they are not empty.
    variables: Vec<(&'s str, &'s OsStr)>,
    /// Those that are empty.
    pub(crate) empty: Vec<&'s str>,
    /// `channel_input_dirs` in `SM_TRAINING_ENV`.
    training_env: Vec<(String, String)>,
    /// The directory that contains the others.
    pub(crate) data: PathBuf,
}

impl<'s> ChannelDirs<'s> {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'s>, input: &InputDirs) -> Self {
        let source = facts.source;
        let variables = || {
            source
                .variables_with(DIR)
                .filter(|_| source.given_base().is_none())
        };
        let empty = variables()
            .filter(|(_, dir)| dir.is_empty())
            .map(|(name, _)| name)
            .collect();
        let variables = variables().filter(|(_, dir)| !dir.is_empty()).collect();
        let mut training_env = Vec::new();
        if let Some(statement) = facts.in_training_env("channel_input_dirs") {
            let dir =
                |(name, dir): (Cow<'_, str>, Json<'_>)| Some((name.into_owned(), dir.as_string()?));
            match statement
                .json()
                .entries()
                .map(|dirs| dirs.into_iter().map(dir).collect())
            {
                Some(Some(dirs)) => training_env = dirs,
                _ => facts.reject(
                    statement,
                    "an object of the channels' directories by their names",
                ),
            }
        }
        ChannelDirs {
            variables,
            empty,
            training_env,
            data: input.data.clone(),
        }
    }

    /// Returns the names of the channels that have a directory, and what lists them. Folders count
    /// only if `with_folders` is true.
    #[inline]
    pub(crate) fn names(&self, with_folders: bool) -> (Vec<String>, NameOrigin, Option<Origin>) {
        if !self.training_env.is_empty() {
            let names = self.training_env.iter().map(|(name, _)| name.clone());
            return (
                names.collect(),
                NameOrigin::Listed,
                Some(Origin::Variable("SM_TRAINING_ENV".to_owned())),
            );
        }
        let mut names: Vec<String> = self
            .variables
            .iter()
            .map(|(name, _)| name.to_lowercase())
            .collect();
        let name_origin = if names.is_empty() {
            NameOrigin::Listed
        } else {
            NameOrigin::FromVariable
        };
        if with_folders {
            let known: BTreeSet<String> = names
                .iter()
                .map(|name| names::to_variable_case(name))
                .collect();
            let is_new = |folder: &String| !known.contains(&names::to_variable_case(folder));
            names.extend(folders(&self.data).into_iter().filter(is_new));
        }
        (names, name_origin, None)
    }
}

/// Finds the directory of each of a job's channels.
pub(crate) struct DirLookup<'d, 's> {
    dirs: &'d ChannelDirs<'s>,
    name_origin: NameOrigin,
    names: &'d [String],
    by_name: Index<String>,
    variables: Index<String>,
    training_env: Index<&'d str>,
}

impl<'d, 's> DirLookup<'d, 's> {
    #[inline]
    pub(crate) fn of(
        dirs: &'d ChannelDirs<'s>,
        names: &'d [String],
        name_origin: NameOrigin,
    ) -> Self {
        let key = |name: &str| DirLookup::key(name, name_origin);
        DirLookup {
            dirs,
            name_origin,
            names,
            by_name: names.iter().map(|name| key(name)).zip(0..).collect(),
            variables: dirs
                .variables
                .iter()
                .map(|(variable, _)| key(variable))
                .zip(0..)
                .collect(),
            training_env: dirs
                .training_env
                .iter()
                .map(|(name, _)| &**name)
                .zip(0..)
                .collect(),
        }
    }

    /// Returns a key that is equal for a name and every variable that may belong to it.
    #[inline]
    fn key(name: &str, name_origin: NameOrigin) -> String {
        match name_origin {
            NameOrigin::Listed => names::to_variable_case(name),
            NameOrigin::FromVariable => name.to_lowercase(),
        }
    }

    #[inline]
    fn belongs_to(&self, variable: &str, name: &str) -> bool {
        match self.name_origin {
            NameOrigin::Listed => names::is_exact_variable_of(name, variable),
            NameOrigin::FromVariable => variable.to_lowercase() == name,
        }
    }

    /// Returns the directory of a channel, and its origin unless that is the layout.
    ///
    /// A variable that belongs to several names has the directory of only one of them, and which
    /// one is unknown; the driver then confuses them in `SM_TRAINING_ENV` too.
    #[inline]
    pub(crate) fn find(&self, name: &str) -> (PathBuf, Option<Origin>) {
        let alike = self
            .variables
            .get(&DirLookup::key(name, self.name_origin))
            .map(|at| self.dirs.variables[at]);
        let mut own = alike.filter(|(variable, _)| self.belongs_to(variable, name));
        let is_unshared = |(variable, _): &(&str, &OsStr)| {
            let alike = self
                .by_name
                .get(&DirLookup::key(variable, self.name_origin));
            alike
                .filter(|at| self.belongs_to(variable, &self.names[*at]))
                .take(2)
                .count()
                == 1
        };
        if let Some((variable, dir)) = own.clone().rfind(is_unshared) {
            return (
                dir.into(),
                Some(Origin::Variable(format!("{DIR}{variable}"))),
            );
        }
        match self
            .training_env
            .get(name)
            .next()
            .filter(|_| own.next().is_none())
        {
            Some(at) => (
                self.dirs.training_env[at].1.clone().into(),
                Some(Origin::Variable("SM_TRAINING_ENV".to_owned())),
            ),
            None => (self.dirs.data.join(name), None),
        }
    }
}

/// Returns the folders in a directory that may be channels. Hidden folders belong to tools.
#[inline]
fn folders(data: &Path) -> Vec<String> {
    let mut folders = Vec::new();
    for entry in data.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().ok();
        let name = name.filter(|name| !name.starts_with('.') && is_channel_name(name));
        let kind = entry.file_type();
        let is_dir =
            kind.is_ok_and(|kind| kind.is_dir() || kind.is_symlink() && entry.path().is_dir());
        folders.extend(name.filter(|_| is_dir));
    }
    folders
}
