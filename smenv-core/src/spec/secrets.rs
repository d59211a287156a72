//! The names and values that a struct redacts.

use std::cell::OnceCell;
use std::fmt;

use smenv_shared::secret_names::looks_secret;
use smenv_shared::{names, suggest};

use crate::render::secrets::{self, HIDDEN};
use crate::spec::spec::{FieldSpec, Spec};

impl Spec {
    /// Returns whether the value of an unknown name must be redacted, because the name is that of a
    /// secret or near one. It compares each secret, even if another field is nearer.
    pub(crate) fn hides(&self, name: &str) -> bool {
        looks_secret(name)
            || self
                .secret(|secret| suggest::nearest(name, &[secret]).is_some())
                .is_some()
    }

    /// Returns the name of a secret that matches.
    pub(crate) fn secret(&self, matches: impl Fn(&str) -> bool) -> Option<String> {
        let mut found = None;
        self.for_each("", &mut |prefix, field| {
            if found.is_none() && field.is_secret_with(prefix) {
                found = field.full_names(prefix).find(|name| matches(name));
            }
        });
        found
    }

    /// Returns whether the hyperparameter with this number is a secret.
    pub(crate) fn is_secret(&self, number: usize) -> bool {
        self.hyperparameter(number)
            .is_some_and(|(name, field)| field.with_name(&name).is_secret())
    }

    /// Returns whether a text given for `name` may contain a secret: a declared one, or one with
    /// the name of a secret.
    pub(crate) fn may_hold_secret(&self, name: &str, text: &str) -> bool {
        let secrets = OnceCell::new();
        secrets::may_hold(text, name, &|name| {
            self.names_secret(name, secrets.get_or_init(|| self.secrets()))
        })
    }

    /// Returns whether the value of a known or unknown name must be redacted.
    pub(crate) fn hides_value(&self, name: &str, value: &str) -> bool {
        self.find(name)
            .map_or_else(|| self.hides(name), |number| self.is_secret(number))
            || self.may_hold_secret(name, value)
    }

    /// Returns whether this is the name of a secret in any form: as a variable, without the prefix
    /// of its struct, or with a word before it.
    fn names_secret(&self, name: &str, secrets: &[Secret]) -> bool {
        let variable = name.to_uppercase();
        let variable = variable.strip_prefix("SM_HP_").unwrap_or(&variable);
        if let Some(number) = self.find(name).or_else(|| self.find_variable(variable)) {
            return self.is_secret(number);
        }
        if looks_secret(name) {
            return true;
        }
        let words = names::words(
            name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-'),
        );
        let name = names::normalized(name);
        let is_of = |secret: &Secret| {
            secret.full.ends_with(&name) && name.ends_with(&secret.own)
                || ends_with_words(&words, &secret.words)
        };
        secrets.iter().any(is_of)
    }

    /// Returns the names of the secrets.
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
    /// Returns a copy that is a secret if its name with the prefixes of flattened structs is that of
    /// a secret.
    pub(crate) fn with_name(&self, name: &str) -> Self {
        let prefix = name.strip_suffix(self.name()).unwrap_or_default();
        FieldSpec {
            secret: self.is_secret_with(prefix),
            ..*self
        }
    }

    /// Returns whether it is a secret with this prefix, which can turn its name into that of a
    /// secret.
    pub(super) fn is_secret_with(&self, prefix: &str) -> bool {
        let looks_secret = || self.full_names(prefix).any(|name| looks_secret(&name));
        self.secret || !self.not_secret && !prefix.is_empty() && looks_secret()
    }
}

/// The name of a secret.
struct Secret {
    /// The full name, normalized.
    full: String,
    /// The last part of the name, normalized: `pin` of `rl.pin`.
    own: String,
    /// The words of the last part, unless they are those of a secret: `my_pin` is a `pin`, but
    /// `pad_token` is not a `token`.
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
                names::words(own)
            },
        }
    }
}

/// Returns whether a name ends with these words, the last of which can be a plural.
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

/// Redacts the default of a secret.
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
            not_secret,
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
                    if *secret || secrets::may_contain_secret(default) {
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
            .field("not_secret", not_secret)
            .field("tunable", tunable)
            .field("scale", scale)
            .field("prefix", prefix)
            .field("delimiter", delimiter)
            .finish()
    }
}
