//! Processors that nothing tells of are counted by the programs that SageMaker's launchers ask.
//!
//! Each test starts this very program anew, with programs of its own in its `PATH`; there the test `child` is the program's `main`.

#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use smenv::TrainingEnv;
use support::Folder;

#[test]
fn child() {
    if std::env::var_os("COUNT").is_some() {
        let env = TrainingEnv::from_env().unwrap();
        println!("<<<{} {}>>>", env.num_gpus(), env.num_neurons());
    }
}

/// What is counted with these programs, each the text of a shell script.
fn counted(programs: &[(&str, &str)], variables: &[(&str, &str)]) -> String {
    let folder = Folder::new("accelerators");
    for (name, script) in programs {
        folder.write(name, &format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(folder.path().join(name), PermissionsExt::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", "--exact", "--nocapture"]).env("COUNT", "1").env("PATH", folder.path());
    command.env("SAGEMAKER_BASE_DIR", folder.path()).envs(variables.iter().copied());
    let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
    out.split_once("<<<").and_then(|(_, rest)| rest.split_once(">>>")).unwrap().0.to_owned()
}

const GPUS: &str = "echo \"GPU 0: NVIDIA A100 ($1)\"; echo '  MIG 1g.5gb Device 0'; echo 'GPU 1: NVIDIA A100'";
const NEURONS: &str = r#"[ "$1" = -j ] && echo '[{"nc_count": 2, "x": null}, {"nc_count": 2}, {}]'"#;

#[test]
fn gpus_are_lines_of_nvidia_smi_and_neuron_cores_those_of_every_device() {
    assert_eq!(counted(&[("nvidia-smi", GPUS), ("neuron-ls", NEURONS)], &[]), "2 4");
}

#[test]
fn without_the_programs_or_where_they_fail_there_are_none() {
    assert_eq!(counted(&[], &[]), "0 0");
    let fails = |script: &str| format!("{script}\nexit 9");
    assert_eq!(counted(&[("nvidia-smi", &fails(GPUS)), ("neuron-ls", &fails(NEURONS))], &[]), "0 0");
    assert_eq!(counted(&[("neuron-ls", "echo no json")], &[]), "0 0");
}

#[test]
fn a_trn2_has_64_cores() {
    assert_eq!(counted(&[], &[("SM_CURRENT_INSTANCE_TYPE", "ml.trn2.48xlarge")]), "0 64");
}

#[test]
fn what_is_said_is_not_counted() {
    let programs = [("nvidia-smi", GPUS), ("neuron-ls", NEURONS)];
    assert_eq!(counted(&programs, &[("SM_NUM_GPUS", "0"), ("SM_NUM_NEURONS", "1")]), "0 1");
}

/// The time limit is what is tested: without it this would not end.
#[test]
fn a_program_that_hangs_does_not_keep_the_job() {
    assert_eq!(counted(&[("nvidia-smi", "while :; do :; done")], &[]), "0 0");
}
