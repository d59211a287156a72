//! The environment that a launcher creates for a job.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::Path;

use crate::facts::log_level::LogLevel;
use crate::testing::launcher::Launcher;
use crate::testing::producers::{self, Produced};
use crate::testing::python::dumps::{COMPACT, SPACED, dumps};
use crate::testing::python::loads::loads;
use crate::testing::python::value::{self, PyValue};

/// What a launcher knows about a job.
pub(crate) struct LauncherInput<'j> {
    pub(crate) base: &'j Path,
    pub(crate) hyperparameters: &'j [(String, String)],
    /// What the launcher makes of the hyperparameters.
    pub(crate) produced: &'j Produced,
    pub(crate) resource_config: &'j PyValue,
    pub(crate) input_data_config: &'j PyValue,
    pub(crate) name: &'j str,
}

/// The facts that launchers report differently for the same job.
struct LauncherFacts {
    hosts: PyValue,
    log_level: PyValue,
}

type Environment = (Vec<(OsString, OsString)>, Vec<OsString>);

impl LauncherInput<'_> {
    /// Returns the variables and the arguments.
    pub(crate) fn environment(&self, launcher: Launcher) -> Environment {
        let mut variables = vec![
            (OsString::from("SAGEMAKER_BASE_DIR"), self.base.into()),
            ("TRAINING_JOB_NAME".into(), self.name.into()),
        ];
        if launcher == Launcher::Bare {
            return (variables, Vec::new());
        }
        variables.extend(self.produced.env.iter().cloned());
        let others = match launcher {
            Launcher::Driver => self.of_driver(),
            _ => self.of_toolkit(),
        };
        variables.extend(
            others
                .into_iter()
                .map(|(name, value)| (name.into(), value.into())),
        );
        (variables, self.produced.arguments.clone())
    }

    /// Returns what the toolkit sets through a shell, which drops names that are not identifiers.
    fn of_toolkit(&self) -> Vec<(String, String)> {
        let json = |value: &PyValue| dumps(value, COMPACT);
        let config = self.resource_config;
        let facts = LauncherFacts {
            hosts: config.get("hosts").clone(),
            log_level: self.log_level(),
        };
        let mut variables = self.of_both(&facts, &json);
        let name = |name: &str| name.to_uppercase();
        variables.extend(
            self.channels()
                .map(|(channel, dir)| (format!("SM_CHANNEL_{}", name(&channel)), dir)),
        );
        let groups = config.get("instance_groups").items();
        let name_of = |group: &PyValue| group.get("instance_group_name").to_text();
        let by_name: BTreeMap<String, PyValue> = groups
            .iter()
            .map(|group| (name_of(group), group.clone()))
            .collect();
        let current = config.get("current_group_name").to_text();
        let hosts_of_current = by_name
            .get(&current)
            .map_or(&PyValue::None, |group| group.get("hosts"));
        let names = PyValue::strs(by_name.keys());
        for (name, value) in [
            ("CURRENT_INSTANCE_GROUP", current.clone()),
            ("CURRENT_INSTANCE_GROUP_HOSTS", json(hosts_of_current)),
            ("INSTANCE_GROUPS", json(&names)),
            ("INSTANCE_GROUPS_DICT", json(&PyValue::dict(by_name))),
            ("DISTRIBUTION_INSTANCE_GROUPS", "[]".to_owned()),
            ("IS_HETERO", (groups.len() > 1).to_string()),
            ("MODULE_NAME", "None".to_owned()),
            ("FRAMEWORK_PARAMS", "{}".to_owned()),
            ("OUTPUT_INTERMEDIATE_DIR", self.dir("output/intermediate")),
            ("TRAINING_ENV", json(&self.training_env(&facts))),
        ] {
            variables.push((format!("SM_{name}"), value));
        }
        variables.retain(|(name, _)| producers::is_identifier(name.as_bytes()));
        variables
    }

    fn of_driver(&self) -> Vec<(String, String)> {
        let json = |value: &PyValue| dumps(value, SPACED);
        // Sorted and ranked by name: `algo-10` is before `algo-2`.
        let mut hosts: Vec<String> = self
            .resource_config
            .get("hosts")
            .items()
            .iter()
            .map(PyValue::to_text)
            .collect();
        hosts.sort();
        let current = self.resource_config.get("current_host").to_text();
        let rank = hosts.iter().position(|host| *host == current).unwrap_or(0);
        let facts = LauncherFacts {
            hosts: PyValue::strs(&hosts),
            log_level: PyValue::Int(LogLevel::default().number().to_string()),
        };
        let mut variables = self.of_both(&facts, &json);
        let name = |name: &str| name.replace('-', "_").to_uppercase();
        variables.extend(
            self.channels()
                .map(|(channel, dir)| (format!("SM_CHANNEL_{}", name(&channel)), dir)),
        );
        for (name, value) in [
            ("INPUT_DATA_DIR", self.dir("input/data")),
            ("OUTPUT_FAILURE", self.dir("output/failure")),
            ("MASTER_ADDR", "algo-1".to_owned()),
            ("MASTER_PORT", "7777".to_owned()),
            ("HOST_COUNT", hosts.len().to_string()),
            ("CURRENT_HOST_RANK", rank.to_string()),
            ("TRAINING_ENV", json(&self.training_env(&facts))),
        ] {
            variables.push((format!("SM_{name}"), value));
        }
        variables
    }

    fn of_both(
        &self,
        facts: &LauncherFacts,
        json: &dyn Fn(&PyValue) -> String,
    ) -> Vec<(String, String)> {
        let config = self.resource_config;
        let channels = PyValue::strs(self.channels().map(|(name, _)| name));
        let cpus = std::thread::available_parallelism().map_or(1, usize::from);
        let variables = [
            ("MODEL_DIR", self.dir("model")),
            ("INPUT_DIR", self.dir("input")),
            ("INPUT_CONFIG_DIR", self.dir("input/config")),
            ("OUTPUT_DIR", self.dir("output")),
            ("OUTPUT_DATA_DIR", self.dir("output/data")),
            (
                "LOG_LEVEL",
                value::string(&producers::as_variable(&facts.log_level)),
            ),
            ("CHANNELS", json(&channels)),
            ("CURRENT_HOST", config.get("current_host").to_text()),
            (
                "CURRENT_INSTANCE_TYPE",
                config.get("current_instance_type").to_text(),
            ),
            ("HOSTS", json(&facts.hosts)),
            (
                "NETWORK_INTERFACE_NAME",
                config.get("network_interface_name").to_text(),
            ),
            ("NUM_CPUS", cpus.to_string()),
            ("NUM_GPUS", "0".to_owned()),
            ("NUM_NEURONS", "0".to_owned()),
            ("RESOURCE_CONFIG", json(config)),
            ("INPUT_DATA_CONFIG", json(self.input_data_config)),
        ];
        variables
            .map(|(name, value)| (format!("SM_{name}"), value))
            .to_vec()
    }

    /// Returns the level in SageMaker's own hyperparameter, which the toolkit removes from those of
    /// the program.
    fn log_level(&self) -> PyValue {
        let given = self
            .hyperparameters
            .iter()
            .find(|(name, _)| name == LogLevel::HYPERPARAMETER);
        let level = |text: &String| loads(text).unwrap_or_else(|| PyValue::str(text));
        given.map_or_else(
            || PyValue::Int(LogLevel::default().number().to_string()),
            |(_, text)| level(text),
        )
    }

    /// Returns the part of `SM_TRAINING_ENV` that both set and programs read.
    fn training_env(&self, facts: &LauncherFacts) -> PyValue {
        let config = |key: &str| self.resource_config.get(key).clone();
        PyValue::dict([
            (
                "channel_input_dirs",
                PyValue::dict(self.channels().map(|(name, dir)| (name, PyValue::str(dir)))),
            ),
            ("current_host", config("current_host")),
            ("current_instance_type", config("current_instance_type")),
            ("hosts", facts.hosts.clone()),
            ("input_data_config", self.input_data_config.clone()),
            ("job_name", PyValue::str(self.name)),
            ("log_level", facts.log_level.clone()),
            ("model_dir", PyValue::str(self.dir("model"))),
            ("network_interface_name", config("network_interface_name")),
            ("output_data_dir", PyValue::str(self.dir("output/data"))),
        ])
    }

    /// Returns the names and directories of the channels.
    fn channels(&self) -> impl Iterator<Item = (String, String)> {
        self.input_data_config.keys().map(|name| {
            let dir = self.dir(&format!("input/data/{name}"));
            (name, dir)
        })
    }

    fn dir(&self, under_base: &str) -> String {
        self.base.join(under_base).display().to_string()
    }
}

