//! Stage three: rules across attributes and fields.

use std::cmp::Ordering;

use proc_macro2::Span;
use syn::LitStr;

use crate::consts::{
    default_words, inside_option, is_float, is_integral, is_unsigned, is_value, is_without_order,
    last_segment, zero,
};
use crate::errors::Errors;
use crate::model::{Default, Enum, Field, Scale, Struct, Takes};
use crate::number::{Number, inside_some};
use crate::spelling::{self, Spelt};
use crate::types::Type;
use crate::value::{Range, Value};

/// SageMaker's limit: a hyperparameter's name.
const LONGEST_NAME: usize = 256;
/// SageMaker's limit: the hyperparameters of a job.
const MOST_HYPERPARAMETERS: usize = 100;

pub(crate) fn check_struct(input: &mut Struct, errors: &mut Errors) {
    for field in &mut input.fields {
        let before = errors.len();
        check_field(field, errors);
        field.is_sound &= errors.len() == before;
    }
    check_names(input, errors);
    if let Some(schema) = &input.schema {
        schema.check(input, errors);
    }
    check_rests(input, errors);
    let mut required = input
        .fields
        .iter()
        .filter(|field| field.takes.word().is_none() && field.is_required());
    if let Some(extra) = required.nth(MOST_HYPERPARAMETERS) {
        errors.on(
            &extra.ident,
            format!(
                "a SageMaker job takes at most {MOST_HYPERPARAMETERS} hyperparameters, and this is one more that is required: \
                 give it a `default`, or make it an `Option`"
            ),
        );
    }
}

fn check_field(field: &Field, errors: &mut Errors) {
    if let Some(taken) = field.takes.word() {
        for word in [
            "name",
            "alias",
            "range",
            "validate",
            "secret",
            "tunable",
            "scale",
            "default",
            "delimiter",
        ] {
            // What is skipped may have a default that is not `Default`'s.
            let fits = taken == "skip" && word == "default";
            if let (Some(span), false) = (field.words.flag(word), fits) {
                errors.at(
                    span,
                    format!("`{word}` has no meaning with `{taken}`: {}", instead(taken)),
                );
            }
        }
    }
    let may_have_prefix = matches!(field.takes, Takes::Flatten(_) | Takes::Rest(..));
    if let (Some(span), false) = (field.words.flag("prefix"), may_have_prefix) {
        errors.at(span, "`prefix` goes with `flatten` or `rest`");
    }
    if let Some(delimiter) = &field.delimiter {
        check_delimiter(field, delimiter, errors);
    }
    if let Takes::Rest(_, reads) = &field.takes {
        // The compiler reports its own error more than once if the values are read by an attribute.
        if !matches!(**reads, Takes::Native) && is_no_map(&field.ty) {
            let message = "`rest` takes a map of names to values: write `BTreeMap<String, T>` or `HashMap<String, T>`";
            errors.on(&field.ty, message);
        }
    }
    if let (Some(span), Takes::Json(_)) = (field.words.flag("range"), &field.takes) {
        errors.at(
            span,
            "`range` does not go with `json`: use `validate = function`",
        );
    }
    if let (Some(span), Takes::Json(_)) = (field.tunable, &field.takes) {
        let message = "`tunable` does not go with `json`: a tuner needs a range of numbers or a closed set of values";
        errors.at(span, message);
    }
    if let (Some((_, span)), None) = (field.scale, field.tunable) {
        errors.at(
            span,
            "`scale` says how a tuner walks through the range: add `tunable`",
        );
    }
    if let (Some((_, span)), Some(_), None) =
        (field.scale, field.tunable, field.words.find("range"))
    {
        let message = "`scale` says how a tuner walks through a range: add `range = min..=max`, or leave out `scale`";
        errors.at(span, message);
    }
    if let (Some(span), Some(range)) = (field.tunable, &field.range) {
        if range.min.is_none() || range.max.is_none() {
            errors.at(
                span,
                "a tuner needs both ends of the range: write `range = min..=max`",
            );
        }
    }
    if let Some(range) = &field.range {
        check_range(field, range, errors);
    }
    // The compiler's own check is by trait; these have the better words.
    if let Takes::Flatten(prefix) = &field.takes {
        if let Some(fault) = spelling::fault(prefix, Spelt::Prefix) {
            errors.on(field.words.value("prefix"), fault);
        }
        if inside_option(&field.ty).is_some() {
            errors.on(
                &field.ty,
                "`flatten` takes a struct, not an `Option`: make its fields `Option`s instead",
            );
        } else if is_value(&field.ty) {
            let is_map = last_segment(&field.ty)
                .is_some_and(|last| last.ident == "HashMap" || last.ident == "BTreeMap");
            let message = match is_map {
                true => {
                    "`flatten` takes a struct, not a map: write `rest` for a map of what no field takes"
                }
                false => {
                    "`flatten` takes a struct that derives `SmHyperparameters`; this type is a value: leave out `flatten`"
                }
            };
            errors.on(&field.ty, message);
        }
    }
}

