//! What would otherwise fail after hours of training: a channel without its data, a directory that
//! cannot be written to.
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use smenv_shared::suggest;

use crate::channels::channel::InputMode;
use crate::channels::job_channels::{ChannelReading, JobChannels};
use crate::channels::problems::{ChannelNames, either, problem, variable_for};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::facts::directories::CHECKPOINTS;
use crate::files::uploads::IGNORED;
use crate::files::write_atomic::this_process;
use crate::render::display::DisplayValue;
use crate::source::source::Source;
use crate::training_env::training_env::TrainingEnv;

/// The problems with the directories of a job; none where its source reads no files. `is_argument`
/// is whether the program takes `--NAME DIR`.
#[inline]
pub(crate) fn problems(
    source: &Source,
    env: &TrainingEnv,
    spec: &ChannelsSpec,
    channels: &JobChannels,
    is_argument: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    if !source.has_files() {
        return Vec::new();
    }
    // A program that does not name its channels may read any.
    let takes_any = spec.channels().is_empty() && spec.allows_unknown();
    let of_channel = |said: &ChannelReading| {
        let is_field =
            |field: &&ChannelSpec| channels.how_named.is(said.channel.name(), field.name());
        let field = spec.channels().iter().find(is_field);
        let is_taken = takes_any || field.is_some();
        is_taken
            .then(|| without_data(said, field, &channels.listing, is_argument))
            .flatten()
    };
    let mut problems: Vec<Problem> = channels.channels.iter().filter_map(of_channel).collect();
    problems.extend(not_writable(source, env, is_argument));
    problems
}

/// The problem with the directory of a channel.
#[inline]
fn without_data(
    said: &ChannelReading,
    field: Option<&ChannelSpec>,
    listing: &ChannelNames,
    is_argument: &dyn Fn(&str) -> bool,
) -> Option<Problem> {
    let ChannelReading {
        channel, origin, ..
    } = said;
    let (name, dir) = (channel.name(), channel.dir());
    // One that is typed wrongly has its problem, and no directory.
    if channel.input_mode() == Some(InputMode::Pipe) || dir.as_os_str().is_empty() {
        return None;
    }
    let is_absent = |kind| matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory);
    let (mut what, mut suggestion, mut is_empty, mut noun) =
        (String::new(), None, false, "directory ");
    match fs::read_dir(dir) {
        Ok(_) if field.is_none_or(|field| !field.is_non_empty()) => return None,
        Ok(_) => match channel.has_file() {
            Ok(true) => return None,
            Ok(false) => {
                what.push_str("has no files, and this program needs one");
                is_empty = true;
            }
            Err(error) => what.push_str(&format!("cannot be read: {error}")),
        },
        Err(error) if is_absent(error.kind()) && dir.exists() => {
            what.push_str("is a file, not a directory");
            noun = "";
        }
        Err(error) if is_absent(error.kind()) => {
            what.push_str("does not exist");
            if let (true, Ok(here)) = (dir.is_relative(), std::env::current_dir()) {
                what.push_str(&format!(" in {}", here.display()));
            }
            suggestion = sibling(dir);
        }
        Err(error) => what.push_str(&format!("cannot be read: {error}")),
    }
    let remedy = match (looks_like(dir), &suggestion) {
        (Some(remedy), _) => Some(remedy.to_owned()),
        (None, Some(_)) => None,
        (None, None) if is_empty && listing.is_hosted => {
            Some("check the S3Uri of the channel in the InputDataConfig of the job".to_owned())
        }
        (None, None) if is_empty => Some("put its data there".to_owned()),
        (None, None) if noun.is_empty() && matches!(origin, Some(Origin::Argument(_))) => {
            let folder = dir
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
                .unwrap_or(Path::new("."));
            Some(format!("pass its folder, {}", folder.display()))
        }
        (None, None) => Some(how_to_point(
            name,
            origin.as_ref(),
            dir,
            listing,
            is_argument(name),
        )),
    };
    // What the layout gives was not given by anybody.
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

/// How a channel gets another directory.
#[inline]
fn how_to_point(
    name: &str,
    origin: Option<&Origin>,
    dir: &Path,
    listing: &ChannelNames,
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
            ways.push(format!("make the directory {}", dir.display()));
        }
    }
    either(&ways)
}

/// What to do about a value that cannot be the path of a directory.
#[inline]
fn looks_like(dir: &Path) -> Option<&'static str> {
    let dir = dir.to_str()?;
    if dir.contains("://") {
        Some("write the path of a directory on this machine: an address is not one")
    } else if dir.starts_with('~') {
        Some("write the whole path: only a shell knows `~`")
    } else if dir.contains('$') {
        Some("write the whole path: the variable in it has not been expanded")
    } else {
        None
    }
}

/// The directory that was meant, where one of its parts is nearly what is there.
#[inline]
fn sibling(dir: &Path) -> Option<String> {
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

/// A directory that a program writes to.
struct OutputDir<'a> {
    /// By which an argument is called too.
    name: &'static str,
    variable: Option<&'static str>,
    dir: &'a Path,
    /// What gives it; `None` where that is the layout.
    origin: Option<&'a Origin>,
}

/// Why a directory cannot be written to.
struct Obstacle {
    /// The directory, or the nearest above it that there is.
    at: PathBuf,
    kind: ErrorKind,
    what: String,
}

