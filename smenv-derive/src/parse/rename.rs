//! `rename_all`: serde's rules.

use smenv_shared::suggest::nearest;
use syn::LitStr;

use crate::errors::Errors;

/// A rule of `rename_all`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RenameRule {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const RULES: [(&str, RenameRule); 8] = [
    ("lowercase", RenameRule::Lower),
    ("UPPERCASE", RenameRule::Upper),
    ("PascalCase", RenameRule::Pascal),
    ("camelCase", RenameRule::Camel),
    ("snake_case", RenameRule::Snake),
    ("SCREAMING_SNAKE_CASE", RenameRule::ScreamingSnake),
    ("kebab-case", RenameRule::Kebab),
    ("SCREAMING-KEBAB-CASE", RenameRule::ScreamingKebab),
];

impl RenameRule {
    pub(crate) fn read(rule: &LitStr, errors: &mut Errors) -> Option<Self> {
        let text = rule.value();
        let known = RULES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, rename)| *rename);
        if known.is_none() {
            let rules = RULES.map(|(name, _)| name);
            let hint = match nearest(&text, &rules) {
                Some(near) => format!("did you mean {near:?}?"),
                None => format!(
                    "expected one of {}",
                    rules.map(|rule| format!("{rule:?}")).join(", ")
                ),
            };
            errors.on(rule, format!("unknown rule {text:?}: {hint}"));
        }
        known
    }

    /// Renames a field, whose name is in snake case.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            RenameRule::Lower | RenameRule::Snake => name.to_owned(),
            RenameRule::Upper | RenameRule::ScreamingSnake => name.to_uppercase(),
            RenameRule::Pascal => name.split('_').map(capital).collect(),
            RenameRule::Camel => uncapital(&RenameRule::Pascal.field(name)),
            RenameRule::Kebab => name.replace('_', "-"),
            RenameRule::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// Renames a variant, whose name is in Pascal case.
    pub(crate) fn variant(self, name: &str) -> String {
        match self {
            RenameRule::Pascal => name.to_owned(),
            RenameRule::Lower => name.to_lowercase(),
            RenameRule::Upper => name.to_uppercase(),
            RenameRule::Camel => uncapital(name),
            _ => self.field(&snake(name)),
        }
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, character) in name.char_indices() {
        if at > 0 && character.is_uppercase() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn uncapital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_variants_are_renamed_as_serde_does() {
        for (rule, field, variant) in [
            (RenameRule::Lower, "batch_size", "adamw"),
            (RenameRule::Upper, "BATCH_SIZE", "ADAMW"),
            (RenameRule::Pascal, "BatchSize", "AdamW"),
            (RenameRule::Camel, "batchSize", "adamW"),
            (RenameRule::Snake, "batch_size", "adam_w"),
            (RenameRule::ScreamingSnake, "BATCH_SIZE", "ADAM_W"),
            (RenameRule::Kebab, "batch-size", "adam-w"),
            (RenameRule::ScreamingKebab, "BATCH-SIZE", "ADAM-W"),
        ] {
            assert_eq!(rule.field("batch_size"), field);
            assert_eq!(rule.variant("AdamW"), variant);
        }
    }
}
