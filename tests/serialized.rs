//! What a program logs as JSON: errors, explanations, channels and the job's environment.

mod support;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};
use smenv::{
    Channel, DataDistribution, Error, Explanation, InputMode, Job, LogLevel, Origin, ProblemKind,
    RecordWrapper, SmChannels, SmHyperparameters, Source, TrainingEnv,
};
use support::Folder;

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(range = 1..=9)]
    epochs: u32,
    #[sm(default = "adam")]
    optimizer: String,
    warmup_steps: Option<u64>,
    #[sm(secret)]
    pin: Option<u16>,
}

#[derive(Debug, SmChannels)]
struct Data {
    #[allow(dead_code, reason = "the tests look at what is wrong")]
    train: Channel,
}

fn job(hps: &str) -> Source {
    Source::from_vars([("SM_HPS", hps)])
}

fn error(source: &Source) -> Error {
    Hyperparameters::from_source(source).unwrap_err()
}

fn value(serialize: &impl Serialize) -> Value {
    serde_json::to_value(serialize).unwrap()
}

/// The only problem of a job.
#[track_caller]
fn problem(source: &Source) -> Value {
    let error = error(source);
    assert_eq!(error.problems().len(), 1, "{error}");
    value(&error.problems()[0])
}

fn explanation(hps: &str) -> Explanation {
    let source = job(hps);
    Hyperparameters::from_source(&source)
        .unwrap()
        .explain(&source)
}

fn env(variables: &[(&str, &str)]) -> TrainingEnv {
    // Nothing is counted.
    let counts = [
        ("SM_NUM_CPUS", "4"),
        ("SM_NUM_GPUS", "0"),
        ("SM_NUM_NEURONS", "0"),
    ];
    let variables = counts.iter().chain(variables).copied();
    TrainingEnv::from_source(&Source::from_vars(variables)).unwrap()
}

/// The keys of an object, in their order.
fn keys(json: &str) -> Vec<String> {
    struct Keys(Vec<String>);
    impl<'de> serde::Deserialize<'de> for Keys {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Keys;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Keys, A::Error> {
                    let mut keys = Vec::new();
                    while let Some((key, _)) = map.next_entry::<String, serde::de::IgnoredAny>()? {
                        keys.push(key);
                    }
                    Ok(Keys(keys))
                }
            }
            deserializer.deserialize_map(Visitor)
        }
    }
    serde_json::from_str::<Keys>(json).unwrap().0
}

