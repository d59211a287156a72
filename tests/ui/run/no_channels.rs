use std::process::ExitCode;

use smenv::{Channel, Job, SmHyperparameters};

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
}

struct Data {
    train: Channel,
}

fn train(job: Job<Hyperparameters, Data>) -> Result<(), String> {
    println!("{} {}", job.hyperparameters.epochs, job.channels.train.name());
    Ok(())
}

fn main() -> ExitCode {
    smenv::run(train)
}
