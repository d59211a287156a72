//! A closed set of values: `#[derive(SmCategorical)]`.
use smenv_shared::{names, suggest};

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::value_error::ValueError;

/// An enum whose variants are the values that a hyperparameter may have: `#[derive(SmCategorical)]`
/// implements it.
pub trait SmCategorical: HyperparameterValue + 'static {
    /// The canonical names of the values, in the variants' order.
    const CHOICES: &'static [&'static str];

    /// The canonical name of this value.
    fn as_str(&self) -> &'static str;
}

/// The names of each variant: the canonical one, then its aliases.
pub type Choices = &'static [&'static [&'static str]];

/// Which variant `text` means: the one with just this name, else the only one that it equals with
/// case ignored and `-` and `_` left out.
///
/// # Errors
/// It is none, or not clear which; the nearest is suggested.
pub fn choose(choices: Choices, text: &str) -> Result<usize, ValueError> {
    let text = text.trim();
    if let Some(exact) = choices.iter().position(|names| names.contains(&text)) {
        return Ok(exact);
    }
    let fold = |name: &str| names::lowercase_without(|c| matches!(c, '-' | '_'), name);
    let folded = fold(text);
    let mut alike =
        (0..choices.len()).filter(|&index| choices[index].iter().any(|name| fold(name) == folded));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Ok(only),
        _ => {
            let near = suggest::nearest(text, &choices.concat());
            let canonical = near
                .and_then(|near| choices.iter().find(|names| names.contains(&near)))
                .and_then(|names| names.first());
            Err(ValueError::no_choice(canonical.copied()))
        }
    }
}