fn check_delimiter(field: &Field, delimiter: &LitStr, errors: &mut Errors) {
    let text = delimiter.value();
    if text.is_empty() {
        errors.on(
            delimiter,
            "a delimiter cannot be empty: write `delimiter = \" \"` for items that blanks separate",
        );
    } else if text.contains(['[', ']', '(', ')', '{', '}', '"', '\'', '\\']) {
        errors.on(
            delimiter,
            "a delimiter cannot have brackets, quotes or a backslash: `[…]` and `\"…\"` are read as JSON",
        );
    }
    let span = field
        .words
        .flag("delimiter")
        .unwrap_or_else(Span::call_site);
    match field.takes {
        Takes::Json(_) => errors.at(
            span,
            "`delimiter` does not go with `json`, which reads JSON lists: leave one of them out",
        ),
        Takes::With(_) => errors.at(
            span,
            "`delimiter` does not go with `with`: let the module's `from_text` split the text",
        ),
        _ => {}
    }
}

/// Whether the type is written as one that is no map for sure.
fn is_no_map(ty: &Type) -> bool {
    let is_map =
        last_segment(ty).is_some_and(|last| last.ident == "HashMap" || last.ident == "BTreeMap");
    !is_map && (is_value(ty) || inside_option(ty).is_some())
}

/// The `rest` maps: each name is one map's.
fn check_rests(input: &Struct, errors: &mut Errors) {
    let mut seen: Vec<(&str, String)> = Vec::new();
    for field in &input.fields {
        let Takes::Rest(prefix, _) = &field.takes else {
            continue;
        };
        let folded = fold(prefix);
        let literal = field.words.value("prefix");
        match (literal, seen.iter().find(|(_, known)| *known == folded)) {
            (None, Some(_)) => {
                let message = "only one field can take the rest: give the others a `prefix`, such as `prefix = \"rl.\"`";
                errors.on(&field.ident, message);
            }
            (Some(literal), Some((first, _))) if !prefix.is_empty() => {
                let message = format!(
                    "the prefixes {first:?} and {prefix:?} are one (`-`, `_` and case do not count): each map needs its own"
                );
                errors.on(literal, message);
            }
            _ => {}
        }
        seen.push((prefix, folded));
        // What is no text is a mistake that has been found.
        let Some(literal) = literal.filter(|literal| literal.text().is_some()) else {
            continue;
        };
        if prefix.is_empty() {
            errors.on(
                literal,
                "an empty prefix is that of every name: leave `prefix` out",
            );
        } else if let Some(fault) = spelling::fault(prefix, Spelt::Prefix) {
            errors.on(literal, fault);
        } else if prefix.chars().count() >= LONGEST_NAME {
            errors.on(
                literal,
                format!(
                    "SageMaker takes names of at most {LONGEST_NAME} characters: shorten the prefix"
                ),
            );
        } else if is_reserved(prefix) {
            errors.on(
                literal,
                format!(
                    "names with `{prefix}` are SageMaker's own, and never reach the program: choose another prefix"
                ),
            );
        } else {
            check_names_beside_rest(input, prefix, errors);
        }
    }
}

