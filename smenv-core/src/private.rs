//! The items that generated code uses. They are not part of the API.

/// The items that generated code uses.
pub mod __private0 {
    pub use std::string::String;

    pub use smenv_shared::scale::Scale;

    pub use crate::__smenv_docs as docs;
    pub use crate::__smenv_for_editors as for_editors;
    pub use crate::__smenv_value as value;
    pub use crate::channels::channel::InputMode;
    pub use crate::channels::codec::{ChannelCodec, ChannelField};
    pub use crate::channels::reader::ChannelReader;
    pub use crate::channels::sm_channels::SmChannels;
    pub use crate::channels::spec::{ChannelSpec, ChannelsSpec};
    pub use crate::error::error::Error;
    pub use crate::hyperparameters::check::Rule;
    pub use crate::hyperparameters::codec::FieldCodec;
    pub use crate::hyperparameters::name_row::Row;
    pub use crate::hyperparameters::nested::Nested;
    pub use crate::hyperparameters::reader::Reader;
    pub use crate::hyperparameters::rest::Rest;
    pub use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
    // Under a second name, which no user imports: with the trait in scope, the path to it would be
    // an unnecessary qualification.
    pub use crate::hyperparameters::sm_hyperparameters::SmHyperparameters as __SmHyperparameters;
    pub use crate::hyperparameters::struct_codec::StructCodec;
    pub use crate::hyperparameters::writer::Writer;
    pub use crate::metrics::line::MetricWriter;
    pub use crate::metrics::sm_metrics::SmMetrics;
    pub use crate::metrics::spec::{MetricSpec, MetricsSpec, Objective};
    pub use crate::source::source::Source;
    pub use crate::spec::docs::{joined, joined_len, text_of, trimmed};
    pub use crate::spec::index::IndexEntry;
    pub use crate::spec::known_values::{KnownValue, KnownValues, Typed};
    pub use crate::spec::name_structs::{Names, NoNames, NoPrefix, Prefix};
    pub use crate::spec::spec::{FieldSpec, Spec, index};
    pub use crate::values::adapters::default_from_str::DefaultFromStr;
    pub use crate::values::adapters::delimited::Delimited;
    pub use crate::values::adapters::from_str::FromText;
    #[cfg(feature = "serde")]
    pub use crate::values::adapters::json::{JsonField, NotOption};
    pub use crate::values::adapters::option_like::{AsInner, OptionLike};
    pub use crate::values::adapters::with::{validate, with_absent, with_read, with_write};
    pub use crate::values::categorical::{Choices, SmCategorical, choose};
    pub use crate::values::hyperparameter_value::HyperparameterValue;
    pub use crate::values::map::RestMap;
    pub use crate::values::range::{Ordered, within, within_order};
    pub use crate::values::raw_value::RawValue;
    pub use crate::values::value_error::ValueError;
    pub use crate::values::value_type::ValueType;

    /// The documentation of `#[sm(…)]`, for editors.
    pub mod attributes {
        pub use crate::attributes::{
            categorical, channel, channels, field, hyperparameters, metric, metrics, variant,
        };
    }

    /// The checks that the compiler evaluates.
    pub mod check {
        pub use crate::spec::const_checks::{
            assert, assert_choices, assert_count, assert_flatten, assert_known, assert_tunable,
        };
        pub use crate::spec::const_range::ConstRange;
        pub use crate::spec::known_values::SpecifiedValue;
        pub use crate::spec::lock::{
            Specified, SpecifiedIn, SpecifiedRange, assert_row_is_specified, assert_specified,
        };
    }
}

/// An expression that the derive does not parse. If it is invalid, the error is here, and not in
/// everything that the derive generates.
#[doc(hidden)]
#[macro_export]
macro_rules! __smenv_value {
    ($value:expr) => {
        $value
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_name_of_the_private_module_has_the_patch_version() {
        let name = concat!("__private", env!("CARGO_PKG_VERSION_PATCH"));
        let source = include_str!("private.rs");
        assert!(
            source.contains(&format!("pub mod {name} {{")),
            "rename it to {name}"
        );
    }
}
