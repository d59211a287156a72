//! What is given for a name, and by whom: the layers from typed arguments down to `hyperparameters.json`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};

use crate::error::{Origin, Problem, ProblemKind, Shown};
use crate::names::{self, Name};
use crate::python_json::{self, Kind, Token, Visitor};
use crate::raw::{Form, Raw};
use crate::same::{Numbers, same_json};
use crate::slots::{Slot, Slots};
use crate::source::Source;
use crate::value::Expected;

/// The name under which the file is spoken of.
const CONFIG_FILE: &str = "hyperparameters.json";

/// A given value and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Found<'a> {
    text: Cow<'a, str>,
    form: Form,
    pub(crate) by: By<'a>,
}

/// Who gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By<'a> {
    Argument(&'a str),
    /// `SM_HP_` and this.
    Variable(&'a str),
    SmHps,
    ConfigFile,
}

impl By<'_> {
    pub(crate) fn origin(self) -> Origin {
        match self {
            By::Argument(name) => Origin::Argument(name.to_owned()),
            By::Variable(name) => Origin::Variable(format!("SM_HP_{name}")),
            By::SmHps => Origin::Variable("SM_HPS".to_owned()),
            By::ConfigFile => Origin::ConfigFile(CONFIG_FILE.to_owned()),
        }
    }
}

impl<'a> Found<'a> {
    pub(crate) fn raw(&self) -> Raw<'_> {
        Raw::new(&self.text, self.form)
    }

    /// The text as a message shows it.
    pub(crate) fn shown(&self, secret: bool) -> Shown {
        self.raw().shown(secret)
    }

    pub(crate) fn is_null(&self) -> bool {
        self.form == Form::Null
    }

    /// The same text, null or not: for a text type, which takes `null` for a text.
    pub(crate) fn into_text(self) -> Self {
        Found { form: if self.form == Form::Null { Form::Text } else { self.form }, ..self }
    }

    fn of_variable(variable: Variable<'a>) -> Result<Self, Box<Problem>> {
        let by = By::Variable(variable.name);
        match variable.value.to_str() {
            Some(text) => Ok(Found { text: Cow::Borrowed(text), form: Form::Text, by }),
            None => Err(Box::new(not_unicode(variable.value, by.origin()))),
        }
    }

    /// A text of the config file, read as the producers read it.
    #[cold]
    fn of_config_file(slot: &Slot<'a>) -> Self {
        let found = |text, form| Found { text, form, by: By::ConfigFile };
        let raw = slot.raw();
        let Ok(text) = raw.text() else { return found(Cow::Borrowed(raw.parts().0), Form::Escaped) };
        if matches!(raw.form(), Form::Json | Form::Null) {
            // Not a text but a value, as people write such files by hand.
            return found(text, raw.form());
        }
        match python_json::loads(&text) {
            None => found(text, Form::Text),
            Some(Token { kind: Kind::Null, .. }) => found(text, Form::Null),
            Some(token @ Token { kind: Kind::String { .. }, .. }) => match token.decoded() {
                Ok(string) => found(Cow::Owned(string.into_owned()), Form::Text),
                Err(_) => found(Cow::Owned(token.text.to_owned()), Form::Escaped),
            },
            Some(_) => found(text, Form::Json),
        }
    }

    /// Whether a variable says no more than this: it is the launcher's rendering, not an override.
    fn is_rendered_as(&self, variable: &OsStr) -> bool {
        let Some(variable) = variable.to_str() else {
            // A lone surrogate leaves bytes that are not UTF-8.
            return self.raw().text().is_err();
        };
        match self.form {
            Form::Null => variable.is_empty() || variable == "null",
            Form::Json => self.text == variable || same_json(&self.text, variable, Numbers::AsSpelt),
            Form::Text | Form::Escaped => self.raw().text().is_ok_and(|text| {
                text == variable
                    // A variable cannot hold a NUL, and the driver's shell leaves it out.
                    || text.contains('\0') && text.replace('\0', "") == variable
                    || variable.starts_with('"')
                        && matches!(python_json::loads(variable), Some(token @ Token { kind: Kind::String { .. }, .. })
                            if token.decoded().is_ok_and(|string| string == text))
            }),
        }
    }

    /// Whether both give one value: the same text, or equal JSON.
    fn agrees_with(&self, other: &Found<'_>) -> bool {
        match (self.raw().text(), other.raw().text()) {
            (Ok(a), Ok(b)) => a == b || same_json(&a, &b, Numbers::ByValue),
            _ => self.text == other.text,
        }
    }
}