/// The model's directory must be one that can be written to; the others where they are there, or
/// somebody names them.
#[inline]
fn not_writable(
    source: &Source,
    env: &TrainingEnv,
    is_argument: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let place = |name, variable, key: &str, dir| OutputDir {
        name,
        variable,
        dir,
        origin: env.origin(key),
    };
    let places = [
        place(
            "model-dir",
            Some("SM_MODEL_DIR"),
            "SM_MODEL_DIR",
            env.model_dir(),
        ),
        place(
            "output-data-dir",
            Some("SM_OUTPUT_DATA_DIR"),
            "SM_OUTPUT_DATA_DIR",
            env.output_data_dir(),
        ),
        place("checkpoint-dir", None, CHECKPOINTS, env.checkpoint_dir()),
    ];
    // Each with the other places that it concerns.
    let mut problems: Vec<(Obstacle, Problem, Vec<&str>)> = Vec::new();
    for (number, place) in places.iter().enumerate() {
        if number > 0 && place.origin.is_none() && !place.dir.exists()
            || place.dir.as_os_str().is_empty()
        {
            continue;
        }
        let Some(obstacle) = obstacle(place.dir) else {
            continue;
        };
        let base = source.base();
        let is_laid_out = place.dir.starts_with(&base);
        // What stands in the way of several is one problem.
        let is_same = |other: &Obstacle| {
            let is_of_machine = matches!(
                other.kind,
                ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
            );
            other.kind == obstacle.kind && (other.at == obstacle.at || is_laid_out && is_of_machine)
        };
        match problems.iter_mut().find(|(other, ..)| is_same(other)) {
            Some((other, problem, concerned)) => {
                concerned.push(place.name);
                problem.remedy = Some(if is_laid_out && source.given_base().is_none() {
                    "set SAGEMAKER_BASE_DIR to a directory that can be written to".to_owned()
                } else {
                    format!(
                        "make {} a directory that can be written to",
                        other.at.display()
                    )
                });
            }
            None => {
                let remedy = how_to_write(source, place, &obstacle, is_argument(place.name));
                let at = if obstacle.at == place.dir {
                    "it".to_owned()
                } else {
                    obstacle.at.display().to_string()
                };
                let problem = Problem {
                    subject: Subject::Directory,
                    name: Some(place.name.to_owned()),
                    origin: Some(place.origin.cloned().unwrap_or(Origin::Default)),
                    given: Some(DisplayValue::new(&place.dir.display().to_string(), false)),
                    reason: Some(format!("{at} {}", obstacle.what)),
                    remedy: Some(remedy),
                    ..Problem::new(ProblemKind::Unusable)
                };
                problems.push((obstacle, problem, Vec::new()));
            }
        }
    }
    for (_, Problem { reason, .. }, concerned) in problems
        .iter_mut()
        .filter(|(.., concerned)| !concerned.is_empty())
    {
        reason.iter_mut().for_each(|reason| {
            reason.push_str(&format!(", which concerns {} too", concerned.join(" and ")))
        });
    }
    problems
        .into_iter()
        .map(|(_, problem, _)| problem)
        .collect()
}

/// How a directory that can be written to is given.
#[inline]
fn how_to_write(
    source: &Source,
    place: &OutputDir<'_>,
    obstacle: &Obstacle,
    is_argument: bool,
) -> String {
    if let (ErrorKind::InvalidInput, Some(remedy)) = (obstacle.kind, looks_like(place.dir)) {
        return remedy.to_owned();
    }
    let mut ways = Vec::new();
    if is_argument {
        ways.push(format!("pass `--{} DIR`", place.name));
    }
    if source.given_base().is_none() {
        match (place.variable, place.origin) {
            (Some(variable), _) => ways.push(format!(
                "set {variable} to a directory that can be written to"
            )),
            (None, Some(Origin::ConfigFile(file))) => {
                ways.push(format!("change LocalPath in {file}"))
            }
            (None, _) => {}
        }
        if place.origin.is_none() {
            ways.push("set SAGEMAKER_BASE_DIR to one for all directories of the job".to_owned());
        }
    }
    if ways.is_empty() {
        ways.push(format!(
            "make {} a directory that can be written to",
            obstacle.at.display()
        ));
    }
    either(&ways)
}

/// Why a directory cannot be written to, or created. It is not created, and nothing is left behind:
/// a folder is created, and removed, in the nearest directory that exists. SageMaker does not
/// upload a folder of that name.
#[inline]
fn obstacle(dir: &Path) -> Option<Obstacle> {
    let is_there = |part: &&Path| match fs::symlink_metadata(part) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    if !dir.exists() && looks_like(dir).is_some() {
        let (at, kind) = (dir.to_owned(), ErrorKind::InvalidInput);
        return Some(Obstacle {
            at,
            kind,
            what: "is not the path of a directory".to_owned(),
        });
    }
    let named = dir
        .ancestors()
        .find(|part| part.as_os_str().is_empty() || is_there(part))
        .unwrap_or(dir);
    let at = if named.as_os_str().is_empty() {
        Path::new(".")
    } else {
        named
    };
    let obstacle = |error: &io::Error, what| Obstacle {
        at: at.to_owned(),
        kind: error.kind(),
        what,
    };
    match fs::metadata(at) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let error = io::Error::from(ErrorKind::NotADirectory);
            return Some(obstacle(&error, "is a file, not a directory".to_owned()));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Some(obstacle(
                &error,
                "is a link to what does not exist".to_owned(),
            ));
        }
        Err(error) => return Some(obstacle(&error, format!("cannot be reached: {error}"))),
    }
    let probe = at.join(format!(".{}{IGNORED}", this_process()));
    match fs::create_dir(&probe) {
        Ok(()) => {
            let _ = fs::remove_dir(&probe);
            None
        }
        // Another thread's.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
        Err(error) => Some(obstacle(&error, format!("cannot be written to: {error}"))),
    }
}
