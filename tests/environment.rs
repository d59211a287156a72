//! `TrainingEnv`: where each fact comes from, and the facts that no source provides.

mod support;

use std::path::Path;

use smenv::{
    Channel, HostTopology, InstanceGroup, LogLevel, Origin, ProblemKind, SmChannels, Source,
    TrainingEnv,
};
use support::Folder;

fn env(variables: &[(&str, &str)]) -> TrainingEnv {
    TrainingEnv::from_source(&Source::from_vars(variables.iter().copied())).unwrap()
}

#[track_caller]
fn problems(source: &Source) -> Vec<String> {
    let error = TrainingEnv::from_source(source).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

/// Creates a job folder with this `resourceconfig.json`.
fn folder(resource_config: &str) -> Folder {
    let folder = Folder::new("environment");
    folder.write("input/config/resourceconfig.json", resource_config);
    folder
}

fn bare(folder: &Folder) -> Source {
    Source::from_vars([("SAGEMAKER_BASE_DIR", "/nowhere")]).base_dir(folder.path())
}

/// How to show a fact, to compare facts of different types.
type Shown = fn(&TrainingEnv) -> String;

/// For each fact: its variable, a value, its key in `SM_TRAINING_ENV`, and the fact as shown.
const VARIABLES: &[(&str, &str, &str, Shown, &str)] = &[
    (
        "SM_MODEL_DIR",
        "/a",
        "model_dir",
        |env| env.model_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_INPUT_DIR",
        "/a",
        "input_dir",
        |env| env.input_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_INPUT_CONFIG_DIR",
        "/a",
        "input_config_dir",
        |env| env.input_config_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_INPUT_DATA_DIR",
        "/a",
        "input_data_dir",
        |env| env.input_data_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_OUTPUT_DIR",
        "/a",
        "output_dir",
        |env| env.output_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_OUTPUT_DATA_DIR",
        "/a",
        "output_data_dir",
        |env| env.output_data_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_OUTPUT_INTERMEDIATE_DIR",
        "/a",
        "output_intermediate_dir",
        |env| env.output_intermediate_dir().display().to_string(),
        "/a",
    ),
    (
        "SM_OUTPUT_FAILURE",
        "/a/failure",
        "",
        |env| env.failure_file().display().to_string(),
        "/a/failure",
    ),
    (
        "SM_CURRENT_HOST",
        "algo-1",
        "current_host",
        |env| env.current_host().unwrap().to_owned(),
        "algo-1",
    ),
    (
        "SM_CURRENT_HOST_RANK",
        "0",
        "",
        |env| env.host_rank().unwrap().to_string(),
        "0",
    ),
    (
        "SM_HOST_COUNT",
        "3",
        "",
        |env| env.host_count().to_string(),
        "3",
    ),
    (
        "SM_HOSTS",
        r#"["algo-2","algo-1"]"#,
        "hosts",
        |env| env.hosts().join(" "),
        "algo-1 algo-2",
    ),
    (
        "SM_CURRENT_INSTANCE_TYPE",
        "ml.m5.xlarge",
        "current_instance_type",
        |env| env.current_instance_type().to_owned(),
        "ml.m5.xlarge",
    ),
    (
        "SM_IS_HETERO",
        "true",
        "is_hetero",
        |env| env.is_hetero().to_string(),
        "true",
    ),
    (
        "SM_DISTRIBUTION_INSTANCE_GROUPS",
        r#"["a","b"]"#,
        "distribution_instance_groups",
        |env| env.distribution_instance_groups().join(" "),
        "a b",
    ),
    (
        "SM_NETWORK_INTERFACE_NAME",
        "eth1",
        "network_interface_name",
        |env| env.network_interface_name().to_owned(),
        "eth1",
    ),
    (
        "SM_MASTER_PORT",
        "29500",
        "master_port",
        |env| env.master_port().to_string(),
        "29500",
    ),
    (
        "SM_NUM_CPUS",
        "96",
        "num_cpus",
        |env| env.num_cpus().to_string(),
        "96",
    ),
    (
        "SM_NUM_GPUS",
        "8",
        "num_gpus",
        |env| env.num_gpus().to_string(),
        "8",
    ),
    (
        "SM_NUM_NEURONS",
        "4",
        "num_neurons",
        |env| env.num_neurons().to_string(),
        "4",
    ),
    (
        "SM_LOG_LEVEL",
        "30",
        "log_level",
        |env| env.log_level().to_string(),
        "WARNING",
    ),
    (
        "SM_USER_ARGS",
        r#"["--epochs","10"]"#,
        "",
        |env| env.user_args().join(" "),
        "--epochs 10",
    ),
    (
        "SM_USER_ENTRY_POINT",
        "train",
        "user_entry_point",
        |env| env.user_entry_point().unwrap().to_owned(),
        "train",
    ),
    (
        "SM_MODULE_NAME",
        "train",
        "module_name",
        |env| env.module_name().unwrap().to_owned(),
        "train",
    ),
    (
        "SM_MODULE_DIR",
        "s3://b/k",
        "module_dir",
        |env| env.module_dir().unwrap().to_owned(),
        "s3://b/k",
    ),
    (
        "SM_FRAMEWORK_MODULE",
        "m:main",
        "framework_module",
        |env| env.framework_module().unwrap().to_owned(),
        "m:main",
    ),
    (
        "SM_FRAMEWORK_PARAMS",
        r#"{"a":1}"#,
        "additional_framework_parameters",
        |env| env.framework_params().unwrap().to_owned(),
        r#"{"a":1}"#,
    ),
    (
        "SM_SOURCE_DIR",
        "/code",
        "",
        |env| env.source_dir().unwrap().display().to_string(),
        "/code",
    ),
    (
        "SM_ENTRY_SCRIPT",
        "train.sh",
        "",
        |env| env.entry_script().unwrap().to_owned(),
        "train.sh",
    ),
    (
        "SM_DISTRIBUTED_CONFIG",
        r#"{"smp":null}"#,
        "",
        |env| env.distributed_config().unwrap().to_owned(),
        r#"{"smp":null}"#,
    ),
    (
        "SM_DISTRIBUTED_DRIVER_DIR",
        "/d",
        "",
        |env| env.distributed_driver_dir().unwrap().display().to_string(),
        "/d",
    ),
    (
        "SM_TOPOLOGY",
        r#"[{"hostName":"algo-1","capacityUnitId":"cu-1"}]"#,
        "topology",
        |env| {
            env.topology()
                .iter()
                .map(|at| format!("{} {:?}", at.host(), at.capacity_unit()))
                .collect()
        },
        r#"algo-1 Some("cu-1")"#,
    ),
    (
        "TRAINING_JOB_NAME",
        "digits-7",
        "job_name",
        |env| env.job_name().unwrap().to_owned(),
        "digits-7",
    ),
    (
        "TRAINING_JOB_ARN",
        "arn:aws:x",
        "",
        |env| env.job_arn().unwrap().to_owned(),
        "arn:aws:x",
    ),
];

#[test]
fn each_fact_is_that_of_its_variable_else_of_the_training_env() {
    for &(variable, text, key, shown, expected) in VARIABLES {
        assert_eq!(shown(&env(&[(variable, text)])), expected, "{variable}");
        if key.is_empty() {
            continue;
        }
        let json: serde_json::Value = serde_json::from_str(text).unwrap_or_else(|_| text.into());
        // The driver writes some numbers as strings.
        if !json.is_object() {
            let as_text = serde_json::json!({ key: text }).to_string();
            assert_eq!(
                shown(&env(&[("SM_TRAINING_ENV", &as_text)])),
                expected,
                "{key}"
            );
        }
        let training_env = serde_json::json!({ key: json }).to_string();
        for empty in ["", "null"] {
            let env = env(&[("SM_TRAINING_ENV", &training_env), (variable, empty)]);
            assert_eq!(shown(&env), expected, "{key} beside {empty:?}");
        }
        // The variable wins.
        let other = serde_json::json!({ key: null, "model_dir": "/other" }).to_string();
        let env = env(&[("SM_TRAINING_ENV", &other), (variable, text)]);
        assert_eq!(shown(&env), expected, "{variable}");
    }
}

#[test]
fn what_nothing_says() {
    let env = env(&[]);
    let dirs = [
        env.input_dir(),
        env.input_config_dir(),
        env.input_data_dir(),
        env.output_dir(),
        env.output_data_dir(),
        env.output_intermediate_dir(),
        env.failure_file(),
        env.model_dir(),
        env.checkpoint_dir(),
    ];
    let layout = [
        "input",
        "input/config",
        "input/data",
        "output",
        "output/data",
        "output/intermediate",
        "output/failure",
        "model",
        "checkpoints",
    ];
    assert_eq!(
        dirs,
        layout
            .map(|dir| Path::new("/opt/ml").join(dir))
            .each_ref()
            .map(|dir| &**dir)
    );
    assert_eq!(
        (env.hosts().len(), env.current_host(), env.host_count()),
        (0, None, 1)
    );
    assert_eq!(
        (env.host_rank(), env.rank(), env.world_size()),
        (Some(0), Some(0), 1)
    );
    assert_eq!((env.local_rank(), env.local_world_size()), (0, 1));
    assert!(env.is_leader_host() && env.is_leader() && !env.is_hetero());
    assert_eq!(
        (env.current_instance_type(), env.network_interface_name()),
        ("local", "eth0")
    );
    assert_eq!((env.master_addr(), env.master_port()), (None, 7777));
    assert!(
        env.instance_groups().is_empty()
            && env.current_instance_group().is_none()
            && env.topology().is_empty()
    );
    assert_eq!(
        env.num_cpus(),
        std::thread::available_parallelism().unwrap().get()
    );
    assert_eq!(env.log_level(), LogLevel::INFO);
    assert_eq!(
        (env.job_name(), env.job_arn(), env.module_name()),
        (None, None, None)
    );
    assert!(env.user_args().is_empty() && env.channels().is_empty());
}

#[test]
fn python_writes_none_where_there_is_no_module() {
    assert_eq!(env(&[("SM_MODULE_NAME", "None")]).module_name(), None);
}

#[test]
fn directories_for_what_a_program_writes_are_made() {
    let folder = Folder::new("environment");
    let env = TrainingEnv::from_source(&Source::default().base_dir(folder.path())).unwrap();
    for _ in 0..2 {
        env.create_dirs().unwrap();
    }
    for dir in [env.model_dir(), env.output_data_dir(), env.checkpoint_dir()] {
        assert!(dir.is_dir(), "{}", dir.display());
    }
    // A file is in the way.
    std::fs::remove_dir(env.model_dir()).unwrap();
    folder.write("model", "");
    let error = env.create_dirs().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&env.model_dir().display().to_string()),
        "{error}"
    );
}

