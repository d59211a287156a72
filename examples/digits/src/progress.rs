//! How far a training is, apart from what it has learnt.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use smenv::SmHyperparameters;

use crate::Result;
use crate::hyperparameters::Hyperparameters;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// What is the same throughout a training.
    training: Settings,
    /// How many steps the optimiser has made.
    pub(crate) step: u64,
    /// The sum of the losses of the images that the epoch at hand has seen.
    pub(crate) loss: f64,
    /// The epochs that are done.
    pub(crate) curve: Vec<Epoch>,
}

/// What a curve is made of.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Epoch {
    /// The mean over the epoch, in which the network has changed all the time.
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
    /// At the start.
    pub(crate) fn new(hp: &Hyperparameters, training_images: usize) -> Self {
        let mut hyperparameters = hp.to_hyperparameters();
        // A training may be made longer, and its checkpoints rarer.
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

    /// Half of a curve that was learnt with one step size, and half with another, is no curve of
    /// either: a checkpoint of another training is refused.
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
                    "it is of a training with {name} {other}, and this one has {value}"
                )
                .into());
            }
        }
        if here.training_images != there.training_images {
            let (here, there) = (here.training_images, there.training_images);
            return Err(
                format!("it is of a training on {there} images, and here are {here}").into(),
            );
        }
        if saved.curve.len() > epochs {
            return Err(format!(
                "it has {} epochs, and this training ends after {epochs}",
                saved.curve.len()
            )
            .into());
        }
        *self = saved;
        Ok(())
    }
}
