//! Processors that no source counts are counted with the programs that SageMaker's launchers use.
//!
//! Each test restarts this program with its own programs in `PATH`; there the test `child` is the
//! program's `main`.

#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::{fs, thread};

use smenv::TrainingEnv;
use support::Folder;

#[test]
fn child() {
    if std::env::var_os("COUNT").is_some() {
        let env = TrainingEnv::from_env().unwrap();
        // Several that ask concurrently, or again, all get the answer to a single question.
        let ask = || (env.num_gpus(), env.num_neurons());
        let (one, other) = thread::scope(|scope| {
            let [one, other] = [scope.spawn(ask), scope.spawn(ask)];
            (one.join().unwrap(), other.join().unwrap())
        });
        assert!(one == other && one == ask());
        println!("<<<{} {}>>>", one.0, one.1);
    }
}

/// Returns the counts with these programs, each given as the text of a shell script.
fn counted(programs: &[(&str, &str)], variables: &[(&str, &str)]) -> String {
    let folder = Folder::new("accelerators");
    for (name, script) in programs {
        folder.write(name, &format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(folder.path().join(name), PermissionsExt::from_mode(0o755)).unwrap();
    }
    counted_by(child_in(&folder).envs(variables.iter().copied()))
}

/// Returns a command that starts this program with the programs of a folder in its `PATH`.
fn child_in(folder: &Folder) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["child", "--exact", "--nocapture"])
        .env("COUNT", "1")
        .env("PATH", folder.path());
    command.env("SAGEMAKER_BASE_DIR", folder.path());
    command
}

fn counted_by(child: &mut Command) -> String {
    let out = String::from_utf8(child.output().unwrap().stdout).unwrap();
    out.split_once("<<<")
        .and_then(|(_, rest)| rest.split_once(">>>"))
        .unwrap()
        .0
        .to_owned()
}

const GPUS: &str =
    "echo \"GPU 0: NVIDIA A100 ($1)\"; echo '  MIG 1g.5gb Device 0'; echo 'GPU 1: NVIDIA A100'";
const NEURONS: &str =
    r#"[ "$1" = -j ] && echo '[{"nc_count": 2, "x": null}, {"nc_count": 2}, {}]'"#;

#[test]
fn gpus_are_lines_of_nvidia_smi_and_neuron_cores_those_of_every_device() {
    assert_eq!(
        counted(&[("nvidia-smi", GPUS), ("neuron-ls", NEURONS)], &[]),
        "2 4"
    );
}

#[test]
fn without_the_programs_or_where_they_fail_there_are_none() {
    assert_eq!(counted(&[], &[]), "0 0");
    let fails = |script: &str| format!("{script}\nexit 9");
    assert_eq!(
        counted(
            &[("nvidia-smi", &fails(GPUS)), ("neuron-ls", &fails(NEURONS))],
            &[]
        ),
        "0 0"
    );
    assert_eq!(counted(&[("neuron-ls", "echo no json")], &[]), "0 0");
}

#[test]
fn a_trn2_has_64_cores() {
    assert_eq!(
        counted(&[], &[("SM_CURRENT_INSTANCE_TYPE", "ml.trn2.48xlarge")]),
        "0 64"
    );
}

#[test]
fn what_is_said_is_not_counted() {
    let programs = [("nvidia-smi", GPUS), ("neuron-ls", NEURONS)];
    assert_eq!(
        counted(&programs, &[("SM_NUM_GPUS", "0"), ("SM_NUM_NEURONS", "1")]),
        "0 1"
    );
}

#[test]
fn a_program_is_asked_once() {
    let folder = Folder::new("accelerators");
    let asked = folder.path().join("asked");
    let script = |script: &str| format!("echo >>'{}'; {script}", asked.display());
    assert_eq!(counted(&[("nvidia-smi", &script(GPUS))], &[]), "2 0");
    assert_eq!(fs::read_to_string(&asked).unwrap(), "\n");
    // Zero is an answer, too.
    assert_eq!(counted(&[("nvidia-smi", &script("exit 9"))], &[]), "0 0");
    assert_eq!(fs::read_to_string(&asked).unwrap(), "\n\n");
}

