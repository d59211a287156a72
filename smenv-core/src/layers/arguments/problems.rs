//! What is wrong with arguments, and what to write instead.
use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::layers::arguments::secrets::holds_options;
use crate::layers::arguments::words::{Meaning, Misspelling, NamedArgument};
use crate::render::display::DisplayValue;
use crate::source::dashes::without_dashes;
use crate::source::launcher_arguments::TypedWord;
use crate::spec::spec::FieldSpec;
use crate::values::value_type::ValueType;

/// What to do about several options that are one argument.
pub(crate) const AN_ARGUMENT_EACH: &str =
    "write each name and value as an argument of its own, without quotes around them all";
pub(crate) const ONE_ARGUMENT: &str = "several names and values are one argument";

/// How a field is used among the arguments.
pub(crate) struct Usage<'u, 'a> {
    pub(crate) named: &'u NamedArgument<'a>,
    /// The field's canonical name.
    pub(crate) name: &'u str,
    pub(crate) field: &'u FieldSpec,
    /// Whether no word may be shown.
    pub(crate) hides: bool,
}

impl Usage<'_, '_> {
    /// Returns the problem of a name that is typed wrongly.
    #[cold]
    pub(crate) fn fault(&self) -> Problem {
        let reason = match self.named.fault {
            Some(Misspelling::Dash(dash)) => {
                format!("it starts with {dash:?}, which is not a hyphen")
            }
            Some(Misspelling::NoDashes) | None => "argument names start with `--`".to_owned(),
            Some(Misspelling::Colon) => {
                "a name and its value are separated by a space or `=`".to_owned()
            }
            Some(Misspelling::Blank) => "the name and the value are one argument".to_owned(),
        };
        let remedy = match self.named.fault {
            Some(Misspelling::Blank) if self.hides => AN_ARGUMENT_EACH.to_owned(),
            Some(Misspelling::Blank) => self.write('=', &self.texts()),
            _ => self.write(' ', &self.texts()),
        };
        self.problem(self.typed(), reason, remedy)
    }

    /// Returns the problem of `--epochs = 5`, `--epochs =5` and `--epochs= 5`.
    #[cold]
    pub(crate) fn blank_at_equals_sign(&self) -> Problem {
        self.problem(
            self.typed(),
            "there must be no spaces around `=`".to_owned(),
            self.write(' ', &self.texts()),
        )
    }

    /// Returns the problem of a value with `=` before it, or in the quotes of a word processor.
    #[cold]
    pub(crate) fn spelling(&self, value: &str) -> Problem {
        if self.named.joined.is_none() && value.starts_with('=') {
            return self.blank_at_equals_sign();
        }
        let reason = match value.starts_with('=') {
            true => "it has one `=` too many",
            false => "typographic quotation marks stay in the value",
        };
        self.problem(
            self.typed(),
            reason.to_owned(),
            self.write(' ', &self.texts()),
        )
    }

