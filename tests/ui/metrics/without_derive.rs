use smenv::{Job, SmHyperparameters};

#[derive(SmHyperparameters)]
struct Hyperparameters {}

struct Metrics {
    loss: f64,
}

fn main() {
    let _ = smenv::run(|job: Job<Hyperparameters, (), Metrics>| -> Result<(), smenv::Error> {
        job.report(&Metrics { loss: 0.5 });
        Ok(())
    });
}
