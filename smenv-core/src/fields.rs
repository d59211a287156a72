//! The engine: fills a struct, field by field, from what is given.
//!
//! The way of a value: [`Given::find`] finds what is given for a field's names, [`How::read`] makes a value of it, its range and
//! its `validate` look at the value, and whatever goes wrong is kept as a [`Problem`] until every field has been read.

use crate::error::{Error, Invalid, Origin, Problem, ProblemKind, Shown};
use crate::given::{By, ConfigFile, Found, Given, Lookup};
use crate::names::{self, Name};
use crate::raw::Raw;
use crate::source::Source;
use crate::spec::{Field, Scale, Spec};
use crate::value::{Expected, FromText, HyperparameterValue, RestMap, json_absent, json_from_raw, json_to_text};
use crate::{SmHyperparameters, explain};

/// Whether a value is in a range, else the range in words; without a value, the range in words.
pub(crate) type Range<T> = fn(Option<&T>) -> Result<(), String>;

/// Whether a value keeps a rule, else how it breaks it.
pub(crate) type Rule<T> = fn(&T) -> Result<(), String>;

/// A field of type `T`: what it is called, and how it is read, checked and written.
#[derive(Clone, Copy)]
pub struct How<T> {
    field: Field,
    read: fn(Raw<'_>) -> Result<T, Invalid>,
    absent: fn() -> Option<T>,
    write: fn(&T) -> Option<String>,
    default: Option<fn() -> T>,
    range: Option<Range<T>>,
    validate: Option<Rule<T>>,
}

impl<T> How<T> {
    /// By these functions.
    #[must_use]
    pub const fn by(
        names: &'static [Name<'static>],
        expected: &'static str,
        read: fn(Raw<'_>) -> Result<T, Invalid>,
        absent: fn() -> Option<T>,
        write: fn(&T) -> Option<String>,
    ) -> Self {
        How {
            field: Field::new(names, Expected::Other(expected)),
            read,
            absent,
            write,
            default: None,
            range: None,
            validate: None,
        }
    }

    /// By the type's own [`HyperparameterValue`].
    #[must_use]
    pub const fn native(names: &'static [Name<'static>]) -> Self
    where
        T: HyperparameterValue,
    {
        How { field: Field::new(names, T::EXPECTED), ..How::by(names, "", T::read, T::absent, T::outgoing) }
    }

    /// By `FromStr` and `Display`.
    #[must_use]
    pub const fn from_str<V>(names: &'static [Name<'static>], expected: &'static str) -> Self
    where
        T: FromText<V>,
    {
        How::by(names, expected, T::read_str, T::absent_str, T::write_str)
    }

    /// By serde.
    #[must_use]
    pub const fn json(names: &'static [Name<'static>], expected: &'static str) -> Self
    where
        T: serde_core::de::DeserializeOwned + serde_core::Serialize,
    {
        How::by(names, expected, json_from_raw, json_absent, json_to_text)
    }

    /// Its doc comment.
    #[must_use]
    pub const fn docs(mut self, docs: &'static str) -> Self {
        self.field = self.field.with_docs(docs);
        self
    }

    /// What stands where nothing is given.
    #[must_use]
    pub const fn or(mut self, text: &'static str, default: fn() -> T) -> Self {
        self.field = self.field.with_default(text);
        self.default = Some(default);
        self
    }

    /// The range that the value must be in; the ends' texts and whether it has its upper end.
    #[must_use]
    pub const fn within(
        mut self,
        min: Option<&'static str>,
        max: Option<(&'static str, bool)>,
        range: Range<T>,
    ) -> Self {
        self.field = self.field.with_range(min, max);
        self.range = Some(range);
        self
    }

    /// The rule that the value must keep.
    #[must_use]
    pub const fn valid(mut self, validate: Rule<T>) -> Self {
        self.validate = Some(validate);
        self
    }

    /// Its value is never shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.field = self.field.with_secret();
        self
    }

    /// A tuner may choose its value.
    #[must_use]
    pub const fn tunable(mut self, scale: Scale) -> Self {
        self.field = self.field.with_tunable(scale);
        self
    }

