//! What the derive knows of a struct, as data.
use smenv_shared::scale::Scale;

use crate::spec::index::{self, IndexEntry};
use crate::values::value_type::ValueType;

/// The table of a struct's hyperparameters:
/// [`SmHyperparameters::SPEC`](crate::SmHyperparameters::SPEC).
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

/// A field of the table.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    pub(super) kind: FieldKind,
    pub(super) names: &'static [&'static str],
    pub(super) docs: &'static str,
    pub(super) expected: ValueType,
    pub(super) wants_text: bool,
    pub(super) is_list: bool,
    pub(super) default: Option<&'static str>,
    pub(super) required: bool,
    pub(super) min: Option<RangeEnd>,
    pub(super) max: Option<RangeEnd>,
    pub(super) secret: bool,
    /// Whether it is no secret though its name looks like one's.
    pub(super) shown: bool,
    pub(super) tunable: bool,
    pub(super) scale: Option<Scale>,
    pub(super) prefix: &'static str,
    pub(super) delimiter: Option<&'static str>,
}

/// What a field of the struct takes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// One hyperparameter.
    Hyperparameter,
    /// The hyperparameters of another struct, with `prefix` before their names.
    Flatten {
        /// The other struct's table.
        spec: &'static Spec,
        /// What stands before its names.
        prefix: &'static str,
    },
    /// All that no other field takes; of a map with a [`prefix`](FieldSpec::prefix) what begins so.
    Rest,
}

/// An end of a range, as it is written in the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RangeEnd {
    /// The expression's text: `1e-6`, `MOST_EPOCHS`.
    pub text: &'static str,
    /// Whether the range has this end itself.
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
    /// A table of these fields.
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

    /// The struct's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The fields, in their order.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldSpec] {
        self.fields
    }

    /// How many hyperparameters the struct has, flattened structs counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// How many of them a job must give.
    pub(crate) const fn required(&self) -> usize {
        let (mut required, mut at) = (0, 0);
        while at < self.fields.len() {
            required += self.fields[at].required();
            at += 1;
        }
        required
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether names that no field has are let pass.
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }

    /// Whether a field takes the rest.
    #[must_use]
    pub const fn has_rest(&self) -> bool {
        self.has_rest
    }

    /// Every hyperparameter with its full name, flattened ones too.
    #[must_use]
    pub fn hyperparameters(&self) -> Vec<(String, &'static FieldSpec)> {
        let mut all = Vec::with_capacity(self.len);
        self.for_each("", &mut |prefix, field| {
            all.push((format!("{prefix}{}", field.name()), field))
        });
        all
    }

    /// Calls `each` with every hyperparameter and what stands before its name.
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
    /// Whether its default is one that the program says, and not its type's.
    pub(crate) fn has_own_default(&self) -> bool {
        self.default
            .is_some_and(|text| text != "Default::default()")
    }

    /// How many hyperparameters it stands for.
    pub(super) const fn len(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => 1,
            FieldKind::Flatten { spec, .. } => spec.len,
            FieldKind::Rest => 0,
        }
    }

    /// How many hyperparameters it stands for that a job must give, as far as the derive sees.
    pub(crate) const fn required(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => self.required as usize,
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

    /// Whether it is one hyperparameter, another struct's, or the rest.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// The canonical name; empty for a flattened struct and for the rest.
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

    pub(super) fn full_names(&self, prefix: &str) -> impl Iterator<Item = String> {
        self.names.iter().map(move |name| format!("{prefix}{name}"))
    }

    /// The other names that it may be given under.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.iter().skip(1).copied()
    }

    /// The doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// What stands before the names of a flattened struct, or of what a `rest` map takes; empty
    /// where nothing does.
    #[must_use]
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// What separates the items of a list in a text, if not a comma.
    #[must_use]
    pub const fn delimiter(&self) -> Option<&'static str> {
        self.delimiter
    }

    /// What its type takes.
    #[must_use]
    pub const fn expected(&self) -> &ValueType {
        &self.expected
    }

    /// Whether the spelling of a value counts.
    pub(crate) const fn wants_text(&self) -> bool {
        self.wants_text
    }

    /// Whether its type is a list, so that it takes several words among the arguments.
    pub(crate) const fn is_list(&self) -> bool {
        self.is_list
    }

    /// The default, as it is written in the attribute.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// The lower end of the range.
    #[must_use]
    pub const fn min(&self) -> Option<RangeEnd> {
        self.min
    }

    /// The upper end of the range.
    #[must_use]
    pub const fn max(&self) -> Option<RangeEnd> {
        self.max
    }

    /// Whether its value is never shown: it is `secret`, or its name looks like a secret's.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Whether a tuner may choose its value.
    #[must_use]
    pub const fn is_tunable(&self) -> bool {
        self.tunable
    }

    /// How a tuner walks through its range; `None` where it is not tunable.
    #[must_use]
    pub const fn scale(&self) -> Option<Scale> {
        self.scale
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A table that is made while the program runs.
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
                field(&["omega"]).with_answer(),
            ],
        )
    }

    #[test]
    fn a_job_must_give_what_has_no_answer_to_absence() {
        assert_eq!(flattened().required(), 3);
        assert_eq!(
            spec::<4>(
                "Optional",
                vec![field(&["a"]).with_answer(), field(&["b"]).with_default("1")]
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
            .with_secret()
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
                && !field(&["api_key"]).with_shown().is_secret_with("a_")
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
