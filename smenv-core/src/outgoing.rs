//! The texts that leave: what `CreateTrainingJob` takes.

use std::borrow::Cow;

use crate::SmHyperparameters;
use crate::python_json;
use crate::spec::Spec;
use crate::value::{HyperparameterValue, RestMap};

/// A hyperparameter's text as it leaves.
pub(crate) struct Text {
    pub(crate) name: String,
    /// `None` where it is left out.
    pub(crate) text: Option<String>,
    /// Whether leaving it out would say something else: it leaves as `None`.
    pub(crate) needs_word: bool,
    pub(crate) secret: bool,
}

impl Text {
    /// The text that leaves, with its name.
    pub(crate) fn outgoing(self) -> Option<(String, String)> {
        let word = self.needs_word.then(|| "None".to_owned());
        Some((self.name, self.text.or(word)?))
    }
}

/// Writes the fields of a struct as the texts that leave.
pub struct Outgoing {
    spec: &'static Spec,
    pub(crate) prefix: String,
    pub(crate) texts: Vec<Text>,
}

impl Outgoing {
    pub(crate) fn of<T: SmHyperparameters>(value: &T) -> Vec<Text> {
        let mut outgoing = Outgoing { spec: T::SPEC, prefix: String::new(), texts: Vec::new() };
        value.__write(&mut outgoing);
        outgoing.texts
    }

    pub(crate) fn rest<M: RestMap>(map: &M, outgoing: &mut Outgoing) {
        map.each(&mut |key, value| {
            let name = key.to_text();
            let secret = outgoing.spec.hides(&name);
            outgoing.texts.push(Text { name, text: value.outgoing(), needs_word: false, secret });
        });
    }
}

/// A text that leaves in quotes, so that no producer changes it, without them.
#[inline]
pub(crate) fn unquoted(text: String) -> String {
    match python_json::loads(&text) {
        Some(token) if token.kind.is_string() => token.decoded().map_or_else(|_| text.clone(), Cow::into_owned),
        _ => text,
    }
}
