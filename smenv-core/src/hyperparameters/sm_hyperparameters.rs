//! The trait of a struct of hyperparameters.
use std::collections::BTreeMap;

use crate::error::error::Error;
use crate::hyperparameters::explanation::Explanation;
use crate::hyperparameters::fill::fill;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::to_hyperparameters::to_hyperparameters;
use crate::source::source::Source;
use crate::spec::name_structs::{Names, Prefix};
use crate::spec::spec::Spec;

/// A struct of hyperparameters: `#[derive(SmHyperparameters)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of hyperparameters",
    label = "does not derive `SmHyperparameters`",
    note = "a struct of one's own becomes one by `#[derive(SmHyperparameters)]`",
    note = "`flatten` takes a struct that derives `SmHyperparameters`; a field of any other type goes without `flatten`"
)]
pub trait SmHyperparameters: Sized {
    /// The struct's hyperparameters: names, types, defaults, ranges, docs.
    const SPEC: &'static Spec;

    /// Fills the struct from the process's environment and config files.
    ///
    /// # Errors
    /// Everything that is wrong with the job's hyperparameters, all at once.
    fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process_for_hyperparameters())
    }

    /// Fills the struct from `source`.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    fn from_source(source: &Source) -> Result<Self, Error> {
        fill(source, Self::SPEC, Self::__CODEC)
    }

    /// The hyperparameters as `CreateTrainingJob` takes them, such that reading them back gives an
    /// equal struct whichever producer fills the environment. What is `None` is left out, unless
    /// the default is another. Secrets are written as they are.
    ///
    /// SageMaker refuses a value with a line break in it. A text that has one leaves as a JSON
    /// string, with `\n` for it, which every producer and a bare container read as the text.
    ///
    /// A job takes at most 100 hyperparameters. Of a struct that would have more, the values that
    /// equal their defaults are left out. If more than 100 still remain, the map has all of them,
    /// and `CreateTrainingJob` refuses the job.
    ///
    /// Some values cannot make the way:
    /// - a NUL character, and a path that is not UTF-8;
    /// - `None` in an `Option` of a text type whose default is another; in an `Option` with
    ///   `from_str` or `with`, a value that is spelt `None`, `null` or not at all;
    /// - with `from_str` and `with`, white space and one layer of quotes around a text;
    /// - an empty key of a map; in a `rest` map `None`, and a name that is SageMaker's own or
    ///   another field's;
    /// - with `json`, what serde_json does not write: a map whose keys are no strings, NaN and
    ///   infinities; and a null that is not the `None` of an `Option`.
    ///
    /// Under the SDK v3 driver a job does not start, or arrives corrupt, where a value has an
    /// apostrophe or a name is no identifier of the shell (`-` apart): a dot, a blank, a letter
    /// beyond ASCII.
    ///
    /// A test reads the map back as a job without any variable does: from a file
    /// `input/config/hyperparameters.json` in a folder given with [`Source::base_dir`]. The
    /// documentation of the crate `smenv` has an example.
    fn to_hyperparameters(&self) -> BTreeMap<String, String> {
        to_hyperparameters(self, Self::__CODEC)
    }

    /// A table of every hyperparameter, its value, and where in `source` it came from. Secrets are
    /// masked.
    fn explain(&self, source: &Source) -> Explanation {
        Explanation::of(self, source, Self::SPEC, Self::__CODEC)
    }

    #[doc(hidden)]
    type __Names<P: Prefix>: Names;

    #[doc(hidden)]
    const __CODEC: StructCodec<Self>;
}
