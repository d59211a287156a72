//! What each launcher makes of a job's hyperparameters: models in Rust of the Python programs and
//! shells between `hyperparameters.json` and a training program.

use std::ffi::OsString;

use crate::testing::python::dumps::{self, COMPACT, SPACED, dumps};
use crate::testing::python::loads::{loaded, loads};
use crate::testing::python::value::{Dict, PyText, PyValue, fs_encode, sorted, text};

/// A function from the hyperparameters' texts, in the order of the file, to an environment and
/// arguments. The error is why the job cannot start.
pub type Producer = fn(&[(String, String)]) -> Result<Produced, String>;

const LONE_SURROGATE: &str = "a lone surrogate, which is half of a character, is not valid UTF-8";

/// The environment and arguments of a training program.
#[derive(Clone, Debug, PartialEq)]
pub struct Produced {
    /// `SM_HPS`, `SM_HP_*` and `SM_USER_ARGS`, sorted by name.
    pub env: Vec<(OsString, OsString)>,
    /// The arguments.
    pub arguments: Vec<OsString>,
}

/// Reads the texts in `hyperparameters.json`, in its order. Returns `None` if one has a lone
/// surrogate.
pub fn texts(file: &str) -> Option<Vec<(String, String)>> {
    let Some(PyValue::Dict(entries)) = loads(file) else {
        return None;
    };
    let string = |text: PyText| {
        text.into_iter()
            .map(char::from_u32)
            .collect::<Option<String>>()
    };
    let entry = |(name, value)| match value {
        PyValue::Str(text) => Some((string(name)?, string(text)?)),
        _ => None,
    };
    entries.into_iter().map(entry).collect()
}

/// Models sagemaker-training without a shell after it.
pub fn toolkit_direct(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let mut hps = loaded(hyperparameters);
    hps.retain(|(name, _)| !is_reserved(name));

    let mut env = Dict::new();
    for (name, value) in &hps {
        env.set(
            text(&format!("SM_HP_{}", name.to_uppercase())),
            as_variable(value),
        );
    }
    let by_name: Vec<(PyText, PyValue)> = hps
        .iter()
        .map(|(name, value)| (text(name), value.clone()))
        .collect();
    let mut arguments = Vec::new();
    for (name, value) in sorted(&by_name) {
        let dashes = ["", "-", "--"][name.len().min(2)];
        arguments.push([text(dashes), name.clone()].concat());
        arguments.push(as_argument(value));
    }
    let list = PyValue::List(arguments.iter().cloned().map(PyValue::Str).collect());
    env.set(text("SM_USER_ARGS"), text(&dumps(&list, COMPACT)));
    env.set(
        text("SM_HPS"),
        text(&dumps(&PyValue::Dict(by_name), COMPACT)),
    );
    let env: Vec<(PyText, PyText)> = env.into_entries();

    let has = |text: &PyText, character: char| text.contains(&u32::from(character));
    if env.iter().any(|(name, _)| has(name, '=')) {
        return Err("the name of a variable cannot contain `=`".to_owned());
    }
    if env
        .iter()
        .any(|(name, value)| has(name, '\0') || has(value, '\0'))
    {
        return Err("a variable cannot contain NUL".to_owned());
    }
    let encoded = |text: &PyText| fs_encode(text).ok_or_else(|| LONE_SURROGATE.to_owned());
    let env = env
        .iter()
        .map(|(name, value)| Ok((encoded(name)?, encoded(value)?)));
    let mut env = env.collect::<Result<Vec<_>, String>>()?;
    env.sort();
    Ok(Produced {
        env,
        arguments: arguments.iter().map(encoded).collect::<Result<_, _>>()?,
    })
}

/// Models sagemaker-training as it starts a compiled program: through dash, which drops variables
/// whose names are not identifiers.
pub fn toolkit(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let mut produced = toolkit_direct(hyperparameters)?;
    produced
        .env
        .retain(|(name, _)| is_identifier(name.as_encoded_bytes()));
    Ok(produced)
}

