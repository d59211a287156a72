//! `secret`, `skip`, `tunable` with `scale`, and doc comments.

use std::time::Instant;

use crate::support::filled::{field, filled, job, leaves, names, problems};
use smenv::{FieldKind, Scale, SmCategorical, SmHyperparameters};

#[test]
fn a_secret_is_read_and_leaves_as_it_is_and_is_not_shown() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(secret)]
        key: String,
        #[sm(secret)]
        pin: Option<u16>,
        open: u8,
    }
    let source = job(r#"{"key": "hunter2", "open": 1}"#);
    let hp = Hyperparameters::from_source(&source).unwrap();
    assert_eq!((hp.key.as_str(), hp.pin, hp.open), ("hunter2", None, 1));
    leaves(&hp, &[("key", "hunter2"), ("open", "1")]);
    let explanation = hp.explain(&source);
    let values: Vec<Option<&str>> = explanation
        .rows()
        .iter()
        .map(|row| row.value.as_deref())
        .collect();
    assert_eq!(values, [Some("******"), None, Some("1")]);
    assert_eq!(
        problems::<Hyperparameters>(r#"{"key": "hunter2", "pin": 70000, "open": 256}"#),
        [
            "pin (SM_HPS): got [redacted]; expected an integer from 0 to 65535",
            "open (SM_HPS): got \"256\", but it is out of the type's range; expected an integer from 0 to 255",
        ],
    );
    assert!(
        field::<Hyperparameters>("key").is_secret()
            && !field::<Hyperparameters>("open").is_secret()
    );
}

#[test]
fn what_is_skipped_is_its_default_and_no_hyperparameter() {
    /// A type that cannot be a hyperparameter.
    #[derive(Debug, Default, PartialEq)]
    struct Counter(u8);

    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        epochs: u8,
        #[sm(skip)]
        counter: Counter,
        #[sm(skip, default = Instant::now())]
        started: Instant,
        #[sm(skip, default = "a")]
        name: String,
    }
    let before = Instant::now();
    let hp: Hyperparameters = filled("{\"epochs\": 1}");
    assert_eq!(
        (hp.epochs, &hp.counter, hp.name.as_str()),
        (1, &Counter(0), "a")
    );
    assert!(hp.started >= before);
    assert_eq!(names::<Hyperparameters>(), ["epochs"]);
    assert_eq!(
        hp.to_hyperparameters().into_keys().collect::<Vec<_>>(),
        ["epochs"]
    );
    assert_eq!(
        problems::<Hyperparameters>("{\"epochs\": 1, \"name\": \"b\"}"),
        ["name (SM_HPS): unknown hyperparameter; got \"b\"; use epochs"],
    );
}

#[derive(Clone, Copy, Debug, PartialEq, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[test]
fn what_is_tunable_says_along_which_scale() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(range = 1..=10)]
        fixed: u8,
        #[sm(range = 1..=10, tunable)]
        unsaid: u8,
        #[sm(range = 1..=10, tunable, scale = "auto")]
        auto: u8,
        #[sm(range = 1..=10, tunable, scale = "linear")]
        linear: u8,
        #[sm(range = 1e-6..=1.0, scale = "log", tunable)]
        log: f64,
        #[sm(range = 0.0..=0.999, tunable, scale = "reverse-log", default = 0.9, alias = "m")]
        reverse: f64,
        #[sm(tunable)]
        choice: Optimizer,
    }
    let scale = |name: &str| {
        (
            field::<Hyperparameters>(name).is_tunable(),
            field::<Hyperparameters>(name).scale(),
        )
    };
    assert_eq!(scale("fixed"), (false, None));
    assert_eq!(scale("unsaid"), (true, Some(Scale::Auto)));
    assert_eq!(scale("auto"), (true, Some(Scale::Auto)));
    assert_eq!(scale("linear"), (true, Some(Scale::Linear)));
    assert_eq!(scale("log"), (true, Some(Scale::Log)));
    assert_eq!(scale("reverse"), (true, Some(Scale::ReverseLog)));
    assert_eq!(scale("choice"), (true, Some(Scale::Auto)));
    // The value is that of any other field.
    let hp: Hyperparameters = filled(
        r#"{"fixed": 1, "unsaid": 1, "auto": 1, "linear": 1, "log": "1e-3", "m": 0.5, "choice": "sgd"}"#,
    );
    assert_eq!((hp.log, hp.reverse, hp.choice), (1e-3, 0.5, Optimizer::Sgd));
}

#[test]
fn doc_comments_are_descriptions() {
    /// Trains the digits classifier.
    ///
    /// On 28 by 28 pixels.
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        /// Samples per
        /// optimizer step.
        #[sm(default = 1)]
        batch_size: u8,
        #[doc = "In seconds."]
        #[sm(default = 2)]
        patience: u8,
        #[sm(default = 3)]
        silent: u8,
        /// Of the pictures.
        #[sm(flatten)]
        augment: Augment,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Augment {
        /** Mirrors them. */
        #[sm(default)]
        flip: bool,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (hp.batch_size, hp.patience, hp.silent, hp.augment.flip),
        (1, 2, 3, false)
    );
    assert_eq!(Hyperparameters::SPEC.name(), "Hyperparameters");
    assert_eq!(
        Hyperparameters::SPEC.docs(),
        "Trains the digits classifier.\n\nOn 28 by 28 pixels."
    );
    let docs = ["batch_size", "patience", "silent", "flip"]
        .map(|name| field::<Hyperparameters>(name).docs());
    assert_eq!(
        docs,
        [
            "Samples per\noptimizer step.",
            "In seconds.",
            "",
            "Mirrors them."
        ]
    );
    assert!(matches!(
        Hyperparameters::SPEC.fields()[3].kind(),
        FieldKind::Flatten { .. }
    ));
}
