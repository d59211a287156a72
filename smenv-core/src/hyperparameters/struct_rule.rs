//! A rule for a whole struct: `#[sm(validate = …)]` on the struct.

use crate::error::problem::{Problem, ProblemKind};
use crate::hyperparameters::check::Rule;
use crate::hyperparameters::problems;
use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::hyperparameters::writer::WrittenText;
use crate::layers::lookup::Lookup;
use crate::layers::target::Target;
use crate::spec::spec::Spec;
use crate::values::adapters::with::Reason;

impl Reader<'_> {
    /// Checks a struct against its rule. Returns `None` if the rule rejects it; the reader keeps
    /// the problem.
    pub fn validate<T: SmHyperparameters>(
        &mut self,
        filled: Option<T>,
        rule: Rule<T>,
        name: &'static str,
    ) -> Option<T> {
        let filled = filled?;
        match rule(&filled) {
            Ok(()) => Some(filled),
            Err(reason) => {
                let texts = || T::__CODEC.texts(&filled);
                self.keep_rejected_struct(reason, name, T::SPEC, &texts);
                None
            }
        }
    }

    fn keep_rejected_struct(
        &mut self,
        reason: Reason,
        rule: &str,
        spec: &Spec,
        texts: &dyn Fn() -> Vec<WrittenText>,
    ) {
        let prefix = self.prefixes.concat();
        let secrets = if reason.is_constant {
            Vec::new()
        } else {
            self.secrets_with_values(spec, &prefix, &texts())
        };
        let reason = if secrets.is_empty() {
            reason.text
        } else {
            problems::redacted_reason(rule, &secrets)
        };
        self.keep(Problem {
            name: (!prefix.is_empty()).then(|| format!("{prefix}*")),
            reason: Some(reason),
            ..Problem::new(ProblemKind::Rejected)
        });
    }

    /// Returns the names of the struct's secrets that have a value or a default, and of all values
    /// that may contain a secret. A reason may quote a secret in any form (formatted, trimmed, a
    /// single item), so searching the reason for the secret would not be enough.
    fn secrets_with_values(&self, spec: &Spec, prefix: &str, texts: &[WrittenText]) -> Vec<String> {
        let first = self.next - spec.len();
        let has_value =
            |lookup: &Lookup<'_>| !matches!(lookup, Lookup::Nothing) && !lookup.is_null();
        let may_hold = |name: &str, lookup: &Lookup<'_>| match lookup {
            Lookup::Found(candidate) => {
                let text = candidate.raw().text().unwrap_or_default();
                self.spec.may_hold_secret(name, &text)
            }
            _ => false,
        };
        let mut secrets = Vec::new();
        for (number, (name, field)) in (first..).zip(spec.hyperparameters()) {
            let lookup = self.layers.find(Target::Field(number), field.expected());
            let is_filled = |text: &WrittenText| {
                text.name == name && text.text.as_ref().is_some_and(|text| !text.is_empty())
            };
            let has_default = || field.has_own_default() && texts.iter().any(is_filled);
            let is_secret = self.spec.is_secret(number) && (has_value(&lookup) || has_default());
            let name = format!("{prefix}{name}");
            if is_secret || may_hold(&name, &lookup) {
                secrets.push(name);
            }
        }
        for map in spec.rests() {
            for (name, lookup) in self.layers.rest(map.prefix(), map.expected()) {
                if self.spec.hides(&name) && has_value(&lookup) || may_hold(&name, &lookup) {
                    secrets.push(name);
                }
            }
        }
        secrets
    }
}
