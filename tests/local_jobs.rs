//! `smenv::testing`: jobs on this machine match those of real producers.

mod support;

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use smenv::testing::{Launcher, LocalJob, LocalJobBuilder};
use smenv::{
    Channel, DataDistribution, InputMode, Job, LogLevel, SmChannels, SmHyperparameters, Source,
    TrainingEnv,
};
use support::Folder;

const LAUNCHERS: [Launcher; 3] = [Launcher::Bare, Launcher::Toolkit, Launcher::Driver];

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    learning_rate: f64,
    version: String,
    layers: Vec<u32>,
    #[sm(default = 0)]
    host: usize,
}

#[derive(Debug, SmChannels)]
struct Data {
    #[sm(content_type = "text/csv", input_mode = "FastFile")]
    train_set: Channel,
    validation: Option<Channel>,
}

fn builder() -> LocalJobBuilder {
    LocalJob::builder()
        .hyperparameter("learning-rate", "1e-3")
        .hyperparameters([("version", "1.10"), ("layers", "[64, 32]")])
        .file("train-set", "a/b.csv", "1,2\n")
        .content_type("train-set", "text/csv")
        .input_mode("train-set", InputMode::FastFile)
        .channel("validation")
}

#[test]
fn a_program_finds_the_same_whoever_starts_it() {
    for launcher in LAUNCHERS {
        let local = builder()
            .launcher(launcher)
            .name("digits-7")
            .instance_type("ml.p4d.24xlarge")
            .create()
            .unwrap();
        let job: Job<Hyperparameters, Data> =
            Job::from_source(local.source()).unwrap_or_else(|error| panic!("{error}"));
        let expected = Hyperparameters {
            learning_rate: 0.001,
            version: "1.10".to_owned(),
            layers: vec![64, 32],
            host: 0,
        };
        assert_eq!(job.hyperparameters, expected, "{launcher:?}");
        let base = local.dirs()[0];
        assert_eq!(
            job.channels.train_set.files().unwrap(),
            [base.join("input/data/train-set/a/b.csv")]
        );
        assert_eq!(job.channels.train_set.name(), "train-set");
        assert!(
            job.channels
                .validation
                .as_ref()
                .unwrap()
                .files()
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            (job.env.job_name(), job.env.current_instance_type()),
            (Some("digits-7"), "ml.p4d.24xlarge")
        );
        assert_eq!(
            (
                job.env.current_host(),
                job.env.host_rank(),
                job.env.host_count()
            ),
            (Some("algo-1"), Some(0), 1)
        );
        assert_eq!(job.env.model_dir(), base.join("model"));
        assert!(job.env.model_dir().exists() && job.env.output_data_dir().exists());
        assert_eq!(job.env.failure_file(), base.join("output/failure"));
        assert!(local.source().is_job() && !job.stop_requested());
    }
}

#[test]
fn each_host_has_a_folder_and_a_place_of_its_own() {
    for launcher in LAUNCHERS {
        let files = ["0", "1", "2"];
        let files = files
            .iter()
            .fold(builder(), |job, file| job.file("validation", *file, *file));
        let sharded = files.distribution("validation", DataDistribution::ShardedByS3Key);
        let local = sharded.hosts(2).launcher(launcher).create().unwrap();
        let envs: Vec<TrainingEnv> = local
            .sources()
            .iter()
            .map(|source| TrainingEnv::from_source(source).unwrap())
            .collect();
        let places: Vec<_> = envs
            .iter()
            .map(|env| (env.rank(), env.world_size(), env.is_leader()))
            .collect();
        assert_eq!(places, [(Some(0), 2, true), (Some(1), 2, false)]);
        let shares = envs
            .iter()
            .map(|env| env.channel("validation").unwrap().shard(env).unwrap().len());
        assert_eq!(shares.collect::<Vec<_>>(), [2, 1], "{launcher:?}");
        // A channel that is not sharded is on both hosts.
        let both = envs
            .iter()
            .map(|env| env.channel("train-set").unwrap().files().unwrap().len());
        assert_eq!(both.collect::<Vec<_>>(), [1, 1]);
    }
}

