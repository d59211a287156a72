//! Prints its host. By its hyperparameters, the job waits for SIGTERM, or fails on all hosts but the
//! leader.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use smenv::{Job, SmHyperparameters};

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    /// Whether every host but the leader fails.
    #[sm(default)]
    others_fail: bool,
    /// Whether a host waits for SIGTERM.
    #[sm(default)]
    wait: bool,
}

fn main() -> ExitCode {
    smenv::run(train)
}

fn train(job: Job<Hyperparameters>) -> Result<(), Box<dyn std::error::Error>> {
    let (env, hp) = (&job.env, &job.hyperparameters);
    let host = env.current_host().unwrap_or("unknown");
    println!("host {host} of {}", env.hosts().len());
    if hp.others_fail && !env.is_leader() {
        return Err(format!("{host} fails because of others-fail").into());
    }
    if hp.wait || hp.others_fail {
        println!("waiting");
        while !job.stop_requested() {
            sleep(Duration::from_millis(50));
        }
        println!("{host} was stopped");
    }
    smenv::write_atomic(env.model_dir().join("model.txt"), host)?;
    Ok(())
}
