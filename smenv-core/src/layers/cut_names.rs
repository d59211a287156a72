//! Names that contain `=`. The variable that a producer sets for such a name ends at the `=`.

use smenv_shared::names;

use crate::index::Index;
use crate::layers::entries::Entries;
use crate::layers::variable::Variable;

/// The names that contain `=`. For the name `a=b` with the value `1`, a producer sets the variable
/// `SM_HP_A` to `B=1`.
pub(crate) struct CutNames {
    /// The part before the `=`; and the part after it in upper case, with a final `=`.
    names: Vec<(String, String)>,
    /// The names by the part before the `=`, in the spelling of variables.
    index: Index<String>,
}

impl CutNames {
    pub(crate) fn of(entries: &Entries<'_>) -> Self {
        let cut = |name: &str| {
            let (name, rest) = name.split_once('=')?;
            Some((name.to_owned(), rest.to_uppercase() + "="))
        };
        let names: Vec<_> = entries
            .iter()
            .filter_map(|entry| cut(&entry.name()))
            .collect();
        let index = names
            .iter()
            .map(|(name, _)| names::to_variable_case(name))
            .zip(0..);
        let index = index.collect();
        CutNames { names, index }
    }

    /// Returns whether a producer set this variable for one of the names.
    pub(crate) fn matches(&self, variable: Variable<'_>) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let value = variable.value.as_encoded_bytes();
        self.index
            .get(&names::to_variable_case(variable.name))
            .any(|at| {
                let (name, rest) = &self.names[at];
                names::is_exact_variable_of(name, variable.name)
                    && value.starts_with(rest.as_bytes())
            })
    }
}
