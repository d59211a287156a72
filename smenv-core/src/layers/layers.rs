//! Reads the layers, from arguments down to `hyperparameters.json`.

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

/// The values of all layers, each with the number of its field.
pub(crate) struct Layers<'a> {
    pub(in crate::layers) spec: &'static Spec,
    pub(in crate::layers) arguments: Vec<Argument<'a>>,
    /// Variables that differ from the entry that they were set for.
    pub(in crate::layers) overrides: Vec<(EntryId, Variable<'a>)>,
    /// Variables that were not set for an entry.
    pub(in crate::layers) unmatched: Vec<UnmatchedVariable<'a>>,
    /// The job's hyperparameters: those of `SM_HPS`, or if it is unset those of the config file.
    pub(in crate::layers) entries: Entries<'a>,
    pub(in crate::layers) entries_layer: Layer<'a>,
    pub(in crate::layers) file: &'a ConfigFile<'a>,
    /// The entries of the config file if `entries` are those of `SM_HPS`.
    pub(in crate::layers) file_entries: OnceCell<Entries<'a>>,
    pub(in crate::layers) by_name: OnceCell<ByName>,
    pub(in crate::layers) cut_names: OnceCell<CutNames>,
    /// Whether `entries` end at an error, so that names after it are unknown.
    pub(crate) is_incomplete: bool,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Layers<'a> {
    /// Creates layers without any values.
    #[inline]
    pub(crate) fn new(file: &'a ConfigFile<'a>, spec: &'static Spec, storage: Storage<'a>) -> Self {
        Layers {
            spec,
            arguments: Vec::new(),
            overrides: Vec::new(),
            unmatched: Vec::new(),
            entries: Entries::new(storage),
            entries_layer: Layer::SmHps,
            file,
            file_entries: OnceCell::new(),
            by_name: OnceCell::new(),
            cut_names: OnceCell::new(),
            is_incomplete: false,
            problems: Vec::new(),
        }
    }

    /// Reads all layers.
    pub(crate) fn read(&mut self) {
        let source = self.source();
        self.read_entries(source.variable("SM_HPS"));
        for (name, value) in source.hyperparameters() {
            self.assign_variable(Variable { name, value });
        }
        // The order of an environment is arbitrary.
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
                Err(error) => {
                    Problem::unreadable(origin(), invalid_json::fault(error, text, "SM_HPS"))
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

    fn read_config_file(&mut self) {
        self.entries_layer = Layer::ConfigFile;
        split_file(self.file, self.spec, &mut self.entries);
        self.is_incomplete = self.file.problem.get().is_some();
    }

    /// Returns the entries of the config file, which is read on the first call.
    pub(crate) fn file_entries(&self) -> &Entries<'a> {
        self.file_entries.get_or_init(|| {
            let mut entries = Entries::for_spec(self.spec);
            split_file(self.file, self.spec, &mut entries);
            entries
        })
    }

    /// Assigns a variable to the entry it was set for, otherwise to the field with its name. A
    /// variable that several entries have is ignored.
    fn assign_variable(&mut self, variable: Variable<'a>) {
        let field = self.spec.find_variable(variable.name);
        match self.entries.with_variable(variable.name, field) {
            VariableMatch::One(id) => {
                let is_rendered = || {
                    self.candidate(id)
                        .is_some_and(|candidate| candidate.is_rendered_as(variable.value))
                };
                if !variable.value.is_empty() && !is_rendered() {
                    self.overrides.push((id, variable));
                    self.entries.contest(field);
                }
            }
            VariableMatch::Several => {}
            VariableMatch::None => {
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

    /// Returns the value of an entry.
    pub(crate) fn candidate(&self, id: EntryId) -> Option<Candidate<'a>> {
        let entry = self.entries.get(id)?;
        if self.entries_layer == Layer::ConfigFile {
            return Some(Candidate::of_config_file(entry));
        }
        let (text, kind) = entry.value.parts();
        Some(Candidate {
            text: Cow::Borrowed(text),
            kind,
            layer: self.entries_layer,
        })
    }

    /// Returns whether each value belongs to a field and there are no problems.
    #[inline]
    pub(crate) fn is_settled(&self) -> bool {
        self.entries.are_all_claimed()
            && self.unmatched.is_empty()
            && self.arguments.is_empty()
            && self.problems.is_empty()
            && self.file.problem.get().is_none()
            && self.file_entries.get().is_none()
    }

    /// Returns where hyperparameters were looked for, if there are none at all.
    pub(crate) fn searched(&self) -> Option<String> {
        let source = self.file.source;
        let path = source.config_dir()?.join(config_file::NAME);
        let is_nowhere = self.found_in() == FoundIn::Nowhere && self.file.problem.get().is_none();
        is_nowhere.then(|| match source.given_base() {
            _ if source.is_set("SM_HPS") => {
                format!("SM_HPS is empty, and {} does not exist", path.display())
            }
            Some(_) => format!("{} does not exist", path.display()),
            None => format!("SM_HPS is not set, and {} does not exist", path.display()),
        })
    }

    /// Returns the source of the entries.
    pub(crate) fn found_in(&self) -> FoundIn {
        match self.entries_layer {
            Layer::ConfigFile if self.file.text().is_some() => FoundIn::ConfigFile,
            Layer::ConfigFile => FoundIn::Nowhere,
            _ => FoundIn::SmHps,
        }
    }

    pub(crate) fn source(&self) -> &'a Source {
        self.file.source
    }

    /// Returns the problem of the config file, if it was read.
    pub(crate) fn file_problem(&self) -> Option<Problem> {
        self.file.problem.get().cloned()
    }
}

/// Splits the text of the config file, if there is one; the file keeps its syntax error.
fn split_file<'a>(file: &'a ConfigFile<'a>, spec: &Spec, entries: &mut Entries<'a>) {
    if let Some(text) = file.text() {
        entries
            .split(text, spec)
            .unwrap_or_else(|error| file.keep_syntax_error(error, text));
    }
}
