//! The results of a job: SageMaker uploads one of the two directories as the model, the other as
//! the job's output.

use std::path::Path;

use serde_json::json;
use smenv::{SmHyperparameters, TrainingEnv};

use crate::Result;
use crate::picture::Picture;
use crate::training::Training;

pub(crate) fn write(training: &Training<'_>, env: &TrainingEnv) -> Result<()> {
    let Training {
        hp,
        network,
        progress,
        held_out,
        ..
    } = training;
    // A stopped job ends in the middle of an epoch.
    let (held_out_loss, held_out_accuracy) = network.test(held_out)?;
    println!("\nfinal held-out accuracy: {held_out_accuracy:.4}\n");

    let model = env.model_dir().join("model.safetensors");
    smenv::write_atomic_with(&model, |place| network.save(place))?;
    wrote(&model);

    let metrics = json!({
        // In the form that a job takes, so that the run can be repeated.
        "hyperparameters": hp.to_hyperparameters(),
        "training_images": training.images.len(),
        "held_out_images": held_out.len(),
        "steps": progress.step,
        "epochs": progress.curve.len(),
        "held_out_loss": held_out_loss,
        "held_out_accuracy": held_out_accuracy,
        "curve": progress.curve,
    });
    let path = env.output_data_dir().join("metrics.json");
    smenv::write_atomic(&path, format!("{metrics:#}\n"))?;
    wrote(&path);

    let path = env.output_data_dir().join("loss.svg");
    smenv::write_atomic(
        &path,
        Picture {
            curve: &progress.curve,
            accuracy: held_out_accuracy,
        }
        .to_string(),
    )?;
    wrote(&path);
    Ok(())
}

fn wrote(path: &Path) {
    println!("wrote {}", path.display());
}