pub(crate) fn not_unicode(value: &OsStr, origin: Origin) -> Problem {
    Problem {
        origin: Some(origin),
        given: Some(Shown::new(&value.to_string_lossy(), false)),
        reason: Some("it is not UTF-8".to_owned()),
        ..Problem::new(ProblemKind::NotUnicode)
    }
}

/// The answer to: what is given for these names?
pub(crate) enum Lookup<'a> {
    Nothing,
    Found(Found<'a>),
    /// Two values that differ, each with the name it was given under.
    Conflict(Box<[(String, Found<'a>); 2]>),
    /// A variable that is no text.
    Unreadable(Box<Problem>),
}

/// `hyperparameters.json`, read when it is first needed.
pub(crate) struct ConfigFile<'s> {
    source: &'s Source,
    text: OnceCell<Option<String>>,
    problem: OnceCell<Problem>,
}

impl<'s> ConfigFile<'s> {
    pub(crate) fn of(source: &'s Source) -> Self {
        ConfigFile { source, text: OnceCell::new(), problem: OnceCell::new() }
    }

    fn text(&self) -> Option<&str> {
        let read = || {
            let path = self.source.config_dir()?.join(CONFIG_FILE);
            let fault = match std::fs::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) => return Some(text),
                Ok(Err(_)) => "it is not UTF-8".to_owned(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
                Err(error) => error.to_string(),
            };
            self.fault(format!("{}: {fault}", path.display()));
            None
        };
        self.text.get_or_init(read).as_deref().map(|text| text.trim_start_matches('\u{feff}'))
    }

    fn fault(&self, reason: String) {
        let origin = Origin::ConfigFile(CONFIG_FILE.to_owned());
        let problem = Problem { origin: Some(origin), reason: Some(reason), ..Problem::new(ProblemKind::Unreadable) };
        // The first fault is the one that tells most.
        let _ = self.problem.set(problem);
    }
}

/// A variable `SM_HP_` + `name`.
#[derive(Clone, Copy, Debug)]
struct Variable<'a> {
    name: &'a str,
    value: &'a OsStr,
}

#[derive(Debug)]
struct Argument<'a> {
    /// As typed, with its dashes.
    spelt: Cow<'a, str>,
    value: Option<&'a OsStr>,
    taken: bool,
}

impl Argument<'_> {
    fn name(&self) -> &str {
        self.spelt.trim_start_matches('-')
    }

    /// A name of one letter takes one dash, as under the launcher.
    fn is(&self, name: &Name<'_>) -> bool {
        name.is(self.name()) && (self.spelt.starts_with("--") || name.as_str().chars().count() == 1)
    }
}