    /// The row of the [`Spec`].
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// The field's value, or `None` after its problem has been kept.
    pub fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        let field = &self.field;
        if fields.prefix.is_empty() {
            return fields
                .read(&Asked { names: field.names(), expected: field.expected(), secret: field.is_secret() }, self);
        }
        let full: Vec<String> =
            field.names().iter().map(|name| format!("{}{}", fields.prefix, name.as_str())).collect();
        let names: Vec<Name<'_>> = full.iter().map(|name| Name::new(name)).collect();
        fields.read(&Asked { names: &names, expected: field.expected(), secret: field.is_secret() }, self)
    }

    fn range_in_words(&self) -> Option<String> {
        self.range.and_then(|range| range(None).err())
    }

    /// Writes the field's text.
    pub fn write(&self, value: &T, outgoing: &mut Outgoing) {
        let mut text = (self.write)(value);
        // Left out it would become the default; only text types have no word for nothing.
        if text.is_none() && self.default.is_some() && !self.field.expected().is_text() {
            text = Some("None".to_owned());
        }
        let name = format!("{}{}", outgoing.prefix, self.field.name());
        outgoing.texts.push(explain::Text { name, text, secret: self.field.is_secret() });
    }
}

/// A `flatten` field of type `T`.
#[derive(Clone, Copy)]
pub struct Flat<T> {
    spec: &'static Spec,
    prefix: &'static str,
    read: fn(&mut Fields<'_>) -> Option<T>,
    write: fn(&T, &mut Outgoing),
}

impl<T> Flat<T> {
    /// With `prefix` before its names.
    #[must_use]
    pub const fn new(prefix: &'static str) -> Self
    where
        T: SmHyperparameters,
    {
        assert!(!T::SPEC.has_rest(), "a flattened struct cannot have a `rest` map: put the map into the outer struct");
        Flat { spec: T::SPEC, prefix, read: T::__read, write: T::__write }
    }

    /// The row of the [`Spec`].
    #[must_use]
    pub const fn field(&self) -> Field {
        Field::flatten(self.spec, self.prefix)
    }

    /// The struct, or `None` after its problems have been kept.
    pub fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        let length = fields.prefix.len();
        fields.prefix.push_str(self.prefix);
        let value = (self.read)(fields);
        fields.prefix.truncate(length);
        value
    }

    /// Writes the struct's texts.
    pub fn write(&self, value: &T, outgoing: &mut Outgoing) {
        let length = outgoing.prefix.len();
        outgoing.prefix.push_str(self.prefix);
        (self.write)(value, outgoing);
        outgoing.prefix.truncate(length);
    }
}

/// A `rest` field of type `M`.
#[derive(Clone, Copy)]
pub struct Rest<M> {
    expected: Expected,
    docs: &'static str,
    read: fn(&mut Fields<'_>) -> Option<M>,
    write: fn(&M, &mut Outgoing),
}

impl<M> Rest<M> {
    /// With this doc comment.
    #[must_use]
    pub const fn new(docs: &'static str) -> Self
    where
        M: RestMap,
    {
        Rest {
            expected: <M::Value as HyperparameterValue>::EXPECTED,
            docs,
            read: |fields| fields.rest(),
            write: Outgoing::rest,
        }
    }

    /// The row of the [`Spec`].
    #[must_use]
    pub const fn field(&self) -> Field {
        Field::rest(self.expected).with_docs(self.docs)
    }

    /// The map of everything that no field has taken; so it is read last.
    pub fn read(&self, fields: &mut Fields<'_>) -> Option<M> {
        (self.read)(fields)
    }

    /// Writes the map's texts.
    pub fn write(&self, map: &M, outgoing: &mut Outgoing) {
        (self.write)(map, outgoing);
    }
}

/// What is asked for: the part of a field that needs no type.
struct Asked<'f> {
    names: &'f [Name<'f>],
    expected: &'f Expected,
    secret: bool,
}

/// Reads the fields of a struct, and keeps what is wrong with them.
pub struct Fields<'a> {
    given: Given<'a>,
    spec: &'static Spec,
    prefix: String,
    problems: Vec<Problem>,
    /// Each hyperparameter's name and origin, where somebody asks for them.
    origins: Option<Vec<(String, Origin)>>,
}

