//! The meaning of each item of `#[sm(…)]`, for editors: a hover on an item shows its documentation
//! here, and a completion offers the items of the place. The derives refer to them where
//! rust-analyzer runs them.

#![allow(unexpected_cfgs, reason = "rust-analyzer sets its cfg itself")]

/// Code that only rust-analyzer sees.
#[doc(hidden)]
#[macro_export]
#[cfg(rust_analyzer)]
macro_rules! __smenv_for_editors {
    ($($code:tt)*) => { $($code)* };
}

/// Code that only rust-analyzer sees.
#[doc(hidden)]
#[macro_export]
#[cfg(not(rust_analyzer))]
macro_rules! __smenv_for_editors {
    ($($code:tt)*) => {};
}

/// The items of `#[sm(…)]` on a struct of hyperparameters.
pub mod hyperparameters {
    /// `#[sm(rename_all = "kebab-case")]`
    ///
    /// The case of the fields' names: `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`,
    /// `SCREAMING_SNAKE_CASE`, `kebab-case` or `SCREAMING-KEBAB-CASE`.
    pub mod rename_all {}

    /// `#[sm(allow_unknown)]`
    ///
    /// Accepts names that no field has.
    pub mod allow_unknown {}

    /// `#[sm(validate = function)]`
    ///
    /// Checks the whole struct: `fn(&Self) -> Result<(), E>` with `E: Display`.
    pub mod validate {}

    /// `#[sm(schema = "hyperparameters.json")]`
    ///
    /// Compares the struct with a file of hyperparameters when it is compiled. The path is relative to the
    /// crate.
    pub mod schema {}
}

/// The items of `#[sm(…)]` on a field of hyperparameters.
pub mod field {
    /// `#[sm(name = "learning-rate")]`
    ///
    /// The canonical name.
    pub mod name {}

    /// `#[sm(alias = "lr")]`
    ///
    /// Another name. Can be repeated.
    pub mod alias {}

    /// `#[sm(default = 64)]`
    ///
    /// The value of a hyperparameter that is absent or null. Without a value it is the type's `Default`.
    pub mod default {}

    /// `#[sm(range = 1..=10)]`
    ///
    /// The value must be in this range.
    pub mod range {}

    /// `#[sm(flatten)]`
    ///
    /// The field is a struct with more hyperparameters.
    pub mod flatten {}

    /// `#[sm(prefix = "aug-")]`
    ///
    /// The prefix of the names in a flattened struct or a `rest` map.
    pub mod prefix {}

    /// `#[sm(from_str)]`
    ///
    /// Parses with `FromStr` and writes with `Display`.
    pub mod from_str {}

    /// `#[sm(json)]`
    ///
    /// Parses and writes with serde, as JSON.
    pub mod json {}

    /// `#[sm(with = module)]`
    ///
    /// Parses with `module::from_text(&str) -> Result<T, E>`, and writes with
    /// `module::to_text(&T) -> String`.
    pub mod with {}

    /// `#[sm(secret)]`
    ///
    /// Never shows the value in a message or a table. `secret = false` overrides a name that looks like
    /// that of a secret.
    pub mod secret {}

    /// `#[sm(rest)]`
    ///
    /// The field is a map of the hyperparameters that no other field takes.
    pub mod rest {}

    /// `#[sm(validate = function)]`
    ///
    /// Checks the value: `fn(&T) -> Result<(), E>` with `E: Display`.
    pub mod validate {}

    /// `#[sm(skip)]`
    ///
    /// The field is not a hyperparameter: it is always its default.
    pub mod skip {}

    /// `#[sm(tunable)]`
    ///
    /// A tuner may choose the value: a number with both bounds of a range, a `bool`, or an
    /// `SmCategorical` of at most 30 values.
    pub mod tunable {}

    /// `#[sm(scale = "log")]`
    ///
    /// How the tuner searches the range: `"auto"`, `"linear"`, `"log"` or `"reverse-log"`.
    pub mod scale {}

    /// `#[sm(delimiter = ";")]`
    ///
    /// The separator of the items in a list, instead of a comma.
    pub mod delimiter {}
}

/// The items of `#[sm(…)]` on an enum of values.
pub mod categorical {
    /// `#[sm(rename_all = "kebab-case")]`
    ///
    /// The case of the variants' names, by serde's rules; `snake_case` by default.
    pub mod rename_all {}
}

/// The items of `#[sm(…)]` on a variant.
pub mod variant {
    /// `#[sm(name = "adam")]`
    ///
    /// The canonical name.
    pub mod name {}

    /// `#[sm(alias = "adam-w")]`
    ///
    /// Another name. Can be repeated.
    pub mod alias {}
}

/// The items of `#[sm(…)]` on a struct of channels.
pub mod channels {
    /// `#[sm(rename_all = "kebab-case")]`
    ///
    /// The case of the fields' names, by serde's rules.
    pub mod rename_all {}

    /// `#[sm(allow_unknown)]`
    ///
    /// Accepts channels that no field has.
    pub mod allow_unknown {}

    /// `#[sm(schema = "specification.json")]`
    ///
    /// Compares the struct with the channels of a specification when it is compiled. The path is relative
    /// to the crate.
    pub mod schema {}
}

/// The items of `#[sm(…)]` on a channel.
pub mod channel {
    /// `#[sm(name = "train")]`
    ///
    /// The channel's name.
    pub mod name {}

    /// `#[sm(content_type = "text/csv")]`
    ///
    /// The content type must be this one, if the job sets one. Can be repeated.
    pub mod content_type {}

    /// `#[sm(input_mode = "File")]`
    ///
    /// The input mode must be this one (`"File"`, `"Pipe"` or `"FastFile"`), if the job sets one. Can be
    /// repeated.
    pub mod input_mode {}

    /// `#[sm(default = "data/")]`
    ///
    /// The directory if nothing sets the channel outside a job, relative to the working directory.
    pub mod default {}

    /// `#[sm(non_empty)]`
    ///
    /// `run` and `Job` reject a job whose channel has no files.
    pub mod non_empty {}
}

/// The items of `#[sm(…)]` on a struct of metrics.
pub mod metrics {
    /// `#[sm(rename_all = "kebab-case")]`
    ///
    /// The case of the fields' names, by serde's rules.
    pub mod rename_all {}

    /// `#[sm(schema = "specification.json")]`
    ///
    /// Compares the struct with the metrics of a specification when it is compiled. The path is relative
    /// to the crate.
    pub mod schema {}
}

/// The items of `#[sm(…)]` on a metric.
pub mod metric {
    /// `#[sm(name = "train:loss")]`
    ///
    /// The metric's name.
    pub mod name {}

    /// `#[sm(minimize)]`
    ///
    /// A tuner can take the metric as its objective, and aims for its smallest value.
    pub mod minimize {}

    /// `#[sm(maximize)]`
    ///
    /// A tuner can take the metric as its objective, and aims for its greatest value.
    pub mod maximize {}
}
