//! Jobs on this machine, for tests and for trying out a program: each host is a folder laid out as a
//! container's `/opt/ml`, with the environment that a launcher would create.
//!
//! ```
//! # use smenv_core as smenv;
//! # use smenv_derive::SmHyperparameters;
//! use smenv::SmHyperparameters;
//! use smenv::testing::{Launcher, LocalJob};
//!
//! #[derive(SmHyperparameters)]
//! # #[sm(crate = smenv_core)]
//! struct Hyperparameters {
//!     epochs: u32,
//! }
//!
//! for launcher in [Launcher::Bare, Launcher::Toolkit, Launcher::Driver] {
//!     let job = LocalJob::builder()
//!         .hyperparameter("epochs", "3")
//!         .file("train", "digits.csv", "0,1,0\n")
//!         .launcher(launcher)
//!         .create()?;
//!     let source = job.source();
//!     assert_eq!(Hyperparameters::from_source(&source)?.epochs, 3);
//!     let env = smenv::TrainingEnv::from_source(&source)?;
//!     assert_eq!(env.channel("train")?.files()?.len(), 1);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
mod environment;
mod job_files;
mod launcher;
mod local_job;
mod plan;
mod process;
#[doc(hidden)]
pub mod producers;
mod python;

pub use builder::LocalJobBuilder;
pub use launcher::Launcher;
pub use local_job::LocalJob;
