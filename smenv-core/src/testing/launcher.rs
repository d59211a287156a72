//! The launchers that start a training program.

/// The launcher of a local job, on which its environment depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Launcher {
    /// None: the program is the container's own, and finds only config files.
    #[default]
    Bare,
    /// The Python package sagemaker-training, which starts the program through a shell, with `SM_*`
    /// variables and the hyperparameters as arguments.
    Toolkit,
    /// The driver of the SageMaker Python SDK v3.
    Driver,
}
