//! The texts that leave: what `CreateTrainingJob` takes.
use std::collections::BTreeMap;

use smenv_shared::limits::MAX_HYPERPARAMETERS;

use crate::hyperparameters::codec::FieldCodec;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::spec::spec::FieldSpec;
use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::map::RestMap;

/// A hyperparameter's text as it leaves.
pub(crate) struct WrittenText {
    pub(crate) name: String,
    /// `None` where it is left out.
    pub(crate) text: Option<String>,
    /// Whether leaving it out would say something else: it leaves as `None`.
    needs_word: bool,
    /// Whether it equals the field's default, if that was asked for.
    is_default: bool,
}

/// The texts that leave, by their names: without those that say what the defaults say, where they
/// would be more than a job may have.
pub(crate) fn outgoing<T: SmHyperparameters>(value: &T) -> BTreeMap<String, String> {
    let mut texts = Writer::of(value);
    if texts.iter().filter(|text| text.leaves()).count() > MAX_HYPERPARAMETERS {
        texts = Writer::written(value, true);
        texts.retain(|text| !text.is_default);
    }
    texts
        .into_iter()
        .filter_map(WrittenText::outgoing)
        .collect()
}

impl WrittenText {
    fn leaves(&self) -> bool {
        self.text.is_some() || self.needs_word
    }

    /// The text that leaves, with its name.
    fn outgoing(self) -> Option<(String, String)> {
        let word = self.needs_word.then(|| "None".to_owned());
        Some((self.name, self.text.or(word)?))
    }
}

/// Writes the fields of a struct as the texts that leave.
pub struct Writer {
    pub(crate) prefix: String,
    /// Whether each text is held against its field's default.
    pub(crate) wants_defaults: bool,
    pub(crate) texts: Vec<WrittenText>,
}

impl Writer {
    pub(crate) fn of<T: SmHyperparameters>(value: &T) -> Vec<WrittenText> {
        Writer::written(value, false)
    }

    fn written<T: SmHyperparameters>(value: &T, wants_defaults: bool) -> Vec<WrittenText> {
        let mut outgoing = Writer {
            prefix: String::new(),
            wants_defaults,
            texts: Vec::new(),
        };
        value.__write(&mut outgoing);
        outgoing.texts
    }

    /// The text of a field, with that of its default if it has one.
    pub(crate) fn push(
        &mut self,
        field: &FieldSpec,
        text: Option<String>,
        default: Option<Option<String>>,
    ) {
        let is_default = default.as_ref() == Some(&text);
        // Left out it would become the default; only text types have no word for nothing.
        let needs_word =
            text.is_none() && default.is_some() && !is_default && !field.expected().is_text();
        let name = format!("{}{}", self.prefix, field.name());
        self.texts.push(WrittenText {
            name,
            text,
            needs_word,
            is_default,
        });
    }

    /// Writes the map's texts, with the prefix before their names.
    pub fn rest<M: RestMap>(&mut self, map: &M, prefix: &str, how: &FieldCodec<M::Value>) {
        map.each(&mut |key, value| {
            let name = format!("{prefix}{}", key.to_text());
            self.texts.push(WrittenText {
                name,
                text: (how.write)(value),
                needs_word: false,
                is_default: false,
            });
        });
    }
}