/// As in a real job, the tenth host sorts before the second.
#[test]
fn of_many_hosts_each_has_the_same_rank_whoever_starts_it() {
    for launcher in LAUNCHERS {
        let local = builder().hosts(11).launcher(launcher).create().unwrap();
        let envs: Vec<_> = local
            .sources()
            .iter()
            .map(|source| TrainingEnv::from_source(source).unwrap())
            .collect();
        let ranks: Vec<_> = envs.iter().map(|env| env.host_rank().unwrap()).collect();
        assert_eq!(ranks, [0, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2], "{launcher:?}");
        for env in &envs {
            assert_eq!(
                env.hosts()[env.host_rank().unwrap()],
                env.current_host().unwrap()
            );
        }
    }
}

#[test]
fn a_job_may_have_several_groups_of_instances() {
    for launcher in LAUNCHERS {
        let groups = builder()
            .instance_group("cpus", "ml.c5.xlarge", 1)
            .instance_group("gpus", "ml.p4d.24xlarge", 2);
        let local = groups.launcher(launcher).create().unwrap();
        let envs: Vec<_> = local
            .sources()
            .iter()
            .map(|source| TrainingEnv::from_source(source).unwrap())
            .collect();
        let places: Vec<_> = envs
            .iter()
            .map(|env| {
                let group = env.current_instance_group().unwrap();
                (
                    env.current_host().unwrap(),
                    env.current_instance_type(),
                    group.name(),
                    group.hosts().join(" "),
                )
            })
            .collect();
        let gpus = |host| (host, "ml.p4d.24xlarge", "gpus", "algo-2 algo-3".to_owned());
        let cpus = ("algo-1", "ml.c5.xlarge", "cpus", "algo-1".to_owned());
        assert_eq!(
            places,
            [cpus, gpus("algo-2"), gpus("algo-3")],
            "{launcher:?}"
        );
        assert!(
            envs.iter()
                .all(|env| env.is_hetero() && env.host_count() == 3)
        );
    }
}

/// SDK v3's driver ignores it, and sets 20.
#[test]
fn the_log_level_is_sagemakers_own_hyperparameter() {
    let level = |launcher, texts: &[(&str, &str)]| {
        let local = builder()
            .hyperparameters(texts.iter().copied())
            .launcher(launcher)
            .create()
            .unwrap();
        let variable = local.variables()[0]
            .iter()
            .find(|(name, _)| name == "SM_LOG_LEVEL");
        let variable = variable.map(|(_, level)| level.clone().into_string().unwrap());
        (
            TrainingEnv::from_source(&local.source())
                .unwrap()
                .log_level(),
            variable,
        )
    };
    let said = |number: u32| Some(number.to_string());
    let debug = [("sagemaker_container_log_level", "10")];
    assert_eq!(level(Launcher::Bare, &debug), (LogLevel::DEBUG, None));
    assert_eq!(
        level(Launcher::Toolkit, &debug),
        (LogLevel::DEBUG, said(10))
    );
    assert_eq!(level(Launcher::Driver, &debug), (LogLevel::INFO, said(20)));
    assert_eq!(level(Launcher::Bare, &[]), (LogLevel::INFO, None));
    assert_eq!(level(Launcher::Toolkit, &[]), (LogLevel::INFO, said(20)));
}

