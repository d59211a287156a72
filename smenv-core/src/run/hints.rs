//! Hints that only a program with `--help` can give.

use smenv_shared::suggest;

use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::run::command_line::OWN_WORDS;
use crate::source::dashes::without_dashes;

/// Suggests these words for unknown arguments that are not near a hyperparameter: `--help` for
/// `--hlep`. The problem of a missing channel whose name is suggested is removed.
pub(crate) fn suggesting(mut error: Error, words: &[&str]) -> Error {
    let problems = error.problems_mut();
    let is_unknown = |problem: &Problem| {
        matches!(problem.origin, Some(Origin::Argument(_))) && problem.kind == ProblemKind::Unknown
    };
    let remedies = problems
        .iter()
        .filter(|problem| is_unknown(problem))
        .filter_map(|problem| problem.remedy.as_deref());
    // `pass the data as --train DIR, --test DIR`
    let lists = |word: &&&str| {
        remedies
            .clone()
            .any(|remedy| remedy.contains(&format!("`--{word} DIR`")))
    };
    let mut suggested: Vec<&str> = words.iter().filter(lists).copied().collect();
    for problem in &mut *problems {
        let is_argument = is_unknown(problem);
        // A remedy that lists names has no better one.
        let is_open = problem
            .remedy
            .as_deref()
            .is_none_or(|remedy| remedy.starts_with("use "));
        if let (true, None, Some(name)) =
            (is_argument && is_open, &problem.suggestion, &problem.name)
        {
            let typed = without_dashes(name);
            let mut begun = words
                .iter()
                .copied()
                .filter(|word| typed.len() >= 3 && word.starts_with(typed));
            let begun = begun.next().filter(|_| begun.next().is_none());
            let near = suggest::nearest(typed, words)
                .or(begun)
                .filter(|near| *near != typed || !name.starts_with("--"));
            let Some(near) = near else { continue };
            problem.suggestion = Some(format!("--{near}"));
            problem.remedy = None;
            suggested.push(near);
        }
    }
    problems.retain(|problem| {
        let is_missing =
            problem.kind == ProblemKind::Missing && problem.subject == Subject::Channel;
        !is_missing
            || problem
                .name
                .as_deref()
                .is_none_or(|name| !suggested.contains(&name))
    });
    error
}

/// Adds what the program's own words and its help can say about an error.
pub(crate) fn with_help(error: Error) -> Error {
    referring_to_help(suggesting(error, OWN_WORDS))
}

/// Adds a reference to `--help` to the first unknown hyperparameter without a suggestion, unless its
/// problem lists the known names.
fn referring_to_help(mut error: Error) -> Error {
    let mut problems = error.problems_mut().iter_mut();
    if let Some(first) = problems.find(|problem| problem.is_unlike_any_name()) {
        first
            .remedy
            .get_or_insert_with(|| "see `--help` for the known names".to_owned());
    }
    error
}
