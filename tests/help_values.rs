//! `--help` shows the values of constants and expressions, in defaults and in the ends of ranges.

#![cfg(unix)]

use std::process::Command;

use smenv::{Job, SmCategorical, SmHyperparameters, Source};

/// Set in a child process, in which this program trains.
const CHILD: &str = "CHILD_THAT_SHOWS_ITS_HELP";

const MOST_LAYERS: u32 = 12;
const LAYERS: Option<u32> = Some(MOST_LAYERS / 2);
const LEAST: f64 = 1.0 / 4.0;
const PASSWORD: &str = "hunter2";

fn warmup() -> u64 {
    7 * 60
}

#[derive(Default, Debug, SmCategorical)]
enum Optimizer {
    #[default]
    AdamW,
    None,
}

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
#[allow(dead_code, reason = "nothing trains")]
struct Hyperparameters {
    #[sm(default = MOST_LAYERS, range = 1..=MOST_LAYERS)]
    layers: u32,
    #[sm(range = 1..MOST_LAYERS + 1)]
    heads: u32,
    #[sm(default = LAYERS, range = ..=MOST_LAYERS)]
    hidden_layers: Option<u32>,
    #[sm(default = f64::EPSILON.max(0.5), range = LEAST..)]
    rate: f64,
    #[sm(default = warmup())]
    warmup_steps: u64,
    seed: Option<u64>,
    #[sm(default = None, range = LEAST..=1.0)]
    dropout: Option<f64>,
    #[sm(default)]
    optimizer: Optimizer,
    #[sm(default = Optimizer::None)]
    other_optimizer: Optimizer,
    #[sm(default = "none")]
    text: String,
    #[sm(default = PASSWORD.to_owned(), secret)]
    password: String,
    #[sm(secret)]
    token: Option<String>,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[derive(Debug, SmHyperparameters)]
#[allow(dead_code, reason = "nothing trains")]
struct Augment {
    #[sm(default = MOST_LAYERS as u8, range = 1..=MOST_LAYERS as u8)]
    crop: u8,
}

#[test]
fn child() {
    if std::env::var_os(CHILD).is_some() {
        let source = Source::default().args(["--help"]);
        let _ = smenv::run_from(
            source,
            |_: Job<Hyperparameters>| -> Result<(), smenv::Error> { Ok(()) },
        );
    }
}

#[test]
fn defaults_and_ranges_are_values() {
    let mut program = Command::new(std::env::current_exe().unwrap());
    let output = program
        .args(["child", "--exact", "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Vec<&str>> = help
        .lines()
        .skip_while(|line| !line.starts_with("hyperparameter "))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect();
    let expected = [
        ["layers", "an integer from 1 to 12", "12"],
        [
            "heads",
            "an integer of at least 1 and less than 13",
            "required",
        ],
        ["hidden-layers", "an integer from 0 to 12", "6"],
        ["rate", "a number of at least 0.25", "0.5"],
        ["warmup-steps", "an integer of at least 0", "420"],
        ["seed", "an integer of at least 0", "none"],
        ["dropout", "a number from 0.25 to 1.0", "none"],
        ["optimizer", "one of adam_w, none", "adam_w"],
        ["other-optimizer", "one of adam_w, none", "none"],
        ["text", "a string", "\"none\""],
        ["password", "a string", "******"],
        ["token", "a string", "none"],
        ["aug-crop", "an integer from 1 to 12", "12"],
    ];
    assert_eq!(rows, expected, "{help}");
}