#[test]
fn an_error_has_its_problems_in_their_order() {
    let error = error(&job(r#"{"epochs": 10, "pni": 1}"#));
    let value = value(&error);
    let names: Vec<&Value> = value["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["name"])
        .collect();
    assert_eq!(names, ["epochs", "pni"]);
}

#[test]
fn an_error_without_a_note_has_a_null() {
    assert_eq!(value(&error(&job("{}")))["note"], Value::Null);
}

#[test]
fn an_error_has_its_note() {
    let folder = Folder::new("serialized");
    let error = Data::from_source(&Source::default().base_dir(folder.path())).unwrap_err();
    let note = value(&error)["note"].clone();
    let last = error.to_string().lines().last().unwrap().to_owned();
    assert_eq!(note.as_str().map(|note| format!("({note})")), Some(last));
}

#[test]
fn a_problem_has_all_keys_in_their_order() {
    let keys_of_a_problem = [
        "kind",
        "subject",
        "name",
        "origin",
        "given",
        "is_truncated",
        "reason",
        "expected",
        "suggestion",
        "remedy",
        "message",
    ];
    for hps in ["{}", r#"{"epochs": 10}"#, "broken"] {
        for problem in error(&job(hps)).problems() {
            assert_eq!(
                keys(&serde_json::to_string(problem).unwrap()),
                keys_of_a_problem
            );
        }
    }
}

#[test]
fn a_problem_has_what_its_methods_return() {
    let error = error(&job(r#"{"epochs": 10, "pni": 1}"#));
    for problem in error.problems() {
        let value = value(problem);
        assert_eq!(value["name"].as_str(), problem.name());
        assert_eq!(value["given"].as_str(), problem.given());
        assert_eq!(value["is_truncated"], problem.is_truncated());
        assert_eq!(value["reason"].as_str(), problem.reason());
        assert_eq!(value["expected"].as_str(), problem.expected());
        assert_eq!(value["suggestion"].as_str(), problem.suggestion());
        assert_eq!(value["remedy"].as_str(), problem.remedy());
    }
    assert_eq!(value(&error.problems()[1])["suggestion"], "pin");
}

#[test]
fn a_problem_has_its_line_as_a_message() {
    let error = error(&job(r#"{"epochs": 10}"#));
    let problem = &error.problems()[0];
    assert_eq!(value(problem)["message"], problem.to_string());
}

#[test]
fn what_a_problem_does_not_have_is_null() {
    let problem = problem(&job("{}"));
    for key in ["origin", "given", "reason", "suggestion"] {
        assert_eq!(problem[key], Value::Null, "{key}");
    }
}

#[test]
fn a_problem_has_the_reason_of_a_rule() {
    #[derive(Debug, SmHyperparameters)]
    struct Ruled {
        #[sm(validate = never)]
        #[allow(dead_code, reason = "it is never valid")]
        layers: u8,
    }
    fn never(_: &u8) -> Result<(), &'static str> {
        Err("it is odd")
    }
    let error = Ruled::from_source(&job(r#"{"layers": 3}"#)).unwrap_err();
    let problem = value(&error.problems()[0]);
    assert_eq!(
        (&problem["kind"], &problem["reason"]),
        (&json!("rejected"), &json!("it is odd"))
    );
}

#[test]
fn a_long_value_is_cut_as_in_the_message() {
    let problem = problem(&job(&json!({ "epochs": "x".repeat(200) }).to_string()));
    assert_eq!(problem["given"], "x".repeat(80));
    assert_eq!(problem["is_truncated"], true);
}

#[test]
fn a_secret_is_null() {
    let problem = problem(&job(r#"{"epochs": 1, "pin": "hunter2"}"#));
    assert_eq!(problem["given"], Value::Null);
    assert!(!problem.to_string().contains("hunter2"), "{problem}");
}

#[test]
fn a_name_with_a_secret_in_it_is_null() {
    let problem = problem(&job(r#"{"epochs": 1, "api_key=hunter2": 1}"#));
    assert_eq!(problem["name"], Value::Null);
    assert!(!problem.to_string().contains("hunter2"), "{problem}");
}

#[test]
fn kinds_are_in_snake_case() {
    let kinds = [
        ProblemKind::Missing,
        ProblemKind::Invalid,
        ProblemKind::OutOfRange,
        ProblemKind::Rejected,
        ProblemKind::Unknown,
        ProblemKind::Conflict,
        ProblemKind::NotUnicode,
        ProblemKind::Unreadable,
        ProblemKind::Unusable,
    ];
    assert_eq!(
        value(&kinds),
        json!([
            "missing",
            "invalid",
            "out_of_range",
            "rejected",
            "unknown",
            "conflict",
            "not_unicode",
            "unreadable",
            "unusable"
        ])
    );
}

#[test]
fn origins_have_a_type_and_a_name() {
    let origins = [
        Origin::Argument("--lr".to_owned()),
        Origin::Variable("SM_HP_LR".to_owned()),
        Origin::ConfigFile("hyperparameters.json".to_owned()),
        Origin::Default,
        Origin::Absent,
    ];
    assert_eq!(
        value(&origins),
        json!([
            { "type": "argument", "name": "--lr" },
            { "type": "variable", "name": "SM_HP_LR" },
            { "type": "config_file", "name": "hyperparameters.json" },
            { "type": "default", "name": null },
            { "type": "absent", "name": null },
        ])
    );
}

#[test]
fn a_problem_with_a_hyperparameter_has_it_as_its_subject() {
    for hps in ["{}", r#"{"epochs": 10}"#, r#"{"epochs": 1, "pni": 1}"#] {
        assert_eq!(problem(&job(hps))["subject"], "hyperparameter", "{hps}");
    }
}

#[test]
fn a_problem_with_a_channel_has_it_as_its_subject() {
    let error = Data::from_source(&Source::from_vars([("SM_CHANNELS", "[]")])).unwrap_err();
    assert_eq!(value(&error.problems()[0])["subject"], "channel");
}

#[test]
fn a_problem_with_another_fact_is_about_the_environment() {
    for (variable, text) in [
        ("SM_NUM_GPUS", "many"),
        ("SM_HOSTS", "1"),
        ("SM_RESOURCE_CONFIG", "broken"),
        ("SM_CHANNELS", "[broken"),
        ("SM_LOG_LEVEL", "loud"),
        ("WORLD_SIZE", "2"),
    ] {
        let error = TrainingEnv::from_source(&Source::from_vars([(variable, text)])).unwrap_err();
        for problem in error.problems() {
            assert_eq!(value(problem)["subject"], "training_env", "{problem}");
        }
    }
}

#[test]
fn a_source_of_hyperparameters_that_cannot_be_read_is_about_hyperparameters() {
    let folder = Folder::new("serialized");
    folder.write("input/config/hyperparameters.json", "broken");
    let of_file = Source::default().base_dir(folder.path());
    for source in [job("broken"), of_file] {
        let problem = problem(&source);
        assert_eq!(
            (&problem["kind"], &problem["subject"]),
            (&json!("unreadable"), &json!("hyperparameter"))
        );
    }
}

#[test]
fn a_problem_with_a_directory_has_it_as_its_subject() {
    let folder = Folder::new("serialized");
    folder.write("model", "a file, where the directory should be");
    folder.write("input/data/train/a.csv", "1\n");
    folder.write("input/config/hyperparameters.json", r#"{"epochs": "1"}"#);
    let source = Source::default().base_dir(folder.path());
    let error = Job::<Hyperparameters, Data>::from_source(source).unwrap_err();
    let problem = value(&error.problems()[0]);
    assert_eq!(
        (&problem["subject"], &problem["name"]),
        (&json!("directory"), &json!("model-dir"))
    );
}

#[test]
fn an_explanation_is_the_list_of_its_rows() {
    assert_eq!(
        value(&explanation(r#"{"epochs": 3}"#)),
        json!([
            { "name": "epochs", "value": "3", "origin": { "type": "variable", "name": "SM_HPS" } },
            { "name": "optimizer", "value": "adam", "origin": { "type": "default", "name": null } },
            { "name": "warmup-steps", "value": null, "origin": { "type": "absent", "name": null } },
            { "name": "pin", "value": null, "origin": { "type": "absent", "name": null } },
        ])
    );
}

#[test]
fn a_row_has_its_keys_in_their_order() {
    let explanation = explanation(r#"{"epochs": 3}"#);
    for row in explanation.rows() {
        assert_eq!(
            keys(&serde_json::to_string(row).unwrap()),
            ["name", "value", "origin"]
        );
    }
}

#[test]
fn a_secret_in_an_explanation_is_masked() {
    let rows = value(&explanation(r#"{"epochs": 3, "pin": 4711}"#));
    assert_eq!(rows[3]["value"], "******");
    assert!(!rows.to_string().contains("4711"), "{rows}");
}

#[test]
fn a_value_that_the_program_has_set_has_no_origin() {
    let source = job(r#"{"epochs": 3}"#);
    let mut hp = Hyperparameters::from_source(&source).unwrap();
    hp.epochs = 4;
    let rows = value(&hp.explain(&source));
    assert_eq!(
        (&rows[0]["value"], &rows[0]["origin"]),
        (&json!("4"), &Value::Null)
    );
}

#[test]
fn a_long_value_in_an_explanation_is_whole() {
    let long = "a".repeat(500);
    let rows = value(&explanation(
        &json!({ "epochs": 1, "optimizer": long }).to_string(),
    ));
    assert_eq!(rows[1]["value"], long);
}

// The paths of a container.
#[cfg(unix)]
#[test]
fn a_channel_has_all_its_settings_in_their_order() {
    let config = r#"{"train": {"ContentType": "text/csv", "TrainingInputMode": "Pipe",
        "S3DistributionType": "ShardedByS3Key", "RecordWrapperType": "RecordIO"}}"#;
    let env = env(&[("SM_INPUT_DATA_CONFIG", config)]);
    assert_eq!(
        serde_json::to_string(env.channel("train").unwrap()).unwrap(),
        concat!(
            r#"{"name":"train","dir":"/opt/ml/input/data/train","content_type":"text/csv","#,
            r#""input_mode":"Pipe","distribution":"ShardedByS3Key","record_wrapper":"RecordIO"}"#
        )
    );
}

#[test]
fn unknown_settings_of_a_channel_are_null() {
    let env = env(&[("SM_CHANNELS", r#"["train"]"#)]);
    let channel = value(&env.channels()[0]);
    for key in [
        "content_type",
        "input_mode",
        "distribution",
        "record_wrapper",
    ] {
        assert_eq!(channel[key], Value::Null, "{key}");
    }
}

#[test]
fn enums_are_the_words_of_sagemaker() {
    let modes = [InputMode::File, InputMode::Pipe, InputMode::FastFile];
    assert_eq!(value(&modes), json!(["File", "Pipe", "FastFile"]));
    let distributions = [
        DataDistribution::FullyReplicated,
        DataDistribution::ShardedByS3Key,
    ];
    assert_eq!(
        value(&distributions),
        json!(["FullyReplicated", "ShardedByS3Key"])
    );
    let wrappers = [RecordWrapper::None, RecordWrapper::RecordIO];
    assert_eq!(value(&wrappers), json!(["None", "RecordIO"]));
}

#[test]
fn a_log_level_is_a_number() {
    let levels = [
        LogLevel::DEBUG,
        LogLevel::WARNING,
        LogLevel::from_number(35),
    ];
    assert_eq!(value(&levels), json!([10, 30, 35]));
}

// The paths of a container.
#[cfg(unix)]
#[test]
fn the_environment_of_a_bare_container_has_every_key() {
    let env = env(&[]);
    assert_eq!(
        serde_json::to_string_pretty(&env).unwrap(),
        r#"{
  "job_name": null,
  "job_arn": null,
  "channels": [],
  "hosts": [],
  "current_host": null,
  "host_count": 1,
  "host_rank": 0,
  "is_leader_host": true,
  "rank": 0,
  "world_size": 1,
  "local_rank": 0,
  "local_world_size": 1,
  "is_leader": true,
  "current_instance_type": "local",
  "current_instance_group": null,
  "instance_groups": [],
  "is_hetero": false,
  "distribution_instance_groups": [],
  "topology": [],
  "network_interface_name": "eth0",
  "master_addr": null,
  "master_port": 7777,
  "num_cpus": 4,
  "num_gpus": 0,
  "num_neurons": 0,
  "log_level": 20,
  "input_dir": "/opt/ml/input",
  "input_config_dir": "/opt/ml/input/config",
  "input_data_dir": "/opt/ml/input/data",
  "output_dir": "/opt/ml/output",
  "output_data_dir": "/opt/ml/output/data",
  "output_intermediate_dir": "/opt/ml/output/intermediate",
  "failure_file": "/opt/ml/output/failure",
  "model_dir": "/opt/ml/model",
  "checkpoint_dir": "/opt/ml/checkpoints",
  "user_entry_point": null,
  "module_name": null,
  "module_dir": null,
  "framework_module": null,
  "source_dir": null,
  "entry_script": null,
  "distributed_driver_dir": null
}"#
    );
}

#[test]
fn the_environment_has_what_a_job_sets() {
    let groups = r#"{"current_host": "algo-1", "current_group_name": "gpus", "instance_groups": [
        {"instance_group_name": "gpus", "instance_type": "ml.g5.xlarge", "hosts": ["algo-1"]}],
        "topology": [{"hostName": "algo-1", "capacityUnitId": "cu-1"}, {"hostName": "algo-2"}]}"#;
    let env = value(&env(&[
        ("TRAINING_JOB_NAME", "digits-7"),
        ("SM_CHANNELS", r#"["train"]"#),
        ("SM_HOSTS", r#"["algo-1", "algo-2"]"#),
        ("SM_RESOURCE_CONFIG", groups),
        ("SM_LOG_LEVEL", "10"),
        ("SM_USER_ENTRY_POINT", "train.py"),
    ]));
    assert_eq!(env["job_name"], "digits-7");
    assert_eq!(env["channels"][0]["name"], "train");
    assert_eq!(
        (&env["host_rank"], &env["host_count"]),
        (&json!(0), &json!(2))
    );
    assert_eq!(env["current_instance_group"], "gpus");
    assert_eq!(
        env["instance_groups"],
        json!([{ "instance_group_name": "gpus", "instance_type": "ml.g5.xlarge", "hosts": ["algo-1"] }])
    );
    assert_eq!(
        env["topology"],
        json!([{ "host": "algo-1", "capacity_unit": "cu-1" }, { "host": "algo-2", "capacity_unit": null }])
    );
    assert_eq!(
        (&env["log_level"], &env["user_entry_point"]),
        (&json!(10), &json!("train.py"))
    );
}

/// The keys that the toolkit has too hold what the toolkit's hold.
#[test]
fn the_keys_of_the_toolkit_hold_the_same() {
    let toolkit = json!({
        "current_host": "algo-1",
        "current_instance_type": "ml.m5.xlarge",
        "hosts": ["algo-1"],
        "input_config_dir": "/a/config",
        "input_dir": "/a",
        "is_hetero": false,
        "job_name": "digits-7",
        "log_level": 30,
        "model_dir": "/m",
        "module_dir": "s3://bucket/source.tar.gz",
        "module_name": "train",
        "network_interface_name": "eth1",
        "num_cpus": 4,
        "num_gpus": 0,
        "num_neurons": 0,
        "output_data_dir": "/o/data",
        "output_dir": "/o",
        "output_intermediate_dir": "/o/intermediate",
        "user_entry_point": "train.py",
    });
    let env = value(&env(&[("SM_TRAINING_ENV", &toolkit.to_string())]));
    for (key, expected) in toolkit.as_object().unwrap() {
        assert_eq!(env[key], *expected, "{key}");
    }
}

/// Any argument and any key of a free object may be a secret.
#[test]
fn the_environment_leaves_out_what_may_be_a_secret() {
    let env = value(&env(&[
        ("SM_USER_ARGS", r#"["--pin", "hunter2"]"#),
        ("SM_FRAMEWORK_PARAMS", r#"{"pin": "hunter2"}"#),
        ("SM_DISTRIBUTED_CONFIG", r#"{"pin": "hunter2"}"#),
    ]));
    assert!(!env.to_string().contains("hunter2"), "{env}");
    for key in ["user_args", "framework_params", "distributed_config"] {
        assert!(env.get(key).is_none(), "{key}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf_8_is_shown_as_far_as_it_is() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let base = OsStr::from_bytes(b"/opt/\xff");
    let env = TrainingEnv::from_source(&Source::default().base_dir(base)).unwrap();
    assert_eq!(value(&env)["model_dir"], "/opt/\u{fffd}/model");
}

#[test]
fn everything_is_one_line() {
    let broken = error(&job("{\"epochs\": \"1\\n2\", \"a\\nb\": 1}"));
    let explained = explanation("{\"epochs\": 1, \"optimizer\": \"a\\nb\\r\\u2028c\"}");
    let env = env(&[("TRAINING_JOB_NAME", "a\nb")]);
    for json in [
        serde_json::to_string(&broken).unwrap(),
        serde_json::to_string(&explained).unwrap(),
        serde_json::to_string(&env).unwrap(),
    ] {
        assert!(!json.contains(char::is_control), "{json}");
    }
}

#[test]
fn everything_comes_back_through_a_value() {
    fn comes_back(serialize: &impl Serialize) {
        let text = serde_json::to_string(serialize).unwrap();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, value(serialize));
        let keys: BTreeSet<String> = match &read {
            Value::Object(object) => object.keys().cloned().collect(),
            _ => return,
        };
        assert_eq!(keys, self::keys(&text).into_iter().collect());
    }
    comes_back(&error(&job(r#"{"epochs": 10, "pni": 1}"#)));
    comes_back(&explanation(r#"{"epochs": 3}"#));
    comes_back(&env(&[("SM_CHANNELS", r#"["train"]"#)]));
}
