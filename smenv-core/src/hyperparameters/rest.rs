//! A field with `rest`: a map of the hyperparameters that no other field has.

use smenv_shared::names;

use crate::hyperparameters::codec::FieldCodec;
use crate::hyperparameters::problems;
use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::writer::Writer;
use crate::layers::target::{Request, Target};
use crate::spec::spec::FieldSpec;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::map::RestMap;
use crate::values::value_type::ValueType;

/// A `rest` field of type `M`.
#[derive(Clone, Copy)]
pub struct Rest<M> {
    field: FieldSpec,
    read: fn(&mut Reader<'_>, &str) -> Option<M>,
    write: fn(&mut Writer, &M, &str),
}

impl<M> Rest<M> {
    /// Creates a field whose values implement [`HyperparameterValue`].
    #[must_use]
    pub const fn native(prefix: &'static str, docs: &'static str) -> Self
    where
        M: RestMap<Value: HyperparameterValue>,
    {
        Rest {
            field: FieldSpec::rest(prefix, <M::Value as HyperparameterValue>::EXPECTED)
                .with_docs(docs),
            read: |reader, prefix| reader.rest_entries(prefix, &FieldCodec::native(&[])),
            write: |writer, map, prefix| {
                writer.rest_entries(map, prefix, &FieldCodec::native(&[]));
            },
        }
    }

    /// Creates a field from functions that read and write the entries, and the codec of their
    /// values.
    #[must_use]
    pub const fn new<V>(
        prefix: &'static str,
        docs: &'static str,
        value: &FieldCodec<V>,
        read: fn(&mut Reader<'_>, &str) -> Option<M>,
        write: fn(&mut Writer, &M, &str),
    ) -> Self {
        Rest {
            field: FieldSpec::rest(prefix, *value.field.expected()).with_docs(docs),
            read,
            write,
        }
    }

    /// Returns the row of the struct's [`Spec`](crate::Spec).
    #[must_use]
    pub const fn field(&self) -> FieldSpec {
        self.field
    }
}

impl Reader<'_> {
    /// Reads a map. Returns `None` if it has a problem, which the reader keeps.
    pub fn rest<M>(&mut self, rest: &Rest<M>) -> Option<M> {
        (rest.read)(self, rest.field.prefix())
    }

    /// Reads the entries of a map with this prefix.
    pub fn rest_entries<M: RestMap>(
        &mut self,
        prefix: &str,
        codec: &FieldCodec<M::Value>,
    ) -> Option<M> {
        let expected = codec.field.expected();
        let mut map = M::default();
        let mut is_complete = true;
        for (name, lookup) in self.layers.rest(prefix, expected) {
            let request = Request {
                target: Target::Name(&name),
                expected,
                is_secret: self.spec.hides(&name),
            };
            let origin = lookup.origin();
            // Null is absence, but plain text in the config file may be `null`.
            let is_text = matches!(expected, ValueType::Text) && lookup.is_null_text();
            if lookup.is_null() && (codec.absent)().is_none() && !is_text {
                continue;
            }
            let key = M::Key::from_text(names::without_prefix(&name, prefix).unwrap_or(&name));
            let key = key.map_err(|error| {
                self.keep(problems::key(&name, origin, error, &M::Key::EXPECTED));
            });
            let value = self.resolve(&request, lookup, codec);
            match (key, value) {
                (Ok(key), Some(value)) => map.put(key, value),
                _ => is_complete = false,
            }
        }
        is_complete.then_some(map)
    }
}

impl Writer {
    /// Writes the entries of a map.
    pub fn rest<M>(&mut self, rest: &Rest<M>, map: &M) {
        (rest.write)(self, map, rest.field.prefix());
    }

    /// Writes the entries of a map with this prefix.
    pub fn rest_entries<M: RestMap>(
        &mut self,
        map: &M,
        prefix: &str,
        codec: &FieldCodec<M::Value>,
    ) {
        map.each(&mut |key, value| {
            self.push(format!("{prefix}{}", key.to_text()), (codec.encode)(value));
        });
    }
}
