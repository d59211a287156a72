//! `rename_all`: serde's rules.

use syn::LitStr;

use crate::errors::{Errors, nearest};

/// How names are spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rename {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const RULES: [(&str, Rename); 8] = [
    ("lowercase", Rename::Lower),
    ("UPPERCASE", Rename::Upper),
    ("PascalCase", Rename::Pascal),
    ("camelCase", Rename::Camel),
    ("snake_case", Rename::Snake),
    ("SCREAMING_SNAKE_CASE", Rename::ScreamingSnake),
    ("kebab-case", Rename::Kebab),
    ("SCREAMING-KEBAB-CASE", Rename::ScreamingKebab),
];

impl Rename {
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
                    "the rules are {}",
                    rules.map(|rule| format!("{rule:?}")).join(", ")
                ),
            };
            errors.on(rule, format!("unknown rule {text:?}: {hint}"));
        }
        known
    }

    /// From a field's name, which is in snake case.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Rename::Lower | Rename::Snake => name.to_owned(),
            Rename::Upper | Rename::ScreamingSnake => name.to_uppercase(),
            Rename::Pascal => name.split('_').map(capital).collect(),
            Rename::Camel => uncapital(&Rename::Pascal.field(name)),
            Rename::Kebab => name.replace('_', "-"),
            Rename::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// From a variant's name, which is in Pascal case.
    pub(crate) fn variant(self, name: &str) -> String {
        match self {
            Rename::Pascal => name.to_owned(),
            Rename::Lower => name.to_lowercase(),
            Rename::Upper => name.to_uppercase(),
            Rename::Camel => uncapital(name),
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
            (Rename::Lower, "batch_size", "adamw"),
            (Rename::Upper, "BATCH_SIZE", "ADAMW"),
            (Rename::Pascal, "BatchSize", "AdamW"),
            (Rename::Camel, "batchSize", "adamW"),
            (Rename::Snake, "batch_size", "adam_w"),
            (Rename::ScreamingSnake, "BATCH_SIZE", "ADAM_W"),
            (Rename::Kebab, "batch-size", "adam-w"),
            (Rename::ScreamingKebab, "BATCH-SIZE", "ADAM-W"),
        ] {
            assert_eq!(rule.field("batch_size"), field);
            assert_eq!(rule.variant("AdamW"), variant);
        }
    }
}
