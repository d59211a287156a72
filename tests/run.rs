//! `smenv::run`: what a job's program does when it succeeds, fails, panics, is stopped, or is asked
//! for help.
//!
//! Each test restarts this program; there the test `child` is the program's `main`.

#![cfg(unix)]

mod support;

use std::error::Error;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use smenv::{Channel, Job, SmChannels, SmHyperparameters, SmMetrics, Source};
use support::Folder;
use support::files::fifo;
use support::in_time::in_time;

/// Set in a child process, to what its training function should do.
const TASK: &str = "TASK_OF_THE_CHILD";

/// Trains nothing.
///
/// Or something.
#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    /// How often all of the data
    /// is seen.
    #[sm(default = 10, range = 1..=100)]
    epochs: u32,
    /// Step size.
    #[sm(alias = "lr", range = 1e-6..)]
    learning_rate: f64,
    #[sm(secret, default = "hunter2")]
    token: String,
    warmup_steps: Option<u64>,
    #[sm(default = vec![64; 2])]
    layers: Vec<u32>,
}

#[derive(Debug, SmChannels)]
struct Data {
    /// What to learn from.
    #[sm(content_type = "text/csv", input_mode = "File")]
    train: Channel,
    validation: Option<Channel>,
    #[sm(default = "none/", non_empty)]
    test: Option<Channel>,
}

/// Hyperparameters with the names that `run` itself uses.
#[derive(Debug, SmHyperparameters)]
struct Own {
    help: u32,
    explain: u32,
}

#[derive(Debug, SmHyperparameters)]
#[sm(allow_unknown)]
struct Nothing {}

/// Channels with the names that `run` itself uses.
#[derive(Debug, SmChannels)]
#[sm(allow_unknown)]
struct OwnChannels {
    check: Channel,
    describe: Channel,
}

#[derive(Debug, SmHyperparameters)]
#[allow(dead_code, reason = "nothing fills it")]
struct BrokenDefault {
    #[sm(default = std::env::var("NO_SUCH").expect("no such variable"))]
    name: String,
}

#[derive(Debug, SmMetrics)]
struct Metrics {
    #[sm(name = "train:loss", minimize)]
    loss: f64,
    #[sm(name = "validation:accuracy", maximize)]
    accuracy: Option<f64>,
}

#[derive(Debug)]
struct Wrapped(&'static str, Option<Box<dyn Error>>);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref()
    }
}

fn train(job: Job<Hyperparameters, Data>) -> Result<(), Box<dyn Error>> {
    match std::env::var(TASK).unwrap().as_str() {
        "succeed" => {
            assert!(job.channels.validation.is_none() && job.channels.test.is_none());
            println!(
                "trained {} {}",
                job.hyperparameters.epochs,
                job.channels.train.dir().display()
            );
        }
        "fail" => {
            let cause = Wrapped("no space left", None);
            let middle = Wrapped("cannot write weights: no space left", Some(Box::new(cause)));
            return Err(Box::new(Wrapped(
                "cannot save the model",
                Some(Box::new(middle)),
            )));
        }
        "report and fail" => {
            std::fs::write(job.env.failure_file(), "its own")?;
            return Err("the program's".into());
        }
        "fail at length" => return Err(format!("start{}end", "x".repeat(5000)).into()),
        "fail with a long line" => {
            return Err(format!(
                "no weights\ncaused by: HTTP 500 of {}\nend",
                "x".repeat(5000)
            )
            .into());
        }
        "fail in japanese" => return Err("失敗".repeat(1000).into()),
        "panic" => panic!("no gradient {}", job.hyperparameters.epochs),
        "panic in a thread" => {
            let worker = thread::Builder::new()
                .name("loader".to_owned())
                .spawn(|| panic!("a torn record"))?;
            worker.join().map_err(|_| "the loader is gone")?;
        }
        "panic of its own" => {
            let caught = std::panic::catch_unwind(|| panic!("unrelated"));
            assert!(caught.is_err());
            std::panic::resume_unwind(Box::new("really this".to_owned()));
        }
        "pass a panic on" => {
            let Err(panic) = std::panic::catch_unwind(|| panic!("deep inside"));
            std::panic::resume_unwind(panic);
        }
        "wait" | "twice" => {
            println!("waiting");
            let signal = job.stop_signal();
            while !job.stop_requested() {
                thread::sleep(Duration::from_millis(2));
            }
            assert!(signal.stop_requested());
            println!("stopped");
        }
        "hang" => {
            println!("waiting");
            while !job.stop_requested() {
                thread::sleep(Duration::from_millis(2));
            }
            println!("deaf");
            thread::sleep(Duration::from_secs(60));
        }
        other => return Err(format!("no task {other}").into()),
    }
    Ok(())
}

