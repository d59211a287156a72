//! Adam, and stochastic gradient descent. Candle has both, but keeps their state private. A
//! checkpoint without it would resume on a different curve.

use std::collections::HashMap;
use std::path::Path;

use candle_core::backprop::GradStore;
use candle_core::{Device, Tensor, safetensors};

use crate::Result;
use crate::hyperparameters::{Hyperparameters, Optimizer};
use crate::network::Network;

/// Adam's usual decay rates of the gradients and of their squares.
const FORGETS: (f64, f64) = (0.9, 0.999);

/// Keeps Adam from dividing by zero.
const EPSILON: f64 = 1e-8;

pub(crate) struct OptimizerState {
    rule: Optimizer,
    learning_rate: f64,
    momentum: f64,
    /// The state of each variable by name: `layers.0.bias.velocity`.
    memory: HashMap<String, Tensor>,
}

impl OptimizerState {
    pub(crate) fn new(hp: &Hyperparameters, network: &Network) -> Result<Self> {
        let remembered: &[&str] = match hp.optimizer {
            Optimizer::Adam => &["mean", "square"],
            Optimizer::Sgd => &["velocity"],
        };
        let mut memory = HashMap::new();
        for (name, variable) in &network.variables {
            for what in remembered {
                memory.insert(format!("{name}.{what}"), variable.zeros_like()?);
            }
        }
        Ok(OptimizerState {
            rule: hp.optimizer,
            learning_rate: hp.learning_rate,
            momentum: hp.momentum,
            memory,
        })
    }

    /// Updates the network's variables by their gradients. The first step is number 1.
    pub(crate) fn step(
        &mut self,
        network: &Network,
        gradients: &GradStore,
        step: u64,
    ) -> Result<()> {
        for (name, variable) in &network.variables {
            let gradient = gradients
                .get(variable)
                .ok_or_else(|| format!("{name} has no gradient"))?;
            let change = match self.rule {
                Optimizer::Adam => {
                    let mean = self.remember(
                        &format!("{name}.mean"),
                        FORGETS.0,
                        gradient,
                        1.0 - FORGETS.0,
                    )?;
                    let square = self.remember(
                        &format!("{name}.square"),
                        FORGETS.1,
                        &gradient.sqr()?,
                        1.0 - FORGETS.1,
                    )?;
                    // Both start at zero, and are too small until that has decayed.
                    let grown = |forgets: f64| 1.0 - forgets.powf(step as f64);
                    let mean = (mean / grown(FORGETS.0))?;
                    mean.div(&((square / grown(FORGETS.1))?.sqrt()? + EPSILON)?)?
                }
                Optimizer::Sgd => {
                    self.remember(&format!("{name}.velocity"), self.momentum, gradient, 1.0)?
                }
            };
            variable.set(&(variable.as_detached_tensor() - (change * self.learning_rate)?)?)?;
        }
        Ok(())
    }

    /// Sets the state to `kept` times the old value plus `share` times the new one, and returns it.
    fn remember(&mut self, name: &str, kept: f64, new: &Tensor, share: f64) -> Result<Tensor> {
        let old = self
            .memory
            .get_mut(name)
            .ok_or_else(|| format!("{name} has no state"))?;
        *old = ((&*old * kept)? + (new * share)?)?;
        Ok(old.clone())
    }

    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        Ok(safetensors::save(&self.memory, path)?)
    }

    pub(crate) fn load(&mut self, path: &Path, device: &Device) -> Result<()> {
        let mut tensors = safetensors::load(path, device)?;
        for (name, place) in &mut self.memory {
            let tensor = tensors
                .remove(name)
                .filter(|tensor| tensor.shape() == place.shape());
            *place = tensor
                .ok_or_else(|| format!("{}: missing {name} of this network", path.display()))?;
        }
        Ok(())
    }
}
