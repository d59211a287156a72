//! The program of [`TrainingEnv`], as its launcher reports it.

use std::path::Path;

use crate::training_env::training_env::TrainingEnv;

/// The program that a launcher started.
impl TrainingEnv {
    /// Returns the arguments that the toolkit made of the hyperparameters: `SM_USER_ARGS`. An
    /// argument with a lone surrogate, which a `String` cannot hold, becomes `"\u{fffd}"`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_USER_ARGS", r#"["--epochs", "3"]"#)]);
    /// assert_eq!(TrainingEnv::from_source(&source)?.user_args(), ["--epochs", "3"]);
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn user_args(&self) -> &[String] {
        &self.program.user_args
    }

    /// Returns the program that the toolkit starts, such as `train.sh`: `SM_USER_ENTRY_POINT`.
    #[must_use]
    #[inline]
    pub fn user_entry_point(&self) -> Option<&str> {
        self.program.user_entry_point.as_deref()
    }

    /// Returns the name of [`user_entry_point`](Self::user_entry_point) without its extension:
    /// `SM_MODULE_NAME`.
    #[must_use]
    #[inline]
    pub fn module_name(&self) -> Option<&str> {
        self.program.module_name.as_deref()
    }

    /// Returns the location of the toolkit's program, a directory or an S3 URI: `SM_MODULE_DIR`.
    #[must_use]
    #[inline]
    pub fn module_dir(&self) -> Option<&str> {
        self.program.module_dir.as_deref()
    }

    /// Returns the framework's Python module: `SM_FRAMEWORK_MODULE`.
    #[must_use]
    #[inline]
    pub fn framework_module(&self) -> Option<&str> {
        self.program.framework_module.as_deref()
    }

    /// Returns the framework's own hyperparameters, a JSON object: `SM_FRAMEWORK_PARAMS`.
    #[must_use]
    #[inline]
    pub fn framework_params(&self) -> Option<&str> {
        self.program.framework_params.as_deref()
    }

    /// Returns the directory of the sources under the driver of SDK v3: `SM_SOURCE_DIR`.
    #[must_use]
    #[inline]
    pub fn source_dir(&self) -> Option<&Path> {
        self.program.source_dir.as_deref()
    }

    /// Returns the script that the driver of SDK v3 starts: `SM_ENTRY_SCRIPT`.
    #[must_use]
    #[inline]
    pub fn entry_script(&self) -> Option<&str> {
        self.program.entry_script.as_deref()
    }

    /// Returns how the driver of SDK v3 starts processes, a JSON object: `SM_DISTRIBUTED_CONFIG`.
    #[must_use]
    #[inline]
    pub fn distributed_config(&self) -> Option<&str> {
        self.program.distributed_config.as_deref()
    }

    /// Returns the directory of the scripts by which the driver of SDK v3 starts processes:
    /// `SM_DISTRIBUTED_DRIVER_DIR`.
    #[must_use]
    #[inline]
    pub fn distributed_driver_dir(&self) -> Option<&Path> {
        self.program.distributed_driver_dir.as_deref()
    }
}
