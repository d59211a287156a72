//! Structs of more hyperparameters than a job may have: what they send, and that it comes back.

mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;

use smenv::{SmHyperparameters, Source};
use support::Folder;
use support::filled::{filled, problems};

/// Defines a struct with these fields, each with a default of 1, and more fields of its own.
macro_rules! many {
    ($name:ident { $($own:tt)* } $($field:ident)*) => {
        #[derive(Debug, PartialEq, SmHyperparameters)]
        struct $name {
            $(#[sm(default = 1)] $field: u32,)*
            $($own)*
        }
    };
}

// As many as Hugging Face's training arguments.
many! {
    Arguments {
        output_dir: String,
        #[sm(secret, default = "none")]
        hub_token: String,
        #[sm(default = Some(3))]
        save_total_limit: Option<u32>,
        #[sm(default = None)]
        max_steps: Option<u32>,
        warmup_steps: Option<u32>,
        #[sm(default = vec![0.9, 0.999])]
        betas: Vec<f64>,
        #[sm(default = f64::NAN)]
        limit: f64,
        #[sm(flatten, prefix = "gen-")]
        generation: Generation,
    }
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
    d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
    g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9 i0 i1 i2 i3 i4 i5 i6 i7 i8 i9
    j0 j1 j2 j3 j4 j5 j6 j7 j8 j9 k0 k1 k2 k3 k4 k5 k6 k7 k8 k9 l0 l1 l2 l3 l4 l5 l6 l7 l8 l9
    m0 m1
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Generation {
    #[sm(default = 1)]
    num_beams: u32,
    #[sm(default = false)]
    sample: bool,
    max_length: u32,
}

many! {
    WithRest {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
    d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
    g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9 i0 i1 i2 i3 i4 i5 i6 i7 i8 i9
    j0 j1 j2 j3 j4 j5 j6 j7 j8
}

fn default_arguments() -> Arguments {
    filled(r#"{"output_dir": "/opt/ml/model", "gen-max_length": 20}"#)
}

#[track_caller]
fn sent<T: SmHyperparameters + Debug>(hp: &T) -> BTreeMap<String, String> {
    let sent = hp.to_hyperparameters();
    let folder = Folder::new("many");
    folder.write(
        "input/config/hyperparameters.json",
        &serde_json::to_string(&sent).unwrap(),
    );
    let back = T::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(format!("{back:?}"), format!("{hp:?}"));
    sent
}

#[test]
fn only_required_ones_count() {
    assert_eq!(Arguments::SPEC.len(), 132);
    assert_eq!(default_arguments().m1, 1);
    assert_eq!(
        problems::<Arguments>("{}"),
        [
            "output_dir: missing; expected a string; set SM_HP_OUTPUT_DIR, or add it to the job's hyperparameters",
            "gen-max_length: missing; expected an integer from 0 to 4294967295; set SM_HP_GEN_MAX_LENGTH",
        ],
    );
}

#[test]
fn what_equals_its_default_does_not_leave_where_it_would_be_too_many() {
    let sent = sent(&default_arguments());
    assert_eq!(
        sent.keys().collect::<Vec<_>>(),
        ["gen-max_length", "output_dir"]
    );
}

#[test]
fn what_differs_from_its_default_leaves() {
    let hp = Arguments {
        a3: 2,
        hub_token: "hf_x".to_owned(),
        save_total_limit: None,
        max_steps: Some(5),
        warmup_steps: Some(6),
        betas: vec![0.9],
        limit: 0.5,
        generation: Generation {
            num_beams: 4,
            sample: false,
            max_length: 20,
        },
        ..default_arguments()
    };
    let expected = [
        ("a3", "2"),
        ("betas", "[0.9]"),
        ("gen-max_length", "20"),
        ("gen-num_beams", "4"),
        ("hub_token", "hf_x"),
        ("limit", "0.5"),
        ("max_steps", "5"),
        ("output_dir", "/opt/ml/model"),
        ("save_total_limit", "None"),
        ("warmup_steps", "6"),
    ];
    assert_eq!(
        sent(&hp),
        expected
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    );
}

#[test]
fn a_hundred_leave_as_they_are_and_the_rest_counts() {
    let mut hp = WithRest::from_source(&Source::default()).unwrap();
    hp.rest.insert("x".to_owned(), "1.10".to_owned());
    assert_eq!(sent(&hp).len(), 100);
    hp.rest.insert("y".to_owned(), "2".to_owned());
    assert_eq!(sent(&hp).into_keys().collect::<Vec<_>>(), ["x", "y"]);
}

#[test]
fn what_does_not_leave_does_not_count() {
    #[derive(Debug, SmHyperparameters)]
    struct Few {
        #[sm(default = 1)]
        epochs: u8,
        note: Option<u8>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let mut hp: Few = filled("{}");
    assert_eq!((hp.epochs, hp.note), (1, None));
    hp.rest = (0..99)
        .map(|number| (format!("x{number}"), "a".to_owned()))
        .collect();
    let sent = sent(&hp);
    assert_eq!((sent.len(), sent["epochs"].as_str()), (100, "1"));
}

#[test]
fn nothing_is_lost_where_even_that_is_too_much() {
    let mut hp = WithRest::from_source(&Source::default()).unwrap();
    hp.rest
        .extend((0..200).map(|number| (format!("x{number}"), "1".to_owned())));
    hp.a0 = 2;
    assert_eq!(sent(&hp).len(), 201);
}

#[test]
fn a_default_that_does_not_count_is_not_asked_for() {
    fn fails() -> String {
        panic!("it is asked for")
    }
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = fails())]
        name: String,
    }
    assert_eq!(
        Hyperparameters {
            name: "a".to_owned()
        }
        .to_hyperparameters()["name"],
        "a"
    );
}

#[test]
fn none_leaves_as_a_word_only_where_the_default_is_another() {
    fn nothing() -> Option<u32> {
        None
    }
    type Maybe = Option<bool>;
    const NOTHING: Option<f64> = None;
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = None)]
        literal: Option<u32>,
        #[sm(default = Option::None)]
        path: Option<u32>,
        #[sm(default)]
        bare: Option<u32>,
        #[sm(default = nothing())]
        call: Option<u32>,
        #[sm(default = NOTHING)]
        constant: Option<f64>,
        #[sm(default = None)]
        alias: Maybe,
        #[sm(default = None)]
        text: Option<String>,
        #[sm(json, default = None)]
        json: Option<Vec<u8>>,
        #[sm(from_str, default = None)]
        from_str: Option<u8>,
        #[sm(default = Some(1))]
        other: Option<u32>,
        #[sm(json, default = Some(vec![]))]
        other_json: Option<Vec<u8>>,
    }
    let hp: Hyperparameters = filled(r#"{"other": "None", "other_json": "None"}"#);
    let expected = [("other", "None"), ("other_json", "None")];
    assert_eq!(
        sent(&hp),
        expected
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    );
}
