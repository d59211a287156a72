//! `flatten`: a struct's hyperparameters among those of another, with or without a prefix.

use crate::support::filled::{filled, job, leaves, names, problems, refused};
use smenv::{FieldKind, Origin, ProblemKind, SmHyperparameters, Source};

/// Nested three deep.
#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Outer {
    batch_size: u32,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    #[sm(flatten)]
    schedule: Schedule,
}

#[derive(Debug, SmHyperparameters)]
struct Augment {
    #[sm(default = true)]
    flip_x: bool,
    #[sm(flatten, prefix = "crop_")]
    crop: Crop,
}

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case", validate = fits)]
struct Crop {
    #[sm(alias = "width", range = 1..=512)]
    crop_size: u16,
    #[sm(flatten, prefix = "fill-")]
    fill: Fill,
}

fn fits(crop: &Crop) -> Result<(), String> {
    let Crop {
        crop_size,
        fill: Fill { color },
    } = crop;
    if usize::from(*crop_size) >= color.len() {
        Ok(())
    } else {
        Err(format!("the fill does not fit into {crop_size}"))
    }
}

#[derive(Debug, SmHyperparameters)]
struct Fill {
    #[sm(default = "red", secret)]
    color: String,
}

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "camelCase")]
struct Schedule {
    warmup_steps: Option<u64>,
}

const ALL: [&str; 5] = [
    "batch-size",
    "aug-flip_x",
    "aug-crop_crop-size",
    "aug-crop_fill-color",
    "warmupSteps",
];

#[test]
fn each_struct_names_its_own_and_prefixes_stand_before() {
    assert_eq!(names::<Outer>(), ALL);
    assert_eq!(Outer::SPEC.len(), 5);
    let hp: Outer = filled(
        r#"{"batch-size": 8, "aug-flip_x": false, "aug-crop_crop-size": 32, "aug-crop_fill-color": "blue", "warmupSteps": 9}"#,
    );
    assert_eq!(
        (hp.batch_size, hp.augment.flip_x, hp.augment.crop.crop_size),
        (8, false, 32)
    );
    assert_eq!(
        (
            hp.augment.crop.fill.color.as_str(),
            hp.schedule.warmup_steps
        ),
        ("blue", Some(9))
    );
    leaves(
        &hp,
        &[
            (ALL[0], "8"),
            (ALL[1], "false"),
            (ALL[2], "32"),
            (ALL[3], "blue"),
            (ALL[4], "9"),
        ],
    );
    let [
        FieldKind::Hyperparameter,
        FieldKind::Flatten {
            spec,
            prefix: "aug-",
            ..
        },
        FieldKind::Flatten { prefix: "", .. },
    ] = Outer::SPEC
        .fields()
        .iter()
        .map(|field| field.kind())
        .collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", Outer::SPEC);
    };
    assert_eq!((spec.name(), spec.len()), ("Augment", 3));
}

