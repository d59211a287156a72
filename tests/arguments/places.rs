//! Channels and directories as arguments of a job: `--train ./data --model-dir ./out`.

use std::path::Path;

use crate::support::Folder;
use smenv::{
    Channel, Job, Origin, ProblemKind, SmChannels, SmHyperparameters, Source, TrainingEnv,
};

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1)]
    epochs: u32,
    #[sm(default)]
    quick: bool,
}

#[derive(Debug, SmChannels)]
#[sm(rename_all = "kebab-case")]
struct Data {
    #[sm(input_mode = "File")]
    train: Channel,
    held_out: Option<Channel>,
}

type Typed = Job<Hyperparameters, Data>;

fn nothing() -> Source {
    Source::from_vars([("", ""); 0])
}

#[track_caller]
fn read(source: &Source, arguments: &[&str]) -> Typed {
    Job::from_source(source.clone().args(arguments.iter().copied()))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn problems(source: &Source, arguments: &[&str]) -> Vec<String> {
    let error = Typed::from_source(source.clone().args(arguments.iter().copied())).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn a_program_runs_where_there_is_no_job() {
    let arguments = [
        "--epochs",
        "3",
        "--train",
        "./data",
        "--quick",
        "--model-dir",
        "./out",
        "--output_data_dir=o",
        "--checkpoint-dir",
        "c",
    ];
    let job = read(&nothing(), &arguments);
    assert_eq!(
        (job.hyperparameters.epochs, job.hyperparameters.quick),
        (3, true)
    );
    assert_eq!(job.channels.train.dir(), Path::new("./data"));
    assert!(job.channels.held_out.is_none());
    let env = &job.env;
    let dirs = [
        env.model_dir(),
        env.output_data_dir(),
        env.checkpoint_dir(),
        env.channel("train").unwrap().dir(),
    ];
    assert_eq!(dirs, ["./out", "o", "c", "./data"].map(Path::new));
    let read = read(&nothing(), &["--train=a b/ö", "--held_out", "x", "train"]);
    assert_eq!(read.channels.train.dir(), Path::new("a b/ö"));
    assert_eq!(read.channels.held_out.unwrap().dir(), Path::new("x"));
}

#[test]
fn they_win_over_variables_and_files_and_leave_the_rest_alone() {
    let folder = Folder::new("places");
    let config =
        r#"{"train": {"TrainingInputMode": "Pipe"}, "held-out": {"ContentType": "text/csv"}}"#;
    folder.write("input/config/inputdataconfig.json", config);
    folder.write(
        "input/config/checkpointconfig.json",
        r#"{"LocalPath": "/elsewhere"}"#,
    );
    // If the source has files, the directories of channels must exist.
    folder.write("here/digits.csv", "");
    folder.write("input/data/held-out/digits.csv", "");
    let in_folder = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (here, out, checkpoints) = (in_folder("here"), in_folder("out"), in_folder("c"));
    let variables = [
        ("SM_CHANNEL_TRAIN", "/job/train"),
        ("SM_MODEL_DIR", "/job/model"),
        ("SM_OUTPUT_DATA_DIR", "/job/data"),
    ];
    for source in [
        Source::from_vars(variables).base_dir(folder.path()),
        Source::from_vars(
            variables
                .into_iter()
                .chain([("SM_INPUT_DATA_CONFIG", config)]),
        ),
    ] {
        let job = read(
            &source,
            &[
                "--train",
                &here,
                "--model-dir",
                &out,
                "--checkpoint-dir",
                &checkpoints,
            ],
        );
        // The job's settings of the channel do not apply to this directory.
        assert_eq!(
            (job.channels.train.dir(), job.channels.train.input_mode()),
            (Path::new(&here), None)
        );
        assert_eq!(
            job.channels.held_out.unwrap().content_type(),
            Some("text/csv")
        );
        assert_eq!(
            (job.env.model_dir(), job.env.checkpoint_dir()),
            (Path::new(&out), Path::new(&checkpoints))
        );
        assert!(job.env.output_data_dir().ends_with("data"));
        assert_eq!(job.env.channels().len(), 2);
    }
}

#[test]
fn the_table_of_a_job_says_where_they_come_from() {
    let job = read(
        &nothing(),
        &[
            "--train",
            "./data",
            "--model_dir",
            "./out",
            "--checkpoint-dir=c",
        ],
    );
    let table = job.env.to_string();
    for (name, end) in [
        ("channel train", "--train"),
        ("model", "--model_dir"),
        ("checkpoints", "--checkpoint-dir"),
    ] {
        let line = table.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(line.ends_with(end), "{table}");
    }
    // Facts that are read from the job's source later include them, too.
    assert_eq!(
        TrainingEnv::from_source(job.source()).unwrap().model_dir(),
        Path::new("./out")
    );
    assert_eq!(
        Data::from_source(job.source()).unwrap().train.dir(),
        Path::new("./data")
    );
}

#[test]
fn a_hyperparameter_of_the_same_name_goes_before() {
    #[derive(Debug, SmHyperparameters)]
    struct Own {
        #[sm(alias = "train")]
        train_steps: u32,
        model_dir: String,
    }
    let source = Source::from_vars([("SM_CHANNELS", r#"["train"]"#)]).args([
        "--train",
        "5",
        "--model-dir",
        "x",
    ]);
    let job: Job<Own, Data> = Job::from_source(source).unwrap();
    assert_eq!(
        (
            job.hyperparameters.train_steps,
            job.hyperparameters.model_dir.as_str()
        ),
        (5, "x")
    );
    assert!(job.channels.train.dir().ends_with("input/data/train"));
    assert!(job.env.model_dir().ends_with("model"));
}

#[test]
fn a_place_without_a_directory_or_with_two_is_one_problem() {
    for (arguments, said) in [
        (
            &["--train"][..],
            "channel train (--train): its directory is missing; write `--train DIR`",
        ),
        (
            &["--train", "--quick"],
            "channel train (--train): its directory is missing; write `--train DIR`",
        ),
        (
            &["--train="],
            "channel train (--train): its directory is missing; write `--train DIR`",
        ),
        (
            &["--train", "a", "b"],
            "channel train (--train): unexpected \"b\" after its directory; write `--train a`",
        ),
        (
            &["--train", "a", "--train=b"],
            "channel train: given twice, with different values: \"a\" (--train) and \"b\" (--train); keep one of them",
        ),
        (
            &["–train", "a"],
            "channel train (–train): got \"–train\", but it starts with '–', which is not a hyphen; write `--train a`",
        ),
    ] {
        assert_eq!(problems(&nothing(), arguments), [said], "{arguments:?}");
    }
    let said = "model-dir (--model-dir): its directory is missing; write `--model-dir DIR`";
    assert_eq!(
        problems(&nothing(), &["--train", "a", "--model-dir"]),
        [said]
    );
    assert!(
        read(&nothing(), &["--train", "a", "--train", "a"])
            .channels
            .held_out
            .is_none(),
        "they say the same"
    );
}

/// With files, so that directories are checked.
#[test]
fn a_place_that_is_typed_wrongly_is_one_problem_where_directories_are_checked() {
    let folder = Folder::new("places-wrong");
    folder.write("tr/a.csv", "");
    let dir = folder.path().join("tr").to_str().unwrap().to_owned();
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    for arguments in [
        &["--train", &dir, "b"][..],
        &["--train"],
        &["--train=", &dir],
        &[&format!("train={dir}")],
        &["–train", &dir],
        &["-train", &dir],
        &["--data", &dir],
        &["--train", &dir, "--model-dir"],
    ] {
        assert_eq!(
            problems(&source, arguments).len(),
            1,
            "{arguments:?}: {:?}",
            problems(&source, arguments)
        );
    }
    let said = format!("-train: unknown hyperparameter; got {dir:?}; did you mean --train?");
    assert_eq!(problems(&source, &["-train", &dir]), [said]);
    let file = folder
        .path()
        .join("tr")
        .join("a.csv")
        .to_str()
        .unwrap()
        .to_owned();
    let said = problems(&source, &["--train", &file]);
    assert!(
        said.len() == 1
            && said[0].ends_with(&format!(
                "is a file, not a directory; pass its folder, {dir}"
            )),
        "{said:?}"
    );
}

#[test]
fn several_options_where_a_directory_is_expected_show_no_secret() {
    #[derive(Debug, SmHyperparameters)]
    struct Key {
        #[sm(secret)]
        pin: Option<String>,
        #[sm(default)]
        epochs: u32,
    }
    const REMEDY: &str =
        "pass each name and value as a separate argument, without quotes around all of them";
    let folder = Folder::new("places-secret");
    for source in [nothing(), nothing().base_dir(folder.path())] {
        for arguments in [
            &["--train tr --api-key hunter2"][..],
            &["--train", "tr --api-key hunter2"],
            &["--train=tr --pin hunter2"],
            &["--train", "api_key=hunter2"],
            &["--train", "tr api_key=hunter2"],
            &["--train", "tr pin hunter2"],
            &["--train", "tr", "pin", "hunter2"],
            &["--train", "tr", "--pin=hunter2", "--train=tr --pin hunter2"],
            &["–train", "tr --pin hunter2"],
            &["--train", "tr --pin", "--hunter2"],
            &["--epochs", "3", "--train", "tr --pin", "hunter2"],
            &["--train", "tr", "--model-dir", "m --pin hunter2"],
            &["--train", "a --pin hunter2", "--train", "b --pin hunter2"],
        ] {
            let error =
                Job::<Key, Data>::from_source(source.clone().args(arguments.iter().copied()))
                    .unwrap_err();
            assert!(
                !format!("{error}{error:?}").contains("hunter2"),
                "{arguments:?}: {error}"
            );
        }
        let error = Job::<Key, Data>::from_source(source.clone().args(["--train tr --epochs 3"]))
            .unwrap_err();
        assert_eq!(
            (error.problems().len(), error.problems()[0].remedy()),
            (1, Some(REMEDY)),
            "{error}"
        );
    }
}

#[test]
fn a_program_that_does_not_name_its_channels_is_not_told_to_pass_one() {
    let folder = Folder::new("places-unnamed");
    let missing = folder.path().join("nope");
    let none: [&str; 0] = [];
    let source = Source::process()
        .var("SM_CHANNEL_TRAIN", missing.to_str().unwrap())
        .args(none);
    let source = source.var("SM_MODEL_DIR", folder.path().to_str().unwrap());
    let error = Job::<Hyperparameters>::from_source(source.clone()).unwrap_err();
    assert_eq!(
        error.problems()[0].remedy(),
        Some("set SM_CHANNEL_TRAIN to the directory of its data"),
        "{error}"
    );
    let error = Typed::from_source(source).unwrap_err();
    let remedy = error.problems()[0].remedy();
    assert_eq!(
        remedy,
        Some("pass `--train DIR` or set SM_CHANNEL_TRAIN to the directory of its data"),
        "{error}"
    );
}

#[test]
fn a_misspelled_place_is_one_problem() {
    let said = "--trian: unknown hyperparameter; got \"./data\"; did you mean --train?";
    assert_eq!(problems(&nothing(), &["--trian", "./data"]), [said]);
    let said = "--held: unknown hyperparameter; got \"b\"; did you mean --held-out?";
    assert_eq!(
        problems(&nothing(), &["--train", "a", "--held", "b"]),
        [said]
    );
    for name in ["--test", "--data", "--data_dir"] {
        let error = Typed::from_source(nothing().args(["--train", "a", name, "./b"])).unwrap_err();
        let remedy = Some("pass the data as `--train DIR`, `--held-out DIR`");
        assert_eq!(
            (
                error.problems()[0].suggestion(),
                error.problems()[0].remedy()
            ),
            (None, remedy),
            "{error}"
        );
    }
    let error =
        Typed::from_source(nothing().args(["--train", "a", "--model-dri", "b"])).unwrap_err();
    assert_eq!(error.problems()[0].suggestion(), Some("--model-dir"));
}

#[test]
fn a_program_that_does_not_name_its_channels_is_referred_to_variables() {
    let remedy = |source: &Source, arguments: &[&str]| {
        let source = source.clone().args(arguments.iter().copied());
        let job = Job::<Hyperparameters>::from_source(source.clone());
        let error = Hyperparameters::from_source(&source).unwrap_err();
        assert_eq!(error.problems()[0].kind(), ProblemKind::Unknown);
        let remedy = error.problems()[0].remedy().map(str::to_owned);
        if let Err(error) = job {
            assert_eq!(error.problems()[0].remedy(), remedy.as_deref());
        }
        remedy.unwrap_or_default()
    };
    let job = Source::from_vars([("SM_CHANNELS", r#"["train", "birds-seen"]"#)]);
    assert_eq!(
        remedy(&job, &["--train", "./data"]),
        "set SM_CHANNEL_TRAIN=./data"
    );
    assert_eq!(
        remedy(&job, &["--birds_seen", "x"]),
        "set SM_CHANNEL_BIRDS_SEEN=DIR"
    );
    let job = Source::from_vars([("SM_CHANNEL_BIRDS", "/data/birds")]);
    assert_eq!(remedy(&job, &["--birds=../b"]), "set SM_CHANNEL_BIRDS=../b");
    // On a laptop there is no job.
    assert_eq!(
        remedy(&nothing(), &["--validation", "data/v"]),
        "set SM_CHANNEL_VALIDATION=data/v"
    );
    assert_eq!(
        remedy(&nothing(), &["--model-dir", "./out"]),
        "set SM_MODEL_DIR=./out"
    );
    assert_eq!(
        remedy(&nothing(), &["--output_data_dir", "./out"]),
        "set SM_OUTPUT_DATA_DIR=./out"
    );
    // An existing directory needs no slash; a missing one is not repeated.
    assert_eq!(
        remedy(&nothing(), &["--model-dir", "tests"]),
        "set SM_MODEL_DIR=tests"
    );
    for none in [
        "no-directory",
        "./a b",
        "./$HOME",
        &format!("./{}", "x".repeat(79)),
    ] {
        assert_eq!(
            remedy(&nothing(), &["--model-dir", none]),
            "set SM_MODEL_DIR=DIR"
        );
    }
    let most = format!("./{}", "x".repeat(78));
    assert_eq!(
        remedy(&nothing(), &["--model-dir", &most]),
        format!("set SM_MODEL_DIR={most}")
    );
    // Following the remedy helps.
    let job: Job<Hyperparameters> =
        Job::from_source(nothing().var("SM_CHANNEL_VALIDATION", "data/v")).unwrap();
    assert_eq!(
        job.env.channel("validation").unwrap().dir(),
        Path::new("data/v")
    );
}

#[test]
fn a_folder_of_the_job_is_a_channel_where_a_channel_may_have_its_name() {
    let folder = Folder::new("birds");
    folder.write("input/data/birds/a.txt", "");
    let remedy = |name: &str| {
        let source = nothing()
            .base_dir(folder.path())
            .args([format!("--{name}"), "./data".to_owned()]);
        let error = Hyperparameters::from_source(&source).unwrap_err();
        error.problems()[0].remedy().unwrap_or_default().to_owned()
    };
    let place = folder.at("input/data/birds");
    assert_eq!(
        remedy("birds"),
        format!("put the data of this channel into {}", place.display())
    );
    for other in ["bees", ".", "..", "birds/..", "birds/"] {
        let remedy = remedy(other);
        assert!(!remedy.contains("channel"), "{other}: {remedy}");
    }
}

#[test]
fn directories_are_typed_in_a_program_that_does_not_name_its_channels_too() {
    let job: Job<Hyperparameters> =
        Job::from_source(nothing().args(["--model-dir", "out", "--epochs", "2"])).unwrap();
    assert_eq!(
        (job.env.model_dir(), job.hyperparameters.epochs),
        (Path::new("out"), 2)
    );
}

#[test]
fn a_rendering_has_no_places() {
    let source = Source::from_vars([
        ("SM_HPS", r#"{"epochs": 2, "train": "x"}"#),
        ("SM_CHANNELS", r#"["train"]"#),
    ]);
    let error =
        Typed::from_source(source.args(["--epochs", "2", "--train", "x", "--held-out", "h"]))
            .unwrap_err();
    // The hyperparameter that the job sends but the program does not have.
    let problem = &error.problems()[0];
    assert_eq!(
        (error.problems().len(), problem.origin()),
        (1, Some(&Origin::Variable("SM_HPS".to_owned()))),
        "{error}"
    );
}

#[test]
fn one_variable_is_set_on_top_of_the_others() {
    let source = Source::from_vars([("SM_HP_EPOCHS", "2"), ("SM_MODEL_DIR", "a")]);
    let source = source
        .var("SM_HP_EPOCHS", "3")
        .var("SM_MODEL_DIR", "b")
        .var("PATH", "c")
        .var("SM_HPS", "{}");
    let job: Job<Hyperparameters> = Job::from_source(source.clone()).unwrap();
    assert_eq!(
        (job.hyperparameters.epochs, job.env.model_dir()),
        (3, Path::new("b"))
    );
    let shown = format!("{source:?}");
    assert!(
        !shown.contains("PATH") && shown.matches("SM_MODEL_DIR").count() == 1,
        "{shown}"
    );
}
