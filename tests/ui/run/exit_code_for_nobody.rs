#![deny(unused_must_use)]

use smenv::{Job, SmHyperparameters};

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
}

fn train(job: Job<Hyperparameters>) -> Result<(), smenv::Error> {
    let _ = job.hyperparameters.epochs;
    Ok(())
}

fn main() {
    smenv::run(train);
}
