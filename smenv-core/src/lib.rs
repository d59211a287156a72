//! The runtime of [smenv](https://docs.rs/smenv): where hyperparameters come from, what text
//! becomes, and every problem at once.
//!
//! Programs depend on the crate `smenv`, which re-exports all of this beside the derive macros.

mod accelerators;
mod arguments;
mod broken_json;
mod categorical;
mod channel;
mod channel_files;
mod channel_problems;
mod channel_settings;
mod channel_spec;
mod channels;
mod checkpoints;
mod checks;
mod cluster;
mod command_output;
mod config_file;
mod directories;
mod docs;
mod error;
mod explain;
mod facts;
#[cfg(feature = "run")]
mod failure;
mod fault;
mod fields;
mod found;
mod given;
#[cfg(feature = "run")]
mod help;
mod hosts;
mod how;
mod index;
#[cfg(feature = "run")]
mod job;
mod json;
mod launchers;
mod leftovers;
mod log_level;
mod names;
mod outgoing;
#[cfg(feature = "run")]
mod panics;
mod prefix;
#[cfg(feature = "run")]
mod preflight;
mod python_json;
mod raw;
mod regular_file;
mod remedies;
mod same;
mod secret_names;
mod secrets;
mod slots;
mod sm_channels;
mod source;
mod spec;
mod table;
pub mod testing;
mod text;
mod training_env;
mod uploads;
mod value;
mod with;
mod write_atomic;

use std::collections::BTreeMap;

pub use categorical::SmCategorical;
pub use channel::{Channel, DataDistribution, InputMode, RecordWrapper};
pub use channel_spec::{ChannelSpec, ChannelsSpec};
pub use checkpoints::{Checkpoint, Checkpoints};
pub use cluster::{HostTopology, InstanceGroup};
pub use error::{Error, Origin, Problem, ProblemKind, ValueError};
pub use explain::{Explanation, ExplanationRow};
#[cfg(feature = "run")]
pub use job::{Job, StopSignal, TrainingError, run, run_from};
pub use log_level::LogLevel;
pub use raw::RawValue;
pub use sm_channels::SmChannels;
pub use source::Source;
pub use spec::{FieldKind, FieldSpec, RangeEnd, Scale, Spec};
pub use training_env::TrainingEnv;
pub use value::{Bounded, HyperparameterValue, ValueType};
pub use write_atomic::{write_atomic, write_atomic_with};

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
        fields::fill(source)
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
    ///   infinities; a float that it does not read back exactly, which takes its feature
    ///   `float_roundtrip`; and a null that is not the `None` of an `Option`.
    ///
    /// Under the SDK v3 driver a job does not start, or arrives corrupt, where a value has an
    /// apostrophe or a name is no identifier of the shell (`-` apart): a dot, a blank, a letter
    /// beyond ASCII.
    ///
    /// A test reads the map back as a job without any variable does: from a file
    /// `input/config/hyperparameters.json` in a folder given with [`Source::base_dir`]. The
    /// documentation of the crate `smenv` has an example.
    fn to_hyperparameters(&self) -> BTreeMap<String, String> {
        outgoing::outgoing(self)
    }

    /// A table of every hyperparameter, its value, and where in `source` it came from. Secrets are
    /// masked.
    fn explain(&self, source: &Source) -> Explanation {
        Explanation::of(self, source)
    }

    #[doc(hidden)]
    type __Names<P: prefix::Prefix>: prefix::Names;

    #[doc(hidden)]
    fn __read(fields: &mut fields::Fields<'_>) -> Option<Self>;

    #[doc(hidden)]
    fn __write(&self, outgoing: &mut outgoing::Outgoing);
}

/// What generated code calls. No part of it is API.
#[doc(hidden)]
pub mod __private {
    pub use crate::categorical::{Choices, choose};
    pub use crate::checks::{Ends, check, flattened, known, total, tunable};
    pub use crate::fields::Fields;
    pub use crate::how::{Flat, How, Rest};
    pub use crate::outgoing::Outgoing;
    pub use crate::sm_channels::{ChannelFields, HoldsChannel, InField};
    pub use crate::spec::{Entry, index};
    pub use crate::testing::producers;
    pub use std::string::String;

    pub use crate::__smenv_docs as docs;
    pub use crate::__smenv_value as value;
    pub use crate::docs::{joined, joined_len, text_of, trimmed};
    pub use crate::how::Rule;
    pub use crate::prefix::{Names, NoNames, NoPrefix, Prefix, Row};
    pub use crate::raw::RawValue;
    pub use crate::value::{
        Delimited, FromText, Look, Ordered, RestMap, TextDefault, Wraps, within, within_order,
    };
    pub use crate::value::{JsonAbsence, JsonField, json_read, json_write};
    pub use crate::with::{validate, with_absent, with_read, with_write};
    pub use crate::{
        ChannelSpec, ChannelsSpec, Error, FieldSpec, HyperparameterValue, InputMode, Scale,
        SmCategorical, SmChannels, SmHyperparameters, Source, Spec, ValueError, ValueType,
    };
    // By a name that no user has in scope: where one is, a longer path to the same is an
    // unnecessary qualification.
    pub use crate::SmHyperparameters as Flattened;
}

/// What the derive hands over unread. Where it is no expression, that is an error here, and not of
/// all that the derive makes.
#[doc(hidden)]
#[macro_export]
macro_rules! __smenv_value {
    ($value:expr) => {
        $value
    };
}