#[test]
fn child() {
    if std::env::var_os(TASK).is_some() {
        // As in a program whose main thread calls `run`.
        thread::Builder::new()
            .name("main".to_owned())
            .spawn(main)
            .unwrap()
            .join()
            .unwrap();
    }
}

fn main() {
    let arguments = std::env::args_os()
        .skip_while(|argument| argument != "--")
        .skip(1);
    let source = Source::process().args(arguments);
    let code = match &*std::env::var(TASK).unwrap() {
        "own" => smenv::run_from(source, |job: Job<Own>| -> Result<(), smenv::Error> {
            println!(
                "{} {}",
                job.hyperparameters.help, job.hyperparameters.explain
            );
            Ok(())
        }),
        "metrics" => smenv::run_from(
            source,
            |job: Job<Nothing, (), Metrics>| -> Result<(), smenv::Error> {
                for (loss, accuracy) in [(0.5, None), (0.25, Some(0.875))] {
                    job.report(&Metrics { loss, accuracy });
                }
                Ok(())
            },
        ),
        "own channels" => smenv::run_from(
            source,
            |job: Job<Nothing, OwnChannels>| -> Result<(), smenv::Error> {
                let dir = |channel: &Channel| channel.dir().display().to_string();
                println!(
                    "{} {}",
                    dir(&job.channels.check),
                    dir(&job.channels.describe)
                );
                Ok(())
            },
        ),
        "broken default" => smenv::run_from(
            source,
            |_: Job<BrokenDefault>| -> Result<(), smenv::Error> { Ok(()) },
        ),
        "twice" => {
            let _ = smenv::run_from(source.clone(), train);
            smenv::run_from(source, train)
        }
        _ => smenv::run_from(source, train),
    };
    // The test harness has its own exit code, and an `ExitCode` does not reveal its number.
    let is = |number: u8| format!("{code:?}") == format!("{:?}", ExitCode::from(number));
    std::process::exit((0..=255).find(|number| is(*number)).unwrap().into());
}

/// A program to start as a job.
struct Program {
    command: Command,
    base: Folder,
}

/// How a program ended.
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
    failure: Option<String>,
}

impl Program {
    fn new(task: &str) -> Self {
        let base = Folder::new("run");
        base.write("input/config/hyperparameters.json", r#"{"lr": "0.5"}"#);
        base.write(
            "input/config/inputdataconfig.json",
            r#"{"train": {"ContentType": "text/csv"}}"#,
        );
        base.write("input/data/train/penguins.csv", "");
        base.write("output/data/.keep", "");
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["child", "--exact", "--nocapture"])
            .env(TASK, task)
            .env_remove("RUST_BACKTRACE");
        for (name, _) in std::env::vars_os() {
            if ["SM_", "SAGEMAKER_", "TRAINING_JOB_"]
                .iter()
                .any(|own| name.to_string_lossy().starts_with(own))
            {
                command.env_remove(name);
            }
        }
        command.env("SAGEMAKER_BASE_DIR", base.path());
        Program { command, base }
    }

    fn with(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.arg("--").args(arguments);
        self
    }

    /// Gives it a file as standard input.
    fn input(mut self, file: &Path) -> Self {
        self.command.stdin(std::fs::File::open(file).unwrap());
        self
    }

    fn failure_file(&self) -> PathBuf {
        self.base.path().join("output/failure")
    }

    fn run(self) -> Ended {
        self.run_and(|| ()).0
    }

    /// Runs it, and calls `then` before its folder is removed.
    fn run_and<T>(self, then: impl FnOnce() -> T) -> (Ended, T) {
        let failure_file = self.failure_file();
        let Program { mut command, base } = self;
        let output = in_time(move || command.output().unwrap());
        // Anything else in its place may block until it is written to.
        let failure = failure_file
            .is_file()
            .then(|| std::fs::read_to_string(failure_file).unwrap());
        let then = then();
        drop(base);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        // The harness prints that the test begins.
        let out = text(output.stdout)
            .replace("running 1 test\n", "")
            .trim()
            .to_owned();
        (
            Ended {
                code: output.status.code(),
                out,
                err: text(output.stderr),
                failure,
            },
            then,
        )
    }
}

#[test]
fn a_job_that_ends_well() {
    let program = Program::new("succeed");
    let train = program.base.at("input/data/train");
    let ended = program.run();
    assert_eq!((ended.code, ended.failure), (Some(0), None));
    assert!(
        ended
            .out
            .contains(&format!("trained 10 {}", train.display())),
        "{}",
        ended.out
    );
}