#[test]
fn what_else_is_printed_does_not_matter() {
    for script in [
        r"printf 'GPU 0: \377\376\nGPU 1: A100\n'",
        r"printf 'GPU 0: A100\r\nGPU 1: A100\r\n'",
        r"printf 'GPU 0: A100\n\000\nGPUs\n GPU 3\n\nGPU 1: no line feed'",
        r"printf 'GPU 0: A100\nGPU 1: A100\n'; echo GPU 2 >&2",
    ] {
        assert_eq!(counted(&[("nvidia-smi", script)], &[]), "2 0", "{script}");
    }
    for script in [":", r"printf '\n\n'", "echo No devices were found"] {
        assert_eq!(counted(&[("nvidia-smi", script)], &[]), "0 0", "{script}");
    }
    let neurons = r#"printf '[{"nc_count": 2, "process": "\377"}, {"nc_count": "2"}, {"nc_count": -1}, 7]\r\n'"#;
    assert_eq!(counted(&[("neuron-ls", neurons)], &[]), "0 2");
}

#[test]
fn what_is_no_program_is_not_asked() {
    let folder = Folder::new("accelerators");
    fs::create_dir(folder.path().join("nvidia-smi")).unwrap();
    folder.write("neuron-ls", "not executable");
    assert_eq!(counted_by(&mut child_in(&folder)), "0 0");

    let folder = Folder::new("accelerators");
    let fifo = folder.path().join("nvidia-smi");
    assert!(
        Command::new("mkfifo")
            .args(["-m", "777"])
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    folder.write("neuron-ls", "neither a script nor a binary");
    fs::set_permissions(
        folder.path().join("neuron-ls"),
        PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    assert_eq!(counted_by(&mut child_in(&folder)), "0 0");
}

/// No machine has so many devices that their list fills a megabyte, and a truncated list gives a
/// wrong number.
#[test]
fn a_flood_is_no_answer() {
    let flood = |line: &str| format!("while echo '{line}'; do :; done");
    assert_eq!(
        counted(
            &[
                ("nvidia-smi", &flood("GPU 0: A100")),
                ("neuron-ls", &flood("["))
            ],
            &[]
        ),
        "0 0"
    );
}

#[test]
fn a_child_that_a_program_leaves_behind_is_not_waited_for() {
    let in_background = |script: &str| format!("/bin/sleep 60 &\n{script}");
    let programs = [
        ("nvidia-smi", &*in_background(GPUS)),
        ("neuron-ls", &in_background(NEURONS)),
    ];
    assert_eq!(counted(&programs, &[]), "2 4");
}

/// A program that does not want to know about its children ignores SIGCHLD, and the programs that
/// it starts inherit that.
#[test]
fn programs_are_asked_where_the_end_of_a_child_is_not_reported() {
    let folder = Folder::new("accelerators");
    folder.write("nvidia-smi", &format!("#!/bin/sh\n{GPUS}\n"));
    fs::set_permissions(
        folder.path().join("nvidia-smi"),
        PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    let child = child_in(&folder);
    let mut shell = Command::new("/bin/bash");
    shell
        .args(["-c", "trap '' CHLD; exec \"$@\"", "bash"])
        .arg(child.get_program())
        .args(child.get_args());
    shell.envs(
        child
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    assert_eq!(counted_by(&mut shell), "2 0");
}

/// This tests the time limit: without it, the test would not end.
#[test]
fn a_program_that_hangs_does_not_keep_the_job() {
    let hangs = "trap '' TERM\necho 'GPU 0: A100'\nexec >&-\nwhile :; do :; done";
    assert_eq!(counted(&[("nvidia-smi", hangs)], &[]), "0 0");
}
