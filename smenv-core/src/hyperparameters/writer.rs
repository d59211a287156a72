//! The way out: from a struct to the texts that `CreateTrainingJob` takes.
use crate::hyperparameters::codec::FieldCodec;

/// The text of a hyperparameter.
pub(crate) struct WrittenText {
    pub(crate) name: String,
    /// `None` if it is left out.
    pub(crate) text: Option<String>,
    /// Whether leaving it out would mean the default, so that it is written as `None`.
    needs_word: bool,
    /// Whether it equals the default, if that was compared.
    pub(crate) is_default: bool,
}

impl WrittenText {
    pub(crate) fn is_sent(&self) -> bool {
        self.text.is_some() || self.needs_word
    }

    /// Returns the name and the text to send.
    pub(crate) fn into_sent(self) -> Option<(String, String)> {
        let word = self.needs_word.then(|| "None".to_owned());
        Some((self.name, self.text.or(word)?))
    }
}

/// Collects the texts of a struct.
#[derive(Default)]
pub struct Writer {
    pub(crate) prefix: String,
    /// Whether to compare each text with that of the field's default.
    pub(crate) compares_defaults: bool,
    pub(crate) texts: Vec<WrittenText>,
}

impl Writer {
    /// Writes the text of a field.
    pub fn field<T>(&mut self, codec: &FieldCodec<T>, value: &T) {
        let text = (codec.encode)(value);
        // A default can be any expression: it is evaluated only if it is needed.
        let default = codec
            .default
            .filter(|_| text.is_none() || self.compares_defaults)
            .map(|default| (codec.encode)(&default()));
        let is_default = default.as_ref() == Some(&text);
        // Text types have no word for an absent value.
        let needs_word =
            text.is_none() && default.is_some() && !is_default && !codec.field.expected().is_text();
        self.texts.push(WrittenText {
            name: format!("{}{}", self.prefix, codec.field.name()),
            text,
            needs_word,
            is_default,
        });
    }

    /// Writes a text that has no default.
    pub(crate) fn push(&mut self, name: String, text: Option<String>) {
        self.texts.push(WrittenText {
            name,
            text,
            needs_word: false,
            is_default: false,
        });
    }
}