/// Fills a struct, or says everything that is wrong.
pub(crate) fn fill<T: SmHyperparameters>(source: &Source) -> Result<T, Error> {
    let file = ConfigFile::of(source);
    let mut fields = Fields::new(Given::read(source, &file, T::SPEC.len()), T::SPEC);
    let filled = T::__read(&mut fields);
    fields.finish(filled)
}

/// Where each hyperparameter of a struct comes from. Problems are no matter here.
pub(crate) fn origins<T: SmHyperparameters>(source: &Source) -> Vec<(String, Origin)> {
    let file = ConfigFile::of(source);
    let mut fields = Fields::new(Given::read(source, &file, T::SPEC.len()), T::SPEC);
    fields.origins = Some(Vec::new());
    T::__read(&mut fields);
    fields.origins.unwrap_or_default()
}

/// Reads one hyperparameter; other names are not looked at.
pub(crate) fn read_one<T: HyperparameterValue>(source: &Source, name: &str) -> Result<T, Error> {
    const ANY: &Spec = &Spec::new("", "", &[], true);
    let file = ConfigFile::of(source);
    let mut fields = Fields::new(Given::read(source, &file, 16), ANY);
    let names = [Name::new(name)];
    let asked = Asked { names: &names, expected: &T::EXPECTED, secret: names::looks_secret(name) };
    let value = fields.read(&asked, &How::<T>::native(&[]));
    fields.finish(value)
}

impl<'a> Fields<'a> {
    fn new(given: Given<'a>, spec: &'static Spec) -> Self {
        Fields { given, spec, prefix: String::new(), problems: Vec::new(), origins: None }
    }

    fn rest<M: RestMap>(&mut self) -> Option<M> {
        let expected = &<M::Value as HyperparameterValue>::EXPECTED;
        let mut map = M::default();
        let mut complete = true;
        for (name, lookup) in self.given.take_rest(expected) {
            let names = [Name::new(&name)];
            let asked = Asked { names: &names, expected, secret: names::looks_secret(&name) };
            let key = M::Key::from_text(&name).map_err(|invalid| self.keep_name(&name, invalid)).ok();
            let value = self.make(&asked, lookup, &How::<M::Value>::native(&[]));
            match (key, value) {
                (Some(key), Some(value)) => map.put(key, value),
                _ => complete = false,
            }
        }
        complete.then_some(map)
    }

    /// The whole struct, if its `validate` takes it.
    pub fn valid<T>(&mut self, filled: Option<T>, validate: Rule<T>) -> Option<T> {
        let filled = filled?;
        match validate(&filled) {
            Ok(()) => Some(filled),
            Err(reason) => {
                self.problems.push(Problem { reason: Some(reason), ..Problem::new(ProblemKind::Rejected) });
                None
            }
        }
    }

    fn read<T>(&mut self, asked: &Asked<'_>, how: &How<T>) -> Option<T> {
        if let Some((raw, by)) = self.given.find_at_once(asked.names, asked.expected) {
            return self.value_of(asked, raw, by, how);
        }
        let lookup = self.given.find(asked.names, asked.expected);
        self.make(asked, lookup, how)
    }

    fn value_of<T>(&mut self, asked: &Asked<'_>, raw: Raw<'_>, by: By<'_>, how: &How<T>) -> Option<T> {
        let value = match (how.read)(raw) {
            Ok(value) => value,
            Err(invalid) => return self.invalid(asked, raw, by, invalid, how.range_in_words()),
        };
        if let Some(range) = how.range {
            if let Err(words) = range(Some(&value)) {
                return self.invalid(asked, raw, by, Invalid::out_of_range(), Some(words));
            }
        }
        if let Some(Err(reason)) = how.validate.map(|validate| validate(&value)) {
            return self.rejected(asked, Some((raw, by)), reason);
        }
        self.note(asked, || by.origin());
        Some(value)
    }

