//! The state of a training, from which it resumes on any number of hosts.

use std::path::Path;

use serde_json::{Value, json};
use smenv::TrainingEnv;

use crate::Result;
use crate::model::{Fitted, Model};
use crate::processes::Processes;

const FILE: &str = "training.json";

/// Saves a checkpoint. SageMaker copies it to S3, and to each host of a job that is restarted.
pub(crate) fn save(env: &TrainingEnv, model: &Model, fitted: &Fitted) -> Result<()> {
    let state = json!({
        "iterations": fitted.iterations,
        "loss": fitted.loss,
        "weights": model.weights,
    });
    let checkpoints = env.checkpoints().keep_last(2);
    checkpoints.save(fitted.iterations, |dir| {
        std::fs::write(dir.join(FILE), format!("{state:#}\n"))
    })?;
    Ok(())
}

/// Resumes from the newest checkpoint of the leader, if it has one. All processes must call it.
pub(crate) fn resume(
    env: &TrainingEnv,
    model: &mut Model,
    processes: &Processes<'_>,
) -> Result<Fitted> {
    let width = model.weights[0].len();
    let mut state = vec![0.0; 2 + model.weights.len() * width];
    let checkpoint = match env.is_leader() {
        true => env.checkpoints().latest()?,
        false => None,
    };
    if let Some(checkpoint) = checkpoint {
        let file = checkpoint.dir().join(FILE);
        state = read(&file)
            .filter(|saved| saved.len() == state.len())
            .ok_or_else(|| {
                format!(
                    "{} is not of this training: empty {}",
                    file.display(),
                    env.checkpoint_dir().display()
                )
            })?;
        println!("resumes from iteration {}", state[0]);
    }
    // The others add zeros. Without a checkpoint, the leader does too: the first weights are zeros.
    let state = processes.sum(&state);
    for (weights, saved) in model.weights.iter_mut().zip(state[2..].chunks(width)) {
        weights.copy_from_slice(saved);
    }
    Ok(match state[0] {
        0.0 => Fitted::nothing(model),
        iterations => Fitted {
            iterations: iterations as u64,
            loss: state[1],
        },
    })
}

fn read(file: &Path) -> Option<Vec<f64>> {
    let text = std::fs::read_to_string(file).ok()?;
    let saved: Value = serde_json::from_str(&text).ok()?;
    let mut state = vec![saved["iterations"].as_f64()?, saved["loss"].as_f64()?];
    for weights in saved["weights"].as_array()? {
        for weight in weights.as_array()? {
            state.push(weight.as_f64()?);
        }
    }
    Some(state)
}
