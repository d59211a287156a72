//! The result of a lookup.

use std::borrow::Cow;

use crate::error::problem::{Origin, Problem};
use crate::layers::candidate::Candidate;

/// The values of a target in the first layer that has any.
pub(crate) enum Lookup<'a> {
    Nothing,
    Found(Candidate<'a>),
    /// Two values that differ, each with its name.
    Conflict(Box<[(String, Candidate<'a>); 2]>),
    /// A value that is not text.
    Unreadable(Box<Problem>),
}

impl Lookup<'_> {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Lookup::Found(candidate) if candidate.is_null())
    }

    /// Returns whether it is a string of the config file that decodes to null.
    pub(crate) fn is_null_text(&self) -> bool {
        matches!(self, Lookup::Found(candidate) if candidate.is_null_text())
    }

    pub(crate) fn origin(&self) -> Option<Origin> {
        match self {
            Lookup::Found(candidate) => Some(candidate.layer.origin()),
            Lookup::Unreadable(problem) => problem.origin.clone(),
            Lookup::Nothing | Lookup::Conflict(_) => None,
        }
    }
}

/// The values of a target in one layer, under any of its names: they agree, or two differ.
#[derive(Default)]
pub(crate) struct Merged<'a> {
    first: Option<(String, Candidate<'a>)>,
    second: Option<(String, Candidate<'a>)>,
    unreadable: Option<Box<Problem>>,
}

impl<'a> Merged<'a> {
    pub(crate) fn add(
        &mut self,
        name: Cow<'_, str>,
        candidate: Result<Candidate<'a>, Box<Problem>>,
    ) {
        match (candidate, &self.first) {
            // Two that differ are enough.
            (Ok(_), _) if self.second.is_some() => {}
            (Err(problem), _) => self.unreadable = self.unreadable.take().or(Some(problem)),
            // Null is absence: it differs from no value.
            (Ok(candidate), Some((_, first)))
                if candidate.is_null() || first.agrees_with(&candidate) => {}
            (Ok(candidate), Some((_, first))) if !first.is_null() => {
                self.second = self.second.take().or(Some((name.into_owned(), candidate)));
            }
            (Ok(candidate), _) => self.first = Some((name.into_owned(), candidate)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none() && self.unreadable.is_none()
    }

    /// Returns the result, if there are any values.
    pub(crate) fn lookup(self) -> Option<Lookup<'a>> {
        match (self.unreadable, self.first, self.second) {
            (_, Some(first), Some(second)) => Some(Lookup::Conflict(Box::new([first, second]))),
            (Some(problem), _, _) => Some(Lookup::Unreadable(problem)),
            (None, Some((_, candidate)), None) => Some(Lookup::Found(candidate)),
            (None, None, _) => None,
        }
    }
}
