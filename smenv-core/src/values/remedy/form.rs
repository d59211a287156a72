//! The notation of lists and maps, by example.

use crate::render::code::code;
use crate::values::remedy::requirement::Requirement;
use crate::values::value_type::ValueType;

/// Returns how to write a list or a map: examples that the field accepts.
pub(super) fn form(requirement: &Requirement<'_>) -> Option<String> {
    if requirement.expected.is_single() {
        return None;
    }
    let Example { bare, json } = example(
        requirement.expected,
        0,
        requirement.delimiter.unwrap_or(","),
    )?;
    let forms: Vec<String> = bare
        .into_iter()
        .chain([json])
        .filter(|form| (requirement.accepts)(form))
        .map(|f| code(&f))
        .collect();
    if forms.is_empty() {
        None
    } else {
        Some(format!("write it as {}", forms.join(" or ")))
    }
}

/// A value in an example.
struct Example {
    /// Without brackets, braces and quotes, if they are not needed.
    bare: Option<String>,
    json: String,
}

/// Creates the `number`th value of an example.
fn example(expected: &ValueType, number: usize, delimiter: &str) -> Option<Example> {
    let plain = |text: String| {
        Some(Example {
            bare: Some(text.clone()),
            json: text,
        })
    };
    let text = |text: String| {
        Some(Example {
            json: format!("{text:?}"),
            bare: Some(text),
        })
    };
    let letter = || char::from(b"abcdef"[number % 6]).to_string();
    match expected {
        ValueType::Integer { nonzero, .. } => plain((number + usize::from(*nonzero)).to_string()),
        ValueType::Float => plain(format!("0.{}", number % 9 + 1)),
        ValueType::Bool => plain((number % 2 == 0).to_string()),
        ValueType::Text | ValueType::Char => text(letter()),
        ValueType::Choice(choices) => {
            text((*choices.get(number % choices.len().max(1))?).to_owned())
        }
        ValueType::List(item) => list_of(&[*item; 3][..if number == 0 { 3 } else { 2 }], delimiter),
        ValueType::Array(item, length @ 1..=6) => list_of(&vec![*item; *length], delimiter),
        ValueType::Tuple(items) => list_of(&items.iter().collect::<Vec<_>>(), delimiter),
        ValueType::Map(value) => {
            let (a, b) = match value {
                ValueType::Text | ValueType::Char => (text("x".to_owned())?, text("y".to_owned())?),
                _ => (example(value, 1, ",")?, example(value, 2, ",")?),
            };
            let bare = a.bare.zip(b.bare).map(|(a, b)| format!("a={a},b={b}"));
            Some(Example {
                bare,
                json: format!("{{\"a\": {}, \"b\": {}}}", a.json, b.json),
            })
        }
        ValueType::Array(..) | ValueType::Other(_) => None,
    }
}

fn list_of(items: &[&ValueType], delimiter: &str) -> Option<Example> {
    let items: Option<Vec<Example>> = (0..)
        .zip(items)
        .map(|(number, item)| example(item, number, ","))
        .collect();
    let items = items?;
    let json: Vec<&str> = items.iter().map(|item| item.json.as_str()).collect();
    let is_flat = |item: &&Example| !item.json.starts_with(['[', '{']);
    let bare: Option<Vec<&str>> = items
        .iter()
        .map(|item| Some(item).filter(is_flat)?.bare.as_deref())
        .collect();
    Some(Example {
        bare: bare.map(|bare| bare.join(delimiter)),
        json: format!("[{}]", json.join(",")),
    })
}
