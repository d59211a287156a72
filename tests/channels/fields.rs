//! `SmChannels`: which channels of a job fill a struct, by which names, and where their data is.

use std::path::Path;

use crate::support::Folder;
use crate::support::channels::{filled, job, problems};
use smenv::{Channel, InputMode, ProblemKind, SmChannels, Source, TrainingEnv};

/// The channels that the program requires and accepts.
#[derive(Debug, SmChannels)]
struct Data {
    /// What to learn from.
    train: Channel,
    validation: Option<Channel>,
}

#[test]
fn a_required_channel_must_be_there_and_an_optional_one_may() {
    let data: Data = filled(&job(&["train"]));
    assert_eq!(
        (data.train.name(), data.train.dir()),
        ("train", Path::new("/opt/ml/input/data/train"))
    );
    assert_eq!(
        (data.train.content_type(), data.train.input_mode()),
        (None, None)
    );
    assert!(data.validation.is_none());

    let data: Data = filled(&job(&["validation", "train"]));
    assert_eq!(data.validation.unwrap().name(), "validation");

    assert_eq!(
        problems::<Data>(&job(&["validation"])),
        [
            "channel train: missing; the only channel of this job is validation; add \"train\" to SM_CHANNELS"
        ]
    );
}

#[test]
fn a_missing_channel_is_told_with_those_that_are_there() {
    assert_eq!(
        problems::<Data>(&job(&[])),
        ["channel train: missing; this job has no channels; add \"train\" to SM_CHANNELS"]
    );
    assert_eq!(
        problems::<Data>(&job(&["code", "validation"])),
        [
            "channel train: missing; the channels of this job are code, validation; add \"train\" to SM_CHANNELS"
        ]
    );
    // In a job that SageMaker runs, the channels are in its description.
    let source = Source::from_vars([("SM_CHANNELS", "[]"), ("TRAINING_JOB_NAME", "digits-7")]);
    assert_eq!(
        problems::<Data>(&source),
        [
            "channel train: missing; this job has no channels; add a channel with this name to the job's InputDataConfig"
        ]
    );
}

