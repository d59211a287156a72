//! The arguments for channels and directories: `--train ./data`, `--model-dir ./out`.

use std::path::PathBuf;

use crate::channels::spec::ChannelsSpec;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::layers::arguments::problems::{AN_ARGUMENT_EACH, ONE_ARGUMENT, quoted};
use crate::layers::arguments::words::{
    self, Meaning, Misspelling, NamedArgument, Options, Piece, lossy,
};
use crate::layers::arguments::{secrets, syntax};
use crate::render::display::DisplayValue;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::typed;
use crate::source::source::Source;
use crate::source::typed_dir::TypedDir;
use crate::spec::spec::Spec;

/// The arguments for the directories that a program writes to, without dashes.
pub(crate) const DIRECTORIES: [&str; 3] = ["model-dir", "output-data-dir", "checkpoint-dir"];

/// Separates the arguments for channels and directories from those for hyperparameters, and
/// returns their problems. A hyperparameter of the same name takes precedence.
pub(crate) fn split_typed_dirs(
    mut source: Source,
    spec: &Spec,
    channels: &ChannelsSpec,
) -> (Source, Vec<Problem>) {
    let channels: Vec<&'static str> = channels
        .channels()
        .iter()
        .map(|channel| channel.name())
        .collect();
    let names = [&channels[..], &DIRECTORIES].concat();
    let (mut dirs, mut problems, mut taken) = (Vec::<TypedDir>::new(), Vec::new(), Vec::new());
    // The first directory of each name, and the first that differs from it.
    let mut distinct: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    let typed = typed(&source);
    let pieces = words::split(&typed, Options { spec, dirs: &names });
    let starts: Vec<usize> = pieces.iter().map(Piece::at).chain([usize::MAX]).collect();
    let has_secret = source
        .arguments()
        .iter()
        .any(|word| secrets::names_secret(&word.to_string_lossy(), spec));
    for (piece, next) in pieces.into_iter().zip(&starts[1..]) {
        let Piece::Named(named) = piece else { continue };
        let Meaning::Dir(number) = named.meaning else {
            continue;
        };
        // Everything up to the next name, including a `train` that is not a value.
        let first = typed.partition_point(|typed| typed.at < named.at);
        taken.extend(
            typed[first..]
                .iter()
                .map(|typed| typed.at)
                .take_while(|at| at < next),
        );
        let (name, is_channel) = (names[number], number < channels.len());
        let names_secret = named
            .values()
            .iter()
            .any(|value| secrets::names_secret(lossy(value), spec));
        match directory(&named, spec, has_secret) {
            Ok(path) => {
                let dir = TypedDir::new(
                    name,
                    is_channel,
                    path,
                    named.as_typed.into_owned(),
                    names_secret,
                );
                let distinct = &mut distinct[number];
                let other = distinct
                    .iter()
                    .map(|at| &dirs[*at])
                    .find(|other| other.path != dir.path);
                problems.extend(other.map(|other| conflict(other, &dir)));
                if distinct.is_empty() || distinct.len() == 1 && other.is_some() {
                    distinct.push(dirs.len());
                }
                dirs.push(dir);
            }
            Err(problem) => {
                let problem = Problem {
                    name: Some(name.to_owned()),
                    ..*problem
                };
                problems.push(about(is_channel, problem));
                // Otherwise it would be reported as missing too.
                dirs.push(TypedDir::new(
                    name,
                    is_channel,
                    PathBuf::new(),
                    named.as_typed.into_owned(),
                    names_secret,
                ));
            }
        }
    }
    source.remove_arguments(&taken);
    source.add_typed_dirs(dirs);
    source.set_channel_names(channels);
    (source, problems)
}

/// Returns the directory after a name. If there is a secret among the arguments, problems do not show
/// what was given.
fn directory(
    named: &NamedArgument<'_>,
    spec: &Spec,
    has_secret: bool,
) -> Result<PathBuf, Box<Problem>> {
    let name = without_dashes(&named.as_typed);
    let wrong = |given: Option<String>, reason: String, remedy: String| {
        Box::new(Problem {
            origin: Some(Origin::Argument(named.as_typed.clone().into_owned())),
            given: given.map(|given| DisplayValue::new(&given, has_secret)),
            reason: Some(reason),
            remedy: Some(remedy),
            ..Problem::new(ProblemKind::Invalid)
        })
    };
    let problem =
        |given, reason, value: &str| wrong(given, reason, format!("write `--{name} {value}`"));
    if let Some(Err(shown)) = &named.joined {
        return Err(problem(
            Some(shown.clone()),
            "its directory is not UTF-8".to_owned(),
            "DIR",
        ));
    }
    let joined = named.joined.iter().flatten().map(PathBuf::from);
    let paths: Vec<PathBuf> = joined
        .chain(named.words.iter().map(|typed| PathBuf::from(typed.word)))
        .collect();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let is_several =
        |text: &String| syntax::contains_option(text) || secrets::holds_secret(text, spec);
    if let Some(several) = texts.iter().find(|text| is_several(text)) {
        return Err(wrong(
            Some(several.clone()),
            ONE_ARGUMENT.to_owned(),
            AN_ARGUMENT_EACH.to_owned(),
        ));
    }
    let first = texts
        .iter()
        .find(|text| !has_secret && !text.is_empty() && *text != "=");
    let first = first.map_or_else(|| "DIR".to_owned(), |text| quoted(text));
    match (named.misspelling, &paths[..]) {
        (Some(Misspelling::Dash(dash)), _) => Err(problem(
            Some(named.as_typed.clone().into_owned()),
            format!("it starts with {dash:?}, which is not a hyphen"),
            &first,
        )),
        (Some(_), _) => Err(problem(
            None,
            "it is not in the form `--name value`".to_owned(),
            &first,
        )),
        (None, [path]) if !path.as_os_str().is_empty() => Ok(path.clone()),
        (None, [] | [_]) => Err(problem(None, "its directory is missing".to_owned(), "DIR")),
        (None, [_, _, ..]) if has_secret => Err(problem(
            None,
            "unexpected words after its directory".to_owned(),
            &first,
        )),
        (None, [_, second, ..]) => {
            let second = second.display().to_string();
            Err(problem(
                None,
                format!(
                    "unexpected {} after its directory",
                    DisplayValue::new(&second, false)
                ),
                &first,
            ))
        }
    }
}

fn conflict(first: &TypedDir, second: &TypedDir) -> Problem {
    let shown = |dir: &TypedDir| {
        format!(
            "{} ({})",
            DisplayValue::new(&dir.path.display().to_string(), false),
            dir.origin()
        )
    };
    let problem = Problem {
        name: Some(first.name().to_owned()),
        reason: Some(format!(
            "given twice, with different values: {} and {}",
            shown(first),
            shown(second)
        )),
        remedy: Some("keep one of them".to_owned()),
        ..Problem::new(ProblemKind::Conflict)
    };
    about(first.is_channel(), problem)
}

fn about(is_channel: bool, problem: Problem) -> Problem {
    let subject = match is_channel {
        true => Subject::Channel,
        false => Subject::Directory,
    };
    Problem { subject, ..problem }
}