    /// A value of what was found, or of its absence.
    fn make<T>(&mut self, asked: &Asked<'_>, lookup: Lookup<'a>, how: &How<T>) -> Option<T> {
        let found = match lookup {
            Lookup::Found(found) => match nothing_or(found, asked, how.default.is_some() || (how.absent)().is_some()) {
                Ok(found) => found,
                Err(null) => return self.absent(asked, Some(null), how),
            },
            Lookup::Nothing => return self.absent(asked, None, how),
            Lookup::Conflict(both) => return self.conflict(asked, &both),
            Lookup::Unreadable(problem) => return self.unreadable(asked, *problem),
        };
        self.value_of(asked, found.raw(), found.by, how)
    }

    /// What absence means: the default, the type's answer, or a problem.
    fn absent<T>(&mut self, asked: &Asked<'_>, null: Option<Found<'_>>, how: &How<T>) -> Option<T> {
        let Some(default) = how.default else {
            let value = (how.absent)();
            match &value {
                Some(_) => self.note(asked, || Origin::Absent),
                None => self.missing(asked, null, how.range_in_words()),
            }
            return value;
        };
        let value = default();
        if let Some(words) = how.range.and_then(|range| range(Some(&value)).err()) {
            self.problems.push(Problem {
                name: Some(canonical(asked)),
                origin: Some(Origin::Default),
                reason: Some("the struct's default is out of range".to_owned()),
                expected: Some(asked.expected.within(Some(&words))),
                ..Problem::new(ProblemKind::OutOfRange)
            });
            return None;
        }
        if let Some(reason) = how.validate.and_then(|validate| validate(&value).err()) {
            return self.rejected(asked, None, reason);
        }
        self.note(asked, || Origin::Default);
        Some(value)
    }

    fn note(&mut self, asked: &Asked<'_>, origin: impl FnOnce() -> Origin) {
        if let Some(origins) = &mut self.origins {
            origins.push((canonical(asked), origin()));
        }
    }

    #[cold]
    fn missing(&mut self, asked: &Asked<'_>, null: Option<Found<'_>>, range: Option<String>) {
        if self.given.incomplete && null.is_none() {
            return;
        }
        self.problems.push(Problem {
            name: Some(canonical(asked)),
            reason: null.is_some().then(|| "it is null".to_owned()),
            origin: null.map(|found| found.by.origin()),
            expected: Some(asked.expected.within(range.as_deref())),
            ..Problem::new(ProblemKind::Missing)
        });
    }

    #[cold]
    fn invalid<T>(
        &mut self,
        asked: &Asked<'_>,
        raw: Raw<'_>,
        by: By<'_>,
        invalid: Invalid,
        range: Option<String>,
    ) -> Option<T> {
        self.problems.push(Problem {
            name: Some(canonical(asked)),
            origin: Some(by.origin()),
            given: Some(raw.shown(asked.secret)),
            // A reason may quote the value, or a part of it.
            reason: invalid.reason.filter(|_| !asked.secret).map(Into::into),
            expected: Some(asked.expected.within(range.as_deref())),
            suggestion: invalid.near.filter(|_| !asked.secret).map(str::to_owned),
            ..Problem::new(invalid.kind)
        });
        None
    }

    #[cold]
    fn rejected<T>(&mut self, asked: &Asked<'_>, given: Option<(Raw<'_>, By<'_>)>, reason: String) -> Option<T> {
        self.problems.push(Problem {
            name: Some(canonical(asked)),
            origin: Some(given.map_or(Origin::Default, |(_, by)| by.origin())),
            given: given.map(|(raw, _)| raw.shown(asked.secret)),
            reason: Some(if asked.secret { "it was refused".to_owned() } else { reason }),
            ..Problem::new(ProblemKind::Rejected)
        });
        None
    }

