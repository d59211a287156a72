//! What a program of `run` does if its output cannot be written: the disk is full, the reader has
//! gone, the stream is closed.
//!
//! The test harness would print there, too, so this program has its own `main`: with a task it is
//! the program; otherwise it starts itself.

#[cfg(target_os = "linux")]
mod support;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::OpenOptions;
    use std::process::{Command, ExitCode, Stdio};

    use smenv::{Job, SmHyperparameters};

    use crate::support::Folder;
    use crate::support::in_time::in_time;

    /// Set in the program, to what its training function should do.
    const TASK: &str = "TASK_OF_THE_CHILD";

    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = 10)]
        epochs: u32,
    }

    fn train(job: Job<Hyperparameters>) -> Result<(), String> {
        match std::env::var(TASK).as_deref() {
            Ok("panic") => panic!("no gradient {}", job.hyperparameters.epochs),
            _ => Err("no weights".to_owned()),
        }
    }

    pub(super) fn main() -> ExitCode {
        if std::env::var_os(TASK).is_some() {
            return smenv::run(train);
        }
        what_is_asked_for_and_cannot_be_printed_is_an_error();
        a_reader_that_has_enough_is_no_error();
        a_failure_is_reported_also_where_it_cannot_be_printed();
        println!("test result: ok");
        ExitCode::SUCCESS
    }

    fn what_is_asked_for_and_cannot_be_printed_is_an_error() {
        for argument in ["--help", "--explain"] {
            let (code, err, failure) = ended("fail", &[argument], |command| command.stdout(full()));
            let told =
                "error: cannot write to standard output: No space left on device (os error 28)\n";
            assert_eq!((code, &*err, failure), (Some(1), told, None), "{argument}");
            // Nor can that be reported.
            let (code, ..) = ended("fail", &[argument], |command| {
                command.stdout(full()).stderr(full())
            });
            assert_eq!(code, Some(1), "{argument}");
        }
    }

    /// As `head` does.
    fn a_reader_that_has_enough_is_no_error() {
        for argument in ["--help", "--explain"] {
            let (code, err, failure) =
                ended("fail", &[argument], |command| command.stdout(broken()));
            assert_eq!((code, &*err, failure), (Some(0), "", None), "{argument}");
        }
    }

    fn a_failure_is_reported_also_where_it_cannot_be_printed() {
        type Streams = fn(&mut Command) -> &mut Command;
        let streams: [Streams; 3] = [
            |command| command.stdout(full()).stderr(full()),
            |command| command.stdout(broken()).stderr(broken()),
            |command| command.stdout(Stdio::null()).stderr(Stdio::null()),
        ];
        for streams in streams {
            for (task, reported) in [("fail", "no weights"), ("panic", ": no gradient 10")] {
                for is_closed in [false, true] {
                    let arguments: &[&str] = if is_closed { &["--closed"] } else { &[] };
                    let (code, _, failure) = ended(task, arguments, streams);
                    let failure = failure.unwrap_or_default();
                    assert!(
                        code == Some(1) && failure.ends_with(reported),
                        "{code:?} {failure}"
                    );
                }
            }
        }
    }

    fn full() -> Stdio {
        OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
            .into()
    }

    /// Returns a pipe whose reader has gone.
    fn broken() -> Stdio {
        let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
        let writer = reader.stdin.take().unwrap();
        reader.wait().unwrap();
        writer.into()
    }

    /// Returns the program's exit code, its standard error, and its report. With `--closed`, both
    /// streams are closed.
    fn ended(
        task: &str,
        arguments: &[&str],
        streams: impl FnOnce(&mut Command) -> &mut Command,
    ) -> (Option<i32>, String, Option<String>) {
        let base = Folder::new("streams");
        base.write("output/data/.keep", "");
        let program = std::env::current_exe().unwrap();
        let mut command = match arguments {
            ["--closed"] => {
                let mut shell = Command::new("sh");
                shell.args(["-c", r#"exec "$0" >&- 2>&-"#]).arg(program);
                shell
            }
            arguments => {
                let mut command = Command::new(program);
                command.args(arguments);
                command
            }
        };
        command
            .env_clear()
            .env(TASK, task)
            .env("SAGEMAKER_BASE_DIR", base.path());
        // As for a program that runs by itself.
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        streams(&mut command);
        let child = command.spawn().unwrap();
        // It holds ends of pipes, too.
        drop(command);
        let output = in_time(|| child.wait_with_output().unwrap());
        let failure = std::fs::read_to_string(base.path().join("output/failure")).ok();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
            failure,
        )
    }
}
