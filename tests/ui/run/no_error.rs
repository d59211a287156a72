use std::process::ExitCode;

use smenv::{Job, SmHyperparameters};

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
}

struct Unfinished;

fn train(job: Job<Hyperparameters>) -> Result<(), Unfinished> {
    if job.hyperparameters.epochs == 0 { Err(Unfinished) } else { Ok(()) }
}

fn main() -> ExitCode {
    smenv::run(train)
}
