//! What the derive knows of a struct, as data.

use crate::names::Name;
use crate::value::Expected;

/// The table of a struct's hyperparameters: [`SmHyperparameters::SPEC`](crate::SmHyperparameters::SPEC).
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    name: &'static str,
    docs: &'static str,
    fields: &'static [Field],
    allow_unknown: bool,
    len: usize,
}

/// A field of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    kind: FieldKind,
    names: &'static [Name<'static>],
    docs: &'static str,
    expected: Expected,
    default: Option<&'static str>,
    min: Option<Limit>,
    max: Option<Limit>,
    secret: bool,
    tunable: bool,
    scale: Option<Scale>,
}

/// What a field of the struct takes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// One hyperparameter.
    Hyperparameter,
    /// The hyperparameters of another struct, with `prefix` before their names.
    Flatten {
        /// The other struct's table.
        spec: &'static Spec,
        /// What stands before its names.
        prefix: &'static str,
    },
    /// All that no other field takes.
    Rest,
}

/// An end of a range, as it is written in the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limit {
    /// The expression's text: `1e-6`, `MOST_EPOCHS`.
    pub text: &'static str,
    /// Whether the range has this end itself.
    pub inclusive: bool,
}

/// How a tuner walks through a range: SageMaker's `ScalingType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scale {
    /// `Auto`: the tuner chooses.
    Auto,
    /// `Linear`.
    Linear,
    /// `Logarithmic`: for values above 0.
    Log,
    /// `ReverseLogarithmic`: for values from 0 to below 1.
    ReverseLog,
}

impl Spec {
    /// A table of these fields.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, docs: &'static str, fields: &'static [Field], allow_unknown: bool) -> Self {
        let mut len = 0;
        let mut at = 0;
        while at < fields.len() {
            len += match fields[at].kind {
                FieldKind::Hyperparameter => 1,
                FieldKind::Flatten { spec, .. } => spec.len,
                FieldKind::Rest => 0,
            };
            at += 1;
        }
        Spec { name, docs, fields, allow_unknown, len }
    }

    /// The struct's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The fields, in their order.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// How many hyperparameters the struct has, flattened structs counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether names that no field has are let pass.
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }

    /// Whether a field takes the rest.
    #[must_use]
    pub const fn has_rest(&self) -> bool {
        let mut at = 0;
        while at < self.fields.len() {
            if matches!(self.fields[at].kind, FieldKind::Rest) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Every hyperparameter with its full name, flattened ones too.
    #[must_use]
    pub fn hyperparameters(&self) -> Vec<(String, &'static Field)> {
        let mut all = Vec::with_capacity(self.len);
        self.for_each("", &mut |prefix, field| all.push((format!("{prefix}{}", field.name()), field)));
        all
    }

    /// Calls `each` with every hyperparameter and what stands before its name.
    pub(crate) fn for_each(&self, above: &str, each: &mut dyn FnMut(&str, &'static Field)) {
        for field in self.fields {
            match field.kind {
                FieldKind::Hyperparameter => each(above, field),
                FieldKind::Flatten { spec, prefix } => spec.for_each(&format!("{above}{prefix}"), each),
                FieldKind::Rest => {}
            }
        }
    }
}

impl Field {
    /// A field that takes one hyperparameter: its canonical name, then its aliases.
    pub(crate) const fn new(names: &'static [Name<'static>], expected: Expected) -> Self {
        Field {
            kind: FieldKind::Hyperparameter,
            names,
            docs: "",
            expected,
            default: None,
            min: None,
            max: None,
            secret: false,
            tunable: false,
            scale: None,
        }
    }

    pub(crate) const fn flatten(spec: &'static Spec, prefix: &'static str) -> Self {
        Field { kind: FieldKind::Flatten { spec, prefix }, ..Field::new(&[], Expected::Other("hyperparameters")) }
    }

    pub(crate) const fn rest(expected: Expected) -> Self {
        Field { kind: FieldKind::Rest, ..Field::new(&[], expected) }
    }

    pub(crate) const fn with_docs(self, docs: &'static str) -> Self {
        Field { docs, ..self }
    }

    pub(crate) const fn with_default(self, default: &'static str) -> Self {
        Field { default: Some(default), ..self }
    }

    pub(crate) const fn with_range(self, min: Option<&'static str>, max: Option<(&'static str, bool)>) -> Self {
        let min = match min {
            Some(text) => Some(Limit { text, inclusive: true }),
            None => None,
        };
        let max = match max {
            Some((text, inclusive)) => Some(Limit { text, inclusive }),
            None => None,
        };
        Field { min, max, ..self }
    }

    pub(crate) const fn with_secret(self) -> Self {
        Field { secret: true, ..self }
    }

    pub(crate) const fn with_tunable(self, scale: Scale) -> Self {
        Field { tunable: true, scale: Some(scale), ..self }
    }

    /// Whether it is one hyperparameter, another struct's, or the rest.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// The canonical name; empty for a flattened struct and for the rest.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.names.first() {
            Some(name) => name.as_str(),
            None => "",
        }
    }

    /// The other names that it may be given under.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.iter().skip(1).map(Name::as_str)
    }

    pub(crate) const fn names(&self) -> &'static [Name<'static>] {
        self.names
    }

    /// The doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// What its type takes.
    #[must_use]
    pub const fn expected(&self) -> &Expected {
        &self.expected
    }

    /// The default, as it is written in the attribute.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// The lower end of the range.
    #[must_use]
    pub const fn min(&self) -> Option<Limit> {
        self.min
    }

    /// The upper end of the range.
    #[must_use]
    pub const fn max(&self) -> Option<Limit> {
        self.max
    }

    /// Whether its value is never shown.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Whether a tuner may choose its value.
    #[must_use]
    pub const fn is_tunable(&self) -> bool {
        self.tunable
    }

    /// How a tuner walks through its range; `None` where it is not tunable.
    #[must_use]
    pub const fn scale(&self) -> Option<Scale> {
        self.scale
    }
}
