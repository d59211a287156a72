//! What was found for a name.
use std::borrow::Cow;

use crate::error::problem::{Origin, Problem};
use crate::layers::candidate::Candidate;

/// The answer to: what is given for these names?
pub(crate) enum Lookup<'a> {
    Nothing,
    Found(Candidate<'a>),
    /// Two values that differ, each with the name it was given under.
    Conflict(Box<[(String, Candidate<'a>); 2]>),
    /// A variable that is no text.
    Unreadable(Box<Problem>),
}

impl Lookup<'_> {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Lookup::Found(found) if found.is_null())
    }

    /// Whether a text of the config file spells null.
    pub(crate) fn spells_null(&self) -> bool {
        matches!(self, Lookup::Found(found) if found.spells_null())
    }

    /// Where what was found comes from.
    pub(crate) fn origin(&self) -> Option<Origin> {
        match self {
            Lookup::Found(found) => Some(found.by.origin()),
            Lookup::Unreadable(problem) => problem.origin.clone(),
            Lookup::Nothing | Lookup::Conflict(_) => None,
        }
    }
}

/// The one value of all that one layer gives under several names, or two that differ.
#[derive(Default)]
pub(crate) struct Merged<'a> {
    first: Option<(String, Candidate<'a>)>,
    other: Option<(String, Candidate<'a>)>,
    unreadable: Option<Box<Problem>>,
}

impl<'a> Merged<'a> {
    pub(crate) fn add(&mut self, name: Cow<'_, str>, found: Result<Candidate<'a>, Box<Problem>>) {
        match (found, &self.first) {
            // Two that differ are enough.
            (Ok(_), _) if self.other.is_some() => {}
            (Err(problem), _) => self.unreadable = self.unreadable.take().or(Some(problem)),
            // Null is absence: no second value, and none that a second one would differ from.
            (Ok(found), Some((_, first))) if found.is_null() || first.agrees_with(&found) => {}
            (Ok(found), Some((_, first))) if !first.is_null() => {
                self.other = self.other.take().or(Some((name.into_owned(), found)));
            }
            (Ok(found), _) => self.first = Some((name.into_owned(), found)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none() && self.unreadable.is_none()
    }

    pub(crate) fn lookup(self) -> Option<Lookup<'a>> {
        match (self.unreadable, self.first, self.other) {
            (_, Some(first), Some(other)) => Some(Lookup::Conflict(Box::new([first, other]))),
            (Some(problem), _, _) => Some(Lookup::Unreadable(problem)),
            (None, Some((_, found)), None) => Some(Lookup::Found(found)),
            (None, None, _) => None,
        }
    }
}