/// Models the driver of SDK v3: a file of `export NAME='value'` that bash sources. What bash makes of
/// an apostrophe, or of a name that is not an identifier, is not modelled.
pub fn driver(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let hps = loaded(hyperparameters);
    let serialized = |value: &PyValue| match value {
        PyValue::Str(text) => text.clone(),
        other => text(&dumps(other, SPACED)),
    };
    let mut lines: Vec<(String, PyText)> = hps
        .iter()
        .map(|(name, value)| {
            (
                format!("SM_HP_{}", name.replace('-', "_").to_uppercase()),
                serialized(value),
            )
        })
        .collect();
    let by_name = hps
        .iter()
        .map(|(name, value)| (text(name), value.clone()))
        .collect();
    lines.push(("SM_HPS".to_owned(), serialized(&PyValue::Dict(by_name))));

    let mut env = Dict::new();
    for (name, value) in lines {
        let value: Option<String> = value.into_iter().map(char::from_u32).collect();
        let value = value.ok_or(LONE_SURROGATE)?;
        if value.contains('\'') {
            return Err("an apostrophe ends the quotes that it writes around the value".to_owned());
        }
        // Bash sees the assignment where the first `=` is, and leaves NUL out.
        let line = format!("{name}={value}").replace('\0', "");
        let (name, value) = line.split_once('=').unwrap_or((&line, ""));
        if !is_identifier(name.as_bytes()) {
            return Err(format!(
                "`{name}` is not a valid variable name in its shell"
            ));
        }
        env.set(OsString::from(name), OsString::from(value));
    }
    let mut env = env.into_entries();
    env.sort();
    Ok(Produced {
        env,
        arguments: Vec::new(),
    })
}

/// Models the driver with a `.sh` entry script that passes its arguments on: `./train "$@"`.
pub fn driver_through_script(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    Ok(Produced {
        arguments: script_arguments(hyperparameters)?,
        ..driver(hyperparameters)?
    })
}

/// Returns the arguments that the driver makes of `SM_HPS`: each text is parsed as JSON once more, then
/// written as text or as JSON.
fn script_arguments(hyperparameters: &[(String, String)]) -> Result<Vec<OsString>, String> {
    let mut arguments = Vec::new();
    for (name, value) in loaded(hyperparameters) {
        let value = match value {
            PyValue::Str(text) => {
                let string: Option<String> = text.iter().copied().map(char::from_u32).collect();
                string
                    .and_then(|string| loads(&string))
                    .unwrap_or(PyValue::Str(text))
            }
            other => other,
        };
        let text = match value {
            PyValue::Str(text) => text,
            other => text(&dumps(&other, SPACED)),
        };
        arguments.push(OsString::from(format!("--{name}")));
        arguments.push(fs_encode(&text).ok_or(LONE_SURROGATE)?);
    }
    Ok(arguments)
}

/// Converts a value as the toolkit writes it to a variable: null is empty, a text is unchanged,
/// anything else is JSON.
pub(crate) fn as_variable(value: &PyValue) -> PyText {
    match value {
        PyValue::None => PyText::new(),
        PyValue::Str(text) => text.clone(),
        other => text(&dumps(other, COMPACT)),
    }
}

/// Converts a value like `to_cmd_args`: null is empty, a dict is `k=v,k=v`, anything else is `str()`.
fn as_argument(value: &PyValue) -> PyText {
    match value {
        PyValue::None => PyText::new(),
        PyValue::Dict(entries) => sorted(entries)
            .iter()
            .map(|(key, value)| [key.clone(), text("="), dumps::str(value)].concat())
            .collect::<Vec<_>>()
            .join(&u32::from(',')),
        other => dumps::str(other),
    }
}

fn is_reserved(name: &str) -> bool {
    name.starts_with("sagemaker_")
        || ["_tuning_objective_metric", "default_user_module_name"].contains(&name)
}

pub(crate) fn is_identifier(name: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    !name.is_empty() && !name[0].is_ascii_digit() && name.iter().all(is_word)
}
