//! Arguments that are nearly right: one problem, with the correct spelling. Unknown and missing
//! names: what to do about them.

use smenv::{ProblemKind, SmCategorical, SmHyperparameters, Source};

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(range = 1..=100)]
    epochs: u32,
    #[sm(alias = "lr", default = 0.5)]
    learning_rate: f64,
    #[sm(default)]
    note: String,
    optimizer: Option<Optimizer>,
    #[sm(default)]
    layers: Vec<u32>,
    #[sm(default)]
    quick: bool,
}

#[derive(Debug, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

/// Returns the only problem with these arguments.
#[track_caller]
fn problem(arguments: &[&str]) -> String {
    let error = Hyperparameters::from_source(&Source::default().args(arguments.iter().copied()))
        .unwrap_err();
    assert_eq!(error.problems().len(), 1, "{arguments:?}: {error}");
    error.problems()[0].to_string()
}

#[test]
fn what_is_nearly_an_argument_says_what_to_write() {
    const EXPECTED: &str = "expected an integer from 1 to 100; write `--epochs 5`";
    for (arguments, said) in [
        (
            &["–epochs", "5"][..],
            "epochs (–epochs): got \"–epochs 5\", but it starts with '–', which is not a hyphen",
        ),
        (
            &["—epochs", "5"],
            "epochs (—epochs): got \"—epochs 5\", but it starts with '—', which is not a hyphen",
        ),
        (
            &["–-epochs=5"],
            "epochs (–-epochs): got \"–-epochs=5\", but it starts with '–', which is not a hyphen",
        ),
        (
            &["--epochs", "“5”"],
            "epochs (--epochs): got \"--epochs “5”\", but typographic quotes become part of the value",
        ),
        (
            &["--epochs=‘5’"],
            "epochs (--epochs): got \"--epochs=‘5’\", but typographic quotes become part of the value",
        ),
        (
            &["--epochs", "=", "5"],
            "epochs (--epochs): got \"--epochs = 5\", but there must be no spaces around `=`",
        ),
        (
            &["--epochs", "=5"],
            "epochs (--epochs): got \"--epochs =5\", but there must be no spaces around `=`",
        ),
        (
            &["--epochs=", "5"],
            "epochs (--epochs): got \"--epochs= 5\", but there must be no spaces around `=`",
        ),
        (
            &["--epochs==5"],
            "epochs (--epochs): got \"--epochs==5\", but it has an extra `=`",
        ),
        (
            &["--epochs:5"],
            "epochs (--epochs): got \"--epochs:5\", but a name and its value are separated by a space or `=`",
        ),
        (
            &["--epochs:", "5"],
            "epochs (--epochs): got \"--epochs: 5\", but a name and its value are separated by a space or `=`",
        ),
        (
            &["epochs:5"],
            "epochs: got \"epochs:5\", but a name and its value are separated by a space or `=`",
        ),
        (
            &["epochs=5"],
            "epochs: got \"epochs=5\", but argument names start with `--`",
        ),
        (
            &["epochs", "5"],
            "epochs: got \"epochs 5\", but argument names start with `--`",
        ),
        (
            &["--lr", "0.1", "epochs=5"],
            "epochs: got \"epochs=5\", but argument names start with `--`",
        ),
        (
            &["--quick", "epochs", "5"],
            "epochs: got \"epochs 5\", but argument names start with `--`",
        ),
        (
            &["--epochs", "5", "6"],
            "epochs (--epochs): unexpected \"6\" after \"5\"",
        ),
    ] {
        assert_eq!(
            problem(arguments),
            format!("{said}; {EXPECTED}"),
            "{arguments:?}"
        );
    }
    assert_eq!(
        problem(&["--epochs 5"]),
        "epochs (--epochs): got \"--epochs 5\", but the name and its value are in one argument; expected an integer from 1 to 100; \
         write `--epochs=5`",
    );
    assert_eq!(
        problem(&["--epochs"]),
        "epochs (--epochs): its value is missing; expected an integer from 1 to 100; write `--epochs INTEGER`",
    );
}

