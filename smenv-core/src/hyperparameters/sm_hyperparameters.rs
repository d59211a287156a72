//! The trait of structs of hyperparameters.

use std::collections::BTreeMap;

use crate::error::error::Error;
use crate::hyperparameters::explanation::Explanation;
use crate::hyperparameters::fill::fill;
#[cfg(feature = "serde")]
use crate::hyperparameters::parameter_ranges::parameter_ranges;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::to_hyperparameters::to_hyperparameters;
#[cfg(feature = "serde")]
use crate::shapes::parameter_ranges::ParameterRanges;
use crate::source::source::Source;
use crate::spec::known_values::KnownValues;
use crate::spec::spec::Spec;

/// A struct that is filled from a job's hyperparameters.
///
/// Implement it with `#[derive(SmHyperparameters)]`:
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::{SmHyperparameters, Source};
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(default = 0.1)]
///     learning_rate: f64,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "10"}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!((hp.epochs, hp.learning_rate), (10, 0.1));
/// # Ok::<(), smenv::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of hyperparameters",
    label = "does not derive `SmHyperparameters`",
    note = "add `#[derive(SmHyperparameters)]` to your struct",
    note = "`flatten` requires a struct that derives `SmHyperparameters`; remove `flatten` from a field of any other type"
)]
pub trait SmHyperparameters: Sized {
    /// The struct's hyperparameters: their names, types, defaults, ranges and docs.
    const SPEC: &'static Spec;

    /// Fills the struct from the process's environment and config files.
    ///
    /// # Errors
    /// If any hyperparameter is missing, invalid or unknown. The error has all problems.
    fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process_for_hyperparameters())
    }

    /// Fills the struct from `source`.
    ///
    /// # Errors
    /// If any hyperparameter is missing, invalid or unknown. The error has all problems.
    fn from_source(source: &Source) -> Result<Self, Error> {
        fill(source, Self::SPEC, Self::__CODEC)
    }

    /// Returns the hyperparameters as `CreateTrainingJob` accepts them: reading them back, from any
    /// producer, gives an equal struct. `None` is omitted unless the default differs. Secrets are
    /// included.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::SmHyperparameters;
    /// # use smenv::SmHyperparameters;
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     batch_size: u32,
    ///     warmup: Option<f64>,
    /// }
    ///
    /// let map = Hyperparameters { batch_size: 32, warmup: None }.to_hyperparameters();
    /// assert_eq!(map.len(), 1);
    /// assert_eq!(map["batch_size"], "32");
    /// ```
    ///
    /// SageMaker rejects a value that contains a line break. Such a text is written as a JSON
    /// string, with `\n` for the line break; every producer and a bare container read it as the
    /// text.
    ///
    /// A job accepts at most 100 hyperparameters. If a struct has more, values that equal their
    /// defaults are omitted. If more than 100 still remain, the map contains all of them, and
    /// `CreateTrainingJob` rejects the job.
    ///
    /// Some values cannot be read back:
    ///
    /// - a NUL character, and a path that is not UTF-8;
    /// - `None` in an `Option` of a text type with another default; in an `Option` with `from_str`
    ///   or `with`, a value whose text is empty, `None` or `null`;
    /// - with `from_str` and `with`, white space and one layer of quotes around a text;
    /// - an empty key of a map; in a `rest` map, `None`, and a name that SageMaker reserves or
    ///   another field has;
    /// - with `json`, values that serde_json cannot write (a map whose keys are not strings, NaN
    ///   and infinities), and a null that is not the `None` of an `Option`.
    ///
    /// Under the driver of SDK v3, a job does not start or its values are corrupted if a value
    /// contains an apostrophe, or if a name is not a shell identifier (apart from `-`): if it
    /// contains a dot, a space or a letter outside ASCII.
    ///
    /// To test the round trip, write the map to `input/config/hyperparameters.json` in a folder
    /// that is set with [`Source::base_dir`]: a job without any variables is read in the same way.
    /// The documentation of the crate `smenv` has an example.
    fn to_hyperparameters(&self) -> BTreeMap<String, String> {
        to_hyperparameters(self, Self::__CODEC)
    }

    /// Returns a table of all hyperparameters with their values and origins in `source`. Secrets
    /// are masked. See [`Explanation`] for an example.
    fn explain(&self, source: &Source) -> Explanation {
        Explanation::of(self, source, Self::SPEC, Self::__CODEC)
    }

    /// Returns the hyperparameters with `#[sm(tunable)]` and their ranges, for a tuning job.
    ///
    /// An upper bound that a range excludes becomes the greatest value below it: `0.0..1.0` ends at
    /// 0.9999999999999999, and `1..10` at 9. A range of a `NonZero` around 0 is left out, since a tuner
    /// would try 0. A tuning job varies at most 30 hyperparameters.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::SmHyperparameters;
    /// # use smenv::SmHyperparameters;
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
    ///     learning_rate: f64,
    /// }
    ///
    /// assert_eq!(
    ///     serde_json::to_string(&Hyperparameters::parameter_ranges().continuous_parameter_ranges)?,
    ///     r#"[{"Name":"learning_rate","MinValue":"1e-6","MaxValue":"1.0","ScalingType":"Logarithmic"}]"#,
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[cfg(feature = "serde")]
    #[must_use]
    fn parameter_ranges() -> ParameterRanges {
        parameter_ranges(Self::SPEC, Self::__CODEC)
    }

    #[doc(hidden)]
    type __Names;

    #[doc(hidden)]
    const __CODEC: StructCodec<Self>;

    /// What the compiler knows of the values of each row.
    #[doc(hidden)]
    const __KNOWN: &'static [KnownValues] = &[];
}
