//! A training that proceeds batch by batch, and can be interrupted and resumed between any two.

use std::path::Path;

use crate::Result;
use crate::data::Samples;
use crate::hyperparameters::Hyperparameters;
use crate::network::Network;
use crate::optimizer::OptimizerState;
use crate::progress::{Epoch, Progress};
use crate::random::SplitMix64;

// The files of a checkpoint.
const NETWORK: &str = "network.safetensors";
const OPTIMIZER: &str = "optimizer.safetensors";
const PROGRESS: &str = "progress.json";

pub(crate) struct Training<'a> {
    pub(crate) hp: &'a Hyperparameters,
    pub(crate) images: &'a Samples,
    pub(crate) held_out: &'a Samples,
    pub(crate) network: Network,
    pub(crate) progress: Progress,
    optimizer: OptimizerState,
    /// The order of the images in the current epoch.
    order: Vec<u32>,
}

impl<'a> Training<'a> {
    /// Starts a new training.
    pub(crate) fn new(
        hp: &'a Hyperparameters,
        images: &'a Samples,
        held_out: &'a Samples,
    ) -> Result<Self> {
        let network = Network::new(&hp.hidden_layers, hp.seed, images.pixels.device())?;
        let optimizer = OptimizerState::new(hp, &network)?;
        let progress = Progress::new(hp, images.len());
        let order = order(hp.seed, 0, images.len());
        Ok(Training {
            hp,
            images,
            held_out,
            network,
            progress,
            optimizer,
            order,
        })
    }

    /// Returns the number of finished epochs.
    pub(crate) fn epochs(&self) -> usize {
        self.progress.curve.len()
    }

    pub(crate) fn step(&self) -> u64 {
        self.progress.step
    }

    /// Learns from the next batch. Returns the epoch if this was its last batch.
    pub(crate) fn batch(&mut self) -> Result<Option<Epoch>> {
        let batches = self.images.len().div_ceil(self.hp.batch_size);
        let batch = (self.progress.step % batches as u64) as usize;
        let rows = self
            .order
            .chunks(self.hp.batch_size)
            .nth(batch)
            .unwrap_or_default();
        let samples = self.images.pick(rows)?;
        let loss = self.network.loss(&samples)?;
        let value = f64::from(loss.to_scalar::<f32>()?);
        if !value.is_finite() {
            // Fail before saving a checkpoint from which no training can recover.
            let step = self.progress.step;
            return Err(format!(
                "the loss is {value} at step {step}; a smaller learning-rate may help"
            )
            .into());
        }
        self.optimizer
            .step(&self.network, &loss.backward()?, self.progress.step + 1)?;
        self.progress.step += 1;
        self.progress.loss += value * samples.len() as f64;
        if batch + 1 < batches {
            return Ok(None);
        }

        let (held_out_loss, held_out_accuracy) = self.network.test(self.held_out)?;
        let training_loss = self.progress.loss / self.images.len() as f64;
        let epoch = Epoch {
            training_loss,
            held_out_loss,
            held_out_accuracy,
        };
        self.progress.curve.push(epoch);
        self.progress.loss = 0.0;
        self.order = order(self.hp.seed, self.epochs(), self.images.len());
        Ok(Some(epoch))
    }

    /// Saves the training to the folder of a checkpoint.
    pub(crate) fn save(&self, dir: &Path) -> Result<()> {
        self.network.save(&dir.join(NETWORK))?;
        self.optimizer.save(&dir.join(OPTIMIZER))?;
        self.progress.save(&dir.join(PROGRESS))
    }

    /// Resumes the training from the folder of a checkpoint.
    pub(crate) fn resume(&mut self, dir: &Path) -> Result<()> {
        // Check the settings first: a different network also has different weights, but that is not
        // the cause to report.
        self.progress.load(&dir.join(PROGRESS), self.hp.epochs)?;
        self.network.load(&dir.join(NETWORK))?;
        self.optimizer
            .load(&dir.join(OPTIMIZER), self.network.device())?;
        self.order = order(self.hp.seed, self.epochs(), self.images.len());
        Ok(())
    }
}

fn order(seed: u64, epoch: usize, images: usize) -> Vec<u32> {
    let mut rows: Vec<u32> = (0..images as u32).collect();
    SplitMix64::nth(seed, epoch).shuffle(&mut rows);
    rows
}
