//! How the fields of a struct are read, checked and written: what generated code is made of.
use smenv_shared::scale::Scale;

use crate::hyperparameters::reader::{Reader, Rejection, Request};
use crate::hyperparameters::writer::Writer;
use crate::layers::candidate::Layer;
use crate::layers::layers::Target;
use crate::spec::spec::{FieldSpec, Spec};
use crate::values::adapters::delimited::{Delimited, as_list};
use crate::values::adapters::from_str::FromText;
use crate::values::adapters::with::Reason;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::map::RestMap;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::remedy::remedy::Requirement;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Whether a value is in a range, else the range in words; without a value, the range in words.
pub(crate) type Range<T> = fn(Option<&T>) -> Result<(), String>;

/// Whether a value keeps a rule, else how it breaks it.
pub type Rule<T> = fn(&T) -> Result<(), Reason>;

/// A field of type `T`: what it is called, and how it is read, checked and written.
#[derive(Clone, Copy)]
pub struct FieldCodec<T> {
    field: FieldSpec,
    read: fn(RawValue<'_>) -> Result<T, ValueError>,
    pub(crate) absent: fn() -> Option<T>,
    pub(crate) write: fn(&T) -> Option<String>,
    pub(crate) default: Option<fn() -> T>,
    pub(crate) range: Option<Range<T>>,
    /// With its name.
    validate: Option<(Rule<T>, &'static str)>,
}

impl<T> FieldCodec<T> {
    /// By these functions.
    #[must_use]
    pub const fn by(
        names: &'static [&'static str],
        expected: &'static str,
        read: fn(RawValue<'_>) -> Result<T, ValueError>,
        absent: fn() -> Option<T>,
        write: fn(&T) -> Option<String>,
    ) -> Self {
        FieldCodec {
            field: FieldSpec::new(names, ValueType::Other(expected)),
            read,
            absent,
            write,
            default: None,
            range: None,
            validate: None,
        }
    }

    /// Layer the type's own [`HyperparameterValue`].
    #[must_use]
    pub const fn native(names: &'static [&'static str]) -> Self
    where
        T: HyperparameterValue,
    {
        FieldCodec {
            field: FieldSpec::new(names, T::EXPECTED),
            ..FieldCodec::by(names, "", T::read, T::absent, T::outgoing)
        }
    }

    /// By `FromStr` and `Display`.
    #[must_use]
    pub const fn from_str<V>(names: &'static [&'static str], expected: &'static str) -> Self
    where
        T: FromText<V>,
    {
        let how = FieldCodec::by(names, expected, T::read_str, T::absent_str, T::write_str);
        FieldCodec {
            field: how.field.with_list(T::IS_LIST),
            ..how
        }
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

    /// Nothing where nothing is given.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.field = self.field.with_answer();
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

    /// The rule that the value must keep, and its name.
    #[must_use]
    pub const fn valid(mut self, validate: Rule<T>, name: &'static str) -> Self {
        self.validate = Some((validate, name));
        self
    }

    /// What separates the items of a list in a text, in place of a comma.
    #[must_use]
    pub const fn delimited(mut self, delimiter: &'static str) -> Self
    where
        T: Delimited,
    {
        self.field = self.field.with_delimiter(delimiter);
        self
    }

    /// Its value is never shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.field = self.field.with_secret();
        self
    }

    /// It is no secret though its name looks like one's.
    #[must_use]
    pub const fn shown(mut self) -> Self {
        self.field = self.field.with_shown();
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
    pub const fn field(&self) -> FieldSpec {
        self.field
    }

    /// The field's value, or `None` after its problem has been kept.
    #[inline]
    pub fn read(&self, fields: &mut Reader<'_>) -> Option<T> {
        let number = fields.next;
        fields.next += 1;
        if fields.origins.is_none() {
            if let Some(raw) = fields.given.find_uncontested(number, &self.field) {
                return match self.make(*raw) {
                    Ok(value) => Some(value),
                    Err(refusal) => self.refuse(number, *refusal, fields),
                };
            }
        }
        self.find(number, fields)
    }

    #[cold]
    #[inline(never)]
    fn find(&self, number: usize, fields: &mut Reader<'_>) -> Option<T> {
        fields.find(&self.asked(number), self)
    }

    #[cold]
    #[inline(never)]
    fn refuse(&self, number: usize, refusal: Rejection, fields: &mut Reader<'_>) -> Option<T> {
        let raw = *fields.given.find_uncontested(number, &self.field)?;
        fields.refuse(&self.asked(number), raw, Layer::SmHps, refusal, self)
    }

    fn asked(&self, number: usize) -> Request<'_> {
        Request {
            sought: Target::Field(number),
            expected: self.field.expected(),
            secret: self.field.is_secret(),
        }
    }

    /// What the field takes, for a remedy.
    pub(crate) fn wanted<'w>(&'w self, takes: &'w dyn Fn(&str) -> bool) -> Requirement<'w> {
        Requirement {
            expected: self.field.expected(),
            delimiter: self.field.delimiter(),
            has_default: self.default.is_some(),
            is_optional: (self.absent)().is_some(),
            takes,
        }
    }

    /// Whether the field takes this text, its rule left aside.
    #[cold]
    pub(crate) fn takes(&self, text: &str) -> bool {
        let is_in_range = |value| self.range.is_none_or(|range| range(Some(&value)).is_ok());
        self.value(RawValue::from_text(text)).is_ok_and(is_in_range)
    }

    /// A value of the type.
    #[inline]
    fn value(&self, raw: RawValue<'_>) -> Result<T, ValueError> {
        match self.field.delimiter() {
            None => (self.read)(raw),
            Some(delimiter) => self.value_of_delimited(raw, delimiter),
        }
    }

    #[cold]
    fn value_of_delimited(&self, raw: RawValue<'_>, delimiter: &str) -> Result<T, ValueError> {
        match as_list(raw, delimiter)? {
            Some(list) => (self.read)(RawValue::new(&list, RawKind::Json)),
            None => (self.read)(raw),
        }
    }

    /// A value that the field takes.
    #[inline]
    pub(crate) fn make(&self, raw: RawValue<'_>) -> Result<T, Box<Rejection>> {
        match self.value(raw) {
            Ok(value) => match self.refusal(&value) {
                None => Ok(value),
                Some(refusal) => Err(refusal),
            },
            Err(invalid) => Err(Rejection::of_text(invalid, self.range)),
        }
    }

    /// Why the field does not take this value of its type, if it does not.
    #[inline]
    pub(crate) fn refusal(&self, value: &T) -> Option<Box<Rejection>> {
        if let Some(Err(words)) = self.range.map(|range| range(Some(value))) {
            return Some(Box::new(Rejection::Invalid(
                ValueError::out_of_range(),
                Some(words),
            )));
        }
        let (validate, name) = self.validate?;
        validate(value)
            .err()
            .map(|reason| Box::new(Rejection::Rule(reason, name)))
    }

    pub(crate) fn range_in_words(&self) -> Option<String> {
        self.range.and_then(|range| range(None).err())
    }

    /// Writes the field's text.
    pub fn write(&self, value: &T, outgoing: &mut Writer) {
        let text = (self.write)(value);
        // A default may be any expression: it is asked for only where it counts.
        let default = self
            .default
            .filter(|_| text.is_none() || outgoing.wants_defaults);
        let default = default.map(|default| (self.write)(&default()));
        outgoing.push(&self.field, text, default);
    }
}

/// A `flatten` field of type `T`.
#[derive(Clone, Copy)]
pub struct Nested<T> {
    spec: &'static Spec,
    prefix: &'static str,
    read: fn(&mut Reader<'_>) -> Option<T>,
    write: fn(&T, &mut Writer),
}

impl<T> Nested<T> {
    /// By what the struct's `SmHyperparameters` says, with `prefix` before its names.
    #[must_use]
    pub const fn new(
        spec: &'static Spec,
        prefix: &'static str,
        read: fn(&mut Reader<'_>) -> Option<T>,
        write: fn(&T, &mut Writer),
    ) -> Self {
        Nested {
            spec,
            prefix,
            read,
            write,
        }
    }

    /// The row of the [`Spec`].
    #[must_use]
    pub const fn field(&self) -> FieldSpec {
        FieldSpec::flatten(self.spec, self.prefix)
    }

    /// The struct, or `None` after its problems have been kept.
    pub fn read(&self, fields: &mut Reader<'_>) -> Option<T> {
        fields.prefixes.push(self.prefix);
        let filled = (self.read)(fields);
        fields.prefixes.pop();
        filled
    }

    /// Writes the struct's texts.
    pub fn write(&self, value: &T, outgoing: &mut Writer) {
        let length = outgoing.prefix.len();
        outgoing.prefix.push_str(self.prefix);
        (self.write)(value, outgoing);
        outgoing.prefix.truncate(length);
    }
}

/// A `rest` field of type `M`.
#[derive(Clone, Copy)]
pub struct Rest<M> {
    field: FieldSpec,
    read: fn(&mut Reader<'_>, &str) -> Option<M>,
    write: fn(&M, &mut Writer, &str),
}

impl<M> Rest<M> {
    /// With this prefix and this doc comment, the values by their own [`HyperparameterValue`].
    #[must_use]
    pub const fn native(prefix: &'static str, docs: &'static str) -> Self
    where
        M: RestMap<Value: HyperparameterValue>,
    {
        Rest {
            field: FieldSpec::rest(prefix, <M::Value as HyperparameterValue>::EXPECTED)
                .with_docs(docs),
            read: |fields, prefix| fields.rest(prefix, &FieldCodec::native(&[])),
            write: |map, outgoing, prefix| outgoing.rest(map, prefix, &FieldCodec::native(&[])),
        }
    }

    /// With this prefix and this doc comment, by functions that hand on how the values are read and
    /// written, as `value` is.
    #[must_use]
    pub const fn by<V>(
        prefix: &'static str,
        docs: &'static str,
        value: &FieldCodec<V>,
        read: fn(&mut Reader<'_>, &str) -> Option<M>,
        write: fn(&M, &mut Writer, &str),
    ) -> Self {
        Rest {
            field: FieldSpec::rest(prefix, *value.field.expected()).with_docs(docs),
            read,
            write,
        }
    }

    /// The row of the [`Spec`].
    #[must_use]
    pub const fn field(&self) -> FieldSpec {
        self.field
    }

    /// The map of what no field has taken; so it is read last.
    pub fn read(&self, fields: &mut Reader<'_>) -> Option<M> {
        (self.read)(fields, self.field.prefix())
    }

    /// Writes the map's texts.
    pub fn write(&self, map: &M, outgoing: &mut Writer) {
        (self.write)(map, outgoing, self.field.prefix());
    }
}
