//! A training job: a template for yours.

mod line;
mod settings;

use std::error::Error;
use std::process::ExitCode;

use smenv::{Job, write_atomic};

use crate::line::{Line, read};
use crate::settings::{Data, Hyperparameters, Metrics};

fn main() -> ExitCode {
    smenv::run(train)
}

fn train(job: Job<Hyperparameters, Data, Metrics>) -> Result<(), Box<dyn Error>> {
    // In the log, what the job really runs with.
    println!("{}\n", job.explain());
    let hp = &job.hyperparameters;
    let points = read(&job.channels.train.files()?)?;

    let mut line = Line::default();
    for _ in 0..hp.epochs {
        // SageMaker stops the job, or takes a spot instance back: keep what there is.
        if job.stop_requested() {
            break;
        }
        let loss = line.step(&points, hp.loss, hp.learning_rate);
        if !loss.is_finite() {
            return Err("the loss is not finite; a smaller learning-rate may help".into());
        }
        job.report(&Metrics { loss });
    }

    // SageMaker uploads this directory when the job ends.
    let model = format!(
        "{{\"slope\": {}, \"intercept\": {}}}\n",
        line.slope, line.intercept
    );
    write_atomic(job.env.model_dir().join("model.json"), model)?;
    Ok(())
}
