//! The items that `#[sm(…)]` takes in each place, and hints for those that people try.

use proc_macro2::Ident;
use smenv_shared::suggest::nearest;

/// Something that takes `#[sm(…)]`, such as a field.
pub(crate) struct AttrPlace {
    /// Its name in messages.
    name: &'static str,
    pub(crate) specs: &'static [AttrSpec],
    subject: AttrSubject,
}

/// What a place belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AttrSubject {
    Hyperparameters,
    Channels,
    Metrics,
}

/// An item that a place takes.
pub(crate) struct AttrSpec {
    pub(crate) key: &'static str,
    /// The item with its value, for messages; `None` if it takes no value.
    pub(crate) example: Option<&'static str>,
}

const fn flag(key: &'static str) -> AttrSpec {
    AttrSpec { key, example: None }
}

const fn with_value(key: &'static str, example: &'static str) -> AttrSpec {
    AttrSpec {
        key,
        example: Some(example),
    }
}

pub(crate) static STRUCT: AttrPlace = AttrPlace {
    name: "a struct",
    specs: &[
        with_value("rename_all", "rename_all = \"kebab-case\""),
        flag("allow_unknown"),
        with_value("validate", "validate = function"),
        with_value("schema", "schema = \"hyperparameters.json\""),
        with_value("crate", "crate = path"),
    ],
    subject: AttrSubject::Hyperparameters,
};

pub(crate) static FIELD: AttrPlace = AttrPlace {
    name: "a field",
    specs: &[
        with_value("name", "name = \"learning-rate\""),
        with_value("alias", "alias = \"lr\""),
        with_value("default", "default = 64"),
        with_value("range", "range = 1..=10"),
        flag("flatten"),
        with_value("prefix", "prefix = \"aug-\""),
        flag("from_str"),
        flag("json"),
        with_value("with", "with = module"),
        flag("secret"),
        flag("rest"),
        with_value("validate", "validate = function"),
        flag("skip"),
        flag("tunable"),
        with_value("scale", "scale = \"log\""),
        with_value("delimiter", "delimiter = \";\""),
    ],
    subject: AttrSubject::Hyperparameters,
};

pub(crate) static CHANNELS: AttrPlace = AttrPlace {
    name: "a struct of channels",
    specs: &[
        with_value("rename_all", "rename_all = \"kebab-case\""),
        flag("allow_unknown"),
        with_value("schema", "schema = \"specification.json\""),
        with_value("crate", "crate = path"),
    ],
    subject: AttrSubject::Channels,
};

pub(crate) static CHANNEL: AttrPlace = AttrPlace {
    name: "a channel",
    specs: &[
        with_value("name", "name = \"train\""),
        with_value("content_type", "content_type = \"text/csv\""),
        with_value("input_mode", "input_mode = \"File\""),
        with_value("default", "default = \"data/\""),
        flag("non_empty"),
    ],
    subject: AttrSubject::Channels,
};

pub(crate) static METRICS: AttrPlace = AttrPlace {
    name: "a struct of metrics",
    specs: &[
        with_value("rename_all", "rename_all = \"kebab-case\""),
        with_value("schema", "schema = \"specification.json\""),
        with_value("crate", "crate = path"),
    ],
    subject: AttrSubject::Metrics,
};

pub(crate) static METRIC: AttrPlace = AttrPlace {
    name: "a metric",
    specs: &[
        with_value("name", "name = \"train:loss\""),
        flag("minimize"),
        flag("maximize"),
    ],
    subject: AttrSubject::Metrics,
};

pub(crate) static ENUM: AttrPlace = AttrPlace {
    name: "an enum",
    specs: &[
        with_value("rename_all", "rename_all = \"snake_case\""),
        with_value("crate", "crate = path"),
    ],
    subject: AttrSubject::Hyperparameters,
};

pub(crate) static VARIANT: AttrPlace = AttrPlace {
    name: "a variant",
    specs: &[
        with_value("name", "name = \"adam\""),
        with_value("alias", "alias = \"adam-w\""),
    ],
    subject: AttrSubject::Hyperparameters,
};

/// Items that people try, and what to write instead.
const HINTS: &[(&str, &str)] = &[
    (
        "required",
        "a field without `default` is required, unless it is an `Option`",
    ),
    ("optional", "make the field an `Option`"),
    ("min", "write `range = 1..` for a lower bound"),
    ("max", "write `range = ..=10` for an upper bound"),
    ("help", "a doc comment, `/// …`, is the description"),
    ("description", "a doc comment, `/// …`, is the description"),
    ("doc", "a doc comment, `/// …`, is the description"),
    ("aliases", "write `alias = \"lr\"`, which can be repeated"),
    (
        "choices",
        "an enum that derives `SmCategorical` is a closed set of values",
    ),
    (
        "env",
        "write `name = \"learning-rate\"`: its variable is SM_HP_LEARNING_RATE",
    ),
    (
        "deny_unknown_fields",
        "unknown names are errors by default; `allow_unknown` accepts them",
    ),
    ("default_value", "write `default = 64`"),
];

