//! A struct as data: its table of hyperparameters.

use smenv_shared::scale::Scale;

use crate::spec::index::{self, IndexEntry};
use crate::values::value_type::ValueType;

/// The hyperparameters of a struct: [`SmHyperparameters::SPEC`](crate::SmHyperparameters::SPEC).
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub(super) name: &'static str,
    pub(super) docs: &'static str,
    pub(super) fields: &'static [FieldSpec],
    pub(super) index: &'static [IndexEntry],
    pub(super) allow_unknown: bool,
    pub(super) len: usize,
    pub(super) has_rest: bool,
}

/// A field of a struct of hyperparameters.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    pub(super) kind: FieldKind,
    pub(super) names: &'static [&'static str],
    pub(super) docs: &'static str,
    pub(super) expected: ValueType,
    pub(super) wants_text: bool,
    pub(super) is_list: bool,
    pub(super) default: Option<&'static str>,
    /// Whether absence is an error; `None` if only the type knows.
    pub(super) required: Option<bool>,
    pub(super) min: Option<RangeEnd>,
    pub(super) max: Option<RangeEnd>,
    pub(super) secret: bool,
    /// Whether the program declares that it is not a secret, whatever its name.
    pub(super) not_secret: bool,
    pub(super) tunable: bool,
    pub(super) scale: Option<Scale>,
    pub(super) prefix: &'static str,
    pub(super) delimiter: Option<&'static str>,
}

/// The hyperparameters that a field takes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// One hyperparameter.
    Hyperparameter,
    /// The hyperparameters of another struct, with a prefix before their names.
    #[non_exhaustive]
    Flatten {
        /// The other struct.
        spec: &'static Spec,
        /// The prefix of its names, which can be empty.
        prefix: &'static str,
    },
    /// The hyperparameters without a field of their own; with a [`prefix`](FieldSpec::prefix), only
    /// those whose names start with it.
    Rest,
}

/// A bound of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RangeEnd {
    /// The source text of the expression: `1e-6`, `MOST_EPOCHS`.
    pub text: &'static str,
    /// Whether the range includes the bound.
    pub inclusive: bool,
}

/// Returns the index of these fields' names. `N` is a power of two and at least twice the number of
/// names.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn index<const N: usize>(fields: &[FieldSpec]) -> [IndexEntry; N] {
    let mut entries = [IndexEntry::FREE; N];
    let (mut at, mut number) = (0, 0);
    while at < fields.len() {
        let mut names = fields[at].names;
        while let [name, others @ ..] = names {
            index::insert(&mut entries, name, number);
            names = others;
        }
        number += fields[at].len() as u32;
        at += 1;
    }
    entries
}

impl Spec {
    /// Creates the spec of a struct.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        fields: &'static [FieldSpec],
        index: &'static [IndexEntry],
        allow_unknown: bool,
    ) -> Self {
        let (mut len, mut has_rest) = (0, false);
        let mut at = 0;
        while at < fields.len() {
            len += fields[at].len();
            has_rest |= matches!(fields[at].kind, FieldKind::Rest);
            at += 1;
        }
        Spec {
            name,
            docs,
            fields,
            index,
            allow_unknown,
            len,
            has_rest,
        }
    }

    /// Returns the name of the struct.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the struct.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the fields, in order.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldSpec] {
        self.fields
    }

    /// Returns the number of hyperparameters, including those of flattened structs.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns the number of required hyperparameters.
    pub(crate) const fn required(&self) -> usize {
        let (mut required, mut at) = (0, 0);
        while at < self.fields.len() {
            required += self.fields[at].required();
            at += 1;
        }
        required
    }

    /// Returns whether there are no hyperparameters.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns whether unknown names are accepted: `#[sm(allow_unknown)]`.
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }

    /// Returns whether a field takes the hyperparameters without a field of their own:
    /// `#[sm(rest)]`.
    #[must_use]
    pub const fn has_rest(&self) -> bool {
        self.has_rest
    }

    /// Returns the `rest` maps.
    pub(crate) fn rests(&self) -> impl Iterator<Item = &'static FieldSpec> + use<> {
        self.fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Rest))
    }

    /// Returns every hyperparameter with its full name, including those of flattened structs. Each
    /// is a [secret](FieldSpec::is_secret) if its full name is that of a secret.
    #[must_use]
    pub fn hyperparameters(&self) -> Vec<(String, FieldSpec)> {
        let mut all = Vec::with_capacity(self.len);
        self.for_each("", &mut |prefix, field| {
            let name = format!("{prefix}{}", field.name());
            let field = field.with_name(&name);
            all.push((name, field));
        });
        all
    }

    /// Calls `each` with every hyperparameter and the prefix of its name.
    pub(crate) fn for_each(&self, above: &str, each: &mut dyn FnMut(&str, &'static FieldSpec)) {
        for field in self.fields {
            match field.kind {
                FieldKind::Hyperparameter => each(above, field),
                FieldKind::Flatten { spec, prefix } => {
                    spec.for_each(&format!("{above}{prefix}"), each)
                }
                FieldKind::Rest => {}
            }
        }
    }
}

