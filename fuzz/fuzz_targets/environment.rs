//! The whole environment of a job. Nothing panics, every problem has a message, no secret is shown,
//! and repetitions of the job's settings change nothing.
//!
//! The first two bytes select additions to the job. The remaining bytes are the job: records
//! separated by NULs, as in `/proc/self/environ`:
//!
//! ```text
//! $SM_HPS={"epochs": "3"}             a variable
//! @hyperparameters.json{"epochs": 3}  a config file, as are `resourceconfig.json` and others
//! +train/a.csv                        a file of a channel
//! --epochs                            an argument: anything that does not begin like the others
//! ```

#![no_main]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::{Corpus, fuzz_target};
use smenv::testing::producers;
use smenv::{
    Channel, Error, ProblemKind, SmCategorical, SmChannels, SmHyperparameters, Source, TrainingEnv,
};
use smenv_fuzz::{Folder, few, text};

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case", validate = Hyperparameters::is_sound)]
struct Hyperparameters {
    #[sm(default = 1, range = 1..=1000)]
    epochs: u32,
    #[sm(alias = "lr", alias = "eta", default = 0.5, range = 0.0..=1.0)]
    learning_rate: f64,
    #[sm(default)]
    verbose: bool,
    #[sm(secret)]
    api_key: Option<String>,
    path: Option<PathBuf>,
    letter: Option<char>,
    nonzero: Option<NonZero<u8>>,
    choice: Option<Choice>,
    #[sm(default)]
    layers: Vec<Option<u16>>,
    words: Option<Vec<String>>,
    #[sm(delimiter = " ")]
    features: Option<BTreeSet<String>>,
    #[sm(default)]
    weights: BTreeMap<String, BTreeMap<i8, f32>>,
    #[sm(from_str)]
    version: Option<i16>,
    #[sm(json)]
    json: Option<serde_json::Value>,
    #[sm(with = seconds)]
    patience: Option<Duration>,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    #[sm(rest, prefix = "rl.", json)]
    agent: BTreeMap<String, serde_json::Value>,
    #[sm(rest)]
    rest: BTreeMap<String, Vec<String>>,
}

impl Hyperparameters {
    fn is_sound(&self) -> std::result::Result<(), String> {
        if self.epochs == 13 {
            Err("13 epochs bring bad luck".to_owned())
        } else {
            Ok(())
        }
    }
}

/// A struct without `rest`, to which names are unknown or misspelled.
#[derive(Debug, SmHyperparameters)]
struct Strict {
    #[sm(alias = "num_epochs")]
    epochs: Option<u32>,
    #[sm(alias = "token", secret)]
    api_key: Option<String>,
    #[sm(flatten)]
    augment: Augment,
}

#[derive(Debug, SmHyperparameters)]
struct Augment {
    flip: Option<bool>,
    #[sm(default = "c", validate = is_short)]
    crop: String,
}

fn is_short(text: &str) -> std::result::Result<(), String> {
    if text.len() < 5 {
        Ok(())
    } else {
        Err(format!("{text} is too long"))
    }
}

#[derive(Debug, SmCategorical)]
enum Choice {
    Adam,
    AdamW,
}

mod seconds {
    use std::time::Duration;

    pub(super) fn from_text(text: &str) -> Result<Duration, std::num::ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[derive(Debug, SmChannels)]
#[allow(dead_code, reason = "read by `Debug`")]
struct Data {
    #[sm(
        content_type = "text/csv",
        input_mode = "File",
        input_mode = "FastFile"
    )]
    train: Channel,
    #[sm(default = "data/validation")]
    validation: Option<Channel>,
    #[sm(name = "extra-data", non_empty)]
    extra: Option<Channel>,
}

/// A text that occurs only in secrets.
const SECRET: &str = "Zq9-hunter2";

static FOLDER: LazyLock<Folder> = LazyLock::new(|| Folder::new("environment"));

fuzz_target!(|data: &[u8]| -> Corpus {
    let [secrets, others, rest @ ..] = data else {
        return Corpus::Reject;
    };
    if rest
        .windows(SECRET.len())
        .any(|window| window == SECRET.as_bytes())
    {
        return Corpus::Reject;
    }
    if others & 0xf0 == 0xf0 {
        return match shares(&mut Unstructured::new(rest)) {
            Ok(()) => Corpus::Keep,
            Err(_) => Corpus::Reject,
        };
    }
    let Ok(rest) = str::from_utf8(rest) else {
        return Corpus::Reject;
    };
    let mut job = Job::parse(rest);
    job.add_secrets(*secrets, *others);
    job.check(*others);
    Corpus::Keep
});

#[derive(Default)]
struct Job {
    /// Variables are unique.
    variables: BTreeMap<String, String>,
    files: BTreeMap<&'static str, String>,
    channel_files: Vec<String>,
    arguments: Vec<String>,
}

