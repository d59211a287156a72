//! Sends random hyperparameters through a launcher, and expects them to come back.
//!
//! `round-trip send SEED` prints the `hyperparameters.json` of a job whose values follow from the
//! seed. Started as that job, by whatever launcher, the program makes them again and compares.
//! `round-trip send SEED --no-apostrophes` is for the driver of SDK v3, which cannot send them.

mod hyperparameters;
mod random;

use std::process::ExitCode;

use hyperparameters::Hyperparameters;
use smenv::{Job, SmHyperparameters};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["send", seed] => send(seed, true),
        ["send", seed, "--no-apostrophes"] => send(seed, false),
        _ => smenv::run(compare),
    }
}

fn send(seed: &str, apostrophes: bool) -> ExitCode {
    let Ok(seed) = seed.parse() else {
        eprintln!("the seed is not a number: {seed}");
        return ExitCode::from(2);
    };
    let sent = Hyperparameters::random(seed, apostrophes).to_hyperparameters();
    println!(
        "{}",
        serde_json::to_string_pretty(&sent).expect("texts are JSON")
    );
    ExitCode::SUCCESS
}

fn compare(job: Job<Hyperparameters>) -> Result<(), String> {
    let came = &job.hyperparameters;
    let sent = Hyperparameters::random(came.seed, came.apostrophes);
    if *came != sent {
        return Err(format!("sent {sent:#?}\ncame {came:#?}"));
    }
    println!(
        "seed {}: {} hyperparameters came back",
        sent.seed,
        sent.to_hyperparameters().len()
    );
    Ok(())
}
