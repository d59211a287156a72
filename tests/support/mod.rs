//! Shared by several tests: recorded jobs (the output of real producers for a job's config files,
//! see `tests/jobs/README.md`), folders of config files, and the ways to pass a value.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use smenv::{HyperparameterValue, Source};

pub mod channels;
pub mod files;
pub mod filled;
pub mod in_time;
pub mod uploader;
pub mod ways;

/// A recorded job.
pub struct Record {
    pub name: String,
    files: BTreeMap<String, String>,
    /// The environment from each producer that ran.
    producers: Vec<(String, Vec<(OsString, OsString)>)>,
    /// The arguments from each producer that ran.
    pub arguments: BTreeMap<String, Vec<OsString>>,
    /// The arguments that the driver passes to a `.sh` entry script, if it ran.
    pub script_arguments: Option<Vec<OsString>>,
}

impl Record {
    pub fn all() -> Vec<Record> {
        let jobs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jobs");
        let mut paths: Vec<PathBuf> = fs::read_dir(jobs)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        });
        paths.sort();
        paths
            .iter()
            .map(|path| Record::parse(&fs::read_to_string(path).unwrap()))
            .collect()
    }

    pub fn parse(text: &str) -> Record {
        let record: Value = serde_json::from_str(text).unwrap();
        let text = |value: &Value| match value {
            Value::String(text) => OsString::from(text),
            Value::Object(bytes) => os_string(
                bytes["bytes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|byte| byte.as_u64().unwrap() as u8)
                    .collect(),
            ),
            other => panic!("{other}"),
        };
        let ran = |(_, producer): &(&String, &Value)| producer["ran"] == true;
        let producers = || record["producers"].as_object().unwrap().iter().filter(ran);
        let files = record["files"].as_object().unwrap().iter();
        Record {
            name: record["job"].as_str().unwrap().to_owned(),
            files: files
                .filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned())))
                .collect(),
            producers: producers()
                .map(|(name, producer)| {
                    let env = producer["env"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|pair| (text(&pair[0]), text(&pair[1])));
                    (name.clone(), env.collect())
                })
                .collect(),
            arguments: producers()
                .filter_map(|(name, producer)| {
                    Some((
                        name.clone(),
                        producer["argv"].as_array()?.iter().map(text).collect(),
                    ))
                })
                .collect(),
            script_arguments: producers().find_map(|(_, producer)| {
                Some(
                    producer["argv_of_sh_script"]
                        .as_array()?
                        .iter()
                        .map(text)
                        .collect(),
                )
            }),
        }
    }

    /// Returns the text of a config file.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// Returns the names in `hyperparameters.json`.
    pub fn names(&self) -> Vec<String> {
        self.texts().into_keys().collect()
    }

    /// Returns the texts in `hyperparameters.json`, by name.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.files
            .get("hyperparameters.json")
            .map(|text| serde_json::from_str(text).unwrap())
            .unwrap_or_default()
    }

    /// Returns the channels in `inputdataconfig.json` by name, each with its content type and input
    /// mode.
    pub fn channels(&self) -> BTreeMap<String, [Option<String>; 2]> {
        let Some(text) = self.files.get("inputdataconfig.json") else {
            return BTreeMap::new();
        };
        let channels: BTreeMap<String, Value> = serde_json::from_str(text).unwrap();
        let text = |config: &Value, key: &str| config[key].as_str().map(str::to_owned);
        let settings =
            |config: Value| ["ContentType", "TrainingInputMode"].map(|key| text(&config, key));
        channels
            .into_iter()
            .map(|(name, config)| (name, settings(config)))
            .collect()
    }

    /// Returns the names of the producers that ran.
    pub fn producers(&self) -> impl Iterator<Item = &str> {
        self.producers.iter().map(|(name, _)| name.as_str())
    }

    /// Returns whether the producer passes the hyperparameter on: the toolkit does not pass
    /// SageMaker's own.
    pub fn passed_on(&self, producer: &str, name: &str) -> bool {
        let own = name.starts_with("sagemaker_")
            || ["_tuning_objective_metric", "default_user_module_name"].contains(&name);
        producer == "v3" || !own
    }

    /// Creates a folder laid out like `/opt/ml` with the job's config files.
    pub fn folder(&self) -> Folder {
        let folder = Folder::new(&self.name);
        self.files
            .iter()
            .for_each(|(name, text)| folder.write(&format!("input/config/{name}"), text));
        folder
    }

    /// Returns all variables from one producer.
    pub fn environment(&self, producer: &str) -> Option<&[(OsString, OsString)]> {
        self.producers
            .iter()
            .find(|(name, _)| name == producer)
            .map(|(_, env)| &**env)
    }

    /// Returns the environment from one producer, without files.
    pub fn variables(&self, producer: &str) -> Option<Source> {
        let (_, env) = self.producers.iter().find(|(name, _)| name == producer)?;
        Some(Source::from_vars(env.iter().cloned()))
    }

    /// Returns the job as a bare container has it, with only the config files.
    pub fn bare(&self, folder: &Folder) -> Source {
        Source::from_vars([("", ""); 0]).base_dir(folder.path())
    }
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

/// Elsewhere, a variable cannot hold any bytes.
#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// A folder that is removed on drop.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let unique = format!(
            "smenv-{}-{}-{name}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(unique);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the path of a file or folder in it, with the separators of this system.
    pub fn at(&self, path: &str) -> PathBuf {
        path.split('/')
            .fold(self.0.clone(), |place, part| place.join(part))
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The name of a type, and a function that reads a hyperparameter as that type and returns its
/// value or error.
pub type Reading = (&'static str, fn(&Source, &str) -> Result<String, String>);

fn read<T: HyperparameterValue + Debug>(source: &Source, name: &str) -> Result<String, String> {
    source
        .hyperparameter::<T>(name)
        .map(|value| format!("{value:?}"))
        .map_err(|error| error.to_string())
}

macro_rules! readings {
    ($($type:ty),* $(,)?) => {
        &[$((stringify!($type), read::<$type>)),*]
    };
}

/// Types for which only the value matters.
pub const NUMBERS: &[Reading] = readings![
    u8, i64, u64, i128, f32, f64, bool, Option<i64>, Option<f64>, Option<bool>, Vec<i64>, Vec<f64>, Vec<bool>,
    Option<Vec<i64>>, BTreeMap<String, f64>, BTreeMap<String, i64>, (i64, f64), [u8; 2], Vec<Vec<i64>>,
];

/// Types for which the spelling matters.
pub const TEXTS: &[Reading] = readings![String, Option<String>, Vec<String>, Option<Vec<String>>, BTreeMap<String, String>, char, PathBuf];