    /// Returns the problem of several values where one is expected.
    #[cold]
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
            _ => "more than one value is given".to_owned(),
        };
        Problem {
            given: None,
            ..self.problem(String::new(), reason, remedy)
        }
    }

    /// Returns the problem of `--epochs 5 --lr 0.1` in one argument.
    #[cold]
    pub(crate) fn several_options(&self) -> Problem {
        self.problem(
            self.typed(),
            ONE_ARGUMENT.to_owned(),
            AN_ARGUMENT_EACH.to_owned(),
        )
    }

    /// Returns the problem of `--epochs 5 train --lr 0.1`: SageMaker's word for the container,
    /// which arguments were put behind.
    #[cold]
    pub(crate) fn train(&self) -> Problem {
        let reason = "unexpected \"train\" among the arguments".to_owned();
        Problem {
            given: None,
            ..self.problem(String::new(), reason, "remove `train`".to_owned())
        }
    }

    /// Returns the problem of `--no-flag true`.
    #[cold]
    pub(crate) fn negation_with_value(&self) -> Problem {
        let spelt = &self.named.spelt;
        let remedy = format!("write `{spelt}`, or `--{}` for the opposite", self.name);
        self.problem(self.typed(), format!("`{spelt}` takes no value"), remedy)
    }

    fn problem(&self, typed: String, reason: String, remedy: String) -> Problem {
        Problem {
            origin: Some(Origin::Argument(self.named.spelt.clone().into_owned())),
            given: Some(DisplayValue::new(&typed, self.hides)),
            reason: Some(reason),
            remedy: Some(remedy),
            ..Problem::new(ProblemKind::Invalid)
        }
    }

    /// Returns the whole of it as it was typed.
    fn typed(&self) -> String {
        let separator = match self.named.fault {
            Some(Misspelling::Colon) => ":",
            Some(Misspelling::Blank) => " ",
            _ => "=",
        };
        let mut typed = self.named.spelt.clone().into_owned();
        if let Some(joined) = &self.named.joined {
            typed.push_str(separator);
            typed.push_str(shown(joined));
        } else if self.named.fault == Some(Misspelling::Colon) {
            typed.push(':');
        }
        for word in &self.named.words {
            typed.push(' ');
            typed.push_str(&word.word.to_string_lossy());
        }
        typed
    }

    /// Returns the values without what was typed around them by mistake.
    fn texts(&self) -> Vec<String> {
        let texts = self
            .named
            .values()
            .iter()
            .map(|value| bare(shown(value)).to_owned())
            .collect::<Vec<_>>();
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// Returns what to write instead.
    fn write(&self, separator: char, values: &[String]) -> String {
        /// A remedy is for a short look.
        const MOST: usize = 60;
        let name = match self.named.meaning {
            Meaning::Negation(_) => {
                return format!("write `--{}`", without_dashes(&self.named.spelt));
            }
            _ => without_dashes(&self.named.spelt),
        };
        let is_flag = matches!(self.field.expected(), ValueType::Bool);
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match quoted.join(" ") {
            value if value.is_empty() && is_flag => format!("write `--{name}`"),
            value if value.is_empty() || self.hides || value.chars().count() > MOST => {
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
#[cold]
pub(crate) fn without_value(spelt: &str, expected: &ValueType) -> Problem {
    Problem {
        origin: Some(Origin::Argument(spelt.to_owned())),
        reason: Some("its value is missing".to_owned()),
        remedy: Some(format!("write `{spelt} {}`", placeholder(expected))),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Returns the problem of a name that is no field's, with several values where one is expected.
#[cold]
pub(crate) fn several(spelt: &str) -> Problem {
    Problem {
        origin: Some(Origin::Argument(spelt.to_owned())),
        reason: Some("more than one value is given".to_owned()),
        remedy: Some(format!("put them in quotation marks: `{spelt} \"VALUE\"`")),
        ..Problem::new(ProblemKind::Invalid)
    }
}

/// Returns the problem of words without a name.
#[cold]
pub(crate) fn stray(words: &[TypedWord<'_>], hides: bool) -> Problem {
    let words: Vec<_> = words
        .iter()
        .map(|typed| typed.word.to_string_lossy())
        .collect();
    let first = words.first().map_or("", |first| first);
    let (reason, remedy) = match first {
        _ if holds_options(first) => (ONE_ARGUMENT, Some(AN_ARGUMENT_EACH)),
        "--" => (
            "it is not needed: every value follows a name",
            Some("remove it"),
        ),
        _ if first.starts_with("--") && !first_word(first).is_empty() => (
            "it is one argument: write `--name=value`, or the name and the value as two arguments",
            None,
        ),
        _ => (
            "it is not `--name value`",
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

/// Returns the problem of a name that no field has, and that may be none: a part of the value of
/// the secret before it, or joined to the name of this secret.
#[cold]
pub(crate) fn of_secret(joined_to: Option<String>) -> Problem {
    Problem {
        origin: Some(Origin::Argument("arguments".to_owned())),
        reason: Some("redacted: may contain a secret".to_owned()),
        suggestion: joined_to.map(|secret| format!("--{secret}")),
        ..Problem::new(ProblemKind::Unknown)
    }
}

/// Returns what a name may be, without what stands before it: dashes, or what was meant to be some.
pub(crate) fn first_word(argument: &str) -> &str {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let word = argument.trim_start_matches(|c: char| !c.is_alphanumeric());
    &word[..word.find(|c| !is_of_name(c)).unwrap_or(word.len())]
}

/// Whether a text begins with a quotation mark of a word processor.
pub(crate) fn has_smart_quotes(text: &str) -> bool {
    text.starts_with(is_smart_quote)
}

fn is_smart_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}')
}

fn bare(value: &str) -> &str {
    value
        .trim_start_matches('=')
        .trim_matches(|c: char| is_smart_quote(c) || c.is_whitespace())
}

pub(crate) fn shown<'v>(value: &'v Result<&str, String>) -> &'v str {
    match value {
        Ok(text) => text,
        Err(shown) => shown,
    }
}

/// Returns a value as a shell takes it.
pub(crate) fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,:/=+@%".contains(c);
    match value.chars().all(is_plain) {
        true => value.to_owned(),
        false if value.contains('\'') => format!("{value:?}"),
        false => format!("'{value}'"),
    }
}

/// Returns what stands for a value, in a word.
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