    #[cold]
    fn conflict<T>(&mut self, asked: &Asked<'_>, [a, b]: &[(String, Found<'_>); 2]) -> Option<T> {
        let side = |(name, found): &(String, Found<'_>)| {
            let origin = found.by.origin().to_string();
            let shown = found.shown(asked.secret);
            if *name == origin { format!("{shown} ({name})") } else { format!("{shown} as {name} ({origin})") }
        };
        self.problems.push(Problem {
            name: Some(canonical(asked)),
            reason: Some(format!("given twice, with different values: {} and {}", side(a), side(b))),
            ..Problem::new(ProblemKind::Conflict)
        });
        None
    }

    #[cold]
    fn unreadable<T>(&mut self, asked: &Asked<'_>, problem: Problem) -> Option<T> {
        let given = problem.given.map(|given| if asked.secret { Shown::Secret } else { given });
        self.problems.push(Problem { name: Some(canonical(asked)), given, ..problem });
        None
    }

    #[cold]
    fn keep_name(&mut self, name: &str, invalid: Invalid) {
        self.problems.push(Problem {
            name: Some(name.to_owned()),
            reason: Some(format!("the name is none that the map takes: {invalid}")),
            ..Problem::new(invalid.kind)
        });
    }

    /// The filled struct, if nothing is wrong with what was given.
    fn finish<T>(mut self, filled: Option<T>) -> Result<T, Error> {
        if !self.spec.allows_unknown() {
            self.unknown();
        }
        let mut problems = std::mem::take(&mut self.given.problems);
        problems.extend(self.given.file_problem());
        problems.append(&mut self.problems);
        match filled {
            Some(filled) if problems.is_empty() => Ok(filled),
            _ => Err(Error::new(problems)),
        }
    }

    fn unknown(&mut self) {
        let Fields { given, spec, problems, .. } = self;
        given.unknown(|name, origin, found| problems.push(unknown(spec, name, origin, found)));
    }
}

#[cold]
fn unknown(spec: &Spec, name: &str, origin: Origin, found: Option<Found<'_>>) -> Problem {
    let mut known: Vec<(String, &Field)> = Vec::new();
    spec.for_each("", &mut |prefix, field| {
        known.extend(field.names().iter().map(|name| (format!("{prefix}{}", name.as_str()), field)));
    });
    let (given, spell): (_, fn(&str) -> String) = match &origin {
        Origin::Variable(variable) if variable == name => (name.trim_start_matches("SM_HP_"), names::variable_for),
        Origin::Argument(_) => (name.trim_start_matches('-'), |name| format!("--{name}")),
        _ => (name, str::to_owned),
    };
    let near = names::nearest(given, known.iter().map(|(name, _)| name.as_str()));
    let near_secret = known.iter().any(|(name, field)| Some(name.as_str()) == near && field.is_secret());
    let secret = near_secret || names::looks_secret(given);
    Problem {
        name: Some(name.to_owned()),
        given: found.map(|found| found.shown(secret)),
        suggestion: near.map(spell),
        origin: Some(origin),
        ..Problem::new(ProblemKind::Unknown)
    }
}

/// What was found, or (as an error) that it is null and so says as much as nothing.
#[cold]
fn nothing_or<'a>(found: Found<'a>, asked: &Asked<'_>, has_answer: bool) -> Result<Found<'a>, Found<'a>> {
    let is_text = asked.expected.is_text();
    if found.is_null() {
        // The config file has the very text, and a plain text type has no other use for it.
        let spelt = matches!(asked.expected, Expected::Text) && !has_answer && found.by == By::ConfigFile;
        return if spelt { Ok(found.into_text()) } else { Err(found) };
    }
    // A variable is empty, or says null, where nothing is there that it would override.
    let says_nothing = match found.by {
        By::Variable(_) => {
            found.raw().text().is_ok_and(|text| text.is_empty() && has_answer || text == "null" && !is_text)
        }
        _ => false,
    };
    if says_nothing { Err(found) } else { Ok(found) }
}

fn canonical(asked: &Asked<'_>) -> String {
    asked.names.first().map_or(String::new(), |name| name.as_str().to_owned())
}

/// Writes the fields of a struct as the texts that leave.
pub struct Outgoing {
    prefix: String,
    pub(crate) texts: Vec<explain::Text>,
}

impl Outgoing {
    pub(crate) fn of<T: SmHyperparameters>(value: &T) -> Vec<explain::Text> {
        let mut outgoing = Outgoing { prefix: String::new(), texts: Vec::new() };
        value.__write(&mut outgoing);
        outgoing.texts
    }

    fn rest<M: RestMap>(map: &M, outgoing: &mut Outgoing) {
        map.each(&mut |key, value| {
            let name = key.to_text();
            let secret = names::looks_secret(&name);
            outgoing.texts.push(explain::Text { name, text: value.outgoing(), secret });
        });
    }
}
