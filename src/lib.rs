//! smenv
#[doc(hidden)]
pub use smenv_core::__private;
pub use smenv_core::*;
#[cfg(feature = "derive")]
pub use smenv_derive::{SmCategorical, SmHyperparameters};
