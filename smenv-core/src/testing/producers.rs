//! What each producer makes of a job's hyperparameters, from their texts in the order of the file:
//! models in Rust of the Python and the shells that stand between `hyperparameters.json` and a
//! training program.
use std::ffi::OsString;

use crate::testing::python::{self, COMPACT, Dict, PyText, PyValue, SPACED};

/// A producer: the texts by name become an environment and arguments; or the job does not arrive,
/// for this reason.
pub type Producer = fn(&[(String, String)]) -> Result<Produced, String>;

const LONE_SURROGATE: &str = "a lone surrogate, half of a character, is no UTF-8";

/// What a training program finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Produced {
    /// `SM_HPS`, `SM_HP_*` and `SM_USER_ARGS`, in the order of their names.
    pub env: Vec<(OsString, OsString)>,
    pub arguments: Vec<OsString>,
}

/// The texts in `hyperparameters.json`, in its order; `None` where one is no text that Rust can
/// hold.
#[inline]
pub fn texts(file: &str) -> Option<Vec<(String, String)>> {
    let Some(PyValue::Dict(entries)) = python::loads(file) else {
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

/// sagemaker-training, where no shell comes after it.
#[inline]
pub fn toolkit_direct(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let mut hps = python::loaded(hyperparameters);
    hps.retain(|(name, _)| !is_the_toolkits_own(name));

    let mut env = Dict::new();
    for (name, value) in &hps {
        env.set(
            python::text(&format!("SM_HP_{}", name.to_uppercase())),
            as_variable(value),
        );
    }
    let by_name: Vec<(PyText, PyValue)> = hps
        .iter()
        .map(|(name, value)| (python::text(name), value.clone()))
        .collect();
    let mut arguments = Vec::new();
    for (name, value) in python::sorted(&by_name) {
        let dashes = ["", "-", "--"][name.len().min(2)];
        arguments.push([python::text(dashes), name.clone()].concat());
        arguments.push(as_argument(value));
    }
    let list = PyValue::List(arguments.iter().cloned().map(PyValue::Str).collect());
    env.set(
        python::text("SM_USER_ARGS"),
        python::text(&python::dumps(&list, COMPACT)),
    );
    env.set(
        python::text("SM_HPS"),
        python::text(&python::dumps(&PyValue::Dict(by_name), COMPACT)),
    );
    let env: Vec<(PyText, PyText)> = env.into_entries();

    let has = |text: &PyText, character: char| text.contains(&u32::from(character));
    if env.iter().any(|(name, _)| has(name, '=')) {
        return Err("a variable's name has no `=`".to_owned());
    }
    if env
        .iter()
        .any(|(name, value)| has(name, '\0') || has(value, '\0'))
    {
        return Err("an environment holds no NUL".to_owned());
    }
    let encoded = |text: &PyText| python::fs_encode(text).ok_or_else(|| LONE_SURROGATE.to_owned());
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

/// sagemaker-training as it starts a compiled program: through dash, which drops a variable whose
/// name is no identifier.
#[inline]
pub fn toolkit(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let mut produced = toolkit_direct(hyperparameters)?;
    produced
        .env
        .retain(|(name, _)| is_identifier(name.as_encoded_bytes()));
    Ok(produced)
}

/// The driver of SDK v3: a file of `export NAME='value'` that bash sources. What bash makes of an
/// apostrophe, or of a name that is no identifier, is not modelled.
#[inline]
pub fn driver(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    let hps = python::loaded(hyperparameters);
    let serialized = |value: &PyValue| match value {
        PyValue::Str(text) => text.clone(),
        other => python::text(&python::dumps(other, SPACED)),
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
        .map(|(name, value)| (python::text(name), value.clone()))
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
            return Err(format!("`{name}` is no name of a variable to its shell"));
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

/// The driver, where its entry script is a `.sh` that hands on its arguments: `./train "$@"`.
#[inline]
pub fn driver_through_script(hyperparameters: &[(String, String)]) -> Result<Produced, String> {
    Ok(Produced {
        arguments: script_arguments(hyperparameters)?,
        ..driver(hyperparameters)?
    })
}

/// What the driver reads in `SM_HPS`, each text read as JSON once more, then written as text or as
/// JSON.
#[inline]
fn script_arguments(hyperparameters: &[(String, String)]) -> Result<Vec<OsString>, String> {
    let mut arguments = Vec::new();
    for (name, value) in python::loaded(hyperparameters) {
        let value = match value {
            PyValue::Str(text) => {
                let string: Option<String> = text.iter().copied().map(char::from_u32).collect();
                string
                    .and_then(|string| python::loads(&string))
                    .unwrap_or(PyValue::Str(text))
            }
            other => other,
        };
        let text = match value {
            PyValue::Str(text) => text,
            other => python::text(&python::dumps(&other, SPACED)),
        };
        arguments.push(OsString::from(format!("--{name}")));
        arguments.push(python::fs_encode(&text).ok_or(LONE_SURROGATE)?);
    }
    Ok(arguments)
}

/// As the toolkit writes a value to a variable: null as nothing, a text as it is, anything else as
/// JSON.
#[inline]
pub(crate) fn as_variable(value: &PyValue) -> PyText {
    match value {
        PyValue::None => PyText::new(),
        PyValue::Str(text) => text.clone(),
        other => python::text(&python::dumps(other, COMPACT)),
    }
}

/// `to_cmd_args`: a dict's entries as `k=v,k=v`, null as nothing, anything else as `str()` has it.
#[inline]
fn as_argument(value: &PyValue) -> PyText {
    match value {
        PyValue::None => PyText::new(),
        PyValue::Dict(entries) => python::sorted(entries)
            .iter()
            .map(|(key, value)| [key.clone(), python::text("="), python::str(value)].concat())
            .collect::<Vec<_>>()
            .join(&u32::from(',')),
        other => python::str(other),
    }
}

#[inline]
fn is_the_toolkits_own(name: &str) -> bool {
    name.starts_with("sagemaker_")
        || ["_tuning_objective_metric", "default_user_module_name"].contains(&name)
}

#[inline]
pub(crate) fn is_identifier(name: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    !name.is_empty() && !name[0].is_ascii_digit() && name.iter().all(is_word)
}