#[test]
fn a_name_that_is_nearly_right_has_the_right_one() {
    for (arguments, said) in [
        (
            &["-e", "5"][..],
            "-e: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["-epochs", "5"],
            "-epochs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["--Epochs", "5"],
            "--Epochs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["--epohcs", "5"],
            "--epohcs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["--epohcs", "5", "6"],
            "--epohcs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["--epohcs=5"],
            "--epohcs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
        (
            &["epohcs=5"],
            "epohcs: unknown hyperparameter; got \"5\"; did you mean --epochs?",
        ),
    ] {
        assert_eq!(problem(arguments), said, "{arguments:?}");
    }
}

#[test]
fn other_types_have_their_own_spelling() {
    let epochs = ["--epochs", "5"];
    for (arguments, remedy) in [
        (&["--optimizer", "“adam”"][..], "write `--optimizer adam`"),
        (&["–note", "two words"], "write `--note 'two words'`"),
        (&["--note", "“two", "words”"], "write `--note 'two words'`"),
        (&["–quick"], "write `--quick`"),
        (&["quick=true"], "write `--quick true`"),
        (&["–layers", "64", "32"], "write `--layers 64 32`"),
        (&["--optimizer"], "write `--optimizer adam`"),
        (&["--note"], "write `--note TEXT`"),
        (&["--lr"], "write `--lr NUMBER`"),
    ] {
        let error = Hyperparameters::from_source(
            &Source::default().args(epochs.iter().chain(arguments).copied()),
        )
        .unwrap_err();
        assert_eq!(
            (error.problems().len(), error.problems()[0].remedy()),
            (1, Some(remedy)),
            "{arguments:?}: {error}"
        );
    }
    // A text may be anything.
    let read = |note: &[&str]| {
        let source = Source::default().args(epochs.iter().chain(note).copied());
        Hyperparameters::from_source(&source).unwrap().note
    };
    assert_eq!(
        (read(&["--note", "=5"]), read(&["--note", "“x”"])),
        ("=5".to_owned(), "“x”".to_owned())
    );
    assert_eq!(
        (read(&["--note", "epochs=5"]), read(&["--note", "–x"])),
        ("epochs=5".to_owned(), "–x".to_owned())
    );
}

#[test]
fn the_word_train_of_the_container_among_values_is_to_be_removed() {
    for arguments in [
        &["--note", "x", "train", "--epochs", "5"][..],
        &["--lr", "0.5", "train", "--epochs", "5"],
        &["--lr=0.5", "train", "--epochs", "5"],
        &["--quick", "true", "train", "--epochs", "5"],
    ] {
        let error =
            Hyperparameters::from_source(&Source::default().args(arguments.iter().copied()))
                .unwrap_err();
        assert_eq!(
            error.problems()[0].remedy(),
            Some("remove `train`"),
            "{arguments:?}: {error}"
        );
    }
}

#[test]
fn several_options_in_one_argument_say_that_they_are_several_arguments() {
    const REMEDY: &str =
        "pass each name and value as a separate argument, without quotes around all of them";
    for arguments in [
        &["--epochs 5 --lr 0.1"][..],
        &["--epochs=5 --lr=0.1"],
        &["--epochs", "5 --lr 0.1"],
        &["--note x --epochs 5"],
        &["--zzz 5 --epochs 5"],
        &["--epochs", "5", "--layers 3 --quick"],
    ] {
        let error =
            Hyperparameters::from_source(&Source::default().args(arguments.iter().copied()))
                .unwrap_err();
        assert!(
            error
                .problems()
                .iter()
                .any(|problem| problem.remedy() == Some(REMEDY)),
            "{arguments:?}: {error}"
        );
    }
    let error =
        Hyperparameters::from_source(&Source::default().args(["--epochs", "5", "--note a -- b"]))
            .unwrap_err();
    assert_eq!(
        error.problems()[0].remedy(),
        Some("write `--note='a -- b'`"),
        "{error}"
    );
}

#[test]
fn words_without_a_name_are_one_problem() {
    let source = |arguments: &[&str]| {
        Source::default().args(["--epochs", "5"].iter().chain(arguments).copied())
    };
    let said = |arguments: &[&str]| {
        let error = Hyperparameters::from_source(&source(arguments)).unwrap_err();
        assert_eq!(error.problems().len(), 1, "{error}");
        error.problems()[0].to_string()
    };
    assert_eq!(
        said(&["--", "data", "more"]),
        "arguments: got \"-- data more\", but it is not needed: every value follows a name; remove it",
    );
    let error =
        Hyperparameters::from_source(&Source::default().args(["data", "more", "--epochs", "5"]))
            .unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "arguments: got \"data more\", but it does not follow a name; put its name before it, or remove it",
    );
}

