//! The builder of a [`FieldSpec`].

use smenv_shared::scale::Scale;

use crate::spec::spec::{FieldKind, FieldSpec, RangeEnd, Spec};
use crate::values::value_type::ValueType;

impl FieldSpec {
    /// Creates the spec of a hyperparameter. The first name is canonical, the others are aliases.
    pub(crate) const fn new(names: &'static [&'static str], expected: ValueType) -> Self {
        FieldSpec {
            kind: FieldKind::Hyperparameter,
            names,
            docs: "",
            wants_text: expected.wants_text(),
            is_list: expected.is_list(),
            expected,
            default: None,
            required: None,
            min: None,
            max: None,
            secret: false,
            not_secret: false,
            tunable: false,
            scale: None,
            prefix: "",
            delimiter: None,
        }
    }

    pub(crate) const fn flatten(spec: &'static Spec, prefix: &'static str) -> Self {
        FieldSpec {
            kind: FieldKind::Flatten { spec, prefix },
            prefix,
            ..FieldSpec::new(&[], ValueType::Other("hyperparameters"))
        }
    }

    pub(crate) const fn rest(prefix: &'static str, expected: ValueType) -> Self {
        FieldSpec {
            kind: FieldKind::Rest,
            prefix,
            ..FieldSpec::new(&[], expected)
        }
    }

    pub(crate) const fn with_docs(self, docs: &'static str) -> Self {
        FieldSpec { docs, ..self }
    }

    pub(crate) const fn with_default(self, default: &'static str) -> Self {
        FieldSpec {
            default: Some(default),
            ..self
        }
        .as_optional()
    }

    /// Marks a hyperparameter that can be absent.
    pub(crate) const fn as_optional(self) -> Self {
        self.with_requirement(Some(false))
    }

    /// Sets whether absence is an error, if that is known.
    pub(crate) const fn with_requirement(self, required: Option<bool>) -> Self {
        FieldSpec { required, ..self }
    }

    pub(crate) const fn with_range(
        self,
        min: Option<&'static str>,
        max: Option<(&'static str, bool)>,
    ) -> Self {
        let min = match min {
            Some(text) => Some(RangeEnd {
                text,
                inclusive: true,
            }),
            None => None,
        };
        let max = match max {
            Some((text, inclusive)) => Some(RangeEnd { text, inclusive }),
            None => None,
        };
        FieldSpec { min, max, ..self }
    }

    pub(crate) const fn with_list(self, is_list: bool) -> Self {
        FieldSpec { is_list, ..self }
    }

    pub(crate) const fn as_secret(self) -> Self {
        FieldSpec {
            secret: true,
            ..self
        }
    }

    pub(crate) const fn as_not_secret(self) -> Self {
        FieldSpec {
            not_secret: true,
            ..self
        }
    }

    pub(crate) const fn with_tunable(self, scale: Scale) -> Self {
        FieldSpec {
            tunable: true,
            scale: Some(scale),
            ..self
        }
    }

    pub(crate) const fn with_delimiter(self, delimiter: &'static str) -> Self {
        FieldSpec {
            delimiter: Some(delimiter),
            ..self
        }
    }
}