/// No field has a name that a map's prefix begins: it would take the name out of the map.
fn check_names_beside_rest(input: &Struct, prefix: &str, errors: &mut Errors) {
    for field in input
        .fields
        .iter()
        .filter(|field| field.takes.word().is_none())
    {
        for (name, span) in &field.names {
            if fold(name).starts_with(&fold(prefix)) {
                let message = format!(
                    "`{name}` begins with {prefix:?}, the prefix of a `rest` map (`-`, `_` and case do not count): give the field another name, or the map another prefix"
                );
                errors.at(*span, message);
            }
        }
    }
}

/// The same for all spellings of a name and for its variable.
fn fold(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// What can be said of literals; `expand` has the compiler look at constants.
fn check_range(field: &Field, range: &Range, errors: &mut Errors) {
    let ty = inside_option(&field.ty).unwrap_or(&field.ty);
    let end = |end: &Option<Value>| end.as_ref().and_then(Number::of);
    let (min, max) = (end(&range.min), end(&range.max));
    let text = range.text();
    if matches!(field.takes, Takes::Native) && is_without_order(ty) {
        let message = "`range` is for numbers, and `Option`s of them: use `validate = function` for any other rule";
        return errors.on(range, message);
    }
    for (end, number) in [(&range.min, min), (&range.max, max)] {
        let name = || quote::ToTokens::to_token_stream(ty).to_string();
        match number {
            Some(Number::Integer(whole))
                if is_float(ty) && matches!(field.takes, Takes::Native) =>
            {
                return errors.on(
                    end,
                    format!("the field is a float, `{}`: write `{whole}.0`", name()),
                );
            }
            Some(Number::Float(_)) if is_integral(ty) && matches!(field.takes, Takes::Native) => {
                return errors.on(
                    end,
                    format!(
                        "the field is an integer, `{}`: write a whole number",
                        name()
                    ),
                );
            }
            _ => {}
        }
    }
    if let (Some(min), Some(max)) = (min, max) {
        match min.compare(max) {
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) if range.is_closed() => {}
            // Rust refuses to compare the two itself.
            None => {}
            Some(Ordering::Greater) => {
                let swapped = format!("did you mean `{}`?", range.swapped().text());
                return errors.on(range, format!("the range `{text}` is empty: {swapped}"));
            }
            Some(Ordering::Equal) => {
                return errors.on(range, format!("the range `{text}` is empty: write `..=`"));
            }
        }
    }
    let is_zero = max.and_then(|max| max.compare_with(0)) == Some(Ordering::Equal);
    if range.min.is_none() && !range.is_closed() && is_zero && is_unsigned(ty) {
        return errors.on(
            range,
            format!("the range `{text}` is empty: nothing unsigned is below 0"),
        );
    }
    if let Some((default, number)) = literal_default(field) {
        let below = min.and_then(|min| number.compare(min)) == Some(Ordering::Less);
        let above = match max.and_then(|max| number.compare(max)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !range.is_closed(),
            _ => false,
        };
        if below || above {
            let words = default_words(field, &default);
            errors.on(default, format!("{words} is outside the range `{text}`"));
        }
    }
    match field.scale {
        Some((Scale::Log, _))
            if min
                .and_then(|min| min.compare_with(0))
                .is_some_and(Ordering::is_le) =>
        {
            errors.on(
                &range.min,
                "the scale \"log\" needs a range above 0: logarithms never reach it",
            );
        }
        Some((Scale::ReverseLog, _)) if is_integral(ty) => {
            errors.on(
                field.words.value("scale"),
                "the scale \"reverse-log\" is for floats from 0 to below 1",
            );
        }
        Some((Scale::ReverseLog, _)) => {
            if min.and_then(|min| min.compare_with(0)) == Some(Ordering::Less) {
                errors.on(
                    &range.min,
                    "the scale \"reverse-log\" needs a range from 0 to below 1",
                );
            }
            let reaches_one = match max.and_then(|max| max.compare_with(1)) {
                Some(Ordering::Greater) => true,
                Some(Ordering::Equal) => range.is_closed(),
                _ => false,
            };
            if reaches_one {
                errors.on(
                    &range.max,
                    "the scale \"reverse-log\" needs a range from 0 to below 1",
                );
            }
        }
        _ => {}
    }
}

