//! Fully connected layers of neurons.

use std::collections::HashMap;
use std::path::Path;

use candle_core::{D, DType, Device, Tensor, Var, safetensors};
use candle_nn::{Linear, Module, loss};

use crate::Result;
use crate::data::{CLASSES, PIXELS, Samples};
use crate::random::SplitMix64;

pub(crate) struct Network {
    /// A weight and a bias per layer, with the names that they have in the file.
    pub(crate) variables: Vec<(String, Var)>,
}

impl Network {
    /// Creates a network whose initial weights depend on a seed: candle's own differ on each run on
    /// a CPU.
    pub(crate) fn new(hidden_layers: &[usize], seed: u64, device: &Device) -> Result<Self> {
        let widths: Vec<usize> = [PIXELS]
            .iter()
            .chain(hidden_layers)
            .chain(&[CLASSES])
            .copied()
            .collect();
        let mut random = SplitMix64::new(seed);
        let mut variables = Vec::new();
        for (i, layer) in widths.windows(2).enumerate() {
            let (inputs, outputs) = (layer[0], layer[1]);
            // He's bound, which keeps the signal equally strong after each layer.
            let bound = (6.0 / inputs as f32).sqrt();
            let weights: Vec<f32> = (0..inputs * outputs)
                .map(|_| bound * random.around_zero())
                .collect();
            let weight = Var::from_vec(weights, (outputs, inputs), device)?;
            variables.push((format!("layers.{i}.weight"), weight));
            variables.push((
                format!("layers.{i}.bias"),
                Var::zeros(outputs, DType::F32, device)?,
            ));
        }
        Ok(Network { variables })
    }

    fn forward(&self, pixels: &Tensor) -> Result<Tensor> {
        let mut signal = pixels.clone();
        let last = self.variables.len() / 2 - 1;
        for (i, layer) in self.variables.chunks(2).enumerate() {
            let (weight, bias) = (layer[0].1.as_tensor(), layer[1].1.as_tensor());
            signal = Linear::new(weight.clone(), Some(bias.clone())).forward(&signal)?;
            if i < last {
                signal = signal.relu()?;
            }
        }
        Ok(signal)
    }

    /// Returns the cross-entropy, for the optimizer to differentiate.
    pub(crate) fn loss(&self, samples: &Samples) -> Result<Tensor> {
        Ok(loss::cross_entropy(
            &self.forward(&samples.pixels)?,
            &samples.digits,
        )?)
    }

    /// Returns the cross-entropy, and the share of the images that are classified correctly.
    pub(crate) fn test(&self, samples: &Samples) -> Result<(f64, f64)> {
        let guesses = self.forward(&samples.pixels)?;
        let loss = loss::cross_entropy(&guesses, &samples.digits)?.to_scalar::<f32>()?;
        let right = guesses
            .argmax(D::Minus1)?
            .eq(&samples.digits)?
            .to_vec1::<u8>()?;
        let right = right.iter().filter(|right| **right == 1).count();
        Ok((f64::from(loss), right as f64 / samples.len() as f64))
    }

    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        let tensors = self
            .variables
            .iter()
            .map(|(name, variable)| (name.as_str(), variable.as_detached_tensor()));
        Ok(safetensors::save(
            &tensors.collect::<HashMap<_, _>>(),
            path,
        )?)
    }

    pub(crate) fn device(&self) -> &Device {
        self.variables[0].1.device()
    }

    pub(crate) fn load(&mut self, path: &Path) -> Result<()> {
        let tensors = safetensors::load(path, self.device())?;
        for (name, variable) in &self.variables {
            variable.set(
                tensors
                    .get(name)
                    .ok_or_else(|| format!("{}: missing {name}", path.display()))?,
            )?;
        }
        Ok(())
    }
}