#[test]
fn dashes_and_underscores_are_one_across_the_prefix() {
    let hp: Outer = filled(r#"{"batch_size": 8, "aug_flip-x": false, "aug_crop_width": 32}"#);
    assert_eq!((hp.augment.flip_x, hp.augment.crop.crop_size), (false, 32));
    let variables = [
        ("SM_HP_BATCH_SIZE", "8"),
        ("SM_HP_AUG_CROP_CROP_SIZE", "32"),
        ("SM_HP_AUG-FLIP-X", "no"),
        ("SM_HP_WARMUPSTEPS", "1"),
    ];
    let hp = Outer::from_source(&Source::from_vars(variables)).unwrap();
    assert_eq!(
        (
            hp.augment.flip_x,
            hp.augment.crop.crop_size,
            hp.schedule.warmup_steps
        ),
        (false, 32, Some(1))
    );
    let arguments = [
        "--batch-size=8",
        "--aug-crop-width",
        "16",
        "--warmupSteps",
        "2",
    ];
    let hp = Outer::from_source(&Source::from_vars([("", ""); 0]).args(arguments)).unwrap();
    assert_eq!(
        (hp.augment.crop.crop_size, hp.schedule.warmup_steps),
        (16, Some(2))
    );
}

#[test]
fn problems_have_the_whole_name() {
    assert_eq!(
        problems::<Outer>(
            r#"{"batch-size": 8, "aug-flip_x": "maybe", "aug-crop_width": 0, "aug-crop_fill-colour": "red"}"#
        ),
        [
            "aug-flip_x (SM_HPS): got \"maybe\"; expected true or false",
            "aug-crop_crop-size (SM_HPS): got \"0\"; expected an integer from 1 to 512",
            "aug-crop_fill-colour (SM_HPS): unknown hyperparameter; got [redacted]; did you mean \
             aug-crop_fill-color?",
        ],
    );
    assert_eq!(
        problems::<Outer>(r#"{"batch-size": 8, "flip_x": true, "aug-warmupSteps": 1}"#),
        [
            "aug-crop_crop-size: missing; expected an integer from 1 to 512; set SM_HP_AUG_CROP_CROP_SIZE, or add it to the job's \
             hyperparameters",
            "flip_x (SM_HPS): unknown hyperparameter; got \"true\"; did you mean aug-flip_x?",
            "aug-warmupSteps (SM_HPS): unknown hyperparameter; got \"1\"; did you mean warmupSteps?",
        ],
    );
    let both =
        refused::<Outer>(r#"{"batch-size": 8, "aug-crop_width": 1, "aug-crop_crop-size": 2}"#);
    assert_eq!(
        (both.problems()[0].kind(), both.problems()[0].name()),
        (ProblemKind::Conflict, Some("aug-crop_crop-size"))
    );
}

#[test]
fn a_rule_of_an_inner_struct_is_asked() {
    let error = refused::<Outer>(r#"{"batch-size": 8, "aug-crop_width": 2}"#);
    assert_eq!(error.problems().len(), 1, "{error}");
    assert_eq!(error.problems()[0].kind(), ProblemKind::Rejected);
    assert_eq!(
        error.problems()[0].to_string(),
        "aug-crop_*: validation by `fits` failed (reason redacted: it may quote the secret aug-crop_fill-color)",
    );
}

#[test]
fn origins_and_secrets_are_those_of_the_inner_fields() {
    let source = job(r#"{"batch-size": 8, "aug-crop_width": 16, "aug-crop_fill-color": "blue"}"#);
    let explanation = Outer::from_source(&source).unwrap().explain(&source);
    let rows = explanation.rows();
    assert_eq!(
        rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ALL
    );
    assert_eq!(rows[1].origin, Some(Origin::Default));
    assert_eq!(
        (rows[3].value.as_deref(), &rows[3].origin),
        (Some("******"), &Some(Origin::Variable("SM_HPS".to_owned())))
    );
    assert_eq!(rows[4].origin, Some(Origin::Absent));
}

#[test]
fn one_struct_may_be_there_twice_under_different_prefixes() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(flatten, prefix = "train-")]
        train: Loader,
        #[sm(flatten, prefix = "eval-")]
        eval: Loader,
        #[sm(flatten)]
        both: Loader,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Loader {
        workers: u8,
    }
    let hp: Hyperparameters = filled(r#"{"train-workers": 1, "eval_workers": 2, "workers": 3}"#);
    assert_eq!(
        (hp.train.workers, hp.eval.workers, hp.both.workers),
        (1, 2, 3)
    );
    leaves(
        &hp,
        &[
            ("train-workers", "1"),
            ("eval-workers", "2"),
            ("workers", "3"),
        ],
    );
    assert_eq!(
        problems::<Hyperparameters>(r#"{"train-workers": 1, "workers": 3}"#)[0],
        "eval-workers: missing; expected an integer from 0 to 255; set SM_HP_EVAL_WORKERS, or add it to the job's hyperparameters"
    );
}

/// The outer rule applies to the outer fields, neither to the prefix nor to the names after it.
#[test]
fn rename_all_stays_in_its_struct() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "UPPERCASE")]
    struct Hyperparameters {
        epochs: u8,
        #[sm(flatten, prefix = "net_")]
        net: Net,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "PascalCase")]
    struct Net {
        hidden_size: u8,
        #[sm(name = "act", alias = "activation")]
        activation_function: String,
    }
    assert_eq!(
        names::<Hyperparameters>(),
        ["EPOCHS", "net_HiddenSize", "net_act"]
    );
    let hp: Hyperparameters =
        filled(r#"{"EPOCHS": 1, "net_HiddenSize": 2, "net_activation": "relu"}"#);
    leaves(
        &hp,
        &[
            ("EPOCHS", "1"),
            ("net_HiddenSize", "2"),
            ("net_act", "relu"),
        ],
    );
}
