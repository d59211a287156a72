//! A struct as two functions, which the engine uses instead of the struct's trait.

use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::writer::{Writer, WrittenText};

/// The functions that read and write a struct of type `T`.
pub struct StructCodec<T> {
    pub(crate) read: fn(&mut Reader<'_>) -> Option<T>,
    pub(crate) write: fn(&T, &mut Writer),
}

// Derived impls would require `T: Copy`.
impl<T> Clone for StructCodec<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StructCodec<T> {}

impl<T> StructCodec<T> {
    /// Creates a codec. `read` returns `None` if there is a problem, which the reader keeps.
    #[must_use]
    pub const fn new(read: fn(&mut Reader<'_>) -> Option<T>, write: fn(&T, &mut Writer)) -> Self {
        StructCodec { read, write }
    }

    /// Returns the texts of a struct's values, in the order of its fields.
    pub(crate) fn texts(&self, value: &T) -> Vec<WrittenText> {
        let mut writer = Writer::default();
        (self.write)(value, &mut writer);
        writer.texts
    }

    /// Returns the texts of a struct's values, each compared with the default of its field.
    pub(crate) fn texts_with_defaults(&self, value: &T) -> Vec<WrittenText> {
        let mut writer = Writer {
            compares_defaults: true,
            ..Writer::default()
        };
        (self.write)(value, &mut writer);
        writer.texts
    }
}
