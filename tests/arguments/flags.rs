//! Flags as arguments: `--flag` is true, `--no-flag` is false.

use smenv::{Origin, ProblemKind, SmHyperparameters, Source};

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Training {
    #[sm(alias = "sync")]
    syncbn: bool,
    #[sm(default = true)]
    shuffle: bool,
    use_amp: Option<bool>,
    #[sm(default = 1)]
    epochs: u32,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    #[sm(default)]
    no_decay: bool,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Augment {
    #[sm(default)]
    flip: bool,
}

fn source(arguments: &[&str]) -> Source {
    Source::from_vars([("SM_HPS", r#"{"syncbn": false}"#)]).args(arguments.iter().copied())
}

#[track_caller]
fn read(arguments: &[&str]) -> Training {
    Training::from_source(&source(arguments)).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn problem(arguments: &[&str]) -> String {
    let error = Training::from_source(&source(arguments)).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
    error.problems()[0].to_string()
}

#[test]
fn a_name_alone_is_true() {
    for arguments in [
        &["--syncbn"][..],
        &["--sync"],
        &["--syncbn", "--epochs", "1"],
        &["--epochs", "1", "--syncbn"],
        &["--syncbn", "true"],
        &["--syncbn=yes"],
        &["--syncbn", "train"],
    ] {
        assert!(read(arguments).syncbn, "{arguments:?}");
    }
    assert_eq!(
        (read(&["--use-amp"]).use_amp, read(&["--use_amp"]).use_amp),
        (Some(true), Some(true))
    );
    assert!(read(&["--aug-flip"]).augment.flip);
}

#[test]
fn a_name_with_no_before_it_is_false() {
    assert_eq!(
        (
            read(&[]).shuffle,
            read(&["--no-shuffle"]).shuffle,
            read(&["--no_shuffle"]).shuffle
        ),
        (true, false, false)
    );
    assert_eq!(read(&["--no-use-amp"]).use_amp, Some(false));
    assert!(!read(&["--no-aug-flip"]).augment.flip);
    assert!(!read(&["--no-sync", "train"]).syncbn);
    let hp = read(&["--no-shuffle"]);
    let explanation = hp.explain(&source(&["--no-shuffle"]));
    let row = explanation
        .rows()
        .iter()
        .find(|row| row.name == "shuffle")
        .unwrap();
    assert_eq!(
        row.origin,
        Some(Origin::Argument("--no-shuffle".to_owned()))
    );
}

#[test]
fn a_value_behind_it_is_taken() {
    for (word, value) in [("true", true), ("False", false), ("0", false), ("on", true)] {
        assert_eq!(read(&["--shuffle", word]).shuffle, value, "{word}");
        assert_eq!(
            read(&[&format!("--shuffle={word}")]).shuffle,
            value,
            "{word}"
        );
    }
}

#[test]
fn a_hyperparameter_of_that_very_name_goes_before() {
    assert!(read(&["--no-decay"]).no_decay);
    assert!(!read(&["--no-no-decay"]).no_decay);
}

#[test]
fn a_word_behind_it_that_is_no_value_is_a_problem() {
    assert_eq!(
        problem(&["--shuffle", "data"]),
        "shuffle (--shuffle): got \"data\"; expected true or false"
    );
    assert_eq!(
        problem(&["--shuffle", "true", "false"]),
        "shuffle (--shuffle): unexpected \"false\" after \"true\"; expected true or false; write `--shuffle true`",
    );
    assert_eq!(
        problem(&["--no-shuffle", "true"]),
        "shuffle (--no-shuffle): got \"--no-shuffle true\", but `--no-shuffle` takes no value; expected true or false; \
         write `--no-shuffle`, or `--shuffle` for the opposite",
    );
}

#[test]
fn both_are_a_conflict() {
    let error = Training::from_source(&source(&["--syncbn", "--no-syncbn"])).unwrap_err();
    assert_eq!(error.problems()[0].kind(), ProblemKind::Conflict);
    assert_eq!(
        error.problems()[0].to_string(),
        "syncbn: given twice, with different values: \"true\" (--syncbn) and \"false\" (--no-syncbn); keep one of them",
    );
    assert!(read(&["--syncbn", "--sync"]).syncbn, "they say the same");
}

#[test]
fn the_opposite_of_what_was_meant_is_not_suggested() {
    for (arguments, remedy) in [
        (&["--disable-shuffle"][..], "write `--no-shuffle`"),
        (&["--noshuffle"], "write `--no-shuffle`"),
        (&["--without_shuffle"], "write `--no-shuffle`"),
        (
            &["--no-epochs"],
            "leave it out, or write `--epochs INTEGER`",
        ),
    ] {
        let error = Training::from_source(&source(arguments)).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!(
            (problem.suggestion(), problem.remedy()),
            (None, Some(remedy)),
            "{error}"
        );
    }
    let error = Training::from_source(&Source::from_vars([(
        "SM_HPS",
        r#"{"syncbn": 1, "no-shuffle": 1}"#,
    )]))
    .unwrap_err();
    let said = "no-shuffle (SM_HPS): unknown hyperparameter; got \"1\"; set shuffle to the opposite instead";
    assert_eq!(error.problems()[0].to_string(), said);
    let variables = [("SM_HPS", r#"{"syncbn": 1}"#), ("SM_HP_NO_SHUFFLE", "1")];
    let error = Training::from_source(&Source::from_vars(variables)).unwrap_err();
    assert_eq!(
        error.problems()[0].remedy(),
        Some("set SM_HP_SHUFFLE to the opposite instead")
    );
}

#[test]
fn what_is_nearly_a_flag_with_no_in_its_name_is_its_opposite() {
    let error = Training::from_source(&source(&["--decay"])).unwrap_err();
    assert_eq!(
        (
            error.problems()[0].suggestion(),
            error.problems()[0].remedy()
        ),
        (None, Some("write `--no-decay=false`"))
    );
}

#[test]
fn the_last_word_of_a_hyperparameter_train_may_be_that_of_the_container() {
    #[derive(Debug, SmHyperparameters)]
    struct Own {
        #[sm(default)]
        train: bool,
        #[sm(default)]
        v: String,
        #[sm(default)]
        steps: u32,
    }
    let read =
        |arguments: &[&str]| Own::from_source(&Source::default().args(arguments.iter().copied()));
    for (arguments, train) in [
        (&["--v", "x", "train"][..], false),
        (&["--steps", "3", "train"], false),
        (&["--train", "train"], true),
        (&["--no-train", "train"], false),
        (&["--train", "--v", "x", "train"], true),
    ] {
        assert_eq!(read(arguments).unwrap().train, train, "{arguments:?}");
    }
    assert_eq!(read(&["--v", "train"]).unwrap().v, "train");
    assert!(read(&["train=true"]).is_err());
}

#[cfg(feature = "run")]
#[test]
fn the_short_word_for_help_is_no_value_of_a_flag() {
    use std::cell::Cell;
    use std::process::ExitCode;

    use smenv::{Job, run_from};

    // An argument that is not a hyperparameter would make it fail.
    let is_help = |arguments: &[&str]| {
        let has_trained = Cell::new(false);
        let source = source(arguments).var("SM_MODEL_DIR", "model");
        let code = run_from(source, |_: Job<Training>| {
            has_trained.set(true);
            Ok::<(), smenv::Error>(())
        });
        !has_trained.get() && format!("{code:?}") == format!("{:?}", ExitCode::SUCCESS)
    };
    for arguments in [
        &["--shuffle", "-h"][..],
        &["--no-shuffle", "-h"],
        &["--epochs", "2", "-h"],
        &["-h"],
    ] {
        assert!(is_help(arguments), "{arguments:?}");
    }
    assert!(!is_help(&["--shuffle"]) && !is_help(&["--epochs", "-h"]));
}
