//! Whether the directory of a channel exists, and has data.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use smenv_shared::suggest;

use crate::channels::channel::InputMode;
use crate::channels::job_channels::ChannelReading;
use crate::channels::problems::{ChannelListing, either, problem, variable_for};
use crate::channels::spec::ChannelSpec;
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::faults::fault::GIVE_PERMISSION;
use crate::render::display::DisplayValue;
use crate::run::mistyped_path::remedy_for;

/// Returns the problem of a channel's directory. `field` is the program's field for the channel.
pub(crate) fn without_data(
    reading: &ChannelReading,
    field: Option<&ChannelSpec>,
    listing: &ChannelListing,
    is_argument: &dyn Fn(&str) -> bool,
) -> Option<Problem> {
    let ChannelReading {
        channel, origin, ..
    } = reading;
    let (name, dir) = (channel.name(), channel.dir());
    // A directory that was typed wrongly is empty, and has a problem of its own.
    if channel.input_mode() == Some(InputMode::Pipe) || dir.as_os_str().is_empty() {
        return None;
    }
    let lack = NoData::of(
        dir,
        || channel.has_file(),
        field.is_some_and(ChannelSpec::is_non_empty),
    )?;
    let noun = match lack {
        NoData::File | NoData::BrokenLink => "",
        _ => "directory ",
    };
    let what = lack.describe(dir);
    let suggestion = match lack {
        NoData::Absent => near_dir(dir),
        _ => None,
    };
    let remedy = match (remedy_for(dir), &suggestion) {
        (Some(remedy), _) => Some(remedy.to_owned()),
        (None, Some(_)) => None,
        (None, None) => Some(match &lack {
            NoData::Empty if listing.is_hosted => {
                "check the channel's S3Uri in the job's InputDataConfig".to_owned()
            }
            NoData::Empty => "put its data there".to_owned(),
            NoData::File if matches!(origin, Some(Origin::Argument(_))) => {
                let folder = dir
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty())
                    .unwrap_or(Path::new("."));
                format!("pass its folder, {}", folder.display())
            }
            NoData::Unreadable(error) if error.kind() == ErrorKind::PermissionDenied => {
                GIVE_PERMISSION.to_owned()
            }
            _ => how_to_point(name, origin.as_ref(), dir, listing, is_argument(name)),
        }),
    };
    // Nobody gave a directory that is from the layout.
    let path = dir.display().to_string();
    let (given, reason) = match origin {
        Some(_) => (
            Some(DisplayValue::new(&path, false)),
            format!("this {noun}{what}"),
        ),
        None if noun.is_empty() => (None, format!("{path} {what}")),
        None => (None, format!("the {noun}{path} {what}")),
    };
    let (origin, reason) = (origin.clone(), Some(reason));
    Some(Problem {
        origin,
        given,
        reason,
        suggestion,
        remedy,
        ..problem(ProblemKind::Unusable, name)
    })
}

/// What is wrong with a channel's directory.
enum NoData {
    Absent,
    BrokenLink,
    File,
    Empty,
    Unreadable(io::Error),
}

impl NoData {
    fn of(
        dir: &Path,
        has_file: impl FnOnce() -> io::Result<bool>,
        needs_file: bool,
    ) -> Option<Self> {
        let error = match fs::read_dir(dir) {
            Ok(_) if !needs_file => return None,
            Ok(_) => match has_file() {
                Ok(true) => return None,
                Ok(false) => return Some(NoData::Empty),
                Err(error) => error,
            },
            Err(_) if dir.exists() && !dir.is_dir() => return Some(NoData::File),
            Err(error) => error,
        };
        Some(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory if dir.is_symlink() => {
                NoData::BrokenLink
            }
            ErrorKind::NotFound | ErrorKind::NotADirectory if !dir.exists() => NoData::Absent,
            _ => NoData::Unreadable(error),
        })
    }

    fn describe(&self, dir: &Path) -> String {
        match self {
            NoData::Absent => match std::env::current_dir() {
                Ok(here) if dir.is_relative() => format!("does not exist in {}", here.display()),
                _ => "does not exist".to_owned(),
            },
            NoData::BrokenLink => "is a broken link".to_owned(),
            NoData::File => "is a file, not a directory".to_owned(),
            NoData::Empty => "has no files, and this program needs one".to_owned(),
            NoData::Unreadable(error) => format!("cannot be read: {error}"),
        }
    }
}

/// Describes how to set the directory of a channel.
fn how_to_point(
    name: &str,
    origin: Option<&Origin>,
    dir: &Path,
    listing: &ChannelListing,
    is_argument: bool,
) -> String {
    let mut ways = Vec::new();
    if is_argument {
        ways.push(format!("pass `--{name} DIR`"));
    }
    match origin {
        Some(Origin::Variable(variable)) if variable.starts_with("SM_CHANNEL_") => {
            ways.push(format!("set {variable} to the directory of its data"));
        }
        _ => {
            if listing.reads_variables {
                ways.push(format!(
                    "set {} to the directory of its data",
                    variable_for(name)
                ));
            }
            let place = dir.display();
            ways.push(match dir.is_symlink() {
                true => format!("replace {place} by the directory"),
                false => format!("create the directory {place}"),
            });
        }
    }
    either(&ways)
}

/// Returns an existing directory that differs from `dir` in one part, by a near name.
fn near_dir(dir: &Path) -> Option<String> {
    let missing = dir
        .ancestors()
        .take_while(|part| !part.as_os_str().is_empty() && !part.exists())
        .last()?;
    let above = missing.parent()?;
    let here = if above.as_os_str().is_empty() {
        Path::new(".")
    } else {
        above
    };
    let names = fs::read_dir(here)
        .ok()?
        .flatten()
        .filter(|entry| entry.path().is_dir());
    let names: Vec<String> = names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    let meant = above.join(suggest::nearest(missing.file_name()?.to_str()?, &names)?);
    let meant = match dir
        .strip_prefix(missing)
        .ok()
        .filter(|rest| !rest.as_os_str().is_empty())
    {
        Some(rest) => meant.join(rest),
        None => meant,
    };
    meant.is_dir().then(|| meant.display().to_string())
}