/// A default that is a number in digits, or `Some` of one, or a number's own.
fn literal_default(field: &Field) -> Option<(Value, Number)> {
    let expression = match field.default.as_ref()? {
        Default::Value(value) => inside_some(value).unwrap_or_else(|| (**value).clone()),
        Default::Own(word) => zero(&field.ty, *word)?,
        Default::Text(_) => return None,
    };
    let number = Number::of(&expression)?;
    Some((expression, number))
}

fn instead(taken: &str) -> &'static str {
    match taken {
        "flatten" => "put it on the fields of the flattened struct",
        "rest" => "the map holds what no field describes",
        _ => "the field is no hyperparameter",
    }
}

fn check_names(input: &Struct, errors: &mut Errors) {
    let mut seen: Vec<(String, String)> = Vec::new();
    for field in input
        .fields
        .iter()
        .filter(|field| field.takes.word().is_none())
    {
        for (index, (name, span)) in field.names.iter().enumerate() {
            // A field `_seed` may become `-seed`, which is the same name.
            let is_of_field = index == 0 && field.words.find("name").is_none();
            match spelling::fault(name, Spelt::Name).filter(|_| !is_of_field || name.is_empty()) {
                Some(fault) => errors.at(*span, fault),
                None => check_name(name, *span, errors),
            }
            let folded = fold(name);
            match seen.iter().find(|(known, _)| *known == folded) {
                Some((_, first)) if first == name => errors.at(
                    *span,
                    format!("two names are `{name}`: each can be here only once"),
                ),
                Some((_, first)) => {
                    let variable = format!("SM_HP_{folded}");
                    errors.at(
                        *span,
                        format!("`{name}` and `{first}` are one name: both would be the variable {variable}"),
                    );
                }
                None => seen.push((folded, name.clone())),
            }
        }
    }
}

fn check_name(name: &str, span: Span, errors: &mut Errors) {
    if name.chars().count() > LONGEST_NAME {
        errors.at(
            span,
            format!(
                "SageMaker takes names of at most {LONGEST_NAME} characters; this has {}",
                name.chars().count()
            ),
        );
    } else if never_arrives(name) {
        errors.at(
            span,
            format!(
                "`{name}` is SageMaker's own name, and never reaches the program: choose another"
            ),
        );
    }
}

/// Whether the name is SageMaker's own and so never reaches the program; case, `-` and `_` do not
/// count.
fn never_arrives(name: &str) -> bool {
    let folded = folded(name);
    folded.starts_with("sagemaker_")
        || ["_tuning_objective_metric", "default_user_module_name"].contains(&folded.as_str())
}

/// Whether the name is SageMaker's own, so that no field need have it; case, `-` and `_` do not
/// count. `mp_parameters` is for the launcher, and for a program that asks for it.
pub(crate) fn is_reserved(name: &str) -> bool {
    never_arrives(name) || folded(name) == "mp_parameters"
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

pub(crate) fn check_enum(input: &Enum, errors: &mut Errors) {
    let fold = |name: &str| {
        name.chars()
            .filter(|c| !matches!(c, '-' | '_'))
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let mut exact: Vec<&str> = Vec::new();
    for variant in &input.variants {
        for (name, span) in &variant.names {
            if name.is_empty() {
                errors.at(*span, "a value's name cannot be empty");
            } else if name.contains('\0') {
                errors.at(
                    *span,
                    "a value's name cannot contain a NUL character, which no variable and no argument can hold",
                );
            } else if name.trim() != name {
                errors.at(
                    *span,
                    format!(
                        "{name:?} has white space around it, which is trimmed off what is given"
                    ),
                );
            } else if name.len() > 1 && name.starts_with('"') && name.ends_with('"') {
                errors.at(
                    *span,
                    format!("{name:?} is in quotes, which are taken off what is given"),
                );
            } else if exact.contains(&name.as_str()) {
                errors.at(
                    *span,
                    format!("two values are `{name}`: each name can be here only once"),
                );
            } else if fold(name).is_empty() {
                errors.at(*span, format!("`{name}` has nothing but `-` and `_`"));
            }
            exact.push(name);
        }
    }
}