#[test]
fn a_channel_by_a_wrong_name_is_one_problem() {
    let named = |name: &str, end: &str| {
        format!(
            "channel {name} (SM_CHANNELS): unknown channel; the required channel train is missing; {end}"
        )
    };
    for name in ["trian", "training", "Train", "TRAIN-DATA"] {
        let error = Data::from_source(&job(&[name])).unwrap_err();
        let [problem] = error.problems() else {
            panic!("{error}")
        };
        assert_eq!(
            problem.to_string(),
            named(name, "did you mean train?; write \"train\" in SM_CHANNELS")
        );
        assert_eq!(
            (problem.kind(), problem.name()),
            (ProblemKind::Unknown, Some(name))
        );
    }
    // The only unknown channel is taken for the only missing one.
    for names in [&["data"][..], &["code", "data", "validation"]] {
        let expected = named(
            "data",
            "expected the channel train; write \"train\" in SM_CHANNELS",
        );
        assert_eq!(problems::<Data>(&job(names)), [expected]);
    }
    // Other cases are separate mistakes.
    assert_eq!(
        problems::<Data>(&job(&["training", "tests"])),
        [
            "channel tests (SM_CHANNELS): unknown channel; expected one of the channels train, \
             validation; remove it from SM_CHANNELS",
            &named(
                "training",
                "did you mean train?; write \"train\" in SM_CHANNELS"
            ),
        ]
    );
    assert_eq!(
        problems::<Data>(&job(&["images", "labels"]))[0],
        "channel train: missing; the channels of this job are images, labels; add \"train\" to SM_CHANNELS"
    );
    let hosted = Source::from_vars([
        ("SM_CHANNELS", r#"["training"]"#),
        ("TRAINING_JOB_NAME", "digits-7"),
    ]);
    let expected = named(
        "training",
        "did you mean train?; rename it to train in the job's InputDataConfig",
    );
    assert_eq!(problems::<Data>(&hosted), [expected]);
    assert_eq!(
        problems::<Data>(&Source::from_vars([("SM_CHANNEL_TRAINING", "/data")])),
        [
            "channel training (SM_CHANNEL_TRAINING): unknown channel; the required channel train is \
          missing; did you mean train?; set SM_CHANNEL_TRAIN instead"
        ]
    );
}

#[test]
fn an_unknown_channel_is_told_with_the_nearest() {
    assert_eq!(
        problems::<Data>(&job(&["train", "validaton", "test"])),
        [
            "channel test (SM_CHANNELS): unknown channel; expected one of the channels train, \
             validation; remove it from SM_CHANNELS",
            "channel validaton (SM_CHANNELS): unknown channel; did you mean validation?; write \
             \"validation\" in SM_CHANNELS",
        ]
    );
    let source = Source::from_vars([("SM_CHANNEL_TRAIN", "/train"), ("SM_CHANNEL_TEST", "/test")]);
    assert_eq!(
        problems::<Data>(&source),
        [
            "channel test (SM_CHANNEL_TEST): unknown channel; expected one of the channels train, \
          validation; unset SM_CHANNEL_TEST"
        ]
    );
}

#[test]
fn allow_unknown_passes_over_the_others_alone() {
    #[derive(Debug, SmChannels)]
    #[sm(allow_unknown)]
    struct Data {
        train: Channel,
    }
    assert!(Data::SPEC.allows_unknown() && !self::Data::SPEC.allows_unknown());
    assert_eq!(
        filled::<Data>(&job(&["train", "validaton", "test"]))
            .train
            .name(),
        "train"
    );
    assert_eq!(
        problems::<Data>(&job(&["trian"])),
        ["channel train: missing; the only channel of this job is trian; did you mean trian?"]
    );
}

#[test]
fn the_drivers_own_channels_are_no_unknown_ones() {
    assert!(
        filled::<Data>(&job(&["code", "recipe", "sm_drivers", "train"]))
            .validation
            .is_none()
    );
    // They exist, though, and a field may take them.
    assert_eq!(
        problems::<Data>(&job(&["code", "sm_drivers"])),
        [
            "channel train: missing; the channels of this job are code, sm_drivers; add \"train\" to SM_CHANNELS"
        ]
    );
    #[derive(Debug, SmChannels)]
    struct WithCode {
        train: Channel,
        code: Channel,
    }
    let with_code: WithCode = filled(&job(&["code", "sm_drivers", "train"]));
    assert_eq!(
        (with_code.train.name(), with_code.code.name()),
        ("train", "code")
    );
    // A different spelling is not reserved.
    assert_eq!(
        problems::<Data>(&job(&["Code", "sm-drivers", "train"])),
        [
            "channel Code (SM_CHANNELS): unknown channel; expected one of the channels train, \
             validation; remove it from SM_CHANNELS",
            "channel sm-drivers (SM_CHANNELS): unknown channel; expected one of the channels train, \
             validation; remove it from SM_CHANNELS",
        ]
    );
}

#[test]
fn dashes_and_underscores_are_one_and_the_jobs_spelling_stays() {
    #[derive(Debug, SmChannels)]
    struct Data {
        train_data: Channel,
        #[sm(name = "val-data")]
        validation: Channel,
    }
    for names in [["train_data", "val-data"], ["train-data", "val_data"]] {
        let data: Data = filled(&job(&names));
        assert_eq!([data.train_data.name(), data.validation.name()], names);
        let dirs = names.map(|name| Path::new("/opt/ml/input/data").join(name));
        assert_eq!(
            [data.train_data.dir(), data.validation.dir()],
            [&dirs[0], &dirs[1]]
        );
    }
}

#[test]
fn two_names_of_a_job_that_fold_into_one_field_are_a_conflict() {
    #[expect(dead_code, reason = "it is only refused")]
    #[derive(Debug, SmChannels)]
    struct Data {
        train_data: Option<Channel>,
    }
    let source = job(&["train-data", "train_data"]);
    assert_eq!(
        problems::<Data>(&source),
        [
            "channel train_data: the job's channels train-data and train_data both match it; remove or rename one of \
          them"
        ]
    );
    let error = Data::from_source(&source).unwrap_err();
    assert_eq!(error.problems()[0].kind(), ProblemKind::Conflict);
    // The environment has both.
    let env = TrainingEnv::from_source(&source).unwrap();
    assert_eq!(env.channels().len(), 2);
    assert_eq!(
        env.channel("train-data").unwrap().dir(),
        Path::new("/opt/ml/input/data/train-data")
    );
    assert_eq!(
        env.channel("train_data").unwrap().dir(),
        Path::new("/opt/ml/input/data/train_data")
    );
}

/// In a job, they are two channels.
#[test]
fn case_counts() {
    assert_eq!(problems::<Data>(&job(&["Train"])).len(), 1);
    assert_eq!(
        problems::<Data>(&job(&["TRAIN", "train"])),
        [
            "channel TRAIN (SM_CHANNELS): unknown channel; expected one of the channels train, \
          validation; remove it from SM_CHANNELS"
        ]
    );
    #[derive(Debug, SmChannels)]
    #[sm(allow_unknown)]
    struct Upper {
        #[sm(name = "TRAIN")]
        train: Channel,
    }
    // The variable belongs to neither.
    let clash = Source::from_vars([
        ("SM_CHANNELS", r#"["train", "TRAIN"]"#),
        ("SM_CHANNEL_TRAIN", "/elsewhere"),
    ]);
    assert_eq!(
        filled::<Upper>(&clash).train.dir(),
        Path::new("/opt/ml/input/data/TRAIN")
    );
    let env = TrainingEnv::from_source(&clash).unwrap();
    assert_eq!(
        env.channel("train").unwrap().dir(),
        Path::new("/opt/ml/input/data/train")
    );
}

macro_rules! by_rule {
    ($($rule:literal: $names:expr;)*) => {
        $({
            #[derive(Debug, SmChannels)]
            #[sm(rename_all = $rule)]
            struct Data {
                train: Channel,
                val_data: Channel,
                r#type: Option<Channel>,
                #[sm(name = "Mine")]
                own: Option<Channel>,
            }
            let (rule, expected): (_, [&str; 3]) = ($rule, $names);
            let names = Data::SPEC.channels().iter().map(|channel| channel.name());
            assert_eq!(names.collect::<Vec<_>>(), [&expected[..], &["Mine"]].concat(), "{rule}");
            let data: Data = filled(&job(&[&expected[..], &["Mine"]].concat()));
            let Data { train, val_data, r#type, own } = &data;
            let names = [train, val_data, r#type.as_ref().unwrap(), own.as_ref().unwrap()].map(Channel::name);
            assert_eq!(names, [expected[0], expected[1], expected[2], "Mine"], "{rule}");
            let names = Data::names();
            assert_eq!([names.train, names.val_data, names.r#type], expected, "{rule}");
            assert_eq!(names.own, "Mine", "{rule}");
        })*
    };
}

#[test]
fn rename_all_has_serdes_rules_and_a_name_is_what_it_says() {
    by_rule! {
        "lowercase": ["train", "val_data", "type"];
        "UPPERCASE": ["TRAIN", "VAL_DATA", "TYPE"];
        "PascalCase": ["Train", "ValData", "Type"];
        "camelCase": ["train", "valData", "type"];
        "snake_case": ["train", "val_data", "type"];
        "SCREAMING_SNAKE_CASE": ["TRAIN", "VAL_DATA", "TYPE"];
        "kebab-case": ["train", "val-data", "type"];
        "SCREAMING-KEBAB-CASE": ["TRAIN", "VAL-DATA", "TYPE"];
    }
}

#[test]
fn any_name_that_sagemaker_takes_is_one() {
    #[derive(Debug, SmChannels)]
    struct Data {
        s: Channel,
        #[sm(name = "hps")]
        of_a_variable: Channel,
        #[sm(name = "2024.train-v1_x")]
        dated: Channel,
        #[sm(name = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg")]
        longest: Channel,
    }
    let names = Data::SPEC
        .channels()
        .iter()
        .map(|channel| channel.name())
        .collect::<Vec<_>>();
    assert_eq!(names[3].len(), 64);
    let data: Data = filled(&job(&names));
    assert_eq!(
        [data.s, data.of_a_variable, data.dated, data.longest]
            .each_ref()
            .map(Channel::name),
        names[..]
    );
}

#[test]
fn a_struct_without_channels_takes_a_job_without_any() {
    #[derive(Debug, SmChannels)]
    struct Unit;
    #[derive(Debug, SmChannels)]
    struct Empty {}
    let _: (Unit, Empty) = (filled(&job(&[])), filled(&job(&["code"])));
    assert_eq!(
        problems::<Unit>(&job(&["train"])),
        [
            "channel train (SM_CHANNELS): unknown channel; expected no channels; remove it from \
          SM_CHANNELS"
        ]
    );
    assert!(Unit::SPEC.channels().is_empty() && Empty::SPEC.channels().is_empty());
}

#[test]
fn a_channels_variable_is_its_directory() {
    let variables = [
        ("SM_CHANNELS", r#"["train", "val-data", "x.y", "rest"]"#),
        ("SM_CHANNEL_TRAIN", "/mnt/train"),
        ("SM_CHANNEL_VAL_DATA", "/mnt/val"),
        ("SM_CHANNEL_X.Y", "/mnt/xy"),
    ];
    let env = TrainingEnv::from_source(&Source::from_vars(variables)).unwrap();
    let dirs = ["train", "val-data", "x.y", "rest"].map(|name| env.channel(name).unwrap().dir());
    assert_eq!(
        dirs,
        [
            "/mnt/train",
            "/mnt/val",
            "/mnt/xy",
            "/opt/ml/input/data/rest"
        ]
        .map(Path::new)
    );
    // Under the toolkit, the dash is kept.
    let variables = [
        ("SM_CHANNELS", r#"["val-data"]"#),
        ("SM_CHANNEL_VAL-DATA", "/mnt/val"),
    ];
    let env = TrainingEnv::from_source(&Source::from_vars(variables)).unwrap();
    assert_eq!(env.channels()[0].dir(), Path::new("/mnt/val"));
}

/// The driver writes `_` for `-`: the variable belongs to one of them, but it is unknown to which.
#[test]
fn a_variable_that_two_channels_share_is_nobodys() {
    let dirs = |variables: &[(&str, &str)]| {
        let names = [("SM_CHANNELS", r#"["a-b", "a_b"]"#)];
        let env =
            TrainingEnv::from_source(&Source::from_vars([&names, variables].concat())).unwrap();
        ["a-b", "a_b"].map(|name| env.channel(name).unwrap().dir().to_owned())
    };
    assert_eq!(
        dirs(&[("SM_CHANNEL_A_B", "/x")]),
        ["/opt/ml/input/data/a-b", "/opt/ml/input/data/a_b"].map(Path::new)
    );
    assert_eq!(
        dirs(&[("SM_CHANNEL_A-B", "/x"), ("SM_CHANNEL_A_B", "/y")]),
        ["/x", "/opt/ml/input/data/a_b"].map(Path::new)
    );
}

#[test]
fn a_variable_alone_makes_a_channel_of_any_spelling() {
    #[derive(Debug, SmChannels)]
    struct Data {
        #[sm(name = "Train-Data")]
        train: Channel,
    }
    for variable in [
        "SM_CHANNEL_TRAIN_DATA",
        "SM_CHANNEL_TRAIN-DATA",
        "SM_CHANNEL_train_data",
    ] {
        let source = Source::from_vars([(variable, "/mnt/train")]);
        assert_eq!(filled::<Data>(&source).train.dir(), Path::new("/mnt/train"));
        let env = TrainingEnv::from_source(&source).unwrap();
        assert_eq!(
            env.channel("Train-Data").unwrap().dir(),
            Path::new("/mnt/train")
        );
    }
}

#[test]
fn the_environment_folds_dashes_where_that_leaves_one() {
    let env = TrainingEnv::from_source(&job(&["train-data", "a-b-c", "a_b_c"])).unwrap();
    assert_eq!(env.channel("train_data").unwrap().name(), "train-data");
    assert_eq!(env.channel("a_b_c").unwrap().name(), "a_b_c");
    assert!(env.channel("a_b-c").is_err() && env.channel("Train-Data").is_err());
}

#[test]
fn without_a_variable_the_layout_says_where_it_is() {
    let source = Source::from_vars([
        ("SM_CHANNELS", r#"["train"]"#),
        ("SAGEMAKER_BASE_DIR", "/base"),
    ]);
    assert_eq!(
        filled::<Data>(&source).train.dir(),
        Path::new("/base/input/data/train")
    );
}

#[test]
fn a_given_folder_goes_before_all_variables() {
    let folder = Folder::new("channels");
    let config = r#"{"train": {"ContentType": "text/csv", "TrainingInputMode": "FastFile"}}"#;
    folder.write("input/config/inputdataconfig.json", config);
    let variables = [
        ("SM_CHANNELS", r#"["validation"]"#),
        ("SM_CHANNEL_TRAIN", "/mnt/train"),
        (
            "SM_INPUT_DATA_CONFIG",
            r#"{"train": {"ContentType": "text/plain"}}"#,
        ),
        ("SAGEMAKER_BASE_DIR", "/base"),
    ];
    let data: Data = filled(&Source::from_vars(variables).base_dir(folder.path()));
    assert_eq!(data.train.dir(), folder.at("input/data/train"));
    assert_eq!(data.train.content_type(), Some("text/csv"));
    assert_eq!(data.train.input_mode(), Some(InputMode::FastFile));
    assert!(data.validation.is_none());
}

/// The first of these sources that exists lists the names.
#[test]
fn names_are_of_sm_channels_else_of_the_settings_else_of_the_variables() {
    let variables = [
        ("SM_CHANNELS", r#"["a"]"#),
        ("SM_INPUT_DATA_CONFIG", r#"{"b": {}}"#),
        ("SM_CHANNEL_C", "/c"),
        ("SM_CHANNEL_D_E", "/d/e"),
    ];
    for (from, expected) in [(0, &["a"][..]), (1, &["b"]), (2, &["c", "d_e"]), (4, &[])] {
        let env = TrainingEnv::from_source(&Source::from_vars(variables[from..].iter().copied()))
            .unwrap();
        let names: Vec<&str> = env.channels().iter().map(Channel::name).collect();
        assert_eq!(names, expected, "{:?}", &variables[from..]);
    }
    let env = TrainingEnv::from_source(&Source::from_vars(variables[2..].iter().copied())).unwrap();
    assert_eq!(env.channel("d_e").unwrap().dir(), Path::new("/d/e"));
}

#[test]
fn an_empty_list_is_a_job_without_channels() {
    let variables = [("SM_CHANNELS", "[]"), ("SM_CHANNEL_TRAIN", "/mnt/train")];
    assert!(
        TrainingEnv::from_source(&Source::from_vars(variables))
            .unwrap()
            .channels()
            .is_empty()
    );
}

#[test]
fn channels_are_by_name_and_each_is_there_once() {
    let env = TrainingEnv::from_source(&job(&["b", "a", "b", "C"])).unwrap();
    let names: Vec<&str> = env.channels().iter().map(Channel::name).collect();
    assert_eq!(names, ["C", "a", "b"]);
}

#[test]
fn a_channel_that_the_environment_lacks_is_told() {
    let told = |names: &[&str], name: &str| {
        let env = TrainingEnv::from_source(&job(names)).unwrap();
        env.channel(name).unwrap_err().problems()[0].to_string()
    };
    let add = "add \"train\" to SM_CHANNELS";
    assert_eq!(
        told(&[], "train"),
        format!("channel train: missing; this job has no channels; {add}")
    );
    assert_eq!(
        told(&["validation"], "train"),
        format!("channel train: missing; the only channel of this job is validation; {add}")
    );
    assert_eq!(
        told(&["trains", "validation"], "train"),
        "channel train: missing; the channels of this job are trains, validation; did you mean trains?"
    );
    let env = TrainingEnv::from_source(&job(&[])).unwrap();
    let error = env.channel("train").unwrap_err();
    assert_eq!(
        (error.problems().len(), error.problems()[0].kind()),
        (1, ProblemKind::Missing)
    );
    assert_eq!(error.problems()[0].name(), Some("train"));
}

#[test]
fn the_table_has_what_the_struct_says() {
    /// The digits.
    #[derive(Debug, SmChannels)]
    #[sm(rename_all = "kebab-case")]
    struct Digits {
        /// What to learn from.
        ///
        /// All of it.
        #[sm(
            content_type = "text/csv",
            content_type = "image/png",
            input_mode = "Pipe"
        )]
        train_set: Channel,
        validation: Option<Channel>,
    }
    let spec = Digits::SPEC;
    assert_eq!(
        (spec.name(), spec.docs(), spec.allows_unknown()),
        ("Digits", "The digits.", false)
    );
    let [train, validation] = spec.channels() else {
        panic!("{spec:?}")
    };
    assert_eq!(
        (train.name(), train.docs()),
        ("train-set", "What to learn from.\n\nAll of it.")
    );
    assert_eq!(
        (train.content_types(), train.input_modes()),
        (&["text/csv", "image/png"][..], &[InputMode::Pipe][..])
    );
    assert!(train.is_required() && !validation.is_required());
    assert_eq!((validation.name(), validation.docs()), ("validation", ""));
    assert!(validation.content_types().is_empty() && validation.input_modes().is_empty());
    let data: Digits = filled(&job(&["train-set"]));
    assert!(data.train_set.name() == "train-set" && data.validation.is_none());

    const TRAIN: &str = Digits::names().train_set;
    assert_eq!(
        (TRAIN, Digits::names().validation),
        ("train-set", "validation")
    );
}
