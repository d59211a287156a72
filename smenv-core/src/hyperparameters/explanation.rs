//! A table of the hyperparameters of a struct, with their values and origins.
// All functions are `#[inline]`, so a program that does not call them does not contain them.
use std::fmt;

use crate::error::problem::Origin;
use crate::hyperparameters::fill::origins;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::writer::WrittenText;
use crate::index::Index;
use crate::render::secrets::HIDDEN;
use crate::render::table::{MOST, cut, line, table};
use crate::source::source::Source;
use crate::spec::spec::Spec;
use crate::values::quote::unquoted;

/// A table of all hyperparameters with their values and origins, returned by
/// [`SmHyperparameters::explain`].
///
/// With the feature `serde`, `Serialize` writes its rows as JSON. `Display` writes it as text:
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(default = 0.1)]
///     learning_rate: f64,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "10"}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!(
///     hp.explain(&source).to_string(),
///     "\
/// hyperparameter  value  from
/// epochs          10     SM_HPS
/// learning_rate   0.1    default",
/// );
/// # Ok::<(), smenv::Error>(())
/// ```
///
/// [`SmHyperparameters::explain`]: crate::SmHyperparameters::explain
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation(Vec<ExplanationRow>);

/// A hyperparameter in an [`Explanation`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplanationRow {
    /// The canonical name.
    pub name: String,
    /// The value as text; `None` for an `Option` that is `None`, `******` for a secret.
    pub value: Option<String>,
    /// The origin of the value; `None` if it does not come from the source, because the program set
    /// it or the source's value is invalid.
    pub origin: Option<Origin>,
}

impl Explanation {
    #[inline]
    pub(crate) fn of<T>(
        filled: &T,
        source: &Source,
        spec: &'static Spec,
        codec: StructCodec<T>,
    ) -> Self {
        let (origins, source_texts) = origins(source, spec, codec);
        let origin_of: Index<&str> = origins.iter().map(|(name, _)| &**name).zip(0..).collect();
        let source_text_of: Index<&str> = source_texts
            .iter()
            .flatten()
            .map(|text| &*text.name)
            .zip(0..)
            .collect();
        // A value that the program has changed since does not come from the source.
        let is_unchanged = |text: &WrittenText| {
            let is_same = |source_texts: &Vec<WrittenText>| {
                source_text_of
                    .get(&*text.name)
                    .next()
                    .is_some_and(|at| source_texts[at].text == text.text)
            };
            source_texts.as_ref().is_none_or(is_same)
        };
        let row = |text: WrittenText| {
            let origin = origin_of
                .get(&*text.name)
                .next()
                .filter(|_| is_unchanged(&text));
            let origin = origin.map(|at| origins[at].1.clone());
            let value =
                text.text
                    .map(unquoted)
                    .map(|value| match spec.hides_value(&text.name, &value) {
                        true => HIDDEN.to_owned(),
                        false => value,
                    });
            // The key of a map can be any text.
            let name = if spec.may_hold_secret("", &text.name) {
                HIDDEN.to_owned()
            } else {
                text.name
            };
            ExplanationRow {
                name,
                value,
                origin,
            }
        };
        Explanation(codec.texts(filled).into_iter().map(row).collect())
    }

    /// Returns the rows, in the order of the struct's fields.
    #[must_use]
    #[inline]
    pub fn rows(&self) -> &[ExplanationRow] {
        &self.0
    }
}

impl fmt::Display for Explanation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| {
            value
                .as_ref()
                .map_or("-".to_owned(), |value| cut(&line(value), MOST))
        };
        let mut rows = vec![[
            "hyperparameter".to_owned(),
            "value".to_owned(),
            "from".to_owned(),
        ]];
        rows.extend(self.0.iter().map(|row| {
            let origin = row
                .origin
                .as_ref()
                .map_or_else(|| "set by the program".to_owned(), Origin::to_string);
            [line(&row.name), shown(&row.value), line(&origin)]
        }));
        f.write_str(&table(&rows, usize::MAX))
    }
}
