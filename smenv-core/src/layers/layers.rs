//! What is given for a name, and by whom: the layers from typed arguments down to
//! `hyperparameters.json`.
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

use smenv_shared::json::equality::{NumberEq, json_eq};
use smenv_shared::json::scanner;
use smenv_shared::{names, reserved};

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::faults::invalid_json;
use crate::hyperparameters::suggestions::Written;
use crate::index::Index;
use crate::layers::arguments::arguments::{self, Argument};
use crate::layers::candidate::{Candidate, Layer, Variable};
use crate::layers::entries::{Entries, EntryId, Storage, VariableMatch};
use crate::source::config_file::{self, ConfigFile};
use crate::source::source::Source;
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_type::ValueType;

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

#[derive(Clone, Copy, Debug)]
struct UnmatchedVariable<'a> {
    variable: Variable<'a>,
    /// The field that it is for.
    field: Option<usize>,
}

impl UnmatchedVariable<'_> {
    fn is_unknown(&self) -> bool {
        self.field.is_none() && !reserved::is_reserved(&self.variable.name.to_lowercase())
    }

    /// The name that it stands for in a `rest` map, if one takes it: it is spelt as variables are.
    fn name_in_rest(&self, spec: &Spec) -> Option<String> {
        let (_, name) = spec.rest_for_variable(self.variable.name)?;
        (self.is_unknown() && names::is_variable_of(&name, self.variable.name)).then_some(name)
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'n> {
    /// The field of this number.
    Field(usize),
    /// What is no field's, under this name.
    Name(&'n str),
}

/// Everything that is given, in its layers, each thing with the number of the field that it is for.
pub(crate) struct Layers<'a> {
    spec: &'static Spec,
    arguments: Vec<Argument<'a>>,
    /// Variables that say something else than the slot for which they stand.
    overrides: Vec<(EntryId, Variable<'a>)>,
    /// Variables that stand for no slot.
    loose: Vec<UnmatchedVariable<'a>>,
    /// The job's hyperparameters: of `SM_HPS`, or where there is none of the config file.
    slots: Entries<'a>,
    by: Layer<'a>,
    file: &'a ConfigFile<'a>,
    /// The config file's slots where `slots` are those of `SM_HPS`.
    file_slots: OnceCell<Entries<'a>>,
    by_name: OnceCell<ByName>,
    cut: OnceCell<Cut>,
    /// A source of `slots` could not be read to its end, so that a name which is not there may yet
    /// have been given.
    pub(crate) incomplete: bool,
    pub(crate) problems: Vec<Problem>,
}

/// What is no field's, by name: of a `rest` map there may be many.
struct ByName {
    /// The arguments, by their names with underscores.
    arguments: Index<String>,
    /// The loose variables, by their names with underscores.
    loose: Index<String>,
    overrides: Index<EntryId>,
}

/// The slots whose names have an `=`.
struct Cut {
    /// What stands before it, and the upper case of what is behind it, with an `=` at its end.
    names: Vec<(String, String)>,
    /// By what stands before it, folded.
    index: Index<String>,
}

impl<'a> Layers<'a> {
    /// Before anything is read for the fields of `spec`.
    #[inline]
    pub(crate) fn nothing(
        file: &'a ConfigFile<'a>,
        spec: &'static Spec,
        room: Storage<'a>,
    ) -> Self {
        Layers {
            spec,
            arguments: Vec::new(),
            overrides: Vec::new(),
            loose: Vec::new(),
            slots: Entries::none(room),
            by: Layer::SmHps,
            file,
            file_slots: OnceCell::new(),
            by_name: OnceCell::new(),
            cut: OnceCell::new(),
            incomplete: false,
            problems: Vec::new(),
        }
    }

    /// Reads all layers.
    pub(crate) fn read(&mut self, source: &'a Source) {
        self.read_slots(source.variable("SM_HPS"));
        for (name, value) in source.hyperparameters() {
            self.sort_variable(Variable { name, value });
        }
        // The order of an environment says nothing.
        self.overrides.sort_by_key(|(_, variable)| variable.name);
        self.loose.sort_by_key(|loose| loose.variable.name);
        if !source.arguments().is_empty() {
            self.read_arguments(source);
        }
    }

    fn read_slots(&mut self, sm_hps: Option<&'a OsStr>) {
        let Some(variable) = sm_hps else {
            return self.read_config_file();
        };
        let origin = || Layer::SmHps.origin();
        let problem = match variable.to_str().map(scanner::without_mark) {
            Some(text) => match self.slots.split(text, self.spec) {
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
        self.incomplete = true;
        self.problems.push(problem);
    }

    #[cold]
    fn read_config_file(&mut self) {
        self.by = Layer::ConfigFile;
        if let Some(text) = self.file.text() {
            self.slots
                .split(text, self.spec)
                .unwrap_or_else(|broken| self.file.broken(broken, text));
        }
        self.incomplete = self.file.problem.get().is_some();
    }

    fn file_slots(&self) -> &Entries<'a> {
        self.file_slots.get_or_init(|| {
            let mut slots = Entries::none_for(self.spec);
            if let Some(text) = self.file.text() {
                slots
                    .split(text, self.spec)
                    .unwrap_or_else(|broken| self.file.broken(broken, text));
            }
            slots
        })
    }

    /// A variable that two names share is nobody's; one that stands for a name is no other field's.
    fn sort_variable(&mut self, variable: Variable<'a>) {
        let field = self.spec.find_variable(variable.name);
        match self.slots.with_variable(variable.name, field) {
            VariableMatch::Only(place) => {
                let is_rendered = || {
                    self.found(place)
                        .is_some_and(|found| found.is_rendered_as(variable.value))
                };
                if !variable.value.is_empty() && !is_rendered() {
                    self.overrides.push((place, variable));
                    self.slots.contest(field);
                }
            }
            VariableMatch::Several => {}
            VariableMatch::Nobody => {
                if !self.is_cut_at_equals_sign(variable) {
                    self.loose.push(UnmatchedVariable { variable, field });
                    self.slots.contest(field);
                }
            }
        }
    }

    /// The name `a=b` with the value `1` makes the variable `SM_HP_A` with the value `B=1`.
    fn is_cut_at_equals_sign(&self, variable: Variable<'_>) -> bool {
        let Cut { names, index } = self.cut.get_or_init(|| Cut::of(&self.slots));
        if names.is_empty() {
            return false;
        }
        let value = variable.value.as_encoded_bytes();
        index.get(&names::folded(variable.name)).any(|at| {
            let (name, rest) = &names[at];
            names::stands_for(variable.name, name) && value.starts_with(rest.as_bytes())
        })
    }

    fn read_arguments(&mut self, source: &'a Source) {
        let (arguments, problems) = arguments::read(source, self.spec);
        arguments
            .iter()
            .for_each(|argument| self.slots.contest(argument.field));
        self.arguments = arguments;
        self.problems.extend(problems);
    }

    fn found(&self, place: EntryId) -> Option<Candidate<'a>> {
        let slot = self.slots.get(place)?;
        if self.by == Layer::ConfigFile {
            return Some(Candidate::of_config_file(slot));
        }
        let (text, form) = slot.value.parts();
        Some(Candidate {
            text: Cow::Borrowed(text),
            form,
            by: self.by,
        })
    }

    /// What `SM_HPS` gives for a field, where nothing else can change it: so it is for nearly every
    /// field.
    #[inline]
    pub(crate) fn find_uncontested(
        &self,
        number: usize,
        field: &FieldSpec,
    ) -> Option<&RawValue<'a>> {
        let raw = self.slots.uncontested(number)?;
        let is_final = match raw.form() {
            RawKind::Text | RawKind::Escaped => true,
            RawKind::Json => {
                !field.wants_text() || keeps_its_spelling(raw.source_text(), field.expected())
            }
            RawKind::Null => false,
        };
        (is_final && self.by == Layer::SmHps).then_some(raw)
    }

    /// What is given for what is sought, by the first layer that has it.
    pub(crate) fn find(&self, sought: Target<'_>, expected: &ValueType) -> Lookup<'a> {
        self.find_among(&slots_for(sought, &self.slots), sought, expected)
    }

    fn find_among(
        &self,
        places: &[EntryId],
        sought: Target<'_>,
        expected: &ValueType,
    ) -> Lookup<'a> {
        let mut typed = Merged::default();
        for argument in self.arguments_for(sought) {
            typed.add(argument.spelt.clone(), argument.found(expected));
        }
        if let Some(lookup) = typed.lookup() {
            return lookup;
        }

        let mut overrides = Merged::default();
        let mut empty = None;
        for variable in self.overrides_of(sought, places) {
            overrides.add(
                variable.full_name().into(),
                Candidate::of_variable(variable),
            );
        }
        for variable in self.loose_for(sought) {
            if variable.value.is_empty() {
                empty = Some(variable);
            } else {
                overrides.add(
                    variable.full_name().into(),
                    Candidate::of_variable(variable),
                );
            }
        }
        if let Some(lookup) = overrides.lookup() {
            return lookup;
        }

        let mut given = Merged::default();
        for place in places {
            if let (Some(slot), Some(found)) = (
                self.slots.get(*place),
                self.with_original_spelling(*place, expected),
            ) {
                given.add(slot.name(), Ok(found));
            }
        }
        if let Some(lookup) = given.lookup() {
            return lookup;
        }

        let mut in_file = Merged::default();
        if self.by == Layer::SmHps {
            let slots = self.file_slots();
            for place in slots_for(sought, slots) {
                if let Some(slot) = slots.get(place) {
                    in_file.add(slot.name(), Ok(Candidate::of_config_file(slot)));
                }
            }
        }
        // At last an empty variable, which overrides nothing.
        if let Some(variable) = empty {
            if in_file.is_empty() {
                in_file.add(Cow::Borrowed(""), Candidate::of_variable(variable));
            }
        }
        in_file.lookup().unwrap_or(Lookup::Nothing)
    }

    fn by_name(&self) -> &ByName {
        self.by_name.get_or_init(|| {
            let arguments = self
                .arguments
                .iter()
                .zip(0..)
                .filter(|(argument, _)| argument.may_be_for_a_name());
            let loose = self
                .loose
                .iter()
                .zip(0..)
                .filter(|(loose, _)| loose.field.is_none());
            ByName {
                arguments: arguments
                    .map(|(argument, at)| (names::with_underscores(argument.name()), at))
                    .collect(),
                loose: loose
                    .map(|(loose, at)| (names::with_underscores(loose.variable.name), at))
                    .collect(),
                overrides: self
                    .overrides
                    .iter()
                    .zip(0..)
                    .map(|((place, _), at)| (*place, at))
                    .collect(),
            }
        })
    }

    // A struct has few fields, for each of which a pass over all will do; of names there may be as
    // many as there are of these.

    fn arguments_for(&self, sought: Target<'_>) -> Vec<&Argument<'a>> {
        match sought {
            _ if self.arguments.is_empty() => Vec::new(),
            Target::Field(field) => self
                .arguments
                .iter()
                .filter(|argument| argument.field == Some(field))
                .collect(),
            Target::Name(name) => {
                let places = self.by_name().arguments.get(&names::with_underscores(name));
                places.map(|at| &self.arguments[at]).collect()
            }
        }
    }

    fn overrides_of(&self, sought: Target<'_>, places: &[EntryId]) -> Vec<Variable<'a>> {
        match sought {
            _ if self.overrides.is_empty() => Vec::new(),
            Target::Field(_) => {
                let overrides = self
                    .overrides
                    .iter()
                    .filter(|(place, _)| places.contains(place));
                overrides.map(|(_, variable)| *variable).collect()
            }
            Target::Name(_) => {
                let index = &self.by_name().overrides;
                let mut found: Vec<usize> =
                    places.iter().flat_map(|place| index.get(place)).collect();
                found.sort_unstable();
                found.into_iter().map(|at| self.overrides[at].1).collect()
            }
        }
    }

    fn loose_for(&self, sought: Target<'_>) -> Vec<Variable<'a>> {
        match sought {
            _ if self.loose.is_empty() => Vec::new(),
            Target::Field(field) => {
                let loose = self.loose.iter().filter(|loose| loose.field == Some(field));
                loose.map(|loose| loose.variable).collect()
            }
            Target::Name(name) => {
                let found = self.by_name().loose.get(&names::folded(name));
                found.map(|at| self.loose[at].variable).collect()
            }
        }
    }

    /// A slot's value; where the spelling counts and `SM_HPS` has lost it, as the config file
    /// spells it.
    fn with_original_spelling(
        &self,
        place: EntryId,
        expected: &ValueType,
    ) -> Option<Candidate<'a>> {
        let found = self.found(place)?;
        let has_lost_it = match found.form {
            RawKind::Json => !keeps_its_spelling(&found.text, expected),
            RawKind::Null => true,
            RawKind::Text | RawKind::Escaped => false,
        };
        if self.by != Layer::SmHps || !expected.wants_text() || !has_lost_it {
            return Some(found);
        }
        let name = self.slots.get(place)?.name();
        let file = self.file_slots();
        let places = match place {
            EntryId::Field(field) => file.of_field(field),
            EntryId::Other(_) => file.named(&name),
        };
        let spelt = places
            .into_iter()
            .filter_map(|place| file.get(place))
            .find(|slot| slot.name() == name);
        let spelt = spelt.map(Candidate::of_config_file);
        let says_the_same = |spelt: &Candidate<'_>| {
            spelt.form == found.form && json_eq(&spelt.text, &found.text, NumberEq::Numeric)
        };
        Some(spelt.filter(says_the_same).unwrap_or(found))
    }

    /// Returns the config file's text for what `SM_HPS` gives as a text of a list or an object, if
    /// they differ only in quotes. SDK v3's driver writes the values into a shell script, and the
    /// shell removes the single quotes of a Python `repr`.
    #[cold]
    pub(crate) fn with_quotes(
        &self,
        sought: Target<'_>,
        raw: RawValue<'_>,
    ) -> Option<Candidate<'a>> {
        if self.by != Layer::SmHps || !matches!(raw.form(), RawKind::Text | RawKind::Escaped) {
            return None;
        }
        let text = raw.text().ok()?;
        if !text.trim_start().starts_with(['{', '[']) {
            return None;
        }
        let is_kept = |c: &char| !matches!(c, '\'' | '"');
        let differs_in_quotes = |found: &Candidate<'_>| {
            let spelt = found.raw().text().unwrap_or_default();
            spelt != text
                && spelt
                    .chars()
                    .filter(is_kept)
                    .eq(text.chars().filter(is_kept))
        };
        let file = self.file_slots();
        let slots = slots_for(sought, file)
            .into_iter()
            .filter_map(|place| file.get(place));
        slots.map(Candidate::of_config_file).find(differs_in_quotes)
    }

    /// Every hyperparameter that is no field's and not SageMaker's own, with its name. For the
    /// `rest` map with this prefix.
    pub(crate) fn rest(&self, prefix: &str, expected: &ValueType) -> Vec<(String, Lookup<'a>)> {
        let is_of_map =
            |name: &str| self.spec.rest_for(name) == Some(prefix) && !reserved::is_reserved(name);
        let mut names: Vec<(Cow<'_, str>, Vec<EntryId>)> = Vec::new();
        // The slots of one map differ by their exact names, but `-` and `_` are the same in the
        // prefix, which is not kept.
        let mut by_rest = BTreeMap::new();
        for (place, slot) in self.slots.unknown() {
            let name = slot.name();
            if !is_of_map(&name) {
                continue;
            }
            let rest = name
                .get(prefix.len()..)
                .filter(|_| !prefix.is_empty())
                .map(str::to_owned);
            let known = rest.map(|rest| *by_rest.entry(rest).or_insert(names.len()));
            match known.and_then(|known| names.get_mut(known)) {
                Some((_, places)) => places.push(place),
                None => names.push((name, vec![place])),
            }
        }
        if !self.arguments.is_empty() {
            let mut known: BTreeSet<String> = names
                .iter()
                .map(|(name, _)| names::with_underscores(name))
                .collect();
            for argument in self
                .arguments
                .iter()
                .filter(|argument| is_of_map(argument.name()))
            {
                if argument.is_for_rest() && known.insert(names::with_underscores(argument.name()))
                {
                    names.push((Cow::Borrowed(argument.name()), Vec::new()));
                }
            }
        }
        if !self.loose.is_empty() {
            let mut known: BTreeSet<String> =
                names.iter().map(|(name, _)| names::folded(name)).collect();
            for loose in &self.loose {
                let Some(name) = loose.name_in_rest(self.spec).filter(|name| is_of_map(name))
                else {
                    continue;
                };
                if known.insert(names::with_underscores(loose.variable.name)) {
                    names.push((Cow::Owned(name), Vec::new()));
                }
            }
        }
        let found = |(name, places): (Cow<'_, str>, Vec<EntryId>)| {
            let lookup = self.find_among(&places, Target::Name(&name), expected);
            (name.into_owned(), lookup)
        };
        names.into_iter().map(found).collect()
    }

    /// Calls `report` with every name that no field has, nor a `rest` map, where it was given, and
    /// its value.
    pub(crate) fn unknown(&self, report: &mut dyn FnMut(&str, Origin, Option<Candidate<'_>>)) {
        let is_taken =
            |name: &str| self.spec.rest_for(name).is_some() || reserved::is_reserved(name);
        for (place, slot) in self.slots.unknown() {
            if !is_taken(&slot.name()) {
                report(&slot.name(), self.by.origin(), self.found(place));
            }
        }
        // Where the file was asked for what `SM_HPS` lacks, its other names are as good as those of
        // `SM_HPS`.
        for (_, slot) in self.file_slots.get().into_iter().flat_map(Entries::unknown) {
            if !is_taken(&slot.name()) && self.slots.named(&slot.name()).is_empty() {
                report(
                    &slot.name(),
                    Layer::ConfigFile.origin(),
                    Some(Candidate::of_config_file(slot)),
                );
            }
        }
        for loose in &self.loose {
            if loose.is_unknown() && loose.name_in_rest(self.spec).is_none() {
                let name = loose.variable.full_name();
                report(
                    &name,
                    Origin::Variable(name.clone()),
                    Candidate::of_variable(loose.variable).ok(),
                );
            }
        }
        for argument in &self.arguments {
            if argument.is_unknown() && !(is_taken(argument.name()) && argument.is_for_rest()) {
                let found = argument.shown().map(|text| Candidate {
                    text: Cow::Borrowed(text),
                    form: RawKind::Text,
                    by: argument.by(),
                });
                report(
                    &argument.spelt,
                    Origin::Argument(argument.spelt.clone().into_owned()),
                    found,
                );
            }
        }
    }

    /// Whether all that is given is a field's, and nothing was wrong with it.
    #[inline]
    pub(crate) fn is_settled(&self) -> bool {
        self.slots.are_fields()
            && self.loose.is_empty()
            && self.arguments.is_empty()
            && self.problems.is_empty()
            && self.file.problem.get().is_none()
            && self.file_slots.get().is_none()
    }

    /// Where hyperparameters were looked for and there was nothing at all.
    pub(crate) fn searched(&self) -> Option<String> {
        let path = self.file.source.config_dir()?.join(config_file::NAME);
        let is_nowhere = self.written() == Written::Nowhere && self.file.problem.get().is_none();
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
    pub(crate) fn written(&self) -> Written {
        match self.by {
            Layer::ConfigFile if self.file.text().is_some() => Written::InFile,
            Layer::ConfigFile => Written::Nowhere,
            _ => Written::InSmHps,
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

impl Cut {
    #[cold]
    fn of(slots: &Entries<'_>) -> Self {
        let cut = |name: &str| {
            let (name, rest) = name.split_once('=')?;
            Some((name.to_owned(), rest.to_uppercase() + "="))
        };
        let names: Vec<_> = slots.iter().filter_map(|slot| cut(&slot.name())).collect();
        let index = names
            .iter()
            .map(|(name, _)| names::folded(name))
            .zip(0..)
            .collect();
        Cut { names, index }
    }
}

/// The slots that are for what is sought.
fn slots_for(sought: Target<'_>, slots: &Entries<'_>) -> Vec<EntryId> {
    match sought {
        Target::Field(field) => slots.of_field(field),
        Target::Name(name) => slots.named(name),
    }
}

/// The one value of all that one layer gives under several names, or two that differ.
#[derive(Default)]
struct Merged<'a> {
    first: Option<(String, Candidate<'a>)>,
    other: Option<(String, Candidate<'a>)>,
    unreadable: Option<Box<Problem>>,
}

impl<'a> Merged<'a> {
    fn add(&mut self, name: Cow<'_, str>, found: Result<Candidate<'a>, Box<Problem>>) {
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

    fn is_empty(&self) -> bool {
        self.first.is_none() && self.unreadable.is_none()
    }

    fn lookup(self) -> Option<Lookup<'a>> {
        match (self.unreadable, self.first, self.other) {
            (_, Some(first), Some(other)) => Some(Lookup::Conflict(Box::new([first, other]))),
            (Some(problem), _, _) => Some(Lookup::Unreadable(problem)),
            (None, Some((_, found)), None) => Some(Lookup::Found(found)),
            (None, None, _) => None,
        }
    }
}

/// Whether a producer has kept all of a JSON value that counts: the strings of a list or a map.
#[inline(never)]
fn keeps_its_spelling(json: &str, expected: &ValueType) -> bool {
    !expected.is_one_text() && scanner::is_of_strings(json)
}
