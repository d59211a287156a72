//! The progress of a training, apart from what the network has learnt.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use smenv::SmHyperparameters;

use crate::Result;
use crate::hyperparameters::Hyperparameters;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// The settings that must not change during a training.
    training: Settings,
    /// The number of steps that the optimizer has taken.
    pub(crate) step: u64,
    /// The sum of the losses of the images seen in the current epoch.
    pub(crate) loss: f64,
    /// The finished epochs.
    pub(crate) curve: Vec<Epoch>,
}

/// A point of the curve.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Epoch {
    /// The mean over the epoch, during which the network keeps changing.
    pub(crate) training_loss: f64,
    pub(crate) held_out_loss: f64,
    pub(crate) held_out_accuracy: f64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Settings {
    hyperparameters: BTreeMap<String, String>,
    training_images: usize,
}

impl Progress {
    /// Creates the progress of a new training.
    pub(crate) fn new(hp: &Hyperparameters, training_images: usize) -> Self {
        let mut hyperparameters = hp.to_hyperparameters();
        // A training may be extended, and its checkpoints may become less frequent.
        let names = Hyperparameters::names();
        for name in [names.epochs, names.checkpoint_every] {
            hyperparameters.remove(name);
        }
        let training = Settings {
            hyperparameters,
            training_images,
        };
        Progress {
            training,
            step: 0,
            loss: 0.0,
            curve: Vec::new(),
        }
    }

    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        Ok(fs::write(path, serde_json::to_string_pretty(self)?)?)
    }

    /// Reads the progress from a checkpoint. A curve that was learnt half with one step size and
    /// half with another would be meaningless, so the checkpoint of a different training is
    /// refused.
    pub(crate) fn load(&mut self, path: &Path, epochs: usize) -> Result<()> {
        let saved: Progress = serde_json::from_slice(&fs::read(path)?)?;
        let (here, there) = (&self.training, &saved.training);
        for (name, value) in &here.hyperparameters {
            let other = there
                .hyperparameters
                .get(name)
                .map_or("none", String::as_str);
            if value != other {
                return Err(format!(
                    "the checkpoint's training has {name} {other}; this one has {value}"
                )
                .into());
            }
        }
        if here.training_images != there.training_images {
            let (here, there) = (here.training_images, there.training_images);
            return Err(format!(
                "the checkpoint's training has {there} images; this one has {here}"
            )
            .into());
        }
        if saved.curve.len() > epochs {
            return Err(format!(
                "the checkpoint has {} epochs; this training ends after {epochs}",
                saved.curve.len()
            )
            .into());
        }
        *self = saved;
        Ok(())
    }
}
