//! What is given for a name, and by whom: the layers from typed arguments down to
//! `hyperparameters.json`.
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ffi::OsStr;

use smenv_shared::json::scanner;

use crate::error::problem::{Problem, ProblemKind, Subject};
use crate::faults::invalid_json;
use crate::layers::arguments::arguments::{self, Argument};
use crate::layers::by_name::ByName;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::cut_names::CutNames;
use crate::layers::entries::{Entries, EntryId, Storage, VariableMatch};
use crate::layers::found_in::FoundIn;
use crate::layers::variable::{UnmatchedVariable, Variable};
use crate::source::config_file::{self, ConfigFile};
use crate::source::source::Source;
use crate::spec::spec::Spec;

/// Everything that is given, in its layers, each thing with the number of the field that it is for.
pub(crate) struct Layers<'a> {
    pub(in crate::layers) spec: &'static Spec,
    pub(in crate::layers) arguments: Vec<Argument<'a>>,
    /// Variables that say something else than the entry for which they stand.
    pub(in crate::layers) overrides: Vec<(EntryId, Variable<'a>)>,
    /// Variables that stand for no entry.
    pub(in crate::layers) unmatched: Vec<UnmatchedVariable<'a>>,
    /// The job's hyperparameters: of `SM_HPS`, or where there is none of the config file.
    pub(in crate::layers) entries: Entries<'a>,
    pub(in crate::layers) by: Layer<'a>,
    pub(in crate::layers) file: &'a ConfigFile<'a>,
    /// The config file's entries where `entries` are those of `SM_HPS`.
    pub(in crate::layers) file_entries: OnceCell<Entries<'a>>,
    pub(in crate::layers) by_name: OnceCell<ByName>,
    pub(in crate::layers) cut_names: OnceCell<CutNames>,
    /// A source of `entries` could not be read to its end, so that a name which is not there may yet
    /// have been given.
    pub(crate) is_incomplete: bool,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Layers<'a> {
    /// Before anything is read for the fields of `spec`.
    #[inline]
    pub(crate) fn new(file: &'a ConfigFile<'a>, spec: &'static Spec, storage: Storage<'a>) -> Self {
        Layers {
            spec,
            arguments: Vec::new(),
            overrides: Vec::new(),
            unmatched: Vec::new(),
            entries: Entries::none(storage),
            by: Layer::SmHps,
            file,
            file_entries: OnceCell::new(),
            by_name: OnceCell::new(),
            cut_names: OnceCell::new(),
            is_incomplete: false,
            problems: Vec::new(),
        }
    }

    /// Reads all layers.
    pub(crate) fn read(&mut self, source: &'a Source) {
        self.read_entries(source.variable("SM_HPS"));
        for (name, value) in source.hyperparameters() {
            self.sort_variable(Variable { name, value });
        }
        // The order of an environment says nothing.
        self.overrides.sort_by_key(|(_, variable)| variable.name);
        self.unmatched
            .sort_by_key(|unmatched| unmatched.variable.name);
        if !source.arguments().is_empty() {
            self.read_arguments(source);
        }
    }

    fn read_entries(&mut self, sm_hps: Option<&'a OsStr>) {
        let Some(variable) = sm_hps else {
            return self.read_config_file();
        };
        let origin = || Layer::SmHps.origin();
        let problem = match variable.to_str().map(scanner::without_bom) {
            Some(text) => match self.entries.split(text, self.spec) {
                Ok(()) => return,
                Err(broken) => {
                    Problem::unreadable(origin(), invalid_json::fault(broken, text, "SM_HPS"))
                }
            },
            None => {
                let fault = invalid_json::not_utf_8(variable.as_encoded_bytes());
                Problem {
                    kind: ProblemKind::NotUnicode,
                    ..Problem::unreadable(origin(), fault)
                }
            }
        };
        self.is_incomplete = true;
        self.problems.push(Problem {
            subject: Subject::Hyperparameter,
            ..problem
        });
    }

    #[cold]
    fn read_config_file(&mut self) {
        self.by = Layer::ConfigFile;
        if let Some(text) = self.file.text() {
            self.entries
                .split(text, self.spec)
                .unwrap_or_else(|error| self.file.keep_syntax_error(error, text));
        }
        self.is_incomplete = self.file.problem.get().is_some();
    }

    pub(crate) fn file_entries(&self) -> &Entries<'a> {
        self.file_entries.get_or_init(|| {
            let mut entries = Entries::none_for(self.spec);
            if let Some(text) = self.file.text() {
                entries
                    .split(text, self.spec)
                    .unwrap_or_else(|error| self.file.keep_syntax_error(error, text));
            }
            entries
        })
    }

    /// A variable that two names share is nobody's; one that stands for a name is no other field's.
    fn sort_variable(&mut self, variable: Variable<'a>) {
        let field = self.spec.find_variable(variable.name);
        match self.entries.with_variable(variable.name, field) {
            VariableMatch::Only(id) => {
                let is_rendered = || {
                    self.found(id)
                        .is_some_and(|found| found.is_rendered_as(variable.value))
                };
                if !variable.value.is_empty() && !is_rendered() {
                    self.overrides.push((id, variable));
                    self.entries.contest(field);
                }
            }
            VariableMatch::Several => {}
            VariableMatch::Nobody => {
                if !self.is_cut_name(variable) {
                    self.unmatched.push(UnmatchedVariable { variable, field });
                    self.entries.contest(field);
                }
            }
        }
    }

    fn is_cut_name(&self, variable: Variable<'_>) -> bool {
        self.cut_names
            .get_or_init(|| CutNames::of(&self.entries))
            .matches(variable)
    }

    fn read_arguments(&mut self, source: &'a Source) {
        let (arguments, problems) = arguments::read(source, self.spec);
        arguments
            .iter()
            .for_each(|argument| self.entries.contest(argument.field));
        self.arguments = arguments;
        self.problems.extend(problems);
    }

    pub(crate) fn found(&self, id: EntryId) -> Option<Candidate<'a>> {
        let entry = self.entries.get(id)?;
        if self.by == Layer::ConfigFile {
            return Some(Candidate::of_config_file(entry));
        }
        let (text, kind) = entry.value.parts();
        Some(Candidate {
            text: Cow::Borrowed(text),
            kind,
            by: self.by,
        })
    }

    /// Whether all that is given is a field's, and nothing was wrong with it.
    #[inline]
    pub(crate) fn is_settled(&self) -> bool {
        self.entries.are_fields()
            && self.unmatched.is_empty()
            && self.arguments.is_empty()
            && self.problems.is_empty()
            && self.file.problem.get().is_none()
            && self.file_entries.get().is_none()
    }

    /// Where hyperparameters were looked for and there was nothing at all.
    pub(crate) fn searched(&self) -> Option<String> {
        let path = self.file.source.config_dir()?.join(config_file::NAME);
        let is_nowhere = self.found_in() == FoundIn::Nowhere && self.file.problem.get().is_none();
        let source = self.file.source;
        is_nowhere.then(|| match source.given_base() {
            _ if source.is_set("SM_HPS") => {
                format!("there is nothing in SM_HPS, and no {}", path.display())
            }
            Some(_) => format!("there is no {}", path.display()),
            None => format!("there is no SM_HPS, and no {}", path.display()),
        })
    }

    /// Where hyperparameters are written.
    pub(crate) fn found_in(&self) -> FoundIn {
        match self.by {
            Layer::ConfigFile if self.file.text().is_some() => FoundIn::ConfigFile,
            Layer::ConfigFile => FoundIn::Nowhere,
            _ => FoundIn::SmHps,
        }
    }

    pub(crate) fn source(&self) -> &'a Source {
        self.file.source
    }

    /// What went wrong with the config file, if it was needed.
    pub(crate) fn file_problem(&self) -> Option<Problem> {
        self.file.problem.get().cloned()
    }
}
