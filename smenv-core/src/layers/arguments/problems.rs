//! The problems of arguments, and what to write instead.

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::layers::arguments::syntax::{contains_option, leading_name};
use crate::layers::arguments::words::{Meaning, Misspelling, NamedArgument, lossy};
use crate::render::display::DisplayValue;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::TypedWord;
use crate::spec::spec::FieldSpec;
use crate::values::value_type::ValueType;

/// The reason and the remedy of an argument that contains several options.
pub(crate) const ONE_ARGUMENT: &str = "several names and values are in one argument";
pub(crate) const AN_ARGUMENT_EACH: &str =
    "pass each name and value as a separate argument, without quotes around all of them";

/// An argument for a field, with functions that describe its problems.
pub(crate) struct Usage<'u, 'a> {
    pub(crate) named: &'u NamedArgument<'a>,
    /// The field's canonical name.
    pub(crate) name: &'u str,
    pub(crate) field: &'u FieldSpec,
    /// Whether its words may contain a secret.
    pub(crate) hides: bool,
}

impl Usage<'_, '_> {
    /// Returns the problem of a misspelled name.
    pub(crate) fn misspelling(&self) -> Problem {
        let reason = match self.named.misspelling {
            Some(Misspelling::Dash(dash)) => {
                format!("it starts with {dash:?}, which is not a hyphen")
            }
            Some(Misspelling::NoDashes) | None => "argument names start with `--`".to_owned(),
            Some(Misspelling::Colon) => {
                "a name and its value are separated by a space or `=`".to_owned()
            }
            Some(Misspelling::Space) => "the name and its value are in one argument".to_owned(),
        };
        let remedy = match self.named.misspelling {
            Some(Misspelling::Space) if self.hides => AN_ARGUMENT_EACH.to_owned(),
            Some(Misspelling::Space) => self.write('=', &self.texts()),
            _ => self.write(' ', &self.texts()),
        };
        self.problem(self.as_typed(), reason, remedy)
    }

    /// Returns the problem of `--epochs = 5`, `--epochs =5` and `--epochs= 5`.
    pub(crate) fn space_at_equals_sign(&self) -> Problem {
        self.problem(
            self.as_typed(),
            "there must be no spaces around `=`".to_owned(),
            self.write(' ', &self.texts()),
        )
    }

    /// Returns the problem of a value with `=` before it, or in typographic quotes.
    pub(crate) fn extra_characters(&self, value: &str) -> Problem {
        if self.named.joined.is_none() && value.starts_with('=') {
            return self.space_at_equals_sign();
        }
        let reason = match value.starts_with('=') {
            true => "it has an extra `=`",
            false => "typographic quotes become part of the value",
        };
        self.problem(
            self.as_typed(),
            reason.to_owned(),
            self.write(' ', &self.texts()),
        )
    }

    /// Returns the problem of several values where one is expected.
    pub(crate) fn several(&self) -> Problem {
        let texts = self.texts();
        let remedy = match (self.field.expected(), &texts[..]) {
            (ValueType::Map(_), [first, ..]) if !first.starts_with('{') => {
                self.write(' ', &[texts.join(",")])
            }
            (ValueType::Text | ValueType::Map(_) | ValueType::Other(_), texts) => {
                self.write(' ', &[texts.join(" ")])
            }
            (_, [first, ..]) => self.write(' ', std::slice::from_ref(first)),
            (_, []) => self.write(' ', &[]),
        };
        let reason = match &texts[..] {
            [first, second, ..] if !self.hides => {
                format!(
                    "unexpected {} after {}",
                    DisplayValue::new(second, false),
                    DisplayValue::new(first, false)
                )
            }
            _ => "it has more than one value".to_owned(),
        };
        Problem {
            given: None,
            ..self.problem(String::new(), reason, remedy)
        }
    }

    /// Returns the problem of `--epochs 5 --lr 0.1` in one argument.
    pub(crate) fn several_options(&self) -> Problem {
        self.problem(
            self.as_typed(),
            ONE_ARGUMENT.to_owned(),
            AN_ARGUMENT_EACH.to_owned(),
        )
    }

    /// Returns the problem of `--epochs 5 train --lr 0.1`, in which SageMaker's `train` is not the
    /// last word.
    pub(crate) fn train(&self) -> Problem {
        let reason = "unexpected \"train\" among the arguments".to_owned();
        Problem {
            given: None,
            ..self.problem(String::new(), reason, "remove `train`".to_owned())
        }
    }

    /// Returns the problem of `--no-flag true`.
    pub(crate) fn negation_with_value(&self) -> Problem {
        let flag = &self.named.as_typed;
        let remedy = format!("write `{flag}`, or `--{}` for the opposite", self.name);
        self.problem(self.as_typed(), format!("`{flag}` takes no value"), remedy)
    }

    fn problem(&self, given: String, reason: String, remedy: String) -> Problem {
        Problem {
            origin: Some(Origin::Argument(self.named.as_typed.clone().into_owned())),
            given: Some(DisplayValue::new(&given, self.hides)),
            reason: Some(reason),
            remedy: Some(remedy),
            ..Problem::new(ProblemKind::Invalid)
        }
    }

