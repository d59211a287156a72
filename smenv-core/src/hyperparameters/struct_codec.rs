//! A struct as two functions, so that the engine need not know the struct's trait.
use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::writer::{Writer, WrittenText};

/// How a struct of type `T` is read and written.
pub struct StructCodec<T> {
    pub(crate) read: fn(&mut Reader<'_>) -> Option<T>,
    pub(crate) write: fn(&T, &mut Writer),
}

// Derived, they would require `T` to be `Copy`.
impl<T> Clone for StructCodec<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StructCodec<T> {}

impl<T> StructCodec<T> {
    /// Makes a codec of functions. `read` returns `None` after the reader has kept a problem.
    #[must_use]
    pub const fn new(read: fn(&mut Reader<'_>) -> Option<T>, write: fn(&T, &mut Writer)) -> Self {
        StructCodec { read, write }
    }

    /// Returns the texts of a struct, in the order of its fields.
    pub(crate) fn texts(&self, value: &T) -> Vec<WrittenText> {
        let mut writer = Writer::default();
        (self.write)(value, &mut writer);
        writer.texts
    }

    /// Returns the texts, each compared with the default of its field.
    pub(crate) fn texts_with_defaults(&self, value: &T) -> Vec<WrittenText> {
        let mut writer = Writer {
            compares_defaults: true,
            ..Writer::default()
        };
        (self.write)(value, &mut writer);
        writer.texts
    }
}
