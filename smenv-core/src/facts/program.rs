//! What the launcher reports about the program that it started.

use std::fmt;
use std::path::PathBuf;

use smenv_shared::json::value::Json;

use crate::error::problem::{Origin, Problem};
use crate::facts::facts::Facts;
use crate::facts::log_level::LogLevel;
use crate::facts::places::Places;
use crate::faults::fault::Fault;
use crate::source::launcher_arguments;

/// The program that a launcher started, and its arguments.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) user_args: Vec<String>,
    pub(crate) user_entry_point: Option<String>,
    pub(crate) module_name: Option<String>,
    pub(crate) module_dir: Option<String>,
    pub(crate) framework_module: Option<String>,
    pub(crate) framework_params: Option<String>,
    pub(crate) source_dir: Option<PathBuf>,
    pub(crate) entry_script: Option<String>,
    pub(crate) distributed_config: Option<String>,
    pub(crate) distributed_driver_dir: Option<PathBuf>,
}

/// Omits the arguments' values, since any may be a secret.
impl fmt::Debug for Program {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("user_args", &self.user_args.len())
            .field("user_entry_point", &self.user_entry_point)
            .field("module_name", &self.module_name)
            .field("module_dir", &self.module_dir)
            .field("source_dir", &self.source_dir)
            .field("entry_script", &self.entry_script)
            .finish_non_exhaustive()
    }
}

impl Program {
    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let mut text = |variable, key| facts.text(Places::of_machine(variable, key));
        Program {
            user_entry_point: text("SM_USER_ENTRY_POINT", "user_entry_point"),
            // The toolkit writes Python's `None` if there is none.
            module_name: text("SM_MODULE_NAME", "module_name").filter(|name| name != "None"),
            module_dir: text("SM_MODULE_DIR", "module_dir"),
            framework_module: text("SM_FRAMEWORK_MODULE", "framework_module"),
            framework_params: json_text(
                facts,
                "SM_FRAMEWORK_PARAMS",
                "additional_framework_parameters",
            ),
            source_dir: path(facts, "SM_SOURCE_DIR"),
            entry_script: facts.text(Places::of_machine("SM_ENTRY_SCRIPT", "")),
            distributed_config: json_text(facts, "SM_DISTRIBUTED_CONFIG", ""),
            distributed_driver_dir: path(facts, "SM_DISTRIBUTED_DRIVER_DIR"),
            user_args: user_args(facts),
        }
    }
}

#[inline]
fn path(facts: &mut Facts<'_>, variable: &'static str) -> Option<PathBuf> {
    facts
        .text(Places::of_machine(variable, ""))
        .map(PathBuf::from)
}

/// Finds a JSON object, as it is written.
#[inline]
fn json_text(facts: &mut Facts<'_>, variable: &'static str, key: &'static str) -> Option<String> {
    let own = facts.text(Places::of_machine(variable, ""));
    own.or_else(|| {
        facts
            .in_training_env(key)
            .map(|statement| statement.source_text())
    })
}

/// Finds the arguments. One that cannot be a `String` becomes a replacement character.
#[inline]
fn user_args(facts: &mut Facts<'_>) -> Vec<String> {
    let Some(list) = facts.text(Places::of_machine("SM_USER_ARGS", "")) else {
        return Vec::new();
    };
    let or_replaced =
        |text: Option<String>| text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
    match launcher_arguments::texts(&list) {
        Some(texts) => texts.into_iter().map(or_replaced).collect(),
        None => {
            let origin = Origin::Variable("SM_USER_ARGS".to_owned());
            let expected = r#"a JSON list of strings such as `["--epochs", "3"]`"#;
            let fault = Fault::new(
                "it is not a list of strings",
                expected,
                "write such a list, or unset SM_USER_ARGS",
            );
            facts.problems.push(Problem::unreadable(origin, fault));
            Vec::new()
        }
    }
}

/// Finds how much to log.
#[inline]
pub(crate) fn log_level(facts: &mut Facts<'_>) -> LogLevel {
    let places =
        Places::of_machine("SM_LOG_LEVEL", "log_level").or_hyperparameter(LogLevel::HYPERPARAMETER);
    let read = |value: Json<'_>| match value.as_str() {
        Some(name) => LogLevel::from_name(&name)
            .or_else(|| name.trim().parse().ok().map(LogLevel::from_number)),
        None => value
            .as_u64()
            .and_then(|number| number.try_into().ok())
            .map(LogLevel::from_number),
    };
    facts
        .json(
            places,
            "one of Python's log levels, such as 20 or INFO",
            read,
        )
        .unwrap_or_default()
}
