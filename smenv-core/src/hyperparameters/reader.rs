//! The engine: fills a struct, field by field, from what is given.
//!
//! The way of a value: [`Layers::find`] finds what is given for a field's names, [`FieldCodec::read`] makes
//! a value of it, its range and its `validate` look at the value, and whatever goes wrong is kept
//! as a [`Problem`] until every field has been read.
use smenv_shared::names;
use smenv_shared::secret_names::looks_secret;

use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::hyperparameters::codec::{FieldCodec, Range, Rule};
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::hyperparameters::suggestions::{self, KnownChannels, Unknown};
use crate::hyperparameters::writer::{Writer, WrittenText};
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::Storage;
use crate::layers::layers::{Layers, Lookup, Target};
use crate::render::display::{DisplayName, DisplayValue};
use crate::source::config_file::ConfigFile;
use crate::source::source::Source;
use crate::spec::spec::{FieldKind, Spec};
use crate::values::adapters::with::Reason;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::map::RestMap;
use crate::values::quote::unquoted;
use crate::values::raw_value::RawValue;
use crate::values::remedy::remedy::{Requirement, remedy};
use crate::values::value_error::{ValueError, ValueErrorInner};
use crate::values::value_type::ValueType;

/// What is asked for: the part of a field that needs no type.
pub(crate) struct Request<'f> {
    pub(crate) sought: Target<'f>,
    pub(crate) expected: &'f ValueType,
    pub(crate) secret: bool,
}

/// What there is to make a value of.
enum Resolution<'a> {
    Value(Candidate<'a>),
    /// Nothing, or a null.
    Absent(Option<Candidate<'a>>),
    /// What was found is no value, which this says.
    Unreadable(Box<Problem>),
    /// Two values, which has been kept.
    Conflict,
}

/// ValueErrorInner a value is refused.
pub(crate) enum Rejection {
    /// It is none of the type's, or out of the range, which is this in words.
    Invalid(ValueError, Option<String>),
    /// A rule of this name says this.
    Rule(Reason, &'static str),
}

impl Rejection {
    #[cold]
    pub(crate) fn of_text<T>(invalid: ValueError, range: Option<Range<T>>) -> Box<Self> {
        Box::new(Rejection::Invalid(
            invalid,
            range.and_then(|range| range(None).err()),
        ))
    }
}

/// Reads the fields of a struct, and keeps what is wrong with them.
pub struct Reader<'a> {
    pub(crate) given: Layers<'a>,
    spec: &'static Spec,
    /// The number of the hyperparameter that is read next: they are read in the order of the spec.
    pub(crate) next: usize,
    /// The prefixes of the flattened structs that are being read, from the outermost.
    pub(crate) prefixes: Vec<&'static str>,
    problems: Vec<Problem>,
    /// Each hyperparameter's name and origin, where somebody asks for them.
    pub(crate) origins: Option<Vec<(String, Origin)>>,
    /// Each hyperparameter for which nothing is given, where somebody asks for them.
    described: Option<Vec<Described>>,
}

/// Fills a struct, or says everything that is wrong.
pub(crate) fn fill<T: SmHyperparameters>(source: &Source) -> Result<T, Error> {
    let file = ConfigFile::of(source);
    // Of these the compiler keeps the one that `T` needs.
    match T::SPEC.len() {
        0..=8 => fill_in(source, &file, Storage::Lent(&mut [None; 8])),
        9..=32 => fill_in(source, &file, Storage::Lent(&mut [None; 32])),
        33..=128 => fill_in(source, &file, Storage::Lent(&mut [None; 128])),
        more => fill_in(source, &file, Storage::Own(vec![None; more])),
    }
}

#[inline]
fn fill_in<'a, T>(
    source: &'a Source,
    file: &'a ConfigFile<'a>,
    room: Storage<'a>,
) -> Result<T, Error>
where
    T: SmHyperparameters,
{
    let mut fields = Reader::new(file, T::SPEC, room);
    fields.given.read(source);
    let filled = T::__read(&mut fields);
    fields.finish(filled)
}

/// Where each hyperparameter of a struct comes from, and the texts of the struct that the source
/// gives, if it gives one. Problems are no matter here.
pub(crate) fn origins<T: SmHyperparameters>(
    source: &Source,
) -> (Vec<(String, Origin)>, Option<Vec<WrittenText>>) {
    let file = ConfigFile::of(source);
    let mut fields = Reader::new(&file, T::SPEC, Storage::Own(vec![None; T::SPEC.len()]));
    fields.given.read(source);
    fields.origins = Some(Vec::new());
    let filled = T::__read(&mut fields);
    (
        fields.origins.unwrap_or_default(),
        filled.map(|filled| Writer::of(&filled)),
    )
}

