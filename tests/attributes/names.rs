//! `rename_all`, `name` and `alias`: the names of a hyperparameter.

use crate::support::filled::{field, filled, job, leaves, names, problems, refused};
use serde::Serialize;
use smenv::{ProblemKind, SmHyperparameters, Source};

macro_rules! by_rule {
    ($($rule:literal: $names:expr;)*) => {
        $({
            #[derive(Debug, Serialize, SmHyperparameters)]
            #[serde(rename_all = $rule)]
            #[sm(rename_all = $rule)]
            struct Hyperparameters {
                epochs: u8,
                batch_size: u8,
                use_bn_2: u8,
                r#type: u8,
            }
            let rule = $rule;
            let expected: [&str; 4] = $names;
            assert_eq!(names::<Hyperparameters>(), expected, "{rule}");

            let given: Vec<String> = expected.iter().zip(1..).map(|(name, value)| format!("{name:?}: {value}")).collect();
            let hp: Hyperparameters = filled(&format!("{{{}}}", given.join(", ")));
            assert_eq!((hp.epochs, hp.batch_size, hp.use_bn_2, hp.r#type), (1, 2, 3, 4), "{rule}");
            let texts = ["1", "2", "3", "4"];
            leaves(&hp, &std::array::from_fn::<_, 4, _>(|at| (expected[at], texts[at])));

            // The rules are serde's.
            let json = serde_json::to_string(&hp).unwrap();
            assert_eq!(json, format!("{{{}}}", given.join(",").replace(": ", ":")), "{rule}");

            let variables = expected.iter().map(|name| (format!("SM_HP_{}", name.to_uppercase()), "9"));
            let hp = Hyperparameters::from_source(&Source::from_vars(variables)).unwrap();
            assert_eq!((hp.epochs, hp.batch_size, hp.use_bn_2, hp.r#type), (9, 9, 9, 9), "{rule}");
        })*
    };
}

#[test]
fn rename_all_has_serdes_rules() {
    by_rule! {
        "lowercase": ["epochs", "batch_size", "use_bn_2", "type"];
        "UPPERCASE": ["EPOCHS", "BATCH_SIZE", "USE_BN_2", "TYPE"];
        "PascalCase": ["Epochs", "BatchSize", "UseBn2", "Type"];
        "camelCase": ["epochs", "batchSize", "useBn2", "type"];
        "snake_case": ["epochs", "batch_size", "use_bn_2", "type"];
        "SCREAMING_SNAKE_CASE": ["EPOCHS", "BATCH_SIZE", "USE_BN_2", "TYPE"];
        "kebab-case": ["epochs", "batch-size", "use-bn-2", "type"];
        "SCREAMING-KEBAB-CASE": ["EPOCHS", "BATCH-SIZE", "USE-BN-2", "TYPE"];
    }
}

#[test]
fn a_name_is_what_it_says() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(name = "learning-rate")]
        lr: f64,
        #[sm(name = "model.größe 2")]
        size: u8,
    }
    let hp: Hyperparameters = filled(r#"{"learning-rate": 0.5, "model.größe 2": 3}"#);
    assert_eq!((hp.lr, hp.size), (0.5, 3));
    assert_eq!(
        names::<Hyperparameters>(),
        ["learning-rate", "model.größe 2"]
    );
    leaves(&hp, &[("learning-rate", "0.5"), ("model.größe 2", "3")]);
    // The field's own name is not accepted.
    assert_eq!(
        problems::<Hyperparameters>(r#"{"lr": 0.5, "model.größe 2": 3}"#),
        ["lr (SM_HPS): unknown hyperparameter; got \"0.5\"; did you mean learning-rate?"],
    );
    let source = Source::from_vars([
        ("SM_HP_LEARNING_RATE", "0.5"),
        ("SM_HP_MODEL.GRÖSSE 2", "3"),
    ]);
    assert_eq!(Hyperparameters::from_source(&source).unwrap().size, 3);
}

#[test]
fn a_field_with_a_leading_underscore_keeps_it_or_has_a_dash_for_it() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "kebab-case")]
    struct Hyperparameters {
        _seed: u8,
    }
    let hp: Hyperparameters = filled(r#"{"_seed": 3}"#);
    leaves(&hp, &[("-seed", "3")]);
    let source = Source::from_vars([("SM_HP__SEED", "4")]);
    assert_eq!(Hyperparameters::from_source(&source).unwrap()._seed, 4);
}

#[test]
fn every_alias_is_a_name_and_the_canonical_one_is_told_and_leaves() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(alias = "lr", alias = "eta")]
        #[sm(alias = "step-size")]
        learning_rate: f64,
    }
    for name in [
        "learning_rate",
        "learning-rate",
        "lr",
        "eta",
        "step-size",
        "step_size",
    ] {
        let hp: Hyperparameters = filled(&format!("{{{name:?}: 0.5}}"));
        leaves(&hp, &[("learning_rate", "0.5")]);
        assert_eq!(
            problems::<Hyperparameters>(&format!("{{{name:?}: \"x\"}}"))[0],
            "learning_rate (SM_HPS): got \"x\"; expected a number"
        );
    }
    for variable in [
        "SM_HP_LEARNING_RATE",
        "SM_HP_LR",
        "SM_HP_ETA",
        "SM_HP_STEP_SIZE",
        "SM_HP_STEP-SIZE",
    ] {
        let source = Source::from_vars([("SM_HPS", "{\"eta\": 1}"), (variable, "0.5")]);
        assert_eq!(
            Hyperparameters::from_source(&source).unwrap().learning_rate,
            0.5,
            "{variable}"
        );
    }
    for argument in [
        "--learning-rate=0.5",
        "--lr=0.5",
        "--eta=0.5",
        "--step_size=0.5",
    ] {
        let source = job("{\"eta\": 1}").args([argument]);
        assert_eq!(
            Hyperparameters::from_source(&source).unwrap().learning_rate,
            0.5,
            "{argument}"
        );
    }
    assert_eq!(
        field::<Hyperparameters>("learning_rate")
            .aliases()
            .collect::<Vec<_>>(),
        ["lr", "eta", "step-size"]
    );
    assert_eq!(
        problems::<Hyperparameters>("{\"stepsize\": 1}")[0],
        "stepsize (SM_HPS): unknown hyperparameter; got \"1\"; did you mean step-size?",
    );
}

#[test]
fn a_name_goes_before_rename_all_and_aliases_stay_as_they_are() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "UPPERCASE")]
    struct Hyperparameters {
        #[sm(name = "learning-rate", alias = "lr")]
        learning_rate: f64,
        #[sm(alias = "bs")]
        batch_size: u8,
    }
    assert_eq!(names::<Hyperparameters>(), ["learning-rate", "BATCH_SIZE"]);
    let hp: Hyperparameters = filled(r#"{"lr": 0.5, "bs": 2}"#);
    assert_eq!((hp.learning_rate, hp.batch_size), (0.5, 2));
    let hp: Hyperparameters = filled(r#"{"learning_rate": 0.5, "BATCH-SIZE": 2}"#);
    assert_eq!((hp.learning_rate, hp.batch_size), (0.5, 2));
    // In SM_HPS, case matters.
    let error = refused::<Hyperparameters>(r#"{"lr": 0.5, "batch_size": 2}"#);
    let kinds: Vec<ProblemKind> = error
        .problems()
        .iter()
        .map(|problem| problem.kind())
        .collect();
    assert_eq!(kinds, [ProblemKind::Unknown]);
    assert_eq!(error.problems()[0].suggestion(), Some("BATCH_SIZE"));
}
