//! Whether the directories that a program writes to can be written to.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::channels::problems::either;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::facts::directories::CHECKPOINTS;
use crate::files::sibling::this_process;
use crate::files::uploads::IGNORED;
use crate::render::display::DisplayValue;
use crate::run::mistyped_path::remedy_for;
use crate::source::source::Source;
use crate::training_env::training_env::TrainingEnv;

/// A directory that a program writes to.
struct OutputDir<'a> {
    /// The name, which is also that of its argument.
    name: &'static str,
    variable: Option<&'static str>,
    dir: &'a Path,
    /// The origin of the directory, unless that is the layout.
    origin: Option<&'a Origin>,
}

/// Why a directory cannot be written to.
struct Obstacle {
    /// The directory, or the nearest existing one above it.
    at: PathBuf,
    kind: ErrorKind,
    what: String,
}

/// Returns the problems of the directories that a program writes to. The model directory
/// must be writable; the other directories only if they exist or are set explicitly.
pub(crate) fn not_writable(
    source: &Source,
    env: &TrainingEnv,
    is_argument: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let output = |name, variable, key: &str, dir| OutputDir {
        name,
        variable,
        dir,
        origin: env.origin(key),
    };
    let outputs = [
        output(
            "model-dir",
            Some("SM_MODEL_DIR"),
            "SM_MODEL_DIR",
            env.model_dir(),
        ),
        output(
            "output-data-dir",
            Some("SM_OUTPUT_DATA_DIR"),
            "SM_OUTPUT_DATA_DIR",
            env.output_data_dir(),
        ),
        output("checkpoint-dir", None, CHECKPOINTS, env.checkpoint_dir()),
    ];
    // Each with the names of the other directories that it concerns.
    let mut problems: Vec<(Obstacle, Problem, Vec<&str>)> = Vec::new();
    for (number, output) in outputs.iter().enumerate() {
        if number > 0 && output.origin.is_none() && !output.dir.exists()
            || output.dir.as_os_str().is_empty()
        {
            continue;
        }
        let Some(obstacle) = obstacle(output.dir) else {
            continue;
        };
        let base = source.base();
        let is_laid_out = output.dir.starts_with(&base);
        // An obstacle for several directories is one problem.
        let is_same = |other: &Obstacle| {
            let is_of_machine = matches!(
                other.kind,
                ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
            );
            other.kind == obstacle.kind && (other.at == obstacle.at || is_laid_out && is_of_machine)
        };
        match problems.iter_mut().find(|(other, ..)| is_same(other)) {
            Some((other, problem, concerned)) => {
                concerned.push(output.name);
                problem.remedy = Some(if is_laid_out && source.given_base().is_none() {
                    "set SAGEMAKER_BASE_DIR to a writable directory".to_owned()
                } else {
                    format!("make {} a writable directory", other.at.display())
                });
            }
            None => {
                let remedy = how_to_write(source, output, &obstacle, is_argument(output.name));
                let at = if obstacle.at == output.dir {
                    "it".to_owned()
                } else {
                    obstacle.at.display().to_string()
                };
                let problem = Problem {
                    subject: Subject::Directory,
                    name: Some(output.name.to_owned()),
                    origin: Some(output.origin.cloned().unwrap_or(Origin::Default)),
                    given: Some(DisplayValue::new(&output.dir.display().to_string(), false)),
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
            reason.push_str(&format!(", which also affects {}", concerned.join(" and ")))
        });
    }
    problems
        .into_iter()
        .map(|(_, problem, _)| problem)
        .collect()
}

/// Describes how to set a directory that can be written to.
fn how_to_write(
    source: &Source,
    output: &OutputDir<'_>,
    obstacle: &Obstacle,
    is_argument: bool,
) -> String {
    if let (ErrorKind::InvalidInput, Some(remedy)) = (obstacle.kind, remedy_for(output.dir)) {
        return remedy.to_owned();
    }
    let mut ways = Vec::new();
    if is_argument {
        ways.push(format!("pass `--{} DIR`", output.name));
    }
    if source.given_base().is_none() {
        match (output.variable, output.origin) {
            (Some(variable), _) => ways.push(format!("set {variable} to a writable directory")),
            (None, Some(Origin::ConfigFile(file))) => {
                ways.push(format!("change LocalPath in {file}"))
            }
            (None, _) => {}
        }
        if output.origin.is_none() {
            ways.push("set SAGEMAKER_BASE_DIR to one for all of the job's directories".to_owned());
        }
    }
    if ways.is_empty() {
        ways.push(format!(
            "make {} a writable directory",
            obstacle.at.display()
        ));
    }
    either(&ways)
}

/// Returns why a directory cannot be written to, or created. It is not created, and nothing is left
/// behind: a folder is created, and removed, in the nearest directory that exists. SageMaker does not
/// upload a folder with that name.
fn obstacle(dir: &Path) -> Option<Obstacle> {
    let is_there = |part: &&Path| match fs::symlink_metadata(part) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    if !dir.exists() && remedy_for(dir).is_some() {
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
            return Some(obstacle(&error, "is a broken link".to_owned()));
        }
        Err(error) => return Some(obstacle(&error, format!("cannot be accessed: {error}"))),
    }
    let probe = at.join(format!(".{}{IGNORED}", this_process()));
    match fs::create_dir(&probe) {
        Ok(()) => {
            let _ = fs::remove_dir(&probe);
            None
        }
        // Another thread is checking the same directory.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
        Err(error) => Some(obstacle(&error, format!("cannot be written to: {error}"))),
    }
}