#[test]
fn arguments_that_a_person_types_count() {
    let ended = Program::new("succeed").arguments(&["--epochs", "3"]).run();
    assert!(ended.out.contains("trained 3 "), "{}", ended.out);
    let ended = Program::new("succeed")
        .with("SM_USER_ARGS", r#"["--epochs","3"]"#)
        .with("SM_HPS", r#"{"epochs":4,"lr":0.5}"#)
        .arguments(&["--epochs", "3"])
        .run();
    assert!(ended.out.contains("trained 4 "), "{}", ended.out);
}

/// As SageMaker starts a container whose entry point is the program: `docker run image train`.
#[test]
fn the_word_train_is_sagemakers() {
    let ended = Program::new("succeed").arguments(&["train"]).run();
    assert!(ended.out.contains("trained 10 "), "{}", ended.err);
    let ended = Program::new("succeed")
        .arguments(&["train", "--epochs", "3"])
        .run();
    assert!(ended.out.contains("trained 3 "), "{}", ended.err);
    let ended = Program::new("succeed")
        .arguments(&["--epochs", "3", "train"])
        .run();
    assert!(ended.out.contains("trained 3 "), "{}", ended.err);
    let ended = Program::new("succeed")
        .arguments(&["--epochs", "3", "traim"])
        .run();
    assert!(ended.err.contains("unexpected \"traim\""), "{}", ended.err);
}

/// Hyperparameters, channels and the rest: no problem hides another.
#[test]
fn all_that_is_wrong_with_the_job_is_told_at_once() {
    let program = Program::new("succeed")
        .with("SM_HP_EPOCHS", "1000")
        .with("SM_NUM_GPUS", "many")
        .with(
            "SM_INPUT_DATA_CONFIG",
            r#"{"train": {"ContentType": "image/png"}, "trian": {}}"#,
        );
    let ended = program.run();
    assert_eq!(ended.code, Some(1));
    let told = "4 problems in the settings of this job:\n\
        - epochs (SM_HP_EPOCHS): got \"1000\"; expected an integer from 1 to 100\n\
        - channel train (SM_INPUT_DATA_CONFIG): got \"image/png\"; expected the content type text/csv\n\
        - channel trian (SM_INPUT_DATA_CONFIG): unknown channel; expected one of the channels train, \
        validation, test; remove it from SM_INPUT_DATA_CONFIG\n\
        - SM_NUM_GPUS: got \"many\"; expected a whole number, 0 or more";
    assert!(
        ended.err.contains(&format!("error: {told}\n")),
        "{}",
        ended.err
    );
    assert_eq!(ended.failure, Some(told.to_owned()));
}

/// A folder that the user names counts as a job's, so the report is created there.
#[test]
fn a_folder_with_nothing_in_it() {
    let mut program = Program::new("succeed");
    program.base = Folder::new("run-empty");
    let base = program.base.path().display().to_string();
    let ended = program.with("SAGEMAKER_BASE_DIR", &base).run();
    let told = format!(
        "2 problems in the settings of this job:\n\
         - learning-rate: missing; expected a number of at least 1e-6; pass `--learning-rate NUMBER`, set SM_HP_LEARNING_RATE, or add it \
         to hyperparameters.json\n\
         - channel train: missing; this job has no channels; pass `--train DIR`, set SM_CHANNEL_TRAIN to its directory or create \
         the folder {base}/input/data/train\n\
         (SM_HPS is not set, and {base}/input/config/hyperparameters.json does not exist; there is no SM_CHANNELS or SM_CHANNEL_*, no \
         {base}/input/config/inputdataconfig.json, and no folder in {base}/input/data)"
    );
    assert_eq!(
        (ended.err.trim(), ended.failure),
        (format!("error: {told}").as_str(), Some(told))
    );
}

#[test]
fn an_error_is_told_with_its_causes() {
    let ended = Program::new("fail").run();
    assert_eq!(ended.code, Some(1));
    // The second error already contains the third.
    let told = "cannot save the model\ncaused by: cannot write weights: no space left";
    assert!(
        ended.err.contains(&format!("error: {told}\n")),
        "{}",
        ended.err
    );
    assert_eq!(ended.failure.as_deref(), Some(told));
}

#[test]
fn of_a_long_error_the_beginning_and_the_end_are_reported() {
    let ended = Program::new("fail at length").run();
    assert!(ended.err.contains(&"x".repeat(5000)), "{}", ended.err);
    let failure = ended.failure.unwrap();
    assert_eq!(failure.chars().count(), 1024);
    assert!(
        failure.starts_with("startxxx") && failure.ends_with("xxxend"),
        "{failure}"
    );
}

/// Sixty problems: each one that is shown is shown completely.
#[test]
fn of_many_lines_whole_ones_are_reported() {
    let ended = (0..60)
        .fold(Program::new("succeed"), |program, number| {
            program.with(format!("SM_HP_OTHER{number}"), "1")
        })
        .run();
    let failure = ended.failure.unwrap();
    assert!(
        failure.chars().count() <= 1024 && failure.chars().count() > 800,
        "{failure}"
    );
    let lines: Vec<&str> = failure.lines().collect();
    assert_eq!(lines[0], "60 problems in the settings of this job:");
    let is_whole = |line: &&str| {
        line.ends_with("got \"1\"") || line.contains("; use one of ") || *line == "[…]"
    };
    assert!(lines[1..].iter().all(is_whole), "{failure}");
}

/// The beginning of a long line is better than nothing.
#[test]
fn of_a_long_line_its_beginning_is_reported() {
    let report = Program::new("fail with a long line").run().failure.unwrap();
    assert!(
        report.starts_with("no weights\ncaused by: HTTP 500 of xxx")
            && report.ends_with("xxx\nend"),
        "{report}"
    );
    assert_eq!(report.chars().count(), 1024);
}

#[test]
fn characters_are_counted_not_bytes() {
    let failure = Program::new("fail in japanese").run().failure.unwrap();
    assert_eq!(failure.chars().count(), 1024);
    assert!(
        failure.starts_with("失敗失敗") && failure.ends_with("失敗失敗"),
        "{failure}"
    );
}

#[test]
fn a_panic_is_reported_with_its_place() {
    let ended = Program::new("panic").run();
    assert_eq!(ended.code, Some(1));
    let failure = ended.failure.unwrap();
    assert!(
        failure.starts_with("panicked at tests/run.rs:"),
        "{failure}"
    );
    assert!(failure.ends_with(": no gradient 10"), "{failure}");
    assert_eq!(
        ended.err.matches("no gradient 10").count(),
        1,
        "{}",
        ended.err
    );
}

#[test]
fn a_thread_that_panicked_is_named_behind_the_error() {
    let ended = Program::new("panic in a thread").run();
    let failure = ended.failure.unwrap();
    assert!(
        failure.starts_with("the loader is gone\nafter: thread loader panicked at "),
        "{failure}"
    );
    assert!(failure.ends_with(": a torn record"), "{failure}");
}

#[test]
fn a_panic_that_is_passed_on_is_reported_once() {
    let failure = Program::new("pass a panic on").run().failure.unwrap();
    assert_eq!(failure.matches("deep inside").count(), 1, "{failure}");
}

/// The panic hook does not see it.
#[test]
fn a_panic_that_the_program_makes_itself_is_told_and_reported() {
    let ended = Program::new("panic of its own").run();
    let failure = ended.failure.unwrap();
    assert_eq!(
        (ended.code, failure.as_str()),
        (Some(1), "panicked: really this")
    );
    assert!(
        ended.err.contains("error: panicked: really this\n"),
        "{}",
        ended.err
    );
}

#[test]
fn any_error_may_be_returned() {
    fn is_taken<E: smenv::TrainingError<Kind>, Kind>() {}
    fn as_function<E: smenv::TrainingError<Kind>, Kind>(_: fn(Job<Own>) -> Result<(), E>) {
        is_taken::<E, Kind>();
    }
    as_function(|_| Ok::<(), Box<dyn Error>>(()));
    as_function(|_| Ok::<(), Box<dyn Error + Send>>(()));
    as_function(|_| Ok::<(), Box<dyn Error + Send + Sync>>(()));
    as_function(|_| Ok::<(), std::io::Error>(()));
    as_function(|_| Ok::<(), smenv::Error>(()));
    as_function(|_| Ok::<(), String>(()));
    as_function(|_| Ok::<(), &str>(()));
    as_function(|_| Ok::<(), std::convert::Infallible>(()));
}

#[test]
fn an_empty_report_is_none() {
    let program = Program::new("fail");
    program.base.write("output/failure", "");
    assert!(
        program
            .run()
            .failure
            .unwrap()
            .starts_with("cannot save the model")
    );
}

/// The output written while the program runs shows what failed first.
#[test]
fn a_report_of_the_program_itself_stays() {
    let program = Program::new("report and fail");
    let ended = program.run();
    assert_eq!(
        (ended.code, ended.failure.as_deref()),
        (Some(1), Some("its own"))
    );
}

#[test]
fn the_report_of_an_earlier_run_is_removed() {
    for (task, code) in [("succeed", 0), ("fail", 1)] {
        let program = Program::new(task);
        program.base.write("output/failure", "of yesterday");
        let ended = program.run();
        assert_eq!(ended.code, Some(code));
        assert!(
            !ended.failure.unwrap_or_default().contains("of yesterday"),
            "{}",
            ended.err
        );
    }
    // A run that finds a problem removes it, too, and writes the new reason.
    let program = Program::new("succeed").with("SM_LOG_LEVEL", "loud");
    program.base.write("output/failure", "of yesterday");
    assert!(program.run().failure.unwrap().contains("SM_LOG_LEVEL"));
    // A run that does not train keeps it.
    for argument in ["--help", "--explain"] {
        let program = Program::new("succeed").arguments(&[argument]);
        program.base.write("output/failure", "of yesterday");
        assert_eq!(
            program.run().failure.as_deref(),
            Some("of yesterday"),
            "{argument}"
        );
    }
}

/// Another process may just have failed.
#[test]
fn of_several_processes_none_removes_a_report() {
    let resources = r#"{"current_host": "algo-2", "hosts": ["algo-1", "algo-2"]}"#;
    for task in ["succeed", "fail"] {
        let program = Program::new(task);
        program
            .base
            .write("input/config/resourceconfig.json", resources);
        program.base.write("output/failure", "the other's");
        assert_eq!(program.run().failure.as_deref(), Some("the other's"));
    }
    // It is kept as well if the number of processes is unknown.
    let program = Program::new("succeed").with("RANK", "1");
    program.base.write("output/failure", "the other's");
    assert_eq!(program.run().failure.as_deref(), Some("the other's"));
}

#[test]
fn what_is_no_file_is_not_removed() {
    let program = Program::new("succeed");
    program.base.write("output/failure/kept", "");
    let kept = program.failure_file().join("kept");
    let mut command = program.command;
    assert!(command.output().unwrap().status.success());
    assert!(kept.exists());
}

#[test]
fn where_no_report_can_be_written_the_exit_code_still_tells() {
    let program = Program::new("fail");
    // Even root cannot create a file under something that is not a folder.
    std::fs::remove_dir_all(program.base.path().join("output")).unwrap();
    program.base.write("output", "a file");
    let ended = program.run();
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.err.contains("error: cannot save the model\n"),
        "{}",
        ended.err
    );
    assert!(
        ended.err.contains("error: cannot report the failure: "),
        "{}",
        ended.err
    );
}

/// Whatever is in its place is reported and left unchanged; smenv neither waits for it nor takes it
/// for a report.
#[test]
fn a_report_that_cannot_be_written_is_told_in_a_line() {
    type Make = fn(&Path);
    let others: [(Make, &str); 6] = [
        (fifo, "it is a FIFO"),
        (
            |path| std::fs::create_dir(path).unwrap(),
            "it is a directory",
        ),
        (|path| symlink("/dev/null", path).unwrap(), "it is a device"),
        (
            |path| symlink("../gone", path).unwrap(),
            "it is a link to ../gone, which does not exist",
        ),
        (
            |path| symlink("failure", path).unwrap(),
            "Too many levels of symbolic links (os error 40)",
        ),
        (
            |path| drop(UnixListener::bind(path).unwrap()),
            "it is a socket",
        ),
    ];
    for (make, what) in others {
        let program = Program::new("fail");
        let (file, base) = (program.failure_file(), program.base.path().to_owned());
        make(&file);
        let before = std::fs::symlink_metadata(&file).unwrap().file_type();
        let ended = program.run_and(move || {
            assert_eq!(
                std::fs::symlink_metadata(&file).unwrap().file_type(),
                before
            );
            assert!(!base.join("gone").exists());
            let names = std::fs::read_dir(base.join("output")).unwrap().count();
            assert_eq!(names, 2, "nothing is left beside it");
            file
        });
        let (ended, file) = ended;
        assert_eq!(ended.code, Some(1), "{what}");
        let told = format!(
            "error: cannot report the failure: {}: {what}\n",
            file.display()
        );
        if !what.contains("os error") || cfg!(target_os = "linux") {
            assert!(ended.err.ends_with(&told), "{told}\n{}", ended.err);
        }
        assert!(
            ended.err.contains("error: cannot save the model\n"),
            "{}",
            ended.err
        );
    }
}

/// Somebody is waiting to read from it.
#[test]
fn a_fifo_with_a_reader_is_not_written_to() {
    let program = Program::new("fail");
    let file = program.failure_file();
    fifo(&file);
    // Opening it to read and write does not block.
    let _reader = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&file)
        .unwrap();
    let (ended, ()) = program.run_and(|| ());
    assert!(
        ended.err.contains("/failure: it is a FIFO\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_folder_of_the_report_that_is_none_is_told() {
    for (make, what) in [
        (fifo as fn(&Path), "it is a FIFO"),
        (
            |path| symlink("gone", path).unwrap(),
            "it is a link to gone, which does not exist",
        ),
        (
            |path| std::fs::write(path, "").unwrap(),
            "it is a file, not a directory",
        ),
    ] {
        let program = Program::new("fail").with("SM_OUTPUT_DATA_DIR", "/tmp");
        let output = program.base.path().join("output");
        std::fs::remove_dir_all(&output).unwrap();
        make(&output);
        let (ended, ()) = program.run_and(|| ());
        let told = format!(
            "error: cannot report the failure: {}: {what}\n",
            output.display()
        );
        assert!(
            ended.code == Some(1) && ended.err.ends_with(&told),
            "{told}\n{}",
            ended.err
        );
    }
}

/// No file of the program may grow, as on a full disk.
#[test]
fn a_report_that_does_not_fit_is_told_and_not_left_in_half() {
    let mut program = Program::new("fail");
    let mut limited = Command::new("sh");
    limited
        .args(["-c", r#"trap "" XFSZ; ulimit -f 0; exec "$0" "$@""#])
        .arg(program.command.get_program());
    limited.args(program.command.get_args());
    for (name, value) in program.command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    program.command = limited;
    let (file, output) = (program.failure_file(), program.base.path().join("output"));
    let (ended, left) = program.run_and(move || std::fs::read_dir(output).unwrap().count());
    assert_eq!((ended.code, ended.failure, left), (Some(1), None, 1));
    let told = format!(
        "error: cannot report the failure: {}: File too large",
        file.display()
    );
    assert!(ended.err.contains(&told), "{}", ended.err);
}

/// Whoever put it there may need it.
#[test]
fn a_link_to_a_report_is_left_as_it_is() {
    for (task, code, earlier, told) in [
        (
            "succeed",
            0,
            "of yesterday",
            "warning: cannot remove the report of an earlier failure: FILE: it is a link\n",
        ),
        (
            "fail",
            1,
            "of yesterday",
            "warning: cannot remove the report of an earlier failure: FILE: it is a link\n",
        ),
        ("succeed", 0, "", ""),
        (
            "fail",
            1,
            "",
            "error: cannot report the failure: FILE: it is a link to an empty file\n",
        ),
    ] {
        let program = Program::new(task);
        let (file, target) = (program.failure_file(), program.base.path().join("earlier"));
        std::fs::write(&target, earlier).unwrap();
        symlink(&target, &file).unwrap();
        let told = told.replace("FILE", &file.display().to_string());
        let (ended, is_link) = program.run_and(move || file.is_symlink());
        assert_eq!(
            (ended.code, ended.failure.as_deref(), is_link),
            (Some(code), Some(earlier), true)
        );
        assert!(ended.err.contains(&told), "{}", ended.err);
    }
}

#[test]
fn nothing_is_left_beside_the_report() {
    let program = Program::new("fail");
    let output = program.base.path().join("output");
    let mut command = program.command;
    command.output().unwrap();
    let mut names: Vec<_> = std::fs::read_dir(output)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["data", "failure"]);
}

fn signal(child: &Child) {
    let status = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(status.success());
}

/// Starts the program, and reads its output up to a line.
fn started(program: &mut Program) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = program
        .command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    read_to(&mut out, "waiting\n");
    (child, out)
}

fn read_to(out: &mut impl BufRead, end: &str) {
    let mut line = String::new();
    while !line.ends_with(end) {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "no {end}");
    }
}

#[test]
fn sigterm_asks_the_job_to_stop() {
    let mut program = Program::new("wait");
    let (mut child, mut out) = started(&mut program);
    signal(&child);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("stopped\n"), "{rest}");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(!program.failure_file().exists());
}