/// Returns what the launcher makes of the hyperparameters.
///
/// # Errors
/// If it cannot pass one of them on; the message names it.
pub(crate) fn produced(
    launcher: Launcher,
    to_script: bool,
    hyperparameters: &[(String, String)],
) -> io::Result<Produced> {
    pass(launcher, to_script, hyperparameters).map_err(|reason| {
        let alone = |(name, text): &(String, String)| {
            let reason = pass(launcher, to_script, &[(name.clone(), text.clone())]).err()?;
            Some(format!(
                "{} cannot pass the hyperparameter {name:?} on: {reason}",
                name_of(launcher)
            ))
        };
        let message = hyperparameters.iter().find_map(alone).unwrap_or(reason);
        io::Error::new(io::ErrorKind::InvalidInput, message)
    })
}

fn pass(
    launcher: Launcher,
    to_script: bool,
    hyperparameters: &[(String, String)],
) -> Result<Produced, String> {
    match launcher {
        Launcher::Bare => Ok(Produced {
            env: Vec::new(),
            arguments: Vec::new(),
        }),
        Launcher::Toolkit => producers::toolkit(hyperparameters),
        Launcher::Driver if to_script => producers::driver_through_script(hyperparameters),
        Launcher::Driver => producers::driver(hyperparameters),
    }
}

fn name_of(launcher: Launcher) -> &'static str {
    match launcher {
        Launcher::Bare => "a bare container",
        Launcher::Toolkit => "sagemaker-training",
        Launcher::Driver => "SDK v3's driver",
    }
}