impl Job {
    fn parse(text: &str) -> Self {
        let mut job = Job::default();
        for record in text.split('\0') {
            if let Some(variable) = record.strip_prefix('$') {
                let (name, value) = variable.split_once('=').unwrap_or((variable, ""));
                job.variables.insert(name.to_owned(), value.to_owned());
            } else if let Some(file) = record.strip_prefix('@') {
                const NAMES: [&str; 3] = [
                    "hyperparameters.json",
                    "resourceconfig.json",
                    "inputdataconfig.json",
                ];
                for name in NAMES {
                    job.files.extend(
                        file.strip_prefix(name)
                            .map(|content| (name, content.to_owned())),
                    );
                }
            } else if let Some(path) = record.strip_prefix('+') {
                let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_-".contains(c);
                if path.len() < 40
                    && path.chars().all(is_plain)
                    && !path.starts_with('/')
                    && !path.ends_with('/')
                {
                    job.channel_files.push(path.to_owned());
                }
            } else if !record.is_empty() {
                job.arguments.push(record.to_owned());
            }
        }
        job
    }

    /// Puts the secret in each of these places.
    fn add_secrets(&mut self, places: u8, inside: u8) {
        let has = |place: u8| places & 1 << place != 0;
        let name = if has(7) { "token" } else { "api_key" };
        let into_object = |object: &mut String| {
            let start = object
                .trim_start()
                .starts_with('{')
                .then(|| object.find('{'))
                .flatten();
            if let Some(start) = start {
                let is_alone = object[start + 1..].trim_start().starts_with('}');
                let secret = format!("\"{name}\": \"{SECRET}\"");
                let secret = if inside & 0x40 == 0 {
                    secret
                } else {
                    format!("\"config\": {{{secret}}}")
                };
                object.insert_str(
                    start + 1,
                    &format!("{secret}{}", if is_alone { "" } else { ", " }),
                );
            }
        };
        if inside & 0x10 != 0 {
            self.arguments.push(format!("--epochs=3 --{name} {SECRET}"));
        }
        if inside & 0x20 != 0 {
            self.arguments.push(format!("--set={name}={SECRET}"));
        }
        if has(0) {
            self.variables
                .insert(format!("SM_HP_{}", name.to_uppercase()), SECRET.to_owned());
        }
        if has(1) {
            self.variables
                .insert("SM_HP_api-key".to_owned(), format!("{SECRET}\""));
        }
        if has(2) {
            self.variables.get_mut("SM_HPS").map(into_object);
        }
        if has(3) {
            self.files.get_mut("hyperparameters.json").map(into_object);
        }
        if has(4) {
            self.arguments.push(format!("--{name}={SECRET}"));
        }
        if has(5) {
            self.arguments
                .extend([format!("--{name}"), SECRET.to_owned()]);
        }
        if has(6) {
            self.arguments
                .insert(0, format!("--{}={SECRET}", name.replace('_', "-")));
        }
    }

    fn check(&self, others: u8) {
        for path in ["input/config", "input/data"] {
            FOLDER.remove(path);
        }
        self.files
            .iter()
            .for_each(|(name, content)| FOLDER.write(&format!("input/config/{name}"), content));
        for path in &self.channel_files {
            let path = FOLDER.path().join("input/data").join(path);
            // One file's path may be the folder of another.
            let _ = std::fs::create_dir_all(path.parent().unwrap())
                .and_then(|()| std::fs::write(path, ""));
        }
        // With a base folder, many variables are ignored.
        let complete = |source: Source| {
            let source = if others & 1 == 0 {
                source.base_dir(FOLDER.path())
            } else {
                source
            };
            if others & 2 == 0 {
                source.args(&self.arguments)
            } else {
                source
            }
        };
        let source = complete(Source::from_vars(&self.variables));
        let seen = look(&source);
        assert_same(&look(&source), &seen, "a second look", self);
        assert_same(
            &look(&complete(Source::from_vars(self.variables.iter().rev()))),
            &seen,
            "another order",
            self,
        );
        assert_same(
            &look(&source.clone().var("LS_COLORS", "x")),
            &seen,
            "a variable of others",
            self,
        );
        self.check_rendering(others, complete);
    }

