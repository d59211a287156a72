//! The names of an enum's values.

use crate::errors::Errors;
use crate::model::categorical::CategoricalModel;

pub(crate) fn check_categorical(model: &CategoricalModel, errors: &mut Errors) {
    let mut seen: Vec<&str> = Vec::new();
    for name in model.variants.iter().flat_map(|variant| &variant.names) {
        let (text, span) = (name.text.as_str(), name.span);
        if text.is_empty() {
            errors.at(span, "the name of a value cannot be empty");
        } else if text.contains('\0') {
            errors.at(
                span,
                "the name of a value cannot contain a NUL character, which no variable and no argument can hold",
            );
        } else if text.trim() != text {
            let message = format!(
                "{text:?} has white space around it, which is trimmed from the values that a job sets"
            );
            errors.at(span, message);
        } else if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
            let message =
                format!("{text:?} is in quotes, which are removed from the values that a job sets");
            errors.at(span, message);
        } else if seen.contains(&text) {
            errors.at(span, format!("duplicate name `{text}`"));
        } else if text.chars().all(|c| matches!(c, '-' | '_')) {
            errors.at(span, format!("`{text}` consists of `-` and `_` only"));
        }
        seen.push(text);
    }
}
