//! The output of a program that is asked about the machine. The program may hang, print without end
//! or survive a kill; the job goes on without it.

use std::io::{self, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// The limits within which a program must answer.
#[derive(Clone, Copy)]
pub(crate) struct OutputLimits {
    pub(crate) time: Duration,
    /// How long output may still arrive after the program's end: a child that it leaves behind may
    /// hold the pipe open forever.
    pub(crate) grace: Duration,
    pub(crate) bytes: usize,
}

/// Returns the output of a program, if it succeeds within the limits.
#[inline]
pub(crate) fn output(command: Command, limits: OutputLimits) -> Option<Vec<u8>> {
    within(limits.time + limits.grace, move |answer| {
        ask(command, limits, answer)
    })
}

/// Returns what `work` sends in time, and never waits any longer: a process that sleeps in a hung
/// driver stays there even when it is killed, and so does the thread that waits for its end.
#[inline]
fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce(Sender<T>) + Send + 'static,
) -> Option<T> {
    let (sender, answer) = mpsc::channel();
    thread::Builder::new().spawn(move || work(sender)).ok()?;
    answer.recv_timeout(time).ok()
}

/// Sends the program's output, if it succeeds, then waits for its end.
#[inline]
fn ask(mut command: Command, limits: OutputLimits, answer: Sender<Vec<u8>>) {
    let Ok(mut child) = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
    else {
        return;
    };
    if let Some(text) = printed(&mut child, limits) {
        // The receiver may have given up.
        let _ = answer.send(text);
    }
    drop(answer);
    // After a kill this may take forever.
    let _ = child.wait();
}

/// Returns the program's output at its end. Kills the program when it reaches a limit.
#[inline]
fn printed(child: &mut Child, limits: OutputLimits) -> Option<Vec<u8>> {
    const POLL_INTERVAL: Duration = Duration::from_millis(2);
    let start = Instant::now();
    let chunks = chunks(child.stdout.take()?, limits.bytes).ok()?;
    let mut text = Vec::new();
    loop {
        chunks.try_iter().for_each(|chunk| text.extend(chunk));
        match child.try_wait() {
            Ok(None) if text.len() <= limits.bytes && start.elapsed() < limits.time => {
                thread::sleep(POLL_INTERVAL)
            }
            Ok(None) => {
                let _ = child.kill();
                return None;
            }
            Ok(Some(status)) if !status.success() => return None,
            // It has ended; if SIGCHLD is ignored, its status is unknown.
            Ok(Some(_)) | Err(_) => break,
        }
    }
    let end = Instant::now();
    while let Ok(chunk) = chunks.recv_timeout(limits.grace.saturating_sub(end.elapsed())) {
        text.extend(chunk);
    }
    (text.len() <= limits.bytes).then_some(text)
}

/// Reads a pipe to its end, or until it has sent more than `most` bytes.
#[inline]
fn chunks(mut pipe: ChildStdout, most: usize) -> io::Result<Receiver<Vec<u8>>> {
    let (sender, chunks) = mpsc::channel();
    let read = move || {
        let mut total = 0;
        let mut buffer = [0; 8192];
        while total <= most {
            match pipe.read(&mut buffer) {
                Ok(length @ 1..) if sender.send(buffer[..length].to_vec()).is_ok() => {
                    total += length
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                _ => break,
            }
        }
    };
    thread::Builder::new().spawn(read)?;
    Ok(chunks)
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use super::within;
    use crate::facts::command_output::OutputLimits;
    use crate::facts::command_output::output;

    /// No limit that a machine under load would reach.
    const AMPLE: OutputLimits = OutputLimits {
        time: Duration::from_secs(60),
        grace: Duration::from_secs(60),
        bytes: 1 << 20,
    };

    const SHORT: Duration = Duration::from_millis(200);

    /// Less than the ample time, and more than a machine under load takes.
    const SOON: Duration = Duration::from_secs(30);

    fn of(script: &str, limits: OutputLimits) -> Option<String> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        let start = Instant::now();
        let text = output(command, limits);
        assert!(start.elapsed() < SOON, "{script}: {:?}", start.elapsed());
        text.map(|text| String::from_utf8(text).unwrap())
    }

    #[test]
    fn what_a_program_prints_before_it_succeeds() {
        assert_eq!(of("echo a; echo b", AMPLE).as_deref(), Some("a\nb\n"));
        assert_eq!(of("echo a >&2; cat", AMPLE).as_deref(), Some(""));
        assert_eq!(of("echo a; exit 1", AMPLE), None);
        assert_eq!(of("echo a; kill -KILL $$", AMPLE), None);
        assert!(output(Command::new("/no/such/program"), AMPLE).is_none());
    }

    #[test]
    fn a_program_that_takes_too_long_does_not_answer() {
        let limits = OutputLimits {
            time: SHORT,
            ..AMPLE
        };
        for script in [
            "echo a; exec sleep 60",
            "echo a; exec >&-; exec sleep 60",
            "trap '' TERM; while :; do :; done",
            "echo a; kill -STOP $$",
        ] {
            assert_eq!(of(script, limits), None, "{script}");
        }
    }

    #[test]
    fn a_program_that_prints_too_much_is_killed() {
        let limits = OutputLimits { bytes: 10, ..AMPLE };
        assert_eq!(
            of("printf 1234567890", limits).as_deref(),
            Some("1234567890")
        );
        assert_eq!(of("printf 12345678901", limits), None);
        assert_eq!(of("while :; do echo a; done", limits), None);
        // This one does not end when nobody reads it.
        let file = std::env::temp_dir().join(format!("smenv-flood-{}", std::process::id()));
        let flood = format!(
            "trap '' PIPE; echo $$ >'{}'; while :; do echo a; done 2>/dev/null",
            file.display()
        );
        assert_eq!(of(&flood, limits), None);
        let ends = format!(
            "while kill -0 $(cat '{}') 2>/dev/null; do :; done",
            file.display()
        );
        assert_eq!(of(&ends, AMPLE).as_deref(), Some(""));
        std::fs::remove_file(file).unwrap();
    }

    /// The pipe has no end before the child's, which is not waited for.
    #[test]
    fn a_child_that_is_left_on_the_pipe_does_not_delay_the_answer() {
        let limits = OutputLimits {
            grace: Duration::from_secs(2),
            ..AMPLE
        };
        assert_eq!(of("sleep 60 & echo a", limits).as_deref(), Some("a\n"));
        assert_eq!(of("sleep 60 & echo a; exit 9", limits), None);
        // Nor does it add to the answer for ever.
        assert_eq!(
            of(
                "(while echo a; do :; done) & echo b",
                OutputLimits { bytes: 10, ..AMPLE }
            ),
            None
        );
    }

    /// As waiting for a killed process does that a driver holds.
    #[test]
    fn whoever_asks_waits_for_no_work_that_hangs() {
        let work = |answer: Option<u8>| {
            // Nothing is sent, and it stays open until the test ends.
            let (open, end) = mpsc::channel::<()>();
            let hangs = move |sender: mpsc::Sender<u8>| {
                answer
                    .into_iter()
                    .for_each(|answer| sender.send(answer).unwrap());
                end.recv().unwrap_err();
            };
            (open, hangs)
        };
        let (_open, hangs) = work(None);
        assert_eq!(within(SHORT, hangs), None);
        let (_open, hangs) = work(Some(7));
        assert_eq!(within(SOON, hangs), Some(7));
    }
}