#[test]
fn the_layout_follows_the_directory_above() {
    let env = env(&[
        ("SAGEMAKER_BASE_DIR", "/base"),
        ("SM_OUTPUT_DIR", "/out"),
        ("SM_INPUT_DIR", "/in"),
    ]);
    assert_eq!(
        (env.output_data_dir(), env.failure_file()),
        (Path::new("/out/data"), Path::new("/out/failure"))
    );
    assert_eq!(
        (env.input_config_dir(), env.model_dir()),
        (Path::new("/in/config"), Path::new("/base/model"))
    );
    assert_eq!(
        (env.input_data_dir(), env.checkpoint_dir()),
        (Path::new("/in/data"), Path::new("/base/checkpoints"))
    );
}

#[test]
fn the_resource_config_has_what_no_variable_says() {
    let config = r#"{
        "current_host": "algo-2", "current_instance_type": "ml.p4d.24xlarge", "current_group_name": "gpu",
        "hosts": ["algo-3", "algo-1", "algo-2"], "network_interface_name": "eth2", "unknown": [1],
        "instance_groups": [
            {"instance_group_name": "cpu", "instance_type": "ml.c5.xlarge", "hosts": ["algo-1"]},
            {"instance_group_name": "gpu", "instance_type": "ml.p4d.24xlarge", "hosts": ["algo-3", "algo-2"]}
        ],
        "topology": [{"hostName": "algo-1"}]
    }"#;
    let folder = folder(config);
    let of_variable = env(&[("SM_RESOURCE_CONFIG", config)]);
    let of_folder = TrainingEnv::from_source(&bare(&folder)).unwrap();
    for env in [of_variable, of_folder] {
        assert_eq!(env.hosts(), ["algo-1", "algo-2", "algo-3"]);
        assert_eq!(
            (env.current_host(), env.host_rank(), env.host_count()),
            (Some("algo-2"), Some(1), 3)
        );
        assert_eq!(
            (env.rank(), env.world_size(), env.is_leader()),
            (Some(1), 3, false)
        );
        assert_eq!(
            (env.current_instance_type(), env.network_interface_name()),
            ("ml.p4d.24xlarge", "eth2")
        );
        assert!(env.is_hetero());
        let groups: Vec<(&str, Option<&str>, &[String])> = env
            .instance_groups()
            .iter()
            .map(|group| (group.name(), group.instance_type(), group.hosts()))
            .collect();
        let (cpu, gpu) = (
            ["algo-1".to_owned()],
            ["algo-2".to_owned(), "algo-3".to_owned()],
        );
        assert_eq!(
            groups,
            [
                ("cpu", Some("ml.c5.xlarge"), &cpu[..]),
                ("gpu", Some("ml.p4d.24xlarge"), &gpu[..])
            ]
        );
        assert_eq!(
            env.current_instance_group().map(InstanceGroup::name),
            Some("gpu")
        );
        assert_eq!(
            env.topology()
                .iter()
                .map(HostTopology::host)
                .collect::<Vec<_>>(),
            ["algo-1"]
        );
        assert_eq!(env.master_addr(), Some("algo-1"));
    }
}

