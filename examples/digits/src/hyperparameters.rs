//! The settings of the program.

use smenv::{SmCategorical, SmHyperparameters};

/// Reads handwritten digits with a small neural network.
#[derive(Debug, SmHyperparameters)]
#[sm(
    rename_all = "kebab-case",
    schema = "opt/ml/input/config/hyperparameters.json"
)]
pub(crate) struct Hyperparameters {
    /// Number of passes over the images.
    #[sm(default = 60, range = 1..=10_000)]
    pub(crate) epochs: usize,
    /// Images per step of the optimizer.
    #[sm(default = 32, range = 1..=1024, tunable)]
    pub(crate) batch_size: usize,
    /// Step size.
    #[sm(alias = "lr", default = 0.001, range = 1e-5..=1.0, tunable, scale = "log")]
    pub(crate) learning_rate: f64,
    /// The method that turns gradients into steps.
    #[sm(default = Optimizer::Adam, tunable)]
    pub(crate) optimizer: Optimizer,
    /// Share of its last step that sgd keeps.
    #[sm(default = 0.9, range = 0.0..=0.99)]
    pub(crate) momentum: f64,
    /// Neurons of each hidden layer.
    #[sm(default = vec![64, 32], validate = of_some_neurons)]
    pub(crate) hidden_layers: Vec<usize>,
    /// Share of the images held out to test the network.
    #[sm(default = 0.2, range = 0.05..=0.5)]
    pub(crate) test_share: f64,
    /// Seed of the initial weights and of every shuffle.
    #[sm(default = 7)]
    pub(crate) seed: u64,
    /// Number of epochs between checkpoints.
    #[sm(default = 5, range = 1..=10_000)]
    pub(crate) checkpoint_every: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, SmCategorical)]
pub(crate) enum Optimizer {
    /// Each weight has its own step size.
    Adam,
    /// Stochastic gradient descent with momentum.
    Sgd,
}

fn of_some_neurons(layers: &[usize]) -> Result<(), String> {
    match layers.iter().find(|neurons| !(1..=4096).contains(*neurons)) {
        Some(neurons) => Err(format!(
            "got a layer of {neurons} neurons; expected 1 to 4096"
        )),
        None => Ok(()),
    }
}
