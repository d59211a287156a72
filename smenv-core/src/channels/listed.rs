//! `SM_CHANNELS`, the list of a job's channels.

use crate::error::problem::{Origin, Problem};
use crate::faults::fault::Fault;
use crate::source::source::Source;
use crate::values::hyperparameter_value::HyperparameterValue;

pub(crate) const LIST: &str = "SM_CHANNELS";

/// Reads the names in `SM_CHANNELS`. Returns `None` if the variable is unset.
#[inline]
pub(crate) fn listed(source: &Source) -> Option<Result<Vec<String>, Problem>> {
    if source.given_base().is_some() {
        return None;
    }
    let fault = match source.text_of(LIST)? {
        Ok(text) if text.trim() == "null" => return None,
        Ok(text) => match Vec::from_text(&text) {
            Ok(names) => return Some(Ok(names)),
            Err(invalid) => Fault::new(
                format!("it is not a list of names: {invalid}"),
                "a JSON list of names",
                r#"write a list such as `["train", "test"]`"#,
            ),
        },
        Err(fault) => fault,
    };
    Some(Err(Problem::unreadable(
        Origin::Variable(LIST.to_owned()),
        fault,
    )))
}
