//! Reads a struct: finds the value of each field, decodes and checks it, and collects the problems
//! until all fields are read.

use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::hyperparameters::check::Rejection;
use crate::hyperparameters::codec::FieldCodec;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::problems::{self, About};
use crate::hyperparameters::resolution::Resolution;
use crate::hyperparameters::suggestions::{self, KnownChannels, Unknown};
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::Storage;
use crate::layers::layers::Layers;
use crate::layers::lookup::Lookup;
use crate::layers::target::{Request, Target};
use crate::source::config_file::ConfigFile;
use crate::spec::spec::Spec;
use crate::values::interval::Interval;
use crate::values::raw_value::RawValue;

/// A reader of the fields of a struct, in the order of its [`Spec`].
pub struct Reader<'a> {
    pub(crate) layers: Layers<'a>,
    pub(crate) spec: &'static Spec,
    /// The number of the next hyperparameter.
    pub(crate) next: usize,
    /// The prefixes of the flattened structs around the next field, outermost first.
    pub(crate) prefixes: Vec<&'static str>,
    /// The name and origin of each hyperparameter, if they are collected.
    pub(crate) origins: Option<Vec<(String, Origin)>>,
    /// The descriptions of absent hyperparameters, if they are collected.
    pub(crate) descriptions: Option<Vec<Description>>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Reads the layers of the file's source.
    #[inline]
    pub(crate) fn new(file: &'a ConfigFile<'a>, spec: &'static Spec, storage: Storage<'a>) -> Self {
        let mut layers = Layers::new(file, spec, storage);
        layers.read();
        Reader {
            layers,
            spec,
            next: 0,
            prefixes: Vec::new(),
            origins: None,
            descriptions: None,
            problems: Vec::new(),
        }
    }

    /// Reads a field. Returns `None` if it has a problem, which is kept.
    #[inline]
    pub fn field<T>(&mut self, codec: &FieldCodec<T>) -> Option<T> {
        let number = self.next;
        self.next += 1;
        if self.origins.is_none() {
            if let Some(raw) = self.layers.find_uncontested(number, &codec.field) {
                let raw = *raw;
                return match codec.decode(raw) {
                    Ok(value) => Some(value),
                    Err(rejection) => self.reject_field(number, raw, *rejection, codec),
                };
            }
        }
        self.find_field(number, codec)
    }

    #[cold]
    #[inline(never)]
    fn find_field<T>(&mut self, number: usize, codec: &FieldCodec<T>) -> Option<T> {
        self.find(&request(number, codec), codec)
    }

    #[cold]
    #[inline(never)]
    fn reject_field<T>(
        &mut self,
        number: usize,
        raw: RawValue<'a>,
        rejection: Rejection,
        codec: &FieldCodec<T>,
    ) -> Option<T> {
        self.reject(&request(number, codec), raw, Layer::SmHps, rejection, codec)
    }

    /// Finds a value and resolves it.
    pub(crate) fn find<T>(&mut self, request: &Request<'_>, codec: &FieldCodec<T>) -> Option<T> {
        let lookup = self.layers.find(request.target, request.expected);
        self.resolve(request, lookup, codec)
    }

    /// Decodes a value, or handles its absence.
    pub(crate) fn resolve<T>(
        &mut self,
        request: &Request<'_>,
        lookup: Lookup<'a>,
        codec: &FieldCodec<T>,
    ) -> Option<T> {
        let accepts_absence = codec.default.is_some() || (codec.absent)().is_some();
        let problem = match Resolution::of(lookup, request.expected, accepts_absence) {
            Resolution::Value(candidate) => {
                return self.decode(request, candidate.raw(), candidate.layer, codec);
            }
            Resolution::Absent(null) => return self.absent(request, null, codec),
            Resolution::Conflict(both) => problems::conflict(&self.about(request), &both),
            Resolution::Unreadable(problem) => {
                let range = codec.interval();
                problems::unreadable(&self.about(request), *problem, range.as_deref())
            }
        };
        self.keep(problem);
        None
    }

    fn decode<T>(
        &mut self,
        request: &Request<'_>,
        raw: RawValue<'_>,
        layer: Layer<'_>,
        codec: &FieldCodec<T>,
    ) -> Option<T> {
        match codec.decode(raw) {
            Ok(value) => {
                self.note_origin(request, layer.origin());
                Some(value)
            }
            Err(rejection) => self.reject(request, raw, layer, *rejection, codec),
        }
    }

    /// Keeps the problem of a value, unless `SM_HPS` has only lost its quotes: then decodes the
    /// text of the config file.
    #[cold]
    fn reject<T>(
        &mut self,
        request: &Request<'_>,
        raw: RawValue<'_>,
        layer: Layer<'_>,
        rejection: Rejection,
        codec: &FieldCodec<T>,
    ) -> Option<T> {
        if layer == Layer::SmHps {
            if let Some(candidate) = self.layers.with_quotes(request.target, raw) {
                return self.decode(request, candidate.raw(), candidate.layer, codec);
            }
        }
        let accepts = |text: &str| codec.accepts(text);
        let requirement = codec.requirement(&accepts);
        let problem = problems::rejected(self.about(request), raw, layer, rejection, &requirement);
        self.keep(problem);
        None
    }

    /// Returns the default, or the type's value for absence. Returns `None` if there is a problem,
    /// which is kept.
    fn absent<T>(
        &mut self,
        request: &Request<'_>,
        null: Option<Candidate<'_>>,
        codec: &FieldCodec<T>,
    ) -> Option<T> {
        let (value, origin) = match codec.default {
            Some(default) => (Some(default()), Origin::Default),
            None => ((codec.absent)(), Origin::Absent),
        };
        if self.descriptions.is_some() {
            let default = value.as_ref().map(|value| (codec.encode)(value));
            self.describe(
                request,
                codec.interval(),
                default,
                (codec.absent)().is_some(),
            );
        }
        let Some(value) = value else {
            self.keep_missing(request, null, codec.interval());
            return None;
        };
        if origin == Origin::Default {
            if let Some(rejection) = codec.rejection(&value) {
                let text = (codec.encode)(&value);
                self.keep(problems::rejected_default(
                    self.about(request),
                    *rejection,
                    text,
                ));
                return None;
            }
        }
        self.note_origin(request, origin);
        Some(value)
    }

    pub(crate) fn keep(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Returns the struct, or an error with all problems.
    #[inline]
    pub(crate) fn finish<T>(&mut self, filled: Option<T>) -> Result<T, Error> {
        let is_settled = self.problems.is_empty() && self.layers.is_settled();
        let problems = if is_settled {
            Vec::new()
        } else {
            self.take_problems()
        };
        match filled {
            Some(filled) if problems.is_empty() => Ok(filled),
            _ => Err(self.error(problems)),
        }
    }

    fn about<'r>(&self, request: &Request<'r>) -> About<'r> {
        About {
            spec: self.spec,
            request: *request,
        }
    }

    fn note_origin(&mut self, request: &Request<'_>, origin: Origin) {
        if self.origins.is_some() {
            let name = self.about(request).name();
            self.origins.get_or_insert_default().push((name, origin));
        }
    }

    /// Adds a description; `default` is the encoded value for absence, if there is one.
    fn describe(
        &mut self,
        request: &Request<'_>,
        range: Option<Box<Interval>>,
        default: Option<Option<String>>,
        is_option: bool,
    ) {
        let Target::Field(number) = request.target else {
            return;
        };
        if let Some((name, field)) = self.spec.hyperparameter(number) {
            let description = Description {
                field: field.with_name(&name),
                name,
                range,
                absence: Absence::of(default),
                is_option,
            };
            self.descriptions.get_or_insert_default().push(description);
        }
    }

    /// Keeps the problem of a missing value, unless a source is incomplete and may have had it.
    fn keep_missing(
        &mut self,
        request: &Request<'_>,
        null: Option<Candidate<'_>>,
        range: Option<Box<Interval>>,
    ) {
        if !self.layers.is_incomplete || null.is_some() {
            let problem = problems::missing(&self.about(request), null, range.as_deref());
            self.keep(problem);
        }
    }

    fn error(&self, problems: Vec<Problem>) -> Error {
        let is_missing =
            |problem: &Problem| problem.kind == ProblemKind::Missing && problem.origin.is_none();
        let note = if problems.iter().any(is_missing) {
            self.layers.searched()
        } else {
            None
        };
        Error::new(problems).with_note(note)
    }

    /// Returns the problems of the sources, those of the fields, and unknown names, in this order.
    #[cold]
    fn take_problems(&mut self) -> Vec<Problem> {
        let mut unknown = Vec::new();
        if !self.spec.allows_unknown() {
            unknown = self.unknown();
        }
        let mut problems = std::mem::take(&mut self.layers.problems);
        problems.extend(self.layers.file_problem());
        problems.append(&mut self.problems);
        problems.append(&mut unknown);
        for problem in &mut problems {
            problems::hide_name(problem, self.spec);
        }
        suggestions::list_known_names(&mut problems, self.spec);
        let (source, found_in) = (self.layers.source(), self.layers.found_in());
        suggestions::add_remedies(&mut problems, self.spec, source, found_in);
        problems
    }

    /// Returns the problems of unknown names, and drops those of missing fields whose names were
    /// mistyped.
    fn unknown(&mut self) -> Vec<Problem> {
        let (mut unknown, mut meant) = (Vec::new(), Vec::new());
        let channels = KnownChannels::of(self.layers.source());
        self.layers.unknown(&mut |name, origin, value| {
            let name = Unknown {
                name,
                origin,
                value,
            };
            let (problem, name) = name.problem(self.spec, &channels);
            unknown.push(problem);
            meant.extend(name);
        });
        suggestions::drop_missing(&mut self.problems, &meant);
        unknown
    }
}

fn request<T>(number: usize, codec: &FieldCodec<T>) -> Request<'_> {
    Request {
        target: Target::Field(number),
        expected: codec.field.expected(),
        is_secret: codec.field.is_secret(),
    }
}