impl FieldSpec {
    /// Returns whether it has a default other than that of its type.
    pub(crate) fn has_own_default(&self) -> bool {
        self.default
            .is_some_and(|text| text != "Default::default()")
    }

    /// Returns the number of its hyperparameters.
    pub(super) const fn len(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => 1,
            FieldKind::Flatten { spec, .. } => spec.len,
            FieldKind::Rest => 0,
        }
    }

    /// Returns the number of its required hyperparameters, counting those of which only the type
    /// knows.
    pub(crate) const fn required(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => !matches!(self.required, Some(false)) as usize,
            FieldKind::Flatten { spec, .. } => spec.required(),
            FieldKind::Rest => 0,
        }
    }

    pub(crate) const fn name_or_prefix(&self) -> &'static str {
        match self.kind {
            FieldKind::Flatten { prefix, .. } => prefix,
            _ => self.name(),
        }
    }

    /// Returns whether the field is a hyperparameter, a flattened struct, or a `rest` map.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// Returns the canonical name, which is empty for a flattened struct and a `rest` map.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.names.first() {
            Some(name) => name,
            None => "",
        }
    }

    pub(crate) const fn names(&self) -> &'static [&'static str] {
        self.names
    }

    pub(crate) fn full_names(&self, prefix: &str) -> impl Iterator<Item = String> {
        self.names.iter().map(move |name| format!("{prefix}{name}"))
    }

    /// Returns the other names of the hyperparameter.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.iter().skip(1).copied()
    }

    /// Returns the doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the prefix of the names in a flattened struct or a `rest` map, which is empty if
    /// there is none.
    #[must_use]
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// Returns the separator of the items of a list, if it is not a comma.
    #[must_use]
    pub const fn delimiter(&self) -> Option<&'static str> {
        self.delimiter
    }

    /// Returns what the type of the field accepts.
    #[must_use]
    pub const fn expected(&self) -> &ValueType {
        &self.expected
    }

    /// Returns whether the spelling of a value matters.
    pub(crate) const fn wants_text(&self) -> bool {
        self.wants_text
    }

    /// Returns whether its type is a list, which takes several words on the command line.
    pub(crate) const fn is_list(&self) -> bool {
        self.is_list
    }

    /// Returns the source text of the default.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// Returns the lower bound of the range.
    #[must_use]
    pub const fn min(&self) -> Option<RangeEnd> {
        self.min
    }

    /// Returns the upper bound of the range.
    #[must_use]
    pub const fn max(&self) -> Option<RangeEnd> {
        self.max
    }

    /// Returns whether its value is never shown: it is `secret`, or has the name of a secret. In
    /// [`Spec::hyperparameters`] the name includes the prefixes of flattened structs.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Returns whether a tuner can choose its value.
    #[must_use]
    pub const fn is_tunable(&self) -> bool {
        self.tunable
    }

    /// Returns how a tuner searches its range; `None` if it is not tunable.
    #[must_use]
    pub const fn scale(&self) -> Option<Scale> {
        self.scale
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Creates a spec at run time.
    pub(crate) fn spec<const N: usize>(
        name: &'static str,
        fields: Vec<FieldSpec>,
    ) -> &'static Spec {
        let fields = fields.leak();
        let index = vec![index::<N>(fields)].leak();
        &vec![Spec::new(name, "", fields, &index[0], false)].leak()[0]
    }

    pub(crate) fn field(names: &'static [&'static str]) -> FieldSpec {
        FieldSpec::new(names, ValueType::Float)
    }

    pub(crate) fn flattened() -> &'static Spec {
        let inner = spec::<4>(
            "Inner",
            vec![field(&["gamma"]).with_default("1.0"), field(&["lr"])],
        );
        let middle = spec::<4>(
            "Middle",
            vec![field(&["beta", "b"]), FieldSpec::flatten(inner, "in-")],
        );
        spec::<8>(
            "Outer",
            vec![
                field(&["alpha", "first"]),
                FieldSpec::flatten(middle, "mid_"),
                FieldSpec::rest("extra.", ValueType::Float),
                field(&["omega"]).as_optional(),
            ],
        )
    }

    #[test]
    fn a_job_must_give_what_has_no_answer_to_absence() {
        assert_eq!(flattened().required(), 3);
        assert_eq!(
            spec::<4>(
                "Optional",
                vec![field(&["a"]).as_optional(), field(&["b"]).with_default("1")]
            )
            .required(),
            0
        );
    }

    #[test]
    fn a_field_of_the_table_is_what_was_said_of_it() {
        let plain = field(&["a", "b"]);
        assert_eq!(
            (
                plain.name(),
                plain.aliases().collect::<Vec<_>>(),
                plain.docs()
            ),
            ("a", vec!["b"], "")
        );
        assert_eq!(
            (plain.required(), plain.default(), plain.name_or_prefix()),
            (1, None, "a")
        );
        assert!(!plain.is_list() && !plain.is_secret() && !plain.is_tunable());
        assert_eq!(
            (plain.min(), plain.max(), plain.scale(), plain.delimiter()),
            (None, None, None, None)
        );
        let said = plain
            .with_docs("docs")
            .with_default("7")
            .with_range(Some("1"), Some(("9", false)))
            .with_list(true)
            .as_secret()
            .with_tunable(Scale::Log)
            .with_delimiter(";");
        assert_eq!(
            (said.docs(), said.default(), said.required()),
            ("docs", Some("7"), 0)
        );
        assert_eq!(
            said.min(),
            Some(RangeEnd {
                text: "1",
                inclusive: true
            })
        );
        assert_eq!(
            said.max(),
            Some(RangeEnd {
                text: "9",
                inclusive: false
            })
        );
        assert!(said.is_list() && said.is_secret() && said.is_tunable());
        assert_eq!(
            (said.scale(), said.delimiter()),
            (Some(Scale::Log), Some(";"))
        );
        assert!(
            field(&["api_key"]).is_secret_with("a_")
                && !field(&["api_key"]).as_not_secret().is_secret_with("a_")
        );
        let rest = FieldSpec::rest("r.", ValueType::Bool);
        assert_eq!(
            (
                rest.prefix(),
                rest.name(),
                rest.required(),
                rest.name_or_prefix()
            ),
            ("r.", "", 0, "")
        );
        assert!(matches!(rest.kind(), FieldKind::Rest));
        let inner = FieldSpec::flatten(flattened(), "f-");
        assert_eq!(
            (
                inner.prefix(),
                inner.name(),
                inner.required(),
                inner.name_or_prefix()
            ),
            ("f-", "", 3, "f-")
        );
        assert!(matches!(
            inner.kind(),
            FieldKind::Flatten { prefix: "f-", .. }
        ));
    }
}