/// SageMaker stops the process, whatever part of it is running.
#[test]
fn what_runs_after_a_sigterm_is_asked_to_stop_too() {
    let mut program = Program::new("twice");
    let (mut child, mut out) = started(&mut program);
    signal(&child);
    read_to(&mut out, "stopped\n");
    read_to(&mut out, "stopped\n");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_second_sigterm_ends_it_at_once() {
    let mut program = Program::new("hang");
    let (mut child, mut out) = started(&mut program);
    signal(&child);
    read_to(&mut out, "deaf\n");
    signal(&child);
    assert_eq!(child.wait().unwrap().code(), Some(143));
}

#[test]
fn help_is_a_table_of_what_the_program_takes() {
    // The value of another argument is not a request for help.
    let ended = Program::new("fail").arguments(&["--token", "-h"]).run();
    assert_eq!(ended.code, Some(1));
    for argument in ["--help", "-h"] {
        let ended = Program::new("fail").arguments(&[argument]).run();
        assert_eq!((ended.code, ended.failure), (Some(0), None));
        let expected = "\
Trains nothing.

Or something.

hyperparameter     type                       default   description
epochs             an integer from 1 to 100   10        How often all of the data is seen.
learning-rate, lr  a number of at least 1e-6  required  Step size.
token              a string                   ******
warmup-steps       an integer of at least 0   none
layers             a list, each item an integer from 0 to 4294967295  [64,64]

Each is read from the first of these that has it: an argument (--epochs VALUE), its variable (SM_HP_EPOCHS), SM_HPS, hyperparameters.json.

channel     content         default   description
train       text/csv, File  required  What to learn from.
validation  any             none
test        not empty       none/

The directory of each is read from an argument (--train DIR), its variable (SM_CHANNEL_TRAIN), or the job.

Directories for results: --model-dir DIR, --output-data-dir DIR, --checkpoint-dir DIR.

--help prints this help; --explain prints the job, and where each value comes from; --describe FORM describes the program as training-specification or parameter-ranges or json-schema or markdown or template; --check FILE checks a request to start a job.";
        assert_eq!(ended.out, expected);
    }
}

#[test]
fn describe_prints_the_program_and_nothing_else_whatever_the_job() {
    for (form, start, end) in [
        (
            "training-specification",
            "{\n  \"SupportedHyperParameters\": [",
            "\n}",
        ),
        (
            "parameter-ranges",
            "{\n  \"IntegerParameterRanges\": [",
            "\n}",
        ),
        ("json-schema", "{\n  \"$schema\": ", "\n}"),
        ("markdown", "| hyperparameter | type |", " |"),
        ("template", "{\n  \"epochs\": \"10\",", "\n}"),
    ] {
        for arguments in [
            &[&*format!("--describe={form}")][..],
            &["--describe", form],
            &["--epochs", "lots", "--describe", form],
        ] {
            let ended = Program::new("fail").arguments(arguments).run();
            assert_eq!((ended.code, ended.failure), (Some(0), None), "{form}");
            assert!(ended.out.starts_with(start), "{}", ended.out);
            assert!(ended.out.ends_with(end), "{}", ended.out);
            assert_eq!(ended.err, "", "{form}");
            assert!(!ended.out.contains("hunter2"));
        }
    }
}

#[test]
fn what_a_form_cannot_express_is_a_warning_beside_it() {
    let ended = Program::new("metrics")
        .arguments(&["--describe", "training-specification"])
        .run();
    assert_eq!(ended.code, Some(0));
    assert!(
        ended.out.starts_with('{') && ended.out.ends_with('}'),
        "{}",
        ended.out
    );
    let warnings: Vec<&str> = ended.err.lines().collect();
    assert_eq!(
        warnings,
        [
            "warning: the program also takes unknown hyperparameters, which an algorithm cannot declare",
            "warning: the program names no channels, but an algorithm needs one",
        ]
    );
}

#[test]
fn a_channel_with_a_name_of_run_is_an_argument() {
    let ended = Program::new("own channels")
        .arguments(&["--check", "src", "--describe", "tests"])
        .run();
    assert_eq!(
        (ended.code, &*ended.out),
        (Some(0), "src tests"),
        "{}",
        ended.err
    );
}

#[test]
fn a_default_that_panics_is_a_failure_of_the_description() {
    let ended = Program::new("broken default")
        .arguments(&["--describe=template"])
        .run();
    assert_eq!((ended.code, &*ended.out), (Some(1), ""));
    assert!(ended.err.contains("no such variable"), "{}", ended.err);
}

#[test]
fn an_unknown_form_of_description_is_an_error() {
    const FORMS: &str = "training-specification, parameter-ranges, json-schema, markdown, template";
    for (arguments, message) in [
        (
            &["--describe"][..],
            format!("--describe: missing form; expected one of {FORMS}"),
        ),
        (
            &["--describe=jsonschema"],
            format!(
                "--describe: unknown form \"jsonschema\"; expected one of {FORMS}; did you mean json-schema?"
            ),
        ),
    ] {
        let ended = Program::new("fail").arguments(arguments).run();
        assert_eq!((ended.code, &*ended.out), (Some(1), ""));
        assert_eq!(ended.err.trim_end(), format!("error: {message}"));
    }
}

#[test]
fn the_leader_alone_prints_metrics() {
    const HOSTS: &str = r#"["algo-1", "algo-2"]"#;
    for (host, lines) in [
        (
            "algo-1",
            "metrics: train:loss=0.5;\nmetrics: train:loss=0.25; validation:accuracy=0.875;",
        ),
        ("algo-2", ""),
    ] {
        let ended = Program::new("metrics")
            .with("SM_HOSTS", HOSTS)
            .with("SM_CURRENT_HOST", host)
            .run();
        assert_eq!((ended.code, &*ended.out), (Some(0), lines), "{}", ended.err);
    }
}

#[test]
fn a_tuner_whose_metric_the_program_does_not_report_is_a_problem_before_training() {
    for (metric, said) in [
        ("train:loss", None),
        ("\"train:loss\"", None),
        ("", None),
        (
            "train:los",
            Some(
                "got \"train:los\", but the program does not report this metric; expected one of train:loss, validation:accuracy; did you mean train:loss?",
            ),
        ),
    ] {
        let hps = serde_json::json!({ "_tuning_objective_metric": metric }).to_string();
        let ended = Program::new("metrics").with("SM_HPS", &hps).run();
        match said {
            None => assert_eq!(ended.code, Some(0), "{}", ended.err),
            Some(said) => {
                assert_eq!((ended.code, &*ended.out), (Some(1), ""));
                let line = format!("- _tuning_objective_metric (SM_HPS): {said}");
                assert!(ended.err.contains(&line), "{}", ended.err);
            }
        }
    }
}

#[test]
fn check_reads_a_request_and_trains_nothing() {
    let folder = Folder::new("requests");
    let right = r#"{"InputDataConfig": [{"ChannelName": "train", "ContentType": "text/csv"}], "HyperParameters": {"learning-rate": "0.5"}}"#;
    folder.write("right.json", right);
    folder.write(
        "wrong.json",
        &right.replace("0.5", "-1").replace("csv", "html"),
    );
    let path = |name: &str| folder.path().join(name).display().to_string();

    let ended = Program::new("fail")
        .arguments(&["--check", &path("right.json")])
        .run();
    assert_eq!(
        (ended.code, ended.failure),
        (Some(0), None),
        "{}",
        ended.err
    );
    assert_eq!(ended.out, format!("No problems in {}.", path("right.json")));

    let wrong = path("wrong.json");
    let ended = Program::new("fail")
        .arguments(&[&*format!("--check={wrong}")])
        .run();
    assert_eq!(
        (ended.code, ended.failure, &*ended.out),
        (Some(1), None, "")
    );
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ended.err);
    assert_eq!(lines[0], format!("error: 2 problems in {wrong}:"));
    assert!(
        lines[1].starts_with(&format!("- channel train ({wrong}): got \"text/html\"")),
        "{}",
        lines[1]
    );
    assert_eq!(
        lines[2],
        format!("- learning-rate ({wrong}): got \"-1\"; expected a number of at least 1e-6")
    );

    let ended = Program::new("fail")
        .arguments(&["--check", "-"])
        .input(&folder.path().join("right.json"))
        .run();
    assert_eq!(
        (ended.code, &*ended.out),
        (Some(0), "No problems in standard input.")
    );

    for (arguments, message) in [
        (
            &["--check"][..],
            "error: --check: missing file; write `--check FILE`, or `--check -` for standard input",
        ),
        (
            &["--check", "a.json", "b.json"],
            "error: --check: unexpected \"b.json\"; it takes one word",
        ),
        (
            &["--check", "/nowhere/job.json"],
            "error: --check: /nowhere/job.json does not exist",
        ),
    ] {
        let ended = Program::new("fail").arguments(arguments).run();
        assert_eq!((ended.code, &*ended.out), (Some(1), ""));
        assert_eq!(ended.err.trim_end(), message);
    }
}

