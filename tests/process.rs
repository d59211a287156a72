//! What a program reads from its process: its environment variables, the files to which they point,
//! its arguments.
//!
//! Each test restarts this program with its own variables and arguments; there the test `child` is
//! the program's `main`.

mod support;

use std::ffi::OsStr;
use std::process::Command;

use smenv::{Channel, SmChannels, SmHyperparameters, Source, TrainingEnv};
use support::Folder;

/// Set in a child process, to what it should do.
const TASK: &str = "TASK_OF_THE_CHILD";

/// The child's answer is between these.
const ANSWER: [&str; 2] = ["<<<", ">>>"];

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(range = 1..)]
    epochs: u32,
    #[sm(alias = "lr", default = 0.5)]
    learning_rate: f64,
    #[sm(default = "none")]
    version: String,
}

#[derive(Debug, SmChannels)]
struct Data {
    train: Channel,
}

/// Like a `fn main() -> Result<(), smenv::Error>`. Only a child process has a task.
#[test]
fn child() -> Result<(), smenv::Error> {
    let arguments = std::env::args_os()
        .skip_while(|argument| argument != "--")
        .skip(1);
    let Hyperparameters {
        epochs,
        learning_rate,
        version,
    } = match std::env::var(TASK).as_deref() {
        Ok("from_env") => {
            let (filled, of_process) = (
                Hyperparameters::from_env(),
                Hyperparameters::from_source(&Source::process()),
            );
            assert_eq!(
                format!("{filled:?}"),
                format!("{of_process:?}"),
                "the same, whatever else is kept of the process"
            );
            filled?
        }
        Ok("args") => Hyperparameters::from_source(&Source::process().args(arguments))?,
        Ok("channels") => {
            let (data, env) = (Data::from_env()?, TrainingEnv::from_env()?);
            assert_eq!(&data.train, env.channel("train")?);
            let (train, model) = (data.train.dir().display(), env.model_dir().display());
            println!("{}{train} {model}{}", ANSWER[0], ANSWER[1]);
            return Ok(());
        }
        _ => return Ok(()),
    };
    println!(
        "{}{epochs} {learning_rate} {version}{}",
        ANSWER[0], ANSWER[1]
    );
    Ok(())
}

/// A process to start, without any job variables but its own.
struct Child {
    command: Command,
    /// A folder laid out like `/opt/ml`.
    base: Folder,
}

impl Child {
    fn new() -> Self {
        let base = Folder::new("process");
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["child", "--exact", "--nocapture"])
            .env(TASK, "from_env");
        for (name, _) in std::env::vars_os() {
            if ["SM_", "SAGEMAKER_", "TRAINING_JOB_"]
                .iter()
                .any(|own| name.to_string_lossy().starts_with(own))
            {
                command.env_remove(name);
            }
        }
        command.env("SAGEMAKER_BASE_DIR", base.path());
        Child { command, base }
    }

    fn with(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    fn file(self, name: &str, text: &str) -> Self {
        self.base.write(name, text);
        self
    }

    fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.arg("--").args(arguments);
        self
    }

    /// Returns its answer, or how it fails.
    fn run(mut self) -> Result<String, String> {
        let output = self.command.output().unwrap();
        let (out, err) = (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        );
        assert!(!err.contains("panicked"), "{err}");
        if !output.status.success() {
            return Err(err.trim_end().to_owned());
        }
        let answer = out
            .split_once(ANSWER[0])
            .and_then(|(_, rest)| rest.split_once(ANSWER[1]));
        Ok(answer
            .unwrap_or_else(|| panic!("no answer in {out}"))
            .0
            .to_owned())
    }
}

#[track_caller]
fn answers(child: Child, answer: &str) {
    assert_eq!(child.run().as_deref(), Ok(answer));
}

/// Asserts what `main` prints when it fails.
#[track_caller]
fn fails(child: Child, problems: &[&str]) {
    let count = if problems.len() == 1 {
        "1 problem".to_owned()
    } else {
        format!("{} problems", problems.len())
    };
    let lines = problems
        .iter()
        .map(|problem| format!("\n- {problem}"))
        .collect::<String>();
    assert_eq!(
        child.run(),
        Err(format!(
            "Error: {count} in the settings of this job:{lines}"
        ))
    );
}