/// Everything that is given, in its layers.
pub(crate) struct Given<'a> {
    arguments: Vec<Argument<'a>>,
    /// Variables that say something else than the slot for which they stand.
    overrides: Vec<(usize, Variable<'a>)>,
    /// Variables that stand for no slot, and whether a field took them.
    loose: Vec<(Variable<'a>, bool)>,
    /// The job's hyperparameters: of `SM_HPS`, or where there is none of the config file.
    slots: Slots<'a>,
    by: By<'a>,
    file: &'a ConfigFile<'a>,
    /// The config file's slots where `slots` are those of `SM_HPS`.
    file_slots: OnceCell<Slots<'a>>,
    /// A source of `slots` could not be read to its end, so that a name which is not there may yet have been given.
    pub(crate) incomplete: bool,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Given<'a> {
    /// Reads all layers; `expected` is how many hyperparameters are likely.
    pub(crate) fn read(source: &'a Source, file: &'a ConfigFile<'a>, expected: usize) -> Self {
        let mut given = Given {
            arguments: Vec::new(),
            overrides: Vec::new(),
            loose: Vec::new(),
            slots: Slots::default(),
            by: By::SmHps,
            file,
            file_slots: OnceCell::new(),
            incomplete: false,
            problems: Vec::new(),
        };
        given.read_slots(source.variable("SM_HPS"), expected);
        for (name, value) in source.hyperparameters() {
            given.sort_variable(Variable { name, value });
        }
        if !source.arguments().is_empty() {
            given.read_arguments(source.arguments(), source.variable("SM_USER_ARGS"));
        }
        given
    }

    fn read_slots(&mut self, sm_hps: Option<&'a OsStr>, expected: usize) {
        let Some(variable) = sm_hps else {
            self.by = By::ConfigFile;
            self.slots = self.split_file(expected);
            self.incomplete = self.file.problem.get().is_some();
            return;
        };
        let fault = match variable.to_str() {
            Some(text) => {
                let (slots, outcome) = Slots::split(text, expected);
                self.slots = slots;
                outcome.err().map(|fault| Problem {
                    origin: Some(By::SmHps.origin()),
                    reason: Some(fault.to_string()),
                    ..Problem::new(ProblemKind::Unreadable)
                })
            }
            None => Some(Problem { given: None, ..not_unicode(variable, By::SmHps.origin()) }),
        };
        self.incomplete = fault.is_some();
        self.problems.extend(fault);
    }

    fn split_file(&self, expected: usize) -> Slots<'a> {
        let Some(text) = self.file.text() else { return Slots::default() };
        let (slots, outcome) = Slots::split(text, expected);
        if let Err(fault) = outcome {
            self.file.fault(fault.to_string());
        }
        slots
    }

    fn file_slots(&self) -> &Slots<'a> {
        self.file_slots.get_or_init(|| self.split_file(self.slots.len()))
    }

    /// A variable that two names share is nobody's; one that stands for a name is no other field's.
    fn sort_variable(&mut self, variable: Variable<'a>) {
        let mut slots = self.slots.with_variable(variable.name);
        match (slots.next(), slots.next()) {
            (Some(index), None) => {
                if !variable.value.is_empty() && !self.found(index).is_rendered_as(variable.value) {
                    drop(slots);
                    self.overrides.push((index, variable));
                }
            }
            (Some(_), Some(_)) => {}
            (None, _) => {
                drop(slots);
                if !self.is_cut_at_equals_sign(variable) {
                    self.loose.push((variable, false));
                }
            }
        }
    }

    /// The name `a=b` with the value `1` makes the variable `SM_HP_A` with the value `B=1`.
    fn is_cut_at_equals_sign(&self, variable: Variable<'_>) -> bool {
        self.slots.iter().any(|slot| {
            slot.name.split_once('=').is_some_and(|(name, rest)| {
                let rest = rest.to_uppercase() + "=";
                names::stands_for(variable.name, name) && variable.value.as_encoded_bytes().starts_with(rest.as_bytes())
            })
        })
    }

    fn read_arguments(&mut self, arguments: &'a [OsString], launchers: Option<&OsStr>) {
        let mut rest = arguments.iter().skip(made_by_launcher(arguments, launchers));
        while let Some(argument) = rest.next() {
            let (spelt, value) = match argument.to_str() {
                // Only the value is no text: that is for its field to say.
                None if argument.as_encoded_bytes().starts_with(b"-") => {
                    (argument.to_string_lossy(), Some(argument.as_os_str()))
                }
                None => (argument.to_string_lossy(), None),
                Some(text) => match text.split_once('=') {
                    Some((name, value)) => (Cow::Borrowed(name), Some(OsStr::new(value))),
                    None => (Cow::Borrowed(text), None),
                },
            };
            if !spelt.starts_with('-') || matches!(&*spelt, "-" | "--") {
                let given = Some(Shown::new(&argument.to_string_lossy(), false));
                let reason = Some("it is no `--name value`".to_owned());
                let origin = Some(Origin::Argument("arguments".to_owned()));
                self.problems.push(Problem { origin, given, reason, ..Problem::new(ProblemKind::Unknown) });
                continue;
            }
            let value = value.or_else(|| {
                let is_value = |next: &&OsString| !next.as_encoded_bytes().starts_with(b"--");
                rest.clone().next().filter(is_value).map(|_| rest.next().map(OsString::as_os_str))?
            });
            self.arguments.push(Argument { spelt, value, taken: false });
        }
    }

    fn found(&self, index: usize) -> Found<'a> {
        self.found_in(self.by, self.slots.get(index))
    }

    fn found_in(&self, by: By<'a>, slot: &Slot<'a>) -> Found<'a> {
        if by == By::ConfigFile {
            return Found::of_config_file(slot);
        }
        let (text, form) = slot.raw().parts();
        Found { text: Cow::Borrowed(text), form, by }
    }

    /// What `SM_HPS` gives, where no other layer can change it: so it is for nearly every field.
    pub(crate) fn find_at_once(&mut self, names: &[Name<'_>], expected: &Expected) -> Option<(Raw<'a>, By<'a>)> {
        let other_layers = !self.arguments.is_empty() || !self.overrides.is_empty() || !self.loose.is_empty();
        if other_layers || self.by != By::SmHps {
            return None;
        }
        let slot = self.slots.only(names)?;
        let raw = slot.raw();
        match raw.form() {
            Form::Null => return None,
            Form::Json if expected.wants_text() => return None,
            _ => {}
        }
        slot.taken = true;
        Some((raw, By::SmHps))
    }

    /// What is given under any of `names`, by the first layer that has it.
    pub(crate) fn find(&mut self, names: &[Name<'_>], expected: &Expected) -> Lookup<'a> {
        let mut slots = names.iter().flat_map(|name| self.slots.named(name));
        let slot = slots.next();
        let others: Vec<usize> = slots.collect();
        for index in slot.into_iter().chain(others.iter().copied()) {
            self.slots.take(index);
        }
        let is_given = |index| slot == Some(index) || others.contains(&index);

        if !self.arguments.is_empty() {
            let lookup = self.find_argument(names);
            // A typed value wins, but a variable must not be left behind as unknown.
            if !matches!(lookup, Lookup::Nothing) {
                self.take_loose(names);
                return lookup;
            }
        }
        if !self.overrides.is_empty() || !self.loose.is_empty() {
            let overrides = self.overrides.iter().filter(|(index, _)| is_given(*index)).map(|(_, variable)| *variable);
            let variables: Vec<_> =
                overrides.chain(self.loose_for(names)).filter(|variable| !variable.value.is_empty()).collect();
            self.take_loose(names);
            if !variables.is_empty() {
                return agree(
                    variables
                        .into_iter()
                        .map(|variable| (format!("SM_HP_{}", variable.name), Found::of_variable(variable))),
                );
            }
        }
        if let Some(index) = slot {
            if others.is_empty() {
                return Lookup::Found(self.restored(index, expected));
            }
            let all = slot.into_iter().chain(others);
            return agree(
                all.map(|index| (self.slots.get(index).name.to_string(), Ok(self.restored(index, expected)))),
            );
        }
        if self.by == By::SmHps {
            let slots = self.file_slots();
            let matches = names.iter().flat_map(|name| slots.iter().filter(|slot| name.is(&slot.name)));
            let lookup = agree(matches.map(|slot| (slot.name.to_string(), Ok(Found::of_config_file(slot)))));
            if !matches!(lookup, Lookup::Nothing) {
                return lookup;
            }
        }
        // Only an empty variable is left, which overrides nothing.
        let empty = self.loose_for(names).next();
        empty.map_or(Lookup::Nothing, |variable| agree([(String::new(), Found::of_variable(variable))]))
    }

    fn find_argument(&mut self, names: &[Name<'_>]) -> Lookup<'a> {
        let mut given = Vec::new();
        for argument in &mut self.arguments {
            if !names.iter().any(|name| argument.is(name)) {
                continue;
            }
            argument.taken = true;
            let spelt = argument.spelt.clone().into_owned();
            let found = match argument.value.map(|value| (value, value.to_str())) {
                Some((_, Some(text))) => {
                    let by = match argument.spelt {
                        Cow::Borrowed(spelt) => By::Argument(spelt),
                        Cow::Owned(_) => By::Argument("arguments"),
                    };
                    Ok(Found { text: Cow::Borrowed(text), form: Form::Text, by })
                }
                Some((value, None)) => Err(Box::new(not_unicode(value, Origin::Argument(spelt.clone())))),
                None => Err(Box::new(Problem {
                    origin: Some(Origin::Argument(spelt.clone())),
                    reason: Some("its value is missing".to_owned()),
                    ..Problem::new(ProblemKind::Invalid)
                })),
            };
            given.push((spelt, found));
        }
        agree(given)
    }

    fn loose_for<'n>(&'n self, names: &'n [Name<'_>]) -> impl Iterator<Item = Variable<'a>> + 'n {
        let wanted = |variable: &Variable<'_>| names.iter().any(|name| name.is_variable(variable.name));
        self.loose.iter().map(|(variable, _)| *variable).filter(wanted)
    }

    fn take_loose(&mut self, names: &[Name<'_>]) {
        for (variable, taken) in &mut self.loose {
            *taken |= names.iter().any(|name| name.is_variable(variable.name));
        }
    }

    /// A slot's value; where the spelling counts and `SM_HPS` has lost it, as the config file spells it.
    fn restored(&self, index: usize, expected: &Expected) -> Found<'a> {
        let found = self.found(index);
        let has_lost_it = self.by == By::SmHps && matches!(found.form, Form::Json | Form::Null);
        if has_lost_it && expected.wants_text() { self.as_in_file(index, found) } else { found }
    }

    #[cold]
    fn as_in_file(&self, index: usize, found: Found<'a>) -> Found<'a> {
        let name = &self.slots.get(index).name;
        let spelt = self.file_slots().iter().find(|slot| slot.name == *name).map(Found::of_config_file);
        let says_the_same =
            |spelt: &Found<'_>| spelt.form == found.form && same_json(&spelt.text, &found.text, Numbers::ByValue);
        spelt.filter(says_the_same).unwrap_or(found)
    }

    /// Every hyperparameter that no field has taken and that is not SageMaker's own, with its name. For a `rest` map.
    pub(crate) fn take_rest(&mut self, expected: &Expected) -> Vec<(String, Lookup<'a>)> {
        let mut names: Vec<String> =
            self.slots.iter().filter(|slot| !slot.taken).map(|slot| slot.name.to_string()).collect();
        names.extend(self.loose.iter().filter(|(_, taken)| !taken).map(|(variable, _)| variable.name.to_lowercase()));
        names.extend(
            self.arguments.iter().filter(|argument| !argument.taken).map(|argument| argument.name().to_owned()),
        );
        names.retain(|name| !names::is_reserved(name));
        names.sort();
        names.dedup();
        // The slots of one map are told apart by their exact names.
        names.into_iter().map(|name| (name.clone(), self.find_exactly(&name, expected))).collect()
    }

    fn find_exactly(&mut self, name: &str, expected: &Expected) -> Lookup<'a> {
        let exact = self.slots.iter().position(|slot| slot.name == name);
        match exact {
            None => self.find(&[Name::new(name)], expected),
            Some(index) => {
                self.slots.take(index);
                let typed = self.find_argument(&[Name::new(name)]);
                if !matches!(typed, Lookup::Nothing) {
                    return typed;
                }
                let overrides: Vec<_> =
                    self.overrides.iter().filter(|(slot, _)| *slot == index).map(|(_, variable)| *variable).collect();
                if overrides.is_empty() {
                    return Lookup::Found(self.restored(index, expected));
                }
                agree(
                    overrides
                        .into_iter()
                        .map(|variable| (format!("SM_HP_{}", variable.name), Found::of_variable(variable))),
                )
            }
        }
    }

    /// Calls `report` with every name that no field has taken, where it was given, and its value.
    pub(crate) fn unknown(&self, mut report: impl FnMut(&str, Origin, Option<Found<'_>>)) {
        for (index, slot) in self.slots.iter().enumerate() {
            if !slot.taken && !names::is_reserved(&slot.name) {
                report(&slot.name, self.by.origin(), Some(self.found(index)));
            }
        }
        for (variable, taken) in &self.loose {
            if !taken && !names::is_reserved(&variable.name.to_lowercase()) {
                let name = format!("SM_HP_{}", variable.name);
                report(&name, Origin::Variable(name.clone()), Found::of_variable(*variable).ok());
            }
        }
        for argument in self.arguments.iter().filter(|argument| !argument.taken) {
            let found = argument.value.map(|value| Found {
                text: value.to_string_lossy(),
                form: Form::Text,
                by: By::Argument(""),
            });
            report(&argument.spelt, Origin::Argument(argument.spelt.clone().into_owned()), found);
        }
    }

    /// What went wrong with the config file, if it was needed.
    pub(crate) fn file_problem(&self) -> Option<Problem> {
        self.file.problem.get().cloned()
    }
}

/// The one value of all that are given under one layer's names, or two that differ.
fn agree<'a>(given: impl IntoIterator<Item = (String, Result<Found<'a>, Box<Problem>>)>) -> Lookup<'a> {
    let mut first: Option<(String, Found<'a>)> = None;
    for (name, found) in given {
        match (found, &first) {
            (Err(problem), _) => return Lookup::Unreadable(problem),
            (Ok(found), None) => first = Some((name, found)),
            (Ok(found), Some((_, agreed))) if agreed.agrees_with(&found) => {}
            (Ok(found), Some(first)) => return Lookup::Conflict(Box::new([first.clone(), (name, found)])),
        }
    }
    first.map_or(Lookup::Nothing, |(_, found)| Lookup::Found(found))
}

/// How many of the arguments the launcher made of the hyperparameters: all of `SM_USER_ARGS`, or none.
fn made_by_launcher(arguments: &[OsString], launchers: Option<&OsStr>) -> usize {
    /// The texts of a list; `None` for one with a lone surrogate, which any argument may be.
    #[derive(Default)]
    struct Texts(Vec<Option<String>>);

    impl Visitor for Texts {
        fn scalar(&mut self, token: Token<'_>) {
            self.0.push(token.decoded().ok().map(Cow::into_owned));
        }
    }

    let mut texts = Texts::default();
    let is_list = launchers.and_then(OsStr::to_str).and_then(|text| python_json::walk(text, &mut texts)).is_some();
    let same =
        |(argument, text): (&OsString, &Option<String>)| text.as_ref().is_none_or(|text| argument == text.as_str());
    if is_list && texts.0.len() <= arguments.len() && arguments.iter().zip(&texts.0).all(same) {
        texts.0.len()
    } else {
        0
    }
}