#[test]
fn a_name_that_is_near_nothing_lists_the_known_names() {
    let source =
        Source::from_vars([("SM_HPS", r#"{"epochs": 5}"#)]).args(["--zzz", "1", "--xxxx", "2"]);
    let error = Hyperparameters::from_source(&source).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "--zzz: unknown hyperparameter; got \"1\"; use one of epochs, learning-rate, note, optimizer, layers, quick",
    );
    // Only once.
    assert_eq!(
        error.problems()[1].to_string(),
        "--xxxx: unknown hyperparameter; got \"2\""
    );

    #[derive(Debug, SmHyperparameters)]
    struct None {}
    let error = None::from_source(&source).unwrap_err();
    assert_eq!(
        error.problems()[0].remedy(),
        Some("remove it: this program has no hyperparameters")
    );
}

#[derive(Debug, SmHyperparameters)]
struct Required {
    epochs: u32,
    rate: f64,
    #[sm(secret)]
    api_key: String,
}

#[track_caller]
fn lines<T: SmHyperparameters + std::fmt::Debug>(source: &Source) -> Vec<String> {
    T::from_source(source)
        .unwrap_err()
        .problems()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_required_hyperparameter_that_is_misspelled_is_one_problem_in_every_source() {
    let rest = r#""rate": 0.5, "api_key": "x""#;
    let given = |hps: String| Source::from_vars([("SM_HPS", hps)]);
    let sound = || given(format!("{{{rest}}}"));
    for source in [
        given(format!("{{{rest}, \"epoch\": 5}}")),
        sound().var("SM_HP_EPOCH", "5"),
        sound().args(["--epoch", "5"]),
        sound().args(["--Epochs=5"]),
    ] {
        let error = Required::from_source(&source).unwrap_err();
        assert_eq!(
            (error.problems().len(), error.problems()[0].kind()),
            (1, ProblemKind::Unknown),
            "{error}"
        );
        assert!(
            error.problems()[0]
                .suggestion()
                .unwrap()
                .to_lowercase()
                .contains("epochs"),
            "{error}"
        );
    }
    // Another one is still missing.
    assert_eq!(
        lines::<Required>(&given(r#"{"epoch": 5, "api_key": "x"}"#.to_owned())).len(),
        2
    );
}

#[test]
fn what_is_missing_says_what_to_do() {
    assert_eq!(
        lines::<Required>(&Source::default()),
        [
            "epochs: missing; expected an integer from 0 to 4294967295; set SM_HP_EPOCHS, or add it to SM_HPS",
            "rate: missing; expected a number; set SM_HP_RATE",
            "api_key: missing; expected a string; set SM_HP_API_KEY",
        ],
    );
    let none: [&str; 0] = [];
    assert_eq!(
        lines::<Required>(&Source::default().base_dir("/not/there").args(none)),
        [
            "epochs: missing; expected an integer from 0 to 4294967295; pass `--epochs INTEGER`, set SM_HP_EPOCHS, or add it to \
             hyperparameters.json",
            "rate: missing; expected a number; pass `--rate NUMBER`",
            "api_key: missing; expected a string; set SM_HP_API_KEY",
        ],
    );
    let error = Required::from_source(&Source::default().base_dir("/not/there"))
        .unwrap_err()
        .to_string()
        .replace(std::path::MAIN_SEPARATOR, "/");
    assert!(
        error.ends_with("\n(/not/there/input/config/hyperparameters.json does not exist)"),
        "{error}"
    );
    let job = Source::from_vars([("SM_HPS", r#"{"rate": 1, "api_key": "x"}"#)]);
    assert_eq!(
        lines::<Required>(&job),
        [
            "epochs: missing; expected an integer from 0 to 4294967295; set SM_HP_EPOCHS, or add it to the job's hyperparameters"
        ],
    );
}

#[test]
fn of_many_that_are_missing_the_first_says_what_to_do() {
    #[derive(Debug, SmHyperparameters)]
    struct Many {
        a: u8,
        b: u8,
        c: u8,
        d: u8,
        e: u8,
        f: u8,
    }
    let error = Many::from_source(&Source::default()).unwrap_err();
    let remedies: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| problem.remedy())
        .collect();
    assert_eq!(
        remedies,
        [
            Some("set SM_HP_A, or add it to SM_HPS"),
            None,
            None,
            None,
            None,
            None
        ]
    );
}

#[test]
fn no_secret_is_in_what_to_write_instead() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(secret)]
        pin: u32,
        #[sm(default)]
        epochs: u32,
    }
    for arguments in [
        &["–pin", "4321"][..],
        &["pin=4321"],
        &["pin", "4321"],
        &["--pin==4321"],
        &["--pin", "=", "4321"],
        &["--pin", "“4321”"],
        &["--pin:4321"],
        &["--pin 4321"],
        &["--pin", "1", "4321"],
        &["--pin", "1", "--epochs", "2", "4321"],
        &["--pin", "1", "epochs=4321"],
    ] {
        let error =
            Job::from_source(&Source::default().args(arguments.iter().copied())).unwrap_err();
        assert!(
            !error.to_string().contains("4321"),
            "{arguments:?}: {error}"
        );
    }
}

#[derive(Debug, SmHyperparameters)]
struct Typed {
    #[sm(default)]
    epochs: u8,
    #[sm(default)]
    note: String,
    #[sm(default)]
    quick: bool,
    #[sm(default, secret)]
    pin: String,
    #[sm(default)]
    layers: Vec<u8>,
}

#[track_caller]
fn told(arguments: &[&str]) -> String {
    let source = Source::default().args(arguments.iter().copied());
    Typed::from_source(&source).unwrap_err().problems()[0].to_string()
}

#[test]
fn a_word_of_the_container_among_the_arguments_is_to_be_removed() {
    for name in ["--quick", "--quick=true", "--quick=no"] {
        assert_eq!(
            told(&[name, "train", "--epochs", "3"]),
            "quick (--quick): unexpected \"train\" among the arguments; expected true or false; remove `train`",
        );
    }
    assert_eq!(
        told(&["--epochs", "3", "train", "--note", "x"]),
        "epochs (--epochs): unexpected \"train\" among the arguments; expected an integer from 0 to 255; remove `train`",
    );
    let of_list = told(&["--layers", "3", "train", "--note", "x"]);
    assert!(
        of_list
            .starts_with("layers (--layers): got \"[3,\\\"train\\\"]\", but item 2 is \"train\""),
        "{of_list}"
    );
}

#[test]
fn an_equals_sign_is_a_text_and_nothing_else() {
    let typed = Typed::from_source(&Source::default().args(["--note", "=", "--pin="])).unwrap();
    assert_eq!(
        (
            typed.note.as_str(),
            typed.pin.as_str(),
            typed.quick,
            typed.layers.len()
        ),
        ("=", "", false, 0)
    );
    assert_eq!(
        told(&["--epochs", "="]),
        "epochs (--epochs): got \"=\", but it has an `=`, and only the value belongs here; expected an integer from 0 to 255",
    );
    assert_eq!(
        told(&["--epochs="]),
        "epochs (--epochs): got \"\", but it is empty; expected an integer from 0 to 255",
    );
}

#[test]
fn a_value_beside_a_secret_is_shown_where_it_is_one_word() {
    assert_eq!(
        told(&["--epochs", "x", "--pin", "y"]),
        "epochs (--epochs): got \"x\"; expected an integer from 0 to 255"
    );
    assert!(told(&["--epochs", "=3", "--pin", "y"]).ends_with("write `--epochs 3`"));
}

/// As SageMaker passes it, and as a script forwards its own arguments.
#[test]
fn the_container_may_say_train_before_and_behind() {
    for arguments in [
        &["train"][..],
        &["train", "train"],
        &["train", "--epochs", "3", "train"],
    ] {
        assert!(
            Typed::from_source(&Source::default().args(arguments.iter().copied())).is_ok(),
            "{arguments:?}"
        );
    }
    let told = told(&["train", "x", "train"]);
    assert!(told.contains("\"x\"") && !told.contains("train"), "{told}");
}