/// Local mode omits most of it, and any part may be null.
#[test]
fn a_resource_config_may_lack_anything() {
    let config = r#"{"current_host": "algo-1-abcde", "hosts": ["algo-1-abcde"], "instance_groups": null, "topology": null}"#;
    let folder = folder(config);
    let env = TrainingEnv::from_source(&bare(&folder)).unwrap();
    assert_eq!(
        (
            env.host_rank(),
            env.current_instance_type(),
            env.network_interface_name()
        ),
        (Some(0), "local", "eth0")
    );
    assert_eq!(env.master_addr(), Some("algo-1-abcde"));
}

/// Whatever the sources provide: in a job with one machine, it is the first.
#[test]
fn the_only_host_is_the_first() {
    for variables in [
        &[("SM_CURRENT_HOST", "algo-1")][..],
        &[("SM_CURRENT_HOST", "algo-1"), ("SM_HOSTS", "[]")],
        &[("SM_HOSTS", r#"["algo-1"]"#)],
        &[],
    ] {
        let env = env(variables);
        assert_eq!(
            (env.host_rank(), env.host_count(), env.is_leader()),
            (Some(0), 1, true),
            "{variables:?}"
        );
    }
    // No source tells which of the two it is.
    assert_eq!(
        env(&[("SM_HOSTS", r#"["algo-1","algo-2"]"#)]).host_rank(),
        None
    );
}

#[test]
fn the_drivers_master_counts_where_there_is_such_a_host() {
    let of = |hosts: &str| {
        env(&[("SM_HOSTS", hosts), ("SM_MASTER_ADDR", "algo-1")])
            .master_addr()
            .map(str::to_owned)
    };
    assert_eq!(
        of(r#"["algo-1-x","algo-2-x"]"#).as_deref(),
        Some("algo-1-x")
    );
    assert_eq!(of(r#"["algo-0","algo-1"]"#).as_deref(), Some("algo-1"));
    assert_eq!(of("[]"), None);
}

#[test]
fn the_master_is_the_launchers() {
    let hosts = ("SM_HOSTS", r#"["algo-1","algo-2"]"#);
    let env = env(&[hosts, ("MASTER_ADDR", "10.0.0.1"), ("MASTER_PORT", "1234")]);
    assert_eq!(
        (env.master_addr(), env.master_port()),
        (Some("10.0.0.1"), 1234)
    );
}

#[test]
fn checkpoints_are_where_the_job_says() {
    let folder = folder("{}");
    let config = folder.at("input/config").display().to_string();
    let dir = || {
        // Only the container's own config contains a path that is valid here.
        let source = Source::process().base_dir(folder.path());
        TrainingEnv::from_source(&source).map(|env| env.checkpoint_dir().to_owned())
    };
    assert_eq!(dir().unwrap(), folder.path().join("checkpoints"));
    folder.write(
        "input/config/checkpointconfig.json",
        r#"{"LocalPath": "/opt/ml/elsewhere", "S3Uri": "s3://b/k"}"#,
    );
    assert_eq!(dir().unwrap(), folder.path().join("checkpoints"));
    folder.write("input/config/checkpointconfig.json", "\u{feff}{}");
    assert_eq!(dir().unwrap(), folder.path().join("checkpoints"));
    folder.write("input/config/checkpointconfig.json", r#"{"LocalPath": 7}"#);
    assert_eq!(
        dir().unwrap_err().problems()[0].to_string(),
        format!(
            "checkpointconfig.json: LocalPath is not a string (in {config}); expected a directory; write `\"LocalPath\": \
             \"/opt/ml/checkpoints\"`"
        )
    );
    // Whatever the spelling of its key.
    folder.write(
        "input/config/checkpointconfig.json",
        r#"{"Local\u0050ath": 7}"#,
    );
    assert_eq!(dir().unwrap_err().problems().len(), 1);
}

#[test]
fn a_text_that_no_rust_text_can_hold_says_nothing_in_the_training_env() {
    let env = env(&[
        (
            "SM_TRAINING_ENV",
            r#"{"module_name": "\ud800", "current_host": "\udc00"}"#,
        ),
        ("SM_RESOURCE_CONFIG", r#"{"current_host": "algo-1"}"#),
    ]);
    assert_eq!(env.current_host(), Some("algo-1"));
}

#[test]
fn of_repeated_keys_the_last_counts() {
    let config = r#"{"hosts": ["algo-2"], "hosts": ["algo-1"], "instance_groups":
        [{"instance_group_name": "a", "instance_group_name": "b", "hosts": ["algo-1"]}]}"#;
    let env = env(&[("SM_RESOURCE_CONFIG", config)]);
    assert_eq!(
        (env.hosts(), env.instance_groups()[0].name()),
        (&["algo-1".to_owned()][..], "b")
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let source = Source::from_vars([
        ("SM_NUM_GPUS", "many"),
        ("SM_HOSTS", "algo-1"),
        ("SM_LOG_LEVEL", "LOUD"),
        ("SM_MASTER_PORT", "70000"),
        ("SM_TRAINING_ENV", r#"{"num_cpus": -1, "topology": {}"#),
        (
            "SM_RESOURCE_CONFIG",
            r#"{"instance_groups": [{"hosts": []}], "network_interface_name": 7}"#,
        ),
    ]);
    let lines = problems(&source);
    let expected = [
        "SM_HOSTS: got \"algo-1\"; expected a JSON list such as `[\"algo-1\"]`",
        "instance_groups (SM_RESOURCE_CONFIG): got the list [{\"hosts\": []}]; expected groups such as `{\"instance_group_name\": \"gpus\", \"hosts\": [\"algo-1\"]}`",
        "topology (SM_TRAINING_ENV): got the object {}; expected a list such as `[{\"hostName\": \"algo-1\", \"capacityUnitId\": \"cu-1\"}]`",
        "network_interface_name (SM_RESOURCE_CONFIG): got the number 7; expected a string; write `\"network_interface_name\": \"7\"`",
        "SM_MASTER_PORT: got \"70000\"; expected a port, a whole number from 0 to 65535",
        "num_cpus (SM_TRAINING_ENV): got the number -1; expected a whole number, 1 or more",
        "SM_NUM_GPUS: got \"many\"; expected a whole number, 0 or more",
        "SM_LOG_LEVEL: got \"LOUD\"; expected one of Python's log levels, such as 20 or INFO",
    ];
    for line in expected {
        assert!(
            lines.iter().any(|told| told == line),
            "{line} in {lines:#?}"
        );
    }
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    let error = TrainingEnv::from_source(&source).unwrap_err();
    let gpus = error
        .problems()
        .iter()
        .find(|problem| problem.given() == Some("many"))
        .unwrap();
    assert_eq!(
        (gpus.kind(), gpus.origin()),
        (
            ProblemKind::Invalid,
            Some(&Origin::Variable("SM_NUM_GPUS".to_owned()))
        )
    );
}

/// The driver breaks it if a hyperparameter contains an apostrophe.
#[test]
fn a_number_that_cannot_be_is_a_problem_of_its_variable() {
    let of = |variable: &str, value: &str| {
        TrainingEnv::from_source(&Source::from_vars([(variable, value)]))
    };
    for (variable, least) in [
        ("SM_NUM_CPUS", 1),
        ("SM_NUM_GPUS", 0),
        ("SM_NUM_NEURONS", 0),
        ("SM_HOST_COUNT", 1),
    ] {
        let wrong = [
            "-1",
            "1e3",
            "99999999999999999999",
            "8.0",
            "+8",
            "08",
            "0x8",
            "[8]",
            "true",
            "NaN",
            "8 GPUs",
        ];
        for value in wrong.into_iter().chain((least == 1).then_some("0")) {
            let told = problems(&Source::from_vars([(variable, value)]));
            assert_eq!(
                told,
                [format!(
                    "{variable}: got \"{value}\"; expected a whole number, {least} or more"
                )]
            );
        }
        for value in ["8", " 8 ", "8\n", "\"8\"", "\u{feff}8"] {
            let env = of(variable, value).unwrap();
            let numbers = [
                env.num_cpus(),
                env.num_gpus(),
                env.num_neurons(),
                env.host_count(),
            ];
            assert!(numbers.contains(&8), "{variable}={value}");
        }
        for value in ["", "null"] {
            let env = of(variable, value).unwrap();
            assert!(
                env.num_cpus() > 0 && env.host_count() == 1,
                "{variable}={value}"
            );
        }
    }
}

/// They list the devices that a program may use, not those that exist.
#[test]
fn visible_devices_are_not_looked_at() {
    for variable in [
        "CUDA_VISIBLE_DEVICES",
        "NVIDIA_VISIBLE_DEVICES",
        "NEURON_RT_VISIBLE_CORES",
    ] {
        for devices in [
            "",
            "-1",
            "0,0",
            "0,,1",
            "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6",
            "NoDevFiles",
            "all",
            "null",
        ] {
            let env = env(&[
                (variable, devices),
                ("SM_NUM_GPUS", "4"),
                ("SM_NUM_NEURONS", "2"),
            ]);
            assert_eq!(
                (env.num_gpus(), env.num_neurons()),
                (4, 2),
                "{variable}={devices}"
            );
        }
    }
}

#[test]
fn a_broken_training_env_is_read_up_to_its_fault() {
    let broken = r#"{"current_host": "algo-1", "hosts": ["algo-1"], "hyperparameters": {"a": it"#;
    let env = env(&[("SM_TRAINING_ENV", broken)]);
    assert_eq!(
        (env.current_host(), env.host_rank()),
        (Some("algo-1"), Some(0))
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let folder = folder("{\"hosts\": ");
    let place = folder.at("input/config").display().to_string();
    let told = format!(
        "resourceconfig.json: invalid JSON at line 1, column 11, in the value of hosts: the text ends too early (cut off?) (in \
         {place}); expected a JSON value; write the rest of it, up to the closing `}}`"
    );
    assert_eq!(problems(&bare(&folder)), [told]);
}

#[test]
fn channels_are_in_the_training_env_too() {
    let training_env = r#"{"channel_input_dirs": {"Train": "/a", "train": "/b"},
        "input_data_config": {"Train": {"ContentType": "text/csv"}, "train": {}}, "hyperparameters": {"x": NaN}}"#;
    let both = env(&[("SM_TRAINING_ENV", training_env)]);
    assert_eq!(
        ["Train", "train"].map(|name| both.channel(name).unwrap().dir()),
        ["/a", "/b"].map(Path::new)
    );
    assert_eq!(
        both.channel("Train").unwrap().content_type(),
        Some("text/csv")
    );
    // Both have the same variable, so the driver confuses them here, too.
    let shared = env(&[
        ("SM_TRAINING_ENV", training_env),
        ("SM_CHANNEL_TRAIN", "/b"),
    ]);
    let layout = ["/opt/ml/input/data/Train", "/opt/ml/input/data/train"].map(Path::new);
    assert_eq!(
        ["Train", "train"].map(|name| shared.channel(name).unwrap().dir()),
        layout
    );
    let env = env(&[(
        "SM_TRAINING_ENV",
        r#"{"channel_input_dirs": {"val-data": "/v"}}"#,
    )]);
    assert_eq!(env.channel("val-data").unwrap().dir(), Path::new("/v"));
}

#[test]
fn an_invalid_directory_is_one_problem() {
    #[derive(Debug, SmChannels)]
    struct Data {
        #[allow(dead_code, reason = "only its problem matters")]
        train: Channel,
    }

    for json in [
        r#"{"input_dir": 5}"#,
        r#"{"input_data_dir": 5}"#,
        r#"{"channel_input_dirs": {"train": 5}}"#,
    ] {
        let source = Source::from_vars([("SM_TRAINING_ENV", json), ("SM_CHANNEL_TRAIN", "/t")]);
        let of_env = problems(&source);
        assert_eq!(of_env.len(), 1, "{json}: {of_env:?}");
        let error = Data::from_source(&source).unwrap_err();
        let of_channels: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
        assert_eq!(of_channels, of_env, "{json}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_told_and_a_path_may_be_so() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let bytes = OsStr::from_bytes(b"/\xff");
    assert_eq!(
        TrainingEnv::from_source(&Source::from_vars([("SM_MODEL_DIR", bytes)]))
            .unwrap()
            .model_dir(),
        bytes
    );
    let error = TrainingEnv::from_source(&Source::from_vars([("SM_NUM_CPUS", bytes)])).unwrap_err();
    assert_eq!(error.problems()[0].kind(), smenv::ProblemKind::NotUnicode);
    let said = problems(&Source::from_vars([("SM_HOSTS", bytes)]));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with(
            "SM_HOSTS: it is not UTF-8 at line 1, column 2 (byte 2); expected UTF-8; "
        ),
        "{said:?}"
    );
}

#[test]
fn log_levels_are_pythons() {
    for (text, number) in [
        ("10", 10),
        ("DEBUG", 10),
        ("info", 20),
        ("WARN", 30),
        ("50", 50),
        ("25", 25),
        ("0", 0),
    ] {
        assert_eq!(
            env(&[("SM_LOG_LEVEL", text)]).log_level(),
            LogLevel::from_number(number),
            "{text}"
        );
    }
    assert!(LogLevel::DEBUG < LogLevel::ERROR);
    assert_eq!(
        (
            LogLevel::WARNING.to_string(),
            LogLevel::from_number(25).to_string()
        ),
        ("WARNING".into(), "25".into())
    );
}

/// If a launcher provides it, that wins: the launcher has read the hyperparameter.
#[test]
fn a_bare_job_has_its_log_level_in_the_hyperparameters() {
    let folder = Folder::new("log-level");
    let read = |hps: &str, variables: &[(&str, &str)]| {
        folder.write("input/config/hyperparameters.json", hps);
        let base = ("SM_INPUT_CONFIG_DIR", folder.at("input/config"));
        let variables = variables
            .iter()
            .map(|(name, value)| (*name, value.into()))
            .chain([base]);
        TrainingEnv::from_source(&Source::from_vars(variables).base_dir(folder.path()))
    };
    for text in ["10", "DEBUG", r#"\"DEBUG\""#, r#"\"10\""#] {
        let hps = format!(r#"{{"sagemaker_container_log_level": "{text}"}}"#);
        assert_eq!(
            read(&hps, &[]).unwrap().log_level(),
            LogLevel::DEBUG,
            "{text}"
        );
        assert_eq!(
            read(&hps, &[("SM_LOG_LEVEL", "40")]).unwrap().log_level(),
            LogLevel::ERROR,
            "{text}"
        );
    }
    assert_eq!(
        read(r#"{"epochs": "3"}"#, &[]).unwrap().log_level(),
        LogLevel::INFO
    );
    let error = read(r#"{"sagemaker_container_log_level": "LOUD"}"#, &[]).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "sagemaker_container_log_level (hyperparameters.json): got \"LOUD\"; expected one of Python's log levels, such as \
         20 or INFO"
    );
}

// The paths of a container.
#[cfg(unix)]
#[test]
fn the_table_of_the_job_says_where_each_fact_is_from() {
    let folder = folder(r#"{"current_host": "algo-2", "hosts": ["algo-1", "algo-2"]}"#);
    let config_dir = folder.at("input/config").display().to_string();
    let env = env(&[
        ("SM_CHANNELS", r#"["train", "test"]"#),
        ("SM_CHANNEL_TRAIN", "/a"),
        (
            "SM_INPUT_DATA_CONFIG",
            r#"{"train": {"ContentType": "text/csv", "TrainingInputMode": "File"}}"#,
        ),
        ("SM_HOSTS", r#"["algo-1","algo-2"]"#),
        (
            "SM_TRAINING_ENV",
            r#"{"current_host": "algo-2", "job_name": "digits-7"}"#,
        ),
        ("SM_NUM_CPUS", "4"),
        ("SM_NUM_GPUS", "2"),
        ("SM_INPUT_CONFIG_DIR", &config_dir),
        ("SM_MODEL_DIR", "/model"),
    ]);
    assert_eq!(
        env.to_string(),
        "job            value                    from\n\
         name           digits-7                 SM_TRAINING_ENV\n\
         channel test   /opt/ml/input/data/test  default\n\
         channel train  /a (text/csv, File)      SM_CHANNEL_TRAIN\n\
         host           algo-2, 1 of 2           SM_TRAINING_ENV\n\
         process        1 of 2                   SM_TRAINING_ENV\n\
         instance type  local                    default\n\
         CPUs           4                        SM_NUM_CPUS\n\
         GPUs           2                        SM_NUM_GPUS\n\
         Neuron cores   0                        counted\n\
         model          /model                   SM_MODEL_DIR\n\
         output         /opt/ml/output/data      default\n\
         checkpoints    /opt/ml/checkpoints      default\n\
         log level      INFO                     default"
    );
    // In a bare container, it comes from the files.
    let table = TrainingEnv::from_source(&bare(&folder))
        .unwrap()
        .to_string();
    assert!(
        table.contains("1 of 2") && table.contains("resourceconfig.json"),
        "{table}"
    );
}

#[test]
fn a_row_of_the_jobs_table_is_one_line_whatever_is_in_it() {
    let config = r#"{"train": {"ContentType": "a\u001b[31m\nb"}}"#;
    let variables = [
        ("SM_INPUT_DATA_CONFIG", config),
        ("SM_CURRENT_HOST", "a\nb"),
        ("TRAINING_JOB_NAME", "x\ty"),
    ];
    let table = env(&variables).to_string();
    assert!(
        !table.contains(|c: char| c.is_control() && c != '\n'),
        "{table:?}"
    );
    let plain = env(&[("SM_CHANNELS", r#"["train"]"#), ("TRAINING_JOB_NAME", "x")]).to_string();
    assert_eq!(table.lines().count(), plain.lines().count(), "{table}");
}
