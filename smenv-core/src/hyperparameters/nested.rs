//! A field with `flatten`: a struct inside the struct.

use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::writer::Writer;
use crate::spec::spec::{FieldSpec, Spec};

/// A flattened field of type `T`.
#[derive(Clone, Copy)]
pub struct Nested<T> {
    spec: &'static Spec,
    prefix: &'static str,
    codec: StructCodec<T>,
}

impl<T> Nested<T> {
    /// Creates a field from a struct's table and codec; `prefix` is added to its names.
    #[must_use]
    pub const fn new(spec: &'static Spec, prefix: &'static str, codec: StructCodec<T>) -> Self {
        Nested {
            spec,
            prefix,
            codec,
        }
    }

    /// Returns the row of the outer struct's [`Spec`].
    #[must_use]
    pub const fn field(&self) -> FieldSpec {
        FieldSpec::flatten(self.spec, self.prefix)
    }
}

impl Reader<'_> {
    /// Reads a flattened struct. Returns `None` if it has a problem, which the reader keeps.
    pub fn nested<T>(&mut self, nested: &Nested<T>) -> Option<T> {
        self.prefixes.push(nested.prefix);
        let filled = (nested.codec.read)(self);
        self.prefixes.pop();
        filled
    }
}

impl Writer {
    /// Writes the texts of a flattened struct.
    pub fn nested<T>(&mut self, nested: &Nested<T>, value: &T) {
        let length = self.prefix.len();
        self.prefix.push_str(nested.prefix);
        (nested.codec.write)(value, self);
        self.prefix.truncate(length);
    }
}