#[test]
fn a_log_level_that_is_none_stands_in_its_variable_as_the_toolkit_writes_it() {
    for (text, variable) in [
        ("loud", "loud"),
        ("true", "true"),
        ("null", ""),
        (r#"["a", null]"#, r#"["a",null]"#),
    ] {
        let job = builder()
            .hyperparameter("sagemaker_container_log_level", text)
            .launcher(Launcher::Toolkit);
        let job = job.create().unwrap();
        let said = job.variables()[0]
            .iter()
            .find(|(name, _)| name == "SM_LOG_LEVEL")
            .map(|(_, level)| level.clone());
        assert_eq!(said, Some(variable.into()), "{text}");
    }
}

#[test]
fn what_a_launcher_cannot_pass_on_is_told_with_its_reason() {
    let refused = |launcher, name: &str, text: &str| {
        let job = LocalJob::builder()
            .hyperparameter("a", "1")
            .hyperparameter(name, text)
            .launcher(launcher);
        job.create().unwrap_err().to_string()
    };
    for (launcher, name, text, reason) in [
        (
            Launcher::Driver,
            "motto",
            "it's",
            "an apostrophe ends the quotes that it writes around the value",
        ),
        (
            Launcher::Driver,
            "a.b",
            "1",
            "`SM_HP_A.B` is not a valid variable name in its shell",
        ),
        (
            Launcher::Driver,
            "half",
            r#""\ud800""#,
            "a lone surrogate, which is half of a character, is not valid UTF-8",
        ),
        (
            Launcher::Toolkit,
            "a=b",
            "1",
            "the name of a variable cannot contain `=`",
        ),
        (
            Launcher::Toolkit,
            "nul",
            "\0",
            "a variable cannot contain NUL",
        ),
        (
            Launcher::Toolkit,
            "half",
            r#""\ud800""#,
            "a lone surrogate, which is half of a character, is not valid UTF-8",
        ),
    ] {
        let who = if launcher == Launcher::Driver {
            "SDK v3's driver"
        } else {
            "sagemaker-training"
        };
        let message = format!("{who} cannot pass the hyperparameter {name:?} on: {reason}");
        assert_eq!(refused(launcher, name, text), message);
    }
}

#[test]
fn a_job_is_removed_when_it_is_dropped_and_one_that_is_made_somewhere_stays() {
    let local = builder().create().unwrap();
    let base = local.dirs()[0].to_owned();
    assert!(base.exists());
    drop(local);
    assert!(!base.exists() && !base.parent().unwrap().exists());

    let folder = Folder::new("local");
    drop(
        builder()
            .hosts(2)
            .create_in(folder.path().join("job"))
            .unwrap(),
    );
    assert!(
        folder
            .path()
            .join("job/algo-2/input/config/resourceconfig.json")
            .exists()
    );
}

#[test]
fn a_file_must_be_in_its_channel() {
    for path in ["/etc/passwd", "../other", "a/../../b"] {
        let error = LocalJob::builder()
            .file("train", path, "")
            .create()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{path}: the path of a channel's file must be within the channel")
        );
    }
}

#[test]
fn nothing_that_may_be_secret_is_debugged() {
    let builder = LocalJob::builder()
        .hyperparameter("token", "hunter2")
        .launcher(Launcher::Toolkit);
    let local = builder.clone().create().unwrap();
    let env = TrainingEnv::from_source(&local.source()).unwrap();
    assert_eq!(env.user_args(), ["--token", "hunter2"]);
    let shown = format!("{builder:?} {local:?} {env:?} {:?}", local.source());
    assert!(!shown.contains("hunter2"), "{shown}");
}

/// The `main` of a child process.
#[test]
fn child() {
    if std::env::var_os("WHERE_AM_I").is_some() {
        let env = TrainingEnv::from_env().unwrap();
        let group = env.current_instance_group().unwrap().name();
        let place = (env.host_rank(), env.rank(), env.is_leader_host());
        println!(
            "<<<{} {place:?} {} {group}>>>",
            env.current_host().unwrap(),
            env.current_instance_type()
        );
    }
    if std::env::var_os("LOCAL_JOB").is_some() {
        let source = Source::process().args(
            std::env::args_os()
                .skip_while(|argument| argument != "--")
                .skip(1),
        );
        let job: Job<Hyperparameters> = Job::from_source(source).unwrap();
        fs::write(
            job.env.model_dir().join("rank"),
            job.env.rank().unwrap().to_string(),
        )
        .unwrap();
        println!(
            "<<<{} {}>>>",
            job.env.current_host().unwrap(),
            job.hyperparameters.host
        );
        assert_eq!(job.env.rank() == Some(1), job.hyperparameters.host == 1);
    }
}