#[test]
fn explain_is_the_job_as_it_is() {
    let ended = Program::new("fail")
        .arguments(&["--explain", "--epochs", "3"])
        .with("SM_NUM_GPUS", "4")
        .run();
    assert_eq!((ended.code, ended.failure), (Some(0), None));
    for line in [
        "epochs          3        --epochs",
        "learning-rate   0.5      hyperparameters.json",
        "token           ******   default",
    ] {
        assert!(ended.out.contains(line), "{line} in {}", ended.out);
    }
    let gpus = ended
        .out
        .lines()
        .find(|line| line.starts_with("GPUs "))
        .unwrap();
    assert!(
        gpus.contains(" 4 ") && gpus.ends_with("SM_NUM_GPUS"),
        "{gpus}"
    );
    assert!(!ended.out.contains("hunter2"), "{}", ended.out);
    // For an invalid job it reports the problems, but the job has not failed.
    let ended = Program::new("fail")
        .arguments(&["--explain", "--epochs", "0"])
        .run();
    assert_eq!((ended.code, ended.failure), (Some(1), None));
    assert!(
        ended
            .err
            .contains("- epochs (--epochs): got \"0\"; expected an integer from 1 to 100"),
        "{}",
        ended.err
    );
}

#[test]
fn what_is_nearly_a_word_of_its_own_is_told() {
    for (typed, meant) in [
        ("--explian", "--explain"),
        ("--hlep", "--help"),
        ("--epohcs", "--epochs"),
    ] {
        let ended = Program::new("succeed").arguments(&[typed, "3"]).run();
        let told = format!("{typed}: unknown hyperparameter; got \"3\"; did you mean {meant}?");
        assert!(ended.err.contains(&told), "{}", ended.err);
    }
    let ended = Program::new("succeed").arguments(&["--help=3"]).run();
    assert!(
        ended
            .err
            .contains("- --help: unknown hyperparameter; got \"3\"; use one of epochs, "),
        "{}",
        ended.err
    );
}

#[test]
fn hyperparameters_may_be_called_help_and_explain() {
    let ended = Program::new("own")
        .with("SM_HPS", r#"{"help": 1, "explain": 2}"#)
        .arguments(&["--help", "7"])
        .run();
    assert!(ended.out.contains("7 2"), "{}", ended.out);
    // Likewise under the toolkit, which generates arguments from the hyperparameters, whatever the
    // program calls its own.
    let ended = Program::new("succeed")
        .with("SM_HPS", r#"{"lr": 0.5}"#)
        .with("SM_USER_ARGS", r#"["--help","1"]"#)
        .arguments(&["--help", "1"])
        .run();
    assert!(ended.out.contains("trained 10"), "{}", ended.out);
}