    /// Checks that the `SM_HP_*` variables that a launcher generates from the hyperparameters
    /// change nothing.
    fn check_rendering(&self, others: u8, complete: impl Fn(Source) -> Source) {
        let Some(texts) = self
            .files
            .get("hyperparameters.json")
            .and_then(|file| producers::texts(file))
        else {
            return;
        };
        let producer = if others & 4 == 0 {
            producers::toolkit_direct
        } else {
            producers::driver
        };
        let Ok(produced) = producer(&texts) else {
            return;
        };
        let is_one = |name: &str| name.starts_with("SM_HP_");
        let own = self.variables.iter().filter(|(name, _)| {
            !is_one(name) && !matches!(name.as_str(), "SM_HPS" | "SM_USER_ARGS")
        });
        let mut variables: Vec<_> = own
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        variables.extend(
            produced
                .env
                .iter()
                .filter(|(name, _)| !name.to_str().is_some_and(is_one))
                .cloned(),
        );
        let without =
            hyperparameters::<Hyperparameters>(&complete(Source::from_vars(variables.clone())));
        let rendered = produced
            .env
            .into_iter()
            .filter(|(name, _)| name.to_str().is_some_and(is_one));
        variables.extend(
            rendered
                .enumerate()
                .filter(|(index, _)| others & 8 == 0 || index % 2 == 0)
                .map(|(_, one)| one),
        );
        let with =
            hyperparameters::<Hyperparameters>(&complete(Source::from_vars(variables.clone())));
        assert_eq!(with, without, "as rendered: {variables:?}");
    }
}

fn assert_same(seen: &str, before: &str, what: &str, job: &Job) {
    if seen != before {
        let (seen, before) = (seen.lines(), before.lines());
        let differs: Vec<_> = seen
            .zip(before)
            .filter(|(seen, before)| seen != before)
            .collect();
        panic!(
            "{what} of {:?} {:?}: {differs:#?}",
            job.variables, job.arguments
        );
    }
}

/// Returns everything that a program can learn from a source.
fn look(source: &Source) -> String {
    let mut seen = String::new();
    shows_no_secret(&format!("{source:?}"));
    seen += &hyperparameters::<Hyperparameters>(source);
    seen += &hyperparameters::<Strict>(source);
    match Data::from_source(source) {
        Ok(data) => seen += &format!("{data:?}\n"),
        Err(error) => problems(&mut seen, &error),
    }
    match TrainingEnv::from_source(source) {
        Ok(env) => environment(&mut seen, &env),
        Err(error) => problems(&mut seen, &error),
    }
    seen
}

fn hyperparameters<T: SmHyperparameters + Debug>(source: &Source) -> String {
    let mut seen = String::new();
    match T::from_source(source) {
        Ok(filled) => {
            let explanation = filled.explain(source);
            shows_no_secret(&explanation.to_string());
            shows_no_secret(&format!("{explanation:?}"));
            assert!(!explanation.rows().is_empty());
            writeln!(seen, "{filled:?}").unwrap();
        }
        Err(error) => problems(&mut seen, &error),
    }
    seen
}

fn problems(seen: &mut String, error: &Error) {
    assert!(!error.problems().is_empty());
    let text = error.to_string();
    shows_no_secret(&text);
    for problem in error.problems() {
        let line = problem.to_string();
        assert!(
            !line.trim().is_empty() && !line.contains('\n') && text.contains(&line),
            "{text:?}"
        );
        let is_placed = problem.origin().is_some()
            || matches!(
                problem.kind(),
                ProblemKind::Missing | ProblemKind::Conflict | ProblemKind::Rejected
            );
        assert!(is_placed, "{:?} from nowhere: {problem}", problem.kind());
        let parts = [
            problem.name(),
            problem.given(),
            problem.expected(),
            problem.suggestion(),
            problem.remedy(),
        ];
        parts.into_iter().flatten().for_each(shows_no_secret);
        shows_no_secret(
            &problem
                .origin()
                .map(ToString::to_string)
                .unwrap_or_default(),
        );
    }
    writeln!(seen, "{text}").unwrap();
}

#[track_caller]
fn shows_no_secret(text: &str) {
    assert!(!text.contains(SECRET), "shows the secret: {text}");
}

fn environment(seen: &mut String, env: &TrainingEnv) {
    let shown = format!("{env:?}");
    shows_no_secret(&shown);
    seen.push_str(&shown);
    are_below(env);
    for channel in env.channels() {
        assert!(env.channel(channel.name()).is_ok());
        if channel.dir().starts_with(FOLDER.path().join("input/data")) && is_below(channel.dir()) {
            writeln!(
                seen,
                "{:?}",
                channel.files().map_err(|error| error.to_string())
            )
            .unwrap();
            writeln!(
                seen,
                "{:?}",
                channel.shard(env).map_err(|error| error.to_string())
            )
            .unwrap();
        }
        let _ = channel.fifo(0);
    }
}

fn is_below(path: &Path) -> bool {
    !path
        .components()
        .any(|component| component == std::path::Component::ParentDir)
}

