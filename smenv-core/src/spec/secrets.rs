//! Which names and values a struct hides.
use std::cell::OnceCell;
use std::fmt;

use smenv_shared::secret_names::{self, looks_secret};
use smenv_shared::{names, suggest};

use crate::render::secrets::{self, HIDDEN};
use crate::spec::spec::{FieldSpec, Spec};

impl Spec {
    /// Whether what is no field's must not be shown under `name`. Each secret is asked: another
    /// field may be nearer yet.
    pub(crate) fn hides(&self, name: &str) -> bool {
        looks_secret(name)
            || self
                .secret(|secret| suggest::nearest(name, &[secret]).is_some())
                .is_some()
    }

    /// The name of a secret that is like this.
    pub(crate) fn secret(&self, is_like: impl Fn(&str) -> bool) -> Option<String> {
        let mut found = None;
        self.for_each("", &mut |prefix, field| {
            if found.is_none() && field.is_secret_with(prefix) {
                found = field.full_names(prefix).find(|name| is_like(name));
            }
        });
        found
    }

    /// Whether the hyperparameter of this number is a secret.
    pub(crate) fn is_secret(&self, number: usize) -> bool {
        self.hyperparameter(number).is_some_and(|(name, field)| {
            let prefix = name.strip_suffix(field.name()).unwrap_or_default();
            field.is_secret_with(prefix)
        })
    }

    /// Whether a text that is given for `name` may have a secret in it: a declared one, or one that
    /// only its name tells of.
    #[cold]
    pub(crate) fn may_hold_secret(&self, name: &str, text: &str) -> bool {
        let secrets = OnceCell::new();
        secrets::may_hold(text, name, &|name| {
            self.names_secret(name, secrets.get_or_init(|| self.secrets()))
        })
    }

    /// Whether the value of `name`, a field's or not, is not shown.
    pub(crate) fn hides_value(&self, name: &str, value: &str) -> bool {
        self.find(name)
            .map_or_else(|| self.hides(name), |number| self.is_secret(number))
            || self.may_hold_secret(name, value)
    }

    /// Whether this is the name of a secret, in whatever place it stands: as a variable, without
    /// the prefix of its struct, or with a word before it.
    fn names_secret(&self, name: &str, secrets: &[Secret]) -> bool {
        let variable = name.to_uppercase();
        let variable = variable.strip_prefix("SM_HP_").unwrap_or(&variable);
        if let Some(number) = self.find(name).or_else(|| self.find_variable(variable)) {
            return self.is_secret(number);
        }
        if looks_secret(name) {
            return true;
        }
        let words = secret_names::words(
            name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-'),
        );
        let name = names::normalized(name);
        let is_of = |secret: &Secret| {
            secret.full.ends_with(&name) && name.ends_with(&secret.own)
                || ends_with_words(&words, &secret.words)
        };
        secrets.iter().any(is_of)
    }

    /// What is known of the secrets' names.
    fn secrets(&self) -> Vec<Secret> {
        let mut secrets = Vec::new();
        self.for_each("", &mut |prefix, field| {
            if field.is_secret_with(prefix) {
                secrets.extend(field.names.iter().map(|own| Secret::new(prefix, own)));
            }
        });
        secrets
    }
}

impl FieldSpec {
    /// Whether it is a secret behind this prefix, which may make its name look like one's.
    pub(super) fn is_secret_with(&self, prefix: &str) -> bool {
        let looks_secret = || self.full_names(prefix).any(|name| looks_secret(&name));
        self.secret || !self.shown && !prefix.is_empty() && looks_secret()
    }
}

/// The name of a secret.
struct Secret {
    /// With the prefixes before it, without case and separators.
    full: String,
    /// The same of the name alone: of `rl.pin`, `pin`.
    own: String,
    /// None where the name looks like a secret's: `my_pin` is a `pin`, but `pad_token` no `token`.
    words: Vec<String>,
}

impl Secret {
    fn new(prefix: &str, name: &str) -> Self {
        let own = name.rsplit(['.', '/']).next().unwrap_or(name);
        Secret {
            full: names::normalized(&format!("{prefix}{name}")),
            own: names::normalized(own),
            words: if looks_secret(own) {
                Vec::new()
            } else {
                secret_names::words(own)
            },
        }
    }
}

/// Whether a name has these words at its end, the last one perhaps as a plural.
fn ends_with_words(words: &[String], end: &[String]) -> bool {
    let Some(start) = words.len().checked_sub(end.len()) else {
        return false;
    };
    !end.is_empty()
        && words[start..]
            .iter()
            .zip(end)
            .all(|(word, end)| word == end || word.strip_suffix('s') == Some(end))
}

/// All but a secret's default.
impl fmt::Debug for FieldSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FieldSpec {
            kind,
            names,
            docs,
            expected,
            wants_text,
            is_list,
            default,
            required,
            min,
            max,
            secret,
            shown,
            tunable,
            scale,
            prefix,
            delimiter,
        } = self;
        f.debug_struct("FieldSpec")
            .field("kind", kind)
            .field("names", names)
            .field("docs", docs)
            .field("expected", expected)
            .field("wants_text", wants_text)
            .field("is_list", is_list)
            .field(
                "default",
                &default.map(|default| {
                    if *secret || secrets::looks_held(default) {
                        HIDDEN
                    } else {
                        default
                    }
                }),
            )
            .field("required", required)
            .field("min", min)
            .field("max", max)
            .field("secret", secret)
            .field("shown", shown)
            .field("tunable", tunable)
            .field("scale", scale)
            .field("prefix", prefix)
            .field("delimiter", delimiter)
            .finish()
    }
}
