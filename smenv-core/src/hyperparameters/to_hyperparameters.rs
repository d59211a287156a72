//! The hyperparameters of a job, as `CreateTrainingJob` accepts them.

use std::collections::BTreeMap;

use smenv_shared::limits::MAX_HYPERPARAMETERS;

use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::writer::WrittenText;

/// Returns the texts of a struct's values by name. If there are more than a job can have, those
/// that equal their defaults are omitted.
pub(crate) fn to_hyperparameters<T>(value: &T, codec: StructCodec<T>) -> BTreeMap<String, String> {
    let mut texts = codec.texts(value);
    if texts.iter().filter(|text| text.is_sent()).count() > MAX_HYPERPARAMETERS {
        texts = codec.texts_with_defaults(value);
        texts.retain(|text| !text.is_default);
    }
    texts
        .into_iter()
        .filter_map(WrittenText::into_sent)
        .collect()
}
