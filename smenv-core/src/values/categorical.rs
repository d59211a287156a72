//! Categorical values: `#[derive(SmCategorical)]`.

use smenv_shared::{names, suggest};

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::value_error::ValueError;

/// An enum whose variants are the choices of a hyperparameter. `#[derive(SmCategorical)]`
/// implements it.
pub trait SmCategorical: HyperparameterValue + 'static {
    /// The canonical names of the choices, in the order of the variants.
    const CHOICES: &'static [&'static str];

    /// Returns the canonical name of this choice.
    fn as_str(&self) -> &'static str;
}

/// For each variant, its canonical name, then its aliases.
pub type Choices = &'static [&'static [&'static str]];

/// Returns the index of the variant that `text` names: the one with exactly this name, otherwise
/// the only one with this name if case, `-` and `_` are ignored.
///
/// # Errors
/// If no variant matches, or several do. The error suggests the nearest.
pub fn choose(choices: Choices, text: &str) -> Result<usize, ValueError> {
    let text = text.trim();
    if let Some(exact) = choices.iter().position(|names| names.contains(&text)) {
        return Ok(exact);
    }
    let fold = |name: &str| names::lowercase_without(|c| matches!(c, '-' | '_'), name);
    let folded = fold(text);
    let mut similar =
        (0..choices.len()).filter(|&index| choices[index].iter().any(|name| fold(name) == folded));
    match (similar.next(), similar.next()) {
        (Some(only), None) => Ok(only),
        _ => {
            let near = suggest::nearest(text, &choices.concat());
            let canonical = near
                .and_then(|near| choices.iter().find(|names| names.contains(&near)))
                .and_then(|names| names.first());
            Err(ValueError::invalid_choice(canonical.copied()))
        }
    }
}
