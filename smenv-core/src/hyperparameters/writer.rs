//! Writes a struct: encodes each field as the text that `CreateTrainingJob` accepts.

use crate::hyperparameters::codec::FieldCodec;

/// The text of a hyperparameter.
pub(crate) struct WrittenText {
    pub(crate) name: String,
    /// `None` if it is omitted.
    pub(crate) text: Option<String>,
    /// Whether it must be written as `None`, because omitting it would mean the default.
    needs_none: bool,
    /// Whether it equals the default, if they were compared.
    pub(crate) is_default: bool,
}

impl WrittenText {
    pub(crate) fn is_sent(&self) -> bool {
        self.text.is_some() || self.needs_none
    }

    /// Returns the name and the text to send.
    pub(crate) fn into_sent(self) -> Option<(String, String)> {
        let none = self.needs_none.then(|| "None".to_owned());
        Some((self.name, self.text.or(none)?))
    }
}

/// A collector of the texts of a struct's values.
#[derive(Default)]
pub struct Writer {
    pub(crate) prefix: String,
    /// Whether each text is compared with that of its default.
    pub(crate) compares_defaults: bool,
    pub(crate) texts: Vec<WrittenText>,
}

impl Writer {
    /// Writes the text of a field.
    pub fn field<T>(&mut self, codec: &FieldCodec<T>, value: &T) {
        let text = (codec.encode)(value);
        // A default can be any expression, so it is evaluated only if needed.
        let default = codec
            .default
            .filter(|_| text.is_none() || self.compares_defaults)
            .map(|default| (codec.encode)(&default()));
        let is_default = default.as_ref() == Some(&text);
        // For text types, `None` is a text.
        let needs_none =
            text.is_none() && default.is_some() && !is_default && !codec.field.expected().is_text();
        self.texts.push(WrittenText {
            name: format!("{}{}", self.prefix, codec.field.name()),
            text,
            needs_none,
            is_default,
        });
    }

    /// Writes a text that has no default.
    pub(crate) fn push(&mut self, name: String, text: Option<String>) {
        self.texts.push(WrittenText {
            name,
            text,
            needs_none: false,
            is_default: false,
        });
    }
}