/// Items that people try on channels.
const CHANNEL_HINTS: &[(&str, &str)] = &[
    (
        "required",
        "a channel is required, unless it is an `Option<Channel>`",
    ),
    ("optional", "make the field an `Option<Channel>`"),
    (
        "default_value",
        "write `default = \"data/\"`, a directory to use outside a job",
    ),
    (
        "default_dir",
        "write `default = \"data/\"`, a directory to use outside a job",
    ),
    ("not_empty", "write `non_empty`"),
    ("help", "a doc comment, `/// …`, is the description"),
    ("description", "a doc comment, `/// …`, is the description"),
    ("doc", "a doc comment, `/// …`, is the description"),
    (
        "choices",
        "write `content_type = \"text/csv\"` or `input_mode = \"File\"`, which can be repeated",
    ),
    (
        "deny_unknown_fields",
        "unknown channels are errors by default; `allow_unknown` accepts them",
    ),
];

/// Items that people try on metrics.
const METRIC_HINTS: &[(&str, &str)] = &[
    (
        "regex",
        "smenv writes the line, and knows the regular expression",
    ),
    ("unit", "write the unit in the doc comment"),
    ("objective", "write `minimize` or `maximize`"),
    ("goal", "write `minimize` or `maximize`"),
    ("help", "a doc comment, `/// …`, is the description"),
    ("description", "a doc comment, `/// …`, is the description"),
    ("doc", "a doc comment, `/// …`, is the description"),
    ("optional", "make the field an `Option`"),
];

impl AttrPlace {
    pub(crate) fn find(&self, key: &Ident) -> Option<&'static AttrSpec> {
        self.specs.iter().find(|spec| key == spec.key)
    }

    /// Returns the items that the place takes, for a message.
    pub(crate) fn offer(&self) -> String {
        let keys: Vec<String> = self
            .specs
            .iter()
            .map(|spec| format!("`{}`", spec.key))
            .collect();
        format!("{} takes {}", self.name, keys.join(", "))
    }

    /// Returns the message for an item that the place does not take.
    pub(crate) fn unknown(&self, key: &Ident) -> String {
        let hints = match self.subject {
            AttrSubject::Hyperparameters => HINTS,
            AttrSubject::Channels => CHANNEL_HINTS,
            AttrSubject::Metrics => METRIC_HINTS,
        };
        if let Some((_, hint)) = hints.iter().find(|(tried, _)| key == tried) {
            return format!("unknown attribute `{key}`: {hint}");
        }
        let elsewhere: &[(&AttrPlace, &str)] = match self.subject {
            AttrSubject::Channels => &[(&CHANNELS, "the struct"), (&CHANNEL, "a channel")],
            AttrSubject::Metrics => &[(&METRICS, "the struct"), (&METRIC, "a metric")],
            AttrSubject::Hyperparameters => &[
                (&STRUCT, "the struct"),
                (&FIELD, "a field"),
                (&CHANNEL, "a channel"),
            ],
        };
        let is_in = |place: &AttrPlace| place.find(key).is_some();
        if let Some((_, right)) = elsewhere.iter().find(|(place, _)| is_in(place)) {
            return format!("`{key}` belongs on {right}; {}", self.offer());
        }
        let is_for_hyperparameters = self.subject == AttrSubject::Hyperparameters;
        if !is_for_hyperparameters && (is_in(&STRUCT) || is_in(&FIELD)) {
            return format!("`{key}` is for hyperparameters; {}", self.offer());
        }
        let keys: Vec<&str> = self.specs.iter().map(|spec| spec.key).collect();
        match nearest(&key.to_string(), &keys) {
            Some(near) => format!("unknown attribute `{key}`: did you mean `{near}`?"),
            None => format!("unknown attribute `{key}`: {}", self.offer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that smenv-core documents for editors, by their place.
    fn documented(module: &str) -> Vec<String> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../smenv-core/src/attributes.rs"
        );
        let text = std::fs::read_to_string(path).unwrap();
        let start = format!("\npub mod {module} {{\n");
        let (_, module) = text.split_once(&start).unwrap();
        let (module, _) = module.split_once("\n}").unwrap();
        let keys = module.lines().filter_map(|line| {
            let key = line.trim().strip_prefix("pub mod ")?;
            key.strip_suffix(" {}").map(str::to_owned)
        });
        keys.collect()
    }

    #[test]
    fn editors_know_each_key() {
        for (place, module) in [
            (&STRUCT, "hyperparameters"),
            (&FIELD, "field"),
            (&ENUM, "categorical"),
            (&VARIANT, "variant"),
            (&CHANNELS, "channels"),
            (&CHANNEL, "channel"),
            (&METRICS, "metrics"),
            (&METRIC, "metric"),
        ] {
            // A module cannot be named `crate`.
            let keys = place.specs.iter().map(|spec| spec.key);
            let keys: Vec<&str> = keys.filter(|key| *key != "crate").collect();
            assert_eq!(documented(module), keys, "{module}");
        }
    }
}