    /// Returns the name and the values as typed.
    fn as_typed(&self) -> String {
        let separator = match self.named.misspelling {
            Some(Misspelling::Colon) => ":",
            Some(Misspelling::Space) => " ",
            _ => "=",
        };
        let mut typed = self.named.as_typed.clone().into_owned();
        if let Some(joined) = &self.named.joined {
            typed.push_str(separator);
            typed.push_str(lossy(joined));
        } else if self.named.misspelling == Some(Misspelling::Colon) {
            typed.push(':');
        }
        for word in &self.named.words {
            typed.push(' ');
            typed.push_str(&word.word.to_string_lossy());
        }
        typed
    }

    /// Returns the values without `=` and quotes that were typed around them by mistake.
    fn texts(&self) -> Vec<String> {
        let texts = self
            .named
            .values()
            .iter()
            .map(|value| without_extra_characters(lossy(value)).to_owned())
            .collect::<Vec<_>>();
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// Returns the remedy that shows what to write.
    fn write(&self, separator: char, values: &[String]) -> String {
        /// The length of the longest value to show.
        const MAX_LENGTH: usize = 60;
        let name = match self.named.meaning {
            Meaning::Negation(_) => {
                return format!("write `--{}`", without_dashes(&self.named.as_typed));
            }
            _ => without_dashes(&self.named.as_typed),
        };
        let is_flag = matches!(self.field.expected(), ValueType::Bool);
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match quoted.join(" ") {
            value if value.is_empty() && is_flag => format!("write `--{name}`"),
            value if value.is_empty() || self.hides || value.chars().count() > MAX_LENGTH => {
                format!(
                    "write `--{name}{separator}{}`",
                    placeholder(self.field.expected())
                )
            }
            value => format!("write `--{name}{separator}{value}`"),
        }
    }
}

/// Returns the problem of a name without a value.
pub(crate) fn without_value(name: &str, expected: &ValueType) -> Problem {
    Problem {
        origin: Some(Origin::Argument(name.to_owned())),
        reason: Some("its value is missing".to_owned()),
        remedy: Some(format!("write `{name} {}`", placeholder(expected))),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Returns the problem of several values for a name that no field has.
pub(crate) fn several(name: &str) -> Problem {
    Problem {
        origin: Some(Origin::Argument(name.to_owned())),
        reason: Some("it has more than one value".to_owned()),
        remedy: Some(format!("put them in quotes: `{name} \"VALUE\"`")),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Returns the problem of words without a name before them.
pub(crate) fn unnamed(words: &[TypedWord<'_>], hides: bool) -> Problem {
    let words: Vec<_> = words
        .iter()
        .map(|typed| typed.word.to_string_lossy())
        .collect();
    let first = words.first().map_or("", |first| first);
    let (reason, remedy) = match first {
        _ if contains_option(first) => (ONE_ARGUMENT, Some(AN_ARGUMENT_EACH)),
        "--" => (
            "it is not needed: every value follows a name",
            Some("remove it"),
        ),
        _ if first.starts_with("--") && !leading_name(first).is_empty() => (
            "it is one argument; write `--name=value`, or pass the name and the value as two arguments",
            None,
        ),
        _ => (
            "it does not follow a name",
            Some("put its name before it, or remove it"),
        ),
    };
    Problem {
        origin: Some(Origin::Argument("arguments".to_owned())),
        given: Some(DisplayValue::new(&words.join(" "), hides)),
        reason: Some(reason.to_owned()),
        remedy: remedy.map(str::to_owned),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Returns the problem of an unknown name that may be a part of the secret before it, or the name
/// of the secret `joined_to` with its value.
pub(crate) fn part_of_secret(joined_to: Option<String>) -> Problem {
    Problem {
        origin: Some(Origin::Argument("arguments".to_owned())),
        reason: Some("redacted: may contain a secret".to_owned()),
        suggestion: joined_to.map(|secret| format!("--{secret}")),
        ..Problem::new(ProblemKind::Unknown)
    }
}

/// Returns whether a text starts with a typographic quote.
pub(crate) fn starts_with_typographic_quote(text: &str) -> bool {
    text.starts_with(is_typographic_quote)
}

fn is_typographic_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}')
}

fn without_extra_characters(value: &str) -> &str {
    value
        .trim_start_matches('=')
        .trim_matches(|c: char| is_typographic_quote(c) || c.is_whitespace())
}

/// Returns a value quoted for a shell, if it needs quotes.
pub(crate) fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,:/=+@%".contains(c);
    match value.chars().all(is_plain) {
        true => value.to_owned(),
        false if value.contains('\'') => format!("{value:?}"),
        false => format!("'{value}'"),
    }
}

/// Returns a placeholder for a value of this type.
pub(crate) fn placeholder(expected: &ValueType) -> &'static str {
    match expected {
        ValueType::Integer { .. } => "INTEGER",
        ValueType::Float => "NUMBER",
        ValueType::Bool => "true",
        ValueType::Text | ValueType::Char => "TEXT",
        ValueType::Choice([first, ..]) => first,
        ValueType::List(_) | ValueType::Array(..) | ValueType::Tuple(_) => "VALUE,VALUE",
        ValueType::Map(_) => "NAME=VALUE",
        ValueType::Choice([]) | ValueType::Other(_) => "VALUE",
    }
}