#[test]
fn sm_hps_is_read() {
    answers(
        Child::new().with("SM_HPS", r#"{"epochs": 3, "lr": "0.1"}"#),
        "3 0.1 none",
    );
}

#[test]
fn a_variable_overrides_it() {
    let job = || Child::new().with("SM_HPS", r#"{"epochs": 3, "learning-rate": 0.1}"#);
    answers(job().with("SM_HP_LEARNING_RATE", "0.2"), "3 0.2 none");
    answers(job().with("SM_HP_LEARNING-RATE", "0.2"), "3 0.2 none");
    answers(job().with("SM_HP_LEARNING_RATE", ""), "3 0.1 none");
}

#[test]
fn a_misspelled_variable_is_reported() {
    fails(
        Child::new()
            .with("SM_HPS", r#"{"epochs": 3}"#)
            .with("SM_HP_LAERNING_RATE", "0.2"),
        &[
            "SM_HP_LAERNING_RATE: unknown hyperparameter; got \"0.2\"; did you mean SM_HP_LEARNING_RATE?",
        ],
    );
}

#[test]
fn all_of_a_job_may_be_there() {
    let job = || {
        let child = Child::new().file(FILE, r#"{"epochs": "3", "version": "1.10"}"#);
        let child = child
            .with("SM_HPS", r#"{"epochs":3,"version":1.1}"#)
            .with("SM_HP_EPOCHS", "3");
        let child = child
            .with("SM_HP_VERSION", "1.1")
            .with("SM_USER_ARGS", r#"["--epochs","3","--version","1.1"]"#);
        let child = child
            .with("SM_TRAINING_ENV", r#"{"hyperparameters":{"epochs":3}}"#)
            .with("SM_CHANNELS", "[]");
        child
            .with("TRAINING_JOB_NAME", "penguins-1")
            .with("SM_MODEL_DIR", "/opt/ml/model")
    };
    answers(job(), "3 0.5 1.10");
    answers(job().with("SM_HP_EPOCHS", "4"), "4 0.5 1.10");
    fails(
        job().with("SM_HP_EPOCHS", "none"),
        &[
            "epochs (SM_HP_EPOCHS): got \"none\", but it means no value; expected an integer from 1 to 4294967295; write a value",
        ],
    );
}

#[test]
fn other_variables_are_let_be() {
    let job = Child::new()
        .with("SM_HPS", r#"{"epochs": 3}"#)
        .with("EPOCHS", "4")
        .with("SM_HPX", "5");
    answers(
        job.with("SM_HP", "6")
            .with("SM_MODEL_DIR", "/model")
            .with("sm_hp_epochs", "7"),
        "3 0.5 none",
    );
}

const FILE: &str = "input/config/hyperparameters.json";

#[test]
fn the_config_file_is_read_under_the_base_folder() {
    answers(
        Child::new().file(FILE, r#"{"epochs": "4", "version": "1.10"}"#),
        "4 0.5 1.10",
    );
    let job = Child::new().file(FILE, r#"{"epochs": "4", "version": "1.10"}"#);
    answers(
        job.with("SM_HPS", r#"{"epochs": 5, "version": 1.1}"#),
        "5 0.5 1.10",
    );
}

#[test]
fn the_config_file_is_read_where_the_variable_says() {
    let elsewhere = Folder::new("process-config");
    elsewhere.write("hyperparameters.json", r#"{"epochs": "6"}"#);
    answers(
        Child::new().with("SM_INPUT_CONFIG_DIR", elsewhere.path()),
        "6 0.5 none",
    );
    // It comes before the base folder.
    let both = Child::new().file(FILE, r#"{"epochs": "4"}"#);
    answers(
        both.with("SM_INPUT_CONFIG_DIR", elsewhere.path()),
        "6 0.5 none",
    );
    // An empty variable counts as unset.
    let job = Child::new().file(FILE, r#"{"epochs": "4"}"#);
    answers(job.with("SM_INPUT_CONFIG_DIR", ""), "4 0.5 none");
}

#[test]
fn a_job_without_anything_says_what_is_missing() {
    let child = Child::new();
    let input = child.base.path().join("input");
    let file = input.join("config").join("hyperparameters.json");
    assert_eq!(
        child.run(),
        Err(format!(
            "Error: 1 problem in the settings of this job:\n- epochs: missing; expected an integer from 1 to 4294967295; set SM_HP_EPOCHS, or add it to hyperparameters.json\n\
             (SM_HPS is not set, and {} does not exist)",
            file.display(),
        )),
    );
}

#[test]
fn main_prints_every_problem_on_a_line() {
    fails(
        Child::new().with(
            "SM_HPS",
            r#"{"epochs": 0, "lr": "high", "epoch": 3, "note": "two\nlines"}"#,
        ),
        &[
            "epochs (SM_HPS): got \"0\"; expected an integer from 1 to 4294967295",
            "learning-rate (SM_HPS): got \"high\"; expected a number",
            "epoch (SM_HPS): unknown hyperparameter; got \"3\"; did you mean epochs?",
            "note (SM_HPS): unknown hyperparameter; got \"two\\nlines\"; use one of epochs, learning-rate, version",
        ],
    );
}

#[cfg(unix)]
fn bytes(bytes: &[u8]) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(unix)]
#[test]
fn a_value_that_is_not_utf_8_is_a_problem() {
    fails(
        Child::new()
            .with("SM_HPS", r#"{"epochs": 3}"#)
            .with("SM_HP_LR", bytes(b"0.\xff1")),
        &[
            "learning-rate (SM_HP_LR): got \"0.\u{fffd}1\", but it is not UTF-8 at byte 3; expected a number; write it in UTF-8",
        ],
    );
    fails(
        Child::new().with("SM_HPS", bytes(b"{\"epochs\": 3, \"version\": \"\xff\"}")),
        &[
            r"SM_HPS: it is not UTF-8 at line 1, column 27 (byte 27), in the value of version; expected UTF-8; write it in UTF-8, or write the character as an escape such as `\u00e9`",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_is_a_problem() {
    fails(
        Child::new()
            .with("SM_HPS", r#"{"epochs": 3}"#)
            .with(bytes(b"SM_HP_L\xffR"), "0.1"),
        &["\"SM_HP_L\u{fffd}R\": unknown hyperparameter; got \"0.1\"; did you mean SM_HP_LR?"],
    );
}

#[cfg(unix)]
#[test]
fn what_is_not_utf_8_elsewhere_is_no_matter() {
    let job = Child::new()
        .with("SM_HPS", r#"{"epochs": 3}"#)
        .with(bytes(b"\xff"), "x")
        .with("OTHER", bytes(b"\xff"));
    answers(
        job.with(bytes(b"SM_\xff"), "x")
            .with("SM_USER_ARGS", bytes(b"\xff")),
        "3 0.5 none",
    );
}

#[test]
fn arguments_are_read_where_the_program_opts_in() {
    let job = || {
        Child::new()
            .with("SM_HPS", r#"{"epochs": 3}"#)
            .arguments(&["--lr", "0.2"])
    };
    answers(job(), "3 0.5 none");
    answers(job().with(TASK, "args"), "3 0.2 none");
}

#[test]
fn arguments_that_the_launcher_made_are_skipped() {
    let hps = r#"{"epochs": 3, "lr": 0.1}"#;
    let job = || {
        Child::new()
            .with(TASK, "args")
            .with("SM_HPS", hps)
            .with("SM_HP_LR", "0.2")
    };
    let made = r#"["--epochs","3","--lr","0.1"]"#;
    // If they were typed, they would override the variable.
    answers(
        job().arguments(&["--lr", "0.1", "--epochs", "3"]),
        "3 0.1 none",
    );
    // The driver of SDK v3 generates these from `SM_HPS`.
    answers(
        job().arguments(&["--epochs", "3", "--lr", "0.1"]),
        "3 0.2 none",
    );
    answers(
        job()
            .with("SM_USER_ARGS", made)
            .arguments(&["--epochs", "3", "--lr", "0.1"]),
        "3 0.2 none",
    );
    // Arguments that a person types after them count.
    answers(
        job()
            .with("SM_USER_ARGS", made)
            .arguments(&["--epochs", "3", "--lr", "0.1", "--epochs=9"]),
        "9 0.2 none",
    );
    // Other arguments are not the launcher's.
    answers(
        job()
            .with("SM_USER_ARGS", made)
            .arguments(&["--epochs", "4", "--lr", "0.1"]),
        "4 0.1 none",
    );
}

#[test]
fn channels_and_folders_are_the_processs() {
    let job = Child::new()
        .with(TASK, "channels")
        .with("SM_CHANNELS", r#"["train"]"#);
    answers(
        job.with("SM_CHANNEL_TRAIN", "/data")
            .with("SM_MODEL_DIR", "/model"),
        "/data /model",
    );
    let job = Child::new()
        .with(TASK, "channels")
        .file("input/config/inputdataconfig.json", r#"{"train": {}}"#);
    let base = job.base.path();
    let train = base.join("input").join("data").join("train");
    let both = format!("{} {}", train.display(), base.join("model").display());
    answers(job, &both);
    // A job with some, but not this one.
    let job = Child::new()
        .with(TASK, "channels")
        .with("SM_CHANNELS", "[]");
    fails(
        job,
        &["channel train: missing; this job has no channels; add \"train\" to SM_CHANNELS"],
    );
}
