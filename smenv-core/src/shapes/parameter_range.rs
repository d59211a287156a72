//! The values of a hyperparameter that an algorithm supports.

use serde_core::de::{self, Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::shapes::shape::{Member, shape};

shape! {
    /// The whole numbers that a hyperparameter may have: SageMaker's
    /// `IntegerParameterRangeSpecification`.
    pub struct IntegerParameterRangeSpecification {
        /// The minimum.
        "MinValue" => pub min_value: String,
        /// The maximum.
        "MaxValue" => pub max_value: String,
    }
}

shape! {
    /// The numbers that a hyperparameter may have: SageMaker's
    /// `ContinuousParameterRangeSpecification`.
    pub struct ContinuousParameterRangeSpecification {
        /// The minimum.
        "MinValue" => pub min_value: String,
        /// The maximum.
        "MaxValue" => pub max_value: String,
    }
}

shape! {
    /// The values that a hyperparameter may have: SageMaker's
    /// `CategoricalParameterRangeSpecification`.
    pub struct CategoricalParameterRangeSpecification {
        /// The values: 1 to 30, each of at most 256 characters.
        "Values" => pub values: Vec<String>,
    }
}

/// The values that a hyperparameter may have: SageMaker's `ParameterRange`, an object with one key.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParameterRange {
    /// The key `IntegerParameterRangeSpecification`.
    Integer(IntegerParameterRangeSpecification),
    /// The key `ContinuousParameterRangeSpecification`.
    Continuous(ContinuousParameterRangeSpecification),
    /// The key `CategoricalParameterRangeSpecification`.
    Categorical(CategoricalParameterRangeSpecification),
}

const INTEGER: &str = "IntegerParameterRangeSpecification";
const CONTINUOUS: &str = "ContinuousParameterRangeSpecification";
const CATEGORICAL: &str = "CategoricalParameterRangeSpecification";

impl Member for ParameterRange {}

#[cfg(feature = "serde")]
impl Serialize for ParameterRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const NAME: &str = "ParameterRange";
        match self {
            ParameterRange::Integer(range) => {
                serializer.serialize_newtype_variant(NAME, 0, INTEGER, range)
            }
            ParameterRange::Continuous(range) => {
                serializer.serialize_newtype_variant(NAME, 1, CONTINUOUS, range)
            }
            ParameterRange::Categorical(range) => {
                serializer.serialize_newtype_variant(NAME, 2, CATEGORICAL, range)
            }
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> Deserialize<'de> for ParameterRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object: Map<String, Value> = Deserialize::deserialize(deserializer)?;
        let mut given = object.into_iter().filter(|(_, range)| !range.is_null());
        let (Some((key, range)), None) = (given.next(), given.next()) else {
            return Err(de::Error::custom("ParameterRange must have one range"));
        };
        let range = match &*key {
            INTEGER => serde_json::from_value(range).map(ParameterRange::Integer),
            CONTINUOUS => serde_json::from_value(range).map(ParameterRange::Continuous),
            CATEGORICAL => serde_json::from_value(range).map(ParameterRange::Categorical),
            _ => {
                let known = &[INTEGER, CONTINUOUS, CATEGORICAL];
                return Err(de::Error::unknown_field(&key, known));
            }
        };
        range.map_err(de::Error::custom)
    }
}