/// A hyperparameter as a program takes it: its values, where the table has expressions.
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "`--help` alone shows it")
)]
pub(crate) struct Described {
    /// The canonical name.
    pub(crate) name: String,
    /// What it takes, its range included, in words.
    pub(crate) takes: String,
    pub(crate) absence: Absence,
}

/// What a hyperparameter is where nothing is given.
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "`--help` alone shows it")
)]
pub(crate) enum Absence {
    /// That is a problem.
    Required,
    /// Nothing.
    Nothing,
    /// This text.
    Default(String),
}

/// What a struct is where nothing is given, in the order of its fields.
#[cfg(feature = "run")]
pub(crate) fn of_nothing<T: SmHyperparameters>() -> Vec<Described> {
    let source = Source::default();
    let file = ConfigFile::of(&source);
    let mut fields = Reader::new(&file, T::SPEC, Storage::Own(vec![None; T::SPEC.len()]));
    fields.described = Some(Vec::new());
    let _ = T::__read(&mut fields);
    fields.described.unwrap_or_default()
}

impl Source {
    /// Reads one hyperparameter without a struct, by its name in any spelling. Other names are not
    /// looked at.
    ///
    /// # Errors
    /// It is not there, or its value is none of the type's.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::from_vars([("SM_HPS", r#"{"batch-size": "64"}"#)]);
    /// assert_eq!(source.hyperparameter::<u16>("batch_size").unwrap(), 64);
    /// assert_eq!(source.hyperparameter::<Option<u16>>("epochs").unwrap(), None);
    /// ```
    pub fn hyperparameter<T: HyperparameterValue>(&self, name: &str) -> Result<T, Error> {
        const ANY: &Spec = &Spec::new("", "", &[], &[], true);
        let file = ConfigFile::of(self);
        let mut fields = Reader::new(&file, ANY, Storage::Own(Vec::new()));
        fields.given.read(self);
        let asked = Request {
            sought: Target::Name(name),
            expected: &T::EXPECTED,
            secret: looks_secret(name),
        };
        let value = fields.find(&asked, &FieldCodec::<T>::native(&[]));
        fields.finish(value)
    }
}

impl<'a> Reader<'a> {
    #[inline]
    fn new(file: &'a ConfigFile<'a>, spec: &'static Spec, room: Storage<'a>) -> Self {
        Reader {
            given: Layers::nothing(file, spec, room),
            spec,
            next: 0,
            prefixes: Vec::new(),
            problems: Vec::new(),
            origins: None,
            described: None,
        }
    }

    /// The map of all that begins with the prefix and that no field has taken.
    pub fn rest<M: RestMap>(&mut self, prefix: &str, how: &FieldCodec<M::Value>) -> Option<M> {
        let field = how.field();
        let expected = field.expected();
        let mut map = M::default();
        let mut complete = true;
        for (name, lookup) in self.given.rest(prefix, expected) {
            let asked = Request {
                sought: Target::Name(&name),
                expected,
                secret: self.spec.hides(&name),
            };
            let origin = lookup.origin();
            // Null is absence, so no entry; but in the config file it is a text like any other
            // where text is wanted.
            let is_spelt = matches!(expected, ValueType::Text) && lookup.spells_null();
            if lookup.is_null() && (how.absent)().is_none() && !is_spelt {
                continue;
            }
            let key = M::Key::from_text(names::without_prefix(&name, prefix).unwrap_or(&name));
            let key = key
                .map_err(|invalid| self.keep_name(&name, origin, invalid, &M::Key::EXPECTED))
                .ok();
            let value = self.make(&asked, lookup, how);
            match (key, value) {
                (Some(key), Some(value)) => map.put(key, value),
                _ => complete = false,
            }
        }
        complete.then_some(map)
    }

    /// The whole struct, if its `validate` takes it.
    pub fn valid<T: SmHyperparameters>(
        &mut self,
        filled: Option<T>,
        validate: Rule<T>,
        name: &'static str,
    ) -> Option<T> {
        let filled = filled?;
        match validate(&filled) {
            Ok(()) => Some(filled),
            Err(reason) => {
                self.struct_refused(reason, name, T::SPEC, &|| Writer::of(&filled));
                None
            }
        }
    }