#[test]
fn a_program_runs_as_the_job_a_process_a_host() {
    for launcher in LAUNCHERS {
        let local = builder().hosts(3).launcher(launcher).create().unwrap();
        let outputs = local.run(|host| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args(["child", "--exact", "--nocapture"])
                .env("LOCAL_JOB", "1")
                .arg("--");
            // Variables that the command itself sets stay.
            command.env("SM_HP_HOST", if host == 1 { "1" } else { "0" });
            command
        });
        let outputs = outputs.unwrap();
        assert_eq!(outputs.len(), 3);
        for (host, output) in outputs.iter().enumerate() {
            let out = String::from_utf8_lossy(&output.stdout);
            assert!(
                output.status.success(),
                "{launcher:?} {out} {}",
                String::from_utf8_lossy(&output.stderr)
            );
            let number = if host == 1 { 1 } else { 0 };
            assert!(
                out.contains(&format!("<<<algo-{} {number}>>>", host + 1)),
                "{out}"
            );
            assert_eq!(
                fs::read_to_string(local.dirs()[host].join("model/rank")).unwrap(),
                host.to_string()
            );
        }
    }
}

/// The toolkit starts Open MPI's `mpirun` on the first host, and tells it to pass the variables
/// there to the processes on all hosts; other launchers do so by themselves.
#[test]
fn under_mpirun_a_host_is_what_its_own_config_file_says() {
    let groups = builder()
        .instance_group("cpus", "ml.c5.xlarge", 1)
        .instance_group("gpus", "ml.p4d.24xlarge", 1);
    let local = groups.launcher(Launcher::Toolkit).create().unwrap();
    let places = |by_mpirun: Option<[&str; 4]>| -> Vec<String> {
        let outputs = local.run(|host| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args(["child", "--exact", "--nocapture"])
                .env("WHERE_AM_I", "1")
                .arg("--");
            let of_host = ["SAGEMAKER_BASE_DIR", "SM_INPUT_CONFIG_DIR"];
            let of_first = local.variables()[0]
                .iter()
                .filter(|(name, _)| !of_host.iter().any(|own| name == own));
            command.envs(of_first.cloned());
            if let Some([rank, size, local_rank, local_size]) = by_mpirun {
                command
                    .env(rank, host.to_string())
                    .env(size, "2")
                    .env(local_rank, "0")
                    .env(local_size, "1");
            }
            command
        });
        let outputs = outputs
            .unwrap()
            .into_iter()
            .map(|output| String::from_utf8(output.stdout).unwrap());
        outputs
            .map(|out| {
                out.split("<<<")
                    .nth(1)
                    .unwrap()
                    .split(">>>")
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    let first = "algo-1 (Some(0), Some(0), true) ml.c5.xlarge cpus";
    let open_mpi =
        ["RANK", "SIZE", "LOCAL_RANK", "LOCAL_SIZE"].map(|name| format!("OMPI_COMM_WORLD_{name}"));
    let mvapich =
        ["RANK", "SIZE", "LOCAL_RANK", "LOCAL_SIZE"].map(|name| format!("MV2_COMM_WORLD_{name}"));
    for by_mpirun in [
        open_mpi.each_ref().map(|name| &**name),
        mvapich.each_ref().map(|name| &**name),
        ["PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID", "MPI_LOCALNRANKS"],
    ] {
        assert_eq!(
            places(Some(by_mpirun)),
            [
                first,
                "algo-2 (Some(1), Some(1), false) ml.p4d.24xlarge gpus"
            ]
        );
    }
    // Otherwise, the variables are those of the host.
    assert_eq!(places(None), [first, first]);
}

/// As `torchrun` starts them: each process has its own rank, and the folder of its host.
#[test]
fn each_of_several_processes_on_a_host_has_its_place() {
    for launcher in [Launcher::Bare, Launcher::Toolkit, Launcher::Driver] {
        // `algo-10` and `algo-11` sort before `algo-2`, both as hosts and as processes.
        let local = builder()
            .hosts(11)
            .processes_per_host(2)
            .launcher(launcher)
            .create()
            .unwrap();
        assert_eq!(
            (
                local.dirs().len(),
                local.sources().len(),
                local.variables().len()
            ),
            (11, 22, 22)
        );
        let mut ranks = Vec::new();
        for (number, source) in local.sources().iter().enumerate() {
            let env = TrainingEnv::from_source(source).unwrap();
            let rank = env.rank().unwrap();
            assert_eq!(
                (env.world_size(), env.local_rank(), env.local_world_size()),
                (22, number % 2, 2)
            );
            assert_eq!(
                (env.current_host(), env.host_rank()),
                (Some(&*format!("algo-{}", number / 2 + 1)), Some(rank / 2))
            );
            assert_eq!(env.model_dir(), local.dirs()[number / 2].join("model"));
            assert_eq!(env.master_addr(), Some("127.0.0.1"));
            ranks.push(rank);
        }
        ranks.sort_unstable();
        assert_eq!(ranks, (0..22).collect::<Vec<_>>());
    }
    // Without it, no launcher starts the processes.
    let alone = builder().hosts(2).create().unwrap();
    let is_torchruns = |(name, _): &(OsString, OsString)| name == "RANK" || name == "MASTER_ADDR";
    assert!(
        !alone
            .variables()
            .iter()
            .any(|variables| variables.iter().any(is_torchruns))
    );
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let error = builder()
        .create()
        .unwrap()
        .run(|_| Command::new("/not/there"))
        .unwrap_err();
    assert!(error.to_string().starts_with("/not/there: "), "{error}");
}

#[test]
fn a_channel_has_a_name_that_sagemaker_takes() {
    for name in ["", ".", "..", "../other", "a b", "é", &"x".repeat(65)] {
        let error = LocalJob::builder().channel(name).create().unwrap_err();
        let why = "a channel's name must be 1 to 64 letters, digits, `.`, `_` and `-`";
        assert_eq!(error.to_string(), format!("{name:?}: {why}"));
    }
    assert!(
        LocalJob::builder()
            .channel("x".repeat(64))
            .channel("Aa0._-")
            .create()
            .is_ok()
    );
}

#[test]
fn a_job_takes_the_place_of_a_former_one() {
    let folder = Folder::new("local");
    let files = |file: &str| {
        let job = LocalJob::builder()
            .file("train", file, "1")
            .create_in(folder.path())
            .unwrap();
        let env = TrainingEnv::from_source(&job.source()).unwrap();
        let files = env.channel("train").unwrap().files().unwrap();
        files
            .iter()
            .map(|file| file.file_name().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (files("a"), files("b")),
        (vec!["a".into()], vec!["b".into()])
    );
}

/// A local job has all variables that a recorded job with one host has, except those of features it
/// does not use.
#[cfg(unix)]
#[test]
fn the_variables_are_those_of_recorded_jobs() {
    use std::collections::BTreeSet;
    use support::Record;
    let record = Record::all()
        .into_iter()
        .find(|record| record.name == "baseline_v3")
        .unwrap();
    let names = |variables: &[(OsString, OsString)]| -> BTreeSet<String> {
        let names = variables
            .iter()
            .map(|(name, _)| name.clone().into_string().unwrap());
        names.filter(|name| name.starts_with("SM_")).collect()
    };
    for (producer, launcher) in [("toolkit", Launcher::Toolkit), ("v3", Launcher::Driver)] {
        let job = record
            .texts()
            .into_iter()
            .fold(LocalJob::builder(), |job, (name, text)| {
                job.hyperparameter(name, text)
            });
        let job = record
            .channels()
            .into_keys()
            .fold(job, |job, channel| job.channel(channel));
        let local = job.launcher(launcher).create().unwrap();
        let recorded = names(record.environment(producer).unwrap());
        let made = names(local.variables()[0]);
        let lacking: Vec<_> = recorded.difference(&made).map(String::as_str).collect();
        // Facts about a Python program.
        let of_python = [
            "SM_FRAMEWORK_MODULE",
            "SM_MODULE_DIR",
            "SM_USER_ENTRY_POINT",
            "SM_SOURCE_DIR",
            "SM_ENTRY_SCRIPT",
        ];
        assert!(
            lacking.iter().all(|name| of_python.contains(name)),
            "{producer}: {lacking:?}"
        );
        let more: Vec<_> = made.difference(&recorded).collect();
        assert!(more.is_empty(), "{producer}: {more:?}");
    }
}
