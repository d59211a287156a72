//! Explanations as JSON.
//!
//! Each implementation repeats the `cfg` of this module, for rustdoc to show the feature also where
//! the crate `smenv` re-exports the type.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::hyperparameters::explanation::{Explanation, ExplanationRow};

/// Serializes as the list of its rows, with whole values where `Display` cuts long ones. Secrets
/// are masked.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     epochs: u32,
///     #[sm(secret)]
///     pin: Option<String>,
/// }
///
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": 3, "pin": "1234"}"#)]);
/// let hp = Hyperparameters::from_source(&source)?;
/// assert_eq!(
///     serde_json::to_string(&hp.explain(&source))?,
///     concat!(
///         r#"[{"name":"epochs","value":"3","origin":{"type":"variable","name":"SM_HPS"}},"#,
///         r#"{"name":"pin","value":"******","origin":{"type":"variable","name":"SM_HPS"}}]"#,
///     ),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

/// Serializes as `{"name": …, "value": …, "origin": …}`. The value is null for an `Option` without
/// one, the origin for a value that the program has set.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// # use smenv::{SmHyperparameters, Source};
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     warmup_steps: Option<u64>,
/// }
///
/// let source = Source::default();
/// let explanation = Hyperparameters::from_source(&source)?.explain(&source);
/// assert_eq!(
///     serde_json::to_string(&explanation.rows()[0])?,
///     r#"{"name":"warmup_steps","value":null,"origin":{"type":"absent","name":null}}"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for ExplanationRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ExplanationRow", 3)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("value", &self.value)?;
        object.serialize_field("origin", &self.origin)?;
        object.end()
    }
}