    #[cold]
    fn struct_refused(
        &mut self,
        reason: Reason,
        rule: &str,
        spec: &Spec,
        texts: &dyn Fn() -> Vec<WrittenText>,
    ) {
        let prefix = self.prefixes.concat();
        let secrets = if reason.is_constant {
            Vec::new()
        } else {
            self.secrets_with_values(spec, &prefix, &texts())
        };
        let reason = if secrets.is_empty() {
            reason.text
        } else {
            hidden_reason(rule, &secrets)
        };
        self.problems.push(Problem {
            name: (!prefix.is_empty()).then(|| format!("{prefix}*")),
            reason: Some(reason),
            ..Problem::new(ProblemKind::Rejected)
        });
    }

    /// The names of the secrets of the struct that was just read that have a value, given or by
    /// default, and of all values that may have a secret in them; `texts` are the struct's. A
    /// reason may have the secret in any form: formatted, trimmed, one item of it. So nobody can
    /// tell whether it is in there.
    fn secrets_with_values(&self, spec: &Spec, prefix: &str, texts: &[WrittenText]) -> Vec<String> {
        let first = self.next - spec.len();
        let is_value =
            |lookup: &Lookup<'_>| !matches!(lookup, Lookup::Nothing) && !lookup.is_null();
        let may_hold = |name: &str, lookup: &Lookup<'_>| match lookup {
            Lookup::Found(found) => self
                .spec
                .may_hold_secret(name, &found.raw().text().unwrap_or_default()),
            _ => false,
        };
        let mut secrets = Vec::new();
        for (number, (name, field)) in (first..).zip(spec.hyperparameters()) {
            let lookup = self.given.find(Target::Field(number), field.expected());
            let is_not_empty = |text: &WrittenText| {
                text.name == name && text.text.as_ref().is_some_and(|text| !text.is_empty())
            };
            let has_default = || field.has_own_default() && texts.iter().any(is_not_empty);
            let has_value = self.spec.is_secret(number) && (is_value(&lookup) || has_default());
            let name = format!("{prefix}{name}");
            if has_value || may_hold(&name, &lookup) {
                secrets.push(name);
            }
        }
        for rest in spec
            .fields()
            .iter()
            .filter(|field| matches!(field.kind(), FieldKind::Rest))
        {
            for (name, lookup) in self.given.rest(rest.prefix(), rest.expected()) {
                if self.spec.hides(&name) && is_value(&lookup) || may_hold(&name, &lookup) {
                    secrets.push(name);
                }
            }
        }
        secrets
    }

    /// Finds what is given, and makes a value of it or of its absence.
    pub(crate) fn find<T>(&mut self, asked: &Request<'_>, how: &FieldCodec<T>) -> Option<T> {
        let lookup = self.given.find(asked.sought, asked.expected);
        self.make(asked, lookup, how)
    }

    fn make<T>(
        &mut self,
        asked: &Request<'_>,
        lookup: Lookup<'a>,
        how: &FieldCodec<T>,
    ) -> Option<T> {
        let has_answer = how.default.is_some() || (how.absent)().is_some();
        match self.what_counts(asked, lookup, has_answer) {
            Resolution::Value(found) => self.keep(asked, found.raw(), found.by, how),
            Resolution::Absent(null) => self.absent(asked, null, how),
            Resolution::Unreadable(problem) => {
                self.unreadable(asked, *problem, how.range_in_words());
                None
            }
            Resolution::Conflict => None,
        }
    }

    /// The value that was made; or its problem is kept.
    fn keep<T>(
        &mut self,
        asked: &Request<'_>,
        raw: RawValue<'_>,
        by: Layer<'_>,
        how: &FieldCodec<T>,
    ) -> Option<T> {
        match how.make(raw) {
            Ok(value) => {
                self.note(asked, by.origin());
                Some(value)
            }
            Err(refusal) => self.refuse(asked, raw, by, *refusal, how),
        }
    }

    /// Keeps the problem of a value; or returns what is made of the text in the config file, where
    /// only its quotes were lost.
    #[cold]
    pub(crate) fn refuse<T>(
        &mut self,
        asked: &Request<'_>,
        raw: RawValue<'_>,
        by: Layer<'_>,
        refusal: Rejection,
        how: &FieldCodec<T>,
    ) -> Option<T> {
        if by == Layer::SmHps {
            if let Some(found) = self.given.with_quotes(asked.sought, raw) {
                return self.keep(asked, found.raw(), found.by, how);
            }
        }
        self.refused(
            asked,
            raw,
            by,
            refusal,
            &how.wanted(&|text| how.takes(text)),
        );
        None
    }

    /// What absence means: the default, the type's answer, or a problem.
    fn absent<T>(
        &mut self,
        asked: &Request<'_>,
        null: Option<Candidate<'_>>,
        how: &FieldCodec<T>,
    ) -> Option<T> {
        let (value, origin) = match how.default {
            Some(default) => (Some(default()), Origin::Default),
            None => ((how.absent)(), Origin::Absent),
        };
        if self.described.is_some() {
            let default = value.as_ref().map(|value| (how.write)(value));
            self.describe(asked, how.range_in_words(), default);
        }
        match &value {
            None => self.missing(asked, null, how.range_in_words()),
            Some(default) if origin == Origin::Default => {
                if let Some(refusal) = how.refusal(default) {
                    self.default_refused(asked, *refusal, (how.write)(default));
                    return None;
                }
            }
            Some(_) => {}
        }
        if value.is_some() {
            self.note(asked, origin);
        }
        value
    }

    /// What was found, or (as absence) that it is null and so says as much as nothing.
    #[cold]
    fn what_counts(
        &mut self,
        asked: &Request<'_>,
        lookup: Lookup<'a>,
        has_answer: bool,
    ) -> Resolution<'a> {
        let found = match lookup {
            Lookup::Found(found) => found,
            Lookup::Nothing => return Resolution::Absent(None),
            Lookup::Conflict(both) => {
                self.conflict(asked, &both);
                return Resolution::Conflict;
            }
            Lookup::Unreadable(problem) => return Resolution::Unreadable(problem),
        };
        if found.is_null() {
            // The config file has the very text, and a plain text type has no other use for it.
            let is_spelt =
                matches!(asked.expected, ValueType::Text) && found.spells_null() && !has_answer;
            return if is_spelt {
                Resolution::Value(found)
            } else {
                Resolution::Absent(Some(found))
            };
        }
        // A variable is empty, or says null, where nothing is there that it would override.
        let says_nothing = matches!(found.by, Layer::Variable(_))
            && found.raw().text().is_ok_and(|text| {
                text.is_empty() && has_answer || text == "null" && !asked.expected.is_text()
            });
        if says_nothing {
            Resolution::Absent(Some(found))
        } else {
            Resolution::Value(found)
        }
    }

    fn canonical(&self, asked: &Request<'_>) -> String {
        match asked.sought {
            Target::Field(number) => self
                .spec
                .hyperparameter(number)
                .map_or_else(String::new, |(name, _)| name),
            Target::Name(name) => name.to_owned(),
        }
    }

    fn is_list(&self, number: usize) -> bool {
        self.spec
            .hyperparameter(number)
            .is_some_and(|(_, field)| field.is_list())
    }

    fn note(&mut self, asked: &Request<'_>, origin: Origin) {
        if self.origins.is_some() {
            let name = self.canonical(asked);
            self.origins.get_or_insert_default().push((name, origin));
        }
    }

    /// `default` is the text of what absence means, if it means something.
    #[cold]
    fn describe(
        &mut self,
        asked: &Request<'_>,
        range: Option<String>,
        default: Option<Option<String>>,
    ) {
        let absence = match default {
            None => Absence::Required,
            Some(None) => Absence::Nothing,
            Some(Some(text)) => Absence::Default(unquoted(text)),
        };
        let (name, takes) = (
            self.canonical(asked),
            asked.expected.within(range.as_deref()),
        );
        self.described.get_or_insert_default().push(Described {
            name,
            takes,
            absence,
        });
    }

    #[cold]
    fn missing(&mut self, asked: &Request<'_>, null: Option<Candidate<'_>>, range: Option<String>) {
        if self.given.incomplete && null.is_none() {
            return;
        }
        self.problems.push(Problem {
            name: Some(self.canonical(asked)),
            reason: null.is_some().then(|| "it is null".to_owned()),
            origin: null.map(|found| found.by.origin()),
            expected: Some(asked.expected.within(range.as_deref())),
            ..Problem::new(ProblemKind::Missing)
        });
    }

    #[cold]
    fn refused(
        &mut self,
        asked: &Request<'_>,
        raw: RawValue<'_>,
        by: Layer<'_>,
        refusal: Rejection,
        wanted: &Requirement<'_>,
    ) {
        let hides = by.hides() || self.hides(asked, &raw.text().unwrap_or_default());
        let asked = &Request {
            secret: hides,
            ..*asked
        };
        let problem = match refusal {
            Rejection::Invalid(invalid, range) => {
                invalid_value(asked, raw, invalid, range.as_deref(), wanted)
            }
            Rejection::Rule(reason, rule) => self.refused_by_rule(asked, reason, rule),
        };
        self.problems.push(Problem {
            name: Some(self.canonical(asked)),
            origin: Some(by.origin()),
            given: Some(raw.shown(asked.secret)),
            ..problem
        });
    }

    /// A rule's reason may quote the value.
    fn refused_by_rule(&self, asked: &Request<'_>, reason: Reason, rule: &str) -> Problem {
        let is_hidden = asked.secret && !reason.is_constant;
        let reason = if is_hidden {
            hidden_reason(rule, &[self.canonical(asked)])
        } else {
            reason.text
        };
        Problem {
            reason: Some(reason),
            ..Problem::new(ProblemKind::Rejected)
        }
    }

    /// Whether this text, given for what is asked, must not be shown.
    fn hides(&self, asked: &Request<'_>, text: &str) -> bool {
        let is_secret = match asked.sought {
            Target::Field(number) => self.spec.is_secret(number),
            Target::Name(_) => false,
        };
        asked.secret || is_secret || self.spec.may_hold_secret(&self.canonical(asked), text)
    }

    #[cold]
    fn default_refused(&mut self, asked: &Request<'_>, refusal: Rejection, text: Option<String>) {
        let text = text.map(unquoted);
        let asked = &Request {
            secret: self.hides(asked, text.as_deref().unwrap_or_default()),
            ..*asked
        };
        let problem = match refusal {
            Rejection::Invalid(_, range) => Problem {
                expected: Some(asked.expected.within(range.as_deref())),
                ..Problem::new(ProblemKind::OutOfRange)
            },
            Rejection::Rule(reason, rule) => self.refused_by_rule(asked, reason, rule),
        };
        self.problems.push(Problem {
            name: Some(self.canonical(asked)),
            origin: Some(Origin::Default),
            given: text.map(|text| DisplayValue::new(&text, asked.secret)),
            ..problem
        });
    }

    #[cold]
    fn conflict(&mut self, asked: &Request<'_>, [a, b]: &[(String, Candidate<'_>); 2]) {
        let is_hidden =
            |found: &Candidate<'_>| self.hides(asked, &found.raw().text().unwrap_or_default());
        let hides = is_hidden(&a.1) || is_hidden(&b.1);
        let side = |(name, found): &(String, Candidate<'_>)| {
            let origin = found.by.origin().to_string();
            let shown = found.shown(hides);
            let name = if self.spec.may_hold_secret("", name) {
                &origin
            } else {
                name
            };
            if name == &origin {
                format!("{shown} ({name})")
            } else {
                format!("{shown} as {name} ({origin})")
            }
        };
        let remedy = match (a.1.by, b.1.by, asked.sought) {
            (Layer::Argument(name), Layer::Argument(_), Target::Field(number))
                if !hides && self.is_list(number) =>
            {
                format!("write `{name} {} {}`", a.1.text, b.1.text)
            }
            _ => "keep one of them".to_owned(),
        };
        self.problems.push(Problem {
            name: Some(self.canonical(asked)),
            reason: Some(format!(
                "given twice, with different values: {} and {}",
                side(a),
                side(b)
            )),
            remedy: Some(remedy),
            ..Problem::new(ProblemKind::Conflict)
        });
    }

    #[cold]
    fn unreadable(&mut self, asked: &Request<'_>, problem: Problem, range: Option<String>) {
        // What is shown is enough to see: a secret stands behind its name.
        let given = problem.given.map(|given| {
            match given.text().is_some_and(|text| self.hides(asked, text)) {
                true => DisplayValue::Secret,
                false => given,
            }
        });
        let expected = problem
            .expected
            .or_else(|| Some(asked.expected.within(range.as_deref())));
        self.problems.push(Problem {
            name: Some(self.canonical(asked)),
            given,
            expected,
            ..problem
        });
    }

    #[cold]
    fn keep_name(
        &mut self,
        name: &str,
        origin: Option<Origin>,
        invalid: ValueError,
        expected: &ValueType,
    ) {
        let why = invalid
            .0
            .reason
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        self.problems.push(Problem {
            name: Some(name.to_owned()),
            origin,
            reason: Some(format!("not a name that the map takes{why}")),
            expected: Some(expected.to_string()),
            suggestion: invalid.0.near.map(str::to_owned),
            ..Problem::new(invalid.0.kind)
        });
    }

    /// The filled struct, if nothing is wrong with what was given.
    #[inline]
    fn finish<T>(&mut self, filled: Option<T>) -> Result<T, Error> {
        let is_settled = self.problems.is_empty() && self.given.is_settled();
        let problems = if is_settled {
            Vec::new()
        } else {
            self.all_problems()
        };
        match filled {
            Some(filled) if problems.is_empty() => Ok(filled),
            _ => Err(self.error(problems)),
        }
    }

    #[cold]
    fn error(&self, problems: Vec<Problem>) -> Error {
        let is_missing =
            |problem: &Problem| problem.kind == ProblemKind::Missing && problem.origin.is_none();
        let note = if problems.iter().any(is_missing) {
            self.given.searched()
        } else {
            None
        };
        Error::new(problems).with_note(note)
    }

    #[cold]
    fn all_problems(&mut self) -> Vec<Problem> {
        let mut unknown = Vec::new();
        if !self.spec.allows_unknown() {
            unknown = self.unknown();
        }
        let mut problems = std::mem::take(&mut self.given.problems);
        problems.extend(self.given.file_problem());
        problems.append(&mut self.problems);
        problems.append(&mut unknown);
        problems
            .iter_mut()
            .for_each(|problem| self.hide_name(problem));
        suggestions::name_known(&mut problems, self.spec);
        suggestions::supply(
            &mut problems,
            self.spec,
            self.given.source(),
            self.given.written(),
        );
        problems
    }

    /// Leaves out a name that may have a secret in it: any text is one in JSON.
    fn hide_name(&self, problem: &mut Problem) {
        let holds = |name: &str| self.spec.may_hold_secret("", name);
        if problem.name.as_deref().is_some_and(holds) {
            problem.name = None;
            problem.suggestion = None;
            problem.reason = Some("it is not shown, since it may have a secret in it".to_owned());
        }
        if let Some(Origin::Argument(name) | Origin::Variable(name)) = &problem.origin {
            if holds(name) {
                problem.origin = Some(Origin::Argument("arguments".to_owned()));
            }
        }
    }

    /// The names that no field has. What is then missing under nearly such a name is no second
    /// problem.
    fn unknown(&mut self) -> Vec<Problem> {
        let Reader {
            given,
            spec,
            problems,
            ..
        } = self;
        let (mut unknown, mut meant) = (Vec::new(), Vec::new());
        let channels = KnownChannels::of(given.source());
        given.unknown(&mut |name, origin, found| {
            let (problem, name) = Unknown {
                name,
                origin,
                found,
            }
            .problem(spec, &channels);
            unknown.push(problem);
            meant.extend(name);
        });
        suggestions::merge(problems, &meant);
        unknown
    }
}

