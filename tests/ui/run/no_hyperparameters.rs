use std::process::ExitCode;

use smenv::Job;

struct Hyperparameters {
    epochs: u32,
}

fn train(job: Job<Hyperparameters>) -> Result<(), String> {
    println!("{}", job.hyperparameters.epochs);
    Ok(())
}

fn main() -> ExitCode {
    smenv::run(train)
}