fn are_below(env: &TrainingEnv) {
    let (rank, size) = (env.rank(), env.world_size());
    assert!(
        rank.is_none_or(|rank| rank < size),
        "rank {rank:?} of {size}: {env:?}"
    );
    assert!(env.local_rank() < env.local_world_size(), "{env:?}");
    assert!(
        env.local_world_size() <= size
            && env.host_rank().is_none_or(|rank| rank < env.host_count()),
        "{env:?}"
    );
}

/// Checks that all processes of a job together take each file exactly once, and that those of one
/// host take each file of that host once.
fn shares(u: &mut Unstructured<'_>) -> Result<()> {
    let mut hosts = vec!["algo-1".to_owned()];
    for name in few(u, text)? {
        // A variable may begin with a byte order mark, which is not part of its text.
        let name = name.replace([',', '\u{feff}'], "").trim().to_owned();
        if !name.is_empty() && !hosts.contains(&name) {
            hosts.push(name);
        }
    }
    let first = u.choose_index(hosts.len())?;
    hosts.rotate_left(first);
    // With a launcher, or as the only process on each host.
    let launcher: Option<&[&str; 4]> = *u.choose(&[
        None,
        Some(&["RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"]),
        Some(&[
            "OMPI_COMM_WORLD_RANK",
            "OMPI_COMM_WORLD_SIZE",
            "OMPI_COMM_WORLD_LOCAL_RANK",
            "OMPI_COMM_WORLD_LOCAL_SIZE",
        ]),
    ])?;
    let per_host = if launcher.is_some() {
        u.int_in_range(1..=4)?
    } else {
        1
    };
    let is_sharded = u.arbitrary::<bool>()?;
    let has_files = u.arbitrary::<bool>()?;
    FOLDER.remove("input");
    let files = few(u, |u| u.int_in_range(0..=30u8))?
        .into_iter()
        .map(|number| format!("input/data/train/{}/{number}", number % 3));
    let files: BTreeSet<PathBuf> = files
        .map(|file| {
            FOLDER.write(&file, "");
            FOLDER.path().join(file)
        })
        .collect();
    FOLDER.write("input/data/train/0/x", "");
    let files = BTreeSet::from_iter(
        files
            .into_iter()
            .chain([FOLDER.path().join("input/data/train/0/x")]),
    );

    let world = hosts.len() * per_host;
    let (mut all, mut ranks, mut leaders) = (Vec::new(), BTreeSet::new(), 0);
    for (index, host) in hosts.iter().enumerate() {
        let mut of_host = Vec::new();
        for local in 0..per_host {
            let distribution = if is_sharded {
                "ShardedByS3Key"
            } else {
                "FullyReplicated"
            };
            let config = serde_json::json!({ "train": { "TrainingInputMode": "File", "S3DistributionType": distribution } });
            let (config, list) = (config.to_string(), serde_json::json!(hosts).to_string());
            let mut source = if has_files {
                FOLDER.write("input/config/inputdataconfig.json", config);
                let config = serde_json::json!({ "current_host": host, "hosts": hosts });
                FOLDER.write("input/config/resourceconfig.json", config.to_string());
                Source::default().base_dir(FOLDER.path())
            } else {
                Source::from_vars([("SM_INPUT_DATA_CONFIG", config), ("SM_HOSTS", list)])
                    .var("SM_CURRENT_HOST", host)
                    .var("SM_CHANNEL_TRAIN", FOLDER.path().join("input/data/train"))
            };
            for (name, number) in launcher.into_iter().flatten().zip([
                index * per_host + local,
                world,
                local,
                per_host,
            ]) {
                source = source.var(name, number.to_string());
            }
            let env = TrainingEnv::from_source(&source)
                .unwrap_or_else(|error| panic!("{hosts:?}, {launcher:?}: {error}"));
            are_below(&env);
            assert_eq!(
                (env.world_size(), env.host_count(), env.local_rank()),
                (world, hosts.len(), local),
                "{hosts:?}, {launcher:?}, {has_files}"
            );
            ranks.extend(env.rank());
            leaders += usize::from(env.is_leader());
            of_host.extend(env.channel("train").unwrap().shard(&env).unwrap());
        }
        if is_sharded {
            assert_eq!(
                of_host.len(),
                files.len(),
                "{launcher:?}, {has_files}, {hosts:?}"
            );
            assert_eq!(BTreeSet::from_iter(of_host), files);
        } else {
            all.extend(of_host);
        }
    }
    assert_eq!(
        (ranks, leaders),
        (BTreeSet::from_iter(0..world), 1),
        "{hosts:?}, {launcher:?}"
    );
    if !is_sharded {
        assert_eq!(all.len(), files.len(), "{hosts:?}, {launcher:?}");
        assert_eq!(BTreeSet::from_iter(all), files, "{hosts:?}, {launcher:?}");
    }
    Ok(())
}