/// What is wrong with a value, and what to do about it.
fn invalid_value(
    asked: &Request<'_>,
    raw: RawValue<'_>,
    invalid: ValueError,
    range: Option<&str>,
    wanted: &Requirement<'_>,
) -> Problem {
    let kind = invalid.kind();
    let expected = asked.expected.within(range);
    // A reason may quote the value, or a part of it, and so may a remedy.
    if asked.secret {
        return Problem {
            expected: Some(expected),
            ..Problem::new(kind)
        };
    }
    let text = raw.text().unwrap_or_default();
    let invalid = invalid.beside(&text, range);
    // What is near is what to write, and so is what is in range.
    let is_clear = invalid.0.near.is_some() || kind == ProblemKind::OutOfRange;
    let invalid = if is_clear {
        invalid
    } else {
        invalid.with_remedy(remedy(&text, wanted))
    };
    let ValueErrorInner {
        reason,
        near,
        remedy: of_part,
        ..
    } = *invalid.0;
    Problem {
        reason: reason.map(Into::into),
        expected: Some(expected),
        suggestion: near.map(str::to_owned),
        remedy: of_part,
        ..Problem::new(kind)
    }
}

fn hidden_reason(rule: &str, secrets: &[String]) -> String {
    let secrets: Vec<String> = secrets
        .iter()
        .map(|secret| DisplayName(secret).to_string())
        .collect();
    let rule = if rule.is_empty() {
        "a rule".to_owned()
    } else {
        format!("the rule `{rule}`")
    };
    format!(
        "{rule} refuses it; its reason may quote a secret ({}), and is not shown",
        secrets.join(", ")
    )
}
