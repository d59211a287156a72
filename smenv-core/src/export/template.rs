//! A template of `hyperparameters.json`.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::export::program::ProgramDescription;
use crate::hyperparameters::description::{Absence, Description};
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::spec::spec::Spec;

/// A template of the hyperparameters of a job: an object of names and texts, as `CreateTrainingJob`
/// and `hyperparameters.json` have it.
///
/// Those with a default have it. Those that are required, and secrets with a default, have a
/// placeholder in angle brackets to replace; those that are `None` by default are omitted.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::export::Template;
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     #[sm(range = 1..=100)]
///     epochs: u32,
///     #[sm(default = 0.1)]
///     learning_rate: f64,
/// }
///
/// assert_eq!(
///     serde_json::to_string(&Template::of::<Hyperparameters>())?,
///     r#"{"epochs":"<an integer from 1 to 100>","learning_rate":"0.1"}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<(String, String)>);

#[cfg(feature = "serde")]
impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (name, text) in &self.0 {
            object.serialize_entry(name, text)?;
        }
        object.end()
    }
}

impl Template {
    /// Returns the template of a struct.
    #[must_use]
    pub fn of<H: SmHyperparameters>() -> Self {
        Template::from(&ProgramDescription::of::<H, (), ()>())
    }
}

impl From<&ProgramDescription> for Template {
    fn from(program: &ProgramDescription) -> Self {
        let entry = |described: &Description| {
            let text = text(program.spec, described)?;
            Some((described.name.clone(), text))
        };
        Template(program.hyperparameters.iter().filter_map(entry).collect())
    }
}

fn text(spec: &Spec, described: &Description) -> Option<String> {
    if matches!(described.absence, Absence::Nothing) {
        return None;
    }
    let default = described
        .default()
        .filter(|text| !spec.hides_value(&described.name, text));
    Some(default.unwrap_or_else(|| format!("<{}>", described.accepts())))
}
